# SPDX-License-Identifier: EUPL-1.2
"""The register row by row, as a file holds it: providers, branches, and every link of a chain there ever was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.aanbieders.models import Aanbieder, Lidmaatschap, Onderaanneming, Vestiging
from jeugdregio.aanbieders.values import Inschrijving, Rechtsvorm, Vestigingsregel


@dataclass(frozen=True)
class Schakel:
    """One link: the subcontractor or member (`deel`), whom it works for or belongs to, and from when to when."""

    deel: str
    geheel: str
    van: date | None
    tot: date | None


def leden_op(dag: date) -> list[tuple[str, str]]:
    """(member, cooperative) as AGB codes, of every membership on a day."""
    joined = Lidmaatschap.objects.filter(geldig__contains=dag).order_by("lid", "cooperatie")
    return list(joined.values_list("lid_id", "cooperatie_id"))


def onderaannemingen() -> list[Schakel]:
    """Every subcontracting there is or was."""
    rows = Onderaanneming.objects.order_by("hoofdaannemer", "onderaannemer", "geldig")
    return [Schakel(r.onderaannemer_id, r.hoofdaannemer_id, r.geldig.lower, r.geldig.upper) for r in rows]


def lidmaatschappen() -> list[Schakel]:
    """Every membership there is or was."""
    rows = Lidmaatschap.objects.order_by("cooperatie", "lid", "geldig")
    return [Schakel(r.lid_id, r.cooperatie_id, r.geldig.lower, r.geldig.upper) for r in rows]


def zet_onderaannemingen(nieuw: Iterable[Schakel], verlegd: Sequence[Schakel]) -> None:
    """Add links, and move the end of known ones, in the transaction of the caller."""
    _verleg("aanbieders_onderaanneming", "onderaannemer_id", "hoofdaannemer_id", verlegd)
    Onderaanneming.objects.bulk_create(
        Onderaanneming(onderaannemer_id=one.deel, hoofdaannemer_id=one.geheel, geldig=DateRange(one.van, one.tot))
        for one in nieuw
    )


def zet_lidmaatschappen(nieuw: Iterable[Schakel], verlegd: Sequence[Schakel]) -> None:
    """Add memberships, and move the end of known ones, in the transaction of the caller."""
    _verleg("aanbieders_lidmaatschap", "lid_id", "cooperatie_id", verlegd)
    Lidmaatschap.objects.bulk_create(
        Lidmaatschap(lid_id=one.deel, cooperatie_id=one.geheel, geldig=DateRange(one.van, one.tot)) for one in nieuw
    )


def _verleg(table: str, part: str, whole: str, links: Sequence[Schakel]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} t SET geldig = daterange(n.van, n.tot)
            FROM unnest(%(deel)s::text[], %(geheel)s::text[], %(van)s::date[], %(tot)s::date[])
                n (deel, geheel, van, tot)
            WHERE t.{part} = n.deel AND t.{whole} = n.geheel AND lower(t.geldig) IS NOT DISTINCT FROM n.van
            """,
            {name: [getattr(one, name) for one in links] for name in ("deel", "geheel", "van", "tot")},
        )


def inschrijvingen() -> list[Inschrijving]:
    """Every provider as it is inscribed, by code; its chains are apart (`onderaannemingen`, `lidmaatschappen`)."""
    fields = [name for name in Inschrijving.__dataclass_fields__ if name not in ("hoofdaannemers", "cooperaties")]
    return [
        Inschrijving(**{**row, "rechtsvorm": Rechtsvorm(row["rechtsvorm"])})
        for row in Aanbieder.objects.order_by("agb").values(*fields)
    ]


def vestigingen() -> list[tuple[str, Vestigingsregel]]:
    """Every branch with the AGB code of its provider."""
    return [
        (
            row.aanbieder_id,
            Vestigingsregel(row.nummer, row.naam, row.plaats, row.agb, row.geldig.lower, row.geldig.upper),
        )
        for row in Vestiging.objects.order_by("aanbieder", "nummer")
    ]
