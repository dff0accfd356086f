# SPDX-License-Identifier: EUPL-1.2
"""Decisions go with the file of the child, by a list that two people confirmed (ADR 0033)."""

from django.db import migrations

ROL = "jeugdregio_vernietiging"
TABELLEN = (
    "besluiten_termijnfeit besluiten_beroep besluiten_bezwaar besluiten_brief besluiten_zending besluiten_toets "
    "besluiten_voorziening besluiten_besluit besluiten_aanvraag"
).split()
VOORUIT = f"GRANT SELECT, DELETE ON {', '.join(TABELLEN)} TO {ROL};\n" + "".join(
    f"CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT"
    f" WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();\n"
    for table in TABELLEN
)
TERUG = "".join(f"DROP TRIGGER van_een_lijst ON {table};\n" for table in TABELLEN) + (
    f"REVOKE SELECT, DELETE ON {', '.join(TABELLEN)} FROM {ROL};\n"
)


class Migration(migrations.Migration):
    dependencies = [("besluiten", "0002_stappen"), ("bewaren", "0003_overleg")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
