# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
GRANT SELECT, DELETE ON verzoeken_verwijzing TO jeugdregio_vernietiging;
CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON verzoeken_verwijzing FOR EACH STATEMENT
    WHEN (current_user = 'jeugdregio_vernietiging') EXECUTE FUNCTION bewaren_van_een_lijst();
"""
TERUG = """
DROP TRIGGER van_een_lijst ON verzoeken_verwijzing;
REVOKE SELECT, DELETE ON verzoeken_verwijzing FROM jeugdregio_vernietiging;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bewaren", "0001_initial"),
        ("verzoeken", "0008_verwijzing"),
    ]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
