# SPDX-License-Identifier: EUPL-1.2
"""The steps of a control come in order, a published plan stays, and no line is judged before its time."""

from django.db import migrations

EIST = """('risico', ''), ('algemeen', 'risico'), ('specifiek_risico', 'algemeen'),
        ('specifiek_plan', 'specifiek_risico'), ('ingelicht', 'specifiek_plan'), ('detail', 'ingelicht'),
        ('voornemen', 'detail'), ('reactie', 'voornemen'), ('definitief', 'voornemen')"""
VAN_DE_GEMEENTE = (
    ("controle", "plan_id", "controleplan"),
    ("controlestap", "controle_id", "controle"),
    ("steekproef", "controle_id", "controle"),
    ("steekproefregel", "steekproef_id", "steekproef"),
)
VOORUIT = (
    "".join(
        f"ALTER TABLE verantwoording_{table} ADD CONSTRAINT {table}_van_gemeente UNIQUE (id, gemeente);\n"
        for table in ("controleplan", "controle", "steekproef")
    )
    + "".join(
        f"ALTER TABLE verantwoording_{table} ADD CONSTRAINT {table}_zelfde_gemeente"
        f" FOREIGN KEY ({column}, gemeente) REFERENCES verantwoording_{other} (id, gemeente);\n"
        for table, column, other in VAN_DE_GEMEENTE
    )
    + f"""
REVOKE DELETE ON verantwoording_controleplan, verantwoording_controle, verantwoording_steekproefregel
    FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON verantwoording_controlestap, verantwoording_steekproef
    FROM jeugdregio_app, jeugdregio_verwerking;
GRANT SELECT, DELETE ON verantwoording_steekproefregel TO jeugdregio_vernietiging;

CREATE FUNCTION verantwoording_plan_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Dit plan is gepubliceerd en blijft zoals het is. Maak volgend jaar een nieuw plan.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON verantwoording_controleplan FOR EACH ROW
    WHEN (OLD.gepubliceerd_op IS NOT NULL) EXECUTE FUNCTION verantwoording_plan_blijft();

CREATE FUNCTION verantwoording_controle_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM verantwoording_controleplan p WHERE p.id = NEW.plan_id AND p.gepubliceerd_op <= NEW.begonnen_op
    ) THEN
        RAISE EXCEPTION 'Publiceer eerst het doel en het algemene plan: pas daarna begint een controle (6b.4).'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON verantwoording_controle FOR EACH ROW
    EXECUTE FUNCTION verantwoording_controle_past();

CREATE FUNCTION verantwoording_controle_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Deze controle is gesloten, of ligt vast. Begin een nieuwe.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON verantwoording_controle FOR EACH ROW
    WHEN (OLD.gesloten_op IS NOT NULL OR (OLD.gemeente, OLD.plan_id, OLD.aanbieder, OLD.begin, OLD.tot)
        IS DISTINCT FROM (NEW.gemeente, NEW.plan_id, NEW.aanbieder, NEW.begin, NEW.tot))
    EXECUTE FUNCTION verantwoording_controle_blijft();

CREATE FUNCTION verantwoording_stap_past() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    c verantwoording_controle;
    eerst text;
    wanneer date;
BEGIN
    SELECT * INTO c FROM verantwoording_controle WHERE id = NEW.controle_id FOR UPDATE;
    IF c.id IS NULL OR c.gesloten_op IS NOT NULL THEN
        RAISE EXCEPTION 'Deze controle is gesloten. Begin een nieuwe.' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT eist INTO eerst FROM (VALUES {EIST}) AS s (code, eist) WHERE s.code = NEW.code;
    IF eerst IS NULL THEN
        RAISE EXCEPTION 'Deze stap bestaat niet.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF eerst <> '' AND NOT EXISTS (
        SELECT FROM verantwoording_controlestap s WHERE s.controle_id = c.id AND s.code = eerst
            AND s.gezet_op <= NEW.gezet_op
    ) THEN
        RAISE EXCEPTION 'Deze stap kan nog niet: zet eerst de stappen ervoor.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.code IN ('detail', 'voornemen', 'reactie', 'definitief') AND c.aanbieder = '' THEN
        RAISE EXCEPTION 'Een detailcontrole is van één aanbieder. Begin daarvoor een eigen controle.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.code = 'definitief' THEN
        SELECT s.uiterlijk INTO wanneer FROM verantwoording_controlestap s
            WHERE s.controle_id = c.id AND s.code = 'voornemen';
        IF (NEW.gezet_op AT TIME ZONE 'Europe/Amsterdam')::date <= wanneer AND NOT EXISTS (
            SELECT FROM verantwoording_controlestap s WHERE s.controle_id = c.id AND s.code = 'reactie'
        ) THEN
            RAISE EXCEPTION 'De aanbieder kan nog reageren, tot en met %. Wacht daarop, of leg de reactie vast.',
                to_char(wanneer, 'DD-MM-YYYY') USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (
            SELECT FROM verantwoording_steekproefregel r JOIN verantwoording_steekproef p ON p.id = r.steekproef_id
            WHERE p.controle_id = c.id AND r.oordeel = ''
        ) THEN
            RAISE EXCEPTION 'Beoordeel eerst elke regel van de steekproef.' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON verantwoording_controlestap FOR EACH ROW
    EXECUTE FUNCTION verantwoording_stap_past();

CREATE FUNCTION verantwoording_steekproef_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM verantwoording_controle c JOIN verantwoording_controlestap s ON s.controle_id = c.id
        WHERE c.id = NEW.controle_id AND c.gesloten_op IS NULL AND s.code = 'risico'
    ) THEN
        RAISE EXCEPTION 'Leg eerst de risicoanalyse vast: zij zegt waaruit u trekt.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON verantwoording_steekproef FOR EACH ROW
    EXECUTE FUNCTION verantwoording_steekproef_past();

CREATE FUNCTION verantwoording_regel_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.gemeente, OLD.steekproef_id, OLD.volgnr, OLD.aanbieder, OLD.bericht_id, OLD.nr, OLD.bedrag_cent,
            OLD.trekkingen)
        IS DISTINCT FROM (NEW.gemeente, NEW.steekproef_id, NEW.volgnr, NEW.aanbieder, NEW.bericht_id, NEW.nr,
            NEW.bedrag_cent, NEW.trekkingen) THEN
        RAISE EXCEPTION 'Een getrokken regel verandert niet.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM verantwoording_steekproef p JOIN verantwoording_controle c ON c.id = p.controle_id
        JOIN verantwoording_controlestap s ON s.controle_id = c.id
        WHERE p.id = NEW.steekproef_id AND c.gesloten_op IS NULL AND s.code = 'detail'
    ) THEN
        RAISE EXCEPTION 'Beoordelen kan pas als de detailcontrole is begonnen, en tot de controle is gesloten.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE UPDATE ON verantwoording_steekproefregel FOR EACH ROW
    EXECUTE FUNCTION verantwoording_regel_past();
"""
)
TERUG = (
    "".join(
        f"DROP TRIGGER {trigger} ON verantwoording_{table};\n"
        for trigger, table in (
            ("past", "steekproefregel"),
            ("past", "steekproef"),
            ("past", "controlestap"),
            ("blijft", "controle"),
            ("past", "controle"),
            ("blijft", "controleplan"),
        )
    )
    + """
DROP FUNCTION verantwoording_regel_past;
DROP FUNCTION verantwoording_steekproef_past;
DROP FUNCTION verantwoording_stap_past;
DROP FUNCTION verantwoording_controle_blijft;
DROP FUNCTION verantwoording_controle_past;
DROP FUNCTION verantwoording_plan_blijft;
"""
    + "".join(
        f"ALTER TABLE verantwoording_{table} DROP CONSTRAINT {table}_zelfde_gemeente;\n"
        for table, _, _ in reversed(VAN_DE_GEMEENTE)
    )
    + "".join(
        f"ALTER TABLE verantwoording_{table} DROP CONSTRAINT {table}_van_gemeente;\n"
        for table in ("steekproef", "controle", "controleplan")
    )
)


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
