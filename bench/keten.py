# SPDX-License-Identifier: EUPL-1.2
"""
The whole chain: from compressed XML files on disk to durable verdicts, ledger, running totals and answers.

    python bench/keten.py T|S|N [--partij 5000] [--eenheid berichten|regels] [--delen 1] [--runs 1]
                          [--opdrachten] [--geen-ijking] [--antwoorden alle|steekproef|geen] [--zonder-geschiedenis]

`--delen` splits the regions over that many databases, each with a process of its own. The clock starts with
reference data loaded and stops after the last commit and a checkpoint. See README.md for what is printed.
"""

from __future__ import annotations

import argparse
import heapq
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")
django.setup()

import controle  # noqa: E402
from corpus import WERKMAP, Zending, lees_tar, maak  # noqa: E402
from laden import laad  # noqa: E402
from leeslog import ZONDER  # noqa: E402
from meter import postgres_kerntijd  # noqa: E402

HIER = Path(__file__).resolve().parent
SJABLOON = "bench_leeg"


def partijen(mappen: list[Path], grootte: int, eenheid: str, hoogstens: int = 0) -> Any:
    """Batches of messages of these regions in order of arrival, month by month."""
    months = sorted({path.name for folder in mappen for path in folder.glob("2*.tar")})
    batch: list[Zending] = []
    size = total = 0
    for month in months:
        streams = [lees_tar(folder / month) for folder in mappen if (folder / month).exists()]
        for sent in heapq.merge(*streams, key=lambda s: s.aankomst):
            batch.append(sent)
            size += sent.regels if eenheid == "regels" else 1
            total += sent.regels
            if size >= grootte:
                yield batch
                batch, size = [], 0
                if hoogstens and total >= hoogstens:
                    return
    if batch:
        yield batch


def verdeel(regios: dict[str, int], delen: int) -> list[list[str]]:
    """The regions over so many parts, of about equal size."""
    parts: list[tuple[int, list[str]]] = [(0, []) for _ in range(min(delen, len(regios)))]
    for region in sorted(regios, key=lambda r: (-regios[r], r)):
        load, names = heapq.heappop(parts)
        heapq.heappush(parts, (load + regios[region], [*names, region]))
    return [names for _, names in sorted(parts)]


class Proefstation:
    """A server of our own with one database per part."""

    def __init__(self, plek: Path, *, duurzaam: bool = True) -> None:
        from jeugdregio.inrichting import rollen
        from jeugdregio.inrichting.server import zorg_voor_server

        self.rollen = rollen
        self.server = zorg_voor_server(plek, duurzaam=duurzaam)
        self.beheer = self.server.url("postgres", "postgres")
        self.postmaster = self._postmaster()

    def _postmaster(self) -> int:
        data = self.vraag("postgres", "SHOW data_directory")
        return int((Path(data) / "postmaster.pid").read_text().splitlines()[0])

    def vraag(self, database: str, sql: str, *values: object) -> Any:
        """One value, as superuser."""
        with psycopg.connect(self.server.url("postgres", database), autocommit=True) as connection:
            row = connection.execute(sql, values or None).fetchone()  # type: ignore[arg-type]
        return row[0] if row else None

    def doe(self, database: str, *statements: str) -> None:
        """Statements without an answer, as superuser."""
        with psycopg.connect(self.server.url("postgres", database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type]

    def sjabloon(self) -> None:
        """An empty, migrated database; made anew every time, because migrations change."""
        self.doe("postgres", f"DROP DATABASE IF EXISTS {SJABLOON} WITH (FORCE)")
        self.rollen.richt_in(self.beheer, SJABLOON)
        env = {
            **os.environ,
            "JEUGDREGIO_ROL": "eigenaar",
            "DATABASE_OWNER_URL": self.server.url(self.rollen.EIGENAAR, SJABLOON),
        }
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"], env=env, check=True
        )

    def database(self, naam: str, mappen: list[Path]) -> str:
        """A fresh database with the reference data of these regions; gives its URL for the application."""
        from django.conf import settings

        from jeugdregio.core.bsn import zegel

        self.rollen.kopieer(self.beheer, SJABLOON, naam)
        url = self.server.url(self.rollen.APP, naam)
        laad(url, mappen, zegel(settings.BSN_KEY).verzegel)
        self.doe(naam, "VACUUM ANALYZE", "SELECT setval('toewijzingen_volgnummer', 1000000000)")
        return url


def een_run(wat: argparse.Namespace, manifest: dict[str, Any], station: Proefstation, plek: Path) -> dict[str, Any]:
    """Load, run, check and measure once."""
    parts = verdeel(manifest["regios"], wat.delen)
    station.sjabloon()
    if wat.zonder_geschiedenis:
        station.doe(SJABLOON, ZONDER)
    databases = {}
    for i, names in enumerate(parts):
        databases[f"bench_{i}"] = (station.database(f"bench_{i}", [plek / n for n in names]), names)
    station.doe("postgres", "CHECKPOINT")
    size = sum(station.vraag(db, "SELECT pg_database_size(current_database())") for db in databases)
    wal = station.vraag("postgres", "SELECT pg_current_wal_lsn()")
    busy = postgres_kerntijd(station.postmaster)
    options = ["--partij", str(wat.partij), "--eenheid", wat.eenheid, "--hoogstens", str(wat.regels)]
    options += ["--opdrachten"] * wat.opdrachten + ["--etappes"] * (not wat.zonder_etappes)
    reports = _werk(databases, plek, options)
    begin = time.perf_counter()
    station.doe("postgres", "CHECKPOINT")
    checkpoint = time.perf_counter() - begin
    result = _samen(reports)
    chain = max(r["einde"] for r in reports) - min(r["begin"] for r in reports) - max(r["stil_s"] for r in reports)
    result |= {"wand_s": chain + checkpoint, "checkpoint_s": checkpoint}
    result["postgres_s"] = postgres_kerntijd(station.postmaster) - busy
    result["wal_bytes"] = int(station.vraag("postgres", "SELECT pg_current_wal_lsn() - %s::pg_lsn", wal))
    after = sum(station.vraag(db, "SELECT pg_database_size(current_database())") for db in databases)
    result["opgeslagen_bytes"] = after - size
    urls = [station.server.url("postgres", db) for db in databases]
    result["controle"] = controle.controleer(urls, manifest, antwoorden=wat.antwoorden, geheel=not wat.regels)
    result["latentie"] = {"n": 0}
    if not wat.geen_latentie:  # after the check: these messages are no part of the year
        url, names = databases["bench_0"]
        times = sorted(_werk({"bench_0": (url, names)}, plek, ["--latentie"])[0]["latentie_ms"])
        result["latentie"] = {
            "n": len(times),
            "p50_ms": _kwantiel(times, 0.5),
            "p95_ms": _kwantiel(times, 0.95),
        }
    return result


def _werk(databases: dict[str, tuple[str, list[str]]], plek: Path, options: list[str]) -> list[dict[str, Any]]:
    """A process per database, all at once; gives their reports."""
    workers = []
    for url, names in databases.values():
        command = [sys.executable, str(HIER / "werker.py"), "--plek", str(plek), "--regios", *names, *options]
        env = {**os.environ, "DATABASE_URL": url}
        workers.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True))
    said = [worker.communicate()[0] for worker in workers]
    assert all(worker.returncode == 0 for worker in workers), "een werker is gestopt met een fout"
    return [json.loads(text) for text in said]


def _samen(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up what the workers measured."""
    total: dict[str, Any] = {"delen": len(reports), "etappes": {}, "opdrachten": []}
    for key in ("regels", "berichten", "xml_bytes", "python_s", "keuring_s"):
        total[key] = sum(r[key] for r in reports)
    for key in ("piek_python", "piek_postgres"):
        total[key] = max(r[key] for r in reports)
    batches = sorted(b for r in reports for b in r["partij_s"])
    total["partijen"] = len(batches)
    total["partij_p50_s"], total["partij_p95_s"] = _kwantiel(batches, 0.5), _kwantiel(batches, 0.95)
    total["ontbreekt"] = reports[0]["ontbreekt"]
    for r in reports:
        for name, row in r["etappes"].items():
            have = total["etappes"].setdefault(name, [0, 0, 0])
            total["etappes"][name] = [a + b for a, b in zip(have, row, strict=True)]
        total["opdrachten"] += r["opdrachten"]
    return total


def _kwantiel(values: list[float], q: float) -> float:
    return values[min(len(values) - 1, int(len(values) * q))] if values else float("nan")


def toon(result: dict[str, Any]) -> None:
    """Print one run."""
    n = result["regels"]
    print(
        f"{n:,} regels, {result['berichten']:,} berichten, {result['partijen']} partijen, {result['delen']} deel/delen"
    )
    print(
        f"  wand {result['wand_s']:.1f} s (checkpoint {result['checkpoint_s']:.1f}), "
        f"{n / result['wand_s']:,.0f} regels/s"
    )
    python, postgres = result["python_s"] / n * 1e6, result["postgres_s"] / n * 1e6
    print(f"  kern-µs per regel {python + postgres:.1f} = Python {python:.1f} + PostgreSQL {postgres:.1f}")
    alone = result["keuring_s"] / n * 1e6
    ratio = (python + postgres) / alone
    print(f"  lxml parse + XSD alleen, om en om met de partijen: {alone:.1f}; keten ÷ dat {ratio:.2f}")
    print(f"  per partij p50 {result['partij_p50_s']:.2f} s, p95 {result['partij_p95_s']:.2f} s")
    print(
        f"  piek Python {result['piek_python'] / 2**20:.0f} MiB, databaseproces "
        f"{result['piek_postgres'] / 2**20:.0f} MiB"
    )
    print(f"  WAL {result['wal_bytes'] / n:.0f} B, opgeslagen {result['opgeslagen_bytes'] / n:.0f} B per regel")
    if result["latentie"]["n"]:
        print(
            f"  één bericht van 20 regels: p50 {result['latentie']['p50_ms']:.1f} ms, "
            f"p95 {result['latentie']['p95_ms']:.1f} ms over {result['latentie']['n']}"
        )
    print(f"  {'etappe':20}{'keer':>8}{'Python':>9}{'PostgreSQL':>12}   kern-µs per regel")
    for name, (times, py, pg) in sorted(result["etappes"].items(), key=lambda kv: -sum(kv[1][1:])):
        print(f"  {name:20}{times:8.0f}{py / n / 1e3:9.2f}{pg / n / 1e3:12.2f}")
    if result["ontbreekt"]:
        print("  niet gevonden:", ", ".join(result["ontbreekt"]))
    for stage, sql, times, py, pg in sorted(result["opdrachten"], key=lambda o: -o[4])[:40]:
        print(f"  {times:6.0f}x {py / n / 1e3:7.2f} {pg / n / 1e3:7.2f}  {stage:16} {sql[:110]}")
    print(f"  controle: {result['controle']}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=("T", "S", "N"))
    parser.add_argument("--map", type=Path, default=WERKMAP)
    parser.add_argument("--partij", type=int, default=5_000, help="grootte van een partij")
    parser.add_argument("--eenheid", choices=("berichten", "regels"), default="berichten")
    parser.add_argument("--regels", type=int, default=0, help="stop na ongeveer zoveel regels per deel (0: alles)")
    parser.add_argument("--delen", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--opdrachten", action="store_true", help="meet ook elke SQL-opdracht")
    parser.add_argument("--zonder-etappes", action="store_true")
    parser.add_argument("--zonder-geschiedenis", action="store_true", help="zet de triggers van de geschiedenis uit")
    parser.add_argument("--geen-latentie", action="store_true")
    parser.add_argument("--geen-ijking", action="store_true")
    parser.add_argument("--antwoorden", choices=("alle", "steekproef", "geen"), default="steekproef")
    wat = parser.parse_args()
    import django

    django.setup()
    plek = wat.map / wat.corpus
    manifest = maak(wat.corpus, plek, 2)
    results = []
    for run in range(wat.runs):
        server_map = wat.map / "server"
        station = Proefstation(server_map)
        try:
            results.append(een_run(wat, manifest, station, plek))
            if not wat.geen_ijking:
                import ijking

                results[-1]["ijking"] = ijking.ijk(station, plek, manifest)
        finally:
            station.server.stop()
        print(f"== {wat.corpus}, run {run + 1} van {wat.runs}")
        toon(results[-1])
        if "ijking" in results[-1]:
            ijking.toon(results[-1], wat.map / "gewoon.json")
    if len(results) > 1:
        values = [(r["python_s"] + r["postgres_s"]) / r["regels"] * 1e6 for r in results]
        print(f"mediaan {statistics.median(values):.1f} kern-µs per regel, van {min(values):.1f} tot {max(values):.1f}")
    uit = wat.map / f"keten-{wat.corpus}.json"
    uit.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(f"geschreven: {uit}")


if __name__ == "__main__":
    main()
