-- SPDX-License-Identifier: EUPL-1.2
-- One row per stop of care (JW307) that was not deleted, with its reason as the provider gave it; einde is the last day.
CREATE VIEW toewijzingen_v_beeindiging WITH (security_invoker = true) AS
SELECT gemeente, bericht_id, nr, aanbieder, client_id, categorie, code, toewijzing_nummer, begin, einde, reden
FROM toewijzingen_stop
WHERE verwijderd_door IS NULL;
