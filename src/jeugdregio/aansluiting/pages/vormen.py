# SPDX-License-Identifier: EUPL-1.2
"""The answers of the API. Docstrings are part of the description for users, so they are Dutch; bedragen in centen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

Gemeente = Annotated[str, {"pattern": "^[0-9]{4}$", "description": "CBS-code van de gemeente"}]
Aanbieder = Annotated[str, {"pattern": "^[0-9]{1,8}$", "description": "AGB-code van de aanbieder"}]
Organisatiecode = Annotated[str, {"pattern": "^([0-9]{4}|[0-9]{8})$", "description": "CBS- of AGB-code"}]
Maand = Annotated[str, {"pattern": "^[0-9]{4}-[0-9]{2}$", "description": "Kalendermaand"}]
Cent = Annotated[int, {"description": "Hele eurocenten"}]
Adres = Annotated[str, {"format": "uri-reference"}]
LaatsteDag = Annotated[date | None, {"description": "Laatste dag, die zelf meetelt; leeg is zonder einde"}]


@dataclass(frozen=True)
class Ontvangst:
    """Een aanlevering die is ontvangen en bewaard."""

    ontvangst: Annotated[int, {"description": "Nummer om naar te vragen"}]
    herhaling: Annotated[bool, {"description": "Dezelfde bytes waren er al"}]
    status: str


@dataclass(frozen=True)
class Antwoordadres:
    """Waar het antwoord op een bericht staat."""

    kenmerk: str
    adres: Adres


@dataclass(frozen=True)
class Bericht:
    """Een bericht uit een aanlevering, en hoe het is beoordeeld."""

    soort: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    uitkomst: str
    regels: tuple[str, ...]
    antwoord: Antwoordadres | None


@dataclass(frozen=True)
class Stand:
    """Wat er van een aanlevering werd."""

    ontvangst: int
    status: Annotated[str, {"enum": ["ontvangen", "verwerkt", "geweigerd", "apart"]}]
    ontvangen_op: datetime
    omvang_bytes: int
    sha256: str
    uitleg: tuple[str, ...]
    berichten: tuple[Bericht, ...]


@dataclass(frozen=True)
class Klaarstaand:
    """Een bericht of antwoord dat klaarstaat."""

    kenmerk: str
    soort: str
    gemaakt_op: datetime
    adres: Adres


@dataclass(frozen=True)
class Klaar:
    """Wat klaarstaat, het oudste eerst."""

    berichten: tuple[Klaarstaand, ...]


@dataclass(frozen=True)
class Jeugdige:
    """Een kind zoals de gemeente het aan de aanbieder bekend maakte."""

    bsn: Annotated[str, {"pattern": "^[0-9]{9}$"}]
    voornamen: str
    voorvoegsel: str
    achternaam: str
    geboortedatum: date | None
    geslacht: str


@dataclass(frozen=True)
class Levering:
    """Geleverde zorg, van start tot en met stop; reden 20 is een stop voor een tijd."""

    begin: date
    einde: LaatsteDag
    reden: str


@dataclass(frozen=True)
class Toewijzing:
    """Een toewijzing in haar geldende versie."""

    id: str
    gemeente: Gemeente
    nummer: int
    aanbieder: Aanbieder
    jeugdige: Jeugdige
    categorie: str | None
    code: str | None
    begin: date
    einde: LaatsteDag
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None
    leveringen: tuple[Levering, ...]


@dataclass(frozen=True)
class Uitleg:
    """Waarom een regel iets weigerde, en wat u kunt doen."""

    regel: str
    retourcode: str
    uitleg: str
    wat_te_doen: str


@dataclass(frozen=True)
class Declaratie:
    """Een declaratie en wat ervan is toegekend."""

    id: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    nummer: str
    maand: Maand
    dagtekening: date
    ingediend_cent: Cent
    toegekend_cent: Cent
    regels: int
    afgewezen: int
    stand: Annotated[str, {"enum": ["toegekend", "deels", "alles", "afgekeurd"]}]


@dataclass(frozen=True)
class DeclaratieMetUitleg:
    """Een declaratie, met wat er over haar als geheel is gezegd."""

    declaratie: Declaratie
    uitleg: tuple[Uitleg, ...]


@dataclass(frozen=True)
class Declaratieregel:
    """Een beoordeelde regel; jeugdige telt de kinderen van deze declaratie vanaf 1."""

    nr: int
    jeugdige: int | None
    referentie: str
    vorige_referentie: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    bedrag_cent: Cent
    toegekend: bool
    gecrediteerd: bool
    uitleg: tuple[Uitleg, ...]


@dataclass(frozen=True)
class GevraagdProduct:
    """Een product in een verzoek."""

    wat: str
    toewijzing_nummer: int | None
    categorie: str | None
    code: str | None
    begin: date | None
    einde: LaatsteDag
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None


@dataclass(frozen=True)
class Verzoek:
    """Een verzoek dat op een besluit van de gemeente wacht; uiterlijk is de laatste dag om te antwoorden."""

    id: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    soort: str
    referentie: str
    jeugdige: str
    geboortedatum: date | None
    dagtekening: date
    ontvangen_op: date
    status: str
    uiterlijk: date
    producten: tuple[GevraagdProduct, ...]


@dataclass(frozen=True)
class Maandverwijzing:
    """Een maand waarover een rapport is."""

    id: str
    gemeente: Gemeente
    maand: Maand
    definitief: bool


@dataclass(frozen=True)
class Cijfers:
    """Bedragen van een deel van een gemeente, van januari tot en met de maand."""

    ingediend_cent: Cent
    toegekend_cent: Cent
    afgewezen_cent: Cent
    te_betalen_cent: Cent
    verplicht_cent: Cent
    verwacht_cent: Cent


@dataclass(frozen=True)
class Cijferregel:
    """Een regel van het rapport: nu, en een maand eerder."""

    sleutel: str
    naam: str
    nu: Cijfers
    vorig: Cijfers


@dataclass(frozen=True)
class Maandrapport:
    """De uitputting van het jeugdbudget; zonder bekend budget zijn er geen promilles."""

    id: str
    gemeente: Gemeente
    naam: str
    maand: Maand
    vastgesteld_op: Annotated[datetime | None, {"description": "Leeg zolang de cijfers nog kunnen veranderen"}]
    sha256: str
    budget_cent: int | None
    uitputting_promille: int | None
    verwacht_promille: int | None
    totaal: Cijferregel
    per_categorie: tuple[Cijferregel, ...]
    per_aanbieder: tuple[Cijferregel, ...]


@dataclass(frozen=True)
class Organisatie:
    """De organisatie van uw sleutel."""

    code: Organisatiecode
    soort: Annotated[str, {"enum": ["aanbieder", "gemeente"]}]
    naam: str
    kvk: str | None
    regio: str


@dataclass(frozen=True)
class Contract:
    """Een contract van een aanbieder met de regio."""

    nummer: str
    aanbieder: Aanbieder
    perceel: str
    variant: str
    bekostiging: str
    begin: date
    einde: LaatsteDag
    plafond_cent: int | None


@dataclass(frozen=True)
class Tarief:
    """Wat een eenheid van een product kost; perUur: dan is het bedrag per uur, ook bij minuten."""

    aanbieder: Aanbieder
    categorie: str
    code: str
    omschrijving: str
    eenheid: str
    begin: date
    einde: LaatsteDag
    tarief_cent: int | None
    per_uur: bool


@dataclass(frozen=True)
class Inwonerbrief:
    """Een brief over een besluit; de brief zelf heeft de gemeente gestuurd."""

    id: str
    soort: str
    gemaakt_op: datetime


@dataclass(frozen=True)
class Inwonerbesluit:
    """Een besluit dat bekend is gemaakt."""

    id: str
    soort: str
    datum: date | None
    verzenddatum: date | None
    uiterlijke_reactiedatum: Annotated[date | None, {"description": "Laatste dag voor bezwaar"}]
    voorzieningen: tuple[str, ...]
    brieven: tuple[Inwonerbrief, ...]


@dataclass(frozen=True)
class Inwonerzaak:
    """Een aanmelding voor jeugdhulp, met de namen van de standaarden voor zaakgericht werken."""

    id: str
    jeugdige: Annotated[str, {"description": "Naam van de jeugdige"}]
    omschrijving: str
    startdatum: date
    uiterlijke_einddatum_afdoening: date | None
    einddatum: date | None
    status: str
    resultaat: str
    besluiten: tuple[Inwonerbesluit, ...]


@dataclass(frozen=True)
class Inwonerzaken:
    """Wat één inwoner mag zien, de nieuwste zaak eerst."""

    zaken: tuple[Inwonerzaak, ...]
