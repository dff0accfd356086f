# SPDX-License-Identifier: EUPL-1.2
"""A municipality gets its own nota and reads its reference; the region gets every one."""

import re

import pytest

from jeugdregio.boekhouding.gemeenten_test import DALFSEN, KAMPEN, ZWOLLE, claim, region, settle
from jeugdregio.boekhouding.pages.paginas_test import als
from jeugdregio.gebruikers.values import Rol
from tests.rijen import REGIO

__all__ = ["region"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ronde(region: None) -> str:
    """Kampen pays 100 euros to Zwolle; gives the address of the round."""
    claim(ZWOLLE, KAMPEN, 100_00)
    return f"/boekhouding/gemeenten/{settle().pk}/"


def test_a_municipality_gets_its_own_nota_and_reads_its_reference(ronde: str) -> None:
    client = als(Rol.CONTROLLER, gemeente=KAMPEN)

    page, file = client.get(f"{ronde}{KAMPEN}/").content.decode(), client.get(f"{ronde}{KAMPEN}/nota.pdf")

    assert f"{ronde}{KAMPEN}/nota.pdf" in page
    assert re.search(r"RF\d\d TV\d\d", page)
    assert (file.status_code, file["Content-Type"], file.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(f"{ronde}{ZWOLLE}/nota.pdf").status_code == 404
    assert client.get(f"/boekhouding/gemeenten/999999/{KAMPEN}/nota.pdf").status_code == 404


def test_the_region_sees_every_reference_and_gets_every_nota(ronde: str) -> None:
    client = als(Rol.CONTROLLER, regio=REGIO)

    assert len(set(re.findall(r"RF\d\d TV\d\d \d{4} \d\d", client.get(ronde).content.decode()))) == 2
    assert client.get(f"{ronde}{ZWOLLE}/nota.pdf").status_code == 200
    assert client.get(f"{ronde}{DALFSEN}/nota.pdf").status_code == 404
