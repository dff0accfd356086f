# SPDX-License-Identifier: EUPL-1.2
"""
Thousands of requests of everyone at once, over a pool of fewer connections than threads: none crosses.

A connection carries the next identity right after the last one, also when that one ended in an error, was ended by
the database half-way, or was cut off. The requests are drawn; what each may read is known from the canaries.
"""

import logging
import os
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import RequestFactory
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.gebruikers.values import Machtiging
from tests.eigen_database import met_database
from tests.isolatie.adressen import Adres, eigen_adressen, vaste_adressen
from tests.isolatie.kanaries import Kanaries
from tests.isolatie.paginas_test import IDENTITIES, text_of, visible, visitor

VERZOEKEN = int(os.environ.get("JEUGDREGIO_VERZOEKEN", "2000"))
"""Ten thousand in the long form (`make nacht`); each takes some ten milliseconds, most of it for the read log."""
DRADEN, VERBINDINGEN = 6, 3
SEED = 20261128
ZWAAR = {"overzicht", "maandrapporten", "maandrapport", "maandrapport-xlsx", "weekbrief-pdf", "antwoord-pdf"}
"""Reports and letters take a hundred times longer than a list; one in so many of these is enough."""
NA_ZWAAR = 200
ZIEN_ZEKER = ("controller.zwolle", "toegang.dalfsen", "backoffice", "backoffice.ander", "controller.regio")


@dataclass
class Telling:
    """What happened, over all threads."""

    gedaan: Counter[int] = field(default_factory=Counter)
    gezien: Counter[str] = field(default_factory=Counter)
    gekruist: list[tuple[str, str, list[str]]] = field(default_factory=list)
    verbroken: int = 0


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database):
    """A copy of the played region with canaries in it: (address of the application, of the superuser, canaries, …)."""
    owner = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(owner, autocommit=True) as connected:
        canaries = Kanaries.zet_uit(connected)
        addresses = eigen_adressen(connected)
    return ongerepte_database, owner, canaries, addresses


@pytest.fixture
def pool(wereld, django_db_blocker, monkeypatch):
    """Django on a pool of a few connections that all threads share."""
    with met_database(wereld[0], django_db_blocker):
        settings = connections.settings["default"]
        options = {**settings["OPTIONS"], "pool": {"min_size": VERBINDINGEN, "max_size": VERBINDINGEN, "timeout": 60}}
        monkeypatch.setitem(settings, "OPTIONS", options)
        monkeypatch.setitem(settings, "CONN_MAX_AGE", 0)
        monkeypatch.setitem(settings, "CONN_HEALTH_CHECKS", True)
        connections["default"].close()
        del connections["default"]
        yield
        connections["default"].close()
        connections["default"].close_pool()
        del connections["default"]


def drawn(dice: random.Random, addresses: list[Adres], who: Machtiging | None) -> Adres:
    """An address; of one's own as often as of anyone."""
    heavy = dice.randrange(NA_ZWAAR) == 0
    own = who is not None and dice.randrange(2) == 0
    found = [one for one in addresses if (one.route in ZWAAR) == heavy]
    mine = [one for one in found if visible(who, (one.gemeente, one.aanbieder))] if own else []
    return dice.choice(mine or found)


def cut(owner: str, stop: threading.Event, told: Telling) -> None:
    """Now and then the database ends a connection of the application, whatever it is doing."""
    with psycopg.connect(owner, autocommit=True) as connected:
        while not stop.wait(1.0):
            (ended,) = connected.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'jeugdregio_app' ORDER BY random() LIMIT 1) een"
            ).fetchone()
            told.verbroken += ended


def test_thousands_of_requests_and_none_crosses(wereld, pool, capsys, monkeypatch):
    _, owner, canaries, addresses = wereld
    visitors = [visitor(name) for name in IDENTITIES]
    every = [*vaste_adressen(), *addresses]
    handler, factory, told, stop = WSGIHandler(), RequestFactory(), Telling(), threading.Event()

    def ask(seed: int) -> None:
        dice = random.Random(f"{SEED}-{seed}")  # noqa: S311
        place = dice.randrange(len(visitors))
        client, who = visitors[place]
        one = drawn(dice, every, who)
        headers = {"cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())}
        request = factory.get(one.pad, headers={**headers, **client_headers(client)})
        response = handler(request.environ, lambda status, headers: None)
        try:
            found = canaries.in_(text_of(response))
        finally:
            response.close()
        told.gedaan[response.status_code] += 1
        told.gezien[IDENTITIES[place]] += len(found)
        strange = sorted(word for word, whose in found.items() if not visible(who, whose))
        if strange:
            told.gekruist.append((IDENTITIES[place], one.pad, strange[:5]))

    monkeypatch.setattr("logging.root.manager.disable", logging.CRITICAL)
    knife = threading.Thread(target=cut, args=(owner, stop, told))
    knife.start()
    with ThreadPoolExecutor(DRADEN) as threads:
        list(threads.map(ask, range(VERZOEKEN)))
    stop.set()
    knife.join()

    with capsys.disabled():
        print(
            f"\n{sum(told.gedaan.values())} verzoeken, {dict(sorted(told.gedaan.items()))}, {told.verbroken} verbroken"
        )
    assert told.gekruist == []
    assert told.verbroken > 0, "geen verbinding is verbroken: deze proef bewijst minder"
    assert all(told.gezien[name] for name in ZIEN_ZEKER), told.gezien
    assert told.gedaan[200] > VERZOEKEN / 8


def client_headers(client: object) -> dict[str, str]:
    token = client.defaults.get("HTTP_AUTHORIZATION")  # type: ignore[attr-defined]
    return {"authorization": token} if token else {}
