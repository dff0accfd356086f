# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('logboek', '0004_vertrouwen'),
    ]

    operations = [
        migrations.AddField(
            model_name='wijziging',
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
    ]
