# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('contracten', '0002_views')]

    operations = [
        migrations.RemoveConstraint(model_name='tarief', name='tarief_een_per_dag'),
        migrations.AddConstraint(
            model_name='tarief',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F('aanbieder'), '='), (models.F('code'), '='), (models.F('categorie'), '='),
                    (models.F('eenheid'), '='), (models.F('regio'), '='), (models.F('geldig'), '&&'),
                ],
                name='tarief_een_per_dag',
            ),
        ),
    ]
