# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verzoeken", "0009_gemeentestand")]

    operations = [
        migrations.RunSQL((SQL / "v_gevraagd.sql").read_text(encoding="utf-8"), "DROP VIEW verzoeken_v_gevraagd")
    ]
