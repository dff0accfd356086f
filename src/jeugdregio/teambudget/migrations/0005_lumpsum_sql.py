# SPDX-License-Identifier: EUPL-1.2
"""What was booked of a lump sum is of the municipality of the team, and stays; only that it was paid comes to it."""

from django.db import migrations

VOORUIT = """
ALTER TABLE teambudget_lumpsumbetaling ADD CONSTRAINT lumpsumbetaling_van_de_gemeente_van_het_team
    FOREIGN KEY (team_id, gemeente) REFERENCES teambudget_team (id, gemeente);
REVOKE DELETE ON teambudget_lumpsumbetaling FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION teambudget_lumpsum_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'betaald_op' IS DISTINCT FROM to_jsonb(NEW) - 'betaald_op' OR OLD.betaald_op IS NOT NULL THEN
        RAISE EXCEPTION 'wat is geboekt verandert niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON teambudget_lumpsumbetaling FOR EACH ROW
    EXECUTE FUNCTION teambudget_lumpsum_blijft();
"""
TERUG = """
DROP TRIGGER blijft ON teambudget_lumpsumbetaling;
DROP FUNCTION teambudget_lumpsum_blijft;
GRANT DELETE ON teambudget_lumpsumbetaling TO jeugdregio_app, jeugdregio_verwerking;
ALTER TABLE teambudget_lumpsumbetaling DROP CONSTRAINT lumpsumbetaling_van_de_gemeente_van_het_team;
"""


class Migration(migrations.Migration):
    dependencies = [("teambudget", "0004_lumpsum")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
