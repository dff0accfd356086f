# SPDX-License-Identifier: EUPL-1.2
"""
What is done with messages and claims, by whom, and how long it takes as long as nobody decided otherwise.

No source gives times: every number of seconds here is an assumption, and the region puts another one in its place with
a source (`Handelingsnorm`). An act at a counter (`loket`) happens only where claims go: at the region, or at the
municipality that does its own invoicing (S64). Under the region a refused line is asked twice: the region asks the
municipality. Alone a municipality answers it itself, and every provider has one counter more (K15).
"""

from dataclasses import dataclass
from enum import StrEnum

AANNAME = "Aanname: geen bron noemt een tijd"
MINUUT = 60


class Kant(StrEnum):
    """Who bears it."""

    AANBIEDER = "aanbieder"
    GEMEENTE = "gemeente"
    REGIO = "regio"


class Loket(StrEnum):
    """Where claims go for an act to happen; `OVERAL` is wherever they go."""

    OVERAL = ""
    REGIO = "regio"
    GEMEENTE = "gemeente"


@dataclass(frozen=True)
class Handeling:
    """One act: it happens once for each of what `telling` counts; `seconden` is the assumption."""

    code: str
    kant: Kant
    naam: str
    telling: str
    seconden: int
    loket: Loket = Loket.OVERAL


TELLINGEN = {
    "verzoek": "Berichten JW315 en JW317: een aanbieder vraagt een toewijzing of wijziging.",
    "antwoord": "Berichten JW319: een gemeente antwoordt dat zij onderzoekt of afwijst.",
    "vraag": "Verzoeken die de gemeente onderzoekt (JW319) en overleg over een slotdeel: iemand moet iets uitleggen.",
    "toewijzing": "Berichten JW301: een gemeente wijst toe.",
    "retour": "Berichten JW302 en JW320: een aanbieder antwoordt op een bericht van de gemeente.",
    "niet_akkoord": "Retourberichten van een aanbieder waarin iets is afgekeurd.",
    "start": "Berichten JW305.",
    "stop": "Berichten JW307.",
    "declaratie": "Berichten JW323, ook als een gemeente ze zelf afhandelt.",
    "retourdeclaratie": "Berichten JW323 die een antwoord krijgen (JW325), van de regio of van de gemeente.",
    "regel": "Prestaties in declaraties die de regio beoordeelde.",
    "uitval": "Prestaties die zijn afgewezen. Van een gemeente die zelf factureert is dat niet bekend.",
    "afgekeurd": "Berichten van een aanbieder die als geheel zijn afgekeurd.",
    "credit": "Prestaties waarmee een aanbieder een eerdere terugneemt.",
    "formulier": "Berichten die met de hand zijn ingevuld in het portaal.",
    "loket": "Maanden waarin iemand bij een loket declareerde: de regio is één loket, een gemeente die zelf "
    "factureert ook. Voor een loket: per maand elke aanbieder die er declareerde.",
    "gemeentemaand": "Maanden waarin de regio voor de gemeente declaraties afhandelde.",
}
"""What is counted, by code: from the messages as they came in and went out, in the month of receipt."""
BERICHTEN_VAN = ("verzoek", "antwoord", "toewijzing", "retour", "start", "stop", "declaratie", "retourdeclaratie")
"""What is a message between provider and municipality."""

_A, _G, _R = Kant.AANBIEDER, Kant.GEMEENTE, Kant.REGIO
HANDELINGEN = (
    Handeling("a-verzoek", _A, "Verzoek sturen", "verzoek", 10 * MINUUT),
    Handeling("a-antwoord", _A, "Antwoord op een verzoek lezen", "antwoord", 3 * MINUUT),
    Handeling("a-vraag", _A, "Vraag van de gemeente beantwoorden", "vraag", 10 * MINUUT),
    Handeling("a-toewijzing", _A, "Toewijzing verwerken", "toewijzing", 4 * MINUUT),
    Handeling("a-retour", _A, "Retourbericht sturen", "retour", 1 * MINUUT),
    Handeling("a-start", _A, "Start melden", "start", 2 * MINUUT),
    Handeling("a-stop", _A, "Stop melden", "stop", 3 * MINUUT),
    Handeling("a-loket", _A, "Declareren bij een loket: aanleveren, betaling narekenen, contact", "loket", 25 * MINUUT),
    Handeling("a-regel", _A, "Declaratieregel klaarzetten", "regel", 20),
    Handeling("a-retourdeclaratie", _A, "Antwoord op een declaratie lezen", "retourdeclaratie", 2 * MINUUT),
    Handeling("a-uitval", _A, "Afgewezen regel uitzoeken en herstellen", "uitval", 12 * MINUUT),
    Handeling("a-afgekeurd", _A, "Afgekeurd bericht opnieuw maken", "afgekeurd", 15 * MINUUT),
    Handeling("a-credit", _A, "Regel terugnemen", "credit", 5 * MINUUT),
    Handeling("a-formulier", _A, "Formulier in het portaal invullen", "formulier", 6 * MINUUT),
    Handeling("g-verzoek", _G, "Verzoek beoordelen", "verzoek", 25 * MINUUT),
    Handeling("g-antwoord", _G, "Antwoord op een verzoek maken", "antwoord", 5 * MINUUT),
    Handeling("g-vraag", _G, "Vraag stellen en antwoord wegen", "vraag", 15 * MINUUT),
    Handeling("g-toewijzing", _G, "Toewijzing maken", "toewijzing", 10 * MINUUT),
    Handeling("g-niet-akkoord", _G, "Afgekeurde toewijzing herstellen", "niet_akkoord", 12 * MINUUT),
    Handeling("g-start", _G, "Start nazien", "start", 30),
    Handeling("g-stop", _G, "Stop nazien", "stop", 1 * MINUUT),
    Handeling("g-loket", _G, "Contact met een aanbieder die hier declareert", "loket", 8 * MINUUT, Loket.GEMEENTE),
    Handeling("g-declaratie", _G, "Declaratie afhandelen en betalen", "declaratie", 5 * MINUUT, Loket.GEMEENTE),
    Handeling("g-uitval", _G, "Afgewezen regel bespreken met de aanbieder", "uitval", 8 * MINUUT, Loket.GEMEENTE),
    Handeling("g-credit", _G, "Teruggenomen regel verwerken", "credit", 2 * MINUUT, Loket.GEMEENTE),
    Handeling("g-navraag", _G, "Vraag van de regio over een afgewezen regel", "uitval", 8 * MINUUT, Loket.REGIO),
    Handeling("g-maand", _G, "Cijfers en rekening van de regio verwerken", "gemeentemaand", 240 * MINUUT),
    Handeling("r-loket", _R, "Contact met een aanbieder die hier declareert", "loket", 8 * MINUUT, Loket.REGIO),
    Handeling("r-declaratie", _R, "Declaratie afhandelen en betalen", "declaratie", 5 * MINUUT, Loket.REGIO),
    Handeling(
        "r-uitval", _R, "Afgewezen regel bespreken, met aanbieder en gemeente", "uitval", 12 * MINUUT, Loket.REGIO
    ),
    Handeling("r-credit", _R, "Teruggenomen regel verwerken", "credit", 2 * MINUUT, Loket.REGIO),
)
"""Every act, in the order in which it is shown."""
PER_CODE = {one.code: one for one in HANDELINGEN}
