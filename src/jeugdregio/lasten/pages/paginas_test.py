# SPDX-License-Identifier: EUPL-1.2
"""The burden, the switch and the register as a region, a board and a provider see them."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.lasten.models import Handelingsnorm
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE
from tests.verkeer_lasten import bericht

REGIO = "IJSSELLAND"
MOMENT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    then = datetime.combine(Maand.van(timezone.localdate()).vorige.begin, time(12), UTC)
    with namens(verwerking(REGIO)):
        rijen.wereld()
        bericht("JW323", ZWOLLE, AANBIEDER, then, regels=10)
        bericht("JW323", DALFSEN, AANBIEDER, then, regels=3, afgewezen=1)
        bericht("JW323", DALFSEN, ANDER, then, regels=2)


def als(rol: Rol, **bij: str) -> Client:
    with namens(verwerking(REGIO)):
        name = "".join((rol, *bij.values()))
        account = geef_rol(name, rol=rol, bij=bij, vanaf=date(2026, 1, 1), regio=REGIO, moment=MOMENT)
    client = Client()
    client.force_login(account)
    return client


def test_a_board_sees_both_sides_and_never_one_total() -> None:
    text = als(Rol.BESTUUR, gemeente=DALFSEN).get("/lasten/").content.decode()

    assert all(word in text for word in ("Aanbieders", "Gemeenten", "Dalfsen", "Zwolle", "aanname"))
    assert f"/lasten/aanbieder/{AANBIEDER}/" in text
    assert "Totaal" not in text


def test_a_figure_leads_to_its_acts_and_those_to_their_time() -> None:
    client = als(Rol.CONTROLLER, regio=REGIO)

    text = client.get(f"/lasten/aanbieder/{AANBIEDER}/").content.decode()
    assert 'href="/lasten/normen/#a-regel"' in text
    assert "Per maand" in text
    assert client.get("/lasten/regio/").status_code == 200
    assert client.get(f"/lasten/gemeente/{ZWOLLE}/?als=csv").status_code == 200


def test_a_provider_sees_itself_and_no_other() -> None:
    client = als(Rol.AANBIEDER, aanbieder=ANDER)

    assert "Lasten van" in client.get("/lasten/").content.decode()
    assert client.get(f"/lasten/aanbieder/{AANBIEDER}/").status_code == 404
    assert client.get(f"/lasten/gemeente/{ZWOLLE}/").status_code == 404
    switch = client.get(f"/lasten/schakelaar/?gemeenten={DALFSEN}").content.decode()
    assert "Uw organisatie" in switch
    assert "Business case" not in switch


class TestSwitch:
    def test_the_region_chooses_and_sees_who_gains_and_who_pays(self) -> None:
        text = als(Rol.CONTROLLER, regio=REGIO).get(f"/lasten/schakelaar/?gemeenten={DALFSEN}").content.decode()

        assert "Business case gemeenten" in text
        assert "+25 min" in text  # one counter more for the provider that works in Zwolle too
        assert "praktijkscan 2020, §2.4.1" in text

    def test_a_municipality_chooses_itself_or_all(self) -> None:
        client = als(Rol.CONTROLLER, gemeente=DALFSEN)

        assert 'value="0193"' not in client.get("/lasten/schakelaar/").content.decode()
        other = client.get(f"/lasten/schakelaar/?gemeenten={ZWOLLE}").content.decode()
        assert "Business case" not in other
        assert "Business case" in client.get("/lasten/schakelaar/?gemeenten=alle").content.decode()

    @pytest.mark.parametrize("query", ["?gemeenten=alle&vanaf=ooit", "?maand=2026-13", "?gemeenten=9999&maand=x"])
    def test_nonsense_is_as_if_it_was_not_asked(self, query: str) -> None:
        assert als(Rol.CONTROLLER, regio=REGIO).get(f"/lasten/schakelaar/{query}").status_code == 200


class TestNorms:
    DATA = {"handeling": "a-regel", "minuten": "0,5", "vanaf": "2026-03-01", "bron": "Meting", "reden": "Gemeten"}

    def test_the_region_sets_a_time(self) -> None:
        client = als(Rol.CONTROLLER, regio=REGIO)

        assert client.post("/lasten/normen/", self.DATA).status_code == 302
        with namens(verwerking(REGIO)):
            assert Handelingsnorm.objects.get().seconden == 30
        assert "Meting" in client.get("/lasten/normen/").content.decode()

    def test_another_day_is_refused_in_words(self) -> None:
        wrong = als(Rol.CONTROLLER, regio=REGIO).post("/lasten/normen/", self.DATA | {"vanaf": "2026-03-02"})
        assert wrong.status_code == 422
        assert "eerste dag van een maand" in wrong.content.decode()

    def test_a_municipality_only_reads(self) -> None:
        client = als(Rol.CONTROLLER, gemeente=ZWOLLE)
        assert "Zet een andere tijd" not in client.get("/lasten/normen/").content.decode()
        assert client.post("/lasten/normen/", self.DATA).status_code == 422


class TestQuestions:
    def test_a_field_that_is_known_gets_its_source_and_another_is_added(self) -> None:
        client = als(Rol.CONTROLLER, regio=REGIO)
        new = {"titel": "Halfjaarbericht", "gevraagd_aan": "aanbieder", "doel": "Toezicht"}
        assert client.post("/uitvragen/", new).status_code == 302
        found = re.search(r"/uitvragen/\d+/", client.get("/uitvragen/").content.decode())
        assert found
        address = found[0]

        refused = client.post(address, {"doe": "veld", "naam": "Startdatum"})
        assert refused.status_code == 422
        assert "al bekend uit JW305" in refused.content.decode()
        assert client.post(address, {"doe": "veld", "naam": "Reistijd"}).status_code == 302
        assert "Reistijd" in client.get(address).content.decode()
        assert client.post(address, {"doe": "einde", "reden": "Klaar"}).status_code == 302
        assert "Vraag nog een gegeven" not in client.get(address).content.decode()

    def test_anyone_can_look_whether_something_is_known(self) -> None:
        text = als(Rol.AANBIEDER, aanbieder=ANDER).get("/uitvragen/?veld=reden+einde").content.decode()

        assert "al bekend uit JW307" in text
        assert "Stel een nieuwe vraag" not in text
