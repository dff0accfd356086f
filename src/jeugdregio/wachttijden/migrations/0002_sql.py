# SPDX-License-Identifier: EUPL-1.2
"""An answer stays as it was given; the next one is a new row."""

from django.db import migrations

VOORUIT = "REVOKE UPDATE, DELETE ON wachttijden_wachtvraag FROM jeugdregio_app, jeugdregio_verwerking;"
TERUG = "GRANT UPDATE, DELETE ON wachttijden_wachtvraag TO jeugdregio_app, jeugdregio_verwerking;"


class Migration(migrations.Migration):
    dependencies = [("wachttijden", "0001_initial"), ("verzoeken", "0010_gevraagd"), ("contracten", "0008_wachttijd")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
