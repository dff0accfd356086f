# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Wachtvraag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('toewijzing_nummer', models.IntegerField()),
                ('schaadt', models.CharField(choices=[('ja', 'ja, het wachten schaadt'), ('nee', 'nee'), ('weet_niet', 'dat is nog niet te zeggen')], max_length=9)),
                ('gevraagd_aan', models.CharField(max_length=100)),
                ('overbrugging', models.CharField(blank=True, max_length=400)),
                ('toelichting', models.CharField(blank=True, max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('gevraagd_op', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'toewijzing_nummer'], name='wachtvraag_toewijzing')],
                'constraints': [models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='wachtvraag_persoon_is_hash'), models.CheckConstraint(condition=models.Q(models.Q(('door', ''), _negated=True), models.Q(('gevraagd_aan', ''), _negated=True)), name='wachtvraag_van_en_aan_iemand'), models.CheckConstraint(condition=models.Q(models.Q(('schaadt', 'ja'), _negated=True), models.Q(('overbrugging', ''), _negated=True), models.Q(('toelichting', ''), _negated=True), _connector='OR'), name='wachtvraag_schade_met_antwoord')],
            },
        ),
    ]
