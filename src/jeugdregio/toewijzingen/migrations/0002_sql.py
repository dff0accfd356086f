# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
CREATE SEQUENCE toewijzingen_volgnummer CACHE 1;
ALTER TABLE toewijzingen_toewijzing ADD CONSTRAINT toewijzing_van_client
    FOREIGN KEY (gemeente, client_id) REFERENCES toewijzingen_client (gemeente, id);
ALTER TABLE toewijzingen_stand ADD CONSTRAINT stand_van_toewijzing
    FOREIGN KEY (gemeente, toewijzing_id) REFERENCES toewijzingen_toewijzing (gemeente, id);
ALTER TABLE toewijzingen_stand SET (fillfactor = 45);
REVOKE DELETE ON toewijzingen_client, toewijzingen_toewijzing, toewijzingen_stand, toewijzingen_start,
    toewijzingen_stop FROM jeugdregio_app;
REVOKE UPDATE, DELETE ON toewijzingen_toewijzingversie FROM jeugdregio_app;

-- Whole ISO weeks are counted from a Monday (2000-01-03), so no calendar arithmetic is needed per line.
CREATE FUNCTION toewijzingen_weken(begin_dag date, laatste_dag date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (laatste_dag - DATE '0001-01-01') / 7 - (begin_dag - DATE '0001-01-01') / 7 + 1 $$;
CREATE FUNCTION toewijzingen_zondagen(begin_dag date, laatste_dag date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (laatste_dag + 1 - DATE '0001-01-01') / 7 - (begin_dag - DATE '0001-01-01') / 7 $$;
CREATE FUNCTION toewijzingen_maanden(begin_dag date, laatste_dag date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (12 * (extract(year FROM laatste_dag) - extract(year FROM begin_dag))
        + extract(month FROM laatste_dag) - extract(month FROM begin_dag))::integer + 1 $$;
"""

TERUG = """
DROP SEQUENCE toewijzingen_volgnummer;
ALTER TABLE toewijzingen_toewijzing DROP CONSTRAINT toewijzing_van_client;
ALTER TABLE toewijzingen_stand DROP CONSTRAINT stand_van_toewijzing;
DROP FUNCTION toewijzingen_weken;
DROP FUNCTION toewijzingen_zondagen;
DROP FUNCTION toewijzingen_maanden;
"""


class Migration(migrations.Migration):
    dependencies = [('toewijzingen', '0001_initial')]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
