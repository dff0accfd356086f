# SPDX-License-Identifier: EUPL-1.2
"""
What providers of the demo say of their waiting times: invented, around public figures of another region.

The middle of what providers in Twente published in 2026 (wachttijden_twente.csv; certainty low): twelve weeks until a
first talk and eight until treatment, for support three and eight. They say nothing about providers here.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from jeugdregio.contracten import actions, queries
from jeugdregio.gebruikers.values import Machtiging, Rol

PEILDATUM = date(2026, 9, 15)
MOMENT = datetime(2026, 9, 15, 8, tzinfo=UTC)
BEHANDELING, BEGELEIDING = (Decimal(12), Decimal(8)), (Decimal(3), Decimal(8))
PER_PROFIEL = 3
DOOR = "demo"


def laad(code: str) -> None:
    """A few providers per profile say it, in the transaction of the caller; again changes nothing."""
    if queries.wachttijdcijfers(code, peildatum=PEILDATUM):
        return
    offers = queries.aanbiederslijst(code, PEILDATUM)
    profiles = {int(name.split()[0]): key for key, name in sorted(queries.profielen_op_code(code).items())}
    for number, key in profiles.items():
        for place, one in enumerate([one for one in offers if one.profiel == number][:PER_PROFIEL]):
            intake, start = BEHANDELING if number % 2 else BEGELEIDING
            weeks = {
                "aanmelding_intake": max(intake + 2 * (place - 1), Decimal(0)),
                # Not every provider knows both parts; what it does not say stays unknown.
                "intake_start": None if place == PER_PROFIEL - 1 else start + place,
            }
            who = Machtiging(rol=Rol.AANBIEDER, aanbieder=one.aanbieder)
            actions.geef_wachttijd_op(code, key, weeks, peildatum=PEILDATUM, door=DOOR, moment=MOMENT, on_behalf_of=who)
