# SPDX-License-Identifier: EUPL-1.2
"""The refusal of a request that came to the wrong municipality (iJw 3.2: OP359, TR377)."""

from jeugdregio.verzoeken.values import AFWIJZEN, WOONPLAATSBEGINSEL, Besluit
from jeugdregio.woonplaats.values import Woonplaats


def afwijzing(woonplaats: Woonplaats, *, gemeente: str) -> Besluit | None:
    """The refusal of a request that came to `gemeente`, naming who is responsible; None when it is itself (W23)."""
    if woonplaats.gemeente == gemeente:
        return None
    return Besluit(AFWIJZEN, WOONPLAATSBEGINSEL, woonplaats.gemeente)
