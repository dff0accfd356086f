# SPDX-License-Identifier: EUPL-1.2
"""
The decision on an application as a letter: admitted or refused, why, and what one can still do until when.

The terms are those that were recorded with the decision. Written in the name of the region, to the provider.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.core.periode import EEN_DAG
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.inkoop import termijnen
from jeugdregio.inkoop.models import Gunning
from jeugdregio.inkoop.soorten import SOORTEN, Rechtsbescherming

SJABLOON = Path(__file__).parent / "brieven" / "besluit.typ"
Deel = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Besluitbrief:
    """What stands in the letter."""

    titel: str
    aan: tuple[str, ...]
    datum: str
    opening: tuple[str, ...]
    feiten: tuple[tuple[str, str], ...]
    redenen: tuple[str, ...]
    tarieven: tuple[tuple[str, str, str, str], ...]
    termijnen: tuple[Deel, ...]


def besluitbrief(one: Gunning, naam: str) -> Besluitbrief:
    """What a decision says to the provider called `naam`; its application and procedure are loaded with it."""
    procedure = one.aanvraag.procedure
    said = "wordt toegelaten" if one.toegelaten else "wordt niet toegelaten"
    asked = datum(timezone.localdate(one.aanvraag.ingediend_op))
    return Besluitbrief(
        titel=f"Besluit over uw aanvraag: {'toegelaten' if one.toegelaten else 'niet toegelaten'}",
        aan=(naam, f"AGB-code {one.aanbieder}"),
        datum=datum(one.bekend_op),
        opening=(f"Op {asked} hebben wij uw aanvraag ontvangen voor {procedure.naam}.", f"{naam} {said}."),
        feiten=_feiten(one),
        redenen=(one.redenen, *((f"Afwijking van de prijs: {one.afwijking}",) if one.afwijking else ())),
        tarieven=_tarieven(one),
        termijnen=tuple(_termijnen(one)),
    )


def maak_besluitbrief(one: Gunning, naam: str, *, regio: str, moment: datetime) -> bytes:
    """The PDF; `moment` is written as the time of making."""
    letter = besluitbrief(one, naam)
    data = {
        **vars(letter),
        "afzender": regio,
        "vragen": f"Vraag het uw contactpersoon bij {regio}, en noem daarbij besluit {one.pk}. Dit besluit staat ook "
        "op de pagina van uw aanvraag.",
    }
    return maak_pdf(SJABLOON, data, moment=moment)


def _feiten(one: Gunning) -> tuple[tuple[str, str], ...]:
    procedure = one.aanvraag.procedure
    kind = SOORTEN[procedure.soort]
    facts = [
        ("Procedure", f"{procedure.naam} ({kind.naam.lower()})"),
        ("Perceel", procedure.perceel),
        ("Kenmerk", f"besluit {one.pk}" + (f", uw kenmerk {one.aanvraag.kenmerk}" if one.aanvraag.kenmerk else "")),
    ]
    if one.geldig:
        facts += [
            ("Looptijd", periode(one.geldig.lower, one.geldig.upper)),
            ("Reden van de looptijd", one.looptijd_reden),
        ]
    if one.aanvraag.offerte_cent is not None:
        facts.append(("Uw offerte", cent(one.aanvraag.offerte_cent)))
    if one.plafond_cent is not None:
        facts.append(("Plafond", cent(one.plafond_cent)))
    return tuple(facts)


def _tarieven(one: Gunning) -> tuple[tuple[str, str, str, str], ...]:
    names = {line["code"]: line["omschrijving"] for line in one.aanvraag.procedure.prijslijst}
    return tuple(
        (line["code"], names.get(line["code"], ""), line["eenheid"], cent(line["tarief_cent"])) for line in one.tarieven
    )


def _termijnen(one: Gunning) -> list[Deel]:
    """What has to wait and what can be done, per kind of protection."""
    parts: list[Deel] = []
    if one.wacht_tot:
        parts.append(("Wachttijd voor het contract", _wachttijd(one, one.wacht_tot)))
    if one.bezwaar_tot:
        parts.append(("Bezwaar maken", _bezwaar(one.bezwaar_tot)))
    if SOORTEN[one.aanvraag.procedure.soort].rechtsbescherming is Rechtsbescherming.GEEN:
        after = "Het contract kan meteen worden gesloten." if one.toegelaten else "U kunt opnieuw meedoen."
        none = f"In deze procedure geldt geen wachttijd en geen termijn om bezwaar te maken. {after}"
        parts.append(("Wat u kunt doen", (none,)))
    return parts


def _wachttijd(one: Gunning, last: date) -> tuple[str, ...]:
    source = one.aanvraag.procedure.opschort_bron or str(termijnen.OPSCHORT_BRON)
    wait = (
        f"Het contract komt er niet eerder dan op {datum(last + EEN_DAG)}. Tot en met {datum(last)} wachten wij, zodat "
        f"wie het niet met het besluit eens is dat kan laten weten ({source})."
    )
    act = (
        "Bent u het niet eens met dit besluit? Schrijf ons dat voor het einde van die dag, met uw redenen. Zolang uw "
        "bezwaar loopt, sluiten wij het contract niet. U kunt in die tijd ook de rechter om een voorlopige maatregel "
        "vragen, in kort geding."
    )
    return wait, act


def _bezwaar(last: date) -> tuple[str, ...]:
    how = (
        f"Bent u het niet eens met dit besluit? U kunt tot en met {datum(last)} bezwaar maken "
        f"({termijnen.BEZWAAR_BRON}). Doe dat schriftelijk. Zet erin: uw naam en adres, de datum, tegen welk besluit u "
        "bezwaar maakt en waarom. Onderteken het bezwaar."
    )
    then = (
        f"Wij beslissen daarna binnen {termijnen.BESLIS_WEKEN} weken, of binnen {termijnen.MET_COMMISSIE_WEKEN} weken "
        f"als een commissie adviseert, geteld vanaf {datum(last + EEN_DAG)}. Wij kunnen dat {termijnen.VERDAGEN_WEKEN} "
        f"weken uitstellen ({termijnen.BESLIS_BRON})."
    )
    return how, then
