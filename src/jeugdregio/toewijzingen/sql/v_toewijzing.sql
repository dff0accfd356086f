-- SPDX-License-Identifier: EUPL-1.2
-- One row per allocated product in its current version; einde is the last day, tot the day after (both empty: open)
-- gebruikt and maximaal are in the measure of the allocation (maat): minutes, etmalen, dagdelen, stuks or cents
CREATE VIEW toewijzingen_v_toewijzing WITH (security_invoker = true) AS
SELECT
    t.gemeente,
    t.id,
    t.nummer,
    t.aanbieder,
    t.client_id,
    t.categorie,
    t.code,
    lower(t.geldig) AS begin,
    upper(t.geldig) - 1 AS einde,
    upper(t.geldig) AS tot,
    t.geldig,
    t.vastgesteld_op,
    t.volume,
    t.eenheid,
    t.frequentie,
    t.budget_cent,
    t.verwijderd,
    t.maat,
    s.gebruikt,
    s.maximaal
FROM toewijzingen_toewijzing t
LEFT JOIN toewijzingen_stand s ON s.gemeente = t.gemeente AND s.toewijzing_id = t.id;
