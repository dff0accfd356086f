# SPDX-License-Identifier: EUPL-1.2
"""Debit and credit, tried around the intake: the database refuses what the rules refuse."""

import pytest

from tests.stappen import execute, refused
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db
CREDIT = """
    INSERT INTO declaraties_prestatie (gemeente, bericht_id, nr, aanbieder, referentie, vorige_referentie, client_id,
        toewijzing_nummer, toewijzing_id, categorie, code, begin, tot, volume, eenheid, tarief_cent, bedrag_cent, dc,
        toegekend, dubbel, gecrediteerd, oordeel)
    SELECT gemeente, bericht_id + 100, nr + {nr}, aanbieder, referentie || 'c{nr}', {vorige}, client_id,
        toewijzing_nummer, toewijzing_id, categorie, code, begin, tot, volume, eenheid, tarief_cent, {bedrag}, 'C',
        true, false, false, 0
    FROM declaraties_prestatie WHERE dc = 'D' AND {which}
"""


def credit(nr: int = 1, vorige: str = "referentie", bedrag: str = "bedrag_cent", which: str = "toegekend") -> str:
    return CREDIT.format(nr=nr, vorige=vorige, bedrag=bedrag, which=which)


@pytest.fixture
def granted(wereld: Wereld) -> Wereld:
    """One debit that was granted and one that was not."""
    wereld.gegeven("JW301 | einde\nT1 | 2026-12-31")
    assert wereld.neem_in("JW323 | toewijzing | maand | tarief\nD1 | T1 | 2026-02 |\nD2 | T1 | 2026-03 | 1") != {}
    return wereld


def test_a_credit_needs_a_debit_that_was_marked(granted: Wereld):
    refused(credit(), "hoort bij een toegekend debet")
    execute("UPDATE declaraties_prestatie SET gecrediteerd = true WHERE toegekend")
    execute(credit())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"bedrag": "bedrag_cent - 1"}, "hoort bij een toegekend debet"),
        ({"vorige": "'anders'"}, "hoort bij een toegekend debet"),
        ({"vorige": "NULL"}, "prestatie_credit_noemt_een_regel"),
    ],
)
def test_of_the_same_line_and_amount(granted: Wereld, change: dict[str, str], why: str):
    execute("UPDATE declaraties_prestatie SET gecrediteerd = true WHERE toegekend")
    refused(credit(**change), why)


def test_a_line_is_credited_once(granted: Wereld):
    execute("UPDATE declaraties_prestatie SET gecrediteerd = true WHERE toegekend")
    execute(credit())
    refused(credit(nr=2), "prestatie_een_keer_gecrediteerd")
    refused("UPDATE declaraties_prestatie SET gecrediteerd = false WHERE gecrediteerd", "blijft gecrediteerd")


def test_what_was_refused_is_not_credited(granted: Wereld):
    refused(
        "UPDATE declaraties_prestatie SET gecrediteerd = true WHERE NOT toegekend",
        "prestatie_gecrediteerd_is_een_toegekend_debet",
    )


@pytest.mark.parametrize("change", ["bedrag_cent = 1", "toegekend = true, oordeel = 0", "volume = 2", "dc = 'C'"])
def test_a_line_that_was_judged_does_not_change(granted: Wereld, change: str):
    refused(f"UPDATE declaraties_prestatie SET {change}", "permission denied")
    refused("DELETE FROM declaraties_prestatie", "permission denied")
