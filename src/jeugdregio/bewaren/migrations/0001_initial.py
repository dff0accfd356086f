# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models

WEG = (
    "verzoeken_woonplaatsonderzoek verzoeken_antwoord verzoeken_gevraagdproduct verzoeken_overdracht verzoeken_verzoek "
    "verzoeken_nagezien toewijzingen_start toewijzingen_stop toewijzingen_stand toewijzingen_toewijzingversie "
    "toewijzingen_toewijzing toewijzingen_client gebruikers_caseload gebruikers_doel gebruikers_afscherming "
    "logboek_wijziging"
).split()
LEEG = {
    "declaraties_bevinding": "feiten",
    "declaraties_prestatie": "client_id, toewijzing_nummer",
    "berichten_bestand": "inhoud, vernietigd_op",
    "berichten_uitgaand": "inhoud, vernietigd_op",
}
LEZEN = (
    "declaraties_declaratie berichten_bericht berichten_verzending gebruikers_voorstel bewaren_vernietigingslijst bewaren_vernietigingspost "
    "bewaren_langer"
).split()
BEWAKING = """
CREATE FUNCTION bewaren_van_een_lijst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM gebruikers_voorstel
        WHERE id = nullif(current_setting('jr.voorstel', true), '')::bigint AND soort = 'vernietiging'
            AND besluit = 'bevestigd'
    ) THEN
        RAISE EXCEPTION 'vernietigen kan alleen met een bevestigde lijst' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
ROL = "jeugdregio_vernietiging"
GESCHIEDENIS = f"""
DROP TRIGGER alleen_erbij ON logboek_wijziging;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR TRUNCATE ON logboek_wijziging
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_erbij();
CREATE TRIGGER alleen_met_een_lijst_weg BEFORE DELETE ON logboek_wijziging
    FOR EACH STATEMENT WHEN (current_user <> '{ROL}') EXECUTE FUNCTION logboek_alleen_erbij();
"""
VOORUIT = (
    BEWAKING
    + GESCHIEDENIS
    + f"GRANT SELECT ON {', '.join([*WEG, *LEEG, *LEZEN])} TO {ROL};\n"
    + f"GRANT DELETE ON {', '.join(WEG)} TO {ROL};\n"
    + "".join(f"GRANT UPDATE ({columns}) ON {table} TO {ROL};\n" for table, columns in LEEG.items())
    + "".join(
        f"CREATE TRIGGER van_een_lijst BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT"
        f" WHEN (current_user = '{ROL}') EXECUTE FUNCTION bewaren_van_een_lijst();\n"
        for table in [*WEG, *LEEG]
    )
    + "REVOKE UPDATE, DELETE ON bewaren_grafsteen, bewaren_langer FROM jeugdregio_app, jeugdregio_verwerking;\n"
    + "REVOKE UPDATE, DELETE ON bewaren_vernietigingslijst FROM jeugdregio_app, jeugdregio_verwerking;\n"
    + "REVOKE UPDATE, DELETE ON bewaren_vernietigingspost FROM jeugdregio_app, jeugdregio_verwerking;\n"
    + "GRANT UPDATE (uitgevoerd_op) ON bewaren_vernietigingslijst TO jeugdregio_app;\n"
    + "GRANT UPDATE (sleutel) ON bewaren_vernietigingspost TO jeugdregio_app;\n"
)
TERUG = "".join(f"DROP TRIGGER van_een_lijst ON {table};\n" for table in [*WEG, *LEEG]) + (
    "DROP FUNCTION bewaren_van_een_lijst"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("berichten", "0008_vernietigd"),
        ("declaraties", "0005_stappen"),
        ("gebruikers", "0005_afscherming"),
        ("logboek", "0003_geschiedenis"),
        ("toewijzingen", "0009_v_verzonden"),
        ("verzoeken", "0007_nazien_en_woonplaats"),
    ]

    operations = [
        migrations.CreateModel(
            name='Langer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(max_length=4)),
                ('persoon', models.CharField(max_length=64)),
                ('tot', models.DateField(help_text='de eerste dag waarop het weer weg mag')),
                ('reden', models.CharField(max_length=400)),
                ('door', models.CharField(max_length=150)),
                ('gezet_op', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['gemeente', 'persoon'], name='langer_persoon')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reden', ''), _negated=True), models.Q(('door', ''), _negated=True)), name='langer_met_reden_en_naam'), models.CheckConstraint(condition=models.Q(('persoon__regex', '^[0-9a-f]{64}$')), name='langer_persoon_is_afdruk')],
            },
        ),
        migrations.CreateModel(
            name='Vernietigingslijst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('klasse', models.CharField(choices=[('dossier', 'dossier'), ('berichten', 'berichten'), ('leeslog', 'leeslog'), ('techniek', 'techniek')], max_length=10)),
                ('peildatum', models.DateField()),
                ('aantal', models.IntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('uitgevoerd_op', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('aantal__gt', 0)), name='vernietigingslijst_niet_leeg')],
            },
        ),
        migrations.CreateModel(
            name='Grafsteen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('tabel', models.CharField(max_length=60)),
                ('aantal', models.IntegerField()),
                ('lijst', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stenen', to='bewaren.vernietigingslijst')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('lijst'), models.F('tabel'), name='grafsteen_per_tabel')],
            },
        ),
        migrations.CreateModel(
            name='Vernietigingspost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gemeente', models.CharField(blank=True, max_length=4)),
                ('sleutel', models.CharField(max_length=64)),
                ('laatste_dag', models.DateField(help_text='de laatste dag waarop er iets gebeurde')),
                ('lijst', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posten', to='bewaren.vernietigingslijst')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('gemeente'), models.F('lijst'), models.F('sleutel'), name='vernietigingspost_een_keer')],
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
