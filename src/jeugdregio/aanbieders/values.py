# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the register holds about a provider. Periods are half-open: `tot` is the first day after, None is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models


class Rechtsvorm(models.TextChoices):
    """The legal form of a provider (Handelsregister)."""

    STICHTING = "stichting", "stichting"
    BV = "bv", "besloten vennootschap (bv)"
    NV = "nv", "naamloze vennootschap (nv)"
    COOPERATIE = "cooperatie", "coöperatie"
    VERENIGING = "vereniging", "vereniging"
    MAATSCHAP = "maatschap", "maatschap"
    VOF = "vof", "vennootschap onder firma (vof)"
    EENMANSZAAK = "eenmanszaak", "eenmanszaak"
    ONBEKEND = "onbekend", "onbekend"


class Eenheid(models.TextChoices):
    """What a count counts."""

    AANBIEDER = "aanbieder", "aanbieders, elk één keer"
    VERMELDING = "vermelding", "regels op lijsten"
    UITVOERDER = "uitvoerder", "uitvoerders: de leden in plaats van hun coöperatie"


@dataclass(frozen=True)
class Inschrijving:
    """A provider (`agb`: eight digits) and, for a subcontractor, the AGB codes of whom it works for."""

    agb: str
    kvk: str
    naam: str
    rechtsvorm: Rechtsvorm = Rechtsvorm.ONBEKEND
    gecertificeerd: bool = False
    hoofdaannemers: Sequence[str] = ()
    cooperaties: Sequence[str] = ()
    begonnen_op: date | None = None
    gemeld_op: date | None = None


@dataclass(frozen=True)
class Organisatie:
    """A provider as it is shown; those it works for and those that work for it are (AGB code, name)."""

    agb: str
    kvk: str
    naam: str
    rechtsvorm: str = ""
    hoofdaannemers: tuple[tuple[str, str], ...] = ()
    onderaannemers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Voorwaarde:
    """One condition of a count: a property, the values of which one is enough (none: any), and whether it is turned."""

    kenmerk: str
    een_van: tuple[str, ...] = ()
    niet: bool = False


@dataclass(frozen=True)
class Definitie:
    """A saved count: what it counts and under which conditions (`tellen`), about which day (None: the day asked)."""

    code: str
    naam: str
    omschrijving: str
    eenheid: Eenheid
    voorwaarden: tuple[tuple[Voorwaarde, ...], ...]
    peildatum: date | None
    bron: str


@dataclass(frozen=True)
class Geteld:
    """One that was counted; `regel` is the list of the line when lines are counted."""

    agb: str
    naam: str
    regel: str = ""


@dataclass(frozen=True)
class Telling:
    """A number of providers and the names behind it, in order of name."""

    definitie: Definitie
    geteld: tuple[Geteld, ...]

    @property
    def aantal(self) -> int:
        """The number."""
        return len(self.geteld)

    @property
    def dubbel(self) -> tuple[str, ...]:
        """The names that are counted more than once."""
        every = [one.naam for one in self.geteld]
        return tuple(sorted({name for name in every if every.count(name) > 1}))


@dataclass(frozen=True)
class Verschil:
    """What two counts do not share, by name, and how many they do."""

    alleen_een: tuple[Geteld, ...]
    alleen_ander: tuple[Geteld, ...]
    beide: int


class Oordeel(models.TextChoices):
    """The outcome of the test for internal supervision (L16)."""

    VOLDOET = "voldoet", "voldoet"
    NOG_TIJD = "nog_tijd", "heeft nog tijd"
    VOLDOET_NIET = "voldoet_niet", "voldoet niet"
    NIET_VERPLICHT = "niet_verplicht", "niet verplicht"
    ONBEKEND = "onbekend", "niet bekend"


@dataclass(frozen=True)
class Toezicht:
    """What a source says on a day; None is that it does not say."""

    peildatum: date
    aanwezig: bool | None
    hulpverleners: int | None
    verblijf: bool | None
    bron: str


@dataclass(frozen=True)
class Toezichtoordeel:
    """Whether it is a duty and whether it is there (None: unknown); `uiterlijk` is the day by which it must be."""

    oordeel: Oordeel
    verplicht: bool | None
    aanwezig: bool | None
    uiterlijk: date | None
    laatste: Toezicht | None


@dataclass(frozen=True)
class Aandeel:
    """A share in thousandths over those of which it is known; None when nothing is known."""

    wel: int
    niet: int
    onbekend: int
    promille: int | None


@dataclass(frozen=True)
class Jaarcijfers:
    """The public accounts of one provider over a year, in eurocents; None was not published."""

    agb: str
    jaar: int
    gedeponeerd_op: date
    jeugdomzet_cent: int | None
    opbrengsten_cent: int | None
    nettoresultaat_cent: int | None
    eigen_vermogen_cent: int | None
    balanstotaal_cent: int | None
    vlottende_activa_cent: int | None
    kortlopende_schulden_cent: int | None
    bron: str


BEDRAGEN = {
    "Jeugdomzet": "jeugdomzet_cent",
    "Opbrengsten": "opbrengsten_cent",
    "Nettoresultaat": "nettoresultaat_cent",
    "Eigen vermogen": "eigen_vermogen_cent",
    "Balanstotaal": "balanstotaal_cent",
    "Vlottende activa": "vlottende_activa_cent",
    "Kortlopende schulden": "kortlopende_schulden_cent",
}
"""The amounts of yearly accounts by their Dutch name: the field of `Jaarcijfers`."""


@dataclass(frozen=True)
class Inschrijfregel:
    """One row of the register as it is listed; chains are AGB codes with names, on the day asked for."""

    agb: str
    kvk: str
    naam: str
    rechtsvorm: Rechtsvorm
    gecertificeerd: bool
    begonnen_op: date | None
    gemeld_op: date | None
    keten: tuple[str, ...]
    toezicht: Toezichtoordeel


@dataclass(frozen=True)
class Band:
    """A link of a chain: the other one, what it is to this provider, and the period."""

    agb: str
    naam: str
    rol: str
    van: date | None
    tot: date | None


@dataclass(frozen=True)
class Vestigingsregel:
    """A branch of a provider."""

    nummer: str
    naam: str
    plaats: str
    agb: str | None
    van: date | None
    tot: date | None


@dataclass(frozen=True)
class Vermeldingsregel:
    """A line on a list, and what the provider is called there."""

    lijst: str
    naam: str
    aanduiding: str
    bron: str
    van: date | None
    tot: date | None


@dataclass(frozen=True)
class Kaart:
    """All that the register holds about one provider."""

    regel: Inschrijfregel
    banden: tuple[Band, ...]
    vestigingen: tuple[Vestigingsregel, ...]
    vermeldingen: tuple[Vermeldingsregel, ...]
    toezicht: tuple[Toezicht, ...]
