-- SPDX-License-Identifier: EUPL-1.2
-- One row per goal of a family: where it started, where it came to last, and whether that is what was agreed (N08).
-- `persoon` is the youth whose goal it is, empty for the whole family; `eindscore` is empty while the goal is open.
CREATE VIEW gezinnen_v_doel WITH (security_invoker = true) AS
SELECT d.gemeente, d.id, d.gezin_id, d.plan_id, l.persoon, d.code, d.gesteld_op, d.uiterlijk, d.vervallen_op,
    d.beginscore, d.streefscore, s.score AS laatste_score, s.gemeten_op,
    CASE WHEN s.eind THEN s.score END AS eindscore,
    CASE WHEN d.streefscore > d.beginscore THEN coalesce(s.score >= d.streefscore, false)
        ELSE coalesce(s.score <= d.streefscore, false) END AS behaald
FROM gezinnen_doel d
LEFT JOIN gezinnen_gezinslid l ON l.id = d.lid_id
LEFT JOIN LATERAL (
    SELECT x.score, x.gemeten_op, x.eind FROM gezinnen_doelscore x WHERE x.doel_id = d.id ORDER BY x.gemeten_op DESC LIMIT 1
) s ON true;
