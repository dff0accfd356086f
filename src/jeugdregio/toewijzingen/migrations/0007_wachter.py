# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


def _view(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8").replace("CREATE VIEW", "CREATE OR REPLACE VIEW")


GRANTS = "GRANT UPDATE (ingetrokken) ON toewijzingen_toewijzingversie TO jeugdregio_app, jeugdregio_verwerking"


class Migration(migrations.Migration):
    dependencies = [("toewijzingen", "0006_v_levering")]

    operations = [
        migrations.AddField(
            model_name="toewijzingversie",
            name="ingetrokken",
            field=models.BooleanField(
                db_default=False, help_text="het bericht is nooit weggegaan en telt niet"
            ),
        ),
        migrations.CreateModel(
            name="Wachter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "regel", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("regel", models.CharField(max_length=8)),
                ("aan", models.BooleanField()),
                ("gezet_op", models.DateTimeField()),
                ("door", models.CharField(max_length=150)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("door", ""), _negated=True), name="wachter_gezet_door_iemand"
                    )
                ],
            },
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(_view("v_versie"), "DROP VIEW toewijzingen_v_versie"),
        migrations.RunSQL(_view("v_product"), migrations.RunSQL.noop),
    ]
