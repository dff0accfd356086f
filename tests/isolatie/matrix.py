# SPDX-License-Identifier: EUPL-1.2
"""
Who can do what with which row of which table: asked of the database, and worked out without it.

For one table four rows are planted, with parties as in `RIJEN`, and every identity tries everything on each of them.
What should come out follows from the model's `partijen` and `schrijvers` alone (`verwacht`), in Python; what does come
out is what the policies of the database allow (`gemeten`). All of it happens in one transaction that is rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg
from psycopg import sql

from jeugdregio.gebruikers.isolatie import ORGANISATIE, partijen_van
from jeugdregio.inrichting import rollen

A, B, X, Y, R = "0193", "0148", "71000001", "71000002", "IJSSELLAND"
RIJEN = (
    {"gemeente": A, "van": A, "aanbieder": X, "organisatie": A, "regio": "", "account_id": "1", "id": "1"},
    {"gemeente": B, "van": B, "aanbieder": Y, "organisatie": B, "regio": "", "account_id": "2", "id": "2"},
    {"gemeente": A, "van": B, "aanbieder": Y, "organisatie": Y, "regio": "", "account_id": "2", "id": "2"},
    {"gemeente": "", "van": "", "aanbieder": "", "organisatie": "", "regio": R, "account_id": "3", "id": "3"},
)
VERTELT_VAN = {"tabel": "toewijzingen_stop"}
"""The table that a planted row of the history tells of, with the readers of that one."""
KOLOM_VAN = {"account_id": "zelf", "id": "ikzelf", "regio": "collega"}
"""A column that says whose a row is only where the model names this party."""
HANDELINGEN = (
    "lezen", "tellen", "vergrendelen", "wissen", "blind wissen", "blind wijzigen", "inpikken", "weggeven", "maken",
    "wijzigen", "verhuizen",
)  # fmt: skip
"""
`wijzigen` leaves a row of whom it was, `verhuizen` makes it of B and Y. `blind wissen`, `blind wijzigen`, `inpikken`
(make all rows one's own) and `weggeven` (make them another's) do not look first, so only the right to write counts.
"""


@dataclass(frozen=True)
class Identiteit:
    """A database role, and on whose behalf it says to work; all empty is nobody."""

    naam: str
    rol: str = rollen.APP
    gemeente: str = ""
    aanbieder: str = ""
    regio: str = ""
    functie: str = ""
    """What someone does there (`jr.rol`)."""
    account: str = ""

    @property
    def namens(self) -> str:
        """What this identity says it works for."""
        return self.gemeente or self.aanbieder or self.regio

    @property
    def eigen(self) -> int:
        """The row that is its own, when there is one."""
        return 1 if self.gemeente == B or self.aanbieder == Y else 0


IDENTITEITEN = (
    Identiteit("niemand"),
    Identiteit("gemeente A", gemeente=A),
    Identiteit("gemeente B", gemeente=B),
    Identiteit("privacy van B", gemeente=B, functie="privacy"),
    Identiteit("aanbieder X", aanbieder=X),
    Identiteit("aanbieder Y", aanbieder=Y),
    Identiteit("regio", regio=R),
    Identiteit("iemand", account="2"),
    Identiteit("beheerder van A", gemeente=A, functie="beheerder", account="3"),
    Identiteit("beheerder van Y", aanbieder=Y, functie="beheerder"),
    Identiteit("beheerder van de regio", regio=R, functie="beheerder"),
    Identiteit("stappen van de regio", regio=R, functie="verwerking"),
    Identiteit("verwerking", rol=rollen.VERWERKING, regio=R),
    Identiteit("audit", rol=rollen.AUDIT),
    Identiteit("eigenaar", rol=rollen.EIGENAAR),
)
Uitkomst = dict[tuple[str, str], frozenset[int]]
"""{(identity, act): the rows, by their place in RIJEN, on which it was done}; of `tellen` how many."""


def hoort_bij(partij: str, row: dict[str, str], who: Identiteit) -> bool:
    """Whether this identity is such a party of this row."""
    match partij:
        case "gemeente" | "van" | "aanbieder":
            own = who.aanbieder if partij == "aanbieder" else who.gemeente
            return own != "" and row[partij] == own
        case "regio":
            return who.regio != ""
        case "gemeenten":
            return who.gemeente != ""
        case "namens":
            return who.namens != "" and row["organisatie"] == who.namens
        case "handelend":
            return row["organisatie"] == who.namens
        case "rij":
            return any(hoort_bij(party, row, who) for party in ("gemeente", "aanbieder", "regio"))
        case "nazicht":
            return who.functie == "privacy" and hoort_bij("namens", row, who)
        case "iedereen":
            return who.namens != ""
        case "techniek":
            return True
        case "aanmelden":
            return who.namens == ""
        case "ingelogd":
            return who.namens != "" or who.account != ""
        case "zelf" | "ikzelf":
            return who.account != "" and row["account_id" if partij == "zelf" else "id"] == who.account
        case "collega" | "beheerder":
            own = any(getattr(who, column) and row[column] == getattr(who, column) for column in ORGANISATIE)
            return own and (partij == "collega" or who.functie == "beheerder")
        case "regiobeheer":
            return who.regio != "" and who.functie in {"beheerder", "verwerking"}
    raise AssertionError(f"partij {partij} staat niet in deze proef")


@dataclass(frozen=True)
class Tabel:
    """One table: its name, who reads and who writes, and its columns with their types."""

    naam: str
    lezers: tuple[str, ...]
    schrijvers: tuple[str, ...]
    kolommen: dict[str, str]

    def mag_lezen(self, row: dict[str, str], who: Identiteit) -> bool:
        """Whether this identity should see such a row."""
        if who.rol == rollen.AUDIT:
            return True
        return self._allowed(self.lezers, row, who)

    def mag_schrijven(self, row: dict[str, str], who: Identiteit) -> bool:
        """Whether this identity should be able to write such a row, grants aside."""
        return who.rol != rollen.AUDIT and self._allowed(self.schrijvers, row, who)

    def _allowed(self, parties: tuple[str, ...], row: dict[str, str], who: Identiteit) -> bool:
        if who.rol == rollen.VERWERKING:
            return bool({"regio", "namens", "handelend"} & {*self.schrijvers})
        if who.rol == rollen.EIGENAAR:
            return self.lezers == ("techniek",)
        return any(hoort_bij(party, row, who) for party in parties)

    @property
    def te_wijzigen(self) -> tuple[str, ...]:
        """Columns of which one is changed to itself."""
        return tuple(self.kolommen)

    @property
    def te_verhuizen(self) -> tuple[str, ...]:
        """Columns that say whose a row is; of a table without them, the first column."""
        return tuple(self.kolom(RIJEN[1])) or self.te_wijzigen[:1]

    @property
    def per_rij(self) -> bool:
        """Whether it matters for its writers which row it is."""
        return bool({*self.schrijvers} & {"zelf", "ikzelf", "collega", "beheerder", *self.kolommen})

    def kolom(self, row: dict[str, str]) -> dict[str, str]:
        """The parties of a row that this table has a column for."""
        parties = {*self.lezers, *self.schrijvers}
        used = {name for name in row if KOLOM_VAN.get(name) in {None, *parties}}
        return {name: value for name, value in row.items() if name in self.kolommen and name in used}

    def verhuisd(self, row: dict[str, str], naar: int) -> dict[str, str]:
        """The row after its parties were changed to those of another row."""
        return {**row, **self.kolom(RIJEN[naar])}


def tabel(connection: psycopg.Connection, model: type) -> Tabel:
    """What is known of the table of a model."""
    name = model._meta.db_table
    found = connection.execute(
        """
        SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
        """,
        [name],
    ).fetchall()
    return Tabel(name, *partijen_van(model), dict(found))


def verwacht(connection: psycopg.Connection, table: Tabel) -> Uitkomst:
    """What should come out, from the model; a right that a role does not have at all is nothing done."""
    result: Uitkomst = {}
    for who in IDENTITEITEN:
        granted = _granted(connection, table, who)
        for act in HANDELINGEN:
            done = {nr for nr, row in enumerate(RIJEN) if act in granted and _should(table, act, row, who)}
            result[who.naam, act] = frozenset({len(done)} if act == "tellen" else done)
    return result


def _granted(connection: psycopg.Connection, table: Tabel, who: Identiteit) -> set[str]:
    """The acts for which a role has the right at all; of a table it may change in part, some columns."""
    read, make, wipe, *change = (
        connection.execute(
            sql.SQL("SELECT {}").format(
                sql.SQL(", ").join(
                    [
                        *(
                            sql.SQL("has_table_privilege(%s, %s, {})").format(right)
                            for right in ("SELECT", "INSERT", "DELETE")
                        ),
                        *(
                            sql.SQL("has_column_privilege(%s, %s, {}, 'UPDATE')").format(column)
                            for column in (*table.te_wijzigen, *table.te_verhuizen)
                        ),
                    ]
                )
            ),
            [who.rol, table.naam] * (3 + len(table.te_wijzigen) + len(table.te_verhuizen)),
        ).fetchone()
        or [False] * 3
    )
    some, all_parties = change[: len(table.te_wijzigen)], change[len(table.te_wijzigen) :]
    acts = {"lezen": read, "tellen": read, "maken": make, "wissen": wipe, "blind wissen": wipe}
    acts |= {act: any(some) for act in ("wijzigen", "vergrendelen")}
    inside = [may for column, may in zip(table.te_wijzigen, some, strict=True) if column not in table.te_verhuizen]
    acts["blind wijzigen"] = any(inside)
    acts |= {act: all(all_parties) for act in ("verhuizen", "inpikken", "weggeven")}
    return {act for act, may in acts.items() if may}


def _should(table: Tabel, act: str, row: dict[str, str], who: Identiteit) -> bool:
    read, write = table.mag_lezen(row, who), table.mag_schrijven(row, who)
    match act:
        case "lezen" | "tellen":
            return read
        case "maken" | "blind wissen" | "blind wijzigen":
            return write
        case "inpikken" | "weggeven":
            to = who.eigen if act == "inpikken" else 1 - who.eigen
            return write and table.mag_schrijven(table.verhuisd(row, to), who)
        case "verhuizen":
            moved = table.verhuisd(row, 1)
            return read and write and table.mag_lezen(moved, who) and table.mag_schrijven(moved, who)
    return read and write


class Proef:
    """The planted rows of one table, and everything that is tried on them."""

    def __init__(self, connection: psycopg.Connection, table: Tabel) -> None:
        self._connection, self._table, self._number = connection, table, count(1)
        self._name = sql.Identifier(table.naam)
        _loosen(connection, table.naam)
        connection.execute(sql.SQL("DELETE FROM {}").format(self._name))
        self._places = [self._plant(row) for row in RIJEN]

    def gemeten(self) -> Iterator[tuple[tuple[str, str], frozenset[int]]]:
        """Try everything as everyone, one by one."""
        here = "WHERE ctid = ANY (%s::tid[])"
        for who in IDENTITEITEN:
            yield (who.naam, "lezen"), self._seen(who, f"SELECT ctid::text FROM {{}} {here}")
            yield (who.naam, "tellen"), self._counted(who)
            yield (who.naam, "vergrendelen"), self._seen(who, f"SELECT ctid::text FROM {{}} {here} FOR UPDATE")
            wipe = sql.SQL("DELETE FROM {}").format(self._name)
            yield (who.naam, "wissen"), self._gone(who, wipe + sql.SQL(" " + here), [self._places])
            yield (who.naam, "blind wissen"), self._gone(who, wipe, [])
            yield (who.naam, "blind wijzigen"), self._changed_blindly(who)
            for act, to in (("inpikken", who.eigen), ("weggeven", 1 - who.eigen)):
                yield (who.naam, act), self._gone(who, *self._move(to))
            for act in ("maken", "wijzigen", "verhuizen"):
                yield (who.naam, act), frozenset(nr for nr in range(len(RIJEN)) if self._tried(who, act, nr))

    def _seen(self, who: Identiteit, statement: str) -> frozenset[int]:
        rows = self._as(who, sql.SQL(statement).format(self._name), [self._places])
        return frozenset(self._places.index(place) for (place,) in rows)

    def _counted(self, who: Identiteit) -> frozenset[int]:
        ((many,),) = self._as(who, sql.SQL("SELECT count(*) FROM {}").format(self._name), []) or [(0,)]
        return frozenset({many})

    def _gone(self, who: Identiteit, statement: sql.Composable, values: list[object]) -> frozenset[int]:
        """The rows that are not in their place any more after this statement."""
        left = self._as(
            who,
            statement,
            values,
            after=sql.SQL("SELECT ctid::text FROM {} WHERE ctid = ANY (%s::tid[])").format(self._name),
        )
        return frozenset(range(len(RIJEN))) - {self._places.index(place) for (place,) in left}

    def _changed_blindly(self, who: Identiteit) -> frozenset[int]:
        column = self._changeable(who, but=self._table.te_verhuizen)
        if not column:
            return frozenset()
        change = sql.SQL("UPDATE {} SET {} = %s::text::{}").format(
            self._name, sql.Identifier(column), sql.SQL(self._table.kolommen[column])
        )
        return self._gone(who, change, [_value(self._table.kolommen[column], next(self._number))])

    def _tried(self, who: Identiteit, act: str, nr: int) -> bool:
        statement, values = self._statement(who, act, nr)
        with _undone(self._connection):
            _become(self._connection, who)
            try:
                return self._connection.execute(statement, values).rowcount == 1
            except psycopg.errors.InsufficientPrivilege:
                return False

    def _as(
        self,
        who: Identiteit,
        statement: sql.Composable,
        values: list[object],
        *,
        after: sql.Composable | None = None,
    ) -> list[tuple[Any, ...]]:
        """What a statement gives as someone, or what is left `after` it; nothing when it may not be run."""
        with _undone(self._connection):
            try:
                with self._connection.transaction():
                    _become(self._connection, who)
                    done = self._connection.execute(statement, values)
                    rows = done.fetchall() if after is None else []
            except psycopg.errors.InsufficientPrivilege:
                rows = []
            if after is not None:
                self._connection.execute("RESET ROLE")
                rows = self._connection.execute(after, [self._places]).fetchall()
        return rows

    def _statement(self, who: Identiteit, act: str, nr: int) -> tuple[sql.Composable, list[object]]:
        if act == "maken":
            return self._insert(RIJEN[nr])
        here = sql.SQL(" WHERE ctid = %s::tid")
        if act == "wijzigen":
            own = sql.Identifier(self._changeable(who) or self._table.te_wijzigen[0])
            return sql.SQL("UPDATE {} SET {} = {}").format(self._name, own, own) + here, [self._places[nr]]
        statement, values = self._move(1)
        return statement + here, [*values, self._places[nr]]

    def _move(self, to: int) -> tuple[sql.Composed, list[object]]:
        """All rows become those of another; of a table without parties something else changes."""
        columns = self._table.te_verhuizen
        row = self._table.kolom(RIJEN[to])
        values = [row.get(name, _value(self._table.kolommen[name], next(self._number))) for name in columns]
        pairs = sql.SQL(", ").join(
            sql.SQL("{} = %s::text::{}").format(sql.Identifier(name), sql.SQL(self._table.kolommen[name]))
            for name in columns
        )
        return sql.SQL("UPDATE {} SET {}").format(self._name, pairs), list(values)

    def _changeable(self, who: Identiteit, but: tuple[str, ...] = ()) -> str:
        """A column that this role may change, when there is one."""
        columns = [column for column in self._table.te_wijzigen if column not in but]
        found = self._connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = ANY (%s)"
            " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE') ORDER BY attnum LIMIT 1",
            [self._table.naam, columns, who.rol],
        ).fetchone()
        return str(found[0]) if found else ""

    def _plant(self, row: dict[str, str]) -> str:
        statement, values = self._insert(row)
        found = self._connection.execute(statement + sql.SQL(" RETURNING ctid::text"), values).fetchone()
        assert found
        return str(found[0])

    def _insert(self, row: dict[str, str]) -> tuple[sql.Composed, list[object]]:
        columns = self._table.kolommen
        known = VERTELT_VAN | self._table.kolom(row)
        values = [known.get(name, _value(kind, next(self._number))) for name, kind in columns.items()]
        return sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
            sql.Identifier(self._table.naam),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(sql.SQL("%s::text::{}").format(sql.SQL(kind)) for kind in columns.values()),
        ), values


@contextmanager
def _undone(connection: psycopg.Connection) -> Iterator[None]:
    """Whatever happens in the block did not happen."""
    connection.execute("SAVEPOINT proef")
    yield
    connection.execute("ROLLBACK TO SAVEPOINT proef")


def _become(connection: psycopg.Connection, who: Identiteit) -> None:
    connection.execute(
        "SELECT set_config('jr.gemeente', %s, true), set_config('jr.aanbieder', %s, true),"
        " set_config('jr.regio', %s, true), set_config('jr.namens', %s, true), set_config('jr.rol', %s, true),"
        " set_config('jr.account', %s, true), set_config('role', %s, true)",
        [who.gemeente, who.aanbieder, who.regio, who.namens, who.functie, who.account, who.rol],
    )


def _loosen(connection: psycopg.Connection, table: str) -> None:
    """Only the policies are on trial: no trigger, no key and no check says anything for the rest of the transaction."""
    connection.execute("SET LOCAL session_replication_role = replica")
    keys = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype <> 'n'", [table]
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
