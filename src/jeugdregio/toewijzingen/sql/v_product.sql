-- SPDX-License-Identifier: EUPL-1.2
-- One row per allocated product in its current version, deleted ones too; `geldig` is half-open.
CREATE VIEW toewijzingen_v_product WITH (security_invoker = true) AS
SELECT gemeente, id, nummer, aanbieder, client_id, categorie, code, geldig, volume, eenheid, frequentie, budget_cent,
    verwijderd, maat, bericht_id
FROM toewijzingen_toewijzing;
