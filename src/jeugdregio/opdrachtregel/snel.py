# SPDX-License-Identifier: EUPL-1.2
"""
`jeugdregio ketentest bied BESTAND AGB` without typer, which takes longer to load than the command to run.

A machine offers thousands of files. Anything but a plain, valid call goes the ordinary way, with its help and
its messages.
"""

import sys
from collections.abc import Sequence
from pathlib import Path


def bied(arguments: Sequence[str]) -> int | None:
    """Carry out this command; gives the exit code, or None when it is for the ordinary command line."""
    if len(arguments) != 4 or list(arguments[:2]) != ["ketentest", "bied"]:
        return None
    path, agb = Path(arguments[2]), arguments[3]
    if arguments[2].startswith("-") or len(agb) != 8 or not agb.isdecimal() or not path.is_file():
        return None

    from jeugdregio.inrichting.plaats import werkmap
    from jeugdregio.ketentest.actions import HouderStartNiet, vraag

    request = {"doe": "bied", "pad": str(path.absolute()), "aanbieder": agb}
    try:
        return vraag(
            werkmap() / "ketentest",
            request,
            lambda text, wrong: print(text, file=sys.stderr if wrong else sys.stdout),
        )
    except HouderStartNiet as refusal:
        print(refusal, file=sys.stderr)
        return 3
