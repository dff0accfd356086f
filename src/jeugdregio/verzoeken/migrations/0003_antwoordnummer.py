# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("verzoeken", "0002_sql")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE verzoeken_antwoordnummer", "DROP SEQUENCE verzoeken_antwoordnummer")
    ]
