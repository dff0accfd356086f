# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Reading kept forecasts: of a municipality or the region, and why it changed since a month ago (S58, S60)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.prognose.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.prognose.models import Prognose, Prognosejaar, Prognosemaand
from jeugdregio.prognose.uitleg import verklaar
from jeugdregio.prognose.values import VERSIE, Band, Cel, Celstand, Maandcijfer, Verklaring, maandnr


@dataclass(frozen=True)
class Jaarstand:
    """The year of a segment, a municipality or the region: its band, the budget, and when that runs out."""

    gemeente: str
    segment: str
    band: Band
    geboekt_cent: int
    nog_te_declareren_cent: int
    nog_te_komen_cent: int
    budget_cent: int | None
    uitgeput_op: date | None


@dataclass(frozen=True)
class Prognosebeeld:
    """
    A kept forecast of one municipality, or of the region ("").

    `verklaring` is None when there is no forecast of a month before in the same year. `per_gemeente` is filled for the
    region alone.
    """

    peildatum: date
    gemaakt_op: datetime
    versie: str
    gemeente: str
    totaal: Jaarstand
    per_segment: tuple[Jaarstand, ...]
    per_gemeente: tuple[Jaarstand, ...]
    maanden: Mapping[int, Maandcijfer]
    vorig_midden_cent: int | None
    verklaring: Verklaring | None


def peildata(*, on_behalf_of: Machtiging) -> list[date]:
    """The days of which a forecast is kept, newest first."""
    with namens(on_behalf_of):
        found = Prognose.objects.filter(regio=settings.REGIO, versie=VERSIE).order_by("-peildatum")
        return list(found.values_list("peildatum", flat=True))


def prognose(peildatum: date, gemeente: str, *, on_behalf_of: Machtiging) -> Prognosebeeld | None:
    """The forecast of a municipality or (empty) the region; None when there is none for the asker."""
    with namens(on_behalf_of):
        row = Prognose.objects.filter(regio=settings.REGIO, peildatum=peildatum, versie=VERSIE).first()
        if row is None:
            return None
        years = {Cel(one.gemeente, one.segment): one for one in _jaren(row, gemeente)}
        if Cel(gemeente, "") not in years:
            return None
        months = _maanden(row, gemeente)
        before = Prognose.objects.filter(
            regio=settings.REGIO, peildatum=Maand.van(peildatum).vorige.begin, versie=VERSIE
        ).first()
        why, was = None, None
        if before is not None and before.peildatum.year == peildatum.year:
            old = {Cel(one.gemeente, one.segment): one for one in _jaren(before, gemeente)}
            if Cel(gemeente, "") in old:
                was = old[Cel(gemeente, "")].midden_cent
                why = verklaar(
                    _maanden(before, gemeente),
                    months,
                    _standen(old),
                    _standen(years),
                    maandnr(Maand.van(before.peildatum)),
                )
    return _beeld(row, gemeente, years, months, was, why)


def _jaren(row: Prognose, gemeente: str) -> list[Prognosejaar]:
    found = Prognosejaar.objects.filter(prognose=row)
    return list(found.filter(gemeente=gemeente) if gemeente else found)


def _maanden(row: Prognose, gemeente: str) -> dict[tuple[Cel, int], Maandcijfer]:
    found = Prognosemaand.objects.filter(prognose=row)
    return {
        (Cel(one.gemeente, one.segment), maandnr(Maand.van(one.maand))): Maandcijfer(
            one.geboekt_cent, one.nog_te_declareren_cent, one.nog_te_komen_cent
        )
        for one in (found.filter(gemeente=gemeente) if gemeente else found)
    }


def _standen(years: Mapping[Cel, Prognosejaar]) -> dict[Cel, Celstand]:
    return {
        cell: Celstand(one.prijsstap_ppm, one.per_prestatie_cent or 0)
        for cell, one in years.items()
        if one.prijsstap_ppm is not None
    }


def _beeld(
    row: Prognose,
    gemeente: str,
    years: Mapping[Cel, Prognosejaar],
    months: Mapping[tuple[Cel, int], Maandcijfer],
    was: int | None,
    why: Verklaring | None,
) -> Prognosebeeld:
    per_month: defaultdict[int, Maandcijfer] = defaultdict(Maandcijfer)
    per_town: defaultdict[str, Maandcijfer] = defaultdict(Maandcijfer)
    per_segment: defaultdict[str, Maandcijfer] = defaultdict(Maandcijfer)
    bands: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (cell, month), one in months.items():
        per_month[month] += one
        per_town[cell.gemeente] += one
        per_segment[cell.segment] += one
    for cell, year in years.items():
        if cell.segment and cell.gemeente:
            for place, cents in enumerate((year.laag_cent, year.midden_cent, year.hoog_cent)):
                bands[cell.segment][place] += cents
    whole = sum(per_month.values(), Maandcijfer())
    return Prognosebeeld(
        peildatum=row.peildatum,
        gemaakt_op=row.gemaakt_op,
        versie=row.versie,
        gemeente=gemeente,
        totaal=_stand(years[Cel(gemeente, "")], whole),
        per_segment=tuple(
            Jaarstand(
                gemeente,
                segment,
                Band(*bands[segment]),
                one.geboekt_cent,
                one.nog_te_declareren_cent,
                one.nog_te_komen_cent,
                None,
                None,
            )
            for segment, one in sorted(per_segment.items())
        ),
        per_gemeente=tuple(
            _stand(years[Cel(town, "")], one) for town, one in sorted(per_town.items()) if Cel(town, "") in years
        )
        if not gemeente
        else (),
        maanden=dict(sorted(per_month.items())),
        vorig_midden_cent=was,
        verklaring=why,
    )


def _stand(year: Prognosejaar, one: Maandcijfer) -> Jaarstand:
    return Jaarstand(
        year.gemeente,
        year.segment,
        Band(year.laag_cent, year.midden_cent, year.hoog_cent),
        one.geboekt_cent,
        one.nog_te_declareren_cent,
        one.nog_te_komen_cent,
        year.budget_cent,
        year.uitgeput_op,
    )
