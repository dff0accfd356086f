# SPDX-License-Identifier: EUPL-1.2
"""What municipalities of the region owe each other is settled together, by the processing of the region."""

from django.db import migrations

VOORUIT = """
CREATE OR REPLACE FUNCTION woonplaats_stap() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF TG_OP = 'UPDATE' AND NEW.stand = 'verrekend' AND NOT NEW.extern AND wie = ''
        AND coalesce(current_setting('jr.regio', true), '') <> '' AND current_setting('jr.rol', true) = 'verwerking'
    THEN
        RETURN NEW;
    END IF;
    IF wie <> wiens THEN
        RAISE EXCEPTION 'deze stap is van een andere gemeente' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
TERUG = """
CREATE OR REPLACE FUNCTION woonplaats_stap() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("woonplaats", "0004_correctie_stappen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
