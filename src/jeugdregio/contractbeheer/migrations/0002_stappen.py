# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
ALTER TABLE contractbeheer_stap ADD CONSTRAINT stap_in_de_kring_van_de_zaak
    FOREIGN KEY (zaak_id, aanbieder, kring) REFERENCES contractbeheer_zaak (id, aanbieder, kring) ON UPDATE CASCADE;
REVOKE UPDATE, DELETE ON contractbeheer_stap FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE DELETE ON contractbeheer_zaak FROM jeugdregio_app, jeugdregio_verwerking;

-- A step is one of the protocol of its kind of case, comes after what it needs, and nothing comes after the last one.
CREATE FUNCTION contractbeheer_stap_past() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    z contractbeheer_zaak;
    p contractbeheer_protocolstap;
    eerst text;
BEGIN
    SELECT * INTO z FROM contractbeheer_zaak WHERE id = NEW.zaak_id FOR UPDATE;
    IF z.id IS NULL THEN
        RAISE EXCEPTION 'Deze zaak is er niet.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF z.historisch OR z.gesloten_op IS NOT NULL THEN
        RAISE EXCEPTION 'Deze zaak is gesloten. Open een nieuwe zaak.' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT * INTO p FROM contractbeheer_protocolstap WHERE regio = z.regio AND soort = z.soort AND code = NEW.code;
    IF p.id IS NULL THEN
        RAISE EXCEPTION 'Deze stap staat niet in het protocol.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.moment < z.geopend_op THEN
        RAISE EXCEPTION 'Een stap kan niet voor de opening van de zaak liggen.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF p.oordeel <> (NEW.uitkomst <> '') THEN
        RAISE EXCEPTION '%', CASE WHEN p.oordeel THEN 'Kies het oordeel: nagekomen, deels of niet.'
            ELSE 'Bij deze stap hoort geen oordeel.' END USING ERRCODE = 'restrict_violation';
    END IF;
    IF p.eist <> '' AND NOT EXISTS (
        SELECT FROM contractbeheer_stap s WHERE s.zaak_id = z.id AND s.code = p.eist AND s.moment <= NEW.moment
    ) THEN
        SELECT naam INTO eerst FROM contractbeheer_protocolstap
        WHERE regio = z.regio AND soort = z.soort AND code = p.eist;
        RAISE EXCEPTION 'Eerst moet deze stap zijn gezet: %.', coalesce(eerst, p.eist)
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON contractbeheer_stap FOR EACH ROW EXECUTE FUNCTION contractbeheer_stap_past();

CREATE FUNCTION contractbeheer_stap_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE contractbeheer_zaak z SET gesloten_op = NEW.moment FROM contractbeheer_protocolstap p
    WHERE z.id = NEW.zaak_id AND p.regio = z.regio AND p.soort = z.soort AND p.code = NEW.code AND p.sluit;
    RETURN NULL;
END $$;
CREATE TRIGGER sluit AFTER INSERT ON contractbeheer_stap FOR EACH ROW EXECUTE FUNCTION contractbeheer_stap_sluit();

-- A case about a contract is about the provider of that contract.
CREATE FUNCTION contractbeheer_zaak_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM contracten_contract c
        WHERE c.nummer = NEW.contract_id AND c.aanbieder = NEW.aanbieder AND c.regio = NEW.regio
    ) THEN
        RAISE EXCEPTION 'Dit contract is niet van deze aanbieder.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT OR UPDATE OF contract_id, aanbieder ON contractbeheer_zaak FOR EACH ROW
    WHEN (NEW.contract_id IS NOT NULL) EXECUTE FUNCTION contractbeheer_zaak_past();

-- Who takes a provider out of a portfolio puts it in another, for every day on which it has a contract. Looked at when
-- the transaction ends, so that one can stop and another begin.
CREATE FUNCTION contractbeheer_geen_wees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    los datemultirange;
BEGIN
    SELECT range_agg(c.geldig) * datemultirange(OLD.geldig) - coalesce((
        SELECT range_agg(p.geldig) FROM contractbeheer_portefeuille p
        WHERE p.regio = OLD.regio AND p.aanbieder = OLD.aanbieder
    ), '{}') INTO los
    FROM contracten_contract c WHERE c.regio = OLD.regio AND c.aanbieder = OLD.aanbieder AND NOT isempty(c.geldig);
    IF NOT isempty(los) THEN
        RAISE EXCEPTION 'Zonder opvolger staat deze aanbieder vanaf % in geen portefeuille, en er loopt een contract.',
            to_char(lower(los), 'DD-MM-YYYY') USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER geen_wees AFTER UPDATE OR DELETE ON contractbeheer_portefeuille
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION contractbeheer_geen_wees();
"""
TERUG = """
DROP TRIGGER geen_wees ON contractbeheer_portefeuille;
DROP TRIGGER past ON contractbeheer_zaak;
DROP TRIGGER sluit ON contractbeheer_stap;
DROP TRIGGER past ON contractbeheer_stap;
DROP FUNCTION contractbeheer_geen_wees;
DROP FUNCTION contractbeheer_zaak_past;
DROP FUNCTION contractbeheer_stap_sluit;
DROP FUNCTION contractbeheer_stap_past;
ALTER TABLE contractbeheer_stap DROP CONSTRAINT stap_in_de_kring_van_de_zaak;
"""


class Migration(migrations.Migration):
    dependencies = [("contractbeheer", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
