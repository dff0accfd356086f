# SPDX-License-Identifier: EUPL-1.2
"""Whether money moves from heavy to light help: euros per segment and quarter (S75)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging

KWARTALEN = 5
_KOSTEN = """
    SELECT categorie, code, date_trunc('quarter', dienstmaand)::date, sum(kosten_cent)::bigint
    FROM grootboek_v_boeking WHERE dienstmaand >= %(van)s AND dienstmaand < %(tot)s GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Verschuiving:
    """Costs (cents) of a segment per quarter, in the order of `kwartalen`; under an empty name what has no segment."""

    kwartalen: Sequence[date]
    per_segment: dict[str, tuple[int, ...]]

    def verschil_cent(self, segment: str) -> int:
        """What the last quarter cost more than the one before."""
        amounts = self.per_segment[segment]
        return amounts[-1] - amounts[-2]


def verschuiving(peildatum: date, *, on_behalf_of: Machtiging) -> Verschuiving:
    """
    The last five quarters that are over on `peildatum`, by segment as the region calls it; the rest under `''`.

    By the month in which care was given. A quarter that is not declared completely is too low.
    """
    quarters = _quarters(peildatum)
    segments = contracten.segmenten_van_producten(settings.REGIO)
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    end = date(peildatum.year, peildatum.month - (peildatum.month - 1) % 3, 1)
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_KOSTEN, {"van": quarters[0], "tot": end})
        for category, code, quarter, cents in cursor.fetchall():
            found[segments.get((category, code), "")][quarter] += cents
    order = [*dict.fromkeys(segments.values()), ""]
    return Verschuiving(
        quarters, {name: tuple(found[name][quarter] for quarter in quarters) for name in order if name in found}
    )


def _quarters(peildatum: date) -> list[date]:
    """The first days of the last quarters that are over, oldest first."""
    number = peildatum.year * 4 + (peildatum.month - 1) // 3
    return [date(n // 4, n % 4 * 3 + 1, 1) for n in range(number - KWARTALEN, number)]
