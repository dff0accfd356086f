# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The month report of a municipality: whole cents, and every figure has a definition (`definities`)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand


@dataclass(frozen=True)
class Cijfers:
    """Amounts of one slice of a municipality, in cents; the names are the keys of `definities`."""

    ingediend_cent: int = 0
    toegekend_cent: int = 0
    afgewezen_cent: int = 0
    te_betalen_cent: int = 0
    verplicht_cent: int = 0

    def __add__(self, other: "Cijfers") -> "Cijfers":
        return Cijfers(
            self.ingediend_cent + other.ingediend_cent,
            self.toegekend_cent + other.toegekend_cent,
            self.afgewezen_cent + other.afgewezen_cent,
            self.te_betalen_cent + other.te_betalen_cent,
            self.verplicht_cent + other.verplicht_cent,
        )

    @property
    def verwacht_cent(self) -> int:
        """What the year will cost as far as known: granted and committed."""
        return self.toegekend_cent + self.verplicht_cent

    @property
    def elders_geboekt_cent(self) -> int:
        """Granted for care in this period but booked in another, because its month was closed."""
        return self.ingediend_cent - self.afgewezen_cent - self.toegekend_cent


@dataclass(frozen=True)
class Regel:
    """One line of the report: now, and as it was one month before (`vorig`)."""

    sleutel: str
    naam: str
    nu: Cijfers
    vorig: Cijfers


@dataclass(frozen=True)
class OpenEinde:
    """Allocations without a maximum (S60): how many, what they may cost, how many have no value at all."""

    toewijzingen: int = 0
    verplicht_cent: int = 0
    zonder_waarde: int = 0

    def __add__(self, other: "OpenEinde") -> "OpenEinde":
        return OpenEinde(
            self.toewijzingen + other.toewijzingen,
            self.verplicht_cent + other.verplicht_cent,
            self.zonder_waarde + other.zonder_waarde,
        )


@dataclass(frozen=True)
class Circulairegegevens:
    """A publication that budgets are taken from; no source gives its day, so `maand` is a month."""

    code: str
    naam: str
    maand: Maand
    grondslag: str
    bron: str
    opmerking: str = ""


@dataclass(frozen=True)
class Budgetversie:
    """One version of a budget in cents, with the band of its rounding; it counts from `vanaf` until the next."""

    gemeente: str
    jaar: int
    vanaf: date
    naam: str
    bedrag_cent: int
    laag_cent: int
    hoog_cent: int
    ongeveer: bool
    bron: str
    circulaire: str = ""

    @property
    def in_rapport(self) -> "Rapportversie":
        """What a report keeps of it."""
        return Rapportversie(
            self.naam, self.bron, self.vanaf.isoformat(), self.laag_cent, self.hoog_cent, self.ongeveer
        )


@dataclass(frozen=True)
class Budgetdeel:
    """A part of a version: of a segment, a product category in it, or a product; all empty is what was not divided."""

    segment: str
    categorie: str
    code: str
    bedrag_cent: int

    @property
    def sleutel(self) -> tuple[str, str, str]:
        """What it is of."""
        return self.segment, self.categorie, self.code


@dataclass(frozen=True)
class Rapportversie:
    """The version of the budget that a report was made with; of a region the sum of the bands of all."""

    naam: str
    bron: str
    vanaf: str
    laag_cent: int
    hoog_cent: int
    ongeveer: bool


@dataclass(frozen=True)
class MaandRapport:
    """
    The exhaustion of the youth budget of one municipality (or the region), from January up to `maand`.

    `budget_cent` is None when no budget is known: then there are no percentages either. `budgetversie` is the version
    that counted on the last day of the month; None in reports that were frozen before budgets had versions.
    """

    gemeente: str
    naam: str
    maand: Maand
    budget_cent: int | None
    totaal: Regel
    per_categorie: tuple[Regel, ...]
    per_aanbieder: tuple[Regel, ...]
    open_einde: OpenEinde
    open_einde_vorig: OpenEinde
    budgetversie: Rapportversie | None = None

    @property
    def peildatum(self) -> date:
        """The first day after the month: what is committed is counted from here."""
        return self.maand.einde

    def promille(self, bedrag_cent: int) -> int | None:
        """An amount as thousandths of the budget of the year, half up; None without a budget."""
        return round_half_up(bedrag_cent * 1000, self.budget_cent) if self.budget_cent else None

    @property
    def uitputting_promille(self) -> int | None:
        """Granted as thousandths of the budget."""
        return self.promille(self.totaal.nu.toegekend_cent)

    @property
    def uitputting_vorig_promille(self) -> int | None:
        """The same, one month before."""
        return self.promille(self.totaal.vorig.toegekend_cent)

    @property
    def verwacht_promille(self) -> int | None:
        """Granted and committed as thousandths of the budget."""
        return self.promille(self.totaal.nu.verwacht_cent)

    @property
    def verwacht_vorig_promille(self) -> int | None:
        """The same, one month before."""
        return self.promille(self.totaal.vorig.verwacht_cent)

    @property
    def meer_dan_budget(self) -> bool:
        """Whether what is granted and committed no longer fits: seen before an invoice has come (S60)."""
        return self.budget_cent is not None and self.totaal.nu.verwacht_cent > self.budget_cent

    def naar_json(self) -> dict[str, Any]:
        """As plain values that `uit_json` turns into an equal report."""
        return {**asdict(self), "maand": str(self.maand)}

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, Any]) -> "MaandRapport":
        """The report that `naar_json` was asked of; raises `KeyError` or `TypeError` for anything else."""
        return cls(
            gemeente=inhoud["gemeente"],
            naam=inhoud["naam"],
            maand=Maand.lees(inhoud["maand"]),
            budget_cent=inhoud["budget_cent"],
            totaal=_regel(inhoud["totaal"]),
            per_categorie=tuple(_regel(regel) for regel in inhoud["per_categorie"]),
            per_aanbieder=tuple(_regel(regel) for regel in inhoud["per_aanbieder"]),
            open_einde=OpenEinde(**inhoud["open_einde"]),
            open_einde_vorig=OpenEinde(**inhoud["open_einde_vorig"]),
            budgetversie=Rapportversie(**version) if (version := inhoud.get("budgetversie")) else None,
        )


def _regel(inhoud: Mapping[str, Any]) -> Regel:
    return Regel(inhoud["sleutel"], inhoud["naam"], Cijfers(**inhoud["nu"]), Cijfers(**inhoud["vorig"]))


@dataclass(frozen=True)
class Productregel:
    """The figures of one product from January up to a month, and the part of the budget in which it falls."""

    deel: tuple[str, str, str]
    segment: str
    categorie: str
    code: str
    nu: Cijfers


@dataclass(frozen=True)
class Deelregel:
    """A part of the budget, and what fell in it."""

    deel: Budgetdeel
    nu: Cijfers

    @property
    def over_cent(self) -> int:
        """The part less what is granted and committed; below nought is too much."""
        return self.deel.bedrag_cent - self.nu.verwacht_cent


@dataclass(frozen=True)
class Verdeling:
    """
    The exhaustion of one municipality by part and by product; both sum to the month report, to the cent.

    `versie` is None when no budget is known. A version that was not divided is one part.
    """

    gemeente: str
    maand: Maand
    versie: Budgetversie | None
    delen: tuple[Deelregel, ...]
    producten: tuple[Productregel, ...]


@dataclass(frozen=True)
class RegioRapport:
    """All municipalities of the region in one month, in order of name, and their total."""

    maand: Maand
    totaal: MaandRapport
    gemeenten: tuple[MaandRapport, ...]


@dataclass(frozen=True)
class Onderregels:
    """
    A page of the rows under a figure; `som_cent` is the sum over all `aantal` rows, not over the page.

    `niet_getoond`: so many rows of the whole figure are not for the asker (ADR 0022).
    """

    kolommen: tuple[str, ...]
    rijen: tuple[tuple[object, ...], ...]
    aantal: int
    som_cent: int
    niet_getoond: int = 0
