# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr332 import TR332
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("aanbieder", "A2"),
        ("kind", "K2"),
        ("product", "45A16"),
        ("product", "45"),
        ("begin", "2026-02-01"),
        ("begin", "2025-12-31"),
    ],
)
def test_a_number_is_for_one_allocation(wereld: Wereld, column: str, other: str):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)

    assert wereld.neem_in(f"""
        JW301   | nummer | {column} | besluit
        another | T1     | {other}  | 2026-01-10
    """) == {"another": "TR332"}
    assert wereld.uitleg("another", TR332) == (
        f"Toewijzingnummer {wereld.nummer('T1')} is al gebruikt voor een andere toewijzing."
    )


def test_a_changed_version_keeps_its_number(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume | frequentie
        T1    | 5      | 6
    """)

    wereld.aanvaardt("""
        JW301  | nummer | volume | frequentie | einde      | besluit
        longer | T1     | 9      | 6          | 2026-12-31 | 2026-01-10
    """)


def test_another_municipality_counts_for_itself(wereld: Wereld):
    wereld.gegeven("""
        JW301 | gemeente
        T1    | G1
    """)

    wereld.aanvaardt("""
        JW301 | nummer | gemeente | begin
        other | T1     | G2       | 2026-02-01
    """)


def test_a_number_that_was_refused_is_free(wereld: Wereld):
    assert wereld.neem_in("""
        JW301 | product
        T1    | 45ZZZ
    """) == {"T1": "TR381"}

    wereld.aanvaardt("""
        JW301 | nummer | product
        right | T1     | 45A14
    """)
