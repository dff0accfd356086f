# SPDX-License-Identifier: EUPL-1.2
"""A team budget: what is spent, what needs a second name, what a settlement comes to, and what the database holds."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.actions import NietVastTeLeggen, Uitgavegegevens
from jeugdregio.teambudget.models import Afrekening, Budgetsignaal, Drempel, Teambudget, Uitgave
from jeugdregio.teambudget.rekenen import formules, reken
from jeugdregio.teambudget.values import Budgetstand

ZWOLLE, DALFSEN = "0193", "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=ZWOLLE)
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=ZWOLLE)
ANDER = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
KIND, TWEEDE = "a" * 64, "b" * 64
NU = datetime(2026, 10, 1, 12, tzinfo=UTC)
NA = datetime(2027, 2, 1, 12, tzinfo=UTC)
DAG = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> int:
    made = actions.maak_team("CJG Noord", vanaf=date(2026, 1, 1), on_behalf_of=CONTROLLER)
    budget(made, 100_000, 10)
    return made


def budget(team: int, amount: int, children: int) -> None:
    what = {"team": team, "jaar": 2026, "bedrag_cent": amount, "kinderen": children, "bron": "raadsbesluit"}
    actions.stel_teambudget_vast(what, moment=NU, on_behalf_of=CONTROLLER)


def spend(team: int, amount: int, child: str = "", **more: object) -> int:
    what = {"soort": "eigen", "dag": DAG, "omschrijving": "gesprekken"} | more
    one = Uitgavegegevens(team=team, bedrag_cent=amount, persoon=child, **what)  # type: ignore[arg-type]
    return actions.leg_uitgave_vast(one, door="an", moment=NU, on_behalf_of=TOEGANG)


def drempel(**more: object) -> None:
    what = {"van": "2026-01-01", "categorie": "", "bedrag_cent": None, "maanden": None, "verband": "of", "bron": "B1"}
    actions.stel_drempel_vast(what | more, moment=NU, on_behalf_of=CONTROLLER)


def needed(amount: int | None, months: int | None, category: str = "", day: date = DAG) -> int:
    found = queries.tweede_toets_nodig(ZWOLLE, amount, months, peildatum=day, categorie=category, on_behalf_of=TOEGANG)
    return len(found)


class TestSpending:
    def test_counts_money_and_different_children(self, team):
        spend(team, 1_000, KIND)
        spend(team, 2_000, KIND, soort="vrij")
        spend(team, 4_000, TWEEDE)
        spend(team, 8_000)
        actions.trek_uitgave_in(spend(team, 16_000, "c" * 64), reden="dubbel", moment=NU, on_behalf_of=TOEGANG)

        now = queries.stand(team, 2026, on_behalf_of=BESTUUR)

        assert (now.kosten_cent, now.eigen_cent, now.kinderen, now.uitgaven) == (15_000, 13_000, 2, 4)
        assert now.promille == 150
        assert queries.per_maand(team, 2026, on_behalf_of=BESTUUR) == {9: 15_000}

    def test_says_what_was_reached(self, team):
        first, _ = spend(team, 1_000, KIND), spend(team, 2_000)
        actions.zet_bereikt(first, "ja", on_behalf_of=TOEGANG)

        now = queries.stand(team, 2026, on_behalf_of=CONTROLLER)

        assert (now.bereikt, now.bekend) == (1, 1)

    @pytest.mark.parametrize(
        "wrong", [{"dag": date(2026, 10, 2)}, {"dag": date(2025, 12, 31)}, {"amount": 0}, {"soort": "anders"}]
    )
    def test_refuses_what_cannot_be(self, team, wrong):
        with pytest.raises(NietVastTeLeggen):
            spend(team, wrong.pop("amount", 1_000), **wrong)

    def test_is_of_the_own_municipality(self, team):
        spend(team, 1_000, KIND)

        assert queries.uitgaven(team, 2026, on_behalf_of=ANDER) == []
        assert queries.stand(team, 2026, on_behalf_of=ANDER) is None
        with pytest.raises(NietVastTeLeggen):
            actions.leg_uitgave_vast(
                Uitgavegegevens(team, DAG, "eigen", 1, "x"), door="an", moment=NU, on_behalf_of=ANDER
            )

    def test_is_for_who_has_the_right(self, team):
        with pytest.raises(NietToegestaan):
            actions.leg_uitgave_vast(
                Uitgavegegevens(team, DAG, "eigen", 1, "x"), door="an", moment=NU, on_behalf_of=CONTROLLER
            )

    @pytest.mark.parametrize("change", [{"bedrag_cent": 1}, {"dag": date(2026, 8, 1)}, {"persoon": TWEEDE}])
    def test_an_amount_never_changes(self, team, change):
        one = spend(team, 1_000, KIND)

        with pytest.raises(DatabaseError, match="verandert niet"), namens(TOEGANG):
            Uitgave.objects.filter(pk=one).update(**change)

    def test_who_sees_no_children_gets_no_rows_and_the_same_total(self, team):
        spend(team, 1_000, KIND)

        assert queries.uitgaven(team, 2026, on_behalf_of=BESTUUR) == []
        assert queries.stand(team, 2026, on_behalf_of=BESTUUR).kosten_cent == 1_000


class TestDutyStays:
    def test_a_budget_that_is_gone_stops_nothing_and_is_told_once(self, team):
        spend(team, 99_999, KIND)
        assert queries.signalen(on_behalf_of=BESTUUR) == []

        spend(team, 1, KIND)
        spend(team, 50_000, TWEEDE)

        (signal,) = queries.signalen(on_behalf_of=BESTUUR)
        assert (signal.soort, signal.team, signal.besteed_cent) == ("team", "CJG Noord", 100_000)
        assert queries.stand(team, 2026, on_behalf_of=BESTUUR).kosten_cent == 150_000
        actions.zie_signaal(signal.id, door="wethouder", moment=NU, on_behalf_of=BESTUUR)
        assert queries.signalen(alleen_nieuw=True, on_behalf_of=BESTUUR) == []

    @pytest.mark.parametrize(("spent", "told"), [(9, 0), (10, 1), (11, 1)])
    def test_the_budget_of_the_municipality(self, spent, told):
        for _ in range(2):
            gone = actions.meld_gemeentebudgetten_op(
                [Budgetstand(ZWOLLE, 2026, 10, spent)], aanleiding="besluit 7", moment=NU, on_behalf_of=TOEGANG
            )
            assert len(gone) == told

        assert len(queries.signalen(on_behalf_of=BESTUUR)) == told
        assert queries.signalen(on_behalf_of=ANDER) == []


class TestThreshold:
    def test_without_a_choice_nothing_waits_and_that_is_said(self):
        assert needed(10**9, 99) == 0
        assert not queries.heeft_drempel(ZWOLLE, peildatum=DAG, on_behalf_of=TOEGANG)

    @pytest.mark.parametrize(
        ("verband", "amount", "months", "reasons"),
        [
            ("of", 1_000_000, 12, 0),
            ("of", 1_000_001, 12, 1),
            ("of", 1_000_000, 13, 1),
            ("of", 1_000_001, 13, 2),
            ("of", None, 1, 1),
            ("of", 1, None, 1),
            ("en", 1_000_001, 12, 0),
            ("en", 1_000_000, 13, 0),
            ("en", 1_000_001, 13, 2),
            ("en", None, None, 2),
        ],
    )
    def test_amount_and_length(self, verband, amount, months, reasons):
        drempel(bedrag_cent=1_000_000, maanden=12, verband=verband)

        assert needed(amount, months) == reasons

    @pytest.mark.parametrize(("amount", "months", "reasons"), [(2, None, 1), (1, None, 0)])
    def test_of_one_of_both(self, amount, months, reasons):
        drempel(bedrag_cent=1, verband="en")

        assert needed(amount, months) == reasons

    def test_says_the_threshold_and_its_source(self):
        drempel(bedrag_cent=1_000_000, bron="collegebesluit 12")

        (said,) = queries.tweede_toets_nodig(ZWOLLE, 1_500_000, 3, peildatum=DAG, on_behalf_of=TOEGANG)

        assert said == (
            "Het kost in totaal € 15.000,00; boven € 10.000,00 is een tweede naam nodig (collegebesluit 12)."
        )

    def test_of_a_category_takes_the_place_of_the_general_one(self):
        drempel(bedrag_cent=1_000)
        drempel(bedrag_cent=5_000, categorie="44")

        assert [needed(2_000, 1), needed(2_000, 1, "45"), needed(2_000, 1, "44"), needed(6_000, 1, "44")] == [
            1,
            1,
            0,
            1,
        ]

    def test_holds_from_its_day_and_ends_the_one_before(self):
        drempel(bedrag_cent=1_000)
        drempel(bedrag_cent=5_000, van="2026-07-01")
        drempel(van="2027-01-01")

        days = (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1))
        assert [needed(2_000, 1, day=day) for day in days] == [0, 1, 0, 0, 0]
        assert needed(6_000, 1, day=date(2026, 12, 31)) == 1
        assert needed(6_000, 1, day=date(2027, 1, 1)) == 0
        with pytest.raises(NietVastTeLeggen):
            drempel(bedrag_cent=1, van="2026-06-01")


class TestSettlement:
    @pytest.mark.parametrize(
        ("formule", "spent", "children", "result"),
        [
            ("werkelijke_kosten", 120_000, 12, 20_000),
            ("werkelijke_kosten", 80_000, 12, -20_000),
            ("aantal_kinderen", 120_000, 12, 20_000),
            ("aantal_kinderen", 80_000, 9, -10_000),
            ("kosten_tot_aantal", 150_000, 12, 20_000),
            ("kosten_tot_aantal", 110_000, 12, 10_000),
            ("kosten_tot_aantal", 110_000, 9, -10_000),
        ],
    )
    def test_by_every_formula(self, formule, spent, children, result):
        given = {"budget": 100_000, "kinderen_begroot": 10, "kosten": spent, "kinderen_werkelijk": children}

        lines, found = reken(formules()[formule], given)

        assert found == result == lines[-1].waarde

    def test_is_to_the_cent_and_shows_its_arithmetic(self):
        given = {"budget": 100_000, "kinderen_begroot": 7, "kosten": 90_000, "kinderen_werkelijk": 6}

        lines, found = reken(formules()["kosten_tot_aantal"], given)

        assert [line.waarde for line in lines[4:]] == [85_714, 85_714, -14_286]
        assert lines[4].som == "€ 1.000,00 × 6 : 7"
        assert found == -14_286

    def test_two_people_set_what_was_proposed_and_then_the_year_is_shut(self, team):
        late = spend(team, 40_000, KIND)
        one = proposal(team)
        with pytest.raises(NietVastTeLeggen, match="loopt nog"):
            actions.stel_afrekening_vast(one, moment=NU, on_behalf_of=CONTROLLER)
        spend(team, 1, KIND)
        with pytest.raises(NietVastTeLeggen, match="veranderd"):
            actions.stel_afrekening_vast(one, moment=NA, on_behalf_of=CONTROLLER)

        actions.stel_afrekening_vast(proposal(team), moment=NA, on_behalf_of=CONTROLLER)

        found = queries.afrekening(team, 2026, on_behalf_of=BESTUUR)
        assert found.uitkomst_cent == 40_001 - 100_000
        assert [line.waarde for line in found.regels] == [100_000, 10, 40_001, 1, -59_999]
        assert queries.klopt_nog(team, 2026, on_behalf_of=BESTUUR)
        for forbidden in (
            lambda: spend(team, 1),
            lambda: actions.trek_uitgave_in(late, reden="toch niet", moment=NA, on_behalf_of=TOEGANG),
            lambda: budget(team, 1, 1),
            lambda: actions.stel_afrekening_vast(proposal(team), moment=NA, on_behalf_of=CONTROLLER),
        ):
            with pytest.raises(NietVastTeLeggen, match="afgerekend"):
                forbidden()
        actions.zet_bereikt(late, "deels", on_behalf_of=TOEGANG)
        with pytest.raises(DatabaseError), namens(CONTROLLER):
            Afrekening.objects.update(uitkomst_cent=0)

    def test_needs_a_budget(self):
        bare = actions.maak_team("CJG Zuid", vanaf=date(2026, 1, 1), on_behalf_of=CONTROLLER)

        with pytest.raises(queries.GeenTeam):
            queries.berekeningen(bare, 2026, on_behalf_of=CONTROLLER)


def proposal(team: int) -> dict:
    one = queries.berekeningen(team, 2026, on_behalf_of=CONTROLLER)[0]
    return one.als_inhoud(gemeente=ZWOLLE, teamnaam="CJG Noord")


class TestFourEyes:
    @pytest.mark.parametrize("model", [Teambudget, Drempel, Afrekening])
    def test_a_person_alone_moves_none_of_it(self, team, model):
        drempel(bedrag_cent=1)
        alone = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE, account=1)

        with pytest.raises(DatabaseError, match=r"vier ogen|permission denied"), transaction.atomic(), namens(alone):
            model.objects.all().delete()

    def test_the_signal_is_not_deleted(self, team):
        with pytest.raises(DatabaseError), namens(TOEGANG):
            Budgetsignaal.objects.all().delete()


def test_who_decides_about_budgets_does_not_spend_them():
    assert not CONTROLLER.mag(Recht.UITGAVEN_VASTLEGGEN)
    assert not TOEGANG.mag(Recht.TEAMBUDGET_VASTSTELLEN)
