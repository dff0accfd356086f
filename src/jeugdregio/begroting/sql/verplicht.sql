-- SPDX-License-Identifier: EUPL-1.2
-- One row per open allocation on a day with what it may still cost until the end of the year (jaareinde).
-- Two days in one pass, told apart by the column peil; the same day twice is one day.
-- Parameters: gemeenten, peil, eerder (not after peil), jaareinde (first day of the next year), regio.
WITH dag AS (
    SELECT %(peil)s::date AS peil UNION SELECT %(eerder)s::date
),
versie AS (
    -- a version is in force until the next one is decided
    SELECT v.*, lead(v.vastgesteld_op) OVER (
            PARTITION BY v.nummer, v.gemeente ORDER BY v.vastgesteld_op, v.bericht_id
        ) AS volgende_op
    FROM toewijzingen_v_versie v
    WHERE v.gemeente = ANY(%(gemeenten)s)
),
later AS (
    -- Use of care given on or after a day, to see how much was used before it. A credited line and its credit
    -- cancel out, so the living debits are enough.
    SELECT p.gemeente, p.toewijzing_id,
        sum(p.bedrag_cent) FILTER (WHERE p.begin >= %(peil)s)::bigint AS bedrag,
        sum(toewijzingen_maat(p.volume, p.eenheid)) FILTER (WHERE p.begin >= %(peil)s)::bigint AS volume,
        sum(p.bedrag_cent)::bigint AS bedrag_eerder,
        sum(toewijzingen_maat(p.volume, p.eenheid))::bigint AS volume_eerder
    FROM declaraties_v_prestatie p
    WHERE p.gemeente = ANY(%(gemeenten)s) AND p.begin >= %(eerder)s
        AND p.dc = 'D' AND p.toegekend AND NOT p.gecrediteerd
    GROUP BY p.gemeente, p.toewijzing_id
),
product AS MATERIALIZED (
    SELECT v.*, t.categorie, t.code, coalesce(t.gebruikt, 0) AS gebruikt,
        coalesce(CASE t.maat WHEN 'bedrag' THEN l.bedrag ELSE l.volume END, 0) AS later,
        coalesce(CASE t.maat WHEN 'bedrag' THEN l.bedrag_eerder ELSE l.volume_eerder END, 0) AS later_eerder
    FROM versie v
    JOIN toewijzingen_v_toewijzing t ON t.gemeente = v.gemeente AND t.nummer = v.nummer AND NOT t.verwijderd
    LEFT JOIN later l ON l.gemeente = t.gemeente AND l.toewijzing_id = t.id
    WHERE v.begin < %(jaareinde)s AND (v.tot IS NULL OR v.tot > %(eerder)s)
),
lopend AS (
    SELECT p.*, d.peil,
        greatest(p.begin, d.peil) AS van,
        -- A month of which nothing is paid for costs nothing (RA002).
        CASE WHEN p.eenheid = '82' AND p.frequentie = '4' THEN
            contracten_telperiode(m.eerste, m.laatste, daterange(p.begin, p.tot))
        END AS telt,
        least(p.tot, %(jaareinde)s) AS tot_jaar,
        CASE
            WHEN p.maximaal IS NOT NULL THEN
                greatest(
                    p.maximaal - p.gebruikt + CASE d.peil WHEN %(peil)s THEN p.later ELSE p.later_eerder END, 0
                )
        END AS over
    FROM product p
    JOIN dag d ON p.vastgesteld_op < d.peil AND (p.volgende_op IS NULL OR p.volgende_op >= d.peil)
        AND (p.tot IS NULL OR p.tot > d.peil)
    LEFT JOIN contracten_v_maandafspraak m ON m.regio = %(regio)s AND m.categorie = p.categorie AND m.code = p.code
        AND m.geldig @> p.begin
),
geteld AS (
    SELECT o.*,
        CASE
            WHEN o.budget_cent IS NOT NULL OR o.frequentie = '6' THEN
                CASE
                    WHEN o.tot IS NULL OR o.tot <= %(jaareinde)s THEN o.over
                    ELSE (2 * o.over * (o.tot_jaar - o.van) + (o.tot - o.van)) / (2 * (o.tot - o.van))
                END
            WHEN isempty(o.telt) THEN 0
            WHEN o.volume IS NOT NULL THEN
                least(o.over, toewijzingen_maximaal(
                    o.volume, o.eenheid, o.frequentie, NULL, greatest(o.van, lower(o.telt)),
                    least(o.tot_jaar, upper(o.telt)) - 1
                ))
        END AS aantal
    FROM lopend o
),
tarief AS MATERIALIZED (
    -- Materialized: a hash join on these few rows is far cheaper than a search per allocation in the index of the
    -- exclusion.
    SELECT ta.* FROM contracten_v_tarief ta WHERE ta.regio = %(regio)s
),
geprijsd AS (
    -- Hours and minutes share a tariff; the unit of the allocation itself goes first.
    SELECT g.*,
        CASE WHEN eigen.regio IS NOT NULL THEN eigen.tarief_cent ELSE ander.tarief_cent END AS tarief_cent,
        CASE WHEN eigen.regio IS NOT NULL THEN eigen.uurtarief ELSE ander.uurtarief END AS uurtarief
    FROM geteld g
    LEFT JOIN tarief eigen ON eigen.aanbieder = g.aanbieder AND eigen.categorie = g.categorie AND eigen.code = g.code
        AND eigen.eenheid = g.eenheid AND eigen.geldig @> g.van
    LEFT JOIN tarief ander ON ander.aanbieder = g.aanbieder AND ander.categorie = g.categorie AND ander.code = g.code
        AND ander.eenheid = CASE g.eenheid WHEN '01' THEN '04' WHEN '04' THEN '01' END AND ander.geldig @> g.van
)
SELECT peil, gemeente, nummer, aanbieder, coalesce(categorie, '') AS categorie, coalesce(code, '') AS code, van,
    tot_jaar, maximaal, aantal, tarief_cent,
    CASE
        WHEN budget_cent IS NOT NULL OR eenheid = '83' THEN aantal
        WHEN eenheid IN ('01', '04') AND uurtarief THEN (2 * aantal * tarief_cent + 60) / 120
        ELSE aantal * tarief_cent
    END AS waarde_cent
FROM geprijsd
