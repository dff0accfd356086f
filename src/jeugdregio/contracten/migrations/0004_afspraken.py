# SPDX-License-Identifier: EUPL-1.2

import datetime
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import jeugdregio.components.voorwaarden
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracten', '0003_sleutels'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clausule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=30)),
                ('soort', models.CharField(choices=[('afname', 'Geen afnamegarantie'), ('clientkeuze', 'Keuze van de cliënt'), ('garantie', 'Garantie van budget of afname'), ('indexatie', 'Indexatie'), ('looptijd', 'Looptijd en verlenging'), ('transformatie', 'Ontwikkelagenda transformatie'), ('casusregie', 'Casusregie bij de aanbieder'), ('procesregie', 'Casusregie bij de gemeente'), ('plafond', 'Waarschuwing bij het plafond'), ('clientstop', 'Cliëntenstop'), ('onderaannemers', 'Reële prijs voor onderaannemers'), ('betaling', 'Declareren en betalen'), ('overig', 'Overig')], max_length=16)),
                ('titel', models.CharField(max_length=120)),
                ('tekst', models.TextField()),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('procedures', models.JSONField(default=list)),
                ('bron', models.CharField(max_length=200)),
                ('zekerheid', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Contractclausule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('volgnummer', models.SmallIntegerField()),
                ('code', models.CharField(max_length=30)),
                ('soort', models.CharField(choices=[('afname', 'Geen afnamegarantie'), ('clientkeuze', 'Keuze van de cliënt'), ('garantie', 'Garantie van budget of afname'), ('indexatie', 'Indexatie'), ('looptijd', 'Looptijd en verlenging'), ('transformatie', 'Ontwikkelagenda transformatie'), ('casusregie', 'Casusregie bij de aanbieder'), ('procesregie', 'Casusregie bij de gemeente'), ('plafond', 'Waarschuwing bij het plafond'), ('clientstop', 'Cliëntenstop'), ('onderaannemers', 'Reële prijs voor onderaannemers'), ('betaling', 'Declareren en betalen'), ('overig', 'Overig')], max_length=16)),
                ('titel', models.CharField(max_length=120)),
                ('tekst', models.TextField()),
                ('vanaf', models.DateField()),
            ],
            options={
                'ordering': ['contract', 'volgnummer'],
            },
        ),
        migrations.CreateModel(
            name='Contractoptie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('aanbieder', models.CharField(max_length=8)),
                ('volgnummer', models.SmallIntegerField()),
                ('tot', models.DateField()),
                ('besluit_uiterlijk', models.DateField(blank=True, null=True)),
                ('stand', models.CharField(choices=[('open', 'Nog te beslissen'), ('gelicht', 'Gelicht'), ('vervallen', 'Niet gelicht')], default='open', max_length=10)),
                ('besluit', models.CharField(blank=True, db_default='', max_length=200)),
                ('bron', models.CharField(blank=True, db_default='', max_length=200)),
            ],
            options={
                'ordering': ['contract', 'volgnummer'],
            },
        ),
        migrations.AddField(
            model_name='contract',
            name='bron',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
        migrations.AddField(
            model_name='contract',
            name='gunning',
            field=models.BigIntegerField(help_text='nummer van de gunning waar het uit volgt', null=True, unique=True),
        ),
        migrations.AddField(
            model_name='contract',
            name='looptijd_reden',
            field=models.CharField(blank=True, db_default='', max_length=400),
        ),
        migrations.AddField(
            model_name='contract',
            name='niveau',
            field=models.CharField(blank=True, choices=[('', 'Niet vastgelegd'), ('lokaal', 'Lokaal'), ('regionaal', 'Regionaal'), ('bovenregionaal', 'Bovenregionaal'), ('landelijk', 'Landelijk')], db_default='', max_length=14),
        ),
        migrations.AddField(
            model_name='contract',
            name='offerte_cent',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contract',
            name='omvang',
            field=models.CharField(blank=True, choices=[('', 'Niet ingedeeld'), ('groot', 'Groot'), ('klein', 'Klein')], db_default='', max_length=6),
        ),
        migrations.AddField(
            model_name='contract',
            name='procedure',
            field=models.CharField(blank=True, db_default='', help_text='code van de inkoopprocedure', max_length=40),
        ),
        migrations.AddField(
            model_name='contract',
            name='rol',
            field=models.CharField(blank=True, choices=[('', 'Niet vastgelegd'), ('hoofdaannemer', 'Hoofdaannemer'), ('onderaannemer', 'Onderaannemer'), ('zelfstandig', 'Zelfstandig'), ('cooperatie', 'Coöperatie'), ('overgang', 'Alleen overgangscliënten')], db_default='', max_length=14),
        ),
        migrations.AddField(
            model_name='contract',
            name='soort',
            field=models.CharField(blank=True, choices=[('', 'Niet vastgelegd'), ('raam', 'Raamovereenkomst'), ('overeenkomst', 'Overeenkomst'), ('beschikking', 'Subsidiebeschikking'), ('eenmalig', 'Eenmalige overeenkomst')], db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='contract',
            name='tafel',
            field=models.CharField(blank=True, choices=[('', 'Geen tafel'), ('J&O', 'Jeugd- en opvoedhulp'), ('GGZ', 'Jeugd-GGZ'), ('LVB', 'AWBZ: deel J-GGZ en LVB')], db_default='', max_length=10),
        ),
        migrations.AddField(
            model_name='contract',
            name='verlengingsbesluit',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('offerte_cent__gte', 0)), name='contractofferte_niet_negatief'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort', 'raam'), _negated=True), models.Q(('verlengingsbesluit', ''), _negated=True), jeugdregio.components.voorwaarden.Binnen(models.F('geldig'), maanden=48), _connector='OR'), name='raam_hoogstens_vier_jaar'),
        ),
        migrations.AddConstraint(
            model_name='clausule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort', 'garantie'), _negated=True), ('geldig__endswith__lte', datetime.date(2017, 1, 1)), _connector='OR'), name='clausule_zonder_garantie'),
        ),
        migrations.AddConstraint(
            model_name='clausule',
            constraint=models.UniqueConstraint(models.F('regio'), models.F('code'), models.F('geldig'), name='clausule_een_keer'),
        ),
        migrations.AddField(
            model_name='contractclausule',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clausules', to='contracten.contract'),
        ),
        migrations.AddField(
            model_name='contractoptie',
            name='contract',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opties', to='contracten.contract'),
        ),
        migrations.AddConstraint(
            model_name='contractclausule',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('volgnummer'), name='contractclausule_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='contractclausule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort', 'garantie'), _negated=True), ('vanaf__lt', datetime.date(2017, 1, 1)), _connector='OR'), name='contract_zonder_garantie'),
        ),
        migrations.AddConstraint(
            model_name='contractoptie',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('volgnummer'), name='contractoptie_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='contractoptie',
            constraint=models.CheckConstraint(condition=models.Q(('stand', 'open'), models.Q(('besluit', ''), _negated=True), _connector='OR'), name='contractoptie_met_besluit'),
        ),
        migrations.AddConstraint(
            model_name='contractoptie',
            constraint=models.CheckConstraint(condition=models.Q(('besluit_uiterlijk__isnull', True), ('besluit_uiterlijk__lt', models.F('tot')), _connector='OR'), name='contractoptie_op_tijd_beslissen'),
        ),
    ]
