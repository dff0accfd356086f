# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
from django.db import migrations, models


VOORUIT = """
ALTER TABLE berichten_vasthouding ADD CONSTRAINT vasthouding_van_bericht
    FOREIGN KEY (gemeente, bericht_id) REFERENCES berichten_bericht (gemeente, id);
REVOKE DELETE ON berichten_vasthouding FROM jeugdregio_app, jeugdregio_verwerking;

-- One decision, by the municipality itself. What was held, and why, does not change.
CREATE FUNCTION berichten_vasthouding_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.besluit <> '' THEN
            RAISE EXCEPTION 'een vasthouding begint zonder besluit' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.besluit <> '' OR NEW.besluit = ''
        OR (OLD.gemeente, OLD.bericht_id, OLD.aanbieder, OLD.regels, OLD.gehouden_op)
            IS DISTINCT FROM (NEW.gemeente, NEW.bericht_id, NEW.aanbieder, NEW.regels, NEW.gehouden_op)
    THEN
        RAISE EXCEPTION 'over een vasthouding wordt een keer besloten' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.gemeente IS DISTINCT FROM current_setting('jr.gemeente', true) THEN
        RAISE EXCEPTION 'alleen de gemeente zelf besluit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vasthouding_stap BEFORE INSERT OR UPDATE ON berichten_vasthouding
    FOR EACH ROW EXECUTE FUNCTION berichten_vasthouding_stap();

-- Held only with a row that says why; let go or taken back only with the decision that says so.
CREATE FUNCTION berichten_verzending_stap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gezegd text := (SELECT h.besluit FROM berichten_vasthouding h
        WHERE h.gemeente = NEW.gemeente AND h.bericht_id = NEW.bericht_id);
BEGIN
    IF (TG_OP = 'INSERT' AND NEW.stand = 'vastgehouden' AND gezegd = '')
        OR (TG_OP = 'UPDATE' AND OLD.stand = 'vastgehouden' AND gezegd <> ''
            AND NEW.stand = CASE gezegd WHEN 'vrijgegeven' THEN 'vrij' ELSE gezegd END)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'een bericht wordt niet % zonder besluit', NEW.stand USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER verzending_begint BEFORE INSERT ON berichten_verzending
    FOR EACH ROW WHEN (NEW.stand <> 'vrij') EXECUTE FUNCTION berichten_verzending_stap();
CREATE TRIGGER verzending_stap BEFORE UPDATE OF stand ON berichten_verzending
    FOR EACH ROW WHEN (OLD.stand <> NEW.stand) EXECUTE FUNCTION berichten_verzending_stap();
"""

TERUG = """
DROP TRIGGER verzending_stap ON berichten_verzending;
DROP TRIGGER verzending_begint ON berichten_verzending;
DROP FUNCTION berichten_verzending_stap;
DROP TRIGGER vasthouding_stap ON berichten_vasthouding;
DROP FUNCTION berichten_vasthouding_stap;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berichten", "0005_retour"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vasthouding",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "bericht_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("bericht_id", models.BigIntegerField()),
                ("aanbieder", models.CharField(max_length=8)),
                (
                    "regels",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), size=None),
                ),
                ("gehouden_op", models.DateTimeField()),
                (
                    "besluit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nog niet besloten"),
                            ("vrijgegeven", "Vrijgegeven"),
                            ("ingetrokken", "Ingetrokken"),
                        ],
                        db_default="",
                        max_length=11,
                    ),
                ),
                ("besloten_op", models.DateTimeField(null=True)),
                ("door", models.CharField(blank=True, db_default="", max_length=150)),
                ("reden", models.CharField(blank=True, db_default="", max_length=500)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="verzending",
            name="verzending_wacht_of_is_weg",
        ),
        migrations.AddField(
            model_name="verzending",
            name="stand",
            field=models.CharField(
                choices=[
                    ("vrij", "Gaat weg, of is weg"),
                    ("vastgehouden", "Wacht op een besluit van de gemeente"),
                    ("ingetrokken", "Gaat niet meer weg"),
                ],
                db_default="vrij",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="verzending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stand", "vrij"), ("verzonden_op__isnull", True), ("volgende_op__isnull", False)),
                    models.Q(
                        ("fout", ""), ("stand", "vrij"), ("verzonden_op__isnull", False), ("volgende_op__isnull", True)
                    ),
                    models.Q(
                        ("pogingen", 0),
                        ("stand__in", ["vastgehouden", "ingetrokken"]),
                        ("stuk", "bericht"),
                        ("verzonden_op__isnull", True),
                        ("volgende_op__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="verzending_wacht_of_is_weg",
            ),
        ),
        migrations.AddIndex(
            model_name="vasthouding",
            index=models.Index(
                condition=models.Q(("besluit", "")), fields=["gemeente", "gehouden_op"], name="vasthouding_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="vasthouding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("besloten_op__isnull", True), ("besluit", ""), ("door", ""), ("reden", "")),
                    models.Q(
                        ("besloten_op__isnull", False),
                        ("besluit__in", ["vrijgegeven", "ingetrokken"]),
                        models.Q(("door", ""), _negated=True),
                        models.Q(("reden", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="vasthouding_besluit_door_iemand_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="vasthouding",
            constraint=models.CheckConstraint(
                condition=models.Q(("regels__len__gt", 0)), name="vasthouding_noemt_regels"
            ),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
