# SPDX-License-Identifier: EUPL-1.2
from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models


VOORUIT = """
ALTER TABLE verzoeken_woonplaatsonderzoek ADD CONSTRAINT woonplaatsonderzoek_van_verzoek
    FOREIGN KEY (gemeente, bericht_id, nr) REFERENCES verzoeken_verzoek (gemeente, bericht_id, nr);
REVOKE UPDATE, DELETE ON verzoeken_nagezien, verzoeken_woonplaatsonderzoek FROM jeugdregio_app, jeugdregio_verwerking;
"""
# As before (0006), and one step back more: what was granted by a message that was taken back before it left.
INGETROKKEN = """
    ELSIF OLD.status = 'toegewezen' AND NEW.status IN ('in_behandeling', 'in_onderzoek') AND EXISTS (
            SELECT FROM berichten_vasthouding h WHERE h.gemeente = OLD.gemeente AND h.bericht_id = OLD.besluit_id
            AND h.besluit = 'ingetrokken') THEN
        RETURN NEW;"""


_before = import_module("jeugdregio.verzoeken.migrations.0006_heropend")
STAP, HEROPEN = _before.STAP, _before.HEROPEN


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0006_vasthouding'),
        ('verzoeken', '0006_heropend'),
    ]

    operations = [
        migrations.CreateModel(
            name='Nagezien',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(blank=True, default='', max_length=4)),
                ('aanbieder', models.CharField(blank=True, default='', max_length=8)),
                ('regel', models.CharField(max_length=8)),
                ('nummer', models.BigIntegerField(help_text='van de toewijzing, of van het bestand (OP090x2)')),
                ('feit', models.CharField(max_length=32)),
                ('reden', models.CharField(max_length=500)),
                ('door', models.CharField(max_length=150)),
                ('gezien_op', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'regel', 'feit'], name='nagezien_feit')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('gemeente', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(models.Q(('gemeente', ''), _negated=True), ('aanbieder', '')), _connector='OR'), name='nagezien_door_een_organisatie'), models.CheckConstraint(condition=models.Q(models.Q(('door', ''), _negated=True), models.Q(('reden', ''), _negated=True), models.Q(('feit', ''), _negated=True)), name='nagezien_door_iemand_met_reden')],
            },
        ),
        migrations.CreateModel(
            name='Woonplaatsonderzoek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('bericht_id', models.BigIntegerField()),
                ('nr', models.IntegerField()),
                ('verantwoordelijk', models.CharField(max_length=4)),
                ('regels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), size=None)),
                ('peildatum', models.DateField()),
                ('door', models.CharField(max_length=150)),
                ('vastgesteld_op', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'bericht_id', 'nr'], name='woonplaatsonderzoek_verzoek')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('door', ''), _negated=True), ('regels__len__gt', 0)), name='woonplaatsonderzoek_door_iemand')],
            },
        ),
        migrations.RunSQL(VOORUIT, migrations.RunSQL.noop),
        migrations.RunSQL(STAP.replace("{terug}", HEROPEN + INGETROKKEN), STAP.replace("{terug}", HEROPEN)),
    ]
