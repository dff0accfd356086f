# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gebruikers', '0008_praktijk'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='aanstelling',
            name='aanstelling_bij_een_organisatie',
        ),
        migrations.RemoveConstraint(
            model_name='aanstelling',
            name='aanstelling_rol_past',
        ),
        migrations.RemoveConstraint(
            model_name='aanstelling',
            name='aanstelling_een_keer_tegelijk',
        ),
        migrations.RemoveConstraint(
            model_name='account',
            name='account_hoort_bij_een_organisatie',
        ),
        migrations.RemoveConstraint(
            model_name='beoordeling',
            name='beoordeling_bij_een_organisatie',
        ),
        migrations.RemoveConstraint(
            model_name='inlogdienst',
            name='inlogdienst_hoort_bij_een_organisatie',
        ),
        migrations.RemoveConstraint(
            model_name='voorstel',
            name='voorstel_bij_een_organisatie',
        ),
        migrations.AddField(
            model_name='aanstelling',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='account',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='beoordeling',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='inlogdienst',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='voorstel',
            name='gezinslid',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AlterField(
            model_name='aanstelling',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('gezinslid', 'Gezinslid'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('gezinslid', 'Gezinslid'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='soort',
            field=models.CharField(choices=[('gemeente', 'gemeente'), ('aanbieder', 'aanbieder'), ('regio', 'regio'), ('vertrouwen', 'vertrouwen'), ('praktijk', 'praktijk'), ('gezinslid', 'gezinslid')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gezinslid', ''), _negated=True)), _connector='OR'), name='aanstelling_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('gemeente', ''), _negated=True), ('rol__in', ['toegang', 'toegang_geheim', 'controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('aanbieder', ''), _negated=True), ('rol__in', ['aanbieder', 'aanbieder_geheim', 'privacy', 'beheerder'])), models.Q(models.Q(('regio', ''), _negated=True), ('rol__in', ['controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('vertrouwen', ''), _negated=True), ('rol__in', ['vertrouwenspersoon', 'beheerder'])), models.Q(models.Q(('praktijk', ''), _negated=True), ('rol__in', ['verwijzer', 'beheerder'])), models.Q(models.Q(('gezinslid', ''), _negated=True), ('rol__in', ['gezinslid'])), _connector='OR'), name='aanstelling_rol_past'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(('gezinslid', ''), ('gezinslid__regex', '^G[1-9][0-9]{0,10}$'), _connector='OR'), name='aanstelling_gezinslid_is_g_en_nummer'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('beeindigd_op__isnull', True)), expressions=[('account', '='), ('rol', '='), ('gemeente', '='), ('aanbieder', '='), ('regio', '='), ('vertrouwen', '='), ('praktijk', '='), ('gezinslid', '='), ('periode', '&&')], name='aanstelling_een_keer_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gezinslid', ''), _negated=True)), _connector='OR'), name='account_hoort_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='beoordeling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gezinslid', ''), _negated=True)), _connector='OR'), name='beoordeling_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='inlogdienst',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gezinslid', ''), _negated=True)), _connector='OR'), name='inlogdienst_hoort_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='voorstel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('gezinslid', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gezinslid', ''), _negated=True)), _connector='OR'), name='voorstel_bij_een_organisatie'),
        ),
    ]
