# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr381 import TR381
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_code_belongs_to_the_category_in_an_allocation(wereld: Wereld):
    wereld.product("45B14", categorie="44")

    assert wereld.neem_in("""
        JW301         | product  | budget
        in list       | 45A14    |
        other list    | 44:45B14 |
        not that one  | 44:45A14 |
        not in list   | 45ZZZ    |
        no code       | 45       |
        nothing       | -        | 100000
    """) == {"not that one": "TR381", "not in list": "TR381"}
    assert wereld.uitleg("not that one", TR381) == (
        "Productcode 45A14 hoort volgens de productcodelijst niet bij categorie 44."
    )


@pytest.mark.parametrize("kind_of_message", ["JW305", "JW307"])
def test_in_a_start_or_stop_too_but_not_when_it_is_deleted(wereld: Wereld, kind_of_message: str):
    wereld.gegeven("""
        JW301 | product
        T1    | 45
    """)

    found = wereld.neem_in(f"""
        {kind_of_message} | product | status
        not in list       | 45ZZZ   | 1
        no code           | 45      | 1
        deletion          | 45ZZZ   | 3
    """)

    assert {label for label, codes in found.items() if "TR381" in codes.split()} == {"not in list"}
