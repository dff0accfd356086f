# SPDX-License-Identifier: EUPL-1.2
"""
Test kit: draw a table of rows, and see which of them a rule finds.

The rows go into the same temporary tables that a batch fills, and the same statements judge them. Only the
columns that matter are drawn; the others are absent, as an optional element would be.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.klaarzetten import zet_klaar
from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.partij import Partij
from jeugdregio.berichten.toetsen import KLASSEN, bron, toets_kop
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import zegel
from jeugdregio.regels.toetsing import bevindingen, op
from jeugdregio.regels.values import Plaats, Regel

DAGTEKENING = "2026-07-15"
"""Of messages and declaraties that are not drawn."""

JUDGED = "DELETE FROM partij_bevinding RETURNING klasse, regel, retourcode, niveau, bericht, nr"

PARENTS = {
    **dict.fromkeys(("Client", "Declaratie", "Antwoord"), ()),
    **dict.fromkeys(("OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct"), ("client", "verzoek")),
    "Woonplaatsbeginsel": ("antwoord",),
}
"""The classes above a class, when that is more or less than a client."""

Row = dict[str, str | None]
Place = tuple[Soort, str, int, int]


def tables() -> list[tuple[Soort, str]]:
    """Every class that rules look at, with its message."""
    return [(soort, klasse) for soort, klassen in KLASSEN.items() for klasse in klassen]


def read(drawing: str) -> Iterator[Row]:
    """
    The rows of a drawn table, keyed by its heading; an empty cell is an absent element.

    Example: `"JW323 Prestatie | eenheid\\n a | 83"` gives `{"JW323 Prestatie": "a", "eenheid": "83"}`.
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    heading = lines[0]
    for line in lines[1:]:
        assert len(line) == len(heading), f"a row has {len(heading)} cells: {line}"
        yield dict(zip(heading, (cell or None for cell in line), strict=True))


class Proef:
    """
    One trial: rows of messages, and the rows a rule finds among them.

    The first cell of a drawing names the message and the class, the cells below it the rows. A column is
    named as in the table of its class, or by its last words when they say enough (`postcode` for
    `adres_postcode`). Columns with another meaning:

    - `bericht`: rows with the same name here lie in one message; without it every row has its own;
    - `b.dagtekening`, `d.declaratie_dagtekening`: of the message, and of the declaratie of a prestatie;
      the first row of a message decides.
    """

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        self._rows: dict[Place, str] = {}
        self._messages: dict[tuple[Soort, str], int] = {}
        zet_klaar(cursor, Partij(tabellen={soort: lees(soort, []) for soort in KLASSEN}), zegel("proef"))

    def zet(self, drawing: str) -> None:
        """Put the rows of a drawn table in the class that its first cell names: `JW323 Prestatie`."""
        for row in read(drawing):
            (heading, label), *cells = row.items()
            assert label, "the first column names the row"
            assert label not in self._rows.values(), f"two rows are called {label}"
            soort, klasse = Soort(heading.split()[0]), heading.split()[1]
            values = {name: cell for name, cell in cells if "." not in name}
            if klasse == "Header":
                self._message(soort, label, values)
                continue
            bericht = self._message(soort, row.get("bericht") or label, _of("b", row))
            if klasse == "Prestatie":
                self._declaratie(soort, bericht, row)
            nr = next(n for n in count() if (soort, klasse, bericht, n) not in self._rows)
            self._rows[soort, klasse, bericht, nr] = label
            for parent in PARENTS.get(klasse, ("client",)):
                values.setdefault(parent, "0")
            self._insert(self._table(soort, klasse), {**values, "bericht": str(bericht), "nr": str(nr)})

    def vind(self, regel: Regel) -> set[str]:
        """The names of the rows this rule finds, in whatever message and class they lie."""
        found = set()
        for soort, klasse in tables():
            for statement in bevindingen(op([regel], soort, klasse), klasse, bron(soort, klasse)):
                self._cursor.execute(statement)
            self._cursor.execute(JUDGED)
            for *verdict, bericht, nr in self._cursor.fetchall():
                assert verdict == [klasse, regel.code, regel.retourcode, regel.niveau]
                found.add(self._rows[soort, klasse, bericht, nr])
        return found

    def vind_kop(self, regel: Regel, *, peildatum: date) -> set[str]:
        """The names of the messages whose header (`JW305 Header`) this rule refuses."""
        for soort in KLASSEN:
            toets_kop(self._cursor, soort, golf=1, peildatum=peildatum)
        self._cursor.execute("SELECT bericht FROM partij_bevinding WHERE regel = %s", [regel.code])
        names = {bericht: name for (_, name), bericht in self._messages.items()}
        return {names[bericht] for (bericht,) in self._cursor.fetchall()}

    def uitleg(self, regel: Regel) -> dict[str, str]:
        """The explanation of every row that violates this rule, with its facts filled in."""
        texts = {}
        for plaats in regel.plaatsen:
            for (bericht, nr), feiten in self._facts(plaats):
                texts[self._rows[Soort(plaats.bericht), plaats.klasse, bericht, nr]] = regel.leg_uit(feiten)
        return texts

    def _facts(self, plaats: Plaats) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
        columns = ", ".join(["k.bericht", "k.nr", *plaats.feiten.values()])
        where = plaats.schending or f"(k.bericht, k.nr) IN ({plaats.onder})"
        rows = bron(Soort(plaats.bericht), plaats.klasse)
        self._cursor.execute(f"SELECT {columns} FROM {rows} WHERE {where}")
        for bericht, nr, *feiten in self._cursor.fetchall():
            yield (bericht, nr), dict(zip(plaats.feiten, feiten, strict=True))

    def _message(self, soort: Soort, name: str, values: Row) -> int:
        known = self._messages.get((soort, name))
        if known is not None:
            return known
        bericht = self._messages[soort, name] = len(self._messages)
        drawn = {"bericht": str(bericht), "soort": soort, "golf": "1", "dagtekening": DAGTEKENING, **values}
        self._insert("partij_bericht", drawn)
        return bericht

    def _declaratie(self, soort: Soort, bericht: int, row: Row) -> None:
        place = (soort, "Declaratie", bericht, 0)
        if place not in self._rows:
            self._rows[place] = f"declaratie {bericht}"
            values = {"declaratie_dagtekening": DAGTEKENING, **_of("d", row)}
            self._insert("partij_jw323_declaratie", {**values, "bericht": str(bericht), "nr": "0"})

    def _table(self, soort: Soort, klasse: str) -> str:
        return f"partij_{soort.lower()}_{KLASSEN[soort][klasse]}"

    def _insert(self, table: str, values: Mapping[str, str | None]) -> None:
        self._cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        columns = [column.name for column in self._cursor.description or ()]
        names = ", ".join(_column(name, columns) for name in values)
        holes = ", ".join(["%s"] * len(values))
        self._cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", list(values.values()))


def _of(alias: str, row: Row) -> Row:
    """The cells of a row that lie elsewhere: `b.dagtekening` gives `dagtekening`."""
    return {name.removeprefix(f"{alias}."): cell for name, cell in row.items() if name.startswith(f"{alias}.")}


def _column(name: str, columns: list[str]) -> str:
    if name in columns:
        return name
    fitting = [column for column in columns if column.endswith(f"_{name}")]
    assert len(fitting) == 1, f"{name} must name one of {columns}"
    return fitting[0]
