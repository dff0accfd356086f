# SPDX-License-Identifier: EUPL-1.2
"""Who gets in, what the menu offers, and pages that say in Dutch what is wrong."""

import pytest
from django.test import Client

from jeugdregio.config import schil
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gebruikers.verzonnen import code_nu

PASSWORD = "jeugdregio-demo"


def menu(response) -> list[str]:
    return [item.tekst for group in response.context["menu"] for item in group.items]


class TestLogin:
    def test_every_page_asks_who_you_are(self, gespeeld):
        for path in (
            "/",
            "/declaraties/",
            "/uitval/",
            "/maandrapport/",
            "/aanleveren/",
            "/regels/",
            "/begrippen/",
        ):
            response = Client().get(path)
            assert (response.status_code, response.url) == (302, f"/inloggen/?next={path}")

    def test_a_good_password_leads_on_and_logging_out_is_a_post(self, gespeeld, settings):
        settings.DEMO = True
        client = Client()
        form = {"username": "controller.zwolle", "password": PASSWORD, "next": "/uitval/"}

        assert client.post("/inloggen/", form).url == "/inloggen/code/"
        code = code_nu(Account.objects.get(username="controller.zwolle"))
        assert client.post("/inloggen/code/", {"code": code}).url == "/uitval/"
        assert client.get("/uitloggen/").status_code == 405
        assert client.post("/uitloggen/").url == "/inloggen/"
        assert client.get("/").status_code == 302

    def test_a_wrong_password_says_what_to_do(self, gespeeld):
        response = Client().post("/inloggen/", {"username": "controller.zwolle", "password": "fout"})

        assert "horen niet bij elkaar" in response.content.decode()

    def test_never_leads_to_another_site(self, gespeeld, settings):
        settings.DEMO = True
        form = {"username": "controller.dalfsen", "password": PASSWORD, "next": "https://elders.example/"}
        client = Client()

        client.post("/inloggen/", form)
        code = code_nu(Account.objects.get(username="controller.dalfsen"))

        assert client.post("/inloggen/code/", {"code": code}).url == "/"

    def test_names_nobody_outside_the_demo(self, gespeeld, settings):
        settings.DEMO = False
        assert "controller.zwolle" not in Client().get("/inloggen/").content.decode()

        settings.DEMO = True
        assert "controller.zwolle" in Client().get("/inloggen/").content.decode()


class TestMenu:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (
                "backoffice",
                (
                    "Start Toewijzingen Werk Verzoeken Caseload Persoon Postvak Antwoorden Aanleveren Doorgegeven "
                    "Declareren Declaraties Uitval Verantwoording Weekbrief Onze betalingen Overzicht Lasten Uitvragen "
                    "Onze wachttijd "
                    "Vrije plaatsen Inkoop "
                    "Contracten Producten "
                    "Indexatie Kostprijzen Taken Regels door de tijd Begrippen Regels"
                ),
            ),
            (
                "controller.zwolle",
                (
                    "Start Werk Vastgehouden Verzoeken Voorstellen Basisfuncties Aanleveren Gestuurd Doorgegeven "
                    "Declaraties Uitval Materiële controle Verantwoording Controleprotocol Weekbrief "
                    "Taken en subsidies Pgb Overzicht Maandrapport Lasten Uitvragen Raadsvragen "
                    "Jeugdhulpgebruik Wachttijden "
                    "Jaarafsluiting Budgetten Uitputting per product Macrobudget 2015 Prognose Boekhouding Iv3 "
                    "Teambudget Drempels Verrekening Solidariteit Vier O's Samen verrekenen "
                    "Register Tellingen Continuïteit Contracten Producten "
                    "Indexatie Kostprijzen Taken Regels door de tijd Begrippen Regels"
                ),
            ),
            (
                "controller.regio",
                (
                    "Start Werk Vastgehouden Verzoeken Voorstellen Basisfuncties Gestuurd Doorgegeven Apart "
                    "Declaraties Uitval Verantwoording "
                    "Weekbrief Betaalronden Rekeningen Voorschotten Taken en subsidies Pgb "
                    "Overzicht Controle Maandrapport "
                    "Lasten Uitvragen Jeugdhulpgebruik Wachttijden Jaarafsluiting Budgetten Uitputting per product "
                    "Macrobudget 2015 Prognose Boekhouding Iv3 Solidariteit Vier O's Samen verrekenen "
                    "Register Tellingen Continuïteit Inkoop Contracten "
                    "Portefeuilles Contractkalender Zaken Uitkomsten Plafonds Regionale lijnen Niveaus en afbouw "
                    "Producten Indexatie Kostprijzen Geleerd Klachtcijfers Inspraak Taken Regels door de tijd "
                    "Begrippen Regels"
                ),
            ),
            (
                "toegang.dalfsen",
                (
                    "Start Werk Vastgehouden Gezinnen Verzoeken Woonplaats Besluiten Bezwaren Wie wacht Caseload "
                    "Persoon Caseloadbord "
                    "Aanmelden Telefoon Raadsmeldingen Basisfuncties Aanleveren Gestuurd Doorgegeven Declaraties "
                    "Uitval Overzicht Wachttijden Teambudget Drempels Werkt de tweede toets? "
                    "Register Tellingen Continuïteit Inlog voor gezinnen Verzoeken over het dossier Klachten "
                    "Calamiteiten Geleerd Taken Regels door de tijd Begrippen Regels"
                ),
            ),
            ("vertrouwenspersoon", "Mijn dossiers Taken Regels door de tijd Begrippen"),
            (
                "toetser.dalfsen",
                (
                    "Start Gezinnen Tweede toets Overzicht Wachttijden Teambudget Drempels "
                    "Werkt de tweede toets? Taken "
                    "Regels door de tijd Begrippen"
                ),
            ),
            ("huisarts", "Mijn verwijzingen Taken Regels door de tijd Begrippen"),
            (
                "bestuur.regio",
                (
                    "Start Basisfuncties Betaalronden Rekeningen Voorschotten Taken en subsidies Pgb "
                    "Overzicht Maandrapport "
                    "Lasten Uitvragen Jeugdhulpgebruik Wachttijden Jaarafsluiting Budgetten Uitputting per product "
                    "Macrobudget 2015 Prognose Solidariteit Vier O's "
                    "Register Tellingen Continuïteit Portefeuilles Contractkalender "
                    "Zaken Uitkomsten Plafonds Regionale lijnen Niveaus en afbouw Producten Indexatie Kostprijzen "
                    "Geleerd Klachtcijfers Inspraak Taken Regels door de tijd Begrippen"
                ),
            ),
        ],
    )
    def test_offers_what_belongs_to_the_role(self, als, name, expected):
        assert " ".join(menu(als(name).get("/", follow=True))) == expected

    def test_only_the_nearest_line_is_current(self):
        who = Machtiging(rol=Rol.TOEGANG, gemeente="0193")
        for path, expected in (
            ("/wachttijden/", ["Wachttijden"]),
            ("/wachttijden/langst/", ["Wie wacht"]),
            ("/wachttijden/langst/7/", ["Wie wacht"]),
            ("/wachttijden/aanmeldingen/", ["Wachttijden"]),
            ("/nergens/", []),
        ):
            groups = schil.menu(who, path)
            assert [one.tekst for group in groups for one in group.items if one.actief] == expected

    def test_of_a_long_menu_only_the_first_group_and_the_current_one_are_open(self):
        controller, provider = (
            Machtiging(rol=Rol.CONTROLLER, gemeente="0193"),
            Machtiging(rol=Rol.AANBIEDER, aanbieder="1"),
        )

        opened = [group.naam for group in schil.menu(controller, "/iv3/") if group.open]

        assert opened == ["Werk", "Begroting en jaar"]
        assert all(group.open for group in schil.menu(provider, "/"))


class TestHealth:
    def test_lives_without_looking_at_the_database(self, client):
        assert client.get("/_healthz/livez/").content == b"ok"

    def test_is_ready_when_the_database_answers(self, gespeeld):
        assert Client().get("/_healthz/readyz/").content == b"ok"

    def test_says_when_the_database_does_not(self, gespeeld, monkeypatch):
        from django.db import OperationalError, connection

        def broken(*_):
            raise OperationalError

        monkeypatch.setattr(connection, "cursor", broken)

        assert Client().get("/_healthz/readyz/").status_code == 503


class TestFaults:
    def test_an_unknown_address_is_a_dutch_page(self, als):
        response = als("backoffice").get("/bestaat-niet/")

        assert response.status_code == 404
        assert "Deze pagina is er niet" in response.content.decode()

    def test_a_bug_is_a_dutch_page_and_undoes_the_request(self, als, monkeypatch):
        from jeugdregio.declaraties import queries

        def bug(**_):
            raise RuntimeError("kapot")

        monkeypatch.setattr(queries, "keuzes", bug)
        client = als("backoffice")
        client.raise_request_exception = False

        response = client.get("/declaraties/")

        assert response.status_code == 500
        assert "De fout ligt bij ons" in response.content.decode()
        assert "kapot" not in response.content.decode()

    def test_a_form_without_token_is_a_dutch_page(self, gespeeld):
        client = Client(enforce_csrf_checks=True)

        response = client.post("/inloggen/", {"username": "x", "password": "y"})

        assert response.status_code == 403
        assert "Het formulier is verlopen" in response.content.decode()
