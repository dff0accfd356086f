# SPDX-License-Identifier: EUPL-1.2
"""
Who a child is for this room: someone in a family.

A number is typed once. Who is not in a family yet is put in one with what the BRP tells: parents, and who has custody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from jeugdregio.core.bsn import persoon as persoon_van
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import actions as gezinnen_actions
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezagsvorm, Gezinsfout, Gezinslid, Lidsoort, NieuwGezag, NieuwLid
from jeugdregio.personen import queries as personen
from jeugdregio.personen.values import Doelbinding, Gezagsoort, PersonenbronFout, Persoon
from jeugdregio.toegang.values import NietMogelijk
from jeugdregio.toewijzingen.queries import namen_van_personen

ONBEKEND = "Nog niet bekend wie"
_GEZAG = {
    Gezagsoort.GEZAMENLIJK_OUDERLIJK: Gezagsvorm.BEIDE_OUDERS,
    Gezagsoort.EENHOOFDIG_OUDERLIJK: Gezagsvorm.EEN_OUDER,
    Gezagsoort.GEZAMENLIJK: Gezagsvorm.OUDER_EN_PARTNER,
}
_DRAGERS = {Gezagsvorm.BEIDE_OUDERS: 2, Gezagsvorm.EEN_OUDER: 1, Gezagsvorm.OUDER_EN_PARTNER: 2}


@dataclass(frozen=True)
class Kind:
    """A youth of a family, as an application names it."""

    persoon: str
    gezin_id: int
    lid_id: int
    naam: str


def kind_van_lid(lid: int, *, on_behalf_of: Machtiging) -> Kind | None:
    """A youth by its row in a family, or None when it is not there or has no number."""
    found = gezinnen.lid(lid, on_behalf_of=on_behalf_of)
    return _kind(found) if found and found.is_jeugdige and found.persoon else None


def zoek(bsn: str, *, on_behalf_of: Machtiging) -> Kind | None:
    """A youth by number, in a family of the own municipality; None when it is in none."""
    person = persoon_van(zegel(settings.BSN_KEY).verzegel(bsn))
    for family in gezinnen.gezinnen_van(person, on_behalf_of=on_behalf_of):
        for one in family.jeugdigen:
            if one.persoon == person:
                return _kind(one)
    return None


def zoek_of_maak(
    bsn: str, *, naam: str = "", geboortedatum: date | None = None, moment: datetime, on_behalf_of: Machtiging
) -> Kind:
    """
    A youth by number; who is in no family yet is put in a new one with what the BRP tells, or with what was typed.

    Raises `NietMogelijk` when neither tells enough.
    """
    if found := zoek(bsn, on_behalf_of=on_behalf_of):
        return found
    told = _brp(bsn, moment, on_behalf_of)
    name, born = (told.naam, told.geboortedatum) if told else (naam, geboortedatum)
    if not name or born is None:
        raise NietMogelijk(
            "Dit kind is hier nog niet bekend, en de BRP kent het niet. Vul de naam en de geboortedatum in."
        )
    try:
        with namens(on_behalf_of):
            return _new(bsn, name, born, told, moment, on_behalf_of)
    except Gezinsfout as refusal:
        raise NietMogelijk(str(refusal)) from refusal


def namen(personen_: Collection[str], *, on_behalf_of: Machtiging) -> dict[str, str]:
    """The names of these children: from their family, or else from what allocations say."""
    asked = {one for one in personen_ if one}
    if not asked:
        return {}
    known = gezinnen.namen_van(asked, on_behalf_of=on_behalf_of)
    rest = asked - set(known)
    return known | (namen_van_personen(rest, on_behalf_of=on_behalf_of) if rest else {})


def _kind(one: Gezinslid) -> Kind:
    return Kind(one.persoon, one.gezin, one.id, one.naam)


def _brp(bsn: str, moment: datetime, wie: Machtiging) -> Persoon | None:
    sealed = zegel(settings.BSN_KEY).verzegel(bsn)
    try:
        return personen.persoon(sealed, doel=Doelbinding.GEZIN, moment=moment, on_behalf_of=wie)
    except PersonenbronFout:
        return None


def _new(bsn: str, name: str, born: date, told: Persoon | None, moment: datetime, wie: Machtiging) -> Kind:
    opener = zegel(settings.BSN_KEY)
    parents = [
        NieuwLid(one.naam, Lidsoort.OUDER, bsn=opener.ontzegel(one.verzegeld) if one.verzegeld else "")
        for one in (told.ouders if told else ())
        if one.naam
    ]
    family = told.achternaam if told else name.split()[-1]
    youth = NieuwLid(name, Lidsoort.JEUGDIGE, born, bsn)
    number = gezinnen_actions.maak_gezin(f"Gezin {family}", [youth, *parents], moment=moment, on_behalf_of=wie)
    made = gezinnen.gezin(number, on_behalf_of=wie)
    assert made is not None
    child = made.jeugdigen[0]
    _custody(child.id, {one.naam: one.id for one in made.leden if not one.is_jeugdige}, told, moment, wie)
    return _kind(child)


def _custody(lid: int, parents: dict[str, int], told: Persoon | None, moment: datetime, wie: Machtiging) -> None:
    """Custody as the BRP tells it, when everyone who has it is known by name; otherwise a worker records it."""
    for one in told.gezag if told else ():
        form = _GEZAG.get(one.soort)
        holders = [parents[drager.naam] for drager in one.dragers if drager.naam in parents]
        if form is None or len(holders) != _DRAGERS[form]:
            continue
        gezinnen_actions.leg_gezag_vast(
            lid,
            NieuwGezag(form, timezone.localdate(moment), "BRP", holders[0], holders[1] if len(holders) > 1 else None),
            on_behalf_of=wie,
        )
        return
