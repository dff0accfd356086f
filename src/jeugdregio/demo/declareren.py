# SPDX-License-Identifier: EUPL-1.2
"""
The monthly declarations of every provider to every municipality, right ones and planted mistakes.

A batch is all lines of one provider to one municipality over one month: corrections first, then
forgotten lines of earlier months, then the month itself. What is granted is booked on the allocation
at once, so that later months stay within what is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from jeugdregio.demo import bsn as testbsn
from jeugdregio.demo.berichten_xml import Kop, PrestatieRegel, jw323
from jeugdregio.demo.bevolking import Bevolking
from jeugdregio.demo.fouten import (
    BERICHTFOUTEN,
    LOSSE_FOUTEN,
    REGELFOUTEN,
    Omgeving,
    Regel,
    met_volume,
)
from jeugdregio.demo.nummering import TIJDZONE, Nummering
from jeugdregio.demo.regio import Regio
from jeugdregio.demo.rekenen import (
    PER_WEEK,
    TOTAAL,
    laatste_van_maand,
    maand_maximum,
    minuuttarief,
    productperiode,
    volgende_maand,
)
from jeugdregio.demo.toewijzen import VERBLIJF_CODES, Toewijzing
from jeugdregio.demo.waarheid import GEEN, Bericht, Waarheid, WaarheidRegel

REGELS_PER_BERICHT = 500
KANS_VERGETEN, KANS_CORRECTIE, KANS_OPNIEUW = 0.02, 0.015, 0.7
Paar = tuple[str, str]


@dataclass(slots=True)
class Dossier:
    """What one provider and one municipality have between them."""

    toewijzingen: list[Toewijzing] = field(default_factory=list)
    toegekend: list[Regel] = field(default_factory=list)
    gecrediteerd: list[Regel] = field(default_factory=list)
    straks: list[tuple[Toewijzing, str, date]] = field(default_factory=list)
    vorige_kop: tuple[str, str] | None = None  # identificatie and declaratienummer of an accepted message


class Declaraties:
    """Writes the JW323 messages month by month; months must be asked for in order."""

    def __init__(
        self,
        bevolking: Bevolking,
        regio: Regio,
        toewijzingen: list[Toewijzing],
        *,
        rng: Random,
        kansen: Mapping[str, float],
        nummering: Nummering,
    ) -> None:
        """`kansen` maps a kind of mistake to its rate per line (or per message)."""
        self.bevolking, self.regio, self.rng, self.nummering = bevolking, regio, rng, nummering
        self.kansen = kansen
        self._regelkansen = [(s, kansen[s]) for s in (*REGELFOUTEN, *LOSSE_FOUTEN) if kansen.get(s)]
        self._som = sum(k for _, k in self._regelkansen)
        self._open: Counter[str] = Counter()
        self._bericht_open: Counter[str] = Counter()
        self.dossiers: dict[Paar, Dossier] = defaultdict(Dossier)
        for t in toewijzingen:
            self.dossiers[t.gemeente, t.agb].toewijzingen.append(t)
        in_gebruik: dict[str, set[str]] = defaultdict(set)
        for kind in bevolking.kinderen:
            in_gebruik[kind.gemeente].add(kind.bsn)
        reeks = testbsn.reeks()[:: max(1, len(testbsn.reeks()) // 2000)]
        self._vrij = {g.code: [b for b in reeks if b not in in_gebruik[g.code]] for g in regio.gemeenten}

    def maand(self, maand: date) -> Iterator[Bericht]:
        """All declarations over one month, not in order of time."""
        for paar in sorted(self.dossiers):
            dossier = self.dossiers[paar]
            regels, gecrediteerd, terug = self._partij(dossier, paar[0], maand)
            if regels:
                yield from self._berichten(paar, dossier, maand, regels)
                if terug is not None:
                    yield self._maand_terug(paar, maand, terug)
            dossier.gecrediteerd += gecrediteerd

    # -- the lines of one batch --------------------------------------------------------------------

    def _partij(self, dossier: Dossier, gemeente: str, maand: date) -> tuple[list[Regel], list[Regel], Regel | None]:
        rng = self.rng
        regels, gecrediteerd = self._correcties(dossier)
        omgeving = Omgeving(
            regio=self.regio,
            rng=rng,
            toegekend=dossier.toegekend,
            gecrediteerd=dossier.gecrediteerd,
            vrije_bsn=self._vrij[gemeente],
            bezet={r.vorige for r in regels if r.vorige},
        )
        terug = None
        straks, dossier.straks = dossier.straks, []
        for t, code, m in straks:
            regel = self._regel(t, code, m)
            if regel is None:
                continue
            if terug is None and m < maand and self._bericht_open["maand_terug"]:
                self._bericht_open["maand_terug"] -= 1
                terug = regel
                dossier.straks.append((t, code, m))
            else:
                regels.append(self._boek(regel))
        vast = {id(r.toewijzing) for r in regels}
        if terug is not None:
            vast.add(id(terug.toewijzing))
        nieuw = self._maandregels(dossier, maand)
        per_toewijzing = Counter(id(t) for t, _ in nieuw)
        for t, code in nieuw:
            regel = self._regel(t, code, maand)
            if regel is None:
                continue
            alleen = per_toewijzing[id(t)] == 1 and id(t) not in vast
            fout = self._verstoor(regel, omgeving) if alleen else None
            if fout is not None:
                regels.append(fout)
                if rng.random() < KANS_OPNIEUW:
                    dossier.straks.append((t, code, maand))
            else:
                regels.append(self._boek(regel))
        regels += self._losse_fouten(omgeving, vast | set(per_toewijzing))
        return regels, gecrediteerd, terug

    def _correcties(self, dossier: Dossier) -> tuple[list[Regel], list[Regel]]:
        """Credits of granted lines of earlier months, mostly with a lower debet in their place."""
        regels, gecrediteerd, blijft = [], [], []
        for oud in dossier.toegekend:
            if oud.toewijzing.verwijderd or self.rng.random() >= KANS_CORRECTIE:
                blijft.append(oud)
                continue
            self._boek(replace(oud, debet_credit="C"))
            regels.append(replace(oud, debet_credit="C", vorige=oud.referentie, referentie=""))
            gecrediteerd.append(oud)
            if oud.volume > 1 and self.rng.random() < 0.75:
                minder = met_volume(replace(oud, referentie=""), self.rng.randint(1, oud.volume - 1))
                regels.append(self._boek(minder))
        dossier.toegekend = blijft
        return regels, gecrediteerd

    def _maandregels(self, dossier: Dossier, maand: date) -> list[tuple[Toewijzing, str]]:
        eind = laatste_van_maand(maand)
        uit = []
        for t in dossier.toewijzingen:
            if t.ingang > eind or not t.levert_in(maand, eind):
                continue
            for code in t.codes:
                if t.verwijderd or self.rng.random() >= KANS_VERGETEN:
                    uit.append((t, code))
                else:
                    dossier.straks.append((t, code, maand))
        return uit

    def _regel(self, t: Toewijzing, code: str, maand: date) -> Regel | None:
        """A correct line over a month; None when there is nothing (left) to declare."""
        van, tot = productperiode(maand, t.ingang, t.einde)
        if van > tot:
            return None
        product = self.regio.product[code]
        eenheid, uurtarief = product.eenheid, None
        tarief = None if eenheid == "83" else self.regio.tarief_cent(t.agb, code, van)
        if t.omvang is not None and t.omvang.factor == 60 and tarief is not None:
            eenheid, uurtarief, tarief = "01", tarief, minuuttarief(tarief)
        volume = self._volume(t, van, tot)
        if volume <= 0:
            return None
        kind = self.bevolking.kinderen[t.traject.kind]
        leeg = Regel(t, kind.bsn, t.nummer, product.categorie, code, van, tot, 0, eenheid, tarief, uurtarief, 0)
        regel = met_volume(leeg, volume)
        if t.budget_cent is not None and t.gebruikt_cent + regel.bedrag_cent > t.budget_cent:
            return None
        if t.verwijderd:
            extra = frozenset(["9308", "9321", "9322", "9387", "9388"])
            return replace(regel, fout="toewijzing_verwijderd", verwacht=frozenset({"9384"}), extra=extra)
        return regel

    def _volume(self, t: Toewijzing, van: date, tot: date) -> int:
        rng, o = self.rng, t.omvang
        dagen = t.levert_in(van, tot)
        if o is None:
            return rng.randint(1, 8)
        meest, ruimte = maand_maximum(o, van, tot), t.ruimte()
        if ruimte is not None:
            meest = min(meest, ruimte)
        if o.eenheid == "82":
            return meest if self._stuks(t, van, tot) else 0
        if o.eenheid == "14" and t.code in VERBLIJF_CODES:
            wil = dagen
        elif o.eenheid == "83":
            wil = meest if o.frequentie == PER_WEEK else int(meest * rng.uniform(0.1, 0.4))
        elif o.frequentie == TOTAAL:
            duur = max(1, ((o.einde or tot) - o.ingang).days // 30)
            wil = round(o.factor * o.volume / duur * rng.uniform(0.6, 1.3))
        else:
            wil = round(maand_maximum(o, van, tot) * min(1.0, dagen / 30) * rng.uniform(0.55, 1.0))
        if o.factor == 60:
            wil += rng.randrange(-20, 21, 5)
        return max(0 if ruimte == 0 else 1, min(wil, meest)) if meest > 0 else 0

    def _stuks(self, t: Toewijzing, van: date, tot: date) -> bool:
        """Whether an output product is due in this month."""
        if t.omvang is None or t.omvang.frequentie != TOTAAL:
            return True
        if t.code.startswith("50") and t.code[4] == "4":
            einde, bekend = t.traject.einde, t.gestopt and t.gestopt <= volgende_maand(tot)
            return bool(bekend) and t.reden == "31" and einde is not None and van <= einde <= tot
        return van <= max(t.ingang, t.traject.begin) <= tot

    def _boek(self, r: Regel) -> Regel:
        teken = -1 if r.debet_credit == "C" else 1
        if not r.fout:
            r.toewijzing.gebruikt += teken * r.volume
            r.toewijzing.gebruikt_cent += teken * r.bedrag_cent
        return r

    # -- mistakes -----------------------------------------------------------------------------------

    def _verstoor(self, regel: Regel, omgeving: Omgeving) -> Regel | None:
        """Draw a mistake; one that does not fit this line waits for one that it does fit."""
        worp = self.rng.random()
        if worp < self._som:
            for soort, kans in self._regelkansen:
                worp -= kans
                if worp < 0:
                    self._open[soort] += 1
                    break
        if regel.fout:
            return None
        for soort, aantal in self._open.items():
            if aantal and soort in REGELFOUTEN:
                fout = REGELFOUTEN[soort](regel, omgeving)
                if fout is not None:
                    self._open[soort] -= 1
                    return fout
        return None

    def _losse_fouten(self, omgeving: Omgeving, bezig: set[int]) -> list[Regel]:
        """At most one stray line of each kind per batch; each takes an allocation without other lines."""
        uit = []
        bezig = set(bezig)
        for soort, maak in LOSSE_FOUTEN.items():
            if self._open[soort]:
                fout = maak(omgeving, bezig)
                if fout is not None:
                    self._open[soort] -= 1
                    bezig.add(id(fout.toewijzing))
                    uit.append(fout)
        return uit

    def _berichtfout(self, dossier: Dossier) -> str:
        for soort in BERICHTFOUTEN:
            if self.rng.random() < self.kansen.get(soort, 0.0):
                self._bericht_open[soort] += 1
        for soort, aantal in self._bericht_open.items():
            hergebruik = soort.endswith("_hergebruikt")
            if aantal and soort != "maand_terug" and (dossier.vorige_kop or not hergebruik):
                self._bericht_open[soort] -= 1
                return soort
        return ""

    # -- the messages of one batch -------------------------------------------------------------------

    def _berichten(self, paar: Paar, dossier: Dossier, maand: date, regels: list[Regel]) -> Iterator[Bericht]:
        eerste = volgende_maand(maand)
        moment = datetime(
            eerste.year, eerste.month, 3 + self.rng.randrange(9), self.rng.randrange(7, 19), tzinfo=TIJDZONE
        ) + timedelta(seconds=self.rng.randrange(3000))
        vorige = dossier.vorige_kop
        nieuw: tuple[str, str] | None = None
        for i, deel in enumerate(_delen(regels)):
            wanneer = moment + timedelta(seconds=30 * i)
            fout = self._berichtfout(dossier)
            if fout in ("", "dubbel_bestand"):
                goed, kop = self._goed(paar, dossier, maand, deel, wanneer)
                yield goed
                if fout:
                    waarheid = Waarheid(juist=False, fout=fout, dubbel=True)
                    yield replace(goed, moment=wanneer + timedelta(days=1), waarheid=waarheid)
            else:
                yield self._slecht(paar, maand, deel, wanneer, fout, vorige)
                goed, kop = self._goed(paar, dossier, maand, deel, wanneer + timedelta(days=4))
                yield goed
            nieuw = nieuw or kop
        dossier.vorige_kop = nieuw

    def _goed(
        self, paar: Paar, dossier: Dossier, maand: date, deel: list[Regel], moment: datetime
    ) -> tuple[Bericht, tuple[str, str]]:
        kop = (self.nummering.identificatie(), self.nummering.declaratie())
        regels = [r if r.referentie else replace(r, referentie=self.nummering.prestatie()) for r in deel]
        dossier.toegekend += [r for r in regels if not r.fout and r.debet_credit == "D"]
        waarheid = Waarheid(
            juist=True,
            regels=tuple(
                WaarheidRegel(r.referentie, not r.fout, r.verwacht, r.extra, r.fout, r.saldo_cent) for r in regels
            ),
        )
        return self._schrijf(paar, maand, regels, moment, kop, waarheid), kop

    def _slecht(
        self,
        paar: Paar,
        maand: date,
        deel: list[Regel],
        moment: datetime,
        fout: str,
        vorige: tuple[str, str] | None,
    ) -> Bericht:
        """The same lines in a message that is refused as a whole."""
        identificatie, nummer = self.nummering.identificatie(), self.nummering.declaratie()
        if fout == "identificatie_hergebruikt" and vorige:
            identificatie = vorige[0]
        if fout == "declaratienummer_hergebruikt" and vorige:
            nummer = vorige[1]
        regels = [replace(r, referentie=self.nummering.prestatie()) for r in deel]
        if fout == "bsn_elfproef":
            slecht = testbsn.onjuist(regels[0].bsn)
            goed = regels[0].bsn
            regels = [replace(r, bsn=slecht) if r.bsn == goed else r for r in regels]
        waarheid = _geweigerd(regels, fout)
        erbij = 1 if fout == "totaal" else 0
        return self._schrijf(paar, maand, regels, moment, (identificatie, nummer), waarheid, erbij)

    def _maand_terug(self, paar: Paar, maand: date, regel: Regel) -> Bericht:
        """A declaration over an earlier month than the one already sent (TR318)."""
        eerste = volgende_maand(maand)
        moment = datetime(eerste.year, eerste.month, 18, 9, tzinfo=TIJDZONE)
        moment += timedelta(seconds=self.rng.randrange(20_000))
        regels = [replace(regel, referentie=self.nummering.prestatie())]
        kop = (self.nummering.identificatie(), self.nummering.declaratie())
        vroeger = regel.van.replace(day=1)
        return self._schrijf(paar, vroeger, regels, moment, kop, _geweigerd(regels, "maand_terug"))

    def _schrijf(
        self,
        paar: Paar,
        maand: date,
        regels: list[Regel],
        moment: datetime,
        kop: tuple[str, str],
        waarheid: Waarheid,
        erbij_cent: int = 0,
    ) -> Bericht:
        gemeente, agb = paar
        xml = jw323(
            Kop("JW323", agb, gemeente, kop[0], moment.date()),
            nummer=kop[1],
            periode=(maand, laatste_van_maand(maand)),
            saldo_cent=sum(r.saldo_cent for r in regels) + erbij_cent,
            regels=[
                PrestatieRegel(
                    r.bsn, r.referentie, r.vorige, r.nummer, r.categorie, r.code, r.van, r.tot,
                    r.volume, r.eenheid, r.tarief_cent, r.bedrag_cent, r.debet_credit,
                )
                for r in regels
            ],
        )  # fmt: skip
        naam = self.nummering.bestand("JW323", agb, gemeente)
        return Bericht(moment, "JW323", agb, gemeente, naam, xml, waarheid)


def _geweigerd(regels: list[Regel], fout: str) -> Waarheid:
    codes = frozenset({BERICHTFOUTEN[fout]})
    return Waarheid(
        juist=False,
        fout=fout,
        verwachte_codes=codes,
        regels=tuple(
            WaarheidRegel(r.referentie, juist=False, verwachte_codes=codes, toegestane_extra=GEEN, fout=fout,
                          bedrag_cent=r.saldo_cent)
            for r in regels
        ),
    )  # fmt: skip


def _delen(regels: list[Regel]) -> Iterator[list[Regel]]:
    """Parts of at most 500 lines; lines of one client stay together."""
    per_bsn: dict[str, list[Regel]] = {}
    for r in regels:
        per_bsn.setdefault(r.bsn, []).append(r)
    deel: list[Regel] = []
    for client in per_bsn.values():
        if deel and len(deel) + len(client) > REGELS_PER_BERICHT:
            yield deel
            deel = []
        deel += client
    if deel:
        yield deel
