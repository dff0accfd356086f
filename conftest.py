# SPDX-License-Identifier: EUPL-1.2
"""
Tests work on a real PostgreSQL as the application role, so row-level security is on in every test.

One migrated database per run, copied for each worker; it is kept for the next run (`tests/sjabloon.py`). PostgreSQL
itself starts in a temporary folder, in memory when there is room for it.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jeugdregio.inrichting import rollen

pytest_plugins = ("tests.overgeslagen", "tests.paginawereld", "tests.inloggen", "tests.logregels")

# Thousands of examples per test, for a machine that has nothing else to do: `make nacht`.
settings.register_profile("nacht", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
# How fast the machine is today is no matter of a test.
settings.register_profile("gewoon", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gewoon"))

# The site and the worker want keys of their own before they fill a database that is not the embedded one.
os.environ.setdefault("SECRET_KEY", "alleen-voor-tests-met-verzonnen-kinderen-nooit-in-productie")
os.environ.setdefault("BSN_KEY", "alleen-voor-tests-met-verzonnen-kinderen")
os.environ.setdefault("VERTROUWEN_KEY", "alleen-voor-tests-met-verzonnen-jeugdigen")


def pytest_configure() -> None:
    """No worker runs beside the tests; those that need one start it and say so."""
    from django.conf import settings as django_settings

    gc.disable()  # until everything is collected: what is made until then stays
    django_settings.WORKER = False
    # Nor is there a limit per minute: a test that walks all addresses would meet it on a quick machine.
    django_settings.API_PER_MINUUT_SLEUTEL = django_settings.API_PER_MINUUT_ADRES = 0
    # The settings may have been read before the environment was complete.
    django_settings.SECRET_KEY, django_settings.BSN_KEY = os.environ["SECRET_KEY"], os.environ["BSN_KEY"]
    django_settings.VERWIJZERS = django_settings.GEZINSPORTAAL = True
    django_settings.VERTROUWEN_KEY = os.environ["VERTROUWEN_KEY"]


def pytest_collection_finish() -> None:
    """The modules and thousands of tests that stay are not searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[object]:
    """The PostgreSQL of this run, shared by all workers."""
    from jeugdregio.inrichting.server import zorg_voor_server
    from jeugdregio.inrichting.wacht import STATE
    from tests.sjabloon import maak_of_haal, nieuwe_map

    root = tmp_path_factory.getbasetemp()
    shared = root.parent if worker_id != "master" else root
    where = shared / "sjabloon.klaar"
    with (shared / "sjabloon.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not where.exists():
            folder = nieuwe_map(anders=shared / "postgres")
            maak_of_haal(folder)
            where.write_text(str(folder), encoding="utf-8")
    folder = Path(where.read_text(encoding="utf-8"))
    running = zorg_voor_server(folder, duurzaam=False)
    yield running
    running.stop()
    if not (folder / STATE).exists():  # the last of the workers
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker; `master` without xdist."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "master"))


@pytest.fixture(scope="session")
def make_database(server: object) -> Callable[[str], str]:
    """Give a function that makes a fresh, migrated database and returns its URL for the application role."""

    def make(name: str) -> str:
        from tests.sjabloon import MIGRATED

        rollen.kopieer(server.url("postgres", "postgres"), MIGRATED, name)  # type: ignore[attr-defined]
        return server.url(rollen.APP, name)  # type: ignore[attr-defined,no-any-return]

    return make


def connect_django_to(url: str) -> None:
    """Point Django's only connection at this database."""
    from django.db import connections
    from psycopg.conninfo import conninfo_to_dict

    address = conninfo_to_dict(url)
    connection = connections["default"]
    connection.close()
    connection.settings_dict.update(
        NAME=address["dbname"],
        USER=address["user"],
        PASSWORD=address.get("password", ""),
        HOST=address["host"],
        PORT=str(address["port"]),
    )
    if hasattr(connection, "_pool"):
        connection.close_pool()  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(
    make_database: Callable[[str], str],
    worker_id: str,
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    """Replaces the one of pytest-django: no test database of Django's own, but a copy of the migrated one."""
    url = make_database(f"jeugdregio_{worker_id}")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connect_django_to(url)


@pytest.fixture
def own_database(make_database: Callable[[str], str], worker_id: str) -> Iterator[str]:
    """A database of its own for a test that really commits or kills; gives the URL of the application role."""
    from django.db import connections

    url = make_database(f"jeugdregio_eigen_{worker_id}")
    before = {key: connections["default"].settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    connect_django_to(url)
    yield url
    connections["default"].close()
    connections["default"].settings_dict.update(before)


@pytest.fixture
def als_regio(db: None) -> Iterator[None]:
    """The test acts as the processing of the region."""
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking

    with namens(verwerking("IJSSELLAND")):
        yield


@pytest.fixture
def namens_(db: None) -> Callable[..., AbstractContextManager[None]]:
    """Act on behalf of an organisation: `with namens_(gemeente="0193"): …`."""
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import Machtiging, Rol

    def act(rol: Rol = Rol.CONTROLLER, **org: str) -> AbstractContextManager[None]:
        return namens(Machtiging(rol=rol, **org))  # type: ignore[arg-type]

    return act


REPO = Path(__file__).parent
