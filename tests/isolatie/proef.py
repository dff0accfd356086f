# SPDX-License-Identifier: EUPL-1.2
"""
The planted rows of one table, and everything that every identity tries on them.

One identity tries all of it in one round trip: `pg_temp.als` is given the statements, and of each it becomes someone,
does it, looks what came of it and undoes it. What is tried and what should come out stays in Python.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count

import psycopg
from psycopg import sql

from jeugdregio.gebruikers.isolatie import CONTEXT
from jeugdregio.inrichting import rollen
from tests.isolatie.identiteiten import IDENTITEITEN, Identiteit
from tests.isolatie.matrix import GEHEIM, HANDELINGEN, RIJEN, SOORTEN, VERTELT_VAN, Tabel

ALS = f"""
CREATE OR REPLACE FUNCTION pg_temp.als(rol text, wie text[], soorten text[], opdrachten text[], over text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    gevonden text[];
    aantal bigint;
    uit jsonb := '[]';
BEGIN
    PERFORM {", ".join(f"set_config('{name}', wie[{nr}], true)" for nr, name in enumerate(CONTEXT, start=1))};
    FOR nr IN 1 .. cardinality(opdrachten) LOOP
        gevonden := '{{}}';
        BEGIN
            BEGIN
                PERFORM set_config('role', rol, true);
                IF soorten[nr] = 'geeft' THEN
                    EXECUTE opdrachten[nr] INTO gevonden;
                ELSE
                    EXECUTE opdrachten[nr];
                    GET DIAGNOSTICS aantal = ROW_COUNT;
                    gevonden := ARRAY[aantal::text];
                END IF;
            EXCEPTION WHEN insufficient_privilege THEN
                gevonden := '{{}}';
            END;
            IF soorten[nr] = 'laat over' THEN
                PERFORM set_config('role', 'none', true);
                EXECUTE over INTO gevonden;
            END IF;
            RAISE SQLSTATE 'PR001';
        EXCEPTION WHEN SQLSTATE 'PR001' THEN
            NULL; -- all is undone but the variables
        END;
        uit := uit || jsonb_build_array(coalesce(gevonden, '{{}}'));
    END LOOP;
    RETURN uit;
END $$
"""
"""
As someone, each statement on its own and undone after it; of each a list. Of one that `geeft` it is the array that was
selected, of one that `doet` how many rows were done, of one that `laat over` what `over` then selects as superuser.
What may not be done gives an empty list, and leaves everything. Any other error is raised.
"""


@dataclass(frozen=True)
class Poging:
    """One statement, for one of the HANDELINGEN, with the rows that its answer is about."""

    handeling: str
    soort: str
    opdracht: str
    rijen: Callable[[list[str]], set[int]]


class Proef:
    """The planted rows of one table, and everything that is tried on them."""

    def __init__(self, connection: psycopg.Connection, table: Tabel) -> None:
        self._connection, self._table, self._number = connection, table, count(1)
        self._name = sql.Identifier(table.naam)
        connection.execute(ALS)  # type: ignore[arg-type]
        _loosen(connection, table.naam)
        connection.execute(sql.SQL("DELETE FROM {}").format(self._name))
        for kind in table.regels.sleutels:
            connection.execute(
                "INSERT INTO gebruikers_afgeschermdesleutel (soort, sleutel, nr) VALUES (%s, %s, %s)",
                [SOORTEN[kind], GEHEIM[0], GEHEIM[1] if kind == "regel" else 0],
            )
        self._places = [self._plant(row) for row in RIJEN]
        self._at_each = [f" WHERE ctid = '{place}'::tid" for place in self._places]
        self._here = sql.SQL(" WHERE ctid = ANY ({}::tid[])").format(sql.Literal(self._places))
        self._left = (sql.SQL("SELECT array_agg(ctid::text) FROM {}").format(self._name) + self._here).as_string()
        self._move = cache(self._moved)
        self._for_all = [*self._look(), *self._row_by_row()]
        self._attempts = cache(lambda rol, own: [*self._for_all, *self._as_it_may(rol), *self._blindly(own)])

    def gemeten(
        self, eerst: str = rollen.APP, vooraan: Sequence[str] = ()
    ) -> Iterator[tuple[tuple[str, str], frozenset[int]]]:
        """Try everything as everyone, one by one; these by name first, then those with the database role `eerst`."""
        for who in sorted(IDENTITEITEN, key=lambda one: (one.naam not in vooraan, one.rol != eerst)):
            attempts = self._attempts(who.rol, who.eigen)
            found: dict[str, set[int]] = {act: set() for act in HANDELINGEN}
            for one, told in zip(attempts, self._as(who, attempts), strict=True):
                found[one.handeling] |= one.rijen(told)
            yield from (((who.naam, act), frozenset(rows)) for act, rows in found.items())

    def _as(self, who: Identiteit, attempts: list[Poging]) -> list[list[str]]:
        (told,) = self._connection.execute(
            "SELECT pg_temp.als(%s, %s, %s, %s, %s)",
            [who.rol, who.context, [one.soort for one in attempts], [one.opdracht for one in attempts], self._left],
        ).fetchone() or ([],)
        return list(told)

    def _look(self) -> Iterator[Poging]:
        rows = sql.SQL("SELECT array_agg(plek) FROM (SELECT ctid::text AS plek FROM {}{}{}) rij")
        for act, lock in (("lezen", ""), ("vergrendelen", " FOR UPDATE")):
            look = rows.format(self._name, self._here, sql.SQL(lock))
            yield Poging(act, "geeft", look.as_string(), self._at)
        many = sql.SQL("SELECT ARRAY[count(*)::text] FROM {}").format(self._name)
        yield Poging("tellen", "geeft", many.as_string(), lambda told: {int(told[0]) if told else 0})

    def _row_by_row(self) -> Iterator[Poging]:
        for nr, (row, here) in enumerate(zip(RIJEN, self._at_each, strict=True)):
            yield Poging("maken", "doet", self._insert(row).as_string(), partial(_when_done, nr))
            yield Poging("verhuizen", "doet", self._move(1) + here, partial(_when_done, nr))

    def _as_it_may(self, rol: str) -> Iterator[Poging]:
        """What depends on the columns that this role may change."""
        same = sql.Identifier(self._changeable(rol) or self._table.te_wijzigen[0])
        change = sql.SQL("UPDATE {} SET {} = {}").format(self._name, same, same).as_string()
        for nr, here in enumerate(self._at_each):
            yield Poging("wijzigen", "doet", change + here, partial(_when_done, nr))
        column = self._changeable(rol, but=(*self._table.te_verhuizen, *self._table.sleutels))
        column = column or self._changeable(rol, but=self._table.te_verhuizen)
        if column:
            kind = self._table.kolommen[column]
            change = (
                sql.SQL("UPDATE {} SET {} = {}")
                .format(self._name, sql.Identifier(column), _as_type(_value(kind, next(self._number)), kind))
                .as_string()
            )
            yield Poging("blind wijzigen", "laat over", change, self._gone)

    def _blindly(self, own: int) -> Iterator[Poging]:
        wipe = f"DELETE FROM {self._name.as_string()}"
        yield Poging("wissen", "laat over", wipe + self._here.as_string(), self._gone)
        yield Poging("blind wissen", "laat over", wipe, self._gone)
        yield Poging("inpikken", "laat over", self._move(own), self._gone)
        yield Poging("weggeven", "laat over", self._move(1 - own), self._gone)

    def _at(self, places: list[str]) -> set[int]:
        """The rows at these places."""
        return {self._places.index(place) for place in places}

    def _gone(self, left: list[str]) -> set[int]:
        return {*range(len(RIJEN))} - self._at(left)

    def _moved(self, to: int) -> str:
        """All rows become those of another; of a table without parties something else changes."""
        row = self._table.kolom(RIJEN[to])
        kinds = {name: self._table.kolommen[name] for name in self._table.te_verhuizen}
        pairs = [
            sql.SQL("{} = {}").format(
                sql.Identifier(name), _as_type(row.get(name, _value(kind, next(self._number))), kind)
            )
            for name, kind in kinds.items()
        ]
        return sql.SQL("UPDATE {} SET {}").format(self._name, sql.SQL(", ").join(pairs)).as_string()

    def _changeable(self, rol: str, but: tuple[str, ...] = ()) -> str:
        """A column that this role may change, when there is one."""
        columns = [column for column in self._table.te_wijzigen if column not in but]
        found = self._connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = ANY (%s)"
            " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE') ORDER BY attnum LIMIT 1",
            [self._table.naam, columns, rol],
        ).fetchone()
        return str(found[0]) if found else ""

    def _plant(self, row: dict[str, str]) -> str:
        found = self._connection.execute(self._insert(row) + sql.SQL(" RETURNING ctid::text")).fetchone()
        assert found
        return str(found[0])

    def _insert(self, row: dict[str, str]) -> sql.Composed:
        columns = self._table.kolommen
        known = VERTELT_VAN | self._table.kolom(row) | (self._table.sleutels if "afgeschermd" in row else {})
        values = [_as_type(known.get(name, _value(kind, next(self._number))), kind) for name, kind in columns.items()]
        return sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
            self._name, sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(", ").join(values)
        )


def _as_type(value: str | None, kind: str) -> sql.Composed:
    return sql.SQL("{}::text::{}").format(sql.Literal(value), sql.SQL(kind))


def _when_done(nr: int, told: list[str]) -> set[int]:
    """This row, when one row was done."""
    return {nr} if told == ["1"] else set()


def _loosen(connection: psycopg.Connection, table: str) -> None:
    """Only the policies are on trial: no trigger, no key and no check says anything for the rest of the transaction."""
    connection.execute("SET LOCAL session_replication_role = replica")
    keys = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype NOT IN ('n', 't')", [table]
    ).fetchall()
    for (name,) in keys:
        connection.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {} CASCADE").format(
                sql.Identifier(table), sql.Identifier(name)
            )
        )
    unique = connection.execute(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass AND indisunique", [table]
    ).fetchall()
    for (name,) in unique:
        connection.execute(sql.SQL("DROP INDEX {} CASCADE").format(sql.SQL(name)))


def _value(kind: str, number: int) -> str:
    """Something of this type, as text."""
    if kind.endswith("[]"):
        return "{}"
    base, _, size = kind.partition("(")
    match base:
        case "character varying" | "text" | "character":
            return str(number)[: int(size.rstrip(")")) if size else None]
        case "smallint" | "integer" | "bigint":
            return str(number)
        case "numeric":
            return "1"
        case "boolean":
            return "true"
        case "date":
            return "2026-09-01"
        case "timestamp with time zone" | "timestamp without time zone":
            return "2026-09-01 12:00"
        case "daterange":
            return "[2026-09-01,2026-10-01)"
        case "bytea":
            return "\\x00"
        case "jsonb" | "json":
            return "{}"
        case "uuid":
            return f"00000000-0000-0000-0000-{number:012}"
        case "inet":
            return "203.0.113.1"
    raise AssertionError(f"de proef kent het type {kind} niet")
