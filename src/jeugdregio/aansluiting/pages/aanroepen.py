# SPDX-License-Identifier: EUPL-1.2
"""Every call of the API: views take their right and questions from here, and the description is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from jeugdregio.aansluiting.pages import vormen, vraag
from jeugdregio.aansluiting.pages.vraag import Parameter, keuze
from jeugdregio.aansluiting.values import AANLEVEREN, GEGEVENS, INWONERS, JEUGDIGEN, OPHALEN
from jeugdregio.declaraties.values import AFGEKEURD, ALLES, DEELS, TOEGEKEND

XML, FORM, JSON = "application/xml", "application/x-www-form-urlencoded", "application/json"
OVERAL: Mapping[int, str] = {405: "Methode niet toegestaan", 429: "Te vaak", 503: "Even niet bereikbaar"}
INGELOGD: Mapping[int, str] = {401: "Niet ingelogd", 403: "Recht ontbreekt", **OVERAL}
BERICHTEN, LEZEN, TOEGANG = "Berichten", "Gegevens", "Toegang"


@dataclass(frozen=True)
class Aanroep:
    """One call: `antwoorden` are the statuses it may give, with their meaning; `geeft` is what a good answer holds."""

    naam: str
    methode: str
    pad: str
    wat: str
    groep: str
    recht: str
    antwoorden: Mapping[int, str]
    geeft: type | str | None = None
    bladert: bool = False
    parameters: tuple[Parameter, ...] = ()
    vraagt: str = ""

    @property
    def vragen(self) -> tuple[Parameter, ...]:
        """All questions of its address."""
        return (*self.parameters, *(vraag.BLADEREN if self.bladert else ()))

    @property
    def bewaart(self) -> bool:
        """Whether an answer has an ETag, and the same answer again is not sent."""
        return 304 in self.antwoorden


def _sleutel(naam: str, wat: str, patroon: str) -> Parameter:
    return Parameter(naam, wat, {"type": "string", "pattern": f"^{patroon}$"})


_KENMERK = "[0-9]{4}-[0-9]{1,18}-(antwoord|bericht)"
IN_PAD: Mapping[str, Parameter] = {
    one.naam: one
    for one in (
        _sleutel("ontvangst", "Nummer van de aanlevering.", "[0-9]{1,18}"),
        _sleutel("kenmerk", "Kenmerk uit de lijst van wat klaarstaat.", _KENMERK),
        _sleutel("toewijzing", "Gemeente en toewijzingnummer, als 0193-1234.", "[0-9]{4}-[0-9]{1,9}"),
        _sleutel("declaratie", "Het id uit de lijst.", "[0-9]{4}-[0-9]{1,18}"),
        _sleutel("verzoek", "Het id uit de lijst.", "[0-9]{4}-[0-9]{1,18}-[0-9]{1,6}"),
        _sleutel("maandrapport", "Gemeente en maand, als 0193-2026-09.", "[0-9]{4}-20[0-9]{2}-(0[1-9]|1[0-2])"),
    )
}
_LEZEN: Mapping[int, str] = {200: "Gevonden", 304: "Niet veranderd", 400: "Onjuiste vraag", **INGELOGD}
_EEN: Mapping[int, str] = {**_LEZEN, 404: "Niet gevonden, of niet voor uw organisatie"}

TOKEN = Aanroep(
    "vraagToegangsbewijs",
    "post",
    "/token",
    "Wissel uw sleutel in voor een toegangsbewijs (OAuth2, client credentials).",
    TOEGANG,
    "",
    {200: "Toegangsbewijs", 400: "Onjuist verzoek", 401: "Onbekende sleutel", 413: "Te groot", **OVERAL},
    vraagt=FORM,
)
AANLEVERING = Aanroep(
    "leverBerichtAan",
    "post",
    "/berichten",
    "Lever één bericht aan, zo nodig ingepakt. Dezelfde bytes opnieuw geven hetzelfde ontvangstnummer.",
    BERICHTEN,
    AANLEVEREN,
    {
        202: "Ontvangen en bewaard",
        200: "Al eerder ontvangen",
        400: "Leeg, afgebroken of een onjuiste vraag",
        411: "Lengte ontbreekt",
        413: "Groter dan 25 MB",
        415: "Soort niet bekend",
        **INGELOGD,
    },
    vormen.Ontvangst,
    vraagt=XML,
)
ONTVANGST = Aanroep(
    "leesOntvangst",
    "get",
    "/berichten/{ontvangst}",
    "Wat er van een aanlevering werd: ontvangen (zij wacht nog), verwerkt of geweigerd, en welk antwoord er is.",
    BERICHTEN,
    AANLEVEREN,
    _EEN,
    vormen.Stand,
)
UITGAAND = Aanroep(
    "leesUitgaandeBerichten",
    "get",
    "/uitgaande-berichten",
    "Wat er klaarstaat, het oudste eerst, hoogstens honderd. Het blijft staan tot u het bevestigt. "
    "Vraag dit zo vaak u wilt: met If-None-Match krijgt u 304 zolang er niets veranderde.",
    BERICHTEN,
    OPHALEN,
    _LEZEN,
    vormen.Klaar,
)
INHOUD = Aanroep(
    "leesUitgaandBericht",
    "get",
    "/uitgaande-berichten/{kenmerk}",
    "Eén bericht of antwoord, byte voor byte.",
    BERICHTEN,
    OPHALEN,
    {status: text for status, text in _EEN.items() if status != 304},
    XML,
)
BEVESTIGING = Aanroep(
    "bevestigUitgaandBericht",
    "post",
    "/uitgaande-berichten/{kenmerk}/bevestiging",
    "Bevestig dat u het bericht heeft bewaard. Vaker bevestigen mag.",
    BERICHTEN,
    OPHALEN,
    {204: "Bevestigd", 400: "Onjuiste vraag", 404: "Niet gevonden, of niet voor uw organisatie", **INGELOGD},
)
TOEWIJZINGEN = Aanroep(
    "leesToewijzingen",
    "get",
    "/toewijzingen",
    "De toewijzingen van uw organisatie, de nieuwste eerst. Een aanbieder ziet wat aan hem is gestuurd.",
    LEZEN,
    JEUGDIGEN,
    _LEZEN,
    vormen.Toewijzing,
    bladert=True,
    parameters=(
        vraag.GEMEENTE,
        vraag.AANBIEDER,
        vraag.GELDIG_OP,
        keuze("sorteer", "Op moment van vaststellen; met - de nieuwste eerst.", "vastgesteld", "-vastgesteld"),
    ),
)
TOEWIJZING = Aanroep(
    "leesToewijzing", "get", "/toewijzingen/{toewijzing}", "Eén toewijzing.", LEZEN, JEUGDIGEN, _EEN, vormen.Toewijzing
)
DECLARATIES = Aanroep(
    "leesDeclaraties",
    "get",
    "/declaraties",
    "De declaraties van uw organisatie, de nieuwste eerst.",
    LEZEN,
    GEGEVENS,
    _LEZEN,
    vormen.Declaratie,
    bladert=True,
    parameters=(
        vraag.MAAND,
        vraag.GEMEENTE,
        vraag.AANBIEDER,
        vraag.NUMMER,
        keuze("stand", "Wat ervan werd.", TOEGEKEND, DEELS, ALLES, AFGEKEURD),
        keuze("sorteer", "Op dagtekening; met - de nieuwste eerst.", "dagtekening", "-dagtekening"),
    ),
)
DECLARATIE = Aanroep(
    "leesDeclaratie",
    "get",
    "/declaraties/{declaratie}",
    "Eén declaratie, en wat er over haar als geheel is gezegd.",
    LEZEN,
    GEGEVENS,
    _EEN,
    vormen.DeclaratieMetUitleg,
)
REGELS = Aanroep(
    "leesDeclaratieregels",
    "get",
    "/declaraties/{declaratie}/regels",
    "De regels van een declaratie met hun oordeel.",
    LEZEN,
    GEGEVENS,
    _EEN,
    vormen.Declaratieregel,
    bladert=True,
    parameters=(keuze("oordeel", "Alleen wat is toegekend of afgewezen.", "toegekend", "afgewezen"),),
)
VERZOEKEN = Aanroep(
    "leesVerzoeken",
    "get",
    "/verzoeken",
    "De verzoeken die op een besluit wachten; wat het eerst moet, staat bovenaan.",
    LEZEN,
    JEUGDIGEN,
    _LEZEN,
    vormen.Verzoek,
    bladert=True,
    parameters=(
        vraag.GEMEENTE,
        keuze("sorteer", "Op laatste dag; met - de laatste eerst.", "uiterlijk", "-uiterlijk"),
    ),
)
VERZOEK = Aanroep(
    "leesVerzoek",
    "get",
    "/verzoeken/{verzoek}",
    "Eén verzoek dat op een besluit wacht.",
    LEZEN,
    JEUGDIGEN,
    _EEN,
    vormen.Verzoek,
)
MAANDRAPPORTEN = Aanroep(
    "leesMaandrapporten",
    "get",
    "/maandrapporten",
    "De maanden waarover er een rapport is, de nieuwste eerst. Voor gemeenten; een aanbieder krijgt een lege lijst.",
    LEZEN,
    GEGEVENS,
    _LEZEN,
    vormen.Maandverwijzing,
    bladert=True,
)
MAANDRAPPORT = Aanroep(
    "leesMaandrapport",
    "get",
    "/maandrapporten/{maandrapport}",
    "De cijfers van een maand; van een gesloten maand zijn zij altijd dezelfde.",
    LEZEN,
    GEGEVENS,
    _EEN,
    vormen.Maandrapport,
)
ORGANISATIE = Aanroep(
    "leesOrganisatie",
    "get",
    "/organisatie",
    "De organisatie van uw sleutel.",
    LEZEN,
    GEGEVENS,
    _EEN,
    vormen.Organisatie,
)
CONTRACTEN = Aanroep(
    "leesContracten",
    "get",
    "/contracten",
    "De contracten: van een aanbieder de eigen, van een gemeente die van de regio.",
    LEZEN,
    GEGEVENS,
    _LEZEN,
    vormen.Contract,
    bladert=True,
    parameters=(vraag.AANBIEDER,),
)
TARIEVEN = Aanroep(
    "leesTarieven",
    "get",
    "/tarieven",
    "De tarieven: van een aanbieder de eigen, van een gemeente die van de regio.",
    LEZEN,
    GEGEVENS,
    _LEZEN,
    vormen.Tarief,
    bladert=True,
    parameters=(vraag.AANBIEDER, vraag.GELDIG_OP),
)
INWONERZAKEN = Aanroep(
    "zoekInwonerzaken",
    "post",
    "/inwonerzaken",
    "De zaken die één inwoner mag zien, voor een portaal waar die inwoner met DigiD is ingelogd. Het nummer staat in "
    "de inhoud en nooit in het adres. Wie wat ziet volgt uit leeftijd en gezag van vandaag. Van een jeugdige van 12 "
    "tot 16 jaar ziet een ouder geen besluiten. Voor gemeenten; een aanbieder krijgt een lege lijst.",
    LEZEN,
    INWONERS,
    {200: "Gevonden", 400: "Onjuiste vraag", 415: "Soort niet bekend", **INGELOGD},
    vormen.Inwonerzaken,
    vraagt=JSON,
)
AANROEPEN = (
    TOKEN, AANLEVERING, ONTVANGST, UITGAAND, INHOUD, BEVESTIGING, TOEWIJZINGEN, TOEWIJZING, DECLARATIES, DECLARATIE,
    REGELS, VERZOEKEN, VERZOEK, MAANDRAPPORTEN, MAANDRAPPORT, ORGANISATIE, CONTRACTEN, TARIEVEN, INWONERZAKEN,
)  # fmt: skip
