# SPDX-License-Identifier: EUPL-1.2
"""
Types that all messages share: basisschema of iJw 3.2 (Zorginstituut Nederland, in use since 3 April 2023).

Amounts and tariffs are eurocents; a volume counts in its eenheid (in eurocents for eenheid 83).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from jeugdregio.berichten.definities.vorm import Dag, Geheel, Tekst, Tijdstip, gedeeld

_GEVULD = r".*[^\s].*"
"""One line with at least one character that is not white space."""


AgbCode = Annotated[str, Tekst("LDT_AgbCode", 1, 8, r"[0-9]{8}")]
BerichtCode = Annotated[str, Tekst("LDT_BerichtCode", 1, 3)]
Bsn = Annotated[str, Tekst("LDT_BurgerServicenummer", 1, 9, r"[0-9]{9}")]
Commentaar = Annotated[str, Tekst("LDT_Commentaar", 1, patroon=r"[\s\S]*\S[\s\S]*")]
Emailadres = Annotated[str, Tekst("LDT_Emailadres", 1, 80, _GEVULD)]
Gemeente = Annotated[str, Tekst("LDT_Gemeente", 1, patroon=r"[0-9]{4}")]
Huisletter = Annotated[str, Tekst("LDT_Huisletter", 1, 1, _GEVULD)]
HuisnummerToevoeging = Annotated[str, Tekst("LDT_HuisnummerToevoeging", 1, 4, _GEVULD)]
IdentificatieBericht = Annotated[str, Tekst("LDT_IdentificatieBericht", 1, 12, _GEVULD)]
IdentificatieDeclaratie = Annotated[str, Tekst("LDT_IdentificatieDeclaratie", 1, 12)]
Landnummer = Annotated[str, Tekst("LDT_Landnummer", 1, 4, _GEVULD)]
Naam = Annotated[str, Tekst("LDT_Naam", 1, 200, _GEVULD)]
NaamVerwijzer = Annotated[str, Tekst("LDT_NaamVerwijzer", 1, 64, _GEVULD)]
Organisatienaam = Annotated[str, Tekst("LDT_Organisatienaam", 1, 35, _GEVULD)]
Persoonsid = Annotated[str, Tekst("LDT_Persoonsid", 1, 20, _GEVULD)]
Plaatsnaam = Annotated[str, Tekst("LDT_Plaatsnaam", 1, 80, _GEVULD)]
Postcode = Annotated[str, Tekst("LDT_Postcode", 1, 8, _GEVULD)]
ProductCode = Annotated[str, Tekst("LDT_ProductCode", 1, 5, _GEVULD)]
ReferentieAanbieder = Annotated[str, Tekst("LDT_Referentie", 1, 36, _GEVULD)]
ReferentieNummer = Annotated[str, Tekst("LDT_ReferentieNummer", 1, 20)]
Straatnaam = Annotated[str, Tekst("LDT_Straatnaam", 1, 24, _GEVULD)]
Taal = Annotated[str, Tekst("LDT_Taal", 1, 25, _GEVULD)]
Telefoonnummer = Annotated[str, Tekst("LDT_Telefoonnummer", 1, 15, r"[0-9]*")]
Versie = Annotated[str, Tekst("LDT_Versie", 1, patroon=r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")]
Voorletters = Annotated[str, Tekst("LDT_Voorletters", 1, 6, r"([a-zA-ZÀ-ỳ])+")]
Voorvoegsel = Annotated[str, Tekst("LDT_Voorvoegsel", 1, 10, _GEVULD)]

AanduidingWoonadres = Annotated[str, Tekst("LDT_AanduidingWoonadres", lijst="aanduiding_woonadres")]
AdresSoort = Annotated[str, Tekst("LDT_AdresSoort", lijst="soort_adres")]
Communicatievorm = Annotated[str, Tekst("LDT_Communicatievorm", lijst="communicatievorm")]
DatumGebruik = Annotated[str, Tekst("LDT_DatumGebruik", lijst="datumgebruik")]
DebetCredit = Annotated[str, Tekst("LDT_DebetCredit", lijst="debet_credit")]
Eenheid = Annotated[str, Tekst("LDT_Eenheid", lijst="eenheid")]
Frequentie = Annotated[str, Tekst("LDT_Frequentie", lijst="frequentie")]
Geslacht = Annotated[str, Tekst("LDT_Geslacht", lijst="geslacht")]
JaNee = Annotated[str, Tekst("LDT_JaNee", lijst="ja_nee")]
JuridischeStatus = Annotated[str, Tekst("LDT_JuridischeStatus", lijst="juridische_status")]
LandCode = Annotated[str, Tekst("LDT_LandCode", lijst="land")]
NaamGebruik = Annotated[str, Tekst("LDT_NaamGebruik", lijst="naamgebruik")]
ProductCategorie = Annotated[str, Tekst("LDT_ProductCategorie", lijst="productcategorie")]
RedenAfwijzingVerzoek = Annotated[str, Tekst("LDT_RedenAfwijzingVerzoek", lijst="reden_afwijzing_verzoek")]
RedenBeeindiging = Annotated[str, Tekst("LDT_RedenBeeindiging", lijst="reden_beeindiging")]
RedenVerzoek = Annotated[str, Tekst("LDT_RedenVerzoek", lijst="reden_verzoek")]
RedenWijziging = Annotated[str, Tekst("LDT_RedenWijziging", lijst="reden_wijziging")]
RetourCode = Annotated[str, Tekst("LDT_RetourCode", lijst="retourcode")]
SoortRelatie = Annotated[str, Tekst("LDT_SoortRelatie", lijst="soort_relatie")]
StatusAanlevering = Annotated[str, Tekst("LDT_StatusAanlevering", lijst="status_aanlevering")]
TypeVerwijzer = Annotated[str, Tekst("LDT_TypeVerwijzer", lijst="type_verwijzer")]
VerzoekAntwoord = Annotated[str, Tekst("LDT_VerzoekAntwoord", lijst="verzoek_antwoord")]
WettelijkeVertegenwoordiging = Annotated[
    str, Tekst("LDT_WettelijkeVertegenwoordiging", lijst="wettelijke_vertegenwoordiging")
]

BerichtSubversie = Annotated[int, Geheel("LDT_BerichtSubversie", 0, 99)]
BerichtVersie = Annotated[int, Geheel("LDT_BerichtVersie", 0, 99)]
Budget = Annotated[int, Geheel("LDT_Budget", 0, 99_999_999)]
Cent = Annotated[int, Geheel("LDT_Bedrag", 0, 99_999_999)]
Huisnummer = Annotated[int, Geheel("LDT_Huisnummer", 0, 99_999)]
Nummer = Annotated[int, Geheel("LDT_Nummer", 0, 999_999_999)]
RelatieVolgorde = Annotated[int, Geheel("LDT_RelatieVolgorde", 0, 99)]
TotaalCent = Annotated[int, Geheel("LDT_TotaalBedrag", 0, 999_999_999_999)]
Volume = Annotated[int, Geheel("LDT_Volume", 0, 99_999_999)]

Datum = Annotated[date, Dag("LDT_Datum")]
Tijd = Annotated[str, Tijdstip("LDT_Tijd")]


@gedeeld("CDT_Achternaam")
class Achternaam:
    achternaam: Naam
    voorvoegsel: Voorvoegsel | None = None


@gedeeld("CDT_Huis")
class Huis:
    huisnummer: Huisnummer
    huisletter: Huisletter | None = None
    huisnummer_toevoeging: HuisnummerToevoeging | None = None
    aanduiding_woonadres: AanduidingWoonadres | None = None


@gedeeld("CDT_Adres")
class Adres:
    huis: Huis | None = None
    postcode: Postcode | None = None
    straatnaam: Straatnaam | None = None
    plaatsnaam: Plaatsnaam | None = None
    land_code: LandCode | None = None


@gedeeld("CDT_BedragMetDC")
class BedragMetDC:
    bedrag: Cent
    debet_credit: DebetCredit


@gedeeld("CDT_TotaalBedragMetDC")
class TotaalBedragMetDC:
    totaal_bedrag: TotaalCent
    debet_credit: DebetCredit


@gedeeld("CDT_BerichtIdentificatie")
class BerichtIdentificatie:
    identificatie: IdentificatieBericht
    dagtekening: Datum


@gedeeld("CDT_Communicatie")
class Communicatie:
    vorm: Communicatievorm
    taal: Taal | None = None


@gedeeld("CDT_Geboortedatum")
class Geboortedatum:
    datum: Datum
    datum_gebruik: DatumGebruik | None = None


@gedeeld("CDT_GeslotenPeriode")
class GeslotenPeriode:
    """Both days belong to the period."""

    begindatum: Datum
    einddatum: Datum


@gedeeld("CDT_OpenPeriode")
class OpenPeriode:
    """Both days, when given, belong to the period."""

    begindatum: Datum | None = None
    einddatum: Datum | None = None


@gedeeld("CDT_Omvang")
class Omvang:
    volume: Volume
    eenheid: Eenheid
    frequentie: Frequentie


@gedeeld("CDT_Product")
class Product:
    categorie: ProductCategorie
    code: ProductCode | None = None


@gedeeld("CDT_Referentie")
class Referentie:
    referentie_nummer: ReferentieNummer
    vorig_referentie_nummer: ReferentieNummer | None = None


@gedeeld("CDT_Telefoon")
class Telefoon:
    telefoonnummer: Telefoonnummer
    landnummer: Landnummer


@gedeeld("CDT_Telefoonnummers")
class Telefoonnummers:
    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


@gedeeld("CDT_VerkorteNaam")
class VerkorteNaam:
    geslachtsnaam: Achternaam
    voornamen: Naam | None = None
    voorletters: Voorletters | None = None


@gedeeld("CDT_VolledigeNaam")
class VolledigeNaam:
    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: Naam | None = None
    voorletters: Voorletters | None = None
    naam_gebruik: NaamGebruik


@gedeeld("CDT_Verwijzer")
class Verwijzer:
    type: TypeVerwijzer
    naam: NaamVerwijzer | None = None
    zorgverlener_code: AgbCode | None = None


@gedeeld("CDT_XsdVersie")
class XsdVersie:
    basisschema_xsd_versie: Versie
    bericht_xsd_versie: Versie
