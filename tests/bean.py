# SPDX-License-Identifier: EUPL-1.2
"""Another program that counts a ledger in plain text again."""

import subprocess
import sys
from pathlib import Path


def bean_check(path: Path) -> tuple[int, str]:
    """Beancount as a program over a file; it is no part of ours (GPL-2.0). Gives its exit code and what it said."""
    program = Path(sys.executable).parent / "bean-check"
    done = subprocess.run([program, "-C", str(path)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
