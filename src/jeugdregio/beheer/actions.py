# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Someone leaves; someone went through who may do what; something is proposed that another has to confirm."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.beheer import queries
from jeugdregio.beheer.voorstellen import bevestig, stel_voor, wie_bevestigt
from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import als_persoon, namens
from jeugdregio.gebruikers.models import Aanstelling, Account, Beoordeling, Caseload
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging

__all__ = [
    "NietToegestaan",
    "Vertrek",
    "bevestig",
    "meld_uit_dienst",
    "stel_overzicht_vast",
    "stel_voor",
    "wie_bevestigt",
]


@dataclass(frozen=True)
class Vertrek:
    """What ended when someone left; `gesloten` says that the account itself is closed."""

    aanstellingen: int
    caseloads: int
    sleutels: int
    gesloten: bool


def meld_uit_dienst(account: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> Vertrek:
    """
    Someone leaves the own organisation: appointments, caseload, sessions, and keys with their tokens end at once.

    One transaction. The account is closed when the organisation manages it and the person works nowhere else. A key
    ends wherever it is for: whoever holds it could use it. Raises `NietToegestaan`.
    """
    if not on_behalf_of.mag(Recht.MENSEN_BEHEREN):
        raise NietToegestaan("U beheert geen mensen. Vraag het de functioneel beheerder van uw organisatie.")
    if account == on_behalf_of.account:
        raise NietToegestaan("U kunt uzelf niet uit dienst melden. Vraag een andere beheerder.")
    why = reden_van(reden)
    with namens(on_behalf_of):
        one = queries.mens(account, moment=moment, on_behalf_of=on_behalf_of)
        if one is None:
            raise NietToegestaan("Deze persoon is er niet. Ververs de pagina.")
        own = {on_behalf_of.soort.value: on_behalf_of.organisatie, "account_id": account}
        end = {"beeindigd_op": moment, "beeindigd_door_id": on_behalf_of.account, "einde_reden": why}
        roles = Aanstelling.objects.filter(beeindigd_op__isnull=True, **own).update(**end)
        children = 0 if on_behalf_of.regio else Caseload.objects.filter(beeindigd_op__isnull=True, **own).update(**end)
        with als_persoon(account):
            today = timezone.localdate(moment)
            open_ = Aanstelling.objects.filter(account=account, beeindigd_op__isnull=True)
            elsewhere = open_.exclude(periode__fully_lt=(today, None)).exists()
        closed = one.van_ons and not elsewhere
        if one.van_ons:
            Account.objects.filter(pk=account).update(sessies=F("sessies") + 1, is_active=not closed)
        keys = aansluiting.trek_in_van(account, moment=moment)
    return Vertrek(roles, children, keys, closed)


def stel_overzicht_vast(*, bevinding: str, gelezen: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Say to have gone through who may do what at the own organisation; `gelezen` is the fingerprint of what was read.

    Raises `NietToegestaan` without the right, without a finding, or when roles changed in the meantime.
    """
    if on_behalf_of.account is None or not on_behalf_of.mag(Recht.RECHTEN_ZIEN):
        raise NietToegestaan("Uw rol mag dit overzicht niet vaststellen.")
    report = queries.rechtenoverzicht(moment=moment, on_behalf_of=on_behalf_of)
    if queries.vingerafdruk(report) != gelezen:
        raise NietToegestaan("Er is intussen iets veranderd aan de rollen. Lees het overzicht opnieuw.")
    if not bevinding.strip():
        raise NietToegestaan("Schrijf op wat u hebt gezien en wat u eraan doet.")
    with namens(on_behalf_of):
        Beoordeling.objects.create(
            **{on_behalf_of.soort.value: on_behalf_of.organisatie},
            door_id=on_behalf_of.account,
            gezet_op=moment,
            bevinding=bevinding.strip()[:1000],
            sha256=gelezen,
        )
