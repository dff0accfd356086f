# SPDX-License-Identifier: EUPL-1.2
"""Production statements on their pages: opened by the region, contested by the provider, answered and determined."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from jeugdregio.core.periode import Maand

BOVEN = "/productieverantwoording/"
VERKLARING = {
    "doe": "verklaring", "soort": "goedkeurend", "accountant": "Kantoor", "fouten": "0", "onzekerheden": "0",
}  # fmt: skip


@pytest.fixture
def ronde(als):
    """A round up to last month, and the address of the statement of `backoffice` at Zwolle."""
    month = Maand.van(timezone.localdate()).vorige
    assert als("controller.regio").post(BOVEN, {"doe": "open", "maand": str(month)}).status_code == 302
    found = re.search(rf'href="({BOVEN}\d+/)"[^>]*>Zwolle', text(als("backoffice").get(BOVEN)))
    assert found
    return found[1]


def text(response):
    return response.content.decode()


def test_a_statement_goes_from_the_region_to_frozen(als, ronde):
    provider, town = als("backoffice"), als("controller.zwolle")
    shown = text(provider.get(ronde))
    assert "Wacht op de aanbieder" in shown
    mark = re.search(r'name="vingerafdruk" value="([0-9a-f]{64})"', shown)[1]

    refused = provider.post(ronde, {"doe": "betwist", "regel": "1", "eigen": "1.00", "reden": "van 999900018"})
    assert "burgerservicenummer" in text(refused)
    wrong = {"doe": "betwist", "regel": "1", "eigen": "-1.00", "reden": "Een etmaal te weinig"}
    assert provider.post(ronde, wrong).status_code == 302
    assert "Een etmaal te weinig" in text(town.get(ronde))
    assert "Stel vast" not in text(town.get(ronde))
    number = re.search(r'<option value="(\d+)"[^>]*>1: ', text(town.get(ronde)))[1]
    answer = {"doe": "antwoord", "betwisting": number, "antwoord": "ongegrond", "toelichting": "Zie de retour"}
    assert town.post(ronde, answer).status_code == 302
    assert "Zie de retour" in text(provider.get(ronde))

    assert "andere editie" in text(provider.post(ronde, {"doe": "bevestig", "vingerafdruk": "0" * 64}))
    assert provider.post(ronde, {"doe": "bevestig", "vingerafdruk": mark}).status_code == 302
    assert town.post(BOVEN, {"doe": "vaststellen"}).status_code == 302
    shown = text(provider.get(ronde))
    assert "Vastgesteld" in shown
    assert 'value="betwist"' not in shown


def amounts(response):
    head, *rows = csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    return [int(row[head.index("Bedrag")].replace(".", "").replace(",", "")) for row in rows]


def test_the_file_and_the_bookings_under_a_line_add_up(als, ronde):
    provider = als("backoffice")
    lines = amounts(provider.get(f"{ronde}?als=csv"))

    assert provider.get(f"{ronde}?als=xlsx").content.startswith(b"PK")
    for place, cents in enumerate(lines, start=1):
        assert sum(amounts(provider.get(f"{ronde}{place}/?als=csv"))) == cents
    assert als("controller.zwolle").get(f"{ronde}1/").status_code == 200
    assert provider.get(f"{ronde}999/").status_code == 404


def test_a_statement_of_an_accountant_is_of_a_day_that_has_been(als, ronde):
    provider, today = als("backoffice"), timezone.localdate()
    late = VERKLARING | {"afgegeven_op": today + timedelta(days=1)}
    assert "nog moet komen" in text(provider.post(ronde, late))

    assert provider.post(ronde, late | {"afgegeven_op": today}).status_code == 302

    assert "Kantoor" in text(als("controller.zwolle").get(ronde))


def test_others_are_not_let_in_and_the_region_has_totals(als, ronde):
    for name in ("controller.dalfsen", "backoffice.ander"):
        assert als(name).get(ronde).status_code == 404
    assert als("toegang.dalfsen").get(BOVEN).status_code == 403
    shown = text(als("controller.regio").get(ronde))
    assert "U ziet de totalen" in shown
    assert als("controller.regio").get(f"{ronde}1/").status_code == 404
    assert "Per gemeente" in text(als("controller.regio").get(BOVEN))


def test_what_cannot_be_is_said(als, ronde):
    town = als("controller.zwolle")
    assert "Kies wat u wilt doen" in text(town.post(BOVEN, {"doe": "iets"}))
    assert town.post(ronde, {"doe": "bevestig"}).status_code == 422
    assert als("controller.regio").post(BOVEN, {"doe": "open", "maand": "2031-01"}).status_code == 422
    assert town.post(BOVEN, {"doe": "open", "maand": str(Maand.van(timezone.localdate()).vorige)}).status_code == 422


def test_the_protocol_is_the_ledger_and_says_what_is_assumed(als, ronde):
    town = als("controller.zwolle")
    shown = text(town.get("/controleprotocol/"))

    assert "Aanname" in shown
    assert "TR322" in shown
    kept = {
        "doe": "afspraak", "grens": "0", "fout": "1.5", "onzeker": "3", "reageren_voor": "2027-03-01",
        "verklaring_voor": "2027-04-01", "antwoord_dagen": "14", "bron": "Besluit 7", "zekerheid": "bron",
    }  # fmt: skip
    assert town.post("/controleprotocol/afspraken/", kept | {"fout": "101"}).status_code == 422
    assert town.post("/controleprotocol/afspraken/", kept).status_code == 302
    shown = text(town.get("/controleprotocol/"))
    assert "Besluit 7" in shown
    assert "Nog geen verklaring" in shown
    assert als("controller.regio").get("/controleprotocol/").status_code == 403
