# SPDX-License-Identifier: EUPL-1.2
"""The pages about keeping: a list becomes a proposal that another confirms, and one person's data in a file."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.logboek.models import Inzage
from jeugdregio.toewijzingen.models import Client as Kind
from tests.eigen_database import met_database
from tests.paginawereld import BEGIN, REGIO

ALS_REGIO = verwerking(REGIO)
LISTS, PERSON = "/bewaren/", "/bewaren/persoon/"
LATER = timezone.localdate() + timedelta(days=25 * 366)


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def privacy(gespeeld):
    """Two privacy officers of Dalfsen, logged in."""

    def browser(name: str) -> Client:
        account = geef_rol(
            name, rol=Rol.PRIVACY, bij={"gemeente": "0148"}, vanaf=BEGIN, regio=REGIO, moment=timezone.now()
        )
        client = Client()
        client.force_login(account)
        return client

    return browser("bewaar.een"), browser("bewaar.twee")


def children() -> int:
    with als_verwerking(REGIO):
        return Kind.objects.filter(gemeente="0148").count()


def bsn_of(gemeente: str) -> str:
    with als_verwerking(REGIO):
        return zegel(settings.BSN_KEY).ontzegel(bytes(Kind.objects.filter(gemeente=gemeente).first().bsn))


def test_a_list_is_confirmed_by_another_and_then_it_is_gone(privacy):
    maker, other = privacy
    before = children()
    made = maker.post(LISTS, {"peildatum": str(LATER), "reden": "Jaarlijkse ronde"}, follow=True)
    assert made.status_code == 200
    url = made.redirect_chain[-1][0]
    mark = made.context["page"].sha256

    assert maker.post(url, {"doe": "bevestigen", "gelezen": mark}).status_code == 422
    assert children() == before
    done = other.post(url, {"doe": "bevestigen", "gelezen": mark}, follow=True)

    assert "Bevestigd en uitgevoerd" in done.content.decode()
    assert children() < before
    assert "Vernietigd op" in maker.get(LISTS).content.decode()


def test_nothing_past_its_term_makes_no_list(privacy):
    response = privacy[0].post(LISTS, {"peildatum": str(timezone.localdate()), "reden": "Ronde"})

    assert response.status_code == 422
    assert "niets" in response.content.decode()


@pytest.mark.parametrize("name", ["toegang.dalfsen", "backoffice", "bestuur.regio", "controller.zwolle"])
def test_nobody_else_destroys(als, name):
    assert als(name).get(LISTS).status_code == 403


def test_everything_about_one_person_in_a_file_that_the_log_knows(als):
    number = bsn_of("0148")
    response = als("toegang.dalfsen").post(PERSON, {"doe": "ophalen", "bsn": number})

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names, texts = archive.namelist(), [archive.read(name).decode() for name in archive.namelist()]
    assert {"overzicht.html", "gegevens.json"} <= set(names)
    assert not any(number in text for text in [*texts, *names, response["Content-Disposition"]])
    who = persoon(zegel(settings.BSN_KEY).verzegel(number))
    with namens(ALS_REGIO), als_verwerking(REGIO):
        assert Inzage.objects.filter(persoon=who, wat="bewaren-persoon", resultaat="getoond").exists()


def test_of_another_municipality_nothing_is_known(als):
    strange = bsn_of("0193")
    with als_verwerking(REGIO):
        here = Kind.objects.filter(gemeente="0148", bsn=zegel(settings.BSN_KEY).verzegel(strange)).exists()
    assert not here

    response = als("toegang.dalfsen").post(PERSON, {"doe": "ophalen", "bsn": strange})

    assert "niets bekend" in response.content.decode()
    assert strange not in response.content.decode().replace(f'value="{strange}"', "")


def test_a_number_that_is_none_is_refused(als):
    response = als("toegang.dalfsen").post(PERSON, {"doe": "ophalen", "bsn": "123456789"})

    assert response.status_code == 422
    assert "geen geldig burgerservicenummer" in response.content.decode()


def test_a_dossier_is_kept_longer_with_a_reason(als):
    form = {"doe": "langer", "langer-bsn": bsn_of("0148"), "langer-tot": "2055-01-01", "langer-reden": "Bezwaar loopt"}
    client = als("toegang.dalfsen")

    assert "bewaard tot 01-01-2055" in client.post(PERSON, form).content.decode()
    assert client.post(PERSON, form | {"langer-reden": ""}).status_code == 422
    assert client.post(PERSON, form | {"langer-tot": "2020-01-01"}).status_code == 422
