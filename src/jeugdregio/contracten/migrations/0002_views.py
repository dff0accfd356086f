# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("contracten", "0001_initial")]

    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(), f"DROP VIEW contracten_{name}")
        for name in ("v_tarief", "v_product")
    ]
