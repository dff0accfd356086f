# SPDX-License-Identifier: EUPL-1.2
"""S36 and S37: one child over the old and the new model at the turn of the year; no day and no euro is paid twice."""

from datetime import date

import pytest

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Bekostigd, Financiering
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.prijzen import queries
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db

NIEUWJAAR = date(2027, 1, 1)


@pytest.fixture
def wereld(als_regio: None, settings) -> Wereld:
    """Until New Year a piece per month in the old model, from then on hours in the new one."""
    settings.REGIO = REGIO
    world = Wereld()
    world.tarief("45O82", "82", 90_000, van=date(2026, 1, 1), tot=NIEUWJAAR)
    world.tarief("45N04", "04", 9_000, van=NIEUWJAAR, tot=date(2028, 1, 1))
    rules = {"ijw": True, "declareren": "x", "afrekenen": "x", "verantwoorden": "x", "bron": "x", "zekerheid": "x"}
    contracten.richt_prijzen_in(
        REGIO,
        varianten=[
            Financiering(code="profiel", naam="Output per profiel", variant="output", **rules),
            Financiering(code="inspanning", naam="Inspanning of functie", variant="inspanning", **rules),
        ],
        producten=[
            Bekostigd("45", "45O82", "profiel", None, NIEUWJAAR, "oud model"),
            Bekostigd("45", "45N04", "inspanning", NIEUWJAAR, None, "nieuw model"),
        ],
    )
    world.gegeven("""
        JW301 | product | eenheid | volume | frequentie | begin      | einde
        OUD   | 45O82   | 82      | 1      | 4          | 2026-07-01 | 2026-12-31
        NIEUW | 45N04   | 04      | 10     | 4          | 2027-01-01 | 2027-12-31
    """)
    return world


def test_each_model_is_paid_on_its_own_side_of_the_year(wereld: Wereld):
    wereld.aanvaardt("""
        JW323   | toewijzing | maand   | volume
        old dec | OUD        | 2026-12 | 1
        new jan | NIEUW      | 2027-01 | 8
    """)

    per_year = {
        year: {one.code: one.bedrag_cent for one in queries.euros_per_variant(year, on_behalf_of=verwerking(REGIO))}
        for year in (2026, 2027)
    }
    assert per_year == {2026: {"profiel": 90_000}, 2027: {"inspanning": 72_000}}
    assert [queries.zonder_variant(year, on_behalf_of=verwerking(REGIO)) for year in per_year] == [0, 0]


def test_the_old_model_pays_nothing_after_the_turn_and_the_new_one_nothing_before(wereld: Wereld):
    refused = wereld.neem_in("""
        JW323   | toewijzing | begin      | einde      | volume
        old jan | OUD        | 2027-01-01 | 2027-01-31 | 1
        new dec | NIEUW      | 2026-12-01 | 2026-12-31 | 8
    """)

    assert refused.keys() == {"old jan", "new dec"}
    assert "TR308" in refused["old jan"]
    assert "TR307" in refused["new dec"]


def test_the_same_month_is_not_paid_a_second_time(wereld: Wereld):
    wereld.gegeven("""
        JW323   | toewijzing | maand   | volume
        old dec | OUD        | 2026-12 | 1
        new jan | NIEUW      | 2027-01 | 8
    """)

    assert set(
        wereld.neem_in("""
        JW323       | toewijzing | maand   | volume
        old again   | OUD        | 2026-12 | 1
        new again   | NIEUW      | 2027-01 | 2
    """).values()
    ) >= {"TR389"}


def test_a_product_without_a_variant_is_counted(wereld: Wereld):
    """The check behind "each euro in exactly one": what belongs to none is named."""
    wereld.gegeven("""
        JW301 | product | volume
        X     | 45A14   | 10
    """)
    wereld.gegeven("""
        JW323 | toewijzing | maand
        x     | X          | 2026-12
    """)

    assert queries.zonder_variant(2026, on_behalf_of=verwerking(REGIO)) == 1
