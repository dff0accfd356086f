# SPDX-License-Identifier: EUPL-1.2
"""
A small region that was really played, for tests of pages; a pytest plugin, loaded by conftest.py.

It is made once per run in a process of its own (`python -m tests.paginawereld`), and copied for each worker.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

PLAYED, LOADED = "jeugdregio_gespeeld", "jeugdregio_geladen"
SCALE, MISTAKES, SEED = 0.01, 0.08, 1
REGIO = "IJSSELLAND"
VANDAAG = date(2026, 11, 24)
BEGIN = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, 9, tzinfo=UTC)
REPO = Path(__file__).resolve().parents[1]


@contextmanager
def once_per_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str, what: str) -> Iterator[bool]:
    """Give True to the one worker of a run that has to make this; the others wait until it is there."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if worker_id != "master" else root
    with (shared / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{what}.klaar"
        yield not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def gespeelde_database(
    server: Any,
    make_database: Callable[[str], str],
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address, for the application role, of this worker's copy of the played region."""
    from jeugdregio.inrichting import rollen

    with once_per_run(tmp_path_factory, worker_id, "gespeeld") as first:
        if first:
            env = {**os.environ, "DATABASE_URL": make_database(PLAYED)}
            subprocess.run([sys.executable, "-m", "tests.paginawereld"], env=env, cwd=REPO, check=True)
    name = f"{PLAYED}_{worker_id}"
    rollen.kopieer(server.url("postgres", "postgres"), PLAYED, name)
    return str(server.url(rollen.APP, name))


@pytest.fixture(scope="session")
def maak_regio(
    server: Any,
    make_database: Callable[[str], str],
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
    django_db_setup: None,
) -> Callable[[str], str]:
    """
    Give a function that makes a database with the region in it, without children, and returns its URL.

    Loaded once per run: copying it takes a tenth of the time.
    """
    from jeugdregio.demo import laden
    from jeugdregio.demo.regio import regio_ijsselland
    from jeugdregio.inrichting import rollen
    from tests.eigen_database import met_database

    def make(name: str) -> str:
        with once_per_run(tmp_path_factory, worker_id, "geladen") as first:
            if first:
                with met_database(make_database(LOADED), django_db_blocker):
                    laden.laad(regio_ijsselland(), code=REGIO, schaal=SCALE)
        rollen.kopieer(server.url("postgres", "postgres"), LOADED, name)
        return str(server.url(rollen.APP, name))

    return make


@pytest.fixture
def gespeeld(gespeelde_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Django works in the played region, with real commits."""
    from tests.eigen_database import met_database

    with met_database(gespeelde_database, django_db_blocker):
        yield


@pytest.fixture
def played(
    server: Any, gespeelde_database: str, worker_id: str, django_db_blocker: Any
) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    """A copy of the region to go on playing in; gives what asks its database, on behalf of the region."""
    from django.db import connection

    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.inrichting import rollen
    from tests.eigen_database import met_database

    name = f"{PLAYED}_verder_{worker_id}"
    rollen.kopieer(server.url("postgres", "postgres"), PLAYED, name)

    def rows(statement: str) -> list[tuple[Any, ...]]:
        with namens(verwerking(REGIO)), connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    with met_database(server.url(rollen.APP, name), django_db_blocker):
        yield rows


@pytest.fixture(scope="module")
def ongerepte_database(server: Any, gespeelde_database: str, worker_id: str, request: pytest.FixtureRequest) -> str:
    """The address, for the application role, of a copy that no other module's tests have put anything in."""
    from jeugdregio.inrichting import rollen

    name = f"{PLAYED}_{request.module.__name__.rpartition('.')[2]}_{worker_id}"
    rollen.kopieer(server.url("postgres", "postgres"), PLAYED, name)
    return str(server.url(rollen.APP, name))


@pytest.fixture
def als(gespeeld: None) -> Callable[[str], Any]:
    """Give a client that is logged in: `als("controller.zwolle")`."""
    from django.test import Client

    from jeugdregio.gebruikers.models import Account

    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=name))
        return client

    return log_in


def machtiging_van(name: str) -> Any:
    """What this person works as now, with the rights of that role."""
    from django.utils import timezone

    from jeugdregio.gebruikers.models import Account
    from jeugdregio.gebruikers.queries import machtigingen

    (found,) = machtigingen(Account.objects.get(username=name).pk, moment=timezone.now())
    return found


def main() -> None:
    """Play the region in the database of DATABASE_URL."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jeugdregio.config.settings"
    import django

    django.setup()
    from jeugdregio.demo import afspelen, gezinnen, laden, toegang
    from jeugdregio.demo.bevolking import bevolking
    from jeugdregio.demo.regio import regio_ijsselland
    from jeugdregio.demo.retouren import speel_retouren
    from jeugdregio.demo.simulator import simuleer
    from jeugdregio.gebruikers.values import Rol

    region = regio_ijsselland()
    people = bevolking(SCALE, SEED, region)
    state = afspelen.begin(afspelen.Instellingen(SCALE, SEED, MISTAKES), regio=REGIO)
    laden.laad(region, code=REGIO, schaal=SCALE)
    known = laden.inloggers(region, people, code=REGIO)
    own = next(one.aanbieder for one in known if one.aanbieder)
    other = next(t.agb for t in people.trajecten if t.agb not in ("", own))
    extra = (laden.Inlog("backoffice.ander", Rol.AANBIEDER, "Backoffice van een ander", aanbieder=other),)
    laden.maak_inloggers([*known, *extra], regio=REGIO, moment=MOMENT)
    gezinnen.laad(people, vandaag=VANDAAG, moment=MOMENT)
    toegang.laad(MOMENT)
    traffic = simuleer(people, region, seed=SEED, foutkans=MISTAKES)
    afspelen.speel_af(traffic, regio=REGIO, opvoering=state)
    speel_retouren(regio=REGIO, vandaag=VANDAAG)


if __name__ == "__main__":
    main()
