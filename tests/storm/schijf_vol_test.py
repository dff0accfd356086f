# SPDX-License-Identifier: EUPL-1.2
"""
The disk of the database is full: nothing acknowledged is lost, nothing is held against a file, and when there is room
again everything goes on by itself.

One table stands on `/dev/full`, where every write fails with ENOSPC: that works everywhere. And the whole server stands
on a small disk (a tmpfs) that is filled, its log included, so that PostgreSQL itself goes down: only where this process
may mount one. The folders of the carriers have a disk of their own: see `kill_test`.
"""

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from psycopg import errors

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.berichten.models import Bestand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import zorg_voor_server
from jeugdregio.ketentest.testdatabase import verse_database
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.queries import afloop, meet
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.ontvangst.vastleggen import lees_op
from tests.eigen_database import met_database
from tests.storm.house import a_house, wait_for
from tests.storm.sender import Sender
from tests.wereld import AANBIEDERS, GEMEENTEN, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

A1, WIE = AANBIEDERS["A1"], verwerking(REGIO)
MOMENT = timezone.make_aware(datetime.combine(PEILDATUM, time(12)))
MEGABYTE = 1024 * 1024


def store(*contents):
    files = [Aanlevering("", data, A1, "test") for data in contents]
    return [r.bestand_id for r in actions.leg_vast(files, moment=MOMENT, on_behalf_of=WIE)]


def process():
    return actions.verwerk(regio=REGIO, peildatum=PEILDATUM, moment=MOMENT)


def all_is_well():
    assert {m.invariant.code: m.fout for m in meet(on_behalf_of=WIE) if m.fout} == {}


class TestTable:
    """A table without room."""

    @pytest.fixture
    def without_room(self, server, wereld, worker_id):
        """`with without_room("berichten_uitgaand")`: until the end of the block nothing can be added to it."""
        url = server.url("postgres", f"jeugdregio_storm_{worker_id}")

        def alone(superuser):
            """Everybody connects anew, for a process keeps the files that it opened."""
            connection.close()
            superuser.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        @contextmanager
        def fill(table):
            with psycopg.connect(url, autocommit=True) as superuser:
                superuser.execute("CHECKPOINT")
                place = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(%s)"
                path = Path(superuser.execute(place, [table]).fetchone()[0])
                assert path.stat().st_size == 0, "only a table that is still empty can be put on another disk like this"
                alone(superuser)
                path.unlink()
                path.symlink_to("/dev/full")
            try:
                yield
            finally:
                path.unlink()
                path.touch(mode=0o600)
                os.chown(path, path.parent.stat().st_uid, path.parent.stat().st_gid)
                with psycopg.connect(url, autocommit=True) as superuser:
                    alone(superuser)

        return fill

    def draw(self, world):
        with namens(WIE):
            world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
            return world.teken("JW323 | bericht | maand | volume\nP1 | B1 | 2026-03 | 1\nP2 | B2 | 2026-04 | 1")

    def test_no_receipt_is_given_and_the_same_again_is_one_file(self, without_room):
        with without_room("berichten_bestand"), pytest.raises(OperationalError) as caught:
            store(b"<a/>")
        assert isinstance(caught.value.__cause__, errors.DiskFull)

        (number,) = store(b"<a/>")

        assert store(b"<a/>") == [number]

    @pytest.mark.parametrize("table", ["declaraties_prestatie", "grootboek_boeking", "declaraties_declaratie"])
    def test_a_batch_leaves_nothing_and_holds_it_against_no_file(self, wereld, without_room, table):
        messages = self.draw(wereld)
        numbers = store(*(message.data for message in messages))

        with without_room(table), pytest.raises(OperationalError) as caught:
            process()

        assert isinstance(caught.value.__cause__, errors.DiskFull)
        with namens(WIE):
            assert set(Bestand.objects.filter(id__in=numbers).values_list("status", "mislukt")) == {("ontvangen", 0)}
        all_is_well()
        assert [o.uitkomst for o in process().uitkomsten] == ["geaccepteerd", "geaccepteerd"]
        all_is_well()

    def test_the_api_says_try_later_and_the_worker_goes_on_by_itself(
        self, wereld, without_room, server, tmp_path, worker_id
    ):
        with namens(WIE):
            (message,) = wereld.teken("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
        town = GEMEENTEN["G1"]
        key = aansluiting.maak_sleutel(town, moment=timezone.now() - timedelta(minutes=1))
        with a_house(tmp_path, server) as house:
            log = house.home.parent / "worker.log"
            house.database = f"jeugdregio_storm_{worker_id}"
            house.start("web")
            sender = Sender(house.web_port, {town: (key.code, key.geheim)})
            with without_room("berichten_bestand"):
                status, answer = sender.post_once(town, message.data)
                assert (status, json.loads(answer)["type"]) == (503, "urn:jeugdregio:probleem:niet_bereikbaar")
            with without_room("berichten_bericht"):
                number = sender.deliver(town, message.data)
                house.start("worker")
                wait_for("the worker's complaint", lambda: b"nieuwe poging" in log.read_bytes())
                assert house.ask("SELECT status, mislukt FROM berichten_bestand") == [("ontvangen", 0)]
            wait_for("the end", lambda: house.ask("SELECT status FROM berichten_bestand") == [("verwerkt",)])
            assert house.ask("SELECT bestand_id FROM berichten_bericht") == [(number,)]
            assert house.services["worker"].poll() is None
            assert b"Traceback" not in log.read_bytes()
        all_is_well()


def _may_mount():
    """Whether this process may put a disk of its own somewhere; tried, for no other question tells."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False)
        except FileNotFoundError:
            return False
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
    return done.returncode == 0


@pytest.fixture
def disk():
    """A disk of 400 MB, where the user that PostgreSQL runs as may come."""
    folder = Path(tempfile.mkdtemp(prefix="jeugdregio-schijf-", dir="/var/tmp"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m,mode=711", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@pytest.mark.parametrize("rest", [8, 24] if _may_mount() else [])
class TestDisk:
    """A disk without room, for data and log alike; `rest` is the room that was left, in megabytes."""

    @pytest.fixture
    def house(self, disk, tmp_path, django_db_blocker, django_db_setup):
        with a_house(tmp_path, zorg_voor_server(disk / "pg", duurzaam=True)) as house:
            verse_database(house.server, "vol")
            house.database = "vol"
            with met_database(house.server.url(rollen.APP, "vol"), django_db_blocker):
                yield house
            house.server.stop()

    def test_all_that_was_acknowledged_is_there_when_there_is_room_again(self, rest, disk, house):
        with namens(WIE):
            world = Wereld()
            world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
            (message,) = world.teken("JW323 | maand | volume\nP1 | 2026-03 | 1")
        receipts = dict(zip([message.data], store(message.data), strict=True))
        free = shutil.disk_usage(disk).free - rest * MEGABYTE
        with (disk / "ballast").open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, free)

        def store_too_much():
            for _ in range(2 * rest + 20):
                data = os.urandom(MEGABYTE)
                receipts[data] = store(data)[0]

        with pytest.raises((OperationalError, InterfaceError)):
            store_too_much()
        with suppress(OperationalError, InterfaceError):  # there may be room for one small batch
            process()
        (disk / "ballast").unlink()
        house.connect_django()

        with namens(WIE):
            rows = Bestand.objects.values_list("id", "inhoud", "codering", "mislukt")
            stored = {number: (lees_op(content, coding), failed) for number, content, coding, failed in rows}
        assert stored.items() >= {number: (data, 0) for data, number in receipts.items()}.items()
        assert [store(data)[0] for data in receipts] == list(receipts.values())
        process()
        ends = {end.bestand_id: end.uitkomst for end in afloop(list(receipts.values()), on_behalf_of=WIE)}
        assert ends.pop(receipts.pop(message.data)) == "geaccepteerd"
        assert ends == dict.fromkeys(receipts.values(), "geweigerd")
        all_is_well()
