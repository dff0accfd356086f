# SPDX-License-Identifier: EUPL-1.2
"""Ways to break one element of a message, each with a name: for tests that lay validators side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree


def left_out(element: etree._Element) -> None:
    """The element is not there."""
    element.getparent().remove(element)


def doubled(element: etree._Element) -> None:
    """The element stands there twice."""
    element.addnext(deepcopy(element))


def swapped(element: etree._Element) -> None:
    """Behind its next sibling; the last one goes in front of the first."""
    following = element.getnext()
    if following is not None:
        following.addnext(element)
    else:
        element.getparent().insert(0, element)


def emptied(element: etree._Element) -> None:
    """The element holds nothing."""
    element.text = None
    for child in list(element):
        element.remove(child)


def _value(text: str) -> Callable[[etree._Element], None]:
    def put(element: etree._Element) -> None:
        emptied(element)
        element.text = text

    return put


BREUKEN: Mapping[str, Callable[[etree._Element], None]] = {
    "ontbreekt": left_out,
    "dubbel": doubled,
    "andere volgorde": swapped,
    "leeg": emptied,
    "wit": _value(" \t\n"),
    "te lang": _value("x" * 400),
    "verkeerd patroon": _value("?-?"),
    "onbekende code": _value("ZZ"),
    "verkeerde datum": _value("2026-02-30"),
    "datum met zone": _value("2026-02-28Z"),
    "jaar 12026": _value("12026-02-28"),
    "negatief": _value("-1"),
    "heel groot": _value("9" * 30),
    "nullen ervoor": _value("0" * 30 + "7"),
}
