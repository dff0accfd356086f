# SPDX-License-Identifier: EUPL-1.2
"""The region sees what was counted and lifts a stop; nobody else does."""

from datetime import UTC, datetime

import pytest

from jeugdregio.bewaking import actions
from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

REGIO = verwerking("IJSSELLAND")
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def stopped(gespeeld):
    """A stop after a red count; lifted afterwards, whatever the test did."""
    with namens(REGIO):
        red = Controle.objects.create(gedaan_op=MOMENT, duur_ms=1, geteld=12, fouten={"stand_past": 2})
        stop = Betaalstop.objects.create(regio="IJSSELLAND", controle=red, begonnen_op=MOMENT)
    yield stop
    with namens(REGIO):
        Betaalstop.objects.filter(id=stop.id, opgeheven_op=None).update(
            opgeheven_op=MOMENT, opgeheven_door="test", reden="test"
        )


def test_while_it_is_red_the_page_says_what_to_do(als, stopped):
    client = als("controller.regio")
    shown = client.get("/controle/")

    text = shown.content.decode()
    assert "Betalen en afsluiten staan stil" in text
    assert "doctor invarianten" in text
    assert shown.context["page"].formulier is None
    assert "/controle/" in [item.url for item in shown.context["menu"]]
    assert client.post("/controle/", {"reden": "toch"}).status_code == 422


def test_after_a_green_count_it_is_lifted_with_a_reason(als, stopped):
    actions.controleer(moment=MOMENT, on_behalf_of=REGIO)
    client = als("controller.regio")

    empty = client.post("/controle/", {"reden": " "})
    done = client.post("/controle/", {"reden": "hersteld"}, follow=True)

    assert empty.status_code == 422
    assert empty.context["page"].formulier.errors["reden"]
    assert done.context["page"].stop is None
    with namens(REGIO):
        assert Betaalstop.objects.get(id=stopped.id).opgeheven_door == "controller.regio"


@pytest.mark.parametrize("name", ["backoffice", "controller.zwolle", "bestuur.regio"])
def test_nobody_else_sees_it(als, name):
    client = als(name)

    assert client.get("/controle/").status_code == 403
    assert client.post("/controle/", {"reden": "x"}).status_code == 403
    assert "/controle/" not in [item.url for item in client.get("/").context["menu"]]
