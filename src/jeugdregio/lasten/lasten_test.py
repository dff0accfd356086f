# SPDX-License-Identifier: EUPL-1.2
"""Counted from messages; a time by decision from a month on; a question only ends; who sees no child gets totals."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.lasten import actions, queries
from jeugdregio.lasten.models import Handelingsnorm, Uitvraag, Uitvraagveld
from jeugdregio.lasten.tellen import tel
from jeugdregio.lasten.values import PER_CODE, Kant, NietVastTeLeggen, Telling
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE
from tests.verkeer_lasten import bericht

REGIO = "IJSSELLAND"
MOMENT = datetime(2026, 11, 29, 12, tzinfo=UTC)
REGIOCONTROLLER = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN)
VAN, TOT = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def world(als_regio):
    rijen.wereld()
    bericht("JW323", ZWOLLE, AANBIEDER, datetime(2026, 2, 1, 8, tzinfo=UTC), regels=2, afgewezen=1)
    bericht("JW323", DALFSEN, ANDER, datetime(2026, 2, 28, 23, 30, tzinfo=UTC), regels=1)
    bericht("JW305", DALFSEN, ANDER, datetime(2025, 12, 31, 22, 30, tzinfo=UTC))


def soorten(wie: Machtiging) -> set[tuple[str, str, str]]:
    return {(one.gemeente, one.aanbieder, one.wat) for one in tel(VAN, TOT, on_behalf_of=wie, regio=REGIO)}


@pytest.mark.usefixtures("world")
class TestCounting:
    def test_lines_and_refused_ones_are_counted_in_the_month_of_receipt(self):
        found = {
            (one.gemeente, one.aanbieder, one.wat): (one.maand, one.aantal)
            for one in tel(VAN, TOT, on_behalf_of=verwerking(REGIO), regio=REGIO)
        }

        assert found == {
            (ZWOLLE, AANBIEDER, "declaratie"): (date(2026, 2, 1), 1),
            (ZWOLLE, AANBIEDER, "retourdeclaratie"): (date(2026, 2, 1), 1),
            (ZWOLLE, AANBIEDER, "regel"): (date(2026, 2, 1), 2),
            (ZWOLLE, AANBIEDER, "uitval"): (date(2026, 2, 1), 1),
            # Half past eleven in London is the next day, and month, here; a message of last year is not of this one.
            (DALFSEN, ANDER, "declaratie"): (date(2026, 3, 1), 1),
            (DALFSEN, ANDER, "retourdeclaratie"): (date(2026, 3, 1), 1),
            (DALFSEN, ANDER, "regel"): (date(2026, 3, 1), 1),
        }

    def test_the_region_and_its_municipalities_count_everyone_a_provider_itself(self):
        everyone = soorten(verwerking(REGIO))

        assert soorten(REGIOCONTROLLER) == soorten(BESTUUR) == everyone
        assert {one[1] for one in soorten(Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER))} == {ANDER}

    def test_a_board_that_sees_no_child_gets_totals(self):
        found = tel(VAN, TOT, on_behalf_of=BESTUUR, regio=REGIO)

        assert found
        assert {type(one) for one in found} == {Telling}
        assert set(vars(found[0])) == {"gemeente", "aanbieder", "maand", "wat", "aantal"}


@pytest.mark.usefixtures("db")
class TestNorms:
    def norm(self, handeling: str, maand: date) -> int:
        return queries.norm(on_behalf_of=CONTROLLER)(handeling, maand)

    def zet(self, seconden: int, vanaf: date, wie: Machtiging = REGIOCONTROLLER) -> None:
        actions.zet_norm(
            "a-regel", seconden, vanaf=vanaf, bron="Meting", reden="Gemeten", door="jan", moment=MOMENT,
            on_behalf_of=wie,
        )  # fmt: skip

    def test_a_time_counts_from_its_month_on_and_leaves_what_was_before(self):
        self.zet(30, date(2026, 3, 1))

        assert self.norm("a-regel", date(2026, 2, 1)) == PER_CODE["a-regel"].seconden
        assert self.norm("a-regel", date(2026, 3, 1)) == 30
        self.zet(45, date(2026, 3, 1))
        assert self.norm("a-regel", date(2026, 12, 1)) == 45

    def test_only_the_region_sets_it_on_the_first_of_a_month(self):
        with pytest.raises(NietToegestaan, match="De regio stelt vast"):
            self.zet(30, date(2026, 3, 1), CONTROLLER)
        with pytest.raises(NietToegestaan, match="recht"):
            self.zet(30, date(2026, 3, 1), BESTUUR)
        with pytest.raises(NietVastTeLeggen, match="eerste dag"):
            self.zet(30, date(2026, 3, 2))
        with pytest.raises(NietVastTeLeggen, match="nul seconden"):
            self.zet(-1, date(2026, 3, 1))

    @pytest.mark.parametrize("step", ["update", "delete"])
    def test_the_database_changes_none(self, step):
        self.zet(30, date(2026, 3, 1))

        rows = Handelingsnorm.objects.all()
        change = rows.delete if step == "delete" else partial(rows.update, seconden=1)
        with pytest.raises(DatabaseError, match="permission denied"), namens(REGIOCONTROLLER):
            change()


@pytest.mark.usefixtures("db")
class TestQuestions:
    def vraag(self, wie: Machtiging = CONTROLLER, titel: str = "Halfjaarbericht") -> int:
        return actions.open_uitvraag(titel, "aanbieder", "Toezicht", door="jan", moment=MOMENT, on_behalf_of=wie)

    def veld(self, nummer: int, naam: str, reden: str = "", wie: Machtiging = CONTROLLER) -> None:
        actions.vraag_veld(nummer, naam, reden=reden, door="jan", moment=MOMENT, on_behalf_of=wie)

    def test_what_is_known_is_refused_with_the_message_that_says_it(self):
        number = self.vraag()

        with pytest.raises(NietVastTeLeggen, match="al bekend uit JW305"):
            self.veld(number, "Begindatum", "Toch graag")
        found = queries.uitvraag(number, on_behalf_of=BESTUUR)
        assert found is not None
        assert found.velden == ()

    def test_what_comes_near_needs_a_reason_and_is_flagged(self):
        number = self.vraag()

        with pytest.raises(NietVastTeLeggen, match="Schrijf op waarom"):
            self.veld(number, "Begindatum van de intake")
        self.veld(number, "Begindatum van de intake", "De intake is voor de start.")
        self.veld(number, "Reistijd")

        found = queries.uitvraag(number, on_behalf_of=CONTROLLER)
        assert found is not None
        assert [("JW305" in one.elders, one.naam) for one in found.velden] == [
            (True, "Begindatum van de intake"),
            (False, "Reistijd"),
        ]

    def test_what_another_question_asks_already_is_flagged(self):
        self.veld(self.vraag(), "Reistijd")
        other = self.vraag(REGIOCONTROLLER)

        with pytest.raises(NietVastTeLeggen, match="wordt al gevraagd in ‘Halfjaarbericht’"):
            self.veld(other, "reistijd", wie=REGIOCONTROLLER)

    def test_a_question_is_of_who_asked_it_and_ends_once(self):
        number = self.vraag()

        with pytest.raises(NietVastTeLeggen, match="niet van uw organisatie"):
            self.veld(number, "Reistijd", wie=REGIOCONTROLLER)
        with pytest.raises(NietVastTeLeggen, match="staat al open"):
            self.vraag()
        actions.beeindig_uitvraag(number, reden="Niet meer nodig", moment=MOMENT, on_behalf_of=CONTROLLER)
        with pytest.raises(NietVastTeLeggen, match="al beëindigd"):
            actions.beeindig_uitvraag(number, reden="Nog eens", moment=MOMENT, on_behalf_of=CONTROLLER)
        with pytest.raises(NietVastTeLeggen, match="is beëindigd"):
            self.veld(number, "Reistijd")

    def test_the_database_holds_a_question_and_its_fields(self):
        number = self.vraag()
        self.veld(number, "Reistijd")

        with pytest.raises(DatabaseError, match="verandert niet"), namens(CONTROLLER):
            Uitvraag.objects.update(doel="Iets anders")
        with pytest.raises(DatabaseError, match="uitvraagveld_bij_eigen_uitvraag"), namens(REGIOCONTROLLER):
            Uitvraagveld.objects.create(uitvraag_id=number, naam="Meer", door="jan", gezet_op=MOMENT)
        with pytest.raises(DatabaseError, match="permission denied"), namens(CONTROLLER), transaction.atomic():
            Uitvraagveld.objects.update(naam="Anders")

    def test_a_board_asks_nothing(self):
        with pytest.raises(NietToegestaan, match="recht"):
            self.vraag(BESTUUR)


@pytest.mark.usefixtures("world")
def test_the_switch_of_one_municipality_is_told_for_both_sides():
    found = queries.schakeling(VAN, TOT, [DALFSEN], VAN, on_behalf_of=BESTUUR)
    effects = {one.wie: one for one in found.effecten}

    assert effects[Kant.GEMEENTE, DALFSEN].declaraties == -effects[Kant.REGIO, ""].declaraties == 1
    assert effects[Kant.AANBIEDER, ANDER].declaraties == 0
