# SPDX-License-Identifier: EUPL-1.2
"""Getting in, how long, how much, until when, and what changed: without a database."""

from datetime import date

import pytest

from jeugdregio.core.periode import maanden_na
from jeugdregio.inkoop import looptijd, plafond, termijnen
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.toetreding import Rondedata, plaats
from jeugdregio.inkoop.verschil import verschil

SPRING = Rondedata(1, "toetredingsronde 1 van 2018", date(2018, 3, 1), date(2018, 4, 1), date(2018, 7, 1))
AUTUMN = Rondedata(2, "toetredingsronde 2 van 2018", date(2018, 9, 1), date(2018, 10, 1), date(2019, 1, 1))
RONDEN = (SPRING, AUTUMN)
SEMI_OPEN, OPEN_HOUSE = SOORTEN["semi_open"], SOORTEN["open_house"]


class TestGettingIn:
    @pytest.mark.parametrize(
        ("day", "round_", "waits_until", "begins"),
        [
            (date(2018, 2, 28), 1, date(2018, 3, 1), date(2018, 7, 1)),
            (date(2018, 3, 1), 1, None, date(2018, 7, 1)),
            (date(2018, 3, 31), 1, None, date(2018, 7, 1)),
            (date(2018, 4, 1), 2, date(2018, 9, 1), date(2019, 1, 1)),
            (date(2018, 9, 30), 2, None, date(2019, 1, 1)),
        ],
    )
    def test_an_application_outside_a_round_waits_for_the_next(self, day, round_, waits_until, begins):
        """S33."""
        found = plaats(SEMI_OPEN, RONDEN, day)

        assert (found.ronde, found.wacht_tot, found.ingang) == (round_, waits_until, begins)
        assert found.wacht is (waits_until is not None)

    def test_after_the_last_round_it_waits_for_one_that_is_not_planned(self):
        found = plaats(SEMI_OPEN, RONDEN, date(2018, 10, 1))

        assert (found.ronde, found.wacht, found.wacht_tot, found.ingang) == (None, True, None, None)
        assert "volgende ronde" in found.uitleg

    def test_the_same_application_waits_in_rounds_and_begins_at_once_in_an_open_house(self):
        """N04, K13: two engines, one application."""
        day = date(2018, 5, 15)
        evidence = [("drie gezinshuizen in plaats van een leefgroep", "voldoet")]
        rounds, open_ = (plaats(kind, RONDEN, day) for kind in (SEMI_OPEN, OPEN_HOUSE))

        terms = [looptijd.stel_voor(evidence, van=one.ingang, einde=date(2022, 1, 1)) for one in (rounds, open_)]

        assert (rounds.wacht, open_.wacht) == (True, False)
        assert [(one.van, one.tot) for one in terms] == [
            (date(2019, 1, 1), date(2022, 1, 1)),
            (day, date(2022, 1, 1)),
        ]
        assert terms[0].redenen == terms[1].redenen

    def test_two_rounds_a_year_and_four_years_are_of_the_semi_open_kind(self):
        assert (SEMI_OPEN.ronden_per_jaar, SEMI_OPEN.max_maanden) == (2, 48)
        assert OPEN_HOUSE.doorlopend
        assert OPEN_HOUSE.ronden_per_jaar is None


class TestHowLong:
    """S28."""

    VAN, EINDE = date(2018, 7, 1), date(2022, 1, 1)

    def propose(self, *evidence, needed=1):
        return looptijd.stel_voor(evidence, van=self.VAN, einde=self.EINDE, nodig=needed)

    def test_demonstrable_is_several_years(self):
        found = self.propose(("plan", "voldoet"))

        assert (found.tot, found.meerjarig) == (self.EINDE, True)
        assert found.redenen == ("Aantoonbaar bereid tot transformatie: plan",)

    def test_the_same_provider_without_the_evidence_falls_to_one_year_with_reasons(self):
        found = self.propose()

        assert (found.tot, found.meerjarig) == (date(2019, 7, 1), False)
        assert found.redenen == ("Er is 0 keer bewijs van bereidheid tot transformatie, nodig is 1.",)

    def test_unclear_or_doubtful_is_one_year(self):
        doubtful = self.propose(("plan", "voldoet"), ("verslag", "twijfel"))
        unclear = self.propose(("plan", "open"))

        assert [one.meerjarig for one in (doubtful, unclear)] == [False, False]
        assert doubtful.redenen == ("Twijfelachtig: verslag",)
        assert unclear.redenen[-1] == "Nog niet beoordeeld: plan"

    def test_how_much_evidence_is_needed_is_data(self):
        assert not self.propose(("plan", "voldoet"), needed=2).meerjarig
        assert self.propose(("plan", "voldoet"), ("verslag", "voldoet"), needed=2).meerjarig

    def test_a_year_never_runs_past_the_framework(self):
        found = looptijd.stel_voor([], van=date(2021, 7, 1), einde=self.EINDE)

        assert found.tot == self.EINDE

    def test_months_end_on_a_day_that_is_there(self):
        assert maanden_na(date(2020, 2, 29), 12) == date(2021, 2, 28)
        assert maanden_na(date(2018, 1, 1), 48) == date(2022, 1, 1)


class TestHowMuch:
    """S24, K11."""

    OFFERS = {"A": 100_000_000, "B": 50_000_000, "C": 50_000_000}

    def test_an_offer_of_a_million_is_a_ceiling_of_six_hundred_thousand(self):
        assert plafond.elk({"A": 100_000_000}, 600) == {"A": 60_000_000}

    def test_on_average_sixty_percent_is_another_ceiling_by_turnover_and_the_same_sum(self):
        turnover = {"A": 30_000_000, "B": 30_000_000, "C": 60_000_000}

        each, average = plafond.elk(self.OFFERS, 600), plafond.gemiddeld(self.OFFERS, turnover, 600)

        assert sum(each.values()) == sum(average.values()) == 120_000_000
        assert average == {"A": 35_000_000, "B": 35_000_000, "C": 50_000_000}
        assert each != average

    def test_the_year_that_is_looked_at_changes_the_ceilings_and_not_the_sum(self):
        by_2012, by_2011 = (
            plafond.gemiddeld(self.OFFERS, turnover, 600)
            for turnover in ({"A": 60, "B": 30, "C": 30}, {"A": 30, "B": 60, "C": 30})
        )

        assert by_2012 != by_2011
        assert sum(by_2012.values()) == sum(by_2011.values())

    def test_without_turnover_there_is_nothing_to_spread_by(self):
        with pytest.raises(ValueError, match="omzet"):
            plafond.gemiddeld(self.OFFERS, {}, 600)


class TestUntilWhen:
    """L15."""

    def test_six_weeks_to_object_and_six_or_twelve_to_decide(self):
        last = termijnen.bezwaar_tot(date(2026, 3, 2))

        assert last == date(2026, 4, 13)
        assert termijnen.beslis_uiterlijk(last) == date(2026, 5, 26)  # 25 May is the second day of Pentecost
        assert termijnen.beslis_uiterlijk(last, met_commissie=True) == date(2026, 7, 6)
        assert termijnen.beslis_uiterlijk(last, met_commissie=True, verdaagd=True) == date(2026, 8, 17)

    def test_a_contract_waits_until_a_working_day(self):
        assert termijnen.wacht_tot(date(2026, 3, 2), 20) == date(2026, 3, 23)


class TestWhatChanged:
    def test_shows_the_words_that_went_and_came(self):
        found = verschil("Artikel 1\nBetalen binnen 60 dagen.\nSlot", "Artikel 1\nBetalen binnen 30 dagen.\nSlot")

        assert [line.soort for line in found] == ["gelijk", "weg", "erbij", "gelijk"]
        assert [text for text, changed in found[1].stukken if changed] == ["60"]
        assert [text for text, changed in found[2].stukken if changed] == ["30"]

    def test_a_new_line_is_a_line_that_came(self):
        assert [line.soort for line in verschil("a", "a\nb")] == ["gelijk", "erbij"]

    def test_the_same_text_has_no_difference(self):
        assert verschil("a\nb", "a\nb") == ()
