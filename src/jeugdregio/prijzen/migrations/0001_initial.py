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
            name='Indexatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('jaar', models.SmallIntegerField()),
                ('methode', models.CharField(choices=[('verschil', 'verschilmethode'), ('quotient', 'quotiëntmethode')], max_length=8)),
                ('procent', models.DecimalField(decimal_places=3, max_digits=7)),
                ('ingang', models.DateField(help_text='de eerste dag van de nieuwe tarieven')),
                ('tot', models.DateField(help_text='de eerste dag waarop een tarief zonder opvolger ophoudt')),
                ('berekening', models.JSONField(help_text='de stappen, met cijfers en bronnen')),
                ('sha256', models.CharField(max_length=64)),
                ('gezet_op', models.DateTimeField()),
                ('door', models.CharField(max_length=150)),
                ('uitgevoerd_op', models.DateTimeField(null=True)),
                ('teruggedraaid_op', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-gezet_op', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ingang__lt', models.F('tot'))), name='indexatie_ingang_voor_einde'), models.CheckConstraint(condition=models.Q(('teruggedraaid_op__isnull', True), ('uitgevoerd_op__isnull', False), _connector='OR'), name='indexatie_terug_na_uitvoering')],
            },
        ),
        migrations.CreateModel(
            name='Indexcijfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jaar', models.SmallIntegerField()),
                ('soort', models.CharField(choices=[('voorlopig', 'voorlopig'), ('definitief', 'definitief')], max_length=10)),
                ('ova', models.DecimalField(decimal_places=2, max_digits=5)),
                ('ppc', models.DecimalField(decimal_places=2, max_digits=5)),
                ('gewogen', models.DecimalField(decimal_places=2, help_text='zoals gepubliceerd', max_digits=5, null=True)),
                ('bron', models.CharField(max_length=200)),
                ('zekerheid', models.CharField(max_length=80)),
            ],
            options={
                'ordering': ['jaar', '-soort'],
                'constraints': [models.UniqueConstraint(models.F('jaar'), models.F('soort'), name='indexcijfer_een_keer'), models.CheckConstraint(condition=models.Q(('bron', ''), _negated=True), name='indexcijfer_met_bron')],
            },
        ),
        migrations.CreateModel(
            name='Kostprijs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('aanbieder', models.CharField(max_length=8)),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(max_length=5)),
                ('eenheid', models.CharField(max_length=2)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('beroepskrachten_cent', models.BigIntegerField()),
                ('clientgebonden_cent', models.BigIntegerField()),
                ('overhead_cent', models.BigIntegerField()),
                ('indexering_cent', models.BigIntegerField()),
                ('dekking', models.CharField(choices=[('onbekend', 'onbekend'), ('ander_product', 'een ander product, zoals verblijf of ambulant'), ('wlz', 'de Wlz'), ('andere_regio', 'een andere regio'), ('eigen_middelen', 'eigen middelen'), ('niet', 'niet gedekt')], default='onbekend', max_length=14)),
                ('toelichting', models.CharField(blank=True, max_length=300)),
                ('bron', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('aanbieder'), '='), (models.F('code'), '='), (models.F('categorie'), '='), (models.F('eenheid'), '='), (models.F('regio'), '='), (models.F('geldig'), '&&')], name='kostprijs_een_per_dag'), models.CheckConstraint(condition=models.Q(('beroepskrachten_cent__gte', 0), ('clientgebonden_cent__gte', 0), ('indexering_cent__gte', 0), ('overhead_cent__gte', 0)), name='kostprijs_niet_negatief'), models.CheckConstraint(condition=models.Q(('bron', ''), _negated=True), name='kostprijs_met_bron')],
            },
        ),
        migrations.CreateModel(
            name='Indexatiegevolg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('aanbieder', models.CharField(max_length=8)),
                ('oud_cent', models.BigIntegerField()),
                ('nieuw_cent', models.BigIntegerField()),
                ('indexatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gevolgen', to='prijzen.indexatie')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('aanbieder'), models.F('indexatie'), name='indexatiegevolg_een_keer')],
            },
        ),
        migrations.CreateModel(
            name='Indexatieregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(max_length=5)),
                ('eenheid', models.CharField(max_length=2)),
                ('per_uur', models.BooleanField()),
                ('tot', models.DateField(null=True)),
                ('eerder_tot', models.DateField(null=True)),
                ('oud_cent', models.BigIntegerField()),
                ('nieuw_cent', models.BigIntegerField()),
                ('indexatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regels', to='prijzen.indexatie')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('aanbieder'), models.F('code'), models.F('categorie'), models.F('eenheid'), models.F('indexatie'), name='indexatieregel_een_keer')],
            },
        ),
    ]
