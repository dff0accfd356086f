# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.indexes
from django.db import migrations, models

VOORUIT = """
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON logboek_wijziging
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_erbij();
CREATE TRIGGER alleen_vanzelf BEFORE INSERT ON logboek_wijziging
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_vanzelf();
REVOKE UPDATE, DELETE ON logboek_wijziging FROM jeugdregio_app, jeugdregio_verwerking;
"""
TERUG = """
DROP TRIGGER alleen_erbij ON logboek_wijziging;
DROP TRIGGER alleen_vanzelf ON logboek_wijziging;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('logboek', '0002_sql'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wijziging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField()),
                ('tabel', models.CharField(max_length=63)),
                ('sleutel', models.JSONField(help_text='de primaire sleutel van de rij')),
                ('handeling', models.CharField(choices=[('wijzigen', 'Gewijzigd'), ('wissen', 'Verwijderd')], max_length=8)),
                ('oud', models.JSONField()),
                ('nieuw', models.JSONField()),
                ('organisatie', models.CharField(blank=True, help_text='namens wie het gebeurde', max_length=20)),
                ('account', models.CharField(blank=True, max_length=64)),
                ('rol', models.CharField(blank=True, max_length=20)),
                ('reden', models.CharField(blank=True, max_length=500)),
                ('persoon', models.CharField(blank=True, max_length=64)),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('aanbieder', models.CharField(blank=True, max_length=8)),
                ('van', models.CharField(blank=True, max_length=4)),
                ('regio', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'indexes': [models.Index(fields=['tabel', 'sleutel'], name='wijziging_van_rij'), models.Index(condition=models.Q(('persoon', ''), _negated=True), fields=['persoon'], name='wijziging_persoon'), django.contrib.postgres.indexes.BrinIndex(fields=['moment'], name='wijziging_moment')],
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
