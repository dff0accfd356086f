# SPDX-License-Identifier: EUPL-1.2
"""
The rules for the ordinary way (`gewoon.py`): read with findtext, look up with the ORM,
compare in Python.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jeugdregio.berichten.models import Bericht as BerichtModel
from jeugdregio.berichten.retour import AfgewezenPrestatie
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.contracten.models import Product, Tarief
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.toewijzingen.models import Client, Toewijzing

J = "{http://www.istandaarden.nl/ijw/3_2/jw323/schema}"
I = "{http://www.istandaarden.nl/ijw/3_2/basisschema/schema}"  # noqa: E741 the prefix of the standard is ijw


@dataclass
class Regel:
    """One prestatie of a message."""

    nr: int
    bsn: str
    referentie: str
    vorige: str | None
    toewijzing: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    dc: str

    @property
    def tot(self) -> date:
        """The day after the product period."""
        return self.einde + timedelta(days=1)

    @property
    def getekend(self) -> int:
        """The amount, negative for a credit."""
        return self.bedrag if self.dc == "D" else -self.bedrag

    def afgewezen(self, codes: list[str]) -> AfgewezenPrestatie:
        """As it stands in the answer."""
        return AfgewezenPrestatie(
            self.referentie, self.vorige, self.toewijzing, self.categorie, self.code, self.begin, self.einde,
            self.volume, self.eenheid, self.tarief, self.bedrag, self.dc, codes,
        )  # fmt: skip


@dataclass
class Bericht:
    """One JW323."""

    aanbieder: str
    gemeente: str
    identificatie: str
    dagtekening: date
    nummer: str
    periode: tuple[date, date]
    declaratie_dagtekening: date
    totaal: int
    totaal_dc: str
    clienten: list[str]
    prestaties: list[Regel]


@dataclass
class Feiten:
    """What was looked up for one line."""

    toewijzing: Toewijzing | None
    referentie_gebruikt: bool
    vorige: Any


def lees_bericht(root: Any) -> Bericht:
    """Walk the tree."""
    head, decl = root.find(f"{J}Header"), root.find(f"{J}Declaratie")
    ident, period = head.find(f"{J}BerichtIdentificatie"), decl.find(f"{J}DeclaratiePeriode")
    total = decl.find(f"{J}TotaalIngediendBedrag")
    sign = -1 if total.findtext(f"{I}DebetCredit") == "C" else 1
    lines: list[Regel] = []
    clients = []
    for client in decl.iter(f"{J}Client"):
        bsn = client.findtext(f"{J}Bsn")
        clients.append(bsn)
        lines += [_lees_prestatie(p, bsn, len(lines) + i) for i, p in enumerate(client.iter(f"{J}Prestatie"))]
    return Bericht(
        aanbieder=head.findtext(f"{J}Afzender"),
        gemeente=head.findtext(f"{J}Ontvanger"),
        identificatie=ident.findtext(f"{I}Identificatie"),
        dagtekening=date.fromisoformat(ident.findtext(f"{I}Dagtekening")),
        nummer=decl.findtext(f"{J}DeclaratieNummer"),
        periode=_periode(period),
        declaratie_dagtekening=date.fromisoformat(decl.findtext(f"{J}DeclaratieDagtekening")),
        totaal=sign * int(total.findtext(f"{I}TotaalBedrag")),
        totaal_dc=total.findtext(f"{I}DebetCredit"),
        clienten=clients,
        prestaties=lines,
    )


def _periode(element: Any) -> tuple[date, date]:
    return (
        date.fromisoformat(element.findtext(f"{I}Begindatum")),
        date.fromisoformat(element.findtext(f"{I}Einddatum")),
    )


def _lees_prestatie(p: Any, bsn: str, nr: int) -> Regel:
    begin, einde = _periode(p.find(f"{J}ProductPeriode"))
    reference, amount = p.find(f"{J}ProductReferentie"), p.find(f"{J}IngediendBedrag")
    tariff = p.findtext(f"{J}ProductTarief")
    return Regel(
        nr=nr,
        bsn=bsn,
        referentie=reference.findtext(f"{I}ReferentieNummer"),
        vorige=reference.findtext(f"{I}VorigReferentieNummer"),
        toewijzing=int(p.findtext(f"{J}ToewijzingNummer")),
        categorie=p.findtext(f"{J}ProductCategorie"),
        code=p.findtext(f"{J}ProductCode"),
        begin=begin,
        einde=einde,
        volume=int(p.findtext(f"{J}GeleverdVolume")),
        eenheid=p.findtext(f"{J}Eenheid"),
        tarief=None if tariff is None else int(tariff),
        bedrag=int(amount.findtext(f"{I}Bedrag")),
        dc=amount.findtext(f"{I}DebetCredit"),
    )


def _meer_dan_eens(values: Any) -> bool:
    return any(count > 1 for count in Counter(values).values())


def in_bericht(m: Bericht) -> list[str]:
    """The rules on the message itself (level 2)."""
    lines, codes = m.prestaties, set()
    previous = [p.vorige for p in lines if p.vorige is not None]
    if _meer_dan_eens(m.clienten) or _meer_dan_eens((p.bsn, p.referentie, p.vorige) for p in lines):
        codes.add("TR101")
    if any(not voldoet_aan_elfproef(bsn) for bsn in m.clienten):
        codes.add("CS002")
    if m.totaal != sum(p.getekend for p in lines):
        codes.add("TR358")
    if _meer_dan_eens(previous):
        codes.add("TR315")
    if set(previous) & {p.referentie for p in lines}:
        codes.add("TR316")
    if _meer_dan_eens((p.toewijzing, p.begin, p.einde, p.categorie, p.code) for p in lines if p.dc == "D"):
        codes.add("TR416")
    begin, einde = m.periode
    if begin != Maand.van(begin).begin or einde != Maand.van(begin).laatste_dag:
        codes.add("CS340")
    for p in [*lines]:
        if p.begin > m.dagtekening:
            codes.add("TR134")
        if p.einde < p.begin or p.einde > m.dagtekening:
            codes.add("TR137")
        if Maand.van(p.begin) != Maand.van(p.einde):
            codes.add("CS337")
        if (p.eenheid == "83") != (p.tarief is None):
            codes.add("CD087")
        if p.eenheid == "83" and p.bedrag != p.volume:
            codes.add("CS339")
        if p.bedrag == 0 and p.dc != "D":
            codes.add("CS325")
        if p.einde < _vijf_jaar_eerder(m.declaratie_dagtekening):
            codes.add("TR335")
        if (p.dc == "C") != (p.vorige is not None):
            codes.add("CD005")
    return sorted(codes)


def _vijf_jaar_eerder(dag: date) -> date:
    return dag.replace(year=dag.year - 5, day=min(dag.day, 28) if dag.month == 2 else dag.day)


def kop(m: Bericht, today: date) -> list[str]:
    """The rules on the header."""
    if m.gemeente not in codelijst("gemeente").codes:
        return ["TR378"]
    if m.dagtekening > today:
        return ["TR135"]
    before = BerichtModel.objects.filter(
        gemeente=m.gemeente, afzender=m.aanbieder, soort="JW323", identificatie=m.identificatie
    )
    return ["TR056"] if before.exclude(uitkomst="afgekeurd").exists() else []


def declaratie(m: Bericht) -> list[str]:
    """The rules on the declaratie as a whole."""
    before = Declaratie.objects.filter(gemeente=m.gemeente, aanbieder=m.aanbieder, verwerkt=True)
    codes = []
    if before.filter(maand__gt=m.periode[0]).exists():
        codes.append("TR318")
    if before.filter(nummer=m.nummer).exists():
        codes.append("TR333")
    return codes


def zoek(m: Bericht, p: Regel, client: Client | None) -> Feiten:
    """Look up what a line refers to."""
    t = Toewijzing.objects.filter(gemeente=m.gemeente, nummer=p.toewijzing, aanbieder=m.aanbieder).first()
    mine = Prestatie.objects.filter(gemeente=m.gemeente, aanbieder=m.aanbieder, dubbel=False)
    previous = None
    if p.dc == "C" and client is not None:
        previous = mine.filter(
            referentie=p.vorige, dc="D", toegekend=True, client_id=client.id, toewijzing_nummer=p.toewijzing,
            categorie=p.categorie, code=p.code, begin=p.begin, tot=p.tot, volume=p.volume, eenheid=p.eenheid,
            tarief_cent=p.tarief, bedrag_cent=p.bedrag,
        ).first()  # fmt: skip
    return Feiten(t, mine.filter(referentie=p.referentie).exists(), previous)


def tr304(client: Client | None, t: Toewijzing | None) -> bool:
    """Whether the client is refused."""
    return client is None or (t is not None and t.client_id != client.id)


def credit(m: Bericht, p: Regel, fact: Feiten) -> list[str]:
    """The rules on a credit."""
    codes = []
    if fact.toewijzing is None:
        codes.append("TR338")
    if fact.referentie_gebruikt:
        codes.append("TR314")
    if fact.vorige is None:
        codes.append("TR323")
    elif fact.vorige.gecrediteerd:
        codes.append("TR390")
    return codes


def debet(m: Bericht, p: Regel, fact: Feiten, region: str) -> list[str]:
    """The rules on a debit, without those on running totals."""
    codes = ["TR314"] if fact.referentie_gebruikt else []
    tariff = _tarief(m, p, region)
    if not Product.objects.filter(regio=region, code=p.code, categorie=p.categorie).exists():
        codes.append("TR381")
    if p.einde > m.periode[1]:
        codes.append("TR319")
    by_hour = tariff is not None and (tariff.per_uur or tariff.eenheid == "04") and p.eenheid == "01"
    if p.eenheid != "83":
        price = None if tariff is None else tariff.tarief_cent
        expected = (2 * price + 60) // 120 if by_hour and price is not None else price
        if p.tarief != expected:
            codes.append("TR418")
        amount = (2 * price * p.volume + 60) // 120 if by_hour and price is not None else p.volume * (p.tarief or 0)
        if p.bedrag != amount:
            codes.append("TR346")
    t = fact.toewijzing
    return codes + (["TR338"] if t is None else _op_toewijzing(m, p, t, tariff))


def _tarief(m: Bericht, p: Regel, region: str) -> Tarief | None:
    found = list(Tarief.objects.filter(regio=region, aanbieder=m.aanbieder, code=p.code, geldig__contains=p.begin))
    found.sort(
        key=lambda f: (
            f.eenheid != p.eenheid,
            f.categorie != p.categorie,
            not (f.per_uur or f.eenheid == "04"),
        )
    )
    return found[0] if found else None


def _op_toewijzing(m: Bericht, p: Regel, t: Toewijzing, tariff: Tarief | None) -> list[str]:
    if t.verwijderd:
        return ["TR384"]
    month, codes = Maand.van(p.begin), []
    first, last = t.geldig.lower, t.geldig.upper and t.geldig.upper - timedelta(days=1)
    if t.categorie is not None and p.categorie != t.categorie:
        codes.append("TR339")
    if t.code is not None and p.code != t.code:
        codes.append("TR340")
    if not _eenheid_past(p, t, tariff):
        codes.append("TR341")
    if p.begin < first:
        codes.append("TR307")
    if last is not None and p.einde > last:
        codes.append("TR308")
    if p.begin != max(month.begin, first):
        codes.append("TR387")
    if p.einde != min(month.laatste_dag, last or date.max):
        codes.append("TR388")
    living = Prestatie.objects.filter(
        gemeente=m.gemeente, toewijzing_id=t.id, begin=p.begin, tot=p.tot, categorie=p.categorie,
        code=p.code, dc="D",
        toegekend=True, gecrediteerd=False,
    )  # fmt: skip
    if living.exists():
        codes.append("TR389")
    if t.volume is not None and past(t, p.eenheid) and maat(p.volume, p.eenheid) > _periodemaximum(t, p):
        codes.append("TR321")
    return codes


def _eenheid_past(p: Regel, t: Toewijzing, tariff: Tarief | None) -> bool:
    if t.eenheid is not None:
        return past(t, p.eenheid)
    if tariff is None or p.eenheid == tariff.eenheid:
        return True
    return p.eenheid in ("01", "04") and (tariff.per_uur or (tariff.eenheid, p.eenheid) == ("04", "01"))


def past(t: Toewijzing, eenheid: str) -> bool:
    """Whether a line in this unit counts against the allocation."""
    if t.verwijderd:
        return False
    return t.eenheid is None or t.eenheid == eenheid or (t.eenheid, eenheid) == ("04", "01")


def maat(volume: int, eenheid: str) -> int:
    """Hours count in minutes."""
    return volume * 60 if eenheid == "04" else volume


def _periodemaximum(t: Toewijzing, p: Regel) -> int:
    assert t.volume is not None
    assert t.eenheid is not None
    once = maat(t.volume, t.eenheid)
    if t.frequentie == "1":
        return once * ((p.einde - p.begin).days + 1)
    if t.frequentie != "2":
        return once
    if t.eenheid in ("82", "83"):
        return once * _weken_op_zondag(t, p)
    return once * ((p.einde.toordinal() - 1) // 7 - (p.begin.toordinal() - 1) // 7 + 1)


def _zondagen(begin: date, einde: date) -> int:
    return einde.toordinal() // 7 - (begin.toordinal() - 1) // 7


def _weken_op_zondag(t: Toewijzing, p: Regel) -> int:
    weeks = _zondagen(p.begin, p.einde)
    if t.geldig.upper is None:
        return weeks
    last = t.geldig.upper - timedelta(days=1)
    if last.isoweekday() != 7:
        day = last - timedelta(days=last.isoweekday()) if _zondagen(t.geldig.lower, last) > 0 else last
        weeks += p.begin <= day <= p.einde
    return weeks
