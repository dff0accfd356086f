# SPDX-License-Identifier: EUPL-1.2
"""A message that brings down, blocks or fills the process that reads it costs that message, and nothing else."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from jeugdregio.berichten.models import Apart, Bestand
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting.bord import Bord, InHanden
from jeugdregio.ontvangst import actions, afwachten
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.opdrachtregel.toezicht import HOOGSTENS_VERGEEFS, Einde, Toezicht
from tests.eigen_database import met_database
from tests.kwetsbare_worker import HANGT, SAMEN, STERFT, VULT, VULT_INEENS

CODE, SCHAAL = "IJSSELLAND", 0.005
AS_PROCESSING = (
    "SELECT set_config('jr.regio', %s, {0}), set_config('jr.namens', 'x', {0}), set_config('jr.rol', 'verwerking', {0})"
)
REGION = regio_ijsselland()
WIE = verwerking(CODE)
MOMENT = datetime(2026, 11, 1, 11, tzinfo=UTC)
REPO = Path(__file__).parents[2]
GEDULD = 240
AANTAL = 8


@pytest.fixture(scope="module")
def traffic():
    return list(simuleer(bevolking(SCHAAL, 4, REGION), REGION, [date(2026, 7, 1)], seed=4, foutkans=0))[:AANTAL]


@pytest.fixture
def database(maak_regio, worker_id, django_db_blocker):
    url = maak_regio(f"jeugdregio_toezicht_{worker_id}")
    with met_database(url, django_db_blocker):
        yield url


def store(traffic, texts):
    """Store them; `texts` says after which message a comment comes, by place."""
    data = [m.xml + texts.get(place, b"") for place, m in enumerate(traffic)]
    deliveries = [Aanlevering(m.bestandsnaam, one, m.afzender) for m, one in zip(traffic, data, strict=True)]
    return [r.bestand_id for r in actions.leg_vast(deliveries, moment=MOMENT, on_behalf_of=WIE)]


@contextmanager
def worker(url, module="tests.kwetsbare_worker"):
    command = [sys.executable, "-m", module, "worker", "--wacht=0.05", "--geheugen=700"]
    env = {**os.environ, "DATABASE_URL": url, "WORKER": "true"}
    process = subprocess.Popen(command, env=env, cwd=REPO, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(GEDULD)


def states():
    with namens(WIE):
        return dict(Bestand.objects.values_list("id", "status"))


def until(condition):
    deadline = time.monotonic() + GEDULD
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)


def child_of(process):
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(found[0]) if found else 0


@pytest.mark.parametrize(
    "bad",
    [
        {1: (STERFT, "SIGSEGV"), 2: (SAMEN, "SIGABRT"), 6: (STERFT, "SIGSEGV")},
        {0: (VULT_INEENS, "MemoryError"), 3: (HANGT, "seconden rekentijd"), 5: (VULT, "meer dan 700 MB geheugen")},
    ],
)
def test_each_is_set_aside_and_all_others_go_through(database, traffic, bad):
    numbers = store(traffic, {place: text for place, (text, _) in bad.items()})

    with worker(database) as process:
        until(lambda: "ontvangen" not in states().values())

    assert process.returncode == 0
    assert {n for n, state in states().items() if state != "verwerkt"} == {numbers[place] for place in bad}
    with namens(WIE):
        aside = {one.bestand_id: (one.pogingen, one.fout) for one in Apart.objects.all()}
    assert {number for number, (tries, _) in aside.items() if tries == 3} == {numbers[place] for place in bad}
    for place, (_, why) in bad.items():
        assert why in aside[numbers[place]][1]


class TestWhatIsNotHeldAgainstAFile:
    @pytest.fixture
    def busy(self, database, traffic):
        """A worker in the middle of a batch, that waits for a row which someone else holds; and who that is."""
        store(traffic, {})
        with psycopg.connect(database) as holder:
            holder.execute(AS_PROCESSING.format("true"), [CODE])
            holder.execute("SELECT FROM berichten_bestand FOR UPDATE")
            with worker(database, "jeugdregio.opdrachtregel") as process:
                until(lambda: waits_for_a_lock(database))
                yield process
                holder.rollback()

    def counted(self, database):
        with psycopg.connect(database) as connected:
            connected.execute(AS_PROCESSING.format("false"), [CODE])
            return connected.execute("SELECT sum(mislukt) FROM berichten_bestand").fetchone()[0]

    def test_the_worker_is_killed_and_its_child_goes_with_it(self, busy, database):
        child = child_of(busy)

        busy.kill()

        until(lambda: not Path(f"/proc/{child}").exists())
        assert self.counted(database) == 0

    def test_the_database_process_of_the_child_is_killed(self, busy, database):
        child = child_of(busy)

        with psycopg.connect(database) as connected:
            connected.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

        until(lambda: waits_for_a_lock(database))
        assert child_of(busy) == child
        assert self.counted(database) == 0

    def test_the_worker_is_told_to_stop(self, busy, database):
        child = child_of(busy)
        busy.send_signal(signal.SIGTERM)

        assert busy.wait(GEDULD) == 0
        assert not Path(f"/proc/{child}").exists()
        assert self.counted(database) == 0


def waits_for_a_lock(url):
    with psycopg.connect(url) as connected:
        found = connected.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return found.fetchone()[0] > 0


def test_the_web_waits_for_the_worker_and_no_longer_than_it_wants(database, traffic, settings, monkeypatch):
    settings.WORKER = True
    monkeypatch.setattr(afwachten, "GEDULD", 0.2)
    first, second = store(traffic[:2], {})
    facts = {"regio": CODE, "peildatum": MOMENT.date(), "moment": MOMENT}

    actions.laat_verwerken([first], **facts)
    assert states() == {first: "ontvangen", second: "ontvangen"}

    monkeypatch.setattr(afwachten, "GEDULD", GEDULD)
    with worker(database, "jeugdregio.opdrachtregel"):
        actions.laat_verwerken([second], **facts)
    assert states() == {first: "verwerkt", second: "verwerkt"}


class TestWhatTheNextChildDoesFirst:
    def after(self, *, todo=(), done=0, files=(), reading=0, counts=True, code=-11):
        watch = Toezicht([], geheugen_mib=700, meld=lambda _text: None)
        watch.in_te_halen = list(todo)
        hand = InHanden(1, tuple(files), reading, 120, 0) if files else None
        watch.na(Einde(code, "", hand, done, counts))
        return [one["doe"] if "doe" in one else one["tel"] for one in watch.in_te_halen]

    def test_halves_of_a_batch_that_was_worked_on_together(self):
        assert self.after(files=[1, 2, 3, 4, 5]) == [[1, 2], [3, 4, 5]]

    def test_the_file_that_was_read_alone_and_in_its_place(self):
        assert self.after(files=[1, 2, 3, 4], reading=3) == [[1, 2], [3], [4]]
        assert self.after(files=[1, 2], reading=1) == [[1], [2]]

    def test_a_file_that_was_alone_is_counted(self):
        assert self.after(files=[7], reading=7) == [7]

    def test_what_was_done_is_not_done_again_and_what_is_left_stays_in_order(self):
        todo = [{"tel": 9, "fout": "x"}, {"doe": [1, 2, 3, 4]}, {"doe": [5, 6]}]

        assert self.after(todo=todo, done=1, files=[2, 3]) == [[1], [2], [3], [4], [5, 6]]
        assert self.after(todo=todo, done=2, files=[5, 6], reading=6) == [[5], [6]]
        assert self.after(todo=todo, done=0) == [9, [1, 2, 3, 4], [5, 6]]

    def test_nothing_when_the_database_was_waited_for(self):
        assert self.after(files=[1, 2], counts=False) == []

    def test_rests_when_every_file_brings_it_down(self, monkeypatch):
        watch = Toezicht([], geheugen_mib=700, meld=lambda _text: None)
        stop, rests = threading.Event(), []
        alone = iter(range(1, 1_000))
        hand = lambda: InHanden(1, (next(alone),), 0, 120, 0)  # noqa: E731
        monkeypatch.setattr(watch, "_leven", lambda _stop: Einde(-11, "", hand(), len(watch.in_te_halen)))
        monkeypatch.setattr(stop, "wait", lambda seconds: rests.append(seconds) or stop.set())

        assert watch.houd_gaande(stop) == 0

        assert next(alone) == HOOGSTENS_VERGEEFS + 2
        assert len(rests) == 1
        assert watch.in_te_halen == []


def test_the_board_can_be_read_by_another_process_that_shares_it():
    board = Bord.nieuw()
    assert board.kijk() is None
    if not (child := os.fork()):
        mine = Bord(board.handvat)
        mine.neem([4, 5, 6], 130, 17)
        mine.leest(5)
        mine.klaar()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    assert board.kijk() == InHanden(1, (4, 5, 6), 5, 130, 17)
    assert board.gedaan == 1
    board.leg_neer()
    assert board.kijk() is None
    board.sluit()
