# SPDX-License-Identifier: EUPL-1.2
"""
Killed at random moments in the middle of a batch, twenty times: nothing is lost and nothing happens twice.
`make nacht` does so two hundred times (JEUGDREGIO_KILLS).

The worker, its database process and the whole server take turns in being killed (SIGKILL) on a durable
server. What is left in the end is what an undisturbed run of the same traffic leaves.
"""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise
from multiprocessing import get_context
from random import Random
from threading import Event

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.demo import laden
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.partijgrootte_test import VERDICTS
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.programma import InrichtenMislukt
from jeugdregio.inrichting.server import Server, zorg_voor_server
from jeugdregio.ketentest.testdatabase import verse_database
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import INVARIANTEN
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.opdrachtregel.worker import werk_door
from tests.eigen_database import met_database

CODE = "IJSSELLAND"
REGION = regio_ijsselland()
NUMBER = int(os.environ.get("JEUGDREGIO_KILLS", "20"))
SCHAAL, SEED, FOUTEN = 0.001 * NUMBER, 11, 0.1
DAG, MOMENT = date(2026, 11, 1), datetime(2026, 11, 1, 11, tzinfo=UTC)
KILLS = (["worker"] * 5 + ["backend"] * 3 + ["server"] * 2) * (NUMBER // 10)
STIL, ONRUSTIG = "stil", "onrustig"
GEDULD = 180

# Every one of these counts what should not be there.
WRONG = {
    "a file still waits": "SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'",
    **{invariant.wat: invariant.telt for invariant in INVARIANTEN},
}


@dataclass
class Wereld:
    """A server that may be killed, and the database on it that we work in."""

    server: Server
    database: str = STIL

    def connect(self, role="postgres", database=None):
        """A connection of our own; starts the server again when it is gone, waits while it recovers."""
        deadline = time.monotonic() + GEDULD
        while True:
            try:
                return psycopg.connect(self.server.url(role, database or self.database), autocommit=True)
            except psycopg.OperationalError as error:
                assert time.monotonic() < deadline, "the server does not come back"
                if "the database system is" in str(error):
                    time.sleep(0.02)
                else:
                    self._start_again()

    def _start_again(self):
        before = self.server
        with suppress(InrichtenMislukt, psycopg.OperationalError, FileNotFoundError):
            self.server = zorg_voor_server(before.map, duurzaam=True)
            before.stop()

    def connect_django(self):
        """Point Django at the database, wherever the server is now."""
        self.connect(rollen.APP).close()
        found = conninfo_to_dict(self.server.url(rollen.APP, self.database))
        connection.close()
        connection.settings_dict.update(
            NAME=found["dbname"], PASSWORD=found["password"], HOST=found["host"], PORT=str(found["port"])
        )

    def ask(self, statement):
        with self.connect() as connected:
            return connected.execute(statement).fetchall()


def work(world, batch):
    """What the worker process does until it is killed or told to stop."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    world.connect_django()
    werk_door(
        stop,
        partij=lambda: len(verwerk(regio=CODE, peildatum=DAG, moment=MOMENT, hoogstens=batch).uitkomsten),
        herstel=world.connect_django,
        rust=lambda: time.sleep(0.02),
        meld=lambda _text: None,
    )
    connection.close()


def start_worker(world, batch):
    connection.close()
    process = get_context("fork").Process(target=work, args=(world, batch), daemon=True)
    process.start()
    return process


def store(portion):
    deliveries = [Aanlevering(m.bestandsnaam, m.xml, m.afzender) for m in portion]
    return leg_vast(deliveries, moment=MOMENT, on_behalf_of=verwerking(CODE))


def in_a_batch(connected):
    """The database process of the worker that is in the middle of a batch."""
    found = connected.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename = %s AND xact_start IS NOT NULL",
        [ONRUSTIG, rollen.APP],
    ).fetchone()
    return found and found[0]


def kill(world, what, process, rng, seconds):
    """Kill at a random moment of the batch that is going on; tells whether it was in the middle of one."""
    with suppress(psycopg.OperationalError), world.connect(database="postgres") as connected:
        deadline = time.monotonic() + GEDULD
        while not in_a_batch(connected) and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, seconds * 0.7))
        backend = in_a_batch(connected)
        target = {
            "worker": process.pid,
            "backend": backend,
            "server": json.loads((world.server.map / "stand.json").read_text())["postgres"],
        }[what]
        if target is not None:
            os.kill(target, signal.SIGKILL)
        return backend is not None
    return False


def wait_until_done(world):
    deadline = time.monotonic() + GEDULD
    while True:
        with suppress(psycopg.OperationalError):
            if world.ask("SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'") == [(0,)]:
                return
        assert time.monotonic() < deadline, "the work is not done"
        time.sleep(0.05)


def what_is_left(world):
    found = {}
    for name, statement in VERDICTS.items():
        rows = world.ask(statement)
        found[name] = (len(rows), sha256(json.dumps(rows, default=str).encode()).hexdigest())
    return found


def portions(traffic):
    bounds = [len(traffic) * place // len(KILLS) for place in range(len(KILLS) + 1)]
    return [traffic[first:after] for first, after in pairwise(bounds)]


@pytest.fixture(scope="module")
def traffic():
    return list(simuleer(bevolking(SCHAAL, SEED, REGION), REGION, seed=SEED, foutkans=FOUTEN))


@pytest.fixture
def world(tmp_path):
    tmp_path.chmod(0o711)
    folder = tmp_path / "pg"
    server = zorg_voor_server(folder, duurzaam=True)
    for name in (STIL, ONRUSTIG):
        verse_database(server, name)
    world = Wereld(server)
    yield world
    world.server.stop()


def undisturbed(world, traffic):
    """Seconds per portion, without anything in the way."""
    world.database = STIL
    world.connect_django()
    laden.laad(REGION, code=CODE, schaal=SCHAAL)
    seconds = []
    for portion in portions(traffic):
        store(portion)
        began = time.monotonic()
        verwerk(regio=CODE, peildatum=DAG, moment=MOMENT)
        seconds.append(time.monotonic() - began)
    return seconds


def test_kills_change_nothing(world, traffic, django_db_blocker, django_db_setup):
    rng = Random(16)  # noqa: S311 - moments, not secrets
    with met_database(world.server.url(rollen.APP, STIL), django_db_blocker):
        seconds = undisturbed(world, traffic)
        expected = what_is_left(world)
        world.database = ONRUSTIG
        world.connect_django()
        laden.laad(REGION, code=CODE, schaal=SCHAAL)
        batch = max(1, len(traffic) // len(KILLS))
        process = start_worker(world, batch)
        in_the_middle = 0
        for what, portion, duration in zip(KILLS, portions(traffic), seconds, strict=True):
            world.connect_django()
            store(portion)
            connection.close()
            in_the_middle += kill(world, what, process, rng, duration)
            if what == "worker":
                process.join()
                process = start_worker(world, batch)
            wait_until_done(world)
            assert {text: world.ask(statement)[0][0] for text, statement in WRONG.items()} == dict.fromkeys(WRONG, 0)
        process.terminate()
        process.join(GEDULD)
        assert process.exitcode == 0
        left = what_is_left(world)
        files = world.ask("SELECT count(*) FROM berichten_bestand")[0][0]

    assert in_the_middle >= len(KILLS) * 3 // 5
    assert files == len({(m.afzender, sha256(m.xml).digest()) for m in traffic})
    assert all(number > 0 for number, _ in expected.values())
    assert left == expected
