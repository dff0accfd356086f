# SPDX-License-Identifier: EUPL-1.2
"""What an answer says of itself, what is cleared when someone leaves, and what has no answer."""

import pytest
from django.test import Client

from tests.isolatie.adressen import vaste_adressen

TEKST = ("text/", "application/xml")
PADEN = sorted({one.pad for one in vaste_adressen()})


@pytest.mark.parametrize("path", [*PADEN, "/bestaat/niet/", "/api/v1/bestaat-niet"])
def test_text_names_its_characters(als, path):
    for client in (als("controller.regio"), Client()):
        response = client.get(path)
        response.close()
        kind = response.get("Content-Type", "")
        assert not kind.startswith(TEKST) or kind.endswith("; charset=utf-8")
        assert kind or not response.content


def test_a_message_names_its_characters_too(als, gespeeld):
    client = als("backoffice")
    waiting = client.get("/antwoorden/").context["page"].regels

    address = next(one.xml_url for one in waiting)

    assert client.get(address)["Content-Type"] == "application/xml; charset=utf-8"


@pytest.mark.parametrize("path", PADEN)
def test_no_address_answers_trace(als, path):
    assert als("controller.regio").generic("TRACE", path).status_code in (403, 404, 405)


@pytest.mark.parametrize("path", ["/static/", "/static/jeugdregio/", "/static/derden", "/static/../", "/.git/config"])
def test_no_folder_shows_what_is_in_it(db, path):
    assert Client().get(path).status_code in (302, 404)


def test_who_leaves_has_the_browser_cleared(als):
    assert als("controller.zwolle").post("/uitloggen/")["Clear-Site-Data"] == '"cache", "storage"'
