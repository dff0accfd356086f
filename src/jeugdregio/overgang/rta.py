# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. The calculation model of the RTA: a budget, filled, gives every provider an amount and its trace (S03).

The sources say that there was such a model, to be filled when the national budget of May 2014 was known; not its
formula. This one is of this house: what is kept apart first, the rest by turnover of before, and everything that is
assumed is a parameter that the page shows. Amounts are cents, parameters per mille.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from jeugdregio.core.money import Cent, allocate, round_half_up
from jeugdregio.core.source import Source
from jeugdregio.overgang.values import Omzetgegevens

MILLE = 1000


@dataclass(frozen=True)
class Uitgangspunt:
    """A principle of the RTA in words of this house, what is checked of it, and what is not."""

    code: str
    naam: str
    toets: str
    niet: str


@dataclass(frozen=True)
class Aannames:
    """
    What no source gives, all per mille.

    `innovatie` and `nieuw` of the budget are kept apart; the turnover of providers with a stay counts for
    `residentieel`; nobody gets less than `ondergrens` of its turnover, or falls more than `frictie` of its turnover
    below what the tightness of the budget costs all. The last two are checked, not enforced.
    """

    innovatie: int = 20
    nieuw: int = 10
    residentieel: int = 950
    ondergrens: int = 500
    frictie: int = 100


@dataclass(frozen=True)
class Regel:
    """One provider: its turnover, how it weighs, and what it gets; the last cent goes by largest remainder."""

    aanbieder: str
    omzet_cent: int
    factor: int
    gewicht: int
    samen_gewicht: int
    te_verdelen_cent: int
    bedrag_cent: int
    residentieel: bool

    @property
    def naar_beneden_cent(self) -> int:
        """The exact part, cut off to whole cents; the mirror image below nought."""
        whole = abs(self.te_verdelen_cent) * self.gewicht // self.samen_gewicht
        return -whole if self.te_verdelen_cent < 0 else whole

    @property
    def promille_van_omzet(self) -> int | None:
        """What it gets of its turnover; None without turnover."""
        return round_half_up(self.bedrag_cent * MILLE, self.omzet_cent) if self.omzet_cent else None


@dataclass(frozen=True)
class Toets:
    """Whether a principle is met, and why (not)."""

    uitgangspunt: Uitgangspunt
    voldaan: bool
    waarom: str


@dataclass(frozen=True)
class Uitkomst:
    """The filled model; what is kept apart and all lines are the budget to the cent."""

    budget_cent: int
    innovatie_cent: int
    nieuw_cent: int
    regels: tuple[Regel, ...]
    aannames: Aannames

    @property
    def te_verdelen_cent(self) -> int:
        """What is divided over providers."""
        return self.budget_cent - self.innovatie_cent - self.nieuw_cent

    @property
    def som_cent(self) -> int:
        """Everything added up."""
        return self.innovatie_cent + self.nieuw_cent + sum(one.bedrag_cent for one in self.regels)


class NietInTeVullen(ValueError):
    """Raised when the model cannot be filled; the text says what to do."""


@cache
def _bestand() -> dict[str, Any]:
    text = files("jeugdregio.overgang").joinpath("data", "rta.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def uitgangspunten() -> tuple[Uitgangspunt, ...]:
    """The five principles, in the order of the source."""
    return tuple(Uitgangspunt(**one) for one in _bestand()["uitgangspunten"])


def bronnen() -> tuple[Source, Source]:
    """Where the principles stand, and where the model is announced."""
    return Source(**_bestand()["bron"]), Source(**_bestand()["model"])


def vul(budget_cent: int, omzetten: Sequence[Omzetgegevens], aannames: Aannames) -> Uitkomst:
    """
    Fill the model with a budget; a correction below nought is the mirror image.

    Raises `NietInTeVullen` when nobody has turnover, or more is kept apart than there is.
    """
    if aannames.innovatie + aannames.nieuw > MILLE:
        raise NietInTeVullen("Er wordt meer apart gehouden dan er is. Verlaag het deel voor vernieuwing of nieuwe.")
    weights = {
        one.aanbieder: one.omzet_cent * (aannames.residentieel if one.residentieel else MILLE) for one in omzetten
    }
    if sum(weights.values()) <= 0:
        raise NietInTeVullen("Er is van geen aanbieder omzet bekend. Lees eerst de omzetten in.")
    apart = allocate(
        Cent(budget_cent),
        {"innovatie": aannames.innovatie, "nieuw": aannames.nieuw, "~": MILLE - aannames.innovatie - aannames.nieuw},
    )
    rest = apart["~"]
    shared = allocate(rest, weights)
    whole = sum(weights.values())
    lines = tuple(
        Regel(
            one.aanbieder,
            one.omzet_cent,
            aannames.residentieel if one.residentieel else MILLE,
            weights[one.aanbieder],
            whole,
            int(rest),
            int(shared[one.aanbieder]),
            one.residentieel,
        )
        for one in sorted(omzetten, key=lambda one: one.aanbieder)
    )
    return Uitkomst(budget_cent, int(apart["innovatie"]), int(apart["nieuw"]), lines, aannames)


def toets(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[Toets, ...]:
    """Every principle against an outcome."""
    checks = {
        "continuiteit": _continuiteit,
        "innovatie": _innovatie,
        "ombouw": _ombouw,
        "frictie": _frictie,
        "samen": _samen,
    }
    return tuple(Toets(one, *checks[one.code](outcome, namen)) for one in uitgangspunten())


def _wie(found: Sequence[Regel], namen: Mapping[str, str]) -> str:
    shown = ", ".join(namen.get(one.aanbieder, one.aanbieder) for one in found[:3])
    return f"{shown} en {len(found) - 3} andere" if len(found) > 3 else shown


def _continuiteit(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[bool, str]:
    least = outcome.aannames.ondergrens
    short = [one for one in outcome.regels if one.omzet_cent and one.bedrag_cent * MILLE < one.omzet_cent * least]
    if short:
        return False, f"Onder de ondergrens: {_wie(short, namen)}."
    return True, "Elke aanbieder met omzet krijgt een bedrag op of boven de ondergrens."


def _innovatie(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[bool, str]:
    kept = outcome.innovatie_cent > 0
    return kept, "Er staat geld apart voor vernieuwing." if kept else "Er staat niets apart voor vernieuwing."


def _ombouw(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[bool, str]:
    with_stay = [one for one in outcome.regels if one.residentieel]
    before, after = sum(one.omzet_cent for one in with_stay), sum(one.bedrag_cent for one in with_stay)
    earned = sum(one.omzet_cent for one in outcome.regels)
    given = sum(one.bedrag_cent for one in outcome.regels)
    if after * earned > before * given + earned * len(outcome.regels):  # a cent each is rounding
        return False, "Aanbieders met verblijf krijgen een groter deel dan hun deel van de omzet."
    if outcome.nieuw_cent <= 0:
        return False, "Er is geen geld voor nieuwe aanbieders."
    return True, "Verblijf groeit niet, en er is geld voor nieuwe aanbieders."


def _frictie(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[bool, str]:
    earned = sum(one.omzet_cent for one in outcome.regels)
    limit = outcome.aannames.frictie
    steep = [
        one
        for one in outcome.regels
        if one.omzet_cent * outcome.te_verdelen_cent * MILLE - one.bedrag_cent * earned * MILLE
        > one.omzet_cent * limit * earned
    ]
    if steep:
        return False, f"Daalt meer dan de grens: {_wie(steep, namen)}."
    return True, "Niemand daalt meer dan de grens onder wat iedereen inlevert."


def _samen(outcome: Uitkomst, namen: Mapping[str, str]) -> tuple[bool, str]:
    exact = outcome.som_cent == outcome.budget_cent
    return exact, "De som is het budget van de regio, tot op de cent." if exact else "De som is niet het budget."
