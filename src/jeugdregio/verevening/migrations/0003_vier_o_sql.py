# SPDX-License-Identifier: EUPL-1.2
"""
What the four O's hold over more than one table; `vier_o_proces_test.py` tries it.

Nobody of the municipality that asks is in its committee or votes; what was said stays; a settlement sums to zero.
Whoever withdraws and whoever decides at the same moment wait for each other on the request.
"""

from django.db import migrations

TABELLEN = ", ".join(
    f"verevening_{name}"
    for name in (
        "solidariteitsverzoek",
        "solidariteitsbehandeling",
        "comitelid",
        "solidariteitsoordeel",
        "slotverrekening",
        "slotregel",
    )
)
BLIJFT = "verevening_comitelid, verevening_solidariteitsoordeel, verevening_slotverrekening, verevening_slotregel"
VOORUIT = f"""
REVOKE DELETE ON {TABELLEN} FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE ON {BLIJFT} FROM jeugdregio_app, jeugdregio_verwerking;

ALTER TABLE verevening_solidariteitsverzoek
    ADD CONSTRAINT verzoek_van_aanvrager UNIQUE (id, gemeente),
    ADD CONSTRAINT verzoek_zoals_ingediend UNIQUE (id, gemeente, gevraagd_cent, ingediend_op);
ALTER TABLE verevening_solidariteitsbehandeling ADD CONSTRAINT behandeling_van_het_verzoek
    FOREIGN KEY (verzoek_id, aanvrager, gevraagd_cent, ingediend_op)
    REFERENCES verevening_solidariteitsverzoek (id, gemeente, gevraagd_cent, ingediend_op);
ALTER TABLE verevening_comitelid ADD CONSTRAINT comitelid_van_het_verzoek
    FOREIGN KEY (verzoek_id, aanvrager) REFERENCES verevening_solidariteitsverzoek (id, gemeente);
-- A vote is of a member, and a member is never of the municipality that asks (comitelid_niet_van_de_aanvrager).
ALTER TABLE verevening_solidariteitsoordeel ADD CONSTRAINT oordeel_van_een_lid
    FOREIGN KEY (gemeente, verzoek_id) REFERENCES verevening_comitelid (gemeente, verzoek_id);

CREATE FUNCTION verevening_verzoek_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(OLD) - ARRAY['ingetrokken_op', 'einde_reden'])
        IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['ingetrokken_op', 'einde_reden']) OR OLD.ingetrokken_op IS NOT NULL
    THEN
        RAISE EXCEPTION 'Een verzoek verandert niet meer. Trek het in en dien een nieuw verzoek in.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('verevening_verzoek'), NEW.id::int);
    IF EXISTS (SELECT FROM verevening_solidariteitsbehandeling b
        WHERE b.verzoek_id = NEW.id AND b.besloten_op IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Over dit verzoek is besloten. Het is niet meer in te trekken.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON verevening_solidariteitsverzoek FOR EACH ROW
    EXECUTE FUNCTION verevening_verzoek_blijft();

CREATE FUNCTION verevening_jaar_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('verevening_jaar'), NEW.jaar);
    IF EXISTS (SELECT FROM verevening_slotverrekening v WHERE v.jaar = NEW.jaar) THEN
        RAISE EXCEPTION 'Dit jaar is al afgerekend. Er komt geen verzoek meer bij.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER jaar_open BEFORE INSERT ON verevening_solidariteitsverzoek FOR EACH ROW
    EXECUTE FUNCTION verevening_jaar_open();

CREATE FUNCTION verevening_behandeling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    leden bigint;
    oordelen bigint;
    uitkomst boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('verevening_verzoek'), NEW.verzoek_id::int);
    IF EXISTS (SELECT FROM verevening_solidariteitsverzoek z
        WHERE z.id = NEW.verzoek_id AND z.ingetrokken_op IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Dit verzoek is ingetrokken. Er valt niets meer te doen.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.besloten_op IS NOT NULL OR OLD.advies_op IS NOT NULL AND
        (OLD.advies_op, OLD.positief, OLD.motivering, OLD.advies_door)
            IS DISTINCT FROM (NEW.advies_op, NEW.positief, NEW.motivering, NEW.advies_door))
    THEN
        RAISE EXCEPTION 'Een advies en een besluit veranderen niet meer.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.advies_op IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.advies_op IS NULL) THEN
        SELECT count(*) INTO leden FROM verevening_comitelid l WHERE l.verzoek_id = NEW.verzoek_id;
        SELECT count(*) INTO oordelen FROM verevening_solidariteitsoordeel o WHERE o.verzoek_id = NEW.verzoek_id;
        IF leden = 0 OR oordelen <> 4 * leden THEN
            RAISE EXCEPTION 'Nog niet elk lid heeft over alle vier de O''s geoordeeld.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT bool_and(2 * ja > leden) INTO uitkomst FROM (
            SELECT count(*) FILTER (WHERE voldaan) AS ja FROM verevening_solidariteitsoordeel o
            WHERE o.verzoek_id = NEW.verzoek_id GROUP BY voorwaarde_o) per_o;
        IF NEW.positief IS DISTINCT FROM uitkomst THEN
            RAISE EXCEPTION 'Het advies volgt niet uit de oordelen: alle vier de O''s moeten gelden.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER op_volgorde BEFORE INSERT OR UPDATE ON verevening_solidariteitsbehandeling FOR EACH ROW
    EXECUTE FUNCTION verevening_behandeling();

CREATE FUNCTION verevening_comite_bezig() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('verevening_verzoek'), NEW.verzoek_id::int);
    IF EXISTS (SELECT FROM verevening_solidariteitsbehandeling b
        WHERE b.verzoek_id = NEW.verzoek_id AND b.advies_op IS NOT NULL)
        OR EXISTS (SELECT FROM verevening_solidariteitsverzoek z
        WHERE z.id = NEW.verzoek_id AND z.ingetrokken_op IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Het comité is klaar: er is advies gegeven, of het verzoek is ingetrokken.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bezig BEFORE INSERT ON verevening_comitelid FOR EACH ROW EXECUTE FUNCTION verevening_comite_bezig();
CREATE TRIGGER bezig BEFORE INSERT ON verevening_solidariteitsoordeel FOR EACH ROW
    EXECUTE FUNCTION verevening_comite_bezig();

CREATE FUNCTION verevening_alles_besloten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('verevening_jaar'), NEW.jaar);
    IF EXISTS (SELECT FROM verevening_solidariteitsverzoek z
        LEFT JOIN verevening_solidariteitsbehandeling b ON b.verzoek_id = z.id
        WHERE z.jaar = NEW.jaar AND z.ingetrokken_op IS NULL AND b.besloten_op IS NULL)
    THEN
        RAISE EXCEPTION 'Over dit jaar loopt nog een verzoek. Besluit daar eerst over.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alles_besloten BEFORE INSERT ON verevening_slotverrekening FOR EACH ROW
    EXECUTE FUNCTION verevening_alles_besloten();

CREATE FUNCTION verevening_som_nul() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM erbij GROUP BY verrekening_id HAVING sum(saldo_cent) <> 0) THEN
        RAISE EXCEPTION 'Deze verrekening telt niet op tot nul.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT verrekening_id, sum(ontvangt_cent) AS ontvangt FROM erbij GROUP BY 1) r
        JOIN verevening_slotverrekening v ON v.id = r.verrekening_id
        WHERE r.ontvangt <> (
            SELECT coalesce(sum(b.toegekend_cent), 0) FROM verevening_solidariteitsbehandeling b
            JOIN verevening_solidariteitsverzoek z ON z.id = b.verzoek_id WHERE z.jaar = v.jaar))
    THEN
        RAISE EXCEPTION 'Deze verrekening verdeelt iets anders dan wat is toegekend.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER som_nul AFTER INSERT ON verevening_slotregel REFERENCING NEW TABLE AS erbij FOR EACH STATEMENT
    EXECUTE FUNCTION verevening_som_nul();
"""
TERUG = """
DROP TRIGGER som_nul ON verevening_slotregel;
DROP FUNCTION verevening_som_nul;
DROP TRIGGER alles_besloten ON verevening_slotverrekening;
DROP FUNCTION verevening_alles_besloten;
DROP TRIGGER bezig ON verevening_solidariteitsoordeel;
DROP TRIGGER bezig ON verevening_comitelid;
DROP FUNCTION verevening_comite_bezig;
DROP TRIGGER op_volgorde ON verevening_solidariteitsbehandeling;
DROP FUNCTION verevening_behandeling;
DROP TRIGGER jaar_open ON verevening_solidariteitsverzoek;
DROP FUNCTION verevening_jaar_open;
DROP TRIGGER blijft ON verevening_solidariteitsverzoek;
DROP FUNCTION verevening_verzoek_blijft;
ALTER TABLE verevening_solidariteitsoordeel DROP CONSTRAINT oordeel_van_een_lid;
ALTER TABLE verevening_comitelid DROP CONSTRAINT comitelid_van_het_verzoek;
ALTER TABLE verevening_solidariteitsbehandeling DROP CONSTRAINT behandeling_van_het_verzoek;
ALTER TABLE verevening_solidariteitsverzoek DROP CONSTRAINT verzoek_zoals_ingediend;
ALTER TABLE verevening_solidariteitsverzoek DROP CONSTRAINT verzoek_van_aanvrager;
"""


class Migration(migrations.Migration):
    dependencies = [("verevening", "0002_vier_o")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
