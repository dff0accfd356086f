# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gebruikers', '0009_gezinslid'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='aanstelling',
            name='aanstelling_rol_past',
        ),
        migrations.AlterField(
            model_name='aanstelling',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('gezinslid', 'Gezinslid'), ('toetser', 'Tweede toetser'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AlterField(
            model_name='rechtbesluit',
            name='rol',
            field=models.CharField(choices=[('controller', 'Controller'), ('toegang', 'Medewerker toegang'), ('contractmanager', 'Contractmanager'), ('aanbieder', 'Backoffice aanbieder'), ('bestuur', 'Bestuurder'), ('toegang_geheim', 'Medewerker toegang, afgeschermde dossiers'), ('aanbieder_geheim', 'Backoffice aanbieder, afgeschermde dossiers'), ('privacy', 'Privacyfunctionaris'), ('beheerder', 'Functioneel beheerder'), ('vertrouwenspersoon', 'Vertrouwenspersoon'), ('verwijzer', 'Verwijzer'), ('gezinslid', 'Gezinslid'), ('toetser', 'Tweede toetser'), ('verwerking', 'Verwerking')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='aanstelling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('gemeente', ''), _negated=True), ('rol__in', ['toegang', 'toegang_geheim', 'toetser', 'controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('aanbieder', ''), _negated=True), ('rol__in', ['aanbieder', 'aanbieder_geheim', 'privacy', 'beheerder'])), models.Q(models.Q(('regio', ''), _negated=True), ('rol__in', ['controller', 'contractmanager', 'bestuur', 'privacy', 'beheerder'])), models.Q(models.Q(('vertrouwen', ''), _negated=True), ('rol__in', ['vertrouwenspersoon', 'beheerder'])), models.Q(models.Q(('praktijk', ''), _negated=True), ('rol__in', ['verwijzer', 'beheerder'])), models.Q(models.Q(('gezinslid', ''), _negated=True), ('rol__in', ['gezinslid'])), _connector='OR'), name='aanstelling_rol_past'),
        ),
    ]
