# SPDX-License-Identifier: EUPL-1.2
"""
A seeded, invented population of children in care that reproduces the published CBS tables.

Nobody in it exists. Counts are assigned, not drawn: every table is divided by largest remainder over
the children or trajectories, so a table is off by rounding only, at any seed. Which child gets which
combination is drawn. `data/marginalen.csv` holds the tables with their source.

Scale 1.0 is 12,553 children in a year: 11,770 without stay + 1,785 with stay in IJsselland, less the
overlap at the national share of children that have both.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

from jeugdregio.demo import bsn as testbsn
from jeugdregio.demo.keuze import GEMEENTELIJK, Keuze
from jeugdregio.demo.namen import trek_naam
from jeugdregio.demo.regio import Regio
from jeugdregio.demo.verdeling import kruistabel, verdeel

VERWIJZERS = ("01", "02", "03", "04", "05", "06", "08")
HULPVORMEN = ("01", "02", "03", "04", "11", "12", "13", "14")
MET_VERBLIJF = ("11", "12", "13", "14")
# Days, both ends included; the last class is open, 2,500 days is a choice.
DUURKLASSEN: Mapping[str, tuple[int, int]] = {
    "0-3 maanden": (7, 91),
    "3-6 maanden": (92, 182),
    "6-12 maanden": (183, 365),
    "1-2 jaar": (366, 730),
    "2-3 jaar": (731, 1095),
    "3-4 jaar": (1096, 1460),
    "4 jaar of langer": (1461, 2500),
}
# Which referrer leads to which care form: a starting point for the fit, not a published table.
VOORKEUR: Mapping[str, tuple[float, ...]] = {
    "01": (3, 3, 2, 3, 1.5, 1, 0.3, 1.5),
    "02": (0.05, 6, 0.5, 0.5, 0.1, 0.1, 0.02, 0.3),
    "03": (0.2, 4, 0.8, 1, 0.2, 0.1, 0.05, 0.3),
    "04": (0.5, 1.5, 1, 2, 6, 5, 6, 4),
    "05": (0.05, 5, 1, 0.5, 0.2, 0.1, 0.05, 1),
    "06": (5, 2, 2, 2, 0.5, 0.5, 0.1, 0.5),
    "08": (0.2, 1, 0.3, 1, 1, 1, 10, 3),
}
GEWICHT_19_PLUS = {19: 45, 20: 30, 21: 15, 22: 10}  # CBS gives 19 and over as one class
DAGEN_PER_JAAR = 365.25


@dataclass(frozen=True, slots=True)
class Kind:
    """An invented child; `verblijf` is zonder, met or beide; `maatregel` is empty without protection."""

    nummer: int
    gemeente: str
    bsn: str
    geboortedatum: date
    geslacht: str
    voornaam: str
    voorvoegsel: str
    achternaam: str
    verblijf: str
    maatregel: str
    reclassering: bool


@dataclass(frozen=True, slots=True)
class Traject:
    """
    One trajectory active in the year; dates are inclusive, `einde` is None when it runs past the year.

    `soort` is jeugdhulp, jeugdbescherming or jeugdreclassering; for the last two `hulpvorm` is empty.
    `agb`, `perceel`, `categorie` and `product` are empty for the wijkteam (hulpvorm 01).
    """

    nummer: int
    kind: int
    soort: str
    verwijzer: str
    hulpvorm: str
    begin: date
    einde: date | None
    agb: str
    perceel: str
    categorie: str
    product: str


@dataclass(frozen=True, slots=True)
class Bevolking:
    """Children by number (index in the tuple) and their trajectories, for one calendar year."""

    jaar: int
    seed: int
    schaal: float
    kinderen: tuple[Kind, ...]
    trajecten: tuple[Traject, ...]


@dataclass(slots=True)
class _Schets:
    verwijzer: str
    begin: date
    einde: date | None
    hulpvorm: str = ""
    kind: int = -1


@cache
def marginalen() -> Mapping[str, Mapping[tuple[str, str], int]]:
    """The published tables: table name to {(row, column): count}."""
    tekst = files("jeugdregio.demo").joinpath("data", "marginalen.csv").read_text(encoding="utf-8")
    uit: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for r in csv.DictReader(tekst.splitlines()):
        uit[r["tabel"]][r["rij"], r["kolom"]] = int(r["aantal"])
    return dict(uit)


def tabel(naam: str) -> dict[str, int]:
    """One published table with a single dimension."""
    return {rij: n for (rij, _), n in marginalen()[naam].items()}


def aantal_kinderen(schaal: float) -> int:
    """Children in care in the year at a scale; 1.0 is IJsselland (see the module text)."""
    regio, combinatie = tabel("regio"), tabel("combinatie")
    beide = regio["met verblijf"] * combinatie["beide"] / (combinatie["beide"] + combinatie["met"])
    return max(20, round(schaal * (regio["zonder verblijf"] + regio["met verblijf"] - beide)))


def hulpvorm_gewichten() -> dict[str, float]:
    """Active trajectories per care form: the 2021 totals, split by the finer tables."""
    hoofd, zonder, met = tabel("hulpvorm"), tabel("zonder verblijf"), tabel("met verblijf")
    uit: dict[str, float] = {"01": hoofd["01"]}
    uit |= {k: hoofd["overig zonder verblijf"] * n / sum(zonder.values()) for k, n in zonder.items()}
    uit |= {k: hoofd["met verblijf"] * n / sum(met.values()) for k, n in met.items()}
    return uit


def bevolking(schaal: float, seed: int, regio: Regio, *, jaar: int = 2026) -> Bevolking:
    """
    Build the population of one calendar year.

    The same arguments give the same population on every machine. Raises ValueError when one
    municipality would need more test numbers than exist (about scale 2.9).
    """
    rng = Random(f"bevolking:{seed}:{jaar}:{schaal}")  # noqa: S311 - invented people, not secrets
    n = aantal_kinderen(schaal)
    per = tabel("trajecten per jongere")
    schetsen = _schetsen(round(n * per["trajecten"] / per["jongeren"]), jaar, rng)
    verblijf = _koppel(schetsen, n, rng)
    leeftijden = _leeftijden(schetsen, n, jaar, rng)
    kinderen = _kinderen(n, schetsen, verblijf, leeftijden, regio, jaar, rng)
    return Bevolking(jaar, seed, schaal, kinderen, _trajecten(kinderen, schetsen, leeftijden, regio, jaar, rng))


def _schetsen(aantal: int, jaar: int, rng: Random) -> list[_Schets]:
    """Trajectories with referrer, dates and care form, all margins exact."""
    trajecten, begonnen = tabel("verwijzer"), tabel("begonnen")
    duur = marginalen()["duur"]
    per_verwijzer = verdeel(aantal, {v: trajecten[v] for v in VERWIJZERS})
    hulpvormen = verdeel(aantal, hulpvorm_gewichten())
    kruis = kruistabel(per_verwijzer, hulpvormen, VOORKEUR)
    uit = []
    for v in VERWIJZERS:
        totaal = per_verwijzer[v]
        klassen = {k: duur[v, k] for k in DUURKLASSEN}
        geeindigd = round(totaal * sum(klassen.values()) / trajecten[v])
        rij = _geeindigd(v, verdeel(geeindigd, klassen), jaar, rng)
        nieuw = round(totaal * begonnen[v] / trajecten[v]) - sum(s.begin.year == jaar for s in rij)
        rij += _lopend(v, totaal - geeindigd, max(0, nieuw), jaar, rng)
        vormen = [h for h, m in kruis[v].items() for _ in range(m)]
        rng.shuffle(vormen)
        for schets, vorm in zip(rij, vormen, strict=True):
            schets.hulpvorm = vorm
        uit += rij
    rng.shuffle(uit)
    return uit


def _geeindigd(verwijzer: str, klassen: Mapping[str, int], jaar: int, rng: Random) -> list[_Schets]:
    eerste = date(jaar, 1, 1)
    dagen = (date(jaar + 1, 1, 1) - eerste).days
    uit = []
    for klasse, m in klassen.items():
        kort, lang = DUURKLASSEN[klasse]
        for _ in range(m):
            einde = eerste + timedelta(days=rng.randrange(dagen))
            uit.append(_Schets(verwijzer, einde - timedelta(days=rng.randint(kort, lang) - 1), einde))
    return uit


def _lopend(verwijzer: str, aantal: int, nieuw: int, jaar: int, rng: Random) -> list[_Schets]:
    """Trajectories that run past the year: `nieuw` of them began in it, later months more often."""
    eerste = date(jaar, 1, 1)
    dagen = (date(jaar + 1, 1, 1) - eerste).days
    uit = []
    for i in range(aantal):
        if i < nieuw:
            begin = eerste + timedelta(days=int(rng.triangular(0, dagen, dagen * 0.75)))
        else:
            begin = eerste - timedelta(days=min(2200, 1 + int(rng.expovariate(1 / 420))))
        uit.append(_Schets(verwijzer, begin, None))
    return uit


def _koppel(schetsen: list[_Schets], n: int, rng: Random) -> list[str]:
    """Give each trajectory a child so that with, without and both stay match; returns that per child."""
    met = [s for s in schetsen if s.hulpvorm in MET_VERBLIJF]
    zonder = [s for s in schetsen if s.hulpvorm not in MET_VERBLIJF]
    deel = verdeel(n, tabel("combinatie"))
    verblijf = [k for k, m in deel.items() for _ in range(m)]
    rng.shuffle(verblijf)
    plek_met = [i for i, v in enumerate(verblijf) if v != "zonder"]
    plek_zonder = [i for i, v in enumerate(verblijf) if v != "met"]
    for lijst, plekken in ((met, plek_met), (zonder, plek_zonder)):
        extra = len(lijst) - len(plekken)
        doel = plekken + [rng.choice(plekken) for _ in range(extra)]
        for schets, kind in zip(lijst, doel, strict=True):
            schets.kind = kind
    return verblijf


def _leeftijden(schetsen: list[_Schets], n: int, jaar: int, rng: Random) -> list[int]:
    """Age at 1 July per child, exact per year of age; nobody is in care before birth."""
    eerste_begin: dict[int, date] = {}
    for s in schetsen:
        eerste_begin[s.kind] = min(s.begin, eerste_begin.get(s.kind, s.begin))
    peildatum = date(jaar, 7, 1)
    nodig = [int(max(0, (peildatum - eerste_begin[i]).days) / DAGEN_PER_JAAR) + 1 for i in range(n)]
    nodig = [0 if eerste_begin[i] >= date(jaar, 7, 1) else m for i, m in enumerate(nodig)]
    per_jaar = verdeel(n, tabel("leeftijd"))
    plus = verdeel(per_jaar.pop("19plus"), GEWICHT_19_PLUS)
    voorraad = [int(k) for k, m in per_jaar.items() for _ in range(m)]
    voorraad += [k for k, m in plus.items() for _ in range(m)]
    voorraad.sort()
    uit = [0] * n
    kandidaten: list[int] = []
    for kind in sorted(range(n), key=lambda i: (-nodig[i], i)):
        while voorraad and (voorraad[-1] >= nodig[kind] or not kandidaten):
            kandidaten.append(voorraad.pop())
        j = rng.randrange(len(kandidaten))
        kandidaten[j], kandidaten[-1] = kandidaten[-1], kandidaten[j]
        uit[kind] = kandidaten.pop()
    return uit


def _maatregelen(
    n: int, schetsen: list[_Schets], verblijf: list[str], leeftijden: list[int], rng: Random
) -> tuple[dict[int, str], set[int]]:
    """Children under a protection measure (0-17) and under probation (12-22)."""
    regio = tabel("regio")
    via_gi = {s.kind for s in schetsen if s.verwijzer == "04"}
    per_1 = n / aantal_kinderen(1.0)
    kans = {i: rng.random() + 1.5 * (i in via_gi) + 0.8 * (verblijf[i] != "zonder") for i in range(n)}
    minderjarig = sorted((i for i in range(n) if leeftijden[i] < 18), key=lambda i: -kans[i])
    beschermd = minderjarig[: round(per_1 * regio["jeugdbescherming"])]
    rng.shuffle(beschermd)
    soorten = [k for k, m in verdeel(len(beschermd), tabel("maatregel")).items() for _ in range(m)]
    ouder = sorted(i for i in range(n) if leeftijden[i] >= 12)
    reclassering = set(rng.sample(ouder, min(len(ouder), round(per_1 * regio["jeugdreclassering"]))))
    return dict(zip(beschermd, soorten, strict=True)), reclassering


def _geboortedatum(leeftijd: int, jaar: int, uiterlijk: date, rng: Random) -> date:
    laatste = date(jaar - leeftijd, 7, 1)
    eerste = date(jaar - leeftijd - 1, 7, 2)
    laatste = max(eerste, min(laatste, uiterlijk))
    return eerste + timedelta(days=rng.randint(0, (laatste - eerste).days))


def _kinderen(
    n: int,
    schetsen: list[_Schets],
    verblijf: list[str],
    leeftijden: list[int],
    regio: Regio,
    jaar: int,
    rng: Random,
) -> tuple[Kind, ...]:
    gewicht = {g.code: g.jeugdigen_0_22 * g.gebruik_index for g in regio.gemeenten}
    per_gemeente = verdeel(n, gewicht)
    plaatsen = [(g, b) for g, m in per_gemeente.items() for b in testbsn.trek(m, rng)]
    rng.shuffle(plaatsen)
    geslacht = verdeel(n, tabel("geslacht"))
    geslachten = ["1"] * geslacht["mannen"] + ["2"] * geslacht["vrouwen"]
    rng.shuffle(geslachten)
    maatregel, reclassering = _maatregelen(n, schetsen, verblijf, leeftijden, rng)
    eerste: dict[int, date] = {}
    for s in schetsen:
        eerste[s.kind] = min(s.begin, eerste.get(s.kind, s.begin))
    uit = []
    for i in range(n):
        voornaam, voorvoegsel, achternaam = trek_naam(geslachten[i], rng)
        gemeente, nummer = plaatsen[i]
        geboren = _geboortedatum(leeftijden[i], jaar, eerste[i], rng)
        uit.append(
            Kind(
                nummer=i,
                gemeente=gemeente,
                bsn=nummer,
                geboortedatum=geboren,
                geslacht=geslachten[i],
                voornaam=voornaam,
                voorvoegsel=voorvoegsel,
                achternaam=achternaam,
                verblijf=verblijf[i],
                maatregel=maatregel.get(i, ""),
                reclassering=i in reclassering,
            )
        )
    return tuple(uit)


def _trajecten(
    kinderen: tuple[Kind, ...],
    schetsen: list[_Schets],
    leeftijden: list[int],
    regio: Regio,
    jaar: int,
    rng: Random,
) -> tuple[Traject, ...]:
    keuze = Keuze(regio)
    bezet: dict[int, set[str]] = defaultdict(set)
    uit: list[Traject] = []

    def voeg_toe(s: _Schets, soort: str, perceel: str, vorm: str) -> None:
        agb = keuze.aanbieder(perceel, bezet[s.kind], rng) if perceel else None
        product = keuze.product(perceel, vorm, rng) if agb else ""
        bezet[s.kind].add(agb or "")
        uit.append(
            Traject(
                nummer=len(uit),
                kind=s.kind,
                soort=soort,
                verwijzer=s.verwijzer,
                hulpvorm=s.hulpvorm,
                begin=s.begin,
                einde=s.einde,
                agb=agb or "",
                perceel=perceel if agb else "",
                categorie=regio.product[product].categorie if product else "",
                product=product,
            )
        )

    for s in schetsen:
        perceel = ""
        if s.hulpvorm != GEMEENTELIJK:
            leeftijd = leeftijden[s.kind]
            perceel = keuze.perceel(hulpvorm=s.hulpvorm, verwijzer=s.verwijzer, leeftijd=leeftijd, rng=rng)
        voeg_toe(s, "jeugdhulp", perceel, s.hulpvorm)
    beschermd = [k for k in kinderen if k.maatregel]
    for k, s in zip(beschermd, _maatregelperioden(len(beschermd), jaar, rng), strict=True):
        s.kind, s.begin = k.nummer, max(s.begin, k.geboortedatum)
        voeg_toe(s, "jeugdbescherming", "GI", k.maatregel)
    gestraft = [k for k in kinderen if k.reclassering]
    for k, s in zip(gestraft, _maatregelperioden(len(gestraft), jaar, rng), strict=True):
        s.kind = k.nummer
        voeg_toe(s, "jeugdreclassering", "GI", "jeugdreclassering")
    return tuple(uit)


def _maatregelperioden(aantal: int, jaar: int, rng: Random) -> list[_Schets]:
    """Periods of measures with the inflow and outflow shares of 2022; lengths are a choice."""
    stroom = tabel("maatregel stroom")
    geeindigd = round(aantal * stroom["beeindigd"] / stroom["totaal"])
    klassen = verdeel(geeindigd, {"0-3 maanden": 8, "6-12 maanden": 40, "1-2 jaar": 32, "2-3 jaar": 20})
    uit = _geeindigd("08", klassen, jaar, rng)
    nieuw = round(aantal * stroom["begonnen"] / stroom["totaal"]) - sum(s.begin.year == jaar for s in uit)
    uit += _lopend("08", aantal - geeindigd, max(0, nieuw), jaar, rng)
    rng.shuffle(uit)
    return uit
