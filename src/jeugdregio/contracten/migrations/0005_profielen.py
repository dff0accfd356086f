# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracten', '0004_afspraken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bekostiging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(max_length=5)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('bron', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Betaaldeel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(max_length=5)),
                ('gewicht', models.SmallIntegerField()),
                ('stopreden', models.CharField(blank=True, max_length=2)),
                ('bron', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['profiel', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Financieringsvariant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('naam', models.CharField(max_length=60)),
                ('variant', models.CharField(blank=True, max_length=20)),
                ('ijw', models.BooleanField(help_text='leeg: de bron zegt het niet', null=True)),
                ('declareren', models.CharField(max_length=300)),
                ('afrekenen', models.CharField(max_length=300)),
                ('verantwoorden', models.CharField(max_length=300)),
                ('bron', models.CharField(max_length=200)),
                ('zekerheid', models.CharField(max_length=80)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Profiel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=40)),
                ('nummer', models.SmallIntegerField()),
                ('naam', models.CharField(max_length=80)),
                ('verzonnen', models.BooleanField(help_text='de bron geeft geen naam')),
                ('soort', models.CharField(blank=True, help_text='herstel of duurzaam; leeg: de bron zegt het niet', max_length=10)),
                ('bron', models.CharField(max_length=200)),
                ('zekerheid', models.CharField(max_length=80)),
            ],
            options={
                'ordering': ['nummer', 'segment'],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=12)),
                ('naam', models.CharField(max_length=60)),
                ('prijsregel', models.CharField(choices=[('per_profiel', 'één prijs per profiel'), ('per_aanbieder', 'eigen prijs per aanbieder'), ('pxq', 'per eenheid (P×Q)'), ('geen', 'niet ingekocht')], max_length=13)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Segmentdefinitie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tekst', models.CharField(max_length=400)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('bron', models.CharField(max_length=200)),
                ('zekerheid', models.CharField(max_length=80)),
            ],
            options={
                'ordering': ['geldig', 'id'],
            },
        ),
        migrations.AddField(
            model_name='tarief',
            name='prijsregel',
            field=models.CharField(choices=[('per_profiel', 'één prijs per profiel'), ('per_aanbieder', 'eigen prijs per aanbieder'), ('pxq', 'per eenheid (P×Q)'), ('geen', 'niet ingekocht')], db_default='pxq', max_length=13),
        ),
        migrations.AlterField(
            model_name='product',
            name='profiel',
            field=models.CharField(blank=True, help_text='code van het profiel; leeg: geen profiel', max_length=40),
        ),
        migrations.AddConstraint(
            model_name='tarief',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('prijsregel', 'per_profiel')), expressions=[(models.F('code'), '='), (models.F('categorie'), '='), (models.F('eenheid'), '='), (models.F('regio'), '='), (models.F('tarief_cent'), '<>'), (models.F('geldig'), '&&')], name='tarief_een_prijs_per_profiel'),
        ),
        migrations.AddConstraint(
            model_name='financieringsvariant',
            constraint=models.UniqueConstraint(models.F('regio'), models.F('code'), name='financieringsvariant_een_keer'),
        ),
        migrations.AddField(
            model_name='bekostiging',
            name='financiering',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracten.financieringsvariant'),
        ),
        migrations.AddField(
            model_name='betaaldeel',
            name='profiel',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delen', to='contracten.profiel'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.UniqueConstraint(models.F('regio'), models.F('code'), name='segment_een_keer'),
        ),
        migrations.AddField(
            model_name='profiel',
            name='segment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profielen', to='contracten.segment'),
        ),
        migrations.AddField(
            model_name='segmentdefinitie',
            name='segment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definities', to='contracten.segment'),
        ),
        migrations.AddConstraint(
            model_name='bekostiging',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('code'), '='), (models.F('categorie'), '='), (models.F('regio'), '='), (models.F('geldig'), '&&')], name='bekostiging_een_per_dag'),
        ),
        migrations.AddConstraint(
            model_name='betaaldeel',
            constraint=models.UniqueConstraint(models.F('categorie'), models.F('code'), models.F('profiel'), name='betaaldeel_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='betaaldeel',
            constraint=models.CheckConstraint(condition=models.Q(('gewicht__gt', 0)), name='betaaldeel_heeft_gewicht'),
        ),
        migrations.AddConstraint(
            model_name='profiel',
            constraint=models.UniqueConstraint(models.F('regio'), models.F('code'), name='profiel_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='profiel',
            constraint=models.UniqueConstraint(models.F('regio'), models.F('nummer'), models.F('segment'), name='profiel_een_keer_per_segment'),
        ),
        migrations.AddConstraint(
            model_name='segmentdefinitie',
            constraint=models.UniqueConstraint(models.F('segment'), models.F('bron'), models.F('geldig'), name='segmentdefinitie_een_keer_per_bron'),
        ),
        migrations.AddConstraint(
            model_name='segmentdefinitie',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bron', ''), _negated=True), models.Q(('zekerheid', ''), _negated=True)), name='segmentdefinitie_met_bron'),
        ),
    ]
