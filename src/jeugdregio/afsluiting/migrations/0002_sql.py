# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
CREATE FUNCTION afsluiting_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'een momentopname verandert niet' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER blijft_staan BEFORE UPDATE OR DELETE OR TRUNCATE ON afsluiting_momentopname
    FOR EACH STATEMENT EXECUTE FUNCTION afsluiting_blijft_staan();
REVOKE UPDATE, DELETE ON afsluiting_momentopname FROM jeugdregio_app, jeugdregio_verwerking;
"""

TERUG = """
DROP TRIGGER blijft_staan ON afsluiting_momentopname;
DROP FUNCTION afsluiting_blijft_staan;
GRANT UPDATE, DELETE ON afsluiting_momentopname TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [("afsluiting", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
