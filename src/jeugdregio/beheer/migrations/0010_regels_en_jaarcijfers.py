# SPDX-License-Identifier: EUPL-1.2
"""A rule through time and the figures that municipalities settle by are of two people (N01, S61)."""

from django.db import migrations

TABELLEN = {"regimes_regime": "regime", "verevening_jaarcijfer": "jaarcijfers"}
VOORUIT = "".join(
    f"CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON {tabel} FOR EACH STATEMENT"
    f" EXECUTE FUNCTION gebruikers_vier_ogen('{soort}');\n"
    for tabel, soort in TABELLEN.items()
)
TERUG = "".join(f"DROP TRIGGER vier_ogen ON {tabel};\n" for tabel in TABELLEN)


class Migration(migrations.Migration):
    dependencies = [("beheer", "0009_budgetversie"), ("regimes", "0003_sql"), ("verevening", "0003_vier_o_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
