# SPDX-License-Identifier: EUPL-1.2
"""What ended goes every hour, by the worker; a failure keeps no message waiting, is told, and the doctor sees it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from jeugdregio.aansluiting.actions import herken, log_in, maak_sleutel
from jeugdregio.aansluiting.models import Tempo, Toegangsbewijs
from jeugdregio.bewaren.actions import ruim_op
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.opdrachtregel import doctor
from jeugdregio.opdrachtregel.geregeld import ELKE, OPNIEUW_NA
from jeugdregio.opdrachtregel.opruimen import Opruimer

HOUR = timedelta(hours=1)


class TestWhatGoes:
    @pytest.mark.django_db
    def test_sessions_that_ended_go_with_where_they_were_and_the_others_stay(self, als_regio):
        now = timezone.now()
        someone = Account.objects.create(username="iemand", gemeente="0193")
        for key, end in (("over", now - HOUR), ("loopt", now + HOUR)):
            Session.objects.create(session_key=key, session_data="", expire_date=end)
            UserSession.objects.create(user=someone, session_key=key, ip="192.0.2.1", user_agent="x")

        gone = ruim_op(moment=now)

        assert gone == 2
        assert [one.session_key for one in Session.objects.all()] == ["loopt"]
        assert [one.session_key for one in UserSession.objects.all()] == ["loopt"]

    @pytest.mark.django_db
    def test_tokens_and_counts_that_ended_go_and_the_others_stay(self, als_regio):
        now = timezone.now()
        key = maak_sleutel("0193", moment=now - HOUR)
        other = maak_sleutel("71000001", moment=now - HOUR)
        log_in(key.code, key.geheim, moment=now - HOUR)
        alive = log_in(other.code, other.geheim, moment=now)
        for who, back in (("lang", 2 * HOUR), ("kort", HOUR / 2)):
            Tempo.objects.create(wie=who, venster=now - back, aantal=1)

        gone = ruim_op(moment=now)

        assert gone == 2
        with namens(verwerking(settings.REGIO)):
            assert Toegangsbewijs.objects.count() == 1
            assert [one.wie for one in Tempo.objects.all()] == ["kort"]
        assert herken(alive.token, moment=now).wie.aanbieder == "71000001"


class TestTheSchedule:
    def test_it_removes_at_once_and_then_every_hour(self):
        now, times = [0.0], []
        cleaner = Opruimer(klok=lambda: now[0])

        for now[0] in (0.0, ELKE - 1, ELKE, ELKE + 1, 2 * ELKE):
            cleaner.kijk(lambda: times.append(now[0]) or 0)

        assert times == [0.0, ELKE, 2 * ELKE]

    def test_it_tells_how_many_and_is_silent_about_none(self):
        assert "3 sessies" in Opruimer().kijk(lambda: 3)
        assert Opruimer().kijk(lambda: 0) == ""

    def test_a_failure_is_told_by_its_kind_and_tried_again_sooner(self):
        now, tries = [0.0], []
        cleaner = Opruimer(klok=lambda: now[0])

        def fails():
            tries.append(now[0])
            raise ZeroDivisionError("sessie van iemand")

        said = [cleaner.kijk(fails) for now[0] in (0.0, OPNIEUW_NA - 1, OPNIEUW_NA)]

        assert tries == [0.0, OPNIEUW_NA]
        assert "(ZeroDivisionError)" in said[0]
        assert "iemand" not in "".join(said)


def sessions_of_before(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO django_session VALUES"
            " ('over', '', now() - interval '4 hours'), ('loopt', '', now() + interval '1 hour')"
        )


def ask(url: str, statement: LiteralString) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


@contextmanager
def worker(url: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that works in this database, and what it says in a file."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "worker", "--wacht", "0.05"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env={**env, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}, stdout=out, stderr=out
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def until(done: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while not done():
        assert process.poll() is None, "de worker is gestopt"
        assert time.monotonic() < deadline, "de worker deed het niet"
        time.sleep(0.1)


def test_the_worker_removes_what_ended(own_database, tmp_path):
    sessions_of_before(own_database)
    assert not doctor.opgeruimd(own_database).goed

    with worker(own_database, tmp_path / "log") as process:
        until(lambda: ask(own_database, "SELECT session_key FROM django_session") == [("loopt",)], process)

    assert doctor.opgeruimd(own_database).goed
    assert "Opgeruimd wat was verlopen: 1" in (tmp_path / "log").read_text()


def test_one_that_cannot_remove_reads_on_and_says_so(own_database, server, worker_id, tmp_path, django_db_blocker):
    sessions_of_before(own_database)
    with psycopg.connect(server.url("postgres", f"jeugdregio_eigen_{worker_id}")) as superuser:
        superuser.execute("REVOKE DELETE ON django_session FROM jeugdregio_app")
    log = tmp_path / "log"

    with worker(own_database, log) as process:
        until(lambda: "konden niet weg (ProgrammingError)" in log.read_text(), process)
        one = Aanlevering("x.xml", b"geen bericht", "0193")
        with django_db_blocker.unblock():
            leg_vast([one], moment=timezone.now(), on_behalf_of=verwerking(settings.REGIO))
        until(lambda: doctor.achterstand(own_database).tekst == "niets wacht", process)

    assert not doctor.opgeruimd(own_database).goed
