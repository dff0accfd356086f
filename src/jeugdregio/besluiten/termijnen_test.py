# SPDX-License-Identifier: EUPL-1.2
"""Terms against the list of the law, and what moves them."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.besluiten import termijnen as t
from jeugdregio.core.termijnen import is_werkdag
from tests.shared import SHARED, needs_shared

VAN_DEZE_KAMER = tuple(f"T{nr:02}" for nr in (*range(1, 12), *range(14, 19)))
BEGIN = date(2026, 3, 2)
MIDDEN = (date(2026, 3, 18), date(2026, 3, 20))
DAGEN = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def rows() -> dict[str, dict[str, str]]:
    with (SHARED / "referentie" / "awb_termijnen.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@needs_shared
@pytest.mark.parametrize("regel", t.REGELS, ids=lambda regel: f"{regel.code}-{regel.aantal}")
def test_each_term_is_that_of_the_list(regel: t.Termijnregel):
    row = rows()[regel.code]

    with_committee = regel in (t.MET_COMMISSIE, t.KLACHT_MET_COMMISSIE)
    if with_committee:
        assert f"{regel.aantal} weken met" in row["verlenging_of_gevolg"]
    else:
        assert (str(regel.aantal), str(regel.eenheid)) == (row["waarde"], row["eenheid"])
    first = regel.bron.replace("Jeugdwet", "Jw").split(";")[0].split(" lid")[0].split(" en ")[0]
    assert first in row["grondslag"]


@needs_shared
def test_what_the_list_says_of_moving_a_term_is_what_we_count_with():
    known = rows()

    assert f"verdagen met {t.VERDAGEN_WEKEN} weken" in known["T09"]["verlenging_of_gevolg"]
    assert f"verdagen met {t.KLACHT_VERDAGEN_WEKEN} weken" in known["T10"]["verlenging_of_gevolg"]
    days = {"T04": 0, "T05": 1, "T06": 2}
    current = t.DWANGSOMMEN[-1].stappen
    assert [current[nr][1] // 100 for nr in days.values()] == [int(known[code]["waarde"]) for code in days]
    for code, nr in days.items():
        number, cent = current[nr]
        assert f"deelsom {number * cent // 100}" in known[code]["verlenging_of_gevolg"]
    assert {*VAN_DEZE_KAMER} - {"T02", "T04", "T05", "T06", "T11"} == {regel.code for regel in t.REGELS}


@pytest.mark.parametrize(
    ("regel", "begin", "laatste"),
    [
        (t.BESLISSEN, date(2026, 3, 2), date(2026, 4, 28)),  # 27 April is Koningsdag
        (t.BESLISSEN, date(2026, 3, 3), date(2026, 4, 28)),
        (t.INGEBREKE, date(2026, 12, 11), date(2026, 12, 28)),  # 25 December and the weekend
        (t.BEZWAAR, date(2026, 11, 14), date(2026, 12, 28)),  # second day of Christmas, then Sunday
        (t.BEROEP, date(2026, 3, 2), date(2026, 4, 13)),
        (t.ONDERZOEK, date(2026, 3, 2), date(2026, 4, 13)),
        (t.KLACHT, date(2026, 3, 2), date(2026, 4, 13)),
        (t.KLACHT_MET_COMMISSIE, date(2026, 3, 2), date(2026, 5, 11)),
        (t.HULPPLAN, date(2026, 2, 23), date(2026, 4, 7)),  # second day of Easter
        (t.ANTWOORD_WOONPLAATS, date(2026, 3, 20), date(2026, 4, 7)),  # Good Friday until the second day of Easter
        (t.VOORTZETTEN, date(2025, 3, 1), date(2026, 3, 1)),  # a Sunday: a term of a year is not moved
        (t.VOORTZETTEN, date(2024, 2, 29), date(2025, 2, 28)),
        (t.HERVATTEN, date(2026, 8, 31), date(2027, 2, 28)),  # six months is not moved either
    ],
)
def test_the_last_day(regel, begin, laatste):
    assert t.termijn(regel, begin).laatste_dag == laatste


@pytest.mark.parametrize(
    ("gevraagd", "uiterlijk", "aangevuld", "dagen"),
    [
        (date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 16), 6),  # 10 up to and including 15 March
        (date(2026, 3, 9), date(2026, 3, 23), None, 14),  # nothing came: 10 up to and including 23 March
        (date(2026, 3, 9), date(2026, 3, 23), date(2026, 4, 20), 14),  # later than asked moves no more
        (date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 9), 0),
        (date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 10), 0),
    ],
)
def test_a_request_for_completion_moves_the_end_day_by_day(gevraagd, uiterlijk, aangevuld, dagen):
    one = t.Opschorting.om_aanvulling(gevraagd, uiterlijk, aangevuld)

    assert one.dagen == dagen
    assert t.termijn(t.BESLISSEN, BEGIN, [one]).kaal == BEGIN + timedelta(weeks=8, days=dagen)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(begin=DAGEN, lengths=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), max_size=4))
def test_suspensions_move_exactly_their_days_before_the_weekend_rule(begin, lengths):
    events, day, end = [], begin + timedelta(days=1), begin + timedelta(weeks=8)
    for gap, number in lengths:
        van = day + timedelta(days=gap)
        if van > end:
            break
        day = van + timedelta(days=number)
        events.append(t.Opschorting(van, day))
        end += timedelta(days=number)

    found = t.termijn(t.BESLISSEN, begin, events)

    assert found.kaal == end
    assert is_werkdag(found.laatste_dag)
    assert 0 <= (found.laatste_dag - found.kaal).days < 8
    assert found.stappen[-1].einde == found.laatste_dag


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(begin=DAGEN, events=st.permutations([(5, 3), (20, 10), (40, 1)]))
def test_the_order_in_which_they_are_written_down_makes_no_difference(begin, events):
    days = [
        t.Opschorting(begin + timedelta(days=after), begin + timedelta(days=after + number)) for after, number in events
    ]
    assert t.termijn(t.BESLISSEN, begin, days) == t.termijn(t.BESLISSEN, begin, sorted(days, key=lambda one: one.van))


def test_an_extension_names_a_new_day_and_a_later_suspension_moves_that_one():
    longer = t.Verlenging(date(2026, 4, 1), tot=date(2026, 6, 1))
    still = t.Opschorting.om_aanvulling(date(2026, 5, 4), date(2026, 5, 18), date(2026, 5, 8))

    found = t.termijn(t.BESLISSEN, BEGIN, [still, longer])

    assert found.laatste_dag == date(2026, 6, 4)
    assert [step.einde for step in found.stappen] == [date(2026, 4, 27), date(2026, 6, 1), date(2026, 6, 4)]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            [t.Opschorting(date(2026, 3, 9), date(2026, 3, 19)), t.Opschorting(date(2026, 3, 18), date(2026, 3, 20))],
            "al",
        ),
        ([t.Opschorting(date(2026, 5, 9), date(2026, 5, 19))], "al voorbij"),
        ([t.Opschorting(date(2026, 3, 1), date(2026, 3, 5))], "voor het begin"),
        ([t.Verlenging(date(2026, 5, 4), tot=date(2026, 6, 1))], "al voorbij"),
        ([t.Verlenging(date(2026, 4, 1), tot=date(2026, 4, 20))], "niet na de laatste dag"),
        (
            [t.Opschorting(date(2026, 3, 9), date(2026, 3, 19)), t.Verlenging(date(2026, 3, 10), tot=date(2026, 9, 1))],
            "staat die dag stil",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused(events, said):
    with pytest.raises(t.OnmogelijkeTermijn, match=said):
        t.termijn(t.BESLISSEN, BEGIN, events)


def test_while_it_stands_still_it_says_until_when():
    still = t.Opschorting.om_aanvulling(date(2026, 3, 9), date(2026, 3, 23), None)

    assert t.termijn(t.BESLISSEN, BEGIN, [still], peildatum=date(2026, 3, 12)).loopt_stil_tot == date(2026, 3, 24)
    assert t.termijn(t.BESLISSEN, BEGIN, [still], peildatum=date(2026, 3, 24)).loopt_stil_tot is None


@pytest.mark.parametrize(
    ("commissie", "verdaagd", "laatste"),
    [
        (False, False, date(2026, 5, 26)),  # 13 April + 6 weeks is the second day of Whitsun
        (True, False, date(2026, 7, 6)),
        (False, True, date(2026, 7, 6)),
        (True, True, date(2026, 8, 17)),
    ],
)
def test_the_decision_on_an_objection(commissie, verdaagd, laatste):
    assert t.bezwaartermijn(BEGIN).laatste_dag == date(2026, 4, 13)
    events = [t.verdaging(date(2026, 5, 1))] if verdaagd else []

    assert t.beslistermijn_bezwaar(BEGIN, commissie=commissie, gebeurtenissen=events).laatste_dag == laatste


def test_what_stood_still_before_that_term_began_moves_nothing():
    early = t.Opschorting(date(2026, 3, 20), date(2026, 4, 1))
    half = t.Opschorting(date(2026, 4, 9), date(2026, 4, 18))  # 14 up to and including 17 April count
    plain = t.beslistermijn_bezwaar(BEGIN, commissie=False)

    assert t.beslistermijn_bezwaar(BEGIN, commissie=False, gebeurtenissen=[early]) == plain
    moved = t.beslistermijn_bezwaar(BEGIN, commissie=False, gebeurtenissen=[half])
    assert moved.kaal == plain.kaal + timedelta(days=4)


@pytest.mark.parametrize(
    ("dagen", "euro"),
    [(0, 0), (1, 23), (14, 322), (15, 357), (28, 812), (29, 857), (42, 1442), (43, 1442), (400, 1442)],
)
def test_the_penalty_per_day_and_its_maximum(dagen, euro):
    """TO-24: 14 x 23 + 14 x 35 + 14 x 45 = 1442."""
    found = t.dwangsom(date(2026, 4, 28), date(2026, 5, 4), date(2026, 5, 18) + timedelta(days=dagen))

    assert found.eerste_dag == date(2026, 5, 19)  # the two weeks end on 18 May
    assert found.bedrag_cent == euro * 100
    assert found.maximum_bereikt == (dagen >= 42)


def test_amounts_are_those_of_the_day_and_a_notice_that_is_too_early_has_no_effect():
    before = t.dwangsom(date(2018, 1, 8), date(2018, 1, 9), date(2018, 12, 31))
    assert before.bedrag_cent == 14 * (2000 + 3000 + 4000)

    with pytest.raises(t.OnmogelijkeTermijn, match="te vroeg"):
        t.dwangsom(date(2026, 4, 28), date(2026, 4, 28), date(2026, 6, 1))


def test_a_complaint_with_committee_that_was_put_off():
    assert t.klachttermijn(BEGIN, commissie=True, verdaagd_op=date(2026, 4, 1)).kaal == BEGIN + timedelta(weeks=14)
