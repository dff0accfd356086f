# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Requests, as far as they exist for the asker."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen.queries import EERSTE_DAG, LAATSTE_DAG
from jeugdregio.verzoeken.heropenen import antwoord_uiterlijk
from jeugdregio.verzoeken.models import OPEN, Antwoord, GevraagdProduct, Verzoek
from jeugdregio.verzoeken.nagezien import Afgevinkt, afgevinkt, gezien
from jeugdregio.verzoeken.nazien import Nazien, na_te_zien
from jeugdregio.verzoeken.overdracht import overgedragen
from jeugdregio.verzoeken.regels.ijw_3_2 import BIJ_TOEWIJZING, EERST, REGELS
from jeugdregio.verzoeken.termijn import uiterlijk, woonplaats_uiterlijk
from jeugdregio.verzoeken.values import Gegeven, Gevraagd, OpenVerzoek, Verzoekstand
from jeugdregio.verzoeken.verkeerde_gemeente import afwijzing
from jeugdregio.verzoeken.verwijzer import verwijzing, verwijzingen
from jeugdregio.verzoeken.werk import Bijwerk, bijwerk
from jeugdregio.verzoeken.woonplaatsonderzoek import vastgesteld

__all__ = [
    "Afgevinkt",
    "Bijwerk",
    "Nazien",
    "afgevinkt",
    "afwijzing",
    "antwoord_uiterlijk",
    "bijwerk",
    "gegeven_antwoorden",
    "gezien",
    "na_te_zien",
    "open_verzoek",
    "open_verzoeken",
    "overgedragen",
    "personen",
    "personen_van_antwoorden",
    "regels",
    "van_kind",
    "vastgesteld",
    "verwijzing",
    "verwijzingen",
    "zoek",
]


def regels() -> tuple[Regel, ...]:
    """The rules of the standard that judge requests and answers, and allocations that follow a request."""
    return (*EERST, *REGELS, *BIJ_TOEWIJZING)


def open_verzoeken(*, gemeente: str = "", on_behalf_of: Machtiging) -> list[OpenVerzoek]:
    """The requests that wait for an answer, the one that is due first on top."""
    with lezend(on_behalf_of):
        found = Verzoek.objects.filter(status__in=OPEN)
        if gemeente:
            found = found.filter(gemeente=gemeente)
        rows = list(found.order_by("bericht_id", "nr"))
        products = _products(rows)
    return sorted((_open(row, products) for row in rows), key=lambda v: (v.uiterlijk, v.bericht_id, v.nr))


def open_verzoek(gemeente: str, bericht_id: int, nr: int, *, on_behalf_of: Machtiging) -> OpenVerzoek | None:
    """One request that waits for an answer, or None when there is none for the asker."""
    with lezend(on_behalf_of):
        rows = list(Verzoek.objects.filter(gemeente=gemeente, bericht_id=bericht_id, nr=nr, status__in=OPEN))
        products = _products(rows)
    return _open(rows[0], products) if rows else None


def gegeven_antwoorden(
    berichten: Collection[tuple[str, int]], *, on_behalf_of: Machtiging
) -> dict[tuple[str, int], Gegeven]:
    """What these messages (gemeente, id) answered."""
    with lezend(on_behalf_of):
        rows = Antwoord.objects.filter(bericht_id__in=[number for _, number in berichten])
        return {(r.gemeente, r.bericht_id): Gegeven(r.referentie, r.wat, r.reden, r.woonplaats) for r in rows}


_PERSONS = """
    SELECT DISTINCT encode(sha256(v.bsn), 'hex')
    FROM unnest(%s::text[], %s::bigint[], %s::int[]) AS x (gemeente, bericht_id, nr)
    JOIN verzoeken_verzoek v USING (gemeente, bericht_id, nr)
"""
_PERSONS_ANSWERED = """
    SELECT DISTINCT encode(sha256(v.bsn), 'hex')
    FROM unnest(%s::text[], %s::bigint[]) AS x (gemeente, bericht_id)
    JOIN verzoeken_antwoord a USING (gemeente, bericht_id)
    JOIN verzoeken_verzoek v ON v.gemeente = a.gemeente AND v.aanbieder = a.aanbieder AND v.referentie = a.referentie
"""


def personen(verzoeken: Collection[tuple[str, int, int]], *, on_behalf_of: Machtiging) -> frozenset[str]:
    """Which children these requests (gemeente, bericht_id, nr) are about, for the read log (`core.bsn.persoon`)."""
    return _persons(_PERSONS, [list(column) for column in zip(*verzoeken, strict=True)] or [[], [], []], on_behalf_of)


def personen_van_antwoorden(berichten: Collection[tuple[str, int]], *, on_behalf_of: Machtiging) -> frozenset[str]:
    """Which children the requests are about that these messages (gemeente, id) answered."""
    return _persons(_PERSONS_ANSWERED, [[town for town, _ in berichten], [nr for _, nr in berichten]], on_behalf_of)


def _persons(statement: str, values: list[list[Any]], on_behalf_of: Machtiging) -> frozenset[str]:
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return frozenset(person for (person,) in cursor.fetchall())


def van_kind(gemeente: str, bsn: bytes, *, on_behalf_of: Machtiging) -> list[Verzoekstand]:
    """Every request for a child (`bsn` is sealed) at a municipality, newest first."""
    with lezend(on_behalf_of):
        return _states(Verzoek.objects.filter(gemeente=gemeente, bsn=bsn))


def zoek(referentie: str, *, on_behalf_of: Machtiging) -> list[Verzoekstand]:
    """The requests with this reference of a provider, newest first."""
    with lezend(on_behalf_of):
        return _states(Verzoek.objects.filter(referentie=referentie))


def _states(rows: QuerySet[Verzoek]) -> list[Verzoekstand]:
    return [
        Verzoekstand(
            gemeente=row.gemeente,
            bericht_id=row.bericht_id,
            nr=row.nr,
            aanbieder=row.aanbieder,
            soort=row.soort,
            referentie=row.referentie,
            persoon=persoon(bytes(row.bsn)),
            ontvangen_op=timezone.localdate(row.ontvangen_op),
            status=row.status,
        )
        for row in rows.order_by("-ontvangen_op", "-bericht_id", "nr")
    ]


Products = dict[tuple[str, int, int], list[Gevraagd]]


def _products(rows: Sequence[Verzoek]) -> Products:
    found: Products = defaultdict(list)
    messages = {row.bericht_id for row in rows}
    asked = GevraagdProduct.objects.filter(bericht_id__in=messages).defer("geldig")
    dated = asked.annotate(eerste_dag=EERSTE_DAG, laatste_dag=LAATSTE_DAG)
    for row in dated.order_by("wat", "nr"):
        found[row.gemeente, row.bericht_id, row.verzoek_nr].append(
            Gevraagd(
                wat=row.wat,
                toewijzing_nummer=row.toewijzing_nummer,
                categorie=row.categorie,
                code=row.code,
                begin=row.eerste_dag,
                einde=row.laatste_dag,
                volume=row.volume,
                eenheid=row.eenheid,
                frequentie=row.frequentie,
                budget_cent=row.budget_cent,
                verwijzer_type=row.verwijzer_type,
                verwijzer=row.verwijzer,
            )
        )
    return found


def _open(row: Verzoek, products: Products) -> OpenVerzoek:
    received = timezone.localdate(row.ontvangen_op)
    asked = tuple(products.get((row.gemeente, row.bericht_id, row.nr), ()))
    for_allocation = row.soort == Verzoek.Soort.TOEWIJZING
    return OpenVerzoek(
        gemeente=row.gemeente,
        bericht_id=row.bericht_id,
        nr=row.nr,
        aanbieder=row.aanbieder,
        soort=row.soort,
        referentie=row.referentie,
        jeugdige=" ".join(part for part in (row.voornamen, row.voorvoegsel, row.achternaam) if part),
        dagtekening=row.dagtekening,
        ontvangen_op=received,
        status=row.status,
        uiterlijk=uiterlijk(row.status, ontvangen=received, dagtekening=row.dagtekening),
        woonplaats_uiterlijk=woonplaats_uiterlijk(received) if for_allocation else None,
        producten=asked,
        geboortedatum=row.geboortedatum,
        verwijzer_type=next((one.verwijzer_type for one in asked), ""),
        persoon=persoon(row.bsn),
    )
