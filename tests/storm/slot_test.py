# SPDX-License-Identifier: EUPL-1.2
"""
Locks that come late and deadlocks, with real sessions in each other's way: what was at a bad moment succeeds later,
nothing is held against a file, and nothing is lost.
"""

import threading
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from psycopg import errors

from jeugdregio.berichten.models import Bestand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst import actions, partij, splitsen
from jeugdregio.ontvangst.queries import meet
from jeugdregio.ontvangst.values import Aanlevering
from tests.storm.house import wait_for
from tests.storm.parallel import rounds, together
from tests.wereld import AANBIEDERS, PEILDATUM
from tests.wereld_oordeel import REGIO

A1, WIE = AANBIEDERS["A1"], verwerking(REGIO)
MOMENT = timezone.make_aware(datetime.combine(PEILDATUM, time(12)))


@pytest.fixture
def other(server, wereld, worker_id):
    """The session of someone else, who may do anything."""
    with psycopg.connect(server.url("postgres", f"jeugdregio_storm_{worker_id}")) as session:
        yield session
        session.rollback()


@pytest.fixture
def impatient(other, worker_id, monkeypatch):
    """A database in which nobody waits longer than a fifth of a second for a lock, a batch included."""
    other.execute(f"ALTER DATABASE jeugdregio_storm_{worker_id} SET lock_timeout = '200ms'")
    other.execute("SET lock_timeout = 0")
    other.commit()
    monkeypatch.setattr(partij, "_LIMITS", "SET LOCAL lock_timeout = '200ms'")
    connection.close()


def store(data):
    (receipt,) = actions.leg_vast([Aanlevering("", data, A1, "test")], moment=MOMENT, on_behalf_of=WIE)
    return receipt.bestand_id


def process():
    return actions.verwerk(regio=REGIO, peildatum=PEILDATUM, moment=MOMENT)


def drawn(world, number):
    """A claim on an allocation of its own."""
    with namens(WIE):
        world.gegeven(f"JW301 | nummer | product | volume\nT{number} | | 45A14 | 10")
        (message,) = world.teken(f"JW323 | toewijzing | maand | volume\nP{number} | T{number} | 2026-03 | 1")
    return message.data


def claim(world, number):
    """The same, stored; gives the number of its file."""
    return store(drawn(world, number))


def state(file):
    with namens(WIE):
        return Bestand.objects.values_list("status", "mislukt").get(id=file)


def all_is_well():
    assert {m.invariant.code: m.fout for m in meet(on_behalf_of=WIE) if m.fout} == {}


@contextmanager
def in_the_way(session, statement, seconds):
    """Hold the locks of this statement for a while, while something else goes on."""
    session.execute(statement)
    end = threading.Timer(seconds, session.rollback)
    end.start()
    yield
    end.join()


STAND = "SELECT FROM toewijzingen_stand FOR UPDATE"
TABLE = "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE"


def waits(session):
    """Whether anybody waits for a lock."""
    return session.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]


class TestDeadlock:
    def test_a_batch_that_is_the_victim_goes_again_and_succeeds(self, server, wereld, other, worker_id):
        """The batch has the file and wants the allocation; the other has the allocation and wants the file."""
        other.execute("SET deadlock_timeout = '1min'")  # the batch looks first, and is the one that has to give way
        other.commit()
        url = server.url("postgres", f"jeugdregio_storm_{worker_id}")
        for number in rounds(2, 20):
            file = claim(wereld, number)
            before = self.deadlocks(url)
            other.execute(STAND)

            def meet_head_on(file=file):
                with psycopg.connect(url, autocommit=True) as watcher:
                    wait_for("the batch at the allocation", lambda: waits(watcher))
                other.execute("SELECT FROM berichten_bestand WHERE id = %s FOR UPDATE", [file])
                other.rollback()

            report, nothing = together(process, meet_head_on)

            assert nothing is None
            assert [o.uitkomst for o in report.uitkomsten] == ["geaccepteerd"]
            assert state(file) == ("verwerkt", 0)
            wait_for("the count of deadlocks", lambda before=before: self.deadlocks(url) > before)
        all_is_well()

    def deadlocks(self, url):
        with psycopg.connect(url, autocommit=True) as session:
            return session.execute(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            ).fetchone()[0]


class TestLockTimeout:
    @pytest.mark.parametrize(
        "statement", [STAND, TABLE.format("declaraties_prestatie"), TABLE.format("berichten_bericht")]
    )
    def test_a_batch_waits_out_a_lock_that_comes_late(self, wereld, other, impatient, statement):
        file = claim(wereld, 1)

        with in_the_way(other, statement, 0.8):
            report = process()

        assert [o.uitkomst for o in report.uitkomsten] == ["geaccepteerd"]
        assert state(file) == ("verwerkt", 0)
        all_is_well()

    def test_a_lock_that_does_not_come_is_for_the_caller_and_nothing_is_lost(
        self, wereld, other, impatient, monkeypatch
    ):
        monkeypatch.setattr(splitsen, "PAUZE", 0)
        file = claim(wereld, 1)
        other.execute(STAND)

        with pytest.raises(OperationalError) as caught:
            process()

        assert isinstance(caught.value.__cause__, errors.LockNotAvailable)
        assert state(file) == ("ontvangen", 0)
        other.rollback()
        assert [o.uitkomst for o in process().uitkomsten] == ["geaccepteerd"]
        all_is_well()

    def test_a_receipt_that_could_not_be_given_is_given_when_asked_again(self, wereld, other, impatient):
        other.execute(TABLE.format("berichten_bestand"))
        with pytest.raises(OperationalError):
            store(b"<a/>")
        other.rollback()

        assert store(b"<a/>") == store(b"<a/>")

    def test_two_workers_and_a_lock_in_the_way_do_everything_once(self, wereld, other, impatient):
        files = list(map(store, [drawn(wereld, number) for number in range(4)]))

        with in_the_way(other, STAND, 0.5):
            reports = together(process, process, partial(store, b"<nieuw/>"))

        *reports, new = reports
        assert isinstance(new, int)
        done = [o.bestand_id for report in reports for o in report.uitkomsten if o.uitkomst == "geaccepteerd"]
        assert sorted(done) == files
        assert {state(file) for file in files} == {("verwerkt", 0)}
        all_is_well()
