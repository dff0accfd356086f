# SPDX-License-Identifier: EUPL-1.2
"""The pages on prices, as each role sees them."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from jeugdregio.components.rekenblad import lees_bladen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.prijzen.inlezen import BLAD
from jeugdregio.prijzen.models import Indexatie, Indexcijfer
from jeugdregio.prijzen.pages.producten import AFGEROND
from tests.eigen_database import met_database
from tests.paginawereld import machtiging_van

REGION = verwerking("IJSSELLAND")


def ask(statement: str, *values) -> list[tuple]:
    with namens(REGION), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@pytest.fixture
def eigen(ongerepte_database, django_db_blocker):
    """A played region of one's own, that may be changed."""
    with met_database(ongerepte_database, django_db_blocker):
        yield


class TestProducten:
    def test_the_list_says_how_a_price_comes_about(self, als):
        rows = als("contracten.regio").get("/prijzen/producten/?als=csv").content.decode("utf-8-sig").splitlines()
        per_code = {row.split(";")[1]: row.split(";") for row in rows[1:]}

        assert per_code["50053"][3:5] == ["één prijs per profiel", "Output per profiel"]
        assert per_code["50053"][5] == per_code["50053"][6] == "1512,00"
        assert per_code["50055"][3:5] == ["eigen prijs per aanbieder", "Prijs per aanbieder"]
        assert per_code["50055"][5] != per_code["50055"][6]
        assert per_code["45A48"][3:5] == ["per eenheid (P×Q)", "P×Q"]

    def test_a_provider_sees_its_own_tariffs_alone(self, als):
        page = als("backoffice").get("/prijzen/producten/45/45A51/").context["page"]

        assert {row[0].tekst if hasattr(row[0], "tekst") else row[0] for row in page.lijst.rijen} == {
            ask("SELECT naam FROM aanbieders_aanbieder WHERE agb = %s", machtiging_van("backoffice").aanbieder)[0][0]
        }

    def test_a_product_that_is_not_there_is_not_found(self, als):
        assert als("contracten.regio").get("/prijzen/producten/99/99X99/").status_code == 404

    def test_a_tariff_per_month_says_which_broken_months_count(self, als):
        """RA002, with the day on which the demo begins with it."""
        facts = als("contracten.regio").get("/prijzen/producten/48/48A01/").context["page"].feiten
        none = als("contracten.regio").get("/prijzen/producten/50/50053/").context["page"].feiten
        hours = als("contracten.regio").get("/prijzen/producten/45/45A51/").context["page"].feiten

        until = "tot en met 31-12-2026: elke maand telt helemaal; " if timezone.localdate() < date(2027, 1, 1) else ""
        said = "vanaf 01-01-2027: de eerste telt niet, de laatste telt helemaal (Ketenbureau i-Sociaal Domein, SAP-GI"
        assert dict(facts)["Gebroken maanden"].startswith(f"{until}{said}")
        assert dict(none)["Gebroken maanden"].startswith("geen afspraak")
        assert "Gebroken maanden" not in dict(hours)

    def test_a_tariff_per_hour_says_what_a_minute_is_and_that_it_is_rounded(self, als):
        """TO-23: what fits on whole cents says nothing more."""
        lines = als("contracten.regio").get("/prijzen/producten/45/45A51/?als=csv").content.decode("utf-8-sig")
        head, *rows = [line.split(";") for line in lines.splitlines()]
        hour, minute = head.index("Tarief"), head.index("Op een regel in minuten")
        page = als("contracten.regio").get("/prijzen/producten/45/45A51/").context["page"]

        cents = [[int(row[place].replace(",", "")) for place in (hour, minute)] for row in rows]
        assert all(minute_cent == (hour_cent + 30) // 60 for hour_cent, minute_cent in cents)
        assert rows
        for row in page.lijst.rijen:
            fits = int(re.sub(r"\D", "", row[3])) % 60 == 0
            assert row[5].tekst.endswith(AFGEROND) is not fits

    def test_days_without_a_tariff_are_listed_until_the_contract_ends(self, als):
        page = als("contracten.regio").get("/prijzen/producten/zonder-tarief/").context["page"]

        assert {row[0] for row in page.lijst.rijen} == {"01-01-2027"}

    @pytest.mark.parametrize("name", ["beheer.regio", "privacy.dalfsen", "vertrouwenspersoon"])
    def test_who_has_no_business_with_prices_sees_none(self, als, name):
        for path in ("producten/", "profielen/", "varianten/", "indexatie/", "kostprijs/"):
            assert als(name).get(f"/prijzen/{path}").status_code == 403


class TestPleegvergoeding:
    def test_everyone_sees_the_amounts_of_the_day_with_their_source(self, als):
        """TO-22: also who works at the access of a municipality."""
        page = als("toegang.dalfsen").get("/prijzen/pleegvergoeding/?dag=2026-11-29").context["page"]

        rows = [[str(cell).replace("\xa0", " ") for cell in row] for row in page.tabel.rijen]
        assert rows[0] == ["0 tot en met 8 jaar", "€ 24,88", "€ 757,00"]
        assert rows[-1] == ["18 jaar en ouder", "€ 30,62", "€ 931,00"]
        assert page.bron == "Regeling Jeugdwet, bijlage 1, versie van 1 januari 2026"

    def test_a_day_of_which_nothing_is_known_says_from_when_it_is(self, als):
        answer = als("contracten.regio").get("/prijzen/pleegvergoeding/?dag=2025-12-31")

        assert answer.context["page"].tabel is None
        assert "vanaf 1 januari 2026" in answer.content.decode()


class TestProfielen:
    def test_sources_that_contradict_each_other_stand_side_by_side(self, als):
        """K08."""
        page = als("controller.zwolle").get("/prijzen/profielen/").context["page"]
        midden = next(texts for name, _, texts in page.segmenten if name == "Midden")

        assert len(midden.rijen) == 2
        assert "tegen" in next(rule for name, rule, _ in page.segmenten if name == "Midden")

    def test_too_few_children_are_not_told_apart(self, als):
        page = als("contracten.regio").get("/prijzen/profielen/").context["page"]

        assert len(page.tabel.rijen) == 24
        assert {row[2] for row in page.tabel.rijen} == {"minder dan 10"}
        assert page.kaart is None


class TestVarianten:
    def test_there_are_ten_and_each_euro_of_the_year_is_in_exactly_one(self, als):
        """S37, L08."""
        page = als("controller.regio").get("/prijzen/varianten/?jaar=2026").context["page"]
        ((granted,),) = ask(
            "SELECT sum(CASE dc WHEN 'C' THEN -bedrag_cent ELSE bedrag_cent END)::bigint FROM declaraties_prestatie"
            " WHERE toegekend AND begin >= '2026-01-01' AND begin < '2027-01-01'"
        )

        assert len(page.register.rijen) == 10
        assert page.zonder == 0
        assert re.sub(r"\D", "", page.euros.voet[2]) == str(granted)
        assert {row[0].tekst for row in page.register.rijen if row[1] == "verplicht"} == {
            "P×Q",
            "Output per profiel",
            "Prijs per aanbieder",
            "Inspanning of functie",
        }


class TestKostprijs:
    def test_a_provider_sees_its_own_and_a_municipality_none(self, als):
        everyone = als("contracten.regio").get("/prijzen/kostprijs/").context["page"]
        own = als("backoffice").get("/prijzen/kostprijs/").context["page"]
        town = als("controller.zwolle").get("/prijzen/kostprijs/").context["page"]

        assert everyone.lijst.bladen.paginator.count == 39
        assert own.lijst.bladen.paginator.count == 6
        assert town.lijst.bladen.paginator.count == 0
        assert own.formulier is None

    def test_a_spreadsheet_with_faults_names_row_and_column_and_stores_nothing(self, als):
        client = als("contracten.regio")
        faults = _inlezen(client, [["99900001", "45", "45A51", "04", "01-01-2026", "", "x", 1, 2, 0, "", "", "brief"]])
        unknown = _inlezen(client, [["99999999", "45", "99X99", "04", "01-01-2026", "", 1, 1, 2, 0, "", "", "brief"]])

        assert faults == (
            "Blad Kostprijzen, rij 2, kolom a Beroepskrachten: dit is geen getal. Schrijf bijvoorbeeld 1234,50.",
        )
        assert len(unknown) == 2
        assert ask("SELECT count(*) FROM prijzen_kostprijs") == [(39,)]

    def test_a_good_spreadsheet_is_stored_and_shows_the_loss(self, als, eigen):
        row = ["99900002", "45", "45A50", "84", "01-01-2026", "31-12-2026", 80, 10, 20, "2,50", "de Wlz", "", "brief"]
        client = als("contracten.regio")

        assert _inlezen(client, [row]) is None

        rows = client.get("/prijzen/kostprijs/?als=csv").content.decode("utf-8-sig").splitlines()
        found = next(line.split(";") for line in rows if "Vaktherapie" in line)
        assert found[2:7] == ["80,00", "10,00", "20,00", "2,50", "112,50"]
        assert found[9] == "de Wlz"

    @pytest.mark.parametrize("sent", [{}, {"bestand": SimpleUploadedFile("k.csv", b"")}])
    def test_without_a_file_it_says_to_choose_one(self, als, sent):
        answer = als("contracten.regio").post("/prijzen/kostprijs/", sent)

        assert answer.status_code == 422
        assert "Kies eerst een bestand" in answer.content.decode()

    def test_the_template_has_the_columns_that_are_read(self, als):
        data = als("contracten.regio").get("/prijzen/kostprijs/sjabloon/").content
        sheets = lees_bladen(data, rijen=100, bytes_=100_000)

        assert list(sheets["Kostprijzen"][0][1].values()) == [one.naam for one in BLAD.kolommen]
        assert als("backoffice").get("/prijzen/kostprijs/sjabloon/").status_code == 403


def _inlezen(client, rows) -> tuple[str, ...] | None:
    """The faults of a spreadsheet with these rows, or None when it was taken in."""
    text = "\n".join(";".join(map(str, row)) for row in ([one.naam for one in BLAD.kolommen], *rows))
    answer = client.post("/prijzen/kostprijs/", {"bestand": SimpleUploadedFile("k.csv", text.encode())})
    return None if answer.status_code == 302 else answer.context["page"].fouten


class TestIndexatie:
    NIEUW = {"jaar": "2027", "methode": "verschil", "ingang": "2027-01-01"}

    def test_two_names_raise_every_tariff_and_take_it_back(self, als, eigen):
        """N07: effect first, then a proposal, then a second person; and the way back."""
        maker, second = als("contracten.regio"), als("controller.regio")
        before = ask("SELECT count(*), sum(tarief_cent), max(upper(geldig)) FROM contracten_tarief")

        address = maker.post("/prijzen/indexatie/", self.NIEUW).url
        page = maker.get(address).context["page"]
        assert page.stand[0] == "Nog niet uitgevoerd"
        assert page.per_gemeente.rijen
        proposal = maker.post(address, {"reden": "Besluit van het bestuur van 1 november"}).url
        assert maker.post(proposal, _bevestig(maker, proposal)).status_code == 422
        assert ask("SELECT count(*), sum(tarief_cent), max(upper(geldig)) FROM contracten_tarief") == before

        assert second.post(proposal, _bevestig(second, proposal)).status_code == 302
        ((tariffs, _, last),) = ask("SELECT count(*), sum(tarief_cent), max(upper(geldig)) FROM contracten_tarief")
        assert tariffs > before[0][0]
        assert str(last) == "2028-01-01"
        assert maker.get("/prijzen/producten/zonder-tarief/").context["page"].lijst.rijen == ()

        back = second.post(address, {"reden": "Verkeerd jaar gekozen"}).url
        assert maker.post(back, _bevestig(maker, back)).status_code == 302
        assert ask("SELECT count(*), sum(tarief_cent), max(upper(geldig)) FROM contracten_tarief") == before
        assert "Teruggedraaid" in maker.get(address).context["page"].stand[0]

    def test_a_provider_sees_what_it_means_for_itself(self, als, eigen):
        address = als("contracten.regio").post("/prijzen/indexatie/", self.NIEUW).url
        agb = machtiging_van("backoffice").aanbieder
        number = int(address.split("/")[3])
        query = "SELECT count(*) FROM prijzen_indexatieregel WHERE aanbieder = %s AND indexatie_id = %s"
        ((own,),) = ask(query, agb, number)
        page = als("backoffice").get(address).context["page"]

        assert page.regels.bladen.paginator.count == own > 0
        assert page.formulier is None
        assert page.per_gemeente is None
        assert als("backoffice").post(address, {"reden": "x"}).status_code == 403
        assert als("backoffice").post("/prijzen/indexatie/", self.NIEUW).status_code == 403

    def test_days_that_were_declared_already_are_refused_with_the_reason(self, als):
        answer = als("contracten.regio").post("/prijzen/indexatie/", {**self.NIEUW, "ingang": "2026-08-01"})

        assert answer.status_code == 422
        assert "al declaratieregels beoordeeld" in answer.context["page"].fout

    def test_a_figure_that_was_read_wrong_is_stopped_and_a_right_one_waits_for_another(self, als, eigen):
        maker, second = als("contracten.regio"), als("controller.regio")
        figure = {
            "jaar": "2027",
            "soort": "definitief",
            "ova": "41,2",
            "ppc": "2,20",
            "gewogen": "3,93",
            "bron": "publicatie van november",
            "reden": "Nieuwe publicatie",
        }

        stopped = maker.post("/prijzen/indexatie/cijfer/", figure)
        assert stopped.status_code == 422
        assert "Lees de cijfers in de bron opnieuw" in stopped.context["page"].fout

        proposal = maker.post("/prijzen/indexatie/cijfer/", {**figure, "ova": "4,12"}).url
        assert second.post(proposal, _bevestig(second, proposal)).status_code == 302
        with namens(REGION):
            assert Indexcijfer.objects.get(jaar=2027, soort="definitief").ova == Decimal("4.12")

    def test_one_that_is_not_there_is_not_found(self, als):
        with namens(REGION):
            assert not Indexatie.objects.filter(pk=999_999).exists()

        assert als("contracten.regio").get("/prijzen/indexatie/999999/").status_code == 404


def _bevestig(client, proposal: str) -> dict[str, str]:
    return {"doe": "bevestigen", "gelezen": client.get(proposal).context["page"].sha256}


class TestWaarom:
    def test_the_amount_of_a_granted_line_is_what_the_steps_give(self, als):
        ((town, message, number, cents),) = ask(
            "SELECT gemeente, bericht_id, nr, bedrag_cent FROM declaraties_prestatie WHERE gemeente = '0193'"
            " AND toegekend AND dc = 'D' AND eenheid = '14' ORDER BY bericht_id, nr LIMIT 1"
        )
        client = als("controller.zwolle")
        line = client.get(f"/declaraties/{town}/{message}/")
        address = f"/prijzen/waarom/{town}/{message}/{number}/"
        page = client.get(address).context["page"]

        assert address in {one.waarom_url for one in line.context["page"].regels}
        assert re.sub(r"\D", "", dict(page.stappen)["5. Volgens het contract"]) == str(cents)
        assert re.sub(r"\D", "", page.dagen.voet[4]) == str(cents)
        assert "IJSSELLAND-" in dict(page.stappen)["1. Contract"]

    def test_another_municipality_finds_no_such_line(self, als):
        ((town, message, number),) = ask(
            "SELECT gemeente, bericht_id, nr FROM declaraties_prestatie WHERE gemeente = '0193' LIMIT 1"
        )

        assert als("toegang.dalfsen").get(f"/prijzen/waarom/{town}/{message}/{number}/").status_code == 404
        assert als("controller.zwolle").get(f"/prijzen/waarom/{town}/{message}/99999/").status_code == 404

    def test_a_controller_lays_down_no_consultation(self, als):
        ((town, message, number),) = ask(
            "SELECT gemeente, bericht_id, nr FROM declaraties_prestatie WHERE gemeente = '0193' LIMIT 1"
        )
        answer = als("controller.zwolle").post(f"/prijzen/waarom/{town}/{message}/{number}/", {"reden": "x"})

        assert answer.status_code == 403
