# SPDX-License-Identifier: EUPL-1.2
"""
Who comes from the login service of an organisation gets an account and roles of that organisation, or stays outside.

Someone is known by issuer and sub, never by an address of mail. A service gives roles in its own organisation only, and
takes back only what it gave.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from jeugdregio.gebruikers import actions, queries, tweede_factor
from jeugdregio.gebruikers.afspraken import Afspraken, lees_afspraken
from jeugdregio.gebruikers.inlogdienst import Inlogdienst
from jeugdregio.gebruikers.isolatie import ORGANISATIE, namens
from jeugdregio.gebruikers.models import Aanstelling, Account
from jeugdregio.gebruikers.rollen import Rol, Soort
from jeugdregio.gebruikers.values import Machtiging, verwerking

log = structlog.get_logger("jeugdregio.inloggen")
NAAM_LENGTE = 150
UITLOGGEN = "inlogdienst_uitloggen"
"""Where the session keeps, sealed, the address that ends the session at the login service too."""
GEEN_GROEP = (
    "{naam} heeft u geen groep gegeven die bij deze site hoort. Vraag uw applicatiebeheerder om de juiste groep."
)
TE_LAAG = (
    "U bent ingelogd met een te laag niveau van zekerheid. Voor gegevens van kinderen is minstens {nodig} nodig. "
    "Log opnieuw in met een tweede stap, zoals een code, een passkey of eHerkenning niveau 3. Lukt dat niet? "
    "Vraag uw applicatiebeheerder om hulp."
)
VAN_EEN_ANDER = "Dit account hoort niet meer bij {naam}. Vraag de beheerder van de regio om hulp."


class NietToegelaten(Exception):
    """Raised with a Dutch text for whoever wanted to log in."""


def organisatie_van(dienst: Inlogdienst) -> dict[str, str]:
    """The column of its organisation, with the code: `{"gemeente": "0193"}`."""
    return next({kind: code} for kind in ORGANISATIE if (code := getattr(dienst, kind)))


def afspraken_van(dienst: Inlogdienst) -> Afspraken:
    """What was agreed with it."""
    (kind,) = organisatie_van(dienst)
    return lees_afspraken(dienst.afspraken, Soort(kind))


def laat_toe(request: HttpRequest, login: SocialLogin) -> None:
    """Tie the login to an account of the organisation, new or known; raises `NietToegelaten`."""
    dienst = Inlogdienst.objects.get(pk=login.provider.app.settings["dienst"])
    agreed, claims, moment = afspraken_van(dienst), login.claims, timezone.now()
    rollen = agreed.rollen(claims)
    known = login.user if login.is_existing else None
    if known is not None and any(getattr(known, kind) != getattr(dienst, kind) for kind in ORGANISATIE):
        raise _weiger(dienst, "account van een ander", VAN_EEN_ANDER.format(naam=dienst.naam))
    if not rollen:
        if known is not None:
            _geef_rollen(known, dienst, rollen, moment)
        raise _weiger(dienst, "geen groep", GEEN_GROEP.format(naam=dienst.naam))
    may = [*_wordt(dienst, rollen, moment), *(queries.machtigingen(known.pk, moment=moment) if known else ())]
    if tweede_factor.mag_kinderen_zien(may) and agreed.niveau(claims) < agreed.nodig:
        raise _weiger(dienst, "niveau te laag", TE_LAAG.format(nodig=agreed.minimum))
    account = known or _nieuw(dienst, login.account.uid, _naam(agreed, claims))
    if known is None:
        login.connect(request, account)
    elif _naam(agreed, claims) not in ("", account.first_name):
        account.first_name = _naam(agreed, claims)
        account.save(update_fields=["first_name"])
    _geef_rollen(account, dienst, rollen, moment)


def volstaat(login: SocialLogin) -> bool:
    """Whether this login was sure enough to be a second factor; only for one that was let in just now."""
    if not hasattr(login, "claims"):
        return False
    agreed = afspraken_van(Inlogdienst.objects.get(pk=login.provider.app.settings["dienst"]))
    return agreed.niveau(login.claims) >= agreed.nodig


def meld_storing(code: str, error: Any, exception: BaseException | None) -> None:
    """What went wrong, without anything that came along: answers of login services name people."""
    log.warning("inloggen mislukt", dienst=code, fout=str(error), soort=type(exception).__name__)


def _weiger(dienst: Inlogdienst, reden: str, tekst: str) -> NietToegelaten:
    log.warning("inloggen geweigerd", dienst=dienst.code, reden=reden)
    return NietToegelaten(tekst)


def _naam(agreed: Afspraken, claims: dict[str, Any]) -> str:
    return str(claims.get(agreed.naam_claim) or "")[:NAAM_LENGTE]


def _wordt(dienst: Inlogdienst, rollen: Sequence[Rol], moment: datetime) -> list[Machtiging]:
    """What someone with these roles would work as, with the rights of those."""
    wanted = [
        Machtiging(
            rol=rol,
            gemeente=dienst.gemeente,
            aanbieder=dienst.aanbieder,
            regio=dienst.regio,
            vertrouwen=dienst.vertrouwen,
            praktijk=dienst.praktijk,
            gezinslid=dienst.gezinslid,
        )
        for rol in rollen
    ]
    with namens(verwerking(settings.REGIO)):
        rights = queries.rechten_van({(one.soort, one.rol) for one in wanted}, peildatum=timezone.localdate(moment))
    return [replace(one, rechten=rights[one.soort, one.rol]) for one in wanted]


def _nieuw(dienst: Inlogdienst, uid: str, name: str) -> Account:
    return actions.maak_account(
        f"{dienst.code}-{uid[:12]}",
        wie=name,
        bij=organisatie_van(dienst),
        on_behalf_of=verwerking(settings.REGIO),
    )


def _geef_rollen(account: Account, dienst: Inlogdienst, rollen: Sequence[Rol], moment: datetime) -> None:
    """The organisation says at every login what someone does there; what it gave and says no more, ends."""
    region, at = verwerking(settings.REGIO), organisatie_van(dienst)
    reason = f"Groep bij inlogdienst {dienst.code}."
    with namens(region):
        now = list(Aanstelling.objects.filter(queries.geldend(moment), account=account, **at))
    for one in now:
        if one.rol not in rollen and one.reden == reason:
            actions.beeindig(one.pk, reden=f"Niet meer in de groep. {reason}", moment=moment, on_behalf_of=region)
    for rol in rollen:
        if rol not in [one.rol for one in now]:
            actions.stel_aan(
                account.pk,
                rol=rol,
                bij=at,
                vanaf=timezone.localdate(moment),
                tot=None,
                reden=reason,
                moment=moment,
                on_behalf_of=region,
            )
