-- SPDX-License-Identifier: EUPL-1.2
-- One row per open allocation on a day (peil) with what it may still cost until the end of the year (jaareinde).
-- Parameters: gemeenten, peil, jaareinde (first day of the next year), regio.
WITH versie AS (
    -- the version that was in force: the last one decided before the day
    SELECT DISTINCT ON (v.nummer, v.gemeente) v.*
    FROM toewijzingen_v_versie v
    WHERE v.gemeente = ANY(%(gemeenten)s) AND v.vastgesteld_op < %(peil)s
    ORDER BY v.nummer, v.gemeente, v.vastgesteld_op DESC, v.bericht_id DESC
),
lopend AS (
    SELECT v.gemeente, v.nummer, v.aanbieder, t.categorie, t.code, v.begin, v.tot, v.volume, v.eenheid, v.frequentie,
        v.budget_cent, v.maximaal,
        greatest(v.begin, %(peil)s) AS van,
        least(v.tot, %(jaareinde)s) AS tot_jaar,
        CASE
            WHEN v.maximaal IS NOT NULL THEN
                greatest(
                    v.maximaal - coalesce(t.gebruikt, 0)
                    + coalesce(CASE t.maat WHEN 'bedrag' THEN l.bedrag ELSE l.volume END, 0)::bigint,
                    0
                )
        END AS over
    FROM versie v
    JOIN toewijzingen_v_toewijzing t ON t.gemeente = v.gemeente AND t.nummer = v.nummer AND NOT t.verwijderd
    -- Use of care given on or after the day, to see how much was used before it. A credited line and its credit
    -- cancel out, so the living debits are enough; they have an index of their own (TR389).
    LEFT JOIN LATERAL (
        SELECT sum(p.bedrag_cent) AS bedrag, sum(toewijzingen_maat(p.volume, p.eenheid)) AS volume
        FROM declaraties_v_prestatie p
        WHERE p.gemeente = t.gemeente AND p.toewijzing_id = t.id AND p.begin >= %(peil)s
            AND p.dc = 'D' AND p.toegekend AND NOT p.gecrediteerd
    ) l ON true
    WHERE v.begin < %(jaareinde)s AND (v.tot IS NULL OR v.tot > %(peil)s)
),
geteld AS (
    SELECT o.*,
        CASE
            WHEN o.budget_cent IS NOT NULL OR o.frequentie = '6' THEN
                CASE
                    WHEN o.tot IS NULL OR o.tot <= %(jaareinde)s THEN o.over
                    ELSE (2 * o.over * (o.tot_jaar - o.van) + (o.tot - o.van)) / (2 * (o.tot - o.van))
                END
            WHEN o.volume IS NOT NULL THEN
                least(o.over, toewijzingen_maximaal(o.volume, o.eenheid, o.frequentie, NULL, o.van, o.tot_jaar - 1))
        END AS aantal
    FROM lopend o
),
tarief AS MATERIALIZED (
    -- Hours and minutes share a tariff; the unit of the allocation itself goes first. Materialized: one hash
    -- join on these few rows is far cheaper than a search per allocation in the index of the exclusion.
    SELECT ta.*, eenheid.toegewezen
    FROM contracten_v_tarief ta
    CROSS JOIN LATERAL unnest(
        CASE WHEN ta.eenheid IN ('01', '04') THEN ARRAY['01', '04'] ELSE ARRAY[ta.eenheid] END
    ) AS eenheid (toegewezen)
    WHERE ta.regio = %(regio)s
)
SELECT DISTINCT ON (g.nummer, g.gemeente) g.gemeente, g.nummer, g.aanbieder, coalesce(g.categorie, '') AS categorie,
    coalesce(g.code, '') AS code, g.van, g.tot_jaar, g.maximaal, g.aantal, ta.tarief_cent,
    CASE
        WHEN g.budget_cent IS NOT NULL OR g.eenheid = '83' THEN g.aantal
        WHEN g.eenheid IN ('01', '04') AND ta.uurtarief THEN (2 * g.aantal * ta.tarief_cent + 60) / 120
        ELSE g.aantal * ta.tarief_cent
    END AS waarde_cent
FROM geteld g
LEFT JOIN tarief ta ON ta.aanbieder = g.aanbieder AND ta.categorie = g.categorie AND ta.code = g.code
    AND ta.toegewezen = g.eenheid AND ta.geldig @> g.van
ORDER BY g.nummer, g.gemeente, (ta.eenheid = g.eenheid) DESC NULLS LAST
