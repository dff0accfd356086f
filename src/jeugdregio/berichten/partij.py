# SPDX-License-Identifier: EUPL-1.2
"""
A batch (partij): the messages of some files, judged on form, with their headers and waves.

Nothing here touches the database; `klaarzetten` brings the columns to it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa

from jeugdregio.berichten.golven import Golven
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.values import Soort

Tabellen = dict[str, pa.Table]

VERKEERDE_AFZENDER = (
    "De afzender in de kop van het bericht is niet de organisatie die het aanlevert. "
    "Lever een bericht aan namens de organisatie die in de kop staat."
)
NIET_AANGESLOTEN = (
    "De gemeente in de kop van het bericht doet niet mee in deze regio. Controleer de gemeentecode en "
    "stuur het bericht naar de gemeente waarvoor het bedoeld is."
)
VERKEERDE_SOORT = (
    "Berichten van de soort {soort} neemt de regio hier niet in. Lever een JW301, JW305, JW307 of JW323 aan."
)


@dataclass(slots=True)
class Sleutels:
    """What one message changes and depends on, for its wave."""

    schrijft: list[object] = field(default_factory=list)
    leest: list[object] = field(default_factory=list)
    maand: tuple[object, date] | None = None


@dataclass(frozen=True)
class Stuk:
    """One message as it came: where it stands (`bestand_id`, `nr`), who delivered it, when, and its bytes."""

    bestand_id: int
    nr: int
    afzender: str
    ontvangen_op: datetime
    data: bytes


@dataclass(frozen=True)
class Geweigerd:
    """A message that was turned away: `code` is stable, `uitleg` is for the sender."""

    stuk: Stuk
    code: str
    uitleg: str


@dataclass
class Kop:
    """The header of one message of a batch; `golf` is its wave, `id` its number in the archive."""

    stuk: Stuk
    soort: Soort
    gemeente: str
    aanbieder: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date
    xsd_basis: str
    xsd_bericht: str
    sha256: bytes
    regio: str | None = None
    gemeente_bestaat: bool = True
    golf: int = 0
    id: int = 0


@dataclass
class Partij:
    """The messages of one batch in order of arrival; `tabellen[soort][klasse]` counts in that order."""

    koppen: list[Kop] = field(default_factory=list)
    tabellen: dict[Soort, Tabellen] = field(default_factory=dict)
    geweigerd: list[Geweigerd] = field(default_factory=list)
    herhalingen: list[Kop] = field(default_factory=list)
    dubbele_referenties: bool = False
    """Whether some JW323 uses one reference for two lines (TR314 within a message)."""

    @property
    def golven(self) -> int:
        """How many waves this batch takes."""
        return max((kop.golf for kop in self.koppen), default=0)


def stel_samen(
    stukken: Sequence[Stuk],
    *,
    soorten: Collection[Soort],
    gemeenten: Mapping[str, str],
    cbs_gemeenten: Collection[str],
    al_ontvangen: Callable[[Sequence[Kop]], set[int]],
) -> Partij:
    """
    Judge every message on form and give those that pass a place in the batch.

    `gemeenten` are the municipalities that take part, with their region, `cbs_gemeenten` all that exist: a code
    that does not exist is for the rules to refuse (TR378), one that exists elsewhere is turned away here. `al_ontvangen`
    tells which of the given headers belong to messages that were received before, byte for byte.
    """
    partij = Partij()
    elsewhere = set(cbs_gemeenten) - set(gemeenten)
    headers: dict[int, Kop] = {}
    read: dict[Soort, Tabellen] = {}
    per_kind = _valid_per_kind(stukken, soorten, partij)
    for soort, indices in per_kind.items():
        read[soort] = lees(soort, [stukken[i].data for i in indices])
        found = _headers(soort, [stukken[i] for i in indices], read[soort]["header"])
        headers.update(zip(indices, found, strict=True))
    kept = _turn_away(headers, elsewhere, partij)
    kept = _without_repeats(kept, partij, al_ontvangen)
    place = {i: place for place, i in enumerate(sorted(kept))}
    partij.koppen = [kept[i] for i in sorted(kept)]
    for kop in partij.koppen:
        kop.regio = gemeenten.get(kop.gemeente)
        kop.gemeente_bestaat = kop.gemeente in cbs_gemeenten or kop.regio is not None
    partij.tabellen = {
        soort: {name: _renumber(table, per_kind[soort], place) for name, table in tables.items()}
        for soort, tables in read.items()
    }
    _give_waves(partij)
    return partij


def _valid_per_kind(
    stukken: Sequence[Stuk], soorten: Collection[Soort], partij: Partij
) -> dict[Soort, list[int]]:
    valid: dict[Soort, list[int]] = {}
    for i, stuk in enumerate(stukken):
        keuring = keur(stuk.data)
        if not keuring.geldig:
            partij.geweigerd.append(Geweigerd(stuk, "xsd" if keuring.soort else "geen-bericht", keuring.uitleg or ""))
        elif keuring.soort not in soorten:
            assert keuring.soort is not None
            partij.geweigerd.append(Geweigerd(stuk, "soort", VERKEERDE_SOORT.format(soort=keuring.soort.value)))
        else:
            valid.setdefault(keuring.soort, []).append(i)
    return valid


def _headers(soort: Soort, stukken: Sequence[Stuk], header: pa.Table) -> Iterator[Kop]:
    columns = [
        header.column(name).to_pylist()
        for name in (
            "afzender",
            "ontvanger",
            "bericht_identificatie_identificatie",
            "bericht_identificatie_dagtekening",
            "xsd_versie_basisschema_xsd_versie",
            "xsd_versie_bericht_xsd_versie",
        )
    ]
    for stuk, afzender, ontvanger, identificatie, dagtekening, basis, bericht in zip(stukken, *columns, strict=True):
        gemeente, aanbieder = (afzender, ontvanger) if soort.kop_van_gemeente else (ontvanger, afzender)
        yield Kop(
            stuk=stuk,
            soort=soort,
            gemeente=gemeente,
            aanbieder=aanbieder,
            afzender=afzender,
            ontvanger=ontvanger,
            identificatie=identificatie,
            dagtekening=dagtekening,
            xsd_basis=basis,
            xsd_bericht=bericht,
            sha256=sha256(stuk.data).digest(),
        )


def _turn_away(headers: Mapping[int, Kop], elsewhere: Collection[str], partij: Partij) -> dict[int, Kop]:
    kept = {}
    for i, kop in headers.items():
        if kop.afzender != kop.stuk.afzender:
            partij.geweigerd.append(Geweigerd(kop.stuk, "afzender", VERKEERDE_AFZENDER))
        elif kop.gemeente in elsewhere:
            partij.geweigerd.append(Geweigerd(kop.stuk, "gemeente", NIET_AANGESLOTEN))
        else:
            kept[i] = kop
    return kept


def _without_repeats(
    kept: Mapping[int, Kop], partij: Partij, al_ontvangen: Callable[[Sequence[Kop]], set[int]]
) -> dict[int, Kop]:
    order = sorted(kept)
    before = al_ontvangen([kept[i] for i in order])
    seen: set[tuple[str, str, bytes]] = set()
    fresh = {}
    for place, i in enumerate(order):
        kop = kept[i]
        key = (kop.gemeente, kop.afzender, kop.sha256)
        if place in before or key in seen:
            partij.herhalingen.append(kop)
        else:
            fresh[i] = kop
        seen.add(key)
    return fresh


def _renumber(table: pa.Table, indices: Sequence[int], place: Mapping[int, int]) -> pa.Table:
    """Count messages in the order of the batch, and leave out the rows of messages that were turned away."""
    new = np.array([place.get(i, -1) for i in indices], dtype=np.int32)
    bericht = new[table.column("bericht").to_numpy()] if len(indices) else np.array([], dtype=np.int32)
    table = table.set_column(0, "bericht", pa.array(bericht))
    return table if (bericht >= 0).all() else table.filter(pa.array(bericht >= 0))


def _give_waves(partij: Partij) -> None:
    keys = [Sleutels() for _ in partij.koppen]
    for kop, key in zip(partij.koppen, keys, strict=True):
        key.schrijft.append(("identificatie", kop.gemeente, kop.afzender, kop.soort, kop.identificatie))
    for soort, tables in partij.tabellen.items():
        _KEYS[soort](partij.koppen, tables, keys)
    if Soort.JW323 in partij.tabellen:
        lines = _rows(partij.tabellen[Soort.JW323]["prestatie"], "product_referentie_referentie_nummer")
        distinct = set(lines)
        partij.dubbele_referenties = len(distinct) < partij.tabellen[Soort.JW323]["prestatie"].num_rows
    golven = Golven()
    for kop, key in zip(partij.koppen, keys, strict=True):
        kop.golf = golven.golf(key.schrijft, key.leest, key.maand)


def _rows(table: pa.Table, *columns: str) -> "zip[tuple[Any, ...]]":
    return zip(*(table.column(name).to_pylist() for name in ("bericht", *columns)), strict=True)


def _keys_301(koppen: Sequence[Kop], tables: Tabellen, keys: Sequence[Sleutels]) -> None:
    for b, bsn in _rows(tables["client"], "bsn"):
        keys[b].schrijft.append(("client", koppen[b].gemeente, koppen[b].aanbieder, bsn))
    for b, nummer in _rows(tables["toegewezen_product"], "toewijzing_nummer"):
        gemeente = koppen[b].gemeente
        keys[b].schrijft += [("toewijzing", gemeente, nummer), ("stand", gemeente, nummer)]


def _keys_delivery(koppen: Sequence[Kop], tables: Tabellen, keys: Sequence[Sleutels]) -> None:
    for b, bsn in _rows(tables["client"], "bsn"):
        keys[b].schrijft.append(("levering", koppen[b].gemeente, koppen[b].aanbieder, bsn))
        keys[b].leest.append(("client", koppen[b].gemeente, koppen[b].aanbieder, bsn))
    products = tables["start_product"] if "start_product" in tables else tables["stop_product"]
    for b, nummer in _rows(products, "toewijzing_nummer"):
        keys[b].leest.append(("toewijzing", koppen[b].gemeente, nummer))


def _keys_323(koppen: Sequence[Kop], tables: Tabellen, keys: Sequence[Sleutels]) -> None:
    for b, bsn in _rows(tables["client"], "bsn"):
        keys[b].leest.append(("client", koppen[b].gemeente, koppen[b].aanbieder, bsn))
    for b, nummer, month in _rows(tables["declaratie"], "declaratie_nummer", "declaratie_periode_begindatum"):
        series = (koppen[b].gemeente, koppen[b].aanbieder)
        keys[b].schrijft.append(("declaratie", *series, nummer))
        keys[b].maand = (series, month)
    lines = _rows(
        tables["prestatie"],
        "toewijzing_nummer",
        "product_referentie_referentie_nummer",
        "product_referentie_vorig_referentie_nummer",
    )
    for b, nummer, reference, previous in lines:
        key, gemeente, aanbieder = keys[b], koppen[b].gemeente, koppen[b].aanbieder
        key.schrijft += [("stand", gemeente, nummer), ("referentie", gemeente, aanbieder, reference)]
        key.leest.append(("toewijzing", gemeente, nummer))
        if previous is not None:
            key.schrijft.append(("referentie", gemeente, aanbieder, previous))


_KEYS = {
    Soort.JW301: _keys_301,
    Soort.JW305: _keys_delivery,
    Soort.JW307: _keys_delivery,
    Soort.JW323: _keys_323,
}
