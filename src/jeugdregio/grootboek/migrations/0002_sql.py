# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
CREATE FUNCTION grootboek_alleen_erbij() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'het grootboek verandert niet: corrigeer met een tegenboeking' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON grootboek_boeking
    FOR EACH STATEMENT EXECUTE FUNCTION grootboek_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON grootboek_geslotenmaand
    FOR EACH STATEMENT EXECUTE FUNCTION grootboek_alleen_erbij();

CREATE FUNCTION grootboek_maand_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM nieuw JOIN grootboek_geslotenmaand g ON g.gemeente = nieuw.gemeente AND g.maand = nieuw.boekmaand)
    THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in de eerste open maand' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER maand_open AFTER INSERT ON grootboek_boeking REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION grootboek_maand_open();
REVOKE UPDATE, DELETE ON grootboek_boeking, grootboek_geslotenmaand FROM jeugdregio_app, jeugdregio_verwerking;
"""

TERUG = """
DROP TRIGGER alleen_erbij ON grootboek_boeking;
DROP TRIGGER alleen_erbij ON grootboek_geslotenmaand;
DROP TRIGGER maand_open ON grootboek_boeking;
DROP FUNCTION grootboek_alleen_erbij;
DROP FUNCTION grootboek_maand_open;
GRANT UPDATE, DELETE ON grootboek_boeking, grootboek_geslotenmaand TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [('grootboek', '0001_initial')]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
