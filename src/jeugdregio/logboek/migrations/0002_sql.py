# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
TERUG = """
DROP TRIGGER schakel ON logboek_inzage;
DROP TRIGGER alleen_erbij ON logboek_inzage;
DROP TRIGGER alleen_erbij ON logboek_schakel;
DROP TRIGGER alleen_erbij ON logboek_anker;
DROP TRIGGER alleen_vanzelf ON logboek_schakel;
DROP FUNCTION logboek_schakel, logboek_alleen_erbij, logboek_alleen_vanzelf, logboek_regel, logboek_keten;
GRANT UPDATE, DELETE ON logboek_inzage, logboek_schakel, logboek_anker TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):
    dependencies = [('logboek', '0001_initial')]

    operations = [migrations.RunSQL((SQL / "keten.sql").read_text(encoding="utf-8"), TERUG)]
