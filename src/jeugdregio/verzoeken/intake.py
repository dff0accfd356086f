# SPDX-License-Identifier: EUPL-1.2
"""
Take in requests (JW315, JW317) and answers (JW319) of one wave of a batch, and end requests that a JW301 grants.

The messages stand in the temporary tables of `berichten.klaarzetten` and passed level 2 and their header
rules. One violated rule refuses the whole message (IV032); a refused message changes nothing (OP286).
"""

from datetime import date
from functools import cache
from typing import Any

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import IN_DEZE_GOLF, KLASSEN, keur_af, neem_aan
from jeugdregio.berichten.values import Soort
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.regels.toetsing import bevindingen, op
from jeugdregio.toewijzingen import actions as toewijzingen
from jeugdregio.verzoeken.regels.ijw_3_2 import BIJ_TOEWIJZING, EERST, REGELS
from jeugdregio.verzoeken.regels.verzoek import ACTUEEL


@cache
def bron(soort: Soort, klasse: str) -> str:
    """The FROM clause of a class, with the aliases of `regels`."""
    prefix = f"partij_{soort.lower()}"
    source = f"""
        {prefix}_{KLASSEN[soort][klasse]} k JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
    """
    if klasse == "Antwoord":
        return f"""{source} LEFT JOIN verzoeken_verzoek v ON v.gemeente = b.gemeente
            AND v.aanbieder = b.aanbieder AND v.referentie = k.referentie_aanbieder"""
    if klasse == "Woonplaatsbeginsel":
        return source
    own = "k.nr" if klasse == "Client" else "k.client"
    source += f" JOIN {prefix}_client c ON c.bericht = k.bericht AND c.nr = {own}"
    if klasse in {"OngewijzigdProduct", "TeWijzigenProduct"}:
        return f"""{source} LEFT JOIN toewijzingen_v_verzonden t ON t.gemeente = b.gemeente
            AND t.nummer = k.toewijzing_nummer AND t.aanbieder = b.aanbieder AND t.client_id = c.client_id
            AND {ACTUEEL}"""
    return source


def toets(cursor: CursorWrapper, soort: Soort, golf: int) -> None:
    """Judge levels 3 and 4; the verdict comes to stand on the messages."""
    facts: dict[str, Any] = {"golf": golf, "cbs_gemeenten": sorted(codelijst("gemeente").codes)}
    for rules in (EERST, REGELS):
        found = 0
        for klasse in KLASSEN[soort]:
            for statement in bevindingen(op(rules, soort, klasse), klasse, bron(soort, klasse)):
                cursor.execute(statement, facts)
                found += cursor.rowcount
        if found:
            keur_af(cursor, soort, KLASSEN[soort], golf=golf)
    neem_aan(cursor, soort, golf=golf)


_ASKED = """
    INSERT INTO verzoeken_gevraagdproduct (gemeente, bericht_id, wat, nr, verzoek_nr, aanbieder, toewijzing_nummer,
        categorie, code, geldig, volume, eenheid, frequentie, budget_cent, verwijzer_type, verwijzer)
    SELECT b.gemeente, b.id, '{wat}', k.nr, {verzoek_nr}, b.aanbieder, {columns}
    FROM {table} k JOIN partij_bericht b ON b.bericht = k.bericht AND {golf}
"""
_SIZE = "k.omvang_volume, k.omvang_eenheid, k.omvang_frequentie, k.budget"
_REFERRER = "k.verwijzer_type, coalesce(k.verwijzer_zorgverlener_code, k.verwijzer_naam, '')"
_PRODUCT = "k.product_categorie, k.product_code"
_WISHED = "daterange(k.gewenste_ingangsdatum, k.einddatum, '[]')"
_REQUESTED = "daterange(k.toewijzing_ingangsdatum, k.toewijzing_einddatum, '[]')"


def _asked(wat: str, table: str, columns: str, *, verzoek_nr: str = "0") -> str:
    return _ASKED.format(wat=wat, table=table, columns=columns, verzoek_nr=verzoek_nr, golf=IN_DEZE_GOLF)


def verwerk_jw315(cursor: CursorWrapper, golf: int, peildatum: date) -> None:
    """Judge the requests for allocation of a wave and store what is accepted: a request per product."""
    toets(cursor, Soort.JW315, golf)
    facts = {"golf": golf}
    cursor.execute(
        f"""
        INSERT INTO verzoeken_verzoek (gemeente, bericht_id, nr, aanbieder, soort, referentie, reden_verzoek, bsn,
            geboortedatum, geslacht, achternaam, voorvoegsel, voornamen, dagtekening, ontvangen_op, status)
        SELECT b.gemeente, b.id, k.nr, b.aanbieder, b.soort, k.referentie_aanbieder, '', c.bsn,
            c.geboortedatum_datum, coalesce(c.geslacht, ''), coalesce(c.naam_geslachtsnaam_achternaam, ''),
            coalesce(c.naam_geslachtsnaam_voorvoegsel, ''), coalesce(c.naam_voornamen, c.naam_voorletters, ''),
            b.dagtekening, b.ontvangen_op, 'in_behandeling'
        FROM {bron(Soort.JW315, "AangevraagdProduct")}
        """,
        facts,
    )
    columns = f"NULL, {_PRODUCT}, {_REQUESTED}, {_SIZE}, {_REFERRER}"
    cursor.execute(_asked("aangevraagd", "partij_jw315_aangevraagd_product", columns, verzoek_nr="k.nr"), facts)


def verwerk_jw317(cursor: CursorWrapper, golf: int, peildatum: date) -> None:
    """Judge the requests for change of a wave and store what is accepted: one request per message."""
    toewijzingen.koppel_clienten(cursor, Soort.JW317)
    toets(cursor, Soort.JW317, golf)
    facts = {"golf": golf}
    cursor.execute(
        f"""
        INSERT INTO verzoeken_verzoek (gemeente, bericht_id, nr, aanbieder, soort, referentie, reden_verzoek, bsn,
            geboortedatum, geslacht, achternaam, voorvoegsel, voornamen, dagtekening, ontvangen_op, status)
        SELECT b.gemeente, b.id, k.nr, b.aanbieder, b.soort, k.referentie_aanbieder, k.reden_verzoek, c.bsn,
            x.geboortedatum, x.geslacht, x.achternaam, x.voorvoegsel, x.voornamen, b.dagtekening, b.ontvangen_op,
            'in_behandeling'
        FROM {bron(Soort.JW317, "Verzoek")}
        JOIN toewijzingen_v_client x ON x.gemeente = b.gemeente AND x.id = c.client_id
        """,
        facts,
    )
    no_product = "k.toewijzing_nummer, NULL, NULL"
    for statement in (
        _asked("ongewijzigd", "partij_jw317_ongewijzigd_product", f"{no_product}, NULL{', NULL' * 4}, '', ''"),
        _asked("te_wijzigen", "partij_jw317_te_wijzigen_product", f"{no_product}, {_WISHED}, {_SIZE}, '', ''"),
        _asked("nieuw", "partij_jw317_nieuw_product", f"NULL, {_PRODUCT}, {_WISHED}, {_SIZE}, '', ''"),
    ):
        cursor.execute(statement, facts)


def verwerk_jw319(cursor: CursorWrapper, golf: int, peildatum: date) -> None:
    """Judge the answers of a wave as offered for sending, and move the requests they are about."""
    toets(cursor, Soort.JW319, golf)
    facts = {"golf": golf}
    cursor.execute(
        f"""
        INSERT INTO verzoeken_antwoord (gemeente, bericht_id, aanbieder, referentie, wat, reden, woonplaats,
            dagtekening)
        SELECT b.gemeente, b.id, b.aanbieder, k.referentie_aanbieder, k.verzoek_antwoord,
            coalesce(k.reden_afwijzing_verzoek, ''), coalesce(w.gemeente, ''), b.dagtekening
        FROM {bron(Soort.JW319, "Antwoord")}
        LEFT JOIN partij_jw319_woonplaatsbeginsel w ON w.bericht = k.bericht
        """,
        facts,
    )
    cursor.execute(
        f"""
        UPDATE verzoeken_verzoek v
        SET status = CASE k.verzoek_antwoord WHEN '1' THEN 'afgewezen' ELSE 'in_onderzoek' END,
            besluit_id = CASE k.verzoek_antwoord WHEN '1' THEN b.id END
        FROM partij_jw319_antwoord k JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
        WHERE v.gemeente = b.gemeente AND v.aanbieder = b.aanbieder AND v.referentie = k.referentie_aanbieder
        """,
        facts,
    )
    cursor.execute(_HAND_OVER, facts)


# Only here does the other municipality get to see a request: when the refusal that names it is accepted.
_HAND_OVER = f"""
    UPDATE verzoeken_overdracht o
    SET gemeente = o.naar, besluit_id = b.id, bsn = v.bsn, geboortedatum = v.geboortedatum,
        jeugdige = concat_ws(' ', nullif(v.voornamen, ''), nullif(v.voorvoegsel, ''), nullif(v.achternaam, '')),
        categorie = coalesce(g.categorie, ''), code = coalesce(g.code, ''), geldig = g.geldig
    FROM partij_jw319_woonplaatsbeginsel w
    JOIN partij_bericht b ON b.bericht = w.bericht AND {IN_DEZE_GOLF}
    JOIN verzoeken_verzoek v ON v.gemeente = b.gemeente AND v.besluit_id = b.id
    JOIN verzoeken_gevraagdproduct g ON g.gemeente = v.gemeente AND g.bericht_id = v.bericht_id
        AND g.verzoek_nr = v.nr
    WHERE o.van = v.gemeente AND o.bericht_id = v.bericht_id AND o.nr = v.nr AND o.naar = w.gemeente
"""


def verwerk_jw301(cursor: CursorWrapper, golf: int, peildatum: date) -> list[tuple[str, int]]:
    """Take in allocations, and end the requests that they grant (TR379); gives what `toewijzingen` gives."""
    other_measure = toewijzingen.verwerk_jw301(cursor, golf, peildatum, BIJ_TOEWIJZING)
    cursor.execute(
        f"""
        UPDATE verzoeken_verzoek v SET status = 'toegewezen', besluit_id = b.id
        FROM partij_jw301_toegewezen_product k
        JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
        WHERE v.gemeente = b.gemeente AND v.aanbieder = b.aanbieder AND v.referentie = k.referentie_aanbieder
        """,
        {"golf": golf},
    )
    return other_measure
