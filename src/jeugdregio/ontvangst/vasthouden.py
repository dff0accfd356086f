# SPDX-License-Identifier: EUPL-1.2
"""
What a municipality sent and what waits before it leaves: let go, or taken back, by someone of that municipality.

Taken back, the message never leaves and what it did is undone: the provider knows of nothing (ADR 0019). Either all
of that happens or nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from jeugdregio.berichten import vasthouden as berichten
from jeugdregio.berichten.values import Vastgehouden
from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.declaraties import actions as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.logboek.actions import met_reden
from jeugdregio.toewijzingen import actions as toewijzingen
from jeugdregio.verzoeken import actions as verzoeken
from jeugdregio.verzoeken import queries

BESLUIT_WERKDAGEN = 2
"""Our own choice: the standard knows no holding. A request that is answered keeps its own term when that is earlier."""
AL_GEBRUIKT = (
    "Op een toewijzing uit dit bericht is al hulp gestart of gedeclareerd. Geef het bericht vrij, of stuur een JW301 "
    "die het herstelt."
)
NIEUW_VERZOEK = (
    "De aanbieder heeft voor deze jeugdige een nieuw verzoek gedaan. Beantwoord dat eerst, of geef dit bericht vrij."
)


class NietIngetrokken(Exception):
    """Raised when a message can not be taken back (any more); the text says why and what to do."""


@dataclass(frozen=True)
class Wachtend:
    """A message that waits, and the last day to decide."""

    bericht: Vastgehouden
    uiterlijk: date


def wachtende(*, on_behalf_of: Machtiging) -> list[Wachtend]:
    """What waits for a decision, what is due first on top."""
    held = berichten.vastgehouden(on_behalf_of=on_behalf_of)
    asked = queries.antwoord_uiterlijk({one.bericht_id for one in held}, on_behalf_of=on_behalf_of) if held else {}
    found = []
    for one in held:
        own = werkdagen_na(timezone.localdate(one.gehouden_op), BESLUIT_WERKDAGEN)
        found.append(Wachtend(one, min(own, asked.get((one.gemeente, one.bericht_id), own))))
    return sorted(found, key=lambda w: (w.uiterlijk, w.bericht.bericht_id))


def laat_gaan(
    bericht_id: int, *, regio: str, door: str, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """Let a message of the municipality that asks leave after all. Raises `berichten.NietVastgehouden`."""
    _decide(bericht_id, berichten.VRIJGEGEVEN, regio, door, reden, moment, on_behalf_of)


def trek_in(bericht_id: int, *, regio: str, door: str, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Take a message of the municipality that asks back: it never leaves, and what it did is undone.

    Raises `berichten.NietVastgehouden`, and `NietIngetrokken` when something was built on it.
    """
    try:
        _decide(bericht_id, berichten.INGETROKKEN, regio, door, reden, moment, on_behalf_of)
    except toewijzingen.AlGebruikt:
        raise NietIngetrokken(AL_GEBRUIKT) from None
    except verzoeken.NieuwVerzoekOpen:
        raise NietIngetrokken(NIEUW_VERZOEK) from None


def _decide(
    bericht_id: int, besluit: str, regio: str, door: str, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    assert door, "een besluit neemt een mens, met een reden"
    assert reden, "een besluit neemt een mens, met een reden"
    town = on_behalf_of.gemeente
    region = replace(verwerking(regio), account=on_behalf_of.account)  # the history names who decided
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])
        met_reden(reden)
        berichten.besluit_over(
            town, bericht_id, besluit, door=door, reden=reden, moment=moment, on_behalf_of=on_behalf_of
        )
        berichten.voer_uit(town, bericht_id, besluit, moment=moment, on_behalf_of=region)
        if besluit == berichten.INGETROKKEN:
            with namens(region):
                other_measure = toewijzingen.neem_terug(cursor, town, bericht_id)
                if other_measure:
                    declaraties.tel_verbruik_opnieuw(cursor, other_measure)
                verzoeken.heropen(cursor, town, bericht_id)
        with namens(region):
            verzoeken.werk_bij(cursor, {(town, "")})
