# SPDX-License-Identifier: EUPL-1.2
"""
Mistakes a provider makes on one line of a declaration, each with the codes that must come back.

A mistake must not change the verdict on correct lines. Therefore the caller only offers a line whose
allocation has no other line in the same batch, and each function declines (returns None) when the
mistake would break more rules than it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from jeugdregio.demo.regio import Regio
from jeugdregio.demo.rekenen import OUTPUT, laatste_van_maand
from jeugdregio.demo.toewijzen import Toewijzing

ONBEKEND_NUMMER = 900_000_000


@dataclass(frozen=True, slots=True)
class Regel:
    """
    One line to declare. `referentie` is empty until the message is written, unless it is a reused one.

    `uurtarief_cent` is set when an hourly tariff is declared in minutes.
    """

    toewijzing: Toewijzing
    bsn: str
    nummer: int
    categorie: str
    code: str
    van: date
    tot: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    uurtarief_cent: int | None
    bedrag_cent: int
    debet_credit: str = "D"
    vorige: str = ""
    referentie: str = ""
    fout: str = ""
    verwacht: frozenset[str] = frozenset()
    extra: frozenset[str] = frozenset()

    @property
    def saldo_cent(self) -> int:
        """Signed amount in eurocents."""
        return -self.bedrag_cent if self.debet_credit == "C" else self.bedrag_cent


@dataclass(slots=True)
class Omgeving:
    """What a mistake may look at: granted and credited lines of earlier months at this pair."""

    regio: Regio
    rng: Random
    toegekend: Sequence[Regel]
    gecrediteerd: Sequence[Regel]
    vrije_bsn: Sequence[str]
    bezet: set[str]  # reference numbers already used or credited in this batch (TR315, TR316)


def met_volume(r: Regel, volume: int) -> Regel:
    """The same line with another volume and the amount that belongs to it."""
    if r.uurtarief_cent is not None:
        return replace(r, volume=volume, bedrag_cent=(r.uurtarief_cent * volume + 30) // 60)
    return replace(r, volume=volume, bedrag_cent=volume * (1 if r.tarief_cent is None else r.tarief_cent))


def _fout(r: Regel, soort: str, verwacht: str, extra: str = "") -> Regel:
    return replace(r, fout=soort, verwacht=frozenset(verwacht.split()), extra=frozenset(extra.split()))


def _past(r: Regel) -> bool:
    """Whether the allocation has room for this line as it stands, over its run and its budget."""
    t = r.toewijzing
    ruimte = t.ruimte()
    if ruimte is not None and r.volume > ruimte:
        return False
    return t.budget_cent is None or t.gebruikt_cent + r.bedrag_cent <= t.budget_cent


def _gewoon(r: Regel) -> bool:
    """A specific line with a tariff, not declared in minutes of an hour."""
    return bool(r.toewijzing.code) and r.tarief_cent is not None and r.uurtarief_cent is None


def tarief(r: Regel, o: Omgeving) -> Regel | None:
    """The price level of the year before; the amount follows it, so only the tariff is wrong."""
    if r.tarief_cent is None or r.uurtarief_cent is not None:
        return None
    oud = o.regio.tarief_cent(r.toewijzing.agb, r.code, date(r.van.year - 1, 12, 31))
    if oud >= r.tarief_cent:
        return None
    return _fout(replace(r, tarief_cent=oud, bedrag_cent=r.volume * oud), "tarief", "0611")


def volume_maand(r: Regel, o: Omgeving) -> Regel | None:
    """More than one month may hold, while the run still has room."""
    meest = r.toewijzing.maximum(r.van, r.tot)
    if meest is None or r.eenheid == "82":
        return None
    groot = met_volume(r, meest + o.rng.randint(1, 5) * (60 if r.uurtarief_cent else 1))
    return _fout(groot, "volume_maand", "9321") if _past(groot) else None


def volume_totaal(r: Regel, o: Omgeving) -> Regel | None:
    """Fits in the month, but not in what is left of the run."""
    ruimte, meest = r.toewijzing.ruimte(), r.toewijzing.maximum(r.van, r.tot)
    if ruimte is None or meest is None or ruimte >= meest or ruimte < 0:
        return None
    return _fout(met_volume(r, min(meest, ruimte + o.rng.randint(1, 5))), "volume_totaal", "9322")


def budget(r: Regel, o: Omgeving) -> Regel | None:
    """Goes over the budget of an allocation without volume."""
    t = r.toewijzing
    if t.budget_cent is None or not r.tarief_cent:
        return None
    over = (t.budget_cent - t.gebruikt_cent) // r.tarief_cent + o.rng.randint(1, 3)
    groot = met_volume(r, over)
    return _fout(groot, "budget", "9369") if groot.bedrag_cent < 99_999_999 else None


def periode_voor(r: Regel, o: Omgeving) -> Regel | None:
    """Starts on the first of the month although the allocation starts later."""
    if r.van.day == 1:
        return None
    return _fout(replace(r, van=r.van.replace(day=1)), "periode_voor", "9307", "9387")


def periode_na(r: Regel, o: Omgeving) -> Regel | None:
    """Runs to the end of the month although the allocation ends before."""
    if r.tot == laatste_van_maand(r.tot):
        return None
    return _fout(replace(r, tot=laatste_van_maand(r.tot)), "periode_na", "9308", "9388")


def _kortere_periode(r: Regel, van: date, tot: date) -> Regel | None:
    if tot <= van or r.eenheid in OUTPUT:
        return None
    kort = replace(r, van=van, tot=tot)
    meest = r.toewijzing.maximum(van, tot)
    return met_volume(kort, max(1, min(kort.volume, meest))) if meest is not None else kort


def periode_begin(r: Regel, o: Omgeving) -> Regel | None:
    """Starts when help started instead of on the first of the month (IV089)."""
    kort = _kortere_periode(r, r.van + timedelta(days=o.rng.randint(1, 6)), r.tot)
    return _fout(kort, "periode_begin", "9387") if kort else None


def periode_eind(r: Regel, o: Omgeving) -> Regel | None:
    """Ends when help ended instead of on the last of the month (IV089)."""
    kort = _kortere_periode(r, r.van, r.tot - timedelta(days=o.rng.randint(1, 6)))
    return _fout(kort, "periode_eind", "9388") if kort else None


def referentie_dubbel(r: Regel, o: Omgeving) -> Regel | None:
    """A reference number granted in an earlier month to another client."""
    anderen = [x for x in o.toegekend[:200] if x.bsn != r.bsn and x.referentie not in o.bezet]
    if not anderen:
        return None
    oud = o.rng.choice(anderen).referentie
    o.bezet.add(oud)
    return _fout(replace(r, referentie=oud), "referentie_dubbel", "8021")


def toewijzing_onbekend(r: Regel, o: Omgeving) -> Regel | None:
    """An allocation number nobody issued."""
    return _fout(replace(r, nummer=ONBEKEND_NUMMER + r.nummer), "toewijzing_onbekend", "9338")


def productcode(r: Regel, o: Omgeving) -> Regel | None:
    """Another product of the same category and unit, at its own tariff."""
    if not _gewoon(r):
        return None
    codes = o.regio.producten_van[r.toewijzing.agb]
    product = o.regio.product
    ander = [
        c for c in codes if c != r.code and product[c].categorie == r.categorie and product[c].eenheid == r.eenheid
    ]
    if not ander:
        return None
    code = o.rng.choice(ander)
    tarief_cent = o.regio.tarief_cent(r.toewijzing.agb, code, r.van)
    fout = replace(r, code=code, tarief_cent=tarief_cent, bedrag_cent=r.volume * tarief_cent)
    return _fout(fout, "productcode", "9340", "0611")


def categorie(r: Regel, o: Omgeving) -> Regel | None:
    """A category that is not the allocated one; the product code then does not belong to it either."""
    if not _gewoon(r):
        return None
    ander = "45" if r.categorie != "45" else "50"
    return _fout(replace(r, categorie=ander), "categorie", "9339", "S329 9340 0611")


def code_categorie(r: Regel, o: Omgeving) -> Regel | None:
    """On an allocation without product code: a code of another category at the right price (TR381)."""
    if not r.toewijzing.categorie or r.toewijzing.code or not _past(r):
        return None
    return _fout(replace(r, code="45A04"), "code_categorie", "S329", "0611")


def bedrag(r: Regel, o: Omgeving) -> Regel | None:
    """A cent off: amount is not volume times tariff."""
    if not _gewoon(r):
        return None
    return _fout(replace(r, bedrag_cent=r.bedrag_cent + 1), "bedrag", "9346")


def minuten_afronding(r: Regel, o: Omgeving) -> Regel | None:
    """Minutes times the rounded minute tariff instead of the hourly tariff times minutes."""
    if r.uurtarief_cent is None or r.tarief_cent is None or r.volume * r.tarief_cent == r.bedrag_cent:
        return None
    return _fout(replace(r, bedrag_cent=r.volume * r.tarief_cent), "minuten_afronding", "9346")


def eenheid(r: Regel, o: Omgeving) -> Regel | None:
    """A unit that does not go with the allocation; a small volume, so that nothing else is over."""
    if not _gewoon(r) or r.eenheid not in ("04", "16", "84"):
        return None
    anders = {"04": "16", "16": "04", "84": "04"}[r.eenheid]
    return _fout(replace(met_volume(r, 1), eenheid=anders), "eenheid", "9341", "0611 9321 9322 9346")


def bsn_onbekend(r: Regel, o: Omgeving) -> Regel | None:
    """A valid number this provider has no client for; the code stands at the client."""
    if not o.vrije_bsn:
        return None
    fout = replace(r, bsn=o.rng.choice(o.vrije_bsn))
    return _fout(fout, "bsn_onbekend", "8187", "0233 9338")


Regelfout = Callable[[Regel, Omgeving], Regel | None]
REGELFOUTEN: Mapping[str, Regelfout] = {
    "tarief": tarief,
    "volume_maand": volume_maand,
    "volume_totaal": volume_totaal,
    "budget": budget,
    "periode_voor": periode_voor,
    "periode_na": periode_na,
    "periode_begin": periode_begin,
    "periode_eind": periode_eind,
    "referentie_dubbel": referentie_dubbel,
    "toewijzing_onbekend": toewijzing_onbekend,
    "productcode": productcode,
    "categorie": categorie,
    "code_categorie": code_categorie,
    "bedrag": bedrag,
    "minuten_afronding": minuten_afronding,
    "eenheid": eenheid,
    "bsn_onbekend": bsn_onbekend,
}


def _oud(o: Omgeving, bezig: set[int]) -> Regel | None:
    """A granted debet of an earlier month on an allocation that has no line in this batch."""
    keuze = [x for x in o.toegekend[:400] if id(x.toewijzing) not in bezig and x.referentie not in o.bezet]
    if not keuze:
        return None
    oud = o.rng.choice(keuze)
    o.bezet.add(oud.referentie)
    return oud


def credit_onbekend(o: Omgeving, bezig: set[int]) -> Regel | None:
    """A credit of a reference number that was never sent."""
    oud = _oud(o, bezig)
    if oud is None:
        return None
    credit = replace(oud, referentie="", debet_credit="C", vorige=f"X{oud.referentie[1:]}")
    return _fout(credit, "credit_onbekend", "8017")


def credit_dubbel(o: Omgeving, bezig: set[int]) -> Regel | None:
    """A second credit of a line that was credited in an earlier month."""
    keuze = [x for x in o.gecrediteerd if id(x.toewijzing) not in bezig and x.referentie not in o.bezet]
    if not keuze:
        return None
    oud = o.rng.choice(keuze)
    o.bezet.add(oud.referentie)
    credit = replace(oud, referentie="", debet_credit="C", vorige=oud.referentie)
    return _fout(credit, "credit_dubbel", "9390", "8017")


def debet_dubbel(o: Omgeving, bezig: set[int]) -> Regel | None:
    """The same product over the same period once more, without a credit."""
    oud = _oud(o, bezig)
    if oud is None or not _past(oud):
        return None
    return _fout(replace(oud, referentie=""), "debet_dubbel", "9389")


LOSSE_FOUTEN: Mapping[str, Callable[[Omgeving, set[int]], Regel | None]] = {
    "credit_onbekend": credit_onbekend,
    "credit_dubbel": credit_dubbel,
    "debet_dubbel": debet_dubbel,
}
# Mistakes in a whole declaration: the code, and where the message must be sent again.
BERICHTFOUTEN: Mapping[str, str] = {
    "totaal": "0001",
    "bsn_elfproef": "0001",
    "identificatie_hergebruikt": "9056",
    "declaratienummer_hergebruikt": "9333",
    "maand_terug": "8214",
    "dubbel_bestand": "",
}
KLEINE_FOUTEN: Mapping[str, tuple[str, str]] = {
    "start_onbekend": ("9019", ""),
    "start_na_dagtekening": ("0001", ""),
    "start_dubbel": ("9074", "9326"),
    "stop_zonder_start": ("9069", ""),
    "stop_voor_begin": ("0001", ""),
}
OVERIG = ("toewijzing_verwijderd",)
ALLE_SOORTEN = (*REGELFOUTEN, *LOSSE_FOUTEN, *BERICHTFOUTEN, *KLEINE_FOUTEN, *OVERIG)
