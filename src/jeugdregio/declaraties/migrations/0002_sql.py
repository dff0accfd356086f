# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
ALTER TABLE declaraties_prestatie SET (autovacuum_vacuum_insert_scale_factor = 0.5, fillfactor = 90);
REVOKE DELETE ON declaraties_prestatie FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON declaraties_declaratie, declaraties_bevinding FROM jeugdregio_app, jeugdregio_verwerking;
"""

TERUG = """
GRANT DELETE ON declaraties_prestatie TO jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE, DELETE ON declaraties_declaratie, declaraties_bevinding TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [('declaraties', '0001_initial')]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
