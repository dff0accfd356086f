# SPDX-License-Identifier: EUPL-1.2
"""
Calibration in the same run: what lxml needs to parse and validate, what COPY costs here, and the
component floor.

The floor adds up the best part for each duty that can be measured on this machine, each on its own, over the
same messages. No chain can be at one times the floor; it says how much is lost between the parts.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import psycopg
import pyarrow as pa
import zstandard
from corpus import Zending, lees_tar
from laden import kopieer
from lxml import etree
from meter import Meter

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.retour import Antwoord325, Kop325, antwoord_jw325
from jeugdregio.berichten.schema import BASISSCHEMA, basisschema, streng_schema, xsd

if TYPE_CHECKING:
    from keten import Proefstation

STEEKPROEF = 60_000
RONDEN = 3
VLOER = (
    "unzstd", "xsd", "kolommen", "regels", "copy_regels", "grootboek", "standen", "antwoorden", "rauw"
)  # fmt: skip
_TABEL = """
    DROP TABLE IF EXISTS ijk_regel, ijk_boeking, ijk_stand, ijk_rauw;
    CREATE TABLE ijk_regel (bericht integer, nr integer, client integer,
        product_referentie_referentie_nummer text,
        product_referentie_vorig_referentie_nummer text, toewijzing_nummer bigint, product_categorie text,
        product_code text, product_periode_begindatum date, product_periode_einddatum date,
            geleverd_volume bigint,
        eenheid text, product_tarief bigint, ingediend_bedrag_bedrag bigint,
            ingediend_bedrag_debet_credit text);
    CREATE UNIQUE INDEX ON ijk_regel (bericht, product_referentie_referentie_nummer, nr);
    CREATE TABLE ijk_boeking (oorzaak_id integer, oorzaak_nr integer, debet text, credit text,
        bedrag_cent bigint,
        categorie text, code text, maand date, PRIMARY KEY (oorzaak_id, oorzaak_nr));
    CREATE TABLE ijk_stand (bericht integer, nummer bigint, gebruikt bigint NOT NULL, maximaal bigint,
        PRIMARY KEY (bericht, nummer), CHECK (gebruikt <= maximaal)) WITH (fillfactor = 45);
    CREATE TABLE ijk_rauw (nr integer PRIMARY KEY, sha256 bytea, inhoud bytea)
"""
_BOEK = """
    INSERT INTO ijk_boeking SELECT bericht, nr, '4100', '1600', ingediend_bedrag_bedrag, product_categorie,
        product_code, product_periode_begindatum FROM ijk_regel
"""
_STANDEN = """
    INSERT INTO ijk_stand SELECT bericht, toewijzing_nummer, 0, 9000000000000 FROM ijk_regel GROUP BY 1, 2;
    ANALYZE ijk_stand
"""
_VERBRUIK = """
    UPDATE ijk_stand s SET gebruikt = s.gebruikt + w.som
    FROM (SELECT bericht, toewijzing_nummer, sum(geleverd_volume) AS som FROM ijk_regel GROUP BY 1, 2) w
    WHERE s.bericht = w.bericht AND s.nummer = w.toewijzing_nummer AND s.gebruikt + w.som <= s.maximaal
"""


def steekproef(plek: Path, regios: Sequence[str], regels: int) -> list[Zending]:
    """Messages spread evenly over the whole year, about as many lines as asked."""
    messages = [s for name in regios for path in sorted((plek / name).glob("2*.tar")) for s in lees_tar(path)]
    every = max(1, sum(s.regels for s in messages) // regels)
    return messages[::every]


def ijk(station: Proefstation, plek: Path, manifest: dict[str, Any]) -> dict[str, float]:
    """Measure every part over a sample of the corpus; core-µs per line."""
    sample = steekproef(plek, list(manifest["regios"])[:4], STEEKPROEF)
    lines = sum(s.regels for s in sample)
    unpack = zstandard.ZstdDecompressor().decompress
    xml = [unpack(s.data) for s in sample]
    schema = streng_schema("JW323")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found = {"steekproef_regels": float(lines)}

    def meet(naam: str, werk: Callable[[], object]) -> None:
        times = []
        for _ in range(RONDEN):
            begin = time.process_time()
            werk()
            times.append(time.process_time() - begin)
        found[naam] = min(times) / lines * 1e6

    def valideer() -> None:
        for data in xml:
            assert schema.validate(etree.fromstring(data, parser))

    meet("lxml_xsd", valideer)
    meet("unzstd", lambda: [unpack(s.data) for s in sample])
    found["xsd"] = found["lxml_xsd"]
    stroom = XsdStroom.maak()
    if stroom:
        meet("xsd_stroom", lambda: stroom.valideer(xml))
        found["xsd"] = min(found["xsd"], found["xsd_stroom"])
    meet("kolommen", lambda: lees("JW323", xml))
    tables = lees("JW323", xml)
    lines_table = tables["prestatie"].drop_columns(["declaratie"])
    meet("regels", lambda: _regelvloer(tables["prestatie"], plek, manifest))
    kop = Kop325("0193", "42420001", "1", date(2026, 5, 9), "B1", date(2026, 5, 6), "1.0.0", "1.0.0")
    body = Antwoord325("D1", 1, 1, ["8001"])
    meet("antwoorden", lambda: [antwoord_jw325(kop, antwoord=body) for _ in xml])
    _in_database(station, lines_table, sample, xml, found)
    found["vloer"] = sum(found[part] for part in VLOER)
    return found


def _regelvloer(prestatie: pa.Table, plek: Path, manifest: dict[str, Any]) -> int:
    """Join every line with an allocation and a tariff and compare: what judging costs an engine in memory."""
    folder = plek / next(iter(manifest["regios"]))
    allocations, tariffs = _referentie(folder)
    lines = pl.from_arrow(prestatie)
    assert isinstance(lines, pl.DataFrame)
    judged = lines.join(allocations, left_on="toewijzing_nummer", right_on="nummer", how="left").join(
        tariffs, left_on=["product_code", "eenheid"], right_on=["code", "eenheid"], how="left", suffix="_t"
    )
    wrong = judged.select(
        (pl.col("client_id").is_null()).cast(pl.Int64)
        + (pl.col("product_categorie") != pl.col("categorie")).cast(pl.Int64) * 2
        + (pl.col("product_code") != pl.col("code")).cast(pl.Int64) * 4
        + (pl.col("product_periode_begindatum") < pl.col("begin")).cast(pl.Int64) * 8
        + (pl.col("product_periode_einddatum") >= pl.col("tot")).cast(pl.Int64) * 16
        + (pl.col("geleverd_volume") > pl.col("volume")).cast(pl.Int64) * 32
        + (pl.col("product_tarief") != pl.col("tarief_cent")).cast(pl.Int64) * 64
        + (pl.col("ingediend_bedrag_bedrag") != pl.col("geleverd_volume") * pl.col("product_tarief")).cast(pl.Int64)
        * 128
    )
    return wrong.height


_REFERENTIE: dict[Path, tuple[pl.DataFrame, pl.DataFrame]] = {}


def _referentie(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    if folder not in _REFERENTIE:
        allocations = pl.read_parquet(folder / "toewijzing.parquet").unique("nummer").drop("eenheid")
        tariffs = pl.read_parquet(folder / "tarief.parquet").unique(["code", "eenheid"])
        _REFERENTIE[folder] = (allocations, tariffs.select("code", "eenheid", "tarief_cent"))
    return _REFERENTIE[folder]


def _in_database(
    station: Proefstation,
    prestatie: pa.Table,
    sample: list[Zending],
    xml: list[bytes],
    found: dict[str, float],
) -> None:
    """COPY, ledger, running totals and raw messages, each in a plain table with one index."""
    with psycopg.connect(station.beheer, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(_TABEL)
        meter = Meter(pid=connection.info.backend_pid)

        def meet(naam: str, werk: Callable[[], object]) -> None:
            begin, database = time.process_time_ns(), meter.databasetijd()
            werk()
            used = time.process_time_ns() - begin + meter.databasetijd() - database
            found[naam] = used / prestatie.num_rows / 1e3

        meet("copy_regels", lambda: kopieer(cursor, "ijk_regel", prestatie))
        cursor.execute("ANALYZE ijk_regel")
        meet("grootboek", lambda: cursor.execute(_BOEK))
        cursor.execute(_STANDEN)
        meet("standen", lambda: cursor.execute(_VERBRUIK))
        meet("rauw", lambda: _rauw(cursor, sample, xml))
        cursor.execute("DROP TABLE ijk_regel, ijk_boeking, ijk_stand, ijk_rauw")


def _rauw(cursor: psycopg.Cursor[Any], sample: list[Zending], xml: list[bytes]) -> None:
    with cursor.copy("COPY ijk_rauw FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(["int4", "bytea", "bytea"])
        for nr, (sent, data) in enumerate(zip(sample, xml, strict=True)):
            copy.write_row((nr, sha256(data).digest(), sent.data))


class XsdStroom:
    """
    Validation without a tree, by the libxml2 of the system; no part of the house, only a measure
    of the floor.
    """

    def __init__(self, bibliotheek: ctypes.CDLL, pad: Path) -> None:
        self.lib = bibliotheek
        for name in (
            "xmlSchemaNewParserCtxt",
            "xmlSchemaParse",
            "xmlSchemaNewValidCtxt",
            "xmlParserInputBufferCreateMem",
        ):
            getattr(self.lib, name).restype = ctypes.c_void_p
        context = ctypes.c_void_p(self.lib.xmlSchemaNewParserCtxt(str(pad).encode()))
        schema = ctypes.c_void_p(self.lib.xmlSchemaParse(context))
        assert schema.value, "de libxml2 van dit systeem kan het schema niet lezen"
        self.context = ctypes.c_void_p(self.lib.xmlSchemaNewValidCtxt(schema))

    @classmethod
    def maak(cls) -> XsdStroom | None:
        """The validator for JW323, or None on a system without libxml2."""
        name = ctypes.util.find_library("xml2")
        if name is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            pad = Path(folder) / "jw323.xsd"
            pad.write_bytes(xsd("JW323"))
            pad.with_name(BASISSCHEMA).write_bytes(basisschema(streng=True))
            return cls(ctypes.CDLL(name), pad)

    def valideer(self, xml: Sequence[bytes]) -> None:
        """Raises AssertionError at the first message that is not valid."""
        make, check = self.lib.xmlParserInputBufferCreateMem, self.lib.xmlSchemaValidateStream
        for data in xml:
            source = ctypes.c_void_p(make(data, ctypes.c_int(len(data)), 0))
            assert check(self.context, source, 0, None, None) == 0


def toon(result: dict[str, Any], gewoon: Path) -> None:
    """
    Print the parts and the ratios of one run; the ordinary way when it was measured before (`gewoon.json`).

    Ratios are taken in units of lxml parse + XSD as measured in between the work itself, so that a machine that
    was busier at one moment than at another does not count.
    """
    found, n = result["ijking"], result["regels"]
    chain = (result["python_s"] + result["postgres_s"]) / n * 1e6
    parts = " + ".join(f"{name} {found[name]:.2f}" for name in VLOER)
    print(f"  ijking over {found['steekproef_regels']:,.0f} regels, kern-µs per regel")
    print(
        f"    lxml parse + XSD {found['lxml_xsd']:.2f}, libxml2 zonder boom {found.get('xsd_stroom', float('nan')):.2f}"
    )
    print(f"    vloer {found['vloer']:.1f} = {parts}")
    alone = result["keuring_s"] / n * 1e6
    floor = found["vloer"] * alone / found["lxml_xsd"]
    print(f"  keten ÷ lxml parse+XSD {chain / alone:.2f}   keten ÷ vloer {chain / floor:.2f}")
    if gewoon.exists():
        ordinary = json.loads(gewoon.read_text())
        times = ordinary["kern_us"] / ordinary["keuring_us"] / (chain / alone)
        print(f"  gewone manier ÷ keten {times:.0f}  (gewone manier {ordinary['kern_us']:,.0f} kern-µs per regel)")
