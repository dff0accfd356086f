# SPDX-License-Identifier: EUPL-1.2
"""
What can be allowed: the vocabulary, in plain Dutch, and who may do what as long as nobody decided otherwise.

A page asks for a right (`verzoek.vraagt`), never for a role. Which role has which right is data (`Rechtbesluit`): the
last decision counts, and where there is none what stands here.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jeugdregio.gebruikers.rollen import FUNCTIES as FUNCTIES
from jeugdregio.gebruikers.rollen import Functie as Functie
from jeugdregio.gebruikers.rollen import Rol, Soort
from jeugdregio.gebruikers.rollen import functies as _at


class Recht(StrEnum):
    """Something that can be allowed; the explanation is in `UITLEG`."""

    CIJFERS_ZIEN = "cijfers_zien"
    MAANDRAPPORT_ZIEN = "maandrapport_zien"
    KINDEREN_ZIEN = "kinderen_zien"
    BUITEN_CASELOAD = "buiten_caseload"
    CASELOAD_BEHEREN = "caseload_beheren"
    TOEWIJZINGEN_ZIEN = "toewijzingen_zien"
    WERK_ZIEN = "werk_zien"
    FEIT_NAZIEN = "feit_nazien"
    VASTGEHOUDEN_ZIEN = "vastgehouden_zien"
    VASTHOUDING_BESLISSEN = "vasthouding_beslissen"
    WACHTERS_ZETTEN = "wachters_zetten"
    VERZOEKEN_ZIEN = "verzoeken_zien"
    VERZOEK_BEANTWOORDEN = "verzoek_beantwoorden"
    GESTUURD_ZIEN = "gestuurd_zien"
    AANLEVEREN = "aanleveren"
    PORTAAL = "portaal"
    DECLARATIES_ZIEN = "declaraties_zien"
    WEEKBRIEF_ZIEN = "weekbrief_zien"
    APART_VRIJGEVEN = "apart_vrijgeven"
    CONTROLE_ZIEN = "controle_zien"
    MAAND_SLUITEN = "maand_sluiten"
    BETAALSTOP_OPHEFFEN = "betaalstop_opheffen"
    BUDGET_WIJZIGEN = "budget_wijzigen"
    TARIEF_WIJZIGEN = "tarief_wijzigen"
    CONTRACTBEHEER_ZIEN = "contractbeheer_zien"
    CONTRACTEN_BEHEREN = "contracten_beheren"
    PRIJZEN_ZIEN = "prijzen_zien"
    OVERLEG_VASTLEGGEN = "overleg_vastleggen"
    LOGBOEK_NAZIEN = "logboek_nazien"
    TAKEN_VASTLEGGEN = "taken_vastleggen"
    REGISTER_ZIEN = "register_zien"
    VEREVENING_ZIEN = "verevening_zien"
    SOLIDARITEIT_VRAGEN = "solidariteit_vragen"
    SOLIDARITEIT_OORDELEN = "solidariteit_oordelen"
    SOLIDARITEIT_VOORBEREIDEN = "solidariteit_voorbereiden"
    SOLIDARITEIT_BESLUITEN = "solidariteit_besluiten"
    PROGNOSE_ZIEN = "prognose_zien"
    LASTEN_ZIEN = "lasten_zien"
    LASTEN_BEHEREN = "lasten_beheren"
    CONTINUITEIT_ZIEN = "continuiteit_zien"
    REGISTER_WIJZIGEN = "register_wijzigen"
    VERNIETIGEN = "vernietigen"
    PERSOON_UITVOEREN = "persoon_uitvoeren"
    MENSEN_BEHEREN = "mensen_beheren"
    RECHTEN_ZIEN = "rechten_zien"
    RECHTEN_WIJZIGEN = "rechten_wijzigen"
    VERTROUWENSDOSSIERS = "vertrouwensdossiers"
    VERWIJZINGEN = "verwijzingen"
    EIGEN_DOSSIER = "eigen_dossier"
    GEZIN_UITNODIGEN = "gezin_uitnodigen"
    TWEEDE_TOETS = "tweede_toets"
    WACHTTIJDEN_ZIEN = "wachttijden_zien"
    WACHTEN_VASTLEGGEN = "wachten_vastleggen"
    WACHTTIJD_OPGEVEN = "wachttijd_opgeven"
    WACHTTIJDEN_PUBLICEREN = "wachttijden_publiceren"
    TEAMBUDGET_ZIEN = "teambudget_zien"
    UITGAVEN_VASTLEGGEN = "uitgaven_vastleggen"
    TEAMBUDGET_VASTSTELLEN = "teambudget_vaststellen"
    BESLISSEN = "beslissen"
    BEZWAAR = "bezwaar"
    RAADSVRAGEN = "raadsvragen"
    BETROKKENEN = "betrokkenen"
    KLACHTEN = "klachten"
    INSPRAAK = "inspraak"
    INKOOP_ZIEN = "inkoop_zien"
    INKOPEN = "inkopen"
    GUNNEN = "gunnen"
    TOELATEN = "toelaten"
    INSCHRIJVEN = "inschrijven"
    CONTRACTEN_ZIEN = "contracten_zien"
    CONTRACTEN_INLEZEN = "contracten_inlezen"
    AANMELDEN = "aanmelden"
    CENTRALE_NUMMER = "centrale_nummer"
    RAADSMELDINGEN = "raadsmeldingen"
    BASISFUNCTIES_ZIEN = "basisfuncties_zien"
    GEZINNEN_ZIEN = "gezinnen_zien"
    GEZINNEN_BIJHOUDEN = "gezinnen_bijhouden"
    WOONPLAATS_BEPALEN = "woonplaats_bepalen"
    GEMEENTEN_VERREKENEN = "gemeenten_verrekenen"
    BETALINGEN_ZIEN = "betalingen_zien"
    BETALEN = "betalen"
    EIGEN_BETALINGEN = "eigen_betalingen"
    MATERIELE_CONTROLE = "materiele_controle"
    BOEKHOUDING_ZIEN = "boekhouding_zien"
    BOEKHOUDING_BIJHOUDEN = "boekhouding_bijhouden"
    PRODUCTIEVERANTWOORDING = "productieverantwoording"

    @property
    def label(self) -> str:
        """The Dutch name for on the screen."""
        return UITLEG[self].naam

    @property
    def uitleg(self) -> str:
        """What whoever has it can do, in Dutch."""
        return UITLEG[self].uitleg


@dataclass(frozen=True)
class Rechtuitleg:
    """One right: its name, what it allows, and the roles that have it when nothing was decided."""

    naam: str
    uitleg: str
    standaard: frozenset[Functie]


_TOEGANG = _at(Soort.GEMEENTE, Rol.TOEGANG)
_CONTROLLER = _at(Soort.GEMEENTE, Rol.CONTROLLER)
_INKOOP = _at(Soort.GEMEENTE, Rol.CONTRACTMANAGER)
_BACKOFFICE = _at(Soort.AANBIEDER, Rol.AANBIEDER)
_REGIOCONTROLLER = _at(Soort.REGIO, Rol.CONTROLLER)
_REGIO = _at(Soort.REGIO, Rol.CONTROLLER, Rol.CONTRACTMANAGER)
_BESTUUR = _at(Soort.REGIO, Rol.BESTUUR) | _at(Soort.GEMEENTE, Rol.BESTUUR)
_SAMEN = _CONTROLLER | _INKOOP | _REGIO | _BESTUUR
_BEHEER = frozenset(functie for functie in FUNCTIES if functie[1] is Rol.BEHEERDER)
_PRIVACY = frozenset(functie for functie in FUNCTIES if functie[1] is Rol.PRIVACY)
_VERTROUWEN = _at(Soort.VERTROUWEN, Rol.VERTROUWENSPERSOON)
_VERWIJZER = _at(Soort.PRAKTIJK, Rol.VERWIJZER)
_TOETSER = _at(Soort.GEMEENTE, Rol.TOETSER)
_GEZIN = _at(Soort.GEZIN, Rol.GEZINSLID)
_ZONDER_ZORG = _BEHEER | _PRIVACY | _VERTROUWEN | _VERWIJZER | _GEZIN
_ZIET_ZORG = _TOEGANG | _CONTROLLER | _REGIOCONTROLLER
_ZORG_EN_AANBIEDER = _ZIET_ZORG | _BACKOFFICE
_VERANTWOORDT = _CONTROLLER | _REGIOCONTROLLER | _BACKOFFICE

UITLEG: dict[Recht, Rechtuitleg] = {
    Recht.CIJFERS_ZIEN: Rechtuitleg(
        "Cijfers zien", "Het overzicht met totalen van kosten en budget.", frozenset(FUNCTIES) - _ZONDER_ZORG
    ),
    Recht.MAANDRAPPORT_ZIEN: Rechtuitleg(
        "Maandrapport zien",
        "De maandrapporten van de eigen organisatie, met de regels onder elk cijfer.",
        _CONTROLLER | _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.KINDEREN_ZIEN: Rechtuitleg(
        "Kinderen zien", "Zien om welk kind het gaat: naam, geboortedatum en adres.", _TOEGANG | _TOETSER | _BACKOFFICE
    ),
    Recht.BUITEN_CASELOAD: Rechtuitleg(
        "Kind buiten eigen caseload openen",
        "Een kind openen dat een collega begeleidt. Het programma vraagt eerst waarom, en bewaart dat.",
        _TOEGANG | _TOETSER | _BACKOFFICE,
    ),
    Recht.CASELOAD_BEHEREN: Rechtuitleg(
        "Caseload verdelen", "Kinderen toewijzen aan medewerkers, overdragen en afsluiten.", _TOEGANG | _BACKOFFICE
    ),
    Recht.TOEWIJZINGEN_ZIEN: Rechtuitleg(
        "Toewijzingen inzien", "Een toewijzing en wat erop is gebeurd.", _ZIET_ZORG | _TOETSER
    ),
    Recht.WERK_ZIEN: Rechtuitleg("Werk zien", "De lijst met wat er moet gebeuren.", _ZORG_EN_AANBIEDER),
    Recht.FEIT_NAZIEN: Rechtuitleg(
        "Feiten nazien", "Opschrijven dat een opvallend feit is nagekeken.", _TOEGANG | _CONTROLLER | _BACKOFFICE
    ),
    Recht.VASTGEHOUDEN_ZIEN: Rechtuitleg(
        "Vastgehouden zien", "Toewijzingen die niet vertrokken omdat er iets niet klopt.", _ZIET_ZORG
    ),
    Recht.VASTHOUDING_BESLISSEN: Rechtuitleg(
        "Over vasthouden beslissen", "Een vastgehouden toewijzing toch sturen of terugnemen.", _TOEGANG | _CONTROLLER
    ),
    Recht.WACHTERS_ZETTEN: Rechtuitleg(
        "Wachters aan- en uitzetten", "Kiezen welke afspraken een toewijzing tegenhouden.", _CONTROLLER
    ),
    Recht.VERZOEKEN_ZIEN: Rechtuitleg("Verzoeken zien", "Verzoeken om hulp en om wijziging.", _ZORG_EN_AANBIEDER),
    Recht.VERZOEK_BEANTWOORDEN: Rechtuitleg(
        "Verzoek beantwoorden", "Namens de gemeente antwoorden op een verzoek.", _TOEGANG
    ),
    Recht.GESTUURD_ZIEN: Rechtuitleg(
        "Gestuurde berichten zien", "De berichten die zijn verstuurd, en of ze aankwamen.", _ZORG_EN_AANBIEDER
    ),
    Recht.AANLEVEREN: Rechtuitleg(
        "Berichten aanleveren", "Bestanden met berichten insturen.", _TOEGANG | _CONTROLLER | _BACKOFFICE
    ),
    Recht.PORTAAL: Rechtuitleg(
        "Portaal gebruiken", "Aanvragen, start, stop en declaratie in de browser invullen.", _BACKOFFICE
    ),
    Recht.DECLARATIES_ZIEN: Rechtuitleg(
        "Declaraties zien",
        "Declaraties, uitval en de regels waarop is getoetst.",
        frozenset(FUNCTIES) - _ZONDER_ZORG - _BESTUUR - _TOETSER,
    ),
    Recht.WEEKBRIEF_ZIEN: Rechtuitleg(
        "Weekbrief zien", "De weekbrief aan een aanbieder.", _CONTROLLER | _INKOOP | _REGIO | _BACKOFFICE
    ),
    Recht.APART_VRIJGEVEN: Rechtuitleg(
        "Apart gezette bestanden vrijgeven", "Een bestand waarop het programma vastliep opnieuw aanbieden.", _REGIO
    ),
    Recht.CONTROLE_ZIEN: Rechtuitleg("Controles zien", "De natelling van geld en berichten.", _REGIO),
    Recht.MAAND_SLUITEN: Rechtuitleg(
        "Maand afsluiten", "Voorstellen of bevestigen dat een maand dichtgaat. Twee mensen.", _REGIOCONTROLLER
    ),
    Recht.BETAALSTOP_OPHEFFEN: Rechtuitleg(
        "Betaalstop opheffen", "Voorstellen of bevestigen dat betalen weer mag. Twee mensen.", _REGIO
    ),
    Recht.BUDGET_WIJZIGEN: Rechtuitleg(
        "Budget wijzigen", "Een budget of jaarcijfers voorstellen of bevestigen. Twee mensen.", _REGIOCONTROLLER
    ),
    Recht.TARIEF_WIJZIGEN: Rechtuitleg("Tarief wijzigen", "Een tarief voorstellen of bevestigen. Twee mensen.", _REGIO),
    Recht.CONTRACTBEHEER_ZIEN: Rechtuitleg(
        "Contractbeheer zien",
        "Portefeuilles, afspraken, uitkomsten en plafonds van aanbieders. Een zaak ziet wie in de kring ervan zit.",
        _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.CONTRACTEN_BEHEREN: Rechtuitleg(
        "Contracten beheren",
        "Een aanbieder in een portefeuille zetten, zaken openen en stappen zetten, metingen en voorwaarden invoeren.",
        _at(Soort.REGIO, Rol.CONTRACTMANAGER),
    ),
    Recht.PRIJZEN_ZIEN: Rechtuitleg(
        "Prijzen zien",
        "Producten, tarieven, profielen, indexaties en, van de eigen organisatie, kostprijzen.",
        _CONTROLLER | _INKOOP | _REGIO | _BESTUUR | _BACKOFFICE,
    ),
    Recht.OVERLEG_VASTLEGGEN: Rechtuitleg(
        "Overleg vastleggen",
        "Vastleggen dat een slotdeel mag worden gedeclareerd zonder het afgesproken resultaat, en waarom.",
        _TOEGANG,
    ),
    Recht.LOGBOEK_NAZIEN: Rechtuitleg(
        "Logboek nazien", "Zien wie welk kind heeft ingezien, en dat beoordelen.", _PRIVACY
    ),
    Recht.TAKEN_VASTLEGGEN: Rechtuitleg(
        "Taken en regels vastleggen", "Vastleggen welke taken de regio doet, en welke regels wanneer gelden.", _REGIO
    ),
    Recht.REGISTER_ZIEN: Rechtuitleg(
        "Register van aanbieders zien",
        "Welke aanbieders er zijn, hun ketens en intern toezicht, en wat de tellingen betekenen.",
        _TOEGANG | _CONTROLLER | _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.MATERIELE_CONTROLE: Rechtuitleg(
        "Materiële controle doen",
        "Nagaan of betaalde hulp is geleverd: plan, stappen, steekproef en uitkomst (Regeling Jeugdwet 6b).",
        _CONTROLLER,
    ),
    Recht.PRODUCTIEVERANTWOORDING: Rechtuitleg(
        "Productieverantwoording", "Zien en verantwoorden wat een aanbieder deed.", _VERANTWOORDT
    ),
    Recht.VEREVENING_ZIEN: Rechtuitleg(
        "Solidariteit zien",
        "Wat gemeenten van elkaars kosten dragen, onder elke lezing van de afspraken. Alleen totalen.",
        _CONTROLLER | _REGIO | _BESTUUR,
    ),
    Recht.SOLIDARITEIT_VRAGEN: Rechtuitleg(
        "Solidariteit vragen",
        "Voor de eigen gemeente een beroep doen op de regeling van de vier O's, of dat intrekken.",
        _CONTROLLER,
    ),
    Recht.SOLIDARITEIT_OORDELEN: Rechtuitleg(
        "Oordelen over een verzoek",
        "Als lid van het tijdelijke comité per O oordelen, met reden. Nooit over een verzoek van de eigen gemeente.",
        _at(Soort.GEMEENTE, Rol.BESTUUR),
    ),
    Recht.SOLIDARITEIT_VOORBEREIDEN: Rechtuitleg(
        "Verzoeken voorbereiden",
        "Het tijdelijke comité van een verzoek instellen, en zijn advies vastleggen als iedereen heeft geoordeeld.",
        _REGIOCONTROLLER,
    ),
    Recht.SOLIDARITEIT_BESLUITEN: Rechtuitleg(
        "Besluiten over verzoeken",
        "Een verzoek toekennen of weigeren na het advies, en het begrotingsjaar afrekenen.",
        _at(Soort.REGIO, Rol.BESTUUR),
    ),
    Recht.PROGNOSE_ZIEN: Rechtuitleg(
        "Prognose zien",
        "Wat het jaar gaat kosten, met een band, en waarom dat veranderde. Alleen totalen.",
        _CONTROLLER | _REGIO | _BESTUUR,
    ),
    Recht.LASTEN_ZIEN: Rechtuitleg(
        "Lasten zien", "Hoeveel tijd en berichten het werk kost, alleen in totalen.", _SAMEN | _BACKOFFICE
    ),
    Recht.LASTEN_BEHEREN: Rechtuitleg(
        "Uitvragen vastleggen", "Wat ieder moet verantwoorden, en hoe lang werk duurt.", _CONTROLLER | _INKOOP | _REGIO
    ),
    Recht.CONTINUITEIT_ZIEN: Rechtuitleg(
        "Continuïteit zien",
        "De openbare jaarcijfers van aanbieders, de risicolijst, en wat er volgt als een aanbieder stopt.",
        _TOEGANG | _CONTROLLER | _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.REGISTER_WIJZIGEN: Rechtuitleg(
        "Register bijwerken",
        "Jaarrekeningen en intern toezicht van aanbieders inlezen.",
        _at(Soort.REGIO, Rol.CONTRACTMANAGER),
    ),
    Recht.VERNIETIGEN: Rechtuitleg(
        "Vernietigen",
        "Een lijst maken of bevestigen van wat weg mag omdat de bewaartermijn voorbij is. Twee mensen.",
        _at(Soort.GEMEENTE, Rol.PRIVACY) | _at(Soort.REGIO, Rol.PRIVACY),
    ),
    Recht.PERSOON_UITVOEREN: Rechtuitleg(
        "Alles over één persoon ophalen",
        "Alles over één jeugdige in een bestand zetten, om te geven aan wie erom vraagt; een dossier langer bewaren.",
        _TOEGANG | _BACKOFFICE,
    ),
    Recht.MENSEN_BEHEREN: Rechtuitleg(
        "Mensen beheren", "Mensen van de eigen organisatie toevoegen, aanstellen en uit dienst melden.", _BEHEER
    ),
    Recht.RECHTEN_ZIEN: Rechtuitleg(
        "Rechten zien", "Wie welke rol en welk recht heeft, en het jaarlijkse overzicht daarvan.", _BEHEER
    ),
    Recht.RECHTEN_WIJZIGEN: Rechtuitleg(
        "Rechten wijzigen",
        "Voorstellen of bevestigen dat een rol een recht krijgt of verliest. Twee mensen.",
        _at(Soort.REGIO, Rol.BEHEERDER),
    ),
    Recht.VERTROUWENSDOSSIERS: Rechtuitleg(
        "Vertrouwensdossiers",
        "De eigen dossiers van de vertrouwenspersoon. Alleen die rol kan dit recht hebben, en geen ander recht.",
        _VERTROUWEN,
    ),
    Recht.VERWIJZINGEN: Rechtuitleg(
        "Eigen verwijzingen zien",
        "Of hulp waarnaar iemand zelf verwees is toegewezen, begonnen en geëindigd. Alleen voor die rol.",
        _VERWIJZER,
    ),
    Recht.TWEEDE_TOETS: Rechtuitleg(
        "Tweede naam zetten",
        "Een besluit met grote gevolgen toetsen dat een collega maakte, en het laten doorgaan, wijzigen of weigeren.",
        _TOETSER,
    ),
    Recht.WACHTTIJDEN_ZIEN: Rechtuitleg(
        "Wachttijden zien",
        "Hoe lang jeugdigen wachten, per profiel en aanbieder.",
        _TOEGANG | _TOETSER | _CONTROLLER | _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.WACHTEN_VASTLEGGEN: Rechtuitleg(
        "Vragen of wachten schaadt",
        "Zien wie het langst wacht, en vastleggen of het wachten schaadt en wat er intussen gebeurt.",
        _TOEGANG,
    ),
    Recht.WACHTTIJD_OPGEVEN: Rechtuitleg(
        "Wachttijd opgeven", "Per profiel opgeven hoe lang de wachttijd van de eigen organisatie nu is.", _BACKOFFICE
    ),
    Recht.WACHTTIJDEN_PUBLICEREN: Rechtuitleg(
        "Wachttijden publiceren",
        "De getelde wachttijden op de openbare pagina zetten.",
        _at(Soort.REGIO, Rol.CONTRACTMANAGER),
    ),
    Recht.BETALINGEN_ZIEN: Rechtuitleg(
        "Betalingen zien",
        "Betaalronden, wat er nog te betalen is en de rekeningen van aanbieders.",
        _REGIOCONTROLLER | _at(Soort.REGIO, Rol.BESTUUR),
    ),
    Recht.BOEKHOUDING_ZIEN: Rechtuitleg(
        "Boekhouding zien",
        "De stand van het grootboek, Iv3 en wat gemeenten met elkaar verrekenen. Alleen totalen.",
        _CONTROLLER | _REGIOCONTROLLER,
    ),
    Recht.BOEKHOUDING_BIJHOUDEN: Rechtuitleg(
        "Boekhouding bijhouden",
        "Kiezen onder welk taakveld van Iv3 kosten vallen; de verrekening tussen gemeenten voorstellen of bevestigen.",
        _REGIOCONTROLLER,
    ),
    Recht.BETALEN: Rechtuitleg(
        "Betalen",
        "Een rekening of betaalronde maken, bevestigen wat een ander maakte, en bestanden van de bank inlezen.",
        _REGIOCONTROLLER,
    ),
    Recht.EIGEN_BETALINGEN: Rechtuitleg(
        "Eigen betalingen zien",
        "Wat de eigen organisatie kreeg, wanneer, op welke rekening en voor welke regels.",
        _BACKOFFICE,
    ),
    Recht.TEAMBUDGET_ZIEN: Rechtuitleg(
        "Teambudget zien",
        "Budgetten van de toegangsteams, wat daarvan is uitgegeven, de drempels en of de tweede toets werkt.",
        _TOEGANG | _TOETSER | _CONTROLLER | _INKOOP | _at(Soort.GEMEENTE, Rol.BESTUUR),
    ),
    Recht.UITGAVEN_VASTLEGGEN: Rechtuitleg(
        "Uitgaven van het team vastleggen", "Opschrijven wat een toegangsteam uitgaf van zijn budget.", _TOEGANG
    ),
    Recht.TEAMBUDGET_VASTSTELLEN: Rechtuitleg(
        "Teambudget en drempels vaststellen",
        "Een teambudget, een drempel of een afrekening voorstellen of bevestigen. Twee mensen.",
        _CONTROLLER | _at(Soort.GEMEENTE, Rol.BESTUUR),
    ),
    Recht.BESLISSEN: Rechtuitleg(
        "Beslissen over hulp",
        "Een besluit op een aanvraag maken en bekendmaken, de termijn opschorten of verlengen, en hulp toewijzen.",
        _TOEGANG,
    ),
    Recht.BEZWAAR: Rechtuitleg("Bezwaar behandelen", "Een bezwaar of beroep vastleggen en erop beslissen.", _TOEGANG),
    Recht.EIGEN_DOSSIER: Rechtuitleg(
        "Eigen dossier zien",
        "Wat een gezinslid van het eigen gezin mag zien, en wie daarin keek. Alleen voor die rol.",
        _GEZIN,
    ),
    Recht.GEZIN_UITNODIGEN: Rechtuitleg(
        "Gezinsleden uitnodigen",
        "Een ouder, voogd of jeugdige een inlog geven voor het eigen dossier, en die weer beëindigen.",
        _TOEGANG,
    ),
    Recht.RAADSVRAGEN: Rechtuitleg(
        "Raadsvragen beantwoorden",
        "Vragen van de gemeenteraad vastleggen en beantwoorden met een cijfer uit het maandrapport.",
        _CONTROLLER | _at(Soort.GEMEENTE, Rol.BESTUUR),
    ),
    Recht.BETROKKENEN: Rechtuitleg(
        "Verzoeken over het dossier",
        "Verzoeken om inzage, afschrift, verbetering en vernietiging vastleggen en daarover beslissen.",
        _TOEGANG,
    ),
    Recht.KLACHTEN: Rechtuitleg(
        "Klachten en calamiteiten",
        "Klachten en calamiteiten vastleggen, de stappen zetten, en opschrijven wat ervan is geleerd.",
        _TOEGANG,
    ),
    Recht.INSPRAAK: Rechtuitleg(
        "Inspraak",
        "Advies vragen over een stuk, reacties geven en publiceren, en het stuk naar de raad sturen.",
        _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.INKOOP_ZIEN: Rechtuitleg(
        "Inkoop zien", "De procedures van de regio, met wat daarin al is besloten.", _INKOOP | _REGIO
    ),
    Recht.INKOPEN: Rechtuitleg(
        "Inkopen",
        "Procedures en ronden publiceren, vragen beantwoorden, aanvragen beoordelen en een gunning voorstellen.",
        _at(Soort.REGIO, Rol.CONTRACTMANAGER),
    ),
    Recht.GUNNEN: Rechtuitleg(
        "Gunnen", "Voorstellen of bevestigen dat een aanbieder een contract krijgt of houdt. Twee mensen.", _REGIO
    ),
    Recht.TOELATEN: Rechtuitleg(
        "Nieuwe aanbieders toelaten", "Beslissen over aanvragen in de innovatieruimte van de eigen gemeente.", _INKOOP
    ),
    Recht.INSCHRIJVEN: Rechtuitleg(
        "Inschrijven", "Vragen stellen in een inkoopronde, meedoen en bewijs aanleveren.", _BACKOFFICE
    ),
    Recht.CONTRACTEN_ZIEN: Rechtuitleg(
        "Contracten zien",
        "De contracten en wat daarin staat; een aanbieder ziet de eigen contracten.",
        _CONTROLLER | _INKOOP | _REGIO | _BACKOFFICE,
    ),
    Recht.CONTRACTEN_INLEZEN: Rechtuitleg(
        "Contractbestand inlezen",
        "Een bestand met aanbieders, contracten en tarieven voorstellen of bevestigen. Twee mensen.",
        _REGIO,
    ),
    Recht.AANMELDEN: Rechtuitleg(
        "Aanmelden", "Een vraag om hulp vastleggen, onderzoeken en klaarmaken voor een besluit.", _TOEGANG
    ),
    Recht.CENTRALE_NUMMER: Rechtuitleg(
        "Centrale nummer", "Gesprekken van het centrale nummer vastleggen en doorgeven.", _TOEGANG
    ),
    Recht.RAADSMELDINGEN: Rechtuitleg(
        "Raadsmeldingen", "Meldingen bij de Raad voor de Kinderbescherming vastleggen en afhandelen.", _TOEGANG
    ),
    Recht.BASISFUNCTIES_ZIEN: Rechtuitleg(
        "Basisfuncties zien",
        "Wie in welke gemeente de vijf basisfuncties van de toegang uitvoert.",
        _TOEGANG | _CONTROLLER | _INKOOP | _REGIO | _BESTUUR,
    ),
    Recht.GEZINNEN_ZIEN: Rechtuitleg(
        "Gezinnen zien", "Gezinnen, wie het gezag heeft en tekent, en het gezinsplan.", _TOEGANG | _TOETSER
    ),
    Recht.GEZINNEN_BIJHOUDEN: Rechtuitleg(
        "Gezinnen bijhouden",
        "Een gezin maken of samenvoegen, het gezag vastleggen en het gezinsplan bijhouden.",
        _TOEGANG,
    ),
    Recht.WOONPLAATS_BEPALEN: Rechtuitleg(
        "Woonplaats bepalen",
        "Uitzoeken en vastleggen welke gemeente voor een jeugdige verantwoordelijk is, met gegevens uit de BRP.",
        _TOEGANG,
    ),
    Recht.GEMEENTEN_VERREKENEN: Rechtuitleg(
        "Verrekenen tussen gemeenten",
        "Terugvragen wat voor een andere gemeente is betaald; een vordering betwisten, of met twee mensen erkennen.",
        _CONTROLLER,
    ),
}


@cache
def standaardrechten(soort: Soort, rol: Rol) -> frozenset[Recht]:
    """What a role may do as long as nobody decided otherwise."""
    return frozenset(recht for recht, uitleg in UITLEG.items() if (soort, rol) in uitleg.standaard)
