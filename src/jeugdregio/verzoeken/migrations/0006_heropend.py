# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from django.db import migrations, models

VIEW = Path(__file__).resolve().parents[1] / "sql" / "v_antwoord.sql"
STAP = """
CREATE OR REPLACE FUNCTION verzoeken_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'in_behandeling' THEN
            RAISE EXCEPTION 'een verzoek begint in behandeling' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF (OLD.status, NEW.status) IN (('in_behandeling', 'in_onderzoek'), ('in_behandeling', 'toegewezen'),
            ('in_behandeling', 'afgewezen'), ('in_onderzoek', 'toegewezen'), ('in_onderzoek', 'afgewezen')) THEN
        RETURN NEW;
    {terug}
    ELSE
        RAISE EXCEPTION 'een verzoek gaat niet van % naar %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
# What ended stays ended, unless the provider refused the message that ended it (OP286).
HEROPEN = """ELSIF (OLD.status, NEW.status) IN (('toegewezen', 'in_behandeling'), ('toegewezen', 'in_onderzoek'),
            ('afgewezen', 'in_behandeling'), ('afgewezen', 'in_onderzoek')) AND EXISTS (
            SELECT FROM berichten_retour r WHERE r.gemeente = OLD.gemeente AND r.bericht_id = OLD.besluit_id
            AND NOT r.akkoord) THEN
        RETURN NEW;
    ELSIF (OLD.status, NEW.status) = ('in_onderzoek', 'in_behandeling') AND (
            SELECT bool_and(a.vervallen) FROM verzoeken_antwoord a WHERE a.gemeente = OLD.gemeente
            AND a.aanbieder = OLD.aanbieder AND a.referentie = OLD.referentie AND a.wat = '2') THEN
        RETURN NEW;"""
RECHT = "GRANT UPDATE (vervallen) ON verzoeken_antwoord TO jeugdregio_app, jeugdregio_verwerking"
NIET = "REVOKE UPDATE (vervallen) ON verzoeken_antwoord FROM jeugdregio_app, jeugdregio_verwerking"


class Migration(migrations.Migration):

    dependencies = [
        ('verzoeken', '0005_overdracht'),
        ('berichten', '0005_retour'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='antwoord',
            name='antwoord_een_keer',
        ),
        migrations.AddField(
            model_name='antwoord',
            name='vervallen',
            field=models.BooleanField(db_default=False, help_text='afgekeurd door de aanbieder: telt als niet verzonden'),
        ),
        migrations.AddConstraint(
            model_name='antwoord',
            constraint=models.UniqueConstraint(models.F('gemeente'), models.F('aanbieder'), models.F('referentie'), models.F('wat'), condition=models.Q(('vervallen', False)), name='antwoord_een_keer'),
        ),
        migrations.RunSQL(STAP.replace("{terug}", HEROPEN), STAP.replace("{terug}", "")),
        migrations.RunSQL(RECHT, NIET),
        migrations.RunSQL(VIEW.read_text(encoding="utf-8"), "DROP VIEW verzoeken_v_antwoord"),
    ]
