# SPDX-License-Identifier: EUPL-1.2
"""A consultation about a part of a price goes with the file of the child."""

from django.db import migrations

ROL = "jeugdregio_vernietiging"
VOORUIT = f"""
GRANT SELECT, DELETE ON declaraties_overleg TO {ROL};
CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON declaraties_overleg FOR EACH STATEMENT
    WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();
REVOKE UPDATE, DELETE ON declaraties_overleg FROM jeugdregio_app, jeugdregio_verwerking;
"""
TERUG = f"""
DROP TRIGGER van_een_lijst ON declaraties_overleg;
REVOKE SELECT, DELETE ON declaraties_overleg FROM {ROL};
GRANT UPDATE, DELETE ON declaraties_overleg TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [("bewaren", "0002_verwijzing"), ("declaraties", "0007_overleg")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
