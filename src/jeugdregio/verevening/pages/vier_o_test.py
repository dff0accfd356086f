# SPDX-License-Identifier: EUPL-1.2
"""The pages of the four O's, from filing to settlement, as those who do it see them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import CONTEXT, namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer
from jeugdregio.verevening.values import O

REGIO = "ijsselland"
NAMEN = {"0148": "Dalfsen", "0150": "Deventer", "0193": "Zwolle"}
LIJST, AFREKENING = "/solidariteit/verzoeken/", "/solidariteit/afrekening/"
VERZOEK = {
    "jaar": "2017",
    "omschrijving": "Plaatsing door de rechter",
    "kosten": "250000",
    "gevraagd": "180000,50",
    "tekst": "bijlage",
    "begroot": "nee",
    "te_voorzien": "nee",
    "verschuifbaar": "nee",
    "grond": "verplichting",
    "alternatief": "nee",
    "eigen_beleid": "ja",
    "te_veranderen": "nee",
    **{f"waarom_{one}": f"omdat {one}" for one in O},
}
OORDEEL = {"doe": "oordeel"} | {f"voldaan_{one}": "ja" for one in O} | {f"reden_{one}": "klopt" for one in O}


class Apart(Client):
    """Every request begins as nobody, as outside the one transaction of a test."""

    def request(self, **request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"set_config('{name}', '', true)" for name in CONTEXT))
        return super().request(**request)


@pytest.fixture
def als(db: None):
    with namens(verwerking(REGIO)):
        regio.stel_deelnemers_vast(
            REGIO, [Deelnemer(code, name, 100, 20, date(2015, 1, 1), None) for code, name in NAMEN.items()]
        )

    def login(name: str, role: Rol, **bij: str) -> Client:
        where = {"bij": bij} if bij else {}
        with namens(verwerking(REGIO)):
            account = geef_rol(name, rol=role, vanaf=date(2015, 1, 1), regio=REGIO, moment=timezone.now(), **where)
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"set_config('{name}', '', true)" for name in CONTEXT))
        client = Apart()
        client.force_login(account)
        return client

    return login


def test_a_request_goes_from_a_municipality_to_a_settlement_in_the_browser(als):
    controller = als("an", Rol.CONTROLLER, gemeente="0148")
    preparer, board = als("bo", Rol.CONTROLLER, regio=REGIO), als("cas", Rol.BESTUUR, regio=REGIO)
    members = [als(f"lid{code}", Rol.BESTUUR, gemeente=code) for code in ("0150", "0193")]

    assert controller.post(LIJST, VERZOEK).status_code == 302
    address = next(iter(_links(controller.get(LIJST).content.decode())))
    assert "Dalfsen" not in _options(preparer.get(address).content.decode())
    assert (
        preparer.post(address, {"doe": "comite", "leden": ["0150", "0193"], "functie": "wethouder"}).status_code == 302
    )
    for member in members:
        assert member.post(address, OORDEEL).status_code == 302
    assert preparer.post(address, {"doe": "advies", "reden": "unaniem"}).status_code == 302
    assert board.post(address, {"doe": "besluit", "toegekend": "180000,50", "reden": "advies"}).status_code == 302
    settled = board.post(f"{AFREKENING}?jaar=2017&sleutel=gelijk", {"doe": "afrekenen", "bron": "overleg"})

    assert settled.status_code == 302
    text = controller.get(f"{AFREKENING}?jaar=2017").content.decode()
    assert "Afgerekend op" in text
    assert text.count("180.000,50") >= 2
    assert "60.000,17" in text  # a third, with the cent that was left over
    page = controller.get(address).content.decode()
    assert "Bijlage 1 bij de visie (gekozen)" in page
    assert "niet voldaan volgens Regionale visie" in page


def test_the_municipality_that_asks_gets_no_form_to_vote_and_is_refused_when_it_tries(als):
    controller = als("an", Rol.CONTROLLER, gemeente="0148")
    controller.post(LIJST, VERZOEK)
    address = next(iter(_links(controller.get(LIJST).content.decode())))
    als("bo", Rol.CONTROLLER, regio=REGIO).post(address, {"doe": "comite", "leden": ["0150"], "functie": "wethouder"})
    own = als("wethouder", Rol.BESTUUR, gemeente="0148")

    refused = own.post(address, OORDEEL)

    assert refused.status_code == 422
    assert "Deze stap kan nu niet, of niet door u." in refused.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"gevraagd": "250000,01"}, "niet meer dan de kosten"),
        ({"jaar": "2016"}, "2017"),
        ({"waarom_onvoorzien": ""}, "verplicht"),
        ({"omschrijving": "kind 999990019"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(als, wrong, said):
    found = als("an", Rol.CONTROLLER, gemeente="0148").post(LIJST, VERZOEK | wrong)

    assert found.status_code == 422
    text = found.content.decode()
    assert said in text
    assert "omdat onuitstelbaar" in text


def test_what_is_not_there_is_not_found_and_a_year_without_requests_says_so(als):
    board = als("cas", Rol.BESTUUR, regio=REGIO)

    assert board.get(f"{LIJST}999999999999/").status_code == 404
    assert "valt er niets te verrekenen" in board.get(AFREKENING).content.decode()


def _links(text: str) -> set[str]:
    return {
        part.split('"')[0] for part in text.split('href="') if part.startswith(LIJST) and part[len(LIJST)].isdigit()
    }


def _options(text: str) -> str:
    start = text.index('name="leden"')
    return text[start : text.index('name="functie"')]
