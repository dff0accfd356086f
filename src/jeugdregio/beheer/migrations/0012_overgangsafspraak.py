# SPDX-License-Identifier: EUPL-1.2
"""A most for what began in the year before is agreed by two people (S69)."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON overgang_overgangsafspraak FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('overgangsafspraak');
"""
TERUG = "DROP TRIGGER vier_ogen ON overgang_overgangsafspraak;"


class Migration(migrations.Migration):
    dependencies = [("beheer", "0011_gemeenteverrekening"), ("overgang", "0002_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
