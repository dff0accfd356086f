# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

VOORUIT = """
ALTER TABLE vertrouwen_notitie ADD CONSTRAINT notitie_in_een_dossier
    FOREIGN KEY (vertrouwen, nummer) REFERENCES vertrouwen_dossier (vertrouwen, nummer);
REVOKE UPDATE, DELETE ON vertrouwen_dossier, vertrouwen_notitie FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (gesloten_op) ON vertrouwen_dossier TO jeugdregio_app;

CREATE FUNCTION vertrouwen_dicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dit dossier is gesloten' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER dicht BEFORE UPDATE ON vertrouwen_dossier FOR EACH ROW
    WHEN (OLD.gesloten_op IS NOT NULL) EXECUTE FUNCTION vertrouwen_dicht();
CREATE FUNCTION vertrouwen_nog_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM vertrouwen_dossier d
               WHERE d.vertrouwen = NEW.vertrouwen AND d.nummer = NEW.nummer AND d.gesloten_op IS NOT NULL) THEN
        RAISE EXCEPTION 'dit dossier is gesloten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nog_open BEFORE INSERT ON vertrouwen_notitie FOR EACH ROW EXECUTE FUNCTION vertrouwen_nog_open();
"""
TERUG = """
DROP TRIGGER nog_open ON vertrouwen_notitie;
DROP TRIGGER dicht ON vertrouwen_dossier;
DROP FUNCTION vertrouwen_nog_open;
DROP FUNCTION vertrouwen_dicht;
ALTER TABLE vertrouwen_notitie DROP CONSTRAINT notitie_in_een_dossier;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('pk', models.CompositePrimaryKey('vertrouwen', 'nummer', blank=True, editable=False, primary_key=True, serialize=False)),
                ('vertrouwen', models.CharField(max_length=20)),
                ('nummer', models.IntegerField()),
                ('roepnaam', models.BinaryField()),
                ('woonplaats', models.BinaryField()),
                ('geopend_op', models.DateTimeField()),
                ('gesloten_op', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('vertrouwen', ''), _negated=True), ('nummer__gt', 0)), name='dossier_van_een_organisatie'), models.CheckConstraint(condition=models.Q(('gesloten_op__isnull', True), ('gesloten_op__gte', models.F('geopend_op')), _connector='OR'), name='dossier_dicht_na_open')],
            },
        ),
        migrations.CreateModel(
            name='Notitie',
            fields=[
                ('pk', models.CompositePrimaryKey('vertrouwen', 'nummer', 'nr', blank=True, editable=False, primary_key=True, serialize=False)),
                ('vertrouwen', models.CharField(max_length=20)),
                ('nummer', models.IntegerField()),
                ('nr', models.IntegerField()),
                ('tekst', models.BinaryField()),
                ('door', models.BigIntegerField()),
                ('gezet_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('nr__gt', 0)), name='notitie_telt_vanaf_een')],
            },
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
