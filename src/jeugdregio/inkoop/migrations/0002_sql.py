# SPDX-License-Identifier: EUPL-1.2
"""What no one goes round: who may offer, who judges, and what never changes once it was published."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION inkoop_kleine_offreert_niet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM inkoop_indeling
        WHERE procedure_id = NEW.procedure_id AND aanbieder = NEW.aanbieder AND omvang = 'klein'
    ) THEN
        RAISE EXCEPTION 'een kleine aanbieder doet in deze procedure geen offerte' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER kleine_offreert_niet AFTER INSERT OR UPDATE OF offerte_cent ON inkoop_aanvraag
    FOR EACH ROW WHEN (NEW.offerte_cent IS NOT NULL) EXECUTE FUNCTION inkoop_kleine_offreert_niet();

CREATE FUNCTION inkoop_alleen_de_regio() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('jr.regio', true), '') = '' THEN
        RAISE EXCEPTION 'dit vult alleen de regio in' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER regio_oordeelt AFTER UPDATE ON inkoop_bewijs FOR EACH ROW
    WHEN (NEW.oordeel IS DISTINCT FROM OLD.oordeel OR NEW.toelichting IS DISTINCT FROM OLD.toelichting)
    EXECUTE FUNCTION inkoop_alleen_de_regio();
CREATE TRIGGER regio_oordeelt_later AFTER INSERT ON inkoop_bewijs FOR EACH ROW
    WHEN (NEW.oordeel <> 'open') EXECUTE FUNCTION inkoop_alleen_de_regio();
CREATE TRIGGER regio_antwoordt AFTER UPDATE ON inkoop_vraag FOR EACH ROW
    WHEN ((NEW.antwoord, NEW.openbaar) IS DISTINCT FROM (OLD.antwoord, OLD.openbaar)) EXECUTE FUNCTION inkoop_alleen_de_regio();
CREATE TRIGGER regio_besluit AFTER UPDATE ON inkoop_aanvraag FOR EACH ROW
    WHEN (NEW.stand = 'besloten' AND OLD.stand <> 'besloten' OR OLD.stand = 'besloten' AND NEW.stand <> 'besloten')
    EXECUTE FUNCTION inkoop_alleen_de_regio();

CREATE FUNCTION inkoop_staat_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat is gepubliceerd of besloten, verandert niet' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER staat_vast BEFORE UPDATE OR DELETE ON inkoop_tekstversie
    FOR EACH ROW WHEN (OLD.gepubliceerd_op IS NOT NULL) EXECUTE FUNCTION inkoop_staat_vast();
CREATE TRIGGER staat_vast BEFORE UPDATE OR DELETE ON inkoop_nota
    FOR EACH ROW WHEN (OLD.gepubliceerd_op IS NOT NULL) EXECUTE FUNCTION inkoop_staat_vast();
CREATE TRIGGER staat_vast BEFORE UPDATE OR DELETE ON inkoop_gesprek
    FOR EACH ROW EXECUTE FUNCTION inkoop_staat_vast();
CREATE TRIGGER staat_vast BEFORE UPDATE ON inkoop_gunning FOR EACH ROW
    WHEN ((OLD.aanvraag_id, OLD.toegelaten, OLD.redenen, OLD.bekend_op, OLD.tarieven)
        IS DISTINCT FROM (NEW.aanvraag_id, NEW.toegelaten, NEW.redenen, NEW.bekend_op, NEW.tarieven)
        OR (OLD.geldig, OLD.plafond_cent) IS DISTINCT FROM (NEW.geldig, NEW.plafond_cent)
        OR OLD.contract <> '' AND NEW.contract <> OLD.contract)
    EXECUTE FUNCTION inkoop_staat_vast();
"""
TERUG = """
DROP FUNCTION inkoop_kleine_offreert_niet CASCADE;
DROP FUNCTION inkoop_alleen_de_regio CASCADE;
DROP FUNCTION inkoop_staat_vast CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("inkoop", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
