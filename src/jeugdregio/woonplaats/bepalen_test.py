# SPDX-License-Identifier: EUPL-1.2
"""The woonplaatsbeginsel, laid beside the decision table and the worked examples."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from jeugdregio.woonplaats.bepalen import bepaal, bij_de_wetswijziging, na_verhuizing
from jeugdregio.woonplaats.values import Feiten, Gezag, Hulp, NietVastTeStellen, Verblijf, Verblijfsoort
from tests.shared import SHARED, needs_shared

ZWOLLE, KAMPEN, OMMEN, RAALTE, DEVENTER = "0193", "0166", "0175", "0177", "0150"
HARDENBERG, STAPHORST, DALFSEN, STEENWIJKERLAND, ALMELO = "0160", "0180", "0148", "1708", "0141"
NOW, BEFORE = date(2026, 11, 24), date(2021, 12, 31)

HOME = Feiten(moment=NOW, hulp=Hulp.AMBULANT, leeftijd=12, brp=ZWOLLE)
AWAY = replace(HOME, hulp=Hulp.VERBLIJF, brp=OMMEN, moeder_bij_geboorte=DALFSEN, werkelijk_verblijf=ALMELO)


def stay(soort: Verblijfsoort, **more: object) -> Feiten:
    return replace(AWAY, verblijven=(Verblijf(soort, KAMPEN, **more),))  # type: ignore[arg-type]


FOSTER, GROUP = stay(Verblijfsoort.PLEEGZORG), stay(Verblijfsoort.JEUGDHULP)
CHAIN = (Verblijf(Verblijfsoort.JEUGDHULP, RAALTE), Verblijf(Verblijfsoort.JEUGDHULP, DEVENTER, aansluitend=True))
OVER = (Verblijf(Verblijfsoort.JEUGDHULP, RAALTE, einde=date(2026, 6, 30)),)
UNKNOWN = replace(HOME, brp="", moeder_bij_geboorte=DALFSEN, werkelijk_verblijf=ALMELO)

TABLE = {
    "W01": (HOME, ZWOLLE),
    "W02": (FOSTER, KAMPEN),
    "W03": (GROUP, KAMPEN),
    "W04": (stay(Verblijfsoort.OPVANG), KAMPEN),
    "W05": (stay(Verblijfsoort.WLZ), KAMPEN),
    "W06": (stay(Verblijfsoort.JUSTITIEEL), KAMPEN),
    "W07": (replace(AWAY, verblijven=CHAIN), RAALTE),
    "W08": (replace(GROUP, hulp=Hulp.AMBULANT), KAMPEN),
    "W09": (replace(HOME, verblijven=OVER), ZWOLLE),
    "W10": (replace(HOME, aantekening=True, moeder_bij_geboorte=DALFSEN), DALFSEN),
    "W11": (UNKNOWN, DALFSEN),
    "W12": (replace(UNKNOWN, moeder_bij_geboorte=""), ALMELO),
    "W13": (replace(UNKNOWN, buitenland=True), ALMELO),
    "W14": (replace(GROUP, gezag=Gezag.GECERTIFICEERDE_INSTELLING, gezagsdrager=ALMELO), KAMPEN),
    "W15": (replace(HOME, hulp=Hulp.MAATREGEL), ZWOLLE),
    "W16": (replace(GROUP, leeftijd=22, voortgezet=True), KAMPEN),
    "W17": (replace(FOSTER, leeftijd=20, voortgezet=True), KAMPEN),
    "W25": (stay(Verblijfsoort.JEUGDHULP, deeltijd=True), OMMEN),
}
ELSEWHERE = {"W18", "W19", "W20", "W21", "W22", "W23", "W24"}
"""Rows about what follows; W21 is what the page tells a municipality before it refuses."""


@pytest.mark.parametrize("row", TABLE)
def test_every_row_of_the_table(row: str):
    facts, town = TABLE[row]
    found = bepaal(facts)

    assert (found.gemeente, row in found.regels) == (town, True)
    assert len(found.regels) == (2 if row in {"W14", "W16", "W17"} else 1)


@needs_shared
def test_the_table_has_no_other_rows():
    with (SHARED / "referentie" / "woonplaatsbeginsel.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["regel"]: row for row in csv.DictReader(file)}

    assert set(rows) == {*TABLE, *ELSEWHERE}
    for code, (facts, _) in TABLE.items():
        told = rows[code]["peilmoment"]
        if told.startswith(("geboorte", "dag voor", "moment van de hulpvraag", "einde")) and code != "W17":
            assert told.split()[0] == bepaal(facts).peilmoment.split()[0], code


ORACLES = {
    "TO-33": (HOME, ZWOLLE),
    "TO-34": (FOSTER, KAMPEN),
    "TO-35": (
        replace(AWAY, brp=HARDENBERG, verblijven=CHAIN),
        RAALTE,
    ),
    "TO-36": (
        replace(
            AWAY,
            brp=STAPHORST,
            gezag=Gezag.GECERTIFICEERDE_INSTELLING,
            gezagsdrager=ALMELO,
            verblijven=(Verblijf(Verblijfsoort.JEUGDHULP, STAPHORST),),
        ),
        STAPHORST,
    ),
    "TO-37": (replace(HOME, brp="", moeder_bij_geboorte=DALFSEN), DALFSEN),
    "TO-38": (
        replace(AWAY, leeftijd=19, voortgezet=True, verblijven=(Verblijf(Verblijfsoort.JEUGDHULP, STEENWIJKERLAND),)),
        STEENWIJKERLAND,
    ),
}


@pytest.mark.parametrize("name", ORACLES)
def test_the_worked_examples(name: str):
    facts, town = ORACLES[name]
    assert bepaal(facts).gemeente == town


@needs_shared
def test_the_worked_examples_expect_the_same():
    with (SHARED / "referentie" / "toetsorakels.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for name, (facts, town) in ORACLES.items():
        assert rows[name]["verwacht"] == town
        named = rows[name]["berekening"].split(" en ")
        assert set(named) == set(bepaal(facts).regels), name


class TestUntil2022:
    OLD = replace(GROUP, moment=BEFORE, gezagsdrager=ALMELO, werkelijk_verblijf=HARDENBERG)

    def test_the_parent_with_authority_decides(self):
        assert bepaal(self.OLD).gemeente == ALMELO
        assert bepaal(replace(self.OLD, moment=date(2022, 1, 1))).gemeente == KAMPEN

    def test_under_guardianship_the_child_is_where_it_is(self):
        facts = replace(self.OLD, gezag=Gezag.GECERTIFICEERDE_INSTELLING)
        assert (bepaal(facts).gemeente, bepaal(facts).regels) == (HARDENBERG, ("V02",))

    def test_of_age_it_is_its_own_address(self):
        assert bepaal(replace(self.OLD, leeftijd=19)).gemeente == OMMEN

    def test_not_known_or_abroad_it_is_where_it_is(self):
        for facts in (replace(self.OLD, gezagsdrager=""), replace(self.OLD, buitenland=True)):
            assert (bepaal(facts).gemeente, bepaal(facts).regels) == (HARDENBERG, ("V04",))


@pytest.mark.parametrize(
    "facts",
    [
        replace(HOME, brp=""),
        replace(HOME, buitenland=True),
        replace(HOME, leeftijd=18),
        replace(HOME, leeftijd=23, voortgezet=True),
        replace(FOSTER, leeftijd=18),
    ],
)
def test_not_enough_is_said(facts: Feiten):
    with pytest.raises(NietVastTeStellen, match=r"\.$"):
        bepaal(facts)


def test_foster_care_after_21_is_continued_help():
    assert bepaal(replace(FOSTER, leeftijd=21, voortgezet=True)).regels == ("W16", "W02")


class TestAfterwards:
    @pytest.mark.parametrize(
        ("moved", "last"),
        [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29"), ("2028-02-29", "2029-02-28")],
    )
    def test_a_year_after_a_move(self, moved: str, last: str):
        found = na_verhuizing(date.fromisoformat(moved), begonnen=True, met_verzoek=True)
        assert (found.vanaf, found.tot_en_met) == (date.fromisoformat(moved), date.fromisoformat(last))
        assert (found.zelfde_aanbieder, found.regel) == (True, "W18")

    def test_not_begun_or_not_asked_for(self):
        assert na_verhuizing(NOW, begonnen=False, met_verzoek=True).regel == "W19"
        other = na_verhuizing(NOW, begonnen=True, met_verzoek=False)
        assert (other.regel, other.zelfde_aanbieder) == ("W20", False)

    def test_the_change_of_the_law(self):
        assert bij_de_wetswijziging(pleegzorg=False).tot_en_met == date(2022, 12, 31)
        assert bij_de_wetswijziging(pleegzorg=True).tot_en_met is None
