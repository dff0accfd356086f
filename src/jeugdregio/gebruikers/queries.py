# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Who someone is and works as, and what roles may do, at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import als_persoon, namens
from jeugdregio.gebruikers.models import Aanstelling, Account, Rechtbesluit
from jeugdregio.gebruikers.rechten import Functie, Recht, standaardrechten
from jeugdregio.gebruikers.rollen import Rol, Soort
from jeugdregio.gebruikers.values import Machtiging, verwerking

_RECHTEN = frozenset(recht.value for recht in Recht)
"""A decision about a right that the program has no longer says nothing."""


@dataclass(frozen=True)
class Inlogger:
    """Someone who can log in, with the role of the first appointment that counts."""

    naam: str
    wie: str
    rol: Rol


def geldend(moment: datetime) -> Q:
    """The condition on an appointment or caseload that it counts at an (aware) moment."""
    return Q(periode__contains=timezone.localdate(moment)) & (Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gt=moment))


def machtigingen(account: int, *, moment: datetime) -> list[Machtiging]:
    """
    Everything someone may work as at this moment, each with its rights; the oldest first.

    Works before anyone is known: a person sees the own appointments. Nothing is kept: what was ended a second ago
    is not in it. Two statements.
    """
    with als_persoon(account):
        found = [one.machtiging for one in Aanstelling.objects.filter(geldend(moment), account=account).order_by("pk")]
        rights = rechten_van({(one.soort, one.rol) for one in found}, peildatum=timezone.localdate(moment))
    return [replace(one, rechten=rights[one.soort, one.rol]) for one in found]


def rechten_van(functies: set[Functie], *, peildatum: date) -> dict[Functie, frozenset[Recht]]:
    """What these roles may do on a day: the last decision about each right, otherwise the default."""
    found = {functie: set(standaardrechten(*functie)) for functie in functies}
    for one in besluiten(peildatum):
        functie = Soort(one.soort), Rol(one.rol)
        if functie in found and one.recht in _RECHTEN:
            (found[functie].add if one.toegestaan else found[functie].discard)(Recht(one.recht))
    return {functie: frozenset(rights) for functie, rights in found.items()}


def besluiten(peildatum: date) -> QuerySet[Rechtbesluit]:
    """The decision that counts on a day, per role and right."""
    return (
        Rechtbesluit.objects.filter(vanaf__lte=peildatum)
        .order_by("soort", "rol", "recht", "-vanaf", "-pk")
        .distinct("soort", "rol", "recht")
    )


def account_met_naam(naam: str, *, regio: str) -> int | None:
    """The account with exactly this user name, of any organisation; asked for by who appoints someone of another."""
    with namens(verwerking(regio)):
        return Account.objects.filter(username=naam).values_list("pk", flat=True).first()


def inloggers(regio: str, *, moment: datetime, hoogstens: int) -> Sequence[Inlogger]:
    """People who can log in, for a demo that shows them on the login page."""
    with namens(verwerking(regio)):
        rows = (
            Aanstelling.objects.filter(geldend(moment), account__is_active=True)
            .order_by("account_id", "pk")
            .distinct("account_id")
            .values_list("account__username", "account__first_name", "rol")[:hoogstens]
        )
        return [Inlogger(name, who or name, Rol(rol)) for name, who, rol in rows]
