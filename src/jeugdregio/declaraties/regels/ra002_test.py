# SPDX-License-Identifier: EUPL-1.2
"""TO-27: a measure of 15 January to 10 April is paid for in February, March and April."""

from datetime import date

import pytest

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Maandafspraakgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.models import Prestatie
from jeugdregio.declaraties.regels.ra002 import RA002
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db

BRON = "Ketenbureau, SAP-GI v1.3"


@pytest.fixture(autouse=True)
def product(wereld: Wereld) -> None:
    """A measure that is paid per month."""
    wereld.product("48A01", "82", categorie="48", variant="output")
    wereld.tarief("48A01", "82", 885_00)


def agree(*, eerste: bool, laatste: bool, van: date = date(2025, 1, 1), tot: date | None = None) -> None:
    contracten.leg_maandafspraken_vast(
        REGIO, [Maandafspraakgegevens("48", "48A01", van, tot, eerste=eerste, laatste=laatste, bron=BRON)]
    )


def measure(wereld: Wereld, begin: str = "2026-01-15", einde: str = "2026-04-10", frequentie: str = "4") -> None:
    wereld.gegeven(f"""
        JW301 | product | eenheid | volume | frequentie   | begin   | einde
        OTS   | 48A01   | 82      | 1      | {frequentie} | {begin} | {einde}
    """)


MONTHS = """
    JW323 | toewijzing | maand   | volume
    jan   | OTS        | 2026-01 | 1
    feb   | OTS        | 2026-02 | 1
    mrt   | OTS        | 2026-03 | 1
    apr   | OTS        | 2026-04 | 1
"""


@pytest.mark.parametrize(
    ("eerste", "laatste", "refused"),
    [(False, True, {"jan"}), (True, False, {"apr"}), (False, False, {"jan", "apr"}), (True, True, set())],
)
def test_the_broken_months_that_do_not_count_are_refused(
    wereld: Wereld, eerste: bool, laatste: bool, refused: set[str]
):
    agree(eerste=eerste, laatste=laatste)
    measure(wereld)

    assert wereld.neem_in(MONTHS) == dict.fromkeys(refused, "RA002")
    assert Prestatie.objects.filter(toegekend=True).count() == 4 - len(refused)


def test_it_says_which_days_the_measure_has(wereld: Wereld):
    agree(eerste=False, laatste=True)
    measure(wereld)
    wereld.neem_in(MONTHS)

    assert wereld.uitleg("jan", RA002) == (
        "Deze maand telt niet bij dit maandtarief. De toewijzing loopt van 15-01-2026 tot en met 10-04-2026."
    )


def test_without_an_agreement_every_month_counts(wereld: Wereld):
    measure(wereld)

    wereld.aanvaardt(MONTHS)


def test_what_is_agreed_on_the_first_day_of_the_period_holds(wereld: Wereld):
    agree(eerste=False, laatste=True, van=date(2026, 1, 16))
    measure(wereld)

    wereld.aanvaardt(MONTHS)


def test_a_whole_month_at_the_edge_is_not_broken(wereld: Wereld):
    agree(eerste=False, laatste=False)
    measure(wereld, "2026-01-01", "2026-04-30")

    wereld.aanvaardt(MONTHS)


def test_one_that_goes_on_without_an_end_has_no_last_month(wereld: Wereld):
    agree(eerste=False, laatste=False)
    measure(wereld, "2026-01-15", "")

    assert wereld.neem_in(MONTHS) == {"jan": "RA002"}


def test_a_month_with_both_edges_counts_only_when_both_do(wereld: Wereld):
    agree(eerste=False, laatste=True)
    measure(wereld, "2026-03-05", "2026-03-20")

    assert wereld.neem_in("""
        JW323 | toewijzing | maand   | volume
        mrt   | OTS        | 2026-03 | 1
    """) == {"mrt": "RA002"}


def test_a_total_is_no_tariff_per_month(wereld: Wereld):
    agree(eerste=False, laatste=False)
    measure(wereld, frequentie="6")

    wereld.aanvaardt("""
        JW323 | toewijzing | maand   | volume
        jan   | OTS        | 2026-01 | 1
    """)


def test_two_allocations_in_one_month_are_paid_for_once(wereld: Wereld):
    agree(eerste=False, laatste=True)
    measure(wereld)
    wereld.gegeven("""
        JW301 | product | eenheid | volume | frequentie | begin      | einde
        later | 48A01   | 82      | 1      | 4          | 2026-04-11 | 2026-06-30
    """)

    assert wereld.neem_in("""
        JW323  | toewijzing | maand   | volume
        first  | OTS        | 2026-04 | 1
        second | later      | 2026-04 | 1
    """) == {"second": "RA002"}


def test_the_portal_proposes_what_counts(wereld: Wereld, settings):
    settings.REGIO = REGIO
    agree(eerste=False, laatste=True)
    measure(wereld)

    found = queries.productperioden(
        GEMEENTEN["G1"],
        [Maand(2026, month) for month in range(1, 5)],
        on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"]),
    )

    assert [one.maximaal for one in found] == [0, 1, 1, 1]
