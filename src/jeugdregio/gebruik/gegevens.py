# SPDX-License-Identifier: EUPL-1.2
"""Residents by age group, published figures, and which of those are laid beside each other: data of the project."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from jeugdregio.gebruik.values import Gepubliceerd, Noemer


@dataclass(frozen=True)
class Toets:
    """Published figures that should give another one (data/toetsen.yaml); `uitkomst` is empty where there is none."""

    code: str
    naam: str
    rekenwijze: str
    delen: tuple[str, ...]
    uitkomst: str
    marge: Decimal
    orakel: str = ""


@cache
def noemers() -> Mapping[tuple[str, str], Noemer]:
    """Residents by (municipality, age group); the municipality is empty for the region."""
    rows = (
        Noemer(
            row["gemeente"],
            row["groep"],
            int(row["inwoners"]),
            date.fromisoformat(row["peildatum"]),
            row["soort"] == "geteld",
            row["bron"],
            row["zekerheid"],
        )
        for row in _csv("inwoners.csv")
    )
    return MappingProxyType({(one.gemeente, one.groep): one for one in rows})


@cache
def gepubliceerd() -> Mapping[str, Gepubliceerd]:
    """Every published figure by code, in the order of the file."""
    rows = (
        Gepubliceerd(
            row["code"],
            row["onderwerp"],
            row["gebied"],
            row["periode"],
            row["maat"],
            row["teken"],
            Decimal(row["waarde"]),
            row["eenheid"],
            Decimal(row["afronding"]),
            row["voorlopig"] == "ja",
            row["bron"],
            row["zekerheid"],
        )
        for row in _csv("gepubliceerd.csv")
    )
    return MappingProxyType({one.code: one for one in rows})


@cache
def toetsen() -> tuple[Toets, ...]:
    """Which figures are laid beside each other."""
    found = yaml.safe_load(_text("toetsen.yaml"))["toetsen"]
    return tuple(Toets(**one | {"delen": tuple(one["delen"]), "marge": Decimal(one["marge"])}) for one in found)


def _csv(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return files("jeugdregio.gebruik").joinpath("data", name).read_text(encoding="utf-8")
