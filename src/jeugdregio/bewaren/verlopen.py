# SPDX-License-Identifier: EUPL-1.2
"""What is past its term on a day; the caller has set on whose behalf."""

from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.bewaren.klassen import PER_KLASSE, Klasse

_EVENTS = """
    SELECT c.gemeente, c.bsn, CASE WHEN t.verwijderd THEN t.vastgesteld_op::date
        ELSE coalesce(upper(t.geldig) - 1, 'infinity') END AS dag
    FROM toewijzingen_client c JOIN toewijzingen_toewijzing t ON t.gemeente = c.gemeente AND t.client_id = c.id
    UNION ALL SELECT c.gemeente, c.bsn, t.vastgesteld_op::date
    FROM toewijzingen_client c JOIN toewijzingen_toewijzing t ON t.gemeente = c.gemeente AND t.client_id = c.id
    UNION ALL SELECT c.gemeente, c.bsn, s.begin
    FROM toewijzingen_client c JOIN toewijzingen_start s ON s.gemeente = c.gemeente AND s.client_id = c.id
    UNION ALL SELECT c.gemeente, c.bsn, s.einde
    FROM toewijzingen_client c JOIN toewijzingen_stop s ON s.gemeente = c.gemeente AND s.client_id = c.id
    UNION ALL SELECT c.gemeente, c.bsn, p.tot - 1
    FROM toewijzingen_client c JOIN declaraties_prestatie p ON p.gemeente = c.gemeente AND p.client_id = c.id
    UNION ALL SELECT c.gemeente, c.bsn, d.dagtekening
    FROM toewijzingen_client c JOIN declaraties_prestatie p ON p.gemeente = c.gemeente AND p.client_id = c.id
        JOIN declaraties_declaratie d ON d.gemeente = p.gemeente AND d.bericht_id = p.bericht_id
    UNION ALL SELECT gemeente, bsn, ontvangen_op::date FROM verzoeken_verzoek
    UNION ALL SELECT gemeente, bsn, aangeboden_op::date FROM verzoeken_overdracht WHERE bsn IS NOT NULL
"""
DOSSIERS = f"""
    SELECT encode(sha256(bsn), 'hex') AS sleutel, max(dag) AS laatste_dag
    FROM ({_EVENTS}) gebeurd WHERE gemeente = %(gemeente)s
    GROUP BY bsn HAVING max(dag) < %(peildatum)s::date - make_interval(years => %(jaren)s)
"""
BESTANDEN = """
    SELECT id::text AS sleutel, ontvangen_op::date AS laatste_dag FROM berichten_bestand
    WHERE status IN ('verwerkt', 'geweigerd') AND omvang_bytes > 0 AND vernietigd_op IS NULL
        AND make_date(extract(year FROM ontvangen_op)::integer + 1 + %(jaren)s, 1, 1) <= %(peildatum)s::date
        AND NOT EXISTS (
            SELECT FROM berichten_bericht b
            JOIN berichten_verzending v ON v.gemeente = b.gemeente AND v.bericht_id = b.id
            WHERE b.bestand_id = berichten_bestand.id AND v.stand <> 'ingetrokken'
                AND (v.verzonden_op IS NULL OR v.stuk = 'bericht' AND v.beantwoord_op IS NULL))
"""
_KEPT = """
    SELECT FROM bewaren_langer l
    WHERE l.gemeente = %(gemeente)s AND l.persoon = v.sleutel AND l.tot > %(peildatum)s::date
"""


def verlopen(klasse: Klasse, peildatum: date, *, gemeente: str = "") -> list[tuple[str, date]]:
    """(key, last day) of what is past its term, in order of key; without what is kept longer."""
    select = {Klasse.DOSSIER: DOSSIERS, Klasse.BERICHTEN: BESTANDEN}[klasse]
    facts: dict[str, Any] = {"peildatum": peildatum, "gemeente": gemeente, "jaren": PER_KLASSE[klasse].jaren}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sleutel, laatste_dag FROM ({select}) v WHERE NOT EXISTS ({_KEPT}) ORDER BY 1", facts)
        return [(str(key), day) for key, day in cursor.fetchall()]
