# SPDX-License-Identifier: EUPL-1.2
"""Read one valid message into its dataclass: for a single message, where columns would be a detour."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import Blad, Dag, Geheel, Tijdstip, Veld, velden
from jeugdregio.berichten.values import SOORT_PER_NAMESPACE, Soort
from jeugdregio.berichten.xmltekst import parser

_PARSER = parser(alleen_tekst=True)


def ontleed(data: bytes) -> tuple[Soort, Any]:
    """
    The kind of a message and the message as an instance of its `Bericht` class.

    The message must have passed `keur`: an element that does not belong there is an assertion error.
    """
    wortel = etree.fromstring(data, _PARSER)
    soort = SOORT_PER_NAMESPACE[etree.QName(wortel).namespace or ""]
    return soort, _instantie(wortel, BERICHTEN[soort])


def ontleed_kop(data: bytes) -> tuple[Soort, Any]:
    """The kind of a valid message and its header alone."""
    wortel = etree.fromstring(data, _PARSER)
    soort = SOORT_PER_NAMESPACE[etree.QName(wortel).namespace or ""]
    kop = velden(BERICHTEN[soort])[0].klasse
    assert kop
    return soort, _instantie(wortel[0], kop)


def _instantie(element: etree._Element, klasse: type) -> Any:
    kinderen = list(element)
    waarden: dict[str, Any] = {}
    plek = 0
    for veld in velden(klasse):
        if plek < len(kinderen) and _lokaal(kinderen[plek]) == veld.element:
            waarden[veld.naam] = _waarde(kinderen[plek], veld)
            plek += 1
    assert plek == len(kinderen), f"{klasse.__name__}: element {plek} does not belong here"
    return klasse(**waarden)


def _lokaal(element: etree._Element) -> str:
    naam = str(element.tag)
    return naam[naam.rfind("}") + 1 :]


def _waarde(element: etree._Element, veld: Veld) -> Any:
    if veld.herhaald:
        return tuple(_enkel(kind, veld) for kind in element)
    return _enkel(element, veld)


def _enkel(element: etree._Element, veld: Veld) -> Any:
    if veld.klasse:
        return _instantie(element, veld.klasse)
    assert veld.blad
    return _gelezen(element.text or "", veld.blad)


def _gelezen(tekst: str, blad: Blad) -> str | int | date:
    match blad:
        case Geheel():
            return int(Decimal(tekst))  # any number of leading zeros, where int() stops at 4,300 digits
        case Dag():
            return date.fromisoformat(tekst.strip())
        case Tijdstip():
            return tekst.strip()
        case _:
            return tekst
