# SPDX-License-Identifier: EUPL-1.2
"""Which broken months are paid for comes with a contract file that two people saw (RA002)."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_maandafspraak FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('contractbestand');
"""
TERUG = "DROP TRIGGER vier_ogen ON contracten_maandafspraak;"


class Migration(migrations.Migration):
    dependencies = [("beheer", "0012_overgangsafspraak"), ("contracten", "0012_maandafspraak")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
