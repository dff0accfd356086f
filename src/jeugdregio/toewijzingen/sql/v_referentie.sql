-- SPDX-License-Identifier: EUPL-1.2
-- One row per allocation that was made in answer to a reference of the provider; the first version says to which.
CREATE VIEW toewijzingen_v_referentie WITH (security_invoker = true) AS
SELECT gemeente, id, nummer, aanbieder, client_id, referentie_aanbieder AS referentie
FROM toewijzingen_toewijzing
WHERE referentie_aanbieder <> '';
