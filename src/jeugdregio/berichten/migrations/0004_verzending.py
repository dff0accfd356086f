# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models
from django.db.models import F, Q

VOORUIT = """
ALTER TABLE berichten_verzending ADD CONSTRAINT verzending_van_bericht
    FOREIGN KEY (gemeente, bericht_id) REFERENCES berichten_bericht (gemeente, id);
REVOKE DELETE ON berichten_verzending FROM jeugdregio_app, jeugdregio_verwerking;

-- What was made before this table existed was never sent. The owner may not see rows; for this it must.
ALTER TABLE berichten_bericht NO FORCE ROW LEVEL SECURITY;
ALTER TABLE berichten_uitgaand NO FORCE ROW LEVEL SECURITY;
INSERT INTO berichten_verzending (gemeente, bericht_id, stuk, aanbieder, ontvanger, soort, gemaakt_op, volgende_op)
SELECT u.gemeente, u.bericht_id, 'antwoord', b.aanbieder, b.afzender, u.soort, u.gemaakt_op, u.gemaakt_op
FROM berichten_uitgaand u JOIN berichten_bericht b ON b.gemeente = u.gemeente AND b.id = u.bericht_id
UNION ALL
SELECT gemeente, id, 'bericht', aanbieder, aanbieder, soort, ontvangen_op, ontvangen_op
FROM berichten_bericht WHERE uitkomst = 'geaccepteerd' AND soort IN ('JW301', 'JW319') AND versie <> 'toestand';
ALTER TABLE berichten_bericht FORCE ROW LEVEL SECURITY;
ALTER TABLE berichten_uitgaand FORCE ROW LEVEL SECURITY;
"""

TERUG = """
GRANT DELETE ON berichten_verzending TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [("berichten", "0003_apart")]

    operations = [
        migrations.CreateModel(
            name="Verzending",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente",
                        "bericht_id",
                        "stuk",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("bericht_id", models.BigIntegerField()),
                (
                    "stuk",
                    models.CharField(
                        choices=[("antwoord", "Antwoord op het bericht"), ("bericht", "Het bericht zelf")], max_length=8
                    ),
                ),
                ("aanbieder", models.CharField(max_length=8)),
                ("ontvanger", models.CharField(help_text="AGB- of CBS-code van wie het krijgt", max_length=8)),
                ("soort", models.CharField(max_length=5)),
                ("gemaakt_op", models.DateTimeField()),
                ("pogingen", models.IntegerField(db_default=0)),
                ("volgende_op", models.DateTimeField(null=True)),
                ("fout", models.CharField(blank=True, db_default="", max_length=40)),
                ("verzonden_op", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(("verzonden_op__isnull", True)),
                        fields=["ontvanger", "volgende_op"],
                        name="verzending_wacht",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("verzonden_op__isnull", True), ("volgende_op__isnull", False))
                        | Q(("fout", ""), ("verzonden_op__isnull", False), ("volgende_op__isnull", True)),
                        name="verzending_wacht_of_is_weg",
                    ),
                    models.CheckConstraint(
                        condition=Q(("pogingen__gt", 0)) | Q(("fout", ""), ("pogingen", 0)),
                        name="verzending_fout_na_poging",
                    ),
                    models.CheckConstraint(
                        condition=Q(("stuk__in", ["antwoord", "bericht"])), name="verzending_is_stuk"
                    ),
                    models.CheckConstraint(
                        condition=Q(("ontvanger", F("gemeente"))) | Q(("ontvanger", F("aanbieder"))),
                        name="verzending_ontvanger_hoort_erbij",
                    ),
                ],
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
