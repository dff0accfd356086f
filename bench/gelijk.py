# SPDX-License-Identifier: EUPL-1.2
"""
The same verdicts whatever the size of a batch and the number of parts.

    python bench/gelijk.py [T|S]

Every run is compared, line by line through a hash, with the truth that the corpus carries; so all are equal.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import django
from corpus import WERKMAP, maak

from keten import Proefstation, een_run

# (size, unit, parts)
VORMEN = ((20, "berichten", 1), (1_000, "regels", 1), (1_000, "berichten", 4), (250_000, "regels", 1))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default="T", choices=("T", "S"))
    parser.add_argument("--map", type=Path, default=WERKMAP)
    wat = parser.parse_args()
    django.setup()
    plek = wat.map / wat.corpus
    manifest = maak(wat.corpus, plek, 2)
    fixed = {
        "regels": 0,
        "opdrachten": False,
        "zonder_etappes": True,
        "geen_latentie": True,
        "antwoorden": "alle",
    }
    with Proefstation(wat.map / "server").server as server:
        assert server
        for partij, eenheid, delen in VORMEN:
            options = argparse.Namespace(partij=partij, eenheid=eenheid, delen=delen, **fixed)
            found = een_run(options, manifest, Proefstation(wat.map / "server"), plek)["controle"]
            print(
                f"{partij:>8,} {eenheid} per partij, {delen} deel/delen: "
                f"{found['regels']:,} regels, oordelen als verwacht, "
                f"{found['antwoorden_geldig']:,} antwoorden geldig ({found['oordeel_hash']})",
                flush=True,
            )


if __name__ == "__main__":
    main()
