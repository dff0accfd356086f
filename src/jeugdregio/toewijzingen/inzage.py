# SPDX-License-Identifier: EUPL-1.2
"""Allocations with their child and the care on them; the caller has set on whose behalf."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from jeugdregio.berichten.vasthouden import niet_weg
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toewijzingen.models import Client, Start, Stop, Toewijzing, ToewijzingVersie
from jeugdregio.toewijzingen.periode import DAGEN, EERSTE_DAG, LAATSTE_DAG
from jeugdregio.toewijzingen.values import Huidig, Kind, Levering, Toegewezen

Sleutel = tuple[str, int]
Row = TypeVar("Row", bound=Toewijzing)
_OF_A_VERSION = (*DAGEN, "volume", "eenheid", "frequentie", "budget_cent")
_SENT = """
    SELECT gemeente, nummer, lower(geldig), upper(geldig) - 1, volume, eenheid, frequentie, budget_cent
    FROM toewijzingen_v_verzonden WHERE nummer = ANY (%s::bigint[]) AND NOT verwijderd
"""

_PERSONS = """
    SELECT DISTINCT encode(sha256(c.bsn), 'hex')
    FROM unnest(%s::text[], %s::bigint[]) AS x (gemeente, nummer)
    JOIN toewijzingen_toewijzing t ON t.nummer = x.nummer AND t.gemeente = x.gemeente
    JOIN toewijzingen_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
"""


def toewijzingen(on_behalf_of: Machtiging, **waar: object) -> list[Toegewezen]:
    """
    The allocations that were not deleted and for which `waar` holds (fields of the model), newest first.

    A provider sees what was sent to it: not what its municipality still holds (ADR 0019), but the version before.
    """
    return _values(Toewijzing.objects.filter(verwijderd=False, **waar), on_behalf_of)


def van_berichten(berichten: Collection[Sleutel], on_behalf_of: Machtiging) -> dict[Sleutel, list[Toegewezen]]:
    """The allocations that these messages (gemeente, id) named, as they are now; deleted ones too."""
    named: dict[Sleutel, list[Sleutel]] = defaultdict(list)
    versions = ToewijzingVersie.objects.filter(bericht_id__in=[number for _, number in berichten]).order_by("nummer")
    for town, message, number in versions.values_list("gemeente", "bericht_id", "nummer"):
        named[town, message].append((town, number))
    numbers = {number for keys in named.values() for _, number in keys}
    every = _values(Toewijzing.objects.filter(nummer__in=numbers), on_behalf_of)
    found = {(one.gemeente, one.nummer): one for one in every}
    return {message: [found[key] for key in keys if key in found] for message, keys in named.items()}


def huidige(gemeente: str, bsn: bytes, aanbieder: str, dag: date) -> list[Huidig]:
    """The allocations of a child (sealed number) at a provider that run on or after a day, in order of number."""
    children = Client.objects.filter(gemeente=gemeente, aanbieder=aanbieder, bsn=bsn).values("id")
    found = Toewijzing.objects.filter(gemeente=gemeente, client_id__in=children, verwijderd=False)
    dated = (
        found.filter(geldig__overlap=(dag, None))
        .defer("geldig")
        .annotate(eerste_dag=EERSTE_DAG, laatste_dag=LAATSTE_DAG)
    )
    return [
        Huidig(
            row.nummer, row.aanbieder, row.categorie, row.code, row.eerste_dag, row.laatste_dag,
            row.vastgesteld_op.astimezone(UTC).replace(tzinfo=None), row.volume, row.eenheid, row.frequentie,
            row.budget_cent, row.reden_wijziging, row.referentie_aanbieder,
        )
        for row in dated.order_by("nummer")
    ]  # fmt: skip


def bladzijde(
    on_behalf_of: Machtiging, *, aantal: int, vanaf: int, geldig_op: date | None, oudste_eerst: bool, **waar: object
) -> tuple[list[Toegewezen], int]:
    """Some of what `toewijzingen` gives, of those that hold on a day when one is named, and how many there are."""
    rows = _rows(Toewijzing.objects.filter(verwijderd=False, **waar), on_behalf_of)
    if geldig_op:
        rows = [row for row in rows if row.eerste_dag <= geldig_op <= (row.laatste_dag or date.max)]
    if oudste_eerst:
        rows.reverse()
    return _complete(rows[vanaf : vanaf + aantal]), len(rows)


def _values(found: QuerySet[Toewijzing], on_behalf_of: Machtiging) -> list[Toegewezen]:
    return _complete(_rows(found, on_behalf_of))


def _rows(found: QuerySet[Toewijzing], on_behalf_of: Machtiging) -> list[Any]:
    dated = found.defer("geldig").annotate(eerste_dag=EERSTE_DAG, laatste_dag=LAATSTE_DAG)
    rows = list(dated.order_by("-vastgesteld_op", "gemeente", "nummer"))
    return _as_sent(rows, on_behalf_of) if on_behalf_of.aanbieder else rows


def _complete(rows: Sequence[Any]) -> list[Toegewezen]:
    """These rows with their child and the care on them."""
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
            begin=row.eerste_dag,
            einde=row.laatste_dag,
            volume=row.volume,
            eenheid=row.eenheid,
            frequentie=row.frequentie,
            budget_cent=row.budget_cent,
            maat=row.maat,
            maximaal=row.maximaal,
            leveringen=care.get((row.gemeente, row.nummer), ()),
            aanbieder=row.aanbieder,
            verwijderd=row.verwijderd,
        )
        for row in rows
    ]


def _as_sent(rows: list[Row], on_behalf_of: Machtiging) -> list[Row]:
    """These allocations in the version that left; one of which no version left is not there."""
    held = niet_weg({row.gemeente for row in rows}, {row.bericht_id for row in rows}, on_behalf_of=on_behalf_of)
    if not held:
        return rows
    numbers = [row.nummer for row in rows if (row.gemeente, row.bericht_id) in held]
    with connection.cursor() as cursor:
        cursor.execute(_SENT, [numbers])
        sent = {(town, number): values for town, number, *values in cursor.fetchall()}
    found = []
    for row in rows:
        if (row.gemeente, row.bericht_id) in held:
            values = sent.get((row.gemeente, row.nummer))
            if values is None:
                continue
            for name, value in zip(_OF_A_VERSION, values, strict=True):
                setattr(row, name, value)
        found.append(row)
    return found


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


def personen(nummers: Collection[Sleutel]) -> frozenset[str]:
    """Whose these allocations (gemeente, nummer) are."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, [[town for town, _ in nummers], [number for _, number in nummers]])
        return frozenset(person for (person,) in cursor.fetchall())
