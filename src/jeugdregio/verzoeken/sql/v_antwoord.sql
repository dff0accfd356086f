-- SPDX-License-Identifier: EUPL-1.2
-- One row per accepted JW319: `vervallen` when the provider refused it, `open` while its request waits for a decision.
CREATE VIEW verzoeken_v_antwoord WITH (security_invoker = true) AS
SELECT a.gemeente, a.bericht_id, a.aanbieder, a.referentie, a.wat, a.vervallen,
    v.status IN ('in_behandeling', 'in_onderzoek') AS open
FROM verzoeken_antwoord a
JOIN verzoeken_verzoek v ON v.gemeente = a.gemeente AND v.aanbieder = a.aanbieder AND v.referentie = a.referentie;
