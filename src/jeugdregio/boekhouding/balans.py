# SPDX-License-Identifier: EUPL-1.2
"""The trial balance of whoever asks, everything in it."""

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.grootboek.values import Saldo
from jeugdregio.regio import queries as regio


def balans(tot_en_met: Maand, *, gemeente: str = "", on_behalf_of: Machtiging) -> list[Saldo]:
    """What is on each account up to and including a booking month: of one municipality, or all of whoever asks."""
    with cijfers(on_behalf_of):
        towns = [gemeente] if gemeente else list(regio.namen())
        return proefbalans(towns, tot_en_met)
