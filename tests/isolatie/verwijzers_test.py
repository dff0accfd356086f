# SPDX-License-Identifier: EUPL-1.2
"""A general practitioner in the played region reads the own referrals and no word more; nobody else reads those."""

from datetime import date

import psycopg
import pytest
from django.urls import reverse
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.demo.verzoeken import speel_verzoeken
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.isolatie.kanaries import Kanaries
from tests.isolatie.paginas_test import NIET_DAAR, text_of, visitor

VANDAAG = date(2026, 11, 25)
ANDEREN = ("niemand", "controller.zwolle", "toegang.dalfsen", "backoffice", "controller.regio", "vertrouwenspersoon")


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """A copy of the played region in which providers asked on the word of this general practitioner."""
    with met_database(ongerepte_database, django_db_blocker):
        assert speel_verzoeken(regio="IJSSELLAND", vandaag=VANDAAG)
        name = conninfo_to_dict(ongerepte_database)["dbname"]
        with psycopg.connect(server.url("postgres", name)) as connected:
            connected.execute("UPDATE verzoeken_verwijzing SET jeugdige = 'Eigenpatient' || nr || 'n' || bericht_id")
            connected.commit()
            canaries = Kanaries.zet_uit(connected)
            connected.commit()
            addresses = eigen_adressen(connected)
            found = connected.execute("SELECT jeugdige FROM verzoeken_verwijzing WHERE praktijk = 'V01012345'")
            own = {one for (one,) in found.fetchall()}
        assert len(own) > 2, "er zijn geen verwijzingen: deze proef bewijst niets"
        yield ongerepte_database, canaries, addresses, own


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def test_the_referrer_reads_the_own_referrals_and_no_word_of_the_chain(wereld, gespeeld):
    _, canaries, addresses, own = wereld
    client, _ = visitor("huisarts")
    pages = {one.pad: text_of(client.get(one.pad)) for one in (*vaste_adressen(), *addresses)}

    assert {path: sorted(found)[:5] for path, text in pages.items() if (found := canaries.in_(text))} == {}
    listed = text_of(client.get(reverse("verwijzingen"), {"als": "csv"}))
    assert {name for name in own if name in listed} == own
    elsewhere = {path for path, text in pages.items() if "Eigenpatient" in text}
    assert all(path.startswith("/verwijzingen/") for path in elsewhere)
    assert elsewhere > {"/verwijzingen/"}, "geen enkele eigen verwijzing is geopend"


@pytest.mark.parametrize("name", ANDEREN)
def test_nobody_else_opens_them(wereld, gespeeld, name):
    client, _ = visitor(name)
    asked = [one.pad for one in wereld[2] if one.route == "verwijzing"]

    for path in (reverse("verwijzingen"), *asked):
        response = client.get(path)
        assert response.status_code in NIET_DAAR or response.url.startswith("/inloggen/")
        assert "Eigenpatient" not in text_of(response)
