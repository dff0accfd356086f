# SPDX-License-Identifier: EUPL-1.2
"""What is proposed for a month: products and volume, by every way to allocate."""

from datetime import date

import pytest

from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.values import Productperiode
from jeugdregio.portaal.voorstel import _products, _volume
from jeugdregio.toewijzingen.values import Kind, Toegewezen

SEPTEMBER = Productperiode(1, Maand(2026, 9), date(2026, 9, 1), date(2026, 9, 30), 600)
NAMES = {("45", "45A04"): "Begeleiding", ("45", "45A05"): "Groep", ("54", "54001"): "Vervoer"}


def tariff(code: str, unit: str, cents: int | None = 6_000, category: str = "45", year: int = 2026) -> Tariefgegevens:
    return Tariefgegevens("99900001", category, code, unit, date(year, 1, 1), date(year + 1, 1, 1), cents)


CONTRACT = [
    tariff("45A04", "04"),
    tariff("45A05", "16"),
    tariff("54001", "82", category="54"),
    tariff("45A04", "04", year=2025),
]


def allocation(**given) -> Toegewezen:
    basis = {
        "gemeente": "0193",
        "id": 1,
        "nummer": 7,
        "kind": Kind("0193", 1, b"", None, "1", "A", "", ""),
        "categorie": "45",
        "code": "45A04",
        "begin": date(2026, 1, 1),
        "einde": date(2026, 12, 31),
        "volume": 10,
        "eenheid": "04",
        "frequentie": "4",
        "budget_cent": None,
        "maat": "volume",
        "maximaal": 7_200,
    }
    return Toegewezen(**{**basis, **given})


def products(**given) -> list[tuple[str, str, str]]:
    found = _products(allocation(**given), SEPTEMBER, CONTRACT, NAMES)
    return [(one.categorie, one.code, one.eenheid) for one in found]


class TestProducts:
    def test_hours_are_declared_in_minutes_on_the_tariff_of_that_day(self):
        assert products() == [("45", "45A04", "01")]
        assert _products(allocation(), SEPTEMBER, CONTRACT, NAMES)[0].tarief.van == date(2026, 1, 1)

    def test_without_a_code_every_code_of_the_category_that_fits(self):
        assert products(code=None) == [("45", "45A04", "01")]
        budget = {"volume": None, "eenheid": None, "frequentie": None, "budget_cent": 1, "code": None}
        assert products(**budget) == [("45", "45A04", "01"), ("45", "45A05", "16")]
        assert len(products(**budget, categorie=None)) == 3

    def test_euros_need_no_tariff(self):
        assert products(eenheid="83", categorie="54", code="54001") == [("54", "54001", "83")]

    def test_without_a_tariff_there_is_nothing(self):
        assert products(code="45X99") == []


class TestVolume:
    @pytest.mark.parametrize(("used", "expected"), [(0, 600), (7_000, 200), (7_200, 0), (8_000, 0)])
    def test_the_most_for_the_month_as_far_as_it_fits(self, used: int, expected: int):
        assert _volume(allocation(), SEPTEMBER, used) == expected

    def test_an_open_end_has_no_bottom(self):
        assert _volume(allocation(maximaal=None, einde=None), SEPTEMBER, 99_999) == 600

    def test_a_total_is_spread_over_the_months_that_are_left(self):
        assert _volume(allocation(frequentie="6", maximaal=600), SEPTEMBER, 200) == 100
        assert _volume(allocation(frequentie="6", maximaal=600, einde=None), SEPTEMBER, 200) is None

    def test_a_budget_says_nothing_about_a_month(self):
        assert _volume(allocation(maat="bedrag", volume=None), SEPTEMBER, 0) is None
