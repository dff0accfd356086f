# SPDX-License-Identifier: EUPL-1.2
"""
Who needs a second factor, and whether this session has one.

allauth keeps in the session by which means someone proved who they are. A code, a passkey, or the login service of the
organisation when that was sure enough, is kept there as `mfa`; a session without it works as nothing (`middleware`).
"""

import time
from collections.abc import Iterable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging

ALLEEN_CIJFERS = (
    Recht.CIJFERS_ZIEN,
    Recht.MAANDRAPPORT_ZIEN,
    Recht.RAADSVRAGEN,
    Recht.REGISTER_ZIEN,
    Recht.CONTINUITEIT_ZIEN,
    Recht.VEREVENING_ZIEN,
    Recht.SOLIDARITEIT_VRAGEN,
    Recht.SOLIDARITEIT_OORDELEN,
    Recht.SOLIDARITEIT_VOORBEREIDEN,
    Recht.SOLIDARITEIT_BESLUITEN,
    Recht.PROGNOSE_ZIEN,
    Recht.LASTEN_ZIEN,
    Recht.LASTEN_BEHEREN,
    Recht.CONTRACTBEHEER_ZIEN,
    Recht.PRIJZEN_ZIEN,
    Recht.BETALINGEN_ZIEN,  # of a line in a payment the database gives nothing to who may not see children
    Recht.BOEKHOUDING_ZIEN,
    Recht.BASISFUNCTIES_ZIEN,
    Recht.TEAMBUDGET_ZIEN,
    Recht.TEAMBUDGET_VASTSTELLEN,
    Recht.WACHTTIJDEN_ZIEN,
    Recht.INSPRAAK,
)
"""Rights to figures and to what is agreed with organisations: no row behind them tells of one child."""
FACTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def mag_kinderen_zien(machtigingen: Iterable[Machtiging]) -> bool:
    """Whether any of these may see something of a child, or decides who may: every right but those on figures alone."""
    return any(one.mag(recht) for one in machtigingen for recht in Recht if recht not in ALLEEN_CIJFERS)


def heeft_nodig(account: int) -> bool:
    """Whether this person needs a second factor now, in whatever role."""
    return mag_kinderen_zien(machtigingen(account, moment=timezone.now()))


def heeft_bewezen(request: HttpRequest) -> bool:
    """Whether a second factor was used in this session, by whom it is of now."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def onlangs_bewezen(request: HttpRequest) -> bool:
    """Whether someone proved in the last minutes who they are, in whatever way."""
    moments = [record.get("at", 0.0) for record in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def leg_bewijs_vast(request: HttpRequest, soort: str) -> None:
    """From now on this session has a second factor."""
    record_authentication(request, request.user, "mfa", type=soort)


def factoren(account: int) -> int:
    """How many second factors someone has, recovery codes not counted."""
    return int(Authenticator.objects.filter(user_id=account, type__in=FACTOREN).count())
