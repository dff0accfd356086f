# SPDX-License-Identifier: EUPL-1.2
"""Answers: the retourbericht to any heenbericht (IV028) and the JW325 to a declaratie (IV087)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from jeugdregio.berichten.definities import BERICHTEN, typen
from jeugdregio.berichten.definities.vorm import Veld, gedeelde_naam, velden
from jeugdregio.berichten.ontleden import ontleed, ontleed_kop
from jeugdregio.berichten.schrijven import REGELEINDE, document, schrijf, tekst
from jeugdregio.berichten.values import XSD_VERSIE, Soort

IN_ORDE = "0200"
DECLARATIE_TOEGEKEND = "8001"

EIGEN_VERSIE = typen.XsdVersie(basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE)

KlasseCodes = Mapping[tuple[str, int], Sequence[str]]
"""Return codes per (element name of the class, order of the element in the message)."""


def retourbericht(
    heen: bytes,
    *,
    identificatie: str,
    dagtekening: date,
    header_codes: Sequence[str] = (),
    klasse_codes: KlasseCodes | None = None,
    andere_klassen: str = IN_ORDE,
    xslt_versie: str | None = None,
) -> bytes:
    """
    Answer one valid heenbericht other than a declaratie (IV028).

    - nothing wrong: no `header_codes`, no `klasse_codes` → header alone, without codes;
    - wrong in its header or in itself (0001): `header_codes` → header alone, with those;
    - wrong below the header: `klasse_codes` → header with 0200 and every class back, with its codes, or
      `andere_klassen`: 0200, or 0233 when they were not judged.

    The header is copied; Afzender and Ontvanger stay those of the heenbericht. `xslt_versie` goes with 0001.
    """
    assert klasse_codes is None or not header_codes, "either the header is wrong or what is below it"
    soort, header = ontleed_kop(heen)
    antwoord = soort.antwoord
    assert antwoord is not None, f"no retourbericht exists for {soort}"
    assert antwoord != Soort.JW325, f"no retourbericht exists for {soort}"
    doel = BERICHTEN[antwoord]
    kop, *onder = velden(doel)
    assert kop.klasse
    waarden: dict[str, Any] = {
        kop.naam: kop.klasse(
            **_gekopieerd(header, kop.klasse),
            identificatie_retour=identificatie,
            dagtekening_retour=dagtekening,
            xslt_versie=xslt_versie,
            xsd_versie_retour=EIGEN_VERSIE,
            retour_codes=tuple(header_codes) if klasse_codes is None else (IN_ORDE,),
        )
    }
    if klasse_codes is not None:
        waarden |= _klassen(ontleed(heen)[1], onder, klasse_codes, andere_klassen)
    return schrijf(doel(**waarden))


def _gekopieerd(header: Any, doel: type) -> dict[str, Any]:
    """What a retourbericht copies; its BerichtCode is its own."""
    namen = [veld.naam for veld in velden(doel) if veld.naam != "bericht_code"]
    return {naam: getattr(header, naam) for naam in namen if hasattr(header, naam)}


def _klassen(bericht: Any, onder: Sequence[Veld], codes: KlasseCodes, andere: str) -> dict[str, Any]:
    """Everything below the header, with codes."""
    uitdeler = _Uitdeler(codes, andere)
    klassen = {veld.naam: uitdeler.terug(getattr(bericht, veld.naam), veld.klasse) for veld in onder if veld.klasse}
    assert not uitdeler.over, f"return codes for classes that are not in the message: {uitdeler.over}"
    return klassen


class _Uitdeler:
    """Copies classes of a heenbericht into those of its answer and hands out the codes, in document order."""

    def __init__(self, codes: KlasseCodes, andere: str) -> None:
        self._codes = codes
        self._andere = andere
        self._teller: Counter[str] = Counter()
        self.over = set(codes)

    def terug(self, instantie: Any, doel: type) -> Any:
        sleutel = (doel.__name__, self._teller[doel.__name__])
        self._teller[doel.__name__] += 1
        self.over.discard(sleutel)
        waarden: dict[str, Any] = {"retour_codes": tuple(self._codes.get(sleutel) or (self._andere,))}
        for veld in velden(doel):
            if veld.naam == "retour_codes":
                continue
            waarde = getattr(instantie, veld.naam)
            if veld.klasse is None or gedeelde_naam(veld.klasse) or waarde is None:
                waarden[veld.naam] = waarde
            elif veld.herhaald:
                waarden[veld.naam] = tuple(self.terug(deel, veld.klasse) for deel in waarde)
            else:
                waarden[veld.naam] = self.terug(waarde, veld.klasse)
        return doel(**waarden)


class Kop325(NamedTuple):
    """
    The header of a JW325.

    `gemeente` answers `aanbieder`; the last four values are copied from the header of the declaratie.
    """

    gemeente: str
    aanbieder: str
    identificatie: str
    dagtekening: date
    declaratie_identificatie: str
    declaratie_dagtekening: date
    declaratie_basisschema_versie: str
    declaratie_bericht_versie: str


class AfgewezenPrestatie(NamedTuple):
    """A refused prestatie as it was claimed, with its return codes. Amounts are eurocents, not negative."""

    referentie_nummer: str
    vorig_referentie_nummer: str | None
    toewijzing_nummer: int
    product_categorie: str
    product_code: str
    begindatum: date
    einddatum: date
    geleverd_volume: int
    eenheid: str
    product_tarief_cent: int | None
    bedrag_cent: int
    debet_credit: str
    codes: Sequence[str]


class AfgewezenClient(NamedTuple):
    """A client with refused prestaties; `codes` is 0200 unless the client itself is refused."""

    bsn: str
    prestaties: Sequence[AfgewezenPrestatie]
    codes: Sequence[str] = (IN_ORDE,)


class Antwoord325(NamedTuple):
    """
    The body of a JW325. Totals are eurocents: positive is debet, negative is credit.

    `codes` is 8001 when all is granted, 0200 when prestaties are refused, else why the declaratie is.
    """

    declaratie_nummer: str
    ingediend_cent: int
    toegekend_cent: int
    codes: Sequence[str]
    clienten: Sequence[AfgewezenClient] = ()


def antwoord_jw325(
    kop: Kop325,
    *,
    header_codes: Sequence[str] = (IN_ORDE,),
    antwoord: Antwoord325 | None,
    xslt_versie: str | None = None,
) -> bytes:
    """
    Answer one declaratie (IV087).

    Without `antwoord` only the header goes back: for 0001, or for a code about the header of the declaratie.
    Written straight as text, because tens of thousands are made at a time; a test compares it with `schrijf`.

    Raises OngeldigTeken.
    """
    return document(Soort.JW325, _kop325(kop, header_codes, xslt_versie) + _antwoord325(antwoord))


def _kop325(kop: Kop325, codes: Sequence[str], xslt_versie: str | None) -> str:
    xslt = f"<jw325:XsltVersie>{xslt_versie}</jw325:XsltVersie>" if xslt_versie else ""
    return (
        "<jw325:Header><jw325:BerichtCode>491</jw325:BerichtCode><jw325:BerichtVersie>3</jw325:BerichtVersie>"
        "<jw325:BerichtSubversie>2</jw325:BerichtSubversie>"
        f"<jw325:Afzender>{kop.gemeente}</jw325:Afzender><jw325:Ontvanger>{kop.aanbieder}</jw325:Ontvanger>"
        "<jw325:BerichtIdentificatie>"
        f"<ijw:Identificatie>{tekst(kop.identificatie)}</ijw:Identificatie>"
        f"<ijw:Dagtekening>{kop.dagtekening}</ijw:Dagtekening></jw325:BerichtIdentificatie>"
        f"<jw325:XsdVersie>{_versies(XSD_VERSIE, XSD_VERSIE)}</jw325:XsdVersie>"
        "<jw325:DeclaratieIdentificatie>"
        f"<ijw:Identificatie>{tekst(kop.declaratie_identificatie)}</ijw:Identificatie>"
        f"<ijw:Dagtekening>{kop.declaratie_dagtekening}</ijw:Dagtekening></jw325:DeclaratieIdentificatie>{xslt}"
        "<jw325:XsdVersieDeclaratie>"
        f"{_versies(kop.declaratie_basisschema_versie, kop.declaratie_bericht_versie)}"
        f"</jw325:XsdVersieDeclaratie>{_codes(codes)}</jw325:Header>{REGELEINDE}"
    )


def _versies(basisschema: str, bericht: str) -> str:
    return (
        f"<ijw:BasisschemaXsdVersie>{basisschema}</ijw:BasisschemaXsdVersie>"
        f"<ijw:BerichtXsdVersie>{bericht}</ijw:BerichtXsdVersie>"
    )


def _antwoord325(antwoord: Antwoord325 | None) -> str:
    if antwoord is None:
        return ""
    clienten = "".join([_client325(client) for client in antwoord.clienten])
    if clienten:
        clienten = f"<jw325:Clienten>{clienten}</jw325:Clienten>"
    return (
        f"<jw325:DeclaratieAntwoord><jw325:DeclaratieNummer>{tekst(antwoord.declaratie_nummer)}"
        "</jw325:DeclaratieNummer>"
        f"<jw325:TotaalIngediendBedrag>{_totaal(antwoord.ingediend_cent)}</jw325:TotaalIngediendBedrag>"
        f"<jw325:TotaalToegekendBedrag>{_totaal(antwoord.toegekend_cent)}</jw325:TotaalToegekendBedrag>"
        f"{clienten}{_codes(antwoord.codes)}</jw325:DeclaratieAntwoord>{REGELEINDE}"
    )


def _totaal(cent: int) -> str:
    debet_credit = "C" if cent < 0 else "D"
    return f"<ijw:TotaalBedrag>{abs(cent)}</ijw:TotaalBedrag><ijw:DebetCredit>{debet_credit}</ijw:DebetCredit>"


def _client325(client: AfgewezenClient) -> str:
    prestaties = "".join([_prestatie325(prestatie) for prestatie in client.prestaties])
    return (
        f"<jw325:Client><jw325:Bsn>{client.bsn}</jw325:Bsn>"
        f"<jw325:Prestaties>{prestaties}</jw325:Prestaties>{_codes(client.codes)}</jw325:Client>{REGELEINDE}"
    )


def _prestatie325(prestatie: AfgewezenPrestatie) -> str:
    p = prestatie
    vorig = p.vorig_referentie_nummer
    tarief = p.product_tarief_cent
    return (
        "<jw325:Prestatie><jw325:ProductReferentie>"
        f"<ijw:ReferentieNummer>{tekst(p.referentie_nummer)}</ijw:ReferentieNummer>"
        f"{'' if vorig is None else f'<ijw:VorigReferentieNummer>{tekst(vorig)}</ijw:VorigReferentieNummer>'}"
        f"</jw325:ProductReferentie><jw325:ToewijzingNummer>{p.toewijzing_nummer}</jw325:ToewijzingNummer>"
        f"<jw325:ProductCategorie>{p.product_categorie}</jw325:ProductCategorie>"
        f"<jw325:ProductCode>{tekst(p.product_code)}</jw325:ProductCode>"
        f"<jw325:ProductPeriode><ijw:Begindatum>{p.begindatum}</ijw:Begindatum>"
        f"<ijw:Einddatum>{p.einddatum}</ijw:Einddatum></jw325:ProductPeriode>"
        f"<jw325:GeleverdVolume>{p.geleverd_volume}</jw325:GeleverdVolume>"
        f"<jw325:Eenheid>{p.eenheid}</jw325:Eenheid>"
        f"{'' if tarief is None else f'<jw325:ProductTarief>{tarief}</jw325:ProductTarief>'}"
        f"<jw325:IngediendBedrag><ijw:Bedrag>{p.bedrag_cent}</ijw:Bedrag>"
        f"<ijw:DebetCredit>{p.debet_credit}</ijw:DebetCredit></jw325:IngediendBedrag>"
        f"{_codes(p.codes)}</jw325:Prestatie>{REGELEINDE}"
    )


def _codes(codes: Sequence[str]) -> str:
    binnen = "".join([f"<jw325:RetourCode>{code}</jw325:RetourCode>" for code in codes])
    return f"<jw325:RetourCodes>{binnen}</jw325:RetourCodes>"
