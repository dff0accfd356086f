-- SPDX-License-Identifier: EUPL-1.2
-- The months that are closed now: the closing that was not re-opened, with how often the month was closed (keer)
CREATE VIEW grootboek_v_gesloten WITH (security_invoker = true) AS
SELECT g.gemeente, g.maand, g.keer, g.gesloten_op, g.gesloten_door
FROM grootboek_geslotenmaand g
WHERE NOT EXISTS (
    SELECT FROM grootboek_heropening h WHERE h.gemeente = g.gemeente AND h.maand = g.maand AND h.keer = g.keer
);
