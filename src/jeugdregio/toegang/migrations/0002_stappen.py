# SPDX-License-Identifier: EUPL-1.2
"""What no one goes round: the states of an application, the order of the steps, and what always leaves a trace."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION toegang_nee(tekst text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', tekst USING ERRCODE = 'check_violation';
END $$;

-- What belongs to an application is of its municipality, about its child, and only changes while it is open.
CREATE FUNCTION toegang_van_aanmelding() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    a record;
BEGIN
    SELECT gemeente, persoon, stand INTO a FROM toegang_aanmelding WHERE id = NEW.aanmelding_id;
    IF a.gemeente IS DISTINCT FROM NEW.gemeente THEN
        PERFORM toegang_nee('dit hoort bij een aanmelding van een andere gemeente');
    END IF;
    IF a.stand NOT IN ('ontvangen', 'in_onderzoek', 'klaar_voor_besluit') AND TG_TABLE_NAME <> 'toegang_teamoverleg' THEN
        PERFORM toegang_nee('de aanmelding is klaar; daaraan verandert niets meer');
    END IF;
    NEW.persoon := a.persoon;
    RETURN NEW;
END $$;
CREATE TRIGGER van_aanmelding BEFORE INSERT OR UPDATE ON toegang_gebiedsoordeel
    FOR EACH ROW EXECUTE FUNCTION toegang_van_aanmelding();
CREATE TRIGGER van_aanmelding BEFORE INSERT OR UPDATE ON toegang_stapuitkomst
    FOR EACH ROW EXECUTE FUNCTION toegang_van_aanmelding();
CREATE TRIGGER van_aanmelding BEFORE INSERT OR UPDATE ON toegang_plaatsingsoptie
    FOR EACH ROW EXECUTE FUNCTION toegang_van_aanmelding();
CREATE TRIGGER van_aanmelding BEFORE INSERT OR UPDATE ON toegang_ondertekening
    FOR EACH ROW EXECUTE FUNCTION toegang_van_aanmelding();
CREATE TRIGGER van_aanmelding BEFORE INSERT OR UPDATE ON toegang_teamoverleg
    FOR EACH ROW EXECUTE FUNCTION toegang_van_aanmelding();

-- S79: no individual help before it is known what the family and free services can do; in a crisis help comes first.
CREATE FUNCTION toegang_c_na_a_en_b() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT kanaal FROM toegang_aanmelding WHERE id = NEW.aanmelding_id) <> 'crisis' AND (
        SELECT count(*) FROM toegang_stapuitkomst WHERE aanmelding_id = NEW.aanmelding_id AND stap IN ('a', 'b')
        AND uitkomst <> 'genoeg'
    ) < 2 THEN
        PERFORM toegang_nee('stap c kan pas als stap a en b een uitkomst hebben en niet genoeg zijn');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER c_na_a_en_b AFTER INSERT OR UPDATE ON toegang_stapuitkomst
    FOR EACH ROW WHEN (NEW.stap = 'c') EXECUTE FUNCTION toegang_c_na_a_en_b();
CREATE FUNCTION toegang_a_en_b_voor_c() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'DELETE' OR NEW.uitkomst = 'genoeg') AND EXISTS (
        SELECT FROM toegang_stapuitkomst s JOIN toegang_aanmelding a ON a.id = s.aanmelding_id
        WHERE s.aanmelding_id = OLD.aanmelding_id AND s.stap = 'c' AND a.kanaal <> 'crisis'
    ) THEN
        PERFORM toegang_nee('er is al een stap c: haal die eerst weg');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER a_en_b_voor_c AFTER UPDATE OR DELETE ON toegang_stapuitkomst
    FOR EACH ROW WHEN (OLD.stap <> 'c') EXECUTE FUNCTION toegang_a_en_b_voor_c();

-- The states. What a state asks for is asked of the tables, not of the page.
CREATE FUNCTION toegang_aanmelding_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kanaal <> OLD.kanaal OR NEW.gemeente <> OLD.gemeente OR NEW.ontvangen_op <> OLD.ontvangen_op
        OR OLD.persoon IS NOT NULL AND NEW.persoon IS DISTINCT FROM OLD.persoon THEN
        PERFORM toegang_nee('kanaal, kind en ontvangst van een aanmelding staan vast');
    END IF;
    IF NEW.stand = OLD.stand THEN
        RETURN NEW;
    END IF;
    IF NOT (
        OLD.stand = 'ontvangen' AND NEW.stand IN ('in_onderzoek', 'klaar_voor_besluit', 'ingetrokken', 'doorgestuurd')
        OR OLD.stand = 'in_onderzoek' AND NEW.stand IN ('klaar_voor_besluit', 'afgerond', 'ingetrokken', 'doorgestuurd')
        OR OLD.stand = 'klaar_voor_besluit' AND NEW.stand IN ('in_onderzoek', 'afgerond', 'ingetrokken', 'doorgestuurd')
    ) THEN
        PERFORM toegang_nee(format('een aanmelding gaat niet van %s naar %s', OLD.stand, NEW.stand));
    END IF;
    IF NEW.stand = 'klaar_voor_besluit' THEN
        PERFORM toegang_klaar(NEW.id, NEW.kanaal, NEW.plek);
    END IF;
    IF NEW.stand = 'afgerond' AND OLD.stand = 'in_onderzoek' AND NOT EXISTS (
        SELECT FROM toegang_stapuitkomst WHERE aanmelding_id = NEW.id AND stap IN ('a', 'b') AND uitkomst = 'genoeg'
    ) THEN
        PERFORM toegang_nee('afronden zonder besluit kan alleen als stap a of b genoeg was');
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION toegang_klaar(welke bigint, kanaal text, plek text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF kanaal = 'eigen' AND (SELECT count(*) FROM toegang_gebiedsoordeel WHERE aanmelding_id = welke) < 5 THEN
        PERFORM toegang_nee('nog niet elk gebied is beoordeeld');
    END IF;
    IF kanaal = 'eigen' AND NOT EXISTS (
        SELECT FROM toegang_stapuitkomst WHERE aanmelding_id = welke AND stap = 'c'
    ) THEN
        PERFORM toegang_nee('stap c heeft nog geen uitkomst');
    END IF;
    -- S90. A doctor or a GI decides on the help itself; the choice of a place is still the municipality's to look at.
    IF kanaal <> 'crisis' AND plek IN ('gezinshuis', 'residentieel') AND (
        SELECT count(*) FROM toegang_plaatsingsoptie o WHERE o.aanmelding_id = welke
        AND o.plek IN ('netwerk', 'pleegzorg') AND NOT o.past
    ) < 2 THEN
        PERFORM toegang_nee('eerst kijken naar het netwerk en naar pleegzorg');
    END IF;
END $$;
CREATE TRIGGER stap BEFORE UPDATE ON toegang_aanmelding
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION toegang_aanmelding_stap();
CREATE FUNCTION toegang_aanmelding_begint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM toegang_nee('een aanmelding begint bij ontvangen');
    RETURN NULL;
END $$;
CREATE TRIGGER begint AFTER INSERT ON toegang_aanmelding
    FOR EACH ROW WHEN (NEW.stand <> 'ontvangen') EXECUTE FUNCTION toegang_aanmelding_begint();

-- S89: who decides on the extra help of a measure never delivers it, whatever the name under which it comes.
CREATE FUNCTION toegang_gi_levert_niet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM aanbieders_aanbieder WHERE agb = NEW.aanbieder AND gecertificeerd) THEN
        PERFORM toegang_nee('een gecertificeerde instelling voert de extra hulp niet zelf uit');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER gi_levert_niet AFTER INSERT OR UPDATE OF aanbieder, gewenst ON toegang_aanmelding
    FOR EACH ROW WHEN (NEW.aanbieder <> '' AND NEW.gewenst NOT IN ('47', '48', '49'))
    EXECUTE FUNCTION toegang_gi_levert_niet();

-- S84: a case of the neighbourhood team is always known at the CJG.
CREATE FUNCTION toegang_meld_cjg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO toegang_teamoverleg (gemeente, aanmelding_id, soort, vraag, antwoord, beantwoord_door, door, gezet_op)
    VALUES (NEW.gemeente, NEW.id, 'melding', '', '', '', 'vanzelf', NEW.stand_op)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER meld_cjg AFTER INSERT OR UPDATE OF team ON toegang_aanmelding
    FOR EACH ROW WHEN (NEW.team = 'swt') EXECUTE FUNCTION toegang_meld_cjg();
CREATE FUNCTION toegang_melding_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_user = 'jeugdregio_vernietiging'
        OR TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM toegang_aanmelding WHERE id = OLD.aanmelding_id) THEN
        RETURN OLD;
    END IF;
    PERFORM toegang_nee('een melding aan het CJG gaat niet weg');
    RETURN NULL;
END $$;
CREATE TRIGGER melding_blijft BEFORE DELETE ON toegang_teamoverleg
    FOR EACH ROW WHEN (OLD.soort = 'melding') EXECUTE FUNCTION toegang_melding_blijft();

-- S88: what the advice point did not tell is a signal; a report by a provider needs its appointment.
CREATE FUNCTION toegang_raadsmelding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.melder = 'adviespunt' AND NEW.bekend_op IS NULL THEN
        INSERT INTO toegang_signaal
            (gemeente, persoon, raadsmelding_id, ontstaan_op, afgehandeld_door, wat_gedaan)
        VALUES (NEW.gemeente, NEW.persoon, NEW.id, NEW.gezet_op, '', '') ON CONFLICT DO NOTHING;
    END IF;
    IF NEW.melder = 'aanbieder' AND NOT EXISTS (
        SELECT FROM toegang_meldaanwijzing m WHERE m.gemeente = NEW.gemeente AND m.aanbieder = NEW.aanbieder
        AND m.vanaf <= NEW.gemeld_op AND (m.tot IS NULL OR m.tot > NEW.gemeld_op)
    ) THEN
        PERFORM toegang_nee('deze aanbieder is die dag niet aangewezen om zelf te melden');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER raadsmelding AFTER INSERT OR UPDATE ON toegang_raadsmelding
    FOR EACH ROW EXECUTE FUNCTION toegang_raadsmelding();
CREATE FUNCTION toegang_signaal_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (current_user = 'jeugdregio_vernietiging'
        OR NOT EXISTS (SELECT FROM toegang_raadsmelding WHERE id = OLD.raadsmelding_id)) THEN
        RETURN OLD;
    END IF;
    PERFORM toegang_nee('een signaal gaat niet weg; het wordt afgehandeld');
    RETURN NULL;
END $$;
CREATE TRIGGER signaal_blijft BEFORE DELETE ON toegang_signaal
    FOR EACH ROW EXECUTE FUNCTION toegang_signaal_blijft();
REVOKE DELETE ON toegang_signaal, toegang_raadsmelding, toegang_oproep, toegang_aanmelding FROM jeugdregio_app;
"""
TERUG = """
DROP FUNCTION toegang_van_aanmelding CASCADE;
DROP FUNCTION toegang_c_na_a_en_b CASCADE;
DROP FUNCTION toegang_a_en_b_voor_c CASCADE;
DROP FUNCTION toegang_aanmelding_stap CASCADE;
DROP FUNCTION toegang_klaar CASCADE;
DROP FUNCTION toegang_aanmelding_begint CASCADE;
DROP FUNCTION toegang_gi_levert_niet CASCADE;
DROP FUNCTION toegang_meld_cjg CASCADE;
DROP FUNCTION toegang_melding_blijft CASCADE;
DROP FUNCTION toegang_raadsmelding CASCADE;
DROP FUNCTION toegang_signaal_blijft CASCADE;
DROP FUNCTION toegang_nee CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("toegang", "0001_initial"), ("aanbieders", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
