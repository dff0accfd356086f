# SPDX-License-Identifier: EUPL-1.2
"""What a bank line is, is said by two people; its parts are never more than it, and what was confirmed stays."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION betalingen_kant(soort text, vordering bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE soort WHEN 'teruggeboekt' THEN 'betaald' ELSE 'terug' END
$$;
CREATE FUNCTION betalingen_koppeling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    regel betalingen_bankregel;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT betalingen_persoon(NEW.voorgesteld_door) OR NEW.stand <> 'voorgesteld' THEN
            RAISE EXCEPTION 'dit begint als voorstel van wie het doet' USING ERRCODE = 'restrict_violation';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('koppeling ' || NEW.verwijzing, 0));
        SELECT * INTO regel FROM betalingen_bankregel b WHERE b.id = NEW.bankregel_id;
        IF regel.id IS NULL OR regel.regio <> NEW.regio OR regel.uitkomst NOT IN ('onbekend', 'anders')
            OR regel.opdracht_id IS NOT NULL OR regel.dag IS NULL
            OR NEW.verwijzing <> regel.verwijzing AND regel.verwijzing <> ''
        THEN
            RAISE EXCEPTION 'Deze regel van de bank heeft al een plaats.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF regel.gebeurtenis <> betalingen_kant(NEW.soort, NEW.vordering_id) THEN
            RAISE EXCEPTION 'Een bijschrijving betaalt een vordering of gaat terug; een afschrijving is wat terugging of wat'
                ' een gemeente krijgt.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.bedrag_cent > regel.bedrag_cent - coalesce((
            SELECT sum(k.bedrag_cent) FROM betalingen_koppeling k
            WHERE k.regio = NEW.regio AND k.verwijzing = NEW.verwijzing AND k.stand <> 'afgewezen'), 0)
        THEN
            RAISE EXCEPTION 'Dit is meer dan wat van deze regel van de bank nog over is.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.soort = 'teruggeboekt' AND NOT EXISTS (
            SELECT FROM betalingen_koppeling k WHERE k.id = NEW.terugboeking_id AND k.regio = NEW.regio
                AND k.soort = 'terugboeken' AND k.stand = 'bevestigd' AND k.teruggeboekt_op IS NULL
                AND k.bedrag_cent = NEW.bedrag_cent AND k.bedrag_cent = regel.bedrag_cent)
        THEN
            RAISE EXCEPTION 'Dit is niet het bedrag dat terug moest, of het is al teruggeboekt.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - ARRAY['stand', 'besloten_door', 'besloten_op', 'teruggeboekt_op']
        IS DISTINCT FROM to_jsonb(NEW) - ARRAY['stand', 'besloten_door', 'besloten_op', 'teruggeboekt_op']
        OR OLD.teruggeboekt_op IS NOT NULL
        OR OLD.stand <> 'voorgesteld' AND (OLD.stand, OLD.besloten_door, OLD.besloten_op)
            IS DISTINCT FROM (NEW.stand, NEW.besloten_door, NEW.besloten_op)
    THEN
        RAISE EXCEPTION 'wat is voorgesteld verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stand = 'voorgesteld' AND NOT betalingen_persoon(NEW.besloten_door) THEN
        RAISE EXCEPTION 'wie besluit is wie het doet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON betalingen_koppeling FOR EACH ROW
    EXECUTE FUNCTION betalingen_koppeling();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_koppeling
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();

CREATE FUNCTION betalingen_ontvangst_gekoppeld() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM betalingen_koppeling k WHERE k.id = NEW.koppeling_id AND k.stand = 'bevestigd'
            AND k.vordering_id = NEW.vordering_id AND k.bedrag_cent = NEW.bedrag_cent
    ) THEN
        RAISE EXCEPTION 'een ontvangst is wat twee mensen koppelden' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gekoppeld BEFORE INSERT ON betalingen_ontvangst FOR EACH ROW WHEN (NEW.koppeling_id IS NOT NULL)
    EXECUTE FUNCTION betalingen_ontvangst_gekoppeld();
"""
TERUG = """
DROP TRIGGER gekoppeld ON betalingen_ontvangst;
DROP FUNCTION betalingen_ontvangst_gekoppeld;
DROP TRIGGER gaat_niet_weg ON betalingen_koppeling;
DROP TRIGGER vier_ogen ON betalingen_koppeling;
DROP FUNCTION betalingen_koppeling;
DROP FUNCTION betalingen_kant;
"""


class Migration(migrations.Migration):
    dependencies = [("betalingen", "0006_koppeling")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
