# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr381 import TR381
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_code_belongs_to_the_category(wereld: Wereld):
    wereld.product("45B14", categorie="44")
    wereld.gegeven("""
        JW301 | kind
        T1    | K9
    """)

    assert wereld.neem_in("""
        JW315        | kind | product  | budget
        in list      | K1   | 45A14    |
        other list   | K2   | 44:45B14 |
        not that one | K3   | 44:45A14 |
        not in list  | K4   | 45ZZZ    |
        no code      | K5   | 45       | 100000
        nothing      | K6   | -        | 100000
    """) == {"not that one": "TR381", "not in list": "TR381"}
    assert wereld.uitleg("not that one", TR381) == (
        "Productcode 45A14 hoort volgens de productcodelijst niet bij categorie 44."
    )
    assert wereld.neem_in("""
        JW317 | kind | wat         | product
        old   | K9   | ongewijzigd |
        new   | K9   | nieuw       | 45ZZZ
        known | K9   | nieuw       | 45A16
    """) == {"new": "TR381"}
