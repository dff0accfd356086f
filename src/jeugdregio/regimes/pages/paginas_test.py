# SPDX-License-Identifier: EUPL-1.2
"""The pages of rules through time: two days, a slider, a day that is none, and what is not there."""

from datetime import date
from importlib.resources import files

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.regimes import actions

REGIO = "ijsselland"
REGISTER = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")


@pytest.fixture
def lezer(db: None) -> Client:
    with namens(verwerking(REGIO)):
        actions.lees_register(REGISTER, on_behalf_of=verwerking(REGIO))
        account = geef_rol(
            "raad",
            rol=Rol.BESTUUR,
            bij={"gemeente": "0148"},
            vanaf=date(2026, 1, 1),
            regio=REGIO,
            moment=timezone.now(),
        )
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/regimes/?dag=2016-12-31", "85 procent van het budget"),
        ("/regimes/?dag=2017-01-01", "algemene verevening stopt"),
        ("/regimes/?maand=35", "85 procent van het budget"),
        ("/regimes/?maand=36", "algemene verevening stopt"),
        ("/regimes/?dag=2014-06-01", "zeggen over deze dag niets"),
        ("/regimes/solidariteit/", "bijlage 1"),
        ("/regimes/tegenspraken/", "K16"),
        ("/regimes/tegenspraken/K06/", "5.486.627,85"),
    ],
)
def test_a_page_says_what_the_sources_say(lezer: Client, address: str, words: str) -> None:
    answer = lezer.get(address)
    assert answer.status_code == 200
    assert words in answer.content.decode()


@pytest.mark.parametrize("question", ["dag=gisteren", "dag=2016-13-01", "maand=-1", "maand=156", "maand=x"])
def test_a_day_that_is_none_is_said(lezer: Client, question: str) -> None:
    answer = lezer.get(f"/regimes/?{question}")
    assert answer.status_code == 422
    assert "Kies een dag" in answer.content.decode()


@pytest.mark.parametrize("address", ["/regimes/niets/", "/regimes/tegenspraken/K99/"])
def test_what_is_not_there_is_not_found(lezer: Client, address: str) -> None:
    assert lezer.get(address).status_code == 404
