# SPDX-License-Identifier: EUPL-1.2
"""The ledger only adds, balances, and keeps out of closed months; the database itself says so."""

from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.grootboek import actions, queries
from jeugdregio.grootboek.models import Boeking, GeslotenMaand, Rekening
from jeugdregio.grootboek.values import KOSTEN, REKENINGEN, TE_BETALEN, Journaal

SEPTEMBER, OKTOBER = Maand(2026, 9), Maand(2026, 10)
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
POST = Journaal(
    gemeente="0193",
    aanbieder="99900001",
    categorie="45",
    code="45A05",
    oorzaak="test",
    oorzaak_id=1,
    oorzaak_nr=1,
    debet=KOSTEN,
    credit=TE_BETALEN,
    bedrag_cent=Cent(12_345),
    boekmaand=SEPTEMBER,
    dienstmaand=SEPTEMBER,
)


@pytest.mark.usefixtures("als_regio")
class TestBooking:
    def test_the_chart_of_accounts_can_be_made_twice(self):
        actions.richt_rekeningen_in()
        actions.richt_rekeningen_in()

        assert list(Rekening.objects.values_list("code", flat=True)) == sorted(REKENINGEN)

    def test_an_entry_moves_its_amount_and_the_saldi_sum_to_zero(self):
        actions.boek([POST, replace(POST, oorzaak_nr=2, bedrag_cent=Cent(5))])

        saldi = {regel.rekening: regel.saldo_cent for regel in queries.proefbalans(["0193"], SEPTEMBER)}

        assert saldi == dict.fromkeys(REKENINGEN, 0) | {TE_BETALEN: -12_350, KOSTEN: 12_350}
        assert sum(saldi.values()) == 0

    def test_a_reversal_is_an_entry_the_other_way_round(self):
        actions.boek([POST])

        actions.boek_terug(Boeking.objects.get(), oorzaak="correctie", oorzaak_id=1, oorzaak_nr=1, boekmaand=OKTOBER)

        assert queries.saldo("0193", KOSTEN, SEPTEMBER).saldo_cent == 12_345
        assert queries.saldo("0193", KOSTEN, OKTOBER).saldo_cent == 0
        assert Boeking.objects.count() == 2

    def test_the_same_cause_twice_is_refused(self):
        actions.boek([POST])

        with pytest.raises(actions.UnableToBookTwice, match="tegenboeking"):
            actions.boek([POST])
        with pytest.raises(actions.UnableToBookTwice):
            actions.boek([replace(POST, oorzaak_nr=7), replace(POST, oorzaak_nr=7)])

    def test_an_unknown_account_is_refused(self):
        with pytest.raises(actions.UnableToBookUnknownAccount, match="9999"):
            actions.boek([replace(POST, debet="9999")])

    def test_a_closed_month_is_refused_with_what_to_do(self):
        actions.sluit(["0193"], SEPTEMBER, moment=MOMENT, door="test")

        with pytest.raises(actions.UnableToBookInClosedMonth, match="eerste open maand"):
            actions.boek([POST])
        actions.boek([replace(POST, gemeente="0148")])
        actions.boek([replace(POST, boekmaand=OKTOBER)])

    def test_the_first_open_month_comes_after_the_last_closed_one(self):
        actions.sluit(["0193"], SEPTEMBER, moment=MOMENT, door="test")

        assert queries.eerste_open_maand(["0193", "0148"], SEPTEMBER) == {"0193": OKTOBER, "0148": SEPTEMBER}
        assert queries.eerste_open_maand(["0193"], Maand(2026, 12)) == {"0193": Maand(2026, 12)}

    def test_closing_again_changes_nothing(self):
        first = actions.sluit(["0193"], SEPTEMBER, moment=MOMENT, door="test")

        assert (first, actions.sluit(["0193"], SEPTEMBER, moment=MOMENT, door="test")) == ({"0193": 1}, {})


@pytest.mark.usefixtures("als_regio")
class TestTheDatabaseRefuses:
    def refused(self, statement: str, match: str) -> None:
        with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_an_update_and_a_delete_by_the_application(self):
        actions.boek([POST])

        self.refused("UPDATE grootboek_boeking SET bedrag_cent = 1", "permission denied")
        self.refused("DELETE FROM grootboek_boeking", "permission denied")
        self.refused("DELETE FROM grootboek_geslotenmaand", "permission denied")

    def test_a_row_in_a_closed_month(self):
        GeslotenMaand.objects.create(gemeente="0193", maand=SEPTEMBER.begin, gesloten_op=MOMENT, gesloten_door="t")

        with pytest.raises(DatabaseError, match="deze maand is gesloten"), transaction.atomic():
            Boeking.objects.bulk_create([actions._row(POST)])

    def test_a_negative_amount_and_a_movement_to_itself(self):
        with pytest.raises(IntegrityError, match="boeking_positief"), transaction.atomic():
            actions.boek([replace(POST, bedrag_cent=Cent(-1))])
        with pytest.raises(IntegrityError, match="boeking_van_en_naar"), transaction.atomic():
            actions.boek([replace(POST, credit=KOSTEN)])

    def test_the_same_cause_twice(self):
        actions.boek([POST])

        with pytest.raises(IntegrityError, match="grootboek_boeking_pkey"), transaction.atomic():
            Boeking.objects.bulk_create([actions._row(POST)])


ROW = """
    INSERT INTO grootboek_boeking (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit, bedrag_cent,
        aanbieder, categorie, code, boekmaand, dienstmaand)
    VALUES ('0193', 'test', 1, %s, '4100', '1600', 1, '99900001', '45', '45A05', '2026-09-01', '2026-09-01')
"""
CLOSE = "INSERT INTO grootboek_geslotenmaand VALUES ('0193', '2026-09-01', now(), 'test')"


@pytest.mark.django_db
class TestEvenASuperuser:
    """Row-level security and privileges do not bind a superuser; the triggers do."""

    @pytest.fixture
    def superuser(self, server, own_database):
        database = psycopg.conninfo.conninfo_to_dict(own_database)["dbname"]
        with psycopg.connect(server.url("postgres", database), autocommit=True) as beheer:
            yield beheer

    def test_can_not_change_or_wipe_the_ledger(self, superuser):
        superuser.execute(ROW, [1])

        for statement in (
            "UPDATE grootboek_boeking SET bedrag_cent = 2",
            "DELETE FROM grootboek_boeking",
            "TRUNCATE grootboek_boeking",
        ):
            with pytest.raises(psycopg.errors.RestrictViolation, match="tegenboeking"):
                superuser.execute(statement)

    def test_can_not_book_in_a_closed_month(self, superuser):
        superuser.execute(CLOSE)

        with pytest.raises(psycopg.errors.RestrictViolation, match="gesloten"):
            superuser.execute(ROW, [1])

    def test_closing_waits_for_who_is_booking(self, server, superuser):
        database = superuser.info.dbname
        with psycopg.connect(server.url("postgres", database)) as booking:
            booking.execute(ROW, [1])
            superuser.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                superuser.execute(CLOSE)
            booking.commit()
        superuser.execute(CLOSE)

        with pytest.raises(psycopg.errors.RestrictViolation):
            superuser.execute(ROW, [2])
