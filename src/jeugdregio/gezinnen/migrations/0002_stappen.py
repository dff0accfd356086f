# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

VIEW = Path(__file__).resolve().parents[1] / "sql" / "v_doel.sql"
TABELLEN = (
    "gezinslid", "gezag", "maatregel", "gezinsplan", "doel", "doelscore", "afspraak", "netwerklid", "schooldeel",
    "evaluatie", "handtekening", "teamlid",
)
LEDEN = (
    ("gezag", "lid_id"), ("gezag", "houder_id"), ("gezag", "medehouder_id"), ("maatregel", "lid_id"), ("doel", "lid_id"),
    ("schooldeel", "lid_id"), ("handtekening", "lid_id"), ("gezinslid", "zelfde_als_id"),
)
PLANNEN = ("doel", "afspraak", "netwerklid", "schooldeel", "evaluatie", "handtekening", "teamlid")

# Whatever a row refers to is of the same family, and a family is of one municipality. Looked at when the transaction
# ends, so that two families can become one.
SLEUTELS = "".join(
    f"""
ALTER TABLE gezinnen_{table} ADD CONSTRAINT {table}_{column.removesuffix("_id")}_van_gezin
    FOREIGN KEY ({keys}) REFERENCES gezinnen_{target} ({to}) DEFERRABLE INITIALLY DEFERRED;"""
    for table, column, keys, target, to in (
        *((table, "gemeente", "gezin_id, gemeente", "gezin", "id, gemeente") for table in TABELLEN),
        *((t, c, f"{c}, gezin_id, gemeente", "gezinslid", "id, gezin_id, gemeente") for t, c in LEDEN),
        *((t, "plan", "plan_id, gezin_id, gemeente", "gezinsplan", "id, gezin_id, gemeente") for t in PLANNEN),
        ("doelscore", "doel", "doel_id, gezin_id, gemeente", "doel", "id, gezin_id, gemeente"),
        ("gezin", "samengevoegd", "samengevoegd_in_id, gemeente", "gezin", "id, gemeente"),
    )
)
VOORUIT = """
ALTER TABLE gezinnen_gezinslid ADD CONSTRAINT gezinslid_persoon_volgt_uit_bsn
    CHECK (persoon IS NOT DISTINCT FROM encode(sha256(bsn), 'hex'));
REVOKE DELETE ON gezinnen_gezin, gezinnen_gezinslid, gezinnen_gezinsplan, gezinnen_doel, gezinnen_doelscore,
    gezinnen_afspraak, gezinnen_netwerklid, gezinnen_evaluatie, gezinnen_handtekening, gezinnen_teamlid
    FROM jeugdregio_app, jeugdregio_verwerking;

-- Who signs is worked out here, from the person, so that one person is one signature however it comes in (W5).
CREATE FUNCTION gezinnen_tekenaar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.lid_id IS NULL THEN
        NEW.tekenaar := encode(sha256(convert_to(lower(regexp_replace(
            NEW.naam || '|' || NEW.instelling, '\\s+', ' ', 'g')), 'UTF8')), 'hex');
    ELSE
        SELECT coalesce(l.persoon, encode(sha256(convert_to(lower(regexp_replace(
            l.naam || '|' || coalesce(l.geboortedatum::text, ''), '\\s+', ' ', 'g')), 'UTF8')), 'hex'))
        INTO NEW.tekenaar FROM gezinnen_gezinslid l WHERE l.id = NEW.lid_id;
    END IF;
    IF NEW.versie <> (SELECT versie FROM gezinnen_gezinsplan WHERE id = NEW.plan_id) THEN
        RAISE EXCEPTION 'Het plan is intussen veranderd. Lees het opnieuw en teken dan.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tekenaar BEFORE INSERT ON gezinnen_handtekening FOR EACH ROW EXECUTE FUNCTION gezinnen_tekenaar();
REVOKE UPDATE ON gezinnen_handtekening FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (gezin_id) ON gezinnen_handtekening TO jeugdregio_app;

-- A score lies on the scale of its goal, not before the goal was set, and nothing comes after the last one.
CREATE FUNCTION gezinnen_score_past() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    d gezinnen_doel;
BEGIN
    SELECT * INTO d FROM gezinnen_doel WHERE id = NEW.doel_id FOR UPDATE;
    IF NEW.score NOT BETWEEN d.schaal_van AND d.schaal_tot THEN
        RAISE EXCEPTION 'De score ligt op de schaal van dit doel: van % tot en met %.', d.schaal_van, d.schaal_tot
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.gemeten_op < d.gesteld_op THEN
        RAISE EXCEPTION 'Een score kan niet van voor de dag zijn waarop het doel is gesteld.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT FROM gezinnen_doelscore s WHERE s.doel_id = d.id AND s.eind) THEN
        RAISE EXCEPTION 'Dit doel heeft al een eindscore. Stel een nieuw doel.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON gezinnen_doelscore FOR EACH ROW EXECUTE FUNCTION gezinnen_score_past();
REVOKE UPDATE ON gezinnen_doelscore FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (gezin_id) ON gezinnen_doelscore TO jeugdregio_app;

-- A generalist is there from the day the plan opens until the day it closes (S82). Looked at when the transaction ends.
CREATE FUNCTION gezinnen_generalist_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nummer bigint;
    p gezinnen_gezinsplan;
    er datemultirange;
BEGIN
    IF TG_TABLE_NAME = 'gezinnen_gezinsplan' THEN
        nummer := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        nummer := OLD.plan_id;
    ELSE
        nummer := NEW.plan_id;
    END IF;
    SELECT * INTO p FROM gezinnen_gezinsplan WHERE id = nummer;
    IF p.id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(range_agg(t.geldig), '{}') INTO er FROM gezinnen_teamlid t
    WHERE t.plan_id = p.id AND t.rol = 'generalist';
    IF NOT (er @> daterange(p.geopend_op, p.gesloten_op)) THEN
        RAISE EXCEPTION 'Er is van begin tot eind een generalist bij het gezin. Zet eerst een opvolger in het team, of sluit het plan.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER generalist_blijft AFTER INSERT OR UPDATE OR DELETE ON gezinnen_teamlid
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gezinnen_generalist_blijft();
CREATE CONSTRAINT TRIGGER generalist_in_plan AFTER INSERT OR UPDATE ON gezinnen_gezinsplan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gezinnen_generalist_blijft();

-- What is closed stays closed: nothing is added to a plan after that, and it does not open again.
CREATE FUNCTION gezinnen_plan_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gezinnen_gezinsplan p WHERE p.id = NEW.plan_id AND p.gesloten_op IS NOT NULL) THEN
        RAISE EXCEPTION 'Dit plan is gesloten. Open een nieuw plan voor dit gezin.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION gezinnen_plan_blijft_dicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Dit plan is gesloten. Open een nieuw plan voor dit gezin.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft_dicht BEFORE UPDATE ON gezinnen_gezinsplan FOR EACH ROW
    WHEN (OLD.gesloten_op IS NOT NULL AND OLD.gesloten_op IS DISTINCT FROM NEW.gesloten_op)
    EXECUTE FUNCTION gezinnen_plan_blijft_dicht();
""" + "".join(
    f"CREATE TRIGGER plan_is_open BEFORE INSERT ON gezinnen_{table} FOR EACH ROW"
    " EXECUTE FUNCTION gezinnen_plan_is_open();\n"
    for table in PLANNEN
)
TERUG = "DROP VIEW gezinnen_v_doel;\n" + "".join(
    f"DROP FUNCTION gezinnen_{name} CASCADE;\n"
    for name in ("tekenaar", "score_past", "generalist_blijft", "plan_is_open", "plan_blijft_dicht")
)


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0001_initial")]

    operations = [migrations.RunSQL(SLEUTELS + VOORUIT + VIEW.read_text(encoding="utf-8"), TERUG)]
