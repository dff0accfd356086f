# SPDX-License-Identifier: EUPL-1.2
"""The rule of a price follows from the profile of its product; tariffs of a running contract leave no hole."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"

PRIJSREGEL = """
CREATE FUNCTION contracten_prijsregel(van_regio text, van_categorie text, van_code text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT s.prijsregel
        FROM contracten_product p
        JOIN contracten_profiel f ON f.regio = p.regio AND f.code = p.profiel
        JOIN contracten_segment s ON s.id = f.segment_id
        WHERE p.regio = van_regio AND p.categorie = van_categorie AND p.code = van_code
    ), 'pxq')
$$;
CREATE FUNCTION contracten_tarief_prijsregel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.prijsregel := contracten_prijsregel(NEW.regio, NEW.categorie, NEW.code);
    RETURN NEW;
END $$;
CREATE TRIGGER prijsregel BEFORE INSERT OR UPDATE OF regio, categorie, code, prijsregel ON contracten_tarief
    FOR EACH ROW EXECUTE FUNCTION contracten_tarief_prijsregel();
"""

# A product of a profile has a price as its segment says, or it is no product of that profile.
PRODUCT = """
CREATE FUNCTION contracten_product_past_bij_profiel() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE regel text;
BEGIN
    SELECT s.prijsregel INTO regel FROM contracten_profiel f JOIN contracten_segment s ON s.id = f.segment_id
    WHERE f.regio = NEW.regio AND f.code = NEW.profiel;
    IF regel IS NULL THEN
        RAISE EXCEPTION 'product % hoort bij een profiel dat er niet is: %', NEW.code, NEW.profiel
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_van_een_profiel';
    ELSIF regel = 'geen' THEN
        RAISE EXCEPTION 'product %: het segment van profiel % wordt niet ingekocht', NEW.code, NEW.profiel
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_van_een_segment';
    ELSIF regel = 'per_profiel' AND NEW.variant <> 'output' THEN
        RAISE EXCEPTION 'product %: een prijs per profiel is outputgericht', NEW.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_per_profiel_is_output';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past_bij_profiel BEFORE INSERT OR UPDATE ON contracten_product
    FOR EACH ROW WHEN (NEW.profiel <> '') EXECUTE FUNCTION contracten_product_past_bij_profiel();

CREATE FUNCTION contracten_product_prijsregel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM contracten_tarief t
        WHERE (t.regio, t.categorie, t.code) = (NEW.regio, NEW.categorie, NEW.code)
            AND t.prijsregel <> contracten_prijsregel(NEW.regio, NEW.categorie, NEW.code)
    ) THEN
        UPDATE contracten_tarief t SET prijsregel = 'pxq'
        WHERE (t.regio, t.categorie, t.code) = (NEW.regio, NEW.categorie, NEW.code);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER prijsregel AFTER INSERT OR UPDATE OF profiel ON contracten_product
    FOR EACH ROW EXECUTE FUNCTION contracten_product_prijsregel();

CREATE FUNCTION contracten_prijsregel_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat een prijs is verandert niet: maak een nieuw segment of profiel'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER prijsregel_blijft BEFORE UPDATE ON contracten_segment
    FOR EACH ROW WHEN (OLD.prijsregel <> NEW.prijsregel OR OLD.code <> NEW.code OR OLD.regio <> NEW.regio)
    EXECUTE FUNCTION contracten_prijsregel_blijft();
CREATE TRIGGER prijsregel_blijft BEFORE UPDATE ON contracten_profiel
    FOR EACH ROW WHEN (OLD.segment_id <> NEW.segment_id OR OLD.code <> NEW.code OR OLD.regio <> NEW.regio)
    EXECUTE FUNCTION contracten_prijsregel_blijft();
"""

# Deferred: ending a tariff and beginning the next is one transaction, not one statement.
AANSLUITEND = """
CREATE FUNCTION contracten_tarief_sluit_aan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    een record;
    gat daterange;
BEGIN
    een := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    SELECT g INTO gat
    FROM (
        SELECT datemultirange(range_merge(range_agg(t.geldig))) - range_agg(t.geldig) AS gaten
        FROM contracten_tarief t
        WHERE t.aanbieder = een.aanbieder AND t.code = een.code AND t.categorie = een.categorie
            AND t.eenheid = een.eenheid AND t.regio = een.regio
    ) x
    CROSS JOIN LATERAL unnest(x.gaten) g
    WHERE EXISTS (
        SELECT FROM contracten_contract c
        WHERE c.aanbieder = een.aanbieder AND c.regio = een.regio AND c.geldig && g
    )
    LIMIT 1;
    IF gat IS NOT NULL THEN
        RAISE EXCEPTION 'geen tarief voor product % van % tot %, terwijl een contract loopt',
            een.code, lower(gat), upper(gat)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tarief_sluit_aan';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sluit_aan AFTER INSERT OR UPDATE OR DELETE ON contracten_tarief
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION contracten_tarief_sluit_aan();
"""
TERUG = """
DROP TRIGGER sluit_aan ON contracten_tarief;
DROP TRIGGER prijsregel ON contracten_tarief;
DROP TRIGGER prijsregel ON contracten_product;
DROP TRIGGER past_bij_profiel ON contracten_product;
DROP TRIGGER prijsregel_blijft ON contracten_segment;
DROP TRIGGER prijsregel_blijft ON contracten_profiel;
DROP FUNCTION contracten_tarief_sluit_aan();
DROP FUNCTION contracten_tarief_prijsregel();
DROP FUNCTION contracten_product_prijsregel();
DROP FUNCTION contracten_product_past_bij_profiel();
DROP FUNCTION contracten_prijsregel_blijft();
DROP FUNCTION contracten_prijsregel(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("contracten", "0005_profielen")]

    operations = [
        migrations.RunSQL(PRIJSREGEL + PRODUCT + AANSLUITEND, TERUG),
        *(
            migrations.RunSQL((SQL / f"{name}.sql").read_text(), f"DROP VIEW contracten_{name}")
            for name in ("v_betaaldeel", "v_bekostiging")
        ),
    ]
