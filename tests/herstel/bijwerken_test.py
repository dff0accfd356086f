# SPDX-License-Identifier: EUPL-1.2
"""The way up: the database of each release becomes one of now, with nothing lost and every report equal to the cent."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
import zstandard
from psycopg import sql

from jeugdregio.begroting.queries import maandrapport
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.programma import pginstall
from tests.eigen_database import met_database

RELEASES = sorted(Path(__file__).parent.glob("uitgave_*"))
WIE = verwerking("IJSSELLAND")
KEYS = {"SECRET_KEY": "alleen voor deze proef, en lang genoeg", "BSN_KEY": "alleen voor de proef van het bijwerken"}


def unpacked(path):
    return zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes())


def load(manager, name, dump):
    """A database with exactly what was dumped."""
    with psycopg.connect(manager, autocommit=True) as connection:
        create = "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0"
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL(create).format(sql.Identifier(name), sql.Identifier(rollen.EIGENAAR)))
    address = manager.rpartition("/")[0] + f"/{name}"
    command = [str(pginstall() / "bin" / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", address]
    subprocess.run(command, input=dump, stdout=subprocess.DEVNULL, check=True)


def run(env, *command):
    line = [sys.executable, "-m", "jeugdregio.opdrachtregel", *command]
    return subprocess.run(line, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.name)
def upgraded(request, server, worker_id):
    """The database of a release, before and after `beheer migrate`; what commands said of it before is kept."""
    name = f"jeugdregio_{request.param.name}_{worker_id}"
    manager = server.url("postgres", "postgres")
    load(manager, name, unpacked(request.param / "stand.sql.zst"))
    env = {
        **os.environ,
        **KEYS,
        "DATABASE_URL": server.url(rollen.APP, name),
        "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, name),
    }
    before = {
        "doctor": run(env, "doctor"),
        "worker": run(env, "worker"),
        "serve": run(env, "serve", "--no-migreren", "--geen-worker", "--poort", "0"),
    }
    rollen.richt_in(manager, name)
    done = run(env, "beheer", "migrate", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    release = json.loads((request.param / "uitgave.json").read_text())
    return SimpleNamespace(
        release=release, folder=request.param, env=env, before=before, url=server.url("postgres", name)
    )


def test_there_is_a_first_release():
    assert "uitgave_0_1_0" in [path.name for path in RELEASES]


def test_nothing_starts_on_tables_of_an_older_program(upgraded):
    assert "ouder dan dit programma" in upgraded.before["doctor"].stdout
    for command in ("worker", "serve"):
        done = upgraded.before[command]
        assert done.returncode == 1
        assert "ouder dan dit programma" in done.stderr
        assert "jeugdregio beheer migrate" in done.stderr


def test_every_migration_of_the_release_is_still_one_of_ours(upgraded):
    with psycopg.connect(upgraded.url) as connection:
        applied = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())

    assert set(upgraded.release["bladen"].items()) <= applied
    assert "Tabellen: bijgewerkt" in run(upgraded.env, "doctor").stdout


def test_no_row_is_lost(upgraded):
    with psycopg.connect(upgraded.url) as connection:
        there = {row[0] for row in connection.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')")}
        counted = {
            table: connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0]
            for table in upgraded.release["aantallen"]
            if table in there
        }
    expected = upgraded.release["aantallen"]

    assert there >= {table for table, rows in expected.items() if rows}, "a table with rows went away"
    assert {table: (rows, expected[table]) for table, rows in counted.items() if rows < expected[table]} == {}


def test_every_report_is_the_same_to_the_cent(upgraded, django_db_blocker):
    expected = json.loads(unpacked(upgraded.folder / "rapporten.json.zst"))
    with met_database(upgraded.env["DATABASE_URL"], django_db_blocker):
        found = {
            gemeente: {m: maandrapport(gemeente, Maand.lees(m), on_behalf_of=WIE).naar_json() for m in months}
            for gemeente, months in expected.items()
        }

    assert sum(len(months) for months in expected.values()) == 22
    assert same(json.loads(json.dumps(found, default=str)), expected)


def same(found, expected):
    """Everything that was there is there, and equal; what a later release tells besides is not looked at."""
    if isinstance(expected, dict):
        return expected.keys() <= found.keys() and all(same(found[key], value) for key, value in expected.items())
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    return found == expected


def test_every_invariant_holds(upgraded):
    done = run(upgraded.env, "doctor", "invarianten")

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_starts_on_tables_of_a_newer_program(upgraded):
    later = "INSERT INTO django_migrations (app, name, applied) VALUES ('grootboek', '9999_later', now())"
    with psycopg.connect(upgraded.url, autocommit=True) as connection:
        connection.execute(later)
    try:
        said = {command: run(upgraded.env, *command.split()) for command in ("doctor", "worker", "serve --no-migreren")}
    finally:
        with psycopg.connect(upgraded.url, autocommit=True) as connection:
            connection.execute("DELETE FROM django_migrations WHERE name = '9999_later'")

    assert {command: done.returncode for command, done in said.items()} == dict.fromkeys(said, 1)
    assert "nieuwer dan dit programma" in said["doctor"].stdout
    assert "grootboek 9999_later" in said["worker"].stderr
    assert "grootboek 9999_later" in said["serve --no-migreren"].stderr


def test_another_key_is_seen_before_anything_is_done_with_it(upgraded):
    done = run({**upgraded.env, "BSN_KEY": "een andere sleutel die ook lang genoeg is"}, "doctor")

    assert "BSN_KEY is niet de sleutel van deze gegevens" in done.stdout
    assert "past bij de gegevens" in run(upgraded.env, "doctor").stdout
