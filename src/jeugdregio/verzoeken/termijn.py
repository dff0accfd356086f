# SPDX-License-Identifier: EUPL-1.2
"""When a request has to be answered (termijnen of iJw 3.2; OP274, OP346, OP359)."""

from datetime import date

from jeugdregio.core.termijnen import weken_na, werkdagen_na
from jeugdregio.verzoeken.values import IN_ONDERZOEK

EERSTE_ANTWOORD_WERKDAGEN = 5
BESLUIT_WEKEN = 8
WOONPLAATS_WEKEN = 2


def uiterlijk(status: str, *, ontvangen: date, dagtekening: date) -> date:
    """
    The last day to answer a request that is open.

    The first answer counts from the day it came, the decision after an investigation from its Dagtekening.
    """
    if status == IN_ONDERZOEK:
        return weken_na(dagtekening, BESLUIT_WEKEN)
    return werkdagen_na(ontvangen, EERSTE_ANTWOORD_WERKDAGEN)


def woonplaats_uiterlijk(ontvangen: date) -> date:
    """The last day to refuse because another municipality is responsible; the standard names no other start."""
    return weken_na(ontvangen, WOONPLAATS_WEKEN)
