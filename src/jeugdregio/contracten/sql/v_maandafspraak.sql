-- SPDX-License-Identifier: EUPL-1.2
-- One row per product and period with which broken months count at a tariff per month (half-open).
CREATE VIEW contracten_v_maandafspraak WITH (security_invoker = true) AS
SELECT regio, categorie, code, geldig, eerste, laatste, bron
FROM contracten_maandafspraak;
