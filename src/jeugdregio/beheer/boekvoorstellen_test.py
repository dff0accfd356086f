# SPDX-License-Identifier: EUPL-1.2
"""A round and the solidarity of a year are set by two people, and the database holds that."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client

from jeugdregio.beheer import voorstellen
from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.models import Verevening, Verrekenronde
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan, geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.verevening.values import Jaarstand, Sleutel, Slotaandeel
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE

pytestmark = pytest.mark.django_db
OKTOBER = Maand(2026, 10)
BOEKEN, MOMENT = datetime(2026, 10, 20, 10, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)
DELEN = (Slotaandeel(DALFSEN, 1, 0, 10_01), Slotaandeel(ZWOLLE, 1, 10_01, 0))


@pytest.fixture
def mensen(monkeypatch):
    """Two controllers of the region, and a year under the four O's that was settled."""
    made = Jaarstand(2025, Sleutel.GELIJK, DELEN, BOEKEN, "afspraak")
    monkeypatch.setattr("jeugdregio.verevening.queries.slot", lambda *_, **__: made)
    with namens(verwerking(settings.REGIO)):
        rijen.wereld()
        return [
            geef_rol(
                name,
                rol=Rol.CONTROLLER,
                bij={"regio": settings.REGIO},
                vanaf=date(2026, 1, 1),
                regio=settings.REGIO,
                moment=MOMENT,
            )
            for name in ("een", "twee")
        ]


def wie(account) -> Machtiging:
    return Machtiging(rol=Rol.CONTROLLER, regio=settings.REGIO, account=account.pk)


def test_one_proposes_another_confirms_and_the_municipality_reads_it(mensen):
    one, two = map(wie, mensen)
    year = actions.stel_verevening_voor(2025, reden="afgerekend", moment=BOEKEN, on_behalf_of=one)
    with pytest.raises(NietToegestaan, match="zelf voorgesteld"):
        voorstellen.bevestig(year, year.sha256, moment=BOEKEN, on_behalf_of=one)
    voorstellen.bevestig(year, year.sha256, moment=BOEKEN, on_behalf_of=two)
    round_ = actions.stel_verrekening_voor(OKTOBER, reden="maand", moment=MOMENT, on_behalf_of=two)
    voorstellen.bevestig(round_, round_.sha256, moment=MOMENT, on_behalf_of=one)

    (found,) = queries.ronden(on_behalf_of=one)
    shown = dict(voorstellen.SOORTEN["gemeenteverrekening"].toon(round_.inhoud))
    assert {row.gemeente: row.saldo_cent for row in found.saldi} == {ZWOLLE: 10_01, DALFSEN: -10_01}
    assert (found.vastgesteld_door, found.klopt) == ("twee en een", True)
    assert shown["Zwolle ontvangt"] == "€\N{NO-BREAK SPACE}10,01"
    assert dict(voorstellen.SOORTEN["verevening"].toon(year.inhoud))["Dalfsen betaalt"] == "€\N{NO-BREAK SPACE}10,01"


def test_the_database_refuses_what_one_person_does_alone(mensen):
    with namens(wie(mensen[0])):
        for make in (
            lambda: Verrekenronde.objects.create(
                regio=settings.REGIO,
                nummer=1,
                tot_en_met=OKTOBER.begin,
                sha256="0" * 64,
                vastgesteld_op=MOMENT,
                vastgesteld_door="een",
            ),
            lambda: Verevening.objects.create(
                regio=settings.REGIO,
                soort="vier-o",
                jaar=2025,
                grondslag="x",
                sha256="0" * 64,
                geboekt_op=MOMENT,
                geboekt_door="een",
            ),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                make()


def test_the_pages_from_proposal_to_payment(mensen, time_machine):
    time_machine.move_to(MOMENT)
    client = Client()
    client.force_login(mensen[0])
    one, two = map(wie, mensen)
    wrong = client.post("/boekhouding/gemeenten/", {"doe": "verevenen", "jaar": "2015", "reden": "x"})
    month = client.post("/boekhouding/gemeenten/", {"doe": "verreken", "maand": "gisteren", "reden": "x"})
    asked = client.post("/boekhouding/gemeenten/", {"doe": "verevenen", "jaar": "2025", "reden": "afgerekend"})
    assert (wrong.status_code, month.status_code, asked.status_code) == (422, 422, 302)
    assert "Kies een lezing" in wrong.content.decode()
    (year,) = voorstellen.voorstellen(open_=True, on_behalf_of=two)
    voorstellen.bevestig(year, year.sha256, moment=BOEKEN, on_behalf_of=two)
    assert "€\N{NO-BREAK SPACE}10,01" in client.get("/boekhouding/gemeenten/").content.decode()
    client.post("/boekhouding/gemeenten/", {"doe": "verreken", "maand": "2026-10", "reden": "maand"})
    (settle,) = voorstellen.voorstellen(open_=True, on_behalf_of=two)
    voorstellen.bevestig(settle, settle.sha256, moment=MOMENT, on_behalf_of=two)
    (found,) = queries.ronden(on_behalf_of=one)
    page = f"/boekhouding/gemeenten/{found.id}/"

    paid = client.post(page, {"doe": "betaald", "gemeente": DALFSEN, "dag": "2026-11-24"})
    text = client.get(page).content.decode()
    state = client.get(f"{page}{DALFSEN}/").content.decode()

    assert paid.status_code == 302
    assert "klopt met de posten" in text
    assert "Dalfsen betaalt €\N{NO-BREAK SPACE}10,01" in state
    assert "Betaald op" in state
    assert client.get(f"{page}{DALFSEN}/?als=csv").status_code == 200
    assert client.get(f"{page}9999/").status_code == 404


def test_a_municipality_reads_its_own_statement(mensen):
    with namens(verwerking(settings.REGIO)):
        account = geef_rol(
            "zwolle",
            rol=Rol.CONTROLLER,
            bij={"gemeente": ZWOLLE},
            vanaf=date(2026, 1, 1),
            regio=settings.REGIO,
            moment=MOMENT,
        )
    town = Client()
    town.force_login(account)
    one, two = map(wie, mensen)
    year = actions.stel_verevening_voor(2025, reden="x", moment=BOEKEN, on_behalf_of=one)
    voorstellen.bevestig(year, year.sha256, moment=BOEKEN, on_behalf_of=two)
    settle = actions.stel_verrekening_voor(OKTOBER, reden="x", moment=MOMENT, on_behalf_of=one)
    voorstellen.bevestig(settle, settle.sha256, moment=MOMENT, on_behalf_of=two)
    (found,) = queries.ronden(on_behalf_of=one)
    page = f"/boekhouding/gemeenten/{found.id}/"

    assert "Te verrekenen tot en met" not in town.get("/boekhouding/gemeenten/").content.decode()
    assert town.get(f"{page}{ZWOLLE}/").status_code == 200
    assert town.get(f"{page}{DALFSEN}/").status_code == 404
