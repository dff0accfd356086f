# SPDX-License-Identifier: EUPL-1.2
"""Decisions that come back, are revised, or follow on an objection; and what the sum of a decision is held against."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from jeugdregio.besluiten import actions, dossier, models, queries
from jeugdregio.besluiten.conftest import DAG, MOMENT, Zaak, _bsn, geweigerd
from jeugdregio.besluiten.stappen_test import run
from jeugdregio.besluiten.values import AFWIJZING, HERZIENING, INTREKKING, PGB, NietBesloten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.teambudget import actions as teambudget
from jeugdregio.teambudget.actions import NietVastTeLeggen
from jeugdregio.toewijzingen import queries as toewijzingen
from tests.beslissen import klaar_voor_besluit
from tests.paginawereld import machtiging_van

LATER = MOMENT + timedelta(hours=1)


def keur_goed(nummer: int) -> None:
    checker = machtiging_van("toetser.dalfsen")
    found = queries.besluit(nummer, on_behalf_of=checker)
    assert found is not None
    actions.toets(nummer, found.sha256, akkoord=True, moment=MOMENT, on_behalf_of=checker)


def stand(zaak: Zaak, nummer: int) -> str:
    found = queries.besluit(nummer, on_behalf_of=zaak.wie)
    assert found is not None
    return found.stand


def toegewezen(zaak: Zaak) -> list[tuple[date, date | None, int | None, str]]:
    found = toewijzingen.huidige(
        zaak.wie.gemeente, zaak.kind.verzegeld, zaak.product.aanbieder, dag=DAG, on_behalf_of=zaak.wie
    )
    return [(one.begin, one.einde, one.volume, one.reden_wijziging) for one in found]


class TestBack:
    def test_what_a_rule_refuses_after_the_second_name_comes_back_and_goes_out_once(self, zaak: Zaak):
        number = zaak.klaar("Groot bedrag.", voorzieningen=(zaak.voorziening(code="99Z99"),))
        keur_goed(number)
        with geweigerd(NietBesloten, r"Regel TR"):
            zaak.maak_bekend(number)

        actions.haal_terug(number, on_behalf_of=zaak.wie)
        actions.wijzig(number, zaak.ontwerp(), on_behalf_of=zaak.wie)
        actions.leg_voor(number, ["Groot bedrag."], on_behalf_of=zaak.wie)
        with geweigerd(NietBesloten, "tweede naam"):
            zaak.maak_bekend(number)
        keur_goed(number)
        zaak.maak_bekend(number)

        done = queries.besluit(number, on_behalf_of=zaak.wie)
        assert done is not None
        assert [one.uitkomst for one in done.toetsen] == ["goed", "goed"]
        assert len(done.brieven) == 1
        assert len(toegewezen(zaak)) == 1
        with namens(zaak.wie):
            sent = models.Zending.objects.filter(besluit=number).order_by("poging").values_list("poging", "stand")
            assert list(sent) == [(1, "geweigerd"), (2, "aanvaard")]

    def test_an_agreement_does_not_count_for_what_is_offered_anew_also_when_not_a_letter_changed(self, zaak: Zaak):
        number = zaak.klaar("Groot bedrag.")
        keur_goed(number)
        actions.haal_terug(number, on_behalf_of=zaak.wie)
        actions.leg_voor(number, ["Groot bedrag."], on_behalf_of=zaak.wie)

        with pytest.raises(DatabaseError, match="tweede naam"):
            run(zaak, "UPDATE besluiten_besluit SET stand = 'akkoord' WHERE id = %s", number)
        keur_goed(number)
        assert stand(zaak, number) == "akkoord"

    def test_what_was_agreed_to_can_still_be_dropped(self, zaak: Zaak):
        number = zaak.klaar("Groot bedrag.")
        keur_goed(number)

        actions.haal_terug(number, on_behalf_of=zaak.wie)
        actions.laat_vervallen(number, on_behalf_of=zaak.wie)

        assert stand(zaak, number) == "vervallen"


class TestInThePlaceOf:
    def test_only_one_decision_comes_in_the_place_of_another_and_the_second_sends_nothing(self, zaak: Zaak):
        old = zaak.bekend()
        first = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 2, 1))
        second = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 3, 1))
        zaak.maak_bekend(first, moment=LATER)

        with geweigerd(NietBesloten, f"kwam al besluit B{first:05d}"):
            zaak.maak_bekend(second, moment=LATER)

        assert stand(zaak, second) == "akkoord"
        with namens(zaak.wie):
            assert not models.Zending.objects.filter(besluit=second).exists()
        with geweigerd(NietBesloten, "kwam al besluit"):
            zaak.stel_op(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 4, 1))

    @pytest.mark.parametrize("reden", ["02", "07", "09", "14"])
    def test_a_withdrawal_ends_the_allocation_under_the_reason_that_was_chosen(self, zaak: Zaak, reden: str):
        old = zaak.bekend()
        new = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 2, 1), wijzigreden=reden)
        zaak.maak_bekend(new, moment=LATER)

        assert toegewezen(zaak) == [(date(2026, 12, 1), date(2027, 1, 31), 2, reden)]

    def test_help_that_never_began_is_removed_whatever_the_reason(self, zaak: Zaak):
        old = zaak.bekend()
        new = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2026, 12, 1), wijzigreden="09")
        zaak.maak_bekend(new, moment=LATER)

        assert stand(zaak, new) == "bekend"
        assert toegewezen(zaak) == []

    @pytest.mark.parametrize("reden", ["01", "04", "13", "99"])
    def test_a_reason_that_does_not_fit_a_withdrawal_is_refused(self, zaak: Zaak, reden: str):
        old = zaak.bekend()
        with geweigerd(NietBesloten, "Kies een reden"):
            zaak.stel_op(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=DAG, wijzigreden=reden)

    def test_the_reason_is_frozen_with_the_rest(self, zaak: Zaak):
        old = zaak.bekend()
        new = zaak.klaar(soort=INTREKKING, voorzieningen=(), vervangt=old, ingang=date(2027, 2, 1), wijzigreden="07")

        with pytest.raises(DatabaseError, match="voorgelegd"):
            run(zaak, "UPDATE besluiten_besluit SET wijzigreden = '09' WHERE id = %s", new)

    @pytest.mark.parametrize(
        ("tot", "reden", "staat"),
        [
            (date(2027, 9, 1), "", "04"),
            (date(2027, 3, 1), "", "05"),
            (date(2027, 3, 1), "04", "05"),  # what gets shorter is no extension
            (date(2027, 3, 1), "12", "12"),
        ],
    )
    def test_a_revision_says_which_way_the_end_moved(self, zaak: Zaak, tot: date, reden: str, staat: str):
        old = zaak.bekend()
        new = zaak.klaar(soort=HERZIENING, vervangt=old, voorzieningen=(zaak.voorziening(tot=tot),), wijzigreden=reden)
        zaak.maak_bekend(new, moment=LATER)

        assert toegewezen(zaak) == [(date(2026, 12, 1), tot - timedelta(days=1), 2, staat)]

    def test_more_help_from_a_day_on_shortens_the_old_allocation_to_the_day_before(self, zaak: Zaak):
        old = zaak.bekend()
        more = zaak.voorziening(van=date(2027, 2, 1), volume=5)
        zaak.maak_bekend(zaak.klaar(soort=HERZIENING, vervangt=old, voorzieningen=(more,)), moment=LATER)

        assert toegewezen(zaak) == [
            (date(2026, 12, 1), date(2027, 1, 31), 2, "05"),
            (date(2027, 2, 1), date(2027, 5, 31), 5, ""),
        ]

    def test_a_refusal_that_was_objected_to_rightly_becomes_help_and_the_letter_points_to_the_court(self, zaak: Zaak):
        refusal = zaak.bekend(soort=AFWIJZING, voorzieningen=())
        objection = actions.maak_bezwaar(
            refusal, van_wie="Kim van Dam", gronden="Er is hulp nodig.", verzonden_op=DAG, ontvangen_op=DAG,
            commissie=False, moment=MOMENT, on_behalf_of=zaak.wie,
        )  # fmt: skip
        actions.hoor(objection, DAG, on_behalf_of=zaak.wie)
        actions.beslis_op_bezwaar(objection, uitkomst="gegrond", motivering="Klopt.", op=DAG, on_behalf_of=zaak.wie)
        new = zaak.klaar(soort=HERZIENING, vervangt=refusal)
        zaak.maak_bekend(new, moment=LATER)

        tied = queries.bezwaar(objection, peildatum=DAG, on_behalf_of=zaak.wie)
        assert tied is not None
        assert tied.nieuw_besluit == new
        assert len(toegewezen(zaak)) == 1
        with namens(zaak.wie):
            letter = models.Brief.objects.get(besluit=new)
        text = repr(letter.gegevens)
        assert "Er komt toch hulp voor Sam" in text
        assert "naar de rechter gaan" in text
        assert "bezwaar maken" not in text
        with geweigerd(NietBesloten, "beroep bij de rechtbank"):
            actions.maak_bezwaar(
                new, van_wie="Kim van Dam", gronden="Meer.", verzonden_op=DAG, ontvangen_op=DAG, commissie=False,
                moment=MOMENT, on_behalf_of=zaak.wie,
            )  # fmt: skip


class TestThreshold:
    """A threshold counts over the whole decision; prices are cents per unit."""

    @pytest.fixture
    def drempel(self, zaak: Zaak) -> str:
        controller = Machtiging(rol=Rol.CONTROLLER, gemeente=zaak.wie.gemeente)
        what = {"bedrag_cent": 1_000_000, "maanden": 18, "verband": "of", "van": "2031-01-01", "bron": "test"}
        for category in ("", zaak.product.categorie):
            with suppress(NietVastTeLeggen):  # the region that was played keeps what an earlier test set
                teambudget.stel_drempel_vast(what | {"categorie": category}, moment=MOMENT, on_behalf_of=controller)
        return zaak.product.categorie

    def redenen(self, zaak: Zaak, *given: object) -> tuple[str, ...]:
        return dossier.redenen(given, {}, peildatum=date(2031, 2, 1), on_behalf_of=zaak.wie)  # type: ignore[arg-type]

    def budget(self, zaak: Zaak, cent: int, **anders: object) -> object:
        return zaak.voorziening(
            vorm=PGB, aanbieder="", code="", volume=None, eenheid="", frequentie="", budget_cent=cent, **anders
        )

    def test_two_halves_together_are_over_it(self, zaak: Zaak, drempel: str):
        half = self.budget(zaak, 600_000)

        assert self.redenen(zaak, half) == ()
        (why,) = self.redenen(zaak, half, half)
        assert "12.000" in why

    def test_also_when_they_are_of_two_kinds_of_help(self, zaak: Zaak, drempel: str):
        other = self.budget(zaak, 600_000, categorie="44" if drempel != "44" else "45")

        assert len(self.redenen(zaak, self.budget(zaak, 600_000), other)) == 1

    def test_help_after_help_lasts_from_the_first_day_to_the_last(self, zaak: Zaak, drempel: str):
        first = self.budget(zaak, 1_000, van=date(2031, 1, 1), tot=date(2032, 1, 1))
        second = self.budget(zaak, 1_000, van=date(2032, 1, 1), tot=date(2033, 1, 1))

        assert self.redenen(zaak, first) == ()
        assert "24 maanden" in self.redenen(zaak, first, second)[0]

    def test_what_one_of_them_costs_is_not_known_counts_as_over(self, zaak: Zaak, drempel: str):
        assert "niet bekend" in self.redenen(zaak, self.budget(zaak, 1_000), zaak.voorziening())[0]


def test_the_day_of_receipt_is_that_of_the_clock_on_the_wall(zaak: Zaak):
    """Half an hour after midnight in Amsterdam it is still yesterday by UTC."""
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    number = klaar_voor_besluit(zaak.wie, bsn_kind=_bsn(7777), bsn_ouder=_bsn(7843), moment=moment)

    found = dossier.dossier(number, peildatum=DAG, on_behalf_of=zaak.wie)

    assert found is not None
    assert found.aanvraag.ontvangen_op == date(2026, 11, 5)


def test_the_letters_of_a_case_are_in_one_list_without_their_bytes(zaak: Zaak):
    actions.schort_op(
        op=date(2026, 10, 12), uiterlijk=date(2026, 10, 26), reden="Het verslag.", aanvraag=zaak.aanvraag,
        moment=MOMENT, gegevens=zaak.gegevens, on_behalf_of=zaak.wie,
    )  # fmt: skip
    number = zaak.bekend()

    found = queries.brieven(zaak.aanvraag, on_behalf_of=zaak.wie)

    assert [(one.soort, one.besluit_id) for one in found] == [("opschorting", None), ("beschikking", number)]
