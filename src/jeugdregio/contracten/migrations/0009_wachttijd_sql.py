# SPDX-License-Identifier: EUPL-1.2
"""A provider says something of itself and never that it was counted; what was said stays said."""

from django.db import migrations

VOORUIT = """
REVOKE UPDATE, DELETE ON contracten_wachttijd FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION contracten_wachttijd_herkomst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('jr.aanbieder', true), '') <> '' AND NEW.herkomst <> 'opgave' THEN
        RAISE EXCEPTION 'een aanbieder geeft zijn wachttijd op, en telt haar niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER herkomst BEFORE INSERT ON contracten_wachttijd FOR EACH ROW
    EXECUTE FUNCTION contracten_wachttijd_herkomst();
"""
TERUG = "DROP TRIGGER herkomst ON contracten_wachttijd; DROP FUNCTION contracten_wachttijd_herkomst;"


class Migration(migrations.Migration):
    dependencies = [("contracten", "0008_wachttijd")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
