# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle among themselves is set by two people."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER vier_ogen AFTER INSERT ON boekhouding_verrekenronde FOR EACH ROW
    EXECUTE FUNCTION gebruikers_vier_ogen('gemeenteverrekening');
CREATE TRIGGER vier_ogen AFTER INSERT ON boekhouding_verevening FOR EACH ROW
    EXECUTE FUNCTION gebruikers_vier_ogen('verevening');
"""
TERUG = """
DROP TRIGGER vier_ogen ON boekhouding_verrekenronde;
DROP TRIGGER vier_ogen ON boekhouding_verevening;
"""


class Migration(migrations.Migration):
    dependencies = [("beheer", "0010_regels_en_jaarcijfers"), ("boekhouding", "0004_verrekenen_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
