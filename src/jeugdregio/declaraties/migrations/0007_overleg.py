# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('declaraties', '0006_zoek'),
    ]

    operations = [
        migrations.CreateModel(
            name='Overleg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('aanbieder', models.CharField(max_length=8)),
                ('client_id', models.BigIntegerField()),
                ('toewijzing_nummer', models.IntegerField()),
                ('reden', models.CharField(max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('gezet_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('toewijzing_nummer'), name='overleg_een_keer'), models.CheckConstraint(condition=models.Q(models.Q(('reden', ''), _negated=True), models.Q(('door', ''), _negated=True)), name='overleg_met_reden')],
            },
        ),
    ]
