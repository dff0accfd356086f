# SPDX-License-Identifier: EUPL-1.2
"""What moves money: a person does it with a confirmed proposal of that kind, or not at all."""

from django.db import migrations

TABELLEN = {
    "grootboek_geslotenmaand": ("maand", "INSERT"),
    "bewaking_betaalstop": ("betaalstop", "UPDATE"),
    "begroting_budget": ("budget", "INSERT OR UPDATE OR DELETE"),
    "contracten_tarief": ("tarief", "INSERT OR UPDATE OR DELETE"),
}
FUNCTIE = """
CREATE FUNCTION gebruikers_vier_ogen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('jr.account', true), '') = '' THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM gebruikers_voorstel
        WHERE id = nullif(current_setting('jr.voorstel', true), '')::bigint AND soort = TG_ARGV[0]
            AND besluit = 'bevestigd' AND besloten_door_id = current_setting('jr.account', true)::bigint
    ) THEN
        RAISE EXCEPTION 'vier ogen: zonder bevestigd voorstel (%) verandert dit niet', TG_ARGV[0]
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""
VOORUIT = FUNCTIE + "".join(
    f"CREATE TRIGGER vier_ogen BEFORE {wanneer} ON {tabel} FOR EACH STATEMENT"
    f" EXECUTE FUNCTION gebruikers_vier_ogen('{soort}');\n"
    for tabel, (soort, wanneer) in TABELLEN.items()
)
TERUG = "".join(f"DROP TRIGGER vier_ogen ON {tabel};\n" for tabel in TABELLEN) + "DROP FUNCTION gebruikers_vier_ogen;"


class Migration(migrations.Migration):
    dependencies = [
        ("gebruikers", "0003_aanstellingen"),
        ("grootboek", "0005_sleutels"),
        ("bewaking", "0001_initial"),
        ("begroting", "0001_initial"),
        ("contracten", "0003_sleutels"),
    ]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
