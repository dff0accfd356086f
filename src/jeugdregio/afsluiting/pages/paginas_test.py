# SPDX-License-Identifier: EUPL-1.2
"""Start pages and month reports, as each role sees them and as nobody else does."""

from io import BytesIO

import fastexcel
import pytest

from jeugdregio.afsluiting import queries
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import verwerking

REGIO = verwerking("IJSSELLAND")
SEPTEMBER, OKTOBER = Maand(2026, 9), Maand(2026, 10)
ZWOLLE = "/maandrapport/0193/2026-09/"


def text(response) -> str:
    return response.content.decode()


class TestOverview:
    def test_the_region_sees_every_municipality(self, als):
        page = als("controller.regio").get("/overzicht/").context["page"]

        assert len(page.tabel.rijen) == 11
        assert all(tile.url for tile in page.kaart.tegels)
        assert page.definitief

    def test_a_municipality_sees_itself_and_that_the_others_are_hidden(self, als):
        page = als("controller.zwolle").get("/overzicht/").context["page"]

        assert [row[0].tekst for row in page.tabel.rijen] == ["Zwolle"]
        assert [tile.naam for tile in page.kaart.tegels if tile.url] == ["Zwolle"]
        assert sum(tile.waarde == "niet zichtbaar" for tile in page.kaart.tegels) == 10

    def test_a_provider_starts_with_its_own_work(self, als):
        response = als("backoffice").get("/overzicht/")

        assert "Lees uw weekbrief" in text(response)
        assert response.context["page"].laatste.rijen

    def test_an_open_month_can_be_chosen(self, als):
        client = als("controller.regio")
        months = dict(client.get("/overzicht/").context["page"].filter.fields["maand"].choices)
        assert "2026-09" in months

        assert client.get("/overzicht/", {"maand": "2026-07"}).context["page"].maand == "juli 2026"
        assert client.get("/overzicht/", {"maand": "onzin"}).context["page"].maand == "september 2026"

    def test_every_key_figure_leads_to_its_rows_and_its_definition(self, als):
        client = als("controller.zwolle")

        for figure in client.get("/overzicht/").context["page"].cijfers:
            assert client.get(figure.url).status_code == 200
            if figure.definitie_url:
                path, _, anchor = figure.definitie_url.partition("#")
                assert f'id="{anchor}"' in text(client.get(path))


class TestMonthReport:
    def test_of_a_closed_month_says_that_it_is_final(self, als):
        page = als("controller.zwolle").get(ZWOLLE).context["page"]
        frozen = queries.momentopname("0193", SEPTEMBER, on_behalf_of=REGIO)

        assert page.definitief
        assert page.sha256 == frozen.sha256

    def test_of_an_open_month_says_that_it_changes(self, als):
        response = als("controller.zwolle").get("/maandrapport/0193/2026-10/")

        assert "Voorlopige cijfers" in text(response)

    @pytest.mark.parametrize("tail", ["", "maandrapport.xlsx", "regels/toegekend/"])
    def test_anothers_and_none_are_not_there(self, als, tail):
        for name in ("controller.dalfsen", "backoffice"):
            client = als(name)
            refused = 403 if name == "backoffice" and tail.endswith("xlsx") else 404
            assert client.get(f"{ZWOLLE}{tail}").status_code == refused
            assert client.get(f"/maandrapport/9999/2026-09/{tail}").status_code == refused
        assert als("controller.zwolle").get(f"/maandrapport/0193/2026-13/{tail}").status_code == 404

    def test_the_rows_add_up_to_the_figure(self, als):
        client = als("controller.zwolle")
        page = client.get(ZWOLLE).context["page"]

        for figure in page.cijfers:
            if figure.nu_url:
                under = client.get(figure.nu_url).context["page"]
                assert figure.nu in under.samenvatting or figure.naam in (
                    "Toewijzingen zonder maximum",
                    "Toewijzingen zonder waarde",
                )
                assert under.verschil == ""

    def test_the_rows_can_be_split(self, als):
        client = als("controller.zwolle")
        cell = client.get(ZWOLLE).context["page"].aanbieders.rijen[0][1]

        under = client.get(cell.url).context["page"]

        assert cell.tekst in under.samenvatting
        assert under.splitsing

    def test_a_figure_without_rows_is_not_there(self, als):
        client = als("controller.zwolle")

        assert client.get(f"{ZWOLLE}regels/budget/").status_code == 404
        assert client.get(f"{ZWOLLE}regels/onzin/").status_code == 404

    def test_is_a_spreadsheet(self, als):
        response = als("controller.zwolle").get(f"{ZWOLLE}maandrapport.xlsx")

        book = fastexcel.read_excel(BytesIO(response.content).getvalue())
        assert "Samenvatting" in book.sheet_names
        assert response["Cache-Control"] == "no-store"

    def test_shows_the_largest_providers_and_all_on_request(self, als):
        client = als("controller.zwolle")

        few = client.get(ZWOLLE).context["page"].aanbieders
        every = client.get(ZWOLLE, {"aanbieders": "alle"}).context["page"].aanbieders

        assert len(few.rijen) <= 16
        assert few.voet == every.voet


class TestRegion:
    def test_shows_all_municipalities_with_a_total(self, als):
        page = als("bestuur.regio").get("/maandrapport/").context["page"]

        assert len(page.lijst.tabel.rijen) == 11
        assert page.lijst.tabel.voet[0] == "Regio IJsselland"

    def test_a_municipality_goes_straight_to_its_own(self, als):
        assert als("controller.zwolle").get("/maandrapport/").url == ZWOLLE

    def test_is_not_there_for_a_provider(self, als):
        assert als("backoffice").get("/maandrapport/").status_code == 403

    def test_an_open_month_is_counted_now(self, als):
        region = queries.regiorapport(OKTOBER, on_behalf_of=REGIO)

        assert not region.definitief
        assert len(region.gemeenten) == 11
