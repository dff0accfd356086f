# SPDX-License-Identifier: EUPL-1.2
"""The source files of the repository, for the tests about the whole house."""

import subprocess
from functools import cache
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Files that git knows or would take in; files that are deleted but not yet committed are left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(command, cwd=REPO, capture_output=True, check=True).stdout.decode()
    return tuple(sorted({REPO / name for name in said.split("\0") if name and (REPO / name).is_file()}))


def with_suffix(*suffixes: str) -> list[Path]:
    """Tracked files with one of these suffixes."""
    return [path for path in tracked() if path.suffix in suffixes]


def name(path: Path) -> str:
    """The path as seen from the repository, for messages."""
    return str(path.relative_to(REPO))
