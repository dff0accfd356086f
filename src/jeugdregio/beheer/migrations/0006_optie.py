# SPDX-License-Identifier: EUPL-1.2
"""An option is decided by two people: it moves the end of a contract, and tariffs with it."""

from django.db import migrations

TARIEF = "'tarief', 'indexatie', 'indexatie_terug', 'gunning', 'contract', 'contractbestand'"
TRIGGER = """
DROP TRIGGER vier_ogen ON contracten_tarief;
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_tarief FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen({soorten});
"""
NIEUW = """
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_contractoptie FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('optie', 'contractbestand');
CREATE TRIGGER vier_ogen BEFORE INSERT OR UPDATE OR DELETE ON contracten_contract FOR EACH STATEMENT
    EXECUTE FUNCTION gebruikers_vier_ogen('gunning', 'contract', 'optie', 'contractbestand');
"""
TERUG = """
DROP TRIGGER vier_ogen ON contracten_contract;
DROP TRIGGER vier_ogen ON contracten_contractoptie;
"""


class Migration(migrations.Migration):
    dependencies = [("beheer", "0005_teambudget"), ("contracten", "0010_optiebesluit")]

    operations = [
        migrations.RunSQL(TRIGGER.format(soorten=f"{TARIEF}, 'optie'"), TRIGGER.format(soorten=TARIEF)),
        migrations.RunSQL(NIEUW, TERUG),
    ]
