# SPDX-License-Identifier: EUPL-1.2
"""
How a message definition is written down, and how reader, writer and schema read it back.

A class of a message is a frozen dataclass; its fields are the elements, in order, in snake_case:

- `Annotated[str, Tekst(...)]` and friends: an element with text (a leaf);
- another dataclass: an element with elements in it;
- `tuple[Relatie, ...]`: an element around one or more elements `Relatie`;
- `X | None` or a tuple with default `()`: may be absent.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass(frozen=True)
class Tekst:
    """
    Text. `naam` is the type name in the standard's basisschema, `lijst` a code list that must hold it.

    `patroon` is a regular expression of XML Schema (anchored; `.` is anything but a line end).
    """

    naam: str
    minimaal: int | None = None
    maximaal: int | None = None
    patroon: str | None = None
    lijst: str | None = None


@dataclass(frozen=True)
class Geheel:
    """A whole number between two bounds, both allowed."""

    naam: str
    laagst: int
    hoogst: int


@dataclass(frozen=True)
class Dag:
    """A date without time zone."""

    naam: str


@dataclass(frozen=True)
class Tijdstip:
    """A time of day without time zone, kept as the text that was written (seconds may have decimals)."""

    naam: str


@dataclass(frozen=True)
class Patroon:
    """One message restricts a shared type further than the basisschema does."""

    uitdrukking: str


Blad = Tekst | Geheel | Dag | Tijdstip


@dataclass(frozen=True)
class Veld:
    """One element of a class; either `blad` or `klasse` is filled and, in a list, says what is in it."""

    naam: str
    element: str
    verplicht: bool
    blad: Blad | None = None
    patroon: str | None = None
    klasse: type | None = None
    herhaald: str | None = None
    """The name of the elements inside, when this element only wraps a list."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
def klasse(cls: type[T]) -> type[T]:
    """Make a class of one message: its elements live in the namespace of that message."""
    return dataclass(frozen=True, kw_only=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def gedeeld(naam: str) -> Callable[[type[T]], type[T]]:
    """Make a class that all messages share: its elements live in the namespace of the basisschema."""

    def maak(cls: type[T]) -> type[T]:
        cls.__gedeeld__ = naam  # type: ignore[attr-defined]
        return dataclass(frozen=True, kw_only=True)(cls)

    return maak


def gedeelde_naam(cls: type) -> str | None:
    """The type name of a shared class in the basisschema, or None for a class of one message."""
    return getattr(cls, "__gedeeld__", None)


def element_naam(naam: str) -> str:
    """`vorig_referentie_nummer` → `VorigReferentieNummer`."""
    return "".join(deel.capitalize() for deel in naam.split("_"))


def veld_naam(element: str) -> str:
    """`VorigReferentieNummer` → `vorig_referentie_nummer`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in element).lstrip("_")


@cache
def velden(cls: type) -> tuple[Veld, ...]:
    """The elements of a class, in the order of the standard."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple(_veld(veld, hints[veld.name]) for veld in dataclasses.fields(cls))


def _veld(veld: dataclasses.Field[Any], hint: Any) -> Veld:
    hint, verplicht = _zonder_none(hint)
    herhaald = None
    if typing.get_origin(hint) is tuple:
        hint = typing.get_args(hint)[0]
        verplicht = veld.default is dataclasses.MISSING
        herhaald = ""
    if dataclasses.is_dataclass(hint):
        soort = typing.cast("type", hint)
        return Veld(
            veld.name,
            element_naam(veld.name),
            verplicht,
            klasse=soort,
            herhaald=None if herhaald is None else soort.__name__,
        )
    merken = typing.get_args(hint)[1:]
    blad = next(merk for merk in merken if isinstance(merk, Blad))
    patroon = next((merk.uitdrukking for merk in merken if isinstance(merk, Patroon)), None)
    return Veld(
        veld.name,
        element_naam(veld.name),
        verplicht,
        blad=blad,
        patroon=patroon,
        herhaald=None if herhaald is None else blad.naam.removeprefix("LDT_"),
    )


def _zonder_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        keuzes = [keuze for keuze in typing.get_args(hint) if keuze is not type(None)]
        assert len(keuzes) == 1, hint
        return keuzes[0], False
    return hint, True
