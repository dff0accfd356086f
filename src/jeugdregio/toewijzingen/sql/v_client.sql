-- SPDX-License-Identifier: EUPL-1.2
-- One row per child that a provider knows in a municipality; bsn is sealed.
CREATE VIEW toewijzingen_v_client WITH (security_invoker = true) AS
SELECT gemeente, id, aanbieder, bsn, geboortedatum, geslacht, achternaam, voorvoegsel, voornamen
FROM toewijzingen_client;
