# SPDX-License-Identifier: EUPL-1.2
"""
Bring the columns of a batch to the database: one temporary table per class, filled with COPY.

COPY is not allowed into a table under row-level security, and a batch that is refused must leave nothing:
so everything is judged in temporary tables of this session, and rows are inserted from there.

- `partij_bericht`: one row per message (`bericht` is its place in the batch), with the verdict on it so far; an
  accepted message that breaks `afspraken` is held before it leaves;
- `partij_<soort>_<klasse>`: one row per element of that class, columns as `lees_voor_partij` gives them; a
  burgerservicenummer is sealed (`bsn`) and only its check travels in the clear (`bsn_goed`, CS002);
- `partij_bevinding`: one row per rule that fired.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
from django.db.backends.utils import CursorWrapper
from pyarrow import csv

from jeugdregio.berichten.partij import Kop, Partij
from jeugdregio.berichten.retourcodes import lees_voor_partij
from jeugdregio.berichten.samenhang import Tabellen
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import BsnZegel, masker, voldoet_aan_elfproef
from jeugdregio.regels.kladblok import STATISTICS_FROM_ROWS, zorg_voor

BERICHT = """
    bericht integer, golf integer, soort text, id bigint, gemeente text, aanbieder text, afzender text,
    ontvanger text, identificatie text, dagtekening date, sha256 bytea, bestand_id bigint, nr integer,
    ontvangen_op timestamptz, regio text, gemeente_bestaat boolean, xsd_basis text, xsd_bericht text,
    niveau smallint, uitkomst text, kopcode text, regels text[] NOT NULL DEFAULT '{}',
    afspraken text[]
"""
BEVINDING = "bericht integer, klasse text, nr integer, regel text, retourcode text, niveau smallint"
PG_TYPES = {"string": "text", "int64": "bigint", "int32": "integer", "date32[day]": "date", "bool": "boolean"}
LATER = {"client": ", gemeente text, aanbieder text, client_id bigint", "declaratie": ", kan_dubbel boolean"}
"""Columns that are filled in the database; `kan_dubbel` is only looked at where it is false (`grondslag`)."""
INDEX = {
    "start_product": " | bericht",
    "stop_product": " | bericht",
    "ongewijzigd_product": " | bericht",
    "te_wijzigen_product": " | bericht",
    "nieuw_product": " | bericht",
    "woonplaatsbeginsel": " | bericht",
    "antwoord": " | bericht",
    "declaratie": " | bericht",
    "prestatie": " | bericht, nr",
}
"""Classes that are looked up per message, by a rule or by a wave of few messages: a large batch indexes those."""
NAMEN = {
    "naam_geslachtsnaam_achternaam",
    "naam_geslachtsnaam_voorvoegsel",
    "naam_voornamen",
    "naam_voorletters",
    "verwijzer_naam",
}
"""Columns that are kept and in which a sender can write anything, a burgerservicenummer too."""
UNUSED = {"bericht_versie", "bericht_subversie", "bericht_code", "commentaar", "declaratie"}


@cache
def tabellen(soort: Soort) -> dict[str, str]:
    """The temporary tables of one kind of message, with their columns, for `kladblok.zorg_voor`."""
    definitions = {}
    for klasse, table in _sealed(lees_voor_partij(soort, []), None).items():
        columns = ", ".join(f"{field.name} {PG_TYPES[str(field.type)]}" for field in table.schema)
        index = INDEX.get(klasse, "")
        definitions[_name(soort, klasse)] = columns.replace("bsn text", "bsn bytea") + LATER.get(klasse, "") + index
    return definitions


def _name(soort: Soort, klasse: str) -> str:
    return f"partij_{soort.lower()}_{klasse}"


def zet_klaar(
    cursor: CursorWrapper, partij: Partij, zegel: BsnZegel, meer_tabellen: Mapping[str, str] | None = None
) -> None:
    """
    Fill the temporary tables of this session with one batch; what stood there before is gone.

    `meer_tabellen` are those that other rooms need for this batch: all are made in one go.
    """
    needed = {"partij_bericht": BERICHT, "partij_bevinding": BEVINDING, **(meer_tabellen or {})}
    for soort in partij.tabellen:
        needed |= tabellen(soort)
    rows = sum(table.num_rows for tables in partij.tabellen.values() for table in tables.values())
    zorg_voor(cursor, needed, rijen=rows)
    _copy(cursor, "partij_bericht", _message_table(partij.koppen))
    filled = ["partij_bericht"]
    for soort, tables in partij.tabellen.items():
        for klasse, table in _sealed(tables, zegel).items():
            if table.num_rows:
                if klasse == "client":
                    table = _with_organisations(table, partij.koppen)
                _copy(cursor, _name(soort, klasse), table)
                filled.append(_name(soort, klasse))
    if rows > STATISTICS_FROM_ROWS:
        cursor.execute("; ".join(f"ANALYZE {name}" for name in filled))


def _message_table(koppen: Sequence[Kop]) -> pa.Table:
    return pa.table(
        {
            "bericht": pa.array(range(len(koppen)), pa.int32()),
            "golf": pa.array([kop.golf for kop in koppen], pa.int32()),
            "soort": [kop.soort.value for kop in koppen],
            "id": pa.array([kop.id for kop in koppen], pa.int64()),
            "gemeente": [kop.gemeente for kop in koppen],
            "aanbieder": [kop.aanbieder for kop in koppen],
            "afzender": [kop.afzender for kop in koppen],
            "ontvanger": [kop.ontvanger for kop in koppen],
            "identificatie": [kop.identificatie for kop in koppen],
            "dagtekening": pa.array([kop.dagtekening for kop in koppen], pa.date32()),
            "sha256": ["\\x" + kop.sha256.hex() for kop in koppen],
            "bestand_id": pa.array([kop.stuk.bestand_id for kop in koppen], pa.int64()),
            "nr": pa.array([kop.stuk.nr for kop in koppen], pa.int32()),
            "ontvangen_op": [kop.stuk.ontvangen_op.isoformat() for kop in koppen],
            "regio": pa.array([kop.regio for kop in koppen], pa.string()),
            "gemeente_bestaat": pa.array([kop.gemeente_bestaat for kop in koppen], pa.bool_()),
            "xsd_basis": [kop.xsd_basis for kop in koppen],
            "xsd_bericht": [kop.xsd_bericht for kop in koppen],
        }
    )


def _with_organisations(clients: pa.Table, koppen: Sequence[Kop]) -> pa.Table:
    """A client is looked up within its municipality and provider; both stand in the header."""
    messages = clients.column("bericht")
    for name in ("gemeente", "aanbieder"):
        clients = clients.append_column(name, pa.array([getattr(kop, name) for kop in koppen]).take(messages))
    return clients


def _masked(table: pa.Table, name: str) -> pa.Table:
    """The table, with dashes for a number in this column; hardly ever is there one, so that is seen first."""
    column = table.column(name)
    if not pc.any(pc.match_substring_regex(column, pattern=r"\d[\d .]{7,}\d")).as_py():
        return table
    safe = [text and masker(text) for text in column.to_pylist()]
    return table.set_column(table.column_names.index(name), name, pa.array(safe, pa.string()))


def _sealed(tables: Tabellen, zegel: BsnZegel | None) -> Tabellen:
    """Leave out what no rule or row needs, and seal each burgerservicenummer; a number is sealed once per batch."""
    result = {}
    for klasse, table in tables.items():
        if klasse == "header":
            continue
        table = table.drop_columns([name for name in table.column_names if name in UNUSED])
        if "bsn" in table.column_names:
            numbers = pc.dictionary_encode(table.column("bsn").combine_chunks())
            distinct = numbers.dictionary.to_pylist()
            assert zegel is not None or not distinct, "zonder zegel komt er geen nummer in de database"
            sealed = pa.array(["\\x" + zegel.verzegel(bsn).hex() for bsn in distinct if zegel], pa.string())
            good = pa.array([voldoet_aan_elfproef(bsn) for bsn in distinct], pa.bool_())
            place = table.column_names.index("bsn")
            table = table.set_column(place, "bsn", sealed.take(numbers.indices))
            table = table.append_column("bsn_goed", good.take(numbers.indices))
        for name in NAMEN.intersection(table.column_names):
            table = _masked(table, name)
        result[klasse] = table
    return result


def _copy(cursor: CursorWrapper, name: str, table: pa.Table) -> None:
    buffer = io.BytesIO()
    csv.write_csv(table, buffer, csv.WriteOptions(include_header=False))
    columns = ", ".join(table.column_names)
    # Django does not look at what COPY raises; a server that went away must look the same everywhere.
    with cursor.db.wrap_database_errors, cursor.copy(f"COPY {name} ({columns}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(buffer.getbuffer())
