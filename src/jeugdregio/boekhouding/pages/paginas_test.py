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


@pytest.mark.usefixtures("boeken")
class TestIv3:
    def test_the_report_leads_to_its_rows(self) -> None:
        client = als(Rol.CONTROLLER, gemeente=ZWOLLE)

        page = client.get("/iv3/").content.decode()
        under = client.get("/iv3/onder/?jaar=2026&taakveld=6.72a&soort=lasten").content.decode()

        assert "/iv3/onder/?jaar=2026&amp;kwartaal=&amp;gemeente=0193&amp;taakveld=6.72a&amp;soort=lasten" in page
        assert "Jeugdhulp begeleiding" in page
        assert "1.234,56" in under
        assert "Trias" in under
        assert "Kies een taakveld" not in page
        assert client.get("/iv3/?als=xlsx").status_code == 200
        assert client.get("/iv3/onder/?taakveld=6.72&jaar=2026").status_code == 404

    def test_a_quarter_in_which_nothing_was_booked(self) -> None:
        assert "niets geboekt" in als(Rol.CONTROLLER, regio=REGIO).get("/iv3/?kwartaal=1").content.decode()

    def test_the_region_chooses_with_a_reason(self) -> None:
        client = als(Rol.CONTROLLER, regio=REGIO)
        choice = {
            "doe": "kies",
            "sleutel": "45",
            "taakveld": "6.72b",
            "code": "",
            "vanaf_jaar": "2026",
            "reden": "behandeling",
        }

        refused = client.post("/iv3/", choice | {"taakveld": "6.74b"})
        done = client.post("/iv3/?jaar=2026", choice)
        page = client.get("/iv3/").content.decode()

        assert refused.status_code == 422
        assert "Kies uit: 6.72a, 6.72b" in refused.content.decode()
        assert (done.status_code, done["Location"]) == (302, "/iv3/?jaar=2026#keuzes")
        assert "Jeugdhulp behandeling" in page
        assert "Keuze van de regio: behandeling" in page

    def test_a_municipality_does_not_choose(self) -> None:
        answer = als(Rol.CONTROLLER, gemeente=ZWOLLE).post(
            "/iv3/", {"sleutel": "45", "taakveld": "6.72b", "vanaf_jaar": "2026", "reden": "nee"}
        )

        assert answer.status_code == 422
        assert "heeft het recht" in answer.content.decode()
