# SPDX-License-Identifier: EUPL-1.2
"""Who stores a file wakes who waits for one; a bell from before the wait is heard too."""

import threading
import time
from datetime import UTC, datetime

import psycopg

from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, luister
from jeugdregio.ontvangst.values import Aanlevering

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
LANG = 60.0


def store(name):
    leg_vast([Aanlevering(name, name.encode(), "42420001")], moment=MOMENT, on_behalf_of=verwerking("IJSSELLAND"))


def listened():
    begin = time.monotonic()
    luister(LANG)
    return time.monotonic() - begin


def ring(address):
    with psycopg.connect(address, autocommit=True) as connected:
        connected.execute("NOTIFY jeugdregio_ontvangst")


def test_a_bell_wakes_who_listens(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        luister(0.01)
        ringer = threading.Timer(0.5, ring, [own_database])
        ringer.start()

        assert listened() < LANG
        ringer.join()


def test_a_bell_that_rang_while_it_was_at_work_is_heard(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        luister(0.01)
        store("een.xml")

        assert listened() < LANG
