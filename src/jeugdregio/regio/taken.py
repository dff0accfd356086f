# SPDX-License-Identifier: EUPL-1.2
"""
The tasks that the region does for its municipalities, each with the period in which it was on the list (S06).

The region offers them apart from each other: a municipality takes a task, or does it itself. All are executive
tasks; policy stays with the municipalities.
"""

from dataclasses import dataclass
from datetime import date

from jeugdregio.core.source import Source

EERSTE_LIJST, TWEEDE_LIJST = date(2015, 1, 1), date(2020, 1, 1)
INKOOP, CONTRACTMANAGEMENT, FACTURATIE = "inkoop", "contractmanagement", "facturatie"
MONITORING, LEREN = "monitoring", "leren"
BETALINGEN, RAPPORTAGES = "betalingen", "rapportages"


@dataclass(frozen=True)
class Taak:
    """One task in [van, tot); `tot` None is open. `gevolg` says what a municipality that does it itself will see."""

    code: str
    naam: str
    gevolg: str
    van: date
    tot: date | None
    source: Source

    def geldt(self, dag: date) -> bool:
        """Whether the task is on the list on this day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


_TOEN = Source("Taken van de bedrijfsvoeringsorganisatie", "003 §2.2")
_NU = Source("Taken van de regio", "002 §2.4.1")
TAKEN = (
    Taak(
        INKOOP,
        "Inkoop",
        "De gemeente koopt zelf in.",
        EERSTE_LIJST,
        None,
        _TOEN,
    ),
    Taak(BETALINGEN, "Betalingen", "De gemeente betaalt zelf.", EERSTE_LIJST, TWEEDE_LIJST, _TOEN),
    Taak(
        RAPPORTAGES,
        "Financiële rapportages",
        "De gemeente maakt haar eigen rapportages.",
        EERSTE_LIJST,
        TWEEDE_LIJST,
        _TOEN,
    ),
    Taak(
        FACTURATIE,
        "Facturatie en bekostiging",
        "Declaraties over maanden vanaf deze datum gaan ongezien door naar de gemeente. Zij beoordeelt, antwoordt en "
        "betaalt zelf.",
        TWEEDE_LIJST,
        None,
        _NU,
    ),
    Taak(
        MONITORING,
        "Monitoring en sturing",
        "Het rapport van de regio telt de gemeente vanaf deze maand niet mee; haar eigen rapport blijft.",
        TWEEDE_LIJST,
        None,
        _NU,
    ),
    Taak(
        CONTRACTMANAGEMENT,
        "Contractmanagement",
        "De gemeente spreekt zelf met haar aanbieders.",
        TWEEDE_LIJST,
        None,
        _NU,
    ),
    Taak(LEREN, "Gezamenlijk leren", "De gemeente leert op haar eigen manier.", TWEEDE_LIJST, None, _NU),
)


def taken_op(dag: date) -> tuple[Taak, ...]:
    """The tasks on the list on this day, in its order."""
    return tuple(taak for taak in TAKEN if taak.geldt(dag))
