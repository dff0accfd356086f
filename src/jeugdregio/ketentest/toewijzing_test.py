# SPDX-License-Identifier: EUPL-1.2
"""Allocations (JW301) as offered for sending: variants, versions, persons, addresses and form."""

from dataclasses import replace
from itertools import product

import pytest

from jeugdregio.berichten.definities import jw301
from jeugdregio.berichten.definities import typen as t
from tests.keten import (
    ANDER_KIND,
    KIND,
    NL,
    THUIS,
    Stap,
    b301,
    b305,
    b307,
    b315,
    b317,
    b319,
    bsn,
    geboren,
    naam,
    relatie,
    start,
    stop,
    tp,
    verschillen,
    vraag,
    wijzig,
)

pytestmark = pytest.mark.django_db

A = "1001 actueel"
PER_DAG = {"14", "16", "83", "84"}
"""Units that do not go per day (CS338)."""
ANDERE = "42420002"


def a(*producten, verdict="", na=None, **kop):
    return Stap(b301(*producten, **kop), verdict, na)


def n(op, einde="2026-12-31", dag=None, reden=None, **anders):
    """Another version of allocation 1001."""
    return a(tp(1001, einde=einde, reden=reden, op=op, **anders), dag=dag or op[:10])


def combinatie(eenheid, frequentie, einde):
    """What breaks when a product with a code is allocated in this unit, frequency and with this end."""
    rules = ["CS338"] if eenheid in PER_DAG and frequentie == "1" and einde != "2020-12-31" else []
    return " ".join([*rules, *(["CD076"] if frequentie == "2" and einde is None else [])])


def test_every_unit_and_frequency(tmp_path):
    units = ("01", "04", "14", "16", "82", "83", "84")
    every = product(units, ("1", "2", "4", "6"), ("2026-12-31", None, "2020-12-31"))
    verhaal = [
        a(
            tp(2000 + nr, begin="2020-01-01", einde=einde, maat=f"10/{eenheid}/{frequentie}"),
            bsn=bsn(nr),
            verdict=combinatie(eenheid, frequentie, einde),
        )
        for nr, (eenheid, frequentie, einde) in enumerate(every)
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


MATEN = [  # product, einde, maat, what breaks
    ("45A04", None, "10/04/4", ""),
    ("45A04", "2026-12-31", "", "CD041"),
    ("45A04", "2026-12-31", "€500", "CD041"),
    ("45A04", "2026-12-31", "10/04/4 €500", "CD077 CD078"),
    ("45A04", None, "10/04/2 €500", "CD075 CD076 CD077 CD078"),
    ("45", None, "", ""),
    ("55", None, "", ""),
    ("45", "2026-12-31", "€0", ""),
    ("55", None, "€500", "CD075"),
    ("45", None, "€500", "CD075"),
    ("45", "2026-12-31", "10/04/4", "CD080"),
    ("45", None, "10/04/4", "CD080"),
    ("45", "2020-12-31", "10/04/4", ""),
    ("45", "2021-01-01", "10/04/4", "CD080"),
    ("45", "2026-12-31", "10/04/4 €500", "CD077 CD078 CD080"),
    ("45", None, "10/14/1", "CD080 CS338"),
    ("-", "2026-12-31", "€500", ""),
    ("-", None, "€500", "CD075"),
    ("-", "2026-12-31", "", "CD079"),
    ("-", None, "10/04/4", "CD079 CD080"),
    ("45A04", "2026-12-31", "0/04/4", ""),
]
REDENEN = [  # reden, einde, what breaks
    ("13", "2026-01-01", ""),
    ("13", "2026-01-02", "CS335"),
    ("13", None, "CS335"),
    ("13", "2025-12-31", "CS003 CS335"),
    ("01", "2026-12-31", "CS336"),
    ("01", "2026-01-01", "CS336"),
    ("14", "2026-01-01", ""),
    (None, "2026-01-01", ""),
    (None, "2025-12-31", "CS003"),
    ("04", None, ""),
]


def test_omvang_and_budget(tmp_path):
    verhaal = [
        a(tp(2000 + nr, wat, "2020-01-01", einde, maat), bsn=bsn(nr), verdict=verdict)
        for nr, (wat, einde, maat, verdict) in enumerate(MATEN)
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_reason_and_end(tmp_path):
    verhaal = [
        a(tp(2000 + nr, einde=einde, reden=reden), bsn=bsn(nr), verdict=verdict)
        for nr, (reden, einde, verdict) in enumerate(REDENEN)
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


VERSIES = {
    "the moment of decision counts, not the order": [
        a(tp(1001), na=A),
        n("2026-02-01 12:00:00", "2026-09-30"),
        n("2026-01-31 23:59:59", "2026-10-31", "2026-02-02"),
        n("2026-02-01 11:59:59.999", "2026-10-31", "2026-02-02"),
        replace(n("2026-02-01 12:00:00", "2026-10-31", "2026-02-02"), na="1001 actueel 2026-01-01 2026-09-30"),
        replace(n("2026-02-01 12:00:00.001", "2026-11-30", "2026-02-02"), na="1001 actueel 2026-01-01 2026-11-30"),
        replace(n("2026-02-01 12:00:01", None, "2026-02-02"), na="1001 actueel 2026-01-01"),
    ],
    "an older version does not bring back what was deleted": [
        a(tp(1001)),
        replace(n("2026-02-01 12:00:00", "2026-01-01", reden="13"), na="1001 verwijderd 2026-01-01 2026-01-01"),
        replace(n("2026-01-15 12:00:00", "2026-09-30", "2026-02-02"), na="1001 verwijderd 2026-01-01 2026-01-01"),
    ],
    "an older deletion changes nothing": [
        a(tp(1001, op="2025-12-29 12:00:00")),
        replace(n("2025-12-29 11:00:00", "2026-01-01", "2026-01-05", reden="13"), na=A),
    ],
    "stretched when it was past already": [
        a(tp(1001, einde="2026-01-31")),
        replace(n("2026-03-01 12:00:00", "2026-06-30", reden="04"), na="1001 actueel 2026-01-01 2026-06-30"),
        replace(n("2026-03-02 12:00:00", "2026-02-28", reden="05"), na="1001 verstreken 2026-01-01 2026-02-28"),
        replace(n("2026-03-03 12:00:00", "2026-03-03", reden="14"), na="1001 actueel 2026-01-01 2026-03-03"),
    ],
    "withdrawn on its first day without being deleted": [
        a(tp(1001)),
        replace(n("2026-01-01 12:00:00", "2026-01-01", reden="02"), na="1001 actueel 2026-01-01 2026-01-01"),
        a(tp(1001, einde="2026-01-01", reden="02", op="2026-01-01 12:00:00"), dag="2026-01-02"),
    ],
    "a number is of one allocation": [
        a(tp(1001), na=A),
        a(tp(1001, "45A53"), verdict="ToegewezenProduct0:9332"),
        a(tp(1001, "45", maat=""), verdict="ToegewezenProduct0:9332"),
        a(tp(1001, "-", maat="€500"), verdict="ToegewezenProduct0:9332"),
        a(tp(1001, begin="2026-01-02"), verdict="ToegewezenProduct0:9332"),
        a(tp(1001), bsn=ANDER_KIND, verdict="ToegewezenProduct0:9332"),
        a(tp(1001, einde="2026-01-01", reden="13"), bsn=ANDER_KIND, verdict="ToegewezenProduct0:9332"),
        a(tp(1001), aanbieder=ANDERE, verdict="ToegewezenProduct0:9332"),
        a(tp(1001, "45X99"), tp(1002), verdict="ToegewezenProduct0:9332,S329"),
        a(tp(1001, maat="20/04/6", op="2026-01-05 12:00:00"), dag="2026-01-05"),
    ],
    "a refused message uses no number": [
        a(tp(1001, "45X99"), verdict="ToegewezenProduct0:S329", na=""),
        a(tp(1001), bsn=ANDER_KIND, na=A),
    ],
    "a code that does not fit": [
        a(tp(1001), tp(1002, "44:45A53"), verdict="ToegewezenProduct1:S329"),
        a(
            tp(1001, "44", maat=""),
            tp(1002, "45:44A09"),
            tp(1003, "45X99"),
            verdict="ToegewezenProduct1:S329 ToegewezenProduct2:S329",
        ),
        a(tp(1001, "44", maat="")),
    ],
    "one number twice": [
        a(tp(1001), tp(1001, begin="2027-01-01", einde="2027-12-31"), verdict="TR101"),
        a(tp(1001), tp(1001), verdict="TR101 TR302"),
        a(tp(1001), tp(1001, op="2025-12-29 12:00:01"), verdict="TR101 TR302"),
    ],
    "the same product at the same time": [
        a(tp(1, einde="2026-06-30"), tp(2, begin="2026-06-30"), verdict="TR302"),
        a(tp(1, einde=None), tp(2, begin="2030-01-01", einde=None), verdict="TR302"),
        a(tp(1, "45", maat=""), tp(2), verdict="TR302"),
        a(tp(2), tp(1, "-", maat="€500"), verdict="TR302"),
        a(tp(1, "44", maat=""), tp(2)),
        a(tp(3, einde="2026-06-30"), tp(4, "45A53"), tp(5, begin="2026-07-01"), bsn=ANDER_KIND),
    ],
    "a deleted one does not count, and only a deleted one": [
        a(tp(1)),
        a(
            tp(1, einde="2026-01-01", reden="13", op="2026-01-05 12:00:00"),
            tp(2),
            dag="2026-01-05",
            na="1 verwijderd 2026-01-01 2026-01-01; 2 actueel",
        ),
        a(tp(3, einde="2026-01-01"), tp(4), bsn=ANDER_KIND, verdict="TR302"),
        a(tp(3, einde="2026-01-01", reden="14"), tp(4), bsn=ANDER_KIND, verdict="TR302"),
    ],
    "the day of the decision": [
        a(tp(1001, op="2025-12-30 00:00:00"), verdict="TR134"),
        a(tp(1001, op="2025-12-29 23:59:59")),
    ],
    "the header": [
        Stap(b301(dag="2025-12-30"), "Header:8848", "", "2025-12-29"),
        Stap(b301(gemeente="9999"), "Header:S300", ""),
        Stap(b301(dag="2025-12-30", gemeente="9999"), "Header:8848,S300", "", "2025-12-29"),
        Stap(b301(tp(1001, maat="")), "CD041", "", "2025-12-28"),
        Stap(b301(ident="X")),
        Stap(b301(tp(1002, "45A53"), ident="X"), "Header:9056", A),
        Stap(b301(tp(1002, "45X53"), ident="X", dag="2025-12-30"), "Header:8848,9056", A, "2025-12-29"),
        Stap(b305(ident="X")),
        Stap(b305(ident="X", aanbieder=ANDERE), "StartProduct0:9019"),
    ],
    "an identification of a refused message is free": [
        Stap(b301(tp(1001, "45X99"), ident="X"), "ToegewezenProduct0:S329"),
        Stap(b301(tp(1001, maat=""), ident="X"), "CD041"),
        Stap(b301(ident="X"), na=A),
        Stap(b301(ident="X", dag="2025-12-30"), "Header:9056"),
    ],
    "the number of the municipality": [a(tp(0)), a(tp(999999999, "45A53"))],
}


@pytest.mark.parametrize("verhaal", VERSIES.values(), ids=VERSIES)
def test_versions(verhaal, tmp_path):
    assert verschillen(verhaal, tmp_path / "s") == []


def contact(soort, adres=None, **anders):
    return jw301.Contact(soort=soort, adres=adres, **anders)


TELEFOON = t.Telefoonnummers(telefoon01=t.Telefoon(telefoonnummer="0612345678", landnummer="+31"))
ZONDER_LAND = replace(NL, land_code=None)
LAND = t.Adres(land_code="NL")
BELG = t.Adres(postcode="B-1000", land_code="BE")
MAART = t.OpenPeriode(begindatum=geboren("2026-03-01").datum, einddatum=geboren("2026-03-31").datum)
TERUG = t.OpenPeriode(begindatum=geboren("2026-03-02").datum, einddatum=geboren("2026-03-01").datum)
ALLEEN_EIND = t.OpenPeriode(einddatum=geboren("2026-03-01").datum)

CONTACTEN = [  # a contact beside one at home, and what breaks
    (contact("02", NL), ""),
    (contact("02", telefoon=TELEFOON), ""),
    (contact("02", emailadres="a@b.nl"), "TR006"),
    (contact("02"), "TR006"),
    (contact("02", ZONDER_LAND), "CD005"),
    (contact("02", LAND, telefoon=TELEFOON), "CD005 CD025"),
    (contact("02", LAND), "CD005 CD025 TR006"),
    (contact("02", replace(NL, huis=None)), "CD025 TR006"),
    (contact("02", replace(NL, huis=None), telefoon=TELEFOON), "CD025"),
    (contact("02", BELG), "TR006"),
    (contact("02", BELG, telefoon=TELEFOON), ""),
    (contact("02", t.Adres(huis=NL.huis)), "TR006"),
    (contact("03", telefoon=TELEFOON), "CD034"),
    (contact("03", t.Adres(huis=NL.huis), telefoon=TELEFOON), "CD034"),
    (contact("03", replace(BELG, huis=NL.huis)), ""),
    (contact("02", replace(NL, postcode="8011 AA")), "CS089"),
    (contact("02", replace(NL, postcode="0123AA")), "CS089"),
    (contact("02", replace(NL, postcode="8011A")), "CS089"),
    (contact("02", replace(NL, postcode="8011aa")), ""),
    (contact("02", replace(NL, postcode="9999XX")), ""),
    (contact("02", replace(NL, postcode="8011 AA", land_code="DE")), ""),
    (contact("02", NL, periode=MAART), "CD009"),
    (contact("03", NL, periode=ALLEEN_EIND), "CD009"),
    (contact("02", NL, periode=TERUG), "CD009 CS003"),
    (contact("04", NL, periode=MAART), ""),
    (contact("04", NL, periode=ALLEEN_EIND), ""),
    (contact("04", NL, periode=TERUG), "CS003"),
    (contact("04", telefoon=TELEFOON), ""),
    (contact("01", NL), "TR101"),
]


def test_contacts_of_the_child(tmp_path):
    verhaal = [
        a(tp(nr), bsn=bsn(nr), contacten=(THUIS, extra), verdict=verdict)
        for nr, (extra, verdict) in enumerate(CONTACTEN)
    ]
    verhaal += [
        a(tp(1001), contacten=(contact("04", NL),), verdict="TR061"),
        a(tp(1001), contacten=(contact("04", NL),), relaties=(relatie(),), verdict="TR061"),
        a(tp(1001), contacten=(contact("02", telefoon=TELEFOON),)),
        a(tp(1002, "45A53"), contacten=(contact("03", NL),)),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_contacts_of_a_relation(tmp_path):
    verhaal = [
        a(tp(nr), bsn=bsn(nr), relaties=(relatie(contact=extra),), verdict=verdict if verdict != "TR101" else "")
        for nr, (extra, verdict) in enumerate(CONTACTEN)
    ]
    verhaal += [
        a(tp(1001), relaties=(relatie("7"), relatie("7")), verdict="TR101"),
        a(tp(1001), relaties=(relatie("7"), relatie("8"))),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def naamgebruik(gebruik, partner, wie):
    goed = {"1", "2", "3", "4"} if partner else {"1", "6"}
    rules = ["CS050"] if gebruik not in goed else []
    return " ".join([*rules, *(["CS318"] if gebruik == "6" and wie == "naam" else [])])


def test_names(tmp_path):
    every = list(product("123456", (None, "Zwart")))
    verhaal = [
        a(tp(nr), bsn=bsn(nr), naam=naam(gebruik, partner), verdict=naamgebruik(gebruik, partner, "naam"))
        for nr, (gebruik, partner) in enumerate(every)
    ]
    verhaal += [
        a(
            tp(100 + nr),
            bsn=bsn(100 + nr),
            relaties=(relatie(naam=naam(gebruik, partner)),),
            verdict=naamgebruik(gebruik, partner, "relatie"),
        )
        for nr, (gebruik, partner) in enumerate(every)
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


GEBOORTE = [  # on 2026-01-06; what breaks
    ("2010-02-14", ""),
    ("1906-01-06", ""),
    ("1906-01-05", "TR002"),
    ("1900-01-01", "TR002"),
    ("1900-01-01/3", ""),
    ("1900-01-01/2", "TR002"),
    ("1900-01-02/3", "CS139 TR002"),
    ("2010-01-01/3", "CS139"),
    ("2010-01-01/2", ""),
    ("2010-01-02/2", "CS139"),
    ("2010-02-01/2", "CS139"),
    ("2010-02-01/1", ""),
    ("2010-02-02/1", "CS139"),
    ("2026-01-06", ""),
    ("2026-01-07", "TR134"),
    ("2026-02-02/1", "CS139 TR134"),
]


def test_birth_dates(tmp_path):
    dag = "2026-01-06"
    verhaal = [
        a(tp(nr), bsn=bsn(nr), dag=dag, geboorte=datum, verdict=verdict) for nr, (datum, verdict) in enumerate(GEBOORTE)
    ]
    verhaal += [
        a(tp(100 + nr), bsn=bsn(100 + nr), dag=dag, relaties=(relatie(geboortedatum=geboren(datum)),), verdict=verdict)
        for nr, (datum, verdict) in enumerate(GEBOORTE)
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_birth_dates_of_providers(tmp_path):
    """A date that differs from what the municipality told is no reason to refuse (OP039); one that can not be is."""
    dag = "2026-01-06"
    verhaal = []
    for nr, (datum, verdict) in enumerate(GEBOORTE):
        kop = {"dag": dag, "bsn": bsn(nr), "geboorte": datum}
        verhaal += [
            a(tp(nr), bsn=bsn(nr)),
            Stap(b305(start(nr), **kop), verdict),
            Stap(b307(stop("2026-01-06", nummer=nr), **kop), verdict),
            Stap(b315(vraag(f"R{nr}"), **kop), verdict),
        ]
        if verdict:  # the start was refused, so a stop that is right has nothing to stop
            verhaal += [Stap(b307(stop("2026-01-06", nummer=nr), dag=dag, bsn=bsn(nr)), "StopProduct0:9069")]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_another_name_is_no_reason_to_refuse(tmp_path):
    anders = {"geboorte": "2011-11-11", "achternaam": "Zwart"}
    verhaal = [
        a(tp(1001)),
        Stap(b305(**anders)),
        Stap(b307(stop("2026-02-09", "20"), dag="2026-02-10", **anders)),
        Stap(b307(stop("2026-02-09", "20", status="3"), dag="2026-02-10")),
        Stap(b315(vraag("R1"), geboorte="1900-01-01/3")),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_the_ends_of_the_calendar(tmp_path):
    verhaal = [
        a(tp(1, begin="0001-01-01", einde="9999-12-31"), na="1 actueel 0001-01-01 9999-12-31"),
        a(tp(2, "45A53", "9999-12-31", "9999-12-31", op="0001-01-01 00:00:00"), na=None),
        a(tp(2, "45A53", "9999-12-31", None, op="0001-01-01 24:00:00")),
        a(tp(3, "45A60", "9999-12-31", "9999-12-31", "1/82/4", reden="13", op="2025-12-29 23:59:59.9999999")),
        Stap(b305(start(1, "0001-01-01"))),
        Stap(b307(stop("0001-01-01", nummer=1, begin="0001-01-01"))),
        Stap(b307(stop("0001-01-01", "20", nummer=1, begin="9999-12-31")), "TR018"),
        Stap(b317(wijzig(1, "0001-01-01", "9999-12-31"), 2, ref="W1")),
        Stap(b319("W1", dag="2026-03-02")),
        Stap(b317(wijzig(1, "9999-12-31", "9999-12-31"), wijzig(2, "9999-12-31", None), ref="W2")),
        Stap(b315(vraag("R1", "45A04", "0001-01-01", "9999-12-31"), bsn=bsn(3))),
        Stap(b319("R1", dag="9999-12-31"), "", systeemdatum="9999-12-31"),
        Stap(
            b305(start(1, "0001-01-01"), dag="0001-01-01", geboorte="0001-01-01"),
            "StartProduct0:9074",
            None,
            "2026-01-06",
        ),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


def test_other_facts_about_the_child(tmp_path):
    tolk = [("1", "Farsi", ""), ("1", None, "CD007"), ("2", None, ""), ("3", "Farsi", "CD007")]
    verhaal = [
        a(tp(nr), bsn=bsn(nr), communicatie=t.Communicatie(vorm=vorm, taal=taal), verdict=verdict)
        for nr, (vorm, taal, verdict) in enumerate(tolk)
    ]
    verhaal += [
        a(bsn="999900007", verdict="CS002"),
        a(tp(1001, maat=""), bsn="999900007", naam=naam("5"), geboorte="1900-01-01", verdict="CD041 CS002 CS050 TR002"),
        a(tp(1001), bsn=KIND),
        a(tp(1001), bsn=KIND, geboorte="2011-11-11", naam=naam("3", "Zwart"), geslacht="2"),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []


KAPOT = [  # what stands in the message, and instead
    ("<ijw:Eenheid>04<", "<ijw:Eenheid>05<"),
    ("<ijw:Volume>10<", "<ijw:Volume>-1<"),
    ("<ijw:Volume>10<", "<ijw:Volume>1.5<"),
    ("<ijw:Volume>10<", "<ijw:Volume>100000000<"),
    (">2026-01-01<", ">2026-01-01Z<"),
    (">2026-12-31<", ">2026-12-32<"),
    (">12:00:00<", ">12:00:00Z<"),
    (">1001<", ">1000000000<"),
    ("<ijw:Achternaam>Wit<", f"<ijw:Achternaam>{'W' * 201}<"),
    ("<ijw:Achternaam>Wit<", "<ijw:Achternaam> <"),
    (">B1<", f">{'B' * 13}<"),
    ("<jw301:BerichtSubversie>2<", "<jw301:BerichtSubversie>1<"),
    ("<jw301:BerichtCode>436<", "<jw301:BerichtCode>438<"),
    ("<ijw:Categorie>45<", "<ijw:Categorie>99<"),
    ("<jw301:Geslacht>1<", "<jw301:Geslacht>9<"),
    ("<jw301:Soort>01<", "<jw301:Soort>05<"),
    ("<jw301:Bsn>999900006</jw301:Bsn>", "<jw301:Bsn>99990000</jw301:Bsn>"),
]


def test_what_breaks_the_schema_gets_no_answer(tmp_path):
    verhaal = [
        Stap(b301(tp(1001), ident="B1", dag="2025-12-29"), "XSD", "", kapot=(oud, f"{nieuw}")) for oud, nieuw in KAPOT
    ]
    verhaal += [
        Stap(b301(naam=naam("2", "W" * 200), ident="123456789012")),
        Stap(b301(tp(1002, "45A53", maat="99999999/04/4"))),
    ]

    assert verschillen(verhaal, tmp_path / "s") == []
