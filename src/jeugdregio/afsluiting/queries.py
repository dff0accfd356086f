# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The figures of a closed month are the frozen ones; those of an open month are counted now (S58)."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from jeugdregio.afsluiting.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.afsluiting.jaar import jaarbeeld as jaarbeeld
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import (
    JAARRAPPORT,
    MAANDRAPPORT,
    NAGEKOMEN,
    SOORTEN,
    Editie,
    Heropend,
    RegioEditie,
    Stuk,
    Wijziging,
    vingerafdruk,
)
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek import queries as boeken
from jeugdregio.grootboek.values import KOSTEN, KOSTEN_PGB, Nagekomen
from jeugdregio.regio import queries as regio

VERGELEKEN = ("ingediend", "afgewezen", "toegekend", "te_betalen", "verplicht")
"""The figures that are laid side by side per category and provider."""


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


def momentopname(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging, keer: int | None = None) -> Editie | None:
    """
    The report as it was frozen, or None for an open month; with `keer` that edition, also when it was re-opened.

    Raises `Aangetast`.
    """
    found = stuk(MAANDRAPPORT, gemeente, maand, on_behalf_of=on_behalf_of, keer=keer)
    if found is None:
        return None
    return Editie(MaandRapport.uit_json(found.inhoud), found.vastgesteld_op, found.sha256, found.keer)


def stuk(soort: str, gemeente: str, maand: Maand, *, on_behalf_of: Machtiging, keer: int | None = None) -> Stuk | None:
    """One frozen document of a month, of the edition that counts or of `keer`; None without. Raises `Aangetast`."""
    return next(
        iter(_stukken(on_behalf_of, keer=keer, gemeente=gemeente, maand=maand.begin, soort=soort)),
        None,
    )


def stukken(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging, keer: int | None = None) -> list[Stuk]:
    """Every frozen document of a month, in the order of `SOORTEN`; as `stuk`. Raises `Aangetast`."""
    found = _stukken(on_behalf_of, keer=keer, gemeente=gemeente, maand=maand.begin)
    return sorted(found, key=lambda one: list(SOORTEN).index(one.soort))


def edities_van(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> list[Stuk]:
    """Every edition of a month report, the oldest first, also those that were re-opened. Raises `Aangetast`."""
    rows = _stukken(on_behalf_of, alle=True, gemeente=gemeente, maand=maand.begin, soort=MAANDRAPPORT)
    return sorted(rows, key=lambda one: one.keer)


def heropeningen(gemeente: str, maand: Maand, *, on_behalf_of: Machtiging) -> dict[int, Heropend]:
    """Every time that a month was re-opened, by the number of the closing that was undone."""
    with namens(on_behalf_of):
        rows = boeken.heropeningen(gemeente, maand)
        people = {pk for one in rows.values() for pk in (one.voorgesteld_door, one.bevestigd_door)}
        names = {one.pk: one.first_name or one.username for one in Account.objects.filter(pk__in=people)}
    return {
        turn: Heropend(
            turn, one.heropend_op, one.reden, names.get(one.voorgesteld_door, ""), names.get(one.bevestigd_door, "")
        )
        for turn, one in rows.items()
    }


def _stukken(wie: Machtiging, *, keer: int | None = None, alle: bool = False, **welke: object) -> Iterator[Stuk]:
    with namens(wie):
        rows = list(Momentopname.objects.filter(**welke, **({} if keer is None else {"keer": keer})))
        closed = boeken.sluitingen({row.gemeente for row in rows}) if rows else {}
    for row in rows:
        month = Maand.van(row.maand)
        counts = row.soort == JAARRAPPORT or closed.get((row.gemeente, month)) == row.keer
        if not (counts or alle or keer is not None):
            continue
        fingerprint = bytes(row.sha256)
        if vingerafdruk(row.inhoud) != fingerprint:
            raise Aangetast(row.gemeente, month)
        yield Stuk(
            row.gemeente, row.soort, month, row.keer, row.inhoud, fingerprint.hex(), row.gemaakt_op, geldig=counts
        )


def nagekomen(
    gemeente: str, maand: Maand, *, on_behalf_of: Machtiging, keer: int | None = None, pgb: bool = False
) -> list[Nagekomen]:
    """
    What was booked in a month about earlier ones, per month of care: as frozen, or as it is now in an open month.

    Of claims, or of the `pgb` (empty in a document that was frozen before those were counted). Raises `Aangetast`, and
    `begroting.queries.UnableToShowReport` as `rapport` does.
    """
    found = stuk(NAGEKOMEN, gemeente, maand, keer=keer, on_behalf_of=on_behalf_of)
    if found is not None:
        return [
            Nagekomen(Maand.lees(row["dienstmaand"]), row["regels"], row["bedrag_cent"])
            for row in found.inhoud.get("pgb" if pgb else "maanden", [])
        ]
    with cijfers(on_behalf_of):
        account = KOSTEN_PGB if pgb else KOSTEN
        return boeken.nagekomen([gemeente], maand, rekening=account).get(gemeente, [])


def verschillen(oud: MaandRapport, nieuw: MaandRapport) -> list[Wijziging]:
    """What changed from one edition to another: every figure, category and provider that differs, in that order."""
    changes = [
        Wijziging("Cijfer", new.definitie.naam, new.definitie.eenheid, old.nu, new.nu)
        for old, new in zip(begroting.cijferregels(oud), begroting.cijferregels(nieuw), strict=True)
    ]
    for group, before, after in (
        ("Categorie", oud.per_categorie, nieuw.per_categorie),
        ("Aanbieder", oud.per_aanbieder, nieuw.per_aanbieder),
    ):
        was, now = ({line.sleutel: line for line in lines} for lines in (before, after))
        for key in sorted(was.keys() | now.keys()):
            name = (now.get(key) or was[key]).naam
            for figure in VERGELEKEN:
                values = [getattr(side[key].nu, f"{figure}_cent") if key in side else None for side in (was, now)]
                what = begroting.definities()[figure].naam.lower()
                changes.append(Wijziging(group, f"{name}: {what}", "euro", *values))
    return [one for one in changes if (one.was or 0) != (one.nu or 0)]


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
    """The closed months with a frozen report, newest first."""
    return sorted((month for _, month in _frozen(on_behalf_of, gemeente=gemeente)), reverse=True)


def regiorapport(maand: Maand, *, on_behalf_of: Machtiging) -> RegioEditie:
    """
    The editions of every municipality for which the region follows the money, and their total.

    Frozen ones where the month is closed. Who does that itself is named, not counted (S06).

    Raises `Aangetast`, and `begroting.queries.UnableToShowReport` when the asker is not the region.
    """
    with namens(on_behalf_of):
        closed = [town for town, _ in _frozen(on_behalf_of, maand=maand.begin)]
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
    months |= {month for _, month in _frozen(on_behalf_of, **({"gemeente": gemeente} if gemeente else {}))}
    return sorted(months, reverse=True)


def _live(report: MaandRapport) -> Editie:
    return Editie(report, None, vingerafdruk(report.naar_json()).hex())


def gesloten_maanden(*, on_behalf_of: Machtiging) -> frozenset[Maand]:
    """The months that are closed and frozen for at least one municipality that the asker sees."""
    return frozenset(month for _, month in _frozen(on_behalf_of))


def gesloten_voor(maand: Maand, *, on_behalf_of: Machtiging) -> list[str]:
    """The municipalities for which a month is closed, by code, as far as the asker sees them."""
    return sorted(town for town, _ in _frozen(on_behalf_of, maand=maand.begin))


def gesloten_sinds(moment: datetime, *, on_behalf_of: Machtiging) -> list[Maand]:
    """The closed months of which a report was frozen after an (aware) moment, newest first."""
    found = {month for _, month in _frozen(on_behalf_of, gemaakt_op__gt=moment)}
    return sorted(found, reverse=True)


def _frozen(wie: Machtiging, **welke: object) -> list[tuple[str, Maand]]:
    """The (municipality, month) of which this edition of the report is the one that counts."""
    with namens(wie):
        rows = Momentopname.objects.filter(soort=MAANDRAPPORT, **welke).values_list("gemeente", "maand", "keer")
        closed = boeken.sluitingen()
        return [(town, month) for town, day, turn in rows if closed.get((town, month := Maand.van(day))) == turn]
