# SPDX-License-Identifier: EUPL-1.2
"""
Five judges of one message, and every difference between them that is meant, with its reason.

`officieel` is the measure: libxml2 with the schemas of the standard. Beside it: our own schema in libxml2 (`eigen`),
what the intake uses (`keur`), and xmlschema, written in Python, on both schemas (`tweede`, `tweede op eigen`).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

import xmlschema
from lxml import etree

from jeugdregio.berichten.lezen import keur
from jeugdregio.berichten.schema import BASISSCHEMA, basisschema, schema, xsd
from jeugdregio.berichten.values import SOORT_PER_NAMESPACE, Soort
from jeugdregio.berichten.xmltekst import parser
from tests.fuzz.zaden import berichten
from tests.shared import IJW

OFFICIEEL, EIGEN, KEUR, TWEEDE, TWEEDE_OP_EIGEN = "officieel", "eigen", "keur", "tweede", "tweede op eigen"

# On a text that does not fit, the pattern of Commentaar takes Python's expressions longer than anyone lives.
_TRAAG, _VLUG = r"([.\s]*\S+[.\s]*)+", r"[\s\S]*\S[\s\S]*"


@dataclass(frozen=True)
class Verschil:
    """
    A judge that differs from the official verdict on some documents, on purpose.

    `herken` says which documents; `voorbeeld` is one of them, on which the judge does differ.
    """

    wie: frozenset[str]
    reden: str
    herken: Callable[[bytes], bool]
    voorbeeld: bytes


def _bevat(pattern: bytes) -> Callable[[bytes], bool]:
    found = re.compile(pattern)
    return lambda data: found.search(data) is not None


def _jw305(old: bytes, new: bytes) -> bytes:
    message = berichten()[Soort.JW305]
    assert old in message
    return message.replace(old, new, 1)


VERSCHILLEN = (
    Verschil(
        frozenset({KEUR}),
        "Een datum buiten de jaren 0001 tot en met 9999 past in geen database; wij weigeren haar (ADR 0008).",
        _bevat(rb">\s*(-[0-9]{4,}|[0-9]{5,})-[0-9]{2}-[0-9]{2}\s*<"),
        _jw305(b"Begindatum>2026-", b"Begindatum>12026-"),
    ),
    Verschil(
        frozenset({KEUR}),
        "Een DTD laten wij nergens toe; een schema zegt er niets over.",
        _bevat(rb"<!DOCTYPE"),
        _jw305(b"<jw305:Bericht", b"<!DOCTYPE x><jw305:Bericht"),
    ),
    Verschil(
        frozenset({KEUR}),
        "Alleen UTF-8 (OP192); een schema zegt niets over de codering.",
        _bevat(rb"^(\xff\xfe|\xfe\xff|<\?xml[^>]*encoding=.(?!UTF-8|utf-8))"),
        _jw305(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'),
    ),
    Verschil(
        frozenset({TWEEDE, TWEEDE_OP_EIGEN}),
        "xmlschema telt elke witruimte van Unicode tussen elementen als wit, waar XML er maar vier kent.",
        lambda data: not data.decode("utf-8", "replace").isascii(),
        _jw305(b"</jw305:Geslacht>", b"</jw305:Geslacht>\xc2\xa0"),
    ),
    Verschil(
        frozenset({TWEEDE, TWEEDE_OP_EIGEN}),
        "xmlschema rekent met int() van Python, die een getal van meer dan 4.300 cijfers niet leest.",
        _bevat(rb"[0-9]{4301}"),
        _jw305(b"ToewijzingNummer>1", b"ToewijzingNummer>" + b"0" * 4_400 + b"1"),
    ),
)
"""Every intended difference; what is not here fails a test."""


def oordelen(soort: Soort, data: bytes) -> dict[str, bool]:
    """The verdict of every judge on a message of this kind."""
    judged = keur(data)
    return {
        OFFICIEEL: _met_libxml2(officieel(soort), data),
        EIGEN: _met_libxml2(schema(soort), data),
        KEUR: judged.geldig and judged.soort is soort,
        TWEEDE: _met_xmlschema(_tweede(soort), data),
        TWEEDE_OP_EIGEN: _met_xmlschema(_tweede_op_eigen(soort), data),
    }


def onbedoeld(oordelen: Mapping[str, bool], data: bytes) -> list[str]:
    """Who differs from the official verdict without that being meant."""
    return [
        judge
        for judge, verdict in oordelen.items()
        if verdict != oordelen[OFFICIEEL]
        and not any(judge in known.wie and known.herken(data) for known in VERSCHILLEN)
    ]


def soort_van(data: bytes) -> Soort | None:
    """The kind that the first element of a document says it is."""
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError:
        return None
    return SOORT_PER_NAMESPACE.get(str(root.tag).rpartition("}")[0].removeprefix("{"))


@cache
def officieel(soort: Soort) -> etree.XMLSchema:
    """The schema of the standard."""
    return etree.XMLSchema(etree.parse(IJW / "xsd" / f"{soort}.xsd"))


@cache
def _tweede(soort: Soort) -> xmlschema.XMLSchema10:
    with tempfile.TemporaryDirectory() as folder:
        for name in (f"{soort}.xsd", BASISSCHEMA):
            text = (IJW / "xsd" / name).read_text(encoding="utf-8")
            Path(folder, name).write_text(text.replace(_TRAAG, _VLUG), encoding="utf-8")
        return xmlschema.XMLSchema10(str(Path(folder, f"{soort}.xsd")), allow="local")


@cache
def _tweede_op_eigen(soort: Soort) -> xmlschema.XMLSchema10:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"{soort}.xsd").write_bytes(xsd(soort))
        Path(folder, BASISSCHEMA).write_bytes(basisschema())
        return xmlschema.XMLSchema10(str(Path(folder, f"{soort}.xsd")), allow="local")


def _met_libxml2(judge: etree.XMLSchema, data: bytes) -> bool:
    try:
        return bool(judge.validate(etree.fromstring(data, parser())))
    except etree.XMLSyntaxError:
        return False


def _met_xmlschema(judge: xmlschema.XMLSchema10, data: bytes) -> bool:
    """A type that a document names and that does not exist, is a KeyError of the library: it does not fit."""
    try:
        return bool(judge.is_valid(BytesIO(data)))
    except (ParseError, KeyError):
        return False
