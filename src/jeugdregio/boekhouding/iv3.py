# SPDX-License-Identifier: EUPL-1.2
"""
To which taakveld of Iv3 costs belong: what a source says, or what the region chose where it leaves that open.

`data/taakvelden.csv` has the taakvelden, `data/toedeling.csv` per category (or account of the ledger) and year which
are possible and which one counts by itself. Taakvelden go by the year of booking. No economic category (3.x, 4.x): no
source we have says which, so the report leaves it out.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KOSTENREKENING = "4100"
"""The account of care by claims: there the category decides. Elsewhere it does when there is one, else the account."""


@dataclass(frozen=True)
class Taakveld:
    """A taakveld, with where it is from and how certain that is (hoog, middel, laag)."""

    code: str
    naam: str
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Mogelijk:
    """One possibility for a key in a range of years (both ends in it)."""

    sleutel: str
    taakveld: str
    vanaf: int
    tot_en_met: int
    standaard: bool
    zekerheid: str
    bron: str
    toelichting: str


@dataclass(frozen=True)
class Keus:
    """What the region chose, for a whole key (`code` empty) or one product of it."""

    sleutel: str
    code: str
    taakveld: str
    vanaf_jaar: int
    reden: str


@dataclass(frozen=True)
class Toedeling:
    """Where a key goes in a year; `taakveld` is empty when nothing says so. `waarom` is the source or the reason."""

    taakveld: str
    onzeker: bool
    gekozen: bool
    waarom: str


@cache
def taakvelden(jaar: int) -> Mapping[str, Taakveld]:
    """The taakvelden that can be used in a year, by code."""
    return {
        row["taakveld"]: Taakveld(row["taakveld"], row["naam"], row["bron"], row["zekerheid"])
        for row in _lees("taakvelden.csv")
        if _in(row, jaar)
    }


@cache
def mogelijk(jaar: int) -> Mapping[str, tuple[Mogelijk, ...]]:
    """What a key can be in a year, the default first."""
    found: dict[str, list[Mogelijk]] = {}
    for row in _lees("toedeling.csv"):
        if _in(row, jaar):
            found.setdefault(row["sleutel"], []).append(
                Mogelijk(
                    row["sleutel"],
                    row["taakveld"],
                    int(row["vanaf"] or 0),
                    int(row["tot_en_met"] or 9999),
                    row["standaard"] == "ja",
                    row["zekerheid"],
                    row["bron"],
                    row["toelichting"],
                )
            )
    return {key: tuple(sorted(rows, key=lambda one: not one.standaard)) for key, rows in found.items()}


def sleutel_van(rekening: str, categorie: str) -> str:
    """The key of a booking: its category, or without one its account; on the account of care there must be one."""
    return categorie or (rekening if rekening != KOSTENREKENING else "")


def deel_toe(sleutel: str, code: str, jaar: int, keuzes: Iterable[Keus]) -> Toedeling:
    """
    The taakveld of a key (and product) in a year.

    A choice for the product goes before one for the key, a later year before an earlier one, and of the same year the
    last. Without a choice the default counts; it is uncertain when there are others, or the source is.
    """
    chosen = [
        one
        for one in keuzes
        if one.sleutel == sleutel and one.code in ("", code) and one.vanaf_jaar <= jaar
        if one.taakveld in taakvelden(jaar)
    ]
    if chosen:
        _, last = max(enumerate(chosen), key=lambda pair: (pair[1].code != "", pair[1].vanaf_jaar, pair[0]))
        return Toedeling(last.taakveld, onzeker=False, gekozen=True, waarom=f"Keuze van de regio: {last.reden}")
    options = mogelijk(jaar).get(sleutel, ())
    first = next((one for one in options if one.standaard), None)
    if first is None:
        return Toedeling(
            "", onzeker=True, gekozen=False, waarom=f"{_hoofdletter(options[0].toelichting)}." if options else ""
        )
    unsure = len(options) > 1 or first.zekerheid == "laag"
    return Toedeling(first.taakveld, onzeker=unsure, gekozen=False, waarom=_zin(first, options))


def _zin(first: Mogelijk, options: Sequence[Mogelijk]) -> str:
    others = [one.taakveld for one in options if one is not first]
    also = f" Kan ook: {', '.join(others)}." if others else ""
    note = f" {_hoofdletter(first.toelichting)}." if first.toelichting else ""
    return f"{_hoofdletter(first.bron)} (zekerheid {first.zekerheid}).{note}{also}"


def _hoofdletter(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in(row: Mapping[str, str], year: int) -> bool:
    return int(row["vanaf"] or 0) <= year <= int(row["tot_en_met"] or 9999)


@cache
def _lees(name: str) -> tuple[Mapping[str, str], ...]:
    text = files("jeugdregio.boekhouding").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
