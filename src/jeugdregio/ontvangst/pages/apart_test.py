# SPDX-License-Identifier: EUPL-1.2
"""The region sees what was set aside and releases it; its sender reads that nothing has to be done."""

from datetime import UTC, datetime

import pytest

from jeugdregio.berichten.models import Apart, Bestand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.values import Aanlevering

REGIO = verwerking("IJSSELLAND")
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def aside(gespeeld):
    """A file of the back office that was set aside."""
    sender = Account.objects.get(username="backoffice").aanbieder
    [receipt] = actions.leg_vast([Aanlevering("stuk.xml", b"<stuk/>", sender)], moment=MOMENT, on_behalf_of=REGIO)
    with namens(REGIO):
        Bestand.objects.filter(id=receipt.bestand_id).update(status="apart", mislukt=3)
        row = Apart.objects.create(bestand_id=receipt.bestand_id, fout="KeyError", pogingen=3, gezet_op=MOMENT)
    yield receipt.bestand_id
    with namens(REGIO):
        Apart.objects.filter(id=row.id, vrijgegeven_op=None).update(vrijgegeven_op=MOMENT, vrijgegeven_door="test")
        Bestand.objects.filter(id=receipt.bestand_id).update(status="geweigerd")


def test_the_region_sees_it_and_gives_it_a_new_chance_once(als, aside):
    client = als("controller.regio")

    shown = client.get("/apart/")
    done = client.post("/apart/", {"bestand": aside}, follow=True)
    again = client.post("/apart/", {"bestand": aside})

    assert [one.bestand_id for one in shown.context["page"].bestanden] == [aside]
    assert "/apart/" in [item.url for group in shown.context["menu"] for item in group.items]
    assert done.context["page"].bestanden == ()
    assert again.status_code == 422
    assert "staat niet apart" in again.content.decode()
    with namens(REGIO):
        assert Bestand.objects.get(id=aside).status == "ontvangen"
        assert Apart.objects.get(bestand_id=aside).vrijgegeven_door == "controller.regio"


@pytest.mark.parametrize("name", ["backoffice", "controller.zwolle", "bestuur.regio"])
def test_nobody_else_does(als, aside, name):
    client = als(name)

    assert client.get("/apart/").status_code == 403
    assert client.post("/apart/", {"bestand": aside}).status_code == 403
    assert "/apart/" not in [item.url for group in client.get("/").context["menu"] for item in group.items]


def test_nonsense_is_refused(als, aside):
    assert als("controller.regio").post("/apart/", {"bestand": "²x" * 30}).status_code == 422


def test_its_sender_reads_that_nothing_has_to_be_done(als, aside):
    [file] = als("backoffice").get(f"/aanleveren/uitkomst/?bestanden={aside}").context["page"].bestanden

    assert file.stand == "Apart gezet"
    assert "niet opnieuw aan te leveren" in file.redenen[0]
