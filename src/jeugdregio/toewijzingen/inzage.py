# SPDX-License-Identifier: EUPL-1.2
"""Allocations with their child and the care on them; the caller has set on whose behalf."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from jeugdregio.toewijzingen.models import Client, Start, Stop, Toewijzing
from jeugdregio.toewijzingen.values import Kind, Levering, Toegewezen

Sleutel = tuple[str, int]


def toewijzingen(gemeente: str, nummer: int | None) -> list[Toegewezen]:
    """The allocations that were not deleted, of one municipality or of all, newest first."""
    found = Toewijzing.objects.filter(verwijderd=False)
    if gemeente:
        found = found.filter(gemeente=gemeente)
    if nummer is not None:
        found = found.filter(nummer=nummer)
    rows = list(found.order_by("-vastgesteld_op", "gemeente", "nummer"))
    children = _children(rows)
    care = _care(rows)
    return [
        Toegewezen(
            gemeente=row.gemeente,
            id=row.id,
            nummer=row.nummer,
            kind=children[row.gemeente, row.client_id],
            categorie=row.categorie,
            code=row.code,
            begin=row.geldig.lower,
            einde=row.geldig.upper - timedelta(days=1) if row.geldig.upper else None,
            volume=row.volume,
            eenheid=row.eenheid,
            frequentie=row.frequentie,
            budget_cent=row.budget_cent,
            maat=row.maat,
            maximaal=row.maximaal,
            leveringen=care.get((row.gemeente, row.nummer), ()),
        )
        for row in rows
    ]


def _children(rows: Sequence[Toewijzing]) -> dict[Sleutel, Kind]:
    wanted = {row.client_id for row in rows}
    return {
        (one.gemeente, one.id): Kind(
            gemeente=one.gemeente,
            id=one.id,
            bsn=bytes(one.bsn),
            geboortedatum=one.geboortedatum,
            geslacht=one.geslacht,
            achternaam=one.achternaam,
            voorvoegsel=one.voorvoegsel,
            voornamen=one.voornamen,
        )
        for one in Client.objects.filter(id__in=wanted)
    }


def _care(rows: Sequence[Toewijzing]) -> dict[Sleutel, tuple[Levering, ...]]:
    """What was started and stopped per allocation, oldest first; of more stops of one start the last counts."""
    numbers = {row.nummer for row in rows}
    stops: dict[tuple[str, int, date], Stop] = {}
    for stop in Stop.objects.filter(toewijzing_nummer__in=numbers, verwijderd_door=None).order_by(
        "einde", "bericht_id"
    ):
        if stop.toewijzing_nummer is not None:
            stops[stop.gemeente, stop.toewijzing_nummer, stop.begin] = stop
    found: dict[Sleutel, list[Levering]] = defaultdict(list)
    for start in Start.objects.filter(toewijzing_nummer__in=numbers, verwijderd_door=None).order_by("begin"):
        if start.toewijzing_nummer is None:
            continue
        ended = stops.get((start.gemeente, start.toewijzing_nummer, start.begin))
        one = Levering(start.begin, ended.einde, ended.reden) if ended else Levering(start.begin)
        found[start.gemeente, start.toewijzing_nummer].append(one)
    return {key: tuple(care) for key, care in found.items()}
