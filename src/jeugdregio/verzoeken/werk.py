# SPDX-License-Identifier: EUPL-1.2
"""
What an open request asks beside an answer, each with a last day of its own.

- T14, T25 find out whether another municipality is responsible (OP359), until that was established; for a request
  in which a certified institution decided it is the only thing that may be looked into.
- T18 stretch the running allocation while it runs, when only its end has to move (OP380).
- T19 end the running allocation on the day before the new size begins (IV093).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection

from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.values import Gevraagd, OpenVerzoek
from jeugdregio.verzoeken.woonplaatsonderzoek import vastgesteld

Soort = Literal["woonplaats", "oprekken", "vervangen"]
SAP_GI = "SAP GI 1.3"
TOTAAL = "6"
_RUNNING = """
    SELECT t.gemeente, t.nummer, upper(t.geldig) - 1 AS einde, t.volume, t.eenheid, t.frequentie
    FROM unnest(%(gemeenten)s::text[], %(nummers)s::integer[]) k (gemeente, nummer)
    JOIN toewijzingen_v_product t ON t.gemeente = k.gemeente AND t.nummer = k.nummer
    WHERE NOT t.verwijderd
"""


@dataclass(frozen=True)
class Bijwerk:
    """One thing to do for a request, with the rule that says so; `sinds` is the day it came."""

    soort: Soort
    regel: str
    verzoek: OpenVerzoek
    sinds: date
    uiterlijk: date


def bijwerk(verzoeken: Sequence[OpenVerzoek], *, on_behalf_of: Machtiging) -> list[Bijwerk]:
    """What these open requests ask beside their answer."""
    known = vastgesteld({one.bericht_id for one in verzoeken}, on_behalf_of=on_behalf_of)
    running = _running([(v.gemeente, p) for v in verzoeken for p in v.producten], on_behalf_of)
    found: list[Bijwerk] = []
    for one in verzoeken:
        outcome = known.get((one.gemeente, one.bericht_id, one.nr))
        if one.woonplaats_uiterlijk and (outcome is None or outcome.gemeente != one.gemeente):
            rule = SAP_GI if one.van_gecertificeerde_instelling else "OP359"
            found.append(Bijwerk("woonplaats", rule, one, one.ontvangen_op, one.woonplaats_uiterlijk))
        found += _changes(one, running)
    return found


def _running(asked: Sequence[tuple[str, Gevraagd]], on_behalf_of: Machtiging) -> dict[tuple[str, int], Any]:
    numbers = [(town, one.toewijzing_nummer) for town, one in asked if one.wat == "te_wijzigen"]
    if not numbers:
        return {}
    facts: dict[str, Any] = {"gemeenten": [town for town, _ in numbers], "nummers": [number for _, number in numbers]}
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_RUNNING, facts)
        return {(town, number): tuple(rest) for town, number, *rest in cursor.fetchall()}


def _changes(verzoek: OpenVerzoek, running: dict[tuple[str, int], Any]) -> Iterator[Bijwerk]:
    for asked in verzoek.producten:
        now = running.get((verzoek.gemeente, asked.toewijzing_nummer or 0))
        if asked.wat != "te_wijzigen" or now is None:
            continue
        end, *size = now
        same = size == [asked.volume, asked.eenheid, asked.frequentie]
        longer = end is not None and (asked.einde is None or asked.einde > end)
        total = TOTAAL in (size[2], asked.frequentie)
        if same and longer and not total and end >= verzoek.ontvangen_op:
            yield Bijwerk("oprekken", "OP380", verzoek, verzoek.ontvangen_op, end)
        if not same and not total and asked.begin and asked.begin > verzoek.ontvangen_op:
            last = date.fromordinal(asked.begin.toordinal() - 1)
            yield Bijwerk("vervangen", "IV093", verzoek, verzoek.ontvangen_op, last)
