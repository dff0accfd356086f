# SPDX-License-Identifier: EUPL-1.2
"""
The traffic is judged by a second, slow checker that only reads the XML.

It knows nothing of the simulator and counts days one by one. Every line marked right must pass, every
planted mistake must give its expected codes and no others than allowed.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from lxml import etree

from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.bsn import elfproef
from jeugdregio.demo.fouten import ALLE_SOORTEN
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer

REGIO = regio_ijsselland()
SCHAAL, SEED = 0.12, 4
VEEL = dict.fromkeys(ALLE_SOORTEN, 0.012)


@pytest.fixture(scope="module")
def berichten():
    return list(simuleer(bevolking(SCHAAL, SEED, REGIO), REGIO, seed=SEED, foutkans=VEEL))


def boom(xml):
    """Element tree without namespaces."""
    wortel = etree.fromstring(xml)
    for e in wortel.iter():
        e.tag = etree.QName(e).localname
    return wortel


def dagen(van, tot):
    return [van + timedelta(days=i) for i in range((tot - van).days + 1)]


def half_omhoog(teller, noemer):
    return (2 * teller + noemer) // (2 * noemer)


class Toets:
    """An independent judge of allocations, starts, stops and declarations, in order of arrival."""

    def __init__(self):
        self.toewijzing = {}
        self.bsn = defaultdict(set)
        self.starts = {}
        self.identificaties, self.nummers, self.referenties = set(), set(), set()
        self.laatste_maand = {}
        self.toegekend, self.gecrediteerd = {}, set()
        self.som, self.geld = Counter(), Counter()
        self.per_sleutel, self.op_toewijzing = defaultdict(list), defaultdict(list)
        self.tarief = {(t.agb, t.product): t.tarief_cent for t in REGIO.tarieven if t.geldig_tot == date(2027, 1, 1)}

    def kop(self, b, wortel):
        tekst = wortel.findtext
        assert tekst("Header/Afzender") == b.afzender
        assert tekst("Header/Ontvanger") == b.ontvanger
        dagtekening = date.fromisoformat(tekst("Header/BerichtIdentificatie/Dagtekening"))
        assert dagtekening <= b.moment.date()
        sleutel = (b.afzender, b.ontvanger, b.soort, tekst("Header/BerichtIdentificatie/Identificatie"))
        if sleutel in self.identificaties:
            return dagtekening, {"9056"}
        self.identificaties.add(sleutel)
        return dagtekening, set()

    def jw301(self, b, wortel):
        dagtekening, codes = self.kop(b, wortel)
        gezien = []
        for e in wortel.iter("ToegewezenProduct"):
            t = {
                "bsn": wortel.findtext("Client/Bsn"),
                "agb": b.ontvanger,
                "categorie": e.findtext("Product/Categorie"),
                "code": e.findtext("Product/Code"),
                "ingang": date.fromisoformat(e.findtext("Ingangsdatum")),
                "einde": date.fromisoformat(e.findtext("Einddatum")) if e.find("Einddatum") is not None else None,
                "volume": int(e.findtext("Omvang/Volume", "-1")),
                "eenheid": e.findtext("Omvang/Eenheid"),
                "frequentie": e.findtext("Omvang/Frequentie"),
                "budget": int(e.findtext("Budget")) if e.find("Budget") is not None else None,
                "reden": e.findtext("RedenWijziging"),
                "op": e.findtext("Toewijzingsdatum") + e.findtext("Toewijzingstijd"),
            }
            assert date.fromisoformat(e.findtext("Toewijzingsdatum")) <= dagtekening  # TR134
            assert t["einde"] is None or t["einde"] >= t["ingang"]  # CS003
            assert (t["budget"] is None) == (t["code"] is not None)  # CD041, CD077-CD080
            assert t["einde"] or (t["frequentie"] != "2" and t["budget"] is None)  # CD075, CD076
            assert not (t["eenheid"] in ("14", "16", "83", "84") and t["frequentie"] == "1")  # CS338
            sleutel = (b.afzender, int(e.findtext("ToewijzingNummer")))
            oud = self.toewijzing.get(sleutel)
            assert oud is None or (oud["bsn"], oud["agb"], oud["ingang"]) == (t["bsn"], t["agb"], t["ingang"])
            if oud is None or t["op"] >= oud["op"]:
                self.toewijzing[sleutel] = t
            self.bsn[b.afzender, b.ontvanger].add(t["bsn"])
            if t["reden"] != "13":
                for ander in gezien:  # TR302
                    zelfde = not (t["categorie"] and ander["categorie"]) or (
                        t["code"] == ander["code"]
                        if t["code"] and ander["code"]
                        else t["categorie"] == ander["categorie"]
                    )
                    einde, begin = (
                        min(t["einde"] or date.max, ander["einde"] or date.max),
                        max(t["ingang"], ander["ingang"]),
                    )
                    assert not (zelfde and begin <= einde), (t, ander)
                gezien.append(t)
        return codes

    def klein(self, b, wortel):
        """JW305 and JW307: one mistake refuses the whole message."""
        dagtekening, codes = self.kop(b, wortel)
        bsn = wortel.findtext("Client/Bsn")
        nieuw = []
        for e in [*wortel.iter("StartProduct"), *wortel.iter("StopProduct")]:
            begin = date.fromisoformat(e.findtext("Begindatum"))
            sleutel = (b.ontvanger, int(e.findtext("ToewijzingNummer")))
            t = self.toewijzing.get(sleutel)
            einde = e.findtext("Einddatum")
            laatste = date.fromisoformat(einde) if einde else begin
            if laatste > dagtekening or laatste < begin:
                return {"0001"}
            if t is None or (t["agb"], t["bsn"]) != (b.afzender, bsn):
                codes.add("9019")
                continue
            if (t["categorie"], t["code"]) != (e.findtext("Product/Categorie"), e.findtext("Product/Code")):
                codes.add("9069")
            if einde is None:
                if (sleutel, begin) in self.starts:
                    codes.add("9074")
                if any(s == sleutel and open_ for (s, _), open_ in self._van(sleutel)):
                    codes.add("9326")
                nieuw.append(((sleutel, begin), True))
            else:
                if not self.starts.get((sleutel, begin)):
                    codes.add("9069")
                nieuw.append(((sleutel, begin), False))
        if not codes:
            for k, v in nieuw:
                self.starts[k] = v
                self.per_sleutel[k[0]].append(k)
        return codes

    def _van(self, sleutel):
        return [(k, self.starts[k]) for k in self.per_sleutel[sleutel]]

    def jw323(self, b, wortel):
        """Codes on the message, or per reference number."""
        dagtekening, codes = self.kop(b, wortel)
        regels = [(c.findtext("Bsn"), p) for c in wortel.iter("Client") for p in c.iter("Prestatie")]
        van, tot = (
            date.fromisoformat(wortel.findtext(f"Declaratie/DeclaratiePeriode/{x}datum")) for x in ("Begin", "Eind")
        )
        if self._in_bericht(wortel, regels, dagtekening, van, tot):
            return {"0001"}, {}
        if codes:
            return codes, {}
        paar = (b.ontvanger, b.afzender)
        nummer = (*paar, wortel.findtext("Declaratie/DeclaratieNummer"))
        if nummer in self.nummers:
            return {"9333"}, {}
        if van < self.laatste_maand.get(paar, van):
            return {"8214"}, {}
        self.nummers.add(nummer)
        self.laatste_maand[paar] = van
        uit = {}
        for soort in ("C", "D"):
            for bsn, p in regels:
                if p.findtext("IngediendBedrag/DebetCredit") == soort:
                    referentie = p.findtext("ProductReferentie/ReferentieNummer")
                    uit[referentie] = (self._credit if soort == "C" else self._debet)(b, bsn, p, referentie, tot)
        return set(), uit

    def _in_bericht(self, wortel, regels, dagtekening, van, tot):
        saldo, refs, vorigen, sleutels = 0, [], [], []
        fout = tot >= dagtekening + timedelta(days=1) or van.day != 1 or (tot + timedelta(days=1)).day != 1
        for bsn, p in regels:
            dc = p.findtext("IngediendBedrag/DebetCredit")
            bedrag = int(p.findtext("IngediendBedrag/Bedrag"))
            saldo += bedrag if dc == "D" else -bedrag
            refs.append(p.findtext("ProductReferentie/ReferentieNummer"))
            vorige = p.findtext("ProductReferentie/VorigReferentieNummer")
            begin, eind = (date.fromisoformat(p.findtext(f"ProductPeriode/{x}datum")) for x in ("Begin", "Eind"))
            eenheid, tarief = p.findtext("Eenheid"), p.findtext("ProductTarief")
            fout |= not elfproef(bsn) or (vorige is None) != (dc == "D")  # CS002, CD060
            fout |= begin > eind or eind > dagtekening or begin.replace(day=1) != eind.replace(day=1)
            fout |= (tarief is None) != (eenheid == "83")  # CD087
            fout |= eenheid == "83" and bedrag != int(p.findtext("GeleverdVolume"))  # CS339
            if vorige:
                vorigen.append(vorige)
            else:
                sleutels.append(
                    (
                        p.findtext("ToewijzingNummer"),
                        begin,
                        eind,
                        p.findtext("ProductCategorie"),
                        p.findtext("ProductCode"),
                    )
                )
        som = wortel.find("Declaratie/TotaalIngediendBedrag")
        fout |= int(som.findtext("TotaalBedrag")) != abs(saldo) or som.findtext("DebetCredit") != (
            "C" if saldo < 0 else "D"
        )
        for lijst in (refs, vorigen, sleutels):  # TR101, TR315, TR416
            fout |= len(lijst) != len(set(lijst))
        return fout or bool(set(refs) & set(vorigen))  # TR316

    def _inhoud(self, bsn, p):
        velden = (
            "ToewijzingNummer",
            "ProductCategorie",
            "ProductCode",
            "ProductPeriode/Begindatum",
            "ProductPeriode/Einddatum",
            "GeleverdVolume",
            "Eenheid",
            "ProductTarief",
            "IngediendBedrag/Bedrag",
        )
        return (bsn, *(p.findtext(v) for v in velden))

    def _credit(self, b, bsn, p, referentie, tot):
        vorige = (b.ontvanger, b.afzender, p.findtext("ProductReferentie/VorigReferentieNummer"))
        if vorige in self.gecrediteerd:
            return {"9390"}
        if self.toegekend.get(vorige) != self._inhoud(bsn, p):
            return {"8017"}
        self.gecrediteerd.add(vorige)
        del self.toegekend[vorige]
        sleutel = (b.ontvanger, int(p.findtext("ToewijzingNummer")))
        self.som[sleutel] -= self._genormeerd(sleutel, p)
        self.geld[sleutel] -= int(p.findtext("IngediendBedrag/Bedrag"))
        self.referenties.add((b.ontvanger, b.afzender, referentie))
        return set()

    def _genormeerd(self, sleutel, p):
        """Volume in minutes when an hour was allocated, so that hours and minutes add up."""
        uur = self.toewijzing[sleutel]["eenheid"] == "04" and p.findtext("Eenheid") == "04"
        return int(p.findtext("GeleverdVolume")) * (60 if uur else 1)

    def _debet(self, b, bsn, p, referentie, tot):
        codes = set()
        if (b.ontvanger, b.afzender, referentie) in self.referenties:
            codes.add("8021")
        if bsn not in self.bsn[b.ontvanger, b.afzender]:
            return codes | {"8187"}
        sleutel = (b.ontvanger, int(p.findtext("ToewijzingNummer")))
        t = self.toewijzing.get(sleutel)
        if t is None or (t["agb"], t["bsn"]) != (b.afzender, bsn):
            return codes | {"9338"}
        if t["reden"] == "13":
            return codes | {"9384"}
        begin, eind = (date.fromisoformat(p.findtext(f"ProductPeriode/{x}datum")) for x in ("Begin", "Eind"))
        code, eenheid = p.findtext("ProductCode"), p.findtext("Eenheid")
        bedrag = int(p.findtext("IngediendBedrag/Bedrag"))
        maand = [
            d for d in dagen(begin.replace(day=1), begin.replace(day=1) + timedelta(days=30)) if d.month == begin.month
        ]
        binnen = [d for d in maand if t["ingang"] <= d <= (t["einde"] or date.max)]
        gelijk = {
            "9307": begin >= t["ingang"],
            "9308": t["einde"] is None or eind <= t["einde"],
            "9319": eind <= tot,
            "9387": not binnen or begin == binnen[0],
            "9388": not binnen or eind == binnen[-1],
            "9339": not t["categorie"] or t["categorie"] == p.findtext("ProductCategorie"),
            "9340": not t["code"] or t["code"] == code,
            "S329": REGIO.product[code].categorie == p.findtext("ProductCategorie"),
            "9341": not t["eenheid"] or t["eenheid"] == eenheid or (t["eenheid"], eenheid) == ("04", "01"),
            "9389": self._inhoud(bsn, p)[:6] not in {x[:6] for x in self._lopend(b, sleutel)},
        }
        codes |= {k for k, goed in gelijk.items() if not goed}
        codes |= self._prijs(b, p, code, eenheid, bedrag)
        codes |= self._volume(t, sleutel, p, begin, eind)
        if t["budget"] is not None and self.geld[sleutel] + bedrag > t["budget"]:
            codes.add("9369")
        if not codes:
            self.referenties.add((b.ontvanger, b.afzender, referentie))
            self.toegekend[b.ontvanger, b.afzender, referentie] = self._inhoud(bsn, p)
            self.op_toewijzing[sleutel].append((b.ontvanger, b.afzender, referentie))
            self.som[sleutel] += self._genormeerd(sleutel, p)
            self.geld[sleutel] += bedrag
        return codes

    def _lopend(self, b, sleutel):
        return [self.toegekend[r] for r in self.op_toewijzing[sleutel] if r in self.toegekend]

    def _prijs(self, b, p, code, eenheid, bedrag):
        volume = int(p.findtext("GeleverdVolume"))
        if eenheid == "83":
            return set()
        tarief = int(p.findtext("ProductTarief"))
        contract = self.tarief.get((b.afzender, code))
        if REGIO.product[code].eenheid == "04" and eenheid == "01":
            goed = bedrag == half_omhoog(contract * volume, 60)
            return ({"0611"} if tarief != half_omhoog(contract, 60) else set()) | (set() if goed else {"9346"})
        return ({"0611"} if tarief != contract else set()) | (set() if bedrag == volume * tarief else {"9346"})

    def _volume(self, t, sleutel, p, begin, eind):
        if not t["eenheid"]:
            return set()
        volume = self._genormeerd(sleutel, p)
        keer = 60 if t["eenheid"] == "04" else 1
        per_maand = t["volume"] * keer * self._keren(t, begin, eind)
        codes = {"9321"} if volume > per_maand else set()
        if t["frequentie"] == "6":
            totaal = t["volume"] * keer
        elif t["einde"] is None:
            return codes
        elif t["frequentie"] == "4":
            totaal = t["volume"] * keer * len({(d.year, d.month) for d in dagen(t["ingang"], t["einde"])})
        else:
            totaal = t["volume"] * keer * self._keren(t, t["ingang"], t["einde"])
        return codes | ({"9322"} if self.som[sleutel] + volume > totaal else set())

    def _keren(self, t, begin, eind):
        if t["frequentie"] == "1":
            return len(dagen(begin, eind))
        if t["frequentie"] != "2":
            return 1
        if t["eenheid"] not in ("82", "83"):
            return len({d.isocalendar()[:2] for d in dagen(begin, eind)})
        zondagen = [d for d in dagen(t["ingang"], t["einde"]) if d.isoweekday() == 7]
        extra = zondagen and begin <= zondagen[-1] <= eind and t["einde"].isoweekday() != 7
        return sum(begin <= d <= eind for d in zondagen) + bool(extra)


@pytest.fixture(scope="module")
def oordelen(berichten):
    """(message, codes on the message, codes per reference) by the independent judge, without duplicates."""
    toets = Toets()
    uit = []
    for b in berichten:
        if b.waarheid.dubbel:
            continue
        wortel = boom(b.xml)
        if b.soort == "JW323":
            uit.append((b, *toets.jw323(b, wortel)))
        else:
            codes = toets.jw301(b, wortel) if b.soort == "JW301" else toets.klein(b, wortel)
            uit.append((b, codes, {}))
    return uit


def test_every_whole_message_gets_exactly_its_expected_codes(oordelen):
    for b, codes, _ in oordelen:
        assert b.waarheid.verwachte_codes <= codes, (b.soort, b.moment, b.waarheid.fout, codes)
        assert codes <= b.waarheid.verwachte_codes | b.waarheid.toegestane_extra, (
            b.soort,
            b.waarheid.fout,
            codes,
        )


def test_every_line_gets_exactly_its_expected_codes(oordelen):
    goed = 0
    for b, codes, per_regel in oordelen:
        if codes:
            assert not any(r.juist for r in b.waarheid.regels)
            continue
        for r in b.waarheid.regels:
            gevonden = per_regel[r.referentie]
            assert r.juist == (not gevonden), (r, gevonden)
            assert r.verwachte_codes <= gevonden, (r, gevonden)
            assert gevonden <= r.verwachte_codes | r.toegestane_extra, (r, gevonden)
            goed += r.juist
    assert goed > 5_000
