# SPDX-License-Identifier: EUPL-1.2
"""N07: an indexation shows its effect first, changes every tariff or none, and goes back until something was judged."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from jeugdregio.contracten.models import Tarief
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.prijzen import actions, queries
from jeugdregio.prijzen.actions import UnableToIndex
from jeugdregio.prijzen.models import Indexatie
from jeugdregio.prijzen.values import Cijfer, Gevolg
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db

NU, VANDAAG = datetime(2026, 9, 1, 9, tzinfo=UTC), date(2026, 9, 1)
INGANG, DAARNA = date(2027, 1, 1), date(2028, 1, 1)
WIE = verwerking(REGIO)
REGION = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    return Wereld()


@pytest.fixture(autouse=True)
def reeks(als_regio: None, settings) -> None:
    settings.REGIO = REGIO
    actions.leg_cijfers_vast(
        [
            Cijfer(jaar, soort, Decimal(ova), Decimal(ppc), None, "VNG", "hoog")
            for jaar, soort, ova, ppc in (
                (2026, "voorlopig", "4.94", "2.51"),
                (2026, "definitief", "6.00", "3.10"),
                (2027, "voorlopig", "4.18", "1.82"),
            )
        ],
        on_behalf_of=WIE,
    )


@pytest.fixture
def gedeclareerd(wereld: Wereld) -> Wereld:
    """Two tariffs, one per hour that is declared in minutes, and lines of 2026 on both."""
    wereld.tarief("45B14", "14", 5000, van=date(2026, 1, 1), tot=INGANG)
    wereld.tarief("45B01", "01", 7135, per_uur=True, van=date(2026, 1, 1), tot=INGANG)
    wereld.gegeven("""
        JW301 | product | eenheid | volume
        D     | 45B14   | 14      | 31
        M     | 45B01   | 01      | 1000
    """)
    wereld.gegeven("""
        JW323 | toewijzing | maand   | volume
        d     | D          | 2026-02 | 10
        m     | M          | 2026-02 | 425
    """)
    return wereld


def stel_op(methode: str = "verschil", ingang: date = INGANG, wie: Machtiging = REGION) -> int:
    return actions.stel_indexatie_op(
        jaar=2027,
        methode=methode,
        ingang=ingang,
        moment=NU,
        peildatum=VANDAAG,
        door="contracten.regio",
        on_behalf_of=wie,
    )


def voer_uit(nummer: int) -> None:
    found = queries.indexatie(nummer, on_behalf_of=WIE)
    assert found is not None
    actions.voer_indexatie_uit(nummer, found.sha256, moment=NU, on_behalf_of=WIE)


def tarieven(code: str) -> list[tuple[int | None, date, date | None]]:
    return [
        (t.tarief_cent, t.geldig.lower, t.geldig.upper) for t in Tarief.objects.filter(code=code).order_by("geldig")
    ]


class TestGevolg:
    def test_twelve_months_at_the_old_and_at_the_new_tariffs(self, gedeclareerd: Wereld):
        """4,96 per cent: 50,00 becomes 52,48; 71,35 per hour 74,89. Minutes are rounded once, as in the check."""
        found = queries.indexatie(stel_op(), on_behalf_of=WIE)

        assert found is not None
        assert {(one.code, one.oud_cent, one.nieuw_cent) for one in found.regels if "B" in one.code} == {
            ("45B14", 5000, 5248),
            ("45B01", 7135, 7489),
        }
        old, new = 10 * 5000 + (2 * 7135 * 425 + 60) // 120, 10 * 5248 + (2 * 7489 * 425 + 60) // 120
        assert found.gevolgen == (Gevolg("0193", "99900001", old, new),)

    def test_a_line_that_was_taken_back_has_no_effect(self, gedeclareerd: Wereld):
        gedeclareerd.gegeven("""
            JW323 | vorige
            c     | d
            e     | m
        """)

        found = queries.indexatie(stel_op(), on_behalf_of=WIE)

        assert found is not None
        assert found.gevolgen == ()

    def test_a_provider_sees_its_own_lines_and_effect_and_no_others(self, gedeclareerd: Wereld):
        gedeclareerd.tarief("45B14", "14", 9900, van=date(2026, 1, 1), tot=INGANG, aanbieder="A2")
        number = stel_op()

        own = queries.indexatie(number, on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001"))
        other = queries.indexatie(number, on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder="99900002"))

        assert own is not None
        assert other is not None
        assert {one.aanbieder for one in own.regels} == {one.aanbieder for one in own.gevolgen} == {"99900001"}
        assert {one.oud_cent for one in other.regels} == {9900}
        assert other.gevolgen == ()

    def test_it_is_laid_down_by_someone_who_sees_no_child(self, gedeclareerd: Wereld):
        found = queries.indexatie(stel_op(wie=REGION), on_behalf_of=REGION)

        assert found is not None
        assert [one.gemeente for one in found.gevolgen] == ["0193"]


class TestUitvoeren:
    def test_every_tariff_gets_its_follow_up_and_the_next_year_is_judged_by_it(self, gedeclareerd: Wereld):
        voer_uit(stel_op())

        assert tarieven("45B14") == [(5000, date(2026, 1, 1), INGANG), (5248, INGANG, DAARNA)]
        assert gedeclareerd.neem_in("""
            JW323 | toewijzing | maand   | volume | tarief | bedrag
            new   | D          | 2027-01 | 1      | 5248   | 5248
            old   | D          | 2027-02 | 1      | 5000   | 5000
        """) == {"old": "TR418"}

    def test_both_methods_give_the_published_figures(self, gedeclareerd: Wereld):
        found = [queries.indexatie(stel_op(methode), on_behalf_of=WIE) for methode in ("verschil", "quotient")]

        assert [one.procent for one in found if one] == [Decimal("4.960"), Decimal("4.910")]

    def test_without_a_confirmed_proposal_a_person_changes_nothing(self, gedeclareerd: Wereld):
        number = stel_op()
        mark = Indexatie.objects.get(pk=number).sha256
        person = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO, account=1)

        with pytest.raises(IntegrityError, match="vier ogen"), transaction.atomic():
            actions.voer_indexatie_uit(number, mark, moment=NU, on_behalf_of=person)

        assert tarieven("45B14") == [(5000, date(2026, 1, 1), INGANG)]

    def test_what_was_not_read_is_not_carried_out(self, gedeclareerd: Wereld):
        with pytest.raises(UnableToIndex, match="niet de indexatie die u hebt gelezen"):
            actions.voer_indexatie_uit(stel_op(), "0" * 64, moment=NU, on_behalf_of=WIE)

    def test_a_line_that_was_changed_afterwards_breaks_the_fingerprint(self, gedeclareerd: Wereld):
        number = stel_op()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE prijzen_indexatieregel SET nieuw_cent = nieuw_cent * 10 WHERE code = '45B14'")

        with pytest.raises(UnableToIndex, match="niet de indexatie"):
            voer_uit(number)

    def test_days_that_were_judged_already_keep_their_tariff(self, gedeclareerd: Wereld):
        with pytest.raises(UnableToIndex, match="al declaratieregels beoordeeld over dagen vanaf 01-02-2026"):
            stel_op(ingang=date(2026, 2, 1))

    def test_lines_that_came_between_reading_and_confirming_stop_it(self, gedeclareerd: Wereld):
        number = stel_op()
        gedeclareerd.tarief("45B14", "14", 5100, van=INGANG, tot=DAARNA)
        gedeclareerd.gegeven("""
            JW323 | toewijzing | maand   | volume | tarief | bedrag
            came  | D          | 2027-01 | 1      | 5100   | 5100
        """)

        with pytest.raises(UnableToIndex, match="Indexeren kan niet meer"):
            voer_uit(number)

    def test_it_is_done_once(self, gedeclareerd: Wereld):
        number = stel_op()
        voer_uit(number)

        with pytest.raises(UnableToIndex, match="al uitgevoerd"):
            voer_uit(number)

    def test_who_has_no_right_lays_none_down(self):
        with pytest.raises(NietToegestaan):
            stel_op(wie=Machtiging(rol=Rol.BESTUUR, regio=REGIO))


class TestTerugdraaien:
    def test_before_anything_was_judged_everything_is_as_it_was(self, gedeclareerd: Wereld):
        before = {code: tarieven(code) for code in ("45B14", "45B01", "45A14")}
        number = stel_op()
        voer_uit(number)

        actions.draai_indexatie_terug(number, moment=NU, on_behalf_of=WIE)

        assert {code: tarieven(code) for code in before} == before

    def test_after_a_line_was_judged_with_it_it_stays_and_says_why(self, gedeclareerd: Wereld):
        number = stel_op()
        voer_uit(number)
        gedeclareerd.gegeven("""
            JW323 | toewijzing | maand   | volume | tarief | bedrag
            paid  | D          | 2027-01 | 1      | 5248   | 5248
        """)

        with pytest.raises(UnableToIndex, match=r"Terugdraaien kan niet meer.*product 45B14, 1 regels"):
            actions.draai_indexatie_terug(number, moment=NU, on_behalf_of=WIE)

        assert tarieven("45B14")[-1] == (5248, INGANG, DAARNA)

    def test_a_refused_line_counts_as_judged(self, gedeclareerd: Wereld):
        number = stel_op()
        voer_uit(number)
        assert gedeclareerd.neem_in("""
            JW323 | toewijzing | maand   | volume | tarief | bedrag
            wrong | D          | 2027-01 | 1      | 5000   | 5000
        """) == {"wrong": "TR418"}

        with pytest.raises(UnableToIndex, match="Terugdraaien"):
            actions.draai_indexatie_terug(number, moment=NU, on_behalf_of=WIE)

    def test_one_that_was_never_carried_out_has_nothing_to_undo(self, gedeclareerd: Wereld):
        with pytest.raises(UnableToIndex, match="niet uitgevoerd"):
            actions.draai_indexatie_terug(stel_op(), moment=NU, on_behalf_of=WIE)


def test_a_figure_that_is_there_already_keeps_its_value():
    with pytest.raises(UnableToIndex, match="staat er al"):
        actions.leg_cijfers_vast(
            [Cijfer(2027, "voorlopig", Decimal("9.99"), Decimal("1.82"), None, "VNG")], on_behalf_of=WIE
        )


def test_a_person_adds_no_figure_without_a_proposal():
    person = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO, account=1)
    figure = Cijfer(2030, "voorlopig", Decimal(1), Decimal(1), None, "x")

    with pytest.raises(IntegrityError, match="vier ogen"), transaction.atomic():
        actions.leg_cijfers_vast([figure], on_behalf_of=person)
