# SPDX-License-Identifier: EUPL-1.2
"""Every cent of the cost accounts is under a taakveld of its year, or listed as without one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, pairwise

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.iv3 import Keus, deel_toe, mogelijk, sleutel_van, taakvelden
from jeugdregio.boekhouding.iv3rapport import Tijdvak
from jeugdregio.boekhouding.models import Taakveldkeuze
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.grootboek.values import (
    BANK,
    KOSTEN,
    KOSTEN_PGB,
    REKENINGEN,
    TE_BETALEN,
    TE_BETALEN_AAN_GEMEENTEN,
    TE_VORDEREN_VAN_GEMEENTEN,
    VEREVENING,
    Journaal,
)
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, REGIO, ZWOLLE

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)
JAAR = Tijdvak(2026)


class TestList:
    @pytest.mark.parametrize("jaar", [2015, 2022, 2023, 2024, 2026])
    def test_every_category_has_a_place_and_only_transport_waits_for_a_choice(self, jaar):
        goes = {code: deel_toe(code, "", jaar, ()).taakveld for code in codelijst("productcategorie").codes}

        assert {code for code, field in goes.items() if not field} == ({"42"} if jaar >= 2023 else set())
        assert {field for field in goes.values() if field} <= set(taakvelden(jaar))

    @pytest.mark.parametrize("jaar", [2022, 2023, 2024])
    def test_what_is_possible_is_a_taakveld_of_that_year_with_one_default(self, jaar):
        for options in mogelijk(jaar).values():
            assert {one.taakveld for one in options} <= set(taakvelden(jaar))
            assert sum(one.standaard for one in options) <= 1

    @pytest.mark.parametrize(
        ("sleutel", "jaar", "taakveld", "onzeker"),
        [
            ("48", 2026, "6.82a", False),
            ("47", 2026, "6.82b", False),
            ("48", 2022, "6.82", False),
            ("45", 2022, "6.72", False),
            ("45", 2026, "6.72a", True),
            ("43", 2026, "6.73c", True),
            ("44", 2026, "6.73c", True),
            ("49", 2026, "6.82a", True),
            ("54", 2026, "6.74a", True),
            ("37", 2026, "6.74c", False),
            ("31", 2023, "6.2", False),
            ("31", 2024, "6.22", True),
            ("99", 2026, "", True),
        ],
    )
    def test_the_default_and_how_certain_it_is(self, sleutel, jaar, taakveld, onzeker):
        goes = deel_toe(sleutel, "", jaar, ())

        assert (goes.taakveld, goes.onzeker) == (taakveld, onzeker)

    def test_the_old_taakvelden_end_with_2022(self):
        assert {"6.72", "6.82"} <= set(taakvelden(2022))
        assert not {"6.72", "6.82"} & set(taakvelden(2023))

    def test_a_choice_for_a_product_goes_before_one_for_the_category_and_the_last_counts(self):
        chosen = [
            Keus("44", "44A09", "6.73b", 2023, "gezinshuis"),
            Keus("44", "", "6.73a", 2023, "pleegzorg"),
            Keus("44", "", "6.73c", 2025, "overig"),
        ]

        assert deel_toe("44", "44A09", 2026, chosen).taakveld == "6.73b"
        assert deel_toe("44", "44A01", 2026, chosen).taakveld == "6.73c"
        assert deel_toe("44", "44A01", 2024, chosen).taakveld == "6.73a"
        assert deel_toe("44", "44A01", 2022, chosen).taakveld == "6.72"
        assert not deel_toe("44", "44A01", 2024, chosen).onzeker

    def test_a_settlement_goes_by_its_account_and_care_by_its_category(self):
        assert sleutel_van(VEREVENING, "") == VEREVENING
        assert sleutel_van(KOSTEN, "45") == "45"
        assert sleutel_van(KOSTEN_PGB, "45") == "45"
        assert sleutel_van(KOSTEN, "") == ""

    @pytest.mark.parametrize("jaar", [2015, 2022, 2023, 2024])
    def test_every_other_cost_account_is_in_the_list(self, jaar):
        costs = {one for one in REKENINGEN if one.startswith("4")} - {KOSTEN}

        assert costs <= set(mogelijk(jaar))


@given(st.integers(1, 4), st.integers(2015, 2030))
def test_quarters_make_a_year(kwartaal, jaar):
    parts = [Tijdvak(jaar, one) for one in (1, 2, 3, 4)]

    assert (parts[0].van, parts[-1].tot) == (Tijdvak(jaar).van, Tijdvak(jaar).tot)
    assert all(one.tot == other.van for one, other in pairwise(parts))
    assert Tijdvak(jaar, kwartaal).van.month == 3 * kwartaal - 2


POSTEN = (
    ("45", "45A05", KOSTEN, TE_BETALEN, 100_00, 1),
    ("45", "45A05", TE_BETALEN, KOSTEN, 1_01, 2),
    ("44", "44A01", KOSTEN, TE_BETALEN, 333_33, 5),
    ("42", "42A01", KOSTEN, TE_BETALEN, 7_77, 7),
    ("48", "48A01", KOSTEN, TE_BETALEN, 20_00, 12),
    ("45", "45A05", TE_VORDEREN_VAN_GEMEENTEN, KOSTEN, 40_00, 6),
    ("45", "45A05", KOSTEN, TE_VORDEREN_VAN_GEMEENTEN, 5_00, 6),
    ("45", "45A05", KOSTEN, TE_BETALEN_AAN_GEMEENTEN, 3_00, 6),
    ("", "", VEREVENING, TE_BETALEN_AAN_GEMEENTEN, 11_11, 6),
    ("45", "45A05", TE_BETALEN, BANK, 98_99, 6),
)


@pytest.fixture
def boeken(als_regio):
    rijen.wereld()
    post = Journaal(ZWOLLE, AANBIEDER, "", "", "proef", 0, 1, "", "", Cent(0), rijen.SEPTEMBER, rijen.SEPTEMBER)
    numbers = count(1)
    grootboek.boek(
        [
            replace(
                post,
                gemeente=town,
                aanbieder=provider,
                categorie=category,
                code=code,
                oorzaak_id=next(numbers),
                debet=debit,
                credit=credit,
                bedrag_cent=Cent(cents * part),
                boekmaand=Maand(2026, month),
            )
            for town, provider, part in ((ZWOLLE, AANBIEDER, 1), (DALFSEN, ANDER, 2))
            for category, code, debit, credit, cents, month in POSTEN
        ]
    )


def kies(sleutel="44", taakveld="6.73a", **more):
    given = {"vanaf_jaar": 2026, "reden": "pleegzorg", "door": "rc", "moment": MOMENT, "on_behalf_of": CONTROLLER}
    actions.kies_taakveld(sleutel, taakveld, **given | more)


@pytest.mark.usefixtures("boeken")
class TestReport:
    def test_costs_and_income_per_taakveld_with_what_has_none(self):
        found = {one.taakveld: one for one in queries.iv3(JAAR, gemeente=ZWOLLE, on_behalf_of=CONTROLLER)}

        assert {code: (one.lasten_cent, one.baten_cent) for code, one in found.items()} == {
            "6.72a": (101_99, 35_00),
            "6.72d": (11_11, 0),
            "6.73c": (333_33, 0),
            "6.82a": (20_00, 0),
            "": (7_77, 0),
        }
        assert found[""].naam == "Zonder taakveld"
        assert found["6.82a"].onzeker_cent == 0
        assert found["6.73c"].onzeker_cent == 333_33

    @pytest.mark.parametrize("gemeente", [ZWOLLE, DALFSEN, ""])
    def test_the_sum_is_that_of_the_cost_accounts_in_the_ledger(self, gemeente):
        lines = queries.iv3(JAAR, gemeente=gemeente, on_behalf_of=CONTROLLER)
        towns = [gemeente] if gemeente else [ZWOLLE, DALFSEN]
        ledger = sum(one.saldo_cent for one in proefbalans(towns, Maand(2026, 12)) if one.rekening.startswith("4"))

        assert sum(one.saldo_cent for one in lines) == ledger != 0

    def test_quarters_sum_to_the_year(self):
        def total(vak):
            return sum(one.saldo_cent for one in queries.iv3(vak, on_behalf_of=CONTROLLER))

        assert sum(total(Tijdvak(2026, one)) for one in (1, 2, 3, 4)) == total(JAAR)
        assert total(Tijdvak(2025)) == 0

    def test_rows_under_a_cell_sum_to_the_cell(self):
        for line in queries.iv3(JAAR, on_behalf_of=CONTROLLER):
            for income, cents in ((False, line.lasten_cent), (True, line.baten_cent)):
                rows = queries.iv3_onder(line.taakveld, JAAR, baten=income, on_behalf_of=CONTROLLER)
                assert sum(one.bedrag_cent for one in rows) == cents

    def test_a_municipality_sees_its_own(self):
        mine = Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)

        assert queries.iv3(JAAR, on_behalf_of=mine) == queries.iv3(JAAR, gemeente=DALFSEN, on_behalf_of=CONTROLLER)
        assert queries.iv3(JAAR, gemeente=ZWOLLE, on_behalf_of=mine) == []
        assert {one.aanbieder for one in queries.iv3_onder("6.72a", JAAR, baten=False, on_behalf_of=mine)} == {ANDER}

    def test_a_choice_moves_the_amount_and_makes_it_certain(self):
        before = sum(one.saldo_cent for one in queries.iv3(JAAR, on_behalf_of=CONTROLLER))

        kies()
        kies("42", "6.72c", reden="vervoer naar dagbehandeling")

        found = {one.taakveld: one for one in queries.iv3(JAAR, on_behalf_of=CONTROLLER)}
        assert found["6.73a"].lasten_cent == 3 * 333_33
        assert found["6.73a"].onzeker_cent == 0
        assert not {"6.73c", ""} & set(found)
        assert sum(one.saldo_cent for one in found.values()) == before
        (row, *_) = queries.iv3_onder("6.73a", JAAR, baten=False, on_behalf_of=CONTROLLER)
        assert row.toedeling.waarom == "Keuze van de regio: pleegzorg"

    def test_a_choice_for_one_product(self):
        kies(code="44A01", reden="gezinshuis", taakveld="6.73b")

        assert "6.73b" in {one.taakveld for one in queries.iv3(JAAR, on_behalf_of=CONTROLLER)}

    @pytest.mark.parametrize(
        ("wrong", "text"),
        [
            ({"taakveld": "6.82a"}, "Kies uit: 6.73c, 6.73a, 6.73b, 6.72a"),
            ({"vanaf_jaar": 2022}, "Kies uit: 6.72"),
            ({"code": "45A05"}, "hoort niet bij categorie 44"),
            ({"sleutel": "99"}, "Kies uit: geen"),
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, wrong, text):
        with pytest.raises(actions.NietTeKiezen, match=text):
            kies(**wrong)

    def test_a_choice_needs_the_right_and_a_reason(self):
        with pytest.raises(NietToegestaan, match="Boekhouding bijhouden"):
            kies(on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE))
        with pytest.raises(NietToegestaan, match="Schrijf op waarom"):
            kies(reden=" ")

    def test_a_choice_stays(self):
        kies()

        for change in (
            lambda: Taakveldkeuze.objects.update(reden="x"),
            lambda: Taakveldkeuze.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_a_year_ends_where_the_next_begins():
    assert Tijdvak(2026, 4).tot == date(2027, 1, 1)
