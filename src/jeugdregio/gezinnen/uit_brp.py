# SPDX-License-Identifier: EUPL-1.2
"""
A family from what the BRP knows of one youth: the parents, and who has custody today.

The BRP tells of today and not always of custody; what it does not tell is left open, and the page then says whom to ask
(W5). Brothers and sisters are not in it: they are added by hand.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from jeugdregio.core.bsn import voldoet_aan_elfproef, zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import models
from jeugdregio.gezinnen.mensen import GEEN_BSN, leg_gezag_vast, maak_gezin
from jeugdregio.gezinnen.values import Gezagsvorm, Gezinsfout, Lidsoort, NieuwGezag, NieuwLid
from jeugdregio.gezinnen.vastleggen import vastgelegd
from jeugdregio.personen import queries as personen
from jeugdregio.personen.values import Doelbinding, Gezagsoort, Gezagsrelatie, PersonenbronFout, Persoon

_VORM = {
    (Gezagsoort.GEZAMENLIJK_OUDERLIJK, 2): Gezagsvorm.BEIDE_OUDERS,
    (Gezagsoort.EENHOOFDIG_OUDERLIJK, 1): Gezagsvorm.EEN_OUDER,
    (Gezagsoort.GEZAMENLIJK, 2): Gezagsvorm.OUDER_EN_PARTNER,
    (Gezagsoort.VOOGDIJ, 1): Gezagsvorm.VOOGD,
    (Gezagsoort.VOOGDIJ, 2): Gezagsvorm.TWEE_VOOGDEN,
}


def maak_gezin_uit_brp(bsn: str, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Look a youth up and make the family: youth, parents, whoever has custody, and that custody from today on.

    Gives the number of the family. Raises `Gezinsfout`.
    """
    if not voldoet_aan_elfproef(bsn):
        raise Gezinsfout(GEEN_BSN)
    sealed = zegel(settings.BSN_KEY).verzegel(bsn)
    try:
        found = personen.persoon(sealed, doel=Doelbinding.GEZIN, moment=moment, on_behalf_of=on_behalf_of)
    except PersonenbronFout as fault:
        raise Gezinsfout(str(fault)) from None
    if found is None:
        raise Gezinsfout("De BRP kent niemand met dit nummer. Controleer het, of vul het gezin zelf in.")
    if found.geboortedatum is None:
        raise Gezinsfout("De BRP kent geen volledige geboortedatum. Vul het gezin zelf in.")
    with vastgelegd(on_behalf_of):
        number = maak_gezin(_family_name(found), _people(found), moment=moment, on_behalf_of=on_behalf_of)
        if len(found.gezag) == 1:
            _custody(number, found.gezag[0], moment, on_behalf_of)
    return number


def _family_name(found: Persoon) -> str:
    return f"Gezin {' '.join(filter(None, (found.voorvoegsel, found.achternaam)))}"


def _people(found: Persoon) -> list[NieuwLid]:
    youth = NieuwLid(found.naam, Lidsoort.JEUGDIGE, found.geboortedatum, verzegeld=found.verzegeld)
    words = {True: "moeder", False: "vader", None: "ouder"}
    people = [
        NieuwLid(one.naam, Lidsoort.OUDER, relatie=words[one.vrouw], verzegeld=one.verzegeld) for one in found.ouders
    ]
    known = {one.verzegeld for one in people if one.verzegeld} | {found.verzegeld}
    holders = [holder for one in found.gezag for holder in one.dragers]
    for holder in holders:
        if holder.verzegeld and holder.verzegeld not in known:
            known.add(holder.verzegeld)
            people.append(NieuwLid(holder.naam, Lidsoort.VERZORGER, relatie="met gezag", verzegeld=holder.verzegeld))
    return [youth, *people]


def _custody(gezin: int, found: Gezagsrelatie, moment: datetime, wie: Machtiging) -> None:
    """Recorded when every holder is someone of the family by number; otherwise it stays open."""
    form = _VORM.get((found.soort, len(found.dragers)))
    rows = {bytes(row.bsn): row.pk for row in models.Gezinslid.objects.filter(gezin=gezin) if row.bsn is not None}
    holders = [rows.get(one.verzegeld) for one in found.dragers]
    youth = models.Gezinslid.objects.get(gezin=gezin, soort=Lidsoort.JEUGDIGE)
    if form is None or None in holders:
        return
    first, second = (*holders, None)[:2]
    day = timezone.localdate(moment)
    new = NieuwGezag(form, day, f"BRP, gezag op {day:%d-%m-%Y}", first, second)
    leg_gezag_vast(youth.pk, new, on_behalf_of=wie)
