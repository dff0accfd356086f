# SPDX-License-Identifier: EUPL-1.2
"""
Where everything about a person is: per table how its rows are reached, and what becomes of them.

Everything starts from `weg_persoon` (gemeente, bsn), a temporary table with sealed numbers. `VINDEN` fills the rest, in
order; each table of `KAART` then says which of its rows are about these people. A test lays the map beside the models:
a table about children that is not here is red, and another test looks for a person in every table of the database.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

TIJDELIJK = """
    CREATE TEMPORARY TABLE weg_persoon (gemeente text, bsn bytea, persoon text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_client (gemeente text, id bigint) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_toewijzing (gemeente text, id bigint, nummer integer) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_verzoek (gemeente text, bericht_id bigint, nr integer, aanbieder text,
        referentie text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_regel (gemeente text, bericht_id bigint, nr integer) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_gezin (gemeente text, id bigint) ON COMMIT DROP;
    CREATE TEMPORARY TABLE weg_lid (gemeente text, id bigint) ON COMMIT DROP
"""
BERICHTEN = """
    SELECT t.gemeente, v.bericht_id FROM weg_toewijzing t
        JOIN toewijzingen_toewijzingversie v ON v.gemeente = t.gemeente AND v.nummer = t.nummer
    UNION SELECT s.gemeente, s.bericht_id FROM weg_client c
        JOIN toewijzingen_start s ON s.gemeente = c.gemeente AND s.client_id = c.id
    UNION SELECT s.gemeente, s.bericht_id FROM weg_client c
        JOIN toewijzingen_stop s ON s.gemeente = c.gemeente AND s.client_id = c.id
    UNION SELECT gemeente, bericht_id FROM weg_verzoek
    UNION SELECT a.gemeente, a.bericht_id FROM weg_verzoek v
        JOIN verzoeken_antwoord a USING (gemeente, aanbieder, referentie)
    UNION SELECT gemeente, bericht_id FROM weg_regel
    ORDER BY 1, 2
"""
"""The messages in which these people occur."""
TABELLEN = ("weg_persoon", "weg_client", "weg_toewijzing", "weg_verzoek", "weg_regel", "weg_gezin", "weg_lid")
VINDEN = (
    "INSERT INTO weg_client SELECT c.gemeente, c.id FROM toewijzingen_client c JOIN weg_persoon USING (gemeente, bsn)",
    """
    INSERT INTO weg_toewijzing SELECT t.gemeente, t.id, t.nummer
    FROM toewijzingen_toewijzing t JOIN weg_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
    """,
    """
    INSERT INTO weg_verzoek SELECT v.gemeente, v.bericht_id, v.nr, v.aanbieder, v.referentie
    FROM verzoeken_verzoek v JOIN weg_persoon USING (gemeente, bsn)
    """,
    """
    INSERT INTO weg_regel SELECT p.gemeente, p.bericht_id, p.nr
    FROM declaraties_prestatie p JOIN weg_client c ON c.gemeente = p.gemeente AND c.id = p.client_id
    """,
    # What is of a whole family is of these people when all its youths are among them.
    """
    INSERT INTO weg_gezin SELECT g.gemeente, g.id FROM gezinnen_gezin g WHERE (
        SELECT bool_and((l.gemeente, l.persoon) IN (SELECT gemeente, persoon FROM weg_persoon))
        FROM gezinnen_gezinslid l WHERE l.gezin_id = g.id AND l.soort = 'jeugdige'
    )
    """,
    """
    INSERT INTO weg_lid SELECT l.gemeente, l.id FROM gezinnen_gezinslid l
    WHERE (l.gemeente, l.gezin_id) IN (SELECT gemeente, id FROM weg_gezin) OR l.soort = 'jeugdige'
        AND (l.gemeente, l.persoon) IN (SELECT gemeente, persoon FROM weg_persoon)
    """,
)


@dataclass(frozen=True)
class Plek:
    """
    The rows of a table about these people: those for which `welke` holds (an SQL condition over the alias `r`).

    What becomes of them: they go, or only the columns of `leeg` are emptied ({column: SQL value}).
    """

    wat: str
    welke: str
    leeg: Mapping[str, str] | None = None


_CLIENT = "(r.gemeente, r.client_id) IN (SELECT gemeente, id FROM weg_client)"
_ALLOCATION = "(r.gemeente, r.nummer) IN (SELECT gemeente, nummer FROM weg_toewijzing)"
_REQUEST = "(r.gemeente, r.bericht_id, r.{}) IN (SELECT gemeente, bericht_id, nr FROM weg_verzoek)"

_PERSON = "(r.gemeente, r.persoon) IN (SELECT gemeente, persoon FROM weg_persoon)"

_MEMBER = "(r.gemeente, r.lid_id) IN (SELECT gemeente, id FROM weg_lid)"
_FAMILY = "(r.gemeente, r.gezin_id) IN (SELECT gemeente, id FROM weg_gezin)"

# In the order in which they can go: what refers to something before what it refers to.
KAART: dict[str, Plek] = {
    "gezinnen_doelscore": Plek(
        "Scores van doelen",
        f"{_FAMILY} OR EXISTS (SELECT FROM gezinnen_doel d JOIN weg_lid w ON w.gemeente = d.gemeente"
        " AND w.id = d.lid_id WHERE d.id = r.doel_id)",
    ),
    "gezinnen_doel": Plek("Doelen in het gezinsplan", f"{_FAMILY} OR {_MEMBER}"),
    "gezinnen_schooldeel": Plek("Wat school doet", f"{_FAMILY} OR {_MEMBER}"),
    "gezinnen_handtekening": Plek("Wie het gezinsplan tekende", f"{_FAMILY} OR {_MEMBER}"),
    "gezinnen_afspraak": Plek("Afspraken in het gezinsplan", _FAMILY),
    "gezinnen_netwerklid": Plek("Wie het gezin helpt", _FAMILY),
    "gezinnen_evaluatie": Plek("Evaluaties van het gezinsplan", _FAMILY),
    "gezinnen_teamlid": Plek("Het team van het gezinsplan", _FAMILY),
    "gezinnen_gezinsplan": Plek("Het gezinsplan", _FAMILY),
    "gezinnen_maatregel": Plek("Maatregelen van de kinderrechter", f"{_FAMILY} OR {_MEMBER}"),
    "gezinnen_gezag": Plek("Wie het gezag heeft", f"{_FAMILY} OR {_MEMBER}"),
    "gezinnen_gezinslid": Plek("Wie er in het gezin zit", "(r.gemeente, r.id) IN (SELECT gemeente, id FROM weg_lid)"),
    "gezinnen_gezin": Plek("Het gezin", "(r.gemeente, r.id) IN (SELECT gemeente, id FROM weg_gezin)"),
    # An application goes with what belongs to it (CASCADE stays on the side of Django, so each table stands here).
    "besluiten_termijnfeit": Plek("Wat een beslistermijn stilzette of verlengde", _PERSON),
    "besluiten_beroep": Plek("Beroep bij de rechtbank", _PERSON),
    "besluiten_bezwaar": Plek("Bezwaar tegen besluiten", _PERSON),
    "besluiten_brief": Plek("Brieven over besluiten", _PERSON),
    "besluiten_zending": Plek("Toewijzingen die uit besluiten zijn verstuurd", _PERSON),
    "besluiten_toets": Plek("Wat een tweede beoordelaar van besluiten vond", _PERSON),
    "besluiten_voorziening": Plek("Hulp waarover is besloten", _PERSON),
    "besluiten_besluit": Plek("Besluiten", _PERSON),
    "besluiten_aanvraag": Plek("Aanvragen met hun beslistermijn", _PERSON),
    "toegang_signaal": Plek("Meldingen bij de Raad waarvan de gemeente niets hoorde", _PERSON),
    "toegang_raadsmelding": Plek("Meldingen bij de Raad voor de Kinderbescherming", _PERSON),
    "toegang_teamoverleg": Plek("Overleg tussen wijkteam en CJG", _PERSON),
    "toegang_ondertekening": Plek("Wie met de aanmelding akkoord ging", _PERSON),
    "toegang_plaatsingsoptie": Plek("Welke plekken om te wonen zijn bekeken", _PERSON),
    "toegang_stapuitkomst": Plek("Wat het gezin en vrije hulp konden doen", _PERSON),
    "toegang_gebiedsoordeel": Plek("Wat per gebied is gezien", _PERSON),
    "toegang_aanmelding": Plek("Aanmeldingen", _PERSON),
    "toegang_oproep": Plek("Gesprekken met het centrale nummer", _PERSON),
    "woonplaats_vorderingskind": Plek("Voor wie een gemeente geld terugvroeg aan een andere", _PERSON),
    "woonplaats_woonplaatsperiode": Plek("Welke gemeente in welke periode verantwoordelijk was", _PERSON),
    "woonplaats_woonplaatsbepaling": Plek("Wat over adressen, verblijf en gezag is vastgesteld", _PERSON),
    "verantwoording_steekproefregel": Plek(
        "Regels in een steekproef van de materiële controle",
        "(r.gemeente, r.bericht_id, r.nr) IN (SELECT gemeente, bericht_id, nr FROM weg_regel)",
    ),
    "verantwoording_controlebevinding": Plek(
        "Wat een materiële controle onjuist vond",
        "(r.gemeente, r.bericht_id, r.nr) IN (SELECT gemeente, bericht_id, nr FROM weg_regel)",
    ),
    "declaraties_bevinding": Plek(
        "Waarom een declaratieregel is afgewezen",
        "(r.gemeente, r.bericht_id, r.nr) IN (SELECT gemeente, bericht_id, nr FROM weg_regel)",
        leeg={"feiten": "'{}'"},
    ),
    "declaraties_prestatie": Plek(
        "Declaratieregels",
        "(r.gemeente, r.bericht_id, r.nr) IN (SELECT gemeente, bericht_id, nr FROM weg_regel)",
        leeg={"client_id": "NULL", "toewijzing_nummer": "0"},
    ),
    "declaraties_overleg": Plek("Overleg over een deel van een prijs", _CLIENT),
    "verzoeken_woonplaatsonderzoek": Plek("Onderzoek naar de verantwoordelijke gemeente", _REQUEST.format("nr")),
    "verzoeken_antwoord": Plek(
        "Antwoorden op verzoeken",
        "(r.gemeente, r.aanbieder, r.referentie) IN (SELECT gemeente, aanbieder, referentie FROM weg_verzoek)",
    ),
    "verzoeken_verwijzing": Plek("Wat de verwijzer ervan ziet", _REQUEST.format("nr")),
    "verzoeken_gevraagdproduct": Plek("Gevraagde hulp", _REQUEST.format("verzoek_nr")),
    "verzoeken_overdracht": Plek(
        "Verzoeken die naar een andere gemeente gingen",
        "(r.van, r.bericht_id, r.nr) IN (SELECT gemeente, bericht_id, nr FROM weg_verzoek)"
        " OR (r.gemeente, r.bsn) IN (SELECT gemeente, bsn FROM weg_persoon)",
    ),
    "verzoeken_verzoek": Plek("Verzoeken", "(r.gemeente, r.bsn) IN (SELECT gemeente, bsn FROM weg_persoon)"),
    "verzoeken_nagezien": Plek(
        "Afgevinkt werk", "r.gemeente <> '' AND (r.gemeente, r.nummer) IN (SELECT gemeente, nummer FROM weg_toewijzing)"
    ),
    "toewijzingen_start": Plek("Start van zorg", _CLIENT),
    "toewijzingen_stop": Plek("Einde van zorg", _CLIENT),
    "toewijzingen_stand": Plek(
        "Verbruik van toewijzingen",
        "(r.gemeente, r.toewijzing_id) IN (SELECT gemeente, id FROM weg_toewijzing)",
    ),
    "toewijzingen_toewijzingversie": Plek("Versies van toewijzingen", _ALLOCATION),
    "toewijzingen_toewijzing": Plek("Toewijzingen", _CLIENT),
    "toewijzingen_client": Plek(
        "De jeugdige bij een aanbieder", "(r.gemeente, r.id) IN (SELECT gemeente, id FROM weg_client)"
    ),
}


PERSOONSREGELS = {
    "gezinsportaal_portaalregel": Plek("Wat een gezinslid leest", _PERSON),
    "gezinsportaal_portaalplek": Plek("Wat een gezinslid leest, met namen", _PERSON),
    "gezinsportaal_achtergehouden": Plek("Wat een jeugdige voor zich houdt", _PERSON),
    "gezinsportaal_gezinstoegang": Plek("Wie van het gezin een inlog heeft", _PERSON),
    "rechtsbescherming_correctie": Plek("Wat op verzoek is verbeterd", _PERSON),
    "rechtsbescherming_nagekomen": Plek("Stukken die na een verzoek kwamen", _PERSON),
    "rechtsbescherming_rechtsverzoek": Plek("Verzoeken over het dossier", _PERSON),
    "rechtsbescherming_meldingstap": Plek("Stappen na een klacht of calamiteit", _PERSON),
    "rechtsbescherming_melding": Plek("Klachten en calamiteiten", _PERSON),
    "gebruikers_caseload": Plek("Wie het dossier behandelt", _PERSON),
    "gebruikers_afscherming": Plek("Of het verblijf geheim is", _PERSON),
    "logboek_wijziging": Plek("Wat er is veranderd", _PERSON),
    "teambudget_uitgave": Plek(
        "Uitgaven van een team", _PERSON, leeg={"persoon": "''", "omschrijving": "'vernietigd'"}
    ),
    "wachttijden_wachtvraag": Plek("Of wachten schaadt", _PERSON),
    "gebruikers_doel": Plek("Waarom iemand buiten de eigen caseload keek", _PERSON),
}
"""Tables that name a person by `core.bsn.persoon` alone."""


def zoek(cursor: CursorWrapper, gemeenten: Collection[str], personen: Collection[bytes]) -> None:
    """
    Fill the temporary tables for these people (sealed numbers) in these municipalities, pair by pair.

    Reads with the rights of whoever asks: what he may not see is not found. `vergeet` ends it.
    """
    _make(cursor)
    cursor.execute(
        "INSERT INTO weg_persoon SELECT g, b, encode(sha256(b), 'hex') FROM unnest(%s::text[], %b::bytea[]) p (g, b)",
        [list(gemeenten), list(personen)],
    )
    for statement in VINDEN:
        cursor.execute(statement)


def zoek_personen(cursor: CursorWrapper, gemeente: str, personen: Collection[str]) -> None:
    """The same for people of one municipality by what they are called in lists (`core.bsn.persoon`)."""
    _make(cursor)
    cursor.execute(
        """
        INSERT INTO weg_persoon SELECT DISTINCT gemeente, bsn, encode(sha256(bsn), 'hex') FROM (
            SELECT gemeente, bsn FROM toewijzingen_client
            UNION ALL SELECT gemeente, bsn FROM verzoeken_verzoek
            UNION ALL SELECT gemeente, bsn FROM verzoeken_overdracht WHERE bsn IS NOT NULL
            UNION ALL SELECT gemeente, bsn FROM gezinnen_gezinslid WHERE bsn IS NOT NULL
        ) k WHERE gemeente = %s AND encode(sha256(bsn), 'hex') = ANY (%s::text[])
        """,
        [gemeente, list(personen)],
    )
    for statement in VINDEN:
        cursor.execute(statement)


def vergeet(cursor: CursorWrapper) -> None:
    """Drop the temporary tables: another role may make them again in the same transaction."""
    cursor.execute(f"DROP TABLE IF EXISTS {', '.join(TABELLEN)}")


def _make(cursor: CursorWrapper) -> None:
    for statement in TIJDELIJK.split(";"):
        cursor.execute(statement)
