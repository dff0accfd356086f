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
    assert "/controle/" in [item.url for group in shown.context["menu"] for item in group.items]
    assert client.post("/controle/", {"reden": "toch"}).status_code == 422


def test_after_a_green_count_one_proposes_and_another_lifts_it(als, stopped):
    actions.controleer(moment=MOMENT, on_behalf_of=REGIO)
    client, other = als("controller.regio"), als("financien.regio")

    empty = client.post("/controle/", {"reden": " "})
    proposed = client.post("/controle/", {"reden": "hersteld"}).url
    mark = client.get(proposed).context["page"].sha256
    own = client.post(proposed, {"doe": "bevestigen", "gelezen": mark})
    done = other.post(proposed, {"doe": "bevestigen", "gelezen": mark})

    assert empty.status_code == 422
    assert empty.context["page"].formulier.errors["reden"]
    assert own.status_code == 422
    assert done.status_code == 302
    with namens(REGIO):
        lifted = Betaalstop.objects.get(id=stopped.id)
    assert (lifted.opgeheven_door, lifted.reden) == ("controller.regio en financien.regio", "hersteld")


@pytest.mark.parametrize("name", ["backoffice", "controller.zwolle", "bestuur.regio"])
def test_nobody_else_sees_it(als, name):
    client = als(name)

    assert client.get("/controle/").status_code == 403
    assert client.post("/controle/", {"reden": "x"}).status_code == 403
    assert "/controle/" not in [item.url for group in client.get("/").context["menu"] for item in group.items]
