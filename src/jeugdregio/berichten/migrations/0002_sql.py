# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

VOORUIT = """
CREATE SEQUENCE berichten_volgnummer CACHE 1;
ALTER TABLE berichten_bericht ADD CONSTRAINT bericht_uit_bestand
    FOREIGN KEY (bestand_id) REFERENCES berichten_bestand (id);
ALTER TABLE berichten_uitgaand ADD CONSTRAINT uitgaand_op_bericht
    FOREIGN KEY (gemeente, bericht_id) REFERENCES berichten_bericht (gemeente, id);
ALTER TABLE berichten_bestand ALTER COLUMN inhoud SET STORAGE EXTERNAL;
ALTER TABLE berichten_uitgaand ALTER COLUMN inhoud SET STORAGE EXTERNAL;
REVOKE UPDATE, DELETE ON berichten_bericht, berichten_weigering FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE DELETE ON berichten_bestand, berichten_uitgaand FROM jeugdregio_app, jeugdregio_verwerking;
"""

TERUG = """
DROP SEQUENCE berichten_volgnummer;
ALTER TABLE berichten_bericht DROP CONSTRAINT bericht_uit_bestand;
ALTER TABLE berichten_uitgaand DROP CONSTRAINT uitgaand_op_bericht;
GRANT UPDATE, DELETE ON berichten_bericht, berichten_weigering TO jeugdregio_app, jeugdregio_verwerking;
GRANT DELETE ON berichten_bestand, berichten_uitgaand TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [('berichten', '0001_initial')]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
