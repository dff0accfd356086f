# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

# A foreign key is checked again at every second update in one transaction, ten times dearer than the update
# itself. A running total never moves to another allocation and no allocation is ever deleted, so it is enough
# to look when the total is made.
VOORUIT = """
ALTER TABLE toewijzingen_stand DROP CONSTRAINT stand_van_toewijzing;
CREATE FUNCTION toewijzingen_stand_van_toewijzing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM nieuw LEFT JOIN toewijzingen_toewijzing t
               ON t.gemeente = nieuw.gemeente AND t.id = nieuw.toewijzing_id WHERE t.id IS NULL)
    THEN
        RAISE EXCEPTION 'een stand hoort bij een toewijzing' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER stand_van_toewijzing AFTER INSERT ON toewijzingen_stand REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION toewijzingen_stand_van_toewijzing();
CREATE FUNCTION toewijzingen_stand_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'een stand blijft bij zijn toewijzing' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stand_blijft BEFORE UPDATE OF gemeente, toewijzing_id ON toewijzingen_stand
    FOR EACH STATEMENT EXECUTE FUNCTION toewijzingen_stand_blijft();
"""

TERUG = """
DROP TRIGGER stand_blijft ON toewijzingen_stand;
DROP TRIGGER stand_van_toewijzing ON toewijzingen_stand;
DROP FUNCTION toewijzingen_stand_blijft;
DROP FUNCTION toewijzingen_stand_van_toewijzing;
ALTER TABLE toewijzingen_stand ADD CONSTRAINT stand_van_toewijzing
    FOREIGN KEY (gemeente, toewijzing_id) REFERENCES toewijzingen_toewijzing (gemeente, id);
"""


class Migration(migrations.Migration):
    dependencies = [('toewijzingen', '0004_v_client')]

    operations = [
        migrations.RunSQL(VOORUIT, TERUG),
        migrations.RemoveConstraint(model_name='toewijzing', name='toewijzing_nummer_een_keer'),
        migrations.AddConstraint(
            model_name='toewijzing',
            constraint=models.UniqueConstraint(
                models.F('nummer'), models.F('gemeente'), name='toewijzing_nummer_een_keer'
            ),
        ),
        # By municipality too, the planner takes it for nearly unique and prefers it to the key on number.
        migrations.RemoveIndex(model_name='toewijzing', name='toewijzing_aanbieder'),
        migrations.AddIndex(
            model_name='toewijzing', index=models.Index(fields=['aanbieder'], name='toewijzing_aanbieder')
        ),
    ]
