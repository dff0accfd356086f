# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contracten', '0007_bronfeit'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wachttijd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regio', models.CharField(max_length=20)),
                ('aanbieder', models.CharField(blank=True, max_length=8)),
                ('profiel', models.CharField(max_length=40)),
                ('maat', models.CharField(choices=[('aanmelding_intake', 'van aanmelding tot intake'), ('intake_start', 'van intake tot start van de hulp'), ('verzoek_besluit', 'van verzoek tot besluit'), ('besluit_start', 'van besluit tot start van de hulp'), ('verzoek_start', 'van verzoek tot start van de hulp')], max_length=18)),
                ('herkomst', models.CharField(choices=[('opgave', 'opgave van de aanbieder'), ('gemeten', 'geteld in berichten')], max_length=8)),
                ('weken', models.DecimalField(decimal_places=1, help_text='mediaan, of wat de aanbieder opgeeft', max_digits=5)),
                ('weken_p80', models.DecimalField(decimal_places=1, help_text='acht van de tien wachten niet langer', max_digits=5, null=True)),
                ('aantal', models.IntegerField(null=True)),
                ('peildatum', models.DateField()),
                ('bron', models.CharField(max_length=200)),
                ('door', models.CharField(blank=True, max_length=150)),
                ('gepubliceerd_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('regio'), models.F('profiel'), models.F('aanbieder'), models.F('maat'), models.F('herkomst'), models.F('peildatum'), name='wachttijd_een_per_dag'), models.CheckConstraint(condition=models.Q(('weken__gte', 0), models.Q(('weken_p80__isnull', True), ('weken_p80__gte', models.F('weken')), _connector='OR'), models.Q(('bron', ''), _negated=True)), name='wachttijd_niet_negatief'), models.CheckConstraint(condition=models.Q(models.Q(('aantal__gte', 10), ('herkomst', 'gemeten')), models.Q(('aantal__isnull', True), ('herkomst', 'opgave'), ('weken_p80__isnull', True), models.Q(('aanbieder', ''), _negated=True)), _connector='OR'), name='wachttijd_opgave_van_iemand')],
            },
        ),
    ]
