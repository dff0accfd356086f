# SPDX-License-Identifier: EUPL-1.2
"""
The private database server of the test bench, and a migrated database that is copied in a moment. No Django.

It has nothing to do with the database of the demo or of production: DATABASE_URL is not looked at.
"""

import fcntl
import os
import subprocess
import sys

import psycopg
from psycopg import sql

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import Server
from jeugdregio.ketentest.vingerafdruk import BRON, vingerafdruk_tabellen

SJABLOON = "ketentest_sjabloon_"
TOESTANDEN = ("ketentest_a", "ketentest_b")
SCENARIO = "ketentest_scenario_"
NASPELEN = "ketentest_naspelen"


class MigratieMislukt(Exception):
    """Raised when the tables of the test database could not be made."""

    def __str__(self) -> str:
        return f"De tabellen van de testdatabase konden niet worden gemaakt. Django zegt: {self.args[0]}"


def sjabloon(server: Server) -> str:
    """
    The name of the migrated database, made when the migrations changed since the last time.

    Raises MigratieMislukt.
    """
    wanted = SJABLOON + vingerafdruk_tabellen()
    manager = server.url("postgres", "postgres")
    with (server.map / "sjabloon.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        present = _databases(manager, SJABLOON)
        if wanted in present:
            return wanted
        _drop(manager, present)
        half_made = f"{SJABLOON}in_de_maak"
        rollen.richt_in(manager, half_made)
        _migrate(server.url(rollen.EIGENAAR, half_made))
        with psycopg.connect(manager, autocommit=True) as connection:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(half_made), sql.Identifier(wanted)))
    return wanted


def verse_database(server: Server, naam: str) -> None:
    """Replace database `naam` by an empty one with all tables; raises MigratieMislukt."""
    rollen.kopieer(server.url("postgres", "postgres"), sjabloon(server), naam)


def scenario_database(server: Server) -> str:
    """The name of the database that scenarios are played in; each leaves it as empty as it was."""
    template = sjabloon(server)
    name = SCENARIO + template.removeprefix(SJABLOON)
    manager = server.url("postgres", "postgres")
    present = _databases(manager, SCENARIO)
    if name not in present:
        _drop(manager, present)
        rollen.kopieer(manager, template, name)
    return name


def ruim_op(server: Server, naam: str) -> None:
    """Drop database `naam`, whoever is connected to it."""
    manager = server.url("postgres", "postgres")
    _drop(manager, _databases(manager, naam))


def ververs(server: Server, naam: str) -> None:
    """Let the database count its tables anew: until then plans are made for empty tables."""
    with psycopg.connect(server.url(rollen.EIGENAAR, naam), autocommit=True) as connection:
        connection.execute("ANALYZE")


def tel_opnieuw(server: Server, naam: str) -> None:
    """Let every sequence start at its first number again, so that answers are the same each time."""
    with psycopg.connect(server.url(rollen.EIGENAAR, naam), autocommit=True) as connection:
        rows = connection.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'").fetchall()
        statements = [sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(name)) for (name,) in rows]
        connection.execute(sql.SQL("; ").join(statements))


def _databases(manager: str, prefix: str) -> set[str]:
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with psycopg.connect(manager, autocommit=True) as connection:
        return {name for (name,) in connection.execute(query, [prefix])}


def _drop(manager: str, names: set[str]) -> None:
    with psycopg.connect(manager, autocommit=True) as connection:
        for name in sorted(names):
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _migrate(owner_url: str) -> None:
    env = {
        **os.environ,
        "JEUGDREGIO_ROL": "eigenaar",
        "DATABASE_OWNER_URL": owner_url,
        "DJANGO_SETTINGS_MODULE": "jeugdregio.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(BRON.parent), os.environ.get("PYTHONPATH", "")])),
    }
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MigratieMislukt(done.stderr.strip()[-2000:])
