# SPDX-License-Identifier: EUPL-1.2
"""Starts and stops (JW305, JW307) in every order: what comes back by the text of the standard, and what is left."""

import pytest

from tests.keten import ANDER_KIND, Stap, b301, b305, b307, start, stop, tp, verschillen

pytestmark = pytest.mark.django_db

T = Stap(b301())
S = Stap(b305())
"""A start on 5 January."""
A = "1001 actueel"
TIJDELIJK = Stap(b307(stop("2026-02-09", "20"), dag="2026-02-10"))
HERSTART = Stap(b305(start(begin="2026-02-20"), dag="2026-02-20"))
DEFINITIEF = Stap(b307())
WEG = Stap(b305(start(status="3"), dag="2026-01-07"))
ANDERE = "42420002"
VERWIJDERD = Stap(b301(tp(1001, einde="2026-01-01", reden="13", op="2026-01-10 09:00:00"), dag="2026-01-10"))


def s(*starts, verdict="", na=None, **kop):
    return Stap(b305(*starts, **kop), verdict, na)


def z(*stops, verdict="", na=None, **kop):
    return Stap(b307(*stops, **kop), verdict, na)


STARTS = {
    "start": [T, s(na=f"{A}; 2026-01-05@1001 lopend")],
    "the same start again, and one while it runs": [
        T,
        S,
        s(verdict="StartProduct0:9074,9326"),
        s(start(begin="2026-01-06"), verdict="StartProduct0:9326"),
    ],
    "after a temporary stop only with another date": [
        T,
        S,
        TIJDELIJK,
        s(start(), dag="2026-02-20", verdict="StartProduct0:9074"),
        s(
            start(begin="2026-02-20"),
            dag="2026-02-20",
            na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-09; 2026-02-20@1001 lopend",
        ),
    ],
    "after a definitive stop": [T, S, DEFINITIEF, s(start(begin="2026-04-02"), dag="2026-04-02")],
    "a stop that was deleted leaves the start running": [
        T,
        S,
        DEFINITIEF,
        z(stop(status="3"), dag="2026-04-02"),
        s(start(begin="2026-04-02"), dag="2026-04-02", verdict="StartProduct0:9326"),
    ],
    "deleting frees the key": [T, S, WEG, s(dag="2026-01-08", na=f"{A}; 2026-01-05@1001 lopend")],
    "deleting what is not there": [T, s(start(status="3"), verdict="StartProduct0:9063")],
    "deleting twice": [
        T,
        S,
        Stap(WEG.bericht, na=A),
        s(start(status="3"), dag="2026-01-08", verdict="StartProduct0:9063"),
    ],
    "deleting by a key that differs": [
        T,
        S,
        s(start(status="3", begin="2026-01-04"), verdict="StartProduct0:9063"),
        s(start(status="3", wat="45A53"), verdict="StartProduct0:9063"),
        s(start(status="3", wat="45"), verdict="StartProduct0:9063"),
        s(start(status="3", wat="-"), verdict="StartProduct0:9063"),
        s(start(1002, status="3"), verdict="StartProduct0:9063"),
        s(start(None, status="3"), verdict="StartProduct0:9063"),
        s(start(status="3"), bsn=ANDER_KIND, verdict="StartProduct0:9063"),
        s(start(status="3"), aanbieder=ANDERE, verdict="StartProduct0:9063"),
    ],
    "deleting judges nothing else, not even the product": [
        T,
        s(start(9, wat="45:44A09", status="3"), verdict="StartProduct0:9063"),
        s(start(status="3", begin="2026-01-07"), verdict="TR134"),
    ],
    "ToewijzingIngangsdatum is no key": [T, S, s(start(status="3", ingang="2020-01-01"), na=A)],
    "deleting a start that was stopped": [
        T,
        S,
        TIJDELIJK,
        s(start(status="3"), dag="2026-02-11", verdict="StartProduct0:9071"),
        z(stop("2026-02-09", "20", status="3"), dag="2026-02-11"),
        s(start(status="3"), dag="2026-02-11", na=A),
    ],
    "deleting a later start beside one that was stopped": [
        T,
        S,
        TIJDELIJK,
        HERSTART,
        s(
            start(begin="2026-02-20", status="3"),
            dag="2026-02-21",
            na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-09",
        ),
    ],
    "deleted and replaced in one message": [
        T,
        S,
        s(start(status="3"), start(begin="2026-01-06"), na=f"{A}; 2026-01-06@1001 lopend"),
        s(start(begin="2026-01-05"), start(begin="2026-01-06", status="3"), na=f"{A}; 2026-01-05@1001 lopend"),
    ],
    "deleted and delivered with one key in one message": [T, S, s(start(status="3"), start(), verdict="TR101")],
    "one of two deletions is wrong": [
        T,
        S,
        s(start(status="3"), start(begin="2026-01-02", status="3"), verdict="StartProduct1:9063"),
    ],
    "a deletion that may not be beside a start that may": [
        T,
        S,
        TIJDELIJK,
        s(start(status="3"), start(begin="2026-02-20"), dag="2026-02-20", verdict="StartProduct0:9071"),
    ],
    "status 2 and 9": [
        T,
        S,
        s(start(status="2"), verdict="CS058"),
        s(start(status="9"), verdict="CS058"),
        s(start(begin="2026-01-06"), start(status="9"), verdict="CS058"),
    ],
    "two on one allocation in one message": [T, s(start(), start(begin="2026-01-06"), verdict="StartProduct1:9326")],
    "two on two allocations": [
        Stap(b301(tp(1001), tp(1002, "45A53"))),
        s(start(), start(1002, wat="45A53")),
    ],
    "an allocation of someone else": [
        T,
        Stap(b301(tp(1002, "45A53"), bsn=ANDER_KIND)),
        Stap(b301(tp(1003), aanbieder=ANDERE)),
        s(start(9), verdict="StartProduct0:9019"),
        s(start(1002, wat="45A53"), verdict="StartProduct0:9019"),
        s(start(1003), verdict="StartProduct0:9019"),
        s(start(1003), aanbieder=ANDERE),
    ],
    "a deleted allocation, and one that is past": [
        T,
        Stap(b301(tp(1002, "45A53", einde="2026-01-31"))),
        VERWIJDERD,
        s(dag="2026-01-11", verdict="StartProduct0:9019"),
        s(start(1002, wat="45A53"), dag="2026-03-01"),
    ],
    "care by task has no allocation": [
        s(start(None, wat="44A47"), na="2026-01-05@ lopend"),
        s(start(None, wat="44A47"), verdict="StartProduct0:9074"),
        z(stop(nummer=None, wat="44A47"), na="2026-01-05@ definitief_gestopt 2026-03-31"),
        z(stop("2026-03-31", nummer=None, wat="44A47", begin="2026-01-06"), verdict="StopProduct0:9069"),
        s(start(7, wat="44A47"), verdict="StartProduct0:9019"),
        s(start(None, wat="44"), bsn=ANDER_KIND),
        s(start(None, wat="44A47", status="3"), dag="2026-04-03", verdict="StartProduct0:9071"),
    ],
    "no number for care that is allocated": [
        T,
        s(start(None), verdict="StartProduct0:9019"),
        s(start(None, wat="45A60"), verdict="StartProduct0:9019"),
        s(start(None, wat="-"), verdict="StartProduct0:9019"),
    ],
    "a code that is not in the list": [
        T,
        s(start(wat="45:44A09"), verdict="StartProduct0:S329"),
        s(start(wat="45X99"), verdict="StartProduct0:S329"),
        s(start(None, wat="45X99"), verdict="StartProduct0:S329"),
        s(start(9, wat="45X99"), verdict="StartProduct0:9019,S329"),
        s(start(begin="2026-01-04"), start(1002, wat="45X99"), verdict="StartProduct1:9019,S329"),
    ],
    "a product that differs from the allocation breaks no rule": [T, s(start(wat="45A53"))],
    "one start for an allocation without code or product": [
        Stap(b301(tp(1001, "45", maat=""), tp(1002, "-", "2027-01-01", "2027-12-31", "€100000"))),
        s(start(wat="45")),
        s(start(wat="45A04", begin="2026-01-06"), verdict="StartProduct0:9326"),
        s(start(1002, wat="-")),
        s(start(1002, wat="-", begin="2026-01-06"), verdict="StartProduct0:9326"),
    ],
    "the day of the start": [
        T,
        s(start(begin="2026-01-07"), verdict="TR134"),
        s(start(begin="2026-01-06"), na=f"{A}; 2026-01-06@1001 lopend"),
    ],
    "a start before or after the allocation": [
        Stap(b301(tp(1001, begin="2026-02-01", einde="2026-02-28"))),
        s(),
        z(
            stop("2026-03-31"),
            na="1001 verstreken 2026-02-01 2026-02-28; 2026-01-05@1001 definitief_gestopt 2026-03-31",
        ),
    ],
}

STOPS = {
    "definitive and temporary": [
        T,
        S,
        Stap(TIJDELIJK.bericht, na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-09"),
    ],
    "on the day of the start, and before it": [
        T,
        S,
        z(stop("2026-01-04"), verdict="TR018"),
        z(stop("2026-04-02"), verdict="TR134"),
        z(stop("2026-04-02", begin="2026-04-03"), verdict="TR018 TR134"),
        z(stop("2026-01-05"), na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-01-05"),
    ],
    "without a start of that key": [
        T,
        z(verdict="StopProduct0:9069"),
        S,
        z(stop(begin="2026-01-06"), verdict="StopProduct0:9069"),
        z(stop(wat="45A53"), verdict="StopProduct0:9069"),
        z(stop(wat="45"), verdict="StopProduct0:9069"),
        z(stop(wat="-"), verdict="StopProduct0:9069"),
        z(stop(wat="45:44A09"), verdict="StopProduct0:9069,S329"),
        z(stop(nummer=9), verdict="StopProduct0:9019,9069"),
        z(stop(nummer=None), verdict="StopProduct0:9019,9069"),
        z(bsn=ANDER_KIND, verdict="StopProduct0:9019,9069"),
        z(aanbieder=ANDERE, verdict="StopProduct0:9019,9069"),
        z(stop(ingang="2020-01-01")),
    ],
    "a start that was deleted": [T, S, WEG, z(verdict="StopProduct0:9069")],
    "after a temporary stop": [
        T,
        S,
        TIJDELIJK,
        z(stop("2026-02-28", "20"), verdict="StopProduct0:9413"),
        z(stop("2026-02-09", "20"), verdict="StopProduct0:9074,9413"),
        z(stop("2026-02-08", "20"), verdict="StopProduct0:9413,9414"),
        z(stop("2026-02-08", "32"), verdict="StopProduct0:9414"),
        z(stop("2026-02-09", "32"), na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-02-09"),
    ],
    "after a definitive stop": [
        T,
        S,
        DEFINITIEF,
        z(verdict="StopProduct0:9074,9415"),
        z(stop("2026-03-31", "32"), verdict="StopProduct0:9415"),
        z(stop("2026-04-01", "20"), verdict="StopProduct0:9415"),
        z(stop("2026-03-30", "02"), verdict="StopProduct0:9414,9415"),
    ],
    "deleting the definitive of two": [
        T,
        S,
        TIJDELIJK,
        DEFINITIEF,
        z(stop(status="3"), na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-09"),
        z(stop(status="3"), verdict="StopProduct0:9063"),
        z(stop("2026-02-09", "20", status="3"), na=f"{A}; 2026-01-05@1001 lopend"),
    ],
    "deleting the temporary of two": [
        T,
        S,
        TIJDELIJK,
        DEFINITIEF,
        z(stop("2026-02-09", "20", status="3"), na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-03-31"),
        z(stop(status="3"), na=f"{A}; 2026-01-05@1001 lopend"),
    ],
    "deleting by a key that differs": [
        T,
        S,
        DEFINITIEF,
        z(stop("2026-03-30", status="3"), verdict="StopProduct0:9063"),
        z(stop(reden="32", status="3"), verdict="StopProduct0:9063"),
        z(stop(wat="45A53", status="3"), verdict="StopProduct0:9063"),
        z(stop(begin="2026-01-06", status="3"), verdict="StopProduct0:9063"),
        z(stop(nummer=2, wat="45X99", status="3"), verdict="StopProduct0:9063"),
        z(stop(status="3"), bsn=ANDER_KIND, verdict="StopProduct0:9063"),
        z(stop("2026-04-05", status="3"), verdict="TR134"),
    ],
    "another reason or an earlier date in one message": [
        T,
        S,
        DEFINITIEF,
        z(stop(status="3"), stop(reden="32"), na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-03-31"),
        z(
            stop("2026-02-28", "32"),
            stop(reden="32", status="3"),
            na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-02-28",
        ),
        z(
            stop("2026-02-28", "32", status="3"),
            stop("2026-02-27", "20"),
            na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-27",
        ),
    ],
    "the same key twice in a message": [T, S, DEFINITIEF, z(stop(status="3"), stop(), verdict="TR101")],
    "status 2 and 9": [T, S, z(stop(status="2"), verdict="CS058"), z(stop(status="9"), verdict="CS058")],
    "temporary, then definitive, in one message": [
        T,
        S,
        z(stop("2026-02-09", "20"), stop(), na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-03-31"),
    ],
    "two of a kind in one message": [
        T,
        S,
        z(stop("2026-02-09", "20"), stop("2026-03-01", "20"), verdict="StopProduct1:9413"),
        z(stop("2026-02-09", "31"), stop("2026-03-01", "32"), verdict="StopProduct1:9415"),
    ],
    "a restart has stops of its own": [
        T,
        S,
        TIJDELIJK,
        HERSTART,
        z(
            stop("2026-02-25", "20", begin="2026-02-20"),
            na=f"{A}; 2026-01-05@1001 tijdelijk_gestopt 2026-02-09; 2026-02-20@1001 tijdelijk_gestopt 2026-02-25",
        ),
        z(stop("2026-02-10", "31")),
        z(
            stop("2026-03-01", "31", begin="2026-02-20"),
            na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-02-10; 2026-02-20@1001 definitief_gestopt 2026-03-01",
        ),
    ],
    "a deleted allocation": [
        T,
        S,
        VERWIJDERD,
        z(verdict="StopProduct0:9019"),
        s(start(status="3"), dag="2026-01-12", na="1001 verwijderd 2026-01-01 2026-01-01"),
    ],
}


@pytest.mark.parametrize("verhaal", STARTS.values(), ids=STARTS)
def test_starts(verhaal, tmp_path):
    assert verschillen(verhaal, tmp_path / "s") == []


@pytest.mark.parametrize("verhaal", STOPS.values(), ids=STOPS)
def test_stops(verhaal, tmp_path):
    assert verschillen(verhaal, tmp_path / "s") == []
