# SPDX-License-Identifier: EUPL-1.2
"""
What the rules about starts and stops share: which earlier ones still count.

An earlier start or stop counts when it was not deleted, neither before nor by this message: deletions of a
message come first (IV008). Rows are matched on the child, the number and the start date.
"""

SAME_DELIVERY = """
    {a}.gemeente = b.gemeente AND {a}.client_id = c.client_id AND {a}.aanbieder = b.aanbieder
    AND {a}.toewijzing_nummer IS NOT DISTINCT FROM k.toewijzing_nummer AND {a}.verwijderd_door IS NULL
"""
SAME_PRODUCT = """
    {a}.categorie = coalesce(k.product_categorie, '') AND {a}.code = coalesce(k.product_code, '')
"""
SAME_START_KEY = f"{SAME_DELIVERY} AND {SAME_PRODUCT} AND {{a}}.begin = k.begindatum"
SAME_STOP_KEY = f"{SAME_START_KEY} AND {{a}}.einde = k.einddatum AND {{a}}.reden = k.reden_beeindiging"

DELETED_START_HERE = """
    EXISTS (SELECT FROM partij_jw305_start_product w WHERE w.bericht = k.bericht AND w.status_aanlevering = '3'
        AND w.toewijzing_nummer IS NOT DISTINCT FROM {a}.toewijzing_nummer AND w.begindatum = {a}.begin
        AND coalesce(w.product_categorie, '') = {a}.categorie AND coalesce(w.product_code, '') = {a}.code)
"""
DELETED_STOP_HERE = """
    EXISTS (SELECT FROM partij_jw307_stop_product w WHERE w.bericht = k.bericht AND w.status_aanlevering = '3'
        AND w.toewijzing_nummer IS NOT DISTINCT FROM {a}.toewijzing_nummer AND w.begindatum = {a}.begin
        AND coalesce(w.product_categorie, '') = {a}.categorie AND coalesce(w.product_code, '') = {a}.code
        AND w.einddatum = {a}.einde AND w.reden_beeindiging = {a}.reden)
"""
EARLIER_STOP_HERE = """
    SELECT w.einddatum, w.reden_beeindiging FROM partij_jw307_stop_product w
    WHERE w.bericht = k.bericht AND w.status_aanlevering = '1' AND w.nr < k.nr AND w.begindatum = k.begindatum
        AND w.toewijzing_nummer IS NOT DISTINCT FROM k.toewijzing_nummer
"""


def start(condition: str) -> str:
    """SQL: an earlier start `a` counts and fulfils the condition."""
    return f"EXISTS (SELECT FROM toewijzingen_start a WHERE {condition.format(a='a')})"


def stop_op_deze_levering(condition: str) -> str:
    """
    SQL: some stop on the same start fulfils the condition on `einde` and `reden`.

    Stops that this message deletes do not count, earlier ones in the same message do.
    """
    return f"""
        EXISTS (SELECT FROM (
            SELECT a.einde, a.reden FROM toewijzingen_stop a
            WHERE {SAME_DELIVERY.format(a="a")} AND a.begin = k.begindatum AND NOT {DELETED_STOP_HERE.format(a="a")}
            UNION ALL {EARLIER_STOP_HERE}
        ) eerder (einde, reden) WHERE {condition})
    """
