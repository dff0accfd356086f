# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Open a file, add a note, close it. All by a trust person, for the own organisation."""

from datetime import datetime

from django.db import connection
from django.db.models import Max

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.vertrouwen.models import Dossier, Notitie
from jeugdregio.vertrouwen.queries import plaats
from jeugdregio.vertrouwen.values import DossierDicht
from jeugdregio.vertrouwen.zegel import verzegel

__all__ = ["open_dossier", "schrijf", "sluit"]


def open_dossier(roepnaam: str, woonplaats: str, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Open a file; `woonplaats` is the code of a municipality, or empty. Gives its number; raises `NietIngericht`."""
    org = on_behalf_of.vertrouwen
    with namens(on_behalf_of):
        _in_order(org)
        number: int = (Dossier.objects.filter(vertrouwen=org).aggregate(last=Max("nummer"))["last"] or 0) + 1
        Dossier.objects.create(
            vertrouwen=org,
            nummer=number,
            roepnaam=verzegel(roepnaam, org, plaats(number, "roepnaam")),
            woonplaats=verzegel(woonplaats, org, plaats(number, "woonplaats")),
            geopend_op=moment,
        )
    return number


def schrijf(nummer: int, tekst: str, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Add a note; gives its number. Raises `DossierDicht` when the file is closed or not there, or `NietIngericht`."""
    assert on_behalf_of.account is not None, "een notitie is van een mens"
    org = on_behalf_of.vertrouwen
    with namens(on_behalf_of):
        _in_order(org)
        _check_open(org, nummer)
        last = Notitie.objects.filter(vertrouwen=org, nummer=nummer).aggregate(last=Max("nr"))["last"]
        number: int = (last or 0) + 1
        Notitie.objects.create(
            vertrouwen=org,
            nummer=nummer,
            nr=number,
            tekst=verzegel(tekst, org, plaats(nummer, f"notitie {number}")),
            door=on_behalf_of.account,
            gezet_op=moment,
        )
    return number


def sluit(nummer: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Close a file, for good. Raises `DossierDicht` when it is closed already or not there."""
    org = on_behalf_of.vertrouwen
    with namens(on_behalf_of):
        _in_order(org)
        _check_open(org, nummer)
        Dossier.objects.filter(vertrouwen=org, nummer=nummer).update(gesloten_op=moment)


def _in_order(organisatie: str) -> None:
    """One writer per organisation at a time: numbers follow on each other, and nothing comes into a closed file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('vertrouwen ' || %s::text, 0))", [organisatie])


def _check_open(organisatie: str, nummer: int) -> None:
    if not Dossier.objects.filter(vertrouwen=organisatie, nummer=nummer, gesloten_op=None).exists():
        raise DossierDicht("Dit dossier is gesloten. Open een nieuw dossier als de jeugdige weer hulp vraagt.")
