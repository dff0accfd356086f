# SPDX-License-Identifier: EUPL-1.2
"""Work with a term: what is asked of whom, until which day, and who sees it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.ontvangst.werk import Werk, werk_met_een_termijn
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
        JW301  | product | begin      | einde
        past   | 45A14   | 2026-01-01 |
        future | 45A16   | 2027-07-12 |
        ended  | 45A84   | 2026-01-01 | 2026-12-31
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
