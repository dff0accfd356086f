# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
VOORUIT = "REVOKE UPDATE, DELETE ON regio_taakbesluit FROM jeugdregio_app, jeugdregio_verwerking"
TERUG = "GRANT UPDATE, DELETE ON regio_taakbesluit TO jeugdregio_app, jeugdregio_verwerking"


class Migration(migrations.Migration):

    dependencies = [
        ('regio', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Taakbesluit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taak', models.CharField(max_length=20)),
                ('vanaf', models.DateField()),
                ('neemt_af', models.BooleanField()),
                ('besluit', models.CharField(help_text='waar het besluit staat', max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('gezet_op', models.DateTimeField()),
                ('gemeente', models.ForeignKey(db_column='gemeente', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regio.gemeente')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('besluit', ''), _negated=True), models.Q(('door', ''), _negated=True)), name='taakbesluit_met_besluit_en_naam'), models.CheckConstraint(condition=models.Q(('taak__in', ['inkoop', 'betalingen', 'rapportages', 'facturatie', 'monitoring', 'contractmanagement', 'leren'])), name='taakbesluit_over_een_taak'), models.CheckConstraint(condition=models.Q(('vanaf__day', 1)), name='taakbesluit_begint_op_de_eerste')],
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
        migrations.RunSQL((SQL / "v_taak.sql").read_text(), "DROP VIEW regio_v_taak"),
    ]
