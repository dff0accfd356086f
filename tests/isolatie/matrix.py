# SPDX-License-Identifier: EUPL-1.2
"""
Who can do what with which row of which table: asked of the database, and worked out without it.

For one table five rows are planted, with parties as in `RIJEN`, and every identity tries everything on each of them.
What should come out follows from the lines on the model alone (`verwacht`), in Python; what does come out is what the
policies of the database allow (`proef.Proef.gemeten`). All of it happens in one transaction that is rolled back.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from jeugdregio.gebruikers.isolatie import ORGANISATIE, Regels
from jeugdregio.inrichting import rollen
from tests.isolatie.identiteiten import IDENTITEITEN, A, B, G, H, Identiteit, P, Q, R, V, W, X, Y

RIJEN = (
    {
        "gemeente": A, "van": A, "aanbieder": X, "organisatie": A, "regio": "", "vertrouwen": V, "praktijk": P,
        "gezinslid": G, "account_id": "1", "id": "1", "gepubliceerd_op": "2026-09-01 12:00", "kring": "open",
        "besloten": "false",
    },
    {
        "gemeente": B, "van": B, "aanbieder": Y, "organisatie": B, "regio": "", "vertrouwen": W, "praktijk": Q,
        "gezinslid": H, "account_id": "2", "id": "2", "gepubliceerd_op": None, "kring": "vertrouwelijk",
        "besloten": "true",
    },
    {
        "gemeente": A, "van": B, "aanbieder": Y, "organisatie": Y, "regio": "", "vertrouwen": W, "praktijk": Q,
        "gezinslid": H, "account_id": "2", "id": "2", "gepubliceerd_op": "2026-09-01 12:00", "kring": "geheim",
        "besloten": "true",
    },
    {
        "gemeente": "", "van": "", "aanbieder": "", "organisatie": "", "regio": R, "vertrouwen": "", "praktijk": "",
        "gezinslid": "", "account_id": "3", "id": "3", "gepubliceerd_op": None, "kring": "open", "besloten": "false",
    },
    {
        "gemeente": A, "van": A, "aanbieder": X, "organisatie": A, "regio": "", "vertrouwen": V, "praktijk": P,
        "gezinslid": G, "account_id": "1", "id": "1", "gepubliceerd_op": "2026-09-01 12:00", "kring": "geheim",
        "afgeschermd": "ja", "besloten": "false",
    },
)  # fmt: skip
GEHEIM = (9999, 999)
"""The key of the last row, when its table is one with keys: that child is shielded."""
SOORTEN = {"bericht": 1, "kind": 2, "bestand": 3, "regel": 4, "persoon": 5, "gezin": 6}
ZIEN_KINDEREN = {
    "controller",
    "toegang",
    "aanbieder",
    "verwijzer",
    "gezinslid",
    "toegang_geheim",
    "aanbieder_geheim",
    "toetser",
    "verwerking",
}
ZIEN_AFGESCHERMD = {"toegang_geheim", "aanbieder_geheim", "verwerking"}
VERTELT_VAN = {"tabel": "toewijzingen_stop"}
"""The table that a planted row of the history tells of, with the readers of that one."""
KOLOM_VAN = {"account_id": "zelf", "id": "ikzelf", "regio": "collega", "gepubliceerd_op": "gepubliceerd"}
"""A column that says whose a row is only where the model names this party."""
HANDELINGEN = (
    "lezen", "tellen", "vergrendelen", "wissen", "blind wissen", "blind wijzigen", "inpikken", "weggeven", "maken",
    "wijzigen", "verhuizen",
)  # fmt: skip
"""
`wijzigen` leaves a row of whom it was, `verhuizen` makes it of B and Y. `blind wissen`, `blind wijzigen`, `inpikken`
(make all rows one's own) and `weggeven` (make them another's) do not look first, so only the right to write counts.
"""


Uitkomst = dict[tuple[str, str], frozenset[int]]
"""{(identity, act): the rows, by their place in RIJEN, on which it was done}; of `tellen` how many."""


def hoort_bij(partij: str, row: dict[str, str], who: Identiteit) -> bool:
    """Whether this identity is such a party of this row."""
    match partij:
        case "gemeente" | "van" | "aanbieder":
            own = who.aanbieder if partij == "aanbieder" else who.gemeente
            return own != "" and row[partij] == own
        case "vertrouwen" | "praktijk" | "gezinslid":
            own = getattr(who, partij)
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
            wide = who.rol == rollen.REGIO or who.functie == "verwerking"
            return any(hoort_bij(p, row, who) for p in ("gemeente", "aanbieder", *(("regio",) if wide else ())))
        case "nazicht":
            return who.functie == "privacy" and hoort_bij("namens", row, who)
        case "iedereen":
            return who.namens != ""
        case "verwerking":
            return who.regio != "" and who.functie == "verwerking"
        case "techniek" | "openbaar":
            return True
        case "gepubliceerd":
            return row["gepubliceerd_op"] is not None
        case "aanmelden":
            return who.namens == ""
        case "ingelogd":
            return who.namens != "" or who.account != ""
        case "zelf" | "ikzelf":
            return who.account != "" and row["account_id" if partij == "zelf" else "id"] == who.account
        case "aangesteld":
            return False  # nobody was appointed here; `beheer` tests it
        case "collega" | "beheerder":
            own = any(getattr(who, column) and row[column] == getattr(who, column) for column in ORGANISATIE)
            return own and (partij == "collega" or who.functie == "beheerder")
        case "besloten":
            secret = row["besloten"] == "true" and who.functie != "toegang_geheim"
            return hoort_bij("gemeente", row, who) and not secret
        case "kring":
            return _in_kring(row, who)
        case "regiobeheer":
            return who.regio != "" and who.functie in {"beheerder", "verwerking"}
    raise AssertionError(f"partij {partij} staat niet in deze proef")


def _in_kring(row: dict[str, str], who: Identiteit) -> bool:
    """Whether this identity may know of a case with the secrecy of this row."""
    match row["kring"]:
        case "open":
            return bool(who.gemeente or who.regio) or (who.aanbieder != "" and row["aanbieder"] == who.aanbieder)
        case "vertrouwelijk":
            return bool(who.regio or (who.gemeente and who.functie in {"contractmanager", "bestuur"}))
    region = who.regio and who.functie in {"contractmanager", "bestuur", "verwerking"}
    return bool(region or (who.gemeente and who.functie == "bestuur"))


@dataclass(frozen=True)
class Tabel:
    """One table: its name, what its model says, and its columns with their types."""

    naam: str
    regels: Regels
    kolommen: dict[str, str]

    def mag_lezen(self, row: dict[str, str], who: Identiteit) -> bool:
        """Whether this identity should see such a row."""
        if who.rol == rollen.AUDIT:
            return not self.regels.gesloten
        if who.rol == rollen.REGIO and self.regels.gesloten:
            return False
        if who.rol == rollen.VERNIETIGING:
            own = ("gemeente" if party in {"rij", "besloten"} else party for party in self.regels.lezers)
            return self.regels.vernietigbaar and any(hoort_bij(party, row, who) for party in own)
        return self._allowed(self.regels.lezers, row, who)

    def mag_schrijven(self, row: dict[str, str], who: Identiteit) -> bool:
        """Whether this identity should be able to write such a row, grants aside."""
        if who.rol == rollen.VERNIETIGING:
            return self.mag_lezen(row, who)
        reads_only = who.rol in (rollen.AUDIT, rollen.REGIO)
        return not reads_only and self._allowed(self.regels.schrijvers, row, who, writes=True)

    def _allowed(self, parties: tuple[str, ...], row: dict[str, str], who: Identiteit, *, writes: bool = False) -> bool:
        if who.rol == rollen.VERWERKING:
            return bool({"regio", "verwerking", "namens", "handelend"} & {*self.regels.schrijvers})
        if who.rol == rollen.EIGENAAR:
            return self.regels.lezers == ("techniek",)
        counts = who.rol == rollen.REGIO and who.functie == "cijfers"
        if self.regels.alleen_rollen and who.functie not in self.regels.alleen_rollen and not counts:
            return False
        if not self.regels.over_kinderen and (writes or not self.regels.sleutels):
            return any(hoort_bij(party, row, who) for party in parties)
        return any(hoort_bij(party, row, who) and self._about_children(party, row, who) for party in parties)

    def _about_children(self, party: str, row: dict[str, str], who: Identiteit) -> bool:
        counts = who.rol == rollen.REGIO and who.functie == "cijfers"
        sees = counts or who.functie in ZIEN_KINDEREN  # the history on trial tells of a table about children
        hidden = "afgeschermd" in row and self.regels.sleutels and not (counts or who.functie in ZIEN_AFGESCHERMD)
        wide = party != "regio" or who.rol == rollen.REGIO or who.functie == "verwerking"
        return sees and not hidden and wide

    @property
    def sleutels(self) -> dict[str, str]:
        """The columns with a key in them, and what is in them of a row that is shielded."""
        named = self.regels.sleutels.values()
        pairs = [zip((name,) if isinstance(name, str) else name, GEHEIM, strict=False) for name in named]
        found = {column: str(value) for pair in pairs for column, value in pair}
        return found | ({"persoon": f"{GEHEIM[0]:015x}"} if "persoon" in self.regels.sleutels else {})

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
        return bool({*self.regels.schrijvers} & {"zelf", "ikzelf", "collega", "beheerder", *self.kolommen} - {"regio"})

    def kolom(self, row: dict[str, str]) -> dict[str, str]:
        """The parties of a row that this table has a column for."""
        parties = {*self.regels.lezers, *self.regels.schrijvers}
        used = {name for name in row if name != "afgeschermd" and KOLOM_VAN.get(name) in {None, *parties}}
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
    return Tabel(name, Regels.van(model), dict(found))


def verwacht(connection: psycopg.Connection, table: Tabel) -> Uitkomst:
    """What should come out, from the model; a right that a role does not have at all is nothing done."""
    result: Uitkomst = {}
    rights = {rol: _granted(connection, table, rol) for rol in {who.rol for who in IDENTITEITEN}}
    for who in IDENTITEITEN:
        granted = rights[who.rol]
        for act in HANDELINGEN:
            done = {nr for nr, row in enumerate(RIJEN) if act in granted and _should(table, act, row, who)}
            result[who.naam, act] = frozenset({len(done)} if act == "tellen" else done)
    return result


def _granted(connection: psycopg.Connection, table: Tabel, rol: str) -> set[str]:
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
            [rol, table.naam] * (3 + len(table.te_wijzigen) + len(table.te_verhuizen)),
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
