# SPDX-License-Identifier: EUPL-1.2
"""The proposals of contracts: a contract file, and an option that is lifted or lapses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.contracten import actions
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Optievoorstel
from jeugdregio.core.periode import EEN_DAG

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering


def toon_bestand(inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    """The file, per sheet how many rows, and what it does to sums; the rows have a page of their own."""
    return [
        ("Bestand", inhoud["bestand"]),
        *(
            (
                f"Blad {one.blad}",
                f"{telwoord(one.nieuw, 'nieuwe rij', 'nieuwe rijen')}, {getal(one.gewijzigd)} gewijzigd",
            )
            for one in contracten.tellingen_van(inhoud)
            if one.nieuw or one.gewijzigd
        ),
        *((f"{name}, samen", f"{cent(before)} wordt {cent(after)}") for name, before, after in inhoud["geld"]),
        ("Elke rij", "staat bij Contracten, Contractbestand, onder dit voorstel"),
    ]


def toon_optie(inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    """What is decided about which option, until when the contract then lasts, and what it does to prices."""
    wat = Optievoorstel.uit_inhoud(inhoud["optie"])
    facts = [
        ("Contract", f"{wat.contract} van {aanbieders.naam(inhoud['aanbieder'])}"),
        ("Optie", f"optie {wat.volgnummer}, tot en met {datum(date.fromisoformat(inhoud['tot']) - EEN_DAG)}"),
        ("Besluit", "De optie lichten" if wat.lichten else "De optie laten vervallen"),
        ("Waar het besluit staat", wat.besluit),
        ("Uiterlijk te bevestigen", inhoud["uiterlijk"] if wat.lichten else "geen uiterste dag"),
    ]
    if not wat.lichten:
        return [*facts, ("Het contract eindigt", datum(wat.einde - EEN_DAG))]
    prices = (
        f"{telwoord(len(wat.tarieven), 'tarief loopt', 'tarieven lopen')} ongewijzigd door: "
        + ", ".join(f"{code} {cent(cents)}" for _, code, _, _, cents in wat.tarieven)
        if wat.tarieven
        else "lopen niet door; wat ontbreekt staat bij het contract"
    )
    if inhoud.get("doorlopen") and not wat.tarieven:
        prices = "geen tarief eindigt samen met het contract"
    fifth = [("Besluit voor langer dan vier jaar", wat.verlengingsbesluit)] if wat.verlengingsbesluit else []
    return [*facts, *fifth, ("Tarieven", prices)]


def beslis_optie(one: Uitvoering) -> None:
    """Lift the option or let it lapse."""
    actions.beslis_optie(
        Optievoorstel.uit_inhoud(one.voorstel.inhoud["optie"]), moment=one.moment, on_behalf_of=one.wie
    )
