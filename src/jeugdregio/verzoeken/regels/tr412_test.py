# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr412 import TR412
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_without_a_code_there_is_no_omvang(wereld: Wereld):
    wereld.gegeven("""
        JW301    | kind | product | budget | einde
        generic  | K1   | -       | 100000 | 2027-12-31
        category | K2   | 45      | 100000 | 2027-12-31
        code     | K3   | 45A14   |        | 2027-12-31
        generic4 | K4   | -       | 100000 | 2027-12-31
        code 5   | K5   | 45A14   |        | 2027-12-31
    """)

    found = wereld.neem_in("""
        JW317            | bericht | kind | toewijzing | begin      | volume | budget
        generic, size    | 1       | K1   | generic    | 2026-01-01 | 10     |
        category, size   | 2       | K2   | category   | 2026-01-01 | 10     |
        code, size       | 3       | K3   | code       | 2027-07-01 | 10     |
        generic, budget  | 4       | K4   | generic4   | 2026-01-01 |        | 200000
        code, no size    | 5       | K5   | code 5     | 2027-07-01 | -      |
    """)

    assert found == {
        "generic, size": "TR375 TR412",
        "category, size": "TR412",
        "code, no size": "TR411",
    }
    assert wereld.uitleg("category, size", TR412) == (
        f"Toewijzing {wereld.nummer('category')} heeft geen productcode, dus bij de wijziging hoort geen omvang."
    )
