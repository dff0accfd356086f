# SPDX-License-Identifier: EUPL-1.2
"""What a municipality gets by a settlement goes out of the bank of the region; all else that is claimed comes in."""

from django.db import migrations

VOORUIT = """
CREATE OR REPLACE FUNCTION betalingen_kant(soort text, vordering bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN soort = 'teruggeboekt' OR EXISTS (
        SELECT FROM betalingen_vordering v WHERE v.id = vordering AND v.rekening = '1300'
    ) THEN 'betaald' ELSE 'terug' END
$$;
"""
TERUG = """
CREATE OR REPLACE FUNCTION betalingen_kant(soort text, vordering bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE soort WHEN 'teruggeboekt' THEN 'betaald' ELSE 'terug' END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("betalingen", "0008_verrekening_kenmerk")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
