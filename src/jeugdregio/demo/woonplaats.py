# SPDX-License-Identifier: EUPL-1.2
"""
A child that moves twice and then goes to live in a group: three answers, and a settlement of what was paid.

Taken is the child for whom one municipality paid in most months. That municipality then finds out that the child lived
elsewhere for part of them: what it paid for the last stretch is settled, and for the middle one the claim is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection

from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.woonplaats import actions
from jeugdregio.woonplaats import queries as woonplaats
from jeugdregio.woonplaats.values import Adresperiode, Geschiedenis, Verblijfperiode, Verblijfsoort

DALFSEN, ZWOLLE, KAMPEN, DEVENTER = "0148", "0193", "0166", "0150"
GEMEENTEN = (DALFSEN, ZWOLLE, KAMPEN, "0177", "0175")
"""Whose child it is by preference, and where it lived next: the first two others."""
BRON = "burgerzaken, na onderzoek"
MAANDEN = 3
"""Fewer months with something paid make no story."""

_CHILD = """
    SELECT p.gemeente, c.bsn, array_agg(DISTINCT p.dienstmaand ORDER BY p.dienstmaand),
        min(c.geboortedatum)
    FROM declaraties_v_prestatie p
    JOIN toewijzingen_v_toewijzing t ON t.gemeente = p.gemeente AND t.id = p.toewijzing_id
    JOIN toewijzingen_v_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
    WHERE p.toegekend AND p.dc = 'D' AND NOT p.gecrediteerd AND p.bedrag_cent > 0 AND c.geboortedatum IS NOT NULL
    GROUP BY p.gemeente, c.bsn HAVING count(DISTINCT p.dienstmaand) >= %s
        AND min(c.geboortedatum) > max(p.dienstmaand) - interval '17 years'
        AND min(c.geboortedatum) < min(p.dienstmaand)
    ORDER BY p.gemeente = %s DESC, count(DISTINCT p.dienstmaand) DESC, p.gemeente, encode(sha256(c.bsn), 'hex') LIMIT 1
"""


@dataclass(frozen=True)
class Uitgekozen:
    """
    A child (sealed number) of a municipality, the months in which that paid, its birth and where it lived next.

    The birth is that of the messages: the made-up register may know the same number as a parent of someone.
    """

    gemeente: str
    bsn: bytes
    maanden: Sequence[date]
    geboren: date

    @property
    def daarna(self) -> tuple[str, str]:
        """The two municipalities after it."""
        first, second = [code for code in GEMEENTEN if code != self.gemeente][:2]
        return first, second


def speel_woonplaats(*, moment: datetime) -> int:
    """Play it, once; gives how many claims were made: none when it was played before, or for want of claims."""
    child = _child()
    if child is None:
        return 0
    access = Machtiging(rol=Rol.TOEGANG, gemeente=child.gemeente)
    if woonplaats.bepalingen(on_behalf_of=access, verzegeld=child.bsn):
        return 0
    many = len(child.maanden)
    second = child.maanden[2 * many // 3]
    turns = (child.maanden[many // 3], second - timedelta(days=7), second)
    draft = actions.begin(
        child.bsn,
        van=child.maanden[0],
        tot=_next_month(child.maanden[-1]),
        door="toegang",
        moment=moment,
        on_behalf_of=access,
    )
    known = woonplaats.bepaling(draft.pk, on_behalf_of=access)
    assert known is not None
    actions.leg_feiten_vast(draft.pk, _history(known.geschiedenis, child, *turns), on_behalf_of=access)
    actions.stel_vast(draft.pk, door="toegang", moment=moment, on_behalf_of=access)
    return _settle(child, moment)


def _history(known: Geschiedenis, child: Uitgekozen, first: date, second: date, third: date) -> Geschiedenis:
    middle, last = child.daarna
    places = (
        Adresperiode(child.geboren, first, child.gemeente, bron="BRP"),
        Adresperiode(first, second, middle, bron=BRON),
        Adresperiode(second, third, last, bron=BRON),
        Adresperiode(third, None, DEVENTER, bron=BRON),
    )
    stay = Verblijfperiode(third, None, Verblijfsoort.JEUGDHULP, bron="toewijzing")
    return replace(known, geboren=child.geboren, adressen=places, verblijven=(stay,))


def _settle(child: Uitgekozen, moment: datetime) -> int:
    """Claim every period of another; what was paid during the stay is acknowledged and settled."""
    controller = Machtiging(rol=Rol.CONTROLLER, gemeente=child.gemeente)
    made = 0
    for one in woonplaats.anders(on_behalf_of=controller):
        paid = declaraties.betaald(child.gemeente, one.persoon, van=one.van, tot=one.tot, on_behalf_of=controller)
        if sum(line.bedrag_cent for line in paid) <= 0:
            continue
        claim = actions.stel_vordering_voor(
            one.bepaling,
            van=one.van,
            tot=one.tot,
            betaald=paid,
            door="controller",
            moment=moment,
            on_behalf_of=controller,
        )
        made += 1
        if Verblijfsoort.JEUGDHULP.value in one.regels:
            debtor = Machtiging(rol=Rol.CONTROLLER, gemeente=one.gemeente)
            actions.erken(claim.pk, bedrag_cent=claim.bedrag_cent, moment=moment, on_behalf_of=debtor)
            actions.verreken(claim.pk, moment=moment + timedelta(minutes=1), on_behalf_of=controller)
    return made


def _child() -> Uitgekozen | None:
    with namens(verwerking(settings.REGIO)), connection.cursor() as cursor:
        cursor.execute(_CHILD, [MAANDEN, DALFSEN])
        found = cursor.fetchone()
    return Uitgekozen(found[0], bytes(found[1]), *found[2:]) if found else None


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
