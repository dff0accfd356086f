# SPDX-License-Identifier: EUPL-1.2
"""
Our own XML Schema, made from the message definitions.

It accepts and refuses the same documents as the official schemas of iJw 3.2; `schema_test.py` proves
that with thousands of damaged messages. Type names are the official ones, because a document may name
them (xsi:type).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from jeugdregio.berichten.definities import BERICHTEN, typen
from jeugdregio.berichten.definities.vorm import (
    Blad,
    Dag,
    Geheel,
    Tekst,
    Tijdstip,
    Veld,
    gedeelde_naam,
    velden,
)
from jeugdregio.berichten.values import NAMESPACE_BASIS, Soort
from jeugdregio.codelijsten.lijsten import codelijst

BASISSCHEMA = "basisschema.xsd"
_XS = "http://www.w3.org/2001/XMLSchema"
_EERSTE_DAG, _LAATSTE_DAG = "0001-01-01", "9999-12-31"


@cache
def schema(soort: str) -> etree.XMLSchema:
    """The compiled schema of one kind of message, equal in verdict to the official one."""
    return _compileer(Soort(soort), streng=False)


@cache
def streng_schema(soort: str) -> etree.XMLSchema:
    """As `schema`, but dates must lie in the years 0001..9999, the years a database and Python know."""
    return _compileer(Soort(soort), streng=True)


def _compileer(soort: Soort, *, streng: bool) -> etree.XMLSchema:
    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = Path(tijdelijk) / f"{soort}.xsd"
        pad.write_bytes(xsd(soort))
        pad.with_name(BASISSCHEMA).write_bytes(basisschema(streng=streng))
        return etree.XMLSchema(etree.parse(str(pad)))


def basisschema(*, streng: bool = False) -> bytes:
    """The text of the schema with the shared types; `streng` limits dates to the years 0001..9999."""
    bladen, klassen = _gedeelde_typen()
    regels = [_opening(NAMESPACE_BASIS)]
    regels += [_complex(gedeelde_naam(klasse) or "", "ijw", velden(klasse)) for klasse in klassen]
    regels += [_simpel(blad, streng=streng) for blad in bladen]
    return _document(regels)


def xsd(soort: str) -> bytes:
    """The text of the schema of one kind of message; it imports `basisschema.xsd` from beside it."""
    wat = Soort(soort)
    regels = [
        _opening(wat.namespace),
        f'<xs:import namespace="{NAMESPACE_BASIS}" schemaLocation="{BASISSCHEMA}"/>',
        '<xs:element name="Bericht" type="eigen:Root"/>',
    ]
    verzameld = _EigenTypen()
    verzameld.neem("Root", BERICHTEN[wat])
    return _document(regels + list(verzameld.regels.values()))


@dataclass
class _EigenTypen:
    """The complex types of one message, each written once."""

    regels: dict[str, str] = field(default_factory=dict)

    def neem(self, naam: str, klasse: type) -> None:
        self.regels[naam] = _complex(naam, "eigen", velden(klasse))
        for veld in velden(klasse):
            if veld.herhaald:
                self.regels[veld.element] = _lijst(veld)
            if veld.klasse and not gedeelde_naam(veld.klasse):
                self.neem(veld.klasse.__name__, veld.klasse)


def _gedeelde_typen() -> tuple[list[Blad], list[type]]:
    """All leaf types used by any message or shared class, and all shared classes."""
    bladen: dict[str, Blad] = {}
    klassen = {k.__name__: k for k in vars(typen).values() if isinstance(k, type) and gedeelde_naam(k)}
    for klasse in [*klassen.values(), *BERICHTEN.values()]:
        for veld in _alle_velden(klasse):
            if veld.blad:
                bladen[veld.blad.naam] = veld.blad
    return [bladen[naam] for naam in sorted(bladen)], list(klassen.values())


def _alle_velden(klasse: type) -> Iterator[Veld]:
    for veld in velden(klasse):
        yield veld
        if veld.klasse:
            yield from _alle_velden(veld.klasse)


def _opening(namespace: str) -> str:
    return (
        f'<xs:schema xmlns:xs="{_XS}" xmlns:ijw="{NAMESPACE_BASIS}" xmlns:eigen="{namespace}" '
        f'targetNamespace="{namespace}" elementFormDefault="qualified">'
    )


def _document(regels: list[str]) -> bytes:
    tekst = ['<?xml version="1.0" encoding="UTF-8"?>', *regels, "</xs:schema>", ""]
    return "\n".join(tekst).encode()


def _complex(naam: str, eigen: str, inhoud: tuple[Veld, ...]) -> str:
    elementen = "".join(_element(veld, eigen) for veld in inhoud)
    return f'<xs:complexType name="{naam}"><xs:sequence>{elementen}</xs:sequence></xs:complexType>'


def _element(veld: Veld, eigen: str) -> str:
    kan_weg = "" if veld.verplicht else ' minOccurs="0"'
    if veld.patroon:
        assert veld.blad
        return (
            f'<xs:element name="{veld.element}"{kan_weg}><xs:simpleType>'
            f'<xs:restriction base="ijw:{veld.blad.naam}"><xs:pattern value={quoteattr(veld.patroon)}/>'
            "</xs:restriction></xs:simpleType></xs:element>"
        )
    soort = f"{eigen}:{veld.element}" if veld.herhaald else _typenaam(veld, eigen)
    return f'<xs:element name="{veld.element}" type="{soort}"{kan_weg}/>'


def _lijst(veld: Veld) -> str:
    return (
        f'<xs:complexType name="{veld.element}"><xs:sequence>'
        f'<xs:element name="{veld.herhaald}" type="{_typenaam(veld, "eigen")}" maxOccurs="unbounded"/>'
        "</xs:sequence></xs:complexType>"
    )


def _typenaam(veld: Veld, eigen: str) -> str:
    if veld.blad:
        return f"ijw:{veld.blad.naam}"
    assert veld.klasse
    gedeeld = gedeelde_naam(veld.klasse)
    return f"ijw:{gedeeld}" if gedeeld else f"{eigen}:{veld.klasse.__name__}"


def _simpel(blad: Blad, *, streng: bool) -> str:
    basis, grenzen = _grenzen(blad, streng=streng)
    facetten = "".join(f"<xs:{naam} value={quoteattr(str(waarde))}/>" for naam, waarde in grenzen)
    return (
        f'<xs:simpleType name="{blad.naam}"><xs:restriction base="xs:{basis}">{facetten}'
        "</xs:restriction></xs:simpleType>"
    )


def _grenzen(blad: Blad, *, streng: bool) -> tuple[str, list[tuple[str, str | int]]]:
    match blad:
        case Tekst():
            return "string", list(_tekstgrenzen(blad))
        case Geheel():
            return "integer", [("minInclusive", blad.laagst), ("maxInclusive", blad.hoogst)]
        case Dag():
            jaren = [("minInclusive", _EERSTE_DAG), ("maxInclusive", _LAATSTE_DAG)] if streng else []
            return "date", [("pattern", "[^:Z]*"), *jaren]
        case Tijdstip():
            return "time", [("pattern", "[^Z+-]+")]


def _tekstgrenzen(blad: Tekst) -> Iterator[tuple[str, str | int]]:
    if blad.lijst:
        yield from (("enumeration", code) for code in codelijst(blad.lijst).codes)
    if blad.minimaal is not None:
        yield "minLength", blad.minimaal
    if blad.maximaal is not None:
        yield "maxLength", blad.maximaal
    if blad.patroon:
        yield "pattern", blad.patroon
