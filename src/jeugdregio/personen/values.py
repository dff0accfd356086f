# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. A person as the BRP knows them, in the shape of the house; and the interface of whatever can tell it.

A number of a person is only here as sealed bytes (`core.bsn`). Periods are half-open. Nothing of this is kept.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

__all__ = [
    "Adressoort",
    "BrpGaf",
    "BrpWeigert",
    "Doelbinding",
    "Gezagsdrager",
    "Gezagsoort",
    "Gezagsrelatie",
    "NietAangesloten",
    "NietBereikbaar",
    "Ouder",
    "Personenbron",
    "PersonenbronFout",
    "Persoon",
    "Verblijfplaats",
]


class Doelbinding(StrEnum):
    """What a person is looked up for; goes to the BRP and into the read log in these words."""

    WOONPLAATS = "vaststellen welke gemeente verantwoordelijk is (Jeugdwet, artikel 1.1)"
    GEZIN = "een gezin vastleggen dat jeugdhulp vraagt (Jeugdwet, artikel 2.3)"
    BESLUIT = "een besluit over jeugdhulp bekendmaken en de hulp toewijzen (Jeugdwet, artikel 2.3)"
    GEZAG = "nagaan wie een besluit over de jeugdige mee moet tekenen (Jeugdwet, artikel 7.3.4)"


class Adressoort(StrEnum):
    """What kind of place the BRP names."""

    ADRES = "adres"
    BUITENLAND = "buitenland"
    ONBEKEND = "onbekend"


class Gezagsoort(StrEnum):
    """Who has custody, as the BRP API answers it (its types, in our words)."""

    GEZAMENLIJK_OUDERLIJK = "gezamenlijk ouderlijk gezag"
    EENHOOFDIG_OUDERLIJK = "eenhoofdig ouderlijk gezag"
    GEZAMENLIJK = "gezamenlijk gezag van een ouder en een ander"
    VOOGDIJ = "voogdij"
    TIJDELIJK_GEEN = "tijdelijk geen gezag"
    NIET_TE_BEPALEN = "gezag niet te bepalen"
    GEEN = "geen gezag van toepassing"


@dataclass(frozen=True)
class Verblijfplaats:
    """
    Where someone was registered from `van` up to but not including `tot`; None is not known, or no end.

    `gemeente` is a CBS code of four digits, empty abroad or unknown. `regels` is the address as on an envelope.
    `in_onderzoek`: the municipality doubts it. `niet_op_adres_vanaf`: it was found that the person does not live
    there (any more), the remark of Wet BRP, article 2.26.
    """

    soort: Adressoort
    gemeente: str
    van: date | None
    tot: date | None = None
    regels: tuple[str, ...] = ()
    in_onderzoek: bool = False
    niet_op_adres_vanaf: date | None = None

    def aantekening_op(self, dag: date) -> bool:
        """Whether on this day it was already found that the person does not live at this address."""
        return self.niet_op_adres_vanaf is not None and self.niet_op_adres_vanaf <= dag

    def geldt_op(self, dag: date) -> bool:
        """Whether someone was registered here on this day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag < self.tot)


@dataclass(frozen=True)
class Ouder:
    """
    A parent in law; `aanduiding` is 1 or 2 in the order of the BRP.

    `verzegeld` is empty for who is not in the BRP. `vrouw` None: not known.
    """

    verzegeld: bytes
    naam: str
    vrouw: bool | None
    aanduiding: str


@dataclass(frozen=True)
class Gezagsdrager:
    """Someone who has custody; `verzegeld` is empty for who is not in the BRP, `ouder` is False for anyone else."""

    verzegeld: bytes
    naam: str
    ouder: bool


@dataclass(frozen=True)
class Gezagsrelatie:
    """
    Who has custody over a minor now, and why no more is known (`toelichting`).

    `instelling`: guardianship without a known guardian, as of a certified institution. The BRP tells only of today:
    what custody was on an earlier day comes from the court's register, not from here.
    """

    soort: Gezagsoort
    dragers: tuple[Gezagsdrager, ...] = ()
    toelichting: str = ""

    @property
    def instelling(self) -> bool:
        """Guardianship of whom the BRP has no person."""
        return self.soort is Gezagsoort.VOOGDIJ and not self.dragers


@dataclass(frozen=True)
class Persoon:
    """
    Someone in the BRP today. `geheim`: the address may not be given to others, so never show it without need.

    `geboortedatum` is None when not fully known. `verblijfplaats` is None when none may be told.
    """

    verzegeld: bytes
    voornamen: str
    voorvoegsel: str
    achternaam: str
    geboortedatum: date | None
    vrouw: bool | None
    gemeente: str
    verblijfplaats: Verblijfplaats | None
    ouders: tuple[Ouder, ...] = ()
    gezag: tuple[Gezagsrelatie, ...] = ()
    geheim: bool = False
    overleden: bool = False

    @property
    def naam(self) -> str:
        """Given names, prefix and family name."""
        return " ".join(filter(None, (self.voornamen, self.voorvoegsel, self.achternaam)))

    @property
    def moeder(self) -> Ouder | None:
        """
        The mother for article 1.1: the parent who is a woman, the first of two.

        None when the BRP names no woman as parent; then nobody guesses.
        """
        return next((one for one in self.ouders if one.vrouw), None)


class Personenbron(Protocol):
    """
    Whatever can tell of a person: the BRP, or invented people with the same answers.

    Every method raises `PersonenbronFout`. `bsn` is open here and nowhere above.
    """

    def personen(self, bsn: str, *, wie: str, doel: str) -> Persoon | None:
        """Someone as registered now; None when there is nobody. `wie` is the municipality that asks."""

    def verblijfplaatsen(self, bsn: str, *, van: date, tot: date, wie: str, doel: str) -> tuple[Verblijfplaats, ...]:
        """Where someone was registered in [`van`, `tot`), oldest first; empty when there is nobody."""


class PersonenbronFout(Exception):
    """Raised when nobody could be looked up; the text says in Dutch what to do and never of whom it was."""


class NietAangesloten(PersonenbronFout):
    """Raised when no BRP was set up and the number is not of an invented person."""

    def __init__(self) -> None:
        super().__init__("De BRP is niet aangesloten. Vul de gegevens zelf in, of vraag de beheerder om BRP_URL.")


class NietBereikbaar(PersonenbronFout):
    """Raised when the BRP gave no answer in time, or says that it is out of order."""

    def __init__(self) -> None:
        super().__init__("De BRP geeft nu geen antwoord. Probeer het straks opnieuw, of vul de gegevens zelf in.")


class BrpWeigert(PersonenbronFout):
    """Raised when the BRP refuses the question: a key that is wrong, no authorisation, too many questions."""

    def __init__(self, waarom: str) -> None:
        super().__init__(f"De BRP weigert de vraag: {waarom}. Vraag de beheerder naar de aansluiting.")


class BrpGaf(PersonenbronFout):
    """Raised when the answer of the BRP is not in the shape that was agreed."""

    def __init__(self) -> None:
        super().__init__("Het antwoord van de BRP is niet te lezen. Meld het bij de beheerder en vul de gegevens in.")
