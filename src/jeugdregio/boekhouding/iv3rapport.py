# SPDX-License-Identifier: EUPL-1.2
"""
The report for Iv3: what was booked on cost accounts in a year or quarter, per taakveld.

Nothing is left out: the sum is what the ledger has on its cost accounts. What another municipality pays back is income
(the other side of the booking is what municipalities owe); every other movement is costs, a correction below zero.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.boekhouding.iv3 import Keus, Toedeling, deel_toe, mogelijk, sleutel_van, taakvelden
from jeugdregio.boekhouding.models import Taakveldkeuze
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.grootboek.values import TE_VORDEREN_VAN_GEMEENTEN

_KOSTEN = """
    FROM grootboek_v_boeking b
    CROSS JOIN LATERAL (
        VALUES (b.debet, b.credit, b.bedrag_cent), (b.credit, b.debet, -b.bedrag_cent)
    ) AS zijde (rekening, tegen, cent)
    WHERE zijde.rekening LIKE '4%%' AND b.boekmaand >= %(van)s AND b.boekmaand < %(tot)s
        AND (%(gemeente)s = '' OR b.gemeente = %(gemeente)s)
"""
_BAAT = f"zijde.tegen = '{TE_VORDEREN_VAN_GEMEENTEN}'"
PER_PRODUCT = f"""
    SELECT zijde.rekening, b.categorie, b.code, {_BAAT}, sum(zijde.cent)::bigint, count(*)
    {_KOSTEN} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
PER_AANBIEDER = f"""
    SELECT zijde.rekening, b.categorie, b.code, b.aanbieder, sum(zijde.cent)::bigint
    {_KOSTEN} AND ({_BAAT}) = %(baat)s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
BOEKJAREN = """
    SELECT DISTINCT extract(year FROM boekmaand)::int FROM grootboek_v_boeking
    WHERE %(gemeente)s = '' OR gemeente = %(gemeente)s ORDER BY 1 DESC
"""


class NietTeKiezen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Tijdvak:
    """A year, or one quarter of it (1 to 4); 0 is the whole year."""

    jaar: int
    kwartaal: int = 0

    @property
    def van(self) -> date:
        """First day."""
        return date(self.jaar, 3 * max(self.kwartaal - 1, 0) + 1, 1)

    @property
    def tot(self) -> date:
        """First day after it."""
        if self.kwartaal in (0, 4):
            return date(self.jaar + 1, 1, 1)
        return date(self.jaar, 3 * self.kwartaal + 1, 1)


@dataclass(frozen=True)
class Iv3regel:
    """What was booked under one taakveld (cents); `onzeker_cent` of it by a default that can be another."""

    taakveld: str
    naam: str
    lasten_cent: int
    baten_cent: int
    onzeker_cent: int

    @property
    def saldo_cent(self) -> int:
        """Costs minus income."""
        return self.lasten_cent - self.baten_cent


@dataclass(frozen=True)
class Iv3onder:
    """A part of a cell: one category (or account) and provider, with why it stands there."""

    sleutel: str
    aanbieder: str
    bedrag_cent: int
    toedeling: Toedeling


def iv3(vak: Tijdvak, *, gemeente: str = "", on_behalf_of: Machtiging) -> list[Iv3regel]:
    """The report of whoever asks, or of one municipality; what has no taakveld is the row with an empty code."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        choices = keuzes()
        cursor.execute(PER_PRODUCT, _vraag(vak, gemeente))
        for account, category, code, income, cents, _ in cursor.fetchall():
            goes = deel_toe(sleutel_van(account, category), code, vak.jaar, choices)
            row = sums[goes.taakveld]
            row[1 if income else 0] += -cents if income else cents
            row[2] += cents if goes.onzeker else 0
    known = taakvelden(vak.jaar)
    return [
        Iv3regel(code, known[code].naam if code else "Zonder taakveld", *row)
        for code, row in sorted(sums.items(), key=lambda pair: (not pair[0], pair[0]))
    ]


def iv3_onder(
    taakveld: str, vak: Tijdvak, *, baten: bool, gemeente: str = "", on_behalf_of: Machtiging
) -> list[Iv3onder]:
    """What adds up to one cell, per category (or account) and provider, with why it is there."""
    found: defaultdict[tuple[str, str, Toedeling], int] = defaultdict(int)
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        choices = keuzes()
        cursor.execute(PER_AANBIEDER, _vraag(vak, gemeente) | {"baat": baten})
        for account, category, code, provider, cents in cursor.fetchall():
            key = sleutel_van(account, category)
            goes = deel_toe(key, code, vak.jaar, choices)
            if goes.taakveld == taakveld:
                found[key, provider, goes] += -cents if baten else cents
    return [Iv3onder(key, provider, cents, goes) for (key, provider, goes), cents in found.items()]


def keuzes() -> list[Keus]:
    """What the region chose, oldest first; in the transaction of the caller."""
    rows = Taakveldkeuze.objects.filter(regio=settings.REGIO)
    return [Keus(one.sleutel, one.code, one.taakveld, one.vanaf_jaar, one.reden) for one in rows]


def alle_keuzes(*, on_behalf_of: Machtiging) -> list[Taakveldkeuze]:
    """The choices with who made them, newest first."""
    with namens(on_behalf_of):
        return list(Taakveldkeuze.objects.order_by("-gekozen_op", "-id"))


def boekjaren(*, gemeente: str = "", on_behalf_of: Machtiging) -> list[int]:
    """The years in which something was booked, newest first."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(BOEKJAREN, {"gemeente": gemeente})
        return [year for (year,) in cursor.fetchall()]


def kies_taakveld(
    sleutel: str,
    taakveld: str,
    *,
    code: str = "",
    vanaf_jaar: int,
    reden: str,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Choose where a category (or account), or one product of it, goes from a year on.

    Raises `NietToegestaan` without the right or a reason, and `NietTeKiezen` for what is not possible for that key.
    """
    if not on_behalf_of.mag(Recht.BOEKHOUDING_BIJHOUDEN):
        raise NietToegestaan(
            f"Uw rol heeft het recht ‘{Recht.BOEKHOUDING_BIJHOUDEN.label}’ niet. Vraag een collega die het wel heeft."
        )
    options = _namen(one.taakveld for one in mogelijk(vanaf_jaar).get(sleutel, ()))
    if taakveld not in options:
        raise NietTeKiezen(
            f"{sleutel} kan vanaf {vanaf_jaar} niet onder taakveld {taakveld}. "
            f"Kies uit: {', '.join(options) or 'geen'}."
        )
    if code and (sleutel, code) not in contracten.productnamen(settings.REGIO):
        raise NietTeKiezen(f"Product {code} hoort niet bij categorie {sleutel}. Kies het product bij zijn categorie.")
    with namens(on_behalf_of):
        Taakveldkeuze.objects.create(
            regio=on_behalf_of.regio,
            sleutel=sleutel,
            code=code,
            taakveld=taakveld,
            vanaf_jaar=vanaf_jaar,
            reden=reden_van(reden)[:400],
            gekozen_op=moment,
            gekozen_door=door,
        )


def _namen(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def _vraag(vak: Tijdvak, gemeente: str) -> dict[str, Any]:
    return {"van": vak.van, "tot": vak.tot, "gemeente": gemeente}
