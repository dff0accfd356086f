# SPDX-License-Identifier: EUPL-1.2
"""The page on which a child is shielded: for one role, with a reason, and what was typed stays."""

import pytest
from django.conf import settings

from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Afscherming
from jeugdregio.toewijzingen.models import Client
from tests.eigen_database import met_database
from tests.paginawereld import machtiging_van

PAGE = "/afgeschermd/"


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    """A copy of our own: what is shielded here is not to be missed elsewhere."""
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.mark.parametrize("name", ["toegang.dalfsen", "controller.dalfsen", "geheim.aanbieder", "controller.regio"])
def test_is_for_one_role_and_offered_to_nobody_else(als, name):
    client = als(name)

    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/").content.decode()


def test_shields_and_lifts_with_a_reason(als):
    client, who = als("geheim.dalfsen"), machtiging_van("geheim.dalfsen")
    with namens(who):
        child = Client.objects.order_by("id").first()
    number = zegel(settings.BSN_KEY).ontzegel(bytes(child.bsn))
    assert PAGE in client.get("/").content.decode()

    assert client.post(PAGE, {"bsn": number, "reden": "De moeder vroeg erom."}).url == PAGE
    page = client.get(PAGE).content.decode()
    assert child.achternaam in page
    assert number not in page

    with namens(who):
        one = Afscherming.objects.get(tot__isnull=True)
    refused = client.post(PAGE, {"nummer": one.id, "reden": ""})
    assert refused.status_code == 422
    assert client.post(PAGE, {"nummer": one.id, "reden": "Het gevaar is voorbij."}).url == PAGE
    assert "Eerder afgeschermd" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"bsn": "123456789", "reden": "x"}, "geen burgerservicenummer"),
        ({"bsn": "999900006", "reden": "Over 999900006"}, "Er staat een burgerservicenummer in"),
        ({"bsn": "999900006"}, "Er is nog niets veranderd"),
        ({"nummer": "999999", "reden": "x"}, "al opgeheven"),
    ],
)
def test_says_what_is_wrong(als, form, text):
    response = als("geheim.dalfsen").post(PAGE, form)

    assert response.status_code == 422
    assert text in response.content.decode()
