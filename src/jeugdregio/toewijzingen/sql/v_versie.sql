-- SPDX-License-Identifier: EUPL-1.2
-- One row per accepted version of an allocation that was not taken back; maximaal is the most over its whole term (TR322, TR369).
CREATE VIEW toewijzingen_v_versie WITH (security_invoker = true) AS
SELECT
    v.gemeente,
    v.nummer,
    v.bericht_id,
    v.aanbieder,
    v.vastgesteld_op,
    lower(v.geldig) AS begin,
    upper(v.geldig) AS tot,
    v.volume,
    v.eenheid,
    v.frequentie,
    v.budget_cent,
    toewijzingen_maximaal(
        v.volume, v.eenheid, v.frequentie, v.budget_cent, lower(v.geldig), upper(v.geldig) - 1
    ) AS maximaal
FROM toewijzingen_toewijzingversie v
WHERE NOT v.ingetrokken;
