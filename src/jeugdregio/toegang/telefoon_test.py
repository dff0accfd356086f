# SPDX-License-Identifier: EUPL-1.2
"""The central number with both exits (S87), and reports to the Raad that nobody told of (S88)."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.actions import Gesprek, NieuweMelding
from jeugdregio.toegang.conftest import MOMENT
from jeugdregio.toegang.values import NietMogelijk

pytestmark = pytest.mark.django_db
KIND = "c" * 64
ONBEKEND = Gesprek(beller="omstander", situatie="Geschreeuw bij de buren.", gemeente="0193")
DAG = date(2026, 11, 20)
MELDING = NieuweMelding(melder="adviespunt", gemeld_op=DAG, bekend_op=DAG, zorgen="Zorgen over veiligheid.")


def bel(wie, gesprek=ONBEKEND, **uitgang):
    return actions.neem_op(gesprek, moment=MOMENT, on_behalf_of=wie, **uitgang)


class TestCalls:
    @pytest.mark.parametrize(
        ("uitgang", "adviespunt", "crisis"),
        [
            ({"adviespunt": "Els"}, True, False),
            ({"crisisdienst": "Jan"}, False, True),
            ({"adviespunt": "Els", "crisisdienst": "Jan"}, True, True),
            ({"uitkomst": "Verkeerd verbonden."}, False, False),
        ],
    )
    def test_either_exit_or_both(self, zwolle, uitgang, adviespunt, crisis):
        call = queries.oproep(bel(zwolle, **uitgang), on_behalf_of=zwolle)

        assert (bool(call.adviespunt_op), bool(call.crisisdienst_op)) == (adviespunt, crisis)
        assert (call.aanmelding_id is not None) is crisis
        assert (call.adviespunt_wie, call.crisisdienst_wie) == (
            uitgang.get("adviespunt", ""), uitgang.get("crisisdienst", ""),
        )  # fmt: skip

    def test_a_call_that_goes_nowhere_says_how_it_ended(self, zwolle):
        with pytest.raises(NietMogelijk, match="uitgang"):
            bel(zwolle)

    def test_the_crisis_exit_makes_an_application_without_a_child(self, zwolle):
        call = queries.oproep(bel(zwolle, crisisdienst="Jan"), on_behalf_of=zwolle)
        made = queries.aanmelding(call.aanmelding_id, on_behalf_of=zwolle)

        assert (made.kanaal, made.persoon, made.vraag, made.bewijs.soort) == (
            "crisis", "", "Geschreeuw bij de buren.", "melding",
        )  # fmt: skip

    def test_the_other_exit_later_and_once(self, zwolle):
        number = bel(zwolle, adviespunt="Els")
        actions.zet_uitgang(number, "crisisdienst", "Jan", moment=MOMENT, on_behalf_of=zwolle)
        call = queries.oproep(number, on_behalf_of=zwolle)

        assert all((call.adviespunt_op, call.crisisdienst_op, call.aanmelding_id))
        with pytest.raises(NietMogelijk, match="al gekozen"):
            actions.zet_uitgang(number, "crisisdienst", "Piet", moment=MOMENT, on_behalf_of=zwolle)

    def test_a_child_of_another_municipality_is_on_the_list_there(self, zwolle, deventer):
        number = bel(zwolle, Gesprek(beller="politie", situatie="Nu hulp.", gemeente="0150"), crisisdienst="Jan")

        assert queries.oproep(number, on_behalf_of=zwolle).aanmelding_id is None
        assert [one.id for one in queries.oproepen(on_behalf_of=deventer)] == [number]
        made = actions.naar_crisis(number, moment=MOMENT, on_behalf_of=deventer)
        assert queries.aanmelding(made, on_behalf_of=deventer).oproep_id == number
        with pytest.raises(NietMogelijk, match="al een aanmelding"):
            actions.naar_crisis(number, moment=MOMENT, on_behalf_of=deventer)

    def test_a_call_of_nobody_here_is_not_seen(self, zwolle, deventer):
        number = bel(zwolle, adviespunt="Els")

        assert queries.oproep(number, on_behalf_of=deventer) is None


class TestReports:
    def meld(self, wie, nieuw=MELDING, **anders):
        values = {**nieuw.__dict__, **anders}
        return actions.meld(NieuweMelding(**values), moment=MOMENT, on_behalf_of=wie)

    @pytest.mark.parametrize(
        ("anders", "signaal"),
        [
            ({}, False),
            ({"bekend_op": None, "gehoord": "De school."}, True),
            ({"melder": "gemeente"}, False),
        ],
    )
    def test_what_the_advice_point_did_not_tell_is_a_signal(self, zwolle, anders, signaal):
        self.meld(zwolle, **anders)
        (found,) = queries.raadsmeldingen(on_behalf_of=zwolle)

        assert (found.signaal_op is not None) is signaal

    def test_a_signal_is_never_lost(self, zwolle):
        number = self.meld(zwolle, bekend_op=None, gehoord="De school.")
        for wrong in ("DELETE FROM toegang_signaal", "DELETE FROM toegang_raadsmelding"):
            with pytest.raises(DatabaseError), namens(zwolle), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(wrong)
        with namens(zwolle), connection.cursor() as cursor:
            cursor.execute("UPDATE toegang_raadsmelding SET bekend_op = gemeld_op")

        (found,) = queries.raadsmeldingen(on_behalf_of=zwolle)
        assert (found.id, found.signaal_op, found.bekend_op) == (number, MOMENT, DAG)

    def test_it_is_dealt_with_once_and_stays(self, zwolle):
        self.meld(zwolle)
        number = self.meld(zwolle, bekend_op=None, gehoord="De school.", gemeld_op=date(2026, 1, 5))
        assert queries.raadsmeldingen(on_behalf_of=zwolle)[0].id == number
        actions.handel_af(number, "Gebeld met Veilig Thuis.", moment=MOMENT, on_behalf_of=zwolle)

        found = {one.id: one for one in queries.raadsmeldingen(on_behalf_of=zwolle)}[number]
        assert (found.wat_gedaan, found.afgehandeld_op) == ("Gebeld met Veilig Thuis.", MOMENT)
        with pytest.raises(NietMogelijk, match="al afgehandeld"):
            actions.handel_af(number, "Nog eens.", moment=MOMENT, on_behalf_of=zwolle)

    @pytest.mark.parametrize(
        ("vanaf", "tot", "mag"),
        [
            (date(2026, 1, 1), None, True),
            (date(2026, 11, 20), date(2026, 11, 21), True),
            (date(2026, 1, 1), date(2026, 11, 20), False),
            (date(2026, 11, 21), None, False),
        ],
    )
    def test_a_provider_reports_only_while_it_is_appointed(self, zwolle, vanaf, tot, mag):
        actions.wijs_aan("12345678", vanaf=vanaf, tot=tot, grond="Besluit 1", on_behalf_of=zwolle)
        if mag:
            self.meld(zwolle, melder="aanbieder", aanbieder="12345678")
        else:
            with pytest.raises(NietMogelijk, match="niet aangewezen"):
                self.meld(zwolle, melder="aanbieder", aanbieder="12345678")

    def test_without_notice_it_says_who_told(self, zwolle):
        with pytest.raises(NietMogelijk, match="van wie"):
            self.meld(zwolle, bekend_op=None)

    def test_another_municipality_sees_none(self, zwolle, deventer):
        self.meld(zwolle, bekend_op=None, gehoord="De school.")

        assert queries.raadsmeldingen(on_behalf_of=deventer) == []


def test_every_municipality_sees_the_grid_and_writes_its_own_row(zwolle, deventer):
    for who, name in ((zwolle, "Sociaal wijkteam"), (deventer, "CJG"), (zwolle, "Wijkteam en CJG")):
        actions.zet_basisfunctie(1, uitvoerder=name, peildatum=DAG, on_behalf_of=who)

    assert [(one.gemeente, one.uitvoerder) for one in queries.basisfuncties(on_behalf_of=zwolle)] == [
        ("0150", "CJG"), ("0193", "Wijkteam en CJG"),
    ]  # fmt: skip
