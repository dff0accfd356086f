# SPDX-License-Identifier: EUPL-1.2
"""
Whether a provider must have internal supervision, whether it has, and the share that has (L16, S50).

Text of the Jeugdwet per 1-1-2026, paragraph 4.4: more than ten professionals with stay, more than 25 otherwise, and
every certified institution; six months to arrange it after the line was crossed. What is not known stays unknown.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.aanbieders.values import Aandeel, Oordeel, Toezicht, Toezichtoordeel
from jeugdregio.core.money import round_half_up


@dataclass(frozen=True)
class Toets:
    """The figures of the test, with where they come from."""

    met_verblijf: int
    zonder_verblijf: int
    vanaf: date
    maanden: int
    bron: str
    zekerheid: str


TOETS = Toets(
    met_verblijf=10,
    zonder_verblijf=25,
    vanaf=date(2026, 1, 1),
    maanden=6,
    bron="Jeugdwet, paragraaf 4.4, tekst per 1 januari 2026",
    zekerheid="middel: gelezen in de tekst van de wet, niet door een jurist bevestigd",
)


def is_verplicht(*, gecertificeerd: bool, hulpverleners: int | None, verblijf: bool | None) -> bool | None:
    """Whether internal supervision is a duty; None when the numbers do not tell."""
    if gecertificeerd:
        return True
    if hulpverleners is None:
        return None
    if hulpverleners > TOETS.zonder_verblijf:
        return True
    if hulpverleners <= TOETS.met_verblijf:
        return False
    return verblijf


def beoordeel(
    meldingen: Sequence[Toezicht], *, gecertificeerd: bool, begonnen_op: date | None, peildatum: date
) -> Toezichtoordeel:
    """
    The judgement on a day from what sources said up to that day, oldest first.

    The six months run from the first report in the unbroken row of reports that say it is a duty; for a certified
    institution that has no reports, from the day it began. They never run from before the law.
    """
    known = [one for one in meldingen if one.peildatum <= peildatum]
    last = known[-1] if known else None
    duty = _verplicht(last, gecertificeerd)
    has = next((one.aanwezig for one in reversed(known) if one.aanwezig is not None), None)
    if duty is None or (duty and has is None):
        return Toezichtoordeel(Oordeel.ONBEKEND, duty, has, None, last)
    if not duty:
        return Toezichtoordeel(Oordeel.NIET_VERPLICHT, duty, has, None, last)
    if has:
        return Toezichtoordeel(Oordeel.VOLDOET, duty, has, None, last)
    until = _later(max(_sinds(known, gecertificeerd, begonnen_op), TOETS.vanaf), TOETS.maanden)
    verdict = Oordeel.NOG_TIJD if peildatum < until else Oordeel.VOLDOET_NIET
    return Toezichtoordeel(verdict, duty, has, until, last)


def aandeel(aanwezig: Iterable[bool | None]) -> Aandeel:
    """The share that has internal supervision, of those of which it is known; the unknown are counted apart."""
    every = list(aanwezig)
    yes, no = every.count(True), every.count(False)
    return Aandeel(yes, no, len(every) - yes - no, round_half_up(yes * 1000, yes + no) if yes + no else None)


def _verplicht(one: Toezicht | None, gecertificeerd: bool) -> bool | None:
    return is_verplicht(
        gecertificeerd=gecertificeerd,
        hulpverleners=one.hulpverleners if one else None,
        verblijf=one.verblijf if one else None,
    )


def _sinds(known: Sequence[Toezicht], gecertificeerd: bool, begonnen_op: date | None) -> date:
    if gecertificeerd:
        return begonnen_op or date.min
    since = None
    for one in reversed(known):
        if not _verplicht(one, gecertificeerd):
            break
        since = one.peildatum
    assert since is not None, "a duty without numbers is that of a certified institution"
    return since


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
