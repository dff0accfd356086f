# SPDX-License-Identifier: EUPL-1.2
"""The rules of the region through time, and what its sources say against each other, in the demo."""

from importlib.resources import files

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regimes import actions


def laad_regimes(wie: Machtiging) -> None:
    """Load the register that comes with the room, in the transaction of the caller."""
    text = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")
    actions.lees_register(text, on_behalf_of=wie)
