# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Making a forecast and keeping it as it was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from jeugdregio.begroting import queries as begroting
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.prognose.models import Prognose, Prognosejaar, Prognosemaand
from jeugdregio.prognose.rekenen import voorspel
from jeugdregio.prognose.tellen import feiten
from jeugdregio.prognose.uitleg import uitputting
from jeugdregio.prognose.values import VERSIE, Cel, Feiten, Uitkomst, maand_van, maandnr

MINSTE_MAANDEN = 2
"""With one month of care nothing says what a month usually costs."""


class NietTeVoorspellen(Exception):
    """Raised when there is nothing to forecast from, or the peildatum is no good; the text says what to do."""


@dataclass(frozen=True)
class Gemaakt:
    """A forecast that is kept; `nieuw` is false when it was there already."""

    peildatum: date
    nieuw: bool
    gemeenten: int
    midden_cent: int


def maak_prognose(peildatum: date, *, moment: datetime, on_behalf_of: Machtiging) -> Gemaakt:
    """
    Forecast the year of `peildatum` with what was known before it, and keep that; again changes nothing.

    Raises `NietTeVoorspellen` when `peildatum` is no first of a month or lies ahead, too little was granted yet,
    or the asker is not the region.
    """
    if not on_behalf_of.regio:
        raise NietTeVoorspellen("Alleen de regio maakt de prognose. Vraag het daar.")
    if peildatum.day != 1:
        raise NietTeVoorspellen("Een prognose is op de eerste dag van een maand, zoals 2026-05-01.")
    if peildatum > timezone.localdate(moment):
        raise NietTeVoorspellen("Deze dag moet nog komen. Kies de eerste dag van deze maand, of van een eerdere.")
    if kept := _bewaard(peildatum, on_behalf_of):
        return kept
    facts = feiten(peildatum, on_behalf_of=on_behalf_of)
    if len({one.dienst for one in facts.kosten}) < MINSTE_MAANDEN:
        raise NietTeVoorspellen(
            "Voor deze dag was er nog te weinig toegekend: een prognose vraagt twee maanden met hulp. "
            "Verwerk eerst declaraties."
        )
    outcome = voorspel(facts, maandnr(Maand.van(peildatum)))
    with namens(on_behalf_of):
        row, new = Prognose.objects.get_or_create(
            regio=settings.REGIO,
            peildatum=peildatum,
            versie=VERSIE,
            defaults={"invoer": vingerafdruk(facts), "gemaakt_op": moment},
        )
        if new:
            _bewaar(row, outcome, begroting.budgetten(peildatum.year, op=peildatum, on_behalf_of=on_behalf_of))
    made = _bewaard(peildatum, on_behalf_of)
    assert made is not None
    return Gemaakt(peildatum, new, made.gemeenten, made.midden_cent)


def vingerafdruk(facts: Feiten) -> str:
    """The SHA-256 of all facts: equal facts give an equal forecast."""
    seen = sha256()
    for rows in (facts.kosten, facts.verloop, facts.toegewezen, facts.prijzen):
        for row in rows:
            seen.update(repr(row).encode())
    return seen.hexdigest()


def _bewaard(peildatum: date, wie: Machtiging) -> Gemaakt | None:
    with namens(wie):
        rows = list(
            Prognosejaar.objects.filter(
                prognose__regio=settings.REGIO, prognose__peildatum=peildatum, prognose__versie=VERSIE, segment=""
            ).values_list("gemeente", "midden_cent")
        )
    if not rows:
        return None
    whole = next(cents for town, cents in rows if town == "")
    return Gemaakt(peildatum, nieuw=False, gemeenten=len(rows) - 1, midden_cent=whole)


def _bewaar(row: Prognose, outcome: Uitkomst, budgets: dict[str, int]) -> None:
    Prognosemaand.objects.bulk_create(
        Prognosemaand(
            gemeente=cell.gemeente,
            prognose=row,
            segment=cell.segment,
            maand=maand_van(month).begin,
            geboekt_cent=one.geboekt_cent,
            nog_te_declareren_cent=one.nog_te_declareren_cent,
            nog_te_komen_cent=one.nog_te_komen_cent,
        )
        for (cell, month), one in outcome.maanden.items()
    )
    towns = {cell.gemeente for cell in outcome.banden if cell.gemeente}
    if towns <= set(budgets):
        budgets = budgets | {"": sum(budgets[town] for town in towns)}
    per_town: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (cell, month), one in outcome.maanden.items():
        for town in ("", cell.gemeente):
            per_town[town][month] += one.verwacht_cent
    Prognosejaar.objects.bulk_create(
        _jaar(row, cell, outcome, budgets.get(cell.gemeente) if not cell.segment else None, per_town[cell.gemeente])
        for cell in outcome.banden
    )


def _jaar(
    row: Prognose, cell: Cel, outcome: Uitkomst, budget_cent: int | None, per_month: dict[int, int]
) -> Prognosejaar:
    band, state = outcome.banden[cell], outcome.standen.get(cell)
    return Prognosejaar(
        gemeente=cell.gemeente,
        prognose=row,
        segment=cell.segment,
        laag_cent=band.laag_cent,
        midden_cent=band.midden_cent,
        hoog_cent=band.hoog_cent,
        prijsstap_ppm=state.prijsstap_ppm if state else None,
        per_prestatie_cent=state.per_prestatie_cent if state else None,
        budget_cent=budget_cent,
        uitgeput_op=uitputting(budget_cent, per_month) if budget_cent else None,
    )
