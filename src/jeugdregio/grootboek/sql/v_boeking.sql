-- SPDX-License-Identifier: EUPL-1.2
-- One row per boeking; kosten_cent and te_betalen_cent are what it adds to accounts 4100 and 1600
CREATE VIEW grootboek_v_boeking WITH (security_invoker = true) AS
SELECT
    b.gemeente,
    b.aanbieder,
    b.categorie,
    b.code,
    b.boekmaand,
    b.dienstmaand,
    b.oorzaak,
    b.oorzaak_id,
    b.oorzaak_nr,
    b.debet,
    b.credit,
    b.bedrag_cent,
    CASE '4100' WHEN b.debet THEN b.bedrag_cent WHEN b.credit THEN -b.bedrag_cent ELSE 0 END AS kosten_cent,
    CASE '1600' WHEN b.credit THEN b.bedrag_cent WHEN b.debet THEN -b.bedrag_cent ELSE 0 END AS te_betalen_cent
FROM grootboek_boeking b;
