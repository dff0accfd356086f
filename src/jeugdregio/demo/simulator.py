# SPDX-License-Identifier: EUPL-1.2
"""
The back offices of eleven municipalities and their providers, sending messages in order of time.

Before the first month the running allocations come in with their starts; then new allocations, late
and missing starts, temporary and final stops, renewals, withdrawn allocations, and after each month
the declarations with corrections. Planted mistakes carry their truth beside the message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from jeugdregio.demo.berichten_xml import Kop, ProductRegel, jw301, jw305, jw307
from jeugdregio.demo.bevolking import Bevolking
from jeugdregio.demo.declareren import Declaraties
from jeugdregio.demo.fouten import (
    ALLE_SOORTEN,
    BERICHTFOUTEN,
    KLEINE_FOUTEN,
    LOSSE_FOUTEN,
    OVERIG,
    REGELFOUTEN,
)
from jeugdregio.demo.nummering import TIJDZONE, Nummering
from jeugdregio.demo.regio import Regio
from jeugdregio.demo.rekenen import laatste_van_maand, volgende_maand
from jeugdregio.demo.toewijzen import Toewijzer, Toewijzing
from jeugdregio.demo.waarheid import Bericht, Waarheid, WaarheidRegel

__all__ = ["Bericht", "Verkeer", "Waarheid", "WaarheidRegel", "foutkansen", "naar_map", "simuleer"]

STANDAARD_MAANDEN = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))
DEEL_PER_BERICHTFOUT = 0.15  # of the rate per line, for mistakes that cost a whole declaration
DEEL_PER_KLEIN_BERICHT = 0.1
KANS_LAAT, KANS_GEEN_START, KANS_ONDERBREKING, KANS_LATE_TOEWIJZING = 0.08, 0.03, 0.02, 0.06
EXTRA_CODE = {"J&O": "46A01", "LVB": "44A02", "GGZ": "54003"}


def foutkansen(foutkans: float | Mapping[str, float]) -> dict[str, float]:
    """
    Rates per kind of mistake. A number is the share of lines with a mistake, spread over all kinds.

    Raises ValueError on a kind that does not exist.
    """
    if isinstance(foutkans, Mapping):
        onbekend = set(foutkans) - set(ALLE_SOORTEN)
        if onbekend:
            raise ValueError(f"Onbekende foutsoort: {', '.join(sorted(onbekend))}.")
        return dict(foutkans)
    per_regel = foutkans / (len(REGELFOUTEN) + len(LOSSE_FOUTEN))
    uit = dict.fromkeys((*REGELFOUTEN, *LOSSE_FOUTEN), per_regel)
    uit |= dict.fromkeys(BERICHTFOUTEN, foutkans * DEEL_PER_BERICHTFOUT)
    uit |= dict.fromkeys((*KLEINE_FOUTEN, *OVERIG), foutkans * DEEL_PER_KLEIN_BERICHT)
    return uit


@dataclass(frozen=True)
class Verkeer:
    """Message traffic, made anew and the same at each pass; nothing is kept in memory between months."""

    bevolking: Bevolking
    regio: Regio
    maanden: tuple[date, ...]
    seed: int
    kansen: Mapping[str, float]

    def per_maand(self) -> Iterator[tuple[date, list[Bericht]]]:
        """(first day of a calendar month, its messages in order of time); starts before the first month."""
        return _Loop(self).per_maand()

    def __iter__(self) -> Iterator[Bericht]:
        """All messages in order of time."""
        for _, berichten in self.per_maand():
            yield from berichten


def simuleer(
    bevolking: Bevolking,
    regio: Regio,
    maanden: Sequence[date] = STANDAARD_MAANDEN,
    *,
    seed: int,
    foutkans: float | Mapping[str, float] = 0.03,
) -> Verkeer:
    """
    Prepare the traffic of consecutive calendar months (given by their first days).

    `foutkans` is the share of lines with a planted mistake, or a rate per kind (see `fouten`).
    Raises ValueError when months are not consecutive or a kind does not exist.
    """
    for a, b in pairwise(maanden):
        if volgende_maand(a) != b:
            raise ValueError("De maanden sluiten niet op elkaar aan.")
    if not maanden or any(m.day != 1 for m in maanden):
        raise ValueError("Geef per maand de eerste dag.")
    return Verkeer(bevolking, regio, tuple(maanden), seed, foutkansen(foutkans))


def naar_map(verkeer: Verkeer, map_: Path) -> int:
    """Write every message as a file in one folder per calendar month; returns how many were written."""
    aantal = 0
    for maand, berichten in verkeer.per_maand():
        doel = map_ / f"{maand:%Y-%m}"
        doel.mkdir(parents=True, exist_ok=True)
        for b in berichten:
            aantal += 1
            (doel / f"{aantal:07}_{b.bestandsnaam}").write_bytes(b.xml)
    return aantal


JUIST = Waarheid(juist=True)


@dataclass(slots=True)
class _Gebeurtenis:
    moment: datetime
    soort: str
    producten: list[tuple[Toewijzing, ProductRegel]]
    waarheid: Waarheid = JUIST


class _Loop:
    """One pass: plans every small message up front and writes it when its month comes."""

    def __init__(self, verkeer: Verkeer) -> None:
        self.v = verkeer
        self.rng = Random(f"verkeer:{verkeer.seed}")  # noqa: S311 - invented traffic, not secrets
        self.van, self.tot = verkeer.maanden[0], laatste_van_maand(verkeer.maanden[-1])
        self.nummering = Nummering()
        self.plaats = {g.code: g.naam for g in verkeer.regio.gemeenten}
        self.agenda: dict[date, list[_Gebeurtenis]] = defaultdict(list)
        self.toewijzer = Toewijzer(verkeer.bevolking, verkeer.regio, self.van, self.tot, self.rng)
        self.toewijzingen = self.toewijzer.alles()
        self.bekend: dict[tuple[int, str], list[Toewijzing]] = defaultdict(list)
        self._plan()

    def per_maand(self) -> Iterator[tuple[date, list[Bericht]]]:
        declaraties = Declaraties(
            self.v.bevolking,
            self.v.regio,
            self.toewijzingen,
            rng=self.rng,
            kansen=self.v.kansen,
            nummering=self.nummering,
        )
        vorige = (self.van - timedelta(days=1)).replace(day=1)
        kalender = [vorige, *self.v.maanden, volgende_maand(self.v.maanden[-1])]
        for maand in kalender:
            gebeurtenissen = sorted(self.agenda.pop(maand, []), key=lambda g: g.moment)
            berichten = [self._schrijf(g) for g in gebeurtenissen]
            eerder = (maand - timedelta(days=1)).replace(day=1)
            if eerder in self.v.maanden:
                berichten += declaraties.maand(eerder)
                berichten.sort(key=lambda b: b.moment)
            yield maand, berichten

    # -- planning -----------------------------------------------------------------------------------

    def _plan(self) -> None:
        per_groep: dict[tuple[int, int], list[Toewijzing]] = defaultdict(list)
        for t in self.toewijzingen:
            per_groep[t.groep if t.ingang >= self.van else (t.traject.nummer, -1)].append(t)
        for groep in list(per_groep.values()):
            self._plan_toewijzing(groep)
            self._plan_stop(groep, self._plan_start(groep))

    def _tijd(self, dag: date) -> datetime:
        uur = time(self.rng.randrange(7, 19), self.rng.randrange(60), self.rng.randrange(60))
        return datetime.combine(dag, uur, tzinfo=TIJDZONE)

    def _zet(self, g: _Gebeurtenis) -> None:
        self.agenda[g.moment.date().replace(day=1)].append(g)

    def _kans(self, soort: str) -> bool:
        return self.rng.random() < self.v.kansen.get(soort, 0.0)

    def _plan_toewijzing(self, groep: list[Toewijzing]) -> None:
        rng = self.rng
        ingang = min(t.ingang for t in groep)
        vroegst = self.van - timedelta(days=22)
        if ingang < self.van:
            besluit = ingang - timedelta(days=rng.randint(3, 20))
            dag = vroegst + timedelta(days=rng.randrange(12))
        else:
            dag = max(vroegst, ingang - timedelta(days=rng.randint(3, 20)))
            if rng.random() < KANS_LATE_TOEWIJZING:
                dag = min(ingang + timedelta(days=rng.randint(2, 12)), laatste_van_maand(ingang))
            besluit = dag
        verzonden = self._tijd(dag)
        toegewezen = min(self._tijd(besluit), verzonden)
        if self._kans("toewijzing_verwijderd") and ingang >= self.van:
            groep = groep + self._per_ongeluk(groep, verzonden)
        for t in groep:
            t.verzonden_op = verzonden
            t.toegewezen_op = toegewezen
        self._zet(_Gebeurtenis(verzonden, "JW301", [(t, _regel301(t)) for t in groep]))

    def _per_ongeluk(self, groep: list[Toewijzing], verzonden: datetime) -> list[Toewijzing]:
        """An allocation that is withdrawn two days later (reason 13), and declared all the same."""
        eerste = groep[0]
        code = EXTRA_CODE.get(eerste.traject.perceel)
        if code is None or not all(t.code for t in groep) or any(t.code == code for t in groep):
            return []
        if eerste.ingang < self.van or eerste.ingang + timedelta(days=10) > self.tot:
            return []
        einde = eerste.ingang + timedelta(days=180)
        t = self.toewijzer.nieuw(eerste.traject, eerste.groep, code, eerste.ingang, einde)
        t.verwijderd = True
        t.reden = eerste.reden
        self.toewijzingen.append(t)
        weg = verzonden + timedelta(days=2)
        t.toegewezen_op = verzonden
        regel = replace(_regel301(t), einde=t.ingang, reden_wijziging="13", toegewezen_op=weg)
        self._zet(_Gebeurtenis(weg, "JW301", [(t, regel)]))
        return [t]

    def _plan_start(self, groep: list[Toewijzing]) -> datetime | None:
        """Plan the start; returns the moment of the last start message, None when none is sent."""
        rng = self.rng
        verzonden = groep[0].verzonden_op
        assert verzonden is not None, "allocations go out before starts"
        if rng.random() < KANS_GEEN_START:
            return None
        regels = []
        for t in groep:
            begin = max(t.ingang, t.traject.begin) + timedelta(days=rng.randrange(4))
            t.begin = min(begin, t.einde or begin)
            regels.append((t, _start(t, t.begin)))
        wachten = rng.randint(10, 30) if rng.random() < KANS_LAAT else rng.randint(1, 6)
        laatste = max(t.begin for t in groep if t.begin)
        dag = max(laatste + timedelta(days=wachten), verzonden.date() + timedelta(days=rng.randint(1, 4)))
        if laatste < self.van:
            dag = max(laatste, verzonden.date() + timedelta(days=rng.randint(1, 8)))
        moment = self._tijd(dag)
        if dag > self.tot + timedelta(days=15):
            for t in groep:
                t.begin = None
            return None
        self._fout_voor(moment, "start_onbekend", "JW305", regels)
        self._fout_voor(moment, "start_na_dagtekening", "JW305", regels)
        self._zet(_Gebeurtenis(moment, "JW305", regels))
        if self._kans("start_dubbel"):
            codes, extra = KLEINE_FOUTEN["start_dubbel"]
            self._zet(_Gebeurtenis(moment + timedelta(days=1), "JW305", regels, _fout("start_dubbel", codes, extra)))
        return self._plan_onderbreking(groep, moment)

    def _fout_voor(
        self, moment: datetime, soort: str, bericht: str, regels: list[tuple[Toewijzing, ProductRegel]]
    ) -> None:
        """A wrong message two hours before the right one."""
        if not self._kans(soort):
            return
        t, regel = regels[0]
        if soort == "start_onbekend":
            regel = replace(regel, nummer=900_000_000 + regel.nummer)
        elif soort == "start_na_dagtekening":
            regel = replace(regel, begin=moment.date() + timedelta(days=3))
        elif soort == "stop_zonder_start":
            assert regel.begin is not None, "a stop follows a start"
            regel = replace(regel, begin=regel.begin - timedelta(days=400))
        elif soort == "stop_voor_begin":
            assert regel.begin is not None, "a stop follows a start"
            regel = replace(regel, einde=regel.begin - timedelta(days=1))
        codes, extra = KLEINE_FOUTEN[soort]
        eerder = moment - timedelta(hours=2)
        self._zet(_Gebeurtenis(eerder, bericht, [(t, regel)], _fout(soort, codes, extra)))

    def _plan_onderbreking(self, groep: list[Toewijzing], gestart: datetime) -> datetime:
        """Sometimes a temporary stop (20) and a new start weeks later; returns the last start moment."""
        rng = self.rng
        if rng.random() >= KANS_ONDERBREKING:
            return gestart
        stop = max(gestart.date(), self.van) + timedelta(days=rng.randint(5, 15))
        hervat = stop + timedelta(days=rng.randint(10, 21))
        ruim = hervat + timedelta(days=15)
        eind = min((min(t.einde or self.tot, t.traject.einde or self.tot) for t in groep), default=self.tot)
        if ruim > min(eind, self.tot):
            return gestart
        stops = [(t, _stop(t, stop, "20")) for t in groep if t.begin and t.begin <= stop]
        if not stops:
            return gestart
        self._zet(_Gebeurtenis(self._tijd(stop + timedelta(days=2)), "JW307", stops))
        for t, _ in stops:
            t.begin = hervat
        starts = [(t, _start(t, hervat)) for t, _ in stops]
        weer = self._tijd(hervat + timedelta(days=2))
        self._zet(_Gebeurtenis(weer, "JW305", starts))
        return weer

    def _plan_stop(self, groep: list[Toewijzing], gestart: datetime | None) -> None:
        einde = groep[0].traject.einde
        if einde is None or not self.van <= einde <= self.tot:
            return
        stoppen = [t for t in groep if t.begin and t.begin <= einde and (t.einde is None or t.einde >= einde)]
        if not stoppen:
            return
        regels = [(t, _stop(t, einde, t.reden)) for t in stoppen]
        dag = einde + timedelta(days=self.rng.randint(1, 5))
        if gestart is not None:
            dag = max(dag, gestart.date() + timedelta(days=1))
        moment = self._tijd(dag)
        if dag > self.tot + timedelta(days=20):
            return
        self._fout_voor(moment, "stop_zonder_start", "JW307", regels)
        self._fout_voor(moment, "stop_voor_begin", "JW307", regels)
        self._zet(_Gebeurtenis(moment, "JW307", regels))
        for t in stoppen:
            t.gestopt = dag

    # -- writing ------------------------------------------------------------------------------------

    def _schrijf(self, g: _Gebeurtenis) -> Bericht:
        eerste = g.producten[0][0]
        kind = self.v.bevolking.kinderen[eerste.traject.kind]
        heen = g.soort == "JW301"
        afzender, ontvanger = (eerste.gemeente, eerste.agb) if heen else (eerste.agb, eerste.gemeente)
        kop = Kop(g.soort, afzender, ontvanger, self.nummering.identificatie(), g.moment.date())
        regels = [r for _, r in g.producten]
        if heen:
            regels = self._actueel(g, kind.nummer) + regels
            xml = jw301(kop, kind, self.plaats[eerste.gemeente], regels)
        else:
            xml = (jw305 if g.soort == "JW305" else jw307)(kop, kind, regels)
        naam = self.nummering.bestand(g.soort, afzender, ontvanger)
        return Bericht(g.moment, g.soort, afzender, ontvanger, naam, xml, g.waarheid)

    def _actueel(self, g: _Gebeurtenis, kind: int) -> list[ProductRegel]:
        """The other running allocations of this client at this provider, unchanged (OP087)."""
        eigen = {id(t) for t, _ in g.producten}
        bekend = self.bekend[kind, g.producten[0][0].agb]
        dag = g.moment.date()
        mee = [t for t in bekend if id(t) not in eigen and (t.einde is None or t.einde >= dag) and not t.verwijderd]
        for t, _ in g.producten:
            if t not in bekend:
                bekend.append(t)
        return [_regel301(t) for t in mee]


def _fout(soort: str, codes: str, extra: str) -> Waarheid:
    return Waarheid(
        juist=False,
        fout=soort,
        verwachte_codes=frozenset(codes.split()),
        toegestane_extra=frozenset(extra.split()),
    )


def _regel301(t: Toewijzing) -> ProductRegel:
    omvang = (t.omvang.volume, t.omvang.eenheid, t.omvang.frequentie) if t.omvang else None
    return ProductRegel(
        t.nummer, t.categorie, t.code, t.ingang, t.einde, t.toegewezen_op, omvang, budget_cent=t.budget_cent
    )


def _start(t: Toewijzing, begin: date) -> ProductRegel:
    return ProductRegel(t.nummer, t.categorie, t.code, t.ingang, begin=begin)


def _stop(t: Toewijzing, einde: date, reden: str) -> ProductRegel:
    return ProductRegel(t.nummer, t.categorie, t.code, t.ingang, einde=einde, begin=t.begin, reden_beeindiging=reden)
