# SPDX-License-Identifier: EUPL-1.2
"""A norm is added, never changed; a question only ends; a field stays, and belongs to whose question it is."""

from django.db import migrations

VOORUIT = """
REVOKE UPDATE, DELETE ON lasten_handelingsnorm, lasten_uitvraagveld FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE DELETE ON lasten_uitvraag FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION lasten_uitvraag_eindigt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.beeindigd_op IS NOT NULL
        OR (to_jsonb(NEW) - 'beeindigd_op' - 'einde_reden') <> (to_jsonb(OLD) - 'beeindigd_op' - 'einde_reden')
    THEN
        RAISE EXCEPTION 'een uitvraag verandert niet: beëindig haar en stel een nieuwe'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER eindigt BEFORE UPDATE ON lasten_uitvraag FOR EACH ROW EXECUTE FUNCTION lasten_uitvraag_eindigt();
ALTER TABLE lasten_uitvraag ADD CONSTRAINT uitvraag_van_wie UNIQUE (id, gemeente);
ALTER TABLE lasten_uitvraagveld ADD CONSTRAINT uitvraagveld_bij_eigen_uitvraag
    FOREIGN KEY (uitvraag_id, gemeente) REFERENCES lasten_uitvraag (id, gemeente);
"""
TERUG = """
ALTER TABLE lasten_uitvraagveld DROP CONSTRAINT uitvraagveld_bij_eigen_uitvraag;
ALTER TABLE lasten_uitvraag DROP CONSTRAINT uitvraag_van_wie;
DROP TRIGGER eindigt ON lasten_uitvraag;
DROP FUNCTION lasten_uitvraag_eindigt;
GRANT DELETE ON lasten_uitvraag TO jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE, DELETE ON lasten_handelingsnorm, lasten_uitvraagveld TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [("lasten", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
