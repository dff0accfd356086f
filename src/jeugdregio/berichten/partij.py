# SPDX-License-Identifier: EUPL-1.2
"""
A batch (partij): the messages of some files, judged on form, with their headers and waves.

Nothing here touches the database; `klaarzetten` brings the columns to it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

import numpy as np
import pyarrow as pa

from jeugdregio.berichten.lezen import keur
from jeugdregio.berichten.retourcodes import lees_voor_partij
from jeugdregio.berichten.samenhang import Tabellen, geef_golven
from jeugdregio.berichten.values import Soort
from jeugdregio.inrichting import bord

VERKEERDE_AFZENDER = (
    "De afzender in de kop van het bericht is niet de organisatie die het aanlevert. "
    "Lever een bericht aan namens de organisatie die in de kop staat."
)
NIET_AANGESLOTEN = (
    "De gemeente in de kop van het bericht doet niet mee in deze regio. Controleer de gemeentecode en "
    "stuur het bericht naar de gemeente waarvoor het bedoeld is."
)
VERKEERDE_SOORT = (
    "Berichten van de soort {soort} neemt de regio hier niet in. Lever een JW301, JW305, JW307, JW315, JW317, "
    "JW319 of JW323 aan, of een JW302 of JW320 als antwoord op wat een gemeente u stuurde."
)


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
    """
    The header of one message of a batch; `golf` is its wave, `id` its number in the archive.

    `afzender` is who sends this message. A retourbericht names in its header the sender of what it answers.
    """

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
    maand: date | None = None
    """The first day of the period that a declaratie is about."""


@dataclass
class Partij:
    """The messages of one batch in order of arrival; `tabellen[soort][klasse]` counts in that order."""

    koppen: list[Kop] = field(default_factory=list)
    tabellen: dict[Soort, Tabellen] = field(default_factory=dict)
    geweigerd: list[Geweigerd] = field(default_factory=list)
    herhalingen: list[Kop] = field(default_factory=list)
    door_te_geven: list[Kop] = field(default_factory=list)
    """Messages that pass this house unread, for the receiver does the work himself."""
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
    gaat_door: Callable[[Kop], bool] = lambda kop: False,
) -> Partij:
    """
    Judge every message on form and give those that pass a place in the batch.

    `gemeenten` are the municipalities that take part, with their region, `cbs_gemeenten` all that exist: a code
    that does not exist is for the rules to refuse (TR378), one that exists elsewhere is turned away here.
    `al_ontvangen` tells which of the given headers belong to messages received before, byte for byte; `gaat_door`
    which are for the receiver to judge: they get no place.
    """
    partij = Partij()
    elsewhere = set(cbs_gemeenten) - set(gemeenten)
    headers: dict[int, Kop] = {}
    read: dict[Soort, Tabellen] = {}
    per_kind = _valid_per_kind(stukken, soorten, partij)
    for soort, indices in per_kind.items():
        read[soort] = lees_voor_partij(soort, [stukken[i].data for i in indices])
        found = _headers(soort, [stukken[i] for i in indices], read[soort]["header"])
        headers.update(zip(indices, found, strict=True))
    _give_months(headers, per_kind, read)
    kept = _turn_away(headers, elsewhere, partij)
    kept = _without_repeats(kept, partij, al_ontvangen)
    partij.door_te_geven = [kept.pop(i) for i in sorted(kept) if gaat_door(kept[i])]
    place = {i: place for place, i in enumerate(sorted(kept))}
    partij.koppen = [kept[i] for i in sorted(kept)]
    for kop in partij.koppen:
        kop.regio = gemeenten.get(kop.gemeente)
        kop.gemeente_bestaat = kop.gemeente in cbs_gemeenten or kop.regio is not None
    partij.tabellen = {
        soort: {name: _renumber(table, per_kind[soort], place) for name, table in tables.items()}
        for soort, tables in read.items()
    }
    partij.dubbele_referenties = geef_golven(partij.koppen, partij.tabellen)
    return partij


def _valid_per_kind(stukken: Sequence[Stuk], soorten: Collection[Soort], partij: Partij) -> dict[Soort, list[int]]:
    valid: dict[Soort, list[int]] = {}
    for i, stuk in enumerate(stukken):
        bord.leest(stuk.bestand_id)
        keuring = keur(stuk.data)
        if not keuring.geldig:
            partij.geweigerd.append(Geweigerd(stuk, "xsd" if keuring.soort else "geen-bericht", keuring.uitleg or ""))
        elif keuring.soort not in soorten:
            assert keuring.soort is not None
            partij.geweigerd.append(Geweigerd(stuk, "soort", VERKEERDE_SOORT.format(soort=keuring.soort.value)))
        else:
            assert keuring.soort is not None
            valid.setdefault(keuring.soort, []).append(i)
    bord.leest(0)
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
        if soort.is_retour:
            afzender, ontvanger = ontvanger, afzender
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


def _give_months(
    headers: Mapping[int, Kop], per_kind: Mapping[Soort, Sequence[int]], read: Mapping[Soort, Tabellen]
) -> None:
    if Soort.JW323 in read:
        table = read[Soort.JW323]["declaratie"]
        months = table.column("declaratie_periode_begindatum").to_pylist()
        for place, month in zip(table.column("bericht").to_pylist(), months, strict=True):
            headers[per_kind[Soort.JW323][place]].maand = month


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
