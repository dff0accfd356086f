# SPDX-License-Identifier: EUPL-1.2
"""
Load reference data into a database: COPY into a temporary table, then one INSERT per table as the region.

Works for any corpus folder with `<table>.parquet` per region. Running totals start at nought, with the limit
that the house itself computes (`toewijzingen_maximaal`).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import psycopg
import pyarrow as pa
from pyarrow import csv, parquet

TABELLEN = ("gemeente", "aanbieder", "product", "tarief", "client", "toewijzing")
_TYPEN = {"string": "text", "int64": "bigint", "date32[day]": "date", "bool": "boolean", "null": "text"}
VUL = {
    "gemeente": """INSERT INTO regio_gemeente (code, regio, naam, inwoners, jeugdigen, deelname)
        SELECT code, regio, naam, 0, 0, daterange('2015-01-01', NULL) FROM aanvoer""",
    "aanbieder": """INSERT INTO aanbieders_aanbieder (agb, kvk, naam)
        SELECT agb, agb, 'Aanbieder ' || agb FROM aanvoer""",
    "product": """INSERT INTO contracten_product (regio, categorie, code, omschrijving, eenheid, variant,
        profiel)
        SELECT regio, categorie, code, 'Product ' || code, eenheid, 'inspanning', '' FROM aanvoer""",
    "tarief": """INSERT INTO contracten_tarief (regio, aanbieder, categorie, code, eenheid, per_uur,
        geldig, tarief_cent)
        SELECT regio, aanbieder, categorie, code, eenheid, per_uur, daterange(begin, tot), tarief_cent
            FROM aanvoer""",
    "client": """INSERT INTO toewijzingen_client (gemeente, id, aanbieder, bsn, geslacht, achternaam,
        voorvoegsel,
        voornamen) SELECT gemeente, id, aanbieder, bsn::bytea, '', '', '', '' FROM aanvoer""",
    "toewijzing": """
        INSERT INTO toewijzingen_toewijzing (gemeente, id, nummer, aanbieder, client_id, categorie, code,
            geldig,
            vastgesteld_op, volume, eenheid, frequentie, budget_cent, reden_wijziging,
                referentie_aanbieder, verwijderd,
            maat, maximaal, bericht_id)
        SELECT gemeente, id, nummer, aanbieder, client_id, categorie, code, daterange(begin, tot),
            '2025-01-01', volume,
            eenheid, frequentie, budget_cent, CASE WHEN verwijderd THEN '13' ELSE '' END, '', verwijderd,
            CASE WHEN volume IS NULL THEN 'bedrag' ELSE 'volume' END,
            toewijzingen_maximaal(volume, eenheid, frequentie, budget_cent, begin, tot - 1), 0
        FROM aanvoer ORDER BY gemeente, id;
        INSERT INTO toewijzingen_toewijzingversie (gemeente, bericht_id, nummer, aanbieder,
            vastgesteld_op, geldig,
            volume, eenheid, frequentie, budget_cent, reden_wijziging)
        SELECT gemeente, 0, nummer, aanbieder, '2025-01-01', daterange(begin, tot), volume, eenheid,
            frequentie,
            budget_cent, '' FROM aanvoer;
        INSERT INTO toewijzingen_stand (gemeente, toewijzing_id, gebruikt, prestaties, maximaal, drempel)
        SELECT t.gemeente, t.id, 0, 0, t.maximaal, t.maximaal
        FROM aanvoer a JOIN toewijzingen_toewijzing t ON t.gemeente = a.gemeente AND t.id = a.id
        ORDER BY t.gemeente, t.id""",
}


def laad(url: str, mappen: list[Path], verzegel: Callable[[str], bytes]) -> dict[str, int]:
    """Load the regions in these folders over a connection of the application role; gives rows per table."""
    loaded = dict.fromkeys(TABELLEN, 0)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for folder in mappen:
            cursor.execute(
                "SELECT set_config('jr.regio', %s, true), set_config('jr.namens', %s, true),"
                " set_config('jr.rol', 'verwerking', true)",
                [folder.name] * 2,
            )
            for name in TABELLEN:
                table = parquet.read_table(folder / f"{name}.parquet")
                if name == "client":
                    table = _verzegeld(table, verzegel)
                columns = ", ".join(f"{f.name} {_TYPEN[str(f.type)]}" for f in table.schema)
                cursor.execute(f"CREATE TEMPORARY TABLE aanvoer ({columns}) ON COMMIT DROP")
                kopieer(cursor, "aanvoer", table)
                cursor.execute(VUL[name])  # type: ignore[arg-type]
                cursor.execute("DROP TABLE aanvoer")
                loaded[name] += table.num_rows
            connection.commit()
    return loaded


def kopieer(cursor: psycopg.Cursor[tuple[object, ...]], naam: str, table: pa.Table) -> None:
    """COPY an Arrow table into a table with the same columns."""
    buffer = io.BytesIO()
    csv.write_csv(table, buffer, csv.WriteOptions(include_header=False))
    with cursor.copy(f"COPY {naam} ({', '.join(table.column_names)}) FROM STDIN (FORMAT csv)") as copy:  # type: ignore[arg-type]
        copy.write(buffer.getbuffer())


def _verzegeld(table: pa.Table, verzegel: Callable[[str], bytes]) -> pa.Table:
    numbers = table.column("bsn").combine_chunks().dictionary_encode()
    sealed = pa.array(["\\x" + verzegel(bsn).hex() for bsn in numbers.dictionary.to_pylist()], pa.string())
    return table.set_column(table.column_names.index("bsn"), "bsn", sealed.take(numbers.indices))
