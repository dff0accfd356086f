# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

VIEW = Path(__file__).resolve().parents[1] / "sql" / "v_software.sql"


class Migration(migrations.Migration):
    dependencies = [("aansluiting", "0001_initial")]

    operations = [migrations.RunSQL(VIEW.read_text(encoding="utf-8"), "DROP VIEW aansluiting_v_software")]
