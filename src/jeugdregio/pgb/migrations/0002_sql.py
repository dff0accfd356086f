# SPDX-License-Identifier: EUPL-1.2
"""Who proposes and who decides is who the transaction says; what was booked stays; a settled year stands still."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION pgb_vier_ogen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT betalingen_persoon(NEW.voorgesteld_door) OR NEW.stand <> 'voorgesteld' THEN
            RAISE EXCEPTION 'dit begint als voorstel van wie het doet' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - ARRAY['stand', 'besloten_door', 'besloten_op']
        IS DISTINCT FROM to_jsonb(NEW) - ARRAY['stand', 'besloten_door', 'besloten_op']
        OR (OLD.stand, NEW.stand) NOT IN (('voorgesteld', 'ontvangen'), ('voorgesteld', 'afgewezen'),
            ('ontvangen', 'doorbetaald'), ('ontvangen', 'terug'), ('doorbetaald', 'terug'),
            ('voorgesteld', 'vastgesteld'))
    THEN
        RAISE EXCEPTION 'wat is voorgesteld verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT betalingen_persoon(NEW.besloten_door) THEN
        RAISE EXCEPTION 'wie besluit is wie het doet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON pgb_pgbvoorschot FOR EACH ROW EXECUTE FUNCTION pgb_vier_ogen();
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON pgb_pgbafrekening FOR EACH ROW EXECUTE FUNCTION pgb_vier_ogen();

CREATE FUNCTION pgb_open_jaar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pgb_pgbafrekening a WHERE a.gemeente = NEW.gemeente AND a.stand = 'vastgesteld'
            AND a.jaar = extract(year FROM NEW.maand)
    ) THEN
        RAISE EXCEPTION 'dit jaar is afgerekend: er komt niets meer bij' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER open_jaar BEFORE INSERT ON pgb_ketenboeking FOR EACH ROW EXECUTE FUNCTION pgb_open_jaar();

CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON pgb_pgbvoorschot
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON pgb_pgbafrekening
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON pgb_svboverzicht
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON pgb_svbregel
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON pgb_ketenboeking
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
"""
TERUG = """
DROP TRIGGER alleen_erbij ON pgb_ketenboeking;
DROP TRIGGER alleen_erbij ON pgb_svbregel;
DROP TRIGGER alleen_erbij ON pgb_svboverzicht;
DROP TRIGGER gaat_niet_weg ON pgb_pgbafrekening;
DROP TRIGGER gaat_niet_weg ON pgb_pgbvoorschot;
DROP TRIGGER open_jaar ON pgb_ketenboeking;
DROP TRIGGER vier_ogen ON pgb_pgbafrekening;
DROP TRIGGER vier_ogen ON pgb_pgbvoorschot;
DROP FUNCTION pgb_open_jaar;
DROP FUNCTION pgb_vier_ogen;
"""


class Migration(migrations.Migration):
    dependencies = [("pgb", "0001_initial"), ("betalingen", "0003_voorschot")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
