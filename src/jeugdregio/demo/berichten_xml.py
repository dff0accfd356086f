# SPDX-License-Identifier: EUPL-1.2
"""
Fast text templates for the messages the simulator sends: JW301, JW305, JW307, JW315, JW317 and JW323 of iJw 3.2.

Made by hand because a demo of a region writes forty thousand of them. Everything that is free text is
escaped. A test validates samples against the official schemas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from jeugdregio.demo.bevolking import Kind

BERICHTCODE = {"JW301": "436", "JW305": "438", "JW307": "440", "JW315": "446", "JW317": "486", "JW323": "490"}
NS = "http://www.istandaarden.nl/ijw/3_2"
XSD_VERSIE = "0.1.0"
JURIDISCHE_STATUS = {"ondertoezichtstelling": "04", "voorlopige ondertoezichtstelling": "04"}
VOOGDIJ = ("voogdij", "voorlopige en tijdelijke voogdij")


@dataclass(frozen=True, slots=True)
class Kop:
    """The header of one message; `identificatie` at most 12 characters."""

    soort: str
    afzender: str
    ontvanger: str
    identificatie: str
    dagtekening: date


@dataclass(frozen=True, slots=True)
class Client:
    """The child of a request, as the provider knows it."""

    bsn: str
    geboortedatum: date
    geslacht: str
    achternaam: str


@dataclass(frozen=True, slots=True)
class ProductRegel:
    """One allocated, started or stopped product, as it stands in the message."""

    nummer: int
    categorie: str
    code: str
    ingang: date
    einde: date | None = None
    toegewezen_op: datetime | None = None
    omvang: tuple[int, str, str] | None = None
    budget_cent: int | None = None
    reden_wijziging: str = ""
    begin: date | None = None
    reden_beeindiging: str = ""


@dataclass(frozen=True, slots=True)
class PrestatieRegel:
    """One line of a JW323; amounts in eurocents, always positive."""

    bsn: str
    referentie: str
    vorige_referentie: str
    toewijzingnummer: int
    categorie: str
    code: str
    van: date
    tot: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    bedrag_cent: int
    debet_credit: str


def _omhulsel(kop: Kop, inhoud: str) -> bytes:
    p = kop.soort.lower()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{p}:Bericht xmlns:ijw="{NS}/basisschema/schema" '
        f'xmlns:{p}="{NS}/{p}/schema"><{p}:Header><{p}:BerichtCode>{BERICHTCODE[kop.soort]}</{p}:BerichtCode>'
        f"<{p}:BerichtVersie>3</{p}:BerichtVersie><{p}:BerichtSubversie>2</{p}:BerichtSubversie>"
        f"<{p}:Afzender>{kop.afzender}</{p}:Afzender><{p}:Ontvanger>{kop.ontvanger}</{p}:Ontvanger>"
        f"<{p}:BerichtIdentificatie><ijw:Identificatie>{escape(kop.identificatie)}</ijw:Identificatie>"
        f"<ijw:Dagtekening>{kop.dagtekening}</ijw:Dagtekening></{p}:BerichtIdentificatie>"
        f"<{p}:XsdVersie><ijw:BasisschemaXsdVersie>{XSD_VERSIE}</ijw:BasisschemaXsdVersie>"
        f"<ijw:BerichtXsdVersie>{XSD_VERSIE}</ijw:BerichtXsdVersie></{p}:XsdVersie></{p}:Header>"
        f"{inhoud}</{p}:Bericht>\n"
    ).encode()


def _persoon(p: str, kind: Kind, bsn: str, *, naamgebruik: bool) -> str:
    voorvoegsel = f"<ijw:Voorvoegsel>{escape(kind.voorvoegsel)}</ijw:Voorvoegsel>" if kind.voorvoegsel else ""
    gebruik = "<ijw:NaamGebruik>1</ijw:NaamGebruik>" if naamgebruik else ""
    return (
        f"<{p}:Bsn>{bsn}</{p}:Bsn><{p}:Geboortedatum><ijw:Datum>{kind.geboortedatum}</ijw:Datum>"
        f"</{p}:Geboortedatum><{p}:Geslacht>{kind.geslacht}</{p}:Geslacht><{p}:Naam><ijw:Geslachtsnaam>"
        f"<ijw:Achternaam>{escape(kind.achternaam)}</ijw:Achternaam>{voorvoegsel}</ijw:Geslachtsnaam>"
        f"<ijw:Voornamen>{escape(kind.voornaam)}</ijw:Voornamen>"
        f"<ijw:Voorletters>{escape(kind.voornaam[0])}</ijw:Voorletters>{gebruik}</{p}:Naam>"
    )


def _product(p: str, r: ProductRegel) -> str:
    if not r.categorie:
        return ""
    code = f"<ijw:Code>{escape(r.code)}</ijw:Code>" if r.code else ""
    return f"<{p}:Product><ijw:Categorie>{r.categorie}</ijw:Categorie>{code}</{p}:Product>"


def _toegewezen(r: ProductRegel) -> str:
    assert r.toegewezen_op is not None, "an allocation has a moment"
    p = "jw301"
    einde = f"<{p}:Einddatum>{r.einde}</{p}:Einddatum>" if r.einde else ""
    reden = f"<{p}:RedenWijziging>{r.reden_wijziging}</{p}:RedenWijziging>" if r.reden_wijziging else ""
    omvang = budget = ""
    if r.omvang:
        volume, eenheid, frequentie = r.omvang
        omvang = (
            f"<{p}:Omvang><ijw:Volume>{volume}</ijw:Volume><ijw:Eenheid>{eenheid}</ijw:Eenheid>"
            f"<ijw:Frequentie>{frequentie}</ijw:Frequentie></{p}:Omvang>"
        )
    if r.budget_cent is not None:
        budget = f"<{p}:Budget>{r.budget_cent}</{p}:Budget>"
    return (
        f"<{p}:ToegewezenProduct><{p}:ToewijzingNummer>{r.nummer}</{p}:ToewijzingNummer>{_product(p, r)}"
        f"<{p}:Toewijzingsdatum>{r.toegewezen_op:%Y-%m-%d}</{p}:Toewijzingsdatum>"
        f"<{p}:Toewijzingstijd>{r.toegewezen_op:%H:%M:%S}</{p}:Toewijzingstijd>"
        f"<{p}:Ingangsdatum>{r.ingang}</{p}:Ingangsdatum>{einde}{reden}{omvang}{budget}</{p}:ToegewezenProduct>"
    )


def jw301(kop: Kop, kind: Kind, plaats: str, producten: list[ProductRegel]) -> bytes:
    """An allocation message: one client with the allocations of one provider."""
    p = "jw301"
    status = JURIDISCHE_STATUS.get(kind.maatregel)
    recht = f"<{p}:JuridischeStatus>{status}</{p}:JuridischeStatus>" if status else ""
    if kind.maatregel in VOOGDIJ:
        recht = f"<{p}:WettelijkeVertegenwoordiging>06</{p}:WettelijkeVertegenwoordiging>"
    return _omhulsel(
        kop,
        f"<{p}:Client>{_persoon(p, kind, kind.bsn, naamgebruik=True)}{recht}<{p}:Contactgegevens>"
        f"<{p}:Contact><{p}:Soort>01</{p}:Soort><{p}:Adres><ijw:Huis>"
        f"<ijw:Huisnummer>{kind.nummer % 300 + 1}</ijw:Huisnummer>"
        f"</ijw:Huis><ijw:Postcode>9999XX</ijw:Postcode><ijw:Straatnaam>Verzonnenstraat</ijw:Straatnaam>"
        f"<ijw:Plaatsnaam>{escape(plaats)}</ijw:Plaatsnaam><ijw:LandCode>NL</ijw:LandCode></{p}:Adres>"
        f"</{p}:Contact></{p}:Contactgegevens><{p}:ToegewezenProducten>"
        f"{''.join(map(_toegewezen, producten))}</{p}:ToegewezenProducten></{p}:Client>",
    )


def jw305(kop: Kop, kind: Kind, producten: list[ProductRegel]) -> bytes:
    """A start message; each product carries its `begin`."""
    p = "jw305"
    regels = "".join(
        f"<{p}:StartProduct><{p}:ToewijzingNummer>{r.nummer}</{p}:ToewijzingNummer>{_product(p, r)}"
        f"<{p}:ToewijzingIngangsdatum>{r.ingang}</{p}:ToewijzingIngangsdatum>"
        f"<{p}:Begindatum>{r.begin}</{p}:Begindatum><{p}:StatusAanlevering>1</{p}:StatusAanlevering></{p}:StartProduct>"
        for r in producten
    )
    persoon = _persoon(p, kind, kind.bsn, naamgebruik=False)
    return _omhulsel(kop, f"<{p}:Client>{persoon}<{p}:StartProducten>{regels}</{p}:StartProducten></{p}:Client>")


def jw307(kop: Kop, kind: Kind, producten: list[ProductRegel]) -> bytes:
    """A stop message; each product carries `begin`, `einde` (the day of stopping) and the reason."""
    p = "jw307"
    regels = "".join(
        f"<{p}:StopProduct><{p}:ToewijzingNummer>{r.nummer}</{p}:ToewijzingNummer>{_product(p, r)}"
        f"<{p}:ToewijzingIngangsdatum>{r.ingang}</{p}:ToewijzingIngangsdatum>"
        f"<{p}:Begindatum>{r.begin}</{p}:Begindatum>"
        f"<{p}:RedenBeeindiging>{r.reden_beeindiging}</{p}:RedenBeeindiging><{p}:Einddatum>{r.einde}</{p}:Einddatum>"
        f"<{p}:StatusAanlevering>1</{p}:StatusAanlevering></{p}:StopProduct>"
        for r in producten
    )
    persoon = _persoon(p, kind, kind.bsn, naamgebruik=False)
    return _omhulsel(kop, f"<{p}:Client>{persoon}<{p}:StopProducten>{regels}</{p}:StopProducten></{p}:Client>")


def jw315(kop: Kop, client: Client, r: ProductRegel, *, referentie: str, verwijzer: str) -> bytes:
    """A request for one allocation with a budget, on the word of a general practitioner (an AGB code)."""
    p = "jw315"
    return _omhulsel(
        kop,
        f"<{p}:Client><{p}:Bsn>{client.bsn}</{p}:Bsn><{p}:Geboortedatum><ijw:Datum>{client.geboortedatum}</ijw:Datum>"
        f"</{p}:Geboortedatum><{p}:Geslacht>{client.geslacht}</{p}:Geslacht><{p}:Naam><ijw:Geslachtsnaam>"
        f"<ijw:Achternaam>{escape(client.achternaam)}</ijw:Achternaam></ijw:Geslachtsnaam></{p}:Naam>"
        f"<{p}:AangevraagdeProducten><{p}:AangevraagdProduct>"
        f"<{p}:ReferentieAanbieder>{referentie}</{p}:ReferentieAanbieder>{_product(p, r)}"
        f"<{p}:ToewijzingIngangsdatum>{r.ingang}</{p}:ToewijzingIngangsdatum>"
        f"<{p}:ToewijzingEinddatum>{r.einde}</{p}:ToewijzingEinddatum><{p}:Budget>{r.budget_cent}</{p}:Budget>"
        f"<{p}:Verwijzer><ijw:Type>02</ijw:Type><ijw:ZorgverlenerCode>{verwijzer}</ijw:ZorgverlenerCode></{p}:Verwijzer>"
        f"</{p}:AangevraagdProduct></{p}:AangevraagdeProducten></{p}:Client>",
    )


def jw317(kop: Kop, bsn: str, r: ProductRegel, *, referentie: str) -> bytes:
    """A request to change one allocation to another size; `ingang` is the day from which."""
    p = "jw317"
    assert r.omvang is not None, "a change is of a size"
    volume, eenheid, frequentie = r.omvang
    return _omhulsel(
        kop,
        f"<{p}:Client><{p}:Bsn>{bsn}</{p}:Bsn><{p}:Verzoek><{p}:ReferentieAanbieder>{referentie}"
        f"</{p}:ReferentieAanbieder><{p}:RedenVerzoek>1</{p}:RedenVerzoek><{p}:TeWijzigenProducten>"
        f"<{p}:TeWijzigenProduct><{p}:ToewijzingNummer>{r.nummer}</{p}:ToewijzingNummer>"
        f"<{p}:GewensteIngangsdatum>{r.ingang}</{p}:GewensteIngangsdatum><{p}:Einddatum>{r.einde}</{p}:Einddatum>"
        f"<{p}:Omvang><ijw:Volume>{volume}</ijw:Volume><ijw:Eenheid>{eenheid}</ijw:Eenheid>"
        f"<ijw:Frequentie>{frequentie}</ijw:Frequentie></{p}:Omvang></{p}:TeWijzigenProduct></{p}:TeWijzigenProducten>"
        f"</{p}:Verzoek></{p}:Client>",
    )


def _prestatie(r: PrestatieRegel) -> str:
    p = "jw323"
    vorige = ""
    if r.vorige_referentie:
        vorige = f"<ijw:VorigReferentieNummer>{r.vorige_referentie}</ijw:VorigReferentieNummer>"
    tarief = "" if r.tarief_cent is None else f"<{p}:ProductTarief>{r.tarief_cent}</{p}:ProductTarief>"
    return (
        f"<{p}:Prestatie><{p}:ProductReferentie><ijw:ReferentieNummer>{r.referentie}</ijw:ReferentieNummer>{vorige}"
        f"</{p}:ProductReferentie><{p}:ToewijzingNummer>{r.toewijzingnummer}</{p}:ToewijzingNummer>"
        f"<{p}:ProductCategorie>{r.categorie}</{p}:ProductCategorie><{p}:ProductCode>{r.code}</{p}:ProductCode>"
        f"<{p}:ProductPeriode><ijw:Begindatum>{r.van}</ijw:Begindatum><ijw:Einddatum>{r.tot}</ijw:Einddatum>"
        f"</{p}:ProductPeriode><{p}:GeleverdVolume>{r.volume}</{p}:GeleverdVolume><{p}:Eenheid>{r.eenheid}</{p}:Eenheid>"
        f"{tarief}<{p}:IngediendBedrag><ijw:Bedrag>{r.bedrag_cent}</ijw:Bedrag>"
        f"<ijw:DebetCredit>{r.debet_credit}</ijw:DebetCredit></{p}:IngediendBedrag></{p}:Prestatie>"
    )


def jw323(kop: Kop, *, nummer: str, periode: tuple[date, date], saldo_cent: int, regels: list[PrestatieRegel]) -> bytes:
    """A declaration; lines of one client stand together in the given order of clients."""
    p = "jw323"
    per_bsn: dict[str, list[str]] = {}
    for r in regels:
        per_bsn.setdefault(r.bsn, []).append(_prestatie(r))
    clienten = "".join(
        f"<{p}:Client><{p}:Bsn>{bsn}</{p}:Bsn><{p}:Prestaties>{''.join(delen)}</{p}:Prestaties></{p}:Client>"
        for bsn, delen in per_bsn.items()
    )
    return _omhulsel(
        kop,
        f"<{p}:Declaratie><{p}:DeclaratieNummer>{nummer}</{p}:DeclaratieNummer><{p}:DeclaratiePeriode>"
        f"<ijw:Begindatum>{periode[0]}</ijw:Begindatum><ijw:Einddatum>{periode[1]}</ijw:Einddatum>"
        f"</{p}:DeclaratiePeriode>"
        f"<{p}:DeclaratieDagtekening>{kop.dagtekening}</{p}:DeclaratieDagtekening><{p}:TotaalIngediendBedrag>"
        f"<ijw:TotaalBedrag>{abs(saldo_cent)}</ijw:TotaalBedrag>"
        f"<ijw:DebetCredit>{'C' if saldo_cent < 0 else 'D'}</ijw:DebetCredit></{p}:TotaalIngediendBedrag>"
        f"<{p}:Clienten>{clienten}</{p}:Clienten></{p}:Declaratie>",
    )
