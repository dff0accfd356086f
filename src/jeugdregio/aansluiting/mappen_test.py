# SPDX-License-Identifier: EUPL-1.2
"""The folder carrier: half-written files, refused files, repeats, and a process that dies at any step."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jeugdregio.aansluiting import actions, mappen
from jeugdregio.aansluiting.values import Ingenomen, Verstuurd
from jeugdregio.berichten.models import Bericht, Bestand
from tests.wereld import AANBIEDERS, GEMEENTEN
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
A1, A2, G1 = AANBIEDERS["A1"], AANBIEDERS["A2"], GEMEENTEN["G1"]
NU = datetime(2027, 7, 1, 9, tzinfo=UTC)
BSN = "999900006"


@pytest.fixture
def home(wereld, tmp_path) -> Path:
    """The folder of A1."""
    actions.sluit_aan(A1, "map", moment=NU)
    assert actions.bereid_voor(tmp_path, regio=REGIO) == [A1]
    return tmp_path / A1


@pytest.fixture
def start(wereld) -> bytes:
    """A message of A1 that is accepted."""
    (message,) = wereld.teken("JW305 | toewijzing\nS1 | T1")
    return message.data


def put(home, data, name="bericht.xml", age=60.0):
    path = home / "in" / name
    path.write_bytes(data)
    os.utime(path, (NU.timestamp() - age, NU.timestamp() - age))
    return path


def one_pass(home):
    with actions.alleen(home.parent):
        return actions.neem_map_in(home.parent, home.name, regio=REGIO, peildatum=NU.date(), moment=NU, rust_seconden=5)


def send(home):
    return actions.verstuur({"map": actions.Mapdrager(home.parent)}, regio=REGIO, moment=NU)


def names(home, part):
    return sorted(path.name for path in (home / part).iterdir())


def nothing_left(home):
    return names(home, "in") == names(home, mappen.GENOMEN) == []


def test_a_message_is_taken_in_and_its_answer_and_what_waited_come_out(home, start):
    put(home, start)

    assert one_pass(home) == Ingenomen(nieuw=1)
    assert nothing_left(home)
    assert send(home) == Verstuurd(verzonden=2)
    assert [name[:15] for name in names(home, "out")] == [f"JW301_{G1}_{G1}", f"JW306_{G1}_{G1}"]
    assert b"jw306:Bericht" in (home / "out" / names(home, "out")[1]).read_bytes()
    assert names(home, "quarantaine") == []


def test_files_are_taken_in_the_order_of_their_names(home):
    for number in range(12):
        put(home, b"%d" % number, name=f"{number:02}.xml")

    one_pass(home)

    assert list(Bestand.objects.filter(kanaal="map").order_by("id").values_list("naam", flat=True)) == [
        f"{number:02}.xml" for number in range(12)
    ]


def test_a_file_from_tomorrow_is_taken_too(home, start):
    """The clock of its sender is ahead, or ours was set back."""
    put(home, start, age=-100_000)

    assert one_pass(home) == Ingenomen(nieuw=1)


def test_what_a_crash_left_half_written_is_cleared_away(home):
    for part in ("out", "quarantaine"):
        (home / part / ".JW302.xml.0a1b2c3d.tmp").write_bytes(b"half")
    (home / "out" / "JW302.xml").write_bytes(b"heel")

    actions.bereid_voor(home.parent, regio=REGIO)

    assert [path.name for part in ("out", "quarantaine") for path in (home / part).iterdir()] == ["JW302.xml"]


def test_a_half_written_file_is_left_until_it_lies_still(home, start):
    path = put(home, start[:100], age=1)
    put(home, start[:100], name="ander.xml.tmp")
    put(home, start[:100], name=".verborgen")

    assert one_pass(home) == Ingenomen(te_jong=1)
    assert names(home, "in") == [".verborgen", "ander.xml.tmp", "bericht.xml"]

    put(home, start)
    assert one_pass(home) == Ingenomen(nieuw=1)
    assert not path.exists()
    assert Bestand.objects.filter(kanaal="map").count() == 1


def test_the_same_file_again_is_a_repeat_without_effect(home, start):
    put(home, start)
    one_pass(home)
    send(home)
    put(home, start, name="nog eens.xml")

    assert one_pass(home) == Ingenomen(herhaald=1)
    assert send(home) == Verstuurd()
    assert nothing_left(home)
    assert Bericht.objects.filter(soort="JW305").count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b"geen xml", "geen XML"),
        (b"<!DOCTYPE x><x/>", "DOCTYPE"),
        (b"x" * (25 * 1024 * 1024 + 1), "25 MB"),
    ],
)
def test_what_the_door_refuses_lies_in_quarantine_with_its_reason(home, data, says):
    put(home, data, name=f"kind {BSN}.xml")

    one_pass(home)

    file, reason = names(home, "quarantaine")
    assert reason == f"{file}.reden.txt"
    assert (home / "quarantaine" / file).read_bytes() == data
    assert says in (home / "quarantaine" / reason).read_text()
    assert BSN not in file + (home / "quarantaine" / reason).read_text()
    assert nothing_left(home)


def test_a_message_of_another_is_refused(home, wereld):
    (message,) = wereld.teken("JW305 | toewijzing\nS1 | T1")
    put(home, message.data.replace(A1.encode(), A2.encode()))

    assert one_pass(home).geweigerd == 1
    assert "afzender" in (home / "quarantaine" / names(home, "quarantaine")[1]).read_text()


def test_a_link_or_a_folder_is_not_read(home, tmp_path):
    (tmp_path / "geheim").write_text("geheim")
    (home / "in" / "link.xml").symlink_to(tmp_path / "geheim")
    (home / "in" / "map.xml").mkdir()

    assert one_pass(home) == Ingenomen()
    assert sum(name.endswith(".reden.txt") for name in names(home, "quarantaine")) == 2
    assert nothing_left(home)
    assert (tmp_path / "geheim").read_text() == "geheim"


@pytest.fixture
def neighbour(home) -> Path:
    """The folder of A2, with a file that lies still."""
    actions.sluit_aan(A2, "map", moment=NU)
    actions.bereid_voor(home.parent, regio=REGIO)
    put(home.parent / A2, b"van de buurman")
    return home.parent / A2


@pytest.mark.parametrize("part", ["in", mappen.GENOMEN])
def test_a_link_in_the_place_of_a_folder_does_not_lead_to_the_files_of_another(home, neighbour, caplog, part):
    (home / part).rmdir()
    (home / part).symlink_to(neighbour / "in")

    assert one_pass(home) == Ingenomen()
    assert names(neighbour, "in") == ["bericht.xml"]
    assert "geen map maar een koppeling" in caplog.text


def test_what_is_refused_is_not_put_in_the_folder_of_another(home, neighbour):
    put(home, b"<geen bericht>")
    (home / "quarantaine").rmdir()
    (home / "quarantaine").symlink_to(neighbour / "in")

    assert one_pass(home) == Ingenomen()
    assert names(neighbour, "in") == ["bericht.xml"]


def test_nor_is_what_is_sent(home, neighbour, start):
    put(home, start)
    one_pass(home)
    (home / "out").rmdir()
    (home / "out").symlink_to(neighbour / "in")

    sent = send(home)

    assert sent.verzonden == 0
    assert sent.mislukt
    assert names(neighbour, "in") == ["bericht.xml"]


@pytest.mark.parametrize("step", ["leg_vast", "verwerk", "afloop"])
def test_whoever_dies_on_the_way_is_followed_by_one_who_finishes_it_once(home, start, monkeypatch, step):
    class Dood(BaseException):
        pass

    def die(*_, **__):
        raise Dood

    put(home, start)
    monkeypatch.setattr(mappen, step, die)
    with pytest.raises(Dood):
        one_pass(home)
    monkeypatch.undo()
    assert names(home, "in") == []

    one_pass(home)

    assert nothing_left(home)
    assert Bericht.objects.filter(soort="JW305", uitkomst="geaccepteerd").count() == 1
    assert Bestand.objects.filter(kanaal="map").count() == 1


def test_sending_twice_gives_one_file(home, monkeypatch):
    class Dood(BaseException):
        pass

    def die(*_, **__):
        raise Dood

    monkeypatch.setattr("jeugdregio.berichten.verzenden.boek_verzonden", die)
    with pytest.raises(Dood):
        send(home)
    monkeypatch.undo()
    before = names(home, "out")

    again = actions.verstuur({"map": actions.Mapdrager(home.parent)}, regio=REGIO, moment=NU.replace(hour=10))

    assert again == Verstuurd(verzonden=1)
    assert len(before) == 1
    assert names(home, "out") == before


def test_a_disk_that_is_not_there_costs_a_try_and_makes_no_folder(home):
    (home / "out").rmdir()

    assert send(home) == Verstuurd(mislukt=1)
    assert not (home / "out").exists()


def test_two_processes_do_not_work_in_one_folder(home):
    with actions.alleen(home.parent), pytest.raises(actions.MapBezet), actions.alleen(home.parent):
        pass


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(actions.MapOnbruikbaar, match="Controleer het pad"), actions.alleen(tmp_path / "weg"):
        pass
