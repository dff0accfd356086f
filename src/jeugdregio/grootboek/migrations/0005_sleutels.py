# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.indexes
from django.db import migrations

SLEUTEL = """
ALTER TABLE grootboek_boeking DROP CONSTRAINT grootboek_boeking_pkey;
ALTER TABLE grootboek_boeking ADD PRIMARY KEY ({kolommen});
"""


class Migration(migrations.Migration):
    dependencies = [('grootboek', '0004_maandslot')]

    operations = [
        migrations.RunSQL(
            SLEUTEL.format(kolommen='oorzaak_id, oorzaak_nr, oorzaak, gemeente'),
            SLEUTEL.format(kolommen='gemeente, oorzaak, oorzaak_id, oorzaak_nr'),
        ),
        migrations.RemoveIndex(model_name='boeking', name='boeking_maand'),
        migrations.AddIndex(
            model_name='boeking',
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=['boekmaand'], name='boeking_maand', pages_per_range=16
            ),
        ),
    ]
