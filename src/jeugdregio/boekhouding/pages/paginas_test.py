# SPDX-License-Identifier: EUPL-1.2
"""The books as a controller sees them, and nobody else."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from tests import rijen
from tests.rijen import DALFSEN, REGIO, ZWOLLE, prestatie

MOMENT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def boeken(db: None) -> None:
    with namens(verwerking(REGIO)):
        rijen.wereld()
        prestatie(1_234_56)
        prestatie(50_00, gemeente=DALFSEN, toewijzing_id=9)


def als(rol: Rol, **bij: str) -> Client:
    with namens(verwerking(REGIO)):
        account = geef_rol(f"{rol}", rol=rol, bij=bij, vanaf=date(2026, 1, 1), regio=REGIO, moment=MOMENT)
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.usefixtures("boeken")
class TestLedger:
    def test_the_region_sees_all_and_one_municipality(self) -> None:
        client = als(Rol.CONTROLLER, regio=REGIO)

        assert "1.284,56" in client.get("/boekhouding/").content.decode()
        assert "1.234,56" in client.get(f"/boekhouding/?gemeente={ZWOLLE}").content.decode()
        assert client.get("/boekhouding/?gemeente=9999").status_code == 404
        assert client.get("/boekhouding/?tot=2026-13&gemeente=").status_code == 200

    def test_a_municipality_sees_its_own(self) -> None:
        client = als(Rol.CONTROLLER, gemeente=DALFSEN)
        text = client.get("/boekhouding/").content.decode()

        assert "1.234,56" not in text
        assert "Boekhouding van Dalfsen" in text
        assert client.get(f"/boekhouding/?gemeente={ZWOLLE}").status_code == 404
        assert client.get(f"/boekhouding/grootboek.beancount?gemeente={ZWOLLE}").status_code == 404

    def test_the_ledger_goes_out_as_text_and_as_a_list(self) -> None:
        client = als(Rol.CONTROLLER, gemeente=ZWOLLE)

        file = client.get("/boekhouding/grootboek.beancount?tot=2026-09")

        assert file["Content-Disposition"] == 'attachment; filename="grootboek-0193-2026-09.beancount"'
        assert "2026-10-01 balance Lasten:4100-Kosten-jeugdhulp:G0193  1234.56 ~ 0.00 EUR" in file.content.decode()
        assert client.get("/boekhouding/?als=csv")["Content-Type"].startswith("text/csv")

    @pytest.mark.parametrize(
        ("rol", "bij"),
        [
            (Rol.BESTUUR, {"regio": REGIO}),
            (Rol.TOEGANG, {"gemeente": ZWOLLE}),
            (Rol.AANBIEDER, {"aanbieder": rijen.AANBIEDER}),
        ],
    )
    def test_it_is_for_nobody_else(self, rol: Rol, bij: dict[str, str]) -> None:
        assert als(rol, **bij).get("/boekhouding/").status_code == 403
