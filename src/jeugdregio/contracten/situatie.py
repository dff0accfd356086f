# SPDX-License-Identifier: EUPL-1.2
"""
What the contracts of a day come to, per table and all together, and what sources say of that day beside it.

A provider with contracts at two tables is one provider (S21, S51). A sum of ceilings counts the contracts that have
one; what a source gives as budget stands beside it and is never part of a sum.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contracten.models import Bronfeit, Contract, Product, Profiel, Segmentdefinitie, Tarief
from jeugdregio.contracten.values import Bronregel, Contractgegevens, Feitcontrole
from jeugdregio.contracten.vastleggen import gegevens_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

TAFELS: dict[str, str] = {value: str(label) for value, label in Contract.Tafel.choices}
Maat = Bronfeit.Maat


@dataclass(frozen=True)
class Deelsituatie:
    """The contracts of one table (empty: of none) on a day, with whom they are with."""

    tafel: str
    contracten: tuple[Contractgegevens, ...]
    onderaannemers: frozenset[str]
    leden: frozenset[str]

    @property
    def naam(self) -> str:
        """The name of the table."""
        return TAFELS.get(self.tafel, self.tafel)

    @cached_property
    def aanbieders(self) -> frozenset[str]:
        """The AGB codes, each once."""
        return frozenset(one.aanbieder for one in self.contracten)

    @cached_property
    def percelen(self) -> Sequence[tuple[str, int]]:
        """How many contracts there are per lot, the most first."""
        return Counter(one.perceel for one in self.contracten).most_common()

    @property
    def plafond_cent(self) -> int | None:
        """The sum of the ceilings, in cents; None when no contract has one."""
        found = [one.plafond_cent for one in self.contracten if one.plafond_cent is not None]
        return sum(found) if found else None

    @property
    def met_plafond(self) -> int:
        """How many contracts have a ceiling."""
        return sum(one.plafond_cent is not None for one in self.contracten)

    def van(self, *, perceel: str = "", rol: str = "", omvang: str = "") -> tuple[Contractgegevens, ...]:
        """The contracts with these properties; empty is any."""
        return tuple(
            one
            for one in self.contracten
            if perceel in ("", one.perceel) and rol in ("", one.rol) and omvang in ("", one.omvang)
        )


@dataclass(frozen=True)
class Situatie:
    """The contracts of a day: all of them, and per table in the order of the tables."""

    dag: date
    alle: Deelsituatie
    tafels: tuple[Deelsituatie, ...]
    profielen: frozenset[int]

    @cached_property
    def aan_meer_tafels(self) -> frozenset[str]:
        """The AGB codes of who sits at more than one table; a contract without a table is not one."""
        seats = Counter(agb for part in self.tafels if part.tafel for agb in part.aanbieders)
        return frozenset(agb for agb, number in seats.items() if number > 1)

    @cached_property
    def per_contractmanager(self) -> Mapping[str, int]:
        """How many providers each contract manager has, by name."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.alle.contracten:
            found[one.contractmanager].add(one.aanbieder)
        return {name: len(codes) for name, codes in sorted(found.items())}

    def deel(self, tafel: str) -> Deelsituatie:
        """One table, or with an empty code all of them."""
        return next((part for part in self.tafels if part.tafel == tafel and tafel), self.alle)


def situatie(regio: str, dag: date, *, on_behalf_of: Machtiging) -> Situatie:
    """What the contracts of a day come to, as far as they exist for the asker."""
    with namens(on_behalf_of):
        rows = [gegevens_van(row) for row in Contract.objects.filter(regio=regio, geldig__contains=dag)]
        works, joined = aanbieders.onderaannemers_op(dag), aanbieders.leden_op(dag)
        profiles = frozenset(_profielen(regio, dag))
    by_table: dict[str, list[Contractgegevens]] = {tafel: [] for tafel in (*filter(None, TAFELS), "")}
    for one in rows:
        by_table.setdefault(one.tafel, []).append(one)

    def part(tafel: str, found: Sequence[Contractgegevens]) -> Deelsituatie:
        codes = {one.aanbieder for one in found}
        return Deelsituatie(tafel, tuple(found), _parts(works, codes), _parts(joined, codes))

    return Situatie(
        dag, part("", rows), tuple(part(tafel, found) for tafel, found in by_table.items() if found), profiles
    )


def _parts(chains: Sequence[tuple[str, str]], codes: Collection[str]) -> frozenset[str]:
    return frozenset(part for part, whole in chains if whole in codes)


def _profielen(regio: str, dag: date) -> set[int]:
    """The numbers of the profiles that have a price on that day, or that are in a segment that a source describes."""
    described = Segmentdefinitie.objects.filter(segment__regio=regio, geldig__contains=dag).values("segment")
    priced = Tarief.objects.filter(regio=regio, geldig__contains=dag).values("code")
    bought = Product.objects.filter(regio=regio, code__in=priced).values("profiel")
    found = Profiel.objects.filter(Q(segment__in=described) | Q(code__in=bought), regio=regio)
    return set(found.values_list("nummer", flat=True))


@dataclass(frozen=True)
class Bronsom:
    """A sum of amounts that sources give, in cents; `ten_minste` says that it is a lower bound and no total."""

    cent: int
    ten_minste: bool


def budgetsom(feiten: Sequence[Bronregel], tafels: Collection[str]) -> Bronsom | None:
    """
    What sources give as budget for these tables together (TO-19); None when they give none.

    It is a lower bound as soon as a source says "ruim" of a part of it, or says nothing of one of the tables. A budget
    of a lot, or of all tables together, is no part of the sum.
    """
    parts = {one.tafel: one for one in feiten if one.maat == Maat.BUDGET and one.tafel and not one.perceel}
    if not parts:
        return None
    lower = any(one.meer_dan for one in parts.values()) or not set(tafels) <= set(parts)
    return Bronsom(sum(one.waarde for one in parts.values()), lower)


TELLEN: dict[str, Callable[[Situatie, Bronregel], int | None]] = {
    Maat.CONTRACTEN: lambda s, f: len(s.deel(f.tafel).van(perceel=f.perceel)),
    Maat.AANBIEDERS: lambda s, f: len({one.aanbieder for one in s.deel(f.tafel).van(perceel=f.perceel)}),
    Maat.MEER_TAFELS: lambda s, _: len(s.aan_meer_tafels),
    Maat.BUDGET: lambda s, f: s.deel(f.tafel).plafond_cent,
    Maat.HOOFDAANNEMERS: lambda s, f: len(s.deel(f.tafel).van(rol="hoofdaannemer")),
    Maat.ONDERAANNEMERS: lambda s, f: len(s.deel(f.tafel).onderaannemers),
    Maat.OVERGANG: lambda s, f: len(s.deel(f.tafel).van(rol="overgang")),
    Maat.COOPERATIES: lambda s, f: len(s.deel(f.tafel).van(rol="cooperatie")),
    Maat.LEDEN: lambda s, f: len(s.deel(f.tafel).leden),
    Maat.GROOT: lambda s, f: len(s.deel(f.tafel).van(perceel=f.perceel, omvang="groot")),
    Maat.PROFIELEN: lambda s, _: len(s.profielen),
    Maat.CONTRACTMANAGERS: lambda s, _: len(s.per_contractmanager),
}
"""How a figure of a source is counted; None cannot be counted, for no contract has an amount."""


def leg_naast(feiten: Sequence[Bronregel], beeld: Situatie) -> list[Feitcontrole]:
    """What a source says beside what is counted on that day."""
    return [Feitcontrole(one, TELLEN[one.maat](beeld, one)) for one in feiten]


def bronfeiten(regio: str, *, on_behalf_of: Machtiging) -> list[Bronregel]:
    """Every figure that a source gives of the contracts, the oldest day first."""
    with namens(on_behalf_of):
        return [bronregel_van(row) for row in Bronfeit.objects.filter(regio=regio)]


def bronregel_van(row: Bronfeit) -> Bronregel:
    """What a row says."""
    return Bronregel(
        row.situatie, row.peildatum, row.maat, row.tafel, row.perceel, row.waarde, row.meer_dan, row.tekst, row.bron
    )


def leg_bronfeiten_vast(regio: str, feiten: Sequence[Bronregel]) -> None:
    """Make or update these figures of sources, in the transaction of the caller; again changes nothing."""
    Bronfeit.objects.bulk_create(
        [Bronfeit(regio=regio, **vars(one)) for one in feiten],
        update_conflicts=True,
        unique_fields=["regio", "peildatum", "maat", "tafel", "perceel"],
        update_fields=["situatie", "waarde", "meer_dan", "tekst", "bron"],
    )
