-- SPDX-License-Identifier: EUPL-1.2
-- One row per requested allocation (JW315): the reference that an allocation names, when it was dated and received.
CREATE VIEW verzoeken_v_gevraagd WITH (security_invoker = true) AS
SELECT gemeente, aanbieder, referentie, bericht_id, nr, bsn, dagtekening, ontvangen_op, status
FROM verzoeken_verzoek
WHERE soort = 'JW315';
