# SPDX-License-Identifier: EUPL-1.2
"""The rules of this room that are data: protocols, reasons of dropout, levels, and what a ceiling obliges to."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Plafondregel:
    """From which share (per mille) of a ceiling there is a duty to talk, within how many days, and its source."""

    drempel_promille: int
    gesprek_dagen: int
    maatregel_dagen: int
    clientstop_dagen: int
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Redenen:
    """Reasons of stop (JW307) that count as dropout, and that are as planned; any other is no end of help."""

    uitval: tuple[str, ...]
    gepland: tuple[str, ...]


def tabel(naam: str) -> list[dict[str, str]]:
    """The rows of a table of this room."""
    text = files("jeugdregio.contractbeheer").joinpath("data", naam).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@cache
def redenen() -> Redenen:
    """What counts as dropout: CBS 02 to 05 (Informatieprotocol Beleidsinformatie Jeugd v7, par. 3.7)."""
    rows = tabel("uitval.csv")
    return Redenen(*(tuple(row["reden"] for row in rows if row["telt"] == kind) for kind in ("uitval", "gepland")))


@cache
def plafondregel() -> Plafondregel:
    """What a contract with a ceiling obliges to (L09)."""
    return Plafondregel(**_yaml("plafondregel.yaml"))


@cache
def niveauregels() -> dict[str, Any]:
    """The criteria and rules of the levels (S16)."""
    return _yaml("niveauregels.yaml")


def _yaml(naam: str) -> dict[str, Any]:
    text = files("jeugdregio.contractbeheer").joinpath("data", naam).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
