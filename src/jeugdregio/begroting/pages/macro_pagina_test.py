# SPDX-License-Identifier: EUPL-1.2
"""The page of the macro budget: a version, scenarios on and off, and sums to the cent."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.begroting.actions import neem_bronversies_in
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer

REGIO, ADRES = "ijsselland", "/macrobudget/"


@pytest.fixture
def controller(db: None) -> Client:
    with namens(verwerking(REGIO)):
        many = (("0148", "Dalfsen", 30), ("0150", "Deventer", 50), ("0193", "Zwolle", 20))
        regio.stel_deelnemers_vast(
            REGIO, [Deelnemer(code, name, 100, young, date(2015, 1, 1), None) for code, name, young in many]
        )
        neem_bronversies_in()
        account = geef_rol(
            "an",
            rol=Rol.CONTROLLER,
            bij={"gemeente": "0148"},
            vanaf=date(2015, 1, 1),
            regio=REGIO,
            moment=timezone.now(),
        )
    client = Client()
    client.force_login(account)
    return client


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_says_which_version_it_uses_and_gives_dalfsen_with_its_band(controller):
    text = shown(controller, f"{ADRES}?circulaire=mei-2013")

    assert "Dit overzicht gebruikt: Meicirculaire 2013 (2013-05)" in text
    assert "ongeveer € 4.200.000,00" in text
    assert "tussen € 4.150.000,00 en € 4.250.000,00" in text


def test_a_scenario_that_is_on_sums_to_what_the_source_says(controller):
    text = shown(controller, f"{ADRES}?aan=wlz")

    assert "€ -1.200.000,00" in text  # Zwolle, as given
    assert "€ -1.050.000,00" in text  # Dalfsen: 30 of the 80 of the others
    assert "€ -1.750.000,00" in text
    assert text.count("€ -4.000.000,00") >= 3
    assert "€ -4.000.000,00" not in shown(controller, ADRES)


def test_what_is_on_is_laid_over_the_version_and_its_band(controller):
    text = shown(controller, f"{ADRES}?circulaire=december-2013&aan=wlz")

    assert "ongeveer € 3.250.000,00" in text  # 4,3 million less 1,05 million
    assert "tussen € 3.200.000,00 en € 3.300.000,00" in text


def test_a_scenario_without_an_amount_asks_for_an_assumption_and_then_says_that_it_is_one(controller):
    assert "geen bron noemt een bedrag" in shown(controller, f"{ADRES}?aan=jggz")

    text = shown(controller, f"{ADRES}?aan=jggz&jggz=1000,01&jggz_uitgaven=1000")
    assert "uw aanname" in text
    assert "€ 1.000,01" in text
    assert "€ 350,00" in text


def test_who_does_not_collect_bears_it_or_all_do(controller):
    missed = f"{ADRES}?aan=ouderbijdrage&ouderbijdrage=100&gestopt=0193&draagt="

    own, shared = (shown(controller, missed + who) for who in ("zelf", "samen"))
    assert "€ -6,00" not in own
    assert "€ -20,00" in own
    assert "€ -6,00" in shared


def test_the_pgb_prognosis_stands_as_given(controller):
    text = shown(controller, ADRES)

    for figure in ("367", "€ 4.238.983,71", "€ 5.486.625,00", "€ 11.550,36", "1,29433", "€ 5.486.627,85", "€ 2,85"):
        assert figure in text
    assert "gegeven, niet uitgerekend" in text


@pytest.mark.parametrize("wrong", ["aan=iets", "jggz=veel", "jggz=-1", "circulaire=mei-1999", "gestopt=9999"])
def test_what_is_wrong_is_said_and_the_choice_stays(controller, wrong):
    found = controller.get(f"{ADRES}?{wrong}&aan=wlz")

    assert found.status_code == 422
    assert "Macrobudget 2015" in found.content.decode()
