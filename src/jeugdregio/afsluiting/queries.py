# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The figures of a closed month are the frozen ones; those of an open month are counted now (S58)."""

from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import MAANDRAPPORT, Editie, vingerafdruk
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


class Aangetast(Exception):
    """Raised when a frozen report no longer matches its fingerprint: someone changed the database by hand."""

    def __init__(self, gemeente: str, maand: Maand) -> None:
        super().__init__(gemeente, maand)
        self.gemeente = gemeente
        self.maand = maand

    def __str__(self) -> str:
        return (
            f"Het rapport van {self.gemeente} over {self.maand} is buiten het programma om veranderd. "
            "Gebruik het niet en vraag de beheerder een reservekopie terug te zetten."
        )


def momentopname(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> Editie | None:
    """The report as it was frozen, or None for an open month. Raises `Aangetast`."""
    with namens(on_behalf_of):
        row = Momentopname.objects.filter(gemeente=gemeente, soort=MAANDRAPPORT, maand=maand.begin).first()
    if row is None:
        return None
    fingerprint = bytes(row.sha256)
    if vingerafdruk(row.inhoud) != fingerprint:
        raise Aangetast(gemeente, maand)
    return Editie(MaandRapport.uit_json(row.inhoud), row.gemaakt_op, fingerprint.hex())


def rapport(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> Editie:
    """
    The frozen report when the month is closed, else the figures as they are now.

    Raises `Aangetast`, and `begroting.queries.UnableToShowReport` when the report is not for the asker.
    """
    frozen = momentopname(gemeente, maand, on_behalf_of=on_behalf_of)
    if frozen is not None:
        return frozen
    live = begroting.maandrapport(gemeente, maand, on_behalf_of=on_behalf_of)
    return Editie(live, None, vingerafdruk(live.naar_json()).hex())


def edities(gemeente: str, *, on_behalf_of: Machtiging) -> list[Maand]:
    """The months with a frozen report, newest first."""
    with namens(on_behalf_of):
        rows = Momentopname.objects.filter(gemeente=gemeente, soort=MAANDRAPPORT).order_by("-maand")
        return [Maand.van(dag) for dag in rows.values_list("maand", flat=True)]
