# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What changed in a record, as far as it exists for the asker."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncDate

from jeugdregio.core.greep import Greep
from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek.models import Inzage, Wijziging
from jeugdregio.logboek.nazicht import CIJFERS, PER_SLEUTEL, VOLGORDE, Cijfer, rijen, tel
from jeugdregio.logboek.values import Gezien, Ingezien, Veranderd
from jeugdregio.logboek.wat import woorden

__all__ = [
    "CIJFERS",
    "PER_SLEUTEL",
    "VOLGORDE",
    "Cijfer",
    "geschiedenis",
    "gezien",
    "gezien_overal",
    "namen_van",
    "opvallend",
    "opvallend_aantal",
    "woorden",
]

HOOGSTENS = 200


def geschiedenis(tabel: str, sleutel: Mapping[str, str | int], *, on_behalf_of: Machtiging) -> list[Veranderd]:
    """
    What changed in one row of a table, newest first, the last two hundred times.

    `sleutel` is its primary key by column. Empty when nothing changed, and when the row is not the asker's.
    """
    with namens(on_behalf_of):
        rows = list(Wijziging.objects.filter(tabel=tabel, sleutel=dict(sleutel)).order_by("-moment", "-id")[:HOOGSTENS])
        names = namen(row.account for row in rows)
    return [
        Veranderd(
            moment=row.moment,
            wie=names.get(row.account, ""),
            rol=row.rol,
            organisatie=row.organisatie,
            reden=row.reden,
            verwijderd=row.handeling == Wijziging.Handeling.WISSEN,
            oud=row.oud,
            nieuw=row.nieuw,
        )
        for row in rows
    ]


def namen(accounts: Iterable[str]) -> dict[str, str]:
    """The names of these accounts, as far as the asker may know them; the caller has set on whose behalf."""
    numbers = {int(one) for one in accounts if one.isdecimal()}
    return {str(one.pk): one.get_full_name() or one.username for one in Account.objects.filter(pk__in=numbers)}


def namen_van(accounts: Iterable[str], *, on_behalf_of: Machtiging) -> dict[str, str]:
    """The names of these accounts, as far as the asker may know them."""
    with namens(on_behalf_of):
        return namen(accounts)


def opvallend_aantal(van: datetime, tot: datetime, *, on_behalf_of: Machtiging) -> dict[str, tuple[int, int]]:
    """Per figure of the review how many rows there are in [van, tot), and of how many workers."""
    with namens(on_behalf_of):
        return tel(van, tot)


def opvallend(
    cijfer: Cijfer, van: datetime, tot: datetime, *, greep: Greep, on_behalf_of: Machtiging
) -> list[Ingezien]:
    """A piece of the rows under a figure of the review, in [van, tot)."""
    with namens(on_behalf_of):
        return rijen(cijfer, van, tot, greep)


def gezien_overal(persoon: str, *, sinds: date, regio: str) -> list[Gezien]:
    """
    When people of any organisation saw the data of one person since a day; newest first, nobody named.

    As the region's processing: what comes out is for the person concerned alone, so only for who made sure of that.
    """
    with als_verwerking(regio):
        rows = (
            Inzage.objects.filter(persoon=persoon, moment__date__gte=sinds, resultaat="getoond")
            .annotate(dag=TruncDate("moment"))
            .values("dag", "organisatie", "rol", "doel")
            .annotate(dingen=ArrayAgg("wat", distinct=True), keren=Count("verzoek", distinct=True))
            .order_by("-dag", "organisatie", "rol", "doel")
        )
        return [
            Gezien(row["dag"], row["rol"], row["doel"], tuple(row["dingen"]), row["keren"], row["organisatie"])
            for row in rows
        ]


def gezien(persoon: str, *, on_behalf_of: Machtiging) -> list[Gezien]:
    """
    When people of the asker's organisation saw the data of one child, in which role and for what; newest first.

    For the person concerned, so nobody is named. An access worker reads the log for this one child only: the database
    shows no other rows.
    """
    with namens(on_behalf_of):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('jr.persoon', %s, true)", [persoon])
        rows = (
            Inzage.objects.filter(persoon=persoon)
            .annotate(dag=TruncDate("moment"))
            .values("dag", "rol", "doel")
            .annotate(dingen=ArrayAgg("wat", distinct=True), keren=Count("verzoek", distinct=True))
            .order_by("-dag", "rol", "doel")
        )
        found = [Gezien(row["dag"], row["rol"], row["doel"], tuple(row["dingen"]), row["keren"]) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('jr.persoon', '', true)")
    return found
