# SPDX-License-Identifier: EUPL-1.2
"""What the catalogue of the database says about tables, views, functions, keys and roles."""

import pytest
from django.apps import apps
from django.db import connection

from jeugdregio.aanbieders.models import Aanbieder
from jeugdregio.gebruikers import isolatie
from jeugdregio.gebruikers.isolatie import partijen_van
from jeugdregio.gebruikers.values import Machtiging, Rol

pytestmark = pytest.mark.django_db
TABLES = "FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
BEGINS_WITH_AN_ORGANISATION = {"gemeente", "van", "aanbieder", "afzender"}


def asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()


class TestTables:
    def test_each_has_row_level_security_enabled_and_forced(self):
        assert asked(f"SELECT relname {TABLES} AND NOT (relrowsecurity AND relforcerowsecurity)") == []

    def test_each_belongs_to_a_model(self):
        assert {name for (name,) in asked(f"SELECT relname {TABLES}")} == {*isolatie.tables(), "django_migrations"}

    def test_none_is_granted_to_everyone(self):
        assert asked(f"SELECT relname {TABLES} AND relacl::text ~ '[{{,]=' ") == []

    def test_none_belongs_to_a_role_that_the_application_can_be(self):
        assert asked(f"SELECT relname {TABLES} AND pg_has_role(current_user, relowner, 'MEMBER')") == []


class TestTheRest:
    def test_every_view_asks_with_the_rights_of_who_looks(self):
        views = "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        assert asked(views) != []
        assert asked(f"{views} AND NOT coalesce(reloptions @> '{{security_invoker=true}}', false)") == []

    def test_no_materialised_view_keeps_rows_outside_the_policies(self):
        assert asked("SELECT relname FROM pg_class WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace") == []

    def test_no_function_works_with_the_rights_of_another(self):
        functions = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
        assert asked(functions) == []

    def test_no_function_is_said_to_be_leakproof(self):
        functions = """
            SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND proleakproof
                AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
        """
        assert asked(functions) == []

    def test_the_application_cannot_make_anything_that_stays(self):
        assert asked("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]

    def test_where_others_than_the_region_write_no_key_tells_what_is_in_the_rows_of_another(self):
        """A key that is taken says so, also to who cannot see the row: then it begins with whose it is."""
        writable = [
            model._meta.db_table
            for model in apps.get_models()
            if model.__module__.startswith("jeugdregio.") and BEGINS_WITH_AN_ORGANISATION & {*partijen_van(model)[1]}
        ]
        keys = asked(
            """
            SELECT indrelid::regclass::text, indexrelid::regclass::text, attname, attidentity <> '' FROM pg_index
            JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
            WHERE indisunique AND indrelid::regclass::text = ANY (%s)
            """,
            writable,
        )
        assert {table for table, *_ in keys} == {*writable}
        assert [key for _, key, first, made in keys if first not in BEGINS_WITH_AN_ORGANISATION and not made] == []


class TestRoles:
    def test_the_tests_run_as_the_application(self):
        found = asked("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert found == [("jeugdregio_app", False, False)]

    def test_none_passes_by_the_policies(self):
        roles = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'jeugdregio\\_%'"
        assert len(asked(roles)) == 6
        assert asked(f"{roles} AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)") == []

    def test_who_works_for_nobody_sees_nothing(self):
        with isolatie.namens(Machtiging(rol=Rol.VERWERKING, regio="R")):
            Aanbieder.objects.create(agb="99900001", kvk="99900001", naam="Trias")
        with isolatie.namens(Machtiging(rol=Rol.TOEGANG, gemeente="0148")):
            assert Aanbieder.objects.count() == 1
        asked("SELECT set_config('jr.namens', '', true), set_config('jr.regio', '', true)")
        assert Aanbieder.objects.count() == 0
