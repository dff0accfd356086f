-- SPDX-License-Identifier: EUPL-1.2
-- One row per municipality, task and period (half-open) about which the municipality decided; no row: it takes the task.
CREATE VIEW regio_v_taak WITH (security_invoker = true) AS
SELECT gemeente, taak, neemt_af,
    daterange(vanaf, lead(vanaf) OVER (PARTITION BY gemeente, taak ORDER BY vanaf)) AS geldig
FROM (
    SELECT DISTINCT ON (gemeente, taak, vanaf) gemeente, taak, vanaf, neemt_af
    FROM regio_taakbesluit ORDER BY gemeente, taak, vanaf, id DESC
) laatste;
