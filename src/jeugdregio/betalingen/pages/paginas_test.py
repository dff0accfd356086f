# SPDX-License-Identifier: EUPL-1.2
"""From an account to money, as two controllers and a provider see it on their screens."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from jeugdregio.betalingen.models import (
    Bankregel,
    Bankrekening,
    Betaalopdracht,
    Betaalronde,
    Koppeling,
    Voorschot,
    Vordering,
)
from jeugdregio.betalingen.proefbank import afschrift, bijschrijvingen
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import CONTEXT, namens
from jeugdregio.gebruikers.values import Rol, verwerking
from tests import rijen
from tests.rijen import AANBIEDER, ANDER

REGIO = "IJSSELLAND"
IBAN = "NL91 ABNA 0417 1643 00"
NU = datetime(2026, 10, 14, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def world(db, settings):
    settings.BETAAL_IBAN = "NL20INGB0001234567"
    with namens(verwerking(REGIO)):
        rijen.wereld()
        rijen.prestatie(1_234_56)
    with time_machine.travel(NU, tick=False):
        yield


def niemand() -> None:
    """A test is one transaction, in which the context of the last request stays; a request begins without one."""
    with connection.cursor() as cursor:
        for name in CONTEXT:
            cursor.execute("SELECT set_config(%s, '', true)", [name])


def inlog(naam: str, rol: Rol = Rol.CONTROLLER, **org: str) -> Client:
    with namens(verwerking(REGIO)):
        account = geef_rol(naam, rol=rol, bij=org, vanaf=date(2026, 1, 1), regio=REGIO, moment=timezone.now())
        client = Client()
        client.force_login(account)
    niemand()
    return client


@pytest.fixture
def een() -> Client:
    return inlog("een", regio=REGIO)


@pytest.fixture
def twee() -> Client:
    return inlog("twee", regio=REGIO)


def rekening(een: Client, twee: Client) -> None:
    new = {"doe": "nieuw", "aanbieder": AANBIEDER, "iban": IBAN, "tenaamstelling": "Trias", "bron": "brief"}
    assert een.post("/rekeningen/", new).status_code == 302
    with namens(verwerking(REGIO)):
        number = Bankrekening.objects.get().pk
    given = {"doe": "besluit", "rekening": number, "besluit": "bevestig", "iban": IBAN}
    assert "Een ander moet het bevestigen" in een.post("/rekeningen/", given).content.decode()
    assert twee.post("/rekeningen/", given).status_code == 302


def test_two_people_pay_and_the_provider_sees_it(een, twee):
    rekening(een, twee)

    made = een.post("/betaalronden/", {"doe": "ronde", "maand": "2026-10", "betaaldag": "2026-10-15"})
    with namens(verwerking(REGIO)):
        page = f"/betaalronden/{Betaalronde.objects.get().pk}/"
    frozen = een.post(page, {"doe": "bevries"})
    own = een.get(page).content.decode()
    mark = re.search(r'value="([0-9a-f]{64})"', twee.get(page).content.decode())
    approved = twee.post(page, {"doe": "akkoord", "gelezen": mark.group(1)})
    sent = een.post(page, {"doe": "verzend"})
    file = een.get(f"{page}bestand/").content
    read = een.post("/betaalronden/", {"doe": "bank", "bestand": upload(afschrift(file, dag=date(2026, 10, 15)))})

    assert [one.status_code for one in (made, frozen, approved, sent, read)] == [302] * 5
    assert "Een ander moet akkoord geven" in own
    assert een.get(f"{page}bestand/").content == file
    assert "betaald" in een.get(page).content.decode()
    provider = inlog("trias", Rol.AANBIEDER, aanbieder=AANBIEDER)
    shown = provider.get("/onze-betalingen/").content.decode()
    assert "1.234,56" in shown
    assert IBAN in shown
    with namens(verwerking(REGIO)):
        order = f"/betaalopdrachten/{Betaalopdracht.objects.get().pk}/"
    niemand()
    assert "45A05" in provider.get(order).content.decode()
    niemand()
    stranger = inlog("linde", Rol.AANBIEDER, aanbieder=ANDER)
    assert stranger.get(order).status_code == 404
    assert "1.234,56" not in stranger.get("/onze-betalingen/").content.decode()


def test_a_provider_does_not_see_what_is_not_sent_yet(een, twee):
    rekening(een, twee)
    een.post("/betaalronden/", {"doe": "ronde", "maand": "2026-10", "betaaldag": "2026-10-15"})
    provider = inlog("trias", Rol.AANBIEDER, aanbieder=AANBIEDER)
    with namens(verwerking(REGIO)):
        order = Betaalopdracht.objects.get().pk
    niemand()

    found = provider.get(f"/betaalopdrachten/{order}/").status_code

    assert found == 404
    assert "Er is nog niets betaald" in provider.get("/onze-betalingen/").content.decode()


def test_a_provider_reads_that_a_change_waits(een, twee):
    rekening(een, twee)
    een.post(
        "/rekeningen/",
        {
            "doe": "nieuw",
            "aanbieder": AANBIEDER,
            "iban": "NL02ABNA0123456789",
            "tenaamstelling": "Trias",
            "bron": "brief",
        },
    )

    text = inlog("trias", Rol.AANBIEDER, aanbieder=AANBIEDER).get("/onze-betalingen/").content.decode()

    assert "Bel dan meteen de regio" in text


@pytest.mark.parametrize(
    ("page", "given", "text"),
    [
        ("/betaalronden/", {"doe": "ronde", "maand": "2026-13", "betaaldag": "2026-10-15"}, "2026-13"),
        ("/betaalronden/", {"doe": "ronde", "maand": "2026-10", "betaaldag": "2026-10-01"}, "vandaag of later"),
        ("/betaalronden/", {"doe": "ronde", "maand": "2026-10", "betaaldag": "2026-10-15"}, "niets te betalen"),
        ("/betaalronden/", {"doe": "bank"}, "Kies eerst een bestand"),
        ("/betaalronden/", {"doe": "iets"}, "Kies wat u wilt doen"),
        ("/rekeningen/", {"doe": "nieuw", "aanbieder": AANBIEDER, "iban": "NL00X"}, "Op naam van"),
        (
            "/rekeningen/",
            {"doe": "nieuw", "aanbieder": AANBIEDER, "iban": "NL00X", "tenaamstelling": "T", "bron": "b"},
            "Dit IBAN klopt niet",
        ),
        ("/rekeningen/", {"doe": "besluit", "rekening": "99", "besluit": "bevestig"}, "99"),
        ("/rekeningen/", {"doe": "iets"}, "Kies wat u wilt doen"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_stays(een, page, given, text):
    answer = een.post(page, given)

    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_no_file_of_a_bank_is_said(een):
    answer = een.post("/betaalronden/", {"doe": "bank", "bestand": upload(b"<a/>")})

    assert (answer.status_code, "Kies een ander bestand" in answer.content.decode()) == (422, True)


def test_the_board_looks_and_does_not_pay(een):
    board = inlog("bestuur", Rol.BESTUUR, regio=REGIO)

    answer = board.post("/betaalronden/", {"doe": "ronde", "maand": "2026-10", "betaaldag": "2026-10-15"})

    assert (board.get("/betaalronden/").status_code, answer.status_code) == (200, 422)
    assert "1.234,56" in board.get("/betaalronden/").content.decode()
    assert board.get("/betaalronden/999999999/").status_code == 404


def test_what_is_open_goes_out_as_a_file(een):
    answer = een.get("/betaalronden/?open-als=csv")

    assert "1234,56" in answer.content.decode("utf-8-sig")


def test_an_advance_is_granted_by_another(een, twee):
    new = {"doe": "nieuw", "aanbieder": AANBIEDER, "gemeente": "0193", "bedrag": "500", "bron": "art. 7"}

    made = een.post("/voorschotten/", new)
    with namens(verwerking(REGIO)):
        number = Voorschot.objects.get().pk
    given = {"doe": "besluit", "voorschot": number, "besluit": "toekennen"}
    own = een.post("/voorschotten/", given)
    granted = twee.post("/voorschotten/", given)

    assert (made.status_code, own.status_code, granted.status_code) == (302, 422, 302)
    assert "nog niet uitbetaald" in een.get("/voorschotten/").content.decode()
    assert een.post("/voorschotten/", {**new, "bedrag": "-1"}).status_code == 422


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("bank.xml", data, content_type="application/xml")


def test_money_without_a_reference_gets_its_place_by_two_people(een, twee):
    with namens(verwerking(REGIO)):
        claim = Vordering.objects.create(
            gemeente="0193", aanbieder=AANBIEDER, oorzaak="x", oorzaak_id=1, bedrag_cent=50_00, gevorderd_op=NU
        )
    niemand()
    file = SimpleUploadedFile("afschrift.xml", bijschrijvingen([("van Trias, dank", 50_01)], dag=NU.date()))
    assert een.post("/betaalronden/", {"doe": "bank", "bestand": file}).status_code == 302
    with namens(verwerking(REGIO)):
        page = f"/bankregels/{Bankregel.objects.get().pk}/"
    assert page in een.get("/betaalronden/").content.decode()

    shown = een.get(page).content.decode()
    given = {"doe": "koppel", "doel": f"vordering {claim.pk}", "bedrag": "50.00", "reden": "de naam"}
    more = een.post(page, given | {"bedrag": "50.01"})
    made = een.post(page, given)
    with namens(verwerking(REGIO)):
        number = Koppeling.objects.get().pk
    niemand()
    own = een.post(page, {"doe": "besluit", "koppeling": number, "besluit": "bevestig"})
    other = twee.post(page, {"doe": "besluit", "koppeling": number, "besluit": "bevestig"})

    assert "van Trias, dank" in shown
    assert "Een rekeninghouder" in shown
    assert (more.status_code, made.status_code, own.status_code, other.status_code) == (422, 302, 422, 302)
    with namens(verwerking(REGIO)):
        assert Vordering.objects.get().ontvangen_cent == 50_00
    back = {"doe": "koppel", "doel": "terugboeken 0", "bedrag": "0.01", "reden": "te veel"}
    assert een.post(page, back).status_code == 302
    assert "terug te boeken" in twee.get("/betaalronden/").content.decode()
    assert een.get("/bankregels/999999/").status_code == 404
