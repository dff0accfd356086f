# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

VIEW = Path(__file__).resolve().parents[1] / "sql" / "v_product.sql"

VOORUIT = """
CREATE SEQUENCE toewijzingen_volgnummer CACHE 1;
ALTER TABLE toewijzingen_toewijzing ADD CONSTRAINT toewijzing_van_client
    FOREIGN KEY (gemeente, client_id) REFERENCES toewijzingen_client (gemeente, id);
ALTER TABLE toewijzingen_stand ADD CONSTRAINT stand_van_toewijzing
    FOREIGN KEY (gemeente, toewijzing_id) REFERENCES toewijzingen_toewijzing (gemeente, id);
ALTER TABLE toewijzingen_stand SET (fillfactor = 45);
REVOKE DELETE ON toewijzingen_client, toewijzingen_toewijzing, toewijzingen_stand, toewijzingen_start,
    toewijzingen_stop FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE UPDATE, DELETE ON toewijzingen_toewijzingversie FROM jeugdregio_app, jeugdregio_verwerking;

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

-- Hours are counted in minutes, so that hours and minutes on one allocation can be added (TR341).
CREATE FUNCTION toewijzingen_maat(hoeveelheid bigint, eenheid text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN eenheid = '04' THEN hoeveelheid * 60 ELSE hoeveelheid END $$;

-- TR322, TR369: the most over the whole period; NULL where the standard sets no maximum.
CREATE FUNCTION toewijzingen_maximaal(volume bigint, eenheid text, frequentie text, budget bigint,
                                      begin_dag date, laatste_dag date) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN budget IS NOT NULL THEN budget
        ELSE toewijzingen_maat(volume, eenheid) * CASE frequentie
            WHEN '6' THEN 1
            WHEN '4' THEN toewijzingen_maanden(begin_dag, laatste_dag)
            WHEN '1' THEN laatste_dag - begin_dag + 1
            WHEN '2' THEN CASE WHEN eenheid IN ('82', '83')
                THEN toewijzingen_zondagen(begin_dag, laatste_dag)
                    + CASE WHEN extract(isodow FROM laatste_dag) = 7 THEN 0 ELSE 1 END
                ELSE toewijzingen_weken(begin_dag, laatste_dag) END
        END
    END $$;

-- TR321: the most for one product period, in the measure of toewijzingen_maat. A broken last week of output
-- care counts in the month of the last Sunday, or of the end date when the allocation has no Sunday.
CREATE FUNCTION toewijzingen_periodemaximum(volume bigint, eenheid text, frequentie text,
        begin_dag date, laatste_dag date, van date, tot_en_met date) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT toewijzingen_maat(volume, eenheid) * CASE frequentie
        WHEN '6' THEN 1
        WHEN '4' THEN 1
        WHEN '1' THEN tot_en_met - van + 1
        WHEN '2' THEN CASE WHEN eenheid IN ('82', '83')
            THEN toewijzingen_zondagen(van, tot_en_met)
                + CASE WHEN extract(isodow FROM laatste_dag) <> 7
                        AND CASE WHEN toewijzingen_zondagen(begin_dag, laatste_dag) > 0
                                 THEN laatste_dag - extract(isodow FROM laatste_dag)::integer
                                 ELSE laatste_dag END BETWEEN van AND tot_en_met
                       THEN 1 ELSE 0 END
            ELSE toewijzingen_weken(van, tot_en_met) END
    END $$;
"""

TERUG = """
DROP SEQUENCE toewijzingen_volgnummer;
ALTER TABLE toewijzingen_toewijzing DROP CONSTRAINT toewijzing_van_client;
ALTER TABLE toewijzingen_stand DROP CONSTRAINT stand_van_toewijzing;
DROP FUNCTION toewijzingen_periodemaximum;
DROP FUNCTION toewijzingen_maximaal;
DROP FUNCTION toewijzingen_maat;
DROP FUNCTION toewijzingen_weken;
DROP FUNCTION toewijzingen_zondagen;
DROP FUNCTION toewijzingen_maanden;
"""


class Migration(migrations.Migration):
    dependencies = [('toewijzingen', '0001_initial')]

    operations = [
        migrations.RunSQL(VOORUIT, TERUG),
        migrations.RunSQL(VIEW.read_text(), "DROP VIEW toewijzingen_v_product"),
    ]
