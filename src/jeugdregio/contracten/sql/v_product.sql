-- SPDX-License-Identifier: EUPL-1.2
-- One row per product code and category in the product code list of a region.
CREATE VIEW contracten_v_product WITH (security_invoker = true) AS
SELECT regio, categorie, code, omschrijving, eenheid, variant, profiel
FROM contracten_product;
