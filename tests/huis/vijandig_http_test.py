# SPDX-License-Identifier: EUPL-1.2
"""The site and its worker as they run: requests that are no requests, and every hostile delivery through the API."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from tests.eigen_database import met_database
from tests.kanarie import Kanarie, binnen
from tests.vijandig import GROEPEN

CODE, SCHAAL = "IJSSELLAND", 0.005
REGION = regio_ijsselland()
WIE = verwerking(CODE)
MOMENT = datetime(2026, 11, 1, 11, tzinfo=UTC)
REPO = Path(__file__).parents[2]
GEDULD, OPSTARTEN, AFWERKEN = 15, 180, 600
GB2 = 2 * 1024**3


@pytest.fixture(scope="module")
def site(maak_regio, worker_id, django_db_blocker, tmp_path_factory):
    """The site with its worker on a port of its own, what it logs, a token, and a claim that was not sent."""
    url = maak_regio(f"jeugdregio_http_{worker_id}")
    log = tmp_path_factory.mktemp("http") / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with met_database(url, django_db_blocker), log.open("wb") as target:
        traffic = list(simuleer(bevolking(SCHAAL, 4, REGION), REGION, [date(2026, 7, 1)], seed=4, foutkans=0))
        claim = next(m for m in traffic if m.soort == "JW323")
        before = [m for m in traffic if m.soort != "JW323"]
        leg_vast([Aanlevering("x", m.xml, m.afzender) for m in before], moment=MOMENT, on_behalf_of=WIE)
        verwerk(regio=CODE, peildatum=MOMENT.date(), moment=MOMENT)
        now = datetime.now(UTC)
        key = aansluiting.maak_sleutel(claim.afzender, moment=now - timedelta(minutes=1))
        command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "serve", "--no-migreren", "--werkers=1"]
        env = {**os.environ, "DATABASE_URL": url, "JEUGDREGIO_MAP": str(log.parent)}
        process = subprocess.Popen([*command, f"--poort={port}"], env=env, cwd=REPO, stdout=target, stderr=target)
        try:
            site = Site(port, log, url, claim.xml, key)
            site.wait_for_it(process)
            yield site
            assert process.poll() is None, "the site ended by itself"
        finally:
            process.terminate()
            process.wait(OPSTARTEN)


class Site:
    """A running site."""

    def __init__(self, port, log, url, goed, key):
        self.port, self.log, self.url, self.goed, self.key = port, log, url, goed, key

    def wait_for_it(self, process):
        deadline = time.monotonic() + OPSTARTEN
        while b"De worker wacht" not in self.log.read_bytes() or not self.lives():
            assert process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def lives(self):
        with suppress(OSError), self.open("/_healthz/livez/") as answer:
            return answer.status == 200
        return False

    def open(self, path, data=None, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers)
        return urllib.request.urlopen(request, timeout=GEDULD)

    def raw(self, data):
        """Send these bytes as they are; gives the first that come back, nothing when the line is cut."""
        with binnen(GEDULD), socket.create_connection(("127.0.0.1", self.port), timeout=GEDULD) as line:
            with suppress(OSError):
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
            found = b""
            with suppress(ConnectionError):
                while len(found) < 4_096 and (more := line.recv(4_096)):
                    found += more
            return found

    def token(self):
        form = f"grant_type=client_credentials&client_id={self.key.code}&client_secret={self.key.geheim}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        with self.open("/api/v1/token", form.encode(), **kind) as answer:
            return json.load(answer)["access_token"]

    def deliver(self, data, headers):
        """Status and explanation."""
        try:
            with binnen(GEDULD), self.open("/api/v1/berichten", data, **headers) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)["detail"]

    def ask(self, statement):
        with psycopg.connect(self.url) as connected:
            connected.execute(
                "SELECT set_config('jr.regio', %s, true), set_config('jr.namens', 'x', true),"
                " set_config('jr.rol', 'verwerking', true)",
                [CODE],
            )
            return connected.execute(statement).fetchall()


def post(path, headers, body=b""):
    return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n").encode() + body


FORM = "Content-Type: multipart/form-data; boundary=x\r\n"
VERZOEKEN = {
    "2 GB to the API": post("/api/v1/berichten", f"Content-Length: {GB2}\r\n", b"x" * 1_000),
    "2 GB to the site": post("/aanleveren/", f"{FORM}Content-Length: {GB2}\r\n", b"--x\r\n"),
    "2 GB to the login": post("/inloggen/", f"{FORM}Content-Length: {GB2}\r\n", b"--x\r\n"),
    "a length of 400 digits": post("/aanleveren/", f"Content-Length: {'9' * 400}\r\n"),
    "a negative length": post("/api/v1/berichten", "Content-Length: -1\r\n"),
    "a length of letters": post("/api/v1/berichten", "Content-Length: veel\r\n"),
    "no length": post("/api/v1/berichten", ""),
    "two lengths": post("/api/v1/berichten", "Content-Length: 1\r\nContent-Length: 2\r\n", b"xx"),
    "length and chunked": post(
        "/api/v1/berichten", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"
    ),
    "chunked": post("/api/v1/berichten", "Transfer-Encoding: chunked\r\n", b"5\r\n<abc>\r\n0\r\n\r\n"),
    "chunked to the site": post("/aanleveren/", f"{FORM}Transfer-Encoding: chunked\r\n", b"5\r\n--x\r\n\r\n0\r\n\r\n"),
    "a chunk of lies": post("/api/v1/berichten", "Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\nx"),
    "half a body": post("/inloggen/", f"{FORM}Content-Length: 1000\r\n", b"--x\r\n"),
    "packed body": post("/api/v1/berichten", "Content-Encoding: gzip\r\nContent-Length: 2\r\n", b"\x1f\x8b"),
    "a long header": post("/api/v1/berichten", "X: " + "x" * 2_000_000 + "\r\n"),
    "many headers": post("/api/v1/berichten", "X: x\r\n" * 20_000),
    "a NUL in the path": b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "percent bytes in the path": b"GET /%ff%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a long path": b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: kwaad.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "another method": b"PROPFIND / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "trace": b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: geheim\r\n\r\n",
}


@pytest.mark.parametrize("name", VERZOEKEN)
def test_a_request_that_is_none(site, name):
    answer = site.raw(VERZOEKEN[name])

    status = answer.split(b" ", 2)[1] if answer.startswith(b"HTTP/") else b"cut"
    assert status[:1] != b"5", answer[:500]
    assert status[:1] != b"2", answer[:500]
    assert b"Traceback" not in answer
    assert site.lives()


def test_every_delivery_through_the_api_and_the_worker(site):
    bird = Kanarie()
    headers = {"Authorization": f"Bearer {site.token()}", "Content-Type": "application/octet-stream"}
    refused = 0
    for group in GROEPEN.values():
        for name, data, _ in group(site.goed, bird.adres.encode()):
            status, said = site.deliver(data, headers)
            assert status < 500, name
            assert status in (200, 202) or said.endswith("."), name
            refused += status >= 400
    deadline = time.monotonic() + AFWERKEN
    while site.ask("SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'") != [(0,)]:
        assert time.monotonic() < deadline, "the work is not done"
        time.sleep(0.2)
    bird.sluit()

    assert refused < 5
    assert site.ask("SELECT count(*) FROM berichten_bestand WHERE status = 'apart' OR mislukt > 0") == [(0,)]
    assert bird.gebeld == 0
    cents = int(re.search(rb":TotaalBedrag>(\d+)<", site.goed).group(1))
    assert site.ask("SELECT sum(kosten_cent)::bigint FROM grootboek_v_boeking") == [(cents,)]
    assert site.ask(
        "SELECT count(*) FROM berichten_weigering WHERE uitleg !~ "
        "'Stuur|stuur|Verdeel|Pak|Haal|Herstel|Maak|Sla|Lever|Controleer|Verwijder|Gebruik|Voeg'"
    ) == [(0,)]
    log = site.log.read_text()
    assert "Traceback" not in log
    assert "ging mis" not in log
    assert "De verwerking stopte" not in log
