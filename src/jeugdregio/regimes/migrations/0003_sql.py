# SPDX-License-Identifier: EUPL-1.2
"""A rule keeps its text: only an end can be set, once, with where that stands."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION regimes_tekst_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.einde_bron <> '' OR NEW.einde_bron = ''
        OR lower(NEW.geldig) IS DISTINCT FROM lower(OLD.geldig)
        OR upper(NEW.geldig) IS NULL OR NOT NEW.geldig <@ OLD.geldig
        OR (to_jsonb(NEW) - 'geldig' - 'einde_bron') <> (to_jsonb(OLD) - 'geldig' - 'einde_bron')
    THEN
        RAISE EXCEPTION 'de tekst van een regel verandert niet: leg een volgende vast'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tekst_blijft BEFORE UPDATE ON regimes_regime FOR EACH ROW EXECUTE FUNCTION regimes_tekst_blijft();
"""
TERUG = "DROP TRIGGER tekst_blijft ON regimes_regime; DROP FUNCTION regimes_tekst_blijft;"


class Migration(migrations.Migration):
    dependencies = [("regimes", "0002_einde_bron")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
