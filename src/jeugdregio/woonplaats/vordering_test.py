# SPDX-License-Identifier: EUPL-1.2
"""Three moves, three answers, one settlement; what the database holds; and together it is nought, to the cent."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jeugdregio.core.bsn import zegel
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.personen import verhalen
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer
from jeugdregio.woonplaats import actions, queries
from jeugdregio.woonplaats.models import Vorderingskind, Vorderingsregel, Woonplaatsperiode, Woonplaatsvordering
from jeugdregio.woonplaats.values import Betaald, NietTeVorderen, NietVastTeLeggen, Verblijfperiode, Verblijfsoort
from tests.tellers import rood

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
DALFSEN, ZWOLLE, KAMPEN, ALMELO = "0148", "0193", "0166", "0141"
TOWNS = (DALFSEN, ZWOLLE, KAMPEN)
BEGIN, END = date(2025, 1, 1), date(2026, 12, 1)


def worker(town: str) -> Machtiging:
    return Machtiging(rol=Rol.TOEGANG, gemeente=town)


def controller(town: str) -> Machtiging:
    return Machtiging(rol=Rol.CONTROLLER, gemeente=town)


@pytest.fixture(autouse=True)
def region():
    with namens(verwerking(settings.REGIO)):
        grootboek.richt_rekeningen_in()
        towns = [Deelnemer(code, code, 1000, 200, date(2015, 1, 1), None) for code in TOWNS]
        regio.stel_deelnemers_vast(settings.REGIO, towns)


def established(town: str = ZWOLLE, bsn: str = verhalen.DRIE_WONINGEN) -> int:
    """The child that moves twice and then lives in a group, as `town` works it out."""
    sealed = zegel(settings.BSN_KEY).verzegel(bsn)
    draft = actions.begin(sealed, van=BEGIN, tot=END, door="toegang", moment=MOMENT, on_behalf_of=worker(town))
    known = queries.bepaling(draft.pk, on_behalf_of=worker(town))
    assert known is not None
    stay = Verblijfperiode(date(2026, 6, 15), None, Verblijfsoort.JEUGDHULP, bron="toewijzing")
    actions.leg_feiten_vast(draft.pk, replace(known.geschiedenis, verblijven=(stay,)), on_behalf_of=worker(town))
    actions.stel_vast(draft.pk, door="toegang", moment=MOMENT, on_behalf_of=worker(town))
    return draft.pk


def paid(*cents: int, message: int = 7) -> list[Betaald]:
    return [
        Betaald(message, nr, "12345678", "45", "45A01", Maand(2026, 3 + nr % 3), Cent(amount))
        for nr, amount in enumerate(cents, 1)
    ]


def claim(town: str = ZWOLLE, lines: list[Betaald] | None = None, number: int | None = None) -> Woonplaatsvordering:
    """What `town` paid in the months in which Kampen was responsible."""
    return actions.stel_vordering_voor(
        number or established(town),
        van=date(2026, 3, 1),
        tot=date(2026, 6, 15),
        betaald=paid(10_000, 25_001) if lines is None else lines,
        door="controller",
        moment=MOMENT,
        on_behalf_of=controller(town),
    )


def balances() -> dict[str, Counter[str]]:
    found = {}
    with namens(verwerking(settings.REGIO)):
        for town in TOWNS:
            rows = proefbalans([town], Maand(2026, 12))
            assert sum(row.saldo_cent for row in rows) == 0
            found[town] = Counter({row.rekening: row.saldo_cent for row in rows if row.saldo_cent})
    return found


@pytest.fixture(autouse=True)
def counted():
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


@contextmanager
def refused():
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


class TestThreeAnswersOneSettlement:
    def test_the_periods_are_kept_without_gaps(self):
        number = established()
        with namens(worker(ZWOLLE)):
            rows = Woonplaatsperiode.objects.filter(bepaling=number).order_by("periode")
            kept = [(row.verantwoordelijk, row.periode.lower, row.periode.upper, row.regels) for row in rows]
        assert kept == [
            (DALFSEN, BEGIN, date(2025, 9, 1), ["W01"]),
            (ZWOLLE, date(2025, 9, 1), date(2026, 3, 1), ["W01"]),
            (KAMPEN, date(2026, 3, 1), date(2026, 6, 15), ["W01"]),
            (KAMPEN, date(2026, 6, 15), END, ["W03"]),
        ]
        assert [(one.gemeente, one.van) for one in queries.anders(on_behalf_of=controller(ZWOLLE))] == [
            (DALFSEN, BEGIN),
            (KAMPEN, date(2026, 3, 1)),
            (KAMPEN, date(2026, 6, 15)),
        ]

    def test_cost_goes_to_who_was_responsible_and_the_bank_follows(self):
        made = claim()
        assert balances() == {town: Counter() for town in TOWNS}, "a proposal moves nothing"

        actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))
        assert balances() == {
            DALFSEN: Counter(),
            ZWOLLE: Counter({"1300": 35_001, "4100": -35_001}),
            KAMPEN: Counter({"4100": 35_001, "1610": -35_001}),
        }
        actions.verreken(made.pk, moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        assert balances() == {
            DALFSEN: Counter(),
            ZWOLLE: Counter({"1000": 35_001, "4100": -35_001}),
            KAMPEN: Counter({"4100": 35_001, "1000": -35_001}),
        }

    def test_outside_the_region_only_the_creditor_has_books(self, monkeypatch):
        monkeypatch.setattr("jeugdregio.woonplaats.verrekenen.regio.deelnemers", lambda *_: {ZWOLLE, DALFSEN})
        made = claim()
        assert made.extern
        with pytest.raises(NietTeVorderen, match="andere gemeente"):
            actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))
        actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        assert balances()[ZWOLLE] == Counter({"1300": 35_001, "4100": -35_001})
        assert balances()[KAMPEN] == Counter()


class TestCreditedLater:
    """A line that the provider credits after the claim was acknowledged goes back at both, to the cent."""

    KEPT = ((7, 1),)

    def acknowledged(self, *, settled: bool) -> int:
        made = claim()
        actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))
        if settled:
            actions.verreken(made.pk, moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        return made.pk

    def correct(self, number: int, kept: tuple[tuple[int, int], ...] = KEPT, town: str = ZWOLLE) -> int:
        return actions.corrigeer(number, leeft=kept, moment=MOMENT, on_behalf_of=controller(town))

    def test_before_it_is_settled_the_debtor_pays_less(self):
        number = self.acknowledged(settled=False)

        assert self.correct(number) == 25_001
        assert balances()[ZWOLLE] == Counter({"1300": 10_000, "4100": -10_000})
        actions.verreken(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE))

        assert balances() == {
            DALFSEN: Counter(),
            ZWOLLE: Counter({"1000": 10_000, "4100": -10_000}),
            KAMPEN: Counter({"4100": 10_000, "1000": -10_000}),
        }
        assert queries.vordering(number, on_behalf_of=controller(KAMPEN)).netto_cent == 10_000

    def test_after_it_is_settled_the_creditor_pays_back(self):
        number = self.acknowledged(settled=True)

        self.correct(number)
        assert balances()[ZWOLLE] == Counter({"1000": 35_001, "4100": -10_000, "1300": -25_001})
        assert balances()[KAMPEN] == Counter({"1000": -35_001, "4100": 10_000, "1610": 25_001})
        assert actions.betaal_terug(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE)) == 25_001

        assert balances() == {
            DALFSEN: Counter(),
            ZWOLLE: Counter({"1000": 10_000, "4100": -10_000}),
            KAMPEN: Counter({"4100": 10_000, "1000": -10_000}),
        }

    def test_once_and_only_by_the_creditor_of_an_acknowledged_claim(self):
        with pytest.raises(NietTeVorderen, match="erkende"):
            self.correct(claim().pk)

    def test_nothing_goes_back_twice(self):
        number = self.acknowledged(settled=True)
        with pytest.raises(NietTeVorderen, match="andere gemeente"):
            self.correct(number, town=KAMPEN)
        self.correct(number)

        with pytest.raises(NietTeVorderen, match="geen regel"):
            self.correct(number)
        actions.betaal_terug(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        with pytest.raises(NietTeVorderen, match="niets terug"):
            actions.betaal_terug(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE))

    def test_lines_that_came_later_make_a_next_claim_for_the_same_days(self):
        number = established()
        first = claim(number=number)
        with pytest.raises(NietTeVorderen, match="al een vordering"):
            claim(number=number, lines=paid(500, message=8))
        actions.erken(first.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))
        assert (KAMPEN, date(2026, 3, 1)) in {
            (one.gemeente, one.van) for one in queries.anders(on_behalf_of=controller(ZWOLLE))
        }

        second = claim(number=number, lines=paid(500, message=8))

        assert (second.nummer, second.bedrag_cent) == (first.nummer + 1, 500)
        actions.trek_in(second.pk, toelichting="dubbel", moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        with pytest.raises(NietTeVorderen, match="al gevorderd"):
            claim(number=number)

    @pytest.mark.parametrize(
        "change", [{"correctie": "terugbetaald"}, {"correctie": "terug"}, {"correctie": "verlaagd"}]
    )
    def test_the_database_holds_the_order(self, change):
        number = claim().pk
        with namens(controller(ZWOLLE)), refused():
            Vorderingsregel.objects.filter(vordering=number).update(gecorrigeerd_op=MOMENT, **change)
        with namens(controller(ZWOLLE)), refused():
            Vorderingskind.objects.filter(vordering=number).update(open=False)


class TestNothingTwice:
    def test_a_child_has_one_claim_per_day_until_it_is_taken_back(self):
        number = established()
        made = claim(number=number)
        with pytest.raises(NietTeVorderen, match="al een vordering"):
            claim(number=number, lines=paid(1, message=8))
        actions.trek_in(made.pk, toelichting="dubbel", moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        claim(number=number)

    def test_a_line_is_claimed_once(self):
        number = established()
        claim(number=number)
        with pytest.raises(NietTeVorderen, match="al gevorderd"):
            actions.stel_vordering_voor(
                number, van=date(2026, 6, 15), tot=END, betaald=paid(10_000), door="c", moment=MOMENT,
                on_behalf_of=controller(ZWOLLE),
            )  # fmt: skip

    def test_it_is_booked_once(self):
        made = claim()
        actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))
        with pytest.raises(NietTeVorderen, match="al erkend"):
            actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))

    @pytest.mark.parametrize("lines", [[], paid(100, -100), paid(-5)])
    def test_nothing_paid_is_nothing_to_claim(self, lines):
        with pytest.raises(NietTeVorderen, match="niets betaald"):
            claim(lines=lines)

    def test_not_for_a_period_of_ones_own_or_of_no_outcome(self):
        number = established()
        for begin, end in ((date(2025, 9, 1), date(2026, 3, 1)), (date(2026, 3, 1), END)):
            with pytest.raises(NietTeVorderen):
                actions.stel_vordering_voor(
                    number, van=begin, tot=end, betaald=paid(1), door="c", moment=MOMENT,
                    on_behalf_of=controller(ZWOLLE),
                )  # fmt: skip


class TestWhoseTurn:
    def test_only_the_debtor_says_yes_or_no_and_only_the_creditor_takes_back(self):
        made = claim()
        for town, step in (
            (ZWOLLE, lambda wie: actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=wie)),
            (ZWOLLE, lambda wie: actions.betwist(made.pk, toelichting="x", moment=MOMENT, on_behalf_of=wie)),
            (KAMPEN, lambda wie: actions.trek_in(made.pk, toelichting="x", moment=MOMENT, on_behalf_of=wie)),
            (DALFSEN, lambda wie: actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=wie)),
        ):
            with pytest.raises(NietTeVorderen):
                step(controller(town))

    def test_a_dispute_has_a_reason_and_can_end_in_both_ways(self):
        made = claim()
        with pytest.raises(NietTeVorderen, match="waarom"):
            actions.betwist(made.pk, toelichting="  ", moment=MOMENT, on_behalf_of=controller(KAMPEN))
        actions.betwist(made.pk, toelichting="woonde elders", moment=MOMENT, on_behalf_of=controller(KAMPEN))
        actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=controller(KAMPEN))

    def test_what_was_read_is_what_is_acknowledged(self):
        with pytest.raises(NietTeVorderen, match="ander bedrag"):
            actions.erken(claim().pk, bedrag_cent=35_000, moment=MOMENT, on_behalf_of=controller(KAMPEN))

    @pytest.mark.parametrize(
        ("town", "change"),
        [
            (ZWOLLE, {"stand": "erkend"}),
            (KAMPEN, {"stand": "ingetrokken"}),
            (KAMPEN, {"stand": "verrekend", "verrekend_op": MOMENT}),
            (KAMPEN, {"bedrag_cent": 1}),
            (ZWOLLE, {"van": DALFSEN}),
            (ZWOLLE, {"periode": (date(2020, 1, 1), date(2027, 1, 1))}),
            (KAMPEN, {"stand": "betwist"}),
        ],
    )
    def test_the_database_holds_it_against_who_goes_round(self, town, change):
        made = claim()
        with namens(controller(town)), refused():
            Woonplaatsvordering.objects.filter(pk=made.pk).update(**change)

    def test_a_person_acknowledges_with_a_confirmed_proposal_or_not_at_all(self):
        made = claim()
        person = Machtiging(rol=Rol.CONTROLLER, gemeente=KAMPEN, account=1)
        with pytest.raises(DatabaseError, match="vier ogen"), transaction.atomic():
            actions.erken(made.pk, bedrag_cent=35_001, moment=MOMENT, on_behalf_of=person)

    def test_lines_do_not_change_and_add_up(self):
        made = claim()
        with namens(controller(ZWOLLE)), refused():
            Vorderingsregel.objects.filter(vordering=made).update(bedrag_cent=1)
        with namens(controller(ZWOLLE)), refused():
            Vorderingsregel.objects.filter(vordering=made).update(telt=False)
        with namens(controller(ZWOLLE)), refused():
            row = Vorderingsregel.objects.filter(vordering=made).values().first()
            Vorderingsregel.objects.create(**{**row, "id": None, "nr": 99})
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_an_outcome_stays(self):
        number = established()
        with pytest.raises(NietVastTeLeggen):
            actions.vergeet(number, on_behalf_of=worker(ZWOLLE))
        with namens(worker(ZWOLLE)), refused():
            Woonplaatsperiode.objects.filter(bepaling=number).update(verantwoordelijk=DALFSEN)
        with namens(worker(ZWOLLE)), refused(), connection.cursor() as cursor:
            cursor.execute("UPDATE woonplaats_woonplaatsbepaling SET naam = 'x' WHERE id = %s", [number])


class TestWhoSeesWhat:
    def test_both_see_the_claim_and_nobody_else(self):
        made = claim()
        for town in TOWNS:
            found = queries.vordering(made.pk, on_behalf_of=controller(town))
            assert (found is not None) == (town != DALFSEN)
            assert len(queries.delen(made.pk, on_behalf_of=controller(town))) == (2 if found else 0)

    def test_the_debtor_sees_the_child_while_it_is_its_own(self):
        number = established()
        made = claim(number=number)
        assert queries.vordering(made.pk, on_behalf_of=controller(KAMPEN)).kind

        before = actions.stel_vordering_voor(
            number, van=BEGIN, tot=date(2025, 9, 1), betaald=paid(500, message=9), door="c", moment=MOMENT,
            on_behalf_of=controller(ZWOLLE),
        )  # fmt: skip
        seen = queries.vordering(before.pk, on_behalf_of=controller(DALFSEN))
        assert (seen.kind, seen.persoon, seen.bedrag_cent) == ("", "", 500)
        assert queries.vordering(before.pk, on_behalf_of=controller(ZWOLLE)).kind

    def test_no_more_when_it_moves_on(self):
        made = claim()
        sealed = zegel(settings.BSN_KEY).verzegel(verhalen.DRIE_WONINGEN)
        later = actions.begin(
            sealed, van=BEGIN, tot=END, door="t", moment=MOMENT + timedelta(days=1), on_behalf_of=worker(ZWOLLE)
        )
        # Without the stay the child lives in Deventer now.
        actions.stel_vast(later.pk, door="t", moment=MOMENT + timedelta(days=1), on_behalf_of=worker(ZWOLLE))

        assert queries.vordering(made.pk, on_behalf_of=controller(KAMPEN)).kind == ""
        with namens(controller(KAMPEN)):
            assert not Vorderingskind.objects.filter(vordering=made).exists()

    def test_an_outcome_is_of_the_own_municipality(self):
        number = established()
        assert queries.bepaling(number, on_behalf_of=worker(KAMPEN)) is None
        assert queries.bepalingen(on_behalf_of=worker(KAMPEN)) == []


LINES = st.lists(st.integers(-5_000, 100_000), min_size=1, max_size=6)
STEPS = st.lists(st.sampled_from(["erken", "betwist", "trek_in", "verreken"]), max_size=3)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([DALFSEN, KAMPEN]), LINES, STEPS), max_size=4))
def test_over_all_municipalities_it_is_nought_whatever_happens(played: list[tuple[str, list[int], list[str]]]):
    """Of claims in any order with any steps: cost moves between municipalities and never comes or goes."""
    periods = {DALFSEN: (BEGIN, date(2025, 9, 1)), KAMPEN: (date(2026, 3, 1), date(2026, 6, 15))}
    with transaction.atomic():
        number = established()
        for turn, (debtor, cents, steps) in enumerate(played):
            van, tot = periods[debtor]
            try:
                made = actions.stel_vordering_voor(
                    number, van=van, tot=tot, betaald=paid(*cents, message=100 + turn), door="c", moment=MOMENT,
                    on_behalf_of=controller(ZWOLLE),
                )  # fmt: skip
            except NietTeVorderen:
                continue
            for step in steps:
                how = {"erken": {"bedrag_cent": made.bedrag_cent}, "verreken": {}}.get(step, {"toelichting": "x"})
                town = debtor if step in ("erken", "betwist") else ZWOLLE
                try:
                    getattr(actions, step)(made.pk, moment=MOMENT, on_behalf_of=controller(town), **how)
                except NietTeVorderen:
                    break
        found = balances()
        for account in ("4100", "1000"):
            assert sum(one[account] for one in found.values()) == 0
        assert sum(one["1300"] + one["1610"] for one in found.values()) == 0
        with namens(verwerking(settings.REGIO)):
            assert not Boeking.objects.filter(bedrag_cent__lt=0).exists()
            owed = Boeking.objects.filter(gemeente=ZWOLLE, oorzaak="woonplaats", debet="1300")
            assert (owed.aggregate(total=Sum("bedrag_cent"))["total"] or 0) >= found[ZWOLLE]["1300"]
        transaction.set_rollback(True)
