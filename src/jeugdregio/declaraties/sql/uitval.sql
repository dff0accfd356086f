-- SPDX-License-Identifier: EUPL-1.2
-- One row per care that was refused (the last attempt) with its main cause and whether it was granted after all.
-- Parameters: volgorde (rule codes, gravest first), gemeente, aanbieder, tot_en_met (dagtekening); '' is all.
WITH afgewezen AS MATERIALIZED (
    SELECT DISTINCT ON (
            p.gemeente, p.aanbieder, p.toewijzing_nummer, p.categorie, p.code, p.begin, p.tot, p.dc, p.vorige_referentie
        )
        p.*, d.nummer AS declaratie, d.maand,
        count(*) OVER (
            PARTITION BY p.gemeente, p.aanbieder, p.toewijzing_nummer, p.categorie, p.code, p.begin, p.tot, p.dc,
                p.vorige_referentie
        ) AS pogingen
    FROM declaraties_prestatie p
    JOIN declaraties_declaratie d ON d.gemeente = p.gemeente AND d.bericht_id = p.bericht_id AND d.verwerkt
    WHERE NOT p.toegekend
        AND (%(gemeente)s::text = '' OR p.gemeente = %(gemeente)s)
        AND (%(aanbieder)s::text = '' OR p.aanbieder = %(aanbieder)s)
        AND d.dagtekening <= %(tot_en_met)s
    ORDER BY p.gemeente, p.aanbieder, p.toewijzing_nummer, p.categorie, p.code, p.begin, p.tot, p.dc,
        p.vorige_referentie, p.bericht_id DESC, p.nr DESC
), alsnog AS MATERIALIZED (
    SELECT DISTINCT a.gemeente, a.bericht_id, a.nr
    FROM afgewezen a
    JOIN declaraties_prestatie g ON g.gemeente = a.gemeente AND g.aanbieder = a.aanbieder AND g.toegekend
        AND g.dc = a.dc AND g.toewijzing_nummer = a.toewijzing_nummer AND g.categorie = a.categorie
        AND g.code = a.code AND g.begin = a.begin AND g.tot = a.tot
    JOIN declaraties_declaratie gd ON gd.gemeente = g.gemeente AND gd.bericht_id = g.bericht_id
    WHERE gd.dagtekening <= %(tot_en_met)s
        AND (a.dc = 'D' OR g.vorige_referentie = a.vorige_referentie)
        -- granted afterwards, or a plain copy of what was granted before: then nothing is owed
        AND (
            (g.bericht_id, g.nr) > (a.bericht_id, a.nr)
            OR NOT g.gecrediteerd AND g.bedrag_cent = a.bedrag_cent AND g.volume = a.volume
        )
)
SELECT a.gemeente, a.aanbieder, a.bericht_id, a.nr, a.declaratie, a.maand, a.referentie, a.toewijzing_nummer,
    a.categorie, a.code, a.begin, a.tot, a.dc,
    CASE a.dc WHEN 'C' THEN -a.bedrag_cent ELSE a.bedrag_cent END AS bedrag_cent,
    a.pogingen,
    o.nr IS NOT NULL AS opgelost,
    hoofd.regel, hoofd.retourcode, hoofd.feiten
FROM afgewezen a
LEFT JOIN alsnog o ON o.gemeente = a.gemeente AND o.bericht_id = a.bericht_id AND o.nr = a.nr
JOIN LATERAL (
    SELECT b.regel, b.retourcode, b.feiten
    FROM declaraties_bevinding b
    WHERE b.gemeente = a.gemeente AND b.bericht_id = a.bericht_id AND b.nr = a.nr
    ORDER BY array_position(%(volgorde)s::text[], b.regel::text) NULLS LAST, b.regel
    LIMIT 1
) hoofd ON true
