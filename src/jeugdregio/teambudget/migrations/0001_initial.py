# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Drempel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('categorie', models.CharField(blank=True, db_default='', max_length=2)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('bedrag_cent', models.BigIntegerField(null=True)),
                ('maanden', models.SmallIntegerField(null=True)),
                ('verband', models.CharField(choices=[('of', 'een van de twee is genoeg'), ('en', 'beide moeten gelden')], max_length=2)),
                ('bron', models.CharField(max_length=200)),
                ('vastgesteld_op', models.DateTimeField()),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('gemeente'), '='), (models.F('categorie'), '='), (models.F('geldig'), '&&')], name='drempel_een_per_dag'), models.CheckConstraint(condition=models.Q(models.Q(('bedrag_cent__gt', 0), ('bedrag_cent__isnull', True), _connector='OR'), models.Q(('maanden__gt', 0), ('maanden__isnull', True), _connector='OR'), models.Q(('bedrag_cent__isnull', False), ('maanden__isnull', False), _connector='OR')), name='drempel_van_iets'), models.CheckConstraint(condition=models.Q(models.Q(('bron', ''), _negated=True), ('geldig__isempty', False), ('geldig__startswith__isnull', False)), name='drempel_met_bron')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('naam', models.CharField(max_length=80)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                'ordering': ['naam', 'id'],
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('naam'), name='team_een_naam'), models.CheckConstraint(condition=models.Q(models.Q(('naam', ''), _negated=True), ('geldig__isempty', False)), name='team_met_naam')],
            },
        ),
        migrations.CreateModel(
            name='Budgetsignaal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('soort', models.CharField(choices=[('team', 'budget van een team'), ('gemeente', 'jeugdbudget van de gemeente')], max_length=8)),
                ('jaar', models.SmallIntegerField()),
                ('budget_cent', models.BigIntegerField()),
                ('besteed_cent', models.BigIntegerField()),
                ('aanleiding', models.CharField(max_length=200)),
                ('gemeld_op', models.DateTimeField()),
                ('gezien_op', models.DateTimeField(null=True)),
                ('gezien_door', models.CharField(blank=True, db_default='', max_length=150)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signalen', to='teambudget.team')),
            ],
            options={
                'ordering': ['-gemeld_op', '-id'],
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('soort'), models.F('team'), models.F('jaar'), name='budgetsignaal_een_keer', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('soort', 'team'), ('team__isnull', False)), models.Q(('soort', 'gemeente'), ('team__isnull', True)), _connector='OR'), name='budgetsignaal_team_bij_team'), models.CheckConstraint(condition=models.Q(models.Q(('gezien_door', ''), ('gezien_op__isnull', True)), models.Q(('gezien_op__isnull', False), models.Q(('gezien_door', ''), _negated=True)), _connector='OR'), name='budgetsignaal_gezien_door_iemand')],
            },
        ),
        migrations.CreateModel(
            name='Afrekening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('jaar', models.SmallIntegerField()),
                ('formule', models.CharField(max_length=30)),
                ('formuletekst', models.CharField(max_length=600)),
                ('regels', models.JSONField()),
                ('budget_cent', models.BigIntegerField()),
                ('kosten_cent', models.BigIntegerField()),
                ('kinderen_begroot', models.IntegerField()),
                ('kinderen_werkelijk', models.IntegerField()),
                ('uitkomst_cent', models.BigIntegerField()),
                ('uitgaven_sha256', models.CharField(max_length=64)),
                ('vastgesteld_op', models.DateTimeField()),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='afrekeningen', to='teambudget.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('team'), models.F('jaar'), name='afrekening_een_per_jaar')],
            },
        ),
        migrations.CreateModel(
            name='Teambudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('jaar', models.SmallIntegerField()),
                ('bedrag_cent', models.BigIntegerField()),
                ('kinderen', models.IntegerField(help_text='het afgesproken aantal kinderen')),
                ('bron', models.CharField(max_length=200)),
                ('vastgesteld_op', models.DateTimeField()),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgetten', to='teambudget.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('team'), models.F('jaar'), name='teambudget_een_per_jaar'), models.CheckConstraint(condition=models.Q(('bedrag_cent__gt', 0), ('jaar__gte', 2015), ('kinderen__gt', 0), models.Q(('bron', ''), _negated=True)), name='teambudget_bedrag_aantal_bron')],
            },
        ),
        migrations.CreateModel(
            name='Uitgave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('dag', models.DateField()),
                ('soort', models.CharField(choices=[('eigen', 'hulp van het team zelf'), ('vrij', 'vrij te besteden bedrag')], max_length=5)),
                ('bedrag_cent', models.BigIntegerField()),
                ('persoon', models.CharField(blank=True, max_length=64)),
                ('aanbieder', models.CharField(blank=True, max_length=8)),
                ('omschrijving', models.CharField(max_length=200)),
                ('bereikt', models.CharField(blank=True, choices=[('ja', 'ja'), ('deels', 'deels'), ('nee', 'nee')], db_default='', max_length=5)),
                ('door', models.CharField(max_length=150)),
                ('vastgelegd_op', models.DateTimeField()),
                ('ingetrokken_op', models.DateTimeField(null=True)),
                ('einde_reden', models.CharField(blank=True, db_default='', max_length=400)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitgaven', to='teambudget.team')),
            ],
            options={
                'indexes': [models.Index(fields=['team', 'dag'], name='uitgave_van_team')],
                'constraints': [models.CheckConstraint(condition=models.Q(('bedrag_cent__gt', 0), models.Q(('omschrijving', ''), _negated=True)), name='uitgave_bedrag_en_omschrijving'), models.CheckConstraint(condition=models.Q(('persoon', ''), ('persoon__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='uitgave_persoon_is_hash'), models.CheckConstraint(condition=models.Q(models.Q(('einde_reden', ''), ('ingetrokken_op__isnull', True)), models.Q(('ingetrokken_op__isnull', False), models.Q(('einde_reden', ''), _negated=True)), _connector='OR'), name='uitgave_terug_met_reden')],
            },
        ),
    ]
