# SPDX-License-Identifier: EUPL-1.2
"""Start pages and month reports, as each role sees them and as nobody else does."""

from hashlib import sha256
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


class TestDocuments:
    """Everything that was frozen with a month, to read and to take along (S58)."""

    URL = f"{ZWOLLE}stukken/"

    def test_lists_each_with_its_fingerprint_and_gives_the_exact_bytes(self, als):
        client = als("controller.zwolle")
        rows = client.get(self.URL).context["page"].delen[0].tabel.rijen

        assert [row[0].tekst for row in rows][:3] == ["Maandrapport", "Proefbalans", "Te betalen per aanbieder"]
        for row in rows:
            assert client.get(row[0].url).status_code == 200
            exact = client.get(row[3].url)
            assert sha256(exact.content).hexdigest().startswith(row[2].rstrip("…"))
            assert "editie-1.json" in exact["Content-Disposition"]

    def test_the_rows_of_a_document_go_out_as_a_file(self, als):
        client = als("controller.regio")
        data = client.get(f"{self.URL}proefbalans/", {"als": "xlsx"}).content
        sheet = fastexcel.read_excel(data).load_sheet(0)

        assert sheet.height >= 7
        assert sum(sheet.to_arrow().to_pydict()["Saldo"]) == 0

    @pytest.mark.parametrize("tail", ["", "proefbalans/", "proefbalans/stuk.json"])
    def test_anothers_and_none_are_not_there(self, als, tail):
        for name, code in (("controller.dalfsen", 404), ("backoffice", 403)):
            assert als(name).get(f"{self.URL}{tail}").status_code == code
        for url in (
            f"/maandrapport/0193/2027-01/stukken/{tail}",
            f"{self.URL}iets/",
            f"{self.URL}proefbalans/?editie=9",
        ):
            assert als("controller.zwolle").get(url).status_code == 404

    def test_a_municipality_is_not_offered_to_open_a_month_again(self, als):
        assert "Heropen deze maand" in text(als("controller.regio").get(self.URL))
        assert "Heropen deze maand" not in text(als("controller.zwolle").get(self.URL))

    def test_the_report_has_its_appendices(self, als):
        closed = als("controller.zwolle").get(ZWOLLE)
        opened = als("controller.zwolle").get("/maandrapport/0193/2026-10/")

        titles = [part.titel for part in closed.context["page"].bijlagen]
        assert {"Nagekomen", "Toegewezen, nog niet gedeclareerd", "Voorschotten"} <= set(titles)
        assert [part.titel for part in opened.context["page"].bijlagen] == ["Nagekomen"]
        assert (closed.context["page"].stukken_url, opened.context["page"].stukken_url) == (self.URL, "")
        assert als("controller.zwolle").get(f"{ZWOLLE}?editie=1").context["page"].eerder == ""
        assert als("controller.zwolle").get(f"{ZWOLLE}?editie=2").status_code == 404

    def test_what_came_late_has_its_rows(self, als):
        client = als("controller.zwolle")
        shown = client.get("/maandrapport/0193/2026-10/regels/nagekomen/")

        assert shown.status_code == 200
        late = client.get("/maandrapport/0193/2026-10/").context["page"].bijlagen[0]
        total = "niets geboekt" if not late.tabel else late.tabel.voet[2]
        assert total == "niets geboekt" or total in text(shown)


class TestYear:
    def test_the_region_sees_what_stands_in_the_way(self, als):
        client = als("controller.regio")
        assert client.get("/jaarafsluiting/", follow=True).redirect_chain[-1][0] == "/jaarafsluiting/2026/"
        page = client.get("/jaarafsluiting/2026/").context["page"]

        checks = {row[0].tekst: row[2].tekst for row in page.delen[0].tabel.rijen}
        assert checks["Open maanden"] == "Blokkeert"
        assert checks["Bestanden die apart staan"] == "In orde"
        assert len(page.delen[1].tabel.rijen) == 11
        assert not any(part.formulier for part in page.delen)

    def test_a_post_that_cannot_be_says_why(self, als):
        said = als("controller.regio").post("/jaarafsluiting/2026/", {"doe": "sluit", "reden": "alles is binnen"})

        assert said.status_code == 422
        assert "kan nog niet dicht. Rond eerst af: Open maanden" in text(said)

    def test_a_municipality_sees_itself_and_a_provider_nothing(self, als):
        page = als("controller.zwolle").get("/jaarafsluiting/2026/").context["page"]

        assert [row[0] for row in page.delen[0].tabel.rijen] == ["Zwolle"]
        assert als("backoffice").get("/jaarafsluiting/2026/").status_code == 403
        for year in ("2014", "2099"):
            assert als("controller.regio").get(f"/jaarafsluiting/{year}/").status_code == 404
