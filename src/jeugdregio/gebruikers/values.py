# SPDX-License-Identifier: EUPL-1.2
"""DOOR: on whose behalf something is read or written."""

from dataclasses import dataclass
from enum import StrEnum


class Rol(StrEnum):
    """What a person does in the region; decides which pages are offered, never which rows are visible."""

    CONTROLLER = "controller"
    TOEGANG = "toegang"
    CONTRACTMANAGER = "contractmanager"
    AANBIEDER = "aanbieder"
    BESTUUR = "bestuur"
    PRIVACY = "privacy"
    VERWERKING = "verwerking"

    @property
    def label(self) -> str:
        """The Dutch name for on the screen."""
        return {
            Rol.CONTROLLER: "Controller gemeente",
            Rol.TOEGANG: "Medewerker toegang",
            Rol.CONTRACTMANAGER: "Contractmanager regio",
            Rol.AANBIEDER: "Backoffice aanbieder",
            Rol.BESTUUR: "Bestuurder",
            Rol.PRIVACY: "Privacyfunctionaris",
            Rol.VERWERKING: "Verwerking",
        }[self]


@dataclass(frozen=True)
class Machtiging:
    """
    The verified identity behind a transaction. At most one of the three organisations is filled.

    `gemeente` is a CBS code of four digits, `aanbieder` an AGB code of eight digits, `regio` the code of
    the regional body. The database decides with these three which rows exist for whoever holds this.
    """

    rol: Rol
    gemeente: str = ""
    aanbieder: str = ""
    regio: str = ""
    account: int | None = None

    def __post_init__(self) -> None:
        filled = [org for org in (self.gemeente, self.aanbieder, self.regio) if org]
        assert len(filled) == 1, "een machtiging hoort bij precies één organisatie"

    @property
    def organisatie(self) -> str:
        """The code of the organisation this acts for."""
        return self.gemeente or self.aanbieder or self.regio


def verwerking(regio: str) -> Machtiging:
    """The batch processing of a region: reads and writes the rows of all its organisations."""
    return Machtiging(rol=Rol.VERWERKING, regio=regio)
