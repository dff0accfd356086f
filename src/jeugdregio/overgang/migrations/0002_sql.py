# SPDX-License-Identifier: EUPL-1.2
"""An agreement stays as it was made."""

from django.db import migrations

VOORUIT = """
REVOKE UPDATE, DELETE ON overgang_overgangsafspraak FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION overgang_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een afspraak over de overgang verandert niet.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft BEFORE UPDATE OR DELETE ON overgang_overgangsafspraak FOR EACH ROW
    EXECUTE FUNCTION overgang_blijft();
"""
TERUG = """
DROP TRIGGER blijft ON overgang_overgangsafspraak;
DROP FUNCTION overgang_blijft;
GRANT UPDATE, DELETE ON overgang_overgangsafspraak TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [("overgang", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
