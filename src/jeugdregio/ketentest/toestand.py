# SPDX-License-Identifier: EUPL-1.2
"""The state of the world after a message, in the words of the test bench."""

from datetime import date
from typing import Any

from django.db import connection

_TOEWIJZINGEN = """
    SELECT nummer, lower(geldig), upper(geldig) - 1,
        CASE WHEN verwijderd THEN 'verwijderd' WHEN upper(geldig) <= %(peildatum)s THEN 'verstreken'
            ELSE 'actueel' END
    FROM toewijzingen_toewijzing ORDER BY nummer
"""
_LEVERINGEN = """
    SELECT s.toewijzing_nummer, s.begin, coalesce(d.status, 'lopend'), d.einde
    FROM toewijzingen_start s
    LEFT JOIN LATERAL (
        SELECT CASE WHEN z.reden = '20' THEN 'tijdelijk_gestopt' ELSE 'definitief_gestopt' END AS status,
            z.einde
        FROM toewijzingen_stop z
        WHERE z.gemeente = s.gemeente AND z.client_id = s.client_id AND z.aanbieder = s.aanbieder
            AND z.toewijzing_nummer IS NOT DISTINCT FROM s.toewijzing_nummer AND z.begin = s.begin
            AND z.verwijderd_door IS NULL
        ORDER BY z.reden = '20', z.einde DESC LIMIT 1
    ) d ON true
    WHERE s.verwijderd_door IS NULL ORDER BY s.bericht_id, s.nr
"""
_PRESTATIES = """
    SELECT referentie, CASE WHEN NOT toegekend THEN 'afgewezen' WHEN dc = 'C' THEN 'credit_verwerkt'
        WHEN gecrediteerd THEN 'gecrediteerd' ELSE 'toegekend' END
    FROM declaraties_prestatie WHERE NOT dubbel ORDER BY bericht_id, nr
"""


_VERZOEKEN = "SELECT referentie, status FROM verzoeken_verzoek ORDER BY bericht_id, nr"


def toestand(peildatum: date) -> dict[str, Any]:
    """Allocations, deliveries, lines and requests as they are on `peildatum`; what there is none of, is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_TOEWIJZINGEN, {"peildatum": peildatum})
        allocations = {
            str(number): {
                "status": status,
                "ingangsdatum": str(start),
                "einddatum": str(end) if end else None,
            }
            for number, start, end, status in cursor.fetchall()
        }
        cursor.execute(_LEVERINGEN)
        deliveries = [
            {
                "toewijzing": None if number is None else str(number),
                "begindatum": str(start),
                "status": status,
                "einddatum": str(end) if end else None,
            }
            for number, start, status, end in cursor.fetchall()
        ]
        cursor.execute(_PRESTATIES)
        lines = dict(cursor.fetchall())
        cursor.execute(_VERZOEKEN)
        requests = dict(cursor.fetchall())
    found = {"toewijzingen": allocations, "leveringen": deliveries, "prestaties": lines, "verzoeken": requests}
    return {name: value for name, value in found.items() if value}
