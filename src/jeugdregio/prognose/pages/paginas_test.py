# SPDX-License-Identifier: EUPL-1.2
"""The forecast as a controller, a board and a provider see it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.prognose import actions
from jeugdregio.prognose.definities import DEFINITIES
from tests import rijen
from tests.rijen import AANBIEDER, DALFSEN, ZWOLLE, prestatie

REGIO = "IJSSELLAND"
MOMENT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def prognoses(db: None) -> None:
    with namens(verwerking(REGIO)):
        rijen.wereld(budget_cent=1_000_00)
        for year, last in ((2025, 12), (2026, 4)):
            for month in range(1, last + 1):
                prestatie(100_00, maand=Maand(year, month), toewijzing_id=month + year * 12)
        prestatie(50_00, gemeente=DALFSEN, maand=Maand(2026, 2), toewijzing_id=9)
    for day in (date(2026, 4, 1), date(2026, 5, 1)):
        actions.maak_prognose(day, moment=MOMENT, on_behalf_of=verwerking(REGIO))


def als(rol: Rol, **bij: str) -> Client:
    with namens(verwerking(REGIO)):
        account = geef_rol(f"{rol}", rol=rol, bij=bij, vanaf=date(2026, 1, 1), regio=REGIO, moment=MOMENT)
    client = Client()
    client.force_login(account)
    return client


def test_a_municipality_sees_its_year_with_a_band_and_the_day_the_budget_is_gone(prognoses: None) -> None:
    text = als(Rol.CONTROLLER, gemeente=ZWOLLE).get("/prognose/").content.decode()

    assert "Prognose 2026 van Zwolle" in text
    assert "Hoog (P90)" in text
    assert "Budget op" in text
    assert "Per gemeente" not in text
    assert "Dalfsen" not in text


def test_every_figure_has_its_definition_on_the_page(prognoses: None) -> None:
    text = als(Rol.BESTUUR, gemeente=ZWOLLE).get("/prognose/").content.decode()

    assert all(one.naam in text for one in DEFINITIES)
    assert 'id="begrippen"' in text
    assert text.count('href="#begrippen"') >= 5


def test_the_region_sees_all_municipalities_and_the_ceilings(prognoses: None) -> None:
    client = als(Rol.CONTROLLER, regio=REGIO)

    text = client.get("/prognose/").content.decode()
    town = client.get(f"/prognose/{DALFSEN}/?peildatum=2026-04-01").content.decode()

    assert "Zwolle" in text
    assert f"/prognose/{DALFSEN}/?peildatum=2026-05-01" in text
    assert "Geen plafond wordt dit jaar bereikt." in text
    assert "Prognose 2026 van Dalfsen" in town
    assert "Van een maand eerder in dit jaar is er geen prognose" in town


def test_the_change_since_last_month_has_its_four_parts(prognoses: None) -> None:
    text = als(Rol.CONTROLLER, regio=REGIO).get("/prognose/?peildatum=2026-05-01").content.decode()

    for part in ("Prijs", "Volume", "Mix", "Vertraging", "Verwacht een maand eerder"):
        assert part in text


@pytest.mark.parametrize("asked", ["2026-04-02", "gisteren", "9999-99-99", ""])
def test_a_day_without_a_forecast_gives_the_newest(prognoses: None, asked: str) -> None:
    answer = als(Rol.CONTROLLER, gemeente=ZWOLLE).get("/prognose/", {"peildatum": asked})

    assert answer.status_code == 200
    assert "Prognose 2026 van Zwolle" in answer.content.decode()


def test_before_the_first_forecast_the_page_says_what_to_do(db: None) -> None:
    with namens(verwerking(REGIO)):
        rijen.wereld()

    text = als(Rol.CONTROLLER, regio=REGIO).get("/prognose/").content.decode()

    assert "Er is nog geen prognose" in text
    assert "jeugdregio prognose" in text


def test_another_municipality_is_not_there(prognoses: None) -> None:
    assert als(Rol.CONTROLLER, gemeente=ZWOLLE).get(f"/prognose/{DALFSEN}/").status_code == 404


def test_a_municipality_that_does_not_exist_is_not_there(prognoses: None) -> None:
    assert als(Rol.BESTUUR, regio=REGIO).get("/prognose/9999/").status_code == 404


def test_a_provider_has_no_such_page(prognoses: None) -> None:
    assert als(Rol.AANBIEDER, aanbieder=AANBIEDER).get("/prognose/").status_code == 403


def test_every_budget_and_ceiling_stands_on_one_page_with_the_day_it_is_gone_and_its_band(prognoses: None) -> None:
    text = als(Rol.CONTROLLER, regio=REGIO).get("/plafonds-en-budgetten/").content.decode()

    for said in (
        "Zwolle",
        "Dalfsen",
        "Begroting 2026",
        "tussen",
        "Gesprek nodig",
        "de tekst voor Jeugd is onzeker",
        "K11",
    ):
        assert said in text
    assert f"/maandrapport/{ZWOLLE}/2026-04/regels/verplicht/" in text


def test_what_is_committed_above_the_budget_shows_before_an_invoice_has_come(prognoses: None) -> None:
    """S60: allocations without a maximum are worth more than the budget, and nothing of them was declared."""
    with namens(verwerking(REGIO)):
        rijen.tarief("44A01", "14", 100_00)
        rijen.toewijzing(code="44A01", volume=4, eenheid="14", frequentie="4", gemeente=DALFSEN)

    text = als(Rol.CONTROLLER, gemeente=DALFSEN).get("/plafonds-en-budgetten/").content.decode()

    assert "past niet" in text
    assert "Zwolle" not in text
    assert "Plafonds van aanbieders" not in text


def test_the_year_stands_per_segment_and_product_with_the_rows_under_it(prognoses: None) -> None:
    client = als(Rol.CONTROLLER, gemeente=ZWOLLE)

    text = client.get("/budgetverdeling/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    for said in ("Jeugdhulp ambulant", "Niet verdeeld", "Begroting 2026", "geen eigen deel", "€ 400,00"):
        assert said in text
    assert f"/maandrapport/{ZWOLLE}/2026-04/regels/toegekend/?categorie=45&amp;code=45A05" in text
    rows = client.get(f"/maandrapport/{ZWOLLE}/2026-04/regels/toegekend/?categorie=45&code=45A05").content.decode()
    assert "product 45A05" in rows
    assert client.get(f"/budgetverdeling/?gemeente={DALFSEN}").status_code == 404
    assert client.get("/budgetverdeling/?maand=2026-99").status_code == 404
