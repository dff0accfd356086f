# SPDX-License-Identifier: EUPL-1.2
"""The settlement of a team budget: formulas as data, worked out line by line in whole cents (S71)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from jeugdregio.core.money import euro, round_half_up
from jeugdregio.teambudget.values import Rekenregel

GELD = ("budget", "kosten")
BEGIN = {
    "budget": "Budget van het team",
    "kinderen_begroot": "Afgesproken aantal kinderen",
    "kosten": "Werkelijke kosten",
    "kinderen_werkelijk": "Werkelijk aantal kinderen",
}
"""What goes in, by key, with its name; everything else is worked out."""


@dataclass(frozen=True)
class Formule:
    """One reading of the settlement; `stappen` as in data/formules.yaml."""

    code: str
    naam: str
    uitleg: str
    stappen: tuple[dict[str, Any], ...]


@cache
def _bestand() -> dict[str, Any]:
    text = files("jeugdregio.teambudget").joinpath("data", "formules.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def formules() -> dict[str, Formule]:
    """Every formula by code, in the order of the file."""
    return {
        one["code"]: Formule(one["code"], one["naam"], one["uitleg"], tuple(one["stappen"]))
        for one in _bestand()["formules"]
    }


def herkomst() -> tuple[str, str]:
    """The source of the settlement, and how sure its formula is."""
    return _bestand()["bron"], _bestand()["status"]


def reken(formule: Formule, gegeven: dict[str, int]) -> tuple[tuple[Rekenregel, ...], int]:
    """The lines of a settlement and what comes out (cents); `gegeven` has the keys of `BEGIN`, no zero to divide by."""
    known = dict(gegeven)
    lines = [Rekenregel(name, "", known[key], key in GELD) for key, name in BEGIN.items()]
    for step in formule.stappen:
        values = [known[key] for key in step["van"]]
        said = [_zeg(key, known[key]) for key in step["van"]]
        match step["doe"]:
            case "verschil":
                value, som = values[0] - values[1], f"{said[0]} − {said[1]}"
            case "naar_rato":
                value, som = round_half_up(values[0] * values[1], values[2]), f"{said[0]} × {said[1]} : {said[2]}"
            case "laagste":
                value, som = min(values), f"laagste van {said[0]} en {said[1]}"
            case other:
                raise ValueError(f"formule {formule.code}: stap {other!r} bestaat niet")
        known[step["sleutel"]] = value
        lines.append(Rekenregel(step["naam"], som, value))
    return tuple(lines), known["uitkomst"]


def _zeg(key: str, value: int) -> str:
    return str(value) if key.startswith("kinderen") else euro(value)
