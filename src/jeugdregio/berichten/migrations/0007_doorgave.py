# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0006_vasthouding'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='verzending',
            name='verzending_is_stuk',
        ),
        migrations.AlterField(
            model_name='bericht',
            name='uitkomst',
            field=models.CharField(choices=[('geaccepteerd', 'Geaccepteerd'), ('deels_afgewezen', 'Deels afgewezen'), ('alles_afgewezen', 'Alles afgewezen'), ('afgekeurd', 'Afgekeurd'), ('geen_retourbericht', 'Geen retourbericht'), ('doorgegeven', 'Doorgegeven aan de gemeente, die zelf factureert'), ('herhaling', 'Al eerder ontvangen')], max_length=20),
        ),
        migrations.AlterField(
            model_name='verzending',
            name='stuk',
            field=models.CharField(choices=[('antwoord', 'Antwoord op het bericht'), ('bericht', 'Het bericht zelf'), ('doorgave', 'Een declaratie, voor de gemeente die zelf factureert')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='verzending',
            constraint=models.CheckConstraint(condition=models.Q(('stuk__in', ['antwoord', 'bericht', 'doorgave'])), name='verzending_is_stuk'),
        ),
        migrations.AddConstraint(
            model_name='verzending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stuk', 'doorgave'), _negated=True), models.Q(('ontvanger', models.F('gemeente')), ('soort', 'JW323')), _connector='OR'), name='verzending_doorgave_aan_gemeente'),
        ),
    ]
