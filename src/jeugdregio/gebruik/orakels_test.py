# SPDX-License-Identifier: EUPL-1.2
"""TO-05 to TO-16 of the test oracles: counts and percentages of sources, through the functions of this room."""

import csv
import re
from decimal import Decimal
from functools import cache

import pytest

from jeugdregio.gebruik import gegevens, queries
from jeugdregio.gebruik.values import Gepubliceerd, Halfjaar, Noemer, Telling, gebruikspercentage
from jeugdregio.gebruik.vergelijken import vergelijk
from tests.shared import SHARED

BESTAND = SHARED / "referentie" / "toetsorakels.csv"
ORAKELS = [f"TO-{number:02d}" for number in range(5, 17)]
STROMEN = {"TO-05", "TO-06", "TO-08"}
NOEMERS = {"TO-13": "0-22", "TO-14": "0-17", "TO-15": "12-22"}
met_orakels = pytest.mark.skipif(
    not BESTAND.is_file(), reason="SKIPPED: the test oracles (../shared/referentie/toetsorakels.csv) are not here"
)


@cache
def orakels():
    with BESTAND.open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def getallen(text):
    return [Decimal(one) for one in re.findall(r"\d+(?:\.\d+)?", text)]


def verwacht(orakel):
    return getallen(orakels()[orakel]["verwacht"])[0]


def ruimte(orakel):
    return getallen(orakels()[orakel]["tolerantie"])[0]


def vergelijking(orakel):
    (found,) = [one for one in gegevens.toetsen() if one.orakel == orakel]
    return vergelijk(found)


def feiten(orakel):
    return [Decimal(one.inwoners) if isinstance(one, Noemer) else one.waarde for one in vergelijking(orakel).delen]


def test_every_oracle_about_use_is_a_check_of_this_room():
    assert sorted({one.orakel for one in gegevens.toetsen()} - {""}) == ORAKELS


@met_orakels
class TestOracles:
    @pytest.mark.parametrize("orakel", ORAKELS)
    def test_the_outcome_is_the_expected_one(self, orakel):
        assert abs(vergelijking(orakel).berekend - verwacht(orakel)) <= ruimte(orakel)

    @pytest.mark.parametrize("orakel", sorted({*ORAKELS} - {"TO-07", "TO-09", "TO-11", "TO-12"}))
    def test_it_was_reckoned_with_the_figures_of_the_oracle(self, orakel):
        row = orakels()[orakel]
        said = getallen(f"{row['invoer']} {row['berekening']}")

        assert [one for one in feiten(orakel) if one not in said] == []

    @pytest.mark.parametrize("orakel", sorted(STROMEN))
    def test_a_flow_of_a_source_closes_as_a_count_of_our_own_does(self, orakel):
        begin, inflow, outflow = map(int, feiten(orakel))
        end, active = int(verwacht(orakel)), begin + inflow

        count = Telling("", Halfjaar(2021, 1), begin, inflow, outflow, end, active, {})

        assert abs(count.sluitverschil) <= ruimte(orakel)
        assert count.actiefverschil == 0

    @pytest.mark.parametrize(("orakel", "groep"), NOEMERS.items())
    def test_a_percentage_names_the_age_group_of_its_residents(self, orakel, groep):
        under = vergelijking(orakel).delen[1]

        assert isinstance(under, Noemer)
        assert under.groep == groep
        assert under.inwoners in getallen(orakels()[orakel]["invoer"])
        assert not vergelijking(orakel).strijdig

    def test_a_percentage_that_its_own_numbers_contradict_is_reported_with_both(self):
        found = vergelijking("TO-16")

        assert found.strijdig
        assert "strijdigheid" in orakels()["TO-16"]["verwacht"]
        assert found.uitkomst.waarde == 19
        assert round(found.berekend, 1) == Decimal("21.3")
        assert found in queries.vergelijkingen()[:1]


class TestChecks:
    def test_only_what_rounding_does_not_explain_is_a_contradiction(self):
        assert [one.code for one in queries.vergelijkingen() if one.strijdig] == ["procent-jeugd"]

    def test_a_figure_that_is_changed_is_reported(self, monkeypatch):
        known = dict(gegevens.gepubliceerd())
        wrong = known["regio-op-nederland"]
        known["regio-op-nederland"] = Gepubliceerd(**{**vars(wrong), "waarde": wrong.waarde + 10})
        monkeypatch.setattr(gegevens, "gepubliceerd", lambda: known)

        found = {one.code for one in queries.vergelijkingen() if one.strijdig}

        assert found == {"procent-jeugd", "som-landsdelen-2025"}

    def test_both_sides_of_a_check_have_a_source(self):
        for one in queries.vergelijkingen():
            assert all(part.bron for part in one.delen)
            assert one.uitkomst is None or one.uitkomst.bron

    def test_a_margin_is_never_more_than_the_source_explains(self):
        for one in queries.vergelijkingen():
            if one.rekenwijze == "procent":
                assert one.uitkomst is not None
                assert one.marge == one.uitkomst.afronding / 2
            else:
                assert one.marge <= 10

    def test_nobody_is_no_denominator(self):
        with pytest.raises(ValueError, match="zonder inwoners"):
            gebruikspercentage(1, 0)


class TestPublishedFigures:
    def test_each_has_a_source_a_period_a_rounding_and_a_certainty(self):
        for one in gegevens.gepubliceerd().values():
            assert one.bron
            assert one.periode
            assert one.afronding > 0
            assert one.zekerheid in {"hoog", "middel", "laag"}

    @met_orakels
    def test_the_residents_are_those_of_the_source(self):
        with (SHARED / "referentie" / "ijsselland.csv").open(encoding="utf-8") as file:
            rows = {row["gemeentecode"].replace("JR-IJSSELLAND", ""): row for row in csv.DictReader(file)}

        def people(row, group):
            if group == "10-17":
                return people(row, "0-17") - people(row, "0-9")
            if group == "18-22":
                return people(row, "0-22") - people(row, "0-17")
            return int(row["n_0_9_2020" if group == "0-9" else f"schatting_{group.replace('-', '_')}_2020"])

        assert {code for code, _ in gegevens.noemers()} == {*rows}
        for (code, group), one in gegevens.noemers().items():
            assert one.inwoners == people(rows[code], group)
            assert one.geteld == (group == "0-9")
