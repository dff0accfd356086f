# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


VOORUIT = """
ALTER TABLE werkplek_raadsantwoord ADD CONSTRAINT antwoord_op_een_vraag
    FOREIGN KEY (gemeente, nummer) REFERENCES werkplek_raadsvraag (gemeente, nummer);
REVOKE UPDATE, DELETE ON werkplek_raadsvraag, werkplek_raadsantwoord FROM jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('werkplek', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Raadsantwoord',
            fields=[
                ('pk', models.CompositePrimaryKey('gemeente', 'nummer', blank=True, editable=False, primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('nummer', models.IntegerField()),
                ('antwoord', models.CharField(max_length=2000)),
                ('cijfer', models.CharField(max_length=30)),
                ('maand', models.DateField()),
                ('waarde_cent', models.BigIntegerField()),
                ('definitief', models.BooleanField()),
                ('sha256', models.CharField(max_length=64)),
                ('door', models.BigIntegerField()),
                ('beantwoord_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('antwoord', ''), _negated=True), models.Q(('cijfer', ''), _negated=True), ('maand__day', 1), ('sha256__regex', '^[0-9a-f]{64}$')), name='raadsantwoord_met_bron')],
            },
        ),
        migrations.CreateModel(
            name='Raadsvraag',
            fields=[
                ('pk', models.CompositePrimaryKey('gemeente', 'nummer', blank=True, editable=False, primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('nummer', models.IntegerField()),
                ('fractie', models.CharField(max_length=80)),
                ('vraag', models.CharField(max_length=1000)),
                ('gesteld_op', models.DateField()),
                ('uiterlijk', models.DateField()),
                ('door', models.BigIntegerField()),
                ('gezet_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('gemeente', ''), _negated=True), models.Q(('fractie', ''), _negated=True), models.Q(('vraag', ''), _negated=True), ('nummer__gt', 0)), name='raadsvraag_van_iemand'), models.CheckConstraint(condition=models.Q(('uiterlijk__gte', models.F('gesteld_op'))), name='raadsvraag_termijn_na_vraag')],
            },
        ),
        migrations.RunSQL(VOORUIT, migrations.RunSQL.noop),
    ]
