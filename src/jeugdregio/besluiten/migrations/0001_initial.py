# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
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
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('aanmelding', models.BigIntegerField()),
                ('gezin', models.BigIntegerField()),
                ('lid', models.BigIntegerField()),
                ('kanaal', models.CharField(max_length=20)),
                ('ontvangen_op', models.DateField()),
                ('weken', models.PositiveSmallIntegerField(default=8)),
                ('bron', models.CharField(default='Awb 4:13', max_length=200)),
                ('afgesloten_op', models.DateField(null=True)),
                ('zonder_besluit', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'persoon'], name='aanvraag_persoon')],
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('aanmelding'), name='aanvraag_een_keer_per_aanmelding'), models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='aanvraag_persoon_is_een_afdruk'), models.CheckConstraint(condition=models.Q(('weken__gte', 1), ('weken__lte', 26), models.Q(('bron', ''), _negated=True)), name='aanvraag_met_termijn'), models.CheckConstraint(condition=models.Q(('zonder_besluit', ''), ('afgesloten_op__isnull', False), _connector='OR'), name='aanvraag_afgesloten_met_dag')],
            },
        ),
        migrations.CreateModel(
            name='Besluit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('soort', models.CharField(choices=[('toekenning', 'Toekenning'), ('gedeeltelijk', 'Gedeeltelijke toekenning'), ('afwijzing', 'Afwijzing'), ('intrekking', 'Intrekking'), ('herziening', 'Herziening'), ('inzet', 'Inzet zonder besluit')], max_length=12)),
                ('stand', models.CharField(choices=[('concept', 'Concept'), ('tweede', 'Wacht op de tweede naam'), ('akkoord', 'Klaar om bekend te maken'), ('verzenden', 'Wordt verstuurd'), ('bekend', 'Bekendgemaakt'), ('vervallen', 'Niet doorgegaan')], default='concept', max_length=10)),
                ('grondslag', models.CharField(max_length=400)),
                ('beoordeling', models.JSONField(default=list)),
                ('motivering', models.TextField()),
                ('voorwaarden', models.JSONField(default=list)),
                ('ingang', models.DateField(null=True)),
                ('tweede_nodig', models.JSONField(default=list)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('makers', models.JSONField(default=list)),
                ('gemaakt_op', models.DateTimeField()),
                ('besloten_op', models.DateField(null=True)),
                ('bekendgemaakt_op', models.DateField(null=True)),
                ('bekendgemaakt_door', models.BigIntegerField(null=True)),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='besluiten', to='besluiten.aanvraag')),
                ('vervangt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vervangen_door', to='besluiten.besluit')),
            ],
        ),
        migrations.CreateModel(
            name='Bezwaar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('verzonden_op', models.DateField()),
                ('ontvangen_op', models.DateField()),
                ('van_wie', models.CharField(max_length=200)),
                ('gronden', models.TextField()),
                ('commissie', models.BooleanField(default=False)),
                ('verschoonbaar', models.CharField(blank=True, max_length=400)),
                ('gehoord_op', models.DateField(null=True)),
                ('uitkomst', models.CharField(blank=True, choices=[('gegrond', 'Gegrond'), ('deels', 'Gedeeltelijk gegrond'), ('ongegrond', 'Ongegrond'), ('buiten', 'Niet-ontvankelijk'), ('ingetrokken', 'Ingetrokken')], max_length=12)),
                ('beslist_op', models.DateField(null=True)),
                ('motivering', models.TextField(blank=True)),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bezwaren', to='besluiten.besluit')),
                ('nieuw_besluit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='besluiten.besluit')),
            ],
        ),
        migrations.CreateModel(
            name='Beroep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('ingesteld_op', models.DateField()),
                ('rechtbank', models.CharField(max_length=80)),
                ('zaaknummer', models.CharField(blank=True, max_length=40)),
                ('uitkomst', models.CharField(blank=True, choices=[('gegrond', 'Gegrond'), ('ongegrond', 'Ongegrond'), ('buiten', 'Niet-ontvankelijk'), ('ingetrokken', 'Ingetrokken')], max_length=12)),
                ('uitspraak_op', models.DateField(null=True)),
                ('gevolg', models.TextField(blank=True)),
                ('bezwaar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beroepen', to='besluiten.bezwaar')),
            ],
        ),
        migrations.CreateModel(
            name='Brief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('feit', models.BigIntegerField(null=True)),
                ('soort', models.CharField(choices=[('beschikking', 'Beschikking'), ('opschorting', 'Vraag om aanvulling'), ('verlenging', 'Bericht van verlenging'), ('ontvangst', 'Ontvangst van het bezwaar')], max_length=12)),
                ('aan', models.BigIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('gegevens', models.JSONField()),
                ('inhoud', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('gemaakt_door', models.BigIntegerField(null=True)),
                ('gemaakt_op', models.DateTimeField()),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='brieven', to='besluiten.aanvraag')),
                ('besluit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='brieven', to='besluiten.besluit')),
            ],
        ),
        migrations.CreateModel(
            name='Termijnfeit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('soort', models.CharField(choices=[('opschorting', 'Opschorting: vraag om aanvulling'), ('verlenging', 'Verlenging'), ('verdaging', 'Verdaging met 6 weken'), ('ingebreke', 'Ingebrekestelling')], max_length=12)),
                ('op', models.DateField()),
                ('uiterlijk', models.DateField(null=True)),
                ('aangevuld_op', models.DateField(null=True)),
                ('reden', models.CharField(max_length=1000)),
                ('door', models.BigIntegerField(null=True)),
                ('gezet_op', models.DateTimeField()),
                ('aanvraag', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feiten', to='besluiten.aanvraag')),
                ('bezwaar', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feiten', to='besluiten.bezwaar')),
            ],
        ),
        migrations.CreateModel(
            name='Toets',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('uitkomst', models.CharField(choices=[('goed', 'Akkoord'), ('terug', 'Teruggegeven')], max_length=5)),
                ('sha256', models.CharField(max_length=64)),
                ('inhoud', models.JSONField()),
                ('toelichting', models.CharField(blank=True, max_length=1000)),
                ('door', models.BigIntegerField()),
                ('gezet_op', models.DateTimeField()),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toetsen', to='besluiten.besluit')),
            ],
        ),
        migrations.CreateModel(
            name='Voorziening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('nr', models.PositiveSmallIntegerField()),
                ('vorm', models.CharField(choices=[('zin', 'Zorg in natura'), ('pgb', 'Persoonsgebonden budget')], max_length=3)),
                ('aanbieder', models.CharField(blank=True, max_length=8)),
                ('categorie', models.CharField(max_length=2)),
                ('code', models.CharField(blank=True, max_length=5)),
                ('profiel', models.CharField(blank=True, max_length=60)),
                ('omschrijving', models.CharField(max_length=200)),
                ('geldig', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('volume', models.IntegerField(null=True)),
                ('eenheid', models.CharField(blank=True, max_length=2)),
                ('frequentie', models.CharField(blank=True, max_length=1)),
                ('budget_cent', models.BigIntegerField(null=True)),
                ('informeel', models.BooleanField(default=False)),
                ('plafond_bereikt', models.BooleanField(default=False)),
                ('wachttijd_weken', models.PositiveSmallIntegerField(null=True)),
                ('toewijzing_nummer', models.IntegerField(null=True)),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voorzieningen', to='besluiten.besluit')),
            ],
        ),
        migrations.CreateModel(
            name='Zending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('poging', models.PositiveSmallIntegerField()),
                ('aanbieder', models.CharField(max_length=8)),
                ('identificatie', models.CharField(max_length=12)),
                ('toegewezen_op', models.DateTimeField()),
                ('dagtekening', models.DateField()),
                ('stand', models.CharField(choices=[('klaar', 'Klaar om te versturen'), ('onderweg', 'Bewaard, wacht op verwerking'), ('aanvaard', 'Toegewezen'), ('geweigerd', 'Geweigerd')], default='klaar', max_length=9)),
                ('bestand', models.BigIntegerField(null=True)),
                ('uitleg', models.TextField(blank=True)),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zendingen', to='besluiten.besluit')),
            ],
        ),
        migrations.AddIndex(
            model_name='besluit',
            index=models.Index(fields=['gemeente', 'persoon'], name='besluit_persoon'),
        ),
        migrations.AddIndex(
            model_name='besluit',
            index=models.Index(fields=['gemeente', 'stand'], name='besluit_stand'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='besluit_persoon_is_een_afdruk'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('grondslag', ''), _negated=True), models.Q(('motivering', ''), _negated=True)), name='besluit_met_grond'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bekendgemaakt_op__isnull', False), ('besloten_op__isnull', False), ('stand', 'bekend')), models.Q(models.Q(('stand', 'bekend'), _negated=True), ('bekendgemaakt_op__isnull', True)), _connector='OR'), name='besluit_bekend_op_een_dag'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(('stand__in', ['concept', 'vervallen']), ('sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='besluit_vastgelegd_met_afdruk'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort__in', ['intrekking', 'herziening']), _negated=True), ('vervangt__isnull', False), _connector='OR'), name='besluit_intrekking_van_een_besluit'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.UniqueConstraint(condition=models.Q(('stand', 'bekend')), fields=('gemeente', 'vervangt'), name='besluit_een_keer_vervangen'),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort', 'intrekking'), _negated=True), ('ingang__isnull', False), _connector='OR'), name='besluit_intrekking_met_dag'),
        ),
        migrations.AddIndex(
            model_name='bezwaar',
            index=models.Index(fields=['gemeente', 'beslist_op'], name='bezwaar_open'),
        ),
        migrations.AddConstraint(
            model_name='bezwaar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('beslist_op__isnull', True), ('uitkomst', '')), models.Q(models.Q(('uitkomst', ''), _negated=True), ('beslist_op__isnull', False), models.Q(('motivering', ''), _negated=True)), _connector='OR'), name='bezwaar_beslist_met_uitkomst'),
        ),
        migrations.AddConstraint(
            model_name='bezwaar',
            constraint=models.CheckConstraint(condition=models.Q(('ontvangen_op__gte', models.F('verzonden_op'))), name='bezwaar_ontvangen_na_verzending'),
        ),
        migrations.AddConstraint(
            model_name='beroep',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('bezwaar'), name='beroep_een_keer_per_bezwaar'),
        ),
        migrations.AddConstraint(
            model_name='beroep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('uitkomst', ''), ('uitspraak_op__isnull', True)), models.Q(models.Q(('uitkomst', ''), _negated=True), ('uitspraak_op__isnull', False)), _connector='OR'), name='beroep_uitspraak_met_dag'),
        ),
        migrations.AddConstraint(
            model_name='brief',
            constraint=models.UniqueConstraint(fields=('gemeente', 'aanvraag', 'besluit', 'feit', 'soort', 'aan'), name='brief_een_keer_per_ontvanger', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.CheckConstraint(condition=models.Q(('aanvraag__isnull', True), ('bezwaar__isnull', True), _connector='XOR'), name='termijnfeit_van_een_van_beide'),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort__in', ['opschorting', 'verlenging']), ('uiterlijk__gt', models.F('op')), ('uiterlijk__isnull', False)), models.Q(('soort__in', ['verdaging', 'ingebreke']), ('uiterlijk__isnull', True)), _connector='OR'), name='termijnfeit_met_laatste_dag'),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.CheckConstraint(condition=models.Q(('aangevuld_op__isnull', True), models.Q(('aangevuld_op__gte', models.F('op')), ('soort', 'opschorting')), _connector='OR'), name='termijnfeit_aangevuld_na_vraag'),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.CheckConstraint(condition=models.Q(('reden', ''), _negated=True), name='termijnfeit_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.UniqueConstraint(condition=models.Q(('soort', 'verdaging')), fields=('gemeente', 'bezwaar'), name='termijnfeit_een_keer_verdaagd'),
        ),
        migrations.AddConstraint(
            model_name='termijnfeit',
            constraint=models.UniqueConstraint(condition=models.Q(('soort', 'ingebreke')), fields=('gemeente', 'aanvraag', 'bezwaar'), name='termijnfeit_een_keer_ingebreke', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='toets',
            constraint=models.CheckConstraint(condition=models.Q(('uitkomst', 'goed'), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='toets_terug_met_reden'),
        ),
        migrations.AddConstraint(
            model_name='toets',
            constraint=models.UniqueConstraint(condition=models.Q(('uitkomst', 'goed')), fields=('gemeente', 'besluit'), name='toets_een_keer_akkoord'),
        ),
        migrations.AddConstraint(
            model_name='voorziening',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('besluit'), models.F('nr'), name='voorziening_telt_per_besluit'),
        ),
        migrations.AddConstraint(
            model_name='voorziening',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder__regex', '^[0-9]{8}$'), ('informeel', False), ('vorm', 'zin')), models.Q(('aanbieder', ''), ('budget_cent__gt', 0), ('budget_cent__isnull', False), ('toewijzing_nummer__isnull', True), ('vorm', 'pgb')), _connector='OR'), name='voorziening_zin_bij_een_aanbieder'),
        ),
        migrations.AddConstraint(
            model_name='voorziening',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('eenheid', ''), ('frequentie', ''), ('volume__isnull', True)), models.Q(('volume__gt', 0), ('volume__isnull', False), models.Q(('eenheid', ''), _negated=True), models.Q(('frequentie', ''), _negated=True)), _connector='OR'), name='voorziening_omvang_heel'),
        ),
        migrations.AddConstraint(
            model_name='voorziening',
            constraint=models.CheckConstraint(condition=models.Q(('vorm', 'pgb'), models.Q(('volume__isnull', True), ('budget_cent__isnull', True), _connector='XOR'), _connector='OR'), name='voorziening_omvang_of_budget'),
        ),
        migrations.AddConstraint(
            model_name='voorziening',
            constraint=models.CheckConstraint(condition=models.Q(('geldig__isempty', False), ('geldig__lower_inf', False)), name='voorziening_periode_niet_leeg'),
        ),
        migrations.AddConstraint(
            model_name='zending',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('besluit'), models.F('poging'), name='zending_een_keer_per_poging'),
        ),
        migrations.AddConstraint(
            model_name='zending',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('identificatie'), name='zending_identificatie_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='zending',
            constraint=models.UniqueConstraint(condition=models.Q(('stand', 'geweigerd'), _negated=True), fields=('gemeente', 'besluit'), name='zending_een_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='zending',
            constraint=models.CheckConstraint(condition=models.Q(('stand', 'klaar'), ('bestand__isnull', False), _connector='OR'), name='zending_onderweg_met_bestand'),
        ),
    ]
