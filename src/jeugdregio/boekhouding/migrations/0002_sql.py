# SPDX-License-Identifier: EUPL-1.2
"""What was chosen stays; another choice is another row."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION boekhouding_alleen_erbij() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat hier staat verandert niet en gaat niet weg' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON boekhouding_taakveldkeuze
    FOR EACH STATEMENT EXECUTE FUNCTION boekhouding_alleen_erbij();
REVOKE UPDATE, DELETE ON boekhouding_taakveldkeuze FROM jeugdregio_app, jeugdregio_verwerking;
"""
TERUG = """
DROP TRIGGER alleen_erbij ON boekhouding_taakveldkeuze;
DROP FUNCTION boekhouding_alleen_erbij;
"""


class Migration(migrations.Migration):
    dependencies = [("boekhouding", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
