# SPDX-License-Identifier: EUPL-1.2
"""Closing and re-opening are history: every closing has a number, and a month is closed by its last one (ADR 0046)."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

VIEW = (Path(__file__).resolve().parents[1] / "sql" / "v_gesloten.sql").read_text(encoding="utf-8")
SLEUTEL = """
ALTER TABLE grootboek_geslotenmaand DROP CONSTRAINT grootboek_geslotenmaand_pkey;
ALTER TABLE grootboek_geslotenmaand ADD PRIMARY KEY ({kolommen});
"""
MAAND_OPEN = """
CREATE OR REPLACE FUNCTION grootboek_maand_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1600, grootboek_slot(g.gemeente))
        FROM (SELECT DISTINCT gemeente FROM nieuw ORDER BY gemeente) g;
    IF EXISTS (SELECT FROM nieuw JOIN {dicht} g ON g.gemeente = nieuw.gemeente AND g.maand = nieuw.boekmaand)
    THEN
        RAISE EXCEPTION 'deze maand is gesloten: boek in de eerste open maand' USING ERRCODE = 'restrict_violation';
    END IF;{jaar}
    RETURN NULL;
END $$;
"""
JAAR = """
    IF EXISTS (
        SELECT FROM nieuw JOIN grootboek_geslotenjaar j
            ON j.gemeente = nieuw.gemeente AND j.jaar = extract(year FROM nieuw.boekmaand)
    ) THEN
        RAISE EXCEPTION 'dit jaar is gesloten: boek in de eerste open maand' USING ERRCODE = 'restrict_violation';
    END IF;"""
VOORUIT = MAAND_OPEN.format(dicht="grootboek_v_gesloten", jaar=JAAR) + """
ALTER TABLE grootboek_heropening ADD CONSTRAINT heropening_van_een_sluiting
    FOREIGN KEY (gemeente, maand, keer) REFERENCES grootboek_geslotenmaand (gemeente, maand, keer);
REVOKE UPDATE, DELETE ON grootboek_heropening, grootboek_geslotenjaar FROM jeugdregio_app, jeugdregio_verwerking;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON grootboek_heropening
    FOR EACH STATEMENT EXECUTE FUNCTION grootboek_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON grootboek_geslotenjaar
    FOR EACH STATEMENT EXECUTE FUNCTION grootboek_alleen_erbij();

CREATE OR REPLACE FUNCTION grootboek_maand_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1600, grootboek_slot(NEW.gemeente));
    IF EXISTS (SELECT FROM grootboek_v_gesloten g WHERE g.gemeente = NEW.gemeente AND g.maand = NEW.maand) THEN
        RAISE EXCEPTION 'deze maand is al gesloten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.keer <> 1 + (
        SELECT count(*) FROM grootboek_geslotenmaand g WHERE g.gemeente = NEW.gemeente AND g.maand = NEW.maand
    ) THEN
        RAISE EXCEPTION 'de keren dat een maand sluit volgen op elkaar' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION grootboek_maand_heropent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1600, grootboek_slot(NEW.gemeente));
    IF NEW.bevestigd_door IS DISTINCT FROM nullif(current_setting('jr.account', true), '')::bigint THEN
        RAISE EXCEPTION 'een maand heropenen doet wie bevestigt, zelf' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT FROM grootboek_v_gesloten g WHERE g.gemeente = NEW.gemeente AND g.maand > NEW.maand) THEN
        RAISE EXCEPTION 'een latere maand is gesloten: heropen die eerst' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT FROM grootboek_geslotenjaar j
        WHERE j.gemeente = NEW.gemeente AND j.jaar >= extract(year FROM NEW.maand)
    ) THEN
        RAISE EXCEPTION 'het jaar is gesloten: deze maand gaat niet meer open' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER maand_heropent BEFORE INSERT ON grootboek_heropening
    FOR EACH ROW EXECUTE FUNCTION grootboek_maand_heropent();

CREATE FUNCTION grootboek_jaar_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1600, grootboek_slot(NEW.gemeente));
    IF NOT EXISTS (
        SELECT FROM grootboek_v_gesloten g
        WHERE g.gemeente = NEW.gemeente AND g.maand = make_date(NEW.jaar, 12, 1)
    ) OR EXISTS (
        SELECT FROM grootboek_boeking b
        LEFT JOIN grootboek_v_gesloten g ON g.gemeente = b.gemeente AND g.maand = b.boekmaand
        WHERE b.gemeente = NEW.gemeente AND g.maand IS NULL
            AND b.boekmaand BETWEEN make_date(NEW.jaar, 1, 1) AND make_date(NEW.jaar, 12, 1)
    ) THEN
        RAISE EXCEPTION 'een maand van dit jaar is nog open' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER jaar_sluit BEFORE INSERT ON grootboek_geslotenjaar
    FOR EACH ROW EXECUTE FUNCTION grootboek_jaar_sluit();
"""
TERUG = """
DROP TRIGGER jaar_sluit ON grootboek_geslotenjaar;
DROP FUNCTION grootboek_jaar_sluit;
DROP TRIGGER maand_heropent ON grootboek_heropening;
DROP FUNCTION grootboek_maand_heropent;
CREATE OR REPLACE FUNCTION grootboek_maand_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1600, grootboek_slot(NEW.gemeente));
    RETURN NEW;
END $$;
DROP TRIGGER alleen_erbij ON grootboek_geslotenjaar;
DROP TRIGGER alleen_erbij ON grootboek_heropening;
ALTER TABLE grootboek_heropening DROP CONSTRAINT heropening_van_een_sluiting;
""" + MAAND_OPEN.format(dicht="grootboek_geslotenmaand", jaar="")


class Migration(migrations.Migration):
    dependencies = [("grootboek", "0005_sleutels")]

    operations = [
        migrations.AddField("geslotenmaand", "keer", models.SmallIntegerField(default=1, db_default=1)),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    SLEUTEL.format(kolommen="gemeente, maand, keer"), SLEUTEL.format(kolommen="gemeente, maand")
                )
            ],
            [
                migrations.AlterField(
                    "geslotenmaand",
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "maand", "keer", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                )
            ],
        ),
        migrations.CreateModel(
            name="Heropening",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "maand", "keer", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("maand", models.DateField()),
                ("keer", models.SmallIntegerField()),
                ("reden", models.CharField(max_length=400)),
                ("voorgesteld_door", models.BigIntegerField()),
                ("bevestigd_door", models.BigIntegerField()),
                ("heropend_op", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            Q(("voorgesteld_door", F("bevestigd_door")), _negated=True),
                            Q(("reden", ""), _negated=True),
                        ),
                        name="heropening_vier_ogen",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="GeslotenJaar",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "jaar", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("jaar", models.SmallIntegerField()),
                ("gesloten_op", models.DateTimeField()),
                ("gesloten_door", models.CharField(max_length=80)),
            ],
        ),
        migrations.RunSQL(VIEW, "DROP VIEW grootboek_v_gesloten"),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
