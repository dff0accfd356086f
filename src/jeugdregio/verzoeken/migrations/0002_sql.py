# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
ALTER TABLE verzoeken_gevraagdproduct ADD CONSTRAINT gevraagd_in_verzoek
    FOREIGN KEY (gemeente, bericht_id, verzoek_nr) REFERENCES verzoeken_verzoek (gemeente, bericht_id, nr);
ALTER TABLE verzoeken_antwoord ADD CONSTRAINT antwoord_op_verzoek
    FOREIGN KEY (gemeente, aanbieder, referentie) REFERENCES verzoeken_verzoek (gemeente, aanbieder, referentie);
REVOKE DELETE ON verzoeken_verzoek FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON verzoeken_gevraagdproduct, verzoeken_antwoord FROM jeugdregio_app, jeugdregio_verwerking;

-- The states of a request (iJw 3.2): what ended stays ended, and looking into it happens once, first.
CREATE FUNCTION verzoeken_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'in_behandeling' THEN
            RAISE EXCEPTION 'een verzoek begint in behandeling' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF (OLD.status, NEW.status) NOT IN (('in_behandeling', 'in_onderzoek'), ('in_behandeling', 'toegewezen'),
            ('in_behandeling', 'afgewezen'), ('in_onderzoek', 'toegewezen'), ('in_onderzoek', 'afgewezen')) THEN
        RAISE EXCEPTION 'een verzoek gaat niet van % naar %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verzoek_stap BEFORE INSERT OR UPDATE ON verzoeken_verzoek
    FOR EACH ROW EXECUTE FUNCTION verzoeken_stap();
"""

TERUG = """
DROP TRIGGER verzoek_stap ON verzoeken_verzoek;
DROP FUNCTION verzoeken_stap;
ALTER TABLE verzoeken_antwoord DROP CONSTRAINT antwoord_op_verzoek;
ALTER TABLE verzoeken_gevraagdproduct DROP CONSTRAINT gevraagd_in_verzoek;
"""


class Migration(migrations.Migration):
    dependencies = [("verzoeken", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
