# SPDX-License-Identifier: EUPL-1.2
"""Declaraties as a list with totals, and one with its judged lines; never a name or a burgerservicenummer."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from jeugdregio.components.lijst import uit_tabel
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Bevinding, Declaratie, Prestatie
from jeugdregio.declaraties.regels.ijw_3_2 import REGELS
from jeugdregio.declaraties.values import (
    AFGEKEURD,
    ALLES,
    DEELS,
    TOEGEKEND,
    Beoordeeld,
    Detail,
    Keuze,
    Maandtotaal,
    Samenvatting,
    Telling,
    Uitleg,
)
from jeugdregio.regels.values import Regel

GEHEEL = -1
"""The number of a finding about the declaratie as a whole."""

STANDEN: Mapping[str, Q] = {
    TOEGEKEND: Q(verwerkt=True, afgewezen=0),
    DEELS: Q(verwerkt=True, afgewezen__gt=0, afgewezen__lt=F("regels")),
    ALLES: Q(verwerkt=True, afgewezen__gt=0, afgewezen=F("regels")),
    AFGEKEURD: Q(verwerkt=False),
}
PER_CODE = {rule.code: rule for rule in REGELS}
ORDER = {rule.code: place for place, rule in enumerate(REGELS)}

_CHILDREN = """
    LEFT JOIN toewijzingen_v_toewijzing t ON t.nummer = p.toewijzing_nummer AND t.gemeente = p.gemeente
    JOIN toewijzingen_v_client c ON c.gemeente = p.gemeente AND c.id IN (p.client_id, t.client_id)
"""
_PERSONS = f"""
    SELECT DISTINCT encode(sha256(c.bsn), 'hex')
    FROM unnest(%s::text[], %s::bigint[], %s::int[]) AS x (gemeente, bericht_id, nr)
    JOIN declaraties_prestatie p ON p.bericht_id = x.bericht_id AND p.nr = x.nr AND p.gemeente = x.gemeente
    {_CHILDREN}
"""
_PERSONS_OF_A_MESSAGE = f"""
    SELECT DISTINCT encode(sha256(c.bsn), 'hex') FROM declaraties_prestatie p {_CHILDREN}
    WHERE p.bericht_id = %s AND p.gemeente = %s
"""


VOLGORDE = {
    "nummer": ("nummer",),
    "dagtekening": ("dagtekening",),
    "gemeente": ("gemeente",),
    "aanbieder": ("aanbieder",),
    "maand": ("maand",),
    "ingediend": ("ingediend_cent",),
    "toegekend": ("toegekend_cent",),
    "regels": ("regels",),
    "afgewezen": ("afgewezen",),
}
"""What a list can be sorted by."""


def lijst(keuze: Keuze, greep: Greep) -> list[Samenvatting]:
    """A piece of the declaraties that meet the filter, newest first; the caller has set on whose behalf."""
    rows = uit_tabel(_filter(keuze), VOLGORDE, ("-dagtekening", "-bericht_id", "gemeente"), greep)
    return [samenvatting(row) for row in rows]


def telling(keuze: Keuze) -> Telling:
    """How many declaraties meet the filter, and what they add up to."""
    sums = _filter(keuze).aggregate(
        aantal=Count("bericht_id"), ingediend=Sum("ingediend_cent"), toegekend=Sum("toegekend_cent")
    )
    return Telling(sums["aantal"], sums["ingediend"] or 0, sums["toegekend"] or 0)


def keuzes() -> tuple[list[Maand], list[str], list[str]]:
    """The months, municipalities and providers that the filter can be set to."""
    every = Declaratie.objects.all()
    months = every.order_by("-maand").values_list("maand", flat=True).distinct()
    gemeenten = every.order_by("gemeente").values_list("gemeente", flat=True).distinct()
    providers = every.order_by("aanbieder").values_list("aanbieder", flat=True).distinct()
    return [Maand.van(day) for day in months], list(gemeenten), list(providers)


def detail(gemeente: str, bericht_id: int) -> Detail | None:
    """One declaratie, or None when it does not exist for the asker."""
    row = Declaratie.objects.filter(gemeente=gemeente, bericht_id=bericht_id).first()
    if row is None:
        return None
    findings: dict[int, list[Uitleg]] = {}
    for finding in Bevinding.objects.filter(gemeente=gemeente, bericht_id=bericht_id):
        findings.setdefault(finding.nr, []).append(_explain(finding))
    lines = Prestatie.objects.filter(gemeente=gemeente, bericht_id=bericht_id).order_by("nr")
    clients: dict[int, int] = {}
    return Detail(
        samenvatting(row),
        tuple(_line(line, clients, findings.get(line.nr, [])) for line in lines),
        tuple(findings.get(GEHEEL, ())),
    )


def uitleg_van(regel: Regel | None, retourcode: str, feiten: Mapping[str, Any]) -> tuple[str, str]:
    """The explanation of a finding and what to do; a rule of a later list is named by its code only."""
    if regel is None:
        return f"Afgewezen met retourcode {retourcode}.", "Neem contact op met de gemeente."
    return regel.leg_uit(feiten), regel.wat_te_doen


def _filter(keuze: Keuze) -> QuerySet[Declaratie]:
    found = Declaratie.objects.all()
    if keuze.maand:
        found = found.filter(maand=keuze.maand.begin)
    if keuze.stand:
        found = found.filter(STANDEN[keuze.stand])
    if keuze.nummer:
        found = found.filter(nummer__icontains=keuze.nummer)
    for name in ("gemeente", "aanbieder"):
        if value := getattr(keuze, name):
            found = found.filter(**{name: value})
    return found


def samenvatting(row: Declaratie) -> Samenvatting:
    """One declaratie as a list shows it."""
    return Samenvatting(
        gemeente=row.gemeente,
        bericht_id=row.bericht_id,
        aanbieder=row.aanbieder,
        nummer=row.nummer,
        maand=Maand.van(row.maand),
        dagtekening=row.dagtekening,
        ingediend_cent=row.ingediend_cent,
        toegekend_cent=row.toegekend_cent,
        regels=row.regels,
        afgewezen=row.afgewezen,
        verwerkt=row.verwerkt,
    )


def _explain(finding: Bevinding) -> Uitleg:
    text, remedy = uitleg_van(PER_CODE.get(finding.regel), finding.retourcode, finding.feiten)
    return Uitleg(finding.regel, finding.retourcode, text, remedy)


def _line(line: Prestatie, clients: dict[int, int], findings: list[Uitleg]) -> Beoordeeld:
    return Beoordeeld(
        nr=line.nr,
        client=None if line.client_id is None else clients.setdefault(line.client_id, len(clients) + 1),
        referentie=line.referentie,
        vorige_referentie=line.vorige_referentie or "",
        toewijzing_nummer=line.toewijzing_nummer,
        categorie=line.categorie,
        code=line.code,
        begin=line.begin,
        einde=line.tot - timedelta(days=1),
        volume=line.volume,
        eenheid=line.eenheid,
        tarief_cent=line.tarief_cent,
        bedrag_cent=-line.bedrag_cent if line.dc == "C" else line.bedrag_cent,
        toegekend=line.toegekend,
        gecrediteerd=line.gecrediteerd,
        uitleg=tuple(sorted(findings, key=lambda finding: ORDER.get(finding.regel, len(ORDER)))),
    )


def per_maand() -> list[Maandtotaal]:
    """The totals per month of declaratie, oldest first; declaraties refused as a whole do not count."""
    rows = (
        Declaratie.objects.filter(verwerkt=True)
        .values("maand")
        .annotate(aantal=Count("bericht_id"), ingediend=Sum("ingediend_cent"), toegekend=Sum("toegekend_cent"))
        .order_by("maand")
    )
    return [Maandtotaal(Maand.van(r["maand"]), r["aantal"], r["ingediend"], r["toegekend"]) for r in rows]


def personen(regels: Collection[tuple[str, int, int]]) -> frozenset[str]:
    """Which children these lines (gemeente, bericht_id, nr) are about; the caller has set on whose behalf."""
    return _persons(_PERSONS, [list(column) for column in zip(*regels, strict=True)] or [[], [], []])


def personen_van_bericht(gemeente: str, bericht_id: int) -> frozenset[str]:
    """Which children the lines of one declaratie are about; the caller has set on whose behalf."""
    return _persons(_PERSONS_OF_A_MESSAGE, [bericht_id, gemeente])


def _persons(statement: str, values: list[Any]) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return frozenset(person for (person,) in cursor.fetchall())
