# SPDX-License-Identifier: EUPL-1.2
"""N06: a rate that changes on a Wednesday, priced to the day; the same arithmetic as the check."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.contracten.values import Contractgegevens, Tariefgegevens
from jeugdregio.declaraties.queries import verwacht_bedrag_cent
from jeugdregio.prijzen.waarom import Regel, leg_uit, stukken
from tests.wereld import Wereld

A1 = "99900001"
WOENSDAG = date(2026, 7, 15)
OUD = Tariefgegevens(A1, "45", "45B14", "14", date(2026, 1, 1), WOENSDAG, 10_000)
NIEUW = Tariefgegevens(A1, "45", "45B14", "14", WOENSDAG, date(2027, 1, 1), 10_550)
CONTRACT = Contractgegevens("C-1", A1, "J&O", "", "", "", date(2024, 1, 1), date(2028, 1, 1), None)


def regel(begin: date, tot: date, volume: int, eenheid: str = "14") -> Regel:
    return Regel(A1, "45", "45B14", eenheid, begin, tot, volume)


def test_a_month_with_a_change_on_a_wednesday_is_proved_per_day():
    """31 nights: 14 at 100,00 and 17 at 105,50 is 3.193,50; the standard pays the tariff of the first day (TR418)."""
    assert WOENSDAG.isoweekday() == 3

    found = leg_uit(regel(date(2026, 7, 1), date(2026, 8, 1), 31), [NIEUW, OUD], [CONTRACT], "P×Q")

    assert [(one.dagen, one.deel, one.tarief_cent, one.bedrag_cent) for one in found.stukken] == [
        (14, 14, 10_000, 140_000),
        (17, 17, 10_550, 179_350),
    ]
    assert found.dagprecies_cent == 319_350
    assert found.verwacht_cent == 310_000
    assert (found.tarief_van, found.tarief_tot) == (OUD.van, OUD.tot)
    assert (found.contracten, found.financiering) == (("C-1",), "P×Q")


@pytest.mark.django_db
def test_an_allocation_that_is_split_on_the_wednesday_is_paid_to_the_day(als_regio: None):
    wereld = Wereld()
    wereld.tarief("45B14", "14", 10_000, van=date(2026, 1, 1), tot=WOENSDAG)
    wereld.tarief("45B14", "14", 10_550, van=WOENSDAG, tot=date(2027, 1, 1))
    wereld.gegeven("""
        JW301  | product | volume | frequentie | begin      | einde
        before | 45B14   | 31     | 4          | 2026-07-01 | 2026-07-14
        after  | 45B14   | 31     | 4          | 2026-07-15 | 2026-08-31
    """)
    proof = [
        leg_uit(regel(begin, tot, volume), [OUD, NIEUW], [CONTRACT], "")
        for begin, tot, volume in ((date(2026, 7, 1), WOENSDAG, 14), (WOENSDAG, date(2026, 8, 1), 17))
    ]

    wereld.aanvaardt(f"""
        JW323 | toewijzing | maand   | volume | tarief | bedrag
        one   | before     | 2026-07 | 14     | 10000  | {proof[0].verwacht_cent}
        two   | after      | 2026-07 | 17     | 10550  | {proof[1].verwacht_cent}
    """)

    assert [one.dagprecies_cent for one in proof] == [140_000, 179_350]
    assert [one.verwacht_cent for one in proof] == [140_000, 179_350]


@pytest.mark.django_db
def test_one_allocation_over_the_wednesday_is_paid_by_its_first_day(als_regio: None):
    wereld = Wereld()
    wereld.tarief("45B14", "14", 10_000, van=date(2026, 1, 1), tot=WOENSDAG)
    wereld.tarief("45B14", "14", 10_550, van=WOENSDAG, tot=date(2027, 1, 1))
    wereld.gegeven("""
        JW301 | product | volume | frequentie
        whole | 45B14   | 31     | 4
    """)

    assert wereld.neem_in("""
        JW323 | maand   | volume | tarief | bedrag
        new   | 2026-07 | 31     | 10550  | 327050
    """) == {"new": "TR418"}
    wereld.aanvaardt("""
        JW323 | maand   | volume | tarief | bedrag
        first | 2026-07 | 31     | 10000  | 310000
    """)


def test_minutes_on_a_tariff_per_hour_are_rounded_once_per_stretch():
    old, new = (
        Tariefgegevens(A1, "45", "45B14", "04", one.van, one.tot, cent) for one, cent in ((OUD, 71_35), (NIEUW, 74_89))
    )

    found = leg_uit(regel(date(2026, 7, 1), date(2026, 8, 1), 425, "01"), [old, new], [], "")

    assert [one.deel for one in found.stukken] == [192, 233]
    assert [one.bedrag_cent for one in found.stukken] == [22_832, 29_082]
    assert found.verwacht_cent == verwacht_bedrag_cent(old, 425, "01")
    assert "÷ 60" in found.som


def test_a_day_without_a_tariff_is_said():
    found = leg_uit(regel(date(2026, 12, 1), date(2027, 2, 1), 10), [NIEUW], [CONTRACT], "")

    assert [one.tarief_cent for one in found.stukken] == [10_550, None]
    assert found.dagprecies_cent is None


@given(
    st.integers(0, 10_000),
    st.integers(1, 400),
    st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100_000)), min_size=1, max_size=6),
)
def test_the_stretches_are_the_period_and_share_the_volume_whole(
    volume: int, days: int, versions: list[tuple[int, int]]
):
    begin, tariffs = date(2026, 1, 1), []
    for length, cent in versions:
        start = tariffs[-1].tot if tariffs else begin
        tariffs.append(
            Tariefgegevens(A1, "45", "45B14", "14", start, date.fromordinal(start.toordinal() + length), cent)
        )
    line = regel(begin, date.fromordinal(begin.toordinal() + days), volume)

    found = stukken(line, tariffs)

    assert sum(one.dagen for one in found) == days
    assert sum(one.deel for one in found) == volume
    assert all(one.bedrag_cent == one.deel * (one.tarief_cent or 0) for one in found)
