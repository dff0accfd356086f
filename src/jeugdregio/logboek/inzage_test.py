# SPDX-License-Identifier: EUPL-1.2
"""The read log: who may write and read it, and that it only adds."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.models import Inzage, Schakel
from jeugdregio.logboek.values import Resultaat

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=7)
NAZICHT = Machtiging(rol=Rol.PRIVACY, gemeente="0193", account=8)
KINDEREN = [persoon(f"kind {nr}".encode()) for nr in range(3)]


def kijk(wie=TOEGANG, personen=KINDEREN, **meer):
    with namens(wie):
        gelezen(wie, personen, wat="toewijzing-inzien", moment=MOMENT, **meer)


def asked(statement, wie=NAZICHT):
    with namens(wie), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


class TestWriting:
    def test_each_child_has_a_row_and_the_reading_one_link(self):
        kijk(kenmerk="0193/1")
        kijk(personen=KINDEREN[:1])

        with namens(NAZICHT):
            rows = list(Inzage.objects.order_by("id"))
            links = list(Schakel.objects.order_by("nr"))
        assert [row.persoon for row in rows] == [*sorted(KINDEREN), KINDEREN[0]]
        assert {(row.account, row.rol, row.doel, row.resultaat, row.bron) for row in rows} == {
            ("7", "toegang", "toeleiden naar jeugdhulp", "getoond", "opdracht")
        }
        assert [(link.nr, link.rijen, link.lezing) for link in links] == [
            (1, 3, rows[0].lezing),
            (2, 1, rows[3].lezing),
        ]

    def test_looking_at_nobody_is_written_down_only_when_it_was_meant(self):
        kijk(personen=[])
        kijk(personen=[], resultaat=Resultaat.NIETS, kenmerk="zoeken")

        with namens(NAZICHT):
            assert list(Inzage.objects.values_list("resultaat", "persoon")) == [("niets gevonden", "")]

    @pytest.mark.parametrize("wrong", ["organisatie", "account", "rol", "lezing"])
    def test_nobody_writes_in_the_name_of_another(self, wrong):
        kijk()
        values = {
            "organisatie": "'0193'", "account": "'7'", "rol": "'toegang'", "lezing": f"'{uuid4()}'::uuid",
        }  # fmt: skip
        values[wrong] = {"organisatie": "'0148'", "lezing": "gen_random_uuid()"}.get(wrong, "'ander'")

        with pytest.raises(DatabaseError):
            asked(
                f"""
                INSERT INTO logboek_inzage (organisatie, lezing, moment, account, rol, doel, wat, kenmerk, persoon,
                    resultaat, verzoek, bron)
                SELECT {values["organisatie"]}, {values["lezing"]}, now(), {values["account"]}, {values["rol"]},
                    'doel', 'wat', '', '{KINDEREN[0]}', 'getoond', gen_random_uuid(), 'web'
                FROM generate_series(1, 2)
                """,
                TOEGANG,
            )

    @pytest.mark.parametrize("table", ["inzage", "schakel", "anker"])
    @pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET organisatie = 'X'", "TRUNCATE {}"])
    def test_it_only_adds(self, table, statement):
        kijk()

        with pytest.raises(DatabaseError):
            asked(statement.format(f"logboek_{table}"), TOEGANG)

    def test_a_link_is_made_by_a_reading_and_by_nothing_else(self):
        with pytest.raises(DatabaseError, match="dit ontstaat vanzelf"):
            asked(
                "INSERT INTO logboek_schakel (organisatie, nr, lezing, rijen, afdruk, keten) "
                "VALUES ('0193', 1, gen_random_uuid(), 1, '', '')",
                TOEGANG,
            )

    def test_when_it_cannot_be_written_what_was_read_is_undone(self):
        with pytest.raises(DatabaseError), transaction.atomic():
            kijk(personen=["geen afdruk"])
        with namens(NAZICHT):
            assert not Inzage.objects.exists()


class TestReading:
    @pytest.mark.parametrize(
        ("wie", "many"),
        [
            (NAZICHT, 3),
            (TOEGANG, 0),
            (Machtiging(rol=Rol.PRIVACY, gemeente="0148"), 0),
            (Machtiging(rol=Rol.PRIVACY, aanbieder="71000001"), 0),
            (Machtiging(rol=Rol.PRIVACY, regio="IJSSELLAND"), 0),
            (Machtiging(rol=Rol.CONTROLLER, regio="IJSSELLAND"), 0),
        ],
    )
    def test_only_the_reviewer_of_the_own_organisation(self, wie, many):
        kijk()

        with namens(wie):
            assert Inzage.objects.count() == many

    def test_an_access_worker_sees_the_rows_of_one_child_when_asked_for_it(self):
        kijk()

        found = asked(
            f"SELECT set_config('jr.persoon', '{KINDEREN[0]}', true); SELECT persoon FROM logboek_inzage", TOEGANG
        )

        assert found == [(KINDEREN[0],)]


@pytest.mark.parametrize("rol", list(Rol))
def test_every_role_has_a_purpose(rol):
    kijk(Machtiging(rol=rol, gemeente="0193"))

    assert len(asked("SELECT doel FROM logboek_inzage")) == len(KINDEREN)
