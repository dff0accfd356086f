# SPDX-License-Identifier: EUPL-1.2
"""A month is opened again by the two people of the proposal, as it says; and a year is closed by two."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER vier_ogen BEFORE INSERT ON grootboek_heropening FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('heropenen');
CREATE TRIGGER vier_ogen BEFORE INSERT ON grootboek_geslotenjaar FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('jaar');
CREATE FUNCTION beheer_heropent_wat_is_voorgesteld() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM gebruikers_voorstel v
        WHERE v.id = nullif(current_setting('jr.voorstel', true), '')::bigint AND v.soort = 'heropenen'
            AND v.voorgesteld_door_id = NEW.voorgesteld_door AND v.inhoud->>'maand' = to_char(NEW.maand, 'YYYY-MM')
            AND v.inhoud->'gemeenten' ? NEW.gemeente
    ) THEN
        RAISE EXCEPTION 'vier ogen: dit is niet wat is voorgesteld' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wat_is_voorgesteld BEFORE INSERT ON grootboek_heropening FOR EACH ROW
    EXECUTE FUNCTION beheer_heropent_wat_is_voorgesteld();
"""
TERUG = """
DROP TRIGGER wat_is_voorgesteld ON grootboek_heropening;
DROP FUNCTION beheer_heropent_wat_is_voorgesteld;
DROP TRIGGER vier_ogen ON grootboek_geslotenjaar;
DROP TRIGGER vier_ogen ON grootboek_heropening;
"""


class Migration(migrations.Migration):
    dependencies = [("beheer", "0007_woonplaatsvordering"), ("grootboek", "0006_heropenen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
