# SPDX-License-Identifier: EUPL-1.2
"""Figures of a production statement stay and add up; each step is of whose turn it is; an answer is given once."""

from django.db import migrations

VAN_DE_TWEE = (
    ("productieregel", "verantwoording_id", "productieverantwoording"),
    ("betwisting", "verantwoording_id", "productieverantwoording"),
    ("accountantsverklaring", "verantwoording_id", "productieverantwoording"),
)
VOORUIT = (
    """
ALTER TABLE verantwoording_productieverantwoording
    ADD CONSTRAINT productieverantwoording_van_de_twee UNIQUE (id, gemeente, aanbieder);
ALTER TABLE verantwoording_productieregel
    ADD CONSTRAINT productieregel_van_verantwoording UNIQUE (id, verantwoording_id);
"""
    + "".join(
        f"ALTER TABLE verantwoording_{table} ADD CONSTRAINT {table}_zelfde_twee FOREIGN KEY ({column}, gemeente,"
        f" aanbieder) REFERENCES verantwoording_{other} (id, gemeente, aanbieder);\n"
        for table, column, other in VAN_DE_TWEE
    )
    + """
ALTER TABLE verantwoording_betwisting ADD CONSTRAINT betwisting_zelfde_verantwoording
    FOREIGN KEY (regel_id, verantwoording_id) REFERENCES verantwoording_productieregel (id, verantwoording_id);
REVOKE DELETE ON verantwoording_productieverantwoording, verantwoording_betwisting, verantwoording_controleprotocol
    FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON verantwoording_productieregel, verantwoording_accountantsverklaring
    FROM jeugdregio_app, jeugdregio_verwerking;

CREATE FUNCTION verantwoording_telt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    welke bigint := CASE TG_TABLE_NAME WHEN 'verantwoording_productieregel' THEN to_jsonb(NEW) ->> 'verantwoording_id'
        ELSE to_jsonb(NEW) ->> 'id' END;
BEGIN
    IF (SELECT v.totaal_cent FROM verantwoording_productieverantwoording v WHERE v.id = welke) IS DISTINCT FROM (
        SELECT coalesce(sum(r.bedrag_cent), 0) FROM verantwoording_productieregel r WHERE r.verantwoording_id = welke
    ) THEN
        RAISE EXCEPTION 'De regels van deze verantwoording tellen niet op tot het totaal.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER telt AFTER INSERT ON verantwoording_productieverantwoording
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION verantwoording_telt();
CREATE CONSTRAINT TRIGGER telt AFTER INSERT ON verantwoording_productieregel
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION verantwoording_telt();

CREATE FUNCTION verantwoording_kop() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    van_aanbieder boolean := coalesce(current_setting('jr.aanbieder', true), '') = NEW.aanbieder;
    van_gemeente boolean := coalesce(current_setting('jr.gemeente', true), '') = NEW.gemeente;
    verwerkt boolean := coalesce(current_setting('jr.rol', true), '') = 'verwerking';
    betwist boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stand <> 'voorgelegd' OR NOT verwerkt OR NEW.bevestigd_op IS NOT NULL THEN
            RAISE EXCEPTION 'Een verantwoording begint als voorgelegd, uit het grootboek.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.gemeente, OLD.aanbieder, OLD.jaar, OLD.editie, OLD.tot_en_met, OLD.totaal_cent, OLD.productie_cent,
            OLD.eerder_cent, OLD.overig_cent, OLD.clienten, OLD.betaald_cent, OLD.voorschot_cent,
            OLD.voorschot_over_cent, OLD.open_cent, OLD.sha256, OLD.opgesteld_op, OLD.reageren_voor)
        IS DISTINCT FROM (NEW.gemeente, NEW.aanbieder, NEW.jaar, NEW.editie, NEW.tot_en_met, NEW.totaal_cent,
            NEW.productie_cent, NEW.eerder_cent, NEW.overig_cent, NEW.clienten, NEW.betaald_cent, NEW.voorschot_cent,
            NEW.voorschot_over_cent, NEW.open_cent, NEW.sha256, NEW.opgesteld_op, NEW.reageren_voor)
        OR OLD.vastgesteld_op IS NOT NULL AND (OLD.vastgesteld_op, OLD.bevestigd_op)
            IS DISTINCT FROM (NEW.vastgesteld_op, NEW.bevestigd_op)
    THEN
        RAISE EXCEPTION 'De cijfers van een verantwoording veranderen niet. Open een volgende editie.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    betwist := EXISTS (
        SELECT FROM verantwoording_betwisting b WHERE b.verantwoording_id = NEW.id AND b.antwoord = ''
    );
    IF NOT coalesce(CASE NEW.stand
        WHEN 'bevestigd' THEN OLD.stand IN ('voorgelegd', 'beantwoord') AND van_aanbieder AND NOT betwist
        WHEN 'betwist' THEN OLD.stand IN ('voorgelegd', 'beantwoord', 'bevestigd') AND van_aanbieder AND betwist
        WHEN 'beantwoord' THEN OLD.stand = 'betwist' AND van_gemeente AND NOT betwist
        WHEN 'vastgesteld' THEN van_gemeente AND NOT betwist AND (OLD.stand IN ('bevestigd', 'beantwoord')
            OR OLD.stand = 'voorgelegd'
                AND (NEW.vastgesteld_op AT TIME ZONE 'Europe/Amsterdam')::date >= NEW.reageren_voor)
        WHEN 'vervangen' THEN OLD.stand <> 'vervangen' AND verwerkt
    END, false) THEN
        RAISE EXCEPTION '%', CASE
            WHEN NEW.stand = 'vastgesteld' AND OLD.stand = 'voorgelegd'
                THEN 'De aanbieder kan nog reageren, tot ' || to_char(NEW.reageren_voor, 'DD-MM-YYYY') || '.'
            WHEN betwist THEN 'De aanbieder betwist nog iets waarop geen antwoord is.'
            ELSE 'Deze stap kan nu niet. Ververs de pagina.' END USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE INSERT OR UPDATE ON verantwoording_productieverantwoording FOR EACH ROW
    EXECUTE FUNCTION verantwoording_kop();

CREATE FUNCTION verantwoording_betwisting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF coalesce(current_setting('jr.aanbieder', true), '') <> NEW.aanbieder OR NEW.antwoord <> '' THEN
            RAISE EXCEPTION 'Alleen de aanbieder betwist zijn verantwoording.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (SELECT stand FROM verantwoording_productieverantwoording v WHERE v.id = NEW.verantwoording_id)
            IN ('vastgesteld', 'vervangen') THEN
            RAISE EXCEPTION 'Deze verantwoording ligt vast: betwisten kan niet meer.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.antwoord <> '' OR coalesce(current_setting('jr.gemeente', true), '') <> NEW.gemeente
        OR (OLD.gemeente, OLD.aanbieder, OLD.verantwoording_id, OLD.regel_id, OLD.reden, OLD.eigen_cent,
            OLD.betwist_op, OLD.uiterlijk) IS DISTINCT FROM (NEW.gemeente, NEW.aanbieder, NEW.verantwoording_id,
            NEW.regel_id, NEW.reden, NEW.eigen_cent, NEW.betwist_op, NEW.uiterlijk)
    THEN
        RAISE EXCEPTION 'Een betwisting wordt één keer beantwoord, door de gemeente.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE INSERT OR UPDATE ON verantwoording_betwisting FOR EACH ROW
    EXECUTE FUNCTION verantwoording_betwisting();
"""
)
TERUG = (
    """
DROP TRIGGER stap ON verantwoording_betwisting;
DROP TRIGGER stap ON verantwoording_productieverantwoording;
DROP TRIGGER telt ON verantwoording_productieregel;
DROP TRIGGER telt ON verantwoording_productieverantwoording;
DROP FUNCTION verantwoording_betwisting;
DROP FUNCTION verantwoording_kop;
DROP FUNCTION verantwoording_telt;
ALTER TABLE verantwoording_betwisting DROP CONSTRAINT betwisting_zelfde_verantwoording;
"""
    + "".join(
        f"ALTER TABLE verantwoording_{table} DROP CONSTRAINT {table}_zelfde_twee;\n" for table, *_ in VAN_DE_TWEE
    )
    + """
ALTER TABLE verantwoording_productieregel DROP CONSTRAINT productieregel_van_verantwoording;
ALTER TABLE verantwoording_productieverantwoording DROP CONSTRAINT productieverantwoording_van_de_twee;
"""
)


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0003_productie")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
