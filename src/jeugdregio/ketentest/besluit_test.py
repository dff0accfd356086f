# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a request: an answer (JW319), an allocation (JW301), and what may not follow it."""

import pytest

from jeugdregio.ketentest.verzoek_test import ANDERE, A, T, V, a, ant, one_by_one, v, w
from tests.keten import ANDER_KIND, Stap, b301, b305, b307, b319, nieuw, start, stop, tp, verschillen, vraag, wijzig

pytestmark = pytest.mark.django_db

ANTWOORDEN = [  # antwoord, reden, woonplaats, what breaks
    ("1", None, None, "CD085"),
    ("1", None, "0150", "CD085 TR409"),
    ("1", "4", "0150", "TR409"),
    ("1", "8", None, "TR377"),
    ("2", "4", None, "CD086"),
    ("2", "8", None, "CD086 TR377"),
    ("2", None, "0150", "TR409"),
    ("2", "5", "0150", "CD086 TR409"),
    ("1", "8", "9999", "Woonplaatsbeginsel:S300"),
    ("1", "8", "0150", ""),
]


def test_what_an_answer_holds(tmp_path):
    verhaal = [V, *[ant("R1", *wat, verdict=verdict) for *wat, verdict in ANTWOORDEN]]
    verhaal.insert(-1, ant("R9", "1", "8", "9999", verdict="Antwoord:9355 Woonplaatsbeginsel:S300"))

    assert verschillen(verhaal, tmp_path / "s") == []


BESLUITEN = {
    "looked into once, then refused": [
        V,
        ant("R1", "2", None, na="R1 in_onderzoek"),
        ant("R1", "2", None, verdict="Antwoord:9360"),
        ant("R1", "1", "9", na="R1 afgewezen"),
        ant("R1", "1", "9", verdict="Antwoord:9365"),
        ant("R1", "2", None, verdict="Antwoord:9365"),
    ],
    "nothing after an allocation": [
        V,
        ant("R1", "2", None),
        a(tp(1001, ref="R1", op="2026-01-20 12:00:00"), dag="2026-01-20", na=f"{A}; R1 toegewezen"),
        ant("R1", dag="2026-01-21", verdict="Antwoord:9359"),
        ant("R1", "2", None, dag="2026-01-21", verdict="Antwoord:9359"),
    ],
    "a request of someone else, or of nobody": [
        V,
        ant("R2", verdict="Antwoord:9355"),
        ant("r1", verdict="Antwoord:9355"),
        ant("R1", aanbieder=ANDERE, verdict="Antwoord:9355"),
        Stap(b319("R1", dag="2026-01-20"), "Header:8848", "R1 in_behandeling", "2026-01-19"),
        Stap(b319("R1", gemeente="9999"), "Header:S300"),
        Stap(b319("R1", "2", None, ident="X")),
        Stap(b319("R1", ident="X"), "Header:9056"),
        Stap(b319("R1", "1", "10"), "XSD"),
    ],
    "an allocation grants what was asked of it": [
        a(tp(1001, ref="R1", op="2026-01-15 12:00:00"), dag="2026-01-15", verdict="ToegewezenProduct0:9379"),
        v(vraag("R1"), vraag("R2", "45A53")),
        v(vraag("Q1"), bsn=ANDER_KIND),
        a(tp(1001, ref="Q1"), verdict="ToegewezenProduct0:9379"),
        a(tp(1001, ref="R1"), aanbieder=ANDERE, verdict="ToegewezenProduct0:9379"),
        a(tp(1001, ref="R1"), tp(1002, "45A53", ref="R9"), verdict="ToegewezenProduct1:9379"),
        a(
            tp(1009, "44", maat=""),
            na="1009 actueel; Q1 in_behandeling; R1 in_behandeling; R2 in_behandeling",
        ),
        a(tp(1001, "41", ref="R1", maat="", begin="2026-03-01"), tp(1009, "44", maat="")),
        ant("R2", "1", "6", dag="2026-03-05"),
        a(tp(1002, "45A53", ref="R2"), verdict="ToegewezenProduct0:9379"),
        a(tp(1001, "41", ref="R1", maat="", begin="2026-03-01"), verdict="ToegewezenProduct0:9379"),
        a(tp(1001, "41", maat="", begin="2026-03-01", op="2026-03-05 13:00:00")),
    ],
    "two allocations grant two products at once": [
        v(vraag("R1"), vraag("R2", "45A53")),
        a(
            tp(1, ref="R1"),
            tp(2, "45A53", ref="R2"),
            na="1 actueel; 2 actueel; R1 toegewezen; R2 toegewezen",
        ),
    ],
    "one requested product is granted in two parts": [
        V,
        a(tp(1, einde="2026-06-30", ref="R1"), tp(2, begin="2026-07-01", ref="R1")),
        a(tp(3, "45A53", ref="R1"), verdict="ToegewezenProduct0:9379"),
    ],
    "a change is granted as a whole": [
        Stap(b301(tp(1001), tp(1002, "41A11", maat="2/16/2"))),
        w(wijzig(), 1002),
        a(
            tp(1001, ref="W1", einde="2026-03-31", reden="12"),
            tp(1002, "41A11", maat="2/16/2"),
            verdict="ToegewezenProduct1:9379",
        ),
        a(
            tp(1001, ref="W1", einde="2026-03-31", reden="12", op="2026-03-05 12:00:00"),
            tp(1002, "41A11", maat="2/16/2", ref="W1"),
            tp(1003, begin="2026-04-01", op="2026-03-05 12:00:00"),
            verdict="ToegewezenProduct2:9379",
        ),
        a(tp(1002, "41A11", maat="2/16/2"), na=f"{A}; 1002 actueel; W1 in_behandeling"),
        a(
            tp(1001, ref="W1", einde="2026-03-31", reden="12", op="2026-03-05 12:00:00"),
            tp(1002, "41A11", maat="2/16/2", ref="W1"),
            tp(1003, begin="2026-04-01", ref="W1", op="2026-03-05 12:00:00"),
            na="1001 actueel 2026-01-01 2026-03-31; 1002 actueel; 1003 actueel 2026-04-01 2026-12-31; W1 toegewezen",
        ),
        a(tp(1003, begin="2026-04-01", ref="W1"), verdict="ToegewezenProduct0:9379"),
        ant("W1", dag="2026-03-06", verdict="Antwoord:9359"),
        w(wijzig(1001, "2026-01-01", "2026-03-31"), 1002, 1003, ref="W2", dag="2026-03-06"),
    ],
    "a change is granted as it was asked, each part in its own way (IV093)": [
        Stap(
            b301(
                tp(1, "45A04"),
                tp(2, "45A53", maat="100/04/6"),
                tp(3, "41", maat="€100000"),
                tp(4, "44A09", einde="2026-06-30", maat="2/14/2"),
            )
        ),
        Stap(b305(start(1))),
        w(
            1,
            wijzig(2, "2026-01-01", "2026-12-31", "120/04/6"),
            wijzig(3, "2026-01-01", "2027-06-30", "€150000"),
            wijzig(4, "2026-01-01", "2026-12-31", "2/14/2"),
            nieuw("45A60", "2026-04-01", maat="1/82/4"),
        ),
        a(
            tp(1, "45A04", ref="W1"),
            tp(2, "45A53", maat="120/04/6", reden="12", ref="W1", op="2026-03-05 12:00:00"),
            tp(3, "41", einde="2027-06-30", maat="€150000", reden="12", ref="W1", op="2026-03-05 12:00:00"),
            tp(4, "44A09", maat="2/14/2", reden="12", ref="W1", op="2026-03-05 12:00:00"),
            tp(5, "45A60", "2026-04-01", maat="1/82/4", ref="W1", op="2026-03-05 12:00:00"),
            na="1 actueel; 2 actueel; 3 actueel 2026-01-01 2027-06-30; 4 actueel;"
            " 5 actueel 2026-04-01 2026-12-31; 2026-01-05@1 lopend; W1 toegewezen",
        ),
        Stap(b307(stop("2026-03-05", "37", 1), dag="2026-03-05")),
        w(1, 2, 3, 4, wijzig(5, "2026-05-01", maat="2/82/4"), ref="W2", dag="2026-03-06"),
    ],
    "an answer that came too late, or out of turn, changes nothing": [
        V,
        ant("R1", "1", "4", dag="2026-01-14"),
        a(tp(1001, ref="R1", op="2026-01-20 12:00:00"), dag="2026-01-20", verdict="ToegewezenProduct0:9379"),
        a(tp(1001, op="2026-01-20 12:00:00"), dag="2026-01-20", na=f"{A}; R1 afgewezen"),
    ],
    "starts and stops go on beside a request": [
        T,
        Stap(b305()),
        w(wijzig()),
        Stap(b307(stop("2026-03-31", "37"))),
        ant("W1", "1", "1", dag="2026-04-02", na=f"{A}; 2026-01-05@1001 definitief_gestopt 2026-03-31; W1 afgewezen"),
    ],
    "the longest reference": [v(vraag("R" * 36)), ant("R" * 36, "2", None), Stap(b319("R" * 37), "XSD")],
}


def test_decisions(tmp_path):
    assert one_by_one(BESLUITEN, tmp_path) == {}
