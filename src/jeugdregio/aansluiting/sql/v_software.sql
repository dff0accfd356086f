-- SPDX-License-Identifier: EUPL-1.2
-- One row per way in which software of an organisation gets its messages, until `tot`: a carrier, or a key to fetch.
CREATE VIEW aansluiting_v_software WITH (security_invoker = true) AS
SELECT organisatie, 'infinity'::timestamptz AS tot
FROM aansluiting_aansluiting WHERE beeindigd_op IS NULL
UNION ALL
SELECT aanbieder || gemeente, verloopt_op
FROM aansluiting_toegangssleutel WHERE ingetrokken_op IS NULL AND 'berichten.ophalen' = ANY (rechten);
