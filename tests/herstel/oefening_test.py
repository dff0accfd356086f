# SPDX-License-Identifier: EUPL-1.2
"""
The drill: an installation at work is copied, goes on, loses its server and then its data, and is restored.

Everything goes through the commands that an operator uses. Up to the moment that is asked for nothing is lost, after
it nothing is there; a restore that was killed half-way begins again. What was lost (RPO) and how long it took (RTO)
is printed.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from jeugdregio.demo import laden
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.partijgrootte_test import VERDICTS
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.adres import DATABASE
from jeugdregio.inrichting.bewaarplaats import Bewaarplaats
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.programma import data_folder
from jeugdregio.inrichting.server import Server, zorg_voor_server
from jeugdregio.ketentest.testdatabase import verse_database
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from tests.eigen_database import met_database
from tests.storm.campaign import WAITING
from tests.storm.house import wait_for

CODE = "IJSSELLAND"
STATE = {
    **VERDICTS,
    "bestanden": "SELECT afzender, encode(sha256, 'hex'), status FROM berichten_bestand ORDER BY 1, 2",
    "boekingen": "SELECT b::text FROM grootboek_boeking b ORDER BY 1",
}
RECEIVED = "SELECT encode(sha256, 'hex') FROM berichten_bestand ORDER BY id"
DISASTER = "DROP TABLE grootboek_boeking CASCADE; DELETE FROM berichten_uitgaand"


@dataclass
class Installation:
    """One region at work, with everything in `root`."""

    root: Path
    server: Server
    services: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
            "JEUGDREGIO_MAP": str(self.root),
            "RESERVEKOPIE_MAP": str(self.root / "kopie"),
            "RESERVEKOPIE_SLEUTELBESTAND": str(self.root / "geheim"),
            "PYTHONUNBUFFERED": "1",
        }

    def begin(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command of ours; what it says is in `<command>.log`."""
        line = [sys.executable, "-m", "jeugdregio.opdrachtregel", *command]
        with (self.root / f"{command[-1] if len(command) < 3 else command[1]}.log").open("ab") as log:
            return subprocess.Popen(line, env=self.env | more, stdout=log, stderr=log, start_new_session=True)

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Do a command of ours, and give what came of it."""
        line = [sys.executable, "-m", "jeugdregio.opdrachtregel", *command]
        return subprocess.run(line, env=self.env | more, capture_output=True, text=True, check=False)

    def deliver(self, messages, per=4):
        """Hand in these messages, a few at a time; each is acknowledged when it is stored."""
        for first in range(0, len(messages), per):
            some = messages[first : first + per]
            leg_vast([Aanlevering("", m.xml, m.afzender) for m in some], moment=timezone.now(), on_behalf_of=WIE)
            self.sent += [sha256(m.xml).hexdigest() for m in some]

    def kill(self, who: str) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.services[who].pid, signal.SIGKILL)
        self.services.pop(who).wait()


WIE = verwerking(CODE)


def ask(server, statement):
    with psycopg.connect(server.url("postgres", DATABASE)) as connection:
        return connection.execute(statement).fetchall()


def state(server):
    """Counts and fingerprints of everything that was judged, booked and answered."""
    found = {name: ask(server, statement) for name, statement in STATE.items()}
    return {
        name: (len(rows), sha256(json.dumps(rows, default=str).encode()).hexdigest()) for name, rows in found.items()
    }


@pytest.fixture(scope="module")
def messages():
    """Different messages of a small region, in order, in four portions."""
    region = regio_ijsselland()
    seen = {sha256(one.xml).digest(): one for one in simuleer(bevolking(0.004, 3, region), region, seed=3)}
    every = list(seen.values())
    step = len(every) // 4
    return [every[place * step : (place + 1) * step] for place in range(4)]


@pytest.fixture
def installation(tmp_path, monkeypatch, django_db_blocker, django_db_setup):
    tmp_path.chmod(0o711)
    (tmp_path / "geheim").write_text("alleen voor deze proef, en lang genoeg daarvoor")
    monkeypatch.setenv("RESERVEKOPIE_MAP", str(tmp_path / "kopie"))
    with zorg_voor_server(tmp_path / "pg") as server:
        verse_database(server, DATABASE)
        here = Installation(tmp_path, server)
        with met_database(server.url(rollen.APP, DATABASE), django_db_blocker):
            laden.laad(regio_ijsselland(), code=CODE, schaal=0.004)
            here.services["worker"] = here.begin("worker", "--wacht", "0.05")
            here.services["volg"] = here.begin("reservekopie", "volg", "--elke", "0.5")
            yield here
            for who in list(here.services):
                here.kill(who)
    for folder in ("pg", "terug/pg", "einde/pg"):  # with root's server these are elsewhere
        if (tmp_path / folder).exists():
            shutil.rmtree(data_folder(tmp_path / folder, draaigebruiker()))


def idle(server):
    return ask(server, WAITING)[0][0] == 0


def followed_until(here, moment):
    """The follower was there, with everything, after this moment."""
    seen = Bewaarplaats(here.root / "kopie").staat().gezien
    return seen is not None and seen > moment


@contextmanager
def restored(folder):
    with zorg_voor_server(folder / "pg") as server:
        yield server


def killed_half_way(here, folder, until):
    """Begin a restore, and kill it when it has unpacked a part."""
    (folder / "pg").mkdir(parents=True)
    process = here.begin("reservekopie", "herstel", "--naar", str(folder), "--tot", until)
    half = data_folder(folder / "pg", draaigebruiker())
    half = half.with_name(half.name + ".herstel")
    wait_for("something half", lambda: (half / "global").exists() or process.poll() is not None, step=0.002)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was still busy"
    assert half.exists()


def test_the_drill(installation, messages, capsys):
    here = installation
    here.deliver(messages[0])
    copied = here.begin("reservekopie", "maak")
    here.deliver(messages[1])  # while the copy is being made
    assert copied.wait() == 0, (here.root / "maak.log").read_text()
    wait_for("the worker", lambda: idle(here.server))
    before = state(here.server)
    moment = ask(here.server, "SELECT clock_timestamp()")[0][0]

    here.deliver(messages[2])
    wait_for("the worker", lambda: not idle(here.server) or state(here.server) != before)

    lost = the_server_is_lost(here, messages[3])
    disaster_at = the_data_is_lost(here)
    wait_for("the follower", lambda: followed_until(here, disaster_at + timedelta(seconds=1)))

    back, until = here.root / "terug", moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")
    killed_half_way(here, back, until)
    done = here.run("reservekopie", "herstel", "--naar", str(back), "--tot", until)

    assert done.returncode == 0, done.stdout + done.stderr
    with restored(back) as server:
        assert state(server) == before
    checked = here.run("doctor", "invarianten", JEUGDREGIO_MAP=str(back), RESERVEKOPIE_MAP="")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = here.run("reservekopie", "herstel", "--naar", str(back), "--tot", until)
    assert (again.returncode, "overschreven" in again.stderr) == (1, True)
    drilled = here.run("reservekopie", "oefen")
    assert drilled.returncode == 1, "the copies of now have the disaster in them, and the drill sees it"
    with capsys.disabled():
        print(f"\nRestore of {sum(n for n, _ in before.values())} rows to the moment: {done.stdout.splitlines()[-2]}")
        print(f"Server lost with {len(here.sent)} files acknowledged: {lost}")
        print("\n".join(line for line in drilled.stdout.splitlines() if "RPO" in line or "RTO" in line))


def the_server_is_lost(here, portion):
    """
    SIGKILL for the database and the follower at work; gives what a restore to the end would have lost, in words.

    What is there afterwards is a first part of what was acknowledged: nothing from the middle is missing.
    """
    here.deliver(portion[: len(portion) // 2])
    at = datetime.now(tz=UTC)
    os.kill(json.loads((here.root / "pg" / "stand.json").read_text())["postgres"], signal.SIGKILL)
    for who in ("volg", "worker"):
        here.kill(who)
    done = here.run("reservekopie", "herstel", "--naar", str(here.root / "einde"))
    assert done.returncode == 0, done.stdout + done.stderr
    with restored(here.root / "einde") as server:
        kept = [row[0] for row in ask(server, RECEIVED)]
    assert kept == here.sent[: len(kept)]
    assert len(kept) > len(portion)
    last = re.search(r"wijziging: (\S+ \S+) UTC", done.stdout)
    assert last is not None, done.stdout
    lost = at - datetime.strptime(last[1], "%d-%m-%Y %H:%M:%S").replace(tzinfo=UTC)
    gone = f"{len(here.sent) - len(kept)} files, {lost.total_seconds():.1f} s (RPO)"
    return f"{gone}; {done.stdout.splitlines()[-2]}"


def the_data_is_lost(here):
    """The server comes back by itself, the follower too; then someone makes a mistake. Gives the moment."""
    with zorg_voor_server(here.root / "pg") as server:
        here.server = server
        here.services["volg"] = here.begin("reservekopie", "volg", "--elke", "0.5")
        with psycopg.connect(server.url("postgres", DATABASE), autocommit=True) as connection:
            assert {row[0] for row in connection.execute(RECEIVED)} >= set(here.sent), "it lost nothing itself"
            connection.execute(DISASTER)
            moment = connection.execute("SELECT clock_timestamp()").fetchone()[0]
        wait_for("the follower", lambda: followed_until(here, moment))
    return moment
