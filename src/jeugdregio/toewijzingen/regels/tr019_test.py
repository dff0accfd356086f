# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr019 import TR019
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind_of_message", ["JW305", "JW307"])
def test_a_start_or_stop_belongs_to_an_allocation(wereld: Wereld, kind_of_message: str):
    wereld.gegeven("""
        JW301   | nummer | kind | aanbieder | einde      | reden | besluit
        T1      |        | K1   | A1        |            |       |
        T2      |        | K1   | A2        |            |       |
        T3      |        | K1   | A1        |            |       |
        deleted | T3     | K1   | A1        | 2026-01-01 | 13    | 2026-01-02
    """)

    found = wereld.neem_in(f"""
        {kind_of_message} | toewijzing | kind | product
        mine              | T1         | K1   | 45A14
        other provider    | T2         | K1   | 45A14
        deleted before    | T3         | K1   | 45A14
        other child       | T1         | K2   | 45A14
        nobody's          | T9         | K1   | 45A14
    """)

    assert {label for label, codes in found.items() if "TR019" in codes.split()} == {
        "other provider",
        "deleted before",
        "other child",
        "nobody's",
    }


def test_only_care_by_task_does_without_a_number(wereld: Wereld):
    wereld.product("45T01", variant="taak")
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)

    assert wereld.neem_in("""
        JW305       | toewijzing | product
        by task     | -          | 45T01
        some task   | -          | 45
        no task     | -          | 44
        other       | -          | 45A14
        not in list | -          | 45ZZZ
        no product  | -          | -
    """) == {"other": "TR019", "no task": "TR019", "not in list": "TR381", "no product": "TR019"}


def test_the_explanation_names_the_number(wereld: Wereld):
    assert wereld.neem_in("""
        JW305 | toewijzing
        a     | T9
    """) == {"a": "TR019"}
    assert wereld.uitleg("a", TR019) == (
        f"Er is geen toewijzing met nummer {wereld.nummer('T9')} voor deze jeugdige bij deze aanbieder."
    )
