# SPDX-License-Identifier: EUPL-1.2
"""
Who signs and who is told, by age, custody and measure on a day: two tables as data, and how they are read.

`data/ondertekening.csv` says per age and measure which parties sign and which are told, with the article;
`data/gezagsvormen.csv` says what holders of custody are called and whether both sign. The law gives years, so an answer
changes on a birthday: from that day on (BW 1:233; Jeugdwet 7.3.4, 7.3.5 and 7.3.15).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from jeugdregio.gezinnen.values import (
    Gezagsregel,
    Gezinslid,
    Maatregelregel,
    Maatregelsoort,
    Ondertekenaar,
    leeftijd,
)

GRENZEN = (12, 16, 18)
ONBEKEND = "nog niet bekend wie"
ZOEK_UIT = (
    "Kijk in het gezagsregister van de rechtbank, en leg het gezag vast. Is er niemand, meld het dan bij de Raad."
)
VERTEGENWOORDIGER = "Vraag wie de curator of mentor is, en laat de uitspraak zien."


@dataclass(frozen=True)
class Regel:
    """A row of the decision table; `leeftijd_tot` is half-open and None for no end."""

    leeftijd_van: int
    leeftijd_tot: int | None
    bekwaam: bool
    maatregel: str
    tekenen: tuple[str, ...]
    vertellen: tuple[str, ...]
    waarom: str
    artikel: str


@cache
def regels() -> tuple[Regel, ...]:
    """The decision table."""
    return tuple(
        Regel(
            int(row["leeftijd_van"]),
            int(row["leeftijd_tot"]) if row["leeftijd_tot"] else None,
            row["bekwaam"] == "ja",
            row["maatregel"],
            tuple(row["tekenen"].split()),
            tuple(row["vertellen"].split()),
            row["waarom"],
            row["artikel"],
        )
        for row in _rows("ondertekening.csv")
    )


@cache
def gezagsvormen() -> dict[str, dict[str, str]]:
    """{form of custody: its row}."""
    return {row["vorm"]: row for row in _rows("gezagsvormen.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("jeugdregio.gezinnen").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def regel(jaren: int, *, bekwaam: bool, maatregel: str) -> Regel:
    """The one row for this age (whole years), whether the youth can weigh the own interest, and the measure."""
    adult = jaren >= GRENZEN[-1]
    (found,) = [
        one
        for one in regels()
        if one.leeftijd_van <= jaren
        and (one.leeftijd_tot is None or jaren < one.leeftijd_tot)
        and one.bekwaam == bekwaam
        and one.maatregel == ("" if adult else maatregel)
    ]
    return found


def ondertekenaars(
    lid: Gezinslid,
    gezag: Sequence[Gezagsregel],
    maatregelen: Sequence[Maatregelregel],
    *,
    peildatum: date,
) -> tuple[Ondertekenaar, ...]:
    """
    Who signs for this youth on that day, and then who is told; `gezag` and `maatregelen` are those of this youth.

    Every holder of custody that signs is a row: two parents with custody are two rows and both sign.
    """
    assert lid.geboortedatum is not None, "een jeugdige heeft een geboortedatum"
    measure = _measure(maatregelen, peildatum)
    able = lid.onbekwaam_op is None or peildatum < lid.onbekwaam_op
    row = regel(leeftijd(lid.geboortedatum, peildatum), bekwaam=able, maatregel=measure.soort if measure else "")
    until = _until(lid, gezag, maatregelen, peildatum)
    custody = next((one for one in gezag if _holds(one.van, one.tot, peildatum)), None)
    return tuple(
        person
        for parties, signs in ((row.tekenen, True), (row.vertellen, False))
        for party in parties
        for person in _people(party, lid, custody, measure, row, signs=signs, until=until)
    )


def _people(
    party: str,
    lid: Gezinslid,
    custody: Gezagsregel | None,
    measure: Maatregelregel | None,
    row: Regel,
    *,
    signs: bool,
    until: date | None,
) -> list[Ondertekenaar]:
    def one(
        number: int | None, name: str, role: str, *, why: str = "", article: str = "", known: bool = True
    ) -> Ondertekenaar:
        return Ondertekenaar(number, name, role, signs, why or row.waarom, article or row.artikel, until, known)

    if party == "jeugdige":
        return [one(lid.id, lid.naam, "jeugdige")]
    if party == "gi":
        assert measure is not None, "alleen een maatregel brengt een instelling mee"
        return [one(None, measure.instelling, "gecertificeerde instelling")]
    if party == "vertegenwoordiger":
        return [one(None, ONBEKEND, "curator of mentor", why=f"{row.waarom} {VERTEGENWOORDIGER}", known=False)]
    form = gezagsvormen()[custody.vorm if custody else "geen"]
    article = f"{row.artikel}; {form['artikel']}"
    if custody is None or custody.vorm == "geen":
        return [one(None, ONBEKEND, "met gezag", why=f"{row.waarom} {ZOEK_UIT}", article=article, known=False)]
    if custody.instelling:
        return [one(None, custody.instelling, form["als"], article=article)]
    both = " Zij tekenen allebei." if form["samen"] == "ja" and signs else ""
    return [one(who.id, who.naam, form["als"], why=row.waarom + both, article=article) for who in custody.houders]


def _measure(maatregelen: Sequence[Maatregelregel], peildatum: date) -> Maatregelregel | None:
    """The measure that decides who signs: a part of custody counts before supervision; reclassering changes nothing."""
    running = {one.soort: one for one in maatregelen if _holds(one.van, one.tot, peildatum)}
    return running.get(Maatregelsoort.GEZAGSDEEL) or running.get(Maatregelsoort.ONDERTOEZICHT)


def _holds(van: date, tot: date | None, peildatum: date) -> bool:
    return van <= peildatum and (tot is None or peildatum < tot)


def verjaardag(geboortedatum: date, jaren: int) -> date:
    """The day on which someone becomes that old; born on 29 February that is 1 March in a common year."""
    try:
        return geboortedatum.replace(year=geboortedatum.year + jaren)
    except ValueError:
        return date(geboortedatum.year + jaren, 3, 1)


def _until(
    lid: Gezinslid, gezag: Sequence[Gezagsregel], maatregelen: Sequence[Maatregelregel], peildatum: date
) -> date | None:
    """The first day after `peildatum` on which the answer may be another."""
    assert lid.geboortedatum is not None
    days = [verjaardag(lid.geboortedatum, years) for years in GRENZEN]
    periods = [*((one.van, one.tot) for one in gezag), *((one.van, one.tot) for one in maatregelen)]
    days += [day for period in periods for day in period if day is not None]
    if lid.onbekwaam_op:
        days.append(lid.onbekwaam_op)
    return min((day for day in days if day > peildatum), default=None)
