# SPDX-License-Identifier: EUPL-1.2
"""Work that follows from answers that came, or did not come, as each organisation sees it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from jeugdregio.berichten import verzenden
from jeugdregio.berichten.values import Kenmerk
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering, Werk
from jeugdregio.ontvangst.werk import werk_met_een_termijn
from tests.wereld import PEILDATUM, Wereld
from tests.wereld_retour import Antwoorden

pytestmark = pytest.mark.django_db
REGIO = verwerking("IJSSELLAND")
TOWN = Machtiging(rol=Rol.TOEGANG, gemeente="0193")
OTHER_TOWN = Machtiging(rol=Rol.TOEGANG, gemeente="0148")
PROVIDER = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")
OTHER_PROVIDER = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900002")
# Everything is made on PEILDATUM, Wednesday 30 June 2027: three working days after it is Monday, ten is 14 July.
DUE, LATE = date(2027, 7, 5), date(2027, 7, 6)
PRODUCT = ("ToegewezenProduct", 0)


@pytest.fixture
def world(als_regio: None) -> Antwoorden:
    made = Antwoorden(Wereld())
    made.gegeven("JW301 | identificatie\nT1 | TOEW1")
    return made


def work(soort: str, *, on: date = PEILDATUM, who: Machtiging = TOWN) -> list[Werk]:
    return [one for one in werk_met_een_termijn(peildatum=on, on_behalf_of=who) if one.soort == soort]


def test_a_provider_has_three_working_days_to_answer(world: Antwoorden):
    (one,) = work("retour", who=PROVIDER)
    assert (one.kenmerk, one.termijn, one.aan_zet, one.sinds, one.uiterlijk) == (
        "JW301 TOEW1",
        "OP090",
        "aanbieder",
        PEILDATUM,
        DUE,
    )
    assert work("retour", who=OTHER_PROVIDER) == []
    world.lever(world.op("T1"))
    assert work("retour", who=PROVIDER) == []


def test_a_municipality_sees_what_was_not_answered_in_time(world: Antwoorden):
    assert work("geen_retour", on=DUE) == []
    (one,) = work("geen_retour", on=LATE)
    assert (one.kenmerk, one.aan_zet, one.uiterlijk) == ("JW301 TOEW1", "gemeente", DUE)
    assert one.is_te_laat(LATE)
    assert [o.nummer for o in work("geen_retour", on=LATE, who=REGIO)] == [one.nummer]
    assert work("geen_retour", on=LATE, who=OTHER_TOWN) == []
    assert work("geen_retour", on=LATE, who=PROVIDER) == []
    world.lever(world.op("T1"))
    assert work("geen_retour", on=LATE) == []


def test_the_days_count_from_when_it_was_brought(world: Antwoorden):
    friday = timezone.make_aware(datetime(2027, 7, 2, 9))
    (mark,) = verzenden.neem([PROVIDER.aanbieder], moment=friday, on_behalf_of=REGIO)
    assert [one.uiterlijk for one in work("geen_retour", on=LATE)] == [DUE]
    verzenden.boek_verzonden(mark, moment=friday, on_behalf_of=REGIO)

    assert work("geen_retour", on=LATE) == []
    assert [one.uiterlijk for one in work("geen_retour", on=date(2027, 7, 8))] == [date(2027, 7, 7)]


def test_who_fetches_late_gets_no_more_days(world: Antwoorden):
    outcome = world.gestuurd["T1"].uitkomst
    assert outcome
    assert outcome.bericht_id
    late = timezone.make_aware(datetime(2027, 7, 5, 9))
    mark = Kenmerk("0193", outcome.bericht_id, "bericht")
    assert verzenden.bevestig(mark, ontvanger=PROVIDER.aanbieder, moment=late, on_behalf_of=REGIO)

    assert [one.uiterlijk for one in work("geen_retour", on=LATE)] == [DUE]


def test_a_refused_allocation_is_work_until_it_is_sent_again(world: Antwoorden):
    world.gegeven("JW301 | kind\nT2 | K2")
    world.lever(world.op("T1", klassen={PRODUCT: ("9332",)}), world.op("T2"))

    (one,) = work("afkeuring")
    assert (one.kenmerk, one.termijn, one.aan_zet, one.uiterlijk) == ("JW301 TOEW1", "OP286", "gemeente", DUE)
    assert work("afkeuring", who=OTHER_TOWN) == []
    world.gegeven("JW301 | kind | nummer | tijd | reden\nT3 | K2 | T2 | 10:00:00 | 12")
    assert len(work("afkeuring")) == 1
    world.gegeven("JW301 | nummer | tijd | reden\nT4 | T1 | 10:00:00 | 12")
    assert work("afkeuring") == []


def test_a_refused_answer_is_work_until_the_request_is_answered_again(world: Antwoorden):
    world.gegeven("JW315 | referentie | kind\nV | R1 | K2")
    world.gegeven("JW319 | referentie | antwoord | identificatie\nN | R1 | 1 | ANTW1")
    assert work("verzoek") == []

    world.lever(world.op("N", kop=["0001"]))
    assert [one.kenmerk for one in work("afkeuring")] == ["JW319 ANTW1"]
    assert [one.kenmerk for one in work("verzoek")] == ["R1"]
    world.gegeven("JW319 | referentie | antwoord\nM | R1 | 1")
    assert work("afkeuring") == []
    assert work("verzoek") == []


def test_a_declaration_of_which_the_answer_was_not_fetched(world: Antwoorden):
    world.wereld.neem_in("JW323 | toewijzing | identificatie\nL1 | T1 | DECL1")
    assert work("declaratie", on=date(2027, 7, 14), who=PROVIDER) == []
    (one,) = work("declaratie", on=date(2027, 7, 15), who=PROVIDER)
    assert (one.kenmerk, one.termijn, one.uiterlijk) == ("JW323 DECL1", "OP090x4", date(2027, 7, 14))
    assert work("declaratie", on=date(2027, 7, 15)) == []
    assert work("declaratie", on=date(2027, 7, 15), who=OTHER_PROVIDER) == []

    mark = Kenmerk("0193", one.nummer, "antwoord")
    verzenden.boek_verzonden(mark, moment=timezone.now(), on_behalf_of=REGIO)
    assert work("declaratie", on=date(2027, 7, 15), who=PROVIDER) == []


def test_what_waits_here(world: Antwoorden):
    (claim,) = world.wereld.teken("JW323 | toewijzing\nL1 | T1")
    moment = timezone.make_aware(datetime(2027, 6, 30, 9))
    (kept,) = leg_vast([Aanlevering("x.xml", claim.data, "99900001", "test")], moment=moment, on_behalf_of=REGIO)

    assert work("declaratie", on=date(2027, 7, 14), who=PROVIDER) == []
    (one,) = work("declaratie", on=date(2027, 7, 15), who=PROVIDER)
    assert (one.nummer, one.gemeente, one.uiterlijk) == (kept.bestand_id, "", date(2027, 7, 14))
    assert work("declaratie", on=date(2027, 7, 15), who=OTHER_PROVIDER) == []

    verwerk(regio="IJSSELLAND", peildatum=PEILDATUM, moment=moment)
    assert [o.gemeente for o in work("declaratie", on=date(2027, 7, 15), who=PROVIDER)] == ["0193"]
