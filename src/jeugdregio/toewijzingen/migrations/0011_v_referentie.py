# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations

VIEW = Path(__file__).resolve().parents[1] / "sql" / "v_referentie.sql"


class Migration(migrations.Migration):
    dependencies = [("toewijzingen", "0010_v_beeindiging")]

    operations = [migrations.RunSQL(VIEW.read_text(encoding="utf-8"), "DROP VIEW toewijzingen_v_referentie")]
