# SPDX-License-Identifier: EUPL-1.2
"""
When an application is looked at, in each of the two ways to get in (K13, N04).

In rounds: an application outside a round waits for the next one. Open all the time: it is looked at the day it comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.inkoop.soorten import Proceduresoort


@dataclass(frozen=True)
class Rondedata:
    """A round: open in [van, tot), `tot` None without an end; contracts begin on `ingang`."""

    nummer: int
    naam: str
    van: date
    tot: date | None
    ingang: date | None

    def is_open(self, dag: date) -> bool:
        """Whether one can apply on this day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True)
class Plaats:
    """Where an application stands: in a round, waiting until a day, or waiting for a round that is not planned yet."""

    ronde: int | None
    wacht: bool
    wacht_tot: date | None
    ingang: date | None
    uitleg: str


def plaats(soort: Proceduresoort, ronden: Sequence[Rondedata], dag: date) -> Plaats:
    """Where an application that comes in on `dag` stands on that day."""
    if soort.doorlopend:
        return Plaats(None, wacht=False, wacht_tot=None, ingang=dag, uitleg="Aanmelden kan op elke dag.")
    current = next((one for one in ronden if one.is_open(dag)), None)
    if current:
        text = f"{current.naam[:1].upper()}{current.naam[1:]} is open."
        return Plaats(current.nummer, wacht=False, wacht_tot=None, ingang=current.ingang, uitleg=text)
    later = min((one for one in ronden if one.van > dag), key=lambda one: one.van, default=None)
    if later:
        text = f"Er is nu geen ronde open. De aanvraag wacht op {later.naam}, die op {later.van:%d-%m-%Y} begint."
        return Plaats(later.nummer, wacht=True, wacht_tot=later.van, ingang=later.ingang, uitleg=text)
    text = "Er is nu geen ronde open. De aanvraag wacht tot de regio een volgende ronde plant."
    return Plaats(None, wacht=True, wacht_tot=None, ingang=None, uitleg=text)
