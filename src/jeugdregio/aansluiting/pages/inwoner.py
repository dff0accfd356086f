# SPDX-License-Identifier: EUPL-1.2
"""
The cases of one resident, for the portal of a municipality in which that resident logged in (such as Open Inwoner).

The number comes in the body and stands in no address, log or answer. Who sees which youth is the table of
`gezinnen.zien`, the same as for the family page. Reasons of decisions are left out: they stand in the letter. Of a
youth who may keep things back, a parent gets no decisions: what is kept back is not known here.
"""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jeugdregio.aansluiting.alleenlezen import alleen_lezen
from jeugdregio.aansluiting.pages import vormen
from jeugdregio.aansluiting.pages.aanroepen import JSON
from jeugdregio.aansluiting.pages.probleem import Probleem, antwoord, api, ingelogd
from jeugdregio.aansluiting.pages.vorm import als_json
from jeugdregio.aansluiting.pages.vraag import lees_vraag
from jeugdregio.aansluiting.values import INWONERS
from jeugdregio.besluiten.values import Besluit
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezinslid
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toegang import queries as toegang
from jeugdregio.uitwisseling import queries as uitwisseling
from jeugdregio.uitwisseling import zgw

DOEL = "De inwoner zelf keek, in het portaal van de gemeente."
_BSN = re.compile("[0-9]{9}", re.ASCII)


@api("POST")
def zaken(request: HttpRequest) -> HttpResponse:
    """What the resident with this number may see today; nobody we know is an empty list."""
    who = ingelogd(request, INWONERS)
    lees_vraag(request, ())
    number = _number(request)
    party = replace(who.wie, geheim=False)  # nothing of a shielded youth leaves by this way
    with alleen_lezen(party):
        youths = _jeugdigen(persoon(zegel(settings.BSN_KEY).verzegel(number)), timezone.localdate(), party)
        found = [case for one, whole in youths for case in _zaken(one, party, whole=whole)]
    gelezen(request, {one.spoor for one, _ in youths}, doel=DOEL)
    found.sort(key=lambda case: (case.startdatum, case.id), reverse=True)
    return antwoord(als_json(vormen.Inwonerzaken(tuple(found))))


def _number(request: HttpRequest) -> str:
    if request.content_type != JSON:
        raise Probleem(415, "soort", "Soort niet bekend", f"Stuur de vraag als {JSON}.")
    try:
        asked: Any = json.loads(request.body)
    except ValueError:
        asked = None
    number = asked.get("bsn") if isinstance(asked, dict) and set(asked) == {"bsn"} else None
    if not (isinstance(number, str) and _BSN.fullmatch(number)):
        detail = 'Stuur {"bsn": "…"} met het burgerservicenummer van wie is ingelogd, en niets anders.'
        raise Probleem(400, "onjuiste_vraag", "Onjuiste vraag", detail)
    return number


def _jeugdigen(kijker: str, today: date, wie: Machtiging) -> list[tuple[Gezinslid, bool]]:
    """The youths whose file this person (`core.bsn.persoon`) may see, each once; False when only in part."""
    seen: dict[int, tuple[Gezinslid, bool]] = {}
    for family in gezinnen.gezinnen_van(kijker, on_behalf_of=wie) if wie.gemeente else ():
        for one in (member for member in family.leden if member.persoon == kijker and member.uit_gezin_op is None):
            may = gezinnen.zicht(one, family, peildatum=today, on_behalf_of=wie)
            seen |= {youth.id: (youth, not may[youth.id].deels) for youth in family.jeugdigen if may[youth.id].ziet}
    return list(seen.values())


def _zaken(youth: Gezinslid, wie: Machtiging, *, whole: bool) -> list[vormen.Inwonerzaak]:
    if not youth.persoon:
        return []
    today = timezone.localdate()
    found = []
    for one in toegang.aanmeldingen_van(youth.persoon, on_behalf_of=wie):
        bundle = uitwisseling.bundel(one.id, peildatum=today, on_behalf_of=wie)
        if bundle is None:
            continue
        case, request = zgw.zaak(bundle), bundle.aanvraag
        known = [each for each in bundle.besluiten if each.bekendgemaakt_op] if whole else []
        found.append(
            vormen.Inwonerzaak(
                id=case["identificatie"],
                jeugdige=youth.naam,
                omschrijving=case["omschrijving"],
                startdatum=timezone.localdate(one.ontvangen_op),
                uiterlijke_einddatum_afdoening=request.termijn.laatste_dag if request else one.uiterlijk,
                einddatum=timezone.localdate(one.afgerond_op) if one.afgerond_op else None,
                status=case["status"]["statustype"],
                resultaat=case.get("resultaat", {}).get("resultaattype", ""),
                besluiten=tuple(map(_besluit, known)),
            )
        )
    return found


def _besluit(one: Besluit) -> vormen.Inwonerbesluit:
    return vormen.Inwonerbesluit(
        id=f"BESLUIT-{one.gemeente}-{one.id}",
        soort=one.soort,
        datum=one.besloten_op,
        verzenddatum=one.bekendgemaakt_op,
        uiterlijke_reactiedatum=one.bezwaar.laatste_dag if one.bezwaar else None,
        voorzieningen=tuple(each.omschrijving for each in one.voorzieningen),
        brieven=tuple(
            vormen.Inwonerbrief(f"BRIEF-{one.gemeente}-{letter.id}", letter.soort, letter.gemaakt_op)
            for letter in one.brieven
        ),
    )
