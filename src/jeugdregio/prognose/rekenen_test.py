# SPDX-License-Identifier: EUPL-1.2
"""The arithmetic of the forecast: complete months are facts, sums hold to the cent, and nothing looks ahead."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdregio.core.periode import Maand
from jeugdregio.prognose import driehoek, prijs, reeks
from jeugdregio.prognose.rekenen import voorspel
from jeugdregio.prognose.uitleg import uitputting, uitputting_band, verklaar
from jeugdregio.prognose.values import (
    MAANDEN,
    Band,
    Cel,
    Celstand,
    Feiten,
    Kosten,
    Maandcijfer,
    Prijspunt,
    Toegewezen,
    Verloop,
    maandnr,
)

JAAR = 2026 * MAANDEN
CENTEN = st.integers(0, 10_000_000)


def kosten(
    bedrag_cent: int, dienst: int, vertraging: int = 1, *, gemeente: str = "0193", segment: str = "Midden"
) -> Kosten:
    return Kosten(gemeente, segment, dienst, dienst + vertraging, langer=False, bedrag_cent=bedrag_cent, prestaties=1)


def historie(zaad: int, maanden: int = 30, tot: int = JAAR + 8) -> Feiten:
    """Two municipalities, two segments, claims that come up to five months late, allocations and prices."""
    rng = Random(zaad)  # noqa: S311
    rows, runs, granted, prices = [], [], [], []
    for town in ("0148", "0193"):
        for segment in ("Midden", "Top"):
            for month in range(tot - maanden, tot):
                granted.append(Toegewezen(town, segment, month, month, rng.randrange(1, 5_000_000)))
                for delay in range(6):
                    cents = rng.randrange(-1_000, 200_000)
                    rows.append(Kosten(town, segment, month, month + delay, delay > 4, cents, rng.randrange(5)))
                    runs.append(Verloop(segment, month - delay, month, month + delay, cents))
                    prices.append(Prijspunt(segment, "P", month, month + delay, 10, 1_000 + 3 * month))
    return Feiten(tuple(rows), tuple(runs), tuple(granted), tuple(prices))


class TestTriangle:
    @given(st.dictionaries(st.integers(0, 11), st.lists(CENTEN, min_size=1, max_size=8), min_size=1))
    def test_a_complete_triangle_gives_what_was_booked_and_nothing_more(self, per_maand: dict[int, list[int]]):
        facts = Feiten(
            tuple(
                kosten(cents, JAAR + month, delay)
                for month, delays in per_maand.items()
                for delay, cents in enumerate(delays)
            )
        )
        peil = JAAR + MAANDEN + driehoek.LANGSTE

        shares = driehoek.aandelen(driehoek.factoren(driehoek.driehoek(_regels(facts), peil)))

        for month, delays in per_maand.items():
            share = driehoek.aandeel(shares, JAAR + month, peil)
            assert share == 1
            assert driehoek.nog_te_declareren(sum(delays), share, 123.0) == 0

    @given(st.lists(st.integers(1_000, 1_000_000), min_size=20, max_size=20))
    def test_claims_that_always_come_in_the_same_way_are_foreseen(self, bedragen: list[int]):
        rows = [
            (month, month + delay, cents * part)
            for month, cents in enumerate(bedragen)
            for delay, part in ((1, 5), (2, 3), (3, 2))
        ]
        peil = 20

        shares = driehoek.aandelen(driehoek.factoren(driehoek.driehoek(rows, peil)))

        # Nothing is known after 0 months of delay, so no factor leads there: the smallest share stands in.
        assert shares[1:5] == pytest.approx([0.5, 0.8, 1.0, 1.0])
        for month, cents in list(enumerate(bedragen))[: peil - 1]:
            booked = sum(amount for dienst, bekend, amount in rows if dienst == month and bekend < peil)
            share = driehoek.aandeel(shares, month, peil)
            assert booked + driehoek.nog_te_declareren(booked, share, cents * 10.0) == pytest.approx(cents * 10)

    def test_a_short_triangle_has_a_tail_that_fades(self):
        rows = [(0, 0, 60), (0, 1, 20), (0, 2, 10), (1, 1, 60), (1, 2, 20), (2, 2, 60)]

        factors = driehoek.factoren(driehoek.driehoek(rows, 3))

        assert factors[0] == pytest.approx(160 / 120)
        assert factors[1] == pytest.approx(90 / 80)
        assert all(1 <= later <= earlier for earlier, later in pairwise(factors))

    def test_without_claims_there_is_nothing_to_multiply(self):
        assert driehoek.factoren({}) == [1.0] * driehoek.LANGSTE


def _regels(facts: Feiten) -> list[driehoek.Regel]:
    return [(one.dienst, one.bekend, one.bedrag_cent) for one in facts.kosten]


class TestSeries:
    def test_a_season_that_returns_is_found(self):
        quiet = {month: 50.0 if month % MAANDEN == 6 else 100.0 for month in range(48)}

        season = reeks.seizoen(quiet)

        assert season[6] / season[0] == pytest.approx(0.5, rel=0.02)

    def test_less_than_two_years_has_no_season(self):
        assert reeks.seizoen({month: float(month + 1) for month in range(20)}) == (1.0,) * MAANDEN

    def test_noise_has_hardly_any_growth_and_steady_growth_is_seen(self):
        rng = Random(7)  # noqa: S311
        noisy = [{month: rng.uniform(80, 120) for month in range(24)} for _ in range(40)]
        steady = {month: 100 * 1.01**month for month in range(24)}

        assert sum(reeks.groei(one) for one in noisy) / 40 == pytest.approx(0, abs=0.001)
        assert reeks.groei(steady) == pytest.approx(0.00995, rel=0.01)

    def test_a_flat_series_stays_as_it_is(self):
        flat = dict.fromkeys(range(30), 100.0)

        level = reeks.niveau(flat, dict.fromkeys(flat, 1.0), reeks.vorm(flat), 30)

        assert reeks.vooruit(level, reeks.vorm(flat), range(30, 36), 30) == pytest.approx(
            dict.fromkeys(range(30, 36), 100.0)
        )


class TestPrice:
    def test_dearer_products_are_a_price_and_a_shift_to_dear_products_is_not(self):
        points = [
            Prijspunt("Midden", "goedkoop", 0, 1, 90, 9_000),
            Prijspunt("Midden", "duur", 0, 1, 10, 10_000),
            Prijspunt("Midden", "goedkoop", 1, 2, 10, 1_000),
            Prijspunt("Midden", "duur", 1, 2, 90, 90_000),
            Prijspunt("Midden", "goedkoop", 2, 3, 10, 1_100),
            Prijspunt("Midden", "duur", 2, 3, 90, 99_000),
        ]

        index = prijs.indexen(points)["Midden"]

        assert index == pytest.approx({0: 1.0, 1: 1.0, 2: 1.1})
        assert (prijs.op(index, -5), prijs.op(index, 9), prijs.op(None, 9)) == pytest.approx((1.0, 1.1, 1.0))


class TestForecast:
    @settings(deadline=None, max_examples=20)
    @given(st.integers(0, 10_000), st.integers(0, 11))
    def test_the_cells_of_a_municipality_and_of_the_region_add_up_to_the_cent(self, zaad: int, maand: int):
        outcome = voorspel(historie(zaad), JAAR + maand)

        for town in ("0148", "0193", ""):
            cells = sum(one.verwacht_cent for (cell, _), one in outcome.maanden.items() if town in ("", cell.gemeente))
            assert outcome.banden[Cel(town, "")].midden_cent == cells
        assert all(band.laag_cent <= band.midden_cent <= band.hoog_cent for band in outcome.banden.values())

    @settings(deadline=None, max_examples=20)
    @given(st.integers(0, 10_000), st.integers(1, 11), st.integers(1, 5))
    def test_what_becomes_known_later_changes_no_earlier_forecast(self, zaad: int, maand: int, later: int):
        peil = JAAR + maand
        facts = historie(zaad)
        more = Feiten(
            (*facts.kosten, kosten(99_999_999, peil - 1, later)),
            (*facts.verloop, Verloop("Midden", peil - 3, peil - 1, peil - 1 + later, 99_999_999)),
            (*facts.toegewezen, Toegewezen("0193", "Midden", peil - 1, peil - 1 + later, 99_999_999)),
            (*facts.prijzen, Prijspunt("Midden", "P", peil - 1, peil - 1 + later, 1, 99_999_999)),
        )

        assert voorspel(more, peil) == voorspel(facts, peil)
        assert voorspel(facts.tot(peil), peil) == voorspel(facts, peil)

    def test_a_year_that_is_over_and_declared_is_the_actual(self):
        facts = Feiten(tuple(kosten(100_00 + month, JAAR + month) for month in range(MAANDEN)))

        outcome = voorspel(facts, JAAR + MAANDEN - 1)

        shown = [outcome.maanden[Cel("0193", "Midden"), JAAR + month] for month in range(10)]
        assert [one.geboekt_cent for one in shown] == [100_00 + month for month in range(10)]
        assert all(one.nog_te_komen_cent == 0 for one in shown)

    def test_steady_care_goes_on_and_an_unseen_claim_is_counted(self):
        facts = Feiten(tuple(kosten(100_00, JAAR - 36 + month) for month in range(48)))

        outcome = voorspel(facts, JAAR + 6)

        assert outcome.banden[Cel("0193", "")].midden_cent == pytest.approx(12 * 100_00, rel=0.002)
        may = outcome.maanden[Cel("0193", "Midden"), JAAR + 5]
        assert (may.geboekt_cent, may.nog_te_declareren_cent) == (0, pytest.approx(100_00, rel=0.05))

    def test_stray_claims_and_allocations_of_before_do_not_make_earlier_months_quiet_ones(self):
        care = tuple(kosten(1_000_00, JAAR + month) for month in (6, 7, 8))
        stray = (kosten(1_00, JAAR + 1),)
        granted = (Toegewezen("0193", "Midden", JAAR - 5, JAAR - 6, 500_00),)

        outcome = voorspel(Feiten((*stray, *care), toegewezen=granted), JAAR + 10)

        december = outcome.maanden[Cel("0193", "Midden"), JAAR + 11]
        assert december.nog_te_komen_cent == pytest.approx(1_000_00, rel=0.15)

    def test_a_few_early_claims_of_a_young_region_do_not_become_a_fortune(self):
        facts = Feiten((kosten(1_000_00, JAAR + 6), kosten(1_000_00, JAAR + 7), kosten(20_00, JAAR + 8, 0)))

        midden = voorspel(facts, JAAR + 9).banden[Cel("0193", "")].midden_cent

        assert 5_000_00 < midden < 9_000_00

    def test_an_allocation_without_a_claim_makes_a_cell_that_costs_nothing_yet(self):
        facts = Feiten(toegewezen=(Toegewezen("0193", "Top", JAAR, JAAR - 1, 500_00),))

        assert voorspel(facts, JAAR + 1).banden[Cel("0193", "")].midden_cent == 0


class TestExhaustion:
    PER_MAAND = dict.fromkeys((JAAR + month for month in range(MAANDEN)), 31_00)

    @pytest.mark.parametrize(
        ("budget_cent", "day"),
        [
            (31_00, date(2026, 1, 31)),
            (1_00, date(2026, 1, 1)),
            (31_00 + 1, date(2026, 2, 1)),
            (12 * 31_00, date(2026, 12, 31)),
            (12 * 31_00 + 1, None),
        ],
    )
    def test_it_is_the_first_day_with_nothing_left(self, budget_cent: int, day: date | None):
        assert uitputting(budget_cent, self.PER_MAAND) == day


class TestWhyItChanged:
    @given(
        st.lists(st.tuples(CENTEN, CENTEN), min_size=MAANDEN, max_size=MAANDEN),
        st.integers(0, 10),
        st.integers(900_000, 1_100_000),
        st.integers(0, 10_000),
    )
    def test_the_parts_are_the_change_to_the_cent(
        self, paren: list[tuple[int, int]], maand: int, stap: int, per_regel: int
    ):
        cell = Cel("0193", "Midden")
        old = {(cell, JAAR + month): Maandcijfer(one) for month, (one, _) in enumerate(paren)}
        new = {(cell, JAAR + month): Maandcijfer(other) for month, (_, other) in enumerate(paren)}

        why = verklaar(old, new, {cell: Celstand(1_000_000, 500)}, {cell: Celstand(stap, per_regel)}, JAAR + maand)

        assert why.som_cent == sum(other - one for one, other in paren)

    def test_each_cause_is_found(self):
        cell, dear = Cel("0193", "Midden"), Cel("0193", "Top")
        state = {cell: Celstand(1_000_000, 100), dear: Celstand(1_000_000, 300)}
        old = {
            (cell, JAAR): Maandcijfer(1_000),
            (cell, JAAR + 5): Maandcijfer(1_000),
            (dear, JAAR + 5): Maandcijfer(3_000),
        }

        late = verklaar(old, {**old, (cell, JAAR): Maandcijfer(1_250)}, state, state, JAAR + 1)
        raised = {**old, (cell, JAAR + 5): Maandcijfer(1_100), (dear, JAAR + 5): Maandcijfer(3_300)}
        dearer = verklaar(
            old, raised, state, {cell: Celstand(1_100_000, 110), dear: Celstand(1_100_000, 330)}, JAAR + 1
        )
        double = {**old, (cell, JAAR + 5): Maandcijfer(2_000), (dear, JAAR + 5): Maandcijfer(6_000)}
        more = verklaar(old, double, state, state, JAAR + 1)
        moved = {**old, (cell, JAAR + 5): Maandcijfer(0), (dear, JAAR + 5): Maandcijfer(6_000)}
        shift = verklaar(old, moved, state, state, JAAR + 1)

        assert (late.vertraging_cent, late.som_cent) == (250, 250)
        assert (dearer.prijs_cent, dearer.volume_cent, dearer.mix_cent) == (400, 0, 0)
        assert (more.volume_cent, more.som_cent) == (4_000, 4_000)
        assert (shift.mix_cent, shift.som_cent) == (2_000, 2_000)


def test_a_month_as_a_number_and_back():
    assert [maandnr(Maand(2026, month)) - JAAR for month in (1, 12)] == [0, 11]


class TestBandOfADay:
    @given(
        booked=st.lists(st.integers(0, 10**8), min_size=12, max_size=12),
        coming=st.lists(st.integers(0, 10**8), min_size=12, max_size=12),
        low=st.integers(0, 1000),
        high=st.integers(0, 1000),
        budget=st.integers(1, 2 * 10**9),
    )
    def test_the_day_of_the_middle_lies_between_those_of_the_band(self, booked, coming, low, high, budget):
        months = {JAAR + place: Maandcijfer(cents, 0, coming[place]) for place, cents in enumerate(booked)}
        middle, unsure = sum(booked) + sum(coming), sum(coming)
        band = Band(middle - unsure * low // 1000, middle, middle + unsure * high // 1000)

        early, late = uitputting_band(budget, months, band)
        here = uitputting(budget, {month: one.verwacht_cent for month, one in months.items()})

        days = [day or date.max for day in (early, here, late)]
        assert days == sorted(days)

    def test_an_overrun_in_october_is_seen_in_may_with_its_band(self):
        """S59, N18: January to April booked at 100, eight months to come at 100, give or take a tenth; budget 950."""
        months = {
            JAAR + place: Maandcijfer(100_00 if place < 4 else 0, 0, 0 if place < 4 else 100_00) for place in range(12)
        }

        early, late = uitputting_band(950_00, months, Band(1_120_00, 1_200_00, 1_280_00))

        assert (early, late) == (date(2026, 9, 30), date(2026, 11, 4))
        assert uitputting(950_00, {month: one.verwacht_cent for month, one in months.items()}) == date(2026, 10, 16)
