# SPDX-License-Identifier: EUPL-1.2
"""A forecast stays as it was made: rows are added, by whoever."""

from django.db import migrations

TABELLEN = ("prognose", "prognosemaand", "prognosejaar")
VOORUIT = (
    "REVOKE UPDATE, DELETE ON "
    + ", ".join(f"prognose_{table}" for table in TABELLEN)
    + """ FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION prognose_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'een prognose verandert niet: maak er een op een volgende dag'
        USING ERRCODE = 'restrict_violation';
END $$;
"""
    + "\n".join(
        f"CREATE TRIGGER blijft BEFORE UPDATE OR DELETE ON prognose_{table} FOR EACH ROW EXECUTE FUNCTION prognose_blijft();"
        for table in TABELLEN
    )
)
TERUG = (
    "\n".join(f"DROP TRIGGER blijft ON prognose_{table};" for table in TABELLEN) + "\nDROP FUNCTION prognose_blijft;"
)


class Migration(migrations.Migration):
    dependencies = [("prognose", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
