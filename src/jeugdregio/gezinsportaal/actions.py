# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Let someone of a family in, end that, and make what they read what the file says now."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from jeugdregio.core.bsn import noemt_bsn
from jeugdregio.gebruikers import actions as mensen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol, verwerking
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezinslid
from jeugdregio.gezinsportaal.bijwerken import als_gemeente, ververs
from jeugdregio.gezinsportaal.models import Achtergehouden, Gezinstoegang

__all__ = ["NietUitTeNodigen", "beeindig", "houd_achter", "nieuwe_code", "nodig_uit", "ververs_mijn"]
UIT = "Deze regio laat gezinnen niet inloggen. Zet GEZINSPORTAAL aan als de regio dat heeft besloten."


class NietUitTeNodigen(Exception):
    """Raised when someone cannot be let in; the text says why and what to do."""


def nodig_uit(lid: int, *, moment: datetime, door: str, on_behalf_of: Machtiging) -> tuple[str, str]:
    """
    Let someone of a family in who may see at least one youth today; gives the user name and a code that works once.

    Who does it has to be sure that it is this person: ask for proof of identity. Raises `NietUitTeNodigen`.
    """
    eis(on_behalf_of, Recht.GEZIN_UITNODIGEN)
    if not settings.GEZINSPORTAAL:
        raise NietUitTeNodigen(UIT)
    person = _lid(lid, on_behalf_of)
    today = timezone.localdate(moment)
    family = gezinnen.gezin(person.gezin, on_behalf_of=on_behalf_of)
    assert family is not None
    may = gezinnen.zicht(person, family, peildatum=today, on_behalf_of=on_behalf_of)
    if not any(one.ziet for one in may.values()):
        why = next((one.waarom for one in may.values()), "Er is geen jeugdige in dit gezin.")
        raise NietUitTeNodigen(f"Deze persoon mag nu van niemand het dossier zien. {why}")
    code, name = f"G{person.id}", f"gezin{person.id}"
    town = als_gemeente(on_behalf_of.gemeente)
    with namens(town):
        if Gezinstoegang.objects.filter(gemeente=town.gemeente, lid=lid, beeindigd_op=None).exists():
            raise NietUitTeNodigen("Deze persoon heeft al een inlog. Geef een nieuwe code als het wachtwoord weg is.")
        account = _account(name, code, person.naam, moment)
        made = Gezinstoegang.objects.create(
            gemeente=town.gemeente,
            gezinslid=code,
            persoon=person.spoor,
            lid=lid,
            account=account,
            naam=person.naam,
            uitgenodigd_op=moment,
            door=door,
        )
        ververs(made, moment=moment)
        return name, mensen.geef_inlogcode(account, on_behalf_of=verwerking(settings.REGIO))


def nieuwe_code(lid: int, *, on_behalf_of: Machtiging) -> tuple[str, str]:
    """User name and another code, for who lost the password. Raises `NietUitTeNodigen`."""
    eis(on_behalf_of, Recht.GEZIN_UITNODIGEN)
    found = _open(lid, on_behalf_of)
    name = f"gezin{lid}"
    return name, mensen.geef_inlogcode(found.account, on_behalf_of=verwerking(settings.REGIO))


def beeindig(lid: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """From now on this person of a family cannot log in, and nothing is kept for them. Raises `NietUitTeNodigen`."""
    eis(on_behalf_of, Recht.GEZIN_UITNODIGEN)
    if not reden.strip() or noemt_bsn(reden):
        raise NietUitTeNodigen("Schrijf op waarom, zonder burgerservicenummer.")
    found = _open(lid, on_behalf_of)
    region = verwerking(settings.REGIO)
    with namens(als_gemeente(found.gemeente)):
        found.beeindigd_op, found.reden = moment, reden.strip()[:400]
        found.save(update_fields=["beeindigd_op", "reden"])
        ververs(found, moment=moment)
        _beeindig_aanstelling(found, reden, moment, region)
        mensen.beeindig_sessies(found.account, on_behalf_of=region)


def houd_achter(lid: int, doel: int, *, achter: bool, moment: datetime, door: str, on_behalf_of: Machtiging) -> None:
    """
    A youth of twelve or older keeps a goal of the own plan from the parents, or lets them read it again.

    Raises `NietUitTeNodigen` for a goal that is not of this youth.
    """
    eis(on_behalf_of, Recht.GEZIN_UITNODIGEN)
    youth = _lid(lid, on_behalf_of)
    years = youth.leeftijd(timezone.localdate(moment)) or 0
    plan = gezinnen.plan(youth.gezin, on_behalf_of=on_behalf_of)
    mine = {goal.id for goal in plan.doelen if goal.lid == lid} if plan else set()
    if not youth.is_jeugdige or years < 12 or doel not in mine:
        raise NietUitTeNodigen("Alleen een jeugdige van 12 jaar of ouder houdt een eigen doel voor zich.")
    with namens(on_behalf_of):
        Achtergehouden.objects.create(
            gemeente=youth.gemeente, persoon=youth.spoor, doel_nr=doel, achter=achter, gezet_op=moment, door=door
        )


def ververs_mijn(*, moment: datetime, on_behalf_of: Machtiging) -> bool:
    """
    Make what this person of a family reads what the file says now; False when they were not let in (any more).

    Done each time the page opens, so that custody that ended this morning counts this morning.
    """
    with namens(on_behalf_of):
        mine = Gezinstoegang.objects.filter(gezinslid=on_behalf_of.gezinslid, beeindigd_op=None).first()
    if mine is None or not settings.GEZINSPORTAAL:
        return False
    with namens(als_gemeente(mine.gemeente)):
        ververs(mine, moment=moment)
    return True


def _account(name: str, code: str, wie: str, moment: datetime) -> int:
    """The account with an appointment, by the processing of the region: an access worker manages no accounts."""
    known = account_met_naam(name, regio=settings.REGIO)
    made = mensen.geef_rol(
        name,
        rol=Rol.GEZINSLID,
        bij={"gezinslid": code},
        vanaf=timezone.localdate(moment),
        regio=settings.REGIO,
        moment=moment,
        wie=wie,
    )
    assert known is None or known == made.pk
    return int(made.pk)


def _beeindig_aanstelling(found: Gezinstoegang, reden: str, moment: datetime, region: Machtiging) -> None:
    for one in mensen.open_aanstellingen(found.account, on_behalf_of=region):
        mensen.beeindig(one, reden=reden, moment=moment, on_behalf_of=region)


def _lid(lid: int, wie: Machtiging) -> Gezinslid:
    found = gezinnen.lid(lid, on_behalf_of=wie)
    if found is None or found.uit_gezin_op is not None:
        raise NietUitTeNodigen("Deze persoon staat niet (meer) in een gezin dat u mag zien.")
    return found


def _open(lid: int, wie: Machtiging) -> Gezinstoegang:
    person = _lid(lid, wie)
    with namens(als_gemeente(person.gemeente)):
        found = Gezinstoegang.objects.filter(gemeente=person.gemeente, lid=lid, beeindigd_op=None).first()
    if found is None:
        raise NietUitTeNodigen("Deze persoon heeft geen inlog (meer).")
    return found
