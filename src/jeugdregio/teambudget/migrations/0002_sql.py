# SPDX-License-Identifier: EUPL-1.2
"""What belongs to a team is of its municipality; an amount is taken back and never changed; a settled year is shut."""

from django.db import migrations

VAN_DE_GEMEENTE = ("teambudget", "uitgave", "afrekening", "budgetsignaal")
VOORUIT = (
    "ALTER TABLE teambudget_team ADD CONSTRAINT team_van_gemeente UNIQUE (id, gemeente);\n"
    + "".join(
        f"ALTER TABLE teambudget_{table} ADD CONSTRAINT {table}_van_de_gemeente_van_het_team"
        f" FOREIGN KEY (team_id, gemeente) REFERENCES teambudget_team (id, gemeente);\n"
        for table in VAN_DE_GEMEENTE
    )
    + """
REVOKE DELETE ON teambudget_uitgave, teambudget_budgetsignaal, teambudget_team
    FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON teambudget_afrekening FROM jeugdregio_app, jeugdregio_verwerking;

CREATE FUNCTION teambudget_jaar_dicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM teambudget_afrekening a WHERE a.team_id = NEW.team_id AND a.jaar = extract(year FROM NEW.dag)
    ) THEN
        RAISE EXCEPTION 'dit jaar is afgerekend: er verandert niets meer in' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER jaar_dicht_nieuw BEFORE INSERT ON teambudget_uitgave FOR EACH ROW
    EXECUTE FUNCTION teambudget_jaar_dicht();
CREATE TRIGGER jaar_dicht_terug BEFORE UPDATE ON teambudget_uitgave FOR EACH ROW
    WHEN (OLD.ingetrokken_op IS DISTINCT FROM NEW.ingetrokken_op) EXECUTE FUNCTION teambudget_jaar_dicht();

CREATE FUNCTION teambudget_uitgave_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'een uitgave verandert niet: trek haar in en leg een nieuwe vast'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON teambudget_uitgave FOR EACH ROW
    WHEN ((OLD.gemeente, OLD.team_id, OLD.dag, OLD.soort, OLD.bedrag_cent, OLD.aanbieder)
            IS DISTINCT FROM (NEW.gemeente, NEW.team_id, NEW.dag, NEW.soort, NEW.bedrag_cent, NEW.aanbieder)
        OR OLD.persoon IS DISTINCT FROM NEW.persoon AND NEW.persoon <> ''
        OR OLD.ingetrokken_op IS NOT NULL AND OLD.ingetrokken_op IS DISTINCT FROM NEW.ingetrokken_op)
    EXECUTE FUNCTION teambudget_uitgave_blijft();
"""
)
TERUG = (
    """
DROP TRIGGER blijft ON teambudget_uitgave;
DROP FUNCTION teambudget_uitgave_blijft;
DROP TRIGGER jaar_dicht_terug ON teambudget_uitgave;
DROP TRIGGER jaar_dicht_nieuw ON teambudget_uitgave;
DROP FUNCTION teambudget_jaar_dicht;
"""
    + "".join(
        f"ALTER TABLE teambudget_{table} DROP CONSTRAINT {table}_van_de_gemeente_van_het_team;\n"
        for table in VAN_DE_GEMEENTE
    )
    + "ALTER TABLE teambudget_team DROP CONSTRAINT team_van_gemeente;"
)


class Migration(migrations.Migration):
    dependencies = [("teambudget", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
