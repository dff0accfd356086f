# SPDX-License-Identifier: EUPL-1.2
"""The chain of pgb money is three bookings, each once, and what is left goes back or along to the cent (S65, K06)."""

from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.core.money import Cent, allocate, euro
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.pgb import actions, queries
from jeugdregio.pgb.models import Ketenboeking, Pgbafrekening, Pgbvoorschot
from jeugdregio.pgb.pages.overzicht import gemiddeld
from jeugdregio.pgb.values import NietTeBoeken, Stand
from jeugdregio.regimes import actions as regimes
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE
from tests.tellers import rood

REGIO = "IJSSELLAND"
EEN = Machtiging(rol=Rol.CONTROLLER, regio=REGIO, account=101)
TWEE = Machtiging(rol=Rol.CONTROLLER, regio=REGIO, account=102)
MAART, APRIL, EIND = Maand(2015, 3), Maand(2015, 4), Maand(2027, 12)
TOEN, LATER = datetime(2015, 3, 10, 9, tzinfo=UTC), datetime(2016, 2, 1, 9, tzinfo=UTC)
LOPEND, PROGNOSE = 4_238_983_71, 5_486_625_00
"""Of Zwolle in 2015, as given (S65, K06); `begroting` shows how far the hypothesis is off."""
ALLES = ("1000", "1330", "1620", "4010")


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()
    regimes.lees_register(
        files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8"),
        on_behalf_of=verwerking(REGIO),
    )


@pytest.fixture(autouse=True)
def counted(world):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


def voorschot(cents: int, maand: Maand = MAART, *, door: bool = True, moment: datetime = TOEN) -> int:
    number = actions.stel_voorschot_voor(ZWOLLE, maand, cents, bron="brief", moment=moment, on_behalf_of=EEN)
    actions.besluit_voorschot(number, ontvangen=True, bedrag_cent=cents, moment=moment, on_behalf_of=TWEE)
    if door:
        actions.betaal_door(number, moment=moment, on_behalf_of=TWEE)
    return number


def overzicht(*rows: tuple[Maand, int], houders: int = 367, moment: datetime = TOEN):
    lines = [f"Zwolle;{maand};{houders};{cents // 100},{cents % 100:02}" for maand, cents in rows]
    data = "\n".join(["gemeente;maand;houders;betaald", *lines]).encode()
    return actions.lees_overzicht(data, "svb.csv", moment=moment, on_behalf_of=EEN)


def reken_af(wijze: str = "terug", moment: datetime = LATER) -> int:
    number = actions.stel_afrekening_voor(ZWOLLE, 2015, wijze, moment=moment, on_behalf_of=EEN)
    actions.besluit_afrekening(number, vaststellen=True, moment=moment, on_behalf_of=TWEE)
    return number


def saldi(gemeente: str = ZWOLLE) -> dict[str, int]:
    with namens(verwerking(REGIO)):
        return {one.rekening: one.saldo_cent for one in proefbalans([gemeente], EIND) if one.rekening in ALLES}


def zwolle():
    return queries.jaar(ZWOLLE, 2015, on_behalf_of=EEN)


class TestTheFiguresOf2015:
    def test_what_is_given_stands_as_given_and_the_mean_is_derived(self):
        actions.leg_houders_vast(
            ZWOLLE,
            date(2015, 1, 1),
            houders=367,
            verplichting_cent=LOPEND,
            bron="003 §3.3",
            moment=TOEN,
            on_behalf_of=EEN,
        )

        (found,) = queries.houders(on_behalf_of=EEN)
        assert (found.houders, euro(found.verplichting_cent), gemiddeld(found)) == (367, "€ 4.238.983,71", 11_550_36)

    def test_the_year_of_zwolle_in_three_bookings_and_what_is_left(self):
        months = [Maand(2015, number) for number in range(1, 13)]
        parts, spent = (allocate(Cent(cents), {month.maand: 1 for month in months}) for cents in (PROGNOSE, LOPEND))
        for month in months:
            voorschot(parts[month.maand], month)
        overzicht(*((month, spent[month.maand]) for month in months))

        before = zwolle()
        reken_af()

        assert (euro(before.storting_cent), euro(before.doorbetaling_cent)) == ("€ 5.486.625,00", "€ 5.486.625,00")
        assert (euro(before.verantwoord_cent), euro(before.bij_svb_cent)) == ("€ 4.238.983,71", "€ 1.247.641,29")
        assert saldi() == {"1000": 0, "1330": 0, "1620": -LOPEND, "4010": LOPEND}


class TestTheBookings:
    def test_each_goes_from_account_to_account(self):
        voorschot(1_000_00)
        overzicht((MAART, 600_01))

        lines = queries.regels(ZWOLLE, 2015, on_behalf_of=EEN)

        assert [(one.soort, one.debet, one.credit, one.bedrag_cent) for one in lines] == [
            ("storting", "1000", "1620", 1_000_00),
            ("doorbetaling", "1330", "1000", 1_000_00),
            ("verantwoord", "4010", "1330", 600_01),
        ]
        assert saldi() == {"1000": 0, "1330": 399_99, "1620": -1_000_00, "4010": 600_01}

    def test_two_people_and_the_amount_that_was_read(self):
        number = actions.stel_voorschot_voor(ZWOLLE, MAART, 100, bron="brief", moment=TOEN, on_behalf_of=EEN)
        decide = {"ontvangen": True, "moment": TOEN}

        with pytest.raises(NietTeBoeken, match="Een ander"):
            actions.besluit_voorschot(number, bedrag_cent=100, on_behalf_of=EEN, **decide)
        with pytest.raises(NietTeBoeken, match="ander bedrag"):
            actions.besluit_voorschot(number, bedrag_cent=101, on_behalf_of=TWEE, **decide)
        with pytest.raises(NietToegestaan):
            actions.besluit_voorschot(
                number, bedrag_cent=100, on_behalf_of=Machtiging(rol=Rol.BESTUUR, regio=REGIO, account=103), **decide
            )
        with pytest.raises(DatabaseError, match="wie besluit"), namens(EEN):
            Pgbvoorschot.objects.filter(pk=number).update(stand="ontvangen", besloten_door=102, besloten_op=TOEN)

    def test_nothing_is_booked_twice(self):
        number = voorschot(1_000_00)

        with pytest.raises(NietTeBoeken, match="al over besloten"):
            actions.betaal_door(number, moment=TOEN, on_behalf_of=TWEE)
        with pytest.raises(IntegrityError, match="ketenboeking_voorschot_een_keer"), namens(EEN):
            Ketenboeking.objects.create(
                gemeente=ZWOLLE,
                maand=MAART.begin,
                boekmaand=MAART.begin,
                soort="doorbetaling",
                bedrag_cent=1_000_00,
                voorschot_id=number,
                geboekt_op=TOEN,
            )

    def test_taken_back_is_every_booking_the_other_way_round_once(self):
        number = voorschot(1_000_00)

        actions.draai_terug(number, moment=TOEN, on_behalf_of=TWEE)

        assert saldi() == dict.fromkeys(ALLES, 0)
        assert [one.bedrag_cent for one in queries.regels(ZWOLLE, 2015, on_behalf_of=EEN)] == [
            1_000_00, 1_000_00, -1_000_00, -1_000_00,
        ]  # fmt: skip
        with pytest.raises(NietTeBoeken, match="al over besloten"):
            actions.draai_terug(number, moment=TOEN, on_behalf_of=TWEE)

    def test_a_closed_month_goes_to_the_first_open_one(self):
        with namens(verwerking(REGIO)):
            for number in range(1, 5):
                grootboek.sluit([ZWOLLE], Maand(2015, number), moment=TOEN, door="test")

        voorschot(1_000_00)

        first, *_ = queries.regels(ZWOLLE, 2015, on_behalf_of=EEN)
        assert (first.maand, first.boekmaand) == (MAART, Maand(2015, 5))
        assert queries.stand(ZWOLLE, APRIL, on_behalf_of=EEN) == Stand(0, 0)
        assert queries.stand(ZWOLLE, Maand(2015, 5), on_behalf_of=EEN) == Stand(1_000_00, 0)


class TestTheOverview:
    def test_a_later_file_corrects_and_only_the_difference_is_booked(self):
        voorschot(1_000_00)
        overzicht((MAART, 600_00))

        later = overzicht((MAART, 550_00), (APRIL, 10_00))

        assert (later.regels, later.geboekt) == (2, 2)
        assert saldi()["4010"] == 560_00
        assert [one.bedrag_cent for one in queries.regels(ZWOLLE, 2015, on_behalf_of=EEN)][-2:] == [-50_00, 10_00]

    def test_the_same_file_again_changes_nothing(self):
        overzicht((MAART, 600_00))

        again = overzicht((MAART, 600_00))

        assert (again.was_bekend, again.geboekt, saldi()["4010"]) == (True, 0, 600_00)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("gemeente;maand;houders;betaald\nAmsterdam;2015-03;1;1", "kies uit"),
            ("gemeente;maand;houders;betaald\nZwolle;2015-13;1;1", "geen maand"),
            ("gemeente;maand;houders;betaald\nZwolle;2015-03;1;-1", "minder dan nul"),
            ("gemeente;maand;houders;betaald\n", "geen enkele regel"),
        ],
    )
    def test_a_fault_says_what_to_do_and_nothing_is_read(self, text, said):
        with pytest.raises(NietTeBoeken, match=said):
            actions.lees_overzicht(text.encode(), "svb.csv", moment=TOEN, on_behalf_of=EEN)

        assert saldi() == dict.fromkeys(ALLES, 0)


class TestThePeriod:
    def test_today_the_svb_pays_and_the_refusal_cites_the_act(self):
        with pytest.raises(NietTeBoeken, match=r"trekkingsrecht.*Jeugdwet, artikel 8\.1\.1 tot en met 8\.1\.8"):
            actions.stel_voorschot_voor(ZWOLLE, Maand(2016, 1), 100, bron="brief", moment=LATER, on_behalf_of=EEN)
        with pytest.raises(NietTeBoeken, match="trekkingsrecht"):
            overzicht((Maand(2026, 1), 100), moment=LATER)

    def test_before_there_was_a_youth_act_nothing_holds(self):
        assert "geen regel" in queries.weigering(date(2014, 12, 31))
        assert queries.weigering(date(2015, 12, 31)) == ""


class TestTheSettlement:
    def test_not_while_an_advance_waits_or_the_year_runs(self):
        voorschot(1_000_00, door=False)

        with pytest.raises(NietTeBoeken, match="wacht nog een voorschot"):
            reken_af()
        with pytest.raises(NietTeBoeken, match="loopt nog"):
            reken_af(moment=TOEN)

    def test_afterwards_nothing_moves(self):
        voorschot(1_000_00)
        reken_af()

        with pytest.raises(NietTeBoeken, match="afgerekend"):
            voorschot(1)
        with pytest.raises(NietTeBoeken, match="afgerekend"):
            overzicht((MAART, 1))
        with pytest.raises(DatabaseError, match="afgerekend"), namens(EEN):
            Ketenboeking.objects.create(
                gemeente=ZWOLLE,
                maand=MAART.begin,
                boekmaand=MAART.begin,
                soort="storting",
                bedrag_cent=1,
                voorschot=Pgbvoorschot.objects.get(),
                geboekt_op=TOEN,
            )

    def test_what_moved_since_the_proposal_stops_it(self):
        voorschot(1_000_00)
        number = actions.stel_afrekening_voor(ZWOLLE, 2015, "terug", moment=LATER, on_behalf_of=EEN)
        overzicht((MAART, 1))

        with pytest.raises(NietTeBoeken, match="geboekt sinds"):
            actions.besluit_afrekening(number, vaststellen=True, moment=LATER, on_behalf_of=TWEE)

    def test_the_rest_does_not_go_along_to_a_year_without_the_chain(self):
        with pytest.raises(NietTeBoeken, match="kan niet mee naar 2016"):
            reken_af("mee")

    def test_where_the_chain_goes_on_the_rest_goes_along(self, monkeypatch):
        monkeypatch.setattr("jeugdregio.pgb.boeken.weigering", lambda dag: "")
        voorschot(1_000_00)
        overzicht((MAART, 400_00))

        reken_af("mee")
        overzicht((Maand(2016, 1), 600_00), moment=LATER)
        after = queries.jaar(ZWOLLE, 2016, on_behalf_of=EEN)

        assert (zwolle().bij_svb_cent, after.mee_cent, after.bij_svb_cent) == (600_00, 600_00, 0)
        assert saldi() == {"1000": 0, "1330": 0, "1620": -1_000_00, "4010": 1_000_00}

    def test_what_the_svb_paid_too_much_comes_from_the_municipality(self):
        voorschot(1_000_00)
        overzicht((MAART, 1_250_01))

        reken_af()

        assert saldi() == {"1000": 0, "1330": 0, "1620": -1_250_01, "4010": 1_250_01}
        assert Pgbafrekening.objects.get().over_cent == -250_01


def test_a_municipality_sees_its_own_chain_and_no_other():
    voorschot(1_000_00)

    own, other = (
        queries.jaren(on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=code, account=7))
        for code in (ZWOLLE, DALFSEN)
    )

    assert ([one.gemeente for one in own], other) == ([ZWOLLE], [])


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["voorschot", "terug", "svb"]), st.integers(1, 12), st.integers(1, 10**9)),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_books_close_to_the_cent(steps):
    with transaction.atomic():
        numbers: list[int] = []
        last: dict[int, int] = {}
        for number, (kind, month, cents) in enumerate(steps):
            if kind == "voorschot":
                numbers.append(voorschot(cents, Maand(2015, month)))
            elif kind == "terug" and numbers:
                actions.draai_terug(numbers.pop(), moment=TOEN, on_behalf_of=TWEE)
            elif kind == "svb":
                last[month] = cents + number
                overzicht((Maand(2015, month), last[month]), houders=number)
        left = zwolle().bij_svb_cent
        known = queries.stand(ZWOLLE, EIND, on_behalf_of=EEN)
        before = saldi()
        reken_af()

        assert (before["1330"], known.over_cent) == (left, left)
        cost = sum(last.values())
        assert saldi() == {"1000": 0, "1330": 0, "1620": -cost, "4010": cost}
        transaction.set_rollback(True)
