# SPDX-License-Identifier: EUPL-1.2
"""Where a child belonged goes with its file; of a claim between municipalities the amounts stay, without the child."""

from django.db import migrations

ROL = "jeugdregio_vernietiging"
TABELLEN = ("woonplaats_vorderingskind", "woonplaats_woonplaatsperiode", "woonplaats_woonplaatsbepaling")
VOORUIT = "".join(
    f"GRANT SELECT, DELETE ON {table} TO {ROL};\n"
    f"CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT"
    f" WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();\n"
    for table in TABELLEN
)
TERUG = "".join(
    f"DROP TRIGGER van_een_lijst ON {table};\nREVOKE SELECT, DELETE ON {table} FROM {ROL};\n" for table in TABELLEN
)


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0003_overleg"), ("woonplaats", "0002_stappen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
