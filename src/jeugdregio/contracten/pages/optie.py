# SPDX-License-Identifier: EUPL-1.2
"""Deciding about an option on the page of its contract: what it does is shown first, then two people decide (S27)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort, telwoord
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.contracten import opties
from jeugdregio.contracten.tarieven import Doorloop
from jeugdregio.contracten.values import Contractbeeld, Optiegegevens, Optievoorstel
from jeugdregio.core.periode import EEN_DAG
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.values import Machtiging, Recht

SOORT = "optie"
HOOGSTENS_CODES = 8


class Optieformulier(ZonderBsn):
    """What is decided, where that stands, and why."""

    besluit = forms.ChoiceField(
        label="Wat gebeurt er met de optie?",
        choices=[("", "Kies"), ("lichten", "De optie lichten"), ("vervallen", "De optie laten vervallen")],
        help_text="Lichten kan tot en met de beslisdag. Wat niet op tijd is gelicht, vervalt: leg dat dan vast.",
    )
    waar = forms.CharField(
        label="Waar staat het besluit?",
        max_length=160,
        help_text="Bijvoorbeeld: directieoverleg van 3 november 2026, punt 4.",
    )
    tarieven = forms.BooleanField(
        label="De tarieven lopen ongewijzigd door",
        required=False,
        initial=True,
        help_text="Alleen bij lichten. Zonder vinkje komt elk tarief dat ontbreekt als gat bij dit contract te staan.",
    )
    langer = forms.CharField(
        label="Besluit voor langer dan vier jaar",
        required=False,
        max_length=200,
        help_text="Alleen nodig als een raamovereenkomst met de optie langer dan vier jaar duurt.",
    )
    reden = forms.CharField(
        label="Reden",
        max_length=400,
        help_text="Wie bevestigt, leest dit.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@dataclass(frozen=True)
class Optieblok:
    """The option that is next to decide, with what lifting it does; `open` says the form is shown unfolded."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    te_laat: bool
    formulier: Optieformulier | None
    open: bool


def blok(
    seen: Contractbeeld, form: Optieformulier, now: datetime, wie: Machtiging, *, fout: bool = False
) -> Optieblok | None:
    """What the page shows of the next option, with the form for who may decide."""
    one, contract = opties.aan_de_beurt(seen.opties), seen.contract
    if one is None:
        return None
    late = one.beslisdag(contract.tot) < now.date()
    facts = [
        ("Beslissen uiterlijk", opties.laatste_beslisdag(contract, one)),
        ("Het contract eindigt nu", datum(contract.tot - EEN_DAG)),
        ("Na lichten eindigt het", datum(opties.nieuwe_einddag(contract, one))),
    ]
    if opties.is_vijfde_jaar(contract, one.tot):
        facts.append(
            (
                "Langer dan vier jaar",
                contract.verlengingsbesluit or "ja: alleen met een besluit dat dat toestaat",
            )
        )
    if not wie.mag(Recht.GUNNEN):
        return Optieblok(f"Optie {one.volgnummer}", tuple(facts), late, None, open=False)
    going = opties.door_te_lopen(contract, one.tot, on_behalf_of=wie)
    facts.append(("Tarieven die met het contract eindigen", _tarieven(going)))
    return Optieblok(f"Optie {one.volgnummer}", tuple(facts), late, form, open=fout or bool(form.errors))


def stel_voor(seen: Contractbeeld, data: dict[str, Any], now: datetime, wie: Machtiging) -> None:
    """Propose the decision. Raises `NietTeBeslissen` when it cannot be carried out, and `NietToegestaan`."""
    one, contract = opties.aan_de_beurt(seen.opties), seen.contract
    if one is None:
        raise opties.NietTeBeslissen("Dit contract heeft geen optie waarover nog is te beslissen.")
    lift = data["besluit"] == "lichten"
    going = opties.door_te_lopen(contract, one.tot, on_behalf_of=wie) if lift and data["tarieven"] else []
    wat = Optievoorstel(
        contract=contract.nummer,
        volgnummer=one.volgnummer,
        lichten=lift,
        besluit=data["waar"],
        einde=contract.tot,
        tarieven=tuple(going),
        verlengingsbesluit=data["langer"] if lift and opties.is_vijfde_jaar(contract, one.tot) else "",
    )
    against = list(opties.bezwaren(contract, seen.opties, wat, now.date()))
    if against:
        raise opties.NietTeBeslissen(" ".join(against))
    content = {**_inhoud(wat, one, seen), "doorlopen": lift and data["tarieven"]}
    vier_ogen.stel_voor(SOORT, content, recht=Recht.GUNNEN, reden=data["reden"], moment=now, on_behalf_of=wie)


def _inhoud(wat: Optievoorstel, one: Optiegegevens, seen: Contractbeeld) -> dict[str, Any]:
    return {
        "optie": wat.als_inhoud(),
        "aanbieder": seen.contract.aanbieder,
        "tot": one.tot.isoformat(),
        "uiterlijk": dag_kort(one.beslisdag(seen.contract.tot)),
    }


def _tarieven(going: list[Doorloop]) -> str:
    if not going:
        return "geen"
    shown = ", ".join(f"{code} {cent(cents)}" for _, code, _, _, cents in going[:HOOGSTENS_CODES])
    more = len(going) - HOOGSTENS_CODES
    return shown + (f", en nog {telwoord(more, 'ander', 'andere')}" if more > 0 else "")
