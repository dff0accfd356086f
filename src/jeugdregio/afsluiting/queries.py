# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The figures of a closed month are the frozen ones; those of an open month are counted now (S58)."""

from datetime import datetime

from django.conf import settings

from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import MAANDRAPPORT, Editie, RegioEditie, vingerafdruk
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio


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
    return _live(begroting.maandrapport(gemeente, maand, on_behalf_of=on_behalf_of))


def edities(gemeente: str, *, on_behalf_of: Machtiging) -> list[Maand]:
    """The months with a frozen report, newest first."""
    with namens(on_behalf_of):
        rows = Momentopname.objects.filter(gemeente=gemeente, soort=MAANDRAPPORT).order_by("-maand")
        return [Maand.van(dag) for dag in rows.values_list("maand", flat=True)]


def regiorapport(maand: Maand, *, on_behalf_of: Machtiging) -> RegioEditie:
    """
    The editions of every municipality for which the region follows the money, and their total.

    Frozen ones where the month is closed. Who does that itself is named, not counted (S06).

    Raises `Aangetast`, and `begroting.queries.UnableToShowReport` when the asker is not the region.
    """
    with namens(on_behalf_of):
        closed = Momentopname.objects.filter(soort=MAANDRAPPORT, maand=maand.begin).values_list("gemeente", flat=True)
        everyone = regio.deelnemers(settings.REGIO, maand.laatste_dag)
        taking_part = regio.deelnemers(settings.REGIO, maand.laatste_dag, taak=regio.MONITORING)
    frozen = {code: momentopname(code, maand, on_behalf_of=on_behalf_of) for code in closed if code in taking_part}
    rest = [code for code in taking_part if code not in frozen]
    live = begroting.regiorapport(maand, on_behalf_of=on_behalf_of, gemeenten=rest)
    editions = {code: editie for code, editie in frozen.items() if editie} | {
        report.gemeente: _live(report) for report in live.gemeenten
    }
    ordered = tuple(editions[code] for code in taking_part)
    left_out = tuple(name for code, name in everyone.items() if code not in taking_part)
    return RegioEditie(begroting.regiototaal([editie.rapport for editie in ordered], maand), ordered, left_out)


def rapportmaanden(*, on_behalf_of: Machtiging, gemeente: str = "") -> list[Maand]:
    """The months with something to report, newest first."""
    months = set(begroting.geboekte_maanden(on_behalf_of=on_behalf_of, gemeente=gemeente))
    with namens(on_behalf_of):
        rows = Momentopname.objects.filter(soort=MAANDRAPPORT)
        rows = rows.filter(gemeente=gemeente) if gemeente else rows
        months |= {Maand.van(day) for day in rows.values_list("maand", flat=True).distinct()}
    return sorted(months, reverse=True)


def _live(report: MaandRapport) -> Editie:
    return Editie(report, None, vingerafdruk(report.naar_json()).hex())


def gesloten_maanden(*, on_behalf_of: Machtiging) -> frozenset[Maand]:
    """The months that are frozen for at least one municipality that the asker sees."""
    with namens(on_behalf_of):
        rows = Momentopname.objects.filter(soort=MAANDRAPPORT).values_list("maand", flat=True).distinct()
        return frozenset(Maand.van(day) for day in rows)


def gesloten_sinds(moment: datetime, *, on_behalf_of: Machtiging) -> list[Maand]:
    """The months of which a report was frozen after an (aware) moment, newest first."""
    with namens(on_behalf_of):
        rows = Momentopname.objects.filter(soort=MAANDRAPPORT, gemaakt_op__gt=moment)
        return [Maand.van(day) for day in rows.order_by("-maand").values_list("maand", flat=True).distinct()]
