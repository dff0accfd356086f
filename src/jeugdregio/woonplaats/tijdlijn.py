# SPDX-License-Identifier: EUPL-1.2
"""
From a history to a chain of answers: who is responsible on each day, without gaps, and what a change means.

A day's answer comes from the facts of that day alone (`bepalen`), under the rule of that day. Only on days on which
something begins or ends can it change; those are asked one by one, and equal answers are one period.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar

from jeugdregio.woonplaats.bepalen import bepaal, bij_de_wetswijziging, na_verhuizing
from jeugdregio.woonplaats.uitleg import stappen
from jeugdregio.woonplaats.values import (
    EINDE_JEUGDHULP,
    EINDE_PLEEGZORG,
    MEERDERJARIG,
    NIEUWE_REGEL,
    Adresperiode,
    Antwoord,
    Feiten,
    Geschiedenis,
    Gezag,
    Hulp,
    NietVastTeStellen,
    Overgang,
    Verblijf,
    Verblijfperiode,
    Verblijfsoort,
)

EEN_DAG = timedelta(days=1)


class Periode(Protocol):
    """Anything from a day on, up to but not including another."""

    @property
    def van(self) -> date: ...
    @property
    def tot(self) -> date | None: ...


P = TypeVar("P", bound=Periode)


def keten(geschiedenis: Geschiedenis, *, van: date, tot: date) -> tuple[Antwoord, ...]:
    """
    The answers over [`van`, `tot`), in order: each begins where the one before ends.

    Never before the birth. A period in which nobody can be pointed at has no municipality and says what is missing.
    Raises `ValueError` for a period that is empty.
    """
    begin = max(van, geschiedenis.geboren)
    if begin >= tot:
        raise ValueError("De periode is leeg, of ligt voor de geboorte. Kies een latere laatste dag.")
    days = [day for day in _days(geschiedenis) if begin < day < tot]
    found: list[Antwoord] = []
    for day, end in zip([begin, *days], [*days, tot], strict=True):
        answer = antwoord_op(geschiedenis, day, tot=end)
        last = found[-1] if found else None
        if last and (last.gemeente, last.regels, last.ontbreekt) == (answer.gemeente, answer.regels, answer.ontbreekt):
            found[-1] = replace(last, tot=end)
        else:
            found.append(answer)
    return tuple(found)


def antwoord_op(geschiedenis: Geschiedenis, dag: date, *, tot: date) -> Antwoord:
    """The answer on `dag`, for a period up to `tot` in which nothing changes."""
    facts = feiten_op(geschiedenis, dag)
    stays = _stays(geschiedenis.verblijven, dag)
    running = _chain(stays)[0] if stays and _runs(stays[-1], dag) else None
    authority, real = geldend(geschiedenis.gezag, dag), geldend(geschiedenis.werkelijk, dag)
    try:
        found, missing = bepaal(facts), ""
    except NietVastTeStellen as nobody:
        found, missing = None, str(nobody)
    steps = stappen(
        facts,
        found,
        adres=_counting(geschiedenis.adressen, stays, dag),
        verblijf=running,
        bron_gezag=authority.bron if authority else "",
        bron_werkelijk=real.bron if real else "",
    )
    return Antwoord(dag, tot, found.gemeente if found else "", found.regels if found else (), steps, missing)


def feiten_op(geschiedenis: Geschiedenis, dag: date) -> Feiten:
    """What of a history counts on one day."""
    stays = _stays(geschiedenis.verblijven, dag)
    now, counts = geldend(geschiedenis.adressen, dag), _counting(geschiedenis.adressen, stays, dag)
    authority, real = geldend(geschiedenis.gezag, dag), geldend(geschiedenis.werkelijk, dag)
    whole = _in_a_stay(stays, dag)
    return Feiten(
        moment=dag,
        hulp=Hulp.VERBLIJF if whole else Hulp.MAATREGEL if geschiedenis.maatregel else Hulp.AMBULANT,
        leeftijd=leeftijd(geschiedenis.geboren, dag),
        brp=now.gemeente if now and not now.aantekening else "",
        aantekening=bool(counts and counts.aantekening),
        buitenland=bool(counts and counts.buitenland),
        verblijven=tuple(_facts(geschiedenis.adressen, stays)),
        moeder_bij_geboorte=geschiedenis.moeder_bij_geboorte,
        werkelijk_verblijf=real.gemeente if real else "",
        voortgezet=geschiedenis.voortgezet,
        gezag=authority.gezag if authority else Gezag.OUDER,
        gezagsdrager=authority.gemeente if authority else "",
    )


def leeftijd(geboren: date, dag: date) -> int:
    """How old someone is on a day; born on 29 February, a year older on 1 March of other years."""
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def overgangen(geschiedenis: Geschiedenis, antwoorden: Sequence[Antwoord]) -> tuple[Overgang, ...]:
    """
    Where another municipality takes over, with the right to go on with help that runs without a stay (W18), or that ran
    on 1 January 2022 (W24).
    """
    found = []
    for before, after in pairwise(antwoorden):
        if before.gemeente == after.gemeente or not (before.gemeente and after.gemeente):
            continue
        right = None
        if after.van == NIEUWE_REGEL:
            right = bij_de_wetswijziging(pleegzorg=_kind(geschiedenis, after.van) is Verblijfsoort.PLEEGZORG)
        elif after.van > NIEUWE_REGEL and _kind(geschiedenis, after.van) is None:
            right = na_verhuizing(after.van, begonnen=True, met_verzoek=True)
        found.append(Overgang(after.van, before.gemeente, after.gemeente, right))
    return tuple(found)


def geldend(rows: Iterable[P], dag: date) -> P | None:
    """The row that counts on a day: of more than one the last that began."""
    return max((row for row in rows if _runs(row, dag)), key=lambda row: row.van, default=None)


def _days(one: Geschiedenis) -> list[date]:
    """Every day on which an answer can become another, in order."""
    rows: list[Periode] = [*one.adressen, *one.verblijven, *one.gezag, *one.werkelijk]
    turns = {day for row in rows for day in (row.van, row.tot) if day}
    birthdays = {verjaardag(one.geboren, age) for age in (MEERDERJARIG, EINDE_PLEEGZORG, EINDE_JEUGDHULP)}
    return sorted(turns | birthdays | {NIEUWE_REGEL})


def verjaardag(geboren: date, jaren: int) -> date:
    """The day on which someone becomes so many years old."""
    year = geboren.year + jaren
    try:
        return geboren.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _runs(row: Periode, dag: date) -> bool:
    return row.van <= dag and (row.tot is None or dag < row.tot)


def _stays(rows: Sequence[Verblijfperiode], dag: date) -> list[Verblijfperiode]:
    """
    The stays that matter on a day, the one that runs last: those in part time only while they run, and then only when
    the child is nowhere else.
    """
    begun = sorted((row for row in rows if row.van <= dag), key=lambda row: row.van)
    whole = [row for row in begun if not row.deeltijd]
    running = [row for row in whole if _runs(row, dag)]
    if running:
        return [*(row for row in whole if row is not running[-1]), running[-1]]
    part = [row for row in begun if row.deeltijd and _runs(row, dag)]
    return [*whole, *part[-1:]]


def _chain(stays: Sequence[Verblijfperiode]) -> list[Verblijfperiode]:
    """The stays up to the last that follow each other without a day in between."""
    chain = [stays[-1]]
    for row in sorted(stays[:-1], key=lambda one: one.van, reverse=True):
        if not row.deeltijd and row.van <= chain[0].van and (row.tot is None or row.tot >= chain[0].van):
            chain.insert(0, row)
    return chain


def _in_a_stay(stays: Sequence[Verblijfperiode], dag: date) -> bool:
    return bool(stays) and _runs(stays[-1], dag) and not stays[-1].deeltijd


def _counting(addresses: Sequence[Adresperiode], stays: Sequence[Verblijfperiode], dag: date) -> Adresperiode | None:
    """The address that decides: during a stay the one before it, also for whether it was abroad or had a remark."""
    return _before(addresses, _chain(stays)[0]) if _in_a_stay(stays, dag) else geldend(addresses, dag)


def _before(addresses: Sequence[Adresperiode], stay: Verblijfperiode) -> Adresperiode | None:
    return geldend(addresses, stay.van - EEN_DAG)


def _facts(addresses: Sequence[Adresperiode], stays: Sequence[Verblijfperiode]) -> Iterable[Verblijf]:
    chain = _chain(stays) if stays else []
    for row in stays:
        before = _before(addresses, row)
        yield Verblijf(
            soort=row.soort,
            brp_ervoor=before.gemeente if before and not before.aantekening else "",
            aansluitend=row in chain[1:],
            einde=row.tot - EEN_DAG if row.tot else None,
            deeltijd=row.deeltijd,
        )


def _kind(one: Geschiedenis, dag: date) -> Verblijfsoort | None:
    """In what kind of stay a child is on a day, not in part time."""
    found = geldend([row for row in one.verblijven if not row.deeltijd], dag)
    return found.soort if found else None
