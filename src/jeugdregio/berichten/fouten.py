# SPDX-License-Identifier: EUPL-1.2
"""
What was wrong with the form of a message, in plain Dutch, for whoever sent it.

The texts of libxml2 quote the value, which may be a BSN. Ours name the line, the element and what to do,
and only element names that the standard knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import Dag, velden
from jeugdregio.berichten.values import Soort

NIET_WELGEVORMD = (
    "Het bestand is geen geldige XML (regel {regel}, kolom {kolom}). "
    "Maak het bericht opnieuw aan en stuur het nog een keer."
)
DATUM_BUITEN_BEREIK = "bevat een datum buiten de jaren 0001 tot en met 9999"

_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']*)'")
_VERWACHT = re.compile(r"Expected is (?:one of )?\( (.*) \)\.?\s*$", re.DOTALL)
_NAAM = re.compile(r"(?:\{[^}]*\})?(\w+)")
_WAT = {
    "SCHEMAV_CVC_ENUMERATION_VALID": "bevat een code die niet in de codelijst staat",
    "SCHEMAV_CVC_PATTERN_VALID": "heeft niet de voorgeschreven vorm",
    "SCHEMAV_CVC_MAXLENGTH_VALID": "is te lang",
    "SCHEMAV_CVC_MINLENGTH_VALID": "is leeg of te kort",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "bevat een getal onder de ondergrens",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "bevat een getal boven de bovengrens",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "bevat geen geldige datum, tijd of geldig getal",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "heeft een attribuut dat niet is toegestaan",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "bevat losse tekst naast elementen",
    "SCHEMAV_CVC_TYPE_3_1_2": "bevat elementen, terwijl alleen tekst mag",
    "SCHEMAV_CVC_TYPE_3_1_1": "heeft een attribuut dat niet is toegestaan",
}


class Fout(Protocol):
    """What we use of an error of libxml2."""

    @property
    def line(self) -> int: ...
    @property
    def message(self) -> str: ...
    @property
    def type_name(self) -> str: ...


def schemafout(soort: Soort, fouten: Iterable[Fout]) -> str:
    """One sentence about the first error, with the line and the element, and never a value."""
    fout = next(iter(fouten), None)
    begin = f"Dit bericht voldoet niet aan het schema van {soort}"
    if fout is None:
        return f"{begin}. Herstel het bericht en stuur het opnieuw."
    element = _bekend(_ELEMENT.match(fout.message))
    wat = f"regel {fout.line}, {element} {_wat(fout, element)}"
    return f"{begin}: {wat}. Herstel dit en stuur het bericht opnieuw."


def _wat(fout: Fout, element: str) -> str:
    if fout.type_name == "SCHEMAV_ELEMENT_CONTENT":
        return _volgorde(fout.message)
    grens = fout.type_name in {"SCHEMAV_CVC_MININCLUSIVE_VALID", "SCHEMAV_CVC_MAXINCLUSIVE_VALID"}
    if grens and element in _namen(datum=True):
        return DATUM_BUITEN_BEREIK
    return _WAT.get(fout.type_name, "past niet in het schema")


def _volgorde(melding: str) -> str:
    verwacht = _VERWACHT.search(melding)
    namen = [naam for naam in _NAAM.findall(verwacht.group(1)) if naam in _namen()] if verwacht else []
    soort = "mist een element" if "Missing child" in melding else "staat hier niet op zijn plaats"
    return f"{soort}; verwacht: {' of '.join(namen)}" if namen else soort


def _bekend(gevonden: re.Match[str] | None) -> str:
    naam = gevonden.group(1) if gevonden else ""
    return naam if naam in _namen() else "een onbekend element"


@cache
def _namen(*, datum: bool = False) -> frozenset[str]:
    """All element names of the standard, or only those that hold a date."""
    namen: set[str] = set() if datum else {"Bericht"}

    def loop(klasse: type) -> None:
        for veld in velden(klasse):
            if not datum or isinstance(veld.blad, Dag):
                namen.add(veld.element)
                if veld.herhaald:
                    namen.add(veld.herhaald)
            if veld.klasse:
                loop(veld.klasse)

    for klasse in BERICHTEN.values():
        loop(klasse)
    return frozenset(namen)
