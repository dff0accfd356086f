# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gebruikers', '0007_vertrouwen'),
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
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
        migrations.AddField(
            model_name='account',
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
        migrations.AddField(
            model_name='beoordeling',
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
        migrations.AddField(
            model_name='inlogdienst',
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
        migrations.AddField(
            model_name='voorstel',
            name='praktijk',
            field=models.CharField(blank=True, db_default='', max_length=9),
        ),
        migrations.AlterField(
            model_name='aanstelling',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='soort',
            field=models.CharField(choices=[('gemeente', 'gemeente'), ('aanbieder', 'aanbieder'), ('regio', 'regio'), ('vertrouwen', 'vertrouwen'), ('praktijk', 'praktijk')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), _connector='OR'), name='aanstelling_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('gemeente', ''), _negated=True), ('rol__in', ['toegang', 'toegang_geheim', 'controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('aanbieder', ''), _negated=True), ('rol__in', ['aanbieder', 'aanbieder_geheim', 'privacy', 'beheerder'])), models.Q(models.Q(('regio', ''), _negated=True), ('rol__in', ['controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('vertrouwen', ''), _negated=True), ('rol__in', ['vertrouwenspersoon', 'beheerder'])), models.Q(models.Q(('praktijk', ''), _negated=True), ('rol__in', ['verwijzer', 'beheerder'])), _connector='OR'), name='aanstelling_rol_past'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(('praktijk', ''), ('praktijk__regex', '^V[0-9]{8}$'), _connector='OR'), name='aanstelling_praktijk_is_v_en_agb'),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('beeindigd_op__isnull', True)), expressions=[('account', '='), ('rol', '='), ('gemeente', '='), ('aanbieder', '='), ('regio', '='), ('vertrouwen', '='), ('praktijk', '='), ('periode', '&&')], name='aanstelling_een_keer_tegelijk'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), _connector='OR'), name='account_hoort_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='beoordeling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), _connector='OR'), name='beoordeling_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='inlogdienst',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), _connector='OR'), name='inlogdienst_hoort_bij_een_organisatie'),
        ),
        migrations.AddConstraint(
            model_name='voorstel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('aanbieder', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('gemeente', ''), _negated=True)), models.Q(('gemeente', ''), ('praktijk', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('aanbieder', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('vertrouwen', ''), models.Q(('regio', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('praktijk', ''), ('regio', ''), models.Q(('vertrouwen', ''), _negated=True)), models.Q(('aanbieder', ''), ('gemeente', ''), ('regio', ''), ('vertrouwen', ''), models.Q(('praktijk', ''), _negated=True)), _connector='OR'), name='voorstel_bij_een_organisatie'),
        ),
    ]
