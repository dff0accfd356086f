# SPDX-License-Identifier: EUPL-1.2
"""
From offers to ceilings (S24, K11).

The sources say "about 60 %" and "on average 60 %" of the offers, and the turnover of "2011/2012" and of "2012". So the
share, the year and the reading are data on the procedure; both readings can be laid side by side.
"""

from collections.abc import Mapping

from jeugdregio.core.money import Cent, allocate, round_half_up

PROMILLE = 1000


def elk(offertes_cent: Mapping[str, int], promille: int) -> dict[str, int]:
    """Each ceiling is the same share of the own offer, in cents, rounded half up."""
    return {key: round_half_up(offer * promille, PROMILLE) for key, offer in offertes_cent.items()}


def gemiddeld(offertes_cent: Mapping[str, int], omzet_cent: Mapping[str, int], promille: int) -> dict[str, int]:
    """
    All ceilings together are the share of all offers together, spread by turnover, to the cent.

    No ceiling is above the own offer: what is left of one goes to the others by the same turnover. Who has no turnover
    in the year that is looked at gets nothing here. Raises `ValueError` without any turnover.
    """
    left = round_half_up(sum(offertes_cent.values()) * promille, PROMILLE)
    ceilings: dict[str, int] = {}
    weights = {key: omzet_cent.get(key, 0) for key in offertes_cent}
    if sum(weights.values()) <= 0:
        raise ValueError("Zonder omzet in het referentiejaar is er niets om naar te verdelen.")
    while weights:
        shares: dict[str, int] = (
            dict(allocate(Cent(left), weights)) if sum(weights.values()) else dict.fromkeys(weights, 0)
        )
        full = {key for key, share in shares.items() if share > offertes_cent[key]}
        if not full:
            return dict(sorted((ceilings | shares).items()))
        for key in full:
            ceilings[key] = offertes_cent[key]
            left -= offertes_cent[key]
            del weights[key]
    return dict(sorted(ceilings.items()))
