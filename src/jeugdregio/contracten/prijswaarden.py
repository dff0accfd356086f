# SPDX-License-Identifier: EUPL-1.2
"""What segments, profiles, funding variants and tariffs that follow on each other look like outside; see `values`."""

from dataclasses import dataclass
from datetime import date

from jeugdregio.core.money import round_half_up


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


@dataclass(frozen=True)
class Maandafspraakgegevens:
    """
    Which broken months of a product count at a tariff per month (IV078), in [van, tot); without an end `tot` is None.

    `eerste` is the month in which an allocation begins after its first day, `laatste` the one in which it ends early.
    """

    categorie: str
    code: str
    van: date
    tot: date | None
    eerste: bool
    laatste: bool
    bron: str

    @property
    def zin(self) -> str:
        """What is agreed, in Dutch."""
        return _GEBROKEN[self.eerste, self.laatste]


_GEBROKEN = {
    (True, True): "de eerste en de laatste tellen helemaal",
    (False, True): "de eerste telt niet, de laatste telt helemaal",
    (True, False): "de eerste telt helemaal, de laatste telt niet",
    (False, False): "de eerste en de laatste tellen niet",
}


UUR = "04"


@dataclass(frozen=True)
class Minuuttarief:
    """What an hour costs per minute, in whole cents (IV081), and whether sixty of those are the hour again (TO-23)."""

    cent: int
    past: bool


def telt_per_uur(eenheid: str, per_uur: bool) -> bool:
    """Whether a tariff is per hour, by its unit or because it says so: minutes can be declared on it (IV081)."""
    return per_uur or eenheid == UUR


def minuuttarief(uurtarief_cent: int) -> Minuuttarief:
    """
    The tariff per minute of a tariff per hour, in cents, half up (IV081).

    Providers write this tariff on a line in minutes. Where it does not fit on whole cents, it is rounded, and sixty
    times the tariff on the line is not the tariff of the contract; the amount is worked out from the hour.
    """
    return Minuuttarief(round_half_up(uurtarief_cent, 60), uurtarief_cent % 60 == 0)


@dataclass(frozen=True)
class Opvolging:
    """
    A tariff that follows on another: the new one, what the old one costs, and where that one ends by itself.

    `eerder_tot` is None without an end; equal to `nieuw.van` it ends there anyway, later it is cut.
    """

    nieuw: Tariefgegevens
    oud_cent: int
    eerder_tot: date | None


@dataclass(frozen=True)
class Segmenttekst:
    """What a source says that a segment is, in a period; without an end `tot` is None."""

    tekst: str
    van: date | None
    tot: date | None
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Segmentgegevens:
    """A segment of the purchase: the rule of its prices (`Prijsregel`), and what the sources say that it is (K08)."""

    code: str
    naam: str
    prijsregel: str
    definities: tuple[Segmenttekst, ...] = ()


@dataclass(frozen=True)
class Profielgegevens:
    """A support profile in a segment; `code` is what a product points at, such as `5:midden`."""

    code: str
    nummer: int
    segment: str
    naam: str
    verzonnen: bool
    soort: str
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Betaling:
    """A product that pays `gewicht` of the parts of a profile; with `stopreden` only at that result (TO-25)."""

    profiel: str
    categorie: str
    code: str
    gewicht: int
    stopreden: str
    bron: str


@dataclass(frozen=True)
class Financiering:
    """A funding variant (S37); `ijw` is None where the source does not say whether the messages are due (L08)."""

    code: str
    naam: str
    variant: str
    ijw: bool | None
    declareren: str
    afrekenen: str
    verantwoorden: str
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Bekostigd:
    """The funding variant of a product in a period; without an end `tot` is None."""

    categorie: str
    code: str
    financiering: str
    van: date
    tot: date | None
    bron: str


@dataclass(frozen=True)
class Prijsregelproduct:
    """A product as it is priced: its profile and segment, the rule of its price in Dutch, and its funding variant."""

    product: Productgegevens
    profielnaam: str
    nummer: int | None
    segment: str
    segmentnaam: str
    prijsregel: str
    financiering: str
    gewicht: int | None
    stopreden: str


@dataclass(frozen=True)
class Tariefgat:
    """Days [van, tot) in a running contract of a provider on which a product of his has no tariff."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str
    van: date
    tot: date
