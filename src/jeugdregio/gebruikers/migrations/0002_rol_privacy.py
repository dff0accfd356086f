# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gebruikers', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='account',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller gemeente'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager regio'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('privacy', 'Privacyfunctionaris'), ('verwerking', 'Verwerking')], max_length=20),
        ),
    ]
