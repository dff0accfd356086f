# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


RECHTEN = """
-- A shielding is ended, once; never changed and never deleted.
REVOKE UPDATE, DELETE ON gebruikers_afscherming FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (tot, opgeheven_door, reden_einde) ON gebruikers_afscherming TO jeugdregio_app;
REVOKE UPDATE ON gebruikers_afgeschermdesleutel FROM jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION gebruikers_blijft_opgeheven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat is opgeheven, blijft opgeheven' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER blijft_opgeheven BEFORE UPDATE ON gebruikers_afscherming FOR EACH ROW
    WHEN (OLD.tot IS NOT NULL) EXECUTE FUNCTION gebruikers_blijft_opgeheven();
"""
TERUG = "DROP FUNCTION gebruikers_blijft_opgeheven CASCADE"


class Migration(migrations.Migration):

    dependencies = [
        ('gebruikers', '0004_inloggen'),
    ]

    operations = [
        migrations.CreateModel(
            name='AfgeschermdeSleutel',
            fields=[
                ('pk', models.CompositePrimaryKey('soort', 'sleutel', 'nr', blank=True, editable=False, primary_key=True, serialize=False)),
                ('soort', models.SmallIntegerField(choices=[(1, 'bericht'), (2, 'kind'), (3, 'bestand'), (4, 'regel'), (5, 'persoon')])),
                ('sleutel', models.BigIntegerField()),
                ('nr', models.IntegerField(db_default=0, help_text='de regel van een declaratie; anders nul')),
            ],
        ),
        migrations.CreateModel(
            name='Afscherming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('sinds', models.DateTimeField()),
                ('tot', models.DateTimeField(null=True)),
                ('reden', models.CharField(max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('reden_einde', models.CharField(blank=True, db_default='', max_length=400)),
                ('opgeheven_door', models.CharField(blank=True, db_default='', max_length=150)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('persoon'), condition=models.Q(('tot__isnull', True)), name='afscherming_een_keer_tegelijk'), models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='afscherming_persoon_is_een_afdruk'), models.CheckConstraint(condition=models.Q(models.Q(('door', ''), _negated=True), models.Q(('reden', ''), _negated=True), models.Q(models.Q(('opgeheven_door', ''), ('reden_einde', ''), ('tot__isnull', True)), models.Q(('tot__gt', models.F('sinds')), models.Q(('opgeheven_door', ''), _negated=True), models.Q(('reden_einde', ''), _negated=True)), _connector='OR')), name='afscherming_door_iemand_met_reden')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='aanstelling',
            name='aanstelling_rol_past',
        ),
        migrations.AlterField(
            model_name='aanstelling',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('gemeente', ''), _negated=True), ('rol__in', ['toegang', 'toegang_geheim', 'controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('aanbieder', ''), _negated=True), ('rol__in', ['aanbieder', 'aanbieder_geheim', 'privacy', 'beheerder'])), models.Q(models.Q(('regio', ''), _negated=True), ('rol__in', ['controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), _connector='OR'), name='aanstelling_rol_past'),
        ),
        migrations.RunSQL(RECHTEN, TERUG),
    ]
