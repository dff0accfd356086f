# SPDX-License-Identifier: EUPL-1.2
"""
Which operating system user runs the embedded PostgreSQL, and which folders it can reach.

PostgreSQL refuses to run as root. Started by root (containers, CI), it runs as an existing
unprivileged user; nobody is added to the machine and no permissions of existing folders change.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

CANDIDATES = ("postgres", "nobody")


class GeenGeschikteGebruiker(Exception):
    """Raised when root starts the server and the machine has no user to run it as."""

    def __str__(self) -> str:
        return (
            "PostgreSQL mag niet als root draaien en er is geen gebruiker 'postgres' of 'nobody' op deze "
            "machine. Start als gewone gebruiker, of geef DATABASE_URL van een bestaande PostgreSQL."
        )


@dataclass(frozen=True)
class Draaigebruiker:
    """The user that PostgreSQL runs as; `uid` is None when that is simply the current user."""

    uid: int | None
    gid: int | None

    def can_reach(self, path: Path) -> bool:
        """Tell whether this user may read `path` (a folder: list and enter it) through all its parents."""
        if self.uid is None:
            return os.access(path, os.R_OK)
        path = path.resolve()
        needed_here = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
        return self._allows(path, needed_here) and all(self._allows(p, stat.S_IXOTH) for p in path.parents)

    def can_enter(self, path: Path) -> bool:
        """Tell whether this user may pass through folder `path` and all its parents."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        path = path.resolve()
        return all(self._allows(p, stat.S_IXOTH) for p in (path, *path.parents))

    def _allows(self, path: Path, for_others: int) -> bool:
        found = path.stat()
        needed = for_others << 6 if found.st_uid == self.uid else for_others
        return found.st_mode & needed == needed

    def popen_arguments(self) -> dict[str, object]:
        """Keyword arguments that make `subprocess` start a program as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make this user the owner of one file or folder."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def draaigebruiker() -> Draaigebruiker:
    """
    Choose the user to run PostgreSQL as.

    Raises GeenGeschikteGebruiker when the current user is root and no candidate exists.
    """
    if os.geteuid() != 0:
        return Draaigebruiker(None, None)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Draaigebruiker(entry.pw_uid, entry.pw_gid)
    raise GeenGeschikteGebruiker
