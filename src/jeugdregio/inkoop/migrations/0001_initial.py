# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import jeugdregio.components.voorwaarden
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Aanvraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('kenmerk', models.CharField(blank=True, max_length=40)),
                ('producten', models.JSONField(default=list, help_text='lijst van productcodes')),
                ('onderaannemers', models.JSONField(default=list, help_text='lijst van AGB-codes')),
                ('offerte_cent', models.BigIntegerField(blank=True, null=True)),
                ('clienten', models.IntegerField(blank=True, null=True)),
                ('reden', models.CharField(blank=True, max_length=600)),
                ('ingediend_op', models.DateTimeField()),
                ('stand', models.CharField(choices=[('ingediend', 'Ingediend'), ('ingetrokken', 'Ingetrokken'), ('besloten', 'Besloten')], default='ingediend', max_length=12)),
            ],
            options={
                'ordering': ['-ingediend_op', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Gesprek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('gehouden_op', models.DateField()),
                ('verslag', models.CharField(max_length=1000)),
                ('voorstel_cent', models.BigIntegerField(blank=True, null=True)),
                ('door', models.CharField(max_length=150)),
                ('gezet_op', models.DateTimeField()),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gesprekken', to='inkoop.aanvraag')),
            ],
            options={
                'ordering': ['gehouden_op', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Les',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('jaar', models.SmallIntegerField()),
                ('soort', models.CharField(blank=True, help_text='soort procedure; leeg is elke', max_length=20)),
                ('keuze', models.CharField(max_length=300)),
                ('uitkomst', models.CharField(max_length=600)),
                ('les', models.CharField(max_length=600)),
                ('bron', models.CharField(max_length=200)),
                ('door', models.CharField(max_length=150)),
                ('gezet_op', models.DateTimeField()),
            ],
            options={
                'ordering': ['-jaar', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('les', ''), _negated=True), models.Q(('bron', ''), _negated=True)), name='les_met_bron'), models.UniqueConstraint(models.F('regio'), models.F('jaar'), models.F('soort'), models.F('keuze'), name='les_een_keer')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('naam', models.CharField(max_length=120)),
                ('soort', models.CharField(choices=[('subsidie', 'Subsidie met hoofd- en onderaannemers'), ('raam_plafond', 'Raamovereenkomst met plafond na offerte'), ('raam_pxq', 'Raamovereenkomst prijs maal aantal'), ('semi_open', 'Semi-open raamovereenkomst'), ('open_house', 'Open house'), ('overgang', 'Contractplicht voor overgangscliënten'), ('eenmalig', 'Eenmalig contract buiten de regio'), ('innovatie', 'Innovatieruimte van een gemeente')], max_length=20)),
                ('tafel', models.CharField(blank=True, max_length=10)),
                ('omschrijving', models.TextField()),
                ('perceel', models.CharField(max_length=20)),
                ('bekostiging', models.CharField(max_length=40)),
                ('variant', models.CharField(max_length=20)),
                ('looptijd', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('verlengingsbesluit', models.CharField(blank=True, max_length=200)),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('limiet', models.SmallIntegerField(blank=True, null=True)),
                ('limiet_bron', models.CharField(blank=True, max_length=200)),
                ('overgangsdag', models.DateField(blank=True, null=True)),
                ('budget_cent', models.BigIntegerField(blank=True, null=True)),
                ('plafond_promille', models.SmallIntegerField(blank=True, null=True)),
                ('plafond_lezing', models.CharField(blank=True, choices=[('', 'Geen plafondregel'), ('elk', 'Deel van elke offerte'), ('gemiddeld', 'Gemiddeld over alle offertes, verdeeld naar omzet')], max_length=10)),
                ('referentiejaar', models.CharField(blank=True, max_length=12)),
                ('opschortdagen', models.SmallIntegerField(default=0, help_text='kalenderdagen tussen gunning en contract')),
                ('opschort_bron', models.CharField(blank=True, max_length=200)),
                ('bewijzen_nodig', models.SmallIntegerField(default=1, help_text='voor een contract van meer dan een jaar (S28)')),
                ('eisen', models.JSONField(default=list)),
                ('prijslijst', models.JSONField(default=list)),
                ('bron', models.CharField(max_length=300)),
                ('gepubliceerd_op', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-looptijd', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('soort__in', ['raam_plafond', 'raam_pxq', 'semi_open', 'open_house']), _negated=True), models.Q(('verlengingsbesluit', ''), _negated=True), jeugdregio.components.voorwaarden.Binnen(models.F('looptijd'), maanden=48), _connector='OR'), name='procedure_hoogstens_vier_jaar'), models.CheckConstraint(condition=models.Q(models.Q(('plafond_lezing', ''), ('plafond_promille__isnull', True)), models.Q(('plafond_promille__range', (1, 1000)), models.Q(('plafond_lezing', ''), _negated=True), models.Q(('referentiejaar', ''), _negated=True)), _connector='OR'), name='procedure_plafondregel_heel'), models.CheckConstraint(condition=models.Q(models.Q(('soort', 'innovatie'), _negated=True), models.Q(models.Q(('gemeente', ''), _negated=True), ('limiet__gte', 0), models.Q(('limiet_bron', ''), _negated=True)), _connector='OR'), name='procedure_innovatie_met_limiet'), models.CheckConstraint(condition=models.Q(('opschortdagen', 0), models.Q(('opschort_bron', ''), _negated=True), _connector='OR'), name='procedure_opschorting_met_bron')],
            },
        ),
        migrations.AddField(
            model_name='aanvraag',
            name='procedure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aanvragen', to='inkoop.procedure'),
        ),
        migrations.CreateModel(
            name='Ronde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('vragen', 'Vragenronde'), ('toetreding', 'Toetredingsronde')], max_length=10)),
                ('jaar', models.SmallIntegerField()),
                ('volgnummer', models.SmallIntegerField()),
                ('open', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('ingang', models.DateField(blank=True, null=True)),
                ('gepubliceerd_op', models.DateTimeField(null=True)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ronden', to='inkoop.procedure')),
            ],
            options={
                'ordering': ['procedure', 'open'],
            },
        ),
        migrations.AddField(
            model_name='aanvraag',
            name='ronde',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aanvragen', to='inkoop.ronde'),
        ),
        migrations.CreateModel(
            name='Tekstversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.SmallIntegerField()),
                ('tekst', models.TextField()),
                ('aanleiding', models.CharField(max_length=300)),
                ('gepubliceerd_op', models.DateTimeField(null=True)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teksten', to='inkoop.procedure')),
            ],
            options={
                'ordering': ['procedure', 'volgnummer'],
            },
        ),
        migrations.CreateModel(
            name='Nota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regels', models.JSONField()),
                ('gepubliceerd_op', models.DateTimeField(null=True)),
                ('ronde', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='nota', to='inkoop.ronde')),
                ('tekstversie', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inkoop.tekstversie')),
            ],
        ),
        migrations.CreateModel(
            name='Toelating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('gemeente', models.CharField(max_length=4)),
                ('plek', models.SmallIntegerField(help_text='leeg is niet toegelaten', null=True)),
                ('reden', models.CharField(max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('besloten_op', models.DateTimeField()),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toelatingen', to='inkoop.aanvraag')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toelatingen', to='inkoop.procedure')),
            ],
        ),
        migrations.CreateModel(
            name='Vraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('is_voorstel', models.BooleanField(default=False)),
                ('tekst', models.TextField()),
                ('gesteld_op', models.DateTimeField()),
                ('antwoord', models.TextField(blank=True)),
                ('openbaar', models.TextField(blank=True, help_text='de vraag zoals iedereen haar leest, zonder naam')),
                ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vragen', to='inkoop.ronde')),
            ],
            options={
                'ordering': ['gesteld_op', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Bewijs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('eis', models.CharField(max_length=30)),
                ('tekst', models.CharField(max_length=600)),
                ('ingediend_op', models.DateTimeField()),
                ('oordeel', models.CharField(choices=[('open', 'Nog te beoordelen'), ('voldoet', 'Aantoonbaar'), ('twijfel', 'Twijfelachtig'), ('niet', 'Voldoet niet')], default='open', max_length=8)),
                ('toelichting', models.CharField(blank=True, max_length=400)),
                ('vervallen_op', models.DateTimeField(null=True)),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bewijzen', to='inkoop.aanvraag')),
            ],
            options={
                'ordering': ['aanvraag', 'eis', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='bewijs_met_tekst'), models.CheckConstraint(condition=models.Q(('oordeel__in', ['open', 'voldoet']), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='bewijs_afkeuren_met_toelichting')],
            },
        ),
        migrations.CreateModel(
            name='Gunning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('toegelaten', models.BooleanField()),
                ('redenen', models.CharField(max_length=1000)),
                ('bekend_op', models.DateField()),
                ('wacht_tot', models.DateField(null=True)),
                ('bezwaar_tot', models.DateField(null=True)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                ('looptijd_reden', models.CharField(blank=True, max_length=400)),
                ('plafond_cent', models.BigIntegerField(null=True)),
                ('tarieven', models.JSONField(default=list)),
                ('afwijking', models.CharField(blank=True, help_text='waarom een prijs afwijkt van het profiel', max_length=400)),
                ('voorstel', models.BigIntegerField(help_text='het bevestigde voorstel', null=True)),
                ('contract', models.CharField(blank=True, max_length=30)),
                ('bezwaar_op', models.DateField(null=True)),
                ('met_commissie', models.BooleanField(default=False)),
                ('verdaagd', models.BooleanField(default=False)),
                ('bezwaar', models.CharField(blank=True, choices=[('', 'Geen bezwaar'), ('open', 'In behandeling'), ('ongegrond', 'Ongegrond'), ('gegrond', 'Gegrond'), ('ingetrokken', 'Ingetrokken')], db_default='', max_length=12)),
                ('aanvraag', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='gunning', to='inkoop.aanvraag')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('redenen', ''), _negated=True), name='gunning_met_redenen'), models.CheckConstraint(condition=models.Q(models.Q(('geldig__isnull', True), ('toegelaten', False)), models.Q(('geldig__isnull', False), ('toegelaten', True)), _connector='OR'), name='gunning_met_periode'), models.CheckConstraint(condition=models.Q(('toegelaten', True), ('contract', ''), _connector='OR'), name='gunning_alleen_toegelaten_krijgt_contract'), models.CheckConstraint(condition=models.Q(models.Q(('bezwaar', ''), ('bezwaar_op__isnull', True)), models.Q(models.Q(('bezwaar', ''), _negated=True), ('bezwaar_op__gte', models.F('bekend_op'))), _connector='OR'), name='gunning_bezwaar_met_dag')],
            },
        ),
        migrations.CreateModel(
            name='Indeling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aanbieder', models.CharField(max_length=8)),
                ('omvang', models.CharField(choices=[('groot', 'Groot'), ('klein', 'Klein')], max_length=6)),
                ('omzet_cent', models.BigIntegerField(blank=True, null=True)),
                ('referentiejaar', models.CharField(blank=True, max_length=12)),
                ('bron', models.CharField(max_length=200)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indelingen', to='inkoop.procedure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('procedure'), models.F('aanbieder'), name='indeling_een_keer'), models.CheckConstraint(condition=models.Q(('omzet_cent__gte', 0)), name='indeling_omzet_niet_negatief')],
            },
        ),
        migrations.AddConstraint(
            model_name='ronde',
            constraint=models.UniqueConstraint(models.F('procedure'), models.F('soort'), models.F('jaar'), models.F('volgnummer'), name='ronde_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='ronde',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('procedure'), '='), (models.F('soort'), '='), (models.F('open'), '&&')], name='ronde_een_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='aanvraag',
            constraint=models.UniqueConstraint(condition=models.Q(('stand', 'ingediend')), fields=('aanbieder', 'procedure', 'kenmerk'), name='aanvraag_een_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='aanvraag',
            constraint=models.CheckConstraint(condition=models.Q(('offerte_cent__gte', 0)), name='aanvraag_offerte_niet_negatief'),
        ),
        migrations.AddConstraint(
            model_name='aanvraag',
            constraint=models.CheckConstraint(condition=models.Q(('clienten__gte', 0)), name='aanvraag_clienten_niet_negatief'),
        ),
        migrations.AddConstraint(
            model_name='tekstversie',
            constraint=models.UniqueConstraint(models.F('procedure'), models.F('volgnummer'), name='tekstversie_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='toelating',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('aanvraag'), name='toelating_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='toelating',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('procedure'), models.F('plek'), name='toelating_een_per_plek'),
        ),
        migrations.AddConstraint(
            model_name='toelating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reden', ''), _negated=True), models.Q(('door', ''), _negated=True)), name='toelating_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='toelating',
            constraint=models.CheckConstraint(condition=models.Q(('plek__isnull', True), ('plek__gte', 1), _connector='OR'), name='toelating_op_een_plek'),
        ),
        migrations.AddConstraint(
            model_name='vraag',
            constraint=models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='vraag_met_tekst'),
        ),
    ]
