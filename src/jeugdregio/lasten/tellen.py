# SPDX-License-Identifier: EUPL-1.2
"""
How often everything happened, per municipality, provider and month of receipt, in one set-based SELECT.

Region-wide for the region and its municipalities, as everyone in a choice has to see what the others get; only totals
per organisation leave the room (ADR 0050). A provider gets its own counts.
"""

from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.lasten.values import Telling

TELLEN = """
WITH bericht AS MATERIALIZED (
    SELECT gemeente, id, aanbieder, soort, bestand_id, uitkomst, afzender,
        date_trunc('month', ontvangen_op AT TIME ZONE 'Europe/Amsterdam')::date AS maand
    FROM berichten_bericht
    WHERE ontvangen_op >= %(van)s::timestamp AT TIME ZONE 'Europe/Amsterdam'
        AND ontvangen_op < %(tot)s::timestamp AT TIME ZONE 'Europe/Amsterdam'
        AND uitkomst <> 'herhaling' AND aanbieder <> ''
),
geteld AS (
    SELECT b.gemeente, b.aanbieder, b.maand, w.wat, count(*) AS aantal
    FROM bericht b JOIN (VALUES
        ('JW315', 'verzoek'), ('JW317', 'verzoek'), ('JW319', 'antwoord'), ('JW301', 'toewijzing'),
        ('JW302', 'retour'), ('JW320', 'retour'), ('JW305', 'start'), ('JW307', 'stop'),
        ('JW323', 'declaratie'), ('JW323', 'retourdeclaratie')
    ) w (soort, wat) ON w.soort = b.soort
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT gemeente, aanbieder, maand, 'afgekeurd', count(*)
    FROM bericht WHERE uitkomst = 'afgekeurd' AND afzender = aanbieder GROUP BY 1, 2, 3
    UNION ALL
    SELECT b.gemeente, b.aanbieder, b.maand, 'niet_akkoord', count(*)
    FROM bericht b JOIN berichten_retour r ON r.gemeente = b.gemeente AND r.retour_id = b.id
    WHERE NOT r.akkoord GROUP BY 1, 2, 3
    UNION ALL
    SELECT b.gemeente, b.aanbieder, b.maand, w.wat, sum(CASE w.wat WHEN 'regel' THEN d.regels ELSE d.afgewezen END)
    FROM bericht b
    JOIN declaraties_declaratie d ON d.gemeente = b.gemeente AND d.bericht_id = b.id
    CROSS JOIN (VALUES ('regel'), ('uitval')) w (wat)
    WHERE b.soort = 'JW323' AND d.verwerkt GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT b.gemeente, b.aanbieder, b.maand, 'credit', count(*)
    FROM bericht b JOIN declaraties_prestatie p ON p.gemeente = b.gemeente AND p.bericht_id = b.id
    WHERE b.soort = 'JW323' AND p.dc = 'C' GROUP BY 1, 2, 3
    UNION ALL
    SELECT b.gemeente, b.aanbieder, b.maand, 'formulier', count(*)
    FROM bericht b JOIN portaal_formulier f ON f.bestand_id = b.bestand_id GROUP BY 1, 2, 3
    UNION ALL
    SELECT b.gemeente, b.aanbieder, b.maand, 'vraag', count(*)
    FROM bericht b JOIN verzoeken_antwoord a ON a.gemeente = b.gemeente AND a.bericht_id = b.id
    WHERE a.wat = '2' GROUP BY 1, 2, 3
    UNION ALL
    SELECT gemeente, aanbieder, date_trunc('month', gezet_op AT TIME ZONE 'Europe/Amsterdam')::date, 'vraag', count(*)
    FROM declaraties_overleg
    WHERE gezet_op >= %(van)s::timestamp AT TIME ZONE 'Europe/Amsterdam'
        AND gezet_op < %(tot)s::timestamp AT TIME ZONE 'Europe/Amsterdam'
    GROUP BY 1, 2, 3
)
SELECT gemeente, aanbieder, maand, wat, sum(aantal)::bigint FROM geteld GROUP BY 1, 2, 3, 4 HAVING sum(aantal) > 0
"""


def tel(van: date, tot: date, *, on_behalf_of: Machtiging, regio: str) -> list[Telling]:
    """The counts of months in [van, tot), in order; of a provider those of its own."""
    wide = bool(on_behalf_of.regio or on_behalf_of.gemeente)
    parameters: dict[str, Any] = {"van": van, "tot": tot}
    with cijfers(verwerking(regio) if wide else on_behalf_of), connection.cursor() as cursor:
        cursor.execute(TELLEN, parameters)
        return sorted(Telling(*row) for row in cursor.fetchall())
