# SPDX-License-Identifier: EUPL-1.2
"""
Take in allocations (JW301), starts (JW305) and stops (JW307) of one wave of a batch.

The messages stand in the temporary tables of `berichten.klaarzetten` and passed level 2 and their header
rules. One violated rule refuses the whole message (IV032); a refused message changes nothing (OP286).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import IN_DEZE_GOLF, keur_af, neem_aan
from jeugdregio.berichten.values import Soort
from jeugdregio.regels.toetsing import bevindingen, op
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen.regels.ijw_3_2 import REGELS
from jeugdregio.toewijzingen.wachters import houd_tegen

KLASSE = {
    Soort.JW301: ("ToegewezenProduct", "toegewezen_product"),
    Soort.JW305: ("StartProduct", "start_product"),
    Soort.JW307: ("StopProduct", "stop_product"),
}


def koppel_clienten(cursor: CursorWrapper, soort: Soort) -> None:
    """Find, for the clients of these messages, the child that this provider already knows here."""
    cursor.execute(
        f"""
        UPDATE partij_{soort.lower()}_client c SET client_id = x.id
        FROM toewijzingen_client x
        WHERE c.client_id IS NULL AND x.gemeente = c.gemeente AND x.aanbieder = c.aanbieder AND x.bsn = c.bsn
        """
    )


@cache
def _bron(soort: Soort) -> str:
    kind = soort.lower()
    source = f"""
        partij_{kind}_{KLASSE[soort][1]} k
        JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
        JOIN partij_{kind}_client c ON c.bericht = k.bericht AND c.nr = k.client
    """
    if soort is Soort.JW301:
        return f"""{source}
            LEFT JOIN toewijzingen_toewijzing e ON e.gemeente = b.gemeente AND e.nummer = k.toewijzing_nummer
            LEFT JOIN toewijzingen_stand s ON s.gemeente = e.gemeente AND s.toewijzing_id = e.id
        """
    return f"""{source}
        LEFT JOIN toewijzingen_toewijzing t ON t.gemeente = b.gemeente AND t.nummer = k.toewijzing_nummer
            AND t.aanbieder = b.aanbieder AND t.client_id = c.client_id
    """


def toets(cursor: CursorWrapper, soort: Soort, golf: int, meer_regels: Sequence[Regel] = ()) -> None:
    """Judge levels 3 and 4; the verdict comes to stand on the messages. `meer_regels`: of a room above this one."""
    klasse = KLASSE[soort][0]
    found = 0
    for statement in bevindingen(op((*REGELS, *meer_regels), soort, klasse), klasse, _bron(soort)):
        cursor.execute(statement, {"golf": golf})
        found += cursor.rowcount
    if found:
        keur_af(cursor, soort, [klasse], golf=golf)
    neem_aan(cursor, soort, golf=golf)


def _sla_clienten_op(cursor: CursorWrapper, soort: Soort, golf: int) -> None:
    cursor.execute(
        f"""
        INSERT INTO toewijzingen_client AS x (gemeente, id, aanbieder, bsn, geboortedatum, geslacht, achternaam,
            voorvoegsel, voornamen)
        SELECT DISTINCT ON (b.gemeente, b.aanbieder, c.bsn) b.gemeente,
            coalesce(c.client_id, nextval('toewijzingen_volgnummer')), b.aanbieder, c.bsn, c.geboortedatum_datum,
            coalesce(c.geslacht, ''), coalesce(c.naam_geslachtsnaam_achternaam, ''),
            coalesce(c.naam_geslachtsnaam_voorvoegsel, ''), coalesce(c.naam_voornamen, c.naam_voorletters, '')
        FROM partij_{soort.lower()}_client c JOIN partij_bericht b ON b.bericht = c.bericht AND {IN_DEZE_GOLF}
        ON CONFLICT (gemeente, aanbieder, bsn) DO {_ON_KNOWN_CLIENT[soort]}
        """,
        {"golf": golf},
    )
    koppel_clienten(cursor, soort)


_UPDATE_CLIENT = """UPDATE SET geboortedatum = excluded.geboortedatum, geslacht = excluded.geslacht,
    achternaam = excluded.achternaam, voorvoegsel = excluded.voorvoegsel, voornamen = excluded.voornamen"""
# Only the municipality says who the child is; a start never changes that (OP039).
_ON_KNOWN_CLIENT = {Soort.JW301: _UPDATE_CLIENT, Soort.JW305: "NOTHING"}

_NEW_VERSION = """
    SELECT b.gemeente, k.toewijzing_nummer AS nummer, b.aanbieder, c.client_id, k.product_categorie AS categorie,
        k.product_code AS code, daterange(k.ingangsdatum, k.einddatum, '[]') AS geldig,
        (k.toewijzingsdatum + k.toewijzingstijd::time) AT TIME ZONE 'UTC' AS vastgesteld_op,
        k.omvang_volume AS volume, k.omvang_eenheid AS eenheid, k.omvang_frequentie AS frequentie,
        k.budget AS budget_cent, coalesce(k.reden_wijziging, '') AS reden_wijziging,
        coalesce(k.referentie_aanbieder, '') AS referentie_aanbieder,
        coalesce(k.reden_wijziging = '13', false) AS verwijderd,
        CASE WHEN k.omvang_volume IS NULL THEN 'bedrag' ELSE 'volume' END AS maat,
        toewijzingen_maximaal(k.omvang_volume, k.omvang_eenheid, k.omvang_frequentie, k.budget, k.ingangsdatum,
            k.einddatum) AS maximaal,
        b.id AS bericht_id
    FROM partij_jw301_toegewezen_product k
    JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL
    JOIN partij_jw301_client c ON c.bericht = k.bericht AND c.nr = k.client
"""
_COLUMNS = """gemeente, nummer, aanbieder, client_id, categorie, code, geldig, vastgesteld_op, volume, eenheid,
    frequentie, budget_cent, reden_wijziging, referentie_aanbieder, verwijderd, maat, maximaal, bericht_id"""


def verwerk_jw301(
    cursor: CursorWrapper, golf: int, peildatum: date, meer_regels: Sequence[Regel] = ()
) -> list[tuple[str, int]]:
    """
    Judge the allocations of a wave and store what is accepted; the version decided last is the current one.

    `meer_regels` are those of a room above this one (TR379 knows the requests). Gives the allocations
    (gemeente, id) that are counted in another measure from now on: what was used of them has to be counted anew.
    """
    koppel_clienten(cursor, Soort.JW301)
    toets(cursor, Soort.JW301, golf, meer_regels)
    houd_tegen(cursor, golf)
    _sla_clienten_op(cursor, Soort.JW301, golf)
    facts = {"golf": golf}
    cursor.execute(
        f"""
        WITH nieuw AS MATERIALIZED ({_NEW_VERSION}),
        oud AS MATERIALIZED (
            SELECT t.gemeente, t.id, t.maat FROM toewijzingen_toewijzing t
            JOIN nieuw n ON n.gemeente = t.gemeente AND n.nummer = t.nummer
        ),
        gezet AS (
            INSERT INTO toewijzingen_toewijzing AS t (id, {_COLUMNS})
            SELECT nextval('toewijzingen_volgnummer'), n.* FROM nieuw n
            ON CONFLICT (gemeente, nummer) DO UPDATE SET geldig = excluded.geldig,
                vastgesteld_op = excluded.vastgesteld_op, volume = excluded.volume, eenheid = excluded.eenheid,
                frequentie = excluded.frequentie, budget_cent = excluded.budget_cent,
                reden_wijziging = excluded.reden_wijziging, verwijderd = excluded.verwijderd, maat = excluded.maat,
                maximaal = excluded.maximaal, bericht_id = excluded.bericht_id
            WHERE excluded.vastgesteld_op > t.vastgesteld_op
            RETURNING gemeente, id, maat
        )
        SELECT oud.gemeente, oud.id FROM oud JOIN gezet USING (gemeente, id) WHERE gezet.maat <> oud.maat
        """,
        facts,
    )
    other_measure: list[tuple[str, int]] = cursor.fetchall()
    cursor.execute(
        f"""
        INSERT INTO toewijzingen_toewijzingversie (gemeente, bericht_id, nummer, aanbieder, vastgesteld_op, geldig,
            volume, eenheid, frequentie, budget_cent, reden_wijziging)
        SELECT gemeente, bericht_id, nummer, aanbieder, vastgesteld_op, geldig, volume, eenheid, frequentie,
            budget_cent, reden_wijziging
        FROM ({_NEW_VERSION}) n
        """,
        facts,
    )
    cursor.execute(
        f"""
        INSERT INTO toewijzingen_stand AS s (gemeente, toewijzing_id, gebruikt, prestaties, maximaal, drempel)
        SELECT t.gemeente, t.id, 0, 0, t.maximaal, t.maximaal
        FROM ({_NEW_VERSION}) n JOIN toewijzingen_toewijzing t ON t.gemeente = n.gemeente AND t.nummer = n.nummer
        ON CONFLICT (gemeente, toewijzing_id) DO UPDATE SET maximaal = excluded.maximaal,
            drempel = CASE WHEN excluded.maximaal IS NULL THEN NULL ELSE greatest(excluded.maximaal, s.gebruikt) END
        """,
        facts,
    )
    return other_measure


def verwerk_jw305(cursor: CursorWrapper, golf: int, peildatum: date) -> None:
    """Judge the starts of a wave, delete what is deleted and store what is new."""
    koppel_clienten(cursor, Soort.JW305)
    toets(cursor, Soort.JW305, golf)
    _sla_clienten_op(cursor, Soort.JW305, golf)
    cursor.execute(_delete("start", Soort.JW305, ""), {"golf": golf})
    cursor.execute(
        """
        INSERT INTO toewijzingen_start (gemeente, bericht_id, nr, aanbieder, client_id, toewijzing_nummer, categorie,
            code, begin)
        SELECT b.gemeente, b.id, k.nr, b.aanbieder, c.client_id, k.toewijzing_nummer,
            coalesce(k.product_categorie, ''), coalesce(k.product_code, ''), k.begindatum
        FROM partij_jw305_start_product k
        JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL
        JOIN partij_jw305_client c ON c.bericht = k.bericht AND c.nr = k.client
        WHERE k.status_aanlevering = '1'
        """,
        {"golf": golf},
    )


def verwerk_jw307(cursor: CursorWrapper, golf: int, peildatum: date) -> None:
    """Judge the stops of a wave, delete what is deleted and store what is new."""
    koppel_clienten(cursor, Soort.JW307)
    toets(cursor, Soort.JW307, golf)
    same_stop = "AND a.einde = k.einddatum AND a.reden = k.reden_beeindiging"
    cursor.execute(_delete("stop", Soort.JW307, same_stop), {"golf": golf})
    cursor.execute(
        """
        INSERT INTO toewijzingen_stop (gemeente, bericht_id, nr, aanbieder, client_id, toewijzing_nummer, categorie,
            code, begin, einde, reden)
        SELECT b.gemeente, b.id, k.nr, b.aanbieder, c.client_id, k.toewijzing_nummer,
            coalesce(k.product_categorie, ''), coalesce(k.product_code, ''), k.begindatum, k.einddatum,
            k.reden_beeindiging
        FROM partij_jw307_stop_product k
        JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL
        JOIN partij_jw307_client c ON c.bericht = k.bericht AND c.nr = k.client
        WHERE k.status_aanlevering = '1'
        """,
        {"golf": golf},
    )


def _delete(table: str, soort: Soort, extra: str) -> str:
    kind = soort.lower()
    return f"""
        UPDATE toewijzingen_{table} a SET verwijderd_door = b.id
        FROM partij_{kind}_{KLASSE[soort][1]} k
        JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
        JOIN partij_{kind}_client c ON c.bericht = k.bericht AND c.nr = k.client
        WHERE k.status_aanlevering = '3' AND a.gemeente = b.gemeente AND a.client_id = c.client_id
            AND a.aanbieder = b.aanbieder AND a.toewijzing_nummer IS NOT DISTINCT FROM k.toewijzing_nummer
            AND a.categorie = coalesce(k.product_categorie, '') AND a.code = coalesce(k.product_code, '')
            AND a.begin = k.begindatum AND a.verwijderd_door IS NULL {extra}
    """
