# SPDX-License-Identifier: EUPL-1.2
"""Tariffs also come with a contract file that two people saw."""

from django.db import migrations

SOORTEN = "'tarief', 'indexatie', 'indexatie_terug', 'gunning', 'contract'"
TRIGGER = """
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen({soorten});
"""


class Migration(migrations.Migration):
    dependencies = [("beheer", "0003_gunning")]

    operations = [
        migrations.RunSQL(
            TRIGGER.format(soorten=f"{SOORTEN}, 'contractbestand'"),
            TRIGGER.format(soorten=SOORTEN),
        )
    ]
