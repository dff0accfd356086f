-- SPDX-License-Identifier: EUPL-1.2
-- One row per allocated product in the version that left for the provider: what it can know (OP095). A version that a
-- guard holds, or that was taken back, is not there, whoever asks: the outbox says so to all three; `geldig` is half-open.
CREATE VIEW toewijzingen_v_verzonden WITH (security_invoker = true) AS
SELECT
    t.gemeente,
    t.id,
    t.nummer,
    t.aanbieder,
    t.client_id,
    t.categorie,
    t.code,
    t.maat,
    CASE WHEN h.bericht_id IS NULL THEN t.geldig ELSE v.geldig END AS geldig,
    CASE WHEN h.bericht_id IS NULL THEN t.volume ELSE v.volume END AS volume,
    CASE WHEN h.bericht_id IS NULL THEN t.eenheid ELSE v.eenheid END AS eenheid,
    CASE WHEN h.bericht_id IS NULL THEN t.frequentie ELSE v.frequentie END AS frequentie,
    CASE WHEN h.bericht_id IS NULL THEN t.budget_cent ELSE v.budget_cent END AS budget_cent,
    CASE WHEN h.bericht_id IS NULL THEN t.verwijderd ELSE v.reden_wijziging = '13' END AS verwijderd
FROM toewijzingen_toewijzing t
LEFT JOIN berichten_verzending h
    ON h.gemeente = t.gemeente AND h.bericht_id = t.bericht_id AND h.stuk = 'bericht' AND h.stand <> 'vrij'
LEFT JOIN LATERAL (
    SELECT w.nummer, w.geldig, w.volume, w.eenheid, w.frequentie, w.budget_cent, w.reden_wijziging
    FROM toewijzingen_toewijzingversie w
    WHERE w.gemeente = t.gemeente AND w.nummer = t.nummer AND NOT w.ingetrokken AND NOT EXISTS (
        SELECT FROM berichten_verzending o
        WHERE o.gemeente = w.gemeente AND o.bericht_id = w.bericht_id AND o.stuk = 'bericht' AND o.stand <> 'vrij'
    )
    ORDER BY w.vastgesteld_op DESC, w.bericht_id LIMIT 1
) v ON h.bericht_id IS NOT NULL
WHERE h.bericht_id IS NULL OR v.nummer IS NOT NULL;
