# SPDX-License-Identifier: EUPL-1.2
"""DOOR. People of an organisation and what they may do. The database decides whose people there are to see."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from jeugdregio.aansluiting import queries as aansluiting
from jeugdregio.beheer.values import Mens, Nagelopen, Rechtenregel, Rolregel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Aanstelling, Account, Beoordeling
from jeugdregio.gebruikers.queries import geldend
from jeugdregio.gebruikers.values import Machtiging, Rol

ELDERS = "iemand van een andere organisatie"
INSTALLATIE = "de installatie"
TWEEDE_FACTOR = ("mfa", "Authenticator")
"""Where the login keeps them."""
ZONDER_KINDEREN = ["beheerder", "privacy"]


def mensen(*, moment: datetime, on_behalf_of: Machtiging) -> list[Mens]:
    """The people whose account the own organisation manages, or whom it appointed."""
    with namens(on_behalf_of):
        return _people(_ours(on_behalf_of), moment, on_behalf_of)


def mens(account: int, *, moment: datetime, on_behalf_of: Machtiging) -> Mens | None:
    """One of them, or None."""
    with namens(on_behalf_of):
        found = _people(Q(pk=account) & _ours(on_behalf_of), moment, on_behalf_of)
    return found[0] if found else None


def rechtenoverzicht(*, moment: datetime, on_behalf_of: Machtiging) -> list[Rechtenregel]:
    """
    Every role that counts now: of the own organisation; the functional manager of the region sees all of them.

    Ordered by organisation and name.
    """
    with namens(on_behalf_of):
        rows = list(
            Aanstelling.objects.filter(geldend(moment), account__is_active=True)
            .select_related("account", "door")
            .order_by(
                "regio", "gemeente", "aanbieder", "vertrouwen", "praktijk", "gezinslid", "account__first_name", "pk"
            )
        )
        many = Counter(row.account_id for row in rows)
        second = tweede_factor({row.account_id for row in rows})
    keys = aansluiting.sleutels_van({row.account_id for row in rows}, moment=moment)
    return [
        Rechtenregel(
            rol=_role(row, moment),
            naam=row.account.username,
            wie=row.account.first_name or row.account.username,
            laatst=row.account.last_login,
            tweede_factor=row.account_id in second,
            sleutels=keys.get(row.account_id, 0),
            aantal_rollen=many[row.account_id],
            peil=moment,
        )
        for row in rows
    ]


def vingerafdruk(overzicht: Sequence[Rechtenregel]) -> str:
    """The SHA-256 of who has which role in a review: what was looked at can be shown again."""
    rows = [[r.naam, r.rol.rol.value, r.rol.organisatie, str(r.rol.vanaf), str(r.rol.tot)] for r in overzicht]
    return sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def nagelopen(*, on_behalf_of: Machtiging) -> list[Nagelopen]:
    """The statements about the own organisation, newest first."""
    with namens(on_behalf_of):
        rows = Beoordeling.objects.filter(**_organisation(on_behalf_of)).select_related("door").order_by("-gezet_op")
        return [
            Nagelopen(on_behalf_of.organisatie, _who(row.door, row.door_id), row.gezet_op, row.bevinding, row.sha256)
            for row in rows
        ]


def tweede_factor(accounts: Collection[int]) -> frozenset[int]:
    """Who of these has a second factor, in the transaction of the caller; nobody while none can be had."""
    if not apps.is_installed("allauth.mfa"):
        return frozenset()
    authenticators: Any = apps.get_model(*TWEEDE_FACTOR)
    return frozenset(authenticators.objects.filter(user_id__in=accounts).values_list("user_id", flat=True))


def collegas(*, moment: datetime, on_behalf_of: Machtiging) -> list[tuple[int, str]]:
    """Who works at the own organisation now, as (account, name), by name; who manages or reviews has no children."""
    with namens(on_behalf_of):
        rows = Aanstelling.objects.filter(geldend(moment), **_organisation(on_behalf_of)).exclude(
            rol__in=["beheerder", "privacy"]
        )
        found = rows.values_list("account_id", "account__first_name", "account__username")
        return sorted({(pk, name or user) for pk, name, user in found}, key=lambda one: one[1])


def _organisation(wie: Machtiging) -> dict[str, str]:
    return {wie.soort.value: wie.organisatie}


def _ours(wie: Machtiging) -> Q:
    column, code = wie.soort.value, wie.organisatie
    return Q(**{column: code}) | Q(pk__in=Aanstelling.objects.filter(**{column: code}).values("account_id"))


def _people(which: Q, moment: datetime, wie: Machtiging) -> list[Mens]:
    accounts = list(Account.objects.filter(which).order_by("first_name", "username"))
    roles: dict[int, list[Rolregel]] = {one.pk: [] for one in accounts}
    rows = Aanstelling.objects.filter(account__in=accounts, **_organisation(wie))
    for row in rows.select_related("door").order_by("-gezet_op", "-pk"):
        roles[row.account_id].append(_role(row, moment))
    return [
        Mens(
            account=one.pk,
            naam=one.username,
            wie=one.first_name or one.username,
            email=one.email,
            actief=one.is_active,
            laatst=one.last_login,
            van_ons=getattr(one, wie.soort.value) == wie.organisatie,
            rollen=tuple(roles[one.pk]),
        )
        for one in accounts
    ]


def _role(row: Aanstelling, moment: datetime) -> Rolregel:
    what = row.machtiging
    ended = row.beeindigd_op is not None and row.beeindigd_op <= moment
    return Rolregel(
        id=row.pk,
        account=row.account_id,
        rol=Rol(row.rol),
        soort=what.soort,
        organisatie=what.organisatie,
        vanaf=row.periode.lower,
        tot=row.periode.upper,
        reden=row.reden,
        door=_who(row.door, row.door_id),
        gezet_op=row.gezet_op,
        beeindigd_op=row.beeindigd_op,
        einde_reden=row.einde_reden,
        loopt=not ended and timezone.localdate(moment) in row.periode,
    )


def _who(account: Account | None, number: int | None) -> str:
    if number is None:
        return INSTALLATIE
    return account.first_name or account.username if account else ELDERS
