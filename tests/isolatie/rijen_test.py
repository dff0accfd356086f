# SPDX-License-Identifier: EUPL-1.2
"""
Every table, every identity, everything one can do with a row; and every policy that is dropped or widened is seen.

The tables come from the models, so a table that is added tomorrow is on trial tomorrow.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from django.apps import apps

from jeugdregio.gebruikers.isolatie import Regels, policies
from jeugdregio.inrichting import rollen
from tests.isolatie.identiteiten import IDENTITEITEN
from tests.isolatie.matrix import RIJEN, Tabel, Uitkomst, tabel, verwacht
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


def alike() -> list[list[str]]:
    """The tables in groups of which the models say the same, so that a policy lost at one is seen as at another."""
    found: dict[object, list[str]] = defaultdict(list)
    for name, model in sorted(MODELS.items()):
        rules = Regels.van(model)
        columns = {field.column for field in model._meta.local_concrete_fields}
        whose = tuple(column for column in RIJEN[-1] if column in columns)
        found[rules.over_kinderen, whose, tuple(line.replace(name, "?") for line in policies(name, rules))].append(name)
    if os.environ.get("HYPOTHESIS_PROFILE") == "nacht":
        return [[name] for name in sorted(MODELS)]
    return sorted(found.values())


HELD = """
    SELECT relrowsecurity, relforcerowsecurity,
        (SELECT array_agg(ROW (polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid),
                pg_get_expr(polwithcheck, polrelid), replace(polname, relname, '?'))::text ORDER BY polname)
         FROM pg_policy WHERE polrelid = c.oid),
        (SELECT array_agg(DISTINCT ROW (rol, recht)::text ORDER BY ROW (rol, recht)::text)
         FROM unnest(%(rollen)s::text[]) rol, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) recht
         WHERE has_table_privilege(rol, c.oid, recht)),
        (SELECT array_agg(DISTINCT ROW (rol, CASE WHEN attname = ANY (%(wier)s) THEN attname END)::text)
         FROM unnest(%(rollen)s::text[]) rol, pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
            AND has_column_privilege(rol, c.oid, attnum, 'UPDATE'))
    FROM pg_class c WHERE c.oid = %(tabel)s::regclass
"""


def one_of_each(connection: psycopg.Connection, names: list[str]) -> Iterator[Tabel]:
    """Of tables that the database itself holds to the same policies and rights, the first."""
    roles = sorted({who.rol for who in IDENTITEITEN})
    seen = set()
    for name in names:
        table = tabel(connection, MODELS[name])
        asked = {"tabel": name, "rollen": roles, "wier": [*table.te_verhuizen] if table.kolom(RIJEN[1]) else []}
        held = repr(connection.execute(HELD, asked).fetchone()).replace(name, "?")
        if held not in seen:
            seen.add(held)
            yield table


@pytest.mark.parametrize("names", alike(), ids=lambda names: names[0])
def test_every_policy_that_is_dropped_or_changed_is_seen(connected, names):
    assert [alive for table in one_of_each(connected, names) for alive in unseen(connected, table)] == []


NOTICED: dict[str, list[str]] = defaultdict(list)
"""Who noticed such a change at an earlier table: asked first, as often the same."""


def unseen(connected: psycopg.Connection, table: Tabel) -> list[str]:
    """The changes of policies of this table that nobody on trial notices."""
    connected.execute("SAVEPOINT tabel")
    should = verwacht(connected, table)
    trial = Proef(connected, table)
    alive = []
    for what, statement in mutants(connected, table):
        connected.execute("SAVEPOINT mutant")
        connected.execute(statement)
        asked = trial.gemeten(ROL_VAN.get(what.split()[0], rollen.APP), NOTICED[what])
        if who := next((key[0] for key, rows in asked if rows != should[key]), None):
            NOTICED[what] = [who, *(one for one in NOTICED[what] if one != who)][:3]
        else:
            alive.append(f"{table.naam}: {what}")
        connected.execute("ROLLBACK TO SAVEPOINT mutant")
    connected.execute("ROLLBACK TO SAVEPOINT tabel")
    return alive


def test_the_trial_covers_every_table_of_the_database(connected):
    found = connected.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    ).fetchall()

    assert {name for (name,) in found} - {"django_migrations"} == set(MODELS)
    assert len(IDENTITEITEN) == 52
