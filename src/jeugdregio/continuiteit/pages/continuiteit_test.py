# SPDX-License-Identifier: EUPL-1.2
"""Counts, the continuity table, the radar and the import as people see them in the played region."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from jeugdregio.components.inlezen import lees_bestand
from jeugdregio.continuiteit import queries
from jeugdregio.continuiteit.inlezen import BLADEN, JAARREKENINGEN
from jeugdregio.continuiteit.radar import omvang
from jeugdregio.core.kleine_aantallen import KLEINST, TOTAAL
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from tests.eigen_database import met_database
from tests.paginawereld import REGIO, VANDAAG, machtiging_van

REGION = verwerking(REGIO)
INKOPER = "contracten.regio"


@pytest.fixture
def aantallen(gespeeld):
    found = queries.tellingen(REGIO, VANDAAG, on_behalf_of=machtiging_van(INKOPER))
    return {code: one.aantal for code, one in found.items()}


@pytest.fixture
def drukste(gespeeld) -> str:
    """The provider with the most children."""
    with namens(REGION), connection.cursor() as cursor:
        cursor.execute(
            "SELECT aanbieder FROM toewijzingen_toewijzing WHERE NOT verwijderd AND geldig @> %s::date"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
            [VANDAAG],
        )
        ((agb,),) = cursor.fetchall()
    return agb


def werkmap(*rijen, blad="Jaarrekeningen"):
    (sheet,) = (one for one in BLADEN if one.naam == blad)
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet(blad)
        for number, row in enumerate([[kolom.naam for kolom in sheet.kolommen], *rijen]):
            page.write_row(number, 0, row)
    return SimpleUploadedFile("cijfers.xlsx", target.getvalue())


class TestCounts:
    def test_the_counts_of_the_sources_come_out(self, aantallen):
        """S51, N15, K03: 205, 202, 113, 169 lines; S22: 29 subcontractors; S25: 85 bodies that carry out."""
        assert aantallen == {
            "regio": 205,
            "jeugdautoriteit": 202,
            "ggz-2015": 113,
            "contractregels-2015": 7 + 2 + 113 + 47,
            "aanbieders-2015": 167,
            "onderaannemers-2015": 29,
            "lvb-uitvoerders-2015": 44 + 41,
        }

    def test_the_difference_of_205_and_202_is_three_names(self, als):
        page = als(INKOPER).get("/tellingen/verschil/?een=regio&ander=jeugdautoriteit").context["page"]

        assert len(page.alleen_een.rijen) == 3
        assert page.alleen_ander.rijen == ()
        assert all("Jeugdcollectief" in row[0].tekst for row in page.alleen_een.rijen)

    def test_two_stand_at_two_tables_by_name(self, als):
        page = als(INKOPER).get("/tellingen/contractregels-2015/").context["page"]

        assert page.dubbel == ("Intermetzo", "Karakter")
        assert page.blad.bladen.paginator.count == 169

    def test_the_overlap_is_the_difference_of_lines_and_providers(self, als):
        address = "/tellingen/verschil/?een=contractregels-2015&ander=aanbieders-2015"
        page = als(INKOPER).get(address).context["page"]

        assert sorted(row[0].tekst for row in page.alleen_een.rijen) == ["Intermetzo", "Karakter"]

    def test_a_count_that_is_not_there_is_not_found(self, als):
        assert als(INKOPER).get("/tellingen/geen/").status_code == 404
        assert als(INKOPER).get("/tellingen/verschil/?een=regio&ander=geen").status_code == 404

    def test_the_names_go_out_as_a_file(self, als):
        lines = als(INKOPER).get("/tellingen/jeugdautoriteit/?als=csv").content.decode("utf-8-sig").splitlines()

        assert len(lines) == 1 + 202

    def test_a_provider_does_not_see_who_else_has_a_contract(self, als):
        assert als("backoffice").get("/tellingen/").status_code == 403


class TestTheTable:
    def test_is_that_of_the_jeugdautoriteit(self, als):
        """S49, K10."""
        page = als(INKOPER).get("/continuiteit/?jaar=2019").context["page"]

        assert [[cell if isinstance(cell, str) else cell.tekst for cell in row] for row in page.tabel.rijen] == [
            ["hoger dan € 2 mln.", "30", "63,3", "36,7", "76,7", "80,0"],
            ["lager dan € 2 mln.", "24", "66,7", "50,0", "91,7", "91,7"],
        ]
        coverage, risk, supervision = page.cijfers
        assert (coverage.waarde, coverage.toelichting) == ("26,7 %", "54 van 202 aanbieders")
        assert risk.waarde == "7"
        assert 40 <= float(supervision.waarde.split()[0].replace(",", ".")) <= 45

    def test_another_year_has_another_coverage(self, als):
        page = als(INKOPER).get("/continuiteit/?jaar=2018").context["page"]

        assert page.cijfers[0].waarde == "30,7 %"

    def test_the_rule_of_the_risk_list_can_be_chosen(self, als):
        """JA-07: the weighing is an assumption."""
        number = [
            len(als(INKOPER).get(f"/continuiteit/?jaar=2019&gemist={one}").context["page"].risico.rijen)
            for one in (4, 3, 2, 1)
        ]

        assert number == sorted(number)
        assert number[1] == 7

    def test_an_earlier_day_leaves_out_what_was_not_public_yet(self, als):
        page = als(INKOPER).get("/continuiteit/?jaar=2019&tot=2020-01-01").context["page"]

        assert [row[1] for row in page.tabel.rijen] == ["0", "0"]

    @pytest.mark.parametrize("question", ["jaar=1800", "jaar=x", "tot=morgen", "gemist=9", "gemist="])
    def test_a_question_that_makes_no_sense_is_as_if_it_was_not_asked(self, als, question):
        assert als(INKOPER).get(f"/continuiteit/?{question}").context["page"].jaar == 2019

    def test_a_board_member_and_a_municipality_see_it_and_a_provider_does_not(self, als):
        assert als("bestuur.regio").get("/continuiteit/").status_code == 200
        assert als("controller.zwolle").get("/continuiteit/").status_code == 200
        assert als("backoffice").get("/continuiteit/").status_code == 403


class TestTheRadar:
    def test_says_how_many_children_what_money_and_who_else(self, als, drukste):
        """N09."""
        page = als(INKOPER).get(f"/continuiteit/{drukste}/").context["page"]

        assert page.kinderen.rijen
        assert page.geld.rijen
        assert page.uitwijk.rijen
        assert any(cell.tekst == "niet bekend" for row in page.uitwijk.rijen for cell in row if hasattr(cell, "tekst"))
        assert "contractmanager" in page.bellen.rijen[0][1]
        assert any("wethouder van" in row[1] for row in page.bellen.rijen)
        assert als(INKOPER).get(page.escalatie_url).status_code == 200
        assert "Alleen openbare jaarrekeningen" in page.bron

    def test_who_may_not_see_children_gets_no_small_numbers(self, drukste):
        seen = omvang(REGIO, drukste, VANDAAG, on_behalf_of=machtiging_van(INKOPER))

        shown = [count for count in seen.kinderen.cellen.values() if count]
        assert seen.beschermd
        assert None in seen.kinderen.cellen.values()
        assert all(count >= KLEINST for count in shown)

    def test_who_sees_the_allocations_gets_the_numbers_of_the_own_municipality(self, drukste):
        wie = machtiging_van("controller.zwolle")
        seen = omvang(REGIO, drukste, VANDAAG, on_behalf_of=wie)

        assert not seen.beschermd
        assert set(seen.kinderen.rijen) <= {"0193"}
        with namens(REGION), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(DISTINCT client_id) FROM toewijzingen_toewijzing WHERE gemeente = '0193'"
                " AND aanbieder = %s AND NOT verwijderd AND geldig @> %s::date",
                [drukste, VANDAAG],
            )
            assert cursor.fetchone() == (seen.kinderen.cel(TOTAAL, TOTAAL),)

    def test_a_search_by_name_is_offered_to_who_may_see_children_only(self, als, drukste):
        assert als("toegang.dalfsen").get(f"/continuiteit/{drukste}/").context["page"].namen_url
        assert not als(INKOPER).get(f"/continuiteit/{drukste}/").context["page"].namen_url

    def test_no_child_and_no_bsn_is_on_the_page(self, als, drukste):
        body = als(INKOPER).get(f"/continuiteit/{drukste}/").content.decode()

        assert "/jeugdigen/" not in body
        assert "9999" not in body.replace(drukste, "").replace("9999000", "")

    def test_a_provider_without_children_says_that_nobody_has_to_be_called(self, als):
        with_nothing = "99900301"
        page = als(INKOPER).get(f"/continuiteit/{with_nothing}/").context["page"]

        assert page.kinderen.rijen == ()
        assert page.bellen.rijen == ()

    def test_someone_who_is_not_in_the_register_is_not_found(self, als):
        assert als(INKOPER).get("/continuiteit/00000000/").status_code == 404


class TestTakingIn:
    GOED = ("00000050", 2025, "2026-05-01", "1.500.000,00", "", "25000", "", "", "", "", "test")

    @pytest.fixture
    def client(self, ongerepte_database, django_db_blocker):
        from django.test import Client

        from jeugdregio.gebruikers.models import Account

        with met_database(ongerepte_database, django_db_blocker):
            client = Client()
            client.force_login(Account.objects.get(username=INKOPER))
            yield client

    def test_a_good_file_is_stored_and_what_was_empty_is_not_nought(self, client):
        done = client.post("/continuiteit/inlezen/", {"rekenblad": werkmap(self.GOED)})

        assert (done.status_code, done.url) == (302, "/continuiteit/")
        with namens(REGION), connection.cursor() as cursor:
            cursor.execute(
                "SELECT jeugdomzet_cent, nettoresultaat_cent, opbrengsten_cent FROM aanbieders_jaarrekening"
                " WHERE aanbieder = '99900050' AND jaar = 2025"
            )
            assert cursor.fetchone() == (150_000_000, 2_500_000, None)

    @pytest.mark.parametrize(
        ("change", "column", "text"),
        [
            ({0: "12345678"}, "KvK", "staat niet in het register"),
            ({1: 26}, "Jaar", "geen boekjaar"),
            ({2: "2025-12-31"}, "Gedeponeerd op", "na het boekjaar"),
            ({3: "-1,00"}, "Jeugdomzet", "niet negatief"),
            ({5: "veel"}, "Nettoresultaat", "geen getal"),
            ({10: ""}, "Bron", "leeg"),
        ],
    )
    def test_a_fault_names_its_row_and_column_and_nothing_is_stored(self, client, change, column, text):
        wrong = [change.get(place, value) for place, value in enumerate(self.GOED)]
        good = ("00000051", *self.GOED[1:])

        done = client.post("/continuiteit/inlezen/", {"rekenblad": werkmap(good, wrong)})

        assert done.status_code == 422
        ((sheet, row, named, what),) = done.context["page"].rijen.rijen
        assert (sheet, row, named) == ("Jaarrekeningen", "3", column)
        assert text in what
        with namens(REGION), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM aanbieders_jaarrekening WHERE aanbieder = '99900051' AND jaar = 2025")
            assert cursor.fetchone() == (0,)

    def test_supervision_comes_in_and_unknown_is_not_no(self, client):
        sheet = werkmap(("00000050", "2026-01-01", "onbekend", 40, "ja", "test"), blad="Toezicht")

        assert client.post("/continuiteit/inlezen/", {"rekenblad": sheet}).status_code == 302

        page = client.get("/register/99900050/").context["page"]
        assert page.oordeel[0] == "niet bekend"
        assert "Verplicht: ja" in page.oordeel[2]

    def test_something_else_than_a_workbook_says_what_to_do(self, client):
        done = client.post("/continuiteit/inlezen/", {"rekenblad": SimpleUploadedFile("x.xlsx", b"geen werkmap")})

        assert done.status_code == 422
        assert done.context["page"].fouten

    def test_the_template_reads_as_an_empty_file(self, client):
        data = client.get("/continuiteit/sjabloon/").content

        assert lees_bestand(data, BLADEN)[JAARREKENINGEN.naam].fouten == ()

    def test_who_may_only_look_does_not_take_in(self, als):
        assert als("controller.zwolle").get("/continuiteit/inlezen/").status_code == 403


def test_a_year_without_a_publication_counts_until_today(gespeeld):
    table, _, _ = queries.continuiteit(REGIO, 2019, date(2026, 11, 24), on_behalf_of=machtiging_van(INKOPER))

    assert len(table.selectie) == 55


class TestANewCount:
    GOED = {
        "naam": "GGZ met toezicht",
        "omschrijving": "Wie in 2015 aan de GGZ-tafel zat en toezicht heeft",
        "eenheid": "aanbieder",
        "lijst": ["ggz-2015"],
        "rechtsvorm": ["bv", "maatschap"],
        "peildatum": "2015-12-31",
        "bron": "test",
    }

    @pytest.fixture
    def client(self, ongerepte_database, django_db_blocker):
        from django.test import Client

        from jeugdregio.gebruikers.models import Account

        with met_database(ongerepte_database, django_db_blocker):
            client = Client()
            client.force_login(Account.objects.get(username=INKOPER))
            yield client

    def test_is_saved_and_shows_its_names(self, client):
        done = client.post("/tellingen/nieuw/", self.GOED)

        assert (done.status_code, done.url) == (302, "/tellingen/ggz-met-toezicht/")
        page = client.get(done.url).context["page"]
        assert 0 < int(page.cijfer.waarde) < 113
        assert "staat op de lijst Tafel jeugd-GGZ 2015 en heeft als rechtsvorm bv of maatschap" in page.feiten[0][1]
        assert client.post("/tellingen/nieuw/", self.GOED).status_code == 422, "the name is taken"

    @pytest.mark.parametrize(
        "change",
        [{"lijst": [], "rechtsvorm": []}, {"lijst": ["geen"]}, {"naam": "!!"}, {"bron": ""}, {"naam": "regio"}],
    )
    def test_what_counts_everyone_or_has_no_source_is_not_saved(self, client, change):
        before = set(queries.tellingen(REGIO, VANDAAG, on_behalf_of=machtiging_van(INKOPER)))

        assert client.post("/tellingen/nieuw/", self.GOED | change).status_code == 422

        assert set(queries.tellingen(REGIO, VANDAAG, on_behalf_of=machtiging_van(INKOPER))) == before

    def test_who_may_only_look_is_not_offered_it(self, als):
        assert not als("controller.zwolle").get("/tellingen/").context["page"].nieuw_url
        assert als("controller.zwolle").get("/tellingen/nieuw/").status_code == 403


class TestFreePlaces:
    @pytest.fixture
    def backoffice(self, ongerepte_database, django_db_blocker):
        from django.test import Client

        from jeugdregio.gebruikers.models import Account

        with met_database(ongerepte_database, django_db_blocker):
            client = Client()
            client.force_login(Account.objects.get(username="backoffice"))
            yield client

    def test_a_provider_tells_its_own_and_what_is_empty_is_not_told(self, backoffice):
        own = machtiging_van("backoffice").aanbieder
        form = backoffice.get("/vrije-plaatsen/").context["page"].formulier
        first, *rest = form.fields

        done = backoffice.post("/vrije-plaatsen/", {first: "0"} | dict.fromkeys(rest, ""))

        assert done.status_code == 302
        found = queries.plaatsen(own, date.max, on_behalf_of=machtiging_van(INKOPER))
        assert found[first].plaatsen == 0
        assert found[first].bron == "opgave van de aanbieder zelf"
        assert not found.keys() & set(rest)

    def test_another_kind_of_help_or_fewer_than_none_is_not_taken(self, backoffice):
        own = machtiging_van("backoffice").aanbieder
        before = queries.plaatsen(own, date.max, on_behalf_of=machtiging_van("backoffice"))
        form = backoffice.get("/vrije-plaatsen/").context["page"].formulier

        assert backoffice.post("/vrije-plaatsen/", {next(iter(form.fields)): "-1"}).status_code == 422
        backoffice.post("/vrije-plaatsen/", {"99": "3"})

        assert queries.plaatsen(own, date.max, on_behalf_of=machtiging_van("backoffice")) == before

    def test_the_region_reads_them_in(self, ongerepte_database, django_db_blocker):
        from django.test import Client

        from jeugdregio.gebruikers.models import Account

        with met_database(ongerepte_database, django_db_blocker):
            client = Client()
            client.force_login(Account.objects.get(username=INKOPER))
            sheet = werkmap(("00000021", "45", "2026-11-01", 7, "test"), blad="Vrije plaatsen")
            wrong = werkmap(("00000021", "00", "2026-11-01", 7, "test"), blad="Vrije plaatsen")

            assert client.post("/continuiteit/inlezen/", {"rekenblad": sheet}).status_code == 302
            assert client.post("/continuiteit/inlezen/", {"rekenblad": wrong}).status_code == 422
            found = queries.plaatsen("99900021", VANDAAG, on_behalf_of=machtiging_van(INKOPER))
            assert found["45"].plaatsen == 7
