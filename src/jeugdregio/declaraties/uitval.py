# SPDX-License-Identifier: EUPL-1.2
"""The fall-out queue (S55): every refused line once, with the one cause to repair first."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.regels import ijw_3_2
from jeugdregio.declaraties.values import Oorzaak, Uitvalregel
from jeugdregio.regels.values import Regel

UITVAL = (Path(__file__).with_name("sql") / "uitval.sql").read_text(encoding="utf-8")
LIJST = f"""
    SELECT * FROM ({UITVAL}) u
    WHERE (%(regel)s::text = '' OR regel = %(regel)s)
        AND (%(maand)s::date IS NULL OR maand = %(maand)s::date)
        AND (%(ook_opgelost)s OR NOT opgelost)
    ORDER BY array_position(%(volgorde)s::text[], regel::text) NULLS LAST, regel, gemeente, maand,
        bericht_id, nr
    LIMIT %(aantal)s::bigint OFFSET %(vanaf)s
"""
STATISTIEK = f"""
    SELECT regel, min(retourcode), maand, aanbieder, count(*), count(*) FILTER (WHERE opgelost),
        sum(bedrag_cent)::bigint
    FROM ({UITVAL}) u
    GROUP BY regel, maand, aanbieder
    ORDER BY maand, count(*) DESC, regel, aanbieder
"""


def regels(
    *,
    gemeente: str = "",
    aanbieder: str = "",
    regel: str = "",
    maand: Maand | None = None,
    tot_en_met: date = date.max,
    ook_opgelost: bool = False,
    aantal: int | None = None,
    vanaf: int = 0,
    catalogus: Sequence[Regel] = ijw_3_2.PRESTATIE,
) -> list[Uitvalregel]:
    """The refused lines that meet all filters, gravest cause first; the caller has set on whose behalf."""
    parameters = {
        **_bereik(gemeente, aanbieder, tot_en_met, catalogus),
        "regel": regel,
        "maand": maand.begin if maand else None,
        "ook_opgelost": ook_opgelost,
        "aantal": aantal,
        "vanaf": vanaf,
    }
    texts = {one.code: one for one in catalogus}
    with connection.cursor() as cursor:
        cursor.execute(LIJST, parameters)
        columns = [column.name for column in cursor.description]
        return [_line(dict(zip(columns, row, strict=True)), texts) for row in cursor.fetchall()]


def oorzaken(
    *,
    gemeente: str = "",
    aanbieder: str = "",
    tot_en_met: date = date.max,
    catalogus: Sequence[Regel] = ijw_3_2.PRESTATIE,
) -> list[Oorzaak]:
    """How often each main cause came per month and provider, and how much was repaired."""
    with connection.cursor() as cursor:
        cursor.execute(STATISTIEK, _bereik(gemeente, aanbieder, tot_en_met, catalogus))
        return [
            Oorzaak(code, retourcode, Maand.van(maand), agb, aantal, opgelost, bedrag_cent)
            for code, retourcode, maand, agb, aantal, opgelost, bedrag_cent in cursor.fetchall()
        ]


def _bereik(gemeente: str, aanbieder: str, tot_en_met: date, catalogus: Sequence[Regel]) -> dict[str, Any]:
    return {
        "gemeente": gemeente,
        "aanbieder": aanbieder,
        "tot_en_met": tot_en_met,
        "volgorde": [one.code for one in catalogus],
    }


def _line(row: dict[str, object], texts: Mapping[str, Regel]) -> Uitvalregel:
    """A row with the texts of its rule; a rule of a later list than ours is named by its return code only."""
    facts = row.pop("feiten")
    facts = json.loads(facts) if isinstance(facts, str) else facts
    rule = texts.get(str(row["regel"]))
    if rule is None:
        uitleg, remedy = f"Afgewezen met retourcode {row['retourcode']}.", "Neem contact op met de gemeente."
    else:
        uitleg, remedy = rule.leg_uit(facts), rule.wat_te_doen  # type: ignore[arg-type]
    row["maand"] = Maand.van(row["maand"])  # type: ignore[arg-type]
    return Uitvalregel(**row, uitleg=uitleg, wat_te_doen=remedy)  # type: ignore[arg-type]
