# SPDX-License-Identifier: EUPL-1.2
"""A claim of another municipality is acknowledged by two people."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER vier_ogen AFTER UPDATE ON woonplaats_woonplaatsvordering FOR EACH ROW
    WHEN (NEW.stand = 'erkend' AND OLD.stand <> 'erkend') EXECUTE FUNCTION gebruikers_vier_ogen('woonplaatsvordering');
"""
TERUG = "DROP TRIGGER vier_ogen ON woonplaats_woonplaatsvordering;"


class Migration(migrations.Migration):
    dependencies = [("beheer", "0006_optie"), ("woonplaats", "0002_stappen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
