# SPDX-License-Identifier: EUPL-1.2
"""The statements of `verbruik`, in the order in which they run. Grain: one row per allocation, then per line."""

TOTALS = """
    INSERT INTO partij_totaal (gemeente, toewijzing_id, credit, credits, goed, debets, alles)
    SELECT gemeente, toewijzing_id,
        coalesce(sum(hoeveelheid) FILTER (WHERE dc = 'C' AND toegekend), 0),
        count(*) FILTER (WHERE dc = 'C' AND toegekend),
        coalesce(sum(hoeveelheid) FILTER (WHERE dc = 'D' AND toegekend), 0),
        count(*) FILTER (WHERE dc = 'D' AND toegekend),
        sum(hoeveelheid) FILTER (WHERE dc = 'D')
    FROM partij_verbruik
    GROUP BY gemeente, toewijzing_id
    ORDER BY gemeente, toewijzing_id
"""

# Everything fits: one conditional UPDATE, no look before the leap. Credits alone (`alles` empty) always do.
SETTLE = """
    WITH gelukt AS (
        UPDATE toewijzingen_stand s
        SET gebruikt = s.gebruikt - w.credit + w.goed, prestaties = s.prestaties - w.credits + w.debets,
            drempel = CASE WHEN s.drempel = s.maximaal THEN s.drempel
                           ELSE greatest(s.maximaal, s.gebruikt - w.credit + w.goed) END
        FROM partij_totaal w
        WHERE s.gemeente = w.gemeente AND s.toewijzing_id = w.toewijzing_id
            AND (s.maximaal IS NULL OR w.alles IS NULL OR s.gebruikt - w.credit + w.alles <= s.maximaal)
        RETURNING s.gemeente, s.toewijzing_id
    )
    UPDATE partij_totaal w SET klaar = true
    FROM gelukt g WHERE g.gemeente = w.gemeente AND g.toewijzing_id = w.toewijzing_id
"""

CONTESTED = "SELECT EXISTS (SELECT FROM partij_totaal WHERE NOT klaar)"

# The lock comes in a statement of its own: the sum after it then sees what others committed while we waited.
LOCK = """
    SELECT count(*) FROM (
        SELECT 1 FROM toewijzingen_stand s
        JOIN partij_totaal w ON w.gemeente = s.gemeente AND w.toewijzing_id = s.toewijzing_id AND NOT w.klaar
        ORDER BY s.gemeente, s.toewijzing_id FOR UPDATE OF s
    ) op_slot
"""

LINE_BY_LINE = """
    WITH RECURSIVE lijn AS (
        SELECT v.gemeente, v.toewijzing_id, v.bericht, v.nr, v.hoeveelheid, v.toegekend,
            row_number() OVER (PARTITION BY v.gemeente, v.toewijzing_id ORDER BY v.bericht, v.nr) AS i
        FROM partij_verbruik v
        JOIN partij_totaal w ON w.gemeente = v.gemeente AND w.toewijzing_id = v.toewijzing_id AND NOT w.klaar
        WHERE v.dc = 'D'
    ), stand AS (
        SELECT s.gemeente, s.toewijzing_id, s.gebruikt - w.credit AS gebruikt, s.maximaal
        FROM toewijzingen_stand s
        JOIN partij_totaal w ON w.gemeente = s.gemeente AND w.toewijzing_id = s.toewijzing_id
        WHERE NOT w.klaar
    ), loop AS (
        SELECT l.gemeente, l.toewijzing_id, l.bericht, l.nr, l.i, l.hoeveelheid, s.maximaal, s.gebruikt AS ervoor,
            s.gebruikt + CASE WHEN l.toegekend AND s.gebruikt + l.hoeveelheid <= s.maximaal
                              THEN l.hoeveelheid ELSE 0 END AS erna
        FROM lijn l JOIN stand s ON s.gemeente = l.gemeente AND s.toewijzing_id = l.toewijzing_id
        WHERE l.i = 1
        UNION ALL
        SELECT l.gemeente, l.toewijzing_id, l.bericht, l.nr, l.i, l.hoeveelheid, e.maximaal, e.erna,
            e.erna + CASE WHEN l.toegekend AND e.erna + l.hoeveelheid <= e.maximaal THEN l.hoeveelheid ELSE 0 END
        FROM loop e JOIN lijn l ON l.gemeente = e.gemeente AND l.toewijzing_id = e.toewijzing_id AND l.i = e.i + 1
    )
    INSERT INTO partij_over (bericht, nr, maat, hoeveelheid, over, maximaal)
    SELECT e.bericht, e.nr, t.maat, e.hoeveelheid, e.maximaal - e.ervoor, e.maximaal
    FROM loop e JOIN toewijzingen_toewijzing t ON t.gemeente = e.gemeente AND t.id = e.toewijzing_id
    WHERE e.ervoor + e.hoeveelheid > e.maximaal
"""

WRITE_BACK = """
    UPDATE toewijzingen_stand s
    SET gebruikt = s.gebruikt - w.credit + w.goed - coalesce(o.hoeveelheid, 0),
        prestaties = s.prestaties - w.credits + w.debets - coalesce(o.debets, 0),
        drempel = greatest(s.maximaal, s.gebruikt - w.credit + w.goed - coalesce(o.hoeveelheid, 0))
    FROM partij_totaal w
    LEFT JOIN (
        SELECT v.gemeente, v.toewijzing_id, sum(v.hoeveelheid) AS hoeveelheid, count(*) AS debets
        FROM partij_over o JOIN partij_verbruik v ON v.bericht = o.bericht AND v.nr = o.nr AND v.toegekend
        GROUP BY v.gemeente, v.toewijzing_id
    ) o ON o.gemeente = w.gemeente AND o.toewijzing_id = w.toewijzing_id
    WHERE NOT w.klaar AND s.gemeente = w.gemeente AND s.toewijzing_id = w.toewijzing_id
"""
