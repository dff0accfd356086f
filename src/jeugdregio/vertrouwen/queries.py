# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The files of the own organisation of trust persons; the database gives nobody else a row."""

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.vertrouwen import zegel
from jeugdregio.vertrouwen.models import Dossier, Notitie
from jeugdregio.vertrouwen.values import Notitieregel, Vertrouwensdossier

__all__ = ["dossier", "dossiers", "notities"]


def dossiers(*, on_behalf_of: Machtiging) -> list[Vertrouwensdossier]:
    """Every file of the organisation, newest first; raises `NietIngericht` when there is no key."""
    with namens(on_behalf_of):
        return [_geopend(one) for one in Dossier.objects.order_by("-nummer")]


def dossier(nummer: int, *, on_behalf_of: Machtiging) -> Vertrouwensdossier | None:
    """One file, or None when there is none with this number for whoever asks."""
    with namens(on_behalf_of):
        found = Dossier.objects.filter(vertrouwen=on_behalf_of.vertrouwen, nummer=nummer).first()
        return _geopend(found) if found else None


def notities(nummer: int, *, on_behalf_of: Machtiging) -> list[Notitieregel]:
    """The notes in a file, newest first."""
    with namens(on_behalf_of):
        rows = list(Notitie.objects.filter(vertrouwen=on_behalf_of.vertrouwen, nummer=nummer).order_by("-nr"))
        accounts = Account.objects.filter(pk__in={row.door for row in rows})
        names = {pk: name or user for pk, name, user in accounts.values_list("pk", "first_name", "username")}
    return [
        Notitieregel(
            row.nr,
            zegel.ontzegel(row.tekst, row.vertrouwen, plaats(nummer, f"notitie {row.nr}")),
            names.get(row.door, "een vroegere collega"),
            row.gezet_op,
        )
        for row in rows
    ]


def plaats(nummer: int, wat: str) -> str:
    """Where a sealed text belongs."""
    return f"{nummer} {wat}"


def _geopend(row: Dossier) -> Vertrouwensdossier:
    return Vertrouwensdossier(
        row.nummer,
        zegel.ontzegel(row.roepnaam, row.vertrouwen, plaats(row.nummer, "roepnaam")),
        zegel.ontzegel(row.woonplaats, row.vertrouwen, plaats(row.nummer, "woonplaats")),
        row.geopend_op,
        row.gesloten_op,
        zegel.persoon(row.vertrouwen, row.nummer),
    )
