# SPDX-License-Identifier: EUPL-1.2
"""The two proposals of procurement: an award, and the contract that is made of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.contracten import actions as contracten
from jeugdregio.inkoop import actions as inkoop
from jeugdregio.inkoop import queries as procedures
from jeugdregio.inkoop.values import Gunningsvoorstel, Rechtsbescherming

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (inkoop.NietTeGunnen, contracten.NietTeSluiten)


def gun(one: Uitvoering) -> None:
    """Decide as was proposed; where nobody has to wait, the contract is made at once."""
    what = one.voorstel.inhoud
    made = inkoop.gun(
        Gunningsvoorstel.uit_inhoud(what["gunning"]),
        voorstel=one.voorstel.pk,
        moment=one.moment,
        on_behalf_of=one.wie,
    )
    award = procedures.toegekend(made.pk, on_behalf_of=one.wie)
    if award and award.soort.rechtsbescherming is Rechtsbescherming.GEEN:
        contracten.sluit_contract(
            made.pk, contractmanager=what["contractmanager"], moment=one.moment, on_behalf_of=one.wie
        )


def sluit(one: Uitvoering) -> None:
    """Make the contract of an award that waited."""
    what = one.voorstel.inhoud
    contracten.sluit_contract(
        what["gunning"], contractmanager=what["contractmanager"], moment=one.moment, on_behalf_of=one.wie
    )


def toon_gunning(what: dict[str, Any]) -> list[tuple[str, str]]:
    """What is decided about whom, and what it costs."""
    wat = Gunningsvoorstel.uit_inhoud(what["gunning"])
    facts = [
        ("Aanbieder", aanbieders.naam(what["aanbieder"])),
        ("Procedure", what["procedure"]),
        ("Besluit", "Toelaten" if wat.toegelaten else "Afwijzen"),
        ("Redenen van het besluit", wat.redenen),
    ]
    if not wat.toegelaten:
        return facts
    return [
        *facts,
        ("Looptijd", periode(wat.van, wat.tot)),
        ("Reden van de looptijd", wat.looptijd_reden),
        *([("Plafond", cent(wat.plafond_cent))] if wat.plafond_cent is not None else []),
        *((f"Tarief {line.code}", cent(line.tarief_cent)) for line in wat.tarieven),
        *([("Afwijking van de prijs", wat.afwijking)] if wat.afwijking else []),
    ]


def toon_contract(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Of which award a contract is made."""
    return [
        ("Aanbieder", aanbieders.naam(what["aanbieder"])),
        ("Procedure", what["procedure"]),
        ("Gunning van", datum(date.fromisoformat(what["bekend_op"]))),
        ("Contractmanager", what["contractmanager"]),
    ]
