# SPDX-License-Identifier: EUPL-1.2
"""
Planted mistakes: each makes one line break one rule (or the two that always go together).

A mistake that does not fit the line (an allocation without a category, say) leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from oordeel import Regel, past

from jeugdregio.core.periode import Maand
from wereld import Product, periodemaximum

if TYPE_CHECKING:
    from stroom import Relatie

Planter = Callable[[Random, "Relatie", Regel, Product, Maand], None]


@dataclass(frozen=True)
class Fout:
    """How to plant a mistake, and how often compared with the others."""

    plant: Planter
    kans: float

    def __call__(self, rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
        """Plant it."""
        self.plant(rng, rel, line, product, maand)


PLANT: dict[str, Fout] = {}


def _fout(kans: float) -> Callable[[Planter], Planter]:
    def register(plant: Planter) -> Planter:
        PLANT[plant.__name__] = Fout(plant, kans)
        return plant

    return register


@_fout(2)
def onbekende_toewijzing(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    line.t, line.nummer, line.codes = None, 90_000_000 + line.nummer, ("TR338",)


@_fout(1)
def onbekend_kind(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    from jeugdregio.demo.bsn import reeks

    for _ in range(20):
        bsn = rng.choice(reeks())
        if bsn not in rel.bekend:
            line.bsn, line.codes = bsn, ("TR304",)
            return


@_fout(0.5)
def toewijzing_van_ander_kind(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    other = rng.choice(rel.toewijzingen)
    if other.bsn != line.bsn:
        line.t, line.nummer, line.codes = other, other.nummer, ("TR304",)


@_fout(2)
def oude_referentie(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if rel.oude_referenties:
        line.referentie, line.codes = rel.oude_referenties.pop(), ("TR314",)


@_fout(6)
def andere_categorie(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    _ander_product(rng, rel, line, product, ("TR339",))


@_fout(6)
def code_uit_andere_categorie(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    category = line.categorie
    _ander_product(rng, rel, line, product, ("TR381",))
    line.categorie = category


def _ander_product(rng: Random, rel: Relatie, line: Regel, product: Product, codes: tuple[str, ...]) -> None:
    assert line.t is not None
    if line.t.categorie is None or line.t.code is not None:
        return
    _vervang(rng, rel, line, [p for p in rel.aanbieder.producten if p.categorie != line.categorie], product, codes)


@_fout(2)
def andere_code(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    assert line.t is not None
    if line.t.code is not None:
        same = [p for p in rel.aanbieder.producten if p.categorie == line.categorie and p != product]
        _vervang(rng, rel, line, same, product, ("TR340",))


def _vervang(
    rng: Random, rel: Relatie, line: Regel, keuze: list[Product], product: Product, codes: tuple[str, ...]
) -> None:
    from stroom import prijs_regel

    keuze = [p for p in keuze if (p.eenheid, p.per_uur) == (product.eenheid, product.per_uur)]
    if keuze:
        other = rng.choice(keuze)
        line.categorie, line.code, line.codes = other.categorie, other.code, codes
        prijs_regel(rel, line, other)


@_fout(1.5)
def andere_eenheid(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    from stroom import prijs_regel

    assert line.t is not None
    if line.t.eenheid == "01" and product.per_uur:
        line.eenheid, line.volume = "04", max(1, line.volume // 60)
    elif line.t.eenheid in ("14", "16", "82", "84"):
        line.eenheid = {"14": "16", "16": "14", "82": "84", "84": "82"}[line.t.eenheid]
    else:
        return
    line.codes = ("TR341",)
    prijs_regel(rel, line, product)


@_fout(2)
def cent_te_veel(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.eenheid != "83":
        line.bedrag, line.codes = line.bedrag + 1, ("TR346",)


@_fout(2)
def ander_tarief(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.tarief is not None:
        line.tarief, line.codes = line.tarief + 7, ("TR418",)
        if not (product.uurtarief and line.eenheid == "01"):
            line.bedrag = line.tarief * line.volume


@_fout(16)
def volgende_maand(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    from stroom import periode, prijs_regel

    assert line.t is not None
    days = periode(line.t, maand.volgende)
    if rel.laat and days:
        line.begin, line.einde = days
        line.codes = ("TR319",)
        prijs_regel(rel, line, product)


@_fout(12)
def te_vroeg(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.begin > maand.begin:
        line.begin, line.codes = maand.begin, ("TR307", "TR387")


@_fout(12)
def te_laat(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.einde < maand.laatste_dag:
        line.einde, line.codes = maand.laatste_dag, ("TR308", "TR388")


@_fout(1.5)
def dag_later_begonnen(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.begin < line.einde:
        line.begin, line.codes = line.begin + timedelta(days=1), ("TR387",)


@_fout(1.5)
def dag_eerder_geeindigd(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    if line.begin < line.einde:
        line.einde, line.codes = line.einde - timedelta(days=1), ("TR388",)


@_fout(2)
def te_veel_in_een_keer(rng: Random, rel: Relatie, line: Regel, product: Product, maand: Maand) -> None:
    from stroom import prijs_regel

    if line.t is not None and line.t.volume is not None and past(line.t, line.eenheid):
        most = periodemaximum(line.t, line.begin, line.einde)
        line.volume = most // (60 if line.eenheid == "04" else 1) + rng.randint(1, 3)
        prijs_regel(rel, line, product)


def _nog_eens(rng: Random, rel: Relatie) -> list[Regel]:
    """A second debit for what is granted already (TR389)."""
    from stroom import regel

    if not rel.levend:
        return []
    key = next(iter(rel.levend))
    old = rel.levend[key] = rel.levend.pop(key)  # to the end of the row: never twice in one message (TR416)
    if old.gecrediteerd or old.t is None:
        return []
    product = next(p for p in rel.aanbieder.producten if p.code == old.code)
    return [regel(rel, old.t, product, old.begin, old.einde, old.volume, old.eenheid)]


def _credit_van_geweigerd(rng: Random, rel: Relatie) -> list[Regel]:
    """A credit of a line that was refused (TR323)."""
    return _credit(rel, rel.geweigerd, "TR323")


def _credit_nog_eens(rng: Random, rel: Relatie) -> list[Regel]:
    """A second credit of the same line (TR390)."""
    return _credit(rel, rel.teruggenomen, "TR390")


def _credit(rel: Relatie, uit: list[Regel], code: str) -> list[Regel]:
    from stroom import credit

    if not uit:
        return []
    line = credit(rel, uit.pop())
    line.codes = (code,)
    return [line]


EXTRA = (_nog_eens, _credit_van_geweigerd, _credit_nog_eens)
