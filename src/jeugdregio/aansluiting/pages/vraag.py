# SPDX-License-Identifier: EUPL-1.2
"""The questions that an address of the API takes: each is declared once, and anything else is refused by name."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict

from jeugdregio.aansluiting.pages.probleem import Probleem
from jeugdregio.aansluiting.pages.vorm import Schema
from jeugdregio.core.periode import Maand

T = TypeVar("T")
GROOTSTE_PAGINA, GEWOON = 200, 50


@dataclass(frozen=True)
class Parameter:
    """One question: what it means, and as JSON Schema what it may be."""

    naam: str
    wat: str
    schema: Schema = field(default_factory=dict)

    def lees(self, tekst: str) -> Any:
        """Its value; raises `ValueError`."""
        kind = self.schema
        if not re.fullmatch(kind.get("pattern", ".*").strip("^$"), tekst, re.ASCII) or len(tekst) > 40:
            raise ValueError
        if "enum" in kind and tekst not in kind["enum"]:
            raise ValueError
        if kind.get("format") == "date":
            if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", tekst):
                raise ValueError
            return date.fromisoformat(tekst)
        if kind["type"] != "integer":
            return tekst
        if not re.fullmatch("[0-9]{1,9}", tekst) or not kind["minimum"] <= int(tekst) <= kind["maximum"]:
            raise ValueError
        return int(tekst)


def keuze(naam: str, wat: str, *waarden: str) -> Parameter:
    """A question with a few possible answers."""
    return Parameter(naam, wat, {"type": "string", "enum": list(waarden)})


GEMEENTE = Parameter("gemeente", "Alleen van deze gemeente (CBS-code).", {"type": "string", "pattern": "^[0-9]{4}$"})
AANBIEDER = Parameter("aanbieder", "Alleen van deze aanbieder (AGB-code).", {"type": "string", "pattern": "^[0-9]{8}$"})
MAAND = Parameter(
    "maand", "Alleen over deze maand, als 2026-09.", {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$"}
)
NUMMER = Parameter(
    "nummer", "Met dit in het declaratienummer.", {"type": "string", "pattern": "^[0-9A-Za-z._-]{1,20}$"}
)
GELDIG_OP = Parameter("geldigOp", "Alleen wat op deze dag geldt.", {"type": "string", "format": "date"})
PAGINA = Parameter(
    "pagina", "Welke pagina, vanaf 1.", {"type": "integer", "minimum": 1, "maximum": 100_000, "default": 1}
)
PAGINA_GROOTTE = Parameter(
    "paginaGrootte",
    "Hoeveel per pagina.",
    {"type": "integer", "minimum": 1, "maximum": GROOTSTE_PAGINA, "default": GEWOON},
)
BLADEREN = (PAGINA, PAGINA_GROOTTE)


@dataclass(frozen=True)
class Vraag:
    """What was asked, by name; what was not asked is absent."""

    pad: str
    waarden: dict[str, Any]

    def __getitem__(self, parameter: Parameter) -> Any:
        """The value, or what holds when it was not given."""
        return self.waarden.get(parameter.naam, parameter.schema.get("default", ""))

    @property
    def pagina(self) -> int:
        """From 1."""
        return int(self[PAGINA])

    @property
    def aantal(self) -> int:
        """How many on a page."""
        return int(self[PAGINA_GROOTTE])

    @property
    def vanaf(self) -> int:
        """How many come before this page."""
        return (self.pagina - 1) * self.aantal

    @property
    def maand(self) -> Maand | None:
        """The month that was asked for."""
        return Maand.lees(self[MAAND]) if self[MAAND] else None

    def andere_pagina(self, pagina: int) -> str:
        """The address of another page of the same."""
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in {**self.waarden, PAGINA.naam: pagina}.items()})
        return f"{self.pad}?{query.urlencode()}"


def van(alles: Sequence[T], vraag: Vraag) -> tuple[Sequence[T], int]:
    """The part of these that is on the page that was asked for, and how many there are."""
    return alles[vraag.vanaf : vraag.vanaf + vraag.aantal], len(alles)


def omhulsel(vraag: Vraag, rijen: list[Any], aantal: int) -> dict[str, Any]:
    """A page as JSON, with the addresses of the one before and after."""
    last = max(1, math.ceil(aantal / vraag.aantal))
    return {
        "resultaten": rijen,
        "aantal": aantal,
        "pagina": vraag.pagina,
        "paginas": last,
        "vorige": vraag.andere_pagina(min(vraag.pagina - 1, last)) if vraag.pagina > 1 else None,
        "volgende": vraag.andere_pagina(vraag.pagina + 1) if vraag.pagina < last else None,
    }


def lees_vraag(request: HttpRequest, parameters: Collection[Parameter]) -> Vraag:
    """What was asked; raises `Probleem` for a question that is unknown, asked twice, or cannot be."""
    known = {one.naam: one for one in parameters}
    unknown = f"Gebruik alleen: {', '.join(known)}." if known else "Stel hier geen vraag."
    found, errors = {}, []
    for name, texts in request.GET.lists():
        if name not in known:
            errors.append({"in": "query", "detail": f"Een onderdeel is hier niet bekend. {unknown}"})
            continue
        try:
            if len(texts) != 1:
                raise ValueError
            found[name] = known[name].lees(texts[0])
        except ValueError:
            errors.append({"in": "query", "parameter": name, "detail": f"Verbeter dit. {known[name].wat}"})
    if errors:
        detail = "Uw vraag kan hier niet. Bij errors staat per onderdeel wat u moet veranderen."
        raise Probleem(400, "onjuiste_vraag", "Onjuiste vraag", detail, extra={"errors": errors[:20]})
    return Vraag(request.path, found)
