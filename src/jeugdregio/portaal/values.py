# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a provider can declare, as the portal proposes it."""

from dataclasses import dataclass
from datetime import date

from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.values import Toegekend
from jeugdregio.toewijzingen.values import Toegewezen


@dataclass(frozen=True)
class Declareerbaar:
    """A product that may be declared on an allocation, in the unit in which the portal declares it."""

    categorie: str
    code: str
    eenheid: str
    omschrijving: str
    tarief: Tariefgegevens

    @property
    def sleutel(self) -> str:
        """How a form and a spreadsheet name it."""
        return f"{self.categorie}-{self.code}"


@dataclass(frozen=True)
class Voorstelregel:
    """
    One allocation in one month; both days are included.

    `volume` is the proposal in the unit of the first product, empty when the allocation says nothing about a
    month. `toegekend` are the lines that were granted before and can be credited.
    """

    toewijzing: Toegewezen
    maand: Maand
    begin: date
    einde: date
    producten: tuple[Declareerbaar, ...]
    volume: int | None
    toegekend: tuple[Toegekend, ...]

    @property
    def sleutel(self) -> str:
        """How the form names this line."""
        return f"{self.toewijzing.nummer}-{self.maand}"

    def product(self, sleutel: str) -> Declareerbaar | None:
        """The product with this key; the only one when there is no choice."""
        if len(self.producten) == 1:
            return self.producten[0]
        return next((one for one in self.producten if one.sleutel == sleutel), None)


@dataclass(frozen=True)
class Gekozen:
    """One debit line as the provider wants it: volume in the unit of the product (cents for unit 83)."""

    regel: Voorstelregel
    product: Declareerbaar
    volume: int
