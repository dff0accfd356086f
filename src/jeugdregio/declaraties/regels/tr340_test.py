# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr340 import TR340
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_code_is_the_allocated_one(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product | budget
        T1    | 45A14   |
        T2    | 45      | 1000000
        T3    | -       | 1000000
    """)
    wereld.tarief("45B14", "14", 100_00)

    assert wereld.neem_in("""
        JW323              | toewijzing | product
        the same           | T1         | 45A14
        another            | T1         | 45B14
        aspecific, any     | T2         | 45B14
        generic, any       | T3         | 45B14
    """) == {"another": "TR340"}
    assert wereld.uitleg("another", TR340) == "De productcode 45B14 is niet de toegewezen code 45A14."
