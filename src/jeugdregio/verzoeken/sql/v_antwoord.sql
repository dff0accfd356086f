-- SPDX-License-Identifier: EUPL-1.2
-- One row per accepted JW319; `vervallen` when the provider refused it.
CREATE VIEW verzoeken_v_antwoord WITH (security_invoker = true) AS
SELECT gemeente, bericht_id, aanbieder, referentie, wat, vervallen
FROM verzoeken_antwoord;
