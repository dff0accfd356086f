# SPDX-License-Identifier: EUPL-1.2
"""What every figure about the use of youth care means: the text of the pages."""

from jeugdregio.begroting.definities import Definitie

_BRON = "starts (JW305), stops (JW307) en toewijzingen (JW301)"
DEFINITIES = (
    Definitie(
        "jeugdige_met_hulp",
        "Jeugdige met hulp",
        "aantal",
        "Iemand voor wie een aanbieder de start van toegewezen hulp meldde. De hulp duurt tot en met de dag van de "
        "stop, of tot het einde van de toewijzing als geen stop is gemeld. Een tijdelijke stop (reden 20) is geen "
        "einde. Wie alleen een toewijzing heeft en nog wacht, telt niet mee. Ingetrokken toewijzingen tellen niet "
        "mee. Wie meer hulp tegelijk heeft, telt één keer. Een pgb, of hulp van een wijkteam zonder toewijzing, zit "
        "er niet in.",
        _BRON,
    ),
    Definitie(
        "begin",
        "Aan het begin",
        "aantal",
        "Wie hulp had op de laatste dag voor het halfjaar en ook op de eerste dag ervan.",
        _BRON,
        "begin",
    ),
    Definitie(
        "instroom",
        "Instroom",
        "aantal",
        "Wie er aan het begin niet was en in het halfjaar hulp kreeg. Wie zonder onderbreking van product of "
        "aanbieder wisselt, is geen instroom en geen uitstroom. Zit er een dag tussen, dan is het een onderbreking; "
        "wie daarna binnen het halfjaar terugkomt, telt nog steeds één keer.",
        _BRON,
        "instroom",
    ),
    Definitie(
        "uitstroom",
        "Uitstroom",
        "aantal",
        "Wie in het halfjaar hulp had en er aan het eind niet meer is. De laatste dag van het halfjaar als laatste "
        "dag van hulp is uitstroom van dat halfjaar.",
        _BRON,
        "uitstroom",
    ),
    Definitie(
        "eind",
        "Aan het eind",
        "aantal",
        "Wie hulp had op de laatste dag van het halfjaar en ook op de dag erna. Het is het begin van het volgende "
        "halfjaar. Van een halfjaar dat nog loopt is het de stand op de eerste van deze maand.",
        _BRON,
        "eind",
    ),
    Definitie(
        "actief",
        "Actief in het halfjaar",
        "aantal",
        "Wie in het halfjaar minstens één dag hulp had.",
        _BRON,
        "actief",
    ),
    Definitie(
        "sluiten",
        "Sluit het?",
        "aantal",
        "Begin plus instroom min uitstroom is het eind, en begin plus instroom is wie actief was. Deze vijf worden "
        "elk apart geteld en naast elkaar gelegd. Komt er iets anders uit dan nul, dan staat het verschil er.",
        "de vijf aantallen hierboven",
    ),
    Definitie(
        "verhuizing",
        "Gemeenten en regio",
        "aantal",
        "Een gemeente telt wie hulp heeft onder haar toewijzing. Wie naar een andere gemeente in de regio verhuist, "
        "is bij de ene uitstroom en bij de andere instroom, en voor de regio geen van beide. De regio telt ieder "
        "kind één keer; de gemeenten samen zijn daarom iets meer.",
        _BRON,
    ),
    Definitie(
        "gebruikspercentage",
        "Gebruikspercentage",
        "procent",
        "Honderd keer de jeugdigen van een leeftijdsgroep die in het halfjaar actief waren, gedeeld door alle "
        "inwoners van dezelfde leeftijdsgroep. De leeftijd is die op de laatste getelde dag van het halfjaar. De "
        "inwoners zijn van de datum die erbij staat; een andere bron of datum geeft een ander percentage.",
        "aantallen van deze pagina; inwoners van CBS",
    ),
)
PER_KEY = {one.key: one for one in DEFINITIES}
