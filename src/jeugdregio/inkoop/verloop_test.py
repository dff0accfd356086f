# SPDX-License-Identifier: EUPL-1.2
"""Procedures of each kind, from publication to a decision, as the sources tell of them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.inkoop import actions, queries
from jeugdregio.inkoop.beslissen import bezwaren, termijnvoorstel
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Nota, Procedure, Tekstversie, Vraag
from tests.inkoop import PROCEDURE, A, B, C, Inkoop, aanbieder, gemeente, om_twaalf

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 2)


def publish_error(match: str):
    return pytest.raises(actions.NietTePubliceren, match=match)


class TestPublishing:
    def test_a_draft_is_of_the_region_alone_and_a_publication_of_everyone(self, inkoop: Inkoop):
        actions.maak_procedure(PROCEDURE, on_behalf_of=inkoop.wie)
        with namens(aanbieder(A)):
            assert not Procedure.objects.exists()
        actions.leg_tekst_vast("proef", "tekst", aanleiding="concept", on_behalf_of=inkoop.wie)

        actions.publiceer("proef", moment=om_twaalf(DAG), on_behalf_of=inkoop.wie)

        for who in (aanbieder(A), gemeente()):
            with namens(who):
                assert Procedure.objects.get().code == "proef"

    def test_what_is_published_never_changes(self, inkoop: Inkoop):
        code = inkoop.publiceer()

        with publish_error("verandert niet meer"):
            actions.maak_procedure(replace(PROCEDURE, code=code), on_behalf_of=inkoop.wie)
        with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
            Tekstversie.objects.update(tekst="anders")

    def test_a_fifth_year_asks_for_a_decision(self, inkoop: Inkoop):
        """S33."""
        longer = replace(PROCEDURE, tot=date(2031, 1, 1))

        with publish_error("hoogstens vier jaar"):
            actions.maak_procedure(longer, on_behalf_of=inkoop.wie)
        actions.maak_procedure(replace(longer, verlengingsbesluit="bestuur, punt 4"), on_behalf_of=inkoop.wie)

    def test_a_third_round_in_a_year_is_refused(self, inkoop: Inkoop):
        """S33: two admissions a year."""
        code = inkoop.publiceer("semi_open")
        inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1))
        inkoop.ronde(code, date(2026, 9, 1), date(2026, 10, 1), date(2027, 1, 1))

        with publish_error("al 2 toetredingsronden"):
            inkoop.ronde(code, date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
        inkoop.ronde(code, date(2027, 3, 1), date(2027, 4, 1), date(2027, 7, 1))

    def test_two_rounds_are_never_open_together(self, inkoop: Inkoop):
        code = inkoop.publiceer("raam_pxq")
        inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), soort="vragen")

        with publish_error("al een ronde"):
            inkoop.ronde(code, date(2026, 3, 31), date(2026, 5, 1), soort="vragen")


class TestTwoRoundsOfQuestions:
    """S25: questions, a nota per round, and what changed in the text."""

    def ask(self, round_: int, text: str, who: str = A, day: date = DAG, *, proposal: bool = False) -> Vraag:
        return actions.stel_vraag(
            round_, text, is_voorstel=proposal, moment=om_twaalf(day), on_behalf_of=aanbieder(who)
        )

    def answer(self, inkoop: Inkoop, question: Vraag, answer: str, public: str = "") -> None:
        actions.beantwoord(question.pk, antwoord=answer, openbaar=public, on_behalf_of=inkoop.wie)

    def test_each_round_gives_a_nota_and_a_text_of_which_the_differences_show(self, inkoop: Inkoop):
        code = inkoop.publiceer("raam_pxq")
        rounds = [
            inkoop.ronde(code, date(2026, month, 1), date(2026, month + 1, 1), soort="vragen") for month in (3, 4)
        ]
        texts = ["Artikel 1\nBetalen binnen 30 dagen.", "Artikel 1\nBetalen binnen 30 dagen.\nArtikel 2"]

        for number, (round_, text) in enumerate(zip(rounds, texts, strict=True)):
            day = date(2026, 3 + number, 10)
            self.answer(inkoop, self.ask(round_, "Kan de termijn korter?", day=day, proposal=True), "Ja.")
            self.answer(inkoop, self.ask(round_, "Wanneer begint het?", who=B, day=day), "Op 1 januari.")
            closed = om_twaalf(date(2026, 4 + number, 2))
            actions.publiceer_nota(round_, tekst=text, moment=closed, on_behalf_of=inkoop.wie)

        assert [len(nota.regels) for nota in Nota.objects.order_by("ronde__open")] == [2, 2]
        last, middle, first = queries.teksten(Procedure.objects.get(code=code))
        assert first.verschil == ()
        assert [line.soort for line in middle.verschil] == ["gelijk", "weg", "erbij"]
        assert [line.soort for line in last.verschil] == ["gelijk", "erbij"]
        assert last.tekst.aanleiding == "Nota van inlichtingen 2 van 2026"

    def test_another_provider_never_sees_a_question_and_reads_it_without_a_name(self, inkoop: Inkoop):
        code = inkoop.publiceer("raam_pxq")
        round_ = inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), soort="vragen")
        question = self.ask(round_, f"Wij ({A}) vragen of 60 dagen korter kan.")

        with publish_error("zonder naam"):
            self.answer(inkoop, question, "Ja.")
        self.answer(inkoop, question, "Ja.", public="Kan 60 dagen korter?")
        actions.publiceer_nota(round_, moment=om_twaalf(date(2026, 4, 1)), on_behalf_of=inkoop.wie)

        with namens(aanbieder(B)):
            assert not Vraag.objects.exists()
            (nota,) = Nota.objects.all()
        assert nota.regels == [{"nr": 1, "vraag": "Kan 60 dagen korter?", "antwoord": "Ja.", "voorstel": False}]
        assert "aanbieder" not in str(nota.regels)

    def test_a_nota_waits_for_the_end_of_the_round_and_for_every_answer(self, inkoop: Inkoop):
        code = inkoop.publiceer("raam_pxq")
        round_ = inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), soort="vragen")
        question = self.ask(round_, "Wanneer?")

        with publish_error("nog open"):
            actions.publiceer_nota(round_, moment=om_twaalf(date(2026, 3, 31)), on_behalf_of=inkoop.wie)
        with publish_error("zonder antwoord"):
            actions.publiceer_nota(round_, moment=om_twaalf(date(2026, 4, 1)), on_behalf_of=inkoop.wie)
        with publish_error("vragenronde die open is"):
            self.ask(round_, "Te laat?", day=date(2026, 4, 1))
        with namens(aanbieder(A)), pytest.raises(DatabaseError, match="alleen de regio"), transaction.atomic():
            Vraag.objects.filter(pk=question.pk).update(antwoord="zelf bedacht")


class TestLargeAndSmall:
    """S24."""

    @pytest.fixture
    def ggz(self, inkoop: Inkoop) -> str:
        code = inkoop.publiceer("raam_plafond")
        inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1))
        inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), soort="vragen")
        actions.deel_in(
            code, A, "groot", omzet_cent=90_000_000, referentiejaar="2012", bron="t", on_behalf_of=inkoop.wie
        )
        actions.deel_in(code, B, "klein", bron="t", on_behalf_of=inkoop.wie)
        return code

    def test_a_small_ones_offer_is_refused_and_its_question_is_not(self, inkoop: Inkoop, ggz: str):
        with pytest.raises(actions.NietInTeDienen, match="Alleen grote"):
            inkoop.dien_in(ggz, DAG, B, wie=aanbieder(B), offerte_cent=100_000_000)

        round_ = Procedure.objects.get().ronden.get(soort="vragen").pk
        actions.stel_vraag(
            round_, "Mag het anders?", is_voorstel=True, moment=om_twaalf(DAG), on_behalf_of=aanbieder(B)
        )
        assert Vraag.objects.get().aanbieder == B

    def test_the_database_refuses_a_small_ones_offer_as_well(self, inkoop: Inkoop, ggz: str):
        one = inkoop.dien_in(ggz, DAG, B, wie=aanbieder(B))

        with namens(aanbieder(B)), pytest.raises(IntegrityError, match="kleine aanbieder"), transaction.atomic():
            Aanvraag.objects.filter(pk=one.pk).update(offerte_cent=1)

    def test_an_offer_of_a_million_becomes_a_ceiling_of_six_hundred_thousand_with_both_figures(self, inkoop, ggz):
        one = inkoop.dien_in(ggz, DAG, A, wie=aanbieder(A), offerte_cent=100_000_000)
        inkoop.keur_goed(one)
        wat = inkoop.voorstel(one, date(2026, 7, 1), date(2027, 7, 1), plafond_cent=60_000_000)

        made = inkoop.gun(wat, date(2026, 4, 2))

        award = queries.toegekend(made.pk, on_behalf_of=inkoop.wie)
        assert (award.offerte_cent, award.plafond_cent, award.omvang) == (100_000_000, 60_000_000, "groot")

    def test_a_ceiling_is_there_and_not_above_the_offer(self, inkoop: Inkoop, ggz: str):
        one = inkoop.dien_in(ggz, DAG, A, offerte_cent=100)
        inkoop.keur_goed(one)
        without, above = (
            bezwaren(
                one, inkoop.voorstel(one, date(2026, 7, 1), date(2027, 7, 1), plafond_cent=cents), date(2026, 4, 2)
            )
            for cents in (None, 101)
        )

        assert (without, above) == (["Vul het plafond in."], ["Het plafond is hoger dan de offerte."])

    def test_what_was_said_about_an_offer_is_kept_and_never_changes(self, inkoop: Inkoop, ggz: str):
        one = inkoop.dien_in(ggz, DAG, A, offerte_cent=100_000_000)
        for cents in (50_000_000, 60_000_000):
            actions.leg_gesprek_vast(
                one.pk,
                gehouden_op=DAG,
                verslag="De omzet volgens Vektis is lager.",
                voorstel_cent=cents,
                door="inkoper",
                moment=om_twaalf(DAG),
                on_behalf_of=inkoop.wie,
            )

        with namens(aanbieder(A)):
            assert [said.voorstel_cent for said in Aanvraag.objects.get().gesprekken.all()] == [50_000_000, 60_000_000]
        with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
            one.gesprekken.update(verslag="anders")


class TestRounds:
    """S33, N04."""

    def test_an_application_outside_a_round_waits_and_goes_into_the_next_one_that_is_planned(self, inkoop: Inkoop):
        code = inkoop.publiceer("semi_open")
        one = inkoop.dien_in(code, DAG)
        inkoop.keur_goed(one)
        wat = inkoop.voorstel(one, date(2027, 1, 1), date(2028, 1, 1))
        assert one.ronde is None

        round_ = inkoop.ronde(code, date(2026, 9, 1), date(2026, 10, 1), date(2027, 1, 1))

        one.refresh_from_db()
        assert one.ronde_id == round_
        with pytest.raises(actions.NietTeGunnen, match="nog niet voorbij"):
            inkoop.gun(wat, date(2026, 9, 30))
        assert inkoop.gun(wat, date(2026, 10, 1)).geldig.lower == date(2027, 1, 1)

    def test_one_application_at_a_time(self, inkoop: Inkoop):
        code = inkoop.publiceer()
        first = inkoop.dien_in(code, DAG)

        with pytest.raises(actions.NietInTeDienen, match="loopt al"):
            inkoop.dien_in(code, DAG)
        actions.trek_in(first.pk, on_behalf_of=aanbieder(A))
        inkoop.dien_in(code, DAG)

    def test_without_evidence_that_convinces_nobody_gets_in(self, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), DAG)

        with pytest.raises(actions.NietTeGunnen, match="keurmerk"):
            inkoop.gun(inkoop.voorstel(one, DAG, date(2027, 3, 2)), DAG)

    def test_a_provider_does_not_judge_its_own_evidence(self, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), DAG, wie=aanbieder(A))

        with namens(aanbieder(A)), pytest.raises(DatabaseError, match="alleen de regio"), transaction.atomic():
            Bewijs.objects.filter(aanvraag=one).update(oordeel="voldoet")

    def test_evidence_that_is_taken_back_lets_the_term_fall_to_one_year(self, inkoop: Inkoop):
        """S28: the same provider, the evidence removed."""
        one = inkoop.dien_in(
            inkoop.publiceer(), DAG, bewijzen=(("kwaliteit", "certificaat"), ("transformatie", "gezinshuizen"))
        )
        inkoop.keur_goed(one)
        long = inkoop.voorstel(one, DAG, date(2030, 1, 1))
        assert termijnvoorstel(one, DAG).tot == date(2030, 1, 1)
        assert bezwaren(one, long, DAG) == []

        shown = one.bewijzen.get(eis="transformatie")
        actions.neem_bewijs_terug(shown.pk, moment=om_twaalf(DAG), on_behalf_of=aanbieder(A))

        proposal = termijnvoorstel(one, DAG)
        assert (proposal.tot, proposal.meerjarig) == (date(2027, 3, 2), False)
        assert proposal.redenen == ("Er is 0 keer bewijs van bereidheid tot transformatie, nodig is 1.",)
        with pytest.raises(actions.NietTeGunnen, match="Langer dan een jaar"):
            inkoop.gun(long, DAG)

    def test_another_provider_sees_nothing_of_an_application(self, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), DAG, wie=aanbieder(A))

        assert queries.aanvraag(one.pk, on_behalf_of=aanbieder(B)) is None
        assert queries.aanvragen(on_behalf_of=aanbieder(B)) == []
        assert queries.aanvragen(on_behalf_of=gemeente()) == []
        with namens(aanbieder(B)):
            assert not Bewijs.objects.exists()
        with pytest.raises(actions.NietInTeDienen, match="eigen organisatie"):
            inkoop.dien_in(one.procedure.code, DAG, A, wie=aanbieder(B))


class TestWithoutSelection:
    def test_a_late_provider_with_transition_clients_gets_a_contract_and_the_reason_is_kept(self, inkoop: Inkoop):
        """S26."""
        code = inkoop.publiceer("overgang")
        with pytest.raises(actions.NietInTeDienen, match="31-12-2014"):
            inkoop.dien_in(code, DAG, bewijzen=(), reden="meldde zich laat")
        with pytest.raises(actions.NietInTeDienen, match="waarom"):
            inkoop.dien_in(code, DAG, bewijzen=(), clienten=3)

        one = inkoop.dien_in(code, DAG, bewijzen=(), clienten=3, reden="Meldde zich in het eerste kwartaal.")
        made = inkoop.gun(inkoop.voorstel(one, date(2026, 1, 1), date(2027, 1, 1)), DAG)

        assert (made.toegelaten, made.wacht_tot) == (True, None)
        assert Aanvraag.objects.get().reden == "Meldde zich in het eerste kwartaal."

    def test_a_one_off_contract_has_the_price_of_the_profile_or_says_why_not(self, inkoop: Inkoop):
        """S35."""
        code = inkoop.publiceer("eenmalig")
        with pytest.raises(actions.NietInTeDienen, match="vraagt de regio aan"):
            inkoop.dien_in(code, DAG, C, wie=aanbieder(C), bewijzen=(), reden="verhuizing")
        one = inkoop.dien_in(code, DAG, C, bewijzen=(), reden="verhuizing", kenmerk="2026-1")
        own = [replace(line, tarief_cent=75_00) for line in inkoop.voorstel(one, DAG, DAG).tarieven]
        wat = inkoop.voorstel(one, DAG, date(2026, 9, 1), tarieven=tuple(own))

        with pytest.raises(actions.NietTeGunnen, match="prijs van het profiel"):
            inkoop.gun(wat, DAG)
        made = inkoop.gun(replace(wat, afwijking="Alleen daar is een plek."), DAG)

        assert made.afwijking == "Alleen daar is een plek."

    def test_a_municipality_admits_a_newcomer_within_its_limit(self, inkoop: Inkoop):
        """S30."""
        code = inkoop.publiceer("innovatie")
        first, second = (inkoop.dien_in(code, DAG, who, wie=aanbieder(who)) for who in (A, B))
        inkoop.keur_goed(first)
        wat = inkoop.voorstel(first, DAG, date(2027, 1, 1))

        def admit(one, who=None):
            actions.laat_toe(
                one.pk,
                toegelaten=True,
                reden="nieuw aanbod",
                door="x",
                moment=om_twaalf(DAG),
                on_behalf_of=who or gemeente(),
            )

        with pytest.raises(actions.NietTeGunnen, match="niet toegelaten"):
            inkoop.gun(wat, DAG)
        with pytest.raises(actions.NietInTeDienen, match="van uw gemeente"):
            admit(first, gemeente("0148"))
        admit(first)
        with pytest.raises(actions.NietInTeDienen, match="hoogstens 1"):
            admit(second)
        assert inkoop.gun(wat, DAG).gemeente == "0193"


class TestDecisions:
    def test_a_refusal_has_reasons_and_a_subsidy_can_be_objected_to_for_six_weeks(self, inkoop: Inkoop):
        """L15, S22: a main contractor with its subcontractors."""
        code = inkoop.publiceer("subsidie")
        inkoop.ronde(code, date(2026, 1, 1), date(2026, 2, 1), date(2026, 7, 1))
        one = inkoop.dien_in(code, date(2026, 1, 10), producten=(), onderaannemers=(B, C))
        refusal = inkoop.voorstel(one, DAG, DAG, toegelaten=False, redenen="")

        with pytest.raises(actions.NietTeGunnen, match="redenen"):
            inkoop.gun(refusal, DAG)
        made = inkoop.gun(replace(refusal, redenen="De aanvraag is te laat."), DAG)

        assert (made.bezwaar_tot, made.wacht_tot, made.geldig) == (date(2026, 4, 13), None, None)
        with pytest.raises(actions.NietTeGunnen, match="voorbij"):
            actions.meld_bezwaar(made.pk, op=date(2026, 4, 14), on_behalf_of=inkoop.wie)
        actions.meld_bezwaar(made.pk, op=date(2026, 4, 13), on_behalf_of=inkoop.wie)

    def test_a_decision_never_changes(self, inkoop: Inkoop):
        one = inkoop.dien_in(inkoop.publiceer(), DAG)
        made = inkoop.gun(inkoop.voorstel(one, DAG, DAG, toegelaten=False, redenen="te laat"), DAG)

        with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
            type(made).objects.update(redenen="toch niet")
        with pytest.raises(actions.NietTeGunnen, match="al besloten"):
            inkoop.gun(inkoop.voorstel(one, DAG, DAG, toegelaten=False), DAG)

    def test_lessons_come_back_when_the_next_round_begins(self, inkoop: Inkoop):
        """S53."""
        for soort, keuze in (("", "voor alle"), ("raam_pxq", "voor deze"), ("subsidie", "voor een andere")):
            actions.leg_les_vast(
                jaar=2015,
                soort=soort,
                keuze=keuze,
                uitkomst="het duurde lang",
                les="begin eerder",
                bron="inkoopnotitie",
                door="inkoper",
                moment=om_twaalf(DAG),
                on_behalf_of=inkoop.wie,
            )

        found = queries.lessen(soort="raam_pxq", on_behalf_of=inkoop.wie)

        assert [one.keuze for one in found] == ["voor alle", "voor deze"]

    def test_the_tables_add_up(self, inkoop: Inkoop):
        """S21: more than 41 + 30 + 15 million is more than 86 million."""
        for tafel, million, kind in (("J&O", 41, "subsidie"), ("GGZ", 30, "raam_plafond"), ("LVB", 15, "raam_pxq")):
            inkoop.publiceer(
                kind, tafel=tafel, budget_cent=million * 100_000_000, van=date(2015, 1, 1), tot=date(2016, 1, 1)
            )

        assert sum(one.budget_cent for one in queries.tafels(2015, on_behalf_of=inkoop.wie)) == 8_600_000_000
