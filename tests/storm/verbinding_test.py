# SPDX-License-Identifier: EUPL-1.2
"""
A line that breaks half-way an upload, or before its answer arrives: a client that sends again gets its one receipt.

Raw sockets to the real web server, cut after a number of bytes that chance decides, politely (FIN) or not (RST).
"""

import json
import socket
import struct
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from jeugdregio.aansluiting import actions
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import verwerk
from jeugdregio.ontvangst.queries import meet
from tests.storm.house import a_house, wait_for
from tests.storm.parallel import rounds
from tests.storm.sender import Sender
from tests.wereld import AANBIEDERS, PEILDATUM
from tests.wereld_oordeel import REGIO

A1, WIE = AANBIEDERS["A1"], verwerking(REGIO)


@pytest.fixture
def house(wereld, server, tmp_path, worker_id):
    with a_house(tmp_path, server) as house:
        house.database = f"jeugdregio_storm_{worker_id}"
        house.start("web")
        yield house


@pytest.fixture
def sender(house):
    key = actions.maak_sleutel(A1, moment=timezone.now() - timedelta(minutes=1))
    return Sender(house.web_port, {A1: (key.code, key.geheim)})


def request(sender, data):
    head = (
        "POST /api/v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/xml\r\n"
        f"Authorization: Bearer {sender.token(A1)}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def cut(port, data, rude):
    """Send this and break the line, without waiting for anything."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        with suppress(ConnectionError):  # the server may be the first to have enough of it
            line.sendall(data)
        if rude:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def status_of(port, data):
    """Send this, say that there is no more, and read the status of the answer; empty when there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            return line.recv(65536).split(b" ")[1:2]
    return []


def stored():
    from jeugdregio.berichten.models import Bestand

    with namens(WIE):
        return list(Bestand.objects.order_by("id").values_list("id", "omvang_bytes"))


def test_half_an_upload_is_nothing_and_the_same_again_is_one_receipt(house, sender):
    rng = Random(16)  # noqa: S311 - places to cut, not secrets
    expected = []
    for number in rounds(20, 300):
        data = rng.randbytes(rng.choice([200, 5_000, 200_000]))
        whole = request(sender, data)
        place = rng.randrange(1, len(whole))

        cut(house.web_port, whole[:place], rude=rng.random() < 0.5)
        assert status_of(house.web_port, whole[:place]) in ([], [b"400"], [b"408"])
        assert len(stored()) == number

        cut(house.web_port, whole, rude=rng.random() < 0.5)  # arrives, or not; the sender cannot know
        receipt = sender.deliver(A1, data)
        assert sender.deliver(A1, data) == receipt

        expected.append((receipt, len(data)))
        assert stored() == expected
    assert b"Traceback" not in (house.home.parent / "web.log").read_bytes()


def test_what_was_sent_twice_because_its_answer_was_lost_is_judged_once(house, sender, wereld):
    with namens(WIE):
        wereld.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
        (message,) = wereld.teken("JW305 | toewijzing\nS1 | T1")
    for _ in range(3):
        cut(house.web_port, request(sender, message.data), rude=False)
    receipt = sender.deliver(A1, message.data)

    report = verwerk(regio=REGIO, peildatum=PEILDATUM, moment=timezone.now() + timedelta(days=400))

    assert [(one.bestand_id, one.uitkomst) for one in report.uitkomsten] == [(receipt, "geaccepteerd")]
    assert {m.invariant.code: m.fout for m in meet(on_behalf_of=WIE) if m.fout} == {}


def test_a_line_that_says_nothing_does_not_keep_others_waiting(house, sender):
    """As many silent lines as there are threads, each half-way an upload; a message still gets its receipt."""
    whole = request(sender, b"x" * 100_000)
    silent = [socket.create_connection(("127.0.0.1", house.web_port)) for _ in range(8)]
    try:
        for line in silent:
            line.sendall(whole[:1_000])

        assert sender.deliver(A1, b"een ander bericht") > 0
        assert sender.attempts == 1
    finally:
        for line in silent:
            line.close()


def test_the_answer_is_the_same_whoever_asks_again(house, sender):
    data = b"<x/>"
    first = sender.post_once(A1, data)
    again = sender.post_once(A1, data)

    assert (first[0], again[0]) == (202, 200)
    assert json.loads(first[1])["ontvangst"] == json.loads(again[1])["ontvangst"]
    assert json.loads(again[1])["herhaling"] is True


def test_a_worker_that_has_nothing_to_do_lives_through_the_end_of_its_line(house, sender):
    """It sits and listens for the bell; the database hangs up."""
    log = house.home.parent / "worker.log"
    house.start("worker")
    wait_for("the worker", lambda: b"wacht op berichten" in log.read_bytes())
    hang_up = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND query = 'LISTEN jeugdregio_ontvangst' AND pid <> pg_backend_pid()"
    )
    wait_for("a listening worker", lambda: house.ask(hang_up) != [(0,)])

    receipt = sender.deliver(A1, b"<geen bericht>")

    wait_for("the verdict", lambda: house.ask("SELECT id, status FROM berichten_bestand") == [(receipt, "geweigerd")])
    assert b"Traceback" not in log.read_bytes()
    assert log.read_bytes().count(b"wacht op berichten") == 1
