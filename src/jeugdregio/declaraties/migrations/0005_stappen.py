# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

VOORUIT = """
-- Of a line that was judged only this changes, once: that it was credited.
REVOKE UPDATE ON declaraties_prestatie FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (gecrediteerd) ON declaraties_prestatie TO jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION declaraties_blijft_gecrediteerd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat gecrediteerd is, blijft gecrediteerd' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER blijft_gecrediteerd BEFORE UPDATE ON declaraties_prestatie FOR EACH ROW
    WHEN (OLD.gecrediteerd AND NOT NEW.gecrediteerd) EXECUTE FUNCTION declaraties_blijft_gecrediteerd();

-- TR323, OP360: a granted credit undoes one granted debit, whole. Debits cost one comparison each.
CREATE FUNCTION declaraties_credit_van_debet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM declaraties_prestatie d WHERE d.aanbieder = NEW.aanbieder
        AND d.referentie = NEW.vorige_referentie AND d.gemeente = NEW.gemeente AND NOT d.dubbel
        AND d.gecrediteerd AND d.bedrag_cent = NEW.bedrag_cent)
    THEN
        RAISE EXCEPTION 'een credit hoort bij een toegekend debet' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_van_debet AFTER INSERT ON declaraties_prestatie FOR EACH ROW
    WHEN (NEW.dc = 'C' AND NEW.toegekend) EXECUTE FUNCTION declaraties_credit_van_debet();
"""

TERUG = """
DROP TRIGGER credit_van_debet ON declaraties_prestatie;
DROP TRIGGER blijft_gecrediteerd ON declaraties_prestatie;
DROP FUNCTION declaraties_credit_van_debet, declaraties_blijft_gecrediteerd;
GRANT UPDATE ON declaraties_prestatie TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('declaraties', '0004_sleutels'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='prestatie',
            constraint=models.CheckConstraint(condition=models.Q(('gecrediteerd', False), models.Q(('dc', 'D'), ('toegekend', True)), _connector='OR'), name='prestatie_gecrediteerd_is_een_toegekend_debet'),
        ),
        migrations.AddConstraint(
            model_name='prestatie',
            constraint=models.CheckConstraint(condition=models.Q(('dc', 'D'), ('toegekend', False), ('vorige_referentie__isnull', False), _connector='OR'), name='prestatie_credit_noemt_een_regel'),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
