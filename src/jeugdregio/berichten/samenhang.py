# SPDX-License-Identifier: EUPL-1.2
"""
What the messages of a batch have to do with each other: what each changes and reads, and the wave that gives.

Most messages share nothing with another. In a batch of declaraties those are found with whole columns at a
time, and only the rest is gone through one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from jeugdregio.berichten.golven import Golven
from jeugdregio.berichten.values import Soort

if TYPE_CHECKING:
    from jeugdregio.berichten.partij import Kop

Tabellen = dict[str, pa.Table]
Getallen = npt.NDArray[np.int64]

REFERENTIE = "product_referentie_referentie_nummer"
VORIGE = "product_referentie_vorig_referentie_nummer"
PERIODE = ("product_periode_begindatum", "product_periode_einddatum")
PRODUCT = "product_code"


@dataclass(slots=True)
class Sleutels:
    """What one message changes and depends on, for its wave."""

    schrijft: list[object] = field(default_factory=list)
    leest: list[object] = field(default_factory=list)
    verbruikt: Sequence[object] = ()
    maand: tuple[object, date] | None = None


def geef_golven(koppen: Sequence[Kop], tabellen: dict[Soort, Tabellen]) -> bool:
    """Give every message its wave; tell whether some JW323 uses one reference for two lines (TR314)."""
    chosen: Iterable[int] = range(len(koppen))
    double = False
    looked_at = tabellen
    if Soort.JW323 in tabellen:
        lines = Declaratieregels(koppen, tabellen[Soort.JW323])
        double = lines.dubbele_referenties
        if len(tabellen) == 1:
            chosen = sorted(lines.samenhangend)
            looked_at = {Soort.JW323: lines.waar_het_om_gaat()}
    keys = {place: Sleutels() for place in chosen}
    for place, key in keys.items():
        kop = koppen[place]
        key.schrijft.append(("identificatie", kop.gemeente, kop.afzender, kop.soort, kop.identificatie))
    for soort, tables in looked_at.items():
        if keys:
            _KEYS[soort](koppen, tables, keys)
    if Soort.JW323 in tabellen:
        for place, uses in lines.verbruik(keys):
            keys[place].verbruikt = uses
    golven = Golven()
    for place, kop in enumerate(koppen):
        own = keys.get(place)
        kop.golf = 1 if own is None else golven.golf(own.schrijft, own.leest, own.maand, own.verbruikt)
    return double


class Declaratieregels:
    """The lines of the declaratie messages of a batch, as columns of whole numbers that can be compared at once."""

    def __init__(self, koppen: Sequence[Kop], tables: Tabellen) -> None:
        self.koppen = koppen
        self.tables = tables
        lines = tables["prestatie"]
        self.bericht = lines.column("bericht").to_numpy().astype(np.int64)
        self.nummer = lines.column("toewijzing_nummer").to_numpy()
        self.gemeente = _numbered([kop.gemeente for kop in koppen])[self.bericht]
        self.toewijzing = self.gemeente * 2_147_483_647 + self.nummer
        self.prestatie = self.nummer + sum(
            lines.column(name).combine_chunks().cast(pa.int32()).to_numpy().astype(np.int64) * prime
            for name, prime in zip(PERIODE, (1_000_000_007, 998_244_353), strict=True)
        )
        products = pc.dictionary_encode(lines.column(PRODUCT).combine_chunks()).indices
        self.prestatie += pc.fill_null(products, -1).to_numpy().astype(np.int64) * 982_451_653
        """Whole numbers, equal for lines of one product on one allocation in one period; seldom for others too."""
        own, previous = (lines.column(name).combine_chunks() for name in (REFERENTIE, VORIGE))
        coded = pc.dictionary_encode(pa.concat_arrays([own, previous.drop_null()]))
        self.codes = coded.indices.to_numpy()
        self.credit = previous.is_valid().to_numpy(zero_copy_only=False)
        self.aantal_referenties = len(coded.dictionary)

    @property
    def dubbele_referenties(self) -> bool:
        """Whether one message uses a reference twice."""
        own = self.bericht * self.aantal_referenties + self.codes[: len(self.bericht)]
        return bool(len(np.unique(own)) < len(own))

    @cached_property
    def gedeeld(self) -> npt.NDArray[np.bool_]:
        """Per line: whether its prestatie or a reference in it occurs in another message too."""
        pairs = _numbered([(kop.gemeente, kop.aanbieder) for kop in self.koppen])
        owner = np.concatenate([self.bericht, self.bericht[self.credit]])
        shared = _shared(self.gemeente * 2_147_483_647 + self.prestatie, self.bericht)
        references = _shared(pairs[owner] * self.aantal_referenties + self.codes, owner)
        shared |= references[: len(self.bericht)]
        shared[self.credit] |= references[len(self.bericht) :]
        return shared

    @cached_property
    def samenhangend(self) -> set[int]:
        """
        The messages that share a prestatie, reference or number with another, and whoever may not overtake them.

        Those are the ones that depend on their month, or use the same allocation: they may have to wait as well.
        """
        together = set(np.unique(self.bericht[self.gedeeld]).tolist()) | self._same_numbers()
        while more := (self._bound_by_month(together) | self._same_allocation(together)) - together:
            together |= more
        return together

    def _same_allocation(self, messages: set[int]) -> set[int]:
        """Which messages use an allocation that one of these uses as well."""
        of_message, of_allocation = self._gedeeld_verbruik
        theirs = of_allocation[np.isin(of_message, list(messages))]
        return set(of_message[np.isin(of_allocation, theirs)].tolist())

    @cached_property
    def _gedeeld_verbruik(self) -> tuple[Getallen, Getallen]:
        """Message and allocation of every line, in the order of the messages, when more messages use the allocation."""
        lines = np.flatnonzero(_shared(self.toewijzing, self.bericht))
        lines = lines[np.argsort(self.bericht[lines], kind="stable")]
        return self.bericht[lines], self.toewijzing[lines]

    def verbruik(self, messages: Collection[int]) -> Iterator[tuple[int, list[int]]]:
        """Which allocations each of these messages uses, as numbers, when another message uses them too."""
        of_message, of_allocation = self._gedeeld_verbruik
        chosen = np.isin(of_message, list(messages))
        of_message, of_allocation = of_message[chosen], of_allocation[chosen]
        places, starts = np.unique(of_message, return_index=True)
        for place, uses in zip(places.tolist(), np.split(of_allocation, starts)[1:], strict=True):
            yield place, uses.tolist()

    def waar_het_om_gaat(self) -> Tabellen:
        """Of these messages only the rows that tie them to others; children are no tie between declaraties."""
        chosen = pa.array(sorted(self.samenhangend), pa.int32())
        claims = self.tables["declaratie"]
        return {
            "client": self.tables["client"].slice(0, 0),
            "declaratie": claims.filter(pc.is_in(claims.column("bericht"), chosen)),
            "prestatie": self.tables["prestatie"].filter(pa.array(self.gedeeld)),
        }

    def _same_numbers(self) -> set[int]:
        numbers = dict(_rows(self.tables["declaratie"], "declaratie_nummer"))
        names: list[object] = [(k.gemeente, k.afzender, k.identificatie) for k in self.koppen]
        claims: list[object] = [(k.gemeente, k.aanbieder, numbers[i]) for i, k in enumerate(self.koppen)]
        seen = Counter(names), Counter(claims)
        return {i for i in range(len(names)) if seen[0][names[i]] > 1 or seen[1][claims[i]] > 1}

    def _bound_by_month(self, together: set[int]) -> set[int]:
        """The series (TR318) that go back in time, or where a later month follows a message that may have to wait."""
        series: dict[tuple[str, str], list[tuple[int, date]]] = defaultdict(list)
        for b, month in _rows(self.tables["declaratie"], "declaratie_periode_begindatum"):
            series[self.koppen[b].gemeente, self.koppen[b].aanbieder].append((b, month))
        found: set[int] = set()
        for messages in series.values():
            months = [month for _, month in messages]
            waiting = [month for b, month in messages if b in together]
            if months != sorted(months) or (waiting and waiting[0] < months[-1]):
                found |= {b for b, _ in messages}
        return found


def _numbered(values: Sequence[object]) -> Getallen:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _shared(keys: Getallen, bericht: Getallen) -> npt.NDArray[np.bool_]:
    """Per row: whether its key occurs in another message too."""
    order = np.argsort(keys, kind="stable")
    sorted_keys, messages = keys[order], bericht[order]
    same = (sorted_keys[1:] == sorted_keys[:-1]) & (messages[1:] != messages[:-1])
    return np.isin(keys, sorted_keys[1:][same])


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in ("bericht", *columns)), strict=True)


def _keys_301(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    for b, bsn in _rows(tables["client"], "bsn"):
        keys[b].schrijft.append(("client", koppen[b].gemeente, koppen[b].aanbieder, bsn))
    for b, nummer in _rows(tables["toegewezen_product"], "toewijzing_nummer"):
        gemeente = koppen[b].gemeente
        keys[b].schrijft.append(("toewijzing", gemeente, nummer))
    children = dict(_rows(tables["client"], "bsn"))
    for b, reference in _rows(tables["toegewezen_product"], "referentie_aanbieder"):
        if reference is not None:  # it grants a request: of this child, if it is right (TR379)
            keys[b].schrijft += _request_keys(koppen[b], reference, children[b])
            keys[b].leest.append(_reopened(koppen[b]))


def _request_keys(kop: Kop, reference: str, bsn: str) -> list[object]:
    """One state per reference (TR347), and one open request per child and provider (TR374)."""
    return [("verzoek", kop.gemeente, kop.aanbieder, reference), ("loopt", kop.gemeente, kop.aanbieder, bsn)]


def _keys_request(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    children = dict(_rows(tables["client"], "bsn"))
    requests = tables["aangevraagd_product"] if "aangevraagd_product" in tables else tables["verzoek"]
    for b, reference in _rows(requests, "referentie_aanbieder"):
        keys[b].schrijft += _request_keys(koppen[b], reference, children[b])
        # An answer does not say which child it is about, so it may end any request of this provider.
        keys[b].leest += [("antwoord", koppen[b].gemeente, koppen[b].aanbieder), _reopened(koppen[b])]
        if "verzoek" in tables:
            keys[b].leest.append(("client", koppen[b].gemeente, koppen[b].aanbieder, children[b]))


def _keys_319(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    for b, reference in _rows(tables["antwoord"], "referentie_aanbieder"):
        kop = koppen[b]
        keys[b].schrijft += [
            ("verzoek", kop.gemeente, kop.aanbieder, reference),
            ("antwoord", kop.gemeente, kop.aanbieder),
        ]
        keys[b].leest.append(_reopened(kop))


def _reopened(kop: Kop) -> object:
    """A retourbericht that refuses may open any request of its provider again: it does not say which."""
    return ("heropend", kop.gemeente, kop.aanbieder)


def _keys_retour(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    for b, _ in _rows(tables["header"], "nr"):
        kop = koppen[b]
        keys[b].leest.append(("identificatie", kop.gemeente, kop.gemeente, kop.soort.heen, kop.identificatie))
    for b in set(tables["retourcode"].column("bericht").to_pylist()):
        keys[b].schrijft.append(_reopened(koppen[b]))


def _keys_delivery(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    children = {b: (koppen[b].gemeente, koppen[b].aanbieder, bsn) for b, bsn in _rows(tables["client"], "bsn")}
    for b, child in children.items():
        keys[b].schrijft.append(("levering", *child))
        keys[b].leest.append(("client", *child))
    products = tables["start_product"] if "start_product" in tables else tables["stop_product"]
    for b, nummer in _rows(products, "toewijzing_nummer"):
        keys[b].leest.append(("toewijzing", koppen[b].gemeente, nummer))
        if nummer is None:  # care by task (IV096): the start may be what makes this child known here
            keys[b].schrijft.append(("client", *children[b]))


def _keys_323(koppen: Sequence[Kop], tables: Tabellen, keys: dict[int, Sleutels]) -> None:
    for b, bsn in _rows(tables["client"], "bsn"):
        child = (koppen[b].gemeente, koppen[b].aanbieder, bsn)
        # The last part of a price waits for the stop of this child (RA001).
        keys[b].leest += [("client", *child), ("levering", *child)]
    for b, nummer, month in _rows(tables["declaratie"], "declaratie_nummer", "declaratie_periode_begindatum"):
        series = (koppen[b].gemeente, koppen[b].aanbieder)
        keys[b].schrijft.append(("declaratie", *series, nummer))
        keys[b].maand = (series, month)
    columns = ("toewijzing_nummer", *PERIODE, PRODUCT, REFERENTIE, VORIGE)
    for b, nummer, first, last, product, reference, previous in _rows(tables["prestatie"], *columns):
        key, gemeente, aanbieder = keys[b], koppen[b].gemeente, koppen[b].aanbieder
        # What is used of an allocation is settled for a whole wave, in the order of its messages (`verbruik`); one
        # product is declared once in a period (TR389).
        claim = ("prestatie", gemeente, nummer, first, last, product)
        key.schrijft += [claim, ("referentie", gemeente, aanbieder, reference)]
        key.leest.append(("toewijzing", gemeente, nummer))
        if previous is not None:
            key.schrijft.append(("referentie", gemeente, aanbieder, previous))


_KEYS = {
    Soort.JW301: _keys_301,
    Soort.JW302: _keys_retour,
    Soort.JW305: _keys_delivery,
    Soort.JW307: _keys_delivery,
    Soort.JW315: _keys_request,
    Soort.JW317: _keys_request,
    Soort.JW319: _keys_319,
    Soort.JW320: _keys_retour,
    Soort.JW323: _keys_323,
}
