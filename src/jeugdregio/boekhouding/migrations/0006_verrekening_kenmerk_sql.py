# SPDX-License-Identifier: EUPL-1.2
"""A balance that is set from now on has a claim with its reference, of the same municipality, round and amount."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION boekhouding_saldo_heeft_kenmerk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.saldo_cent <> coalesce((
        SELECT CASE v.rekening WHEN '1300' THEN v.bedrag_cent WHEN '1610' THEN -v.bedrag_cent END
        FROM betalingen_vordering v WHERE v.id = NEW.vordering_id AND v.gemeente = NEW.gemeente
            AND v.oorzaak = 'gemsaldo' AND v.oorzaak_id = NEW.ronde_id
    ), 0) OR NEW.saldo_cent = 0 AND NEW.vordering_id IS NOT NULL THEN
        RAISE EXCEPTION 'een saldo heeft een vordering voor hetzelfde bedrag' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER heeft_kenmerk BEFORE INSERT ON boekhouding_verrekensaldo FOR EACH ROW
    EXECUTE FUNCTION boekhouding_saldo_heeft_kenmerk();
"""
TERUG = """
DROP TRIGGER heeft_kenmerk ON boekhouding_verrekensaldo;
DROP FUNCTION boekhouding_saldo_heeft_kenmerk;
"""


class Migration(migrations.Migration):
    dependencies = [("boekhouding", "0005_verrekening_kenmerk"), ("betalingen", "0009_verrekening_kenmerk_sql")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
