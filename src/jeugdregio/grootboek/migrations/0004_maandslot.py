# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

# Booking and closing never pass each other: who books holds a shared lock per municipality until the commit,
# who closes waits for all of those and then holds it alone. The check below the lock sees what was committed.
VOORUIT = """
CREATE FUNCTION grootboek_slot(gemeente text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hashtext('grootboek ' || gemeente) $$;

CREATE OR REPLACE FUNCTION grootboek_maand_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1600, grootboek_slot(g.gemeente))
        FROM (SELECT DISTINCT gemeente FROM nieuw ORDER BY gemeente) g;
    IF EXISTS (SELECT FROM nieuw JOIN grootboek_geslotenmaand g ON g.gemeente = nieuw.gemeente AND g.maand = nieuw.boekmaand)
    THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in de eerste open maand' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION grootboek_maand_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1600, grootboek_slot(NEW.gemeente));
    RETURN NEW;
END $$;
CREATE TRIGGER maand_sluit BEFORE INSERT ON grootboek_geslotenmaand
    FOR EACH ROW EXECUTE FUNCTION grootboek_maand_sluit();
"""

TERUG = """
DROP TRIGGER maand_sluit ON grootboek_geslotenmaand;
DROP FUNCTION grootboek_maand_sluit;
CREATE OR REPLACE FUNCTION grootboek_maand_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM nieuw JOIN grootboek_geslotenmaand g ON g.gemeente = nieuw.gemeente AND g.maand = nieuw.boekmaand)
    THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in de eerste open maand' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
DROP FUNCTION grootboek_slot;
"""


class Migration(migrations.Migration):
    dependencies = [("grootboek", "0003_views")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
