# SPDX-License-Identifier: EUPL-1.2
"""The settlement of a budget year under the four O's: who receives, who bears, to the cent (S62, N02)."""

from collections.abc import Mapping

from jeugdregio.core.money import Cent, allocate
from jeugdregio.verevening.values import Slotaandeel


def reken_af(toegekend: Mapping[str, int], gewichten: Mapping[str, int]) -> tuple[Slotaandeel, ...]:
    """
    Share what was granted (cents, by municipality) among all by weight; whoever asked bears a share as well.

    The balances sum to zero: everything that is received is borne. Raises `ValueError` without a weight above zero,
    or when a municipality received something and is not among those who share.
    """
    if set(toegekend) - set(gewichten):
        raise ValueError("een gemeente ontvangt en deelt niet mee")
    borne = allocate(Cent(sum(toegekend.values())), gewichten)
    return tuple(
        Slotaandeel(code, weight, toegekend.get(code, 0), int(borne[code]))
        for code, weight in sorted(gewichten.items())
    )
