# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. The macro budget of 2015: circulars of the sources, scenarios to switch on, and the pgb prognosis as given.

All of it is read from data/macro.yaml, a source per figure (S65, S66, S68, S69, S70, K06). What no source gives is not
filled in: a scenario without an amount has no effect until someone enters an assumption, and then says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from jeugdregio.begroting.values import Budgetversie, Circulairegegevens
from jeugdregio.core.money import Cent, allocate, round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.core.source import Source

EERSTE_JAAR = 2015
WLZ, OUDERBIJDRAGE = "wlz", "ouderbijdrage"
MILLE, FRACTION = 1000, 100_000


@dataclass(frozen=True)
class Scenario:
    """
    Something that may change the macro budget.

    `teken` is 1 when it adds and -1 when it takes. `gegeven` is what a source gives per municipality and `regio_cent`
    for the whole region, both without that sign, in cents, and both about.
    """

    code: str
    naam: str
    uitleg: str
    zekerheid: str
    bron: Source
    teken: int
    gegeven: Mapping[str, int] = field(default_factory=dict)
    regio_cent: int | None = None
    landelijk_cent: int | None = None
    gestopt: tuple[str, ...] = ()
    feiten: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Effect:
    """What a scenario does per municipality, in cents; `aanname` when its amount comes from whoever asked."""

    scenario: Scenario
    per_gemeente: Mapping[str, int]
    aanname: bool

    @property
    def som_cent(self) -> int:
        """Of all municipalities."""
        return sum(self.per_gemeente.values())


@dataclass(frozen=True)
class Pgbprognose:
    """
    The pgb of Zwolle in 2015 as the source gives it; `prognose_cent` is given, never worked out (K06).

    What is worked out is named so: the mean, the ratio, and what the hypothesis of the method would give.
    """

    gemeente: str
    jaar: int
    houders: int
    peildatum: str
    lopend_cent: int
    prognose_cent: int
    bron: Source
    teller: int
    noemer: int

    @property
    def gemiddeld_cent(self) -> int:
        """Running obligations per holder, half up."""
        return round_half_up(self.lopend_cent, self.houders)

    @property
    def verhouding(self) -> str:
        """Prognosis over running obligations, five decimals as a Dutch reader writes them."""
        whole, rest = divmod(round_half_up(self.prognose_cent * FRACTION, self.lopend_cent), FRACTION)
        return f"{whole},{rest:05}"

    @property
    def hypothese_cent(self) -> int:
        """What days of the year over days that were left would make of it."""
        return round_half_up(self.lopend_cent * self.teller, self.noemer)

    @property
    def verschil_cent(self) -> int:
        """How far the hypothesis is off what is given."""
        return self.hypothese_cent - self.prognose_cent


@cache
def _bestand() -> dict[str, Any]:
    text = files("jeugdregio.begroting").joinpath("data", "macro.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def bronversies() -> tuple[list[Circulairegegevens], list[Budgetversie]]:
    """
    The circulars of the sources, oldest first, and the budgets they give (S68).

    No source gives a day or a year: a version counts from the first of the month of its circular, and is of 2015, the
    first year in which municipalities had to pay from it.
    """
    circulars, versions = [], []
    for one in _bestand()["circulaires"]:
        source, month = str(Source(**one["bron"])), Maand.lees(one["datum"])
        circulars.append(
            Circulairegegevens(one["code"], one["naam"], month, one["grondslag"], source, one.get("opmerking", ""))
        )
        versions += [
            Budgetversie(
                jaar=EERSTE_JAAR,
                vanaf=month.begin,
                naam=one["naam"],
                bron=source,
                circulaire=one["code"],
                **given,
            )
            for given in one["budgetten"]
        ]
    return circulars, versions


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Every scenario by code, in the order of the source."""
    return {
        one["code"]: Scenario(
            one["code"],
            one["naam"],
            one["uitleg"],
            one["zekerheid"],
            Source(**one["bron"]),
            one["teken"],
            {given["gemeente"]: given["bedrag_cent"] for given in one.get("gegeven", ())},
            one.get("regio_cent"),
            one.get("landelijk_cent"),
            tuple(one.get("gestopt", ())),
            tuple((fact["naam"], fact["aantal"]) for fact in one.get("feiten", ())),
        )
        for one in _bestand()["scenarios"]
    }


def pgb() -> Pgbprognose:
    """The pgb prognosis as given (S65)."""
    one = _bestand()["pgb"]
    guess = one["hypothese"]
    return Pgbprognose(
        one["gemeente"],
        one["jaar"],
        one["houders"],
        one["peildatum"],
        one["lopend_cent"],
        one["prognose_cent"],
        Source(**one["bron"]),
        guess["teller"],
        guess["noemer"],
    )


def jggz_bron() -> Source:
    """Where the part of jGGZ spending that began in 2014 stands."""
    return Source(**_bestand()["jggz"]["bron"])


def schadelastjaar(uitgaven_cent: int) -> tuple[int, int]:
    """
    jGGZ spending of 2015 (cents) as (trajectories begun in 2014, begun in 2015); together all of it (S69).

    By book year all of it is of 2015; by claim year the first part is of 2014. The share, about 35 %, is national.
    """
    before = round_half_up(uitgaven_cent * _bestand()["jggz"]["promille_2014"], MILLE)
    return before, uitgaven_cent - before


def effect(scenario: Scenario, aanname_cent: int | None, gewichten: Mapping[str, int]) -> Effect | None:
    """
    What a scenario does per municipality; None when no source gives an amount and nothing was assumed.

    What a source gives a municipality stays; the rest of the region goes by weight, which is a choice of this house.
    The effects sum to the amount of the region, to the cent. Raises `ValueError` without a weight above zero.
    """
    amount = scenario.regio_cent if aanname_cent is None else aanname_cent
    if amount is None:
        return None
    given = {code: cents for code, cents in scenario.gegeven.items() if code in gewichten and aanname_cent is None}
    others = {code: weight for code, weight in gewichten.items() if code not in given}
    shared = allocate(Cent(amount - sum(given.values())), others)
    return Effect(
        scenario,
        {code: scenario.teken * (given[code] if code in given else int(shared[code])) for code in gewichten},
        aanname_cent is not None,
    )


def ouderbijdrage(regio_cent: int, gewichten: Mapping[str, int], gestopt: Collection[str], *, samen: bool) -> Effect:
    """
    What municipalities miss when some do not collect (S66): their own loss, or one that all share (`samen`).

    `regio_cent` is what the whole region would collect, an assumption; it goes by weight. Both give the same sum.
    """
    scenario = scenarios()[OUDERBIJDRAGE]
    expected = allocate(Cent(regio_cent), gewichten)
    missed = {code: int(expected[code]) if code in gestopt else 0 for code in gewichten}
    borne = dict(allocate(Cent(sum(missed.values())), gewichten)) if samen else missed
    return Effect(scenario, {code: scenario.teken * int(cents) for code, cents in borne.items()}, aanname=True)
