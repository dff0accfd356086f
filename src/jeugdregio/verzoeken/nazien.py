# SPDX-License-Identifier: EUPL-1.2
"""
What a municipality has to look at again in the allocations it sent: the agreements of the standard (OP).

An agreement is no ground to refuse a message, so a breach of one is work for people, with the rule beside it.
What can be mended stays until it is mended (OP087, OP259); what was decided shows for `DAGEN` days.

Each statement gives gemeente, aanbieder, number of the allocation, the day it is about, and the fact: what tells this
state of affairs from the next. Ticked off (`nagezien`) it is gone until the fact changes. It reads other rooms through
their views, so everyone gets only what is theirs.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.nagezien import gezien

DAGEN = 91
"""How long a decision stays on the list: a quarter of a year."""

_CHANGES = """
    SELECT v.*, lag(v.tot) OVER w AS tot_voor, lag(v.volume) OVER w AS volume_voor,
        lag(v.eenheid) OVER w AS eenheid_voor, lag(v.frequentie) OVER w AS frequentie_voor,
        lag(v.budget_cent) OVER w AS budget_voor, row_number() OVER w AS versie
    FROM toewijzingen_v_versie v
    WINDOW w AS (PARTITION BY v.gemeente, v.nummer ORDER BY v.vastgesteld_op, v.bericht_id)
"""
_DECIDED = f"""
    SELECT c.gemeente, c.aanbieder, c.nummer, c.vastgesteld_op::date, c.bericht_id::text FROM ({_CHANGES}) c
"""
_RECENT = "c.versie > 1 AND c.vastgesteld_op::date > %(vanaf)s"
_NOT_ASKED = """NOT EXISTS (SELECT FROM verzoeken_verzoek q
    WHERE q.gemeente = c.gemeente AND q.besluit_id = c.bericht_id AND q.soort = 'JW317')"""
_LIVE = "NOT t.verwijderd AND (upper_inf(t.geldig) OR upper(t.geldig) > %(peildatum)s)"


@dataclass(frozen=True)
class Afspraak:
    """An agreement of the standard about allocations: its rule, what is wrong, what to do, and the SELECT."""

    regel: str
    uitleg: str
    wat_te_doen: str
    gevallen: str


@dataclass(frozen=True)
class Nazien:
    """One allocation that a municipality has to look at again; `dag` is that of the decision, `feit` its state."""

    afspraak: Afspraak
    gemeente: str
    aanbieder: str
    toewijzing_nummer: int
    dag: date
    feit: str


AFSPRAKEN = (
    Afspraak(
        "OP087",
        "Deze toewijzing loopt nog, maar ontbreekt in de laatste toewijzing die over deze jeugdige is gestuurd.",
        "Stuur een JW301 met alle lopende toewijzingen van deze jeugdige bij deze aanbieder.",
        f"""
        SELECT t.gemeente, t.aanbieder, t.nummer, l.dag, concat_ws(' ', l.bericht_id, t.bericht_id)
        FROM toewijzingen_v_product t
        JOIN (
            SELECT DISTINCT ON (v.gemeente, p.client_id) v.gemeente, p.client_id, v.bericht_id,
                v.vastgesteld_op::date AS dag
            FROM toewijzingen_v_versie v
            JOIN toewijzingen_v_product p ON p.gemeente = v.gemeente AND p.nummer = v.nummer
            ORDER BY v.gemeente, p.client_id, v.vastgesteld_op DESC, v.bericht_id DESC
        ) l ON l.gemeente = t.gemeente AND l.client_id = t.client_id
        WHERE {_LIVE} AND NOT EXISTS (SELECT FROM toewijzingen_v_versie v WHERE v.gemeente = t.gemeente
            AND v.nummer = t.nummer AND v.bericht_id = l.bericht_id)
        """,
    ),
    Afspraak(
        "OP259",
        "Hetzelfde product is voor dezelfde dagen nog een keer toegewezen aan deze aanbieder.",
        "Kort een van beide toewijzingen in, of verwijder er een.",
        f"""
        SELECT t.gemeente, t.aanbieder, t.nummer, NULL::date,
            string_agg(concat_ws(' ', t.geldig, o.nummer, o.geldig), ',' ORDER BY o.nummer)
        FROM toewijzingen_v_product t
        JOIN toewijzingen_v_product o ON o.gemeente = t.gemeente AND o.client_id = t.client_id
            AND o.nummer < t.nummer AND NOT o.verwijderd AND o.categorie = t.categorie
            AND (o.code = t.code OR o.code IS NULL OR t.code IS NULL) AND o.geldig && t.geldig
        WHERE {_LIVE} AND t.categorie IS NOT NULL
        GROUP BY t.gemeente, t.aanbieder, t.nummer
        """,
    ),
    Afspraak(
        "OP380",
        "Er kwam een nieuw nummer voor hetzelfde product en dezelfde omvang, terwijl de vorige nog liep.",
        "Verleng voortaan door de einddatum van de lopende toewijzing op te rekken.",
        f"""
        SELECT c.gemeente, c.aanbieder, c.nummer, c.vastgesteld_op::date, c.bericht_id::text
        FROM ({_CHANGES}) c JOIN toewijzingen_v_product t ON t.gemeente = c.gemeente AND t.nummer = c.nummer
        JOIN toewijzingen_v_product o ON o.gemeente = t.gemeente AND o.client_id = t.client_id
            AND o.nummer <> t.nummer AND NOT o.verwijderd AND upper(o.geldig) = c.begin
            AND (o.categorie, o.code, o.volume, o.eenheid, o.frequentie) IS NOT DISTINCT FROM
                (t.categorie, t.code, c.volume, c.eenheid, c.frequentie)
        WHERE c.versie = 1 AND NOT t.verwijderd AND c.frequentie IS DISTINCT FROM '6'
            AND c.vastgesteld_op::date < upper(o.geldig) AND c.vastgesteld_op::date > %(vanaf)s
        """,
    ),
    Afspraak(
        "OP033x1",
        "Eenheid, frequentie of volume is gewijzigd onder hetzelfde nummer.",
        "Beëindig de toewijzing en geef de nieuwe omvang een nieuw nummer; alleen een totaal mag wijzigen.",
        f"""
        {_DECIDED} WHERE {_RECENT} AND c.volume IS NOT NULL AND c.volume_voor IS NOT NULL
            AND (c.eenheid <> c.eenheid_voor OR c.frequentie <> c.frequentie_voor
                OR (c.volume <> c.volume_voor AND c.frequentie <> '6'))
        """,
    ),
    Afspraak(
        "OP298",
        "Het totale volume is verlaagd zonder dat de aanbieder daarom vroeg.",
        "Leg vast dat de aanbieder instemt, of herstel het volume.",
        f"""
        {_DECIDED} WHERE {_RECENT} AND c.frequentie = '6' AND c.frequentie_voor = '6' AND c.eenheid = c.eenheid_voor
            AND c.volume < c.volume_voor AND {_NOT_ASKED}
        """,
    ),
    Afspraak(
        "OP299",
        "Het budget is verlaagd zonder dat de aanbieder daarom vroeg.",
        "Leg vast dat de aanbieder instemt, of herstel het budget.",
        f"{_DECIDED} WHERE {_RECENT} AND c.budget_cent < c.budget_voor AND {_NOT_ASKED}",
    ),
    Afspraak(
        "OP186",
        "De toewijzing is beëindigd op een dag die al voorbij was.",
        "Leg vast dat de aanbieder instemt, of herstel de einddatum.",
        f"""
        {_DECIDED} WHERE {_RECENT} AND c.tot IS NOT NULL AND c.tot <= c.vastgesteld_op::date
            AND (c.tot_voor IS NULL OR c.tot < c.tot_voor) AND c.tot > c.begin + 1 AND {_NOT_ASKED}
        """,
    ),
    Afspraak(
        "OP348",
        "Op een verzoek om wijziging is iets anders toegewezen dan gevraagd.",
        "Wijs toe wat is gevraagd, of wijs het verzoek als geheel af.",
        """
        SELECT q.gemeente, q.aanbieder, coalesce(g.toewijzing_nummer, 0), q.dagtekening,
            concat_ws(' ', q.besluit_id, q.bericht_id, coalesce(g.toewijzing_nummer, 0))
        FROM verzoeken_verzoek q
        JOIN verzoeken_gevraagdproduct g ON g.gemeente = q.gemeente AND g.bericht_id = q.bericht_id
            AND g.verzoek_nr = q.nr
        LEFT JOIN toewijzingen_v_product o ON o.gemeente = g.gemeente AND o.nummer = g.toewijzing_nummer
        WHERE q.soort = 'JW317' AND q.status = 'toegewezen' AND q.dagtekening > %(vanaf)s
            AND NOT EXISTS (SELECT FROM toewijzingen_v_versie v
                JOIN toewijzingen_v_product t ON t.gemeente = v.gemeente AND t.nummer = v.nummer
                WHERE v.gemeente = q.gemeente AND v.bericht_id = q.besluit_id AND CASE g.wat
                    WHEN 'ongewijzigd' THEN v.nummer = g.toewijzing_nummer
                    ELSE (t.categorie, t.code) IS NOT DISTINCT FROM
                            (coalesce(g.categorie, o.categorie), coalesce(g.code, o.code))
                        AND (v.volume, v.eenheid, v.frequentie, v.budget_cent) IS NOT DISTINCT FROM
                            (g.volume, g.eenheid, g.frequentie, g.budget_cent) END)
        """,
    ),
)
"""In the order of the list: what is wrong now first."""

_CASES = """
    SELECT DISTINCT gemeente, aanbieder, nummer, dag, md5(feit)
    FROM ({gevallen}) g (gemeente, aanbieder, nummer, dag, feit) ORDER BY 1, 2, 3, 5
"""


def na_te_zien(*, peildatum: date, on_behalf_of: Machtiging) -> list[Nazien]:
    """What the municipalities have to look at again and did not tick off, as far as it exists for the asker."""
    facts = {"peildatum": peildatum, "vanaf": date.fromordinal(peildatum.toordinal() - DAGEN)}
    done = gezien([one.regel for one in AFSPRAKEN], on_behalf_of=on_behalf_of)
    found: list[Nazien] = []
    with lezend(on_behalf_of), connection.cursor() as cursor:
        for agreement in AFSPRAKEN:
            cursor.execute(_CASES.format(gevallen=agreement.gevallen), facts)
            found += [Nazien(agreement, *row) for row in cursor.fetchall()]
    return [one for one in found if (one.gemeente, one.afspraak.regel, one.feit) not in done]
