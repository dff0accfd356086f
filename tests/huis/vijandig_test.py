# SPDX-License-Identifier: EUPL-1.2
"""
Whatever arrives, by whichever way in: no crash, no traceback, no 5xx, no call to the outside, an answer in Dutch that
says what to do, and either exactly the right cents are booked or none.

Each delivery takes one of the three ways in turn, and all three in `make nacht`.
"""

import os
import re
import traceback
from datetime import UTC, datetime, time, timedelta
from html import unescape
from itertools import count
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.aansluiting.mappen import QUARANTAINE
from jeugdregio.berichten import queries as berichten
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import verwerk
from tests.eigen_database import met_database
from tests.kanarie import DuurtTeLang, Kanarie, binnen
from tests.paginawereld import BEGIN, MOMENT
from tests.vijandig import GROEPEN, NAMEN
from tests.wereld import AANBIEDERS, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

A1 = AANBIEDERS["A1"]
WIE = Machtiging(rol=Rol.AANBIEDER, aanbieder=A1)
BSN = "999900006"
BEDRAG_CENT = 3 * 100_00
GEDULD = 15
HERKANSING = "Stuur|stuur|Verdeel|Pak|Haal|Herstel|Maak|Sla|Lever|Controleer|Verwijder|Gebruik|Voeg|Kies"
WEGEN = ("web", "api", "map")
ALLES = os.environ.get("HYPOTHESIS_PROFILE") == "nacht"
_nummer = count()


@pytest.fixture(scope="module")
def kanarie():
    bird = Kanarie()
    yield bird
    bird.sluit()


@pytest.fixture(scope="module", autouse=True)
def clock():
    """Today is the day of which the drawn messages are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: datetime.combine(PEILDATUM, time(12), tzinfo=UTC))
        yield


@pytest.fixture(scope="module")
def huis(make_database, worker_id, django_db_blocker, django_db_setup, tmp_path_factory):
    """One allocation, a provider with an account, a key and a folder; and a claim on it that was not sent."""
    url = make_database(f"jeugdregio_vijandig_{worker_id}")
    with met_database(url, django_db_blocker):
        with namens(verwerking(REGIO)):
            world = Wereld()
            world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
            (goed,) = world.teken("JW323 | toewijzing | product | maand | volume\nP1 | T1 | 45A14 | 2027-05 | 3")
            geef_rol("post", rol=Rol.AANBIEDER, bij={"aanbieder": A1}, vanaf=BEGIN, regio=REGIO, moment=MOMENT)
        aansluiting.sluit_aan(A1, "map", moment=timezone.now())
        root = tmp_path_factory.mktemp("mappen")
        aansluiting.bereid_voor(root, regio=REGIO)
        yield Huis(goed.data, root)


class Huis:
    """The ways in, for one provider."""

    def __init__(self, goed, root):
        self.goed, self.root = goed, root
        self.client = Client(raise_request_exception=False)
        self.client.force_login(Account.objects.get(username="post"))
        moment = timezone.now() - timedelta(minutes=1)
        key = aansluiting.maak_sleutel(A1, moment=moment)
        self.token = aansluiting.log_in(key.code, key.geheim, moment=timezone.now()).token

    def web(self, data, name):
        """Deliver with the browser; gives the text of the page that came."""
        file = SimpleUploadedFile("x", data)
        file._name = name
        response = self.client.post("/aanleveren/", {"bestanden": file}, follow=True)
        assert response.status_code < 500, response.status_code
        assert response.status_code == 200 or 400 <= response.status_code < 500
        return response, unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))

    def api(self, data, name):
        """Deliver with software, and ask what became of it."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Disposition": f"attachment; filename={name!r}"}
        path = "/api/v1/berichten"
        response = self.client.generic("POST", path, data, content_type="application/octet-stream", headers=headers)
        assert response.status_code < 500, response.status_code
        if response.status_code >= 400:
            return response, response.json()["detail"]
        self.judge()
        answer = self.client.get(response["Location"], headers=headers)
        return answer, " ".join(answer.json()["uitleg"])

    def map(self, data, name):
        """Deliver in a folder; gives what was written beside it when it came back."""
        home = self.root / A1
        name = Path(name.replace("\0", "")).name.encode()[:200].decode(errors="ignore")
        path = home / "in" / (name.strip(" .") or "x")  # a name that begins with a dot is not for us
        path.write_bytes(data)
        os.utime(path, (1, 1))
        with aansluiting.alleen(self.root):
            moment = timezone.now()
            facts = {"regio": REGIO, "peildatum": timezone.localdate(moment), "moment": moment, "rust_seconden": 5}
            aansluiting.neem_map_in(self.root, A1, **facts)
        assert list((home / "in").iterdir()) == []
        reasons = [one.read_text() for one in (home / QUARANTAINE).glob("*.reden.txt")]
        for one in (home / QUARANTAINE).iterdir():
            one.unlink()
        return None, " ".join(reasons)

    def judge(self):
        """What the worker does."""
        moment = timezone.now()
        verwerk(regio=REGIO, peildatum=timezone.localdate(moment), moment=moment)

    def deliver(self, way, data, name="bericht.xml"):
        """One delivery that leaves nothing behind; gives the answer, cents booked, and what became of it."""
        with transaction.atomic():
            response, answer = getattr(self, way)(data, name)
            with namens(verwerking(REGIO)), connection.cursor() as cursor:
                cursor.execute("SELECT status, mislukt FROM berichten_bestand ORDER BY id DESC LIMIT 1")
                status, failed = cursor.fetchone()
                cursor.execute("SELECT coalesce(sum(kosten_cent), 0)::bigint FROM grootboek_v_boeking")
                (cents,) = cursor.fetchone()
                cursor.execute("SELECT uitkomst FROM berichten_bericht ORDER BY id DESC LIMIT 1")
                (outcome,) = cursor.fetchone()
            transaction.set_rollback(True)
        return Uitslag(response, answer, cents, status, failed, outcome)


class Uitslag:
    """What one delivery led to."""

    def __init__(self, response, answer, cents, status, failed, outcome):
        self.response, self.answer, self.cents = response, answer, cents
        self.status, self.failed, self.outcome = status, failed, outcome

    def faults(self, books):
        """What is wrong with it."""
        if self.cents not in (0, BEDRAG_CENT):
            yield f"booked {self.cents} cent"
        if books is not None and bool(self.cents) != books:
            yield f"booked {self.cents} cent; {self.status}, {self.outcome}: {self.answer[-300:]!r}"
        if self.failed or self.status == "apart":
            yield f"processing failed: {self.status}"
        if not self.cents and self.status == "geweigerd" and not re.search(HERKANSING, self.answer):
            yield f"the answer does not say what to do: {self.answer[-300:]!r}"
        if BSN in self.answer or "Traceback" in self.answer:
            yield "the answer says too much"


@pytest.mark.parametrize("group", GROEPEN)
def test_a_hostile_delivery(huis, kanarie, group, caplog):
    faults = []
    for name, data, books in GROEPEN[group](huis.goed, kanarie.adres.encode()):
        turn = next(_nummer)
        for way in WEGEN if ALLES else [WEGEN[turn % 3]]:
            try:
                with binnen(GEDULD):
                    outcome = huis.deliver(way, data)
                faults += [f"{name} by {way}: {fault}" for fault in outcome.faults(books)]
            except (Exception, DuurtTeLang) as error:  # noqa: BLE001 - the table goes on, and then fails
                faults.append(f"{name} by {way}: {''.join(traceback.format_exception(error)[-3:])}")
    assert not faults, "\n".join(faults)
    assert kanarie.gebeld == 0
    assert "Traceback" not in caplog.text
    assert BSN not in caplog.text


@pytest.mark.parametrize("way", WEGEN)
@pytest.mark.parametrize("name", NAMEN, ids=range(len(NAMEN)))
def test_a_hostile_name(huis, way, name, caplog):
    with binnen(GEDULD):
        outcome = huis.deliver(way, huis.goed, name)

    refused = outcome.response is not None and outcome.response.status_code in (400, 422)
    assert list(outcome.faults(not refused)) == []
    assert not refused or re.search(HERKANSING, outcome.answer)
    assert "Traceback" not in caplog.text
    if outcome.response is not None:
        raw = outcome.response.content.decode()
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
        assert BSN not in raw
    assert BSN not in caplog.text
    assert berichten.laatste_bestanden(on_behalf_of=WIE) == []
