# SPDX-License-Identifier: EUPL-1.2
"""A file on which we fail never stands in the way of others, is never lost, and gets a new chance from a person."""

import json
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from jeugdregio.berichten.models import Apart, Bestand
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst import actions, partij, queries, splitsen
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.opdrachtregel import worker
from tests.eigen_database import met_database

CODE, SCHAAL = "IJSSELLAND", 0.005
REGION = regio_ijsselland()
WIE = verwerking(CODE)
DAG, MOMENT = date(2026, 11, 1), datetime(2026, 11, 1, 11, tzinfo=UTC)
GEHEIM = "999900006"
REAL = partij.verwerk_stukken


@pytest.fixture(scope="module")
def traffic():
    return list(simuleer(bevolking(SCHAAL, 4, REGION), REGION, [date(2026, 7, 1)], seed=4, foutkans=0))[:40]


@pytest.fixture
def database(maak_regio, worker_id, django_db_blocker):
    url = maak_regio(f"jeugdregio_splitsen_{worker_id}")
    with met_database(url, django_db_blocker):
        yield


@pytest.fixture
def files(database, traffic):
    """The numbers of the stored files, in order."""
    deliveries = [Aanlevering(m.bestandsnaam, m.xml, m.afzender) for m in traffic]
    return [r.bestand_id for r in actions.leg_vast(deliveries, moment=MOMENT, on_behalf_of=WIE)]


def bug(stukken):
    raise ZeroDivisionError(f"kan niet delen door {GEHEIM}")


def constraint(stukken):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO berichten_weigering (bestand_id, aanbieder, gemeente, nr, code, uitleg)"
            f" VALUES (0, '', '', 0, '', '{GEHEIM}')"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def poison(monkeypatch, numbers, fail):
    """After the real work on a batch, fail when one of these files is in it."""

    def work(stukken, **rest):
        done = REAL(stukken, **rest)
        if {s.bestand_id for s in stukken} & set(numbers):
            fail(stukken)
        return done

    monkeypatch.setattr(partij, "verwerk_stukken", work)


def process():
    return actions.verwerk(regio=CODE, peildatum=DAG, moment=MOMENT)


def states():
    with namens(WIE):
        return dict(Bestand.objects.values_list("id", "status"))


class TestPoison:
    @pytest.mark.parametrize(("fail", "name"), [(bug, "ZeroDivisionError"), (constraint, "IntegrityError")])
    def test_others_go_through_and_after_three_times_it_is_set_aside(self, files, monkeypatch, caplog, fail, name):
        bad = files[11]
        poison(monkeypatch, [bad], fail)

        first = process()

        assert {u.bestand_id for u in first.uitkomsten} == set(files) - {bad}
        assert {status for number, status in states().items() if number != bad} == {"verwerkt"}
        assert (states()[bad], [m.poging for m in first.mislukt]) == ("ontvangen", [1])
        tries = [process().mislukt[0] for _ in range(2)]
        assert [(m.poging, m.apart) for m in tries] == [(2, False), (3, True)]
        assert states()[bad] == "apart"
        assert process().mislukt == ()
        [aside] = queries.apartgezet(on_behalf_of=WIE)
        assert (aside.bestand_id, aside.pogingen, aside.gezet_op) == (bad, 3, MOMENT)
        assert aside.fout.startswith(name)
        assert GEHEIM not in aside.fout + caplog.text

    def test_what_goes_through_is_what_goes_through_without_it(self, files, traffic, monkeypatch):
        bad = files[-1]
        poison(monkeypatch, [bad], bug)
        outcomes = {u.bestand_id: u.uitkomst for u in process().uitkomsten}
        monkeypatch.setattr(partij, "verwerk_stukken", REAL)

        late = process()

        assert set(outcomes.values()) == {"geaccepteerd"}
        assert [(u.bestand_id, u.uitkomst) for u in late.uitkomsten] == [(bad, "geaccepteerd")]

    def test_new_files_do_not_wait_for_one_that_failed_before(self, files, traffic, monkeypatch):
        bad = files[0]
        poison(monkeypatch, [bad], bug)
        process()
        deliveries = [Aanlevering("nieuw.xml", b"geen xml", traffic[0].afzender)]
        [new] = actions.leg_vast(deliveries, moment=MOMENT, on_behalf_of=WIE)

        report = process()

        assert [u.bestand_id for u in report.uitkomsten] == [new.bestand_id]
        assert [m.poging for m in report.mislukt] == [2]

    def test_when_everything_fails_it_rests_and_nothing_is_set_aside_yet(self, files, monkeypatch):
        poison(monkeypatch, files, bug)

        report = process()

        assert len(report.mislukt) == splitsen.HOOGSTENS_VERDACHT < len(files)
        assert set(states().values()) == {"ontvangen"}
        monkeypatch.setattr(partij, "verwerk_stukken", REAL)
        assert {u.bestand_id for u in process().uitkomsten} == set(files)


class TestRelease:
    @pytest.fixture
    def aside(self, files, monkeypatch):
        poison(monkeypatch, [files[3]], bug)
        for _ in range(3):
            process()
        return files[3]

    def release(self, number, wie=WIE):
        actions.geef_vrij(number, door="an.beheer", moment=MOMENT, on_behalf_of=wie)

    def test_gives_one_new_chance_and_is_remembered(self, aside, monkeypatch):
        monkeypatch.setattr(partij, "verwerk_stukken", REAL)

        self.release(aside)

        assert states()[aside] == "ontvangen"
        with pytest.raises(actions.NietApart, match="staat niet apart"):
            self.release(aside)
        assert [u.bestand_id for u in process().uitkomsten] == [aside]
        assert states()[aside] == "verwerkt"
        with namens(WIE):
            assert Apart.objects.get().vrijgegeven_door == "an.beheer"

    def test_when_it_fails_again_it_is_set_aside_again(self, aside):
        self.release(aside)

        assert [process().mislukt[0].poging for _ in range(3)] == [1, 2, 3]
        assert states()[aside] == "apart"
        with namens(WIE):
            assert Apart.objects.count() == 2

    @pytest.mark.parametrize("org", [{"aanbieder": "90000001"}, {"gemeente": "0193"}])
    def test_is_for_the_region_alone(self, aside, org):
        someone = Machtiging(rol=Rol.CONTROLLER, **org)

        assert queries.apartgezet(on_behalf_of=someone) == []
        with pytest.raises(actions.NietApart):
            self.release(aside, someone)

    def test_the_database_knows_four_states_and_one_release(self, aside):
        for statement in (
            "UPDATE berichten_bestand SET status = 'zoek'",
            f"INSERT INTO berichten_apart (bestand_id, fout, pogingen, gezet_op) VALUES ({aside}, 'x', 3, now())",
            "UPDATE berichten_apart SET vrijgegeven_op = now()",
        ):
            with (
                pytest.raises(IntegrityError),
                transaction.atomic(),
                namens(WIE),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


class TestCircumstances:
    @pytest.mark.parametrize(
        "error", [psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable, psycopg.errors.SerializationFailure]
    )
    def test_a_bad_moment_is_tried_again_and_not_counted(self, files, monkeypatch, error):
        monkeypatch.setattr(splitsen, "PAUZE", 0)
        times = iter(range(100))

        def busy(stukken):
            if next(times) < 3:
                raise OperationalError from error("moment")

        poison(monkeypatch, files, busy)

        report = process()

        assert (len(report.uitkomsten), report.mislukt) == (len(files), ())
        with namens(WIE):
            assert not Bestand.objects.exclude(mislukt=0).exists()

    def test_a_database_that_stays_busy_or_is_gone_is_for_the_caller(self, files, monkeypatch):
        monkeypatch.setattr(splitsen, "PAUZE", 0)

        def gone(stukken):
            raise OperationalError from psycopg.errors.DeadlockDetected("telkens")

        poison(monkeypatch, [files[5]], gone)

        with pytest.raises(OperationalError):
            process()
        assert set(states().values()) == {"ontvangen"}

    def test_a_message_that_asks_too_much_of_the_database_is_a_message_that_fails(self, files, monkeypatch):
        def too_much(stukken):
            raise OperationalError from psycopg.errors.ProgramLimitExceeded("rij te groot")

        poison(monkeypatch, [files[5]], too_much)

        assert [m.bestand_id for m in process().mislukt] == [files[5]]


def test_the_worker_lives_on_and_says_what_it_did(files, monkeypatch, capsys):
    poison(monkeypatch, [files[7]], bug)

    done = [worker._batch(2_000) for _ in range(4)]

    assert done == [len(files) - 1, 0, 0, 0]
    said = capsys.readouterr().out
    assert said.count(f"bestand {files[7]} ging mis") == 3
    assert "Het staat nu apart" in said


def test_the_commands_show_and_release_it(files, monkeypatch, capsys):
    import typer

    from jeugdregio.opdrachtregel import berichten, omgeving

    monkeypatch.setattr(omgeving, "met_django", lambda: None)
    poison(monkeypatch, [files[2]], bug)
    for _ in range(3):
        process()

    berichten.apart(als_json=True)
    assert [one["bestand_id"] for one in json.loads(capsys.readouterr().out)] == [files[2]]
    berichten.vrijgeven(files[2], door="an.beheer")
    assert "wacht weer" in capsys.readouterr().out
    with pytest.raises(typer.Exit):
        berichten.vrijgeven(files[2], door="an.beheer")
    assert "staat niet apart" in capsys.readouterr().err
    berichten.apart(als_json=False)
    assert capsys.readouterr().out == "Er staat niets apart.\n"
