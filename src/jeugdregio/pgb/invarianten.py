# SPDX-License-Identifier: EUPL-1.2
"""What is always true of the pgb chain: one SELECT each, that counts what should not be there."""

from jeugdregio.ontvangst.queries import GELD, Invariant
from jeugdregio.pgb.boeken import REKENINGEN
from jeugdregio.pgb.values import OORZAAK

_ZIJDEN = ", ".join(f"('{kind}', '{debit}', '{credit}')" for kind, (debit, credit) in REKENINGEN.items())
INVARIANTEN = (
    Invariant(
        "pgb_is_keten",
        GELD,
        "Op de rekeningen van het pgb (1330, 1620 en 4010) staat wat de keten zegt, stap voor stap, en niets anders.",
        f"""
        SELECT count(*) FROM (
            SELECT k.gemeente, k.id, k.boekmaand, abs(k.bedrag_cent) AS bedrag_cent,
                CASE WHEN k.bedrag_cent > 0 THEN z.debet ELSE z.credit END AS debet,
                CASE WHEN k.bedrag_cent > 0 THEN z.credit ELSE z.debet END AS credit
            FROM pgb_ketenboeking k LEFT JOIN (VALUES {_ZIJDEN}) z (soort, debet, credit) ON z.soort = k.soort
        ) k
        FULL JOIN (
            SELECT *, CASE oorzaak WHEN '{OORZAAK}' THEN oorzaak_id END AS stap FROM grootboek_boeking
            WHERE oorzaak = '{OORZAAK}' OR debet IN ('1330', '1620', '4010') OR credit IN ('1330', '1620', '4010')
        ) b ON b.gemeente = k.gemeente AND b.stap = k.id
        WHERE (k.boekmaand, k.debet, k.credit, k.bedrag_cent)
            IS DISTINCT FROM (b.boekmaand, b.debet, b.credit, b.bedrag_cent)
        """,
    ),
)
