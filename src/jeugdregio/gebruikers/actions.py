# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Appoint people and end that; every step has a reason and a name, and works from the next request on."""

from datetime import date, datetime

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.db.models import F

from jeugdregio.core.bsn import noemt_bsn
from jeugdregio.gebruikers import inlogcode
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Aanstelling, Account
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.rollen import ROLLEN_VAN, Rol, Soort
from jeugdregio.gebruikers.values import Machtiging


class NietToegestaan(Exception):
    """What was asked cannot be; the text says what to do."""


def stel_aan(
    account: int,
    *,
    rol: Rol,
    bij: dict[str, str],
    vanaf: date,
    tot: date | None,
    reden: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Aanstelling:
    """
    Appoint someone in a role at an organisation, from `vanaf` until the day before `tot`; None is without end.

    `bij` is the column of the organisation with its code: `{"gemeente": "0193"}`. Raises `NietToegestaan` when who
    asks does not manage the people of that organisation, or asks it for himself; when the role does not exist there;
    when there is no reason; when the person has this role in that period already.
    """
    ((column, code),) = bij.items()
    soort = Soort(column)
    _check_manages(on_behalf_of, soort, code, rol)
    if account == on_behalf_of.account:
        raise NietToegestaan("U kunt uzelf geen rol geven. Vraag een andere beheerder.")
    if rol not in ROLLEN_VAN[soort]:
        raise NietToegestaan(f"De rol {rol.label} bestaat niet bij dit soort organisatie. Kies een andere rol.")
    if tot is not None and tot <= vanaf:
        raise NietToegestaan("De laatste dag ligt voor de eerste. Kies een latere laatste dag.")
    with namens(on_behalf_of):
        try:
            with transaction.atomic():
                return Aanstelling.objects.create(
                    account_id=account,
                    rol=rol.value,
                    **{column: code},
                    periode=(vanaf, tot),
                    reden=reden_van(reden),
                    door_id=on_behalf_of.account,
                    gezet_op=moment,
                )
        except IntegrityError as refusal:
            if "aanstelling_een_keer_tegelijk" not in str(refusal):
                raise
            raise NietToegestaan(
                f"Deze persoon is in deze periode al {rol.label}. Beëindig die aanstelling eerst, of kies andere dagen."
            ) from refusal


def beeindig(aanstelling: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """End an appointment at once. Raises `NietToegestaan` when there is no such one, or it ended already."""
    with namens(on_behalf_of):
        found = Aanstelling.objects.filter(pk=aanstelling, beeindigd_op__isnull=True).first()
        if found is None:
            raise NietToegestaan("Deze aanstelling is er niet (meer). Ververs de pagina.")
        _check_manages(on_behalf_of, found.machtiging.soort, found.machtiging.organisatie, Rol(found.rol))
        found.beeindigd_op, found.einde_reden = moment, reden_van(reden)
        found.beeindigd_door_id = on_behalf_of.account
        found.save(update_fields=["beeindigd_op", "beeindigd_door", "einde_reden"])


def open_aanstellingen(account: int, *, on_behalf_of: Machtiging) -> list[int]:
    """The appointments of someone that were not ended, as far as they exist for the asker."""
    with namens(on_behalf_of):
        return list(Aanstelling.objects.filter(account=account, beeindigd_op__isnull=True).values_list("pk", flat=True))


def maak_account(
    naam: str,
    *,
    wie: str,
    email: str = "",
    wachtwoord: str | None = None,
    bij: dict[str, str],
    on_behalf_of: Machtiging,
) -> Account:
    """
    Make the account of a person, managed by one organisation (`{"gemeente": "0193"}`); without a role it opens nothing.

    Without `wachtwoord` it cannot log in with one. Raises `NietToegestaan` when name or e-mail address is taken.
    """
    ((column, code),) = bij.items()
    _check_manages(on_behalf_of, Soort(column), code)
    with namens(on_behalf_of):
        try:
            with transaction.atomic():
                return Account.objects.create_user(
                    naam, email=email, password=wachtwoord, first_name=wie, **{column: code}
                )
        except IntegrityError as refusal:
            raise NietToegestaan(
                "Er is al een account met deze gebruikersnaam of dit e-mailadres. Iemand heeft één account, ook met "
                "meer dan één rol: stel dat account aan."
            ) from refusal


def geef_inlogcode(account: int, *, on_behalf_of: Machtiging) -> str:
    """
    A code with which this person chooses a password, once, within three days; a second factor stays as it is.

    Older codes and every session of the person end. Raises `NietToegestaan` for oneself, for who logs in with the
    service of the organisation, and for people that `on_behalf_of` does not manage.
    """
    if account == on_behalf_of.account:
        raise NietToegestaan("Uw eigen wachtwoord wijzigt u onder Mijn account.")
    with namens(on_behalf_of):
        one = Account.objects.filter(pk=account, is_active=True).first()
        if one is None:
            raise NietToegestaan("Dit account is er niet, of is gesloten. Ververs de pagina.")
        other = Aanstelling.objects.filter(account=account, beeindigd_op__isnull=True).exclude(rol=Rol.BEHEERDER.value)
        ((soort, code),) = [(soort, code) for soort in Soort if (code := getattr(one, soort.value))]
        _check_manages(on_behalf_of, soort, code, Rol(other[0].rol) if other else Rol.BEHEERDER)
        if SocialAccount.objects.filter(user=account).exists():
            raise NietToegestaan("Deze persoon logt in met de inlogdienst van het werk, en heeft hier geen wachtwoord.")
        return inlogcode.maak(one)


def beeindig_sessies(account: int, *, on_behalf_of: Machtiging) -> None:
    """Whoever is logged in as this person is not any more at the next request."""
    with namens(on_behalf_of):
        Account.objects.filter(pk=account).update(sessies=F("sessies") + 1)


def geef_rol(
    naam: str,
    *,
    rol: Rol,
    bij: dict[str, str],
    vanaf: date,
    regio: str,
    moment: datetime,
    wie: str = "",
    wachtwoord: str | None = None,
) -> Account:
    """
    An account with one appointment without end, as an installation, demo or test needs it.

    Made on behalf of the region's processing; when the account is there already, only what is missing is added.
    """
    on_behalf_of = Machtiging(rol=Rol.VERWERKING, regio=regio)
    with namens(on_behalf_of):
        known = Account.objects.filter(username=naam).first()
    account = known or maak_account(naam, wie=wie, wachtwoord=wachtwoord, bij=bij, on_behalf_of=on_behalf_of)
    with namens(on_behalf_of):
        there = Aanstelling.objects.filter(account=account, rol=rol.value, beeindigd_op__isnull=True, **bij).exists()
    if not there:
        stel_aan(
            account.pk,
            rol=rol,
            bij=bij,
            vanaf=vanaf,
            tot=None,
            reden="Ingericht bij de installatie.",
            moment=moment,
            on_behalf_of=on_behalf_of,
        )
    return account


def _check_manages(wie: Machtiging, soort: Soort, code: str, rol: Rol = Rol.BEHEERDER) -> None:
    """The own people; the region also gives an organisation its functional manager, and nobody else there."""
    if wie.rol is Rol.VERWERKING:
        return
    own = wie.soort is soort and wie.organisatie == code
    if not (wie.mag(Recht.MENSEN_BEHEREN) and (own or (wie.soort is Soort.REGIO and rol is Rol.BEHEERDER))):
        raise NietToegestaan("U beheert de mensen van deze organisatie niet. Vraag het haar beheerder.")


def reden_van(text: str) -> str:
    """A reason as it is kept; raises `NietToegestaan` when there is none, or a number of a child in it."""
    if noemt_bsn(text):
        raise NietToegestaan("Er staat een burgerservicenummer in de reden. Laat dat weg.")
    if not text.strip():
        raise NietToegestaan("Schrijf op waarom. Zonder reden verandert er niets.")
    return text.strip()[:400]
