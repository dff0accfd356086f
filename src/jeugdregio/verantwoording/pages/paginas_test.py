# SPDX-License-Identifier: EUPL-1.2
"""The pages of material control, from a plan to the outcome, and the public one."""

import re
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

BOVEN = "/materiele-controle/"
NIEUW = {"doe": "controle", "begin": "2026-07-01", "eind": "2026-12-31", "aanleiding": "Veel teruggenomen"}
STAPPEN = ("risico", "algemeen", "specifiek_risico", "specifiek_plan", "ingelicht", "detail")


@pytest.fixture
def controller(als):
    return als("controller.zwolle")


@pytest.fixture
def rijen(gespeeld):
    """Ask the played region, as its processing."""

    def ask(statement):
        with namens(verwerking("IJSSELLAND")), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    return ask


@pytest.fixture
def bezig(controller, rijen):
    """The address of a control at the provider with the most lines, as far as the detail control."""
    ((provider,),) = rijen(
        "SELECT aanbieder FROM declaraties_prestatie WHERE gemeente = '0193' AND toegekend AND dc = 'D'"
        " AND NOT gecrediteerd GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    assert controller.post(BOVEN, NIEUW | {"aanbieder": provider}).status_code == 302
    found = re.findall(rf'href="({BOVEN}\d+/)"', text(controller.get(BOVEN)))
    address = max(found, key=lambda one: int(re.sub(r"\D", "", one)))
    for code in STAPPEN:
        step = {"doe": f"stap-{code}", f"{code}-tekst": "Gedaan."}
        assert controller.post(address, step).status_code == 302, code
    return address


def text(response):
    return response.content.decode()


def test_the_public_page_is_read_without_login(gespeeld):
    shown = text(Client().get("/openbaar/controle/"))

    assert "Zwolle, 2026" in shown
    assert "Openbaar sinds 01-10-2026" in shown


def test_a_plan_is_kept_changed_and_made_public_once(controller):
    plan = {"doe": "plan", "jaar": "2025", "doel": "Eerste doel", "plan": "Eerste plan"}
    controller.post(BOVEN, plan)
    controller.post(BOVEN, plan | {"doel": "Beter doel"})
    assert "Beter doel" in text(controller.get(BOVEN))
    assert "Beter doel" not in text(Client().get("/openbaar/controle/"))

    controller.post(BOVEN, {"doe": "publiceer", "jaar": "2025"})

    assert "Beter doel" in text(Client().get("/openbaar/controle/"))
    refused = controller.post(BOVEN, plan)
    assert refused.status_code == 422
    assert "blijft zoals het is" in text(refused)


def test_a_sample_is_drawn_judged_and_closed(controller, bezig):
    shown = text(controller.get(bezig))
    assert "regels toegekend, samen" in shown
    assert "Beoordeel een regel" not in shown

    assert controller.post(bezig, {"doe": "trek", "methode": "aselect", "omvang": 2, "zaad": "2026"}).status_code == 302

    assert "Opnieuw getrokken met hetzelfde zaad: dezelfde regels." in text(controller.get(bezig))
    wrong = {"doe": "oordeel", "volgnr": "1", "oordeel": "onjuist", "bedrag": "0.01", "toelichting": ""}
    refused = controller.post(bezig, wrong)
    assert (refused.status_code, "hoogstens dat van de regel" in text(refused)) == (422, True)
    assert controller.post(bezig, wrong | {"toelichting": "Niet in het dossier"}).status_code == 302
    controller.post(bezig, {"doe": "oordeel", "volgnr": "2", "oordeel": "juist", "bedrag": "", "toelichting": ""})
    until = timezone.localdate() + timedelta(days=28)
    late = {"doe": "stap-voornemen", "voornemen-tekst": "Gedeeld", "voornemen-uiterlijk": timezone.localdate()}
    assert "Kies een dag na vandaag." in text(controller.post(bezig, late))
    controller.post(bezig, late | {"voornemen-uiterlijk": until})
    closing = {"doe": "stap-definitief", "definitief-tekst": "Een cent terug."}
    assert "kan nog reageren" in text(controller.post(bezig, closing))
    controller.post(bezig, {"doe": "stap-reactie", "reactie-tekst": "Eens."})
    assert controller.post(bezig, closing).status_code == 302
    shown = text(controller.get(bezig))
    assert "2 van 2" in shown
    assert "Een cent terug." in shown
    assert "Gemeld aan de aanbieder" in shown
    assert "Te crediteren" in shown
    assert "Kies een regel uit de lijst." in text(controller.post(bezig, {"doe": "vorder", "bevinding": "x"}))
    assert 'name="doe"' not in shown


def test_what_is_not_asked_well_is_said(controller, bezig):
    assert controller.post(bezig, {"doe": "trek", "methode": "aselect", "omvang": 0, "zaad": ""}).status_code == 422
    assert "Dit kan nu niet meer" in text(controller.post(bezig, {"doe": "sluit", "uitkomst": "x"}))
    number = text(controller.post(bezig, {"doe": "stap-voornemen", "voornemen-tekst": "van 999900018"}))
    assert "burgerservicenummer" in number
    back = controller.post(BOVEN, NIEUW | {"aanbieder": "", "eind": "2026-01-01"})
    assert "ligt voor de eerste" in text(back)
    assert controller.get(f"{BOVEN}999999999/").status_code == 404
    assert controller.post(BOVEN, NIEUW | {"aanbieder": "", "begin": "2019-01-01"}).status_code == 422


def test_the_children_in_a_sample_are_in_the_read_log(controller, bezig, server, gespeelde_database):
    controller.post(bezig, {"doe": "trek", "methode": "geldgewogen", "omvang": 3, "zaad": "logboek"})

    request = controller.get(bezig)["X-Request-ID"]

    with psycopg.connect(server.url("postgres", conninfo_to_dict(gespeelde_database)["dbname"])) as connected:
        rows = connected.execute("SELECT persoon FROM logboek_inzage WHERE verzoek = %s AND persoon <> ''", [request])
        assert rows.fetchall()


def test_another_municipality_and_another_role_are_not_let_in(als, bezig):
    assert als("controller.dalfsen").get(bezig).status_code == 404
    assert als("toegang.dalfsen").get(BOVEN).status_code == 403
    assert als("backoffice").get(BOVEN).status_code == 403
