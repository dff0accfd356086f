# SPDX-License-Identifier: EUPL-1.2
"""Who acts is who the transaction says; what is frozen stands still; what came or went stays."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION betalingen_persoon(wie bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT wie IS NOT DISTINCT FROM nullif(current_setting('jr.account', true), '')::bigint
$$;
CREATE FUNCTION betalingen_bankrekening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT betalingen_persoon(NEW.voorgesteld_door) OR NEW.stand <> 'voorgesteld' THEN
            RAISE EXCEPTION 'een rekening begint als voorstel van wie het doet' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.aanbieder, OLD.iban, OLD.tenaamstelling, OLD.voorgesteld_door, OLD.voorgesteld_op, OLD.bron)
        IS DISTINCT FROM (NEW.aanbieder, NEW.iban, NEW.tenaamstelling, NEW.voorgesteld_door, NEW.voorgesteld_op, NEW.bron)
        OR OLD.stand <> 'voorgesteld' AND (OLD.stand, OLD.besloten_door, OLD.besloten_op, lower(OLD.geldig))
            IS DISTINCT FROM (NEW.stand, NEW.besloten_door, NEW.besloten_op, lower(NEW.geldig))
        OR upper(OLD.geldig) IS NOT NULL AND upper(OLD.geldig) IS DISTINCT FROM upper(NEW.geldig)
    THEN
        RAISE EXCEPTION 'een rekening verandert niet: stel een nieuwe voor' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stand = 'voorgesteld' AND NEW.stand <> 'voorgesteld' AND NOT betalingen_persoon(NEW.besloten_door) THEN
        RAISE EXCEPTION 'wie besluit is wie het doet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE ON betalingen_bankrekening FOR EACH ROW
    EXECUTE FUNCTION betalingen_bankrekening();

CREATE FUNCTION betalingen_ronde() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stand <> 'concept' OR NOT betalingen_persoon(NEW.gemaakt_door) THEN
            RAISE EXCEPTION 'een ronde begint als concept van wie haar maakt' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.regio, OLD.nummer, OLD.boekmaand, OLD.betaaldag, OLD.gemaakt_door, OLD.gemaakt_op)
        IS DISTINCT FROM (NEW.regio, NEW.nummer, NEW.boekmaand, NEW.betaaldag, NEW.gemaakt_door, NEW.gemaakt_op)
        OR OLD.stand <> 'concept' AND (OLD.sha256, OLD.bevroren_door, OLD.bevroren_op)
            IS DISTINCT FROM (NEW.sha256, NEW.bevroren_door, NEW.bevroren_op)
        OR OLD.akkoord_op IS NOT NULL AND (OLD.akkoord_door, OLD.akkoord_op)
            IS DISTINCT FROM (NEW.akkoord_door, NEW.akkoord_op)
        OR (OLD.stand, NEW.stand) NOT IN (('concept', 'concept'), ('concept', 'bevroren'), ('concept', 'vervallen'),
            ('bevroren', 'akkoord'), ('bevroren', 'vervallen'), ('akkoord', 'verzonden'))
    THEN
        RAISE EXCEPTION 'deze ronde is bevroren: er verandert niets meer in' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.stand = 'bevroren' AND NOT betalingen_persoon(NEW.bevroren_door)
        OR NEW.stand = 'akkoord' AND NOT betalingen_persoon(NEW.akkoord_door)
    THEN
        RAISE EXCEPTION 'wie bevriest of akkoord geeft is wie het doet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bevroren BEFORE INSERT OR UPDATE ON betalingen_betaalronde FOR EACH ROW
    EXECUTE FUNCTION betalingen_ronde();

CREATE FUNCTION betalingen_opdracht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF (SELECT stand FROM betalingen_betaalronde r WHERE r.id = NEW.ronde_id) IS DISTINCT FROM 'concept' THEN
            RAISE EXCEPTION 'deze ronde is bevroren: er komt niets meer bij' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.gemeente, OLD.aanbieder, OLD.ronde_id, OLD.kenmerk, OLD.bedrag_cent, OLD.iban, OLD.tenaamstelling)
        IS DISTINCT FROM
        (NEW.gemeente, NEW.aanbieder, NEW.ronde_id, NEW.kenmerk, NEW.bedrag_cent, NEW.iban, NEW.tenaamstelling)
        OR OLD.stand <> NEW.stand AND (OLD.stand, NEW.stand) NOT IN (('klaar', 'aanvaard'), ('klaar', 'betaald'),
            ('klaar', 'afgewezen'), ('klaar', 'vervallen'), ('aanvaard', 'betaald'), ('aanvaard', 'afgewezen'),
            ('betaald', 'terug'))
    THEN
        RAISE EXCEPTION 'een betaalopdracht verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bevroren BEFORE INSERT OR UPDATE ON betalingen_betaalopdracht FOR EACH ROW
    EXECUTE FUNCTION betalingen_opdracht();

CREATE FUNCTION betalingen_regel_erbij() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM nieuw n JOIN betalingen_betaalopdracht o ON o.id = n.opdracht_id
        JOIN betalingen_betaalronde r ON r.id = o.ronde_id WHERE r.stand <> 'concept'
    ) THEN
        RAISE EXCEPTION 'deze ronde is bevroren: er komt niets meer bij' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER bevroren_erbij AFTER INSERT ON betalingen_betaalregel REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_regel_erbij();
CREATE FUNCTION betalingen_regel_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.vervallen OR NOT NEW.vervallen OR
        (OLD.gemeente, OLD.aanbieder, OLD.opdracht_id, OLD.oorzaak, OLD.oorzaak_id, OLD.oorzaak_nr, OLD.bedrag_cent,
            OLD.categorie, OLD.code, OLD.dienstmaand)
        IS DISTINCT FROM
        (NEW.gemeente, NEW.aanbieder, NEW.opdracht_id, NEW.oorzaak, NEW.oorzaak_id, NEW.oorzaak_nr, NEW.bedrag_cent,
            NEW.categorie, NEW.code, NEW.dienstmaand)
        OR (SELECT stand FROM betalingen_betaalopdracht o WHERE o.id = NEW.opdracht_id)
            NOT IN ('afgewezen', 'terug', 'vervallen')
    THEN
        RAISE EXCEPTION 'een betaalregel verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON betalingen_betaalregel FOR EACH ROW
    EXECUTE FUNCTION betalingen_regel_blijft();

CREATE FUNCTION betalingen_alleen_erbij() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat hier staat verandert niet en gaat niet weg' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON betalingen_bankbestand
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON betalingen_bankregel
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_betaalronde
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_betaalopdracht
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_betaalregel
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_bankrekening
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
"""
TERUG = """
DROP TRIGGER gaat_niet_weg ON betalingen_bankrekening;
DROP TRIGGER gaat_niet_weg ON betalingen_betaalregel;
DROP TRIGGER gaat_niet_weg ON betalingen_betaalopdracht;
DROP TRIGGER gaat_niet_weg ON betalingen_betaalronde;
DROP TRIGGER alleen_erbij ON betalingen_bankregel;
DROP TRIGGER alleen_erbij ON betalingen_bankbestand;
DROP TRIGGER blijft ON betalingen_betaalregel;
DROP TRIGGER bevroren_erbij ON betalingen_betaalregel;
DROP TRIGGER bevroren ON betalingen_betaalopdracht;
DROP TRIGGER bevroren ON betalingen_betaalronde;
DROP TRIGGER vier_ogen ON betalingen_bankrekening;
DROP FUNCTION betalingen_alleen_erbij;
DROP FUNCTION betalingen_regel_blijft;
DROP FUNCTION betalingen_regel_erbij;
DROP FUNCTION betalingen_opdracht;
DROP FUNCTION betalingen_ronde;
DROP FUNCTION betalingen_bankrekening;
DROP FUNCTION betalingen_persoon;
"""


class Migration(migrations.Migration):
    dependencies = [("betalingen", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
