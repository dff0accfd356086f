# SPDX-License-Identifier: EUPL-1.2
"""The lump sum on the screen of the municipality that pays it."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from jeugdregio.betalingen.pages.paginas_test import inlog, niemand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.teambudget import actions
from jeugdregio.teambudget.models import Lumpsumbetaling
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE

REGIO = "IJSSELLAND"
NU = datetime(2026, 10, 14, 9, tzinfo=timezone.get_default_timezone())
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)


@pytest.fixture(autouse=True)
def world(db):
    with namens(verwerking(REGIO)):
        rijen.wereld()
    team = actions.maak_team("CJG Noord", vanaf=date(2026, 1, 1), on_behalf_of=CONTROLLER)
    what = {"team": team, "jaar": 2026, "bedrag_cent": 120_000_00, "kinderen": 10, "bron": "raad"}
    actions.stel_teambudget_vast(what, moment=NU, on_behalf_of=CONTROLLER)
    with time_machine.travel(NU, tick=False):
        yield


def test_the_municipality_books_what_is_due_and_says_what_it_paid():
    own = inlog("zwolle", gemeente=ZWOLLE)

    assert own.post("/teambudget/lumpsum/?jaar=2026", {"doe": "boek"}).status_code == 302
    with namens(verwerking(REGIO)):
        number = Lumpsumbetaling.objects.get().pk
    shown = own.get("/teambudget/lumpsum/?jaar=2026").content.decode()
    early = own.post("/teambudget/lumpsum/?jaar=2026", {"doe": "betaald", "betaling": number, "dag": "2026-12-01"})
    paid = own.post("/teambudget/lumpsum/?jaar=2026", {"doe": "betaald", "betaling": number, "dag": "2026-10-12"})

    assert "100.000,00" in shown
    assert "vandaag of eerder" in early.content.decode()
    assert paid.status_code == 302
    assert "12-10-2026" in own.get("/teambudget/lumpsum/?jaar=2026").content.decode()


def test_another_municipality_sees_nothing_of_it():
    actions_before = inlog("zwolle", gemeente=ZWOLLE).post("/teambudget/lumpsum/?jaar=2026", {"doe": "boek"})
    niemand()

    shown = inlog("dalfsen", gemeente=DALFSEN).get("/teambudget/lumpsum/?jaar=2026").content.decode()

    assert actions_before.status_code == 302
    assert "Er is nog niets geboekt" in shown
