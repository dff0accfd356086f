# SPDX-License-Identifier: EUPL-1.2
"""An award is of two people; the tariffs of a contract come with the award, or the contract, that was confirmed."""

from django.db import migrations

VOORUIT = """
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('tarief', 'indexatie', 'indexatie_terug', 'gunning', 'contract');
CREATE TRIGGER vier_ogen BEFORE INSERT ON inkoop_gunning FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('gunning');
"""
TERUG = """
DROP TRIGGER vier_ogen ON inkoop_gunning;
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('tarief', 'indexatie', 'indexatie_terug');
"""


class Migration(migrations.Migration):
    dependencies = [("beheer", "0002_indexatie"), ("inkoop", "0002_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
