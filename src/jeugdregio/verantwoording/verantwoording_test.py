# SPDX-License-Identifier: EUPL-1.2
"""Material control: the order of the steps, a sample that comes out the same, and what it says of the whole (S76)."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.values import (
    ASELECT,
    GELDGEWOGEN,
    JUIST,
    ONJUIST,
    STAPPEN,
    NietVastTeLeggen,
    Steekproefregel,
    Trekking,
    schat,
)
from tests.rijen import AANBIEDER, ANDER, ZWOLLE, prestatie, toewijzing, wereld

WIE = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
ELDERS = Machtiging(rol=Rol.CONTROLLER, gemeente="0148")
MOMENT = datetime(2026, 10, 5, 10, tzinfo=UTC)
BEGIN, TOT = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def geleverd(als_regio):
    """Forty granted lines of one provider, one that was refused, and one of another provider."""
    wereld()
    row = toewijzing()
    for euros in range(1, 41):
        prestatie(euros * 100, toewijzing_id=row.id, code=f"{euros:05}")
    prestatie(999_00, toewijzing_id=row.id, afgewezen={"TR304": {}})
    prestatie(77_00, toewijzing_id=row.id, aanbieder=ANDER, code="99999")


def plan(jaar=2026, *, openbaar=True, wie=WIE):
    actions.leg_plan_vast(jaar, doel="Geleverd", plan="Vergelijken", on_behalf_of=wie)
    if openbaar:
        actions.publiceer(jaar, moment=MOMENT, on_behalf_of=wie)


def begin(aanbieder=AANBIEDER, **other):
    data = {"begin": BEGIN, "tot": TOT, "aanleiding": "Steekproef van het jaar", "moment": MOMENT, "door": "c"}
    return actions.begin_controle(2026, aanbieder=aanbieder, on_behalf_of=WIE, **(data | other))


def zet(nummer, *codes, moment=MOMENT):
    for code in codes:
        until = date(2026, 10, 20) if code == "voornemen" else None
        actions.zet_stap(
            nummer, code, tekst="gedaan", uiterlijk=until, moment=moment, door="c", on_behalf_of=WIE
        )  # fmt: skip


def trek(nummer, methode=ASELECT, omvang=10, zaad="2026"):
    return actions.trek_steekproef(
        nummer, methode=methode, zaad=zaad, omvang=omvang, moment=MOMENT, door="c", on_behalf_of=WIE
    )


def oordeel(nummer, volgnr, wat=JUIST, fout_cent=0, toelichting=""):
    actions.beoordeel(
        nummer, volgnr, oordeel=wat, fout_cent=fout_cent, toelichting=toelichting, moment=MOMENT, on_behalf_of=WIE
    )


class TestThePlan:
    def test_a_control_begins_only_under_a_plan_that_everyone_can_read(self, geleverd):
        plan(openbaar=False)

        with pytest.raises(NietVastTeLeggen, match="Publiceer eerst"):
            begin()

    def test_anyone_reads_a_published_plan_and_no_other(self, geleverd):
        plan()
        plan(2027, openbaar=False)

        assert [(one.gemeente, one.jaar) for one in queries.openbare_plannen()] == [(ZWOLLE, 2026)]

    def test_what_was_published_stays(self, geleverd):
        plan()

        with pytest.raises(NietVastTeLeggen, match="blijft zoals het is"):
            plan(openbaar=False)


class TestTheSteps:
    def test_they_come_in_order(self, geleverd):
        plan()
        number = begin()

        for skipped in STAPPEN[1:]:
            with pytest.raises(NietVastTeLeggen, match="kan nog niet"):
                zet(number, skipped.code)

    def test_a_step_is_taken_once(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico")

        with pytest.raises(NietVastTeLeggen, match="al gezet"):
            zet(number, "risico")

    def test_who_reached_the_goal_closes_without_files(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico", "algemeen")

        actions.sluit(number, uitkomst="Bereikt", moment=MOMENT, on_behalf_of=WIE)

        assert queries.controle(number, on_behalf_of=WIE).gesloten_op == MOMENT
        with pytest.raises(NietVastTeLeggen, match="gesloten"):
            zet(number, "specifiek_risico")

    def test_files_are_looked_into_at_one_provider_only(self, geleverd):
        plan()
        number = begin(aanbieder="")
        zet(number, "risico", "algemeen", "specifiek_risico", "specifiek_plan", "ingelicht")

        with pytest.raises(NietVastTeLeggen, match="van één aanbieder"):
            zet(number, "detail")

    def test_the_outcome_waits_for_the_answer_of_the_provider_or_its_last_day(self, geleverd):
        plan()
        number = begin()
        zet(number, *(one.code for one in STAPPEN[:7]))

        with pytest.raises(NietVastTeLeggen, match="tot en met 20-10-2026"):
            zet(number, "definitief", moment=datetime(2026, 10, 20, 12, tzinfo=UTC))
        zet(number, "definitief", moment=datetime(2026, 10, 21, 12, tzinfo=UTC))
        assert queries.controle(number, on_behalf_of=WIE).uitkomst == "gedaan"

    def test_another_municipality_sees_and_does_nothing(self, geleverd):
        plan()
        number = begin()

        assert queries.controle(number, on_behalf_of=ELDERS) is None
        assert queries.controles(on_behalf_of=ELDERS) == []
        with pytest.raises(NietVastTeLeggen, match="is er niet"):
            actions.sluit(number, uitkomst="x", moment=MOMENT, on_behalf_of=ELDERS)


class TestTheSample:
    @pytest.mark.parametrize("methode", [ASELECT, GELDGEWOGEN])
    def test_it_comes_out_the_same_with_the_same_seed_and_otherwise_with_another(self, geleverd, methode):
        plan()
        first, again, other = begin(), begin(), begin()
        for number in (first, again, other):
            zet(number, "risico")
        trek(first, methode)
        trek(again, methode)
        trek(other, methode, zaad="iets anders")

        lines = [[line.referentie for line in queries.trekking(n, on_behalf_of=WIE)[1]] for n in (first, again, other)]
        assert lines[0] == lines[1] != lines[2]
        assert queries.opnieuw(queries.controle(first, on_behalf_of=WIE), on_behalf_of=WIE) == (True, True)

    def test_it_says_when_what_it_was_drawn_from_changed(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico")
        trek(number)
        prestatie(12_34, toewijzing_id=1, code="88888")

        same, _ = queries.opnieuw(queries.controle(number, on_behalf_of=WIE), on_behalf_of=WIE)
        assert not same

    def test_it_is_of_granted_lines_of_that_provider_alone(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico")

        assert trek(number, omvang=500) == 40
        how, _ = queries.trekking(number, on_behalf_of=WIE)
        assert (how.aantal, how.bedrag_cent) == (40, 820_00)

    @pytest.mark.parametrize("omvang", [1, 7, 40, 300])
    def test_by_money_every_euro_has_one_chance_and_all_hits_are_there(self, geleverd, omvang):
        plan()
        number = begin()
        zet(number, "risico")
        trek(number, GELDGEWOGEN, omvang)

        _, lines = queries.trekking(number, on_behalf_of=WIE)
        assert sum(line.trekkingen for line in lines) == omvang
        for line in lines:
            exact = Fraction(line.bedrag_cent * omvang, 820_00)
            assert abs(line.trekkingen - exact) < 1

    def test_it_is_drawn_once_and_after_the_risks_were_written_down(self, geleverd):
        plan()
        number = begin()
        with pytest.raises(NietVastTeLeggen, match="eerst de risicoanalyse"):
            trek(number)
        zet(number, "risico")
        trek(number)

        with pytest.raises(NietVastTeLeggen, match="al een steekproef"):
            trek(number)

    def test_a_line_is_judged_after_the_detail_control_began_and_all_before_the_outcome(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico")
        trek(number, omvang=2)
        with pytest.raises(NietVastTeLeggen, match="als de detailcontrole is begonnen"):
            oordeel(number, 1)
        zet(number, *(one.code for one in STAPPEN[1:8]))
        oordeel(number, 1)
        with pytest.raises(NietVastTeLeggen, match="Beoordeel eerst elke regel"):
            zet(number, "definitief")

        oordeel(number, 2, ONJUIST, 50, "Niet in het dossier")
        zet(number, "definitief")

        assert queries.controle(number, on_behalf_of=WIE).gesloten_op == MOMENT
        with pytest.raises(NietVastTeLeggen, match="gesloten"):
            oordeel(number, 2)

    def test_what_is_wrong_is_at_most_the_line_and_is_explained(self, geleverd):
        plan()
        number = begin()
        zet(number, "risico")
        trek(number, omvang=1)
        zet(number, *(one.code for one in STAPPEN[1:6]))

        for amount, why in ((41_00, "te veel"), (100, "")):
            with pytest.raises(NietVastTeLeggen, match="hoogstens dat van de regel"):
                oordeel(number, 1, ONJUIST, amount, why)


class TestWhatStandsOut:
    def test_it_is_counted_per_provider_with_most_money_first(self, geleverd):
        first, second = queries.risicos(BEGIN, TOT, on_behalf_of=WIE)

        assert (first.aanbieder, first.regels, first.bedrag_cent, first.afgewezen) == (AANBIEDER, 41, 820_00, 1)
        assert (second.aanbieder, second.regels, second.bedrag_cent) == (ANDER, 1, 77_00)

    def test_nothing_is_counted_outside_the_days(self, geleverd):
        assert queries.risicos(TOT, TOT + timedelta(days=31), on_behalf_of=WIE) == []


def regels(*judged: tuple[int, int, int]) -> list[Steekproefregel]:
    """(amount, wrong, hits) of lines that were judged."""
    return [
        Steekproefregel(nr, AANBIEDER, 1, nr, f"R{nr}", amount, hits, ONJUIST if wrong else JUIST, wrong)
        for nr, (amount, wrong, hits) in enumerate(judged, start=1)
    ]


class TestWhatItSaysOfTheWhole:
    def test_by_lines_it_is_the_share_of_money(self):
        said = schat(regels((100, 0, 1), (300, 100, 1)), Trekking(ASELECT, "z", 2, 10, 1_000, ""))

        assert (said.gevonden_cent, said.fout_cent) == (100, 250)

    def test_by_money_it_is_the_mean_share_of_a_hit(self):
        said = schat(regels((100, 0, 1), (300, 100, 3)), Trekking(GELDGEWOGEN, "z", 4, 10, 1_000, ""))

        assert said.fout_cent == 250

    @given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 5)), min_size=1, max_size=30))
    def test_when_all_is_wrong_all_is_wrong_and_when_nothing_is_nothing_is(self, lines):
        total = sum(amount for amount, _ in lines)
        for methode in (ASELECT, GELDGEWOGEN):
            how = Trekking(methode, "z", len(lines), len(lines), total, "")
            wrong = schat(regels(*((amount, amount, hits) for amount, hits in lines)), how)
            right = schat(regels(*((amount, 0, hits) for amount, hits in lines)), how)
            assert (wrong.fout_cent, right.fout_cent) == (total, 0)
