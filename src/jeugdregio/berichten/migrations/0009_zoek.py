# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0008_vernietigd'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='bericht',
            index=models.Index(fields=['identificatie'], name='bericht_zoek'),
        ),
    ]
