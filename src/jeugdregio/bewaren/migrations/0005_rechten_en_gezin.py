# SPDX-License-Identifier: EUPL-1.2
"""What people asked about a file, and what a family reads, goes with the file by a confirmed list (ADR 0033)."""

from django.db import migrations

ROL = "jeugdregio_vernietiging"
TABELLEN = (
    "gezinsportaal_portaalregel", "gezinsportaal_portaalplek", "gezinsportaal_achtergehouden",
    "gezinsportaal_gezinstoegang", "rechtsbescherming_correctie", "rechtsbescherming_nagekomen",
    "rechtsbescherming_rechtsverzoek", "rechtsbescherming_meldingstap", "rechtsbescherming_melding",
    "teambudget_uitgave", "wachttijden_wachtvraag",
)  # fmt: skip
VOORUIT = f"GRANT SELECT, DELETE ON {', '.join(TABELLEN)} TO {ROL};\nGRANT UPDATE (persoon, omschrijving) ON teambudget_uitgave TO {ROL};\n" + "".join(
    f"CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT"
    f" WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();\n"
    for table in TABELLEN
)
TERUG = f"REVOKE UPDATE (persoon, omschrijving) ON teambudget_uitgave FROM {ROL};\n" + "".join(f"DROP TRIGGER van_een_lijst ON {table};\n" for table in TABELLEN) + (
    f"REVOKE SELECT, DELETE ON {', '.join(TABELLEN)} FROM {ROL};\n"
)


class Migration(migrations.Migration):
    dependencies = [
        ("bewaren", "0004_woonplaats"),
        ("gezinsportaal", "0001_initial"),
        ("rechtsbescherming", "0002_stappen"),
        ("teambudget", "0003_sleutels_met_organisatie"),
        ("wachttijden", "0001_initial"),
    ]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
