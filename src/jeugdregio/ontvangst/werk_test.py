# SPDX-License-Identifier: EUPL-1.2
"""Work with a term: what is asked of whom, until which day, and who sees it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering, Werk
from jeugdregio.ontvangst.werk import werk_met_een_termijn
from jeugdregio.verzoeken.actions import vink_af
from tests.wereld import PEILDATUM, Wereld

pytestmark = pytest.mark.django_db

REGIO = verwerking("IJSSELLAND")
LATER = date(2027, 7, 31)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    """Messages drawn as tables, along the real road; all of them come in on PEILDATUM, a Wednesday."""
    return Wereld()


def work(soort: str, *, peildatum: date = PEILDATUM, on_behalf_of: Machtiging = REGIO) -> list[Werk]:
    return [o for o in werk_met_een_termijn(peildatum=peildatum, on_behalf_of=on_behalf_of) if o.soort == soort]


def test_a_request_waits_for_its_municipality(wereld: Wereld):
    wereld.gegeven("""
        JW315 | referentie
        V     | R1
    """)
    (one,) = work("verzoek")

    assert (one.kenmerk, one.aan_zet, one.termijn) == ("R1", "gemeente", "OP274")
    assert one.uiterlijk == date(2027, 7, 7)
    assert not one.is_te_laat(date(2027, 7, 7))
    assert one.is_te_laat(date(2027, 7, 8))


def test_an_allocation_that_was_not_started(wereld: Wereld):
    wereld.gegeven("""
        JW301  | bericht | product | begin      | einde
        past   | een     | 45A14   | 2026-01-01 |
        future | een     | 45A16   | 2027-07-12 |
        ended  | een     | 45A84   | 2026-01-01 | 2026-12-31
    """)
    (now,) = work("start")
    assert (now.nummer, now.aan_zet) == (wereld.nummer("past"), "aanbieder")
    assert (now.sinds, now.uiterlijk) == (PEILDATUM, date(2027, 7, 7))

    assert {one.nummer: one.uiterlijk for one in work("start", peildatum=LATER)} == {
        wereld.nummer("past"): date(2027, 7, 7),
        wereld.nummer("future"): date(2027, 7, 19),
    }
    wereld.gegeven("""
        JW305 | toewijzing
        s     | past
    """)
    assert work("start") == []


def test_care_that_was_not_stopped(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde
        T1    | 2027-06-16
    """)
    assert work("stop") == []
    wereld.gegeven("""
        JW305 | toewijzing
        s     | T1
    """)
    (one,) = work("stop")
    assert (one.nummer, one.sinds, one.uiterlijk) == (wereld.nummer("T1"), date(2027, 6, 16), date(2027, 6, 23))
    assert one.is_te_laat(PEILDATUM)
    assert work("stop", peildatum=date(2027, 6, 16)) == []
    wereld.gegeven("""
        JW307 | toewijzing | einde      | reden
        away  | T1         | 2027-06-01 | 20
    """)
    assert [o.nummer for o in work("stop")] == [one.nummer]
    wereld.gegeven("""
        JW307 | toewijzing | einde      | reden
        over  | T1         | 2027-06-16 | 31
    """)
    assert work("stop") == []
    wereld.gegeven("""
        JW307 | toewijzing | einde      | reden | status
        not   | T1         | 2027-06-16 | 31    | 3
    """)
    assert [o.nummer for o in work("stop")] == [one.nummer]


def test_a_file_that_waits_for_its_answer(wereld: Wereld):
    moment = timezone.make_aware(datetime(2027, 6, 30, 9))
    (kept,) = leg_vast([Aanlevering("x.xml", b"<x/>", "99900001", "test")], moment=moment, on_behalf_of=REGIO)
    (one,) = work("bestand")
    assert (one.nummer, one.uiterlijk) == (kept.bestand_id, date(2027, 7, 5))

    verwerk(regio="IJSSELLAND", peildatum=PEILDATUM, moment=moment)
    assert work("bestand") == []


def test_everyone_gets_what_is_theirs(wereld: Wereld):
    wereld.gegeven("""
        JW301 | gemeente | aanbieder
        T1    | G1       | A1
    """)
    for who, count in (
        (Machtiging(rol=Rol.TOEGANG, gemeente="0193"), 1),
        (Machtiging(rol=Rol.TOEGANG, gemeente="0148"), 0),
        (Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001"), 1),
        (Machtiging(rol=Rol.AANBIEDER, aanbieder="99900002"), 0),
    ):
        assert len(work("start", on_behalf_of=who)) == count


def test_a_request_for_allocation_asks_where_the_child_belongs(wereld: Wereld):
    wereld.gegeven("JW315 | referentie | kind\nR1 | R1 | K1")
    wereld.gegeven("JW315 | referentie | kind | type\nR2 | R2 | K2 | 04")

    found = {one.kenmerk: (one.termijn, one.uiterlijk, one.aan_zet) for one in work("woonplaats")}
    assert found == {
        "R1": ("OP359", date(2027, 7, 14), "gemeente"),
        "R2": ("SAP GI 1.3", date(2027, 7, 14), "gemeente"),
    }


@pytest.mark.parametrize(
    ("asked", "soort", "due"),
    [
        ("10 | 4 | 2026-01-01 | 2028-06-30", "oprekken", date(2027, 12, 31)),
        ("10 | 4 | 2026-01-01 | 2027-10-31", "", None),
        ("12 | 4 | 2027-08-01 | 2027-12-31", "vervangen", date(2027, 7, 31)),
    ],
)
def test_a_request_for_change_asks_more_than_an_answer(wereld: Wereld, asked: str, soort: str, due: date | None):
    wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 4 | 2027-12-31")
    wereld.gegeven(f"""
        JW317 | wat         | toewijzing | referentie | volume | frequentie | begin | einde
        W     | te_wijzigen | T1         | R1         | {asked}
    """)
    found = [(one.soort, one.uiterlijk) for one in work("oprekken") + work("vervangen")]

    assert found == ([(soort, due)] if soort else [])
    assert [one.kenmerk for one in work("verzoek")] == ["R1"]


def test_a_total_that_changes_keeps_its_number(wereld: Wereld):
    wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 6 | 2027-12-31")
    wereld.gegeven("""
        JW317 | wat         | toewijzing | referentie | volume | frequentie | begin      | einde
        W     | te_wijzigen | T1         | R1         | 12     | 6          | 2026-01-01 | 2028-06-30
    """)
    assert work("oprekken") == work("vervangen") == []


def test_what_was_turned_away_is_for_its_sender_until_it_is_ticked_off(wereld: Wereld):
    moment = timezone.make_aware(datetime(2027, 6, 30, 9))
    sender = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")
    (kept,) = leg_vast([Aanlevering("x.xml", b"<x/>", "99900001", "test")], moment=moment, on_behalf_of=sender)
    verwerk(regio="IJSSELLAND", peildatum=PEILDATUM, moment=moment)

    (one,) = work("geweigerd", on_behalf_of=sender)
    assert (one.nummer, one.aan_zet, one.uiterlijk) == (kept.bestand_id, "aanbieder", date(2027, 7, 5))
    assert work("geweigerd", on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente="0193")) == []
    assert work("geweigerd", peildatum=LATER, on_behalf_of=sender) == []
    vink_af("OP090x2", one.nummer, one.feit, door="x", reden="Hersteld.", moment=moment, on_behalf_of=sender)
    assert work("geweigerd") == []


def test_what_is_held_is_work_of_its_municipality(wereld: Wereld):
    wereld.gegeven("JW301 | product\nT1 | 45A14")
    wereld.gegeven("JW301 | product | begin\nT2 | 45A16 | 2026-01-01")

    (one,) = work("vastgehouden", on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente="0193"))
    assert (one.termijn, one.aan_zet, one.uiterlijk) == ("OP087", "gemeente", date(2027, 7, 2))
    assert work("vastgehouden", on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")) == []
    assert [o.nummer for o in work("start")] == [wereld.nummer("T1")], "nobody waits for a start on what did not leave"


def test_a_certified_institution_declares_a_month_within_the_next(wereld: Wereld):
    wereld.product("48A01", "14", categorie="48")
    wereld.gegeven("""
        JW301 | bericht | product  | volume | eenheid | begin      | einde
        T1    | een     | 48:48A01 | 10     | 14      | 2027-01-01 | 2027-12-31
        T2    | een     | 45A14    | 10     | 14      | 2027-01-01 | 2027-12-31
    """)
    assert work("declareren") == [], "without care there is nothing to declare"
    wereld.gegeven("""
        JW305 | bericht | toewijzing | product  | begin
        s1    | een     | T1         | 48:48A01 | 2027-04-15
        s2    | een     | T2         | 45A14    | 2027-03-15
    """)

    found = {one.kenmerk: (one.uiterlijk, one.aan_zet) for one in work("declareren")}
    assert found == {"2027-04": (date(2027, 5, 31), "aanbieder"), "2027-05": (date(2027, 6, 30), "aanbieder")}
    wereld.neem_in("JW323 | toewijzing | maand | volume\nL1 | T2 | 2027-05 | 1")
    assert [one.kenmerk for one in work("declareren")] == ["2027-04"]
