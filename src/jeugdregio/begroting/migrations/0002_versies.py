# SPDX-License-Identifier: EUPL-1.2
"""A budget becomes a version of it: what was there counts from the first day of its year."""

from django.db import migrations, models
from django.db.models import F, Q

# A new type with USING fills the rows that are there; an UPDATE would be a change, and those ask for two people.
VOORUIT = """
ALTER TABLE begroting_budget
    ADD COLUMN vanaf date,
    ADD COLUMN naam varchar(100),
    ADD COLUMN circulaire_id varchar(40) REFERENCES begroting_circulaire (code) DEFERRABLE INITIALLY DEFERRED,
    ADD COLUMN laag_cent bigint,
    ADD COLUMN hoog_cent bigint,
    ADD COLUMN ongeveer boolean;
ALTER TABLE begroting_budget
    ALTER COLUMN vanaf TYPE date USING make_date(jaar, 1, 1),
    ALTER COLUMN naam TYPE varchar(100) USING 'Begroting ' || jaar,
    ALTER COLUMN laag_cent TYPE bigint USING bedrag_cent,
    ALTER COLUMN hoog_cent TYPE bigint USING bedrag_cent,
    ALTER COLUMN ongeveer TYPE boolean USING false;
ALTER TABLE begroting_budget
    ALTER COLUMN vanaf SET NOT NULL,
    ALTER COLUMN naam SET NOT NULL,
    ALTER COLUMN laag_cent SET NOT NULL,
    ALTER COLUMN hoog_cent SET NOT NULL,
    ALTER COLUMN ongeveer SET NOT NULL,
    DROP CONSTRAINT begroting_budget_pkey;
ALTER TABLE begroting_budget ADD CONSTRAINT begroting_budget_pkey PRIMARY KEY (gemeente, jaar, vanaf);
CREATE INDEX begroting_budget_circulaire_id ON begroting_budget (circulaire_id);
"""
TERUG = """
DROP INDEX begroting_budget_circulaire_id;
ALTER TABLE begroting_budget DROP CONSTRAINT begroting_budget_pkey;
ALTER TABLE begroting_budget
    DROP COLUMN ongeveer, DROP COLUMN hoog_cent, DROP COLUMN laag_cent, DROP COLUMN circulaire_id, DROP COLUMN naam,
    DROP COLUMN vanaf;
ALTER TABLE begroting_budget ADD CONSTRAINT begroting_budget_pkey PRIMARY KEY (gemeente, jaar);
"""


class Migration(migrations.Migration):
    dependencies = [("begroting", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Circulaire",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=100)),
                ("maand", models.DateField()),
                ("grondslag", models.CharField(max_length=200)),
                ("bron", models.CharField(max_length=200)),
                ("opmerking", models.CharField(blank=True, db_default="", max_length=400)),
            ],
            options={"ordering": ["maand", "code"]},
        ),
        migrations.AddConstraint(
            model_name="circulaire",
            constraint=models.CheckConstraint(condition=Q(maand__day=1), name="circulaire_hele_maand"),
        ),
        migrations.AddConstraint(
            model_name="circulaire",
            constraint=models.CheckConstraint(
                condition=~Q(code="") & ~Q(naam="") & ~Q(grondslag="") & ~Q(bron=""), name="circulaire_met_naam_en_bron"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(VOORUIT, TERUG)],
            state_operations=[
                migrations.DeleteModel("Budget"),
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "gemeente",
                                "jaar",
                                "vanaf",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("gemeente", models.CharField(max_length=4)),
                        ("jaar", models.IntegerField()),
                        ("vanaf", models.DateField()),
                        ("naam", models.CharField(max_length=100)),
                        (
                            "circulaire",
                            models.ForeignKey(
                                null=True, on_delete=models.deletion.PROTECT, to="begroting.circulaire"
                            ),
                        ),
                        ("bedrag_cent", models.BigIntegerField()),
                        ("laag_cent", models.BigIntegerField()),
                        ("hoog_cent", models.BigIntegerField()),
                        ("ongeveer", models.BooleanField(default=False)),
                        ("bron", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=Q(bedrag_cent__gt=0), name="budget_positief"),
                        ]
                    },
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(condition=~Q(naam=""), name="budget_met_naam"),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=Q(ongeveer=True, laag_cent__lte=F("bedrag_cent"), hoog_cent__gte=F("bedrag_cent"))
                | Q(ongeveer=False, laag_cent=F("bedrag_cent"), hoog_cent=F("bedrag_cent")),
                name="budget_in_zijn_band",
            ),
        ),
        migrations.CreateModel(
            name="Budgetdeel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente",
                        "jaar",
                        "vanaf",
                        "segment",
                        "categorie",
                        "code",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("jaar", models.IntegerField()),
                ("vanaf", models.DateField()),
                ("segment", models.CharField(max_length=120)),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("bedrag_cent", models.BigIntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="budgetdeel",
            constraint=models.CheckConstraint(condition=Q(bedrag_cent__gte=0), name="budgetdeel_niet_onder_nul"),
        ),
        migrations.AddConstraint(
            model_name="budgetdeel",
            constraint=models.CheckConstraint(
                condition=(~Q(segment="") | Q(categorie="")) & (~Q(categorie="") | Q(code="")),
                name="budgetdeel_van_grof_naar_fijn",
            ),
        ),
    ]
