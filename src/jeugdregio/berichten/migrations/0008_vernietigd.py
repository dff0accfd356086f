# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0007_doorgave'),
    ]

    operations = [
        migrations.AddField(
            model_name='bestand',
            name='vernietigd_op',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='uitgaand',
            name='vernietigd_op',
            field=models.DateTimeField(null=True),
        ),
    ]
