# SPDX-License-Identifier: EUPL-1.2
"""An agreement on the screen: proposed, confirmed, booked, and determined after the year."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jeugdregio.bekostiging.models import Bekostigingsafspraak
from jeugdregio.betalingen.pages.paginas_test import inlog, niemand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from tests import rijen
from tests.rijen import AANBIEDER, DALFSEN, ZWOLLE

REGIO = "IJSSELLAND"
ZONE = timezone.get_default_timezone()
NIEUW = {
    "doe": "nieuw", "aanbieder": AANBIEDER, "soort": "taakgericht", "naam": "crisisdienst", "jaar": "2026",
    "bedrag": "1200.01", "ritme": "4", "gemeenten": [ZWOLLE, DALFSEN], "sleutel": "gelijk", "bron": "contract, art. 4",
}  # fmt: skip


@pytest.fixture(autouse=True)
def world(db):
    with namens(verwerking(REGIO)):
        rijen.wereld()
    with time_machine.travel(datetime(2026, 10, 14, 9, tzinfo=ZONE), tick=False) as clock:
        yield clock


@pytest.fixture
def een() -> Client:
    return inlog("een", regio=REGIO)


@pytest.fixture
def twee() -> Client:
    return inlog("twee", regio=REGIO)


def afspraak(een: Client, twee: Client) -> str:
    assert een.post("/bekostiging/", NIEUW).status_code == 302
    with namens(verwerking(REGIO)):
        page = f"/bekostiging/{Bekostigingsafspraak.objects.get().pk}/"
    given = {"doe": "afspraak", "besluit": "ja"}
    assert "Een ander moet besluiten" in een.post(page, given).content.decode()
    assert twee.post(page, given).status_code == 302
    return page


def test_from_a_proposal_to_what_is_booked(een, twee):
    page = afspraak(een, twee)

    before = een.get("/bekostiging/").content.decode()
    booked = een.post("/bekostiging/", {"doe": "boek"})
    after = een.get(page).content.decode()

    assert "8 termijnen zijn vervallen, samen" in before
    assert "iJw, maar het hoeft niet" in before
    assert (booked.status_code, after.count("1.200,01"), after.count("600,01")) == (302, 3, 1)
    assert b"crisisdienst" in een.get("/bekostiging/", {"als": "csv"}).content


def test_after_the_year_two_people_say_what_it_came_to(een, twee, world):
    page = afspraak(een, twee)
    een.post("/bekostiging/", {"doe": "boek"})
    assert "Het jaar loopt nog" in een.get(page).content.decode()
    world.move_to(datetime(2027, 2, 1, 9, tzinfo=ZONE))
    niemand()
    een, twee = inlog("drie", regio=REGIO), inlog("vier", regio=REGIO)

    proposed = een.post(page, {"doe": "voorstel", "bedrag": "1000", "bron": "verslag"})
    own = een.post(page, {"doe": "vaststelling", "besluit": "ja"}).content.decode()
    decided = twee.post(page, {"doe": "vaststelling", "besluit": "ja"})

    assert (proposed.status_code, decided.status_code) == (302, 302)
    assert "Een ander moet besluiten" in own
    assert "200,01 terug" in een.get(page).content.decode()
    assert "vaststelling van een afspraak" in een.get("/voorschotten/").content.decode()


def test_what_is_wrong_is_said_and_kept_from_others(een, twee):
    page = afspraak(een, twee)

    assert een.post("/bekostiging/", NIEUW | {"gemeenten": []}).status_code == 422
    assert een.post("/bekostiging/", {"doe": "iets"}).status_code == 422
    assert een.get("/bekostiging/999999999/").status_code == 404
    niemand()
    town = inlog("dalfsen", gemeente=DALFSEN)
    shown = town.get(page).content.decode()
    assert "Besluit over" not in shown
    assert "600,01" in shown
    assert "600,00" not in shown
    assert town.post("/bekostiging/", {"doe": "boek"}).status_code == 422
    niemand()
    assert inlog("trias", Rol.AANBIEDER, aanbieder=AANBIEDER).get("/bekostiging/").status_code == 403
