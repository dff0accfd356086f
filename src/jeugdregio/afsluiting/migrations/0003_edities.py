# SPDX-License-Identifier: EUPL-1.2
"""Every closing has its own edition; and the fingerprint of what was frozen can be counted in the database."""

from django.db import migrations, models

SLEUTEL = """
ALTER TABLE afsluiting_momentopname DROP CONSTRAINT afsluiting_momentopname_pkey;
ALTER TABLE afsluiting_momentopname ADD PRIMARY KEY ({kolommen});
"""
# The one form of `values.vingerafdruk`: keys in order of their code points, no spaces, UTF-8. PostgreSQL writes
# strings, whole numbers, true, false and null as Python does; a frozen document has no fractions.
VOORUIT = """
CREATE FUNCTION afsluiting_canoniek(inhoud jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    CASE jsonb_typeof(inhoud)
        WHEN 'object' THEN
            RETURN '{' || coalesce((
                SELECT string_agg(to_jsonb(e.key)::text || ':' || CASE
                    WHEN jsonb_typeof(e.value) IN ('object', 'array') THEN afsluiting_canoniek(e.value)
                    ELSE e.value::text END, ',' ORDER BY e.key COLLATE "C")
                FROM jsonb_each(inhoud) e), '') || '}';
        WHEN 'array' THEN
            RETURN '[' || coalesce((
                SELECT string_agg(CASE
                    WHEN jsonb_typeof(e.value) IN ('object', 'array') THEN afsluiting_canoniek(e.value)
                    ELSE e.value::text END, ',' ORDER BY e.nr)
                FROM jsonb_array_elements(inhoud) WITH ORDINALITY e (value, nr)), '') || ']';
        ELSE RETURN inhoud::text;
    END CASE;
END $$;
CREATE FUNCTION afsluiting_vingerafdruk(inhoud jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(afsluiting_canoniek(inhoud), 'UTF8'))
$$;
"""
TERUG = """
DROP FUNCTION afsluiting_vingerafdruk;
DROP FUNCTION afsluiting_canoniek;
"""


class Migration(migrations.Migration):
    dependencies = [("afsluiting", "0002_sql")]

    operations = [
        migrations.AddField("momentopname", "keer", models.SmallIntegerField(default=1, db_default=1)),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    SLEUTEL.format(kolommen="gemeente, soort, maand, keer"),
                    SLEUTEL.format(kolommen="gemeente, soort, maand"),
                )
            ],
            [
                migrations.AlterField(
                    "momentopname",
                    "pk",
                    models.CompositePrimaryKey(
                        "gemeente", "soort", "maand", "keer", blank=True, editable=False, primary_key=True,
                        serialize=False,
                    ),
                )
            ],
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
