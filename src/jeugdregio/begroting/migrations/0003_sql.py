# SPDX-License-Identifier: EUPL-1.2
"""Versions stay; the parts of one add up to it."""

from django.db import migrations

TABELLEN = ("circulaire", "budget", "budgetdeel")
NAMEN = ", ".join(f"begroting_{table}" for table in TABELLEN)
VOORUIT = (
    f"REVOKE UPDATE, DELETE ON {NAMEN} FROM jeugdregio_app, jeugdregio_verwerking;"
    + """
ALTER TABLE begroting_budgetdeel ADD CONSTRAINT budgetdeel_van_een_versie
    FOREIGN KEY (gemeente, jaar, vanaf) REFERENCES begroting_budget (gemeente, jaar, vanaf);
CREATE FUNCTION begroting_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een budgetversie verandert niet. Stel een nieuwe versie voor.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION begroting_delen_kloppen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT gemeente, jaar, vanaf FROM erbij) e
        JOIN begroting_budget b USING (gemeente, jaar, vanaf)
        WHERE b.bedrag_cent <> (SELECT sum(d.bedrag_cent) FROM begroting_budgetdeel d
            WHERE (d.gemeente, d.jaar, d.vanaf) = (b.gemeente, b.jaar, b.vanaf))
    ) THEN
        RAISE EXCEPTION 'De delen zijn samen niet het budget van deze versie.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER delen_kloppen AFTER INSERT ON begroting_budgetdeel REFERENCING NEW TABLE AS erbij
    FOR EACH STATEMENT EXECUTE FUNCTION begroting_delen_kloppen();
"""
    + "\n".join(
        f"CREATE TRIGGER blijft BEFORE UPDATE OR DELETE ON begroting_{table} FOR EACH ROW"
        f" EXECUTE FUNCTION begroting_blijft();"
        for table in TABELLEN
    )
)
TERUG = (
    "\n".join(f"DROP TRIGGER blijft ON begroting_{table};" for table in TABELLEN)
    + f"""
DROP TRIGGER delen_kloppen ON begroting_budgetdeel;
DROP FUNCTION begroting_delen_kloppen;
DROP FUNCTION begroting_blijft;
ALTER TABLE begroting_budgetdeel DROP CONSTRAINT budgetdeel_van_een_versie;
GRANT UPDATE, DELETE ON {NAMEN} TO jeugdregio_app, jeugdregio_verwerking;
"""
)


class Migration(migrations.Migration):
    dependencies = [("begroting", "0002_versies")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
