# SPDX-License-Identifier: EUPL-1.2
"""What can become of a decision: frozen when it leaves the draft, made known only with the names it needs, then never
changed. Against whoever goes round the actions; `stappen_test.py` tries it."""

from django.db import migrations

TABELLEN = "aanvraag besluit voorziening toets zending brief bezwaar beroep termijnfeit"
_ALLE = ", ".join(f"besluiten_{name}" for name in TABELLEN.split())
INHOUD = "{r}.soort, {r}.vervangt_id, {r}.grondslag, {r}.beoordeling, {r}.motivering, {r}.voorwaarden, {r}.ingang"
VOORUIT = f"""
REVOKE DELETE ON {_ALLE} FROM jeugdregio_app, jeugdregio_verwerking;
GRANT DELETE ON besluiten_voorziening TO jeugdregio_app;
REVOKE UPDATE ON besluiten_toets, besluiten_brief, besluiten_aanvraag, besluiten_termijnfeit
    FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (afgesloten_op, zonder_besluit) ON besluiten_aanvraag TO jeugdregio_app;
GRANT UPDATE (aangevuld_op) ON besluiten_termijnfeit TO jeugdregio_app;

CREATE SEQUENCE besluiten_toewijzingnummer AS integer START 700000001 MAXVALUE 999999999;
CREATE SEQUENCE besluiten_berichtnummer;

-- A row says of whom it is, and that is whom the row above it is about.
CREATE FUNCTION besluiten_van_dezelfde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boven jsonb := to_jsonb(NEW);
    goed boolean;
BEGIN
    IF TG_TABLE_NAME = 'besluiten_besluit' THEN
        goed := EXISTS (SELECT FROM besluiten_aanvraag a WHERE a.id = (boven->>'aanvraag_id')::bigint
            AND (a.gemeente, a.persoon) = (NEW.gemeente, NEW.persoon))
            AND (boven->>'vervangt_id' IS NULL OR EXISTS (SELECT FROM besluiten_besluit b
                WHERE b.id = (boven->>'vervangt_id')::bigint AND b.stand = 'bekend'
                AND (b.gemeente, b.persoon) = (NEW.gemeente, NEW.persoon)));
    ELSIF TG_TABLE_NAME = 'besluiten_beroep' THEN
        goed := EXISTS (SELECT FROM besluiten_bezwaar b WHERE b.id = (boven->>'bezwaar_id')::bigint
            AND (b.gemeente, b.persoon) = (NEW.gemeente, NEW.persoon));
    ELSIF boven->>'besluit_id' IS NOT NULL THEN
        goed := EXISTS (SELECT FROM besluiten_besluit b WHERE b.id = (boven->>'besluit_id')::bigint
            AND (b.gemeente, b.persoon) = (NEW.gemeente, NEW.persoon));
    ELSIF boven->>'aanvraag_id' IS NOT NULL THEN
        goed := EXISTS (SELECT FROM besluiten_aanvraag a WHERE a.id = (boven->>'aanvraag_id')::bigint
            AND (a.gemeente, a.persoon) = (NEW.gemeente, NEW.persoon));
    ELSE
        goed := EXISTS (SELECT FROM besluiten_bezwaar b WHERE b.id = (boven->>'bezwaar_id')::bigint
            AND (b.gemeente, b.persoon) = (NEW.gemeente, NEW.persoon));
    END IF;
    IF NOT goed THEN
        RAISE EXCEPTION 'dit hoort bij een andere jeugdige of gemeente' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
{"".join(
    f"CREATE TRIGGER van_dezelfde BEFORE INSERT ON besluiten_{name} FOR EACH ROW "
    "EXECUTE FUNCTION besluiten_van_dezelfde();"
    for name in TABELLEN.split() if name != "aanvraag"
)}

CREATE FUNCTION besluiten_besluit_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stand <> 'concept' THEN
            RAISE EXCEPTION 'een besluit begint als concept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.stand IN ('bekend', 'vervallen') THEN
        RAISE EXCEPTION 'na bekendmaking verandert een besluit niet; maak een nieuw besluit'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.gemeente, NEW.persoon, NEW.aanvraag_id, NEW.gemaakt_op) IS DISTINCT FROM
        (OLD.gemeente, OLD.persoon, OLD.aanvraag_id, OLD.gemaakt_op)
    THEN
        RAISE EXCEPTION 'een besluit blijft van dezelfde jeugdige' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT (OLD.stand, NEW.stand) IN (('concept', 'concept'), ('concept', 'tweede'), ('concept', 'akkoord'),
        ('concept', 'vervallen'), ('tweede', 'tweede'), ('tweede', 'akkoord'), ('tweede', 'concept'),
        ('akkoord', 'akkoord'), ('akkoord', 'concept'), ('akkoord', 'verzenden'), ('verzenden', 'verzenden'),
        ('verzenden', 'akkoord'), ('verzenden', 'bekend'))
    THEN
        RAISE EXCEPTION 'van % kan dit besluit niet naar %', OLD.stand, NEW.stand USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stand <> 'concept' AND ((({INHOUD.format(r="NEW")}, NEW.tweede_nodig, NEW.makers)
            IS DISTINCT FROM ({INHOUD.format(r="OLD")}, OLD.tweede_nodig, OLD.makers))
        OR (NEW.sha256 <> OLD.sha256 AND NEW.stand <> 'concept'))
    THEN
        RAISE EXCEPTION 'wat is voorgelegd verandert niet; haal het eerst terug' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stand = 'concept' AND NEW.stand = 'akkoord' AND NEW.tweede_nodig <> '[]'::jsonb THEN
        RAISE EXCEPTION 'dit besluit heeft een tweede naam nodig' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.stand IN ('akkoord', 'verzenden', 'bekend') AND NEW.tweede_nodig <> '[]'::jsonb AND NOT EXISTS (
        SELECT FROM besluiten_toets t WHERE t.besluit_id = NEW.id AND t.uitkomst = 'goed' AND t.sha256 = NEW.sha256
            AND NOT NEW.makers @> to_jsonb(t.door))
    THEN
        RAISE EXCEPTION 'dit besluit heeft een tweede naam nodig' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.stand = 'bekend' AND EXISTS (SELECT FROM besluiten_voorziening v WHERE v.besluit_id = NEW.id
        AND v.vorm = 'zin') AND NOT EXISTS (SELECT FROM besluiten_zending z WHERE z.besluit_id = NEW.id
        AND z.stand = 'aanvaard')
    THEN
        RAISE EXCEPTION 'de toewijzing van dit besluit is nog niet aanvaard' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE INSERT OR UPDATE ON besluiten_besluit FOR EACH ROW
    EXECUTE FUNCTION besluiten_besluit_stap();

CREATE FUNCTION besluiten_voorziening_stap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nu text;
BEGIN
    IF current_user = 'jeugdregio_vernietiging' THEN
        RETURN OLD;
    END IF;
    SELECT stand INTO nu FROM besluiten_besluit WHERE id = coalesce(NEW.besluit_id, OLD.besluit_id);
    IF nu = 'concept' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND nu = 'akkoord' AND OLD.toewijzing_nummer IS NULL
        AND to_jsonb(NEW) - 'toewijzing_nummer' = to_jsonb(OLD) - 'toewijzing_nummer' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'wat is voorgelegd verandert niet; haal het eerst terug' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stap BEFORE INSERT OR UPDATE OR DELETE ON besluiten_voorziening FOR EACH ROW
    EXECUTE FUNCTION besluiten_voorziening_stap();

-- Whoever looks a second time is not who made it, and signs what is there now.
CREATE FUNCTION besluiten_toets_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM besluiten_besluit b WHERE b.id = NEW.besluit_id AND b.stand = 'tweede'
        AND b.sha256 = NEW.sha256) THEN
        RAISE EXCEPTION 'dit is niet wat voorligt' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT FROM besluiten_besluit b WHERE b.id = NEW.besluit_id
        AND b.makers @> to_jsonb(NEW.door)) THEN
        RAISE EXCEPTION 'de tweede naam is van een ander dan de maker' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE INSERT ON besluiten_toets FOR EACH ROW EXECUTE FUNCTION besluiten_toets_stap();

-- A message is kept once, and its outcome is final.
CREATE FUNCTION besluiten_zending_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.gemeente, NEW.persoon, NEW.besluit_id, NEW.poging, NEW.aanbieder, NEW.identificatie, NEW.toegewezen_op)
        IS DISTINCT FROM
        (OLD.gemeente, OLD.persoon, OLD.besluit_id, OLD.poging, OLD.aanbieder, OLD.identificatie, OLD.toegewezen_op)
        OR (OLD.bestand IS NOT NULL AND NEW.bestand IS DISTINCT FROM OLD.bestand)
        OR NOT (OLD.stand, NEW.stand) IN (('klaar', 'klaar'), ('klaar', 'onderweg'), ('onderweg', 'onderweg'),
            ('onderweg', 'aanvaard'), ('onderweg', 'geweigerd'))
    THEN
        RAISE EXCEPTION 'een zending gaat een keer, en verandert niet meer' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stap BEFORE UPDATE ON besluiten_zending FOR EACH ROW EXECUTE FUNCTION besluiten_zending_stap();

-- Objections: against what was made known, and decided once.
CREATE FUNCTION besluiten_eenmaal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'hierover is al beslist' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER eenmaal BEFORE UPDATE ON besluiten_bezwaar FOR EACH ROW
    WHEN (OLD.uitkomst <> '' AND to_jsonb(NEW) - 'nieuw_besluit_id' IS DISTINCT FROM to_jsonb(OLD) - 'nieuw_besluit_id'
        OR OLD.nieuw_besluit_id IS NOT NULL)
    EXECUTE FUNCTION besluiten_eenmaal();
CREATE TRIGGER eenmaal BEFORE UPDATE ON besluiten_beroep FOR EACH ROW
    WHEN (OLD.uitkomst <> '') EXECUTE FUNCTION besluiten_eenmaal();
CREATE TRIGGER eenmaal BEFORE UPDATE ON besluiten_aanvraag FOR EACH ROW
    WHEN (OLD.afgesloten_op IS NOT NULL) EXECUTE FUNCTION besluiten_eenmaal();
CREATE TRIGGER eenmaal BEFORE UPDATE ON besluiten_termijnfeit FOR EACH ROW
    WHEN (OLD.aangevuld_op IS NOT NULL) EXECUTE FUNCTION besluiten_eenmaal();

CREATE FUNCTION besluiten_bezwaar_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM besluiten_besluit b WHERE b.id = NEW.besluit_id AND b.stand = 'bekend'
        AND b.soort <> 'inzet' AND b.bekendgemaakt_op <= NEW.ontvangen_op) THEN
        RAISE EXCEPTION 'bezwaar kan alleen tegen een besluit dat bekend is gemaakt'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON besluiten_bezwaar FOR EACH ROW EXECUTE FUNCTION besluiten_bezwaar_past();

-- Two suspensions of one term never overlap: both count from the day after the letter.
ALTER TABLE besluiten_termijnfeit ADD CONSTRAINT termijnfeit_niet_dubbel_stil EXCLUDE USING gist (
    gemeente WITH =, coalesce(aanvraag_id, -bezwaar_id) WITH =,
    daterange(op, greatest(least(coalesce(aangevuld_op, uiterlijk + 1), uiterlijk + 1), op), '()') WITH &&
) WHERE (soort = 'opschorting');
"""
TERUG = """
ALTER TABLE besluiten_termijnfeit DROP CONSTRAINT termijnfeit_niet_dubbel_stil;
DROP TRIGGER past ON besluiten_bezwaar; DROP FUNCTION besluiten_bezwaar_past;
DROP TRIGGER eenmaal ON besluiten_termijnfeit; DROP TRIGGER eenmaal ON besluiten_aanvraag;
DROP TRIGGER eenmaal ON besluiten_beroep; DROP TRIGGER eenmaal ON besluiten_bezwaar; DROP FUNCTION besluiten_eenmaal;
DROP TRIGGER stap ON besluiten_zending; DROP FUNCTION besluiten_zending_stap;
DROP TRIGGER stap ON besluiten_toets; DROP FUNCTION besluiten_toets_stap;
DROP TRIGGER stap ON besluiten_voorziening; DROP FUNCTION besluiten_voorziening_stap;
DROP TRIGGER stap ON besluiten_besluit; DROP FUNCTION besluiten_besluit_stap;
DROP FUNCTION besluiten_van_dezelfde CASCADE;
DROP SEQUENCE besluiten_berichtnummer; DROP SEQUENCE besluiten_toewijzingnummer;
"""


class Migration(migrations.Migration):
    dependencies = [("besluiten", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
