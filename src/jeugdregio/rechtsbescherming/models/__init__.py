# SPDX-License-Identifier: EUPL-1.2
"""Requests of the people concerned, complaints and calamities with their steps, what was learnt, and participation."""

from jeugdregio.rechtsbescherming.models.inspraak import Adviesregel, Adviesvraag, Inspraakstuk
from jeugdregio.rechtsbescherming.models.melding import Klachttelling, Melding, Meldingprotocol, Meldingstap, Regelproef
from jeugdregio.rechtsbescherming.models.verzoek import Correctie, Nagekomen, Rechtsverzoek

__all__ = [
    "Adviesregel",
    "Adviesvraag",
    "Correctie",
    "Inspraakstuk",
    "Klachttelling",
    "Melding",
    "Meldingprotocol",
    "Meldingstap",
    "Nagekomen",
    "Rechtsverzoek",
    "Regelproef",
]
