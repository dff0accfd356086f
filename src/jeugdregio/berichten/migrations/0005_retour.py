# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

VOORUIT = """
ALTER TABLE berichten_retour ADD CONSTRAINT retour_op_bericht
    FOREIGN KEY (gemeente, bericht_id) REFERENCES berichten_bericht (gemeente, id);
ALTER TABLE berichten_retour ADD CONSTRAINT retour_is_bericht
    FOREIGN KEY (gemeente, retour_id) REFERENCES berichten_bericht (gemeente, id);
ALTER TABLE berichten_retourcode ADD CONSTRAINT retourcode_van_retour
    FOREIGN KEY (gemeente, retour_id) REFERENCES berichten_retour (gemeente, retour_id);
REVOKE UPDATE, DELETE ON berichten_retour, berichten_retourcode FROM jeugdregio_app, jeugdregio_verwerking;
"""

TERUG = """
GRANT UPDATE, DELETE ON berichten_retour, berichten_retourcode TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0004_verzending'),
    ]

    operations = [
        migrations.CreateModel(
            name='Retour',
            fields=[
                ('pk', models.CompositePrimaryKey('gemeente', 'bericht_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('bericht_id', models.BigIntegerField(help_text='het bericht van de gemeente dat is beantwoord')),
                ('retour_id', models.BigIntegerField()),
                ('aanbieder', models.CharField(max_length=8)),
                ('soort', models.CharField(max_length=5)),
                ('akkoord', models.BooleanField()),
                ('ontvangen_op', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Retourcode',
            fields=[
                ('pk', models.CompositePrimaryKey('gemeente', 'retour_id', 'klasse', 'nr', 'code', blank=True, editable=False, primary_key=True, serialize=False)),
                ('gemeente', models.CharField(max_length=4)),
                ('retour_id', models.BigIntegerField()),
                ('aanbieder', models.CharField(max_length=8)),
                ('klasse', models.CharField(max_length=20)),
                ('nr', models.IntegerField()),
                ('code', models.CharField(max_length=4)),
                ('kenmerk', models.CharField(blank=True, max_length=36)),
            ],
        ),
        migrations.AddField(
            model_name='verzending',
            name='beantwoord_op',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='verzending',
            index=models.Index(condition=models.Q(('beantwoord_op__isnull', True), ('stuk', 'bericht')), fields=['gemeente', 'aanbieder'], name='verzending_onbeantwoord'),
        ),
        migrations.AddConstraint(
            model_name='verzending',
            constraint=models.CheckConstraint(condition=models.Q(('beantwoord_op__isnull', True), models.Q(('stuk', 'bericht'), ('verzonden_op__isnull', False)), _connector='OR'), name='verzending_beantwoord_na_verzenden'),
        ),
        migrations.AddIndex(
            model_name='retour',
            index=models.Index(condition=models.Q(('akkoord', False)), fields=['gemeente', 'aanbieder'], name='retour_niet_akkoord'),
        ),
        migrations.AddConstraint(
            model_name='retour',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('retour_id'), name='retour_op_een_bericht'),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
