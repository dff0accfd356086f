# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Read an official code list from the files in `data/`; no database, once per process."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from jeugdregio.codelijsten.values import Code, Codelijst

_MAP = Path(__file__).with_name("data")


@cache
def namen() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    return tuple(sorted(_bronnen()))


@cache
def codelijst(naam: str) -> Codelijst:
    """The list with this name, for instance `eenheid`, `retourcode` or `gemeente` (CBS, 2026)."""
    bron = _bronnen()[naam]
    with (_MAP / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        regels = list(csv.DictReader(bestand, delimiter=";"))
    return Codelijst(
        naam=naam,
        titel=bron["titel"],
        nummer=bron["nummer"],
        bron=bron["bron"],
        geldig_op=bron["geldig_op"],
        codes=MappingProxyType({regel["code"]: _code(regel) for regel in regels}),
    )


def _code(regel: dict[str, str]) -> Code:
    kenmerken = {naam: waarde for naam, waarde in regel.items() if naam not in {"code", "omschrijving"}}
    return Code(regel["code"], regel["omschrijving"], MappingProxyType(kenmerken))


@cache
def _bronnen() -> dict[str, dict[str, Any]]:
    tekst = (_MAP / "bronnen.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(tekst))
