# SPDX-License-Identifier: EUPL-1.2
"""Set up the login services of organisations from a description, and help who lost the second factor or password."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F

from jeugdregio.gebruikers import inlogcode
from jeugdregio.gebruikers.afspraken import AfspraakOnjuist, lees_afspraken
from jeugdregio.gebruikers.inlogdienst import Inlogdienst
from jeugdregio.gebruikers.isolatie import ORGANISATIE
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.provider import is_veilig
from jeugdregio.gebruikers.rollen import Soort
from jeugdregio.gebruikers.zegel import verzegel

__all__ = ["AfspraakOnjuist", "Ingericht", "maak_inlogcode", "richt_inlogdiensten_in", "wis_tweede_factor"]
SLEUTELS = {*ORGANISATIE, "naam", "uitgever", "client_id", "geheim", "afspraken"}


@dataclass(frozen=True)
class Ingericht:
    """What setting up did: how many services were made, changed, and put off because they are no longer described."""

    nieuw: int
    gewijzigd: int
    uitgezet: int


def richt_inlogdiensten_in(
    beschrijving: Mapping[str, Mapping[str, Any]], *, geheim_van: Callable[[str], str]
) -> Ingericht:
    """
    Make the login services as described, by code; twice the same changes nothing.

    A service that is not described is put off, and its people stay known. `geheim_van` gives the secret for the
    reference that stands in the description. Raises `AfspraakOnjuist`, with the code of the service in front.
    """
    counts = {"nieuw": 0, "gewijzigd": 0}
    with transaction.atomic():
        for code, data in beschrijving.items():
            try:
                made = _richt_in(str(code), data, geheim_van)
            except AfspraakOnjuist as wrong:
                raise AfspraakOnjuist(f"{code}: {wrong}") from wrong
            counts["nieuw" if made else "gewijzigd"] += 1
        off = Inlogdienst.objects.filter(aan=True).exclude(code__in=[str(code) for code in beschrijving])
        return Ingericht(**counts, uitgezet=off.update(aan=False))


def _richt_in(code: str, data: Mapping[str, Any], geheim_van: Callable[[str], str]) -> bool:
    if set(data) - SLEUTELS or not {"naam", "uitgever", "client_id", "afspraken"} <= set(data):
        raise AfspraakOnjuist(f"geef naam, uitgever, client_id, afspraken en de organisatie; wel of niet {SLEUTELS}")
    mine = [kind for kind in ORGANISATIE if data.get(kind)]
    if len(mine) != 1:
        raise AfspraakOnjuist(f"geef één van {', '.join(ORGANISATIE)}")
    if not is_veilig(str(data["uitgever"])):
        raise AfspraakOnjuist("de uitgever is een adres met https")
    organisation = {kind: str(data.get(kind) or "") for kind in ORGANISATIE}
    before = Inlogdienst.objects.filter(code=code).first()
    if before is not None:
        _blijft_zichzelf(before, organisation, str(data["uitgever"]))
    fields = {
        **organisation,
        "naam": str(data["naam"]),
        "uitgever": str(data["uitgever"]),
        "client_id": str(data["client_id"]),
        "geheim": verzegel(geheim_van(str(data["geheim"]))) if data.get("geheim") else "",
        "afspraken": lees_afspraken(data["afspraken"], Soort(mine[0])).als_json(),
        "aan": True,
    }
    return Inlogdienst.objects.update_or_create(code=code, defaults=fields)[1]


def _blijft_zichzelf(before: Inlogdienst, organisation: Mapping[str, str], issuer: str) -> None:
    """People are known by the code of the service: it stays of one issuer and one organisation once it has people."""
    same = before.uitgever == issuer and all(getattr(before, kind) == code for kind, code in organisation.items())
    if not same and SocialAccount.objects.filter(provider=before.code).exists():
        raise AfspraakOnjuist("er zijn al mensen van deze inlogdienst; kies een nieuwe code voor een andere")


def wis_tweede_factor(naam: str) -> bool:
    """
    Take away every second factor of someone who lost them, and end the sessions; the next login sets up a new one.

    False when nobody has this name. Who asks has to be sure that it is this person.
    """
    with transaction.atomic():
        found = Account.objects.filter(username=naam)
        Authenticator.objects.filter(user__in=found).delete()
        return found.update(sessies=F("sessies") + 1) == 1


def maak_inlogcode(naam: str) -> str:
    """
    A code with which this person chooses a password, once, within three days; every session ends.

    Empty when nobody open has this name. Who asks has to be sure that it is this person.
    """
    with transaction.atomic():
        found = Account.objects.filter(username=naam, is_active=True).first()
        return inlogcode.maak(found) if found else ""
