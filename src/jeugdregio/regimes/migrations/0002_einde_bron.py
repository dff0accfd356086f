# SPDX-License-Identifier: EUPL-1.2
"""Where the end of a rule rests on, when it was set later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("regimes", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="regime",
            name="einde_bron",
            field=models.CharField(
                blank=True, db_default="", help_text="waar een later gezet einde op rust", max_length=320
            ),
        ),
    ]
