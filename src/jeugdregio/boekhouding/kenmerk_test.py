# SPDX-License-Identifier: EUPL-1.2
"""Each balance has a reference and a nota; the statement of the bank finds it, once, whoever else said it was paid."""

from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader
from stdnum import iso11649

from jeugdregio.betalingen import actions as betalingen
from jeugdregio.betalingen import queries as betaald
from jeugdregio.betalingen.proefbank import afschrijvingen, bijschrijvingen
from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.gemeenten_test import (
    DALFSEN,
    KAMPEN,
    MOMENT,
    REGIO,
    ZWOLLE,
    claim,
    controller,
    counted,
    on_accounts,
    region,
    settle,
)
from jeugdregio.boekhouding.lezen import Saldo
from jeugdregio.boekhouding.models import Verrekenronde, Verrekensaldo
from jeugdregio.boekhouding.nota import maak_nota
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol

__all__ = ["counted", "region"]
pytestmark = pytest.mark.django_db
EEN = Machtiging(rol=Rol.CONTROLLER, regio=settings.REGIO, account=101)
TWEE = Machtiging(rol=Rol.CONTROLLER, regio=settings.REGIO, account=102)
DAG, MORGEN = date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture
def ronde() -> Verrekenronde:
    """Zwolle gets 120.01, Kampen pays 127.78, Dalfsen gets 7.77."""
    claim(ZWOLLE, KAMPEN, 100_00, 50_01)
    claim(KAMPEN, ZWOLLE, 30_00)
    claim(DALFSEN, KAMPEN, 7_77)
    return settle()


def van(ronde: Verrekenronde, town: str) -> Saldo:
    found = queries.ronde(ronde.pk, on_behalf_of=EEN)
    assert found is not None
    return next(one for one in found.saldi if one.gemeente == town)


def lees(data: bytes) -> dict[str, int]:
    return betalingen.lees_bankbestand(data, moment=MOMENT, on_behalf_of=EEN).aantallen


def meld(ronde: Verrekenronde, town: str) -> None:
    actions.meld_betaald(ronde.pk, town, dag=DAG, door="rc", moment=MOMENT.replace(day=26), on_behalf_of=EEN)


def test_the_statement_finds_who_pays_in_parts_and_who_gets_it(ronde):
    kampen, zwolle = van(ronde, KAMPEN), van(ronde, ZWOLLE)
    assert iso11649.is_valid(kampen.kenmerk)

    first = lees(bijschrijvingen([(f"verrekening {kampen.kenmerk}", 100_00)], dag=DAG))
    half = van(ronde, KAMPEN)
    rest = lees(bijschrijvingen([(kampen.kenmerk, 27_78)], dag=MORGEN))
    out = lees(afschrijvingen([(zwolle.kenmerk, 120_01)], dag=MORGEN, nummer="2"))

    assert (first, rest, out) == ({"verwerkt": 1},) * 3
    assert (half.betaald_cent, half.betaald_op) == (100_00, None)
    assert (van(ronde, KAMPEN).betaald_cent, van(ronde, KAMPEN).betaald_op) == (127_78, MORGEN)
    assert on_accounts() == {ZWOLLE: {"1000": 120_01}, KAMPEN: {"1000": -127_78}, DALFSEN: {"1300": 7_77}}


def test_never_more_than_the_balance_nor_on_the_wrong_side(ronde):
    kampen, zwolle = van(ronde, KAMPEN), van(ronde, ZWOLLE)

    too_much = lees(bijschrijvingen([(kampen.kenmerk, 127_79), (zwolle.kenmerk, 120_01)], dag=DAG))
    wrong = lees(afschrijvingen([(kampen.kenmerk, 127_78)], dag=DAG, nummer="2"))

    assert (too_much, wrong) == ({"anders": 2}, {"anders": 1})
    assert on_accounts() == {ZWOLLE: {"1300": 120_01}, KAMPEN: {"1610": -127_78}, DALFSEN: {"1300": 7_77}}


def test_said_by_a_person_and_told_by_the_bank_is_once_and_a_second_payment_is_seen(ronde):
    kampen = van(ronde, KAMPEN)
    meld(ronde, KAMPEN)

    told = lees(bijschrijvingen([(kampen.kenmerk, 127_78)], dag=DAG))
    again = lees(bijschrijvingen([(kampen.kenmerk, 127_78), ("gift", 1)], dag=DAG))
    twice = lees(bijschrijvingen([(kampen.kenmerk, 127_78)], dag=MORGEN))

    assert (told, again, twice) == ({"bekend": 1}, {"bekend": 1, "onbekend": 1}, {"anders": 1})
    assert on_accounts()[KAMPEN] == {"1000": -127_78}
    with pytest.raises(actions.NietTeVerrekenen, match="al betaald"):
        meld(ronde, KAMPEN)


def test_two_in_one_statement_after_a_person_said_it_are_one_that_is_known(ronde):
    kampen = van(ronde, KAMPEN)
    meld(ronde, KAMPEN)

    told = lees(bijschrijvingen([(kampen.kenmerk, 127_78), (kampen.kenmerk, 127_78)], dag=DAG))

    assert told == {"bekend": 1, "anders": 1}


@pytest.mark.parametrize(("town", "make"), [(KAMPEN, bijschrijvingen), (ZWOLLE, afschrijvingen)])
def test_without_the_reference_two_people_say_whose_it_is(ronde, town, make):
    cents = abs(van(ronde, town).saldo_cent)
    lees(make([("verrekening", cents)], dag=DAG))
    (line,) = betaald.niet_verwerkt(on_behalf_of=EEN)
    goal = next(one for one in betaald.vorderingen(gemeenten=True, on_behalf_of=EEN) if one.gemeente == town)

    number = betalingen.stel_koppeling_voor(
        line.id, "vordering", doel=goal.id, bedrag_cent=cents, reden="naam", moment=MOMENT, on_behalf_of=EEN
    )
    betalingen.besluit_koppeling(number, bevestigen=True, bedrag_cent=cents, moment=MOMENT, on_behalf_of=TWEE)

    assert van(ronde, town).betaald_op == DAG


def test_a_municipality_reads_its_own_reference(ronde):
    found = queries.ronde(ronde.pk, on_behalf_of=controller(KAMPEN))

    assert [(one.gemeente, one.kenmerk) for one in found.saldi] == [(KAMPEN, van(ronde, KAMPEN).kenmerk)]
    assert [one.gemeente for one in betaald.vorderingen(gemeenten=True, on_behalf_of=controller(DALFSEN))] == [DALFSEN]
    assert betaald.vorderingen(on_behalf_of=EEN) == []


def test_a_balance_of_nought_has_no_reference():
    claim(ZWOLLE, KAMPEN, 10_00)
    claim(KAMPEN, ZWOLLE, 10_00)

    assert {one.kenmerk for one in queries.ronde(settle().pk, on_behalf_of=EEN).saldi} == {""}


@pytest.mark.parametrize("change", [{"saldo_cent": 1, "te_vorderen_cent": 1}, {"vordering_id": None}])
def test_the_database_holds_that_a_balance_has_its_claim(ronde, change):
    with namens(REGIO):
        row = Verrekensaldo.objects.filter(gemeente=ZWOLLE).values().get() | {"id": None} | change
        other = Verrekenronde.objects.create(
            regio=settings.REGIO, nummer=99, tot_en_met=date(2026, 9, 1), sha256="0" * 64, vastgesteld_op=MOMENT,
            vastgesteld_door="x",
        )  # fmt: skip
        with pytest.raises(DatabaseError, match="voor hetzelfde bedrag"), transaction.atomic():
            Verrekensaldo.objects.create(**row | {"ronde_id": other.pk})


def nota(ronde: Verrekenronde, town: str) -> bytes:
    found = queries.ronde(ronde.pk, on_behalf_of=EEN)
    return maak_nota(
        found,
        van(ronde, town),
        namen={ZWOLLE: "Zwolle", KAMPEN: "Kampen", DALFSEN: "Dalfsen"},
        regio="IJsselland",
        iban="NL20INGB0001234567",
        naam="Regio",
        moment=MOMENT,
    )


def test_the_nota_names_every_line_what_it_counts_up_to_and_the_sum(ronde, tmp_path):
    file = tmp_path / "nota.pdf"
    file.write_bytes(nota(ronde, KAMPEN))
    text = " ".join(page.extract_text() for page in PdfReader(file).pages).replace("\xa0", " ")

    for said in ("€ 150,01", "€ 7,77", "€ 157,78", "€ 30,00"):
        assert said in text, said
    assert "€ 30,00 te ontvangen, min € 157,78 te betalen," in text
    assert "is € 127,78 te betalen" in text
    assert "NL20 INGB 0001 2345 67" in text
    kenmerk = van(ronde, KAMPEN).kenmerk
    assert " ".join(kenmerk[at : at + 4] for at in range(0, len(kenmerk), 4)) in text
    assert nota(ronde, KAMPEN) == file.read_bytes()


@given(cents=st.lists(st.integers(1, 90_00), min_size=1, max_size=5))
@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_it_is_paid_what_is_open_and_what_was_paid_are_the_balance(ronde, cents):
    with transaction.atomic():
        kampen = van(ronde, KAMPEN)
        for nr, part in enumerate(cents):
            lees(bijschrijvingen([(kampen.kenmerk, part)], dag=DAG, nummer=str(nr)))
        now = van(ronde, KAMPEN)
        refused = sum(one.bedrag_cent for one in betaald.niet_verwerkt(on_behalf_of=EEN))

        assert now.betaald_cent + refused == sum(cents)
        assert on_accounts()[KAMPEN].get("1610", 0) == -(127_78 - now.betaald_cent)
        assert on_accounts()[KAMPEN].get("1000", 0) == -now.betaald_cent
        transaction.set_rollback(True)
