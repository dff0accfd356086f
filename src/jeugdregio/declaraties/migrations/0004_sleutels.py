# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

SLEUTEL = """
ALTER TABLE declaraties_prestatie DROP CONSTRAINT declaraties_prestatie_pkey;
ALTER TABLE declaraties_prestatie ADD PRIMARY KEY ({kolommen});
"""


class Migration(migrations.Migration):
    dependencies = [('declaraties', '0003_views')]

    operations = [
        migrations.RunSQL(
            SLEUTEL.format(kolommen='bericht_id, nr, gemeente'), SLEUTEL.format(kolommen='gemeente, bericht_id, nr')
        ),
        migrations.RemoveConstraint(model_name='prestatie', name='prestatie_referentie_een_keer'),
        migrations.RemoveConstraint(model_name='prestatie', name='prestatie_een_debet_per_periode'),
        migrations.AddConstraint(
            model_name='prestatie',
            constraint=models.UniqueConstraint(
                models.F('aanbieder'), models.F('referentie'), models.F('gemeente'),
                condition=models.Q(('dubbel', False)), name='prestatie_referentie_een_keer',
            ),
        ),
        migrations.AddConstraint(
            model_name='prestatie',
            constraint=models.UniqueConstraint(
                models.F('toewijzing_id'), models.F('begin'), models.F('tot'), models.F('gemeente'), models.F('code'),
                models.F('categorie'),
                condition=models.Q(('dc', 'D'), ('gecrediteerd', False), ('toegekend', True)),
                name='prestatie_een_debet_per_periode',
            ),
        ),
    ]
