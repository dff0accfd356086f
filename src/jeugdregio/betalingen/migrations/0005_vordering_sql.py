# SPDX-License-Identifier: EUPL-1.2
"""What came back stays, a claim only fills, and who pays a month does not change once something was booked over it."""

from django.db import migrations

NIET_VAN_EEN_MAAND = "('betaling', 'betaalretour', 'voorschot', 'verrekening', 'lumpsum', 'lumpsumuit')"
VOORUIT = f"""
CREATE FUNCTION betalingen_vordering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'ontvangen_cent' IS DISTINCT FROM to_jsonb(NEW) - 'ontvangen_cent'
        OR NEW.ontvangen_cent < OLD.ontvangen_cent
    THEN
        RAISE EXCEPTION 'een vordering verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON betalingen_vordering FOR EACH ROW EXECUTE FUNCTION betalingen_vordering();
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON betalingen_vordering
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON betalingen_ontvangst
    FOR EACH STATEMENT EXECUTE FUNCTION betalingen_alleen_erbij();

CREATE FUNCTION betalingen_wie_betaalt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    maand date;
BEGIN
    SELECT max(b.dienstmaand) INTO maand FROM grootboek_boeking b
    WHERE b.gemeente = NEW.gemeente AND '1600' IN (b.debet, b.credit) AND b.dienstmaand >= NEW.vanaf
        AND b.oorzaak NOT IN {NIET_VAN_EEN_MAAND}
        AND b.dienstmaand < coalesce((SELECT min(t.vanaf) FROM regio_taakbesluit t
            WHERE t.gemeente = NEW.gemeente AND t.taak = NEW.taak AND t.vanaf > NEW.vanaf), 'infinity')
        AND NEW.neemt_af = EXISTS (SELECT FROM regio_v_taak t WHERE t.gemeente = NEW.gemeente
            AND t.taak = NEW.taak AND NOT t.neemt_af AND t.geldig @> b.dienstmaand);
    IF maand IS NOT NULL THEN
        RAISE EXCEPTION 'Over maanden vanaf % is al geboekt, tot en met %. Kies een maand daarna: anders betaalt een ander'
            ' dan wie er al betaalde.', to_char(NEW.vanaf, 'YYYY-MM'), to_char(maand, 'YYYY-MM')
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wie_betaalt BEFORE INSERT ON regio_taakbesluit FOR EACH ROW
    WHEN (NEW.taak = 'facturatie') EXECUTE FUNCTION betalingen_wie_betaalt();
"""
TERUG = """
DROP TRIGGER wie_betaalt ON regio_taakbesluit;
DROP FUNCTION betalingen_wie_betaalt;
DROP TRIGGER alleen_erbij ON betalingen_ontvangst;
DROP TRIGGER gaat_niet_weg ON betalingen_vordering;
DROP TRIGGER blijft ON betalingen_vordering;
DROP FUNCTION betalingen_vordering;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("betalingen", "0004_vordering"),
        ("grootboek", "0003_views"),
        ("regio", "0002_taakbesluit"),
    ]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
