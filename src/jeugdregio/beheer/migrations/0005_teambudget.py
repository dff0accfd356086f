# SPDX-License-Identifier: EUPL-1.2
"""A team budget, a threshold for the second check and a settlement are of two people (S71)."""

from django.db import migrations

TABELLEN = {
    "teambudget_teambudget": "teambudget",
    "teambudget_drempel": "toetsdrempel",
    "teambudget_afrekening": "teamafrekening",
}
VOORUIT = "".join(
    f"CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON {tabel} FOR EACH STATEMENT"
    f" EXECUTE FUNCTION gebruikers_vier_ogen('{soort}');\n"
    for tabel, soort in TABELLEN.items()
)
TERUG = "".join(f"DROP TRIGGER vier_ogen ON {tabel};\n" for tabel in TABELLEN)


class Migration(migrations.Migration):
    dependencies = [("beheer", "0004_contractbestand"), ("teambudget", "0002_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
