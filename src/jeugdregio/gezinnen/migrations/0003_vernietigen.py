# SPDX-License-Identifier: EUPL-1.2
"""What is known of a family goes with the file of its last youth, by a list that two people confirmed (ADR 0033)."""

from django.db import migrations, models

ROL = "jeugdregio_vernietiging"
TABELLEN = [
    f"gezinnen_{name}"
    for name in (
        "gezin", "gezinslid", "gezag", "maatregel", "gezinsplan", "doel", "doelscore", "afspraak", "netwerklid",
        "schooldeel", "evaluatie", "handtekening", "teamlid",
    )
]
VOORUIT = f"GRANT SELECT, DELETE ON {', '.join(TABELLEN)} TO {ROL};\n" + "".join(
    f"CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT"
    f" WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();\n"
    for table in TABELLEN
)
TERUG = "".join(f"DROP TRIGGER van_een_lijst ON {table};\n" for table in TABELLEN) + (
    f"REVOKE SELECT, DELETE ON {', '.join(TABELLEN)} FROM {ROL};\n"
)


class Migration(migrations.Migration):

    dependencies = [
        ('gezinnen', '0002_stappen'),
        ('bewaren', '0003_overleg'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='gezinsplan',
            name='gezinsplan_dicht_met_reden',
        ),
        migrations.AddConstraint(
            model_name='gezinsplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gesloten_op', None), ('reden', ''), ('samengevoegd_in', None)), models.Q(('gesloten_op__gte', models.F('geopend_op')), ('gesloten_op__isnull', False), models.Q(('reden', ''), _negated=True)), _connector='OR'), name='gezinsplan_dicht_met_reden'),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
