# SPDX-License-Identifier: EUPL-1.2
"""Answering a request from the screen: the rules of the standard guard what is sent."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.actions import keur
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.berichten.values import Soort
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst import afwachten
from jeugdregio.ontvangst.actions import verwerk
from jeugdregio.ontvangst.beantwoorden import (
    ALLEEN_DE_GEMEENTE,
    GEEN_OPEN_VERZOEK,
    NietBeantwoord,
    NogNietBeantwoord,
    beantwoord,
    draag_over,
)
from jeugdregio.verzoeken import queries
from jeugdregio.verzoeken.models import Antwoord, Overdracht, Verzoek
from jeugdregio.verzoeken.values import AFWIJZEN, ONDERZOEKEN, Besluit, OpenVerzoek
from tests.wereld import AANBIEDERS, GEMEENTEN, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTEN["G1"])
ELDERS = Machtiging(rol=Rol.TOEGANG, gemeente=GEMEENTEN["G2"])


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    """One request, R1, that came at the peildatum."""
    world = Wereld()
    world.gegeven("JW315 | kind | product | volume\nR1 | K1 | 45A14 | 7")
    return world


def the_request(wie: Machtiging = TOEGANG) -> OpenVerzoek:
    (found,) = queries.open_verzoeken(on_behalf_of=wie)
    return found


def answer(besluit: Besluit, *, day: date = PEILDATUM, wie: Machtiging = TOEGANG) -> Bewijs:
    with namens(verwerking(REGIO)):
        row = Verzoek.objects.get(referentie="R1")
    moment = timezone.make_aware(datetime.combine(day, time(12)))
    return beantwoord(
        row.gemeente, row.bericht_id, row.nr, besluit, regio=REGIO, peildatum=day, moment=moment, on_behalf_of=wie
    )


def status() -> str:
    with namens(verwerking(REGIO)):
        return Verzoek.objects.get(referentie="R1").status


class TestOpenRequests:
    def test_it_is_there_for_its_municipality_and_its_provider_and_nobody_else(self, wereld):
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"])
        other = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A2"])

        assert the_request().referentie == the_request(provider).referentie == "R1"
        assert queries.open_verzoeken(on_behalf_of=ELDERS) == []
        assert queries.open_verzoeken(on_behalf_of=other) == []

    def test_it_says_what_is_asked_and_until_when_the_municipality_has(self, wereld):
        found = the_request()

        assert found.jeugdige == "Test"
        assert [(one.code, one.volume, one.wat) for one in found.producten] == [("45A14", 7, "aangevraagd")]
        assert found.ontvangen_op == date(2027, 6, 30)
        assert found.uiterlijk == date(2027, 7, 7)
        assert found.woonplaats_uiterlijk == date(2027, 7, 14)
        assert not found.is_te_laat(date(2027, 7, 7))
        assert found.is_te_laat(date(2027, 7, 8))

    def test_looking_into_it_gives_eight_weeks_from_the_dagtekening(self, wereld):
        answer(Besluit(ONDERZOEKEN), day=PEILDATUM + timedelta(days=5))

        assert the_request().status == "in_onderzoek"
        assert the_request().uiterlijk == PEILDATUM + timedelta(weeks=8)

    def test_a_request_for_change_shows_all_three_kinds(self, wereld):
        wereld.gegeven("JW301 | bericht | kind | product\nT1 | 1 | K2 | 45A14\nT2 | 1 | K2 | 45A16")
        wereld.gegeven("""
            JW317 | kind | wat         | toewijzing | product | volume
            same  | K2   | ongewijzigd | T1         |         |
            more  | K2   | te_wijzigen | T2         |         | 20
            fresh | K2   | nieuw       |            | 45A82   | 3
        """)

        (found,) = [one for one in queries.open_verzoeken(on_behalf_of=TOEGANG) if one.soort == "JW317"]

        assert found.jeugdige == "Test"
        assert found.woonplaats_uiterlijk is None
        assert {(one.wat, one.toewijzing_nummer, one.code, one.volume) for one in found.producten} == {
            ("ongewijzigd", wereld.nummer("T1"), None, None),
            ("te_wijzigen", wereld.nummer("T2"), None, 20),
            ("nieuw", None, "45A82", 3),
        }


class TestAnswer:
    def test_a_refusal_ends_the_request_and_is_kept_as_a_message(self, wereld):
        receipt = answer(Besluit(AFWIJZEN, "7"))

        assert status() == "afgewezen"
        assert (receipt.soort, receipt.afzender) == ("JW319", TOEGANG.gemeente)
        sent = berichten.origineel(receipt, on_behalf_of=TOEGANG)
        assert sent is not None
        assert keur(sent).soort is Soort.JW319
        with namens(verwerking(REGIO)):
            kept = Antwoord.objects.get()
        assert (kept.referentie, kept.wat, kept.reden, kept.bericht_id) == ("R1", "1", "7", receipt.id)

    def test_residence_names_the_municipality(self, wereld):
        answer(Besluit(AFWIJZEN, "8", "0166"))

        with namens(verwerking(REGIO)):
            assert Antwoord.objects.get().woonplaats == "0166"

    @pytest.mark.parametrize(
        ("besluit", "rule"),
        [
            (Besluit(AFWIJZEN), "CD085"),
            (Besluit(ONDERZOEKEN, "7"), "CD086"),
            (Besluit(AFWIJZEN, "8"), "TR377"),
            (Besluit(AFWIJZEN, "7", "0166"), "TR409"),
            (Besluit(AFWIJZEN, "8", "9999"), "TR378"),
        ],
    )
    def test_a_rule_that_is_broken_keeps_it_from_being_sent_and_says_what_to_do(self, wereld, besluit, rule):
        with pytest.raises(NietBeantwoord, match=rf"\(Regel {rule}\.\)"):
            answer(besluit)

        assert status() == "in_behandeling"
        answer(Besluit(AFWIJZEN, "7"))

    def test_looking_into_it_twice_is_refused(self, wereld):
        answer(Besluit(ONDERZOEKEN))

        with pytest.raises(NietBeantwoord, match="is al in onderzoek"):
            answer(Besluit(ONDERZOEKEN), day=PEILDATUM + timedelta(days=1))

    def test_what_was_decided_is_not_answered_again(self, wereld):
        answer(Besluit(AFWIJZEN, "7"))

        with pytest.raises(NietBeantwoord) as refusal:
            answer(Besluit(ONDERZOEKEN))
        assert str(refusal.value) == GEEN_OPEN_VERZOEK

    def test_another_municipality_can_not(self, wereld):
        with pytest.raises(NietBeantwoord) as refusal:
            answer(Besluit(AFWIJZEN, "7"), wie=ELDERS)
        assert str(refusal.value) == ALLEEN_DE_GEMEENTE
        assert status() == "in_behandeling"


THIRD = Machtiging(rol=Rol.TOEGANG, gemeente="0166")
PROVIDER = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A1"])


def hand_over(naar: str = GEMEENTEN["G2"], *, wie: Machtiging = TOEGANG, reference: str = "R1") -> Bewijs:
    with namens(verwerking(REGIO)):
        row = Verzoek.objects.get(referentie=reference)
    moment = timezone.make_aware(datetime.combine(PEILDATUM, time(12)))
    return draag_over(
        row.gemeente, row.bericht_id, row.nr, naar, regio=REGIO, peildatum=PEILDATUM, moment=moment, on_behalf_of=wie
    )


def intentions() -> int:
    with namens(verwerking(REGIO)):
        return Overdracht.objects.count()


class TestWhenTheWorkerIsLate:
    """The answer is kept and still waits: whoever sent it hears so, and nothing is half."""

    @pytest.fixture(autouse=True)
    def late(self, settings, monkeypatch):
        settings.WORKER = True
        monkeypatch.setattr(afwachten, "GEDULD", 0)

    def judge(self):
        moment = timezone.make_aware(datetime.combine(PEILDATUM, time(13)))
        verwerk(regio=REGIO, peildatum=PEILDATUM, moment=moment)

    def test_an_answer_takes_effect_later(self, wereld):
        with pytest.raises(NogNietBeantwoord, match="bewaard, maar nog niet verwerkt"):
            answer(Besluit(AFWIJZEN, "7"))

        assert the_request()
        self.judge()
        assert queries.open_verzoeken(on_behalf_of=TOEGANG) == []

    def test_a_request_is_handed_over_when_its_refusal_is_accepted_and_not_before(self, wereld):
        with pytest.raises(NogNietBeantwoord):
            hand_over()

        with namens(verwerking(REGIO)):
            assert Overdracht.objects.get().besluit_id is None
        self.judge()
        with namens(verwerking(REGIO)):
            assert Overdracht.objects.get().besluit_id is not None


class TestHandingOver:
    def test_both_municipalities_see_what_is_theirs_and_nobody_else_anything(self, wereld):
        hand_over()

        assert status() == "afgewezen"
        for wie in (TOEGANG, ELDERS, verwerking(REGIO)):
            (one,) = queries.overgedragen(on_behalf_of=wie)
            assert (one.van, one.naar, one.referentie) == (GEMEENTEN["G1"], GEMEENTEN["G2"], "R1")
            assert (one.jeugdige, one.product, one.opnieuw_gevraagd) == ("Test", "45A14", False)
        for wie in (THIRD, PROVIDER):
            assert queries.overgedragen(on_behalf_of=wie) == []
        with namens(ELDERS):
            assert not Verzoek.objects.exists()
            assert not Antwoord.objects.exists()

    def test_the_provider_is_told_which_municipality_it_is(self, wereld):
        hand_over()
        with namens(PROVIDER):
            answer_ = Antwoord.objects.get()
        assert (answer_.wat, answer_.reden, answer_.woonplaats) == ("1", "8", GEMEENTEN["G2"])

    def test_until_it_is_refused_the_other_sees_nothing(self, wereld):
        one = the_request()
        with namens(TOEGANG):
            Overdracht.objects.create(
                van=one.gemeente,
                bericht_id=one.bericht_id,
                nr=one.nr,
                naar=GEMEENTEN["G2"],
                aanbieder=one.aanbieder,
                referentie=one.referentie,
                aangeboden_op=timezone.now(),
            )
        with namens(ELDERS):
            assert not Overdracht.objects.exists()
        answer(Besluit(AFWIJZEN, "8", "0166"))
        with namens(ELDERS):
            assert not Overdracht.objects.exists()

    def test_the_new_request_of_the_provider_is_recognised(self, wereld):
        hand_over()
        wereld.gegeven("JW315 | kind | gemeente | product\nR2 | K1 | G2 | 45A14")

        (one,) = queries.overgedragen(on_behalf_of=ELDERS)
        assert one.opnieuw_gevraagd

    @pytest.mark.parametrize("naar", [GEMEENTEN["G1"], "0014", ""])
    def test_not_to_itself_or_outside_the_region(self, wereld, naar):
        with pytest.raises(NietBeantwoord, match="meedoet in de regio"):
            hand_over(naar)
        assert (status(), intentions()) == ("in_behandeling", 0)

    def test_another_municipality_can_not(self, wereld):
        with pytest.raises(NietBeantwoord, match=ALLEEN_DE_GEMEENTE[:20]):
            hand_over(wie=ELDERS)
        assert (status(), intentions()) == ("in_behandeling", 0)

    def test_a_request_for_change_stays(self, wereld):
        answer(Besluit(AFWIJZEN, "7"))
        wereld.gegeven("JW301\nT1")
        wereld.gegeven("JW317 | toewijzing | volume | frequentie | referentie\nw | T1 | 12 | 4 | W1")
        with pytest.raises(NietBeantwoord, match="verzoek om toewijzing"):
            hand_over(reference="W1")

    def test_when_the_refusal_does_not_go_out_nothing_is_handed_over(self, wereld, monkeypatch):
        from jeugdregio.ontvangst import beantwoorden

        def refuse(*_: object, **__: object) -> Bewijs:
            raise NietBeantwoord("Het kan nu niet.")

        monkeypatch.setattr(beantwoorden, "beantwoord", refuse)
        with pytest.raises(NietBeantwoord, match="nu niet"):
            hand_over()
        assert (status(), intentions()) == ("in_behandeling", 0)
