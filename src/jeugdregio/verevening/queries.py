# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A year under every reading of solidarity, and what sources say of its outcome (S61, S63, N03)."""

from datetime import date

from jeugdregio.core.source import Source
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regimes import queries as regimes
from jeugdregio.verevening.lezingen import Bijdrage, Gemeentecijfers, Lezing, past_bij, vereven
from jeugdregio.verevening.models import Jaarcijfer
from jeugdregio.verevening.values import Jaarcijfers, Lab, Teken

BEKEND = {
    2015: (Teken("0148", 1, Source("Raadsvoorstel Dalfsen 2016", "kanttekening 1.2")),),
}
"""What sources say: real costs of Dalfsen in 2015 were below those after the settlement, so it paid in (TO-30)."""


def jaren(*, on_behalf_of: Machtiging) -> list[int]:
    """The years with figures, newest first."""
    with namens(on_behalf_of):
        return sorted(set(Jaarcijfer.objects.values_list("jaar", flat=True)), reverse=True)


def lab(jaar: int, bijdrage: Bijdrage, *, on_behalf_of: Machtiging) -> Lab:
    """
    One year under every reading. Raises `NietTeVerevenen` when its figures cannot be divided.

    A year without solidarity is worked out as well, to compare: `Lab.weigering` says that it is no settlement.
    """
    with namens(on_behalf_of):
        rows = list(Jaarcijfer.objects.filter(jaar=jaar))
        rules = regimes.regels(regimes.SOLIDARITEIT, date(jaar, 12, 31))
    figures = {
        row.gemeente: Gemeentecijfers(row.gemeente, row.budget_cent, row.kosten_cent, row.misgelopen_cent)
        for row in rows
    }
    found = tuple(vereven(figures, reading, bijdrage) for reading in Lezing)
    signs = BEKEND.get(jaar, ())
    known = {one.gemeente: one.teken for one in signs}
    return Lab(
        jaar=jaar,
        cijfers=tuple(Jaarcijfers(figures[row.gemeente], jaar, row.bron, row.verzonnen) for row in rows),
        uitkomsten=found,
        regels=rules,
        tekens=signs,
        past=tuple(past_bij(one, known) for one in found),
    )
