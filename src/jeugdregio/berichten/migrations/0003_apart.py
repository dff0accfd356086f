# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

VOORUIT = "REVOKE DELETE ON berichten_apart FROM jeugdregio_app, jeugdregio_verwerking"
TERUG = "GRANT DELETE ON berichten_apart TO jeugdregio_app, jeugdregio_verwerking"


class Migration(migrations.Migration):
    dependencies = [("berichten", "0002_sql")]

    operations = [
        migrations.AddField(
            model_name="bestand",
            name="mislukt",
            field=models.SmallIntegerField(
                db_default=0, help_text="hoe vaak de verwerking van dit bestand alleen misging"
            ),
        ),
        migrations.AlterField(
            model_name="bestand",
            name="status",
            field=models.CharField(
                choices=[
                    ("ontvangen", "Ontvangen"),
                    ("verwerkt", "Verwerkt"),
                    ("geweigerd", "Geweigerd aan de deur"),
                    ("apart", "Apart gezet na een fout in het programma"),
                ],
                default="ontvangen",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="bestand",
            constraint=models.CheckConstraint(
                condition=Q(("status__in", ["ontvangen", "verwerkt", "geweigerd", "apart"])),
                name="bestand_in_een_stand",
            ),
        ),
        migrations.CreateModel(
            name="Apart",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("fout", models.CharField(max_length=200)),
                ("pogingen", models.SmallIntegerField()),
                ("gezet_op", models.DateTimeField()),
                ("vrijgegeven_op", models.DateTimeField(null=True)),
                ("vrijgegeven_door", models.CharField(blank=True, db_default="", max_length=150)),
                (
                    "bestand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keren_apart",
                        to="berichten.bestand",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        F("bestand"), condition=Q(("vrijgegeven_op__isnull", True)), name="apart_een_keer_tegelijk"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("vrijgegeven_door", ""), ("vrijgegeven_op__isnull", True)),
                            Q(
                                ("vrijgegeven_op__isnull", False),
                                Q(("vrijgegeven_door", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="apart_vrijgegeven_door_iemand",
                    ),
                ]
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
