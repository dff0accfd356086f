# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What changed in a record, as far as it exists for the asker."""

from collections.abc import Iterable, Mapping

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek.models import Wijziging
from jeugdregio.logboek.values import Veranderd

__all__ = ["geschiedenis"]

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
