# SPDX-License-Identifier: EUPL-1.2
"""
The judge of `declaraties/orakel_test.py`: a slow one in plain Python, written from the rules, that counts day by day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from jeugdregio.berichten.definities import jw301, jw323
from tests.wereld import Verdicts

pytestmark = pytest.mark.django_db

Row = dict[str, str]
OUTPUT = {"82", "83"}
NO_DAYS = {"14", "16", "83", "84"}
"""Units that are not allocated per day (CS338)."""

UNITS = ("01", "04", "14", "16", "82", "83", "84")
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
CONTRACT: dict[str, tuple[str, int | None, bool]] = {
    "45A01": ("01", 60_00, True),
    "45A04": ("04", 60_00, False),
    "45A14": ("14", 100_00, False),
    "45A16": ("16", 100_00, False),
    "45A82": ("82", 100_00, False),
    "45A83": ("83", None, False),
    "45A84": ("84", 100_00, False),
    "45B01": ("01", 71_35, True),
}
"""Per code the agreed unit, the tariff in cents, and whether that is per hour though minutes are agreed."""


# The oracle


def days(begin: date, end: date) -> Iterator[date]:
    while begin <= end:
        yield begin
        begin += timedelta(days=1)


def weeks(begin: date, end: date) -> int:
    return len({day.isocalendar()[:2] for day in days(begin, end)})


def sundays(begin: date, end: date) -> list[date]:
    return [day for day in days(begin, end) if day.isoweekday() == 7]


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def half_up(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)


@dataclass
class Allocation:
    """One allocation, and how much of it is used: in minutes for hours, in cents for a budget."""

    child: str
    sent: jw301.ToegewezenProduct
    used: int = 0

    @property
    def deleted(self) -> bool:
        return self.sent.reden_wijziging == "13"

    @property
    def begin(self) -> date:
        return self.sent.ingangsdatum

    @property
    def end(self) -> date | None:
        return self.sent.einddatum

    def most_in_period(self, begin: date, end: date) -> int:
        """TR321, in the unit of the allocation."""
        size = self.sent.omvang
        assert size
        if size.frequentie in "46":
            return size.volume
        if size.frequentie == "1":
            return size.volume * len(list(days(begin, end)))
        if size.eenheid not in OUTPUT:
            return size.volume * weeks(begin, end)
        assert self.end
        count = len(sundays(begin, end))
        if self.end.isoweekday() != 7:
            own = sundays(self.begin, self.end)
            count += begin <= (own[-1] if own else self.end) <= end
        return size.volume * count

    def most_in_all(self) -> int | None:
        """TR322 and TR369; minutes for hours, cents for a budget."""
        if self.sent.budget is not None:
            return self.sent.budget
        size = self.sent.omvang
        if size is None or (self.end is None and size.frequentie != "6"):
            return None
        return self._whole_term() * (60 if size.eenheid == "04" else 1)

    def _whole_term(self) -> int:
        size = self.sent.omvang
        assert size
        if size.frequentie == "6":
            return size.volume
        assert self.end
        if size.frequentie == "1":
            return size.volume * len(list(days(self.begin, self.end)))
        if size.frequentie == "4":
            return size.volume * len({(day.year, day.month) for day in days(self.begin, self.end)})
        if size.eenheid not in OUTPUT:
            return size.volume * weeks(self.begin, self.end)
        firsts = [day for day in days(self.begin, self.end) if day == self.begin or day.day == 1]
        return sum(self.most_in_period(first, min(last_of_month(first), self.end)) for first in firsts)

    def measures(self, line: jw323.Prestatie) -> bool:
        """Whether this line counts on the allocation: its unit can be compared."""
        size = self.sent.omvang
        return size is None or line.eenheid == size.eenheid or (size.eenheid, line.eenheid) == ("04", "01")

    def quantity(self, line: jw323.Prestatie) -> int:
        if self.sent.omvang is None:
            return line.ingediend_bedrag.bedrag
        return line.geleverd_volume * (60 if line.eenheid == "04" else 1)


@dataclass
class Line:
    """A line that was judged."""

    child: str
    sent: jw323.Prestatie
    credited: bool = False

    def same_care(self, other: jw323.Prestatie) -> bool:
        mine = self.sent
        return (mine.toewijzing_nummer, mine.product_periode, mine.product_categorie, mine.product_code) == (
            other.toewijzing_nummer,
            other.product_periode,
            other.product_categorie,
            other.product_code,
        )

    def same_but_for_the_credit(self, child: str, other: jw323.Prestatie) -> bool:
        mine = self.sent
        return (
            self.same_care(other)
            and self.child == child
            and (mine.geleverd_volume, mine.eenheid, mine.product_tarief, mine.ingediend_bedrag.bedrag)
            == (other.geleverd_volume, other.eenheid, other.product_tarief, other.ingediend_bedrag.bedrag)
        )


@dataclass
class Oracle:
    """Judges declaraties in the order in which they come, of one provider at one municipality."""

    allocations: dict[int, Allocation]
    references: set[str] = field(default_factory=set)
    granted: list[Line] = field(default_factory=list)
    credited: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    last_month: date = date.min

    def change(self, label: str, sent: jw301.ToegewezenProduct) -> Verdicts:
        """A later version takes the place of the one before; one that was decided earlier changes nothing (IV013)."""
        allocation = self.allocations[sent.toewijzing_nummer]
        living = (d for d in self.granted if d.sent.toewijzing_nummer == sent.toewijzing_nummer and not d.credited)
        if sent.reden_wijziging == "13" and any(living):
            return {label: "TR385"}
        if sent.toewijzingsdatum > allocation.sent.toewijzingsdatum:
            allocation.sent = sent
        return {}

    def judge(self, name: str, labels: Sequence[str], children: Sequence[str], sent: jw323.Declaratie) -> Verdicts:
        """The rules per line that is refused, or under the name of the message when it is refused whole."""
        month = sent.declaratie_periode.begindatum
        whole = ["TR318"] * (month < self.last_month) + ["TR333"] * (sent.declaratie_nummer in self.numbers)
        if whole:
            return {name: " ".join(whole)}
        self.numbers.add(sent.declaratie_nummer)
        self.last_month = month
        lines = [line for client in sent.clienten for line in client.prestaties]
        bad_children = {c for c, line in zip(children, lines, strict=True) if not self._knows(c, line)}
        found: list[set[str]] = [set() for _ in lines]
        order = sorted(range(len(lines)), key=lambda place: lines[place].ingediend_bedrag.debet_credit == "D")
        used_here: set[str] = set()
        for place in order:
            child, line = children[place], lines[place]
            own_reference = line.product_referentie.referentie_nummer
            if child in bad_children:
                found[place].add("TR304")
            elif own_reference in self.references | used_here:
                found[place].add("TR314")
            used_here.add(own_reference)
            if child not in bad_children and line.toewijzing_nummer not in self.allocations:
                found[place].add("TR338")
        for place in order:
            child, line = children[place], lines[place]
            if child not in bad_children:
                if line.ingediend_bedrag.debet_credit == "C":
                    self._credit(child, line, found[place])
                else:
                    self._debit(child, line, found[place], sent.declaratie_periode.einddatum)
        self.references |= {line.product_referentie.referentie_nummer for line in lines}
        return {label: " ".join(sorted(codes)) for label, codes in zip(labels, found, strict=True) if codes}

    def _knows(self, child: str, line: jw323.Prestatie) -> bool:
        allocation = self.allocations.get(line.toewijzing_nummer)
        if allocation is not None:
            return allocation.child == child
        return child in {a.child for a in self.allocations.values()}

    def _credit(self, child: str, line: jw323.Prestatie, codes: set[str]) -> None:
        previous = line.product_referentie.vorig_referentie_nummer
        assert previous
        debits = [
            debit
            for debit in self.granted
            if debit.sent.product_referentie.referentie_nummer == previous
            and debit.same_but_for_the_credit(child, line)
        ]
        if not debits:
            codes.add("TR323")
        if previous in self.credited:
            codes.add("TR390")
        if not codes:
            debits[0].credited = True
            self.credited.add(previous)
            allocation = self.allocations[line.toewijzing_nummer]
            allocation.used -= allocation.quantity(line)

    def _debit(self, child: str, line: jw323.Prestatie, codes: set[str], last_day: date) -> None:
        codes |= set(self._about_money(line))
        if line.product_periode.einddatum > last_day:
            codes.add("TR319")
        if any(debit.same_care(line) and not debit.credited for debit in self.granted):
            codes.add("TR389")
        allocation = self.allocations.get(line.toewijzing_nummer)
        if allocation is None:
            return
        if allocation.deleted:
            codes.add("TR384")
            return
        codes |= set(self._beside(allocation, line))
        most = allocation.most_in_all()
        too_much = most is not None and allocation.used + allocation.quantity(line) > most
        if too_much and allocation.measures(line):
            codes.add("TR322" if allocation.sent.omvang else "TR369")
        if not codes:
            allocation.used += allocation.quantity(line)
            self.granted.append(Line(child, line))

    def _about_money(self, line: jw323.Prestatie) -> Iterator[str]:
        contract = CONTRACT.get(line.product_code)
        if contract is None or line.product_categorie != "45":
            yield "TR381"
        if line.eenheid == "83":
            return
        unit, cent, per_hour = contract or ("", None, False)
        in_minutes = line.eenheid == "01" and (per_hour or unit == "04")
        expected = half_up(cent, 60) if cent is not None and in_minutes else cent
        if line.product_tarief != expected:
            yield "TR418"
        assert line.product_tarief is not None
        amount = line.geleverd_volume * line.product_tarief
        if cent is not None and in_minutes:
            amount = half_up(cent * line.geleverd_volume, 60)
        if line.ingediend_bedrag.bedrag != amount:
            yield "TR346"

    def _beside(self, allocation: Allocation, line: jw323.Prestatie) -> Iterator[str]:
        """What has to be as it was allocated."""
        product, size, period = allocation.sent.product, allocation.sent.omvang, line.product_periode
        if product and line.product_categorie != product.categorie:
            yield "TR339"
        if product and product.code and line.product_code != product.code:
            yield "TR340"
        if not allocation.measures(line) if size else not _agreed(line):
            yield "TR341"
        if period.begindatum < allocation.begin:
            yield "TR307"
        if allocation.end and period.einddatum > allocation.end:
            yield "TR308"
        if period.begindatum != max(period.begindatum.replace(day=1), allocation.begin):
            yield "TR387"
        last = last_of_month(period.begindatum)
        if period.einddatum != (min(last, allocation.end) if allocation.end else last):
            yield "TR388"
        if size and allocation.measures(line):
            most = allocation.most_in_period(period.begindatum, period.einddatum)
            if line.geleverd_volume > most * (60 if (size.eenheid, line.eenheid) == ("04", "01") else 1):
                yield "TR321"


def _agreed(line: jw323.Prestatie) -> bool:
    """Without omvang the unit is that of the contract; a tariff per hour is for hours and minutes."""
    unit, _, per_hour = CONTRACT.get(line.product_code, (line.eenheid, None, False))
    return line.eenheid == unit or (unit == "04" and line.eenheid == "01") or (per_hour and line.eenheid == "04")


# The worlds
