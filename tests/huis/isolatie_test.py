# SPDX-License-Identifier: EUPL-1.2
"""Every table of the database is isolated, and nobody sees another's rows."""

import pytest
from django.db import connection

from jeugdregio.gebruikers import isolatie
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.regio.models import Gemeente


@pytest.mark.django_db
class TestCatalogue:
    def test_every_table_has_row_level_security_enabled_and_forced(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                " AND NOT (relrowsecurity AND relforcerowsecurity)"
            )
            assert cursor.fetchall() == []

    def test_every_table_belongs_to_a_model(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            )
            found = {name for (name,) in cursor.fetchall()}
        assert found == {*isolatie.tables(), "django_migrations"}

    def test_the_tests_run_as_the_application_role(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == ("jeugdregio_app", False, False)


@pytest.mark.django_db
class TestContext:
    def test_unset_is_nobody(self):
        with isolatie.namens(Machtiging(rol=Rol.VERWERKING, regio="R")):
            Gemeente.objects.create(
                code="0193", regio="R", naam="Zwolle", inwoners=1, jeugdigen=1, deelname=("2026-01-01", None)
            )
        with isolatie.namens(Machtiging(rol=Rol.TOEGANG, gemeente="0148")):
            assert Gemeente.objects.count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('jr.namens', '', true), set_config('jr.regio', '', true)")
        assert Gemeente.objects.count() == 0
