# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a line of the read log says."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jeugdregio.gebruikers.values import Machtiging, Rol


class Resultaat(StrEnum):
    """What came of looking (NEN 7513: outcome of the event)."""

    GETOOND = "getoond"
    GEWEIGERD = "geweigerd"
    NIETS = "niets gevonden"


class Bron(StrEnum):
    """Which way someone came in."""

    WEB = "web"
    API = "api"
    OPDRACHT = "opdracht"


DOELEN = {
    Rol.TOEGANG: "toeleiden naar jeugdhulp",
    Rol.CONTROLLER: "declaraties controleren",
    Rol.CONTRACTMANAGER: "contracten bewaken",
    Rol.AANBIEDER: "jeugdhulp verlenen en declareren",
    Rol.BESTUUR: "besturen",
    Rol.TOEGANG_GEHEIM: "toeleiden naar jeugdhulp",
    Rol.AANBIEDER_GEHEIM: "jeugdhulp verlenen en declareren",
    Rol.PRIVACY: "toezien op het gebruik van gegevens",
    Rol.BEHEERDER: "mensen en rollen beheren",
    Rol.VERTROUWENSPERSOON: "een jeugdige bijstaan als vertrouwenspersoon",
    Rol.TOETSER: "een besluit toetsen als tweede naam",
    Rol.VERWIJZER: "weten hoe het met de eigen verwijzing gaat",
    Rol.GEZINSLID: "het eigen dossier inzien",
    Rol.VERWERKING: "berichten verwerken",
}
"""What someone in this role looks for, when nothing more is said."""


@dataclass(frozen=True)
class Gelezen:
    """
    One thing that someone looked at, and the children in it.

    `personen` are as `core.bsn.persoon` makes them; empty when none was shown. `kenmerk` says which one it was and is
    never a BSN. `doel` is empty for what the role does anyway.
    """

    wat: str
    kenmerk: str = ""
    personen: frozenset[str] = frozenset()
    doel: str = ""
    resultaat: Resultaat = Resultaat.GETOOND


@dataclass
class Leeslijst:
    """
    What is read in the course of one request; written at once, just before the answer leaves.

    `wie` is who reads, once that is known. `doel` is the reason that someone gave for looking outside the own work;
    it goes with everything of this request.
    """

    verzoek: UUID
    bron: Bron = Bron.WEB
    wie: Machtiging | None = None
    sleutel: str = ""
    doel: str = ""
    regels: list[Gelezen] = field(default_factory=list)


@dataclass(frozen=True)
class Ketenhoofd:
    """Where the chain of an organisation ends: the number of its last link and the hash there, as hexadecimal."""

    organisatie: str
    nr: int
    keten: str


@dataclass(frozen=True)
class Breuk:
    """The first link of a chain that is not as it was made; no number when rows have no link at all."""

    organisatie: str
    nr: int | None
    wat: str


@dataclass(frozen=True)
class Controle:
    """What a check of all chains found."""

    hoofden: tuple[Ketenhoofd, ...]
    breuken: tuple[Breuk, ...]


@dataclass(frozen=True)
class Veranderd:
    """
    One change of one row: `oud` and `nieuw` hold the columns that differ; of a row that was deleted `nieuw` is empty.

    `wie` is a name when the asker may know it, otherwise empty; `rol` and `organisatie` are of whoever did it.
    """

    moment: datetime
    wie: str
    rol: str
    organisatie: str
    reden: str
    verwijderd: bool
    oud: dict[str, Any]
    nieuw: dict[str, Any]


@dataclass(frozen=True)
class Ingezien:
    """One row of the read log as a reviewer sees it; `account` is a number, or the name of a key."""

    moment: datetime
    account: str
    rol: str
    doel: str
    wat: str
    kenmerk: str
    persoon: str
    resultaat: str


@dataclass(frozen=True)
class Gezien:
    """On one day someone in this role looked, for this purpose, at these things of one child; nobody is named."""

    dag: date
    rol: str
    doel: str
    wat: tuple[str, ...]
    keren: int
    organisatie: str = ""
