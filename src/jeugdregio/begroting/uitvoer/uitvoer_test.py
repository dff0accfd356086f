# SPDX-License-Identifier: EUPL-1.2
"""What a controller reads on a terminal and keeps as a spreadsheet are the figures of the report."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO

import fastexcel
import pytest
from rich.console import Console

from jeugdregio.begroting.definities import DEFINITIES
from jeugdregio.begroting.uitvoer.regels import cijferregels
from jeugdregio.begroting.uitvoer.terminal import getal, toon
from jeugdregio.begroting.uitvoer.xlsx import als_xlsx
from jeugdregio.begroting.values import Cijfers, MaandRapport, OpenEinde, Regel
from jeugdregio.core.periode import Maand

MOMENT = datetime(2026, 10, 8, 9, tzinfo=UTC)
NU = Cijfers(
    ingediend_cent=1_234_567_89,
    toegekend_cent=1_200_000_00,
    afgewezen_cent=34_567_89,
    te_betalen_cent=5,
    verplicht_cent=7,
)
RAPPORT = MaandRapport(
    gemeente="0193",
    naam="Zwolle",
    maand=Maand(2026, 9),
    budget_cent=2_000_000_00,
    totaal=Regel("0193", "Zwolle", NU, Cijfers()),
    per_categorie=(Regel("45", "Jeugdhulp ambulant", NU, Cijfers()),),
    per_aanbieder=(Regel("99900001", "=1+1", NU, Cijfers()),),
    open_einde=OpenEinde(3, 100_00, 2),
    open_einde_vorig=OpenEinde(1, 0, 0),
)


def sheet(name: str, rapport: MaandRapport = RAPPORT) -> list[tuple[object, ...]]:
    book = fastexcel.read_excel(als_xlsx(rapport, stand="Voorlopig", moment=MOMENT))
    return book.load_sheet(name, header_row=3).to_polars().rows()


class TestEveryFigure:
    def test_of_the_definitions_is_shown_once(self):
        assert sorted(line.definitie.key for line in cijferregels(RAPPORT)) == sorted(d.key for d in DEFINITIES)


class TestTerminal:
    def text(self, rapport: MaandRapport = RAPPORT, width: int = 140) -> str:
        out = StringIO()
        toon(rapport, Console(file=out, width=width), stand="Voorlopig")
        return out.getvalue()

    def test_a_narrow_screen_shows_fewer_amounts_and_no_half_ones(self):
        name = "Jeugdhulp crisis: ambulante begeleiding en verblijf"
        big = Cijfers(123_456_789_00, 123_456_789_00, -123_456_789_00, 123_456_789_00, 123_456_789_00)
        lines = (Regel("48", name, big, big),)

        narrow, middle, wide = (self.text(replace(RAPPORT, per_categorie=lines), width) for width in (80, 100, 140))

        assert "…" not in narrow + middle + wide
        assert "Te betalen" not in middle[middle.index("Per productcategorie") : middle.index("Per aanbieder")]
        assert "€ 246.913.578" in middle
        assert max(map(len, narrow.splitlines())) <= 80
        split = narrow[narrow.index("Per productcategorie") : narrow.index("Per aanbieder")]
        assert "€ 123.456.789" in split
        assert "€ 246.913.578" in split
        assert "Te betalen" not in split
        assert all(word in split for word in name.split())
        assert "Te betalen" in wide[wide.index("Per productcategorie") :]

    def test_shows_whole_euros_percentages_and_warnings(self):
        text = self.text()

        for part in (
            "Zwolle, 2026-09",
            "Voorlopig",
            "€ 1.200.000",
            "60,0%",
            "=1+1",
            "2 lopende toewijzingen",
        ):
            assert part in text
        assert "meer dan het budget" not in text

    def test_says_when_it_no_longer_fits_and_when_a_budget_is_unknown(self):
        assert "meer dan het budget" in self.text(replace(RAPPORT, budget_cent=1))
        assert "onbekend" in self.text(replace(RAPPORT, budget_cent=None))

    @pytest.mark.parametrize(
        ("waarde", "eenheid", "text"),
        [
            (-12_350, "euro", "€ -124"),
            (1_005, "procent", "100,5%"),
            (-5, "procent", "-0,5%"),
            (1234, "aantal", "1.234"),
        ],
    )
    def test_numbers(self, waarde, eenheid, text):
        assert getal(waarde, eenheid) == text


class TestSpreadsheet:
    def test_has_the_figures_as_numbers(self):
        rows = {row[0]: row[1:] for row in sheet("Samenvatting")}

        assert rows["Budget"][0] == 2_000_000
        assert rows["Ingediend"] == (1_234_567.89, 0, 1_234_567.89)
        assert rows["Uitputting"][0] == 0.6
        assert rows["Toewijzingen zonder maximum"] == (3, 1, 2)

    def test_splits_end_in_a_total(self):
        for name in ("Per productcategorie", "Per aanbieder"):
            *_, total = sheet(name)
            assert (total[0], total[2]) == ("Totaal", 1_234_567.89)

    def test_has_every_definition(self):
        assert [row[0] for row in sheet("Definities")] == [one.naam for one in DEFINITIES]

    def test_a_name_that_looks_like_a_formula_is_a_name(self):
        assert sheet("Per aanbieder")[0][:2] == ("=1+1", "99900001")
        with zipfile.ZipFile(BytesIO(als_xlsx(RAPPORT, stand="x", moment=MOMENT))) as book:
            xml = book.read("xl/worksheets/sheet3.xml").decode()
        assert "<f>1+1</f>" not in xml
        assert "<f>SUM(C5:C5)</f>" in xml

    def test_header_is_frozen_and_printed_on_every_page(self):
        with zipfile.ZipFile(BytesIO(als_xlsx(RAPPORT, stand="x", moment=MOMENT))) as book:
            for number in range(1, 5):
                assert 'state="frozen"' in book.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert book.read("xl/workbook.xml").decode().count("Print_Titles") == 4

    def test_the_same_report_gives_the_same_file(self):
        first, second = (als_xlsx(RAPPORT, stand="x", moment=MOMENT) for _ in range(2))

        assert first == second

    def test_a_report_without_rows_can_be_made(self):
        empty = replace(RAPPORT, per_categorie=(), per_aanbieder=(), budget_cent=None)

        assert {row[0]: row[1] for row in sheet("Samenvatting", empty)}["Budget"] == "onbekend"
