# SPDX-License-Identifier: EUPL-1.2
"""
Material control in the demo: a public plan, a control that was begun, and one with a sample, a finding and an outcome.
And production statements of the year up to last month, in every state. All of it is invented.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.values import ASELECT, JUIST, ONJUIST, SLOT, STAPPEN

JAAR = 2026
WIE = Machtiging(rol=Rol.CONTROLLER, gemeente="0193")
MOMENT = datetime(JAAR, 10, 1, 7, tzinfo=UTC)
DOEL = "Met vijfennegentig van de honderd euro voldoende zeker dat de hulp is gegeven die is toegewezen."
PLAN = """We vergelijken declaraties met toewijzingen, starts en stops.
We kijken naar aanbieders met veel afgewezen of teruggenomen regels, en waar toewijzingen steeds precies vol zijn.
Pas als dat niet genoeg zegt, trekken we een steekproef."""


def laad() -> None:
    """Load it in the transaction of the caller; again changes nothing."""
    if queries.plannen(on_behalf_of=WIE):
        return
    actions.leg_plan_vast(JAAR, doel=DOEL, plan=PLAN, on_behalf_of=WIE)
    actions.publiceer(JAAR, moment=MOMENT, on_behalf_of=WIE)
    number = actions.begin_controle(
        JAAR,
        aanbieder="",
        begin=date(JAAR, 1, 1),
        tot=date(JAAR + 1, 1, 1),
        aanleiding="De jaarlijkse controle uit het plan.",
        moment=MOMENT,
        door="demo",
        on_behalf_of=WIE,
    )
    actions.zet_stap(
        number,
        "risico",
        tekst="Alle aanbieders bekeken; nog geen keuze gemaakt.",
        uiterlijk=None,
        moment=MOMENT,
        door="demo",
        on_behalf_of=WIE,
    )


TEKST = {
    "risico": "De aanbieder met de meeste jeugdigen, en daarna een willekeurige keuze.",
    "algemeen": "Declaraties naast starts en stops gelegd; dat zegt niet of hulp elke week is gegeven.",
    "specifiek_risico": "Bij hulp per uur is niet te zien of elk uur is gegeven.",
    "specifiek_plan": "Acht regels naast de planning van de aanbieder; geen behandeldossiers.",
    "ingelicht": "Brief gestuurd en gebeld.",
    "detail": "De GZ-psycholoog van de gemeente staat ervoor in.",
    "voornemen": "Een van de acht regels is voor een deel niet gegeven.",
    "reactie": "De aanbieder is het ermee eens en crediteert de regel.",
    SLOT: "Zeven regels goed, een voor de helft niet gegeven. De aanbieder crediteert die en dient hem opnieuw in.",
}
HOOGSTE = 5
OMVANG, ZAAD = 8, "IJsselland 2026"


def speel(regio: str, backoffice: str, *, moment: datetime) -> int:
    """A control with an outcome, and statements in every state, once; gives how many statements."""
    speel_controle(backoffice)
    return speel_verantwoordingen(regio=regio, backoffice=backoffice, moment=moment)


def speel_controle(backoffice: str) -> bool:
    """A control of this provider from plan to outcome, once; whether there was anything to control."""
    if any(one.aanbieder for one in queries.controles(on_behalf_of=WIE)):
        return False
    span = date(JAAR, 1, 1), date(JAAR + 1, 1, 1)
    if not any(one.aanbieder == backoffice and one.bedrag_cent > 0 for one in queries.risicos(*span, on_behalf_of=WIE)):
        return False
    number = actions.begin_controle(
        JAAR,
        aanbieder=backoffice,
        begin=span[0],
        tot=span[1],
        aanleiding="Uit de jaarlijkse controle: de aanbieder met de meeste jeugdigen.",
        moment=MOMENT + timedelta(days=1),
        door="demo",
        on_behalf_of=WIE,
    )
    for turn, step in enumerate(STAPPEN, start=2):
        moment = MOMENT + timedelta(days=turn)
        actions.zet_stap(
            number,
            step.code,
            tekst=TEKST[step.code],
            uiterlijk=timezone.localdate(moment + timedelta(days=28)) if step.met_dag else None,
            moment=moment,
            door="demo",
            on_behalf_of=WIE,
        )
        if step.code == "risico":
            actions.trek_steekproef(
                number, methode=ASELECT, zaad=ZAAD, omvang=OMVANG, moment=moment, door="demo", on_behalf_of=WIE
            )
        if step.code == "detail":
            _beoordeel(number, moment)
    return True


def _beoordeel(number: int, moment: datetime) -> None:
    drawn = queries.trekking(number, on_behalf_of=WIE)
    assert drawn is not None
    for line in drawn[1]:
        wrong = line.volgnr == 1
        actions.beoordeel(
            number,
            line.volgnr,
            oordeel=ONJUIST if wrong else JUIST,
            fout_cent=(line.bedrag_cent + 1) // 2 if wrong else 0,
            toelichting="De helft staat niet in de planning." if wrong else "",
            moment=moment,
            on_behalf_of=WIE,
        )


def speel_verantwoordingen(*, regio: str, backoffice: str, moment: datetime) -> int:
    """Statements up to last month in every state, once; gives how many there are."""
    month = min(Maand.van(timezone.localdate(moment)).vorige, Maand(JAAR, 12))
    controller = Machtiging(rol=Rol.CONTROLLER, regio=regio)
    if month.jaar != JAAR or queries.jaren(on_behalf_of=controller):
        return 0
    for last in (month.vorige.vorige, month):  # the first is replaced by the second
        if last.jaar == JAAR:
            actions.open_ronde(last, moment=moment, on_behalf_of=controller)
    made = queries.verantwoordingen(JAAR, on_behalf_of=controller)
    _spreek_af([one.totaal_cent for one in made if one.gemeente == WIE.gemeente])
    for place, one in enumerate(made):
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=one.aanbieder)
        town = Machtiging(rol=Rol.CONTROLLER, gemeente=one.gemeente)
        if (one.aanbieder == backoffice and place % 2) or place % 9 == 5:
            _betwist(one.nummer, moment, provider, town, answered=place % 2 == 0)
        elif place % 3:
            actions.bevestig(one.nummer, gelezen=one.vingerafdruk, moment=moment, on_behalf_of=provider)
            _verklaar(one.nummer, one.totaal_cent, place, moment, provider)
    for code in sorted({one.gemeente for one in made}):
        town = Machtiging(rol=Rol.CONTROLLER, gemeente=code)
        ready = [
            one.nummer
            for one in queries.verantwoordingen(JAAR, on_behalf_of=town)
            if one.stand == "bevestigd" and one.nummer % 2
        ]
        actions.stel_vast(ready, moment=moment, on_behalf_of=town)
    return len(made)


def _spreek_af(totalen: list[int]) -> None:
    """A limit at Zwolle that a few providers are above, however small the demo is."""
    if not totalen:
        return
    general = queries.afspraken(JAAR, on_behalf_of=WIE).voor(WIE.gemeente, "")
    highest = sorted(totalen, reverse=True)[:HOOGSTE]
    agreed = replace(general, grens_cent=max(highest[-1], 0), bron="verzonnen: een grens waar een paar boven komen")
    actions.leg_afspraak_vast(agreed, JAAR, on_behalf_of=WIE)


def _betwist(nummer: int, moment: datetime, provider: Machtiging, town: Machtiging, *, answered: bool) -> None:
    (first, *_) = queries.productieregels(
        next(one for one in queries.verantwoordingen(JAAR, on_behalf_of=provider) if one.nummer == nummer),
        on_behalf_of=provider,
    )
    actions.betwist(
        nummer,
        first.volgnr,
        reden="In onze administratie staat meer: de laatste declaratie ontbreekt.",
        eigen_cent=first.productie.bedrag_cent + 100_00,
        moment=moment,
        on_behalf_of=provider,
    )
    if answered:
        (open_one,) = queries.betwistingen(nummer, on_behalf_of=town)
        actions.antwoord(
            open_one.nummer,
            antwoord="ongegrond",
            toelichting="Die declaratie is afgewezen. Herstel de regels; dan telt een volgende editie ze mee.",
            moment=moment,
            on_behalf_of=town,
        )


def _verklaar(nummer: int, cents: int, place: int, moment: datetime, provider: Machtiging) -> None:
    """Some have a statement of an accountant, one in four of those with more errors than allowed."""
    if place % 4 == 0 or cents <= 0:
        return
    wrong = place % 4 == 3
    actions.leg_verklaring_vast(
        nummer,
        soort="beperking" if wrong else "goedkeurend",
        accountant="Accountants van de demo (verzonnen)",
        afgegeven_op=timezone.localdate(moment),
        fouten_cent=cents // 50 if wrong else cents // 500,
        onzekerheden_cent=cents // 100,
        moment=moment,
        on_behalf_of=provider,
    )
