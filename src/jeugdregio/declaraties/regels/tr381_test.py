# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr381 import TR381
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_code_belongs_to_the_category(wereld: Wereld):
    wereld.product("45A14", categorie="44")
    wereld.gegeven("""
        JW301 | product | budget
        T1    | -       | 1000000
    """)

    assert wereld.neem_in("""
        JW323         | product  | eenheid
        in list       | 45A14    | 14
        in list twice | 44:45A14 | 14
        other one     | 43:45A14 | 14
        not in list   | 45ZZZ    | 14
    """) == {"other one": "TR381", "not in list": "TR381 TR418"}
    assert wereld.uitleg("not in list", TR381) == (
        "Productcode 45ZZZ hoort volgens de productcodelijst niet bij categorie 45."
    )
