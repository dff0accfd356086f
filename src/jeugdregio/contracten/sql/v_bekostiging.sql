-- SPDX-License-Identifier: EUPL-1.2
-- One row per product and period with the funding variant of its euros (half-open).
CREATE VIEW contracten_v_bekostiging WITH (security_invoker = true) AS
SELECT b.regio, b.categorie, b.code, b.geldig, f.code AS financiering, f.naam AS financieringsnaam
FROM contracten_bekostiging b
JOIN contracten_financieringsvariant f ON f.id = b.financiering_id;
