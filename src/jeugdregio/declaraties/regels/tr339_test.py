# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr339 import TR339
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_category_is_the_allocated_one(wereld: Wereld):
    wereld.product("45A14", categorie="44")
    wereld.gegeven("""
        JW301 | product | budget
        T1    | 45A14   |
        T2    | 45      | 1000000
        T3    | -       | 1000000
    """)

    assert wereld.neem_in("""
        JW323                | toewijzing | product
        the same             | T1         | 45A14
        another              | T1         | 44:45A14
        aspecific, the same  | T2         | 45A14
        aspecific, another   | T2         | 44:45A14
        generic, any         | T3         | 44:45A14
    """) == {"another": "TR339", "aspecific, another": "TR339"}
    assert wereld.uitleg("another", TR339) == "De productcategorie 44 is niet de toegewezen categorie 45."
