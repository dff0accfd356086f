# SPDX-License-Identifier: EUPL-1.2
"""
Every table, every identity, everything one can do with a row; and every policy that is dropped or widened is seen.

The tables come from the models, so a table that is added tomorrow is on trial tomorrow.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from django.apps import apps

from jeugdregio.gebruikers.isolatie import policies
from jeugdregio.inrichting import rollen
from tests.isolatie.identiteiten import IDENTITEITEN
from tests.isolatie.matrix import Tabel, Uitkomst, tabel, verwacht
from tests.isolatie.proef import Proef

MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True) if model._meta.managed}
MIGRATED = "jeugdregio_sjabloon"


@pytest.fixture(scope="module")
def address(server, make_database, worker_id):
    """A superuser's address of a migrated database of our own."""
    name = f"jeugdregio_matrix_{worker_id}"
    make_database(name)
    return server.url("postgres", name)


@pytest.fixture
def connected(address):
    with psycopg.connect(address) as connection:
        yield connection
        connection.rollback()


def measured(connection: psycopg.Connection, table: Tabel) -> Uitkomst:
    return dict(Proef(connection, table).gemeten())


@pytest.mark.parametrize("name", sorted(MODELS))
def test_everyone_can_do_what_the_model_says_and_nothing_else(connected, name):
    table = tabel(connected, MODELS[name])
    should = verwacht(connected, table)

    found = measured(connected, table)

    assert {key: rows for key, rows in found.items() if rows != should[key]} == {}


POLICIES = """
    SELECT polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
    FROM pg_policy JOIN LATERAL (
        VALUES ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE'), ('*', 'SELECT')
    ) AS c (cmd, recht) ON cmd = polcmd
    WHERE polrelid = %s::regclass AND EXISTS (
        SELECT FROM unnest(polroles) r
        WHERE has_table_privilege(r, polrelid, recht)
            OR recht = 'UPDATE' AND has_any_column_privilege(r, polrelid, recht)
    )
    ORDER BY 1
"""


ROL_VAN = {
    "audit": rollen.AUDIT,
    "regio": rollen.REGIO,
    "verwerken": rollen.VERWERKING,
    "vernietigen": rollen.VERNIETIGING,
    "beheer": rollen.EIGENAAR,
}
"""Whose a policy is, when it is not the application's: who is asked first."""


def may_move(connection: psycopg.Connection, table: Tabel) -> bool:
    """Whether the application may change whose a row is; of a table where it may end things only, it may not."""
    (found,) = connection.execute(
        "SELECT bool_and(has_column_privilege(%s, %s, kolom, 'UPDATE')) FROM unnest(%s::text[]) kolom",
        [rollen.APP, table.naam, list(table.te_verhuizen)],
    ).fetchone() or (False,)
    return bool(found)


def mutants(connection: psycopg.Connection, table: Tabel) -> Iterator[tuple[str, str]]:
    """
    Each policy of a table dropped, and each condition of it made true and made false: (what, statement).

    Left out is what changes nothing: a condition that says so already, and a policy for a right that nobody has on this
    table. When it does not matter which row it is, both conditions of a policy are made true together.
    """
    name, by_row = table.naam, table.per_rij and may_move(connection, table)
    found = connection.execute(POLICIES, [name]).fetchall()
    for policy, using, check in found:
        yield f"{policy} weg", f'DROP POLICY {policy} ON "{name}"'
        there = {clause: now for clause, now in (("USING", using), ("WITH CHECK", check)) if now}
        for value in ("true", "false"):
            changed = [clause for clause, now in there.items() if now != value]
            together = value == "true" and not by_row  # what comes out need not be looked at twice
            for clauses in [changed] if together else [[clause] for clause in changed]:
                if clauses:
                    change = " ".join(f"{clause} ({value})" for clause in clauses)
                    yield f"{policy} {change}", f'ALTER POLICY {policy} ON "{name}" {change}'
    yield from narrower(table, {policy for policy, *_ in found})
    if any(now != "true" for _, *both in found for now in both if now):
        yield "beveiliging uit", f'ALTER TABLE "{name}" DISABLE ROW LEVEL SECURITY'
        yield "eigenaar niet gebonden", f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY'


def narrower(table: Tabel, there: set[str]) -> Iterator[tuple[str, str]]:
    """Each policy without what it says of children, without what it says of shielded ones, and for every role."""
    rules = table.regels
    for what, without in (
        ("zonder kinderregel", replace(rules, over_kinderen=False)),
        ("zonder afscherming", replace(rules, sleutels={})),
        ("zonder rollen", replace(rules, alleen_rollen=())),
    ):
        before, after = ({_name_of(line): line for line in policies(table.naam, r)} for r in (rules, without))
        for name in sorted(there & {*before}):
            if before[name] != after[name]:
                yield f"{name} {what}", f'DROP POLICY {name} ON "{table.naam}"; {after[name]}'


def _name_of(statement: str) -> str:
    found = re.match(r"CREATE POLICY (\w+)", statement)
    return found[1] if found else ""


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_policy_that_is_dropped_or_changed_is_seen(connected, name):
    table = tabel(connected, MODELS[name])
    should = verwacht(connected, table)
    trial = Proef(connected, table)
    alive = []
    for what, statement in mutants(connected, table):
        connected.execute("SAVEPOINT mutant")
        connected.execute(statement)
        first = ROL_VAN.get(what.split()[0], rollen.APP)
        if all(rows == should[key] for key, rows in trial.gemeten(first)):
            alive.append(what)
        connected.execute("ROLLBACK TO SAVEPOINT mutant")

    assert alive == []


def test_the_trial_covers_every_table_of_the_database(connected):
    found = connected.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    ).fetchall()

    assert {name for (name,) in found} - {"django_migrations"} == set(MODELS)
    assert len(IDENTITEITEN) == 52
