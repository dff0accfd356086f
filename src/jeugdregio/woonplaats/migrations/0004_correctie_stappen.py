# SPDX-License-Identifier: EUPL-1.2
"""What no one goes round: a correction goes step by step, and only a claim that was acknowledged closes."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION woonplaats_correctie() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stand_nu text := (SELECT stand FROM woonplaats_woonplaatsvordering WHERE id = NEW.vordering_id);
BEGIN
    IF NOT coalesce(CASE OLD.correctie || ' ' || NEW.correctie
        WHEN ' verlaagd' THEN stand_nu = 'erkend'
        WHEN ' terug' THEN stand_nu = 'verrekend'
        WHEN 'terug terugbetaald' THEN NEW.gecorrigeerd_op = OLD.gecorrigeerd_op
        END, false)
    THEN
        RAISE EXCEPTION 'een correctie volgt de stand van de vordering' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER correctie BEFORE UPDATE OF correctie, gecorrigeerd_op ON woonplaats_vorderingsregel
    FOR EACH ROW EXECUTE FUNCTION woonplaats_correctie();

CREATE FUNCTION woonplaats_gesloten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.open OR NOT EXISTS (
        SELECT FROM woonplaats_woonplaatsvordering WHERE id = NEW.vordering_id AND stand IN ('erkend', 'verrekend')
    ) THEN
        RAISE EXCEPTION 'alleen een erkende vordering maakt plaats voor een volgende' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gesloten BEFORE UPDATE OF open ON woonplaats_vorderingskind
    FOR EACH ROW EXECUTE FUNCTION woonplaats_gesloten();

GRANT UPDATE (open) ON woonplaats_vorderingskind TO jeugdregio_app;
GRANT UPDATE (correctie, gecorrigeerd_op) ON woonplaats_vorderingsregel TO jeugdregio_app;
"""
TERUG = """
DROP FUNCTION woonplaats_correctie CASCADE;
DROP FUNCTION woonplaats_gesloten CASCADE;
REVOKE UPDATE (open) ON woonplaats_vorderingskind FROM jeugdregio_app;
REVOKE UPDATE (correctie, gecorrigeerd_op) ON woonplaats_vorderingsregel FROM jeugdregio_app;
"""


class Migration(migrations.Migration):
    dependencies = [("woonplaats", "0003_correctie")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
