-- SPDX-License-Identifier: EUPL-1.2
-- One row per tariff of a product at a provider, with the period in which it holds (half-open).
CREATE VIEW contracten_v_tarief WITH (security_invoker = true) AS
SELECT regio, aanbieder, categorie, code, eenheid, geldig, tarief_cent, per_uur, per_uur OR eenheid = '04' AS uurtarief
FROM contracten_tarief;
