# SPDX-License-Identifier: EUPL-1.2
"""A request under the four O's from filing to settlement, and what the database holds against whoever goes round it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer
from jeugdregio.verevening import actions, models, queries
from jeugdregio.verevening.actions import NietVastTeLeggen
from jeugdregio.verevening.values import (
    Feiten,
    Gemeentecijfers,
    Grond,
    Jaarcijfers,
    O,
    Sleutel,
    Stand,
    Tekst,
    Verzoekgegevens,
    vergelijk,
)

REGIO = "ijsselland"
ELF = ("0148", "0150", "0160", "0166", "0175", "0177", "0180", "0193", "1708", "1773", "1896")
DALFSEN, DEVENTER, ZWOLLE = "0148", "0150", "0193"
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)
VOORBEREIDER = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)
BESTUUR = Machtiging(rol=Rol.BESTUUR, regio=REGIO)
NU = datetime(2017, 10, 2, 9, tzinfo=UTC)
NA = datetime(2018, 1, 15, 9, tzinfo=UTC)
COMITE = {DEVENTER: "wethouder jeugd", ZWOLLE: "wethouder jeugd", "0160": "wethouder jeugd"}
JA = dict.fromkeys(O, (True, "dat blijkt uit de stukken"))
DOOR_EIGEN_BELEID = Feiten(
    begroot=False,
    te_voorzien=False,
    verschuifbaar=False,
    grond=Grond.VERPLICHTING,
    alternatief=False,
    eigen_beleid=True,
    te_veranderen=False,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def region() -> None:
    with namens(verwerking(REGIO)):
        regio.stel_deelnemers_vast(
            REGIO, [Deelnemer(code, code, 100, 20 + place, NU.date(), None) for place, code in enumerate(ELF)]
        )
        actions.leg_jaarcijfers_vast(
            Jaarcijfers(Gemeentecijfers(code, 1_000_003 * (place + 1), 1), 2017, "proef")
            for place, code in enumerate(ELF)
        )


def ask(gevraagd: int = 10_000_001, **more: Any) -> int:
    what: dict[str, Any] = {
        "tekst": Tekst.BIJLAGE,
        "feiten": DOOR_EIGEN_BELEID,
        "omschrijving": "een gesloten plaatsing",
    }
    what |= more
    reasons = {one: f"waarom {one}" for one in O}
    asked = Verzoekgegevens(2017, kosten_cent=20_000_000, gevraagd_cent=gevraagd, waarom=reasons, **what)
    return actions.dien_verzoek_in(asked, door="an", moment=NU, on_behalf_of=CONTROLLER)


def committee(number: int, members: dict[str, str] | None = None) -> None:
    actions.stel_comite_in(number, members or COMITE, moment=NU, on_behalf_of=VOORBEREIDER)


def vote(number: int, code: str, said: dict[O, tuple[bool, str]] | None = None) -> None:
    who = Machtiging(rol=Rol.BESTUUR, gemeente=code)
    actions.oordeel(number, said or JA, door=f"lid {code}", moment=NU, on_behalf_of=who)


def advise(number: int) -> bool:
    return actions.adviseer(number, "zie de oordelen", door="bo", moment=NU, on_behalf_of=VOORBEREIDER)


def decide(number: int, amount: int, door: str = "cas") -> None:
    actions.besluit_verzoek(number, amount, reden="volgt advies", door=door, moment=NU, on_behalf_of=BESTUUR)


def settle(moment: datetime = NA, key: Sleutel = Sleutel.BUDGET) -> None:
    actions.reken_jaar_af(2017, key, bron="overleg 12-5-2016", door="cas", moment=moment, on_behalf_of=BESTUUR)


def advised(said: dict[O, tuple[bool, str]] | None = None) -> int:
    number = ask()
    committee(number)
    for code in COMITE:
        vote(number, code, said)
    advise(number)
    return number


def stand(number: int) -> Stand:
    found = queries.verzoek(number, on_behalf_of=CONTROLLER)
    assert found
    return found.stand


class TestFromFilingToSettlement:
    def test_a_request_of_which_all_four_hold_is_granted_and_settled_at_the_end_of_the_year(self):
        number = advised()  # TO-32

        decide(number, 10_000_001)
        settle()

        made = queries.slot(2017, Sleutel.GELIJK, on_behalf_of=CONTROLLER)
        assert stand(number) is Stand.TOEGEKEND
        assert (made.sleutel, made.vastgesteld_op, made.som_cent, len(made.aandelen)) == (Sleutel.BUDGET, NA, 0, 11)
        assert sum(one.draagt_cent for one in made.aandelen) == 10_000_001
        assert {one.gemeente for one in made.aandelen if one.saldo_cent < 0} == {DALFSEN}

    def test_when_one_of_the_four_does_not_hold_it_is_refused(self):
        number = advised(JA | {O.ONBEINVLOEDBAAR: (False, "eigen keuze")})  # TO-31

        with pytest.raises(NietVastTeLeggen, match="Toekennen kan dan niet"):
            decide(number, 1)
        decide(number, 0)

        assert stand(number) is Stand.GEWEIGERD
        with pytest.raises(NietVastTeLeggen, match="niets toegekend"):
            settle()

    def test_the_same_request_under_three_texts_says_why_they_differ(self):
        compared = {line.o: line for line in vergelijk(DOOR_EIGEN_BELEID)}

        own = compared[O.ONBEINVLOEDBAAR]
        assert own.oordelen == {Tekst.RAADSVOORSTEL: None, Tekst.VISIE: False, Tekst.BIJLAGE: True}
        assert "niet voldaan volgens Regionale visie (Het is geen gevolg van een beleidskeuze" in own.verschil
        assert vergelijk(Feiten())[0].verschil == ""

    def test_half_of_the_votes_is_not_more_than_half(self):
        number = ask()
        committee(number, {DEVENTER: "wethouder", ZWOLLE: "wethouder"})
        vote(number, DEVENTER)
        vote(number, ZWOLLE, JA | {O.ONVOORZIEN: (False, "stond in de begroting")})

        assert advise(number) is False

    def test_filing_the_same_again_gives_the_first_and_withdrawn_it_can_be_filed_anew(self):
        first = ask()

        assert ask() == first
        actions.trek_verzoek_in(first, reden="opgelost", moment=NU, on_behalf_of=CONTROLLER)

        assert ask() != first
        assert stand(first) is Stand.INGETROKKEN

    def test_a_key_without_figures_of_every_municipality_says_so(self):
        number = advised()
        decide(number, 100)
        with namens(verwerking(REGIO)):
            models.Jaarcijfer.objects.filter(gemeente=ZWOLLE).delete()

        with pytest.raises(NietVastTeLeggen, match="Kies een andere verdeling"):
            settle()


class TestWhoMayWhat:
    def test_the_municipality_that_asks_is_not_in_the_committee_and_does_not_vote(self):
        number = ask()

        with pytest.raises(NietVastTeLeggen, match="zit niet in het comité"):
            committee(number, COMITE | {DALFSEN: "wethouder"})
        committee(number)
        with pytest.raises(NietVastTeLeggen, match="Uw gemeente zit niet in het comité"):
            vote(number, DALFSEN)

    @pytest.mark.parametrize(
        "act",
        [
            lambda n: actions.stel_comite_in(n, COMITE, moment=NU, on_behalf_of=BESTUUR),
            lambda n: actions.oordeel(n, JA, door="x", moment=NU, on_behalf_of=CONTROLLER),
            lambda n: actions.adviseer(n, "x", door="x", moment=NU, on_behalf_of=BESTUUR),
            lambda n: actions.besluit_verzoek(n, 0, reden="x", door="x", moment=NU, on_behalf_of=VOORBEREIDER),
            lambda n: actions.reken_jaar_af(
                2017, Sleutel.GELIJK, bron="x", door="x", moment=NA, on_behalf_of=VOORBEREIDER
            ),
        ],
    )
    def test_each_step_is_of_one_role(self, act: Callable[[int], object]):
        with pytest.raises(NietToegestaan):
            act(ask())

    def test_another_municipality_cannot_withdraw_it(self):
        other = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)

        with pytest.raises(NietVastTeLeggen, match="niet van uw gemeente"):
            actions.trek_verzoek_in(ask(), reden="x", moment=NU, on_behalf_of=other)

    def test_who_recorded_the_advice_does_not_decide(self):
        with pytest.raises(NietVastTeLeggen, match="Een ander moet besluiten"):
            decide(advised(), 0, door="bo")


class TestOrder:
    def test_no_advice_before_every_member_voted_and_no_vote_after_it(self):
        number = ask()
        committee(number)
        vote(number, ZWOLLE)

        with pytest.raises(NietVastTeLeggen, match="Nog niet elk lid"):
            advise(number)
        with pytest.raises(NietVastTeLeggen, match="al vastgelegd"):
            vote(number, ZWOLLE)

    def test_no_decision_without_advice_and_no_withdrawal_after_the_decision(self):
        number = ask()
        committee(number)

        with pytest.raises(NietVastTeLeggen, match="als het comité advies heeft gegeven"):
            decide(number, 0)
        done = advised_again = advised_of(number)
        decide(done, 0)
        with pytest.raises(NietVastTeLeggen, match="niet meer in te trekken"):
            actions.trek_verzoek_in(advised_again, reden="x", moment=NU, on_behalf_of=CONTROLLER)

    def test_a_year_is_settled_after_its_end_when_nothing_waits_and_then_takes_no_request(self):
        decide(advised(), 500)
        waiting = ask(omschrijving="nog een")

        with pytest.raises(NietVastTeLeggen, match="na 31 december"):
            settle(datetime(2017, 12, 31, 12, tzinfo=UTC))
        with pytest.raises(NietVastTeLeggen, match="loopt nog een verzoek"):
            settle()
        actions.trek_verzoek_in(waiting, reden="x", moment=NU, on_behalf_of=CONTROLLER)
        settle()
        with pytest.raises(NietVastTeLeggen, match="al afgerekend"):
            settle()
        with pytest.raises(NietVastTeLeggen, match="Er komt geen verzoek meer bij"):
            ask(omschrijving="te laat")


def advised_of(number: int) -> int:
    for code in COMITE:
        vote(number, code)
    advise(number)
    return number


class TestTheDatabaseHolds:
    """Raw rows, past the actions."""

    def refused(self, why: str, act: Callable[[], object], wie: Machtiging) -> None:
        with pytest.raises((IntegrityError, ProgrammingError), match=why), transaction.atomic(), namens(wie):
            act()

    def test_no_member_and_no_vote_of_the_municipality_that_asks(self):
        number = ask()
        committee(number)

        self.refused(
            "comitelid_niet_van_de_aanvrager",
            lambda: models.Comitelid.objects.create(
                verzoek_id=number, gemeente=DALFSEN, aanvrager=DALFSEN, functie="wethouder"
            ),
            VOORBEREIDER,
        )
        self.refused(
            "comitelid_van_het_verzoek",
            lambda: models.Comitelid.objects.create(
                verzoek_id=number, gemeente=DALFSEN, aanvrager=ZWOLLE, functie="wethouder"
            ),
            VOORBEREIDER,
        )
        self.refused(
            "oordeel_van_een_lid",
            lambda: models.Solidariteitsoordeel.objects.create(
                verzoek_id=number, gemeente=DALFSEN, voorwaarde_o=O.ONVOORZIEN, voldaan=True, reden="x",
                gegeven_op=NU, gegeven_door="x",
            ),
            Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN),
        )  # fmt: skip

    def test_nobody_votes_for_another_municipality(self):
        number = ask()
        committee(number)

        self.refused(
            "row-level security",
            lambda: models.Solidariteitsoordeel.objects.create(
                verzoek_id=number, gemeente=ZWOLLE, voorwaarde_o=O.ONVOORZIEN, voldaan=True, reden="x",
                gegeven_op=NU, gegeven_door="x",
            ),
            Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("why", "changes"),
        [
            ("solidariteit_comite_na_verzoek", {"ingesteld_op": NU - timedelta(days=1)}),
            ("solidariteit_besluit_na_advies", {"besloten_op": NU - timedelta(days=1)}),
            ("solidariteit_besluit_na_advies", {"besloten_op": NU}),
            ("solidariteit_niet_meer_dan_gevraagd", {"toegekend_cent": 10_000_002}),
            ("behandeling_van_het_verzoek", {"gevraagd_cent": 10_000_002}),
            ("veranderen niet meer", {"positief": False}),
        ],
    )
    def test_days_in_order_and_no_more_than_was_asked(self, why: str, changes: dict[str, object]):
        number = advised()
        decided = {"toegekend_cent": 1, "besluit_reden": "x", "besloten_door": "cas", "besloten_op": NU}
        if why == "solidariteit_besluit_na_advies" and changes["besloten_op"] == NU:
            decided = {}
        rows = models.Solidariteitsbehandeling.objects.filter(verzoek_id=number)

        self.refused(why, lambda: rows.update(**(decided | changes)), VOORBEREIDER)

    def test_an_advice_follows_from_the_votes(self):
        number = ask()
        committee(number)
        for code in COMITE:
            vote(number, code)
        rows = models.Solidariteitsbehandeling.objects.filter(verzoek_id=number)

        self.refused(
            "volgt niet uit de oordelen",
            lambda: rows.update(advies_op=NU, positief=False, motivering="x", advies_door="x"),
            VOORBEREIDER,
        )

    def test_a_settlement_sums_to_zero_and_is_of_what_was_granted(self):
        decide(advised(), 100)
        with namens(BESTUUR):
            made = models.Slotverrekening.objects.create(
                jaar=2017, sleutel="gelijk", bron="x", vastgesteld_op=NA, vastgesteld_door="x"
            )

        def line(code: str, gets: int, bears: int) -> models.Slotregel:
            return models.Slotregel(
                verrekening=made,
                gemeente=code,
                gewicht=1,
                ontvangt_cent=gets,
                draagt_cent=bears,
                saldo_cent=bears - gets,
            )

        def book(*lines: models.Slotregel) -> Callable[[], object]:
            return lambda: models.Slotregel.objects.bulk_create(lines)

        self.refused("telt niet op tot nul", book(line(DALFSEN, 100, 0), line(ZWOLLE, 0, 99)), BESTUUR)
        self.refused("iets anders dan wat is toegekend", book(line(DALFSEN, 90, 0), line(ZWOLLE, 0, 90)), BESTUUR)

    def test_what_was_asked_and_said_stays(self):
        number = ask()
        committee(number)
        vote(number, ZWOLLE)

        self.refused(
            "Een verzoek verandert niet meer",
            lambda: models.Solidariteitsverzoek.objects.filter(pk=number).update(gevraagd_cent=1),
            CONTROLLER,
        )
        self.refused(
            "permission denied",
            lambda: models.Solidariteitsoordeel.objects.update(voldaan=False),
            Machtiging(rol=Rol.BESTUUR, gemeente=ZWOLLE),
        )
