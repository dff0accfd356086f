# SPDX-License-Identifier: EUPL-1.2
"""
Write a message from its dataclass: elements in the order of the definition, the same bytes every time.

As a sender we are strict (OP192): UTF-8 without byte order mark, lines end in CR/LF.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from jeugdregio.berichten.definities import SOORT_VAN
from jeugdregio.berichten.definities.vorm import Blad, Dag, Geheel, Veld, gedeelde_naam, velden
from jeugdregio.berichten.values import NAMESPACE_BASIS, Soort

REGELEINDE = "\r\n"

_BIJZONDER = re.compile(r"[&<>\r\n]")
_ONTOELAATBAAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VERVANGING = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\n": REGELEINDE}

Schrijver = Callable[[Any], str]


class OngeldigTeken(ValueError):
    """A text holds a character that XML cannot hold, such as a null or another control character."""


def schrijf(bericht: Any) -> bytes:
    """
    The bytes of a message, from an instance of one of the `Bericht` classes in `definities`.

    Lengths, patterns and codes are not checked here: that is what `keur` is for.

    Raises OngeldigTeken.
    """
    klasse: type = type(bericht)
    soort = SOORT_VAN[klasse]
    return document(soort, _schrijver(klasse, soort.lower())(bericht))


def document(soort: Soort, inhoud: str) -> bytes:
    """Put the root element of a kind of message around its content."""
    eigen = soort.lower()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{REGELEINDE}'
        f'<{eigen}:Bericht xmlns:{eigen}="{soort.namespace}" xmlns:ijw="{NAMESPACE_BASIS}">{REGELEINDE}'
        f"{inhoud}</{eigen}:Bericht>{REGELEINDE}"
    ).encode()


def tekst(waarde: str) -> str:
    """Text as it may stand between tags; a line end inside it is read back as a line feed."""
    if not waarde.isprintable() and _ONTOELAATBAAR.search(waarde):
        raise OngeldigTeken("Een tekst bevat een teken dat niet in een bericht past. Haal het weg.")
    if _BIJZONDER.search(waarde):
        return _BIJZONDER.sub(lambda teken: _VERVANGING[teken.group()], waarde)
    return waarde


@cache
def _schrijver(klasse: type, eigen: str) -> Schrijver:
    """A function that writes the elements of an instance; made once per class and message."""
    voorvoegsel = "ijw" if gedeelde_naam(klasse) else eigen
    stappen = [(attrgetter(veld.naam), _stap(veld, voorvoegsel, eigen)) for veld in velden(klasse)]

    def schrijf_klasse(instantie: Any) -> str:
        delen = []
        for haal, stap in stappen:
            waarde = haal(instantie)
            if waarde is not None:
                delen.append(stap(waarde))
        return "".join(delen)

    return schrijf_klasse


def _stap(veld: Veld, voorvoegsel: str, eigen: str) -> Schrijver:
    """A function that writes one field, tags included; an optional list that is empty is left out."""
    if veld.herhaald:
        items = _tussen(f"{eigen}:{veld.herhaald}", _inhoud(veld, eigen), regeleinde=veld.klasse is not None)
        begin, einde = f"<{voorvoegsel}:{veld.element}>", f"</{voorvoegsel}:{veld.element}>"
        weglaten = not veld.verplicht

        def schrijf_lijst(waarden: Any) -> str:
            if not waarden and weglaten:
                return ""
            return begin + "".join([items(waarde) for waarde in waarden]) + einde

        return schrijf_lijst
    is_klasse = veld.klasse is not None and not gedeelde_naam(veld.klasse)
    return _tussen(f"{voorvoegsel}:{veld.element}", _inhoud(veld, eigen), regeleinde=is_klasse)


def _tussen(naam: str, inhoud: Schrijver, *, regeleinde: bool) -> Schrijver:
    begin, einde = f"<{naam}>", f"</{naam}>{REGELEINDE if regeleinde else ''}"
    return lambda waarde: begin + inhoud(waarde) + einde


def _inhoud(veld: Veld, eigen: str) -> Schrijver:
    if veld.klasse:
        return _schrijver(veld.klasse, eigen)
    assert veld.blad
    return _bladschrijver(veld.blad)


def _bladschrijver(blad: Blad) -> Schrijver:
    match blad:
        case Geheel():
            return str
        case Dag():
            return date.isoformat
        case _:
            return tekst
