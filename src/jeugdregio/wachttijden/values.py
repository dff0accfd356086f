# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Who waits, how long, and whether someone asked if that harms."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.contracten.values import Wachttijdkeuze as Wachttijdkeuze

SCHAADT = {"ja": "ja, het wachten schaadt", "nee": "nee", "weet_niet": "dat is nog niet te zeggen"}


@dataclass(frozen=True)
class Antwoord:
    """The last answer to the question whether waiting harms."""

    schaadt: str
    gevraagd_aan: str
    overbrugging: str
    toelichting: str
    door: str
    gevraagd_op: datetime


@dataclass(frozen=True)
class Wachtende:
    """
    A child that was allocated and did not begin: `sinds` is the first day that is known, `vanaf_verzoek` of what.

    `profiel` is a code of a profile, or `categorie:NN` for a product without one. `opnieuw` is the day on which the
    question is asked again; None when it was never asked, which comes first.
    """

    gemeente: str
    toewijzing_nummer: int
    kind: int
    persoon: str
    naam: str
    geboortedatum: date | None
    aanbieder: str
    profiel: str
    sinds: date
    vanaf_verzoek: bool
    ingang: date
    dagen: int
    antwoord: Antwoord | None
    opnieuw: date | None

    def te_vragen(self, peildatum: date) -> bool:
        """Whether the question is due: never asked, or long ago."""
        return self.opnieuw is None or self.opnieuw <= peildatum


@dataclass(frozen=True)
class Telling:
    """
    A measure counted in days, of one profile and provider (empty: all together).

    None is hidden: fewer than ten children are behind it, or it would give away one that is.
    """

    profiel: str
    aanbieder: str
    maat: str
    aantal: int | None
    mediaan: int | None
    p80: int | None


@dataclass(frozen=True)
class Aanmeldtelling:
    """
    How many wait since they applied and have no allocation yet, of one kind of question (empty: of all).

    `aantal`: all of them, `te_laat`: of whom the term to decide is over; `mediaan`: days, half waits no longer. None is
    hidden: fewer than ten children are behind it, or it would give away one that is.
    """

    onderwerp: str
    aantal: int | None
    te_laat: int | None
    mediaan: int | None
