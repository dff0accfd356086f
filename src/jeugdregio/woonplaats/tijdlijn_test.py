# SPDX-License-Identifier: EUPL-1.2
"""A history becomes a chain of answers: every row of the table, without gaps, and what a change means."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.woonplaats.bepalen import antwoord_uiterlijk
from jeugdregio.woonplaats.queries import keten, na_verhuizing, overgangen
from jeugdregio.woonplaats.tijdlijn import antwoord_op, feiten_op
from jeugdregio.woonplaats.values import (
    NIEUWE_REGEL,
    Adresperiode,
    Geschiedenis,
    Gezag,
    Gezagsperiode,
    Plaatsperiode,
    Verblijfperiode,
    Verblijfsoort,
)
from tests.shared import SHARED, needs_shared

ZWOLLE, KAMPEN, OMMEN, RAALTE, DEVENTER = "0193", "0166", "0175", "0177", "0150"
HARDENBERG, STAPHORST, DALFSEN, STEENWIJKERLAND, ALMELO = "0160", "0180", "0148", "1708", "0141"
ZWARTEWATERLAND = "1896"
BORN, NOW = date(2012, 5, 14), date(2026, 11, 24)
S = Verblijfsoort


def day(text: str) -> date:
    return date.fromisoformat(text)


def lived(*places: tuple[str, str]) -> tuple[Adresperiode, ...]:
    ends = [*(day(begin) for begin, _ in places[1:]), None]
    return tuple(Adresperiode(day(begin), end, town) for (begin, town), end in zip(places, ends, strict=True))


def stay(begin: str, end: str | None = None, soort: S = S.JEUGDHULP, **more: bool) -> Verblijfperiode:
    return Verblijfperiode(day(begin), day(end) if end else None, soort, **more)


HOME = Geschiedenis(BORN, lived(("2012-05-14", ZWOLLE)), moeder_bij_geboorte=DALFSEN)
MOVED = replace(HOME, adressen=lived(("2012-05-14", KAMPEN), ("2026-03-01", OMMEN)))
IN_A_STAY = ("W02", "W03", "W04", "W05", "W06")
REAL = (Plaatsperiode(BORN, None, ALMELO),)
TABLE: dict[str, tuple[Geschiedenis, str]] = {
    "W01": (HOME, ZWOLLE),
    **{rule: (replace(MOVED, verblijven=(stay("2026-03-01", soort=S(rule)),)), KAMPEN) for rule in IN_A_STAY},
    "W07": (replace(MOVED, verblijven=(stay("2026-03-01", "2026-06-01"), stay("2026-06-01"))), KAMPEN),
    "W09": (replace(MOVED, verblijven=(stay("2026-03-01", "2026-06-01"),)), OMMEN),
    "W10": (replace(HOME, adressen=(Adresperiode(BORN, None, ZWOLLE, aantekening=True),)), DALFSEN),
    "W11": (replace(HOME, adressen=()), DALFSEN),
    "W12": (replace(HOME, adressen=(), moeder_bij_geboorte="", werkelijk=REAL), ALMELO),
    "W13": (replace(HOME, adressen=(Adresperiode(BORN, None, buitenland=True),), werkelijk=REAL), ALMELO),
    "W14": (replace(HOME, gezag=(Gezagsperiode(BORN, None, Gezag.GECERTIFICEERDE_INSTELLING),)), ZWOLLE),
    "W15": (replace(HOME, maatregel=True), ZWOLLE),
    "W16": (replace(HOME, geboren=date(2007, 1, 1), voortgezet=True), ZWOLLE),
    "W17": (
        replace(
            HOME,
            geboren=date(2007, 1, 1),
            voortgezet=True,
            adressen=lived(("2007-01-01", KAMPEN)),
            verblijven=(stay("2024-01-01", soort=S.PLEEGZORG),),
        ),
        KAMPEN,
    ),
    "W25": (replace(HOME, verblijven=(stay("2026-01-01", deeltijd=True),)), ZWOLLE),
}
OLD = date(2021, 12, 31)
PARENT = (Gezagsperiode(BORN, None, Gezag.OUDER, RAALTE),)
OLD_RULE = {
    "V01": (replace(HOME, gezag=PARENT), RAALTE),
    "V02": (
        replace(HOME, gezag=(Gezagsperiode(BORN, None, Gezag.GECERTIFICEERDE_INSTELLING),), werkelijk=REAL),
        ALMELO,
    ),
    "V03": (replace(HOME, geboren=date(2003, 1, 1)), ZWOLLE),
    "V04": (replace(HOME, werkelijk=REAL), ALMELO),
}
ELSEWHERE = {
    "W08": "help of another kind during a stay; a history has no kinds of help (bepalen_test)",
    "W18": "TestAfterwards",
    "W19": "TestAfterwards",
    "W20": "TestAfterwards",
    "W21": "the settlement between municipalities (vordering_test)",
    "W22": "TestAfterwards",
    "W23": "verzoeken/verkeerde_gemeente_test",
    "W24": "TestAfterwards",
}


@pytest.mark.parametrize("rule", [*TABLE, *OLD_RULE])
def test_every_row_from_a_history(rule: str):
    (history, town), moment = (TABLE[rule], NOW) if rule in TABLE else (OLD_RULE[rule], OLD)
    found = antwoord_op(history, moment, tot=moment + timedelta(days=1))

    assert (found.gemeente, rule in found.regels) == (town, True)
    assert {step.regel for step in found.stappen if step.regel} == set(found.regels)
    assert all(step.tekst.endswith(".") for step in found.stappen)


@needs_shared
def test_no_row_is_left_out():
    with (SHARED / "referentie" / "woonplaatsbeginsel.csv").open(encoding="utf-8", newline="") as file:
        assert {row["regel"] for row in csv.DictReader(file)} == {*TABLE, *ELSEWHERE}


ORACLES = {
    "TO-33": (HOME, ZWOLLE),
    "TO-34": (replace(MOVED, verblijven=(stay("2026-03-01", soort=S.PLEEGZORG),)), KAMPEN),
    "TO-35": (
        replace(
            HOME,
            adressen=lived(("2012-05-14", RAALTE), ("2026-02-01", DEVENTER), ("2026-05-01", HARDENBERG)),
            verblijven=(stay("2026-02-01", "2026-05-01"), stay("2026-05-01")),
        ),
        RAALTE,
    ),
    "TO-36": (
        replace(
            HOME,
            adressen=lived(("2012-05-14", STAPHORST)),
            gezag=(Gezagsperiode(BORN, None, Gezag.GECERTIFICEERDE_INSTELLING, ALMELO),),
            verblijven=(stay("2026-02-01"),),
        ),
        STAPHORST,
    ),
    "TO-37": (replace(HOME, adressen=()), DALFSEN),
    "TO-38": (
        replace(
            HOME,
            geboren=date(2007, 10, 1),
            voortgezet=True,
            adressen=lived(("2007-10-01", STEENWIJKERLAND)),
            verblijven=(stay("2025-01-01"),),
        ),
        STEENWIJKERLAND,
    ),
}


@pytest.mark.parametrize("name", ORACLES)
def test_the_worked_examples(name: str):
    history, town = ORACLES[name]
    assert keten(history, van=NOW, tot=NOW + timedelta(days=1))[0].gemeente == town


def last_of_february(year: int) -> date:
    return date(year, 3, 1) - timedelta(days=1)


@needs_shared
def test_the_worked_examples_expect_the_same():
    with (SHARED / "referentie" / "toetsorakels.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file) if row["id"] in {*ORACLES, "TO-39"}}

    for name, (history, _) in ORACLES.items():
        found = keten(history, van=NOW, tot=NOW + timedelta(days=1))[0]
        assert (rows[name]["verwacht"], set(rows[name]["berekening"].split(" en "))) == (
            found.gemeente,
            set(found.regels),
        )
    assert rows["TO-39"]["verwacht"].startswith(f"{ZWARTEWATERLAND} vanaf 1 maart; recht tot en met 28 februari")
    assert rows["TO-39"]["berekening"] == "W18"


THREE = Geschiedenis(
    BORN,
    lived(("2012-05-14", DALFSEN), ("2025-09-01", ZWOLLE), ("2026-03-01", KAMPEN), ("2026-06-15", DEVENTER)),
    verblijven=(stay("2026-06-15"),),
    moeder_bij_geboorte=DALFSEN,
)


class TestThreeMoves:
    def test_three_answers_and_the_stay_changes_nothing(self):
        chain = keten(THREE, van=day("2025-01-01"), tot=day("2027-01-01"))
        assert [(one.van, one.tot, one.gemeente, one.regels) for one in chain] == [
            (day("2025-01-01"), day("2025-09-01"), DALFSEN, ("W01",)),
            (day("2025-09-01"), day("2026-03-01"), ZWOLLE, ("W01",)),
            (day("2026-03-01"), day("2026-06-15"), KAMPEN, ("W01",)),
            (day("2026-06-15"), day("2027-01-01"), KAMPEN, ("W03",)),
        ]
        assert [(one.op, one.van, one.naar) for one in overgangen(THREE, chain)] == [
            (day("2025-09-01"), DALFSEN, ZWOLLE),
            (day("2026-03-01"), ZWOLLE, KAMPEN),
        ]

    def test_the_reason_is_told_with_its_source(self):
        known = replace(THREE, adressen=tuple(replace(one, bron="BRP") for one in THREE.adressen))
        last = keten(known, van=day("2026-06-15"), tot=day("2026-07-01"))[-1]
        assert ("De dag ervoor, 14 juni 2026: ingeschreven in Kampen.", "BRP") in [
            (step.tekst, step.bron) for step in last.stappen
        ]
        assert last.stappen[-1].tekst == "Dus is Kampen verantwoordelijk."


class TestAfterwards:
    @pytest.mark.parametrize("year", [2023, 2024, 2026, 2027, 2028])
    def test_a_move_on_the_first_of_march(self, year: int):
        """TO-39: help without a stay goes on to the last of February of the next year."""
        history = replace(HOME, adressen=lived(("2012-05-14", OMMEN), (f"{year}-03-01", ZWARTEWATERLAND)))
        chain = keten(history, van=date(year, 1, 1), tot=date(year, 12, 31))
        (moved,) = overgangen(history, chain)

        assert (moved.op, moved.van, moved.naar) == (date(year, 3, 1), OMMEN, ZWARTEWATERLAND)
        assert moved.recht is not None
        assert (moved.recht.regel, moved.recht.tot_en_met) == ("W18", last_of_february(year + 1))

    def test_the_last_day_when_it_had_not_begun_or_was_not_asked_for(self):
        on = day("2027-03-01")
        assert na_verhuizing(on, begonnen=False, met_verzoek=True).regel == "W19"
        assert na_verhuizing(on, begonnen=True, met_verzoek=False).tot_en_met == day("2028-02-29")

    @pytest.mark.parametrize(("soort", "end"), [(S.PLEEGZORG, None), (S.JEUGDHULP, day("2022-12-31"))])
    def test_the_change_of_the_law_moves_a_child_on_paper(self, soort: S, end: date | None):
        history = replace(
            HOME,
            adressen=lived(("2012-05-14", KAMPEN), ("2019-05-01", OMMEN)),
            gezag=(Gezagsperiode(BORN, None, Gezag.OUDER, ALMELO),),
            verblijven=(stay("2019-05-01", soort=soort),),
        )
        chain = keten(history, van=day("2021-01-01"), tot=day("2023-01-01"))
        (moved,) = overgangen(history, chain)

        assert [(one.gemeente, one.regels[-1]) for one in chain] == [(ALMELO, "V01"), (KAMPEN, soort.value)]
        assert (moved.op, moved.recht.regel, moved.recht.tot_en_met) == (NIEUWE_REGEL, "W24", end)

    @pytest.mark.parametrize(
        ("received", "last"),
        [("2026-11-24", "2026-12-08"), ("2026-12-11", "2026-12-28"), ("2026-04-13", "2026-04-28")],
    )
    def test_the_answer_is_due_in_two_weeks_or_the_first_working_day_after(self, received: str, last: str):
        """Second: 25 December, boxing day and a weekend. Third: 27 April is the King's birthday."""
        assert antwoord_uiterlijk(day(received)) == day(last)


class TestEdges:
    @pytest.mark.parametrize(
        ("stays", "town", "rule"),
        [
            # One day at home between two stays: a new stay, and the address just before that one.
            ((stay("2026-02-01", "2026-05-01"), stay("2026-05-02")), DEVENTER, "W03"),
            ((stay("2026-02-01", "2026-05-01"), stay("2026-05-01")), RAALTE, "W07"),
            # They overlap: still one chain.
            ((stay("2026-02-01", "2026-06-01"), stay("2026-05-01")), RAALTE, "W07"),
            # Part time besides a stay counts for nothing.
            ((stay("2026-02-01"), stay("2026-06-01", deeltijd=True)), RAALTE, "W03"),
            # Part time that is over is no stay that one comes home from.
            ((stay("2026-02-01", "2026-03-01", deeltijd=True),), HARDENBERG, "W01"),
        ],
    )
    def test_stays_that_follow_overlap_or_leave_a_day(self, stays: tuple[Verblijfperiode, ...], town: str, rule: str):
        places = lived(("2012-05-14", RAALTE), ("2026-02-01", DEVENTER), ("2026-05-02", HARDENBERG))
        found = antwoord_op(replace(HOME, adressen=places, verblijven=stays), NOW, tot=NOW + timedelta(days=1))
        assert (found.gemeente, found.regels) == (town, (rule,))

    def test_a_stay_from_birth_has_no_address_before_it(self):
        found = antwoord_op(replace(HOME, verblijven=(stay("2012-05-14"),)), NOW, tot=NOW + timedelta(days=1))
        assert (found.gemeente, found.regels) == (DALFSEN, ("W11",))

    def test_before_the_stay_abroad_is_abroad(self):
        places = (Adresperiode(BORN, day("2026-02-01"), buitenland=True), Adresperiode(day("2026-02-01"), None, OMMEN))
        history = replace(HOME, adressen=places, verblijven=(stay("2026-02-01"),), werkelijk=REAL)
        assert antwoord_op(history, NOW, tot=NOW + timedelta(days=1)).regels == ("W13",)

    def test_nobody_is_said_with_what_is_missing_and_the_chain_goes_on(self):
        history = replace(HOME, adressen=lived(("2026-01-01", ZWOLLE)), moeder_bij_geboorte="")
        first, second = keten(history, van=day("2025-01-01"), tot=day("2027-01-01"))
        assert (first.gemeente, first.tot) == ("", day("2026-01-01"))
        assert "werkelijk verblijft" in first.ontbreekt
        assert second.gemeente == ZWOLLE

    def test_the_law_ends_at_18_unless_help_goes_on(self):
        grown = replace(HOME, geboren=date(2008, 6, 1), adressen=lived(("2008-06-01", ZWOLLE)))
        assert [one.gemeente for one in keten(grown, van=day("2026-01-01"), tot=day("2027-01-01"))] == [ZWOLLE, ""]
        on = replace(grown, voortgezet=True)
        chain = keten(on, van=day("2026-01-01"), tot=day("2032-01-01"))
        assert [(one.gemeente, one.van) for one in chain[1:]] == [(ZWOLLE, day("2026-06-01")), ("", day("2031-06-01"))]

    def test_born_on_the_29th_of_february(self):
        leap = replace(HOME, geboren=date(2008, 2, 29), adressen=lived(("2008-02-29", ZWOLLE)))
        assert [one.van for one in keten(leap, van=day("2026-02-01"), tot=day("2026-04-01"))][1] == day("2026-03-01")

    @pytest.mark.parametrize("end", ["2026-01-01", "2012-05-14", "2010-01-01"])
    def test_an_empty_period_is_refused(self, end: str):
        with pytest.raises(ValueError, match="leeg"):
            keten(HOME, van=day("2026-01-01") if end > "2012" else BORN, tot=day(end))


DAYS = st.dates(date(2012, 5, 14), date(2027, 1, 1))
TOWNS = st.sampled_from([ZWOLLE, KAMPEN, OMMEN, RAALTE, ""])


@st.composite
def histories(draw: st.DrawFn) -> Geschiedenis:
    """Any history, also one that makes no sense: rows that overlap, gaps, stays before birth are told by people."""

    def period() -> tuple[date, date | None]:
        begin = draw(DAYS)
        length = draw(st.none() | st.integers(1, 2000))
        return begin, None if length is None else begin + timedelta(days=length)

    def some(make, most: int = 4) -> tuple:
        return tuple(make(*period()) for _ in range(draw(st.integers(0, most))))

    return Geschiedenis(
        BORN,
        some(lambda a, b: Adresperiode(a, b, draw(TOWNS), draw(st.booleans()), draw(st.booleans()))),
        some(lambda a, b: Verblijfperiode(a, b, draw(st.sampled_from(S)), draw(st.booleans()))),
        some(lambda a, b: Gezagsperiode(a, b, draw(st.sampled_from(Gezag)), draw(TOWNS))),
        some(lambda a, b: Plaatsperiode(a, b, draw(TOWNS.filter(bool)))),
        draw(TOWNS),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@given(histories(), DAYS, st.integers(1, 3000), st.integers(0, 10_000))
def test_a_chain_has_no_gaps_and_says_of_each_day_what_that_day_says(
    history: Geschiedenis, begin: date, length: int, pick: int
):
    end = begin + timedelta(days=length)
    chain = keten(history, van=begin, tot=end)

    assert (chain[0].van, chain[-1].tot) == (begin, end)
    assert all(one.tot == after.van and one.van < one.tot for one, after in pairwise(chain))
    assert all(bool(one.gemeente) != bool(one.ontbreekt) for one in chain)
    moment = begin + timedelta(days=pick % length)
    told = next(one for one in chain if one.van <= moment < one.tot)
    alone = antwoord_op(history, moment, tot=moment + timedelta(days=1))
    assert (told.gemeente, told.regels) == (alone.gemeente, alone.regels)
    assert feiten_op(history, moment).moment == moment
