# SPDX-License-Identifier: EUPL-1.2
"""What is held before it leaves: which messages, who decides, and that nothing is lost, late or sent twice."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

import tests.wereld as kit
from jeugdregio.berichten import vasthouden as berichten
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.models import Vasthouding, Verzending
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.invarianten import meet
from jeugdregio.ontvangst.vasthouden import NietIngetrokken, laat_gaan, trek_in, wachtende
from jeugdregio.toewijzingen import actions as toewijzingen
from jeugdregio.toewijzingen import queries
from jeugdregio.toewijzingen.models import Stand, Toewijzing
from jeugdregio.verzoeken.models import Verzoek
from tests.wereld import AANBIEDERS, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
WIE = verwerking(REGIO)
G1 = Machtiging(rol=Rol.TOEGANG, gemeente="0193")
G2 = Machtiging(rol=Rol.TOEGANG, gemeente="0148")
A1 = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"])
MOMENT = timezone.make_aware(datetime(2027, 7, 1, 10))
HOW = {"regio": REGIO, "door": "jansen", "reden": "Zo is het afgesproken.", "moment": MOMENT}


def held() -> dict[int, tuple[str, ...]]:
    return {one.bericht.bericht_id: one.bericht.regels for one in wachtende(on_behalf_of=G1)}


def rules() -> list[tuple[str, ...]]:
    return list(held().values())


def to_provider() -> list[int]:
    """The messages that would leave for the provider now."""
    found = verzenden.te_ontvangen(ontvanger=A1.aanbieder, on_behalf_of=A1, hoogstens=1_000)
    return [mark.bericht_id for mark, kind, _ in found if kind == "JW301"]


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    return Wereld()


@pytest.fixture
def stacked(wereld: Wereld) -> int:
    """T1 left; T2, the same product over the same days, is held. Gives the message of T2."""
    wereld.gegeven("JW301 | einde | volume\nT1 | 2027-12-31 | 10")
    wereld.gegeven("JW301 | begin | einde | besluit | volume\nT2 | 2027-06-01 | 2028-06-30 | 2027-06-20 | 12")
    (message,) = held()
    return message


class TestWhatIsHeld:
    def test_a_first_allocation_leaves_at_once(self, wereld: Wereld):
        wereld.gegeven("JW301 | bericht | product\nT1 | een | 45A14\nT2 | een | 45A16")

        assert held() == {}
        assert len(to_provider()) == 1

    def test_another_allocation_that_runs_is_left_out(self, wereld: Wereld):
        wereld.gegeven("JW301 | product | einde\nT1 | 45A14 | 2027-07-31")
        wereld.gegeven("JW301 | product\nT2 | 45A16")

        assert rules() == [("OP087",)]

    def test_what_is_over_or_was_deleted_need_not_come_along(self, wereld: Wereld):
        wereld.gegeven("JW301 | product | einde\nT1 | 45A14 | 2027-06-29")
        wereld.gegeven("JW301 | product | begin\nT2 | 45A16 | 2027-01-01")
        wereld.gegeven(
            "JW301 | nummer | product | begin | einde | reden | besluit\nT2b | T2 | 45A16 | 2027-01-01"
            " | 2027-01-01 | 13 | 2027-06-01"
        )
        wereld.gegeven("JW301 | product\nT3 | 45A84")

        assert held() == {}

    def test_the_whole_picture_leaves(self, wereld: Wereld):
        wereld.gegeven("JW301 | product\nT1 | 45A14")
        wereld.gegeven("JW301 | bericht | nummer | product\nT1b | heel | T1 | 45A14\nT2 | heel | | 45A16")

        assert held() == {}

    def test_of_another_child_or_provider_it_says_nothing(self, wereld: Wereld):
        wereld.gegeven("JW301 | kind | aanbieder\nT1 | K1 | A1\nT2 | K2 | A1\nT3 | K1 | A2")

        assert held() == {}

    def test_stacked_over_an_allocation_that_is_over_by_now(self, wereld: Wereld):
        wereld.gegeven("JW301 | einde\nT1 | 2027-05-31")
        wereld.gegeven("JW301 | begin | besluit\nT2 | 2027-05-01 | 2027-06-20")
        assert rules() == [("OP259",)]

        wereld.gegeven("JW301 | nummer | begin | besluit | volume\nT2b | T2 | 2027-05-01 | 2027-06-21 | 10")
        assert rules() == [("OP259",)], "what was held once does not hold the next message"

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            ("2027-07-01 | 10 | 4 | 2027-06-20", [("OP380",)]),
            ("2027-07-01 | 11 | 4 | 2027-06-20", []),
            ("2027-07-02 | 10 | 4 | 2027-06-20", []),
        ],
    )
    def test_a_new_number_where_the_end_should_move(self, wereld: Wereld, second: str, expected: list):
        wereld.gegeven("JW301 | einde | volume\nT1 | 2027-06-30 | 10")
        wereld.gegeven(f"""
            JW301 | bericht | nummer | begin | volume | frequentie | besluit | einde
            T1b   | samen   | T1     | 2026-01-01 | 10 | 4 | 2025-12-15 | 2027-06-30
            T2    | samen   |        | {second} |
        """)

        assert rules() == expected

    def test_a_new_number_after_the_end_is_as_it_should_be(self, wereld: Wereld):
        wereld.gegeven("JW301 | einde\nT1 | 2027-05-31")
        wereld.gegeven("JW301 | begin | besluit\nT2 | 2027-06-01 | 2027-06-02")

        assert held() == {}

    @pytest.mark.parametrize(
        ("size", "expected"), [("9 | 4", [("OP033x1",)]), ("10 | 6", [("OP033x1",)]), ("10 | 4", [])]
    )
    def test_another_size_under_the_same_number(self, wereld: Wereld, size: str, expected: list):
        wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 4 | 2027-12-31")
        wereld.gegeven(
            f"JW301 | nummer | volume | frequentie | besluit | einde\nT1b | T1 | {size} | 2027-06-01 | 2027-12-31"
        )

        assert rules() == expected

    def test_a_total_may_change(self, wereld: Wereld):
        wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 6 | 2027-12-31")
        wereld.gegeven(
            "JW301 | nummer | volume | frequentie | besluit | einde\nT1b | T1 | 20 | 6 | 2027-06-01 | 2027-12-31"
        )

        assert held() == {}

    def test_a_guard_that_a_municipality_turned_off_holds_nothing_there(self, wereld: Wereld):
        with pytest.raises(PermissionError):
            toewijzingen.zet_wachter("OP087", aan=False, door="x", moment=MOMENT, on_behalf_of=WIE)
        with pytest.raises(toewijzingen.OnbekendeWachter):
            toewijzingen.zet_wachter("OP999", aan=False, door="x", moment=MOMENT, on_behalf_of=G1)
        toewijzingen.zet_wachter("OP087", aan=False, door="jansen", moment=MOMENT, on_behalf_of=G1)
        for town in ("G1", "G2"):
            wereld.gegeven(f"JW301 | gemeente | product | kind\nT1{town} | {town} | 45A14 | K{town}")
            wereld.gegeven(f"JW301 | gemeente | product | kind\nT2{town} | {town} | 45A16 | K{town}")

        assert held() == {}
        assert len(wachtende(on_behalf_of=G2)) == 1
        assert [one.aan for one in queries.wachters("0193", on_behalf_of=G1)] == [False, True, True, True]


class TestWhileItWaits:
    def test_it_is_accepted_answered_and_kept_and_does_not_leave(self, wereld: Wereld, stacked: int):
        assert stacked not in to_provider()
        assert verzenden.neem([A1.aanbieder], moment=MOMENT, on_behalf_of=WIE, hoogstens=1_000)
        row = Verzending.objects.get(bericht_id=stacked, stuk="bericht")
        assert (row.stand, row.pogingen) == ("vastgehouden", 0)
        assert Verzending.objects.filter(bericht_id=stacked, stuk="antwoord", stand="vrij").exists()
        mark = verzenden.Kenmerk("0193", stacked, "bericht")
        assert verzenden.zending(mark, on_behalf_of=WIE) is None
        assert not verzenden.bevestig(mark, ontvanger=A1.aanbieder, moment=MOMENT, on_behalf_of=WIE)
        assert [m.invariant.code for m in meet(on_behalf_of=WIE) if m.fout] == []

    def test_it_has_a_last_day(self, stacked: int):
        (one,) = wachtende(on_behalf_of=G1)

        assert one.uiterlijk == date(2027, 7, 2)

    def test_a_request_that_it_grants_keeps_its_own_last_day(self, wereld: Wereld, monkeypatch: pytest.MonkeyPatch):
        wereld.gegeven("JW301 | product\nT1 | 45A14")
        with monkeypatch.context() as before:
            before.setattr(kit, "PEILDATUM", date(2027, 6, 24))
            wereld.gegeven("JW315 | product\nR1 | 45A16")
        wereld.gegeven("JW301 | product | referentie\nT2 | 45A16 | R1")
        (one,) = wachtende(on_behalf_of=G1)

        assert one.uiterlijk == date(2027, 7, 1)

    def test_only_its_municipality_and_the_region_see_it(self, stacked: int):
        assert len(wachtende(on_behalf_of=WIE)) == 1
        assert wachtende(on_behalf_of=G2) == wachtende(on_behalf_of=A1) == []

    def test_the_provider_does_not_see_the_allocation_its_municipality_does(self, wereld: Wereld, stacked: int):
        assert [t.nummer for t in queries.toewijzingen(on_behalf_of=A1)] == [wereld.nummer("T1")]
        assert {t.nummer for t in queries.toewijzingen(on_behalf_of=G1)} == {wereld.nummer("T1"), wereld.nummer("T2")}

    def test_the_provider_sees_the_version_it_knows(self, wereld: Wereld):
        wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 4 | 2027-12-31")
        wereld.gegeven(
            "JW301 | nummer | volume | frequentie | besluit | einde\nT1b | T1 | 9 | 4 | 2027-06-01 | 2027-10-31"
        )

        assert [(t.volume, t.einde) for t in queries.toewijzingen(on_behalf_of=A1)] == [(10, date(2027, 12, 31))]
        assert [(t.volume, t.einde) for t in queries.toewijzingen(on_behalf_of=G1)] == [(9, date(2027, 10, 31))]


class TestLettingGo:
    def test_it_leaves_once(self, stacked: int):
        laat_gaan(stacked, on_behalf_of=G1, **HOW)

        assert stacked in to_provider()
        assert held() == {}
        taken = [verzenden.neem([A1.aanbieder], moment=MOMENT, on_behalf_of=WIE, hoogstens=1_000) for _ in range(2)]
        assert [sum(m.bericht_id == stacked and m.stuk == "bericht" for m in round_) for round_ in taken] == [1, 0]
        with pytest.raises(berichten.NietVastgehouden):
            laat_gaan(stacked, on_behalf_of=G1, **HOW)
        with pytest.raises(berichten.NietVastgehouden):
            trek_in(stacked, on_behalf_of=G1, **HOW)
        (decided,) = berichten.vastgehouden(on_behalf_of=G1, besloten=True)
        assert (decided.besluit, decided.door, decided.reden) == ("vrijgegeven", "jansen", HOW["reden"])

    @pytest.mark.parametrize("who", [G2, A1, WIE])
    @pytest.mark.parametrize("step", [laat_gaan, trek_in])
    def test_nobody_else_decides(self, stacked: int, who: Machtiging, step):
        with pytest.raises(berichten.NietVastgehouden):
            step(stacked, on_behalf_of=who, **HOW)
        assert list(held()) == [stacked]


class TestTakingBack:
    def test_a_new_allocation_counts_as_deleted_and_may_come_again(self, wereld: Wereld, stacked: int):
        trek_in(stacked, on_behalf_of=G1, **HOW)

        assert Toewijzing.objects.get(nummer=wereld.nummer("T2")).verwijderd
        assert stacked not in to_provider()
        assert [m.invariant.code for m in meet(on_behalf_of=WIE) if m.fout] == []
        wereld.gegeven("""
            JW301 | bericht | nummer | begin | einde | besluit | volume
            T1b   | heel    | T1     | 2026-01-01 | 2027-05-31 | 2027-06-21 | 10
            T2b   | heel    | T2     | 2027-06-01 | 2028-06-30 | 2027-06-21 | 12
        """)
        assert held() == {}
        assert not Toewijzing.objects.get(nummer=wereld.nummer("T2")).verwijderd

    def test_a_changed_allocation_is_what_it_was(self, wereld: Wereld):
        wereld.gegeven("JW301 | volume | frequentie | einde\nT1 | 10 | 4 | 2027-12-31")
        before, limit = _state()
        wereld.gegeven(
            "JW301 | nummer | volume | frequentie | besluit | einde\nT1b | T1 | 9 | 4 | 2027-06-01 | 2027-10-31"
        )
        assert _state() != (before, limit)

        trek_in(next(iter(held())), on_behalf_of=G1, **HOW)

        assert _state() == (before, limit)

    def test_an_allocation_on_which_care_began_is_not_taken_back(self, wereld: Wereld, stacked: int):
        wereld.gegeven("JW305 | toewijzing | begin\nS | T2 | 2027-06-10")

        with pytest.raises(NietIngetrokken, match="gestart of gedeclareerd"):
            trek_in(stacked, on_behalf_of=G1, **HOW)
        assert list(held()) == [stacked], "nothing of it happened"

    def test_a_request_is_open_again(self, wereld: Wereld):
        wereld.gegeven("JW301 | product\nT1 | 45A14")
        wereld.gegeven("JW315 | product\nR1 | 45A16")
        wereld.gegeven("JW319 | referentie | antwoord\nx | R1 | 2")
        wereld.gegeven("JW301 | product | referentie\nT2 | 45A16 | R1")
        message = next(iter(held()))

        trek_in(message, on_behalf_of=G1, **HOW)

        one = Verzoek.objects.get()
        assert (one.status, one.besluit_id) == ("in_onderzoek", None)

    def test_not_when_the_provider_asked_anew(self, wereld: Wereld):
        wereld.gegeven("JW301 | product\nT1 | 45A14")
        wereld.gegeven("JW315 | product\nR1 | 45A16")
        wereld.gegeven("JW301 | product | referentie\nT2 | 45A16 | R1")
        wereld.gegeven("JW315 | product\nR2 | 45A84")

        with pytest.raises(NietIngetrokken, match="nieuw verzoek"):
            trek_in(next(iter(held())), on_behalf_of=G1, **HOW)
        assert Verzoek.objects.get(referentie="R1").status == "toegewezen"


def test_a_provider_is_judged_by_what_left(wereld: Wereld, stacked: int):
    """OP095: what a guard holds, its provider can not know; from the moment that it leaves it can."""
    only_what_it_knows = "JW317 | bericht | toewijzing\n{0} | {0} | T1"
    wereld.aanvaardt(only_what_it_knows.format("before"))
    wereld.gegeven("JW319 | referentie | antwoord | reden\nno | before | 1 | 1")

    laat_gaan(stacked, on_behalf_of=G1, **HOW)

    assert wereld.neem_in(only_what_it_knows.format("after")) == {"after": "TR349"}


@pytest.mark.parametrize("who", [G1, A1, WIE])
def test_what_left_is_the_same_for_who_may_see_it(wereld: Wereld, stacked: int, who: Machtiging):
    with namens(who), connection.cursor() as cursor:
        cursor.execute("SELECT nummer FROM toewijzingen_v_verzonden ORDER BY 1")
        assert cursor.fetchall() == [(wereld.nummers["T1"],)]


class TestTheDatabaseHoldsTheSteps:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE berichten_verzending SET stand = 'vrij', volgende_op = now() WHERE stand = 'vastgehouden'",
            "UPDATE berichten_verzending SET stand = 'ingetrokken' WHERE stand = 'vastgehouden'",
            "UPDATE berichten_verzending SET volgende_op = now() WHERE stand = 'vastgehouden'",
            "UPDATE berichten_verzending SET verzonden_op = now() WHERE stand = 'vastgehouden'",
            "UPDATE berichten_verzending SET stand = 'vastgehouden', volgende_op = NULL WHERE soort = 'JW301'",
            "UPDATE berichten_vasthouding SET besluit = 'vrijgegeven', besloten_op = now(), door = 'x', reden = 'x'",
            "UPDATE berichten_vasthouding SET regels = '{OP259}'",
            "UPDATE verzoeken_verzoek SET status = 'in_behandeling', besluit_id = NULL WHERE status = 'toegewezen'",
        ],
    )
    def test_the_region_can_not_go_round_a_decision(self, wereld: Wereld, stacked: int, statement: str):
        wereld.gegeven("JW315 | product | kind\nR1 | 45A16 | K2")
        wereld.gegeven("JW301 | product | referentie | kind\nT3 | 45A16 | R1 | K2")
        with pytest.raises(IntegrityError):
            _execute(statement, WIE)

    def test_a_municipality_decides_with_a_name_and_a_reason_once(self, stacked: int):
        decide = "UPDATE berichten_vasthouding SET besluit = %s, besloten_op = now(), door = %s, reden = %s"
        for values in (("vrijgegeven", "", "x"), ("vrijgegeven", "x", ""), ("anders", "x", "x")):
            with pytest.raises(IntegrityError):
                _execute(decide, G1, values)
        _execute(decide, G1, ("vrijgegeven", "x", "x"))
        with pytest.raises(IntegrityError, match="wordt een keer besloten"):
            _execute(decide, G1, ("ingetrokken", "x", "x"))

    def test_nothing_is_held_without_a_reason_and_nothing_thrown_away(self, stacked: int):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Vasthouding.objects.all().delete()


def _state():
    row = Toewijzing.objects.values("geldig", "volume", "eenheid", "frequentie", "bericht_id", "maximaal", "maat").get()
    return row, Stand.objects.values("maximaal", "drempel").get()


def _execute(statement: str, who: Machtiging, values: tuple = ()) -> None:
    with namens(who), connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        assert cursor.rowcount > 0
