# SPDX-License-Identifier: EUPL-1.2
"""Tariffs also move by an indexation, and back; a figure of the published series has two names too."""

from django.db import migrations

FUNCTIE = """
CREATE OR REPLACE FUNCTION gebruikers_vier_ogen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('jr.account', true), '') = '' THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM gebruikers_voorstel
        WHERE id = nullif(current_setting('jr.voorstel', true), '')::bigint AND soort = ANY (TG_ARGV)
            AND besluit = 'bevestigd' AND besloten_door_id = current_setting('jr.account', true)::bigint
    ) THEN
        RAISE EXCEPTION 'vier ogen: zonder bevestigd voorstel (%) verandert dit niet', TG_ARGV[0]
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
VOORUIT = FUNCTIE + """
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('tarief', 'indexatie', 'indexatie_terug');
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON prijzen_indexcijfer FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('indexcijfer');
CREATE TRIGGER vier_ogen BEFORE UPDATE OR DELETE ON prijzen_indexatie FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('indexatie', 'indexatie_terug');
CREATE TRIGGER vier_ogen BEFORE UPDATE OR DELETE ON prijzen_indexatieregel FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('nooit');
"""
TERUG = """
DROP TRIGGER vier_ogen ON prijzen_indexatieregel;
DROP TRIGGER vier_ogen ON prijzen_indexatie;
DROP TRIGGER vier_ogen ON prijzen_indexcijfer;
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('tarief');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("beheer", "0001_vier_ogen"),
        ("contracten", "0006_prijsregels"),
        ("prijzen", "0001_initial"),
    ]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
