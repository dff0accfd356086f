# SPDX-License-Identifier: EUPL-1.2
"""What a control found stays as it was told; a claim and taking it back happen once, in that order."""

from django.db import migrations

VOORUIT = """
ALTER TABLE verantwoording_controlebevinding ADD CONSTRAINT controlebevinding_zelfde_gemeente
    FOREIGN KEY (controle_id, gemeente) REFERENCES verantwoording_controle (id, gemeente);
REVOKE DELETE ON verantwoording_controlebevinding FROM jeugdregio_app, jeugdregio_verwerking;
GRANT SELECT, DELETE ON verantwoording_controlebevinding TO jeugdregio_vernietiging;

CREATE FUNCTION verantwoording_bevinding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.gevorderd_op IS NOT NULL OR NOT EXISTS (
            SELECT FROM verantwoording_controle c WHERE c.id = NEW.controle_id AND c.gesloten_op IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'Pas de definitieve uitkomst van een controle wordt gemeld.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.gemeente, OLD.aanbieder, OLD.controle_id, OLD.bericht_id, OLD.nr, OLD.referentie, OLD.bedrag_cent,
            OLD.fout_cent, OLD.toelichting, OLD.gemeld_op, OLD.gemeld_door, OLD.uiterlijk)
        IS DISTINCT FROM (NEW.gemeente, NEW.aanbieder, NEW.controle_id, NEW.bericht_id, NEW.nr, NEW.referentie,
            NEW.bedrag_cent, NEW.fout_cent, NEW.toelichting, NEW.gemeld_op, NEW.gemeld_door, NEW.uiterlijk)
        OR OLD.gevorderd_op IS NOT NULL AND (OLD.gevorderd_op, OLD.gevorderd_door)
            IS DISTINCT FROM (NEW.gevorderd_op, NEW.gevorderd_door)
        OR OLD.hersteld_op IS NOT NULL AND OLD.hersteld_op IS DISTINCT FROM NEW.hersteld_op
        OR NEW.gevorderd_op IS NOT NULL
            AND (NEW.gevorderd_op AT TIME ZONE 'Europe/Amsterdam')::date <= NEW.uiterlijk
    THEN
        RAISE EXCEPTION 'Wat is gemeld verandert niet, en gevorderd wordt één keer, na de laatste dag.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT OR UPDATE ON verantwoording_controlebevinding FOR EACH ROW
    EXECUTE FUNCTION verantwoording_bevinding();
"""
TERUG = """
DROP TRIGGER past ON verantwoording_controlebevinding;
DROP FUNCTION verantwoording_bevinding;
ALTER TABLE verantwoording_controlebevinding DROP CONSTRAINT controlebevinding_zelfde_gemeente;
"""


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0005_controlebevinding")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
