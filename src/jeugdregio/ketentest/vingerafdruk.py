# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints of the program: has what runs, or what was made, become old?"""

import contextlib
import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

import jeugdregio

NAAM = "jeugdregio"
BRON = Path(jeugdregio.__path__[0])


def vingerafdruk_tabellen() -> str:
    """What decides the shape of the tables: migrations, their SQL, and the models that carry the policies."""
    files = [
        *BRON.glob("*/migrations/*.py"),
        *BRON.glob("*/sql/*.sql"),
        *BRON.glob("*/models.py"),
        BRON / "gebruikers" / "isolatie.py",
        BRON / "inrichting" / "rollen.py",
    ]
    from importlib.metadata import version  # slow to load, and not needed by who only asks

    digest = hashlib.sha256(version("django").encode())
    for path in sorted(files):
        digest.update(f"{path.relative_to(BRON)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def geladen_bestanden() -> list[Path]:
    """The files of the program that this process has loaded, and the data that it may have read."""
    modules = [getattr(module, "__file__", None) for name, module in sys.modules.items() if name.startswith(NAAM)]
    data = [*BRON.glob("*/sql/*.sql"), *BRON.glob("codelijsten/**/*.csv")]
    return sorted({Path(path) for path in modules if path} | set(data))


def vingerafdruk_bestanden(paths: Iterable[Path]) -> str:
    """Changes when one of these files does: a process that runs older code must make way."""
    digest = hashlib.sha256()
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            found = path.stat()
            digest.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode())
    return digest.hexdigest()
