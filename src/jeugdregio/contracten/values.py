# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is agreed with providers. Periods are half-open: `tot` is the first day after."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contractgegevens:
    """A contract of one provider (AGB code) for one perceel; `plafond_cent` is None without a ceiling."""

    nummer: str
    aanbieder: str
    perceel: str
    variant: str
    bekostiging: str
    contractmanager: str
    van: date
    tot: date
    plafond_cent: int | None


@dataclass(frozen=True)
class Productgegevens:
    """A product code of the region and the category it belongs to (TR381)."""

    categorie: str
    code: str
    omschrijving: str
    eenheid: str
    variant: str
    profiel: str = ""


@dataclass(frozen=True)
class Tariefgegevens:
    """The price of a product at a provider: cents per `eenheid`, or per hour when `per_uur`; None for unit 83."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str
    van: date
    tot: date
    tarief_cent: int | None
    per_uur: bool = False
