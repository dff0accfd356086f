# SPDX-License-Identifier: EUPL-1.2
"""
What is still to be paid: every booking on ‘te betalen’ that is in no living order, of a month that the region pays.

Named parameters: `maand` (first day, bookings up to and including it), `vandaag` and `betaaldag`.
"""

from jeugdregio.betalingen.values import BETALING, LUMPSUM, LUMPSUM_UIT, RETOUR, TERMIJN, VERREKENING, VOORSCHOT
from jeugdregio.regio.queries import FACTURATIE

BOEKINGEN = f"""
    SELECT b.gemeente, b.aanbieder, b.oorzaak, b.oorzaak_id, b.oorzaak_nr, b.categorie, b.code, b.dienstmaand,
        b.te_betalen_cent AS bedrag_cent
    FROM grootboek_v_boeking b
    LEFT JOIN betalingen_betaalregel r ON r.gemeente = b.gemeente AND r.oorzaak = b.oorzaak
        AND r.oorzaak_id = b.oorzaak_id AND r.oorzaak_nr = b.oorzaak_nr AND NOT r.vervallen
    LEFT JOIN regio_v_taak t ON t.gemeente = b.gemeente AND t.taak = '{FACTURATIE}' AND NOT t.neemt_af
        AND t.geldig @> b.dienstmaand
    WHERE b.te_betalen_cent <> 0 AND (b.boekmaand <= %(maand)s OR b.oorzaak IN ('{VOORSCHOT}', '{VERREKENING}'))
        AND b.oorzaak NOT IN ('{BETALING}', '{RETOUR}', '{LUMPSUM}', '{LUMPSUM_UIT}')
        AND r.id IS NULL
        AND (t.gemeente IS NULL OR b.oorzaak IN ('{VOORSCHOT}', '{VERREKENING}'))
"""
"""An advance is of the region and of the next run, whichever month it is: it paid it."""
REKENING = """
    SELECT DISTINCT ON (k.aanbieder) k.aanbieder, k.iban, k.tenaamstelling
    FROM betalingen_bankrekening k
    WHERE k.stand = 'bevestigd' AND k.geldig @> %(vandaag)s::date AND k.geldig @> %(betaaldag)s::date
"""
WACHT = """
    SELECT k.aanbieder FROM betalingen_bankrekening k
    WHERE k.stand = 'voorgesteld' OR k.stand = 'bevestigd' AND lower(k.geldig) > %(vandaag)s::date
"""
"""Providers whose account is being changed: nothing goes to them until that is over."""

VULLEN = f"""
    WITH boeking AS MATERIALIZED ({BOEKINGEN}), opdracht AS (
        INSERT INTO betalingen_betaalopdracht (gemeente, aanbieder, ronde_id, kenmerk, bedrag_cent, iban,
            tenaamstelling, stand)
        SELECT s.gemeente, s.aanbieder, %(ronde)s, %(kenmerk)s || '-' || s.gemeente || '-' || s.aanbieder,
            s.bedrag_cent, k.iban, k.tenaamstelling, 'klaar'
        FROM (SELECT gemeente, aanbieder, sum(bedrag_cent)::bigint AS bedrag_cent FROM boeking GROUP BY 1, 2) s
        JOIN ({REKENING}) k ON k.aanbieder = s.aanbieder
        WHERE s.bedrag_cent > 0 AND s.aanbieder NOT IN ({WACHT})
        RETURNING id, gemeente, aanbieder
    )
    INSERT INTO betalingen_betaalregel (gemeente, aanbieder, opdracht_id, oorzaak, oorzaak_id, oorzaak_nr, categorie,
        code, dienstmaand, bedrag_cent, vervallen)
    SELECT b.gemeente, b.aanbieder, o.id, b.oorzaak, b.oorzaak_id, b.oorzaak_nr, b.categorie, b.code, b.dienstmaand,
        b.bedrag_cent, false
    FROM boeking b JOIN opdracht o ON o.gemeente = b.gemeente AND o.aanbieder = b.aanbieder
"""
"""One statement, so one look at the ledger: the orders of a run and the lines in them."""

OPENSTAAND = f"""
    SELECT b.gemeente, b.aanbieder, count(*), sum(b.bedrag_cent)::bigint,
        CASE WHEN b.aanbieder IN ({WACHT}) THEN 'wacht'
            WHEN b.aanbieder NOT IN (SELECT aanbieder FROM ({REKENING}) k) THEN 'geen'
            WHEN sum(b.bedrag_cent) <= 0 THEN 'nul' ELSE '' END
    FROM ({BOEKINGEN}) b GROUP BY 1, 2 ORDER BY 1, 2
"""
LOKAAL = f"""
    SELECT b.gemeente, b.aanbieder, b.dienstmaand, count(*), sum(b.te_betalen_cent)::bigint
    FROM grootboek_v_boeking b
    JOIN regio_v_taak t ON t.gemeente = b.gemeente AND t.taak = '{FACTURATIE}' AND NOT t.neemt_af
        AND t.geldig @> b.dienstmaand
    LEFT JOIN betalingen_betaalregel r ON r.gemeente = b.gemeente AND r.oorzaak = b.oorzaak
        AND r.oorzaak_id = b.oorzaak_id AND r.oorzaak_nr = b.oorzaak_nr AND NOT r.vervallen
    WHERE b.te_betalen_cent <> 0 AND r.id IS NULL
        AND b.oorzaak NOT IN ('{BETALING}', '{RETOUR}', '{VOORSCHOT}', '{VERREKENING}', '{LUMPSUM}',
            '{LUMPSUM_UIT}')
    GROUP BY 1, 2, 3 ORDER BY 1, 3, 2
"""
"""What municipalities that pay themselves have to pay: the rest of the same bookings, per month of care."""

GEBOEKT = f"""
    SELECT v.id, v.gemeente, v.aanbieder, v.bedrag_cent, v.stand, v.bron,
        coalesce(sum(b.bedrag_cent) FILTER (WHERE b.oorzaak = '{VERREKENING}'), 0)::bigint AS verrekend,
        coalesce(sum(CASE '1200' WHEN b.debet THEN b.bedrag_cent WHEN b.credit THEN -b.bedrag_cent END), 0)::bigint,
        EXISTS (
            SELECT FROM betalingen_betaalregel r JOIN betalingen_betaalopdracht o ON o.id = r.opdracht_id
            WHERE r.gemeente = v.gemeente AND r.oorzaak = '{VOORSCHOT}' AND r.oorzaak_id = v.id AND NOT r.vervallen
                AND o.stand = 'betaald'
        )
    FROM betalingen_voorschot v
    LEFT JOIN grootboek_boeking b ON b.gemeente = v.gemeente AND b.oorzaak_id = v.id
        AND b.oorzaak IN ('{VOORSCHOT}', '{VERREKENING}', 'terugvorder')
    GROUP BY v.id ORDER BY v.id
"""
TE_VERREKENEN = f"""
    SELECT gemeente, aanbieder, sum(bedrag_cent)::bigint FROM ({BOEKINGEN}) b
    WHERE oorzaak NOT IN ('{VOORSCHOT}', '{TERMIJN}') GROUP BY 1, 2 HAVING sum(bedrag_cent) > 0
"""
"""What advances can be settled with, per municipality and provider: what is open but for advances themselves
and instalments."""
