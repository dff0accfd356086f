# SPDX-License-Identifier: EUPL-1.2
"""The statements of `verbruik`, in the order in which they run. Grain: one row per allocation, then per line."""

# Everything fits: one conditional UPDATE, no look before the leap. Within one message credits come first; over
# more messages a credit may come after the debit that needs it, so there it is not counted on. Credits alone
# (`hoogste` empty) always fit, and so do debits that no rule limits on the date of their message (`begrensd`).
SETTLE = """
    WITH totaal AS MATERIALIZED (
        SELECT gemeente, toewijzing_id,
            coalesce(sum(hoeveelheid) FILTER (WHERE dc = 'C'), 0)::bigint AS credit,
            count(*) FILTER (WHERE dc = 'C') AS credits,
            coalesce(sum(hoeveelheid) FILTER (WHERE dc = 'D' AND toegekend), 0)::bigint AS goed,
            count(*) FILTER (WHERE dc = 'D' AND toegekend) AS debets,
            (sum(hoeveelheid) FILTER (WHERE dc = 'D')
                - CASE WHEN min(bericht) = max(bericht)
                       THEN coalesce(sum(hoeveelheid) FILTER (WHERE dc = 'C'), 0) ELSE 0 END)::bigint AS hoogste,
            bool_or(begrensd) FILTER (WHERE dc = 'D') AS begrensd
        FROM ({lijnen}) lijn
        GROUP BY toewijzing_id, gemeente
        ORDER BY toewijzing_id, gemeente
    ), gelukt AS (
        UPDATE toewijzingen_stand s
        SET gebruikt = s.gebruikt - w.credit + w.goed, prestaties = s.prestaties - w.credits + w.debets,
            drempel = CASE WHEN s.drempel = s.maximaal AND s.gebruikt - w.credit + w.goed <= s.maximaal THEN s.drempel
                           ELSE greatest(s.maximaal, s.gebruikt - w.credit + w.goed) END
        FROM totaal w
        WHERE s.gemeente = w.gemeente AND s.toewijzing_id = w.toewijzing_id
            AND (s.maximaal IS NULL OR w.hoogste IS NULL OR s.gebruikt + w.hoogste <= s.maximaal OR NOT w.begrensd)
        RETURNING s.gemeente, s.toewijzing_id
    )
    INSERT INTO partij_betwist
    SELECT gemeente, toewijzing_id, credit, credits, goed, debets FROM totaal
    WHERE (gemeente, toewijzing_id) NOT IN (SELECT gemeente, toewijzing_id FROM gelukt)
"""

# The lock comes in a statement of its own: the sum after it then sees what others committed while we waited.
LOCK = """
    SELECT count(*) FROM (
        SELECT 1 FROM toewijzingen_stand s
        JOIN partij_betwist w ON w.gemeente = s.gemeente AND w.toewijzing_id = s.toewijzing_id
        ORDER BY s.toewijzing_id, s.gemeente FOR UPDATE OF s
    ) op_slot
"""

LINE_BY_LINE = """
    WITH RECURSIVE lijn AS MATERIALIZED (
        SELECT v.gemeente, v.toewijzing_id, v.bericht, v.nr, v.dc, v.toegekend, v.begrensd,
            CASE WHEN v.dc = 'C' THEN -v.hoeveelheid ELSE v.hoeveelheid END AS hoeveelheid,
            row_number() OVER (PARTITION BY v.gemeente, v.toewijzing_id ORDER BY v.bericht, v.dc, v.nr) AS i
        FROM ({lijnen}) v
        JOIN partij_betwist w ON w.gemeente = v.gemeente AND w.toewijzing_id = v.toewijzing_id
    ), loop AS (
        SELECT w.gemeente, w.toewijzing_id, NULL::integer AS bericht, NULL::integer AS nr, NULL AS dc, true AS begrensd,
            0::bigint AS i, 0::bigint AS hoeveelheid, s.maximaal, s.gebruikt AS ervoor, s.gebruikt AS erna
        FROM toewijzingen_stand s
        JOIN partij_betwist w ON w.gemeente = s.gemeente AND w.toewijzing_id = s.toewijzing_id
        UNION ALL
        SELECT l.gemeente, l.toewijzing_id, l.bericht, l.nr, l.dc, l.begrensd, l.i, l.hoeveelheid, e.maximaal, e.erna,
            e.erna + CASE WHEN l.dc = 'C'
                            OR l.toegekend AND (NOT l.begrensd OR e.erna + l.hoeveelheid <= e.maximaal)
                          THEN l.hoeveelheid ELSE 0 END
        FROM loop e JOIN lijn l ON l.gemeente = e.gemeente AND l.toewijzing_id = e.toewijzing_id AND l.i = e.i + 1
    )
    INSERT INTO partij_over (bericht, nr, maat, hoeveelheid, over, maximaal)
    SELECT e.bericht, e.nr, t.maat, e.hoeveelheid, e.maximaal - e.ervoor, e.maximaal
    FROM loop e JOIN toewijzingen_toewijzing t ON t.gemeente = e.gemeente AND t.id = e.toewijzing_id
    WHERE e.dc = 'D' AND e.begrensd AND e.ervoor + e.hoeveelheid > e.maximaal
"""

WRITE_BACK = """
    UPDATE toewijzingen_stand s
    SET gebruikt = s.gebruikt - w.credit + w.goed - coalesce(o.hoeveelheid, 0),
        prestaties = s.prestaties - w.credits + w.debets - coalesce(o.debets, 0),
        drempel = greatest(s.maximaal, s.gebruikt - w.credit + w.goed - coalesce(o.hoeveelheid, 0))
    FROM partij_betwist w
    LEFT JOIN (
        SELECT v.gemeente, v.toewijzing_id, sum(v.hoeveelheid)::bigint AS hoeveelheid, count(*) AS debets
        FROM partij_over o JOIN ({lijnen}) v ON v.bericht = o.bericht AND v.nr = o.nr AND v.toegekend
        GROUP BY v.gemeente, v.toewijzing_id
    ) o ON o.gemeente = w.gemeente AND o.toewijzing_id = w.toewijzing_id
    WHERE s.gemeente = w.gemeente AND s.toewijzing_id = w.toewijzing_id
"""

RESTATE = """
    UPDATE toewijzingen_stand s
    SET gebruikt = v.gebruikt,
        drempel = CASE WHEN s.maximaal IS NOT NULL THEN greatest(s.maximaal, v.gebruikt) END
    FROM ({verbruik}) v
    WHERE s.gemeente = v.gemeente AND s.toewijzing_id = v.toewijzing_id
"""
