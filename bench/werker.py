# SPDX-License-Identifier: EUPL-1.2
"""One process of `keten.py`: takes the messages of its regions through the real intake. Prints JSON."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")
django.setup()

from corpus import Zending, lees_tar  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402
from keuring import Keuring, kerntijd  # noqa: E402
from meter import Meter, piekgeheugen  # noqa: E402

import jeugdregio.ontvangst.actions as ontvangst  # noqa: E402
from jeugdregio.gebruikers.values import verwerking  # noqa: E402
from jeugdregio.ontvangst.values import Aanlevering  # noqa: E402
from keten import partijen  # noqa: E402

WARM, METINGEN = 10, 200


def neem_in(batch: list[Zending], regio: str) -> int:
    """Store and process one batch; gives the number of messages that came out."""
    moment = batch[-1].aankomst
    ontvangst.leg_vast(
        [Aanlevering(sent.naam, sent.data, sent.aanbieder, "bench") for sent in batch],
        moment=moment,
        on_behalf_of=verwerking(regio),
    )
    report = ontvangst.verwerk(regio=regio, peildatum=localdate(moment), moment=moment, hoogstens=len(batch))
    return len(report.uitkomsten)


def latentie(folders: list[Path], regio: str) -> Iterator[float]:
    """
    Milliseconds per message of twenty lines, stored and processed on its own; the first ten are a
    warm-up.
    """
    later = [sent for folder in folders for sent in lees_tar(folder / "later.tar")]
    for nr, sent in enumerate(later[: WARM + METINGEN]):
        start = time.perf_counter()
        assert neem_in([sent], regio) == 1
        if nr >= WARM:
            yield (time.perf_counter() - start) * 1e3


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plek", type=Path, required=True)
    parser.add_argument("--regios", nargs="+", required=True)
    parser.add_argument("--partij", type=int, default=5_000)
    parser.add_argument("--eenheid", default="berichten")
    parser.add_argument("--hoogstens", type=int, default=0)
    parser.add_argument("--opdrachten", action="store_true")
    parser.add_argument("--etappes", action="store_true")
    parser.add_argument("--latentie", action="store_true")
    wat = parser.parse_args()
    folders = [wat.plek / name for name in wat.regios]
    connection.ensure_connection()
    if wat.latentie:
        json.dump({"latentie_ms": list(latentie(folders, wat.regios[0]))}, sys.stdout)
        return
    meter = Meter(pid=connection.connection.info.backend_pid)
    if wat.etappes or wat.opdrachten:
        meter.hang_aan()
    result: dict[str, Any] = {"regels": 0, "berichten": 0, "xml_bytes": 0, "partij_s": []}
    alone = Keuring()
    result["begin"], begin = time.time(), kerntijd()
    with ExitStack() as stack:
        if wat.opdrachten:
            stack.enter_context(connection.execute_wrapper(meter.opdracht))
        for batch in partijen(folders, wat.partij, wat.eenheid, wat.hoogstens):
            start = time.perf_counter()
            result["berichten"] += neem_in(batch, wat.regios[0])
            result["partij_s"].append(time.perf_counter() - start)
            result["regels"] += sum(sent.regels for sent in batch)
            alone.keur(batch)
            print(f"{result['regels']:,} regels, {result['partij_s'][-1]:.2f} s", file=sys.stderr, flush=True)
    result["einde"], result["python_s"] = time.time(), kerntijd() - begin - alone.kern_s
    result["keuring_s"], result["stil_s"] = alone.keuring_s, alone.wand_s
    result["piek_python"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result["piek_postgres"] = piekgeheugen(meter.pid)
    result["etappes"], result["ontbreekt"] = meter.etappes, meter.ontbreekt
    result["opdrachten"] = [[*key, *row] for key, row in meter.opdrachten.items()]
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
