# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The burden of every organisation, what a choice does to it, the norms, and what is asked (N16, N17)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import connection

from jeugdregio.core.periode import Maand, maanden_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.lasten import models
from jeugdregio.lasten.handelingen import AANNAME, HANDELINGEN, PER_CODE
from jeugdregio.lasten.rekenen import Lokaal, reken, schakel
from jeugdregio.lasten.rekenen import Norm as Normfunctie
from jeugdregio.lasten.tellen import tel
from jeugdregio.lasten.values import Last, Norm, Schakeling, Uitvraag, Veld
from jeugdregio.regio import queries as regio

MAANDEN = 12


def jaar_tot(maand: Maand) -> tuple[date, date]:
    """[first, last) of the twelve months that end with this one."""
    return maanden_na(maand.begin, 1 - MAANDEN), maand.einde


def last(van: date, tot: date, *, on_behalf_of: Machtiging) -> Last:
    """The burden in months [van, tot), as invoicing was divided then; of a provider what follows from its own work."""
    counts = tel(van, tot, on_behalf_of=on_behalf_of, regio=settings.REGIO)
    return reken(counts, lokaal(on_behalf_of=on_behalf_of), norm(on_behalf_of=on_behalf_of))


def schakeling(
    van: date, tot: date, gemeenten: Collection[str], vanaf: date, *, on_behalf_of: Machtiging
) -> Schakeling:
    """What changes in months [van, tot) when these municipalities do their own invoicing from the month `vanaf` on."""
    counts = tel(van, tot, on_behalf_of=on_behalf_of, regio=settings.REGIO)
    now = lokaal(on_behalf_of=on_behalf_of)

    def then(town: str, month: date) -> bool:
        return now(town, month) or (town in gemeenten and month >= vanaf)

    return schakel(counts, now, then, norm(on_behalf_of=on_behalf_of))


def lokaal(*, on_behalf_of: Machtiging) -> Lokaal:
    """Tells of a municipality and a month whether it did its own invoicing then."""
    own: defaultdict[str, list[tuple[date, date | None]]] = defaultdict(list)
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            "SELECT gemeente, lower(geldig), upper(geldig) FROM regio_v_taak WHERE taak = %s AND NOT neemt_af",
            [regio.FACTURATIE],
        )
        for town, begin, end in cursor.fetchall():
            own[town].append((begin, end))
    return lambda town, month: any(begin <= month and (end is None or month < end) for begin, end in own.get(town, ()))


def normen(*, on_behalf_of: Machtiging) -> dict[str, list[Norm]]:
    """Every norm that there was of each act, the assumption first, by code."""
    found = {one.code: [Norm(one.code, None, one.seconden, AANNAME)] for one in HANDELINGEN}
    with namens(on_behalf_of):
        for row in models.Handelingsnorm.objects.filter(handeling__in=PER_CODE):
            found[row.handeling].append(
                Norm(row.handeling, row.vanaf, row.seconden, row.bron, row.reden, row.door, row.gezet_op)
            )
    return found


def norm(*, on_behalf_of: Machtiging) -> Normfunctie:
    """Tells of an act and a month how many seconds it takes."""
    known = normen(on_behalf_of=on_behalf_of)
    return lambda act, month: geldende(known[act], month).seconden


def geldende(reeks: list[Norm], maand: date) -> Norm:
    """The norm that holds in a month: the latest begin that is not later, of two the last one of the series."""
    holds = [one for one in reeks if one.vanaf is None or one.vanaf <= maand]
    return sorted(holds, key=lambda one: one.vanaf or date.min)[-1]


def uitvragen(*, on_behalf_of: Machtiging) -> list[Uitvraag]:
    """Every question for accountability, newest first, also those that ended."""
    with namens(on_behalf_of):
        return [_uitvraag(row) for row in models.Uitvraag.objects.prefetch_related("velden")]


def uitvraag(nummer: int, *, on_behalf_of: Machtiging) -> Uitvraag | None:
    """One of those."""
    with namens(on_behalf_of):
        row = models.Uitvraag.objects.prefetch_related("velden").filter(pk=nummer).first()
        return _uitvraag(row) if row else None


def _uitvraag(row: models.Uitvraag) -> Uitvraag:
    return Uitvraag(
        row.pk,
        row.gemeente,
        row.titel,
        row.gevraagd_aan,
        row.doel,
        row.door,
        row.gezet_op,
        row.beeindigd_op,
        row.einde_reden,
        tuple(Veld(one.naam, one.elders, one.reden, one.door, one.gezet_op) for one in row.velden.all()),
    )
