# SPDX-License-Identifier: EUPL-1.2
"""A circular and the parts of a budget are of two people, as the budget is (S68)."""

from django.db import migrations

TABELLEN = {"begroting_circulaire": "circulaire", "begroting_budgetdeel": "budgetverdeling"}
VOORUIT = "".join(
    f"CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON {tabel} FOR EACH STATEMENT"
    f" EXECUTE FUNCTION gebruikers_vier_ogen('{soort}');\n"
    for tabel, soort in TABELLEN.items()
)
TERUG = "".join(f"DROP TRIGGER vier_ogen ON {tabel};\n" for tabel in TABELLEN)


class Migration(migrations.Migration):
    dependencies = [("beheer", "0008_heropenen"), ("begroting", "0003_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
