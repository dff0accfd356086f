# SPDX-License-Identifier: EUPL-1.2
"""
Test kit: messages in order through the whole house, and per message what has to come back.

A story is a list of `Stap`: a message and its verdict. The verdict is empty when nothing is wrong, names the rules
of level 2 (`"TR101 TR383"`), or names codes per class (`"Header:9056"`, `"StartProduct0:9019,S329 Client:9374"`).
`na` is the state afterwards, one line per allocation, delivery and request (`staat`); a refused message changes
nothing, whatever `na` says. What goes back is checked against IV028 each time: header alone, or every class.

Products: `"45A04"` is category 45 with a code, `"45"` has no code, `"44:45A04"` another category, `"-"` is nothing.
Sizes: `"10/04/4"` is volume/eenheid/frequentie, `"€500"` a budget in cents, `""` neither.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any

from lxml import etree

from jeugdregio.berichten.definities import jw301, jw305, jw307, jw315, jw317, jw319
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.ketentest.scenario import speel
from tests.shared import IJW

GEMEENTE, AANBIEDER = "0193", "42420001"
KIND, ANDER_KIND = "999900006", "999996770"
CONTRACT = {
    "45A04": ("inspanning", "04"),
    "45A53": ("inspanning", "04"),
    "45A60": ("output", "82"),
    "44A09": ("inspanning", "14"),
    "41A11": ("inspanning", "16"),
    "44A47": ("taak", None),
}
REGEL = {"9069": "TR382", "8848": "TR135", "S300": "TR378", "S329": "TR381", "8187": "TR304"}
"""The rule of a code, where it is not the TR with the same number (list WJ001)."""

XSD = "XSD"
JAAR = " 2026-01-01 2026-12-31"
"""The period of an allocation of which no other is drawn; left out of its line in `staat`."""


@dataclass(frozen=True)
class Stap:
    """One message, its verdict, and the state afterwards (`None`: not looked at)."""

    bericht: Any
    oordeel: str = ""
    na: str | None = None
    systeemdatum: str = ""
    kapot: tuple[str, str] = ("", "")
    """A piece of the XML, and what stands there instead: for what no builder would write."""

    def xml(self, nr: int) -> bytes:
        kop = self.bericht.header
        naam = kop.bericht_identificatie.identificatie or f"B{nr}"
        kop = replace(kop, bericht_identificatie=replace(kop.bericht_identificatie, identificatie=naam))
        data = schrijf(replace(self.bericht, header=kop))
        oud, nieuw = (deel.encode() for deel in self.kapot)
        assert oud in data
        return data.replace(oud, nieuw) if oud else data

    @property
    def soort(self) -> Soort:
        return Soort(type(self.bericht).__module__.rsplit(".", 1)[1].upper())

    @property
    def dag(self) -> str:
        return self.systeemdatum or str(self.bericht.header.bericht_identificatie.dagtekening)


def context() -> dict[str, Any]:
    """The world of every story: one municipality, one provider with a contract."""
    contract = [
        {
            "productcategorie": code[:2],
            "productcode": code,
            "variant": variant,
            "eenheid": unit,
            "tarief": unit and 7500,
        }
        for code, (variant, unit) in CONTRACT.items()
    ]
    codes = {code: code[:2] for code in CONTRACT}
    return {"gemeente": GEMEENTE, "aanbieder": AANBIEDER, "contract": contract, "productcodelijst": codes}


def schrijf_scenario(folder: Path, stappen: list[Stap]) -> list[bytes]:
    """Write a scenario folder as the standard's test bench has them; gives the messages."""
    (folder / "stappen").mkdir(parents=True)
    berichten = [stap.xml(nr) for nr, stap in enumerate(stappen, 1)]
    steps = []
    for nr, (stap, data) in enumerate(zip(stappen, berichten, strict=True), 1):
        bestand = f"stappen/{nr:02d}-{stap.soort}.xml"
        (folder / bestand).write_bytes(data)
        steps.append({"nr": nr, "bestand": bestand, "bericht": stap.soort.value, "systeemdatum": stap.dag})
    scenario = {"id": folder.name, "context": context(), "stappen": steps}
    (folder / "scenario.json").write_text(json.dumps(scenario), encoding="utf-8")
    return berichten


def staat(toestand: dict[str, Any]) -> list[str]:
    """The state in lines: `1001 actueel 2026-02-01 2026-02-28`, `2026-01-05@1001 lopend`, `R1 in_behandeling`."""
    lines = [
        f"{nummer} {t['status']} {t['ingangsdatum']} {t['einddatum'] or ''}".removesuffix(JAAR).rstrip()
        for nummer, t in toestand.get("toewijzingen", {}).items()
    ]
    lines += [
        f"{d['begindatum']}@{d['toewijzing'] or ''} {d['status']} {d['einddatum'] or ''}".rstrip()
        for d in toestand.get("leveringen", [])
    ]
    return sorted(lines + [f"{ref} {status}" for ref, status in toestand.get("verzoeken", {}).items()])


def verwacht(oordeel: str) -> dict[str, Any]:
    """The verdict of a step as the test bench writes it; codes and rules in alphabetical order."""
    if not oordeel:
        return {"uitkomst": "geaccepteerd", "niveau": None, "regels": [], "retour": {}}
    if oordeel == XSD:
        return {"uitkomst": "geen_retourbericht", "niveau": 1, "regels": [XSD], "retour": {}}
    if ":" not in oordeel:
        retour = {"Header": ["0001"]}
        return {"uitkomst": "afgekeurd", "niveau": 2, "regels": sorted(oordeel.split()), "retour": retour}
    retour = {klasse: sorted(codes.split(",")) for klasse, codes in (deel.split(":") for deel in oordeel.split())}
    codes = {code for found in retour.values() for code in found}
    niveau = 4 if codes <= {"8848", "S300", "S329"} else 3
    regels = sorted({REGEL.get(code, f"TR{code[1:]}") for code in codes})
    return {"uitkomst": "afgekeurd", "niveau": niveau, "regels": regels, "retour": retour}


def uitkomst(resultaat: dict[str, Any]) -> dict[str, Any]:
    """What the house said, in the same form as `verwacht`."""
    retour = {f"{r['klasse']}{r.get('index', '')}": sorted(r["codes"]) for r in resultaat["retour"]}
    return {
        "uitkomst": resultaat["uitkomst"],
        "niveau": resultaat["controleniveau"],
        "regels": sorted(resultaat["regels"]),
        "retour": retour,
    }


@cache
def _schema(soort: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(IJW) / "xsd" / f"{soort}.xsd"))


def fouten_in_antwoord(heen: bytes, antwoord: bytes, soort: Soort) -> list[str]:
    """What is wrong with a retourbericht by its schema (where that lies beside the project) and by IV028."""
    boom = etree.fromstring(antwoord)
    schema = _schema(str(soort.antwoord)) if Path(IJW).exists() else None
    wrong = [] if schema is None or schema.validate(boom) else [str(schema.error_log)]
    codes = [[c.text for c in r] for r in boom.iter("{*}RetourCodes")]
    if len(boom) > 1:
        sent, back = (_klassen(etree.fromstring(data)) for data in (heen, antwoord))
        wrong += [f"not every class is back: {sent - back}"] if sent != back else []
        wrong += [] if codes[0] == ["0200"] else [f"header {codes[0]}"]
        wrong += [f"{found} together" for found in codes if len(found) > 1 and {"0200", "0233"} & set(found)]
        unknown = "8187" in codes[-1]  # the codes of a client come behind those below it
        rest = {code for found in codes[1:] for code in found} & {"0200", "0233"}
        wrong += [f"{rest} below the client"] if rest - {"0233" if unknown else "0200"} else []
    return wrong


def _klassen(boom: Any) -> Counter[str]:
    names = [etree.QName(e).localname for e in boom[1].iter(f"{{{etree.QName(boom).namespace}}}*")]
    return Counter(name for name in names if not name.startswith("RetourCode"))


def _dag(text: str) -> date:
    return date.fromisoformat(text)


def _of_dag(text: str | None) -> date | None:
    return _dag(text) if text else None


def product(text: str) -> t.Product | None:
    if text == "-":
        return None
    categorie, _, code = text.partition(":")
    if not code:
        categorie, code = text[:2], text if len(text) > 2 else ""
    return t.Product(categorie=categorie, code=code or None)


def _maat(text: str) -> dict[str, Any]:
    if not text:
        return {}
    delen = text.split(" ")
    wat: dict[str, Any] = {}
    for deel in delen:
        if deel.startswith("€"):
            wat["budget"] = int(deel[1:])
        else:
            volume, eenheid, frequentie = deel.split("/")
            wat["omvang"] = t.Omvang(volume=int(volume), eenheid=eenheid, frequentie=frequentie)
    return wat


def _kop(soort: Soort, dag: str, ident: str, gemeente: str, aanbieder: str, versie: str = "0.1.0") -> dict[str, Any]:
    van, naar = (gemeente, aanbieder) if soort.kop_van_gemeente else (aanbieder, gemeente)
    return {
        "afzender": van,
        "ontvanger": naar,
        "bericht_identificatie": t.BerichtIdentificatie(identificatie=ident, dagtekening=_dag(dag)),
        "xsd_versie": t.XsdVersie(basisschema_xsd_versie=versie, bericht_xsd_versie=versie),
    }


def geboren(text: str) -> t.Geboortedatum:
    """`2010-02-14`, or with DatumGebruik: `1900-01-01/3`."""
    datum, _, gebruik = text.partition("/")
    return t.Geboortedatum(datum=_dag(datum), datum_gebruik=gebruik or None)


def _client(bsn: str, geboorte: str, achternaam: str = "Wit") -> dict[str, Any]:
    naam = t.VerkorteNaam(geslachtsnaam=t.Achternaam(achternaam=achternaam), voorletters="T")
    return {"bsn": bsn, "geboortedatum": geboren(geboorte), "geslacht": "1", "naam": naam}


def tp(
    nummer: int,
    wat: str = "45A04",
    begin: str = "2026-01-01",
    einde: str | None = "2026-12-31",
    maat: str = "10/04/4",
    *,
    reden: str | None = None,
    ref: str | None = None,
    op: str = "2025-12-29 12:00:00",
) -> jw301.ToegewezenProduct:
    """A ToegewezenProduct; `op` is Toewijzingsdatum and -tijd."""
    datum, tijd = op.split(" ")
    return jw301.ToegewezenProduct(
        toewijzing_nummer=nummer,
        referentie_aanbieder=ref,
        product=product(wat),
        toewijzingsdatum=_dag(datum),
        toewijzingstijd=tijd,
        ingangsdatum=_dag(begin),
        einddatum=_of_dag(einde),
        reden_wijziging=reden,
        **_maat(maat),
    )


NL = t.Adres(huis=t.Huis(huisnummer=1), postcode="8011AA", straatnaam="Teststraat", plaatsnaam="Zwolle", land_code="NL")
THUIS = jw301.Contact(soort="01", adres=NL)


def naam(gebruik: str = "1", partner: str | None = None) -> t.VolledigeNaam:
    return t.VolledigeNaam(
        geslachtsnaam=t.Achternaam(achternaam="Wit"),
        partnernaam=t.Achternaam(achternaam=partner) if partner else None,
        naam_gebruik=gebruik,
    )


def relatie(nummer: str = "1", contact: jw301.Contact = THUIS, **anders: Any) -> jw301.Relatie:
    return jw301.Relatie(**{"nummer": nummer, "soort": "10", "naam": naam(), "contact": contact, **anders})


def b301(
    *producten: jw301.ToegewezenProduct,
    dag: str = "2025-12-29",
    bsn: str = KIND,
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
    contacten: tuple[jw301.Contact, ...] = (THUIS,),
    geboorte: str = "2010-02-14",
    **anders: Any,
) -> jw301.Bericht:
    client = {
        "bsn": bsn,
        "geboortedatum": geboren(geboorte),
        "geslacht": "1",
        "naam": naam(),
        "contactgegevens": contacten,
        "toegewezen_producten": producten or (tp(1001),),
    }
    header = jw301.Header(**_kop(Soort.JW301, dag, ident, gemeente, aanbieder))
    return jw301.Bericht(header=header, client=jw301.Client(**{**client, **anders}))


def start(
    nummer: int | None = 1001,
    begin: str = "2026-01-05",
    wat: str = "45A04",
    status: str = "1",
    ingang: str | None = None,
) -> jw305.StartProduct:
    return jw305.StartProduct(
        toewijzing_nummer=nummer,
        product=product(wat),
        toewijzing_ingangsdatum=_of_dag(ingang),
        begindatum=_dag(begin),
        status_aanlevering=status,
    )


def b305(
    *starts: jw305.StartProduct,
    dag: str = "2026-01-06",
    bsn: str = KIND,
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
    geboorte: str = "2010-02-14",
    achternaam: str = "Wit",
) -> jw305.Bericht:
    client = jw305.Client(**_client(bsn, geboorte, achternaam), start_producten=starts or (start(),))
    return jw305.Bericht(header=jw305.Header(**_kop(Soort.JW305, dag, ident, gemeente, aanbieder)), client=client)


def stop(
    einde: str = "2026-03-31",
    reden: str = "31",
    nummer: int | None = 1001,
    begin: str = "2026-01-05",
    wat: str = "45A04",
    status: str = "1",
    ingang: str | None = None,
) -> jw307.StopProduct:
    return jw307.StopProduct(
        toewijzing_nummer=nummer,
        product=product(wat),
        toewijzing_ingangsdatum=_of_dag(ingang),
        begindatum=_dag(begin),
        reden_beeindiging=reden,
        einddatum=_dag(einde),
        status_aanlevering=status,
    )


def b307(
    *stops: jw307.StopProduct,
    dag: str = "2026-04-01",
    bsn: str = KIND,
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
    geboorte: str = "2010-02-14",
    achternaam: str = "Wit",
) -> jw307.Bericht:
    client = jw307.Client(**_client(bsn, geboorte, achternaam), stop_producten=stops or (stop(),))
    return jw307.Bericht(header=jw307.Header(**_kop(Soort.JW307, dag, ident, gemeente, aanbieder)), client=client)


def vraag(
    ref: str = "R1",
    wat: str = "45A04",
    begin: str = "2026-02-01",
    einde: str | None = "2026-12-31",
    maat: str = "10/04/4",
    *,
    verwijzer: tuple[str, str | None, str | None] = ("01", None, None),
    beschikking: tuple[int | None, str | None] = (None, None),
) -> jw315.AangevraagdProduct:
    """An AangevraagdProduct; `verwijzer` is type, name and code, `beschikking` number and date."""
    soort, wie, code = verwijzer
    return jw315.AangevraagdProduct(
        referentie_aanbieder=ref,
        beschikking_nummer=beschikking[0],
        beschikking_ingangsdatum=_of_dag(beschikking[1]),
        product=product(wat),
        toewijzing_ingangsdatum=_dag(begin),
        toewijzing_einddatum=_of_dag(einde),
        verwijzer=t.Verwijzer(type=soort, naam=wie, zorgverlener_code=code),
        **_maat(maat),
    )


def b315(
    *gevraagd: jw315.AangevraagdProduct,
    dag: str = "2026-01-15",
    bsn: str = KIND,
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
    geboorte: str = "2010-02-14",
) -> jw315.Bericht:
    client = jw315.Client(**_client(bsn, geboorte), aangevraagde_producten=gevraagd or (vraag(),))
    return jw315.Bericht(header=jw315.Header(**_kop(Soort.JW315, dag, ident, gemeente, aanbieder)), client=client)


def wijzig(
    nummer: int = 1001, begin: str = "2026-04-01", einde: str | None = "2026-12-31", maat: str = "14/04/4"
) -> jw317.TeWijzigenProduct:
    return jw317.TeWijzigenProduct(
        toewijzing_nummer=nummer, gewenste_ingangsdatum=_dag(begin), einddatum=_of_dag(einde), **_maat(maat)
    )


def nieuw(
    wat: str = "45A53", begin: str = "2026-04-01", einde: str | None = "2026-12-31", maat: str = "2/04/4"
) -> jw317.NieuwProduct:
    return jw317.NieuwProduct(
        product=product(wat), gewenste_ingangsdatum=_dag(begin), einddatum=_of_dag(einde), **_maat(maat)
    )


def b317(
    *onderdelen: int | jw317.TeWijzigenProduct | jw317.NieuwProduct,
    ref: str = "W1",
    dag: str = "2026-03-02",
    bsn: str = KIND,
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
) -> jw317.Bericht:
    """A request for change; a number is an OngewijzigdProduct."""
    same = tuple(jw317.OngewijzigdProduct(toewijzing_nummer=deel) for deel in onderdelen if isinstance(deel, int))
    verzoek = jw317.Verzoek(
        referentie_aanbieder=ref,
        reden_verzoek="1",
        ongewijzigde_producten=same,
        te_wijzigen_producten=tuple(d for d in onderdelen if isinstance(d, jw317.TeWijzigenProduct)),
        nieuwe_producten=tuple(d for d in onderdelen if isinstance(d, jw317.NieuwProduct)),
    )
    header = jw317.Header(**_kop(Soort.JW317, dag, ident, gemeente, aanbieder))
    return jw317.Bericht(header=header, client=jw317.Client(bsn=bsn, verzoek=verzoek))


def b319(
    ref: str = "R1",
    antwoord: str = "1",
    reden: str | None = "4",
    woonplaats: str | None = None,
    *,
    dag: str = "2026-01-19",
    ident: str = "",
    aanbieder: str = AANBIEDER,
    gemeente: str = GEMEENTE,
) -> jw319.Bericht:
    elsewhere = jw319.Woonplaatsbeginsel(gemeente=woonplaats) if woonplaats else None
    body = jw319.Antwoord(
        referentie_aanbieder=ref, verzoek_antwoord=antwoord, reden_afwijzing_verzoek=reden, woonplaatsbeginsel=elsewhere
    )
    header = jw319.Header(**_kop(Soort.JW319, dag, ident, gemeente, aanbieder))
    return jw319.Bericht(header=header, antwoord=body)


def bsn(nr: int) -> str:
    """The burgerservicenummer with this number in the range of test numbers (9999)."""
    goed = (f"9999{n:05d}" for n in count(1) if voldoet_aan_elfproef(f"9999{n:05d}"))
    return next(islice(goed, nr, None))


def verschillen(stappen: list[Stap], folder: Path) -> list[str]:
    """Play a story; every difference with what was expected, in words. Needs a database."""
    berichten = schrijf_scenario(folder, stappen)
    wrong = []
    eerder: list[str] = []
    for nr, (stap, data, resultaat) in enumerate(
        zip(stappen, berichten, speel(folder, folder / "uit"), strict=True), 1
    ):
        wanted, found, after = verwacht(stap.oordeel), uitkomst(resultaat), staat(resultaat["toestand_na"])
        if wanted != found:
            wrong.append(f"stap {nr} {stap.soort}: {found}, verwacht {wanted}")
        if stap.na is not None and after != sorted(line for line in stap.na.split("; ") if line):
            wrong.append(f"stap {nr} {stap.soort}: {after}, verwacht {stap.na}")
        if found["uitkomst"] != "geaccepteerd" and _zonder_datum(after) != _zonder_datum(eerder):
            wrong.append(f"stap {nr} {stap.soort}: wordt {after}, was {eerder}")
        antwoord = folder / "uit" / folder.name / f"{nr:02d}-{stap.soort.antwoord}.xml"
        if wanted["uitkomst"] != "geen_retourbericht":
            wrong += [f"stap {nr}: {text}" for text in fouten_in_antwoord(data, antwoord.read_bytes(), stap.soort)]
        eerder = after
    return wrong


def _zonder_datum(lines: list[str]) -> list[str]:
    """That an allocation is past is no change."""
    return [line.replace(" verstreken ", " actueel ") for line in lines]
