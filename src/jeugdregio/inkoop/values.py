# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What leaves this room. Periods are half-open: `tot` is the first day after. Amounts are eurocents."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jeugdregio.inkoop.soorten import SOORTEN, Proceduresoort, Rechtsbescherming, Toetreding

__all__ = ["SOORTEN", "Proceduresoort", "Rechtsbescherming", "Toetreding"]


@dataclass(frozen=True)
class Eis:
    """A requirement of a procedure, and the evidence that is asked for it."""

    code: str
    eis: str
    bewijs: str


@dataclass(frozen=True)
class Prijs:
    """A product that is asked for; `tarief_cent` is one price for all, None where each provider has its own (S32)."""

    categorie: str
    code: str
    eenheid: str
    omschrijving: str
    profiel: str = ""
    tarief_cent: int | None = None
    per_uur: bool = False


@dataclass(frozen=True)
class Proceduregegevens:
    """A procedure as the region enters it; see the model for what the fields mean."""

    code: str
    naam: str
    soort: str
    omschrijving: str
    perceel: str
    bekostiging: str
    variant: str
    van: date
    tot: date
    bron: str
    eisen: tuple[Eis, ...] = ()
    prijslijst: tuple["Prijs", ...] = ()
    tafel: str = ""
    verlengingsbesluit: str = ""
    gemeente: str = ""
    limiet: int | None = None
    limiet_bron: str = ""
    overgangsdag: date | None = None
    budget_cent: int | None = None
    plafond_promille: int | None = None
    plafond_lezing: str = ""
    referentiejaar: str = ""
    opschortdagen: int = 0
    opschort_bron: str = ""
    bewijzen_nodig: int = 1


@dataclass(frozen=True)
class Inschrijving:
    """What a provider asks: products, perhaps an offer, and why."""

    aanbieder: str
    producten: tuple[str, ...] = ()
    offerte_cent: int | None = None
    onderaannemers: tuple[str, ...] = ()
    clienten: int | None = None
    reden: str = ""
    kenmerk: str = ""
    bewijzen: tuple[tuple[str, str], ...] = ()
    """(code of the requirement, text); `transformatie` is evidence of willingness to transform."""


@dataclass(frozen=True)
class Tariefregel:
    """A product and what it costs, as it stands in an award; `tarief_cent` per `eenheid`, or per hour."""

    categorie: str
    code: str
    eenheid: str
    tarief_cent: int | None
    per_uur: bool = False


@dataclass(frozen=True)
class Termijnvoorstel:
    """How long a contract would last, and why (S28)."""

    van: date
    tot: date
    meerjarig: bool
    redenen: tuple[str, ...]


@dataclass(frozen=True)
class Gunningsvoorstel:
    """What one person proposes about an application and another confirms; refused, only the reasons count."""

    aanvraag: int
    toegelaten: bool
    redenen: str
    van: date | None = None
    tot: date | None = None
    looptijd_reden: str = ""
    plafond_cent: int | None = None
    tarieven: tuple[Tariefregel, ...] = ()
    afwijking: str = ""

    def als_inhoud(self) -> dict[str, Any]:
        """As the content of a proposal."""
        return {
            **{name: getattr(self, name) for name in ("aanvraag", "toegelaten", "redenen", "looptijd_reden")},
            "van": self.van.isoformat() if self.van else "",
            "tot": self.tot.isoformat() if self.tot else "",
            "plafond_cent": self.plafond_cent,
            "tarieven": [vars(one) for one in self.tarieven],
            "afwijking": self.afwijking,
        }

    @classmethod
    def uit_inhoud(cls, inhoud: dict[str, Any]) -> "Gunningsvoorstel":
        """Read back what was proposed."""
        days = {name: date.fromisoformat(inhoud[name]) if inhoud[name] else None for name in ("van", "tot")}
        lines = tuple(Tariefregel(**one) for one in inhoud["tarieven"])
        return cls(**{**inhoud, **days, "tarieven": lines})


@dataclass(frozen=True)
class Toegekend:
    """An award with all that a contract is made of."""

    gunning: int
    aanbieder: str
    procedure: str
    procedurenaam: str
    soort: Proceduresoort
    tafel: str
    perceel: str
    bekostiging: str
    variant: str
    van: date
    tot: date
    looptijd_reden: str
    offerte_cent: int | None
    plafond_cent: int | None
    omvang: str
    afwijking: str
    contract: str
    bekend_op: date
    mag_vanaf: date
    """The first day on which the contract may be made."""
    bezwaar_open: bool
    verlengingsbesluit: str = ""
    tarieven: tuple[Tariefregel, ...] = ()
    onderaannemers: tuple[str, ...] = field(default=())
