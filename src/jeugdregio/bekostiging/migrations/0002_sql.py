# SPDX-License-Identifier: EUPL-1.2
"""Who proposes and who decides is who the transaction says; what was split over municipalities and days stays."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION bekostiging_vier_ogen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT betalingen_persoon(NEW.voorgesteld_door) OR NEW.stand <> 'voorgesteld' THEN
            RAISE EXCEPTION 'dit begint als voorstel van wie het doet' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - ARRAY['stand', 'besloten_door', 'besloten_op']
        IS DISTINCT FROM to_jsonb(NEW) - ARRAY['stand', 'besloten_door', 'besloten_op']
        OR (OLD.stand, NEW.stand) NOT IN (('voorgesteld', 'bevestigd'), ('voorgesteld', 'afgewezen'),
            ('voorgesteld', 'vastgesteld'), ('bevestigd', 'vastgesteld'))
        OR OLD.stand <> 'voorgesteld'
            AND (OLD.besloten_door, OLD.besloten_op) IS DISTINCT FROM (NEW.besloten_door, NEW.besloten_op)
    THEN
        RAISE EXCEPTION 'wat is voorgesteld verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stand = 'voorgesteld' AND NOT betalingen_persoon(NEW.besloten_door) THEN
        RAISE EXCEPTION 'wie besluit is wie het doet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON bekostiging_bekostigingsafspraak FOR EACH ROW
    EXECUTE FUNCTION bekostiging_vier_ogen();
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON bekostiging_vaststelling FOR EACH ROW
    EXECUTE FUNCTION bekostiging_vier_ogen();

CREATE FUNCTION bekostiging_termijn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'boekmaand' IS DISTINCT FROM to_jsonb(NEW) - 'boekmaand' OR OLD.boekmaand IS NOT NULL THEN
        RAISE EXCEPTION 'een termijn verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON bekostiging_termijn FOR EACH ROW EXECUTE FUNCTION bekostiging_termijn();

CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON bekostiging_afspraakaandeel
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON bekostiging_termijn
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON bekostiging_bekostigingsafspraak
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON bekostiging_vaststelling
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
"""
TERUG = """
DROP TRIGGER gaat_niet_weg ON bekostiging_vaststelling;
DROP TRIGGER gaat_niet_weg ON bekostiging_bekostigingsafspraak;
DROP TRIGGER gaat_niet_weg ON bekostiging_termijn;
DROP TRIGGER alleen_erbij ON bekostiging_afspraakaandeel;
DROP TRIGGER blijft ON bekostiging_termijn;
DROP TRIGGER vier_ogen ON bekostiging_vaststelling;
DROP TRIGGER vier_ogen ON bekostiging_bekostigingsafspraak;
DROP FUNCTION bekostiging_termijn;
DROP FUNCTION bekostiging_vier_ogen;
"""


class Migration(migrations.Migration):
    dependencies = [("bekostiging", "0001_initial"), ("betalingen", "0003_voorschot")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
