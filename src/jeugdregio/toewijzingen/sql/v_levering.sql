-- SPDX-License-Identifier: EUPL-1.2
-- One row per start of care that was not deleted; einde and definitief are of its last stop (both empty: none)
CREATE VIEW toewijzingen_v_levering WITH (security_invoker = true) AS
SELECT
    a.gemeente,
    a.bericht_id,
    a.nr,
    a.aanbieder,
    a.client_id,
    a.toewijzing_nummer,
    a.begin,
    z.einde,
    z.definitief
FROM toewijzingen_start a
LEFT JOIN LATERAL (
    SELECT o.einde, o.reden <> '20' AS definitief
    FROM toewijzingen_stop o
    WHERE o.gemeente = a.gemeente AND o.client_id = a.client_id AND o.aanbieder = a.aanbieder
        AND o.toewijzing_nummer IS NOT DISTINCT FROM a.toewijzing_nummer AND o.begin = a.begin
        AND o.categorie = a.categorie AND o.code = a.code AND o.verwijderd_door IS NULL
    ORDER BY o.reden <> '20' DESC, o.einde DESC
    LIMIT 1
) z ON true
WHERE a.verwijderd_door IS NULL;
