# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. What a carrier is, and what the connection point gives and takes.

A carrier is anything that brings a message to its receiver: a folder, the message hub of the municipalities. It
knows nothing of the outbox: `actions.verstuur` asks it to deliver, books what came of it, and comes back later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jeugdregio.berichten.values import Zending
from jeugdregio.gebruikers.values import Machtiging

AANLEVEREN, OPHALEN = "berichten.aanleveren", "berichten.ophalen"
GEGEVENS, JEUGDIGEN, INWONERS = "gegevens.lezen", "jeugdigen.lezen", "zaken.lezen"
BERICHTRECHTEN = (AANLEVEREN, OPHALEN)
"""What a key may do unless it is given more: delivering messages, and fetching what waits."""
RECHTEN = (*BERICHTRECHTEN, GEGEVENS, JEUGDIGEN, INWONERS)
"""The scopes of the API: also reading figures and agreements, what names a child, and for residents their cases."""


class NietAfgeleverd(Exception):
    """
    A carrier could not deliver, and knows it; the message stays in the outbox for the next attempt.

    `code` is short, says what kind of failure it was, and holds nothing of the message.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Drager(Protocol):
    """
    Brings one message to its receiver.

    `lever_af` returns once the receiver has the message for good (on disk, or acknowledged), and not before. It
    raises `NietAfgeleverd`, `OSError` or `TimeoutError` when it could not. It may be called again for the same
    `zending.kenmerk` after it succeeded, for the process may die before success is booked; the bytes are then the
    same, so that the receiver can recognise the repeat by kenmerk or by hash. It sets its own time limits.
    """

    def lever_af(self, zending: Zending) -> None:
        """Deliver this message, or raise."""
        ...


@dataclass(frozen=True)
class Binnengekomen:
    """
    One message that the hub holds for us.

    `kenmerk` is the hub's own mark of it. `afzender` is the organisation (AGB or CBS code) that the hub vouches for:
    taken from how the sender logged in there, never from the message.
    """

    kenmerk: str
    afzender: str
    data: bytes = field(repr=False)


class Berichtendienst(Drager, Protocol):
    """
    The message hub of the municipalities, both ways. What implements this is named in the setting BERICHTENDIENST.

    The hub delivers at-least-once: `haal_op` gives the same messages again until `bevestig` was called for them.
    """

    def haal_op(self, hoogstens: int) -> Sequence[Binnengekomen]:
        """At most so many messages for us, oldest first; those not confirmed come again. Raises as `lever_af`."""
        ...

    def bevestig(self, kenmerk: str) -> None:
        """We have this one for good; the hub may forget it. Calling it again does no harm."""
        ...


@dataclass(frozen=True)
class Verstuurd:
    """What one round of sending did."""

    verzonden: int = 0
    mislukt: int = 0


@dataclass(frozen=True)
class Ingenomen:
    """What one pass over incoming messages did; `wacht` is stored and not judged yet, `te_jong` was left to rest."""

    nieuw: int = 0
    herhaald: int = 0
    geweigerd: int = 0
    wacht: int = 0
    te_jong: int = 0


@dataclass(frozen=True)
class NieuweSleutel:
    """A key as it is given out: the only moment at which the secret exists in readable form."""

    code: str
    geheim: str = field(repr=False)
    verloopt_op: datetime


@dataclass(frozen=True)
class Uitgegeven:
    """A token as it is given out. `seconden` is how long it is worth something."""

    token: str = field(repr=False)
    seconden: int
    rechten: tuple[str, ...]


@dataclass(frozen=True)
class Ingelogd:
    """Who logged in: as which key, for which organisation, with which rights."""

    sleutel: str
    wie: Machtiging
    rechten: tuple[str, ...]
