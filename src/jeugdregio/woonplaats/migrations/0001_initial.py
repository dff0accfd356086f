# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Woonplaatsbepaling',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('bsn', models.BinaryField()),
                ('persoon', models.CharField(max_length=64)),
                ('naam', models.CharField(max_length=200)),
                ('feiten', models.JSONField()),
                ('periode', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('door', models.CharField(max_length=150)),
                ('begonnen_op', models.DateTimeField()),
                ('vastgesteld_op', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'persoon'], name='bepaling_van_een_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$'), models.Q(('door', ''), _negated=True)), name='bepaling_van_iemand'), models.CheckConstraint(condition=models.Q(('periode__isempty', False)), name='bepaling_over_een_periode')],
            },
        ),
        migrations.CreateModel(
            name='Woonplaatsvordering',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('nummer', models.IntegerField()),
                ('van', models.CharField(max_length=4)),
                ('periode', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('bedrag_cent', models.BigIntegerField()),
                ('stand', models.CharField(choices=[('voorgesteld', 'voorgesteld'), ('erkend', 'erkend'), ('betwist', 'betwist'), ('verrekend', 'verrekend'), ('ingetrokken', 'ingetrokken')], default='voorgesteld', max_length=12)),
                ('extern', models.BooleanField()),
                ('bericht_id', models.BigIntegerField()),
                ('nr', models.IntegerField()),
                ('grondslag', models.TextField()),
                ('toelichting', models.TextField(blank=True, default='')),
                ('door', models.CharField(max_length=150)),
                ('voorgesteld_op', models.DateTimeField()),
                ('besloten_op', models.DateTimeField(null=True)),
                ('verrekend_op', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('nummer'), name='vordering_nummer'), models.CheckConstraint(condition=models.Q(models.Q(('gemeente', models.F('van')), _negated=True), models.Q(('van', ''), _negated=True)), name='vordering_op_een_ander'), models.CheckConstraint(condition=models.Q(('bedrag_cent__gt', 0)), name='vordering_boven_nul'), models.CheckConstraint(condition=models.Q(('periode__isempty', False)), name='vordering_over_een_periode'), models.CheckConstraint(condition=models.Q(models.Q(('stand', 'betwist'), _negated=True), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='vordering_betwist_met_reden'), models.CheckConstraint(condition=models.Q(('stand', 'verrekend'), ('verrekend_op__isnull', True), _connector='XOR'), name='vordering_verrekend_op_een_dag')],
            },
        ),
        migrations.CreateModel(
            name='Woonplaatsperiode',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('periode', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('verantwoordelijk', models.CharField(max_length=4)),
                ('regels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), size=None)),
                ('toelichting', models.TextField()),
                ('bepaling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='perioden', to='woonplaats.woonplaatsbepaling')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('gemeente', '='), ('bepaling', '='), ('periode', '&&')], name='woonplaats_een_per_dag'), models.CheckConstraint(condition=models.Q(('periode__isempty', False)), name='woonplaats_niet_leeg'), models.CheckConstraint(condition=models.Q(('verantwoordelijk', ''), ('regels__len__gt', 0), _connector='XOR'), name='woonplaats_door_een_regel')],
            },
        ),
        migrations.CreateModel(
            name='Vorderingsregel',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('van', models.CharField(max_length=4)),
                ('bericht_id', models.BigIntegerField()),
                ('nr', models.IntegerField()),
                ('aanbieder', models.CharField(max_length=8)),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(max_length=5)),
                ('dienstmaand', models.DateField()),
                ('bedrag_cent', models.BigIntegerField()),
                ('telt', models.BooleanField(default=True)),
                ('vordering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regels', to='woonplaats.woonplaatsvordering')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('bericht_id'), models.F('nr'), condition=models.Q(('telt', True)), name='vordering_regel_een_keer'), models.CheckConstraint(condition=models.Q(('dienstmaand__day', 1)), name='vordering_regel_hele_maand')],
            },
        ),
        migrations.CreateModel(
            name='Vorderingskind',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('van', models.CharField(blank=True, default='', max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('naam', models.CharField(max_length=200)),
                ('periode', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('telt', models.BooleanField(default=True)),
                ('bepaling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vorderingen', to='woonplaats.woonplaatsbepaling')),
                ('vordering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kinderen', to='woonplaats.woonplaatsvordering')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('telt', True)), expressions=[('gemeente', '='), ('persoon', '='), ('periode', '&&')], name='vordering_een_per_kind_en_dag')],
            },
        ),
    ]
