# SPDX-License-Identifier: EUPL-1.2
"""
The command `jeugdregio`.

Each command is one module with one function; `app.py` names them all. A module imports only typer at the
top, and what it needs to do its work inside the function: `--help` answers without Django.
"""

import sys


def main() -> None:
    """Run the command line; the entry point of the package."""
    from jeugdregio.core.storing import meld_zonder_inhoud
    from jeugdregio.opdrachtregel.snel import bied

    meld_zonder_inhoud()

    code = bied(sys.argv[1:])
    if code is not None:
        raise SystemExit(code)

    from jeugdregio.opdrachtregel.app import bouw_app

    bouw_app()()
