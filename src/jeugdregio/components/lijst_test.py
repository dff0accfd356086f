# SPDX-License-Identifier: EUPL-1.2
"""A list sorts, pages and goes out as a file, and its address says how."""

import csv
import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from jeugdregio.components.lijst import Bron, Lijst, Veld, sql_volgorde
from jeugdregio.core.greep import Greep


@dataclass(frozen=True)
class Fruit:
    naam: str
    cent: int | None
    dag: date | None = None


MAND = [Fruit("peer", 250, date(2026, 3, 1)), Fruit("Appel", 100), Fruit("kers", None), Fruit("banaan", 1250)]
VELDEN = (
    Veld[Fruit]("naam", "Naam", lambda one: one.naam),
    Veld[Fruit]("prijs", "Prijs", lambda one: one.cent, "bedrag"),
    Veld[Fruit]("dag", "Geplukt", lambda one: one.dag, "dag", alleen_bestand=True),
)


def lijst(rows=MAND, **more) -> Lijst[Fruit]:
    return Lijst("Fruit", VELDEN, rows, "fruit", per_pagina=3, **more)


def ask(query: str = ""):
    return RequestFactory().get(f"/fruit/?{query}")


def names(blad) -> list[str]:
    return [row[0] for row in blad.tabel.rijen]


class TestOrder:
    @pytest.mark.parametrize(
        ("query", "first"),
        [
            ("", ["peer", "Appel", "kers"]),
            ("op=naam", ["Appel", "banaan", "kers"]),
            ("op=-naam", ["peer", "kers", "banaan"]),
            ("op=prijs", ["Appel", "peer", "banaan"]),
            ("op=-prijs", ["banaan", "peer", "Appel"]),
            ("op=onzin", ["peer", "Appel", "kers"]),
        ],
    )
    def test_is_what_the_address_says_and_what_is_empty_comes_last(self, query, first):
        assert names(lijst().blad(ask(query))) == first

    def test_a_second_press_turns_it_round_and_begins_at_the_first_page(self):
        head = lijst().blad(ask("op=naam&pagina=2&stand=rijp")).tabel.kolommen[0]

        assert head.gesorteerd == "oplopend"
        assert head.adres == "?op=-naam&stand=rijp"

    def test_is_said_to_whoever_listens(self):
        html = Template("{% load componenten %}{% lijst blad %}").render(
            Context({"blad": lijst().blad(ask("op=-naam")), "request": ask()})
        )

        assert html.count('aria-sort="descending"') == 1

    def test_of_two_lists_on_a_page_do_not_meet(self):
        blad = lijst(naam="ander").blad(ask("op=naam&ander-op=-naam&ander-pagina=2"))

        assert names(blad) == ["Appel"]
        assert blad.tabel.kolommen[0].adres == "?op=naam&ander-op=naam"


class TestPages:
    def test_hold_every_row_once(self):
        found = [name for page in (1, 2) for name in names(lijst(van_zelf="naam").blad(ask(f"pagina={page}")))]

        assert found == ["Appel", "banaan", "kers", "peer"]

    def test_a_source_gives_only_the_piece_that_is_shown(self):
        asked = []

        def piece(greep: Greep) -> list[Fruit]:
            asked.append(greep)
            return MAND[greep.vanaf : greep.tot]

        lijst(Bron(4, piece, ("naam",)), van_zelf="naam").blad(ask("pagina=2&op=prijs"))

        assert asked == [Greep(3, 3, "naam", aflopend=False)]


class TestFiles:
    def test_csv_is_the_whole_selection_in_the_order_of_the_page(self):
        response = lijst().als_bestand(ask("als=csv&op=-prijs&pagina=2"))

        rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["Naam", "Prijs", "Geplukt"]
        assert rows[1] == ["banaan", "12,50", ""]
        assert rows[2] == ["peer", "2,50", "01-03-2026"]
        assert len(rows) == 5
        assert response["Content-Disposition"] == 'attachment; filename="fruit.csv"'

    @pytest.mark.parametrize("evil", ["=1+1", "+31", "-2", "@SOM(A1)", "\t=1", "\r=1", "\n=1"])
    def test_text_is_never_a_formula(self, evil):
        found = lijst([Fruit(evil, -5)])

        row = list(csv.reader(StringIO(found.als_bestand(ask("als=csv")).content.decode("utf-8-sig")), delimiter=";"))[
            1
        ]
        with zipfile.ZipFile(BytesIO(found.als_bestand(ask("als=xlsx")).content)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()

        assert row[0].startswith("'")
        assert row[1] == "-0,05"
        assert "<f>" not in sheet
        assert "<v>-0.05</v>" in sheet

    def test_no_file_is_made_for_a_page(self):
        assert lijst().als_bestand(ask("als=pdf")) is None
        assert lijst().als_bestand(ask()) is None


def test_sql_names_only_columns_that_are_known():
    known = {"naam": "f.naam"}

    assert "f.naam DESC NULLS LAST, f.id LIMIT" in sql_volgorde(known, "f.id", Greep(op="naam", aflopend=True))
    assert " ORDER BY f.id LIMIT" in sql_volgorde(known, "f.id", Greep(op="naam; DROP TABLE f"))
