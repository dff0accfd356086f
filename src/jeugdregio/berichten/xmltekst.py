# SPDX-License-Identifier: EUPL-1.2
"""The parser for text that comes from outside, and the few facts about XML that do not need one."""

from __future__ import annotations

import re

from lxml import etree

BOM = b"\xef\xbb\xbf"

_DECLARATIE = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*\?>")
_PROLOOG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>)?(?:\s+|<!--(?:(?!--).)*-->|<\?(?:(?!\?>).)*\?>)*", re.DOTALL
)


def parser(*, alleen_tekst: bool = False) -> etree.XMLParser:
    """
    A parser that resolves no entities, reads no DTD, goes nowhere and refuses huge trees.

    With `alleen_tekst` it leaves out comments and instructions, so text they interrupt is one text.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=alleen_tekst,
        remove_pis=alleen_tekst,
    )


def zonder_declaratie(data: bytes) -> bytes:
    """The same document without byte order mark and XML declaration, to be placed under another root."""
    gevonden = _DECLARATIE.match(data)
    if gevonden:
        return data[gevonden.end() :]
    return data.removeprefix(BOM)


def declaratie(data: bytes) -> bytes:
    """The XML declaration with which the document opens, or nothing."""
    gevonden = _DECLARATIE.match(data)
    return gevonden.group().removeprefix(BOM) if gevonden else b""


def na_proloog(data: bytes) -> int:
    """Where the declaration, comments and instructions in front of the first element (or DOCTYPE) end."""
    gevonden = _PROLOOG.match(data)
    assert gevonden
    return gevonden.end()
