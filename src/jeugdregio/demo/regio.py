# SPDX-License-Identifier: EUPL-1.2
"""
The demo region IJsselland as plain frozen tables, read from `data/*.csv`.

Names, numbers and budgets carry their source in the column `bron`; what starts with "demo:" is
invented. The eleven municipalities, the tables of 2015 and the providers the public documents name
are facts (S02, S21-S25); every other provider has "(verzonnen)" in its name.

205 providers (S51) = 169 contract lines of 2015 (7 + 2 + 113 + 47) less 2 that sit at two tables
(Intermetzo, Karakter), plus 29 subcontractors, plus 9 invented newcomers since 2016. Three of the
newcomers are not counted by the Jeugdautoriteit: 202.

AGB codes are 9990nnnn and KvK numbers 0000nnnn. Neither has a public check digit: the form is eight
digits and nothing more. The KvK range is never issued (the first two digits used to be a district,
01 and up); the AGB range is a choice for this demo. Both are unique and contain the row number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files

ACHT_CIJFERS = re.compile(r"[0-9]{8}")
PRIJSPEIL_2025 = (date(2025, 1, 1), date(2026, 1, 1))
PRIJSPEIL_2026 = (date(2026, 1, 1), date(2027, 1, 1))
INDEX_2026_PROMILLE = 1042  # demo: no index for 2026 has been found, invented
PLATTE_PERCELEN = ("GI",)  # one price for every provider, next to the midden profiles


@dataclass(frozen=True, slots=True)
class Gemeente:
    """One of the eleven; `gebruik_index` 1.00 is the regional average, periods are half-open."""

    code: str
    naam: str
    inwoners: int
    jeugdigen_0_17: int
    jeugdigen_0_22: int
    gebruik_index: float
    jeugdbudget_cent: int
    deelname_van: date
    deelname_tot: date | None
    bron: str
    bron_budget: str


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """A provider; `hoofdaannemer` is set for a subcontractor, which sends no messages itself."""

    nummer: int
    agb: str
    kvk: str
    naam: str
    verzonnen: bool
    rol: str
    grootte: str
    hoofdaannemer: str
    boerderijen: int
    telt_mee_bij_jeugdautoriteit: bool
    bron: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of one provider for one perceel; `plafond_cent` is None where there is no ceiling."""

    nummer: int
    aanbieder: int
    agb: str
    tafel: str
    perceel: str
    financiering: str
    variant: str
    geldig_van: date
    geldig_tot: date
    offerte_cent: int | None
    plafond_cent: int | None
    contractmanager: str
    bron: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product of a perceel; unit 83 (euro) has price 0 and no tariff."""

    code: str
    categorie: str
    omschrijving: str
    eenheid: str
    variant: str
    perceel: str
    basisprijs_2026_cent: int
    profiel: str
    bron: str


@dataclass(frozen=True, slots=True)
class Tarief:
    """The price of a product at a provider in [geldig_van, geldig_tot), in eurocents per unit."""

    contract: int
    agb: str
    categorie: str
    product: str
    eenheid: str
    geldig_van: date
    geldig_tot: date
    tarief_cent: int


@dataclass(frozen=True, slots=True)
class Profiel:
    """One of the twelve support profiles (S32); the names are invented, the sources give none."""

    nummer: int
    naam: str
    naam_verzonnen: bool
    type: str
    producten_midden: tuple[str, ...]
    product_top: str
    prijsregel_midden: str
    prijsregel_top: str
    bron: str


@dataclass(frozen=True, slots=True)
class Zorgboerderij:
    """A care farm behind a cooperative (`cooperatie` is the number of the provider)."""

    cooperatie: int
    naam: str
    bron: str


@dataclass(frozen=True)
class Regio:
    """All tables together, in the order of the files."""

    gemeenten: tuple[Gemeente, ...]
    aanbieders: tuple[Aanbieder, ...]
    contracten: tuple[Contract, ...]
    producten: tuple[Product, ...]
    tarieven: tuple[Tarief, ...]
    profielen: tuple[Profiel, ...]
    zorgboerderijen: tuple[Zorgboerderij, ...]

    @cached_property
    def product(self) -> Mapping[str, Product]:
        """Products by code."""
        return {p.code: p for p in self.producten}

    @cached_property
    def producten_van(self) -> Mapping[str, tuple[str, ...]]:
        """Product codes an AGB code has a contract for."""
        per_perceel: dict[str, list[str]] = {}
        for p in self.producten:
            per_perceel.setdefault(p.perceel, []).append(p.code)
        uit: dict[str, list[str]] = {}
        for c in self.contracten:
            uit.setdefault(c.agb, []).extend(per_perceel[c.perceel])
        return {agb: tuple(codes) for agb, codes in uit.items()}

    @cached_property
    def _tarief(self) -> Mapping[tuple[str, str, int], int]:
        return {(t.agb, t.product, t.geldig_van.year): t.tarief_cent for t in self.tarieven}

    def tarief_cent(self, agb: str, product: str, op: date) -> int:
        """Tariff in eurocents on a date; raises KeyError without a tariff (unit 83 has none)."""
        return self._tarief[agb, product, op.year]

    def agb_codes(self, perceel: str, *, rollen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """AGB codes with a contract for a perceel, optionally only of these roles."""
        rol = {a.agb: a.rol for a in self.aanbieders}
        return tuple(c.agb for c in self.contracten if c.perceel == perceel and (not rollen or rol[c.agb] in rollen))


def rijen(naam: str) -> list[dict[str, str]]:
    """The rows of a file of the demo, as text."""
    tekst = files("jeugdregio.demo").joinpath("data", naam).read_text(encoding="utf-8")
    return list(csv.DictReader(tekst.splitlines()))


def _datum(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def _cent(tekst: str) -> int | None:
    return int(tekst) if tekst else None


def gemeenten() -> tuple[Gemeente, ...]:
    """The eleven municipalities in order of CBS code."""
    return tuple(
        Gemeente(
            code=r["code"],
            naam=r["naam"],
            inwoners=int(r["inwoners"]),
            jeugdigen_0_17=int(r["jeugdigen_0_17"]),
            jeugdigen_0_22=int(r["jeugdigen_0_22"]),
            gebruik_index=float(r["gebruik_index"]),
            jeugdbudget_cent=int(r["jeugdbudget_cent"]),
            deelname_van=date.fromisoformat(r["deelname_van"]),
            deelname_tot=_datum(r["deelname_tot"]),
            bron=r["bron"],
            bron_budget=r["bron_budget"],
        )
        for r in rijen("gemeenten.csv")
    )


def _aanbieders() -> tuple[Aanbieder, ...]:
    uit = tuple(
        Aanbieder(
            nummer=int(r["nummer"]),
            agb=r["agb"],
            kvk=r["kvk"],
            naam=r["naam"],
            verzonnen=r["verzonnen"] == "1",
            rol=r["rol"],
            grootte=r["grootte"],
            hoofdaannemer=r["hoofdaannemer"],
            boerderijen=int(r["boerderijen"]),
            telt_mee_bij_jeugdautoriteit=r["telt_mee_bij_jeugdautoriteit"] == "1",
            bron=r["bron"],
        )
        for r in rijen("aanbieders.csv")
    )
    for a in uit:
        assert ACHT_CIJFERS.fullmatch(a.agb), a.naam
        assert ACHT_CIJFERS.fullmatch(a.kvk), a.naam
    return uit


def _contracten(agb: Mapping[int, str]) -> tuple[Contract, ...]:
    return tuple(
        Contract(
            nummer=int(r["nummer"]),
            aanbieder=int(r["aanbieder"]),
            agb=agb[int(r["aanbieder"])],
            tafel=r["tafel"],
            perceel=r["perceel"],
            financiering=r["financiering"],
            variant=r["variant"],
            geldig_van=date.fromisoformat(r["geldig_van"]),
            geldig_tot=date.fromisoformat(r["geldig_tot"]),
            offerte_cent=_cent(r["offerte_cent"]),
            plafond_cent=_cent(r["plafond_cent"]),
            contractmanager=r["contractmanager"],
            bron=r["bron"],
        )
        for r in rijen("contracten.csv")
    )


def _producten() -> tuple[Product, ...]:
    return tuple(
        Product(
            code=r["code"],
            categorie=r["categorie"],
            omschrijving=r["omschrijving"],
            eenheid=r["eenheid"],
            variant=r["variant"],
            perceel=r["perceel"],
            basisprijs_2026_cent=int(r["basisprijs_2026_cent"]),
            profiel=r["profiel"],
            bron=r["bron"],
        )
        for r in rijen("producten.csv")
    )


def _profielen() -> tuple[Profiel, ...]:
    return tuple(
        Profiel(
            nummer=int(r["nummer"]),
            naam=r["naam"],
            naam_verzonnen=r["naam_verzonnen"] == "1",
            type=r["type"],
            producten_midden=tuple(r["producten_midden"].split("|")),
            product_top=r["product_top"],
            prijsregel_midden=r["prijsregel_midden"],
            prijsregel_top=r["prijsregel_top"],
            bron=r["bron"],
        )
        for r in rijen("profielen.csv")
    )


def prijs_2026_cent(aanbieder: int, product: Product) -> int:
    """
    The 2026 price of a product at a provider (by row number), in eurocents.

    Midden profiles and GI measures cost the same everywhere (S32); elsewhere a provider is up to
    6 percent cheaper or dearer than the base price, fixed by its row number.
    """
    if product.profiel.endswith(":midden") or product.perceel in PLATTE_PERCELEN:
        return product.basisprijs_2026_cent
    afwijking_promille = aanbieder * 37 % 121 - 60
    return (product.basisprijs_2026_cent * (1000 + afwijking_promille) + 500) // 1000


def _tarieven(contracten: tuple[Contract, ...], producten: tuple[Product, ...]) -> tuple[Tarief, ...]:
    uit = []
    for c in contracten:
        for p in producten:
            if p.perceel != c.perceel or p.eenheid == "83":
                continue
            prijs = prijs_2026_cent(c.aanbieder, p)
            vorige = (prijs * 1000 + INDEX_2026_PROMILLE // 2) // INDEX_2026_PROMILLE
            for (van, tot), cent in ((PRIJSPEIL_2025, vorige), (PRIJSPEIL_2026, prijs)):
                geldig_van = max(van, c.geldig_van)
                uit.append(Tarief(c.nummer, c.agb, p.categorie, p.code, p.eenheid, geldig_van, tot, cent))
    return tuple(uit)


def regio_ijsselland() -> Regio:
    """Read all tables; the result is the same on every machine."""
    aanbieders = _aanbieders()
    contracten = _contracten({a.nummer: a.agb for a in aanbieders})
    producten = _producten()
    boerderijen = tuple(Zorgboerderij(int(r["cooperatie"]), r["naam"], r["bron"]) for r in rijen("zorgboerderijen.csv"))
    return Regio(
        gemeenten=gemeenten(),
        aanbieders=aanbieders,
        contracten=contracten,
        producten=producten,
        tarieven=_tarieven(contracten, producten),
        profielen=_profielen(),
        zorgboerderijen=boerderijen,
    )
