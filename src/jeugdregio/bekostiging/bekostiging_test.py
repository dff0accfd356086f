# SPDX-License-Identifier: EUPL-1.2
"""Instalments come to what was agreed, to the cent, are booked and paid once, and are set beside what it came to."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.bekostiging import actions, queries
from jeugdregio.bekostiging.models import Bekostigingsafspraak, Termijn
from jeugdregio.bekostiging.values import Afspraakgegevens, NietTeBekostigen
from jeugdregio.betalingen import queries as betalingen
from jeugdregio.betalingen.betalingen_test import AANBIEDER, DAG, EEN, PROGRAMMA, TWEE, lees, rekening, world
from jeugdregio.betalingen.proefbank import bijschrijvingen
from jeugdregio.betalingen.voorschotten_test import betaal, voorschot
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.queries import proefbalans
from tests.rijen import DALFSEN, ZWOLLE

__all__ = ["world"]
NU, LATER = datetime(2026, 10, 14, 9, tzinfo=UTC), datetime(2027, 2, 1, 9, tzinfo=UTC)
KWARTALEN = tuple(date(2026, month, 1) for month in (1, 4, 7, 10))
EIND = Maand(2027, 12)
GEWICHTEN = {ZWOLLE: 2, DALFSEN: 1}


def afspraak(cents: int = 100_00, *, soort: str = "taakgericht", gewichten=GEWICHTEN, dagen=KWARTALEN) -> int:
    given_ = Afspraakgegevens(AANBIEDER, soort, 2026, "crisisdienst", cents, gewichten, dagen, "contract, art. 4")
    number = actions.stel_afspraak_voor(given_, moment=NU, on_behalf_of=EEN)
    actions.besluit_afspraak(number, bevestigen=True, bedrag_cent=cents, moment=NU, on_behalf_of=TWEE)
    return number


def stel_vast(number: int, cents: int) -> None:
    made = actions.stel_vaststelling_voor(number, cents, bron="verslag", moment=LATER, on_behalf_of=EEN)
    actions.besluit_vaststelling(made, vaststellen=True, bedrag_cent=cents, moment=LATER, on_behalf_of=TWEE)


def saldi(*codes: str) -> tuple[int, ...]:
    with namens(PROGRAMMA):
        found = {one.rekening: one.saldo_cent for one in proefbalans([ZWOLLE, DALFSEN], EIND)}
    return tuple(found[code] for code in codes)


def boek(day: date = date(2026, 12, 31)) -> int:
    return actions.boek_termijnen(day, moment=NU)


class TestTheInstalments:
    def test_the_split_comes_to_what_was_agreed(self):
        number = afspraak(100_01)

        terms = queries.termijnen(number, on_behalf_of=EEN)

        assert {town: share for town, (_, share) in queries.aandelen(number, on_behalf_of=EEN).items()} == {
            ZWOLLE: 66_67,
            DALFSEN: 33_34,
        }
        assert [one.bedrag_cent for one in terms if one.gemeente == ZWOLLE] == [16_67, 16_67, 16_67, 16_66]
        assert sum(one.bedrag_cent for one in terms) == 100_01

    def test_what_is_due_is_booked_once_and_paid_in_a_run_like_a_claim(self):
        rekening()
        afspraak(120_00)

        booked, again = boek(date(2026, 7, 31)), boek(date(2026, 7, 31))
        paid = betaal()

        assert (booked, again, paid) == (6, 0, 90_00)
        assert saldi("4020", "4030", "1600", "1000") == (90_00, 0, 0, -90_00)

    def test_a_subsidy_has_its_own_account(self):
        afspraak(120_00, soort="subsidie")
        boek()

        assert saldi("4020", "4030", "1600") == (0, 120_00, -120_00)

    def test_what_nobody_confirmed_is_not_booked(self):
        given_ = Afspraakgegevens(AANBIEDER, "subsidie", 2026, "proef", 100, {ZWOLLE: 1}, KWARTALEN, "besluit")
        actions.stel_afspraak_voor(given_, moment=NU, on_behalf_of=EEN)

        assert boek() == 0

    def test_an_advance_on_claims_is_not_settled_with_an_instalment(self):
        rekening()
        voorschot(50_00)
        betaal()
        afspraak(30_00, gewichten={ZWOLLE: 1})
        boek()

        assert betaal() == 30_00
        assert saldi("1200") == (50_00,)

    def test_a_closed_month_goes_to_the_first_open_one(self):
        afspraak(40_00, gewichten={ZWOLLE: 1}, dagen=(date(2026, 1, 1),))
        with namens(PROGRAMMA):
            grootboek.sluit([ZWOLLE], Maand(2026, 11), moment=NU, door="test")
        boek()

        with namens(PROGRAMMA):
            (one,) = Boeking.objects.filter(oorzaak="termijn")
        assert (one.boekmaand, one.dienstmaand) == (date(2026, 12, 1), date(2026, 1, 1))


class TestTwoPeople:
    def test_who_proposes_does_not_confirm(self):
        given_ = Afspraakgegevens(AANBIEDER, "subsidie", 2026, "proef", 100, {ZWOLLE: 1}, KWARTALEN, "besluit")
        number = actions.stel_afspraak_voor(given_, moment=NU, on_behalf_of=EEN)

        with pytest.raises(NietTeBekostigen, match="Een ander"):
            actions.besluit_afspraak(number, bevestigen=True, bedrag_cent=100, moment=NU, on_behalf_of=EEN)
        with pytest.raises(NietTeBekostigen, match="ander bedrag"):
            actions.besluit_afspraak(number, bevestigen=True, bedrag_cent=1, moment=NU, on_behalf_of=TWEE)
        with pytest.raises(IntegrityError, match="afspraak_vier_ogen"), namens(EEN):
            Bekostigingsafspraak.objects.filter(pk=number).update(stand="bevestigd", besloten_door=101, besloten_op=NU)
        with pytest.raises(DatabaseError, match="wie besluit"), namens(EEN):
            Bekostigingsafspraak.objects.filter(pk=number).update(stand="bevestigd", besloten_door=102, besloten_op=NU)

    def test_what_was_split_stays(self):
        afspraak()
        boek()

        for change in ({"bedrag_cent": 1}, {"boekmaand": None}):
            with pytest.raises(DatabaseError, match="verandert niet"), namens(EEN):
                Termijn.objects.update(**change)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"bedrag_cent": 0}, "bedrag boven nul"),
            ({"soort": "lening"}, "Kies een soort"),
            ({"gewichten": {}}, "minstens één gemeente"),
            ({"gewichten": {ZWOLLE: 0}}, "deel boven nul"),
            ({"gewichten": {"9999": 1}}, "minstens één gemeente"),
            ({"dagen": (date(2027, 1, 1),)}, "dagen in 2026"),
            ({"dagen": (date(2026, 1, 1),) * 2}, "verschillende dagen"),
            ({"aanbieder": "12345678"}, "staat niet in het register"),
        ],
    )
    def test_what_is_wrong_is_said(self, change, said):
        facts = {"aanbieder": AANBIEDER, "soort": "subsidie", "jaar": 2026, "naam": "proef", "bedrag_cent": 1}
        facts |= {"gewichten": {ZWOLLE: 1}, "dagen": KWARTALEN, "bron": "besluit"}

        with pytest.raises(NietTeBekostigen, match=said):
            actions.stel_afspraak_voor(Afspraakgegevens(**facts | change), moment=NU, on_behalf_of=EEN)


class TestTheDetermination:
    def test_less_than_granted_is_claimed_back_per_municipality_and_comes_back(self):
        rekening()
        number = afspraak(120_00)
        boek()
        betaal()

        stel_vast(number, 90_01)
        claims = betalingen.vorderingen(on_behalf_of=EEN)
        lees(bijschrijvingen([(one.kenmerk, one.bedrag_cent) for one in claims], dag=DAG))

        assert {one.gemeente: one.bedrag_cent for one in claims} == {ZWOLLE: 19_99, DALFSEN: 10_00}
        assert saldi("4020", "1310", "1600", "1000") == (90_01, 0, 0, -90_01)

    def test_more_than_granted_is_paid_in_a_run(self):
        rekening()
        number = afspraak(120_00)
        boek()
        first = betaal()

        stel_vast(number, 150_01)

        with namens(PROGRAMMA):
            assert Boeking.objects.filter(oorzaak="vaststelling").count() == 2
        assert (first, saldi("4020", "1600")) == (120_00, (150_01, -30_01))

    def test_once_after_the_year_and_when_all_was_booked(self):
        number = afspraak(120_00)

        with pytest.raises(NietTeBekostigen, match="niet geboekt"):
            stel_vast(number, 1)
        with pytest.raises(NietTeBekostigen, match="loopt nog"):
            actions.stel_vaststelling_voor(number, 1, bron="x", moment=NU, on_behalf_of=EEN)
        boek()
        stel_vast(number, 120_00)
        with pytest.raises(NietTeBekostigen, match="al over besloten"):
            stel_vast(number, 1)
        assert saldi("4020", "1310") == (120_00, 0)


def test_a_municipality_sees_its_own_part():
    number = afspraak(120_00)

    mine = Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN, account=7)

    assert {one.gemeente for one in queries.termijnen(number, on_behalf_of=mine)} == {DALFSEN}
    assert set(queries.aandelen(number, on_behalf_of=mine)) == {DALFSEN}


@given(
    cents=st.integers(1, 10**9),
    weights=st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)),
    months=st.sets(st.integers(1, 12), min_size=1, max_size=5),
    order=st.permutations([date(2026, 3, 31), date(2026, 9, 30), date(2026, 12, 31)]),
    came_to=st.integers(0, 2 * 10**9),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cent_is_lost_in_whatever_order_it_is_booked(cents, weights, months, order, came_to):
    with transaction.atomic():
        days = tuple(date(2026, month, 1) for month in months)
        number = afspraak(cents, gewichten=dict(zip((ZWOLLE, DALFSEN), weights, strict=True)), dagen=days)
        for day in order:
            boek(day)
        assert saldi("4020", "1600") == (cents, -cents)

        stel_vast(number, came_to)

        cost, back, pay = saldi("4020", "1310", "1600")
        assert (cost, cost) == (came_to, -back - pay)
        transaction.set_rollback(True)
