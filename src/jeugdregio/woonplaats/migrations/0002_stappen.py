# SPDX-License-Identifier: EUPL-1.2
"""What no one goes round: what was established stays, and a claim goes step by step, by whose turn it is."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION woonplaats_staat_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat is vastgesteld, verandert niet' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER staat_vast BEFORE UPDATE ON woonplaats_woonplaatsbepaling
    FOR EACH ROW WHEN (OLD.vastgesteld_op IS NOT NULL) EXECUTE FUNCTION woonplaats_staat_vast();
CREATE TRIGGER staat_vast_weg BEFORE DELETE ON woonplaats_woonplaatsbepaling
    FOR EACH ROW WHEN (OLD.vastgesteld_op IS NOT NULL AND current_user <> 'jeugdregio_vernietiging')
    EXECUTE FUNCTION woonplaats_staat_vast();
REVOKE UPDATE, DELETE ON woonplaats_woonplaatsperiode FROM jeugdregio_app, jeugdregio_verwerking;

CREATE FUNCTION woonplaats_stap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wie text := coalesce(current_setting('jr.gemeente', true), '');
    schuldenaar text := CASE WHEN NEW.extern THEN NEW.gemeente ELSE NEW.van END;
    wiens text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stand <> 'voorgesteld' THEN
            RAISE EXCEPTION 'een vordering begint als voorstel' USING ERRCODE = 'check_violation';
        END IF;
        wiens := NEW.gemeente;
    ELSE
        IF (OLD.gemeente, OLD.nummer, OLD.van, OLD.periode, OLD.bedrag_cent, OLD.extern, OLD.bericht_id, OLD.nr, OLD.grondslag)
            IS DISTINCT FROM
            (NEW.gemeente, NEW.nummer, NEW.van, NEW.periode, NEW.bedrag_cent, NEW.extern, NEW.bericht_id, NEW.nr, NEW.grondslag)
        THEN
            RAISE EXCEPTION 'van een vordering verandert alleen de stand' USING ERRCODE = 'restrict_violation';
        END IF;
        wiens := CASE OLD.stand || ' ' || NEW.stand
            WHEN 'voorgesteld erkend' THEN schuldenaar
            WHEN 'voorgesteld betwist' THEN schuldenaar
            WHEN 'betwist erkend' THEN schuldenaar
            WHEN 'voorgesteld ingetrokken' THEN NEW.gemeente
            WHEN 'betwist ingetrokken' THEN NEW.gemeente
            WHEN 'erkend verrekend' THEN NEW.gemeente
            END;
        IF wiens IS NULL THEN
            RAISE EXCEPTION 'een vordering gaat niet van % naar %', OLD.stand, NEW.stand USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF wie <> wiens THEN
        RAISE EXCEPTION 'deze stap is van een andere gemeente' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE INSERT OR UPDATE ON woonplaats_woonplaatsvordering
    FOR EACH ROW EXECUTE FUNCTION woonplaats_stap();

CREATE FUNCTION woonplaats_telt_niet_meer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE woonplaats_vorderingskind SET telt = false WHERE vordering_id = NEW.id;
    UPDATE woonplaats_vorderingsregel SET telt = false WHERE vordering_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER telt_niet_meer AFTER UPDATE ON woonplaats_woonplaatsvordering
    FOR EACH ROW WHEN (NEW.stand = 'ingetrokken' AND OLD.stand <> 'ingetrokken')
    EXECUTE FUNCTION woonplaats_telt_niet_meer();

CREATE FUNCTION woonplaats_telt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.telt = EXISTS (
        SELECT FROM woonplaats_woonplaatsvordering WHERE id = NEW.vordering_id AND stand = 'ingetrokken'
    ) THEN
        RAISE EXCEPTION 'een regel telt tot zijn vordering is ingetrokken' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER telt AFTER INSERT OR UPDATE OF telt ON woonplaats_vorderingskind FOR EACH ROW EXECUTE FUNCTION woonplaats_telt();
CREATE TRIGGER telt AFTER INSERT OR UPDATE OF telt ON woonplaats_vorderingsregel FOR EACH ROW EXECUTE FUNCTION woonplaats_telt();

CREATE FUNCTION woonplaats_som() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    een bigint := CASE TG_TABLE_NAME WHEN 'woonplaats_vorderingsregel' THEN (to_jsonb(NEW) ->> 'vordering_id')::bigint
        ELSE NEW.id END;
BEGIN
    IF EXISTS (
        SELECT FROM woonplaats_woonplaatsvordering v
        WHERE v.id = een AND v.bedrag_cent <> (
            SELECT coalesce(sum(bedrag_cent), 0) FROM woonplaats_vorderingsregel WHERE vordering_id = een)
    ) THEN
        RAISE EXCEPTION 'een vordering is de som van haar regels' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER som AFTER INSERT ON woonplaats_vorderingsregel DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION woonplaats_som();
CREATE CONSTRAINT TRIGGER som AFTER INSERT ON woonplaats_woonplaatsvordering DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION woonplaats_som();

REVOKE DELETE ON woonplaats_woonplaatsvordering FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON woonplaats_vorderingskind, woonplaats_vorderingsregel FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (telt, van) ON woonplaats_vorderingskind TO jeugdregio_app;
GRANT UPDATE (telt) ON woonplaats_vorderingsregel TO jeugdregio_app;
"""
TERUG = """
DROP FUNCTION woonplaats_staat_vast CASCADE;
DROP FUNCTION woonplaats_stap CASCADE;
DROP FUNCTION woonplaats_telt_niet_meer CASCADE;
DROP FUNCTION woonplaats_telt CASCADE;
DROP FUNCTION woonplaats_som CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("woonplaats", "0001_initial"), ("gebruikers", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
