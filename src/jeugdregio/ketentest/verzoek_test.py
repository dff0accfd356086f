# SPDX-License-Identifier: EUPL-1.2
"""Requests for allocation and for change (JW315, JW317): codes, classes and states by the text of the standard."""

from itertools import product

import pytest

from tests.keten import (
    ANDER_KIND,
    Stap,
    b301,
    b305,
    b315,
    b317,
    b319,
    bsn,
    nieuw,
    start,
    tp,
    verschillen,
    vraag,
    wijzig,
)

pytestmark = pytest.mark.django_db

ANDERE = "42420002"
T = Stap(b301())
A = "1001 actueel"
V = Stap(b315())


def v(*gevraagd, verdict="", na=None, **kop):
    return Stap(b315(*gevraagd, **kop), verdict, na)


def w(*onderdelen, verdict="", na=None, **kop):
    return Stap(b317(*onderdelen, **kop), verdict, na)


def ant(*wat, verdict="", na=None, **kop):
    return Stap(b319(*wat, **kop), verdict, na)


def a(*producten, verdict="", na=None, **kop):
    return Stap(b301(*producten, **{"dag": "2026-03-05", **kop}), verdict, na)


def one_by_one(verhalen, folder):
    return {name: wrong for i, (name, v) in enumerate(verhalen.items()) if (wrong := verschillen(v, folder / f"s{i}"))}


VOT = {
    "one open request per child and provider": [
        V,
        v(vraag("R2"), verdict="Client:9374"),
        v(vraag("R1"), verdict="AangevraagdProduct0:9347 Client:9374"),
        v(vraag("R2"), bsn=ANDER_KIND),
        v(vraag("R1"), aanbieder=ANDERE),
        ant("R1", "2", None),
        v(vraag("R3"), verdict="Client:9374", dag="2026-01-20"),
        ant("R1", "1", "7"),
        v(vraag("R3"), dag="2026-01-20"),
    ],
    "more products: open until the last is decided": [
        v(vraag("R1"), vraag("R2", "45A53"), na="R1 in_behandeling; R2 in_behandeling"),
        ant("R1"),
        v(vraag("R3"), verdict="Client:9374", dag="2026-01-20"),
        a(tp(1001, "45A53", op="2026-01-20 12:00:00"), dag="2026-01-20"),
        v(vraag("R3"), verdict="Client:9374", dag="2026-01-20"),
        a(tp(1002, "45A04", ref="R2", op="2026-01-20 12:00:00"), dag="2026-01-20"),
        v(
            vraag("R3"),
            dag="2026-01-20",
            na="1001 actueel; 1002 actueel; R1 afgewezen; R2 toegewezen; R3 in_behandeling",
        ),
    ],
    "a reference is used once": [
        T,
        V,
        ant("R1"),
        v(vraag("R1"), dag="2026-01-20", verdict="AangevraagdProduct0:9347"),
        v(vraag("R2"), vraag("R1", "45A53"), dag="2026-01-20", verdict="AangevraagdProduct1:9347"),
        v(vraag("R1"), bsn=ANDER_KIND, dag="2026-01-20", verdict="AangevraagdProduct0:9347"),
        w(1001, nieuw(), ref="R1", verdict="Verzoek:9347"),
        w(1001, nieuw(), ref="W1"),
        v(vraag("W1"), bsn=ANDER_KIND, verdict="AangevraagdProduct0:9347"),
        v(vraag("w1"), bsn=ANDER_KIND),
    ],
    "a refused request uses no reference and is not open": [
        v(vraag("R1", "45X99"), verdict="AangevraagdProduct0:S329", na=""),
        v(vraag("R1"), na="R1 in_behandeling"),
    ],
    "one reference twice": [
        v(vraag("R1"), vraag("R1", "45A53"), verdict="TR101 TR383"),
        v(vraag("R1"), vraag("R1"), verdict="TR101 TR383 TR386"),
    ],
    "the same product at the same time": [
        v(vraag("R1", einde="2026-06-30"), vraag("R2", begin="2026-06-30"), verdict="TR386"),
        v(vraag("R1", einde=None), vraag("R2", begin="2030-06-30", einde=None), verdict="TR386"),
        v(vraag("R1"), vraag("R2", "45", maat=""), verdict="TR386"),
        v(vraag("R1", "44", maat=""), vraag("R2", "-", maat="€500"), verdict="TR386"),
        v(vraag("R1", einde="2026-06-30"), vraag("R2", begin="2026-07-01"), vraag("R3", "44", maat="")),
    ],
    "a product that is allocated already breaks no rule": [T, v(vraag("R1", begin="2026-01-01"))],
    "a code that does not fit": [
        v(vraag("R1", "41", maat=""), vraag("R2", "44:45A53"), verdict="AangevraagdProduct1:S329"),
        v(vraag("R1", "45X99"), vraag("R2", "44:45A53"), verdict="AangevraagdProduct0:S329 AangevraagdProduct1:S329"),
    ],
    "several things wrong": [
        V,
        v(
            vraag("R1", "45A53"),
            vraag("R2", "45X99"),
            verdict="AangevraagdProduct0:9347 AangevraagdProduct1:S329 Client:9374",
        ),
    ],
    "the header": [
        Stap(b315(dag="2026-01-16"), "Header:8848", "", "2026-01-15"),
        Stap(b315(gemeente="9999"), "Header:S300", ""),
        Stap(b315(ident="X")),
        Stap(b315(vraag("R1"), ident="X", dag="2026-01-16"), "Header:9056"),
        Stap(b315(vraag("R1"), ident="X"), "Header:9056"),
        Stap(b317(1001, nieuw(), ident="X"), "Client:8187"),
    ],
    "the child": [
        v(bsn="999900007", verdict="CS002"),
        v(geboorte="2026-01-16", verdict="TR134"),
        v(geboorte="1906-01-14", verdict="TR002"),
        v(geboorte="1900-01-01/3"),
        v(vraag("R2"), geboorte="2010-02-02/1", bsn=ANDER_KIND, verdict="CS139"),
    ],
}


def test_requests_for_allocation(tmp_path):
    assert one_by_one(VOT, tmp_path) == {}


MATEN = [  # product, einde, maat; what breaks in a JW315, in a new product and in a changed product
    ("45A04", None, "10/04/4", "", "", ""),
    ("45A04", "2030-12-31", "", "CD041", "CD041", ""),
    ("45A04", "2030-12-31", "€5", "CD041", "CD041", ""),
    ("45A04", None, "10/04/2", "CD076", "CD076", "CD076"),
    ("45A04", "2030-12-31", "10/04/4 €5", "CD077 CD078", "CD077 CD078", "CD077 CD078"),
    ("45A04", None, "10/04/4 €5", "CD075 CD077 CD078", "CD075 CD077 CD078", "CD075 CD077 CD078"),
    ("45", None, "", "", "", ""),
    ("45", None, "€5", "CD075", "CD075", "CD075"),
    ("45", "2030-12-31", "10/04/4", "CD095", "CD096", ""),
    ("45", None, "10/14/1", "CD095 CS343", "CD096 CS338", "CS338"),
    ("-", "2030-12-31", "€5", "", "", ""),
    ("-", "2030-12-31", "", "CD079", "CD079", ""),
    ("-", None, "1/04/4", "CD079 CD095", "CD079 CD096", ""),
    ("45A04", "2026-03-31", "10/04/4", "CS003", "CS003", "CS003"),
    ("45A04", "2026-04-01", "10/04/4", "", "", ""),
]
ONBEKEND = "Client:8187"
"""What a request for change of a child that is not known gets, once it breaks nothing of level 2."""
BEGIN = "2026-04-01"


def test_sizes_of_what_is_requested(tmp_path):
    verhaal = [
        v(vraag("R1", wat, BEGIN, einde, maat), bsn=bsn(nr), aanbieder=f"{nr:08d}", verdict=verdict)
        for nr, (wat, einde, maat, verdict, _, _) in enumerate(MATEN)
    ]
    verhaal += [
        w(1001, nieuw(wat, BEGIN, einde, maat), verdict=verdict or ONBEKEND)
        for wat, einde, maat, _, verdict, _ in MATEN
    ]
    verhaal += [
        w(wijzig(1001, BEGIN, einde, maat), verdict=verdict or ONBEKEND) for _, einde, maat, _, _, verdict in MATEN
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_every_unit_and_frequency(tmp_path):
    verhaal = []
    units = ("01", "04", "14", "16", "82", "83", "84")
    for nr, (unit, per, einde) in enumerate(product(units, ("1", "2", "4", "6"), ("2030-12-31", None, "2020-12-31"))):
        per_day = per == "1" and unit in {"14", "16", "83", "84"} and einde != "2020-12-31"
        rest = ["CD076"] if per == "2" and einde is None else []
        begin, maat = "2020-01-01", f"10/{unit}/{per}"
        kop = {"dag": "2026-01-15", "bsn": bsn(nr)}
        vot = " ".join([*rest, *(["CS343"] if per_day else [])])
        vow = " ".join([*rest, *(["CS338"] if per_day else [])])
        verhaal += [
            v(vraag(f"R{nr}", "45A04", begin, einde, maat), verdict=vot, **kop),
            w(wijzig(1, begin, einde, maat), verdict=vow or ONBEKEND, **kop),
        ]
        if einde != "2020-12-31":
            verhaal.append(w(1, nieuw("45A04", BEGIN, einde, maat), verdict=vow or ONBEKEND, **kop))

    assert verschillen(verhaal, tmp_path / "s") == []


def test_referrer_and_beschikking(tmp_path):
    verhaal = []
    every = product(("01", "02", "03", "04", "05", "06", "08"), (None, "Dr. A"), (None, "12345678"))
    for nr, (soort, wie, code) in enumerate(every):
        both = soort in {"02", "03", "04", "05"}
        verdict = "CD066" if both and wie and code else "CD067" if both and not (wie or code) else ""
        verdict = "CD068" if not both and code else verdict
        verhaal.append(v(vraag(f"R{nr}", verwijzer=(soort, wie, code)), bsn=bsn(nr), verdict=verdict))
    for nr, (nummer, datum) in enumerate(product((None, 7), (None, "2026-01-01"))):
        verdict = "" if (nummer is None) == (datum is None) else "CD043"
        verhaal.append(v(vraag(f"S{nr}", beschikking=(nummer, datum)), bsn=bsn(50 + nr), verdict=verdict))

    assert verschillen(verhaal, tmp_path / "s") == []


BREED = Stap(
    b301(
        tp(1001),
        tp(1002, "45A53", "2026-06-01", "2026-12-31", "100/04/6"),
        tp(1003, "41", einde="2026-12-31", maat="€100000"),
        tp(1004, "44", maat=""),
        tp(1005, "45A60", einde="2026-02-28", maat="1/82/4"),
    )
)
"""Of every kind one; the last is past on the day of the requests (2 March)."""
REST = (1002, 1003, 1004)

VOW = {
    "a child that is not known": [
        T,
        w(1001, nieuw(), bsn=ANDER_KIND, verdict=ONBEKEND),
        w(1001, nieuw(), aanbieder=ANDERE, verdict=ONBEKEND),
        w(7, wijzig(8), nieuw("45X99"), bsn=ANDER_KIND, verdict=ONBEKEND),
        Stap(b305(start(None, wat="44A47"), bsn=ANDER_KIND)),
        w(1001, nieuw(), bsn=ANDER_KIND, verdict=ONBEKEND),
    ],
    "every current allocation": [
        BREED,
        w(wijzig(), 1003, 1004, verdict="Verzoek:9349"),
        w(wijzig(), *REST, 1005, verdict="OngewijzigdProduct3:9350"),
        w(wijzig(1005, maat="1/82/4"), 1001, *REST, verdict="TeWijzigenProduct0:9351"),
        w(wijzig(), 1003, 1004, 9, verdict="OngewijzigdProduct2:9350 Verzoek:9349"),
        w(wijzig(), *REST, ref="W1", na=None),
    ],
    "an allocation on its last day, and the day after": [
        Stap(
            b301(tp(1001), tp(1002, "45A53", einde="2026-03-02"), tp(1003, "45A60", einde="2026-03-01", maat="1/82/4"))
        ),
        w(wijzig(), verdict="Verzoek:9349"),
        w(wijzig(), 1002, 1003, verdict="OngewijzigdProduct1:9350"),
        w(wijzig(), 1002),
    ],
    "a deleted allocation is not current": [
        Stap(b301(tp(1001), tp(1002, "45A53"))),
        a(
            tp(1001, op="2026-01-10 12:00:00"),
            tp(1002, "45A53", einde="2026-01-01", reden="13", op="2026-01-10 12:00:00"),
            dag="2026-01-10",
        ),
        w(wijzig(), 1002, verdict="OngewijzigdProduct0:9350"),
        w(wijzig()),
    ],
    "all that there was is deleted": [
        T,
        a(tp(1001, einde="2026-01-01", reden="13", op="2026-01-10 12:00:00"), dag="2026-01-10"),
        w(1001, nieuw(), verdict="OngewijzigdProduct0:9350"),
    ],
    "an allocation deleted on the day that it would begin": [
        Stap(b301(tp(1001), tp(1002, "45A53", begin="2026-06-01"))),
        a(tp(1002, "45A53", "2026-06-01", "2026-06-01", reden="13", op="2026-01-10 12:00:00"), dag="2026-01-10"),
        w(wijzig(), 1002, verdict="OngewijzigdProduct0:9350"),
        w(wijzig()),
    ],
    "allocations of someone else": [
        T,
        Stap(b301(tp(1002, "45A53"), bsn=ANDER_KIND)),
        Stap(b301(tp(1003, "45A53"), aanbieder=ANDERE)),
        w(1002, wijzig(), verdict="OngewijzigdProduct0:9350"),
        w(1001, wijzig(1003), verdict="TeWijzigenProduct0:9351"),
        w(wijzig()),
    ],
    "what a request must hold": [
        T,
        w(nieuw(), verdict="TR352"),
        w(1001, verdict="TR353"),
        w(verdict="TR352 TR353"),
        w(1001, 1001, nieuw(), verdict="TR101"),
        w(wijzig(), wijzig(begin="2026-05-01"), verdict="TR101"),
        w(1001, nieuw(), nieuw(), verdict="TR101 TR410"),
        w(1001, nieuw("-", maat="€5"), nieuw("-", maat="€5"), verdict="TR101 TR410"),
        w(1001, wijzig(begin="2026-04-01"), verdict="Verzoek:9361"),
    ],
    "when a change begins": [
        BREED,
        w(wijzig(begin="2026-03-01"), *REST, verdict="TeWijzigenProduct0:9357"),
        w(wijzig(begin="2026-03-02"), *REST, verdict="TeWijzigenProduct0:9357"),
        w(wijzig(begin="2025-12-31"), *REST, verdict="TeWijzigenProduct0:9357"),
        w(wijzig(begin="2027-12-31", einde="2028-01-01"), *REST, ref="W0"),
        ant("W0", "1", "7", dag="2026-03-02"),
        w(wijzig(begin="2026-03-03"), *REST, ref="W1"),
        ant("W1", "1", "7", dag="2026-03-02"),
        w(wijzig(begin="2026-01-01"), *REST, ref="W2"),
    ],
    "a budget or a total changes from the first day": [
        BREED,
        w(1001, wijzig(1002, "2026-07-01", maat="120/04/6"), 1003, 1004, verdict="TeWijzigenProduct0:9373"),
        w(1001, 1002, wijzig(1003, "2026-07-01", maat="€200000"), 1004, verdict="TeWijzigenProduct0:9373"),
        w(1001, 1002, wijzig(1003, "2026-02-01", maat="€200000"), 1004, verdict="TeWijzigenProduct0:9357,9373"),
        w(1001, wijzig(1002, "2026-06-01", "2027-06-30", "120/04/6"), wijzig(1003, "2026-01-01", maat="€2"), 1004),
    ],
    "with or without Omvang": [
        BREED,
        w(wijzig(maat=""), *REST, verdict="TeWijzigenProduct0:9411"),
        w(wijzig(maat="€500"), *REST, verdict="TeWijzigenProduct0:9411"),
        w(1001, 1002, 1003, wijzig(1004), verdict="TeWijzigenProduct0:9412"),
        w(1001, 1002, wijzig(1003, "2026-01-01"), 1004, verdict="TeWijzigenProduct0:9412"),
        w(1001, 1002, 1003, wijzig(1004, maat="", einde=None)),
    ],
    "with Omvang on an allocation without product": [
        Stap(b301(tp(1001, "-", maat="€100000"))),
        w(wijzig(begin="2026-01-01"), verdict="TeWijzigenProduct0:9375,9412"),
        w(wijzig(begin="2026-04-01"), verdict="TeWijzigenProduct0:9373,9375,9412"),
        w(wijzig(begin="2026-01-01", maat="€5")),
    ],
    "the same product over the whole request": [
        Stap(b301(tp(1001), tp(1002, "44", maat=""))),
        w(1001, 1002, nieuw("45A04"), verdict="Verzoek:9361"),
        w(1001, 1002, nieuw("45", maat=""), verdict="Verzoek:9361"),
        w(1001, 1002, nieuw("44A09", maat="1/14/4"), verdict="Verzoek:9361"),
        w(1001, 1002, nieuw("-", maat="€5"), verdict="Verzoek:9361"),
        w(wijzig(), 1002, nieuw("45A04", "2026-12-31", "2027-12-31"), verdict="Verzoek:9361"),
        w(wijzig(einde=None), 1002, nieuw("45A04", "2030-01-01", None), verdict="Verzoek:9361"),
        w(wijzig(einde="2026-06-30"), 1002, nieuw("45A04", "2026-07-01"), nieuw("45A53")),
    ],
    "new products": [
        T,
        w(1001, nieuw(begin="2026-03-02"), verdict="TR380"),
        w(1001, nieuw(begin="2026-03-01"), verdict="TR380"),
        w(1001, nieuw(einde="2026-06-30"), nieuw(begin="2026-06-30"), verdict="TR410"),
        w(1001, nieuw("41", maat=""), nieuw("41A11", maat="1/16/4"), verdict="TR410"),
        w(1001, nieuw("41", maat=""), nieuw("-", maat="€5"), verdict="TR410"),
        w(1001, nieuw("44:45A53"), verdict="NieuwProduct0:S329"),
        w(1001, nieuw("41", maat=""), nieuw("44:45A53"), verdict="NieuwProduct1:S329"),
        w(1001, nieuw(begin="2026-03-03", einde="2026-06-30"), nieuw(begin="2026-07-01", einde=None)),
    ],
    "one open request, of either kind": [
        T,
        w(wijzig()),
        w(wijzig(), ref="W2", verdict="Client:9374"),
        w(wijzig(), ref="W1", verdict="Client:9374 Verzoek:9347"),
        v(vraag("R1"), dag="2026-03-02", verdict="Client:9374"),
        ant("W1", "2", None, dag="2026-03-03"),
        v(vraag("R1"), dag="2026-03-03", verdict="Client:9374"),
        ant("W1", "1", "8", "0150", dag="2026-03-03", na=f"{A}; W1 afgewezen"),
        v(vraag("R1"), dag="2026-03-03"),
        w(wijzig(), ref="W2", dag="2026-03-03", verdict="Client:9374"),
    ],
    "several things wrong": [
        BREED,
        V,
        w(
            wijzig(begin="2026-02-01", maat=""),
            wijzig(1005, "2026-04-01", maat="1/82/4"),
            1002,
            1003,
            9,
            nieuw("45:44A09"),
            ref="R1",
            verdict="Client:9374 Verzoek:9347,9349 OngewijzigdProduct2:9350 TeWijzigenProduct0:9357,9411"
            " TeWijzigenProduct1:9351 NieuwProduct0:S329",
        ),
        w(wijzig(begin="2026-02-01"), nieuw(begin="2026-01-01"), bsn="999900007", verdict="CS002 TR380"),
    ],
    "the header": [
        T,
        Stap(b317(wijzig(), dag="2026-03-03"), "Header:8848", A, "2026-03-02"),
        Stap(b317(wijzig(), gemeente="9999"), "Header:S300", A),
        Stap(b317(wijzig(), ident="X")),
        Stap(b317(wijzig(), ident="X", ref="W2"), "Header:9056"),
    ],
}


def test_requests_for_change(tmp_path):
    assert one_by_one(VOW, tmp_path) == {}
