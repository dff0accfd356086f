# SPDX-License-Identifier: EUPL-1.2
"""
`python -m tests.fuzz`: hunt, keep what was found, make what is kept small.

    python -m tests.fuzz jaag [DOEL ...] [--seconden 60]
    python -m tests.fuzz bewaar DOEL BESTAND ...     a crash becomes a kept input; the tests replay it from then on
    python -m tests.fuzz verklein [DOEL ...]
"""

import argparse
import sys
from pathlib import Path

from tests.fuzz.corpus import CORPUS, bewaar, verklein, werkcorpus
from tests.fuzz.jacht import jaag
from tests.fuzz.zaden import ZADEN


def main() -> int:
    """Give the exit code: 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    commands = parser.add_subparsers(dest="doe", required=True)
    hunt = commands.add_parser("jaag")
    hunt.add_argument("doel", nargs="*", choices=[*ZADEN, []], default=[])
    hunt.add_argument("--seconden", type=int, default=60)
    keep = commands.add_parser("bewaar")
    keep.add_argument("doel", choices=list(ZADEN))
    keep.add_argument("bestand", nargs="+", type=Path)
    smaller = commands.add_parser("verklein")
    smaller.add_argument("doel", nargs="*", choices=[*ZADEN, []], default=[])
    asked = parser.parse_args()
    if asked.doe == "bewaar":
        for path in asked.bestand:
            print(bewaar(asked.doel, path.read_bytes(), fout=True))
        return 0
    targets = asked.doel or list(ZADEN)
    if asked.doe == "verklein":
        for doel in targets:
            print(f"{doel}: {'{} invoeren, {} bytes'.format(*verklein(doel))}")
        return 0
    return max(_jaag(doel, asked.seconden) for doel in targets)


def _jaag(doel: str, seconden: int) -> int:
    folder = werkcorpus(doel)
    broken = folder.with_name(f"{doel}-vondsten")
    caught = jaag(doel, seconden=seconden, nieuw=folder, bekend=[CORPUS / doel], vondsten=broken)
    print(f"{doel}: {caught.pogingen} invoeren in {seconden} s, {len(caught.vondsten)} vondsten")
    if caught.vondsten:
        print(caught.uitvoer[-4000:], file=sys.stderr)
        print(f"Bewaar met: python -m tests.fuzz bewaar {doel} {' '.join(map(str, caught.vondsten))}", file=sys.stderr)
    return 1 if caught.vondsten else 0


if __name__ == "__main__":
    raise SystemExit(main())
