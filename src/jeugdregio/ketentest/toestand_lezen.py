# SPDX-License-Identifier: EUPL-1.2
"""Read a neutral state (JSON) and say in Dutch what is wrong with it. Values are never repeated."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.ketentest.context import Tariefregel

MEER = 20
MAX_CENT = 10**15


class OngeldigeToestand(ValueError):
    """Raised when a state can not be loaded; the text says per field what must change."""


@dataclass(frozen=True, slots=True)
class Toegewezen:
    """One allocation; `einde` is the last day on which it holds, empty when it has no end."""

    nummer: int
    aanbieder: str
    gemeente: str
    bsn: str
    categorie: str | None
    code: str | None
    eenheid: str | None
    volume: int | None
    frequentie: str | None
    begin: date
    einde: date | None
    ingetrokken: bool
    budget_cent: int | None


@dataclass(frozen=True, slots=True)
class Toestand:
    """The world on one day, before the next message."""

    vandaag: date
    gemeenten: list[str]
    aanbieders: list[str]
    tarieven: list[Tariefregel]
    toewijzingen: list[Toegewezen]


Keuring = Callable[[Any], str]
"""Gives what a value must be, when it is not that; else an empty text."""


def _geheel(least: int, most: int) -> Keuring:
    def check(value: Any) -> str:
        good = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if good else f"moet een geheel getal zijn van {least} tot en met {most}"

    return check


def _tekst(pattern: str, what: str) -> Keuring:
    form = re.compile(pattern)

    def check(value: Any) -> str:
        return "" if isinstance(value, str) and form.fullmatch(value) else f"moet {what} zijn"

    return check


def _uit_lijst(name: str) -> Keuring:
    def check(value: Any) -> str:
        codes = codelijst(name).codes
        return "" if isinstance(value, str) and value in codes else f"moet een van {', '.join(sorted(codes))} zijn"

    return check


def _dag(value: Any) -> str:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return "moet een datum zijn zoals 2026-11-22"
    return ""


def _ja_nee(value: Any) -> str:
    return "" if isinstance(value, bool) else "moet true of false zijn"


def _of_leeg(check: Keuring) -> Keuring:
    return lambda value: "" if value is None else check(value)


GEMEENTE = _tekst(r"\d{4}", "een gemeentecode van vier cijfers")
AANBIEDER = _tekst(r"\d{8}", "een AGB-code van acht cijfers")
CATEGORIE = _tekst(r"[0-9A-Za-z]{1,2}", "een productcategorie van twee tekens")
CODE = _tekst(r"[0-9A-Za-z]{1,5}", "een productcode van hoogstens vijf tekens")

TARIEF: Mapping[str, Keuring] = {
    "provider": AANBIEDER,
    "category": CATEGORIE,
    "code": CODE,
    "unit": _uit_lijst("eenheid"),
    "cents": _of_leeg(_geheel(0, MAX_CENT)),
    "per": lambda value: "" if value in ("unit", "hour") else "moet unit of hour zijn",
}
TOEWIJZING: Mapping[str, Keuring] = {
    "number": _geheel(1, 999_999_999),
    "provider": AANBIEDER,
    "town": GEMEENTE,
    "bsn": _tekst(r"\d{9}", "een burgerservicenummer van negen cijfers"),
    "category": _of_leeg(CATEGORIE),
    "code": _of_leeg(CODE),
    "unit": _of_leeg(_uit_lijst("eenheid")),
    "volume": _of_leeg(_geheel(0, 99_999_999)),
    "frequency": _of_leeg(_uit_lijst("frequentie")),
    "begin": _dag,
    "end": _of_leeg(_dag),
    "removed": _ja_nee,
    "budget": _of_leeg(_geheel(0, MAX_CENT)),
}
MAG_ONTBREKEN = {
    "removed": False,
    **dict.fromkeys(("category", "code", "unit", "volume", "frequency", "end", "budget")),
}
DELEN = ("today", "towns", "providers", "tariffs", "assignments")


def lees_toestand(data: bytes) -> Toestand:
    """Read a state; raises OngeldigeToestand with everything that is wrong with it."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f" (regel {error.lineno}, teken {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise OngeldigeToestand(f"De toestand is geen JSON in UTF-8{place}. Controleer het bestand.") from None
    if not isinstance(found, dict):
        raise OngeldigeToestand(
            "De toestand moet een JSON-object zijn met today, towns, providers, tariffs, assignments."
        )
    wrong = list(_wrong_fields(found))
    if not wrong:
        wrong = list(_contradictions(found))
    if wrong:
        more = [f"en nog {len(wrong) - MEER} andere"] if len(wrong) > MEER else []
        raise OngeldigeToestand("De toestand klopt niet:\n" + "\n".join(f"- {w}" for w in [*wrong[:MEER], *more]))
    return _state(found)


def _wrong_fields(found: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} ontbreekt" for name in DELEN if name not in found)
    yield from (f"het onderdeel {str(name)[:40]!r} is onbekend" for name in found if name not in DELEN)
    if text := "today" in found and _dag(found["today"]):
        yield f"today {text}"
    for part, check in (("towns", GEMEENTE), ("providers", AANBIEDER)):
        yield from (f"{part}[{i}] {text}" for i, value in _items(found, part) if (text := check(value)))
    for part, fields in (("tariffs", TARIEF), ("assignments", TOEWIJZING)):
        for i, row in _items(found, part):
            yield from (f"{part}[{i}]{text}" for text in _wrong_row(row, fields))
    yield from (f"{part} moet een lijst zijn" for part in DELEN[1:] if not isinstance(found.get(part, []), list))


def _items(found: Mapping[str, Any], part: str) -> Iterator[tuple[int, Any]]:
    value = found.get(part, [])
    return iter(enumerate(value if isinstance(value, list) else []))


def _wrong_row(row: Any, fields: Mapping[str, Keuring]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield " moet een object zijn"
        return
    yield from (f" heeft een onbekend veld {str(name)[:40]!r}" for name in row if name not in fields)
    for name, check in fields.items():
        if name not in row:
            if name not in MAG_ONTBREKEN:
                yield f".{name} ontbreekt"
        elif text := check(row[name]):
            yield f".{name} {text}"


def _contradictions(found: Mapping[str, Any]) -> Iterator[str]:
    """What the fields say together; every field by itself is right."""
    towns, providers = set(found["towns"]), set(found["providers"])
    seen: set[tuple[Any, ...]] = set()
    for i, row in enumerate(found["tariffs"]):
        if row["provider"] not in providers:
            yield f"tariffs[{i}].provider staat niet in providers"
        if (row["cents"] is None) != (row["unit"] == "83"):
            yield f"tariffs[{i}].cents moet leeg (null) zijn bij eenheid 83, en alleen daar"
        key = tuple(row[name] for name in ("provider", "category", "code", "unit"))
        if key in seen:
            yield f"tariffs[{i}] is een tweede tarief voor dezelfde aanbieder, categorie, code en eenheid"
        seen.add(key)
    for i, row in enumerate(found["assignments"]):
        full = MAG_ONTBREKEN | row
        yield from (f"assignments[{i}]{text}" for text in _assignment(full, towns, providers))
        if (key := (full["town"], full["number"])) in seen:
            yield f"assignments[{i}].number komt in deze gemeente twee keer voor"
        seen.add(key)


def _assignment(row: Mapping[str, Any], towns: set[str], providers: set[str]) -> Iterator[str]:
    if row["town"] not in towns:
        yield ".town staat niet in towns"
    if row["provider"] not in providers:
        yield ".provider staat niet in providers"
    if len({row["volume"] is None, row["unit"] is None, row["frequency"] is None}) > 1:
        yield ": geef volume, unit en frequency alle drie, of geen van drieën"
    if row["volume"] is not None and row["budget"] is not None:
        yield ": geef een volume of een budget, niet allebei"
    if row["end"] is not None and date.fromisoformat(row["end"]) < date.fromisoformat(row["begin"]):
        yield ".end ligt voor begin"


def _state(found: Mapping[str, Any]) -> Toestand:
    return Toestand(
        vandaag=date.fromisoformat(found["today"]),
        gemeenten=sorted(set(found["towns"])),
        aanbieders=sorted(set(found["providers"])),
        tarieven=[
            Tariefregel(
                aanbieder=row["provider"],
                categorie=row["category"],
                code=row["code"],
                eenheid=row["unit"],
                cents=row["cents"],
                per_uur=row["per"] == "hour",
            )
            for row in found["tariffs"]
        ],
        toewijzingen=[_allocation(MAG_ONTBREKEN | row) for row in found["assignments"]],
    )


def _allocation(row: Mapping[str, Any]) -> Toegewezen:
    return Toegewezen(
        nummer=row["number"],
        aanbieder=row["provider"],
        gemeente=row["town"],
        bsn=row["bsn"],
        categorie=row["category"],
        code=row["code"],
        eenheid=row["unit"],
        volume=row["volume"],
        frequentie=row["frequency"],
        begin=date.fromisoformat(row["begin"]),
        einde=None if row["end"] is None else date.fromisoformat(row["end"]),
        ingetrokken=row["removed"],
        budget_cent=row["budget"],
    )
