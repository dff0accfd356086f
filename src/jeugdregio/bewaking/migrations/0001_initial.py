# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

VOORUIT = """
REVOKE UPDATE, DELETE ON bewaking_controle FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE DELETE ON bewaking_betaalstop FROM jeugdregio_app, jeugdregio_verwerking;

CREATE FUNCTION bewaking_geen_betaalstop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM bewaking_betaalstop WHERE opgeheven_op IS NULL) THEN
        RAISE EXCEPTION 'betaalstop: een controle vond iets dat niet klopt' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER geen_betaalstop BEFORE INSERT ON grootboek_geslotenmaand
    FOR EACH STATEMENT EXECUTE FUNCTION bewaking_geen_betaalstop();
"""
TERUG = """
DROP TRIGGER geen_betaalstop ON grootboek_geslotenmaand;
DROP FUNCTION bewaking_geen_betaalstop;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("grootboek", "0005_sleutels")]

    operations = [
        migrations.CreateModel(
            name="Controle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gedaan_op", models.DateTimeField()),
                ("duur_ms", models.IntegerField()),
                ("geteld", models.SmallIntegerField(help_text="hoeveel invarianten zijn geteld")),
                ("fouten", models.JSONField(default=dict)),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Betaalstop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regio", models.CharField(max_length=20)),
                ("begonnen_op", models.DateTimeField()),
                ("opgeheven_op", models.DateTimeField(null=True)),
                ("opgeheven_door", models.CharField(blank=True, db_default="", max_length=150)),
                ("reden", models.CharField(blank=True, db_default="", max_length=400)),
                (
                    "controle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bewaking.controle"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        F("regio"), condition=Q(("opgeheven_op__isnull", True)), name="betaalstop_een_keer_tegelijk"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("opgeheven_door", ""), ("opgeheven_op__isnull", True), ("reden", "")),
                            Q(
                                ("opgeheven_op__isnull", False),
                                Q(("opgeheven_door", ""), _negated=True),
                                Q(("reden", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="betaalstop_opgeheven_door_iemand",
                    ),
                ]
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
