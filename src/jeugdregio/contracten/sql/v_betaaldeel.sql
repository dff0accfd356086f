-- SPDX-License-Identifier: EUPL-1.2
-- One row per product that pays a part of a profile; stopreden is empty for a part at the start.
CREATE VIEW contracten_v_betaaldeel WITH (security_invoker = true) AS
SELECT f.regio, f.code AS profiel, d.categorie, d.code, d.gewicht, d.stopreden
FROM contracten_betaaldeel d
JOIN contracten_profiel f ON f.id = d.profiel_id;
