# SPDX-License-Identifier: EUPL-1.2
"""The pgb chain on the screen: two people book it, a municipality reads its own."""

from datetime import date, datetime
from importlib.resources import files

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jeugdregio.betalingen.pages.paginas_test import inlog, niemand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.pgb.models import Pgbvoorschot
from jeugdregio.regimes import actions as regimes
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE

REGIO = "IJSSELLAND"
NU = datetime(2026, 10, 14, 9, tzinfo=timezone.get_default_timezone())
JAAR = f"/pgb/{ZWOLLE}/2015/"


@pytest.fixture(autouse=True)
def world(db):
    with namens(verwerking(REGIO)):
        rijen.wereld()
        text = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")
        regimes.lees_register(text, on_behalf_of=verwerking(REGIO))
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def een() -> Client:
    return inlog("een", regio=REGIO)


@pytest.fixture
def twee() -> Client:
    return inlog("twee", regio=REGIO)


def keten(een: Client, twee: Client) -> None:
    new = {"doe": "voorschot", "gemeente": ZWOLLE, "maand": "2015-03", "bedrag": "1000", "bron": "brief"}
    assert een.post("/pgb/", new).status_code == 302
    with namens(verwerking(REGIO)):
        number = Pgbvoorschot.objects.get().pk
    choose = {"doe": "voorschot", "voorschot": number, "besluit": "ontvangen"}
    assert "Een ander moet besluiten" in een.post(JAAR, choose).content.decode()
    assert twee.post(JAAR, choose).status_code == 302
    assert twee.post(JAAR, choose | {"besluit": "door"}).status_code == 302
    sheet = SimpleUploadedFile("svb.csv", b"gemeente;maand;houders;betaald\nZwolle;2015-03;367;600,01")
    assert een.post("/pgb/", {"doe": "svb", "bestand": sheet}).status_code == 302


def test_the_chain_stands_in_boxes_with_what_is_left(een, twee):
    keten(een, twee)

    page = een.get(JAAR).content.decode()

    chain = page.split("jr-keten")[1].split("</ol>")[0]
    assert [chain.count(text) for text in ("1.000,00", "600,01", "399,99")] == [2, 1, 1]
    assert "1330 Voorschot bij de SVB" in page
    assert b"2015-03" in een.get(JAAR, {"als": "csv"}).content


def test_two_people_settle_the_year_and_nothing_can_be_done_afterwards(een, twee):
    keten(een, twee)

    proposed = een.post(JAAR, {"doe": "voorstel", "wijze": "terug"})
    own = een.post(JAAR, {"doe": "besluit", "besluit": "vaststellen"}).content.decode()
    decided = twee.post(JAAR, {"doe": "besluit", "besluit": "vaststellen"})
    after = twee.post(JAAR, {"doe": "voorstel", "wijze": "terug"})

    assert (proposed.status_code, decided.status_code, after.status_code) == (302, 302, 422)
    assert "Een ander moet besluiten" in own
    assert "Vastgesteld: in dit jaar verandert niets meer" in een.get(JAAR).content.decode()


def test_today_is_refused_with_the_article(een):
    new = {"doe": "voorschot", "gemeente": ZWOLLE, "maand": "2026-10", "bedrag": "1000", "bron": "brief"}

    answer = een.post("/pgb/", new)

    assert answer.status_code == 422
    assert "artikel 8.1.1 tot en met 8.1.8" in answer.content.decode()


def test_holders_are_counted_and_their_mean_is_derived(een):
    new = {"doe": "houders", "gemeente": ZWOLLE, "peildatum": date(2015, 1, 1), "houders": 367}
    assert een.post("/pgb/", new | {"verplichting": "4238983.71", "bron": "003 §3.3"}).status_code == 302

    page = een.get("/pgb/").content.decode()

    assert "4.238.983,71" in page
    assert "11.550,36" in page
    assert 'href="/macrobudget/#pgb"' in page


def test_a_wrong_file_and_no_file_say_what_to_do(een):
    wrong = SimpleUploadedFile("svb.csv", b"gemeente;maand\nZwolle;2015-03")

    answer, none = een.post("/pgb/", {"doe": "svb", "bestand": wrong}), een.post("/pgb/", {"doe": "svb"})

    assert (answer.status_code, none.status_code) == (422, 422)
    assert "Gebruik het sjabloon" in answer.content.decode()
    assert "Kies eerst een bestand" in none.content.decode()
    assert een.get("/pgb/sjabloon/").content[:2] == b"PK"


def test_a_municipality_reads_its_own_and_changes_nothing(een, twee):
    keten(een, twee)
    own, other = inlog("zwolle", gemeente=ZWOLLE), inlog("dalfsen", gemeente=DALFSEN)

    page = own.get(JAAR).content.decode()
    tried = own.post("/pgb/", {"doe": "voorschot", "gemeente": ZWOLLE, "maand": "2015-04", "bedrag": "1", "bron": "x"})

    assert "1.000,00" in page
    assert "Besluit over" not in page
    niemand()
    assert other.get(JAAR).status_code == 404
    assert tried.status_code == 422
    niemand()
    assert inlog("trias", Rol.AANBIEDER, aanbieder=rijen.AANBIEDER).get("/pgb/").status_code == 403
