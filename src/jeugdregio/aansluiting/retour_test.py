# SPDX-License-Identifier: EUPL-1.2
"""A provider answers an allocation along every road: the API and the folder."""

import os

import pytest
from django.utils import timezone

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.mappen_test import NU, REGIO
from jeugdregio.aansluiting.pages.api_test import Software
from jeugdregio.berichten.actions import retourbericht
from jeugdregio.ontvangst.actions import verwerk
from tests.wereld import AANBIEDERS, PEILDATUM

pytestmark = pytest.mark.django_db
A1 = AANBIEDERS["A1"]


def agreed(data: bytes, *codes: str) -> bytes:
    return retourbericht(data, identificatie="R1", dagtekening=PEILDATUM, header_codes=codes)


def test_with_the_api_it_answers_what_it_fetched_and_that_is_gone(wereld):
    software = Software(A1)
    (waiting,) = software.get("uitgaande-berichten").json()["berichten"]
    fetched = software.get(f"uitgaande-berichten/{waiting['kenmerk']}").content

    receipt = software.post(agreed(fetched)).json()["ontvangst"]
    verwerk(regio=REGIO, peildatum=PEILDATUM, moment=timezone.now())

    (told,) = software.get(f"berichten/{receipt}").json()["berichten"]
    assert (told["soort"], told["uitkomst"], told["antwoord"]) == ("JW302", "geen_retourbericht", None)
    assert software.get("uitgaande-berichten").json()["berichten"] == []
    again = software.post(agreed(fetched, "0001")).json()["ontvangst"]
    verwerk(regio=REGIO, peildatum=PEILDATUM, moment=timezone.now())
    state = software.get(f"berichten/{again}").json()
    assert state["status"] == "geweigerd"
    assert "al een retourbericht ontvangen" in state["uitleg"][0]


def test_with_a_folder_it_is_taken_once_and_what_is_wrong_is_put_aside(wereld, tmp_path):
    actions.sluit_aan(A1, "map", moment=NU)
    actions.bereid_voor(tmp_path, regio=REGIO)
    software = Software(A1)
    (waiting,) = software.get("uitgaande-berichten").json()["berichten"]
    fetched = software.get(f"uitgaande-berichten/{waiting['kenmerk']}").content
    home = tmp_path / A1
    for name, data in (("1.xml", agreed(fetched)), ("2.xml", agreed(fetched, "0001"))):
        (home / "in" / name).write_bytes(data)
        os.utime(home / "in" / name, (NU.timestamp() - 60, NU.timestamp() - 60))

    taken = actions.neem_map_in(tmp_path, A1, regio=REGIO, peildatum=NU.date(), moment=NU, rust_seconden=5)

    assert (taken.nieuw, taken.geweigerd) == (2, 1)
    (reason,) = (home / "quarantaine").glob("*.reden.txt")
    assert "al een retourbericht ontvangen" in reason.read_text(encoding="utf-8")
    assert list((home / "in").iterdir()) == []
