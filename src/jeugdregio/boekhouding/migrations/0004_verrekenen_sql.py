# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle sums to zero, is what its entries say, and stays; only when it was paid comes to it."""

from django.db import migrations

TABELLEN = ("verevening", "vereveningsdeel", "verrekenronde", "verrekenpost")
VOORUIT = (
    "".join(
        f"CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON boekhouding_{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION boekhouding_alleen_erbij();\n"
        f"REVOKE UPDATE, DELETE ON boekhouding_{table} FROM jeugdregio_app, jeugdregio_verwerking;\n"
        for table in TABELLEN
    )
    + """
CREATE TRIGGER gaat_niet_weg BEFORE DELETE OR TRUNCATE ON boekhouding_verrekensaldo
    FOR EACH STATEMENT EXECUTE FUNCTION boekhouding_alleen_erbij();
CREATE FUNCTION boekhouding_saldo_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.betaald_op IS NOT NULL
        OR (OLD.gemeente, OLD.ronde_id, OLD.te_vorderen_cent, OLD.te_betalen_cent, OLD.saldo_cent)
        IS DISTINCT FROM (NEW.gemeente, NEW.ronde_id, NEW.te_vorderen_cent, NEW.te_betalen_cent, NEW.saldo_cent)
    THEN
        RAISE EXCEPTION 'van een saldo verandert alleen dat het is betaald, één keer' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON boekhouding_verrekensaldo FOR EACH ROW
    EXECUTE FUNCTION boekhouding_saldo_blijft();
REVOKE UPDATE, DELETE ON boekhouding_verrekensaldo FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (betaald_op, betaald_door) ON boekhouding_verrekensaldo TO jeugdregio_app;

CREATE FUNCTION boekhouding_verevening_is_nul() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM boekhouding_vereveningsdeel d
        WHERE d.verevening_id IN (SELECT verevening_id FROM nieuw)
        GROUP BY d.verevening_id HAVING sum(d.bedrag_cent) <> 0
    ) THEN
        RAISE EXCEPTION 'wat gemeenten verevenen is samen nul' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER is_nul AFTER INSERT ON boekhouding_vereveningsdeel REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION boekhouding_verevening_is_nul();

CREATE FUNCTION boekhouding_ronde_klopt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM boekhouding_verrekenpost p WHERE p.ronde_id IN (SELECT ronde_id FROM nieuw)
        GROUP BY p.ronde_id, p.soort, p.bron HAVING sum(p.bedrag_cent) <> 0
    ) THEN
        RAISE EXCEPTION 'wat gemeenten verrekenen is samen nul' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT ronde_id, gemeente, coalesce(sum(bedrag_cent) FILTER (WHERE rekening = '1300'), 0) AS vorderen,
                coalesce(-sum(bedrag_cent) FILTER (WHERE rekening = '1610'), 0) AS betalen
            FROM boekhouding_verrekenpost WHERE ronde_id IN (SELECT ronde_id FROM nieuw) GROUP BY 1, 2
        ) p
        FULL JOIN (
            SELECT * FROM boekhouding_verrekensaldo WHERE ronde_id IN (SELECT ronde_id FROM nieuw)
        ) s ON s.ronde_id = p.ronde_id AND s.gemeente = p.gemeente
        WHERE (s.te_vorderen_cent, s.te_betalen_cent) IS DISTINCT FROM (p.vorderen, p.betalen)
    ) THEN
        RAISE EXCEPTION 'het saldo van een gemeente is de som van haar posten' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER klopt AFTER INSERT ON boekhouding_verrekenpost REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION boekhouding_ronde_klopt();
"""
)
TERUG = (
    "".join(f"DROP TRIGGER alleen_erbij ON boekhouding_{table};\n" for table in TABELLEN)
    + """
DROP TRIGGER gaat_niet_weg ON boekhouding_verrekensaldo;
DROP FUNCTION boekhouding_saldo_blijft CASCADE;
DROP FUNCTION boekhouding_verevening_is_nul CASCADE;
DROP FUNCTION boekhouding_ronde_klopt CASCADE;
"""
)


class Migration(migrations.Migration):
    dependencies = [("boekhouding", "0003_verrekenen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
