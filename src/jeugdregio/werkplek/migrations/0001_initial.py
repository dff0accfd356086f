# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('gebruikers', '0003_aanstellingen'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bezoek',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL)),
                ('gezien_op', models.DateTimeField()),
                ('vorige_op', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('vorige_op__isnull', True), ('vorige_op__lte', models.F('gezien_op')), _connector='OR'), name='bezoek_in_volgorde')],
            },
        ),
    ]
