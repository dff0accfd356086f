-- SPDX-License-Identifier: EUPL-1.2
-- One row per judged line of a JW323; amounts and volume are signed: a credit is negative
CREATE VIEW declaraties_v_prestatie WITH (security_invoker = true) AS
SELECT
    p.gemeente,
    p.bericht_id,
    p.nr,
    p.aanbieder,
    d.nummer AS declaratie,
    d.maand AS declaratiemaand,
    d.dagtekening,
    p.referentie,
    p.vorige_referentie,
    p.client_id,
    p.toewijzing_nummer,
    p.toewijzing_id,
    p.categorie,
    p.code,
    p.begin - extract(day FROM p.begin)::integer + 1 AS dienstmaand,
    p.begin,
    p.tot,
    p.tot - 1 AS einde,
    p.eenheid,
    p.tarief_cent,
    p.dc,
    CASE p.dc WHEN 'C' THEN -p.volume ELSE p.volume END AS volume,
    CASE p.dc WHEN 'C' THEN -p.bedrag_cent ELSE p.bedrag_cent END AS bedrag_cent,
    p.toegekend,
    p.gecrediteerd,
    p.oordeel,
    ARRAY(
        SELECT b.regel
        FROM declaraties_bevinding b
        WHERE b.gemeente = p.gemeente AND b.bericht_id = p.bericht_id AND b.nr = p.nr
        ORDER BY b.regel
    ) AS regels
FROM declaraties_prestatie p
JOIN declaraties_declaratie d ON d.gemeente = p.gemeente AND d.bericht_id = p.bericht_id
WHERE d.verwerkt;
