# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('declaraties', '0005_stappen'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='declaratie',
            index=models.Index(fields=['nummer'], name='declaratie_nummer'),
        ),
        migrations.AddIndex(
            model_name='prestatie',
            index=models.Index(condition=models.Q(('toegekend', False)), fields=['client_id'], name='prestatie_afgewezen_van_kind'),
        ),
    ]
