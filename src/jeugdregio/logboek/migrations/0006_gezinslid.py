# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('logboek', '0005_praktijk'),
    ]

    operations = [
        migrations.AddField(
            model_name='wijziging',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
    ]
