# SPDX-License-Identifier: EUPL-1.2
"""
The steps of material control, what a sample is, and what it says.

Source of the steps and their order: Regeling Jeugdwet, articles 6b.2 to 6b.7 (1 January 2026).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.core.money import round_half_up
from jeugdregio.verantwoording.productiewaarden import NietTeVerantwoorden as NietTeVerantwoorden
from jeugdregio.verantwoording.productiewaarden import Ontbrekend as Ontbrekend
from jeugdregio.verantwoording.productiewaarden import Wachtend as Wachtend


@dataclass(frozen=True)
class Stapsoort:
    """
    A step that can be taken in a control; `eist` is the step that comes first.

    `met_dag`: the provider has until a day to answer. `detail`: from here on files at the provider are looked into.
    """

    code: str
    naam: str
    grondslag: str
    hulp: str
    eist: str = ""
    met_dag: bool = False
    detail: bool = False


STAPPEN = (
    Stapsoort(
        "risico", "Algemene risicoanalyse", "6b.3 lid 1",
        "Wat valt op in de gegevens die de gemeente al heeft? Zie de tabel hieronder.",
    ),
    Stapsoort(
        "algemeen", "Algemeen plan uitgevoerd", "6b.3 lid 4",
        "Wat leverde het op? Is het doel bereikt, sluit de controle dan af.", eist="risico",
    ),
    Stapsoort(
        "specifiek_risico", "Specifieke risicoanalyse", "6b.5 lid 1 a",
        "Waarom het doel niet is bereikt, op grond van wat er gevonden is.", eist="algemeen",
    ),
    Stapsoort(
        "specifiek_plan", "Specifiek doel en plan", "6b.5 lid 1 b-d",
        "Wat er wordt nagegaan, hoe, en waarom het niet met minder persoonsgegevens kan.", eist="specifiek_risico",
    ),
    Stapsoort(
        "ingelicht", "Aanbieder vooraf ingelicht", "6b.5 lid 1 e",
        "Hoe en waarom de aanbieder het weet. Op verzoek schriftelijk.", eist="specifiek_plan",
    ),
    Stapsoort(
        "detail", "Detailcontrole begonnen", "6b.5 lid 2",
        "Wie ervoor instaat, met een medisch beroepsgeheim (ggz) of een andere plicht tot geheimhouding.",
        eist="ingelicht", detail=True,
    ),
    Stapsoort(
        "voornemen", "Voorgenomen uitkomst gedeeld", "6b.5 lid 4",
        "Wat de aanbieder te horen kreeg, en tot wanneer die kan reageren.", eist="detail", met_dag=True, detail=True,
    ),
    Stapsoort(
        "reactie", "Reactie van de aanbieder", "6b.5 lid 4",
        "Wat de aanbieder ervan vindt, en wat dat verandert.", eist="voornemen", detail=True,
    ),
    Stapsoort(
        "definitief", "Definitieve uitkomst", "6b.5 lid 4 en 6b.6",
        "Wat de uitkomst is en wat er volgt. Hiermee sluit de controle.", eist="voornemen", detail=True,
    ),
)  # fmt: skip
"""In order. A control that reached its goal earlier is closed without the rest."""
STAP = {one.code: one for one in STAPPEN}
SLOT = "definitief"
ASELECT, GELDGEWOGEN = "aselect", "geldgewogen"
METHODEN = {
    ASELECT: "Elke regel evenveel kans",
    GELDGEWOGEN: "Elke euro evenveel kans: hoe hoger het bedrag, hoe meer kans",
}
JUIST, ONJUIST, ONBEKEND = "juist", "onjuist", "onbekend"
OORDELEN = {JUIST: "Geleverd en juist", ONJUIST: "Niet of niet zo geleverd", ONBEKEND: "Niet vast te stellen"}
MEESTE_REGELS = 500


class NietVastTeLeggen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Planregel:
    """The goal and the general plan of a municipality for a year; `gepubliceerd_op` empty: only the own can read it."""

    nummer: int
    gemeente: str
    jaar: int
    doel: str
    plan: str
    gepubliceerd_op: datetime | None


@dataclass(frozen=True)
class Stapregel:
    """A step that was taken."""

    code: str
    gezet_op: datetime
    tekst: str
    uiterlijk: date | None
    door: str


@dataclass(frozen=True)
class Controleregel:
    """One control: of one provider, or of all (`aanbieder` empty), over days of service [begin, tot)."""

    nummer: int
    gemeente: str
    jaar: int
    aanbieder: str
    begin: date
    tot: date
    aanleiding: str
    begonnen_op: datetime
    gesloten_op: datetime | None
    uitkomst: str


@dataclass(frozen=True)
class Trekking:
    """What a sample was drawn from, and how: enough to draw it again. Amounts in cents, `vingerafdruk` hexadecimal."""

    methode: str
    zaad: str
    omvang: int
    aantal: int
    bedrag_cent: int
    vingerafdruk: str


@dataclass(frozen=True)
class Steekproefregel:
    """One line of a claim in a sample; `trekkingen` is how often it was hit, `fout_cent` what was not right."""

    volgnr: int
    aanbieder: str
    bericht_id: int
    nr: int
    referentie: str
    bedrag_cent: int
    trekkingen: int
    oordeel: str = ""
    fout_cent: int = 0
    toelichting: str = ""


@dataclass(frozen=True)
class Schatting:
    """
    What a sample says of all it was drawn from, in cents; nothing of lines that were not judged yet.

    `fout_cent` is the estimate for the whole. It is an estimate: a claim back is of what was found, never of this.
    """

    beoordeeld: int
    onjuist: int
    onbekend: int
    gevonden_cent: int
    fout_cent: int


@dataclass(frozen=True)
class Risico:
    """What stands out at one provider, in what the municipality has: numbers and amounts of lines and allocations."""

    aanbieder: str
    regels: int
    bedrag_cent: int
    afgewezen: int
    gecrediteerd: int
    toewijzingen: int
    precies_vol: int


def schat(regels: Sequence[Steekproefregel], trekking: Trekking) -> Schatting:
    """
    Estimate what is not right in all of it, from the lines that were judged.

    Of a sample by lines: the share of money that was wrong, times all money. Of one by money: the mean of the share of
    each line, as often as it was hit, times all money. Lines that cannot be judged count as wrong in neither.
    """
    judged = [one for one in regels if one.oordeel in (JUIST, ONJUIST)]
    if trekking.methode == GELDGEWOGEN:
        hits = sum(one.trekkingen for one in judged)
        # Exact: the shares have each line's amount below them, so they are put over one number.
        over = 1
        for one in judged:
            over *= one.bedrag_cent
        shares = sum(one.trekkingen * one.fout_cent * (over // one.bedrag_cent) for one in judged)
        wrong = round_half_up(trekking.bedrag_cent * shares, hits * over) if hits else 0
    else:
        money = sum(one.bedrag_cent for one in judged)
        found = sum(one.fout_cent for one in judged)
        wrong = round_half_up(trekking.bedrag_cent * found, money) if money else 0
    return Schatting(
        beoordeeld=sum(bool(one.oordeel) for one in regels),
        onjuist=sum(one.oordeel == ONJUIST for one in regels),
        onbekend=sum(one.oordeel == ONBEKEND for one in regels),
        gevonden_cent=sum(one.fout_cent for one in judged),
        fout_cent=wrong,
    )
