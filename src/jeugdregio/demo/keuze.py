# SPDX-License-Identifier: EUPL-1.2
"""
Which product and provider a trajectory gets: choices of this demo, no published figures.

The published tables say nothing about products; the shares below only make the mix look like a
region (huisarts mostly to GGZ, a GI mostly to J&O, dyslexia in primary school).
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from jeugdregio.demo.regio import Regio

DYSLEXIE_LEEFTIJD = range(7, 13)
GEMEENTELIJK = "01"  # the wijkteam works for the municipality itself: no allocation, no messages

PERCEEL_AMBULANT: Mapping[str, Mapping[str, float]] = {
    "01": {"J&O": 45, "LVB": 35, "GGZ": 10, "dyslexie": 10},
    "02": {"GGZ": 88, "J&O": 5, "LVB": 7},
    "03": {"GGZ": 80, "J&O": 10, "LVB": 10},
    "04": {"J&O": 60, "LVB": 20, "GGZ": 20},
    "05": {"GGZ": 90, "J&O": 5, "LVB": 5},
    "06": {"dyslexie": 35, "J&O": 25, "GGZ": 20, "LVB": 20},
    "08": {"J&O": 60, "LVB": 20, "GGZ": 20},
}
PERCEEL_VERBLIJF: Mapping[str, Mapping[str, float]] = {
    "03": {"LVB": 1},
    "04": {"J&O": 50, "LVB": 50},
    "11": {"J&O": 1},
    "12": {"J&O": 1},
    "13": {"JZ+": 1},
    "14": {"J&O": 40, "LVB": 40, "GGZ": 20},
}
HERSTEL = {f"50{p:02}3": 45 / 6 for p in range(1, 7)}
DUURZAAM = {f"50{p:02}3": 20 / 6 for p in range(7, 13)}
TOP = {f"50{p:02}5": 10 / 12 for p in range(1, 13)}
PRODUCT: Mapping[tuple[str, str], Mapping[str, float]] = {
    ("J&O", "02"): {**HERSTEL, **DUURZAAM, **TOP, "45A05": 15, "45A51": 10},
    ("J&O", "04"): {"45A51": 50, "45A05": 30, "46A01": 5, **{k: v / 3 for k, v in HERSTEL.items()}},
    ("J&O", "11"): {"44A01": 1},
    ("J&O", "12"): {"44A08": 1},
    ("J&O", "14"): {"43A01": 85, "46A02": 15},
    ("LVB", "02"): {"45A04": 40, "45A48": 35, "45A49": 25},
    ("LVB", "03"): {"41A00": 55, "41A03": 45},
    ("LVB", "04"): {"45A48": 50, "45A04": 30, "40A01": 20},
    ("LVB", "14"): {"44A27": 1},
    ("GGZ", "02"): {"54001": 60, "54002": 20, "54003": 15, "53A01": 5},
    ("GGZ", "14"): {"43A03": 1},
    ("dyslexie", "02"): {"54004": 75, "54005": 25},
    ("JZ+", "13"): {"43A02": 1},
    ("GI", "ondertoezichtstelling"): {"48A01": 1},
    ("GI", "voorlopige ondertoezichtstelling"): {"48A03": 1},
    ("GI", "voogdij"): {"48A02": 1},
    ("GI", "voorlopige en tijdelijke voogdij"): {"48A03": 1},
    ("GI", "jeugdreclassering"): {"47A01": 1},
}
GEWICHT_NAAM = {
    "Trias": 30.0, "Pactum": 25.0, "Jarabee": 8.0, "Pluryn Hoenderloo groep": 8.0,
    "Jeugdbescherming Overijssel": 70.0, "William Schrikker Groep": 18.0, "SGJ Christelijke jeugdzorg": 12.0,
    "Ambiq": 12.0, "Vitree": 8.0, "RIBW": 8.0, "Intermetzo": 8.0, "Karakter": 12.0,
}  # fmt: skip
GEWICHT_ROL = {
    "ggz_groot": 14.0, "ggz_klein": 1.2, "ggz_vrijgevestigd": 0.6, "dyslexie_groot": 6.0,
    "dyslexie_klein": 1.0, "lvb": 1.0, "zorgboercooperatie": 6.0, "toetreder": 0.8, "jeugdzorgplus": 8.0,
}  # fmt: skip


class Keuze:
    """Draws perceel, product and provider; one per run, because it caches the weighted lists."""

    def __init__(self, regio: Regio) -> None:
        """Prepare the list of providers per perceel."""
        per_agb = {a.agb: a for a in regio.aanbieders}
        self._aanbieders: dict[str, tuple[list[str], list[float]]] = {}
        for perceel in sorted({c.perceel for c in regio.contracten}):
            codes = list(regio.agb_codes(perceel))
            gewichten = [GEWICHT_NAAM.get(per_agb[c].naam, GEWICHT_ROL.get(per_agb[c].rol, 1.0)) for c in codes]
            self._aanbieders[perceel] = (codes, gewichten)

    def perceel(self, *, hulpvorm: str, verwijzer: str, leeftijd: int, rng: Random) -> str:
        """The perceel for a care form; dyslexia only for children in primary school."""
        aandelen = PERCEEL_AMBULANT[verwijzer] if hulpvorm == "02" else PERCEEL_VERBLIJF[hulpvorm]
        gekozen = _trek(aandelen, rng)
        return "LVB" if gekozen == "dyslexie" and leeftijd not in DYSLEXIE_LEEFTIJD else gekozen

    def product(self, perceel: str, soort: str, rng: Random) -> str:
        """A product code for a perceel and a care form or measure."""
        return _trek(PRODUCT[perceel, soort], rng)

    def aanbieder(self, perceel: str, bezet: set[str], rng: Random) -> str | None:
        """An AGB code with a contract that this child does not have yet; None when all are taken."""
        codes, gewichten = self._aanbieders[perceel]
        for _ in range(20):
            agb = rng.choices(codes, gewichten)[0]
            if agb not in bezet:
                return agb
        return next((agb for agb in codes if agb not in bezet), None)


def _trek(aandelen: Mapping[str, float], rng: Random) -> str:
    return rng.choices(list(aandelen), list(aandelen.values()))[0]
