# SPDX-License-Identifier: EUPL-1.2
"""
The hunt: libFuzzer steered by which lines of our code an input reaches (atheris).

Run as a process of its own, for it ends with the process: `python -m tests.fuzz.jacht DOEL [options of libFuzzer]`.
DOEL is a target, or `module:function` for a trial of the hunt itself.
"""

import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

REPO = Path(__file__).resolve().parents[2]
HANG_SECONDS, GEHEUGEN_MB, MEESTE_BYTES = 15, 2_000, 20_000
"""What the intake may take for one message, and how large an input gets."""
BYTES_OF_LIBFUZZER = 0.05
ZELF = "JACHT_ZELF"
"""What libFuzzer may run to run itself."""


@dataclass(frozen=True)
class Vangst:
    """How a hunt ended: how many inputs were tried, which files broke something, and what was said."""

    pogingen: int
    vondsten: Sequence[Path]
    uitvoer: str


def jaag(doel: str, *, seconden: int, nieuw: Path, bekend: Sequence[Path], vondsten: Path, zaad: int = 0) -> Vangst:
    """
    Hunt for so many seconds; `nieuw` gets inputs that reach something new, `vondsten` what breaks (one, then it stops).

    `zaad` 0 is another hunt each time.
    """
    for folder in (nieuw, vondsten):
        folder.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconden}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={GEHEUGEN_MB}",
        f"-max_len={MEESTE_BYTES}",
        f"-artifact_prefix={vondsten}{os.sep}",
        f"-seed={zaad}",
        "-print_final_stats=1",
    ]
    done = _run(doel, [str(nieuw), *map(str, bekend), *options])
    tried = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    found = sorted(path for path in vondsten.iterdir() if path.is_file())
    assert done.returncode == 0 or found, done.stderr[-3000:]
    return Vangst(int(tried[1]) if tried else 0, found, done.stdout + done.stderr)


def voeg_samen(doel: str, bronnen: Sequence[Path], uit: Path) -> None:
    """The smallest inputs out of these folders that reach together what all of them reach."""
    uit.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        myself = Path(folder, "zelf")  # merging runs itself again, one level deeper
        myself.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.fuzz.jacht {doel} "$@"\n', encoding="utf-8")
        myself.chmod(0o700)
        arguments = ["-merge=1", f"-max_len={MEESTE_BYTES}", str(uit), *map(str, bronnen)]
        done = _run(doel, arguments, zelf=str(myself))
    assert done.returncode == 0, done.stderr[-3000:]
    assert any(uit.iterdir()), done.stderr[-3000:]


def _run(doel: str, arguments: Sequence[str], zelf: str = "jacht") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(REPO / "src"), str(REPO), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz.jacht", doel, *arguments],
        env={**os.environ, "PYTHONPATH": path, ZELF: zelf},
        cwd=REPO,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def _doel(naam: str) -> Callable[[bytes], object]:
    module, _, function = naam.partition(":")
    if function:
        chosen: Callable[[bytes], object] = getattr(importlib.import_module(module), function)
        return chosen
    from tests.fuzz.doelen import DOELEN

    return DOELEN[naam]


def main(arguments: Sequence[str]) -> None:
    """Hunt until libFuzzer says that it is done; never returns."""
    import atheris

    with atheris.instrument_imports(include=["jeugdregio"], enable_loader_override=False):
        doel = _doel(arguments[0])
        from tests.fuzz.mutatie import muteer

    def proef(data: bytes) -> None:
        doel(data)

    def mutator(data: bytes, hoogstens: int, zaad: int) -> bytes:
        rng = Random(zaad)  # noqa: S311 - libFuzzer decides
        if rng.random() < BYTES_OF_LIBFUZZER:
            return bytes(atheris.Mutate(data, hoogstens))
        return muteer(bytes(data), rng)[:hoogstens]

    atheris.Setup([os.environ[ZELF], *arguments[1:]], proef, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
