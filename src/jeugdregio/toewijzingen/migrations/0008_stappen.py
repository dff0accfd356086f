# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

ZELFDE = """{a}.gemeente = {n}.gemeente AND {a}.client_id = {n}.client_id AND {a}.aanbieder = {n}.aanbieder
            AND {a}.toewijzing_nummer IS NOT DISTINCT FROM {n}.toewijzing_nummer AND {a}.verwijderd_door IS NULL"""
PRODUCT = "{a}.categorie = {n}.categorie AND {a}.code = {n}.code"
VOORUIT = f"""
-- An allocation is the same care for the same child for ever, only a later decision changes it (IV013, IV066), and it
-- is not deleted while something was granted on it (TR385). One way back: the message was taken back before it left.
CREATE FUNCTION toewijzingen_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.gemeente, NEW.id, NEW.nummer, NEW.aanbieder, NEW.client_id, NEW.categorie, NEW.code, lower(NEW.geldig))
        IS DISTINCT FROM
        (OLD.gemeente, OLD.id, OLD.nummer, OLD.aanbieder, OLD.client_id, OLD.categorie, OLD.code, lower(OLD.geldig))
    THEN
        RAISE EXCEPTION 'een toewijzing blijft van hetzelfde kind, product en begin' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verwijderd AND NOT OLD.verwijderd AND EXISTS (SELECT FROM toewijzingen_stand s
        WHERE s.gemeente = OLD.gemeente AND s.toewijzing_id = OLD.id AND s.prestaties > 0)
    THEN
        RAISE EXCEPTION 'een toewijzing waarop is toegekend wordt niet verwijderd' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.bericht_id <> OLD.bericht_id AND NEW.vastgesteld_op > OLD.vastgesteld_op THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM berichten_vasthouding h WHERE h.gemeente = OLD.gemeente
        AND h.bericht_id = OLD.bericht_id AND h.besluit = 'ingetrokken')
    THEN
        RAISE EXCEPTION 'een toewijzing verandert door een later besluit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER toewijzing_stap BEFORE UPDATE ON toewijzingen_toewijzing FOR EACH ROW
    WHEN (OLD.bericht_id = NEW.bericht_id AND (OLD.vastgesteld_op, OLD.geldig, OLD.volume, OLD.eenheid, OLD.frequentie,
            OLD.budget_cent, OLD.reden_wijziging, OLD.verwijderd) IS DISTINCT FROM
            (NEW.vastgesteld_op, NEW.geldig, NEW.volume, NEW.eenheid, NEW.frequentie, NEW.budget_cent,
            NEW.reden_wijziging, NEW.verwijderd)
        OR OLD.bericht_id <> NEW.bericht_id AND (NEW.vastgesteld_op <= OLD.vastgesteld_op OR NEW.verwijderd)
        OR (OLD.gemeente, OLD.id, OLD.nummer, OLD.aanbieder, OLD.client_id, OLD.categorie, OLD.code,
            lower(OLD.geldig)) IS DISTINCT FROM (NEW.gemeente, NEW.id, NEW.nummer, NEW.aanbieder, NEW.client_id,
            NEW.categorie, NEW.code, lower(NEW.geldig)))
    EXECUTE FUNCTION toewijzingen_stap();

CREATE FUNCTION toewijzingen_versie_stap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ingetrokken OR NOT EXISTS (SELECT FROM berichten_vasthouding h WHERE h.gemeente = OLD.gemeente
        AND h.bericht_id = OLD.bericht_id AND h.besluit = 'ingetrokken')
    THEN
        RAISE EXCEPTION 'een versie telt tot haar bericht is ingetrokken' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER versie_stap BEFORE UPDATE ON toewijzingen_toewijzingversie
    FOR EACH ROW EXECUTE FUNCTION toewijzingen_versie_stap();

-- A start or stop is deleted once (StatusAanlevering 3) and otherwise stays as it came.
REVOKE UPDATE ON toewijzingen_start, toewijzingen_stop FROM jeugdregio_app, jeugdregio_verwerking;
GRANT UPDATE (verwijderd_door) ON toewijzingen_start, toewijzingen_stop TO jeugdregio_app, jeugdregio_verwerking;
CREATE FUNCTION toewijzingen_verwijder_een_keer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wat verwijderd is, blijft verwijderd' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER start_verwijderd BEFORE UPDATE ON toewijzingen_start FOR EACH ROW
    WHEN (OLD.verwijderd_door IS NOT NULL) EXECUTE FUNCTION toewijzingen_verwijder_een_keer();
CREATE TRIGGER stop_verwijderd BEFORE UPDATE ON toewijzingen_stop FOR EACH ROW
    WHEN (OLD.verwijderd_door IS NOT NULL) EXECUTE FUNCTION toewijzingen_verwijder_een_keer();

-- TR071: first the stop goes, then the start.
CREATE FUNCTION toewijzingen_start_verwijderd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM toewijzingen_stop z WHERE {ZELFDE.format(a="z", n="OLD")} AND z.begin = OLD."begin"
        AND {PRODUCT.format(a="z", n="OLD")})
    THEN
        RAISE EXCEPTION 'een start met een stop wordt niet verwijderd' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER start_zonder_stop BEFORE UPDATE ON toewijzingen_start FOR EACH ROW
    WHEN (OLD.verwijderd_door IS NULL AND NEW.verwijderd_door IS NOT NULL)
    EXECUTE FUNCTION toewijzingen_start_verwijderd();

-- TR326: no start on an allocation while another delivery on it runs.
CREATE FUNCTION toewijzingen_start_een_tegelijk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM nieuw n JOIN toewijzingen_start a ON {ZELFDE.format(a="a", n="n")}
        AND (a.bericht_id, a.nr) <> (n.bericht_id, n.nr)
        WHERE n.toewijzing_nummer IS NOT NULL AND n.verwijderd_door IS NULL AND NOT EXISTS (
            SELECT FROM toewijzingen_stop z WHERE {ZELFDE.format(a="z", n="a")} AND z.begin = a.begin))
    THEN
        RAISE EXCEPTION 'op een toewijzing loopt hoogstens een levering' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER start_een_tegelijk AFTER INSERT ON toewijzingen_start REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION toewijzingen_start_een_tegelijk();

-- TR382: a stop has its start. TR414, TR415: the next stop is not earlier, and none follows a definitive one.
CREATE FUNCTION toewijzingen_stop_na_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM nieuw n WHERE n.verwijderd_door IS NULL AND NOT EXISTS (
        SELECT FROM toewijzingen_start a WHERE {ZELFDE.format(a="a", n="n")} AND a.begin = n.begin
            AND {PRODUCT.format(a="a", n="n")}))
    THEN
        RAISE EXCEPTION 'een stop hoort bij een start' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF EXISTS (SELECT FROM nieuw n JOIN toewijzingen_stop z ON {ZELFDE.format(a="z", n="n")} AND z.begin = n.begin
        WHERE n.verwijderd_door IS NULL AND (z.bericht_id, z.nr) < (n.bericht_id, n.nr)
            AND (z.reden <> '20' OR z.einde > n.einde))
    THEN
        RAISE EXCEPTION 'na een definitieve of latere stop komt geen stop' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER stop_na_start AFTER INSERT ON toewijzingen_stop REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION toewijzingen_stop_na_start();
"""

TERUG = """
DROP TRIGGER stop_na_start ON toewijzingen_stop;
DROP TRIGGER start_een_tegelijk ON toewijzingen_start;
DROP TRIGGER start_zonder_stop ON toewijzingen_start;
DROP TRIGGER stop_verwijderd ON toewijzingen_stop;
DROP TRIGGER start_verwijderd ON toewijzingen_start;
DROP TRIGGER versie_stap ON toewijzingen_toewijzingversie;
DROP TRIGGER toewijzing_stap ON toewijzingen_toewijzing;
DROP FUNCTION toewijzingen_stop_na_start, toewijzingen_start_een_tegelijk, toewijzingen_start_verwijderd,
    toewijzingen_verwijder_een_keer, toewijzingen_versie_stap, toewijzingen_stap;
GRANT UPDATE ON toewijzingen_start, toewijzingen_stop TO jeugdregio_app, jeugdregio_verwerking;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0006_vasthouding'),
        ('toewijzingen', '0007_wachter'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='start',
            constraint=models.UniqueConstraint(condition=models.Q(('verwijderd_door__isnull', True)), fields=('gemeente', 'client_id', 'aanbieder', 'toewijzing_nummer', 'begin', 'categorie', 'code'), name='start_een_keer', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='stop',
            constraint=models.UniqueConstraint(condition=models.Q(('reden', '20'), ('verwijderd_door__isnull', True)), fields=('gemeente', 'client_id', 'aanbieder', 'toewijzing_nummer', 'begin'), name='stop_een_keer_tijdelijk', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='stop',
            constraint=models.UniqueConstraint(condition=models.Q(('verwijderd_door__isnull', True), models.Q(('reden', '20'), _negated=True)), fields=('gemeente', 'client_id', 'aanbieder', 'toewijzing_nummer', 'begin'), name='stop_een_keer_definitief', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='toewijzing',
            constraint=models.CheckConstraint(condition=models.Q(('verwijderd', models.Q(('reden_wijziging', '13')))), name='toewijzing_verwijderd_met_reden_13'),
        ),
        migrations.RunSQL(VOORUIT, TERUG),
    ]
