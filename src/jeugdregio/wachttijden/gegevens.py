# SPDX-License-Identifier: EUPL-1.2
"""What every waiting time is, as data (data/maten.yaml)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Maat:
    """One waiting time: from which day to which, `gemeten` whether messages hold both, a norm where there is one."""

    code: str
    naam: str
    van: str
    tot: str
    gemeten: bool
    waarom: str
    norm_weken: int | None = None
    norm_bron: str = ""


@dataclass(frozen=True)
class Vraagregel:
    """After how many weeks the question about harm comes back, and whose choice that is."""

    opnieuw_na_weken: int
    langst_eerst: int
    bron: str


@cache
def maten() -> dict[str, Maat]:
    """Every measure by code, in order."""
    return {one["code"]: Maat(**one) for one in _bestand()["maten"]}


@cache
def vraagregel() -> Vraagregel:
    """How often is asked whether waiting harms."""
    return Vraagregel(**_bestand()["vragen"])


def sinds() -> date:
    """Since when the measures are counted as they are now."""
    day: date = _bestand()["sinds"]
    return day


@cache
def _bestand() -> dict[str, Any]:
    text = files("jeugdregio.wachttijden").joinpath("data", "maten.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
