# SPDX-License-Identifier: EUPL-1.2
"""A choice moves work and loses none: what was sent stays, counters change, and the order of counts is nothing."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.lasten.rekenen import REGIO, reken, schakel
from jeugdregio.lasten.values import PER_CODE, Kant, Telling

ZWOLLE, DALFSEN, OMMEN = "0193", "0148", "0175"
TRIAS, PACTUM = "99900001", "99900002"
JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)
TELLINGEN = st.lists(
    st.builds(
        Telling,
        gemeente=st.sampled_from((ZWOLLE, DALFSEN, OMMEN)),
        aanbieder=st.sampled_from((TRIAS, PACTUM)),
        maand=st.sampled_from((JAN, FEB)),
        wat=st.sampled_from(("declaratie", "retourdeclaratie", "regel", "uitval", "credit", "toewijzing", "verzoek")),
        aantal=st.integers(1, 10_000),
    ),
    max_size=25,
)
GEMEENTEN = st.sets(st.sampled_from((ZWOLLE, DALFSEN, OMMEN)))


def regionaal(gemeente: str, maand: date) -> bool:
    return False


def norm(handeling: str, maand: date) -> int:
    return PER_CODE[handeling].seconden


def zelf(*gemeenten: str, vanaf: date = JAN):
    return lambda gemeente, maand: gemeente in gemeenten and maand >= vanaf


VERKEER = [
    Telling(ZWOLLE, TRIAS, JAN, "declaratie", 1),
    Telling(ZWOLLE, TRIAS, JAN, "regel", 30),
    Telling(ZWOLLE, TRIAS, JAN, "uitval", 3),
    Telling(DALFSEN, TRIAS, JAN, "declaratie", 1),
    Telling(DALFSEN, TRIAS, FEB, "declaratie", 1),
    Telling(ZWOLLE, PACTUM, JAN, "declaratie", 2),
]


def test_one_municipality_alone_is_one_counter_more_for_who_works_in_others_too() -> None:
    found = schakel(VERKEER, regionaal, zelf(DALFSEN), norm)
    effects = {one.wie: one for one in found.effecten}

    # Trias declares in January at the region and at Dalfsen; in February at Dalfsen instead of at the region.
    assert effects[Kant.AANBIEDER, TRIAS].seconden == PER_CODE["a-loket"].seconden
    assert effects[Kant.AANBIEDER, TRIAS].loketten == 1
    assert effects[Kant.AANBIEDER, PACTUM].seconden == 0
    assert (effects[Kant.GEMEENTE, DALFSEN].declaraties, effects[REGIO].declaraties) == (2, -2)
    assert effects[Kant.GEMEENTE, ZWOLLE].seconden == 0


def test_a_refused_line_is_asked_twice_under_the_region_and_once_alone() -> None:
    now, alone = reken(VERKEER, regionaal, norm).aantallen(), reken(VERKEER, zelf(ZWOLLE), norm).aantallen()
    town = (Kant.GEMEENTE, ZWOLLE)

    assert (now[town, "g-navraag"], now[REGIO, "r-uitval"]) == (3, 3)
    assert alone[town, "g-uitval"] == 3
    assert (town, "g-navraag") not in alone
    assert (REGIO, "r-uitval") not in alone


def test_from_a_month_on_is_from_that_month_on() -> None:
    effects = {one.wie: one for one in schakel(VERKEER, regionaal, zelf(DALFSEN, vanaf=FEB), norm).effecten}

    assert effects[Kant.GEMEENTE, DALFSEN].declaraties == 1
    assert effects[Kant.AANBIEDER, TRIAS].seconden == 0  # one counter a month, as before


@given(TELLINGEN, GEMEENTEN)
def test_no_claim_is_lost_or_counted_twice_and_a_provider_sends_the_same(
    counts: list[Telling], chosen: set[str]
) -> None:
    found = schakel(counts, regionaal, zelf(*chosen), norm)

    for what in ("declaraties", "retouren", "vragen"):
        desks = sum(getattr(one, what) for one in found.effecten if one.wie[0] is not Kant.AANBIEDER)
        assert desks == 0
        assert all(getattr(one, what) == 0 for one in found.van(Kant.AANBIEDER))
    before, after = (
        Counter({key: n for key, n in one.aantallen().items() if key[0][0] is Kant.AANBIEDER and key[1] != "a-loket"})
        for one in (found.voor, found.na)
    )
    assert before == after


@given(TELLINGEN, GEMEENTEN)
def test_there_and_back_is_nothing(counts: list[Telling], chosen: set[str]) -> None:
    there = schakel(counts, regionaal, zelf(*chosen), norm)
    back = schakel(counts, zelf(*chosen), regionaal, norm)

    assert {one.wie: one.seconden for one in there.effecten} == {one.wie: -one.seconden for one in back.effecten}
    assert all(one.seconden == 0 for one in schakel(counts, regionaal, regionaal, norm).effecten)


@given(TELLINGEN, st.randoms())
def test_the_order_of_counts_does_not_matter(counts: list[Telling], chance) -> None:
    mixed = list(counts)
    chance.shuffle(mixed)

    assert reken(mixed, regionaal, norm) == reken(counts, regionaal, norm)


@given(TELLINGEN, GEMEENTEN)
def test_a_provider_never_has_fewer_counters_when_municipalities_go_alone(
    counts: list[Telling], chosen: set[str]
) -> None:
    found = schakel(counts, regionaal, zelf(*chosen), norm)

    assert all(one.seconden >= 0 and one.loketten >= 0 for one in found.van(Kant.AANBIEDER))
