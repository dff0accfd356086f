# SPDX-License-Identifier: EUPL-1.2
"""
A year of declaraties of one municipality: lines, credits, planted mistakes, messages in order of arrival.

About 94 % is as it should be. What goes wrong is planted one rule at a time (`fouten`), and 3.4 % of the
allocations are too small for what is declared on them. A message that must be refused whole is sent first and
then again, repaired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Any

from fouten import EXTRA, PLANT
from oordeel import Regel, Sleutel, Telling, beoordeel, tel_bericht

from jeugdregio.core.periode import Maand
from wereld import MAANDEN, NA_AFLOOP, ZAAD, Aanbieder, Gemeente, Product, Toewijzing, periodemaximum

P_CREDIT, P_OPNIEUW = 0.056, 0.9
P_FOUT, P_EXTRA, P_GEHEEL, P_HERHAALD = 0.1, 0.006, 0.012, 0.0005
NIET_BESTAAND = "9999"


@dataclass(slots=True)
class Verzending:
    """One message on its way: when it arrives (day number and fraction), from whom, and its XML."""

    aankomst: float
    aanbieder: str
    regels: int
    xml: bytes


@dataclass
class Relatie:
    """What one provider did in one municipality so far."""

    gemeente: str
    aanbieder: Aanbieder
    toewijzingen: list[Toewijzing]
    laat: bool
    levend: dict[Sleutel, Regel] = field(default_factory=dict)
    gepland: dict[int, list[Regel]] = field(default_factory=lambda: defaultdict(list))
    oude_referenties: list[str] = field(default_factory=list)
    geweigerd: list[Regel] = field(default_factory=list)
    teruggenomen: list[Regel] = field(default_factory=list)
    identificaties: list[str] = field(default_factory=list)
    nummers: list[str] = field(default_factory=list)
    bekend: set[str] = field(default_factory=set)
    laatste_maand: Maand | None = None
    teller: int = 0

    def volgende(self, voor: str) -> str:
        """A reference, identification or number that was not used before."""
        self.teller += 1
        return f"{voor}{self.teller:09}"


def regel(rel: Relatie, t: Toewijzing, product: Product, begin: date, einde: date, volume: int, eenheid: str) -> Regel:
    """One line as it should be: contracted tariff, amount to the cent."""
    line = Regel(
        t.bsn,
        rel.volgende("R"),
        t,
        t.nummer,
        product.categorie,
        product.code,
        begin,
        einde,
        volume,
        eenheid,
        None,
        0,
    )
    prijs_regel(rel, line, product)
    return line


def prijs_regel(rel: Relatie, line: Regel, product: Product) -> None:
    """Fill in tariff and amount by the contract (TR418, TR346, IV081)."""
    if line.eenheid == "83":
        line.tarief, line.bedrag = None, line.volume
        return
    prijs = rel.aanbieder.prijs(product.code, line.begin)
    if product.uurtarief and line.eenheid == "01":
        line.tarief, line.bedrag = (2 * prijs + 60) // 120, (2 * prijs * line.volume + 60) // 120
    else:
        line.tarief, line.bedrag = prijs, prijs * line.volume


@cache
def dagen(maand: Maand) -> tuple[date, date]:
    """First and last day; the months of a year come by millions of times."""
    return maand.begin, maand.laatste_dag


def periode(t: Toewijzing, maand: Maand) -> tuple[date, date] | None:
    """The days of a month that fall in an allocation."""
    begin, einde = dagen(maand)
    if t.begin > begin:
        begin = t.begin
    if t.einde is not None and t.einde < einde:
        einde = t.einde
    return (begin, einde) if begin <= einde else None


def gewone_regels(rng: Random, rel: Relatie, t: Toewijzing, maand: Maand) -> Iterator[tuple[Regel, Product]]:
    """What is declared on an allocation in a month."""
    days = periode(t, maand)
    if days is None:
        return
    for product in t.producten:
        eenheid = product.eenheid
        part = t.aandeel * rng.uniform(0.6, 1.1)
        if t.volume is not None and t.frequentie != "6":
            most = periodemaximum(t, *days)
            volume = int(most * part) // (60 if eenheid == "04" else 1)
        elif t.volume is not None or t.budget is not None:
            volume = _deel_van_totaal(t, part, product, rel, days)
        else:
            volume = rng.randint(1, 20) * {"01": 15, "83": 5_000}.get(eenheid, 1)
        yield regel(rel, t, product, *days, max(1, volume), eenheid), product


def _deel_van_totaal(t: Toewijzing, part: float, product: Product, rel: Relatie, days: tuple[date, date]) -> int:
    months = 12 if t.einde is None else max(1, min(12, (t.einde - max(t.begin, MAANDEN[0].begin)).days // 30))
    share = (1.6 if t.zwaar else 0.7) * part / t.aandeel / months / len(t.producten)
    if t.volume is not None:
        assert t.eenheid is not None
        measure = t.volume * (60 if t.eenheid == "04" else 1)
        return int(measure * share) // (60 if product.eenheid == "04" else 1)
    assert t.budget is not None
    price = rel.aanbieder.prijs(product.code, days[0])
    if product.per_uur and product.eenheid == "01":
        return int(t.budget * share * 60 / price)
    return int(t.budget * share / max(1, price))


def maandregels(rng: Random, rel: Relatie, nr: int, maand: Maand) -> list[Regel]:
    """Every line of a provider in one month, mistakes included, per client."""
    lines: list[Regel] = []
    for t in rel.toewijzingen:
        if t.verwijderd:
            if Maand.van(t.begin) == maand:
                line = regel(rel, t, t.producten[0], t.begin, t.begin, 1, t.producten[0].eenheid)
                line.codes = ("TR384",)
                lines.append(line)
            continue
        for line, product in gewone_regels(rng, rel, t, maand):
            if rng.random() < P_FOUT:
                PLANT[rng.choices(*_KANSEN)[0]](rng, rel, line, product, maand)
            lines.append(line)
    for old in rel.gepland.pop(nr, ()):
        if not old.gecrediteerd:
            lines += _crediteer(rng, rel, old)
    for _ in range(len(lines)):
        if rng.random() < P_EXTRA:
            lines += EXTRA[rng.randrange(len(EXTRA))](rng, rel)
    lines = list(_een_debet(lines))
    lines.sort(key=lambda r: r.bsn)
    return lines


def _een_debet(lines: list[Regel]) -> Iterator[Regel]:
    """Leave out what would be a second debit for the same in one message (TR416)."""
    seen = set()
    for r in lines:
        key = (r.nummer, r.begin, r.einde, r.categorie, r.code)
        if r.vorige is None and key in seen:
            continue
        if r.vorige is None:
            seen.add(key)
        yield r


_KANSEN = (list(PLANT), [PLANT[name].kans for name in PLANT])


def credit(rel: Relatie, old: Regel) -> Regel:
    """The same line again, as a credit."""
    new = Regel(
        old.bsn, rel.volgende("R"), old.t, old.nummer, old.categorie, old.code, old.begin, old.einde,
        old.volume,
        old.eenheid, old.tarief, old.bedrag,
    )  # fmt: skip
    new.vorige = old
    return new


def _crediteer(rng: Random, rel: Relatie, old: Regel) -> list[Regel]:
    assert old.t is not None
    lines = [credit(rel, old)]
    if rng.random() < P_OPNIEUW:
        product = next(p for p in rel.aanbieder.producten if p.code == old.code)
        volume = max(1, int(old.volume * rng.uniform(0.7, 1.0)))
        lines.append(regel(rel, old.t, product, old.begin, old.einde, volume, old.eenheid))
    return lines


def jaar(gemeente: Gemeente, aanbieders: dict[str, Aanbieder], telling: Telling) -> Iterator[Verzending]:
    """All messages of a municipality over the year, per provider in order; counts the truth in `telling`."""
    rng = Random(f"{ZAAD} jaar {gemeente.code}")  # noqa: S311 a seeded corpus, nothing secret
    for agb, toewijzingen in gemeente.toewijzingen.items():
        rel = Relatie(gemeente.code, aanbieders[agb], toewijzingen, laat=rng.random() < 0.05)
        rel.bekend = {bsn for a, bsn in gemeente.clienten if a == agb}
        for nr, maand in enumerate(MAANDEN):
            lines = maandregels(rng, rel, nr, maand)
            later = maand.volgende.volgende if rel.laat else maand.volgende
            moment = later.begin.toordinal() + min(20.0, rng.expovariate(0.25))
            yield from _verstuur_maand(rng, rel, nr, maand, lines, moment, telling)


def na_afloop(gemeente: Gemeente, aanbieders: dict[str, Aanbieder], lengte: int) -> Iterator[Verzending]:
    """
    Messages of exactly `lengte` lines over the month after the year, without mistakes, to measure
    latency.
    """
    rng = Random(f"{ZAAD} later {gemeente.code}")  # noqa: S311 a seeded corpus, nothing secret
    for agb, toewijzingen in gemeente.toewijzingen.items():
        rel = Relatie(gemeente.code, aanbieders[agb], toewijzingen, laat=False, teller=500_000_000)
        lines = [r for t in toewijzingen if not t.verwijderd for r, _ in gewone_regels(rng, rel, t, NA_AFLOOP)]
        for first in range(0, len(lines) - lengte + 1, lengte):
            part = sorted(lines[first : first + lengte], key=lambda r: r.bsn)
            moment = NA_AFLOOP.volgende.begin.toordinal() + 40 + first / 1_000
            yield Verzending(moment, agb, lengte, bericht(rel, NA_AFLOOP, moment, part))


def _verstuur_maand(
    rng: Random, rel: Relatie, nr: int, maand: Maand, lines: list[Regel], moment: float, telling: Telling
) -> Iterator[Verzending]:
    first = 0
    while first < len(lines):
        size = max(1, min(5_000, int(rng.lognormvariate(2.95, 1.0))))
        part, first = lines[first : first + size], first + size
        moment += rng.uniform(0.001, 0.02)
        if rng.random() < P_GEHEEL:
            yield from _afgekeurd(rng, rel, maand, moment, part, telling)
            moment += 0.01
        xml = bericht(rel, maand, moment, part)
        beoordeel(part, rel.levend)
        tel_bericht(telling, rel.gemeente, rel.aanbieder.agb, rel.identificaties[-1], part, "")
        rel.laatste_maand = maand
        _onthoud(rng, rel, nr, part)
        yield Verzending(moment, rel.aanbieder.agb, len(part), xml)
        if rng.random() < P_HERHAALD:
            telling.aantal["herhalingen"] += 1
            yield Verzending(moment + 0.5, rel.aanbieder.agb, len(part), xml)


def _onthoud(rng: Random, rel: Relatie, nr: int, part: list[Regel]) -> None:
    for r in part:
        if r.vorige is not None:
            if not r.codes:
                rel.teruggenomen.append(r.vorige)
        elif not r.codes:
            if rng.random() < P_CREDIT:
                rel.gepland[nr + rng.choice((1, 1, 2))].append(r)
        elif r.t is not None and r.codes[0] not in ("TR304", "TR314"):
            rel.geweigerd.append(r)
        if r.vorige is not None and len(rel.oude_referenties) < 50:  # nothing refers to a credit (TR316)
            rel.oude_referenties.append(r.referentie)


def _afgekeurd(
    rng: Random, rel: Relatie, maand: Maand, moment: float, part: list[Regel], telling: Telling
) -> Iterator[Verzending]:
    """The same lines in a message that is refused whole, one rule at a time."""
    rule = rng.choice(("TR056", "TR333", "TR318", "TR135", "TR378"))
    gemeente = rel.gemeente
    how: dict[str, Any]
    if rule == "TR056" and rel.identificaties:
        how = {"identificatie": rng.choice(rel.identificaties)}
    elif rule == "TR333" and rel.nummers:
        how = {"nummer": rng.choice(rel.nummers)}
    elif rule == "TR318" and rel.laatste_maand == maand:
        how = {"over": maand.vorige}
    elif rule == "TR135":
        how = {"dagtekening": date(2031, 1, 1)}
    elif rule == "TR378":
        gemeente, how = NIET_BESTAAND, {"ontvanger": NIET_BESTAAND}
    else:
        rule, how = "TR358", {"te_veel": 1}
    identificatie = str(how.get("identificatie") or rel.volgende("B"))
    xml = bericht(rel, maand, moment, part, **{"identificatie": identificatie, **how}, onthoud=False)
    tel_bericht(telling, gemeente, rel.aanbieder.agb, identificatie, part, rule)
    yield Verzending(moment, rel.aanbieder.agb, len(part), xml)


def bericht(
    rel: Relatie,
    maand: Maand,
    moment: float,
    lines: list[Regel],
    *,
    identificatie: str = "",
    nummer: str = "",
    over: Maand | None = None,
    dagtekening: date | None = None,
    ontvanger: str = "",
    te_veel: int = 0,
    onthoud: bool = True,
) -> bytes:
    """Write a JW323; keeps the identification and number when `onthoud`."""
    identificatie = identificatie or rel.volgende("B")
    nummer = nummer or rel.volgende("D")
    if onthoud:
        rel.identificaties.append(identificatie)
        rel.nummers.append(nummer)
    month = over or maand
    dag = dagtekening or date.fromordinal(int(moment))
    total = te_veel + sum(r.bedrag if r.vorige is None else -r.bedrag for r in lines)
    parts, bsn = [], ""
    for r in lines:
        if r.bsn != bsn:
            parts.append(f"{_SLUIT if bsn else ''}<jw323:Client><jw323:Bsn>{r.bsn}</jw323:Bsn><jw323:Prestaties>")
            bsn = r.bsn
        parts.append(_prestatie(r))
    return (
        f"{_KOP}<jw323:Header><jw323:BerichtCode>490</jw323:BerichtCode><jw323:BerichtVersie>3</jw323:BerichtVersie>"
        f"<jw323:BerichtSubversie>2</jw323:BerichtSubversie><jw323:Afzender>{rel.aanbieder.agb}</jw323:Afzender>"
        f"<jw323:Ontvanger>{ontvanger or rel.gemeente}</jw323:Ontvanger><jw323:BerichtIdentificatie>"
        f"<ijw:Identificatie>{identificatie}</ijw:Identificatie><ijw:Dagtekening>{dag}</ijw:Dagtekening>"
        "</jw323:BerichtIdentificatie><jw323:XsdVersie><ijw:BasisschemaXsdVersie>1.0.0</ijw:BasisschemaXsdVersie>"
        "<ijw:BerichtXsdVersie>1.0.0</ijw:BerichtXsdVersie></jw323:XsdVersie></jw323:Header>"
        f"<jw323:Declaratie><jw323:DeclaratieNummer>{nummer}</jw323:DeclaratieNummer><jw323:DeclaratiePeriode>"
        f"<ijw:Begindatum>{month.begin}</ijw:Begindatum><ijw:Einddatum>{month.laatste_dag}</ijw:Einddatum>"
        f"</jw323:DeclaratiePeriode><jw323:DeclaratieDagtekening>{dag}</jw323:DeclaratieDagtekening>"
        f"<jw323:TotaalIngediendBedrag><ijw:TotaalBedrag>{abs(total)}</ijw:TotaalBedrag>"
        f"<ijw:DebetCredit>{'C' if total < 0 else 'D'}</ijw:DebetCredit></jw323:TotaalIngediendBedrag>"
        f"<jw323:Clienten>{''.join(parts)}{_SLUIT}</jw323:Clienten></jw323:Declaratie></jw323:Bericht>"
    ).encode()


_SLUIT = "</jw323:Prestaties></jw323:Client>"
_KOP = (
    '<?xml version="1.0" encoding="UTF-8"?><jw323:Bericht'
    ' xmlns:jw323="http://www.istandaarden.nl/ijw/3_2/jw323/schema"'
    ' xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema">'
)


def _prestatie(r: Regel) -> str:
    before = f"<ijw:VorigReferentieNummer>{r.vorige.referentie}</ijw:VorigReferentieNummer>" if r.vorige else ""
    tarief = "" if r.tarief is None else f"<jw323:ProductTarief>{r.tarief}</jw323:ProductTarief>"
    return (
        f"<jw323:Prestatie><jw323:ProductReferentie><ijw:ReferentieNummer>{r.referentie}</ijw:ReferentieNummer>{before}"
        f"</jw323:ProductReferentie><jw323:ToewijzingNummer>{r.nummer}</jw323:ToewijzingNummer>"
        f"<jw323:ProductCategorie>{r.categorie}</jw323:ProductCategorie><jw323:ProductCode>{r.code}</jw323:ProductCode>"
        f"<jw323:ProductPeriode><ijw:Begindatum>{r.begin}</ijw:Begindatum><ijw:Einddatum>{r.einde}</ijw:Einddatum>"
        f"</jw323:ProductPeriode><jw323:GeleverdVolume>{r.volume}</jw323:GeleverdVolume>"
        f"<jw323:Eenheid>{r.eenheid}</jw323:Eenheid>{tarief}<jw323:IngediendBedrag><ijw:Bedrag>{r.bedrag}</ijw:Bedrag>"
        f"<ijw:DebetCredit>{'C' if r.vorige else 'D'}</ijw:DebetCredit></jw323:IngediendBedrag>"
        "</jw323:Prestatie>"
    )
