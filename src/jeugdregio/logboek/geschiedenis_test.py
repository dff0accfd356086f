# SPDX-License-Identifier: EUPL-1.2
"""What changed in which record: written by the database, whoever changes it and however."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.logboek.actions import met_reden
from jeugdregio.logboek.geschiedenis import modellen
from jeugdregio.logboek.models import Wijziging

pytestmark = pytest.mark.django_db
# Rooms above this one: what is tried here holds for any table.
Client, Wachter = (apps.get_model("toewijzingen", name) for name in ("Client", "Wachter"))
Contract = apps.get_model("contracten", "Contract")
REGIO = verwerking("IJSSELLAND")
MENS = Machtiging(rol=Rol.CONTROLLER, gemeente="0193", account=7)
BSN = b"verzegeld nummer van 25 b"


def asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def child(number, town="0193", provider="71000001"):
    return Client(
        gemeente=town, id=number, aanbieder=provider, bsn=BSN + bytes([number]), achternaam="Jansen", voornamen="A"
    )


@pytest.fixture
def children(als_regio):
    Client.objects.bulk_create([child(1), child(2), child(3, "0148", "71000002")])


def told(wie=REGIO):
    with namens(wie):
        return list(Wijziging.objects.order_by("id"))


class TestWhatIsKept:
    def test_the_columns_that_differ_with_who_why_and_about_whom(self, children):
        with namens(REGIO):
            met_reden("naam verbeterd")
            Client.objects.filter(id=1).update(achternaam="Jansen-Smit")

        (one,) = told()
        assert (one.tabel, one.sleutel, one.handeling) == (
            "toewijzingen_client", {"gemeente": "0193", "id": 1}, "wijzigen",
        )  # fmt: skip
        assert (one.oud, one.nieuw) == ({"achternaam": "Jansen"}, {"achternaam": "Jansen-Smit"})
        assert (one.organisatie, one.account, one.rol, one.reden) == ("IJSSELLAND", "", "verwerking", "naam verbeterd")
        assert one.persoon == asked("SELECT encode(sha256(%s), 'hex')", BSN + b"\x01")[0][0]

    def test_a_reason_lasts_as_long_as_what_it_was_given_for(self, children):
        with namens(REGIO):
            met_reden("naam verbeterd")
        with namens(REGIO):
            Client.objects.filter(id=1).update(achternaam="Smit")

        assert [one.reden for one in told()] == [""]

    def test_one_row_per_row_and_none_for_what_stays_the_same(self, children):
        with namens(REGIO):
            asked("UPDATE toewijzingen_client SET voornamen = CASE id WHEN 2 THEN 'B' ELSE voornamen END")
            Client.objects.filter(id=99).update(voornamen="C")

        assert [(one.sleutel["id"], one.nieuw) for one in told()] == [(2, {"voornamen": "B"})]

    def test_of_a_row_that_is_deleted_everything(self, als_regio):
        with namens(MENS):
            Wachter.objects.create(gemeente="0193", regel="OP087", aan=True, gezet_op="2026-11-24T10:00Z", door="piet")
            Wachter.objects.filter(regel="OP087").delete()

        (one,) = told(MENS)
        assert (one.handeling, one.nieuw, one.oud["door"], one.oud["aan"]) == ("wissen", {}, "piet", True)

    def test_of_a_row_that_is_deleted_nothing_that_is_sealed(self):
        (body,) = asked("SELECT prosrc FROM pg_proc WHERE proname = 'logboek_w_toewijzingen_client'")[0]

        deletes = body[body.index("'wissen'") :]
        assert "to_jsonb(o) - ARRAY['bsn']" in deletes

    def test_a_sealed_number_that_changes_leaves_no_trace_of_itself(self, children):
        with namens(REGIO):
            asked("UPDATE toewijzingen_client SET bsn = %s, voornamen = 'B' WHERE id = 1", BSN + b"z")

        (one,) = told()
        assert one.nieuw == {"voornamen": "B"}

    def test_an_upsert_of_a_person(self, als_regio):
        with namens(MENS):
            for on in (True, False):
                asked(
                    "INSERT INTO toewijzingen_wachter (gemeente, regel, aan, gezet_op, door)"
                    " VALUES ('0193', 'OP087', %s, now(), 'piet')"
                    " ON CONFLICT (gemeente, regel) DO UPDATE SET aan = EXCLUDED.aan",
                    on,
                )

        (one,) = told(MENS)
        assert (one.account, one.oud, one.nieuw) == ("7", {"aan": True}, {"aan": False})


class TestWhoReadsIt:
    @pytest.mark.parametrize(
        ("wie", "seen"),
        [
            (MENS, [1]),
            (Machtiging(rol=Rol.TOEGANG, gemeente="0148"), [3]),
            (Machtiging(rol=Rol.AANBIEDER, aanbieder="71000001"), [1]),
            (Machtiging(rol=Rol.AANBIEDER, aanbieder="71000003"), []),
        ],
    )
    def test_whoever_may_read_the_row_itself(self, children, wie, seen):
        with namens(REGIO):
            Client.objects.exclude(id=2).update(voornamen="B")

        assert [one.sleutel["id"] for one in told(wie)] == seen

    def test_a_provider_does_not_read_what_is_of_the_municipality_alone(self, als_regio):
        with namens(MENS):
            Wachter.objects.create(gemeente="0193", regel="OP087", aan=True, gezet_op="2026-11-24T10:00Z", door="piet")
            Wachter.objects.filter(regel="OP087").update(aan=False)

        assert len(told(MENS)) == 1
        assert told(Machtiging(rol=Rol.AANBIEDER, aanbieder="71000001")) == []


class TestThatItStays:
    @pytest.mark.parametrize("statement", ["DELETE FROM logboek_wijziging", "UPDATE logboek_wijziging SET reden = 'x'"])
    def test_nobody_changes_it(self, children, statement):
        with pytest.raises(DatabaseError), transaction.atomic():
            asked(statement)

    def test_nobody_makes_it_up(self, children):
        with pytest.raises(DatabaseError, match="dit ontstaat vanzelf"), transaction.atomic():
            asked(
                """
                INSERT INTO logboek_wijziging (moment, tabel, sleutel, handeling, oud, nieuw, organisatie, account, rol,
                    reden, persoon, gemeente, aanbieder, van, regio)
                VALUES (now(), 'toewijzingen_client', '{}', 'wissen', '{}', '{}', 'IJSSELLAND', '', '', '', '', '', '',
                    '', '')
                """
            )


class TestEveryModel:
    def test_has_triggers_or_says_why_not(self):
        with_triggers = {
            table
            for (table,) in asked(
                "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'geschiedenis%' GROUP BY 1"
                " HAVING count(*) = 2"
            )
        }
        found = modellen()

        assert with_triggers == {model._meta.db_table for model, why_not in found.items() if not why_not}
        assert Contract in found
        assert sum(1 for why_not in found.values() if not why_not) > 15

    def test_no_function_of_it_names_a_sealed_column(self):
        bodies = asked("SELECT prosrc FROM pg_proc WHERE proname LIKE 'logboek\\_w\\_%'")

        assert bodies
        assert [body for (body,) in bodies if ".password" in body or '"password"' in body] == []

    def test_what_changes_with_every_call_or_visit_has_none(self):
        counters = {"aansluiting_tempo", "werkplek_bezoek", "aansluiting_toegangsbewijs"}

        assert counters <= {model._meta.db_table for model, why_not in modellen().items() if why_not}
