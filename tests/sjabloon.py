# SPDX-License-Identifier: EUPL-1.2
"""
A migrated database to begin with, kept between runs: making one takes longer than most tests that are run alone.

What is kept is the data folder of PostgreSQL as it stood after migrating, under a fingerprint of all that migrating
reads. Another migration, model, role or policy is another fingerprint, and then it is made anew.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.programma import data_folder
from jeugdregio.inrichting.server import zorg_voor_server

REPO = Path(__file__).parents[1]
MIGRATED = "jeugdregio_sjabloon"
KEPT = 4
"""So many are kept; the oldest goes."""
IN_MEMORY, ENOUGH = Path("/dev/shm"), 8 * 1024**3  # noqa: S108 - the folder in it is ours alone
"""Where the data of tests goes when there is room: nothing of it has to last, and it is copied all the time."""
NOT_READ = {"pages", "demo", "opdrachtregel", "ketentest", "werkplek"}
"""Folders whose code no migration reads."""


def nieuwe_map(anders: Path) -> Path:
    """A new folder for the server of a run: in memory when there is room, else this one."""
    if not os.access(IN_MEMORY, os.W_OK) or shutil.disk_usage(IN_MEMORY).free < ENOUGH:
        return anders
    folder = Path(tempfile.mkdtemp(prefix="jeugdregio-tests-", dir=IN_MEMORY))
    folder.chmod(0o711)  # root's server runs as another user, who must pass through
    return folder


def maak_of_haal(map_: Path) -> None:
    """Put a migrated database in the folder of a server that does not run yet; once per run, by one process."""
    map_.mkdir(parents=True, exist_ok=True)
    data, kept = data_folder(map_, draaigebruiker()), _kept()
    if kept is not None and kept.exists():
        kept.touch()
        shutil.rmtree(data, ignore_errors=True)
        _copy(kept, data)
        return
    _migrate_on(map_)
    if kept is not None:
        fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
        _copy(data, fresh)
        if kept.exists():
            shutil.rmtree(fresh)
        else:
            fresh.rename(kept)
        _forget_old(kept.parent)


def _migrate_on(map_: Path) -> None:
    with zorg_voor_server(map_) as running:  # one that lasts: the folder of another is gone when it stops
        rollen.richt_in(running.url("postgres", "postgres"), MIGRATED)
        # In a process of its own: the settings of this one belong to the application role.
        owner = running.url(rollen.EIGENAAR, MIGRATED)
        env = {**os.environ, "JEUGDREGIO_ROL": "eigenaar", "DATABASE_OWNER_URL": owner}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=env, check=True)


def _kept() -> Path | None:
    """Where this one is kept; None where the folder is not ours alone."""
    folder = Path(tempfile.gettempdir()) / f"jeugdregio-sjablonen-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    stat = folder.lstat()
    if folder.is_symlink() or stat.st_uid != os.getuid() or stat.st_mode & 0o077:
        return None
    return folder / _fingerprint()


def _fingerprint() -> str:
    """Of all code and data that migrating may read, and of what is installed."""
    digest = hashlib.sha256()
    root = REPO / "src" / "jeugdregio"
    read = [
        path
        for path in root.rglob("*")
        if path.suffix in {".py", ".sql", ".csv", ".yaml"}
        and not path.name.endswith("_test.py")
        and not NOT_READ & set(path.relative_to(root).parts[:-1])
    ]
    for path in sorted({*read, *root.rglob("migrations/*.py"), REPO / "requirements.txt"}):
        digest.update(f"{path.relative_to(REPO)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _copy(source: Path, target: Path) -> None:
    """A data folder with its owners and rights."""
    subprocess.run(["cp", "-a", "--", str(source), str(target)], check=True)


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.iterdir(), key=lambda path: -path.stat().st_mtime)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
