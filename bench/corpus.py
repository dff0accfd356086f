# SPDX-License-Identifier: EUPL-1.2
"""
Make a corpus of declaraties: reference data, a year of JW323 messages, and what must come out.

    python bench/corpus.py T|S|N [--map FOLDER] [--processen N]

Per region: `<map>/<regio>/<table>.parquet` (reference data), `2026-02.tar` … (the messages that arrive in a
month, in order, each a file `<nr>-<aanbieder>-<lines>.xml.zst`), and `later.tar` (messages of twenty lines
after the year, for latency). `<map>/manifest.json` holds the expected counts and hashes. Nothing is
committed.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pyarrow as pa
import zstandard
from oordeel import Telling
from pyarrow import parquet
from stroom import Verzending, jaar, na_afloop

from jeugdregio.declaraties.regels.ijw_3_2 import REGELS
from wereld import JAAR, ZAAD, Regio, indeling, maak_regio, producten, regiocode

WERKMAP = Path(__file__).resolve().parents[1] / ".jeugdregio" / "bench"
_BRONNEN = ("wereld", "fouten", "oordeel", "stroom", "corpus")
VERSIE = sha256(b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in _BRONNEN)).hexdigest()[:12]
MET_EIGEN_CODE = {"TR358": "0001", "TR056": "9056", "TR135": "8848", "TR378": "S300"}
RETOURCODE = {rule.code: rule.retourcode for rule in REGELS} | MET_EIGEN_CODE
LATENTIE_REGELS, LATENTIE_BERICHTEN = 20, 250


class Maat(NamedTuple):
    """
    How large: regions (empty: all), municipalities per region (0: all), allocations, providers
    per region.
    """

    regios: tuple[str, ...]
    gemeenten: int
    toewijzingen: int
    aanbieders: int


VIER = ("IJsselland", "Twente", "Gooi-en Vechtstreek", "Utrecht-West")
MATEN = {
    "T": Maat(VIER, 3, 1_790, 12),
    "S": Maat(VIER, 0, 80_000, 130),
    "N": Maat((), 0, 1_790_000, 130),
}


class Zending(NamedTuple):
    """One message of a corpus as it lies on disk; `data` is compressed."""

    naam: str
    aanbieder: str
    regels: int
    aankomst: datetime
    data: bytes


def verdeling(maat: Maat) -> dict[str, dict[tuple[str, str], int]]:
    """How many allocations each municipality of each region has."""
    regions = {
        name: towns[: maat.gemeenten or None]
        for name, towns in indeling().items()
        if not maat.regios or name in maat.regios
    }
    rng = Random(ZAAD)  # noqa: S311 a seeded corpus, nothing secret
    weights = {town: min(6.0, rng.lognormvariate(0, 0.8)) for towns in regions.values() for town in towns}
    total = sum(weights.values())
    return {
        name: {town: max(3, round(maat.toewijzingen * weights[town] / total)) for town in towns}
        for name, towns in regions.items()
    }


def maak_deel(plek: Path, naam: str, nr: int, towns: Mapping[tuple[str, str], int], aanbieders: int) -> Telling:
    """Make one region of a corpus."""
    gc.disable()  # nothing here goes round in circles, and looking for circles costs a fifth of the time
    region = maak_regio(naam, nr, dict(towns), aanbieders)
    folder = plek / region.code
    folder.mkdir(parents=True, exist_ok=True)
    telling = Telling()
    telling.aantal.update(_schrijf_referentie(region, folder))
    compress = zstandard.ZstdCompressor(level=3).compress
    months: dict[str, list[tuple[float, Verzending]]] = defaultdict(list)
    for gemeente in region.gemeenten:
        for sent in jaar(gemeente, region.aanbieders, telling):
            telling.aantal["xml_bytes"] += len(sent.xml)
            sent.xml = compress(sent.xml)
            telling.aantal["ingepakt_bytes"] += len(sent.xml)
            months[f"{date.fromordinal(int(sent.aankomst)):%Y-%m}"].append((sent.aankomst, sent))
    for month, messages in months.items():
        _schrijf_tar(folder / f"{month}.tar", messages)
    later = [s for gemeente in region.gemeenten for s in na_afloop(gemeente, region.aanbieders, LATENTIE_REGELS)]
    for sent in later[:LATENTIE_BERICHTEN]:
        sent.xml = compress(sent.xml)
    _schrijf_tar(folder / "later.tar", [(s.aankomst, s) for s in later[:LATENTIE_BERICHTEN]])
    return telling


def _schrijf_tar(plek: Path, messages: list[tuple[float, Verzending]]) -> None:
    messages.sort(key=lambda pair: pair[0])
    with plek.open("wb") as out:
        for nr, (moment, sent) in enumerate(messages):
            info = tarfile.TarInfo(f"{nr:07}-{sent.aanbieder}-{sent.regels}.xml.zst")
            info.size = len(sent.xml)
            info.mtime = int((moment - date(1970, 1, 1).toordinal()) * 86_400)
            out.write(info.tobuf(tarfile.USTAR_FORMAT))
            out.write(sent.xml)
            out.write(b"\0" * (-len(sent.xml) % 512))
        out.write(b"\0" * 1_024)


def lees_tar(plek: Path) -> Iterator[Zending]:
    """The messages of one month in order of arrival; knows only the plain headers that are written here."""
    with plek.open("rb") as source:
        while (head := source.read(512)).strip(b"\0"):
            name = head[:100].rstrip(b"\0").decode()
            size = int(head[124:135], 8)
            data = source.read(size)
            source.read(-size % 512)
            _, aanbieder, regels = name.removesuffix(".xml.zst").split("-")
            yield Zending(name, aanbieder, int(regels), datetime.fromtimestamp(int(head[136:147], 8), UTC), data)


def _schrijf_referentie(region: Regio, folder: Path) -> dict[str, int]:
    tables = {
        "gemeente": _kolommen(
            ("code", "naam", "regio"), [(g.code, g.naam, region.code) for g in region.gemeenten]
        ),
        "aanbieder": pa.Table.from_pylist([{"agb": agb} for agb in region.aanbieders]),
        "product": _kolommen(
            ("regio", "categorie", "code", "eenheid"),
            [(region.code, p.categorie, p.code, p.eenheid) for p in producten()],
        ),
        "tarief": pa.Table.from_pylist(list(_tarieven(region))),
        "client": _kolommen(
            ("gemeente", "id", "aanbieder", "bsn"),
            [(g.code, nr, agb, bsn) for g in region.gemeenten for (agb, bsn), nr in g.clienten.items()],
        ),
        "toewijzing": _kolommen(
            ("gemeente", "id", "nummer", "aanbieder", "client_id", "categorie", "code", "begin", "tot",
            "volume",
             "eenheid", "frequentie", "budget_cent", "verwijderd"),
            [
                (g.code, t.id, t.nummer, agb, t.client_id, t.categorie, t.code, t.begin,
                 None if t.einde is None else t.einde + timedelta(days=1), t.volume, t.eenheid, t.frequentie,
                 t.budget, t.verwijderd)
                for g in region.gemeenten for agb, many in g.toewijzingen.items() for t in many
            ],
        ),
    }  # fmt: skip
    for name, table in tables.items():
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
    return {f"{name}_rijen": table.num_rows for name, table in tables.items()}


def _kolommen(namen: tuple[str, ...], rijen: list[tuple[Any, ...]]) -> pa.Table:
    return pa.table(dict(zip(namen, map(list, zip(*rijen, strict=True)), strict=True)))


def _tarieven(region: Regio) -> Iterator[dict[str, Any]]:
    for provider in region.aanbieders.values():
        for p in provider.producten:
            before, after = provider.prijzen[p.code]
            row = {"regio": region.code, "aanbieder": provider.agb, "categorie": p.categorie, "code": p.code}
            row |= {"eenheid": p.eenheid, "per_uur": p.per_uur}
            days = [date(JAAR - 2, 1, 1), date(JAAR, 7, 1), None] if before != after else [date(JAAR - 2, 1, 1), None]
            for (begin, tot), cents in zip(pairwise(days), (before, after), strict=False):
                yield row | {"begin": begin, "tot": tot, "tarief_cent": None if p.eenheid == "83" else cents}


def maak(naam: str, plek: Path, processen: int) -> dict[str, Any]:
    """Make a corpus, unless it lies there already; gives its manifest."""
    manifest = plek / "manifest.json"
    if manifest.exists() and (found := json.loads(manifest.read_text())).get("versie") == VERSIE:
        return dict(found)
    shutil.rmtree(plek, ignore_errors=True)
    maat = MATEN[naam]
    begin = time.perf_counter()
    order = list(indeling())
    parts = sorted(verdeling(maat).items(), key=lambda part: -sum(part[1].values()))
    telling = Telling()
    with ProcessPoolExecutor(processen) as pool:
        jobs = [pool.submit(maak_deel, plek, n, order.index(n), towns, maat.aanbieders) for n, towns in parts]
        for job in jobs:
            telling.erbij(job.result())
    result = {
        "versie": VERSIE,
        "corpus": naam,
        "zaad": ZAAD,
        "regios": {regiocode(n): sum(towns.values()) for n, towns in parts},
        "aantal": dict(telling.aantal),
        "uitkomsten": dict(sorted(telling.uitkomsten.items())),
        "regels": dict(sorted(telling.regels.items())),
        "retourcodes": {RETOURCODE[code]: count for code, count in sorted(telling.regels.items())},
        "oordeel_hash": telling.oordeel,
        "bericht_hash": telling.bericht,
    }
    manifest.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"corpus {naam}: {telling.aantal['regels']:,} regels in {time.perf_counter() - begin:.0f} s")
    return result


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("naam", choices=MATEN)
    parser.add_argument("--map", type=Path, default=WERKMAP)
    parser.add_argument("--processen", type=int, default=2)
    wat = parser.parse_args()
    print(json.dumps(maak(wat.naam, wat.map / wat.naam, wat.processen), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
