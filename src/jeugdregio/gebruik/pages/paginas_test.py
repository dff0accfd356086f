# SPDX-License-Identifier: EUPL-1.2
"""The pages in a played region: who sees them, what they say, and what they keep from whom."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import connection

from jeugdregio.gebruik import queries
from jeugdregio.gebruik.definities import DEFINITIES
from jeugdregio.gebruik.pages import beeld, jeugdigen
from jeugdregio.gebruik.values import FIGUREN, Halfjaar
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.paginawereld import VANDAAG, machtiging_van

PAGINA, RIJEN, GEPUBLICEERD = "/jeugdhulpgebruik/", "/jeugdhulpgebruik/jeugdigen/", "/jeugdhulpgebruik/gepubliceerd/"
ZWOLLE, DALFSEN = "0193", "0148"
HALF = Halfjaar(2026, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """The played region ends on a day; the pages ask which day it is."""
    clock = SimpleNamespace(localdate=lambda: VANDAAG)
    for module in (beeld, jeugdigen):
        monkeypatch.setattr(module, "timezone", clock)


def eerste(name, gemeente):
    found = queries.tellingen(VANDAAG, on_behalf_of=machtiging_van(name))
    return next(one for one in found if (one.gemeente, one.halfjaar) == (gemeente, HALF))


class TestWho:
    @pytest.mark.parametrize("name", ["controller.zwolle", "controller.regio", "bestuur.regio"])
    def test_controllers_and_boards_see_both_pages(self, als, name):
        for page in (PAGINA, GEPUBLICEERD):
            assert als(name).get(page).status_code == 200

    @pytest.mark.parametrize("name", ["backoffice", "huisarts", "toetser.dalfsen", "toegang.dalfsen"])
    def test_others_do_not(self, als, name):
        for page in (PAGINA, GEPUBLICEERD):
            assert als(name).get(page).status_code == 403

    def test_a_municipality_sees_itself_and_no_other(self, als):
        client = als("controller.zwolle")
        text = client.get(PAGINA).content.decode()

        assert "Jeugdhulpgebruik van Zwolle" in text
        assert "Deventer" not in text
        assert "Per gemeente" not in text
        assert client.get(PAGINA, {"gemeente": DALFSEN}).status_code == 404
        asked = {"gemeente": DALFSEN, "halfjaar": str(HALF), "cijfer": "actief"}
        assert client.get(RIJEN, asked).status_code == 404

    def test_a_municipality_that_is_not_there_is_no_page(self, als):
        assert als("controller.regio").get(PAGINA, {"gemeente": "0000"}).status_code == 404


class TestFigures:
    def test_the_figures_close_and_each_says_what_it_is(self, als):
        page = als("controller.regio").get(PAGINA, {"halfjaar": str(HALF)})
        text = page.content.decode()

        assert "De aantallen zijn apart geteld en sluiten." in text
        assert all(one.definitie_url == "#begrippen" for one in page.context["page"].cijfers)
        assert 'id="begrippen"' in text
        assert all(one.naam in text for one in DEFINITIES)

    def test_the_figures_of_a_municipality_lead_to_as_many_rows(self, als):
        client = als("controller.regio")
        asked = {"gemeente": ZWOLLE, "halfjaar": str(HALF)}
        figures = client.get(PAGINA, asked).context["page"].cijfers
        one = eerste("controller.regio", ZWOLLE)

        assert one.actief > 0
        for name, figure in zip(FIGUREN, figures, strict=True):
            if one.getal(name):
                rows = client.get(figure.url)
                assert rows.context["page"].delen[0].lijst.bladen.paginator.count == one.getal(name)

    def test_whoever_reads_rows_stands_in_the_read_log_for_each_child_on_the_page(self, als):
        page = als("controller.zwolle").get(RIJEN, {"gemeente": ZWOLLE, "halfjaar": str(HALF), "cijfer": "actief"})

        with namens(Machtiging(rol=Rol.PRIVACY, gemeente=ZWOLLE)), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(DISTINCT persoon) FROM logboek_inzage WHERE lezing = (SELECT lezing FROM logboek_inzage"
                " WHERE wat = 'jeugdhulpgebruik-jeugdigen' ORDER BY id DESC LIMIT 1)"
            )
            (written,) = cursor.fetchone()
        assert written == len(page.context["page"].delen[0].lijst.rijen) > 0

    def test_a_board_gets_no_rows_and_no_small_numbers(self, als):
        client = als("bestuur.regio")
        page = client.get(PAGINA, {"gemeente": ZWOLLE})

        assert [one.url for one in page.context["page"].cijfers if one.url] == []
        assert client.get(RIJEN, {"gemeente": ZWOLLE, "halfjaar": str(HALF), "cijfer": "actief"}).status_code == 403
        for one in queries.tellingen(VANDAAG, on_behalf_of=machtiging_van("bestuur.regio")):
            assert [n for n in map(one.getal, FIGUREN) if n is not None and 0 < n < 10] == []

    def test_the_region_is_what_a_controller_counts_and_its_board_sees_the_same(self, gespeeld):
        known, shown = eerste("controller.regio", ""), eerste("bestuur.regio", "")

        assert known.actief > 10
        for name in FIGUREN:
            assert shown.getal(name) in (known.getal(name), None)

    @pytest.mark.parametrize(
        "wrong", [{"halfjaar": "2026-3"}, {"halfjaar": "x"}, {"halfjaar": "1999-1"}, {"cijfer": "x"}]
    )
    def test_a_figure_that_is_not_there_is_a_page_that_is_not_there(self, als, wrong):
        asked = {"gemeente": ZWOLLE, "halfjaar": str(HALF), "cijfer": "actief"} | wrong

        assert als("controller.regio").get(RIJEN, asked).status_code == 404


class TestPublished:
    def test_a_contradiction_stands_first_with_both_numbers_and_both_sources(self, als):
        page = als("bestuur.regio").get(GEPUBLICEERD)
        (row,) = page.context["page"].delen[0].tabel.rijen

        assert row[0].tekst == "Jeugd tot 18 jaar in IJsselland, 2019"
        assert row[1:3] == ("21,28%", "19%")
        assert row[3].toon == "negatief"
        assert "113.000 / 531.000" in row[0].onder
        assert row[0].onder.count("Regionale Visie") == 2

    def test_every_figure_goes_out_as_a_file(self, als):
        file = als("bestuur.regio").get(GEPUBLICEERD, {"als": "csv"})

        assert file.content.decode("utf-8-sig").count("\n") == len(queries.gepubliceerd()) + 1

    def test_what_is_shown_beside_our_own_percentages_has_a_source(self, als):
        text = als("controller.zwolle").get(PAGINA).content.decode()

        assert "82972NED" in text
        assert "geschat uit tienjaarsgroepen" in text
        assert "01-01-2020" in text


def test_half_years_follow_each_other():
    halves = queries.halfjaren(date(2026, 11, 24))

    assert [str(one) for one in halves] == ["2024-1", "2024-2", "2025-1", "2025-2", "2026-1", "2026-2"]
    assert all(one.einde == after.van for one, after in pairwise(halves))
