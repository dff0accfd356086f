# SPDX-License-Identifier: EUPL-1.2
"""What both pages share: a spreadsheet that is read, whole or not at all."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django import forms
from django.http import HttpRequest

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components import inleespagina
from jeugdregio.components.blad import Deel
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.overgang.inlezen import Invoer, lees

T = TypeVar("T")
VERZONNEN = "Deze cijfers zijn verzonnen, om het rekenen te laten zien."


def lees_in(
    request: HttpRequest, invoer: Invoer[T], bewaar: Callable[[Sequence[T]], None], wie: Machtiging
) -> tuple[list[Rijfout], str]:
    """Store every row of the file that was sent, or give every fault, or what is wrong with the file."""
    given = request.FILES.get("bestand")
    if given is None:
        return [], "Kies een bestand."
    try:
        rows, faults = lees(invoer, given.read(), aanbieders.namen())
    except OnleesbaarBestand as refusal:
        return [], str(refusal)
    if not faults:
        with namens(wie):
            bewaar(rows)
    return faults, ""


def deel(invoer: Invoer[T], titel: str, faults: Sequence[Rijfout]) -> tuple[Deel, ...]:
    """The form for a file, what its columns mean, and the faults of the last one."""
    wrong = Deel("Dit klopt niet", ("Er is niets ingelezen. Herstel deze rijen.",), tabel=inleespagina.fouten(faults))
    asked = Deel(
        titel,
        formulier=forms.Form(),
        doe="inlezen",
        knop="Lees in",
        bestand="Kies een bestand",
        hulp="Een .xlsx, of tekst met puntkomma's.",
        links=(("Leeg bestand met de juiste kolommen", "?als=sjabloon"),),
        tabel=inleespagina.kolommen(invoer.blad),
    )
    return (*((wrong,) if faults else ()), asked)
