# SPDX-License-Identifier: EUPL-1.2
"""An option is decided once, in time and in order, and the contract of a lifted one lasts as long (S27, S33)."""

from django.db import migrations, models

BESLUIT = """
CREATE FUNCTION contracten_optie_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'over optie % is al besloten', OLD.volgnummer
        USING ERRCODE = 'check_violation', CONSTRAINT = 'contractoptie_een_besluit';
END $$;
CREATE TRIGGER optie_blijft BEFORE UPDATE ON contracten_contractoptie FOR EACH ROW
    WHEN (OLD.stand <> 'open' AND (OLD.stand, OLD.tot, OLD.besloten_op, OLD.contract_id, OLD.volgnummer)
        IS DISTINCT FROM (NEW.stand, NEW.tot, NEW.besloten_op, NEW.contract_id, NEW.volgnummer))
    EXECUTE FUNCTION contracten_optie_blijft();

CREATE FUNCTION contracten_optie_gelicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM contracten_contract c WHERE c.id = NEW.contract_id AND upper(c.geldig) < NEW.tot
    ) THEN
        RAISE EXCEPTION 'het contract eindigt voor optie %, die is gelicht', NEW.volgnummer
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contractoptie_contract_loopt_door';
    END IF;
    IF NEW.volgnummer > 1 AND NOT EXISTS (
        SELECT FROM contracten_contractoptie o
        WHERE o.contract_id = NEW.contract_id AND o.volgnummer = NEW.volgnummer - 1 AND o.stand = 'gelicht'
    ) THEN
        RAISE EXCEPTION 'optie % kan pas als die ervoor is gelicht', NEW.volgnummer
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contractoptie_op_volgorde';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER optie_gelicht AFTER INSERT OR UPDATE OF stand, tot ON contracten_contractoptie
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.stand = 'gelicht')
    EXECUTE FUNCTION contracten_optie_gelicht();
"""
TERUG = """
DROP TRIGGER optie_gelicht ON contracten_contractoptie;
DROP TRIGGER optie_blijft ON contracten_contractoptie;
DROP FUNCTION contracten_optie_gelicht();
DROP FUNCTION contracten_optie_blijft();
"""


class Migration(migrations.Migration):
    dependencies = [("contracten", "0009_wachttijd_sql")]

    operations = [
        migrations.AddField(
            model_name="contractoptie", name="besloten_op", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="contractoptie",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("stand", "open"), _negated=True), ("besloten_op__isnull", True), _connector="OR"),
                name="contractoptie_open_is_niet_besloten",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractoptie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stand", "gelicht"), _negated=True),
                    ("besloten_op__isnull", True),
                    ("besluit_uiterlijk__isnull", True),
                    ("besloten_op__lte", models.F("besluit_uiterlijk")),
                    _connector="OR",
                ),
                name="contractoptie_op_tijd_gelicht",
            ),
        ),
        migrations.RunSQL(BESLUIT, TERUG),
    ]
