# SPDX-License-Identifier: EUPL-1.2
"""
Which tables and columns a kind of message is read into; follows from its definition.

Rows lie where elements repeat: one physical table (`Rijen`) per repeating place. A class that occurs once
shares the row of what it is in, so one physical table may feed several classes, and a class that occurs in
two places (Contact) has two sources (`Bron`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import Blad, Geheel, Veld, gedeelde_naam, veld_naam, velden
from jeugdregio.berichten.values import Soort

WORTEL = "B"
RETOUR_CODES = "retour_codes"


@dataclass(frozen=True)
class Kolom:
    """A leaf: its name in the physical table, its name in the table of its class, its type and place."""

    ruw: str
    naam: str
    blad: Blad
    pad: str
    verplicht: bool = False


@dataclass
class Rijen:
    """A physical table: one row per element under `pad`; `niveaus` counts along from message to row."""

    naam: str
    pad: str
    niveaus: tuple[str, ...]
    kolommen: list[Kolom] = field(default_factory=list)


@dataclass
class Bron:
    """Where instances of a class are found, and which columns they have there."""

    tabel: str
    rijen: Rijen
    kolommen: list[Kolom] = field(default_factory=list)
    ouders: tuple[tuple[str, str | None], ...] = ()
    """Classes above this one, with the level that counts them; None when there is only one per message."""
    kan_ontbreken: bool = False
    """Whether a row may be there without this class in it."""
    klasse: str = ""
    """For `retour_codes`: the name of the element that carries the code."""


@dataclass
class Indeling:
    """All tables of one kind of message."""

    rijen: list[Rijen] = field(default_factory=list)
    bronnen: list[Bron] = field(default_factory=list)

    def per_tabel(self) -> dict[str, list[Bron]]:
        """Sources per table, in document order."""
        tabellen: dict[str, list[Bron]] = {}
        for bron in self.bronnen:
            tabellen.setdefault(bron.tabel, []).append(bron)
        return tabellen

    def configuratie(self) -> dict[str, Any]:
        """What xml2arrow needs to know. It compares local names only, hence no prefixes."""
        return {
            "parser_options": {"trim_text": False},
            "tables": [
                {
                    "name": rij.naam,
                    "xml_path": rij.pad,
                    "levels": list(rij.niveaus),
                    "fields": [
                        {
                            "name": kolom.ruw,
                            "xml_path": kolom.pad,
                            "data_type": "Int64" if isinstance(kolom.blad, Geheel) else "Utf8",
                            "nullable": True,
                        }
                        for kolom in rij.kolommen
                    ],
                }
                for rij in self.rijen
            ],
        }


@cache
def indeling(soort: Soort) -> Indeling:
    """The tables of one kind of message."""
    resultaat = Indeling()
    berichten = Rijen("bericht", f"/{WORTEL}", ("bericht",))
    resultaat.rijen.append(berichten)
    for veld in velden(BERICHTEN[soort]):
        assert veld.klasse
        plek = _Plek(berichten, f"/{WORTEL}/Bericht/{veld.element}", f"{veld.naam}__", (), not veld.verplicht)
        _neem_klasse(resultaat, veld.klasse, plek)
    return resultaat


@dataclass(frozen=True)
class _Plek:
    rijen: Rijen
    pad: str
    voorvoegsel: str
    ouders: tuple[tuple[str, str | None], ...]
    kan_ontbreken: bool


def _neem_klasse(doel: Indeling, klasse: type, plek: _Plek) -> None:
    tabel = veld_naam(klasse.__name__)
    bron = Bron(tabel, plek.rijen, ouders=plek.ouders, kan_ontbreken=plek.kan_ontbreken)
    doel.bronnen.append(bron)
    teller = plek.rijen.niveaus[-1] if tabel in plek.rijen.niveaus else None
    ouders = (*plek.ouders, (tabel, teller))
    for veld in velden(klasse):
        pad = f"{plek.pad}/{veld.element}"
        if veld.herhaald and veld.klasse:
            niveau = veld_naam(veld.klasse.__name__)
            rijen = Rijen(f"{plek.rijen.naam}_{niveau}", pad, (*plek.rijen.niveaus, niveau))
            doel.rijen.append(rijen)
            _neem_klasse(
                doel,
                veld.klasse,
                _Plek(rijen, f"{pad}/{veld.klasse.__name__}", "", ouders, kan_ontbreken=False),
            )
        elif veld.herhaald:
            _neem_codes(doel, klasse, veld, plek)
        elif veld.klasse and not gedeelde_naam(veld.klasse):
            binnen = f"{plek.voorvoegsel}{veld.naam}__"
            weg = plek.kan_ontbreken or not veld.verplicht
            _neem_klasse(doel, veld.klasse, _Plek(plek.rijen, pad, binnen, ouders, weg))
        else:
            _neem_bladen(bron, veld, pad, plek.voorvoegsel, veld.naam)


def _neem_bladen(bron: Bron, veld: Veld, pad: str, voorvoegsel: str, naam: str) -> None:
    """Add a leaf, or all leaves inside a shared class, their names joined by `_`."""
    if veld.blad:
        kolom = Kolom(f"{voorvoegsel}{naam}", naam, veld.blad, pad, verplicht=veld.verplicht and naam == veld.naam)
        bron.rijen.kolommen.append(kolom)
        bron.kolommen.append(kolom)
        return
    assert veld.klasse
    for binnen in velden(veld.klasse):
        _neem_bladen(bron, binnen, f"{pad}/{binnen.element}", voorvoegsel, f"{naam}_{binnen.naam}")


def _neem_codes(doel: Indeling, klasse: type, veld: Veld, plek: _Plek) -> None:
    assert veld.blad
    naam = f"{plek.rijen.naam}_{plek.voorvoegsel}code"
    rijen = Rijen(naam, f"{plek.pad}/{veld.element}", (*plek.rijen.niveaus, "retour_code"))
    kolom = Kolom("retour_code", "retour_code", veld.blad, f"{rijen.pad}/{veld.herhaald}")
    rijen.kolommen.append(kolom)
    doel.rijen.append(rijen)
    doel.bronnen.append(Bron(RETOUR_CODES, rijen, [kolom], klasse=klasse.__name__))
