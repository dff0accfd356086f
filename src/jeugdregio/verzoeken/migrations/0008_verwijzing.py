# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields.ranges
from django.db import migrations, models


VOORUIT = """
ALTER TABLE verzoeken_verwijzing ADD CONSTRAINT verwijzing_van_verzoek
    FOREIGN KEY (gemeente, bericht_id, nr) REFERENCES verzoeken_verzoek (gemeente, bericht_id, nr);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('toewijzingen', '0011_v_referentie'),
        ('verzoeken', '0007_nazien_en_woonplaats'),
    ]

    operations = [
        migrations.CreateModel(
            name='Verwijzing',
            fields=[
                ('pk', models.CompositePrimaryKey('gemeente', 'bericht_id', 'nr', blank=True, editable=False, primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('bericht_id', models.BigIntegerField()),
                ('nr', models.IntegerField()),
                ('praktijk', models.CharField(help_text='V en de AGB-code van de verwijzer', max_length=9)),
                ('verwijzer_type', models.CharField(max_length=2)),
                ('persoon', models.CharField(max_length=64)),
                ('geboortedatum', models.DateField(null=True)),
                ('jeugdige', models.CharField(max_length=420)),
                ('categorie', models.CharField(blank=True, max_length=2)),
                ('gevraagd_op', models.DateField()),
                ('toegewezen', django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                ('begin', models.DateField(null=True)),
                ('einde', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['praktijk'], name='verwijzing_praktijk')],
                'constraints': [models.CheckConstraint(condition=models.Q(('praktijk__regex', '^V[0-9]{8}$'), ('verwijzer_type__in', ['02', '03', '04', '05'])), name='verwijzing_van_wie_een_code_heeft'), models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='verwijzing_persoon_is_hash'), models.CheckConstraint(condition=models.Q(models.Q(('toegewezen__isnull', False), ('begin__isnull', True), _connector='OR'), models.Q(('begin__isnull', False), ('einde__isnull', True), _connector='OR')), name='verwijzing_zorg_na_toewijzing')],
            },
        ),
        migrations.RunSQL(VOORUIT, migrations.RunSQL.noop),
    ]
