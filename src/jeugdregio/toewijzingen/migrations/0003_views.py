# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("toewijzingen", "0002_sql")]

    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), f"DROP VIEW toewijzingen_{name}")
        for name in ("v_toewijzing",)  # v_versie: see 0007
    ]
