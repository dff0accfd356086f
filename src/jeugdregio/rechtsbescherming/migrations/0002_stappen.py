# SPDX-License-Identifier: EUPL-1.2
"""The protocols, and what the database holds against whoever goes round the pages."""

from django.db import migrations

# soort, code, volgorde, naam, wie, uren, weken, weken_commissie, weken_verdaagd, na, eist, sluit, bron, zekerheid
PROTOCOL = (
    ("klacht", "ontvangen", 1, "Ontvangst bevestigd", "klachtbehandelaar", None, 1, None, None, "", "", False,
     "Awb 9:6 (schriftelijk bevestigen); een week is een eigen aanname", "middel"),
    ("klacht", "dialoog", 2, "Gesprek gevoerd, of aangeboden en geweigerd", "klachtbehandelaar", None, 2, None, None,
     "", "", False, "praktijkscan VWS 2020 par. 2.2.1 (dialoog eerst); twee weken is een eigen aanname", "laag"),
    ("klacht", "opgelost", 3, "In gesprek opgelost", "klachtbehandelaar", None, None, None, None, "", "dialoog", True,
     "Awb 9:5", "hoog"),
    ("klacht", "formeel", 4, "Formele behandeling begonnen", "klachtbehandelaar", None, None, None, None, "",
     "dialoog", False, "Awb 9:4 tot 9:7", "hoog"),
    ("klacht", "gehoord", 5, "Klager en medewerker gehoord", "klachtbehandelaar", None, None, None, None, "",
     "formeel", False, "Awb 9:10", "hoog"),
    ("klacht", "verdaagd", 6, "Verdaagd met vier weken, schriftelijk gemeld", "klachtbehandelaar", None, None, None,
     None, "", "formeel", False, "Awb 9:11 lid 2", "hoog"),
    ("klacht", "oordeel", 7, "Oordeel schriftelijk gemeld, met de weg naar de ombudsman", "klachtbehandelaar", None, 6,
     10, 4, "", "formeel", True, "Awb 9:11 en 9:12", "hoog"),
    ("klacht_aanbieder", "ontvangen", 1, "Ontvangst bevestigd", "klachtbehandelaar", None, 1, None, None, "", "",
     False, "een week is een eigen aanname", "laag"),
    ("klacht_aanbieder", "dialoog", 2, "Gesprek met de aanbieder gevoerd, of aangeboden en geweigerd", "aanbieder",
     None, 2, None, None, "", "", False,
     "praktijkscan VWS 2020 par. 2.2.1 (dialoog eerst); twee weken is een eigen aanname", "laag"),
    ("klacht_aanbieder", "opgelost", 3, "In gesprek opgelost", "klachtbehandelaar", None, None, None, None, "",
     "dialoog", True, "praktijkscan VWS 2020 par. 2.2.1", "middel"),
    ("klacht_aanbieder", "commissie", 4, "Naar de klachtencommissie van de aanbieder", "klager", None, None, None,
     None, "", "dialoog", False, "Jeugdwet 4.2.1", "hoog"),
    ("klacht_aanbieder", "oordeel", 5, "Oordeel van de commissie ontvangen", "aanbieder", None, None, None, None, "",
     "commissie", False, "Jeugdwet 4.2.1; de termijn staat in de regeling van de aanbieder", "middel"),
    ("klacht_aanbieder", "maatregel", 6, "Aanbieder meldde wat hij met het oordeel doet", "aanbieder", None, 4, None,
     None, "oordeel", "oordeel", True, "Jeugdwet 4.2.1; vier weken is door een jurist te toetsen", "laag"),
    ("calamiteit", "veilig", 1, "Veiligheid van kind en gezin geregeld", "behandelaar", 4, None, None, None, "", "",
     False, "vier uur is een eigen aanname", "laag"),
    ("calamiteit", "inspectie", 2, "Aanbieder of GI meldde aan de inspectie", "aanbieder of GI", 24, None, None, None,
     "", "", False, "Jeugdwet 4.1.8 (onverwijld); 24 uur is een eigen aanname", "middel"),
    ("calamiteit", "bestuur", 3, "Wethouder ingelicht", "behandelaar", 8, None, None, None, "", "", False,
     "visie 2014 par. 3.2 (procedure zoals de Jeugdwet eist); acht uur is een eigen aanname", "laag"),
    ("calamiteit", "betrokkenen", 4, "Gezin en hulpverleners gesproken en opgevangen", "behandelaar", 48, None, None,
     None, "", "veilig", False, "48 uur is een eigen aanname", "laag"),
    ("calamiteit", "onderzoek", 5, "Onderzoek begonnen", "behandelaar", None, 2, None, None, "inspectie", "inspectie",
     False, "twee weken is een eigen aanname", "laag"),
    ("calamiteit", "geleerd", 6, "Geleerd en opgeschreven", "behandelaar", None, 8, None, None, "onderzoek",
     "onderzoek", False, "regionale visie, par. 4.7 (geen reflex van meer regels); acht weken is een eigen aanname",
     "laag"),
    ("calamiteit", "gesloten", 7, "Afgesloten", "behandelaar", None, None, None, None, "", "geleerd", True, "dit huis",
     "laag"),
)  # fmt: skip
KOLOMMEN = (
    "soort", "code", "volgorde", "naam", "wie", "uren", "weken", "weken_commissie", "weken_verdaagd", "na", "eist",
    "sluit", "bron", "zekerheid",
)  # fmt: skip

VOORUIT = """
-- What hangs under a request or a case is of the same municipality and the same child, and follows a change of secrecy.
ALTER TABLE rechtsbescherming_rechtsverzoek ADD CONSTRAINT rechtsverzoek_van_wie UNIQUE (gemeente, id, persoon);
ALTER TABLE rechtsbescherming_correctie ADD CONSTRAINT correctie_van_hetzelfde_kind
    FOREIGN KEY (gemeente, verzoek_id, persoon) REFERENCES rechtsbescherming_rechtsverzoek (gemeente, id, persoon);
ALTER TABLE rechtsbescherming_nagekomen ADD CONSTRAINT nagekomen_van_hetzelfde_kind
    FOREIGN KEY (gemeente, verzoek_id, persoon) REFERENCES rechtsbescherming_rechtsverzoek (gemeente, id, persoon);
ALTER TABLE rechtsbescherming_melding ADD CONSTRAINT melding_van_wie UNIQUE (gemeente, id, persoon, besloten);
ALTER TABLE rechtsbescherming_meldingstap ADD CONSTRAINT meldingstap_van_dezelfde_melding
    FOREIGN KEY (gemeente, melding_id, persoon, besloten)
    REFERENCES rechtsbescherming_melding (gemeente, id, persoon, besloten) ON UPDATE CASCADE;
ALTER TABLE rechtsbescherming_inspraakstuk ADD CONSTRAINT inspraakstuk_van_wie UNIQUE (gemeente, id);
ALTER TABLE rechtsbescherming_adviesvraag ADD CONSTRAINT adviesvraag_van_wie UNIQUE (gemeente, id);
ALTER TABLE rechtsbescherming_adviesvraag ADD CONSTRAINT adviesvraag_van_hetzelfde_stuk
    FOREIGN KEY (gemeente, stuk_id) REFERENCES rechtsbescherming_inspraakstuk (gemeente, id);
ALTER TABLE rechtsbescherming_adviesregel ADD CONSTRAINT adviesregel_van_dezelfde_vraag
    FOREIGN KEY (gemeente, vraag_id) REFERENCES rechtsbescherming_adviesvraag (gemeente, id);

REVOKE UPDATE, DELETE ON rechtsbescherming_correctie, rechtsbescherming_nagekomen, rechtsbescherming_meldingstap
    FROM jeugdregio_app, jeugdregio_verwerking;
REVOKE DELETE ON rechtsbescherming_rechtsverzoek, rechtsbescherming_melding, rechtsbescherming_regelproef,
    rechtsbescherming_inspraakstuk, rechtsbescherming_adviesvraag, rechtsbescherming_adviesregel
    FROM jeugdregio_app, jeugdregio_verwerking;

-- A request is decided once; what came, and from whom, stays. What comes later is `nagekomen`.
CREATE FUNCTION rechtsbescherming_verzoek_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.beslissing <> '' THEN
        RAISE EXCEPTION 'Over dit verzoek is al beslist. Leg een nagekomen stuk vast, of heropen het.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.soort, OLD.aanvrager, OLD.ontvangen_op, OLD.vraag) IS DISTINCT FROM
        (NEW.soort, NEW.aanvrager, NEW.ontvangen_op, NEW.vraag) THEN
        RAISE EXCEPTION 'Wat er is gevraagd blijft staan.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.verlengd_op IS NOT NULL AND NEW.uiterlijk > OLD.uiterlijk THEN
        RAISE EXCEPTION 'De termijn is al een keer verlengd.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blijft BEFORE UPDATE ON rechtsbescherming_rechtsverzoek FOR EACH ROW
    WHEN (current_user <> 'jeugdregio_vernietiging') EXECUTE FUNCTION rechtsbescherming_verzoek_blijft();

-- A step is one of the protocol, comes after what it needs, and nothing comes after the last one.
CREATE FUNCTION rechtsbescherming_stap_past() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    m rechtsbescherming_melding;
    p rechtsbescherming_meldingprotocol;
    eerst text;
BEGIN
    SELECT * INTO m FROM rechtsbescherming_melding WHERE id = NEW.melding_id FOR UPDATE;
    IF m.id IS NULL THEN
        RAISE EXCEPTION 'Deze melding is er niet.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF m.gesloten_op IS NOT NULL THEN
        RAISE EXCEPTION 'Dit is al afgesloten. Leg een nieuwe klacht of melding vast.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT * INTO p FROM rechtsbescherming_meldingprotocol WHERE soort = m.soort AND code = NEW.code;
    IF p.id IS NULL THEN
        RAISE EXCEPTION 'Deze stap staat niet in het protocol.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.moment < m.ontvangen_op THEN
        RAISE EXCEPTION 'Een stap kan niet voor de ontvangst liggen.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF p.sluit <> (NEW.afloop <> '') THEN
        RAISE EXCEPTION '%', CASE WHEN p.sluit THEN 'Kies hoe het is afgelopen: met deze stap sluit u af.'
            ELSE 'Bij deze stap hoort nog geen afloop.' END USING ERRCODE = 'restrict_violation';
    END IF;
    IF p.eist <> '' AND NOT EXISTS (
        SELECT FROM rechtsbescherming_meldingstap s
        WHERE s.melding_id = m.id AND s.code = p.eist AND s.moment <= NEW.moment
    ) THEN
        SELECT naam INTO eerst FROM rechtsbescherming_meldingprotocol WHERE soort = m.soort AND code = p.eist;
        RAISE EXCEPTION 'Eerst moet deze stap zijn gezet: %.', coalesce(eerst, p.eist)
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF p.sluit AND m.soort = 'calamiteit' AND NOT EXISTS (
        SELECT FROM rechtsbescherming_regelproef r WHERE r.gemeente = m.gemeente AND r.melding_nr = m.id
    ) THEN
        RAISE EXCEPTION
            'Beantwoord eerst welke regel dit had voorkomen, en wat die kost; of leg vast dat er geen nodig is.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT ON rechtsbescherming_meldingstap FOR EACH ROW
    EXECUTE FUNCTION rechtsbescherming_stap_past();

CREATE FUNCTION rechtsbescherming_stap_sluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE rechtsbescherming_melding SET gesloten_op = NEW.moment, afloop = NEW.afloop WHERE id = NEW.melding_id;
    RETURN NULL;
END $$;
CREATE TRIGGER sluit AFTER INSERT ON rechtsbescherming_meldingstap FOR EACH ROW WHEN (NEW.afloop <> '')
    EXECUTE FUNCTION rechtsbescherming_stap_sluit();

-- A rule is looked at a year after it came into force, not sooner.
CREATE FUNCTION rechtsbescherming_toets_na_een_jaar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.toets_op < (NEW.ingevoerd_op + interval '1 year')::date THEN
        RAISE EXCEPTION 'Een regel wordt na een jaar nagekeken, niet eerder.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER na_een_jaar BEFORE INSERT OR UPDATE ON rechtsbescherming_regelproef FOR EACH ROW
    WHEN (NEW.toets_op IS NOT NULL) EXECUTE FUNCTION rechtsbescherming_toets_na_een_jaar();

-- No paper goes to the council before clients and care organisations were asked, and every line has a reaction.
CREATE FUNCTION rechtsbescherming_naar_de_raad() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open_regels integer;
    mist text;
BEGIN
    SELECT string_agg(g.naam, ' en ' ORDER BY g.code) INTO mist
    FROM (VALUES ('clienten', 'cliënten'), ('zorg', 'zorgorganisaties')) g (code, naam)
    WHERE NOT EXISTS (
        SELECT FROM rechtsbescherming_adviesvraag v JOIN rechtsbescherming_adviesregel r ON r.vraag_id = v.id
        WHERE v.stuk_id = NEW.id AND v.groep = g.code
    );
    IF mist IS NOT NULL THEN
        RAISE EXCEPTION 'Er is nog geen advies van %. Vraag het, of leg vast dat er geen kwam.', mist
            USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT count(*) INTO open_regels
    FROM rechtsbescherming_adviesvraag v JOIN rechtsbescherming_adviesregel r ON r.vraag_id = v.id
    WHERE v.stuk_id = NEW.id AND (r.gedaan = '' OR r.gepubliceerd_op IS NULL);
    IF open_regels > 0 THEN
        RAISE EXCEPTION '% van de adviezen heeft nog geen reactie die iedereen kan lezen.', open_regels
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER naar_de_raad BEFORE INSERT OR UPDATE ON rechtsbescherming_inspraakstuk FOR EACH ROW
    WHEN (NEW.naar_de_raad_op IS NOT NULL) EXECUTE FUNCTION rechtsbescherming_naar_de_raad();

-- What was tabled does not change afterwards: no open line slips in, no reaction disappears.
CREATE FUNCTION rechtsbescherming_na_de_raad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM rechtsbescherming_adviesvraag v JOIN rechtsbescherming_inspraakstuk s ON s.id = v.stuk_id
        WHERE v.id = NEW.vraag_id AND s.naar_de_raad_op IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Dit stuk is al naar de raad. Leg het advies vast bij een nieuw stuk.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER na_de_raad BEFORE INSERT OR UPDATE ON rechtsbescherming_adviesregel FOR EACH ROW
    EXECUTE FUNCTION rechtsbescherming_na_de_raad();
"""


def vul(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for row in PROTOCOL:
            cursor.execute(
                f"INSERT INTO rechtsbescherming_meldingprotocol ({', '.join(KOLOMMEN)}) "
                f"VALUES ({', '.join(['%s'] * len(KOLOMMEN))})",
                row,
            )


class Migration(migrations.Migration):
    dependencies = [("rechtsbescherming", "0001_initial")]

    operations = [
        migrations.RunSQL(VOORUIT, migrations.RunSQL.noop),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
