# SPDX-License-Identifier: EUPL-1.2
"""What a provider was called becomes a line on a list: it was said of it at one table, and is no property of it (K12)."""

from django.db import migrations

VOORUIT = """
-- The owner may not see rows; for this it must.
ALTER TABLE aanbieders_aanbieder NO FORCE ROW LEVEL SECURITY;
INSERT INTO aanbieders_aanbiederslijst (code, naam, bron)
SELECT 'soort', 'Soort in het register tot versie 0.3', 'register van de regio, overgenomen bij het bijwerken'
WHERE EXISTS (SELECT FROM aanbieders_aanbieder WHERE soort <> '');
INSERT INTO aanbieders_vermelding (lijst_id, aanbieder_id, aanduiding, geldig)
SELECT 'soort', agb, soort, daterange(NULL, NULL) FROM aanbieders_aanbieder WHERE soort <> '';
ALTER TABLE aanbieders_aanbieder FORCE ROW LEVEL SECURITY;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("aanbieders", "0002_register")]

    operations = [
        migrations.RunSQL(VOORUIT, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="aanbieder", name="soort"),
    ]
