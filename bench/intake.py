# SPDX-License-Identifier: EUPL-1.2
"""
The intake as a sender meets it: batches of all sizes, one message through the API, a worker that dies, 25 MB at once.

    python bench/intake.py [T|S] [--maten 1 10 100 1000 10000] [--berichten 100] [--rondes 10]

Every part starts on a fresh copy of the same database, on a durable server. Ratios are to lxml parse + XSD of the same
messages, measured in between, and to the floor of `keten.py` (ijking.py). Writes `intake-<corpus>.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from corpus import WERKMAP, maak
from meter import postgres_kerntijd

from keten import HIER, Proefstation, _kwantiel

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")

MATEN = (1, 10, 100, 1_000, 10_000)
REGELS_PER_MAAT = {1: 4_000, 10: 10_000, 100: 30_000, 1_000: 60_000, 10_000: 200_000}
"""About how many lines are taken in for a size: enough batches to see a median, no more."""
DATABASE = "bench_intake"


def per_maat(station: Proefstation, mappen: list[Path], plek: Path, maat: int) -> dict[str, Any]:
    """Messages and lines per second, and core-µs per line, in batches of this many messages."""
    url = station.database(DATABASE, mappen)
    busy = postgres_kerntijd(station.postmaster)
    report = _draai(
        "werker.py", url, "--plek", str(plek), "--regios", *(m.name for m in mappen),
        "--partij", str(maat), "--hoogstens", str(REGELS_PER_MAAT.get(maat, 50_000)),
    )  # fmt: skip
    postgres = postgres_kerntijd(station.postmaster) - busy
    seconds, lines = sum(report["partij_s"]), report["regels"]
    times = sorted(report["partij_s"])
    return {
        "maat": maat,
        "partijen": len(times),
        "berichten": report["berichten"],
        "regels": lines,
        "berichten_per_s": report["berichten"] / seconds,
        "regels_per_s": lines / seconds,
        "p50_ms": _kwantiel(times, 0.5) * 1e3,
        "p95_ms": _kwantiel(times, 0.95) * 1e3,
        "kern_us": (report["python_s"] + postgres) / lines * 1e6,
        "keuring_us": report["keuring_s"] / lines * 1e6,
    }


def _draai(script: str, url: str, *options: str) -> dict[str, Any]:
    """Run a script of the bench as a process of its own; gives the JSON it prints."""
    command = [sys.executable, str(HIER / script), *options]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def toon_maten(rows: list[dict[str, Any]], floor: float) -> None:
    """Print the table of batch sizes; `floor` is the component floor in units of lxml parse + XSD."""
    print(
        f"{'per partij':>10}{'partijen':>10}{'berichten/s':>13}{'regels/s':>10}{'p50 ms':>9}{'p95 ms':>9}"
        f"{'kern-µs/regel':>15}{'÷ parse+XSD':>13}{'÷ vloer':>9}"
    )
    for row in rows:
        ratio = row["kern_us"] / row["keuring_us"]
        print(
            f"{row['maat']:>10,}{row['partijen']:>10,}{row['berichten_per_s']:>13,.0f}{row['regels_per_s']:>10,.0f}"
            f"{row['p50_ms']:>9,.1f}{row['p95_ms']:>9,.1f}{row['kern_us']:>15,.1f}{ratio:>13.1f}{ratio / floor:>9.1f}"
        )


def toon_groot(row: dict[str, Any]) -> None:
    """Print one message of 25 MB."""
    seconds = row["bewaren_s"] + row["verwerken_s"]
    mib = 2**20
    print(
        f"25 MB, alles {row['soort']}: {row['regels']:,} regels, {row['regels'] / seconds:,.0f} regels/s "
        f"(bewaren {row['bewaren_s']:.2f} s, verwerken {row['verwerken_s']:.2f} s), "
        f"kern ÷ parse+XSD {row['kern_s'] / row['keuring_s']:.1f}, antwoord {row['antwoord_bytes'] / mib:.1f} MiB"
    )
    print(
        f"  piek Python {row['piek_python'] / mib:.0f} MiB (vooraf {row['vooraf'] / mib:.0f}), "
        f"databaseproces {row['piek_postgres'] / mib:.0f} MiB"
    )


def toon_keten(row: dict[str, Any]) -> None:
    """Print the latency through the API, and how long a killed worker costs."""
    print(
        f"API, één bericht van twintig regels tot zijn JW325: p50 {row['p50_ms']:.0f} ms, p95 {row['p95_ms']:.0f} ms "
        f"over {row['berichten']}; alleen het ontvangstbewijs: p50 {row['bewijs_p50_ms']:.0f} ms"
    )
    print(
        f"worker afgebroken (SIGKILL) midden in een partij, {row['rondes']} keer: weer een oordeel na "
        f"p50 {row['herstel_p50_s']:.2f} s, hoogstens {row['herstel_max_s']:.2f} s; niets kwijt, niets dubbel"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=("T", "S"), nargs="?", default="S")
    parser.add_argument("--map", type=Path, default=WERKMAP)
    parser.add_argument("--maten", type=int, nargs="*", default=MATEN)
    parser.add_argument("--berichten", type=int, default=100, help="zoveel berichten door de API")
    parser.add_argument("--rondes", type=int, default=10, help="zo vaak wordt de worker afgebroken")
    wat = parser.parse_args()
    import django

    django.setup()
    import ijking
    import intake_keten

    plek = wat.map / wat.corpus
    manifest = maak(wat.corpus, plek, 2)
    mappen = [plek / name for name in manifest["regios"]]
    station = Proefstation(wat.map / "server")
    result: dict[str, Any] = {"maten": [], "groot": []}
    try:
        station.sjabloon()
        found = ijking.ijk(station, plek, manifest)
        floor = found["vloer"] / found["lxml_xsd"]
        for size in wat.maten:
            result["maten"].append(per_maat(station, mappen, plek, size))
        toon_maten(result["maten"], floor)
        region = mappen[0].name
        for kind in ("toegekend", "afgewezen"):
            url = station.database(DATABASE, mappen[:1])
            result["groot"].append(_draai("groot.py", url, "--soort", kind, "--regio", region))
            toon_groot(result["groot"][-1])
        url = station.database(DATABASE, mappen[:1])
        result["keten"] = intake_keten.meet(url, mappen[0], berichten=wat.berichten, rondes=wat.rondes)
        toon_keten(result["keten"])
    finally:
        station.server.stop()
    uit = wat.map / f"intake-{wat.corpus}.json"
    uit.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(f"geschreven: {uit}")


if __name__ == "__main__":
    main()
