# SPDX-License-Identifier: EUPL-1.2
"""The commands that take in messages: a folder at once, and a worker that waits for what comes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection
from lxml import etree

from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import naar_map, simuleer
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.opdrachtregel.berichten import afzender_van, zonder_bsn
from jeugdregio.opdrachtregel.worker import werk_door
from tests.eigen_database import met_database

CODE, SCHAAL = "IJSSELLAND", 0.005
REGION = regio_ijsselland()
KIND = "999900006"


@pytest.fixture(scope="module")
def traffic():
    return simuleer(bevolking(SCHAAL, 4, REGION), REGION, [date(2026, 7, 1)], seed=4, foutkans=0.05)


@pytest.fixture
def database(maak_regio, worker_id, django_db_blocker):
    """The region in a database of its own; gives the environment of a command that works in it."""
    url = maak_regio(f"jeugdregio_postkamer_{worker_id}")
    with met_database(url, django_db_blocker):
        env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        yield {**env, "DATABASE_URL": url, "REGIO": CODE, "PYTHONUNBUFFERED": "1"}


def command(*arguments):
    return [sys.executable, "-m", "jeugdregio.opdrachtregel", *map(str, arguments)]


def rows(statement):
    with namens(verwerking(CODE)), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def take_in(env, folder, out):
    arguments = ("berichten", "verwerk", folder, "--uit", out, "--json", "--peildatum", "2026-11-01")
    done = subprocess.run(command(*arguments), env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_folder_is_taken_in_once_however_often_it_is_offered(database, traffic, tmp_path):
    number = naar_map(traffic, tmp_path / "in")
    (tmp_path / "in" / f"kind {KIND}.xml").write_text("geen bericht")

    first = take_in(database, tmp_path / "in", tmp_path / "uit")
    answers = {path: path.read_bytes() for path in (tmp_path / "uit").rglob("*.xml")}
    booked = rows("SELECT sum(kosten_cent)::bigint, count(*) FROM grootboek_v_boeking")
    again = take_in(database, tmp_path / "in", tmp_path / "uit")

    assert first["bestanden"] == again["bestanden"] == number + 1
    assert first["uitkomsten"]["geaccepteerd"] > number // 2
    assert first["geboekt_cent"] == booked[0][0] > 0
    assert first["geweigerd"][-1]["bestand"] == "kind BSN.xml"
    assert first["geweigerd"][-1]["uitleg"].startswith("Dit is geen XML")
    assert first["antwoorden"] == len(answers) == rows("SELECT count(*) FROM berichten_uitgaand")[0][0]
    assert again["al_eerder_ontvangen"] == number + 1
    assert (again["uitkomsten"], again["geboekt_cent"]) == ({}, 0)
    assert rows("SELECT sum(kosten_cent)::bigint, count(*) FROM grootboek_v_boeking") == booked
    assert {path: path.read_bytes() for path in (tmp_path / "uit").rglob("*.xml")} == answers
    assert not any(KIND in str(path) for path in answers)
    for path, data in answers.items():
        assert path.name.endswith((".JW302.xml", ".JW306.xml", ".JW308.xml", ".JW325.xml"))
        etree.fromstring(data)


def test_the_summary_for_people_says_what_was_booked(database, tmp_path):
    (tmp_path / "leeg.xml").write_bytes(b"")

    done = subprocess.run(
        command("berichten", "verwerk", tmp_path, "--uit", tmp_path / "uit"),
        env=database,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert "Geboekt: € 0,00" in done.stdout
    assert "leeg.xml: Het bestand is leeg" in done.stdout


def test_a_worker_works_off_what_comes_in_and_stops_on_a_signal(database, traffic, tmp_path):
    worker = subprocess.Popen(command("worker", "--wacht", "0.1"), env=database, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout is not None
        assert "wacht op berichten" in worker.stdout.readline()
        messages = list(traffic)[:40]
        deliveries = [Aanlevering(m.bestandsnaam, m.xml, m.afzender) for m in messages]
        leg_vast(deliveries, moment=datetime(2026, 11, 1, tzinfo=UTC), on_behalf_of=verwerking(CODE))
        deadline = time.monotonic() + 60
        while rows("SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'") != [(0,)]:
            assert time.monotonic() < deadline, "the worker does nothing"
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=30)
    finally:
        worker.kill()
        worker.wait()

    assert worker.returncode == 0
    assert "De worker is gestopt." in said


def test_a_worker_waits_longer_and_longer_and_then_goes_on():
    stop, calls, said = threading.Event(), [], []

    def batch():
        calls.append("partij")
        if calls.count("partij") <= 2:
            raise OperationalError
        stop.set()
        return 1

    werk_door(stop, partij=batch, herstel=lambda: calls.append("herstel"), rust=lambda: None, meld=said.append)

    assert calls == ["partij", "herstel", "partij", "herstel", "partij"]
    assert [text.rpartition("over ")[2] for text in said[:2]] == ["0.25 s.", "0.5 s."]
    assert said[2] == "De database is weer bereikbaar."


def test_a_bug_ends_the_worker():
    def batch():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        werk_door(threading.Event(), partij=batch, herstel=lambda: None, rust=lambda: None)


def test_the_sender_is_who_the_header_names():
    assert afzender_van(b"<?xml version='1.0'?><a><x:Afzender> 12345678 </x:Afzender></a>") == ""
    assert afzender_van(b"geen xml") == ""


def test_a_file_name_loses_what_looks_like_a_burgerservicenummer_and_nothing_else():
    assert zonder_bsn(f"a-{KIND}.xml") == "a-BSN.xml"
    assert zonder_bsn("JW323_12345678_0193_999900007.xml") == "JW323_12345678_0193_999900007.xml"
