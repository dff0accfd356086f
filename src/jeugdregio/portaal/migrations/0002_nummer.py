# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portaal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE portaal_nummer;"
            "REVOKE DELETE ON portaal_formulier FROM jeugdregio_app, jeugdregio_verwerking",
            "DROP SEQUENCE portaal_nummer",
        )
    ]
