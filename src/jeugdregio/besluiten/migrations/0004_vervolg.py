# SPDX-License-Identifier: EUPL-1.2
"""The reason under which an allocation changes; a decision that came back is agreed to anew."""

from django.db import migrations, models


VOORUIT = """
CREATE FUNCTION besluiten_wijzigreden_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat is voorgelegd verandert niet; haal het eerst terug' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wijzigreden BEFORE UPDATE ON besluiten_besluit FOR EACH ROW
    WHEN (OLD.stand <> 'concept' AND NEW.wijzigreden <> OLD.wijzigreden)
    EXECUTE FUNCTION besluiten_wijzigreden_vast();
"""
TERUG = "DROP TRIGGER wijzigreden ON besluiten_besluit; DROP FUNCTION besluiten_wijzigreden_vast;"


class Migration(migrations.Migration):

    dependencies = [
        ('besluiten', '0003_vernietigen'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='toets',
            name='toets_een_keer_akkoord',
        ),
        migrations.AddField(
            model_name='besluit',
            name='wijzigreden',
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddConstraint(
            model_name='besluit',
            constraint=models.CheckConstraint(condition=models.Q(('wijzigreden', ''), models.Q(('soort__in', ['intrekking', 'herziening']), ('wijzigreden__regex', '^[0-9]{2}$')), _connector='OR'), name='besluit_wijzigreden_van_een_wijziging'),
        ),
        migrations.AddConstraint(
            model_name='toets',
            constraint=models.UniqueConstraint(condition=models.Q(('uitkomst', 'goed')), fields=('gemeente', 'besluit', 'sha256'), name='toets_een_keer_akkoord'),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
