# SPDX-License-Identifier: EUPL-1.2
"""The real processes: `jeugdregio serve` and `worker`, a client that logs in, and a worker that is killed."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import zstandard
from corpus import Zending, lees_tar

from keten import _kwantiel

WARM = 5
TWINTIG = range(15, 26)
GEDULD = 120.0
KLAAR = "SELECT count(*) FROM berichten_bestand WHERE status <> 'ontvangen'"
BEZIG = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'jeugdregio_app' AND xact_start IS NOT NULL
        AND pid <> pg_backend_pid()
"""


class Client:
    """One organisation's software: a connection that stays open, and a token."""

    def __init__(self, port: int, code: str, secret: str) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=GEDULD)
        login = base64.b64encode(f"{code}:{secret}".encode()).decode()
        _, body = self.vraag(
            "POST",
            "/api/v1/token",
            b"grant_type=client_credentials",
            **{"Authorization": f"Basic {login}", "Content-Type": "application/x-www-form-urlencoded"},
        )
        self._auth = {"Authorization": f"Bearer {json.loads(body)['access_token']}"}

    def vraag(self, method: str, path: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        """One request; gives status and body."""
        self._http.request(method, path, data, headers or {**self._auth, "Content-Type": "application/xml"})
        answer = self._http.getresponse()
        return answer.status, answer.read()

    def lever_af(self, data: bytes) -> str:
        """Deliver one message; gives the address of its receipt."""
        status, body = self.vraag("POST", "/api/v1/berichten", data)
        assert status == 202, (status, body)
        return f"/api/v1/berichten/{json.loads(body)['ontvangst']}"

    def antwoord(self, receipt: str) -> bytes:
        """Ask until the answer is there, and fetch it."""
        deadline = time.monotonic() + GEDULD
        while time.monotonic() < deadline:
            found = json.loads(self.vraag("GET", receipt)[1])
            if found["status"] != "ontvangen":
                return self.vraag("GET", found["berichten"][0]["antwoord"]["adres"])[1]
            time.sleep(0.005)
        raise AssertionError("geen antwoord")


def berichten(map_: Path, aantal: int) -> list[Zending]:
    """Messages of about twenty lines from one provider that arrived before today, oldest first."""
    today = datetime.now(UTC).date()
    sent = [
        one
        for path in sorted(map_.glob("2*.tar"))
        for one in lees_tar(path)
        if one.regels in TWINTIG and one.aankomst.date() < today
    ]
    return sent[: aantal + WARM]


@contextmanager
def proces(env: dict[str, str], *opdracht: str) -> Iterator[subprocess.Popen[bytes]]:
    """One command of the house, for as long as the block lasts."""
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", *opdracht]
    running = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.terminate()
        running.wait()


def meet(url: str, map_: Path, *, berichten: int, rondes: int) -> dict[str, Any]:
    """Latency through the API, then the time that a killed worker costs."""
    env = {**os.environ, "DATABASE_URL": url, "REGIO": map_.name, "CONTROLE_ELKE": "0", "DEMO": "1"}
    env.pop("DATABASE_OWNER_URL", None)
    found = _latentie(env, map_, berichten)
    return found | _herstel(env, url, map_, rondes)


def _latentie(env: dict[str, str], map_: Path, aantal: int) -> dict[str, Any]:
    from django.utils import timezone

    from jeugdregio.aansluiting.actions import maak_sleutel

    unpack = zstandard.ZstdDecompressor().decompress
    sent = berichten(map_, aantal)
    port = _free_port()
    whole, receipts = [], []
    with _django_op(env["DATABASE_URL"]):
        keys = {one.aanbieder: maak_sleutel(one.aanbieder, moment=timezone.now()) for one in sent}
    options = ("--poort", str(port), "--no-migreren", "--werkers", "1", "--geen-worker")
    with proces(env, "serve", *options), proces(env, "worker"):
        _wait_for(port)
        clients = {who: Client(port, key.code, key.geheim) for who, key in keys.items()}
        for nr, one in enumerate(sent):
            data, client = unpack(one.data), clients[one.aanbieder]
            begin = time.perf_counter()
            receipt = client.lever_af(data)
            acknowledged = time.perf_counter()
            assert b"Bericht" in client.antwoord(receipt)
            if nr >= WARM:
                whole.append((time.perf_counter() - begin) * 1e3)
                receipts.append((acknowledged - begin) * 1e3)
    return {
        "berichten": len(whole),
        "p50_ms": _kwantiel(sorted(whole), 0.5),
        "p95_ms": _kwantiel(sorted(whole), 0.95),
        "bewijs_p50_ms": _kwantiel(sorted(receipts), 0.5),
    }


def _herstel(env: dict[str, str], url: str, map_: Path, rondes: int) -> dict[str, Any]:
    """Kill the worker in the middle of a batch; how long until the next one has judged something."""
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.ontvangst import actions
    from jeugdregio.ontvangst.queries import meet as tel
    from jeugdregio.ontvangst.values import Aanlevering

    waiting = [one for path in sorted(map_.glob("2*.tar")) for one in lees_tar(path)]
    per_round = max(1, len(waiting) // (rondes + 1))
    times = []
    with _django_op(url), psycopg.connect(url, autocommit=True) as watcher:
        watcher.execute(
            "SELECT set_config('jr.regio', %s, false), set_config('jr.namens', %s, false),"
            " set_config('jr.rol', 'verwerking', false)",
            [map_.name] * 2,
        )
        for nr in range(rondes):
            portion = waiting[nr * per_round : (nr + 1) * per_round]
            actions.leg_vast(
                [Aanlevering(one.naam, one.data, one.aanbieder, "bench") for one in portion],
                moment=datetime.now(UTC),
                on_behalf_of=verwerking(map_.name),
            )
            times.append(_one_kill(env, watcher))
        wrong = {one.invariant.code: one.fout for one in tel(on_behalf_of=verwerking(map_.name)) if one.fout}
        left = watcher.execute("SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'").fetchone()
    assert not wrong, wrong
    assert left == (0,), left
    return {"rondes": rondes, "herstel_p50_s": _kwantiel(sorted(times), 0.5), "herstel_max_s": max(times)}


def _one_kill(env: dict[str, str], watcher: psycopg.Connection[Any]) -> float:
    before = _count(watcher)
    with proces(env, "worker") as first:
        _until(lambda: watcher.execute(BEZIG).fetchone() is not None)
        first.send_signal(signal.SIGKILL)
        killed = time.perf_counter()
        assert _count(watcher) == before, "de partij was al klaar"
    with proces(env, "worker"):
        _until(lambda: _count(watcher) > before)
        seconds = time.perf_counter() - killed
        _until(
            lambda: (
                watcher.execute("SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'").fetchone() == (0,)
            )
        )
    return seconds


def _count(watcher: psycopg.Connection[Any]) -> int:
    row = watcher.execute(KLAAR).fetchone()
    assert row
    return int(row[0])


def _until(true: Any) -> None:
    deadline = time.monotonic() + GEDULD
    while not true():
        assert time.monotonic() < deadline, "het duurt te lang"
        time.sleep(0.002)


def _wait_for(port: int) -> None:
    def answers() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    _until(answers)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _django_op(url: str) -> Iterator[None]:
    """Django of this process on this database."""
    from django.db import connection
    from psycopg.conninfo import conninfo_to_dict

    found = conninfo_to_dict(url)
    connection.close()
    connection.settings_dict.update(
        NAME=found["dbname"], USER=found["user"], PASSWORD=found.get("password", ""), HOST=found["host"],
        PORT=str(found["port"]),
    )  # fmt: skip
    try:
        yield
    finally:
        connection.close()
