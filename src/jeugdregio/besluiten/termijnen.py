# SPDX-License-Identifier: EUPL-1.2
"""
Terms that really move: the last day of a term of the Awb or of youth law, with the sum that leads to it.

Pure: dates in, a computation out. A term starts on the day of an event and its first day is the next one. Suspension
moves the end by exactly as many days as it lasted, extension names a new last day, and only at the very end the
Algemene termijnenwet moves a last day that is no working day (not for terms of more than twelve weeks or three months,
its article 4). Periods of suspension are half-open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from jeugdregio.core.termijnen import feestdagen, is_werkdag, werkdagen_na

ATW = "Algemene termijnenwet art. 1"
ATW_LANGSTE_WEKEN, ATW_LANGSTE_MAANDEN = 12, 3
_DAGNAMEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class Eenheid(StrEnum):
    """In what a term is counted."""

    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaar"


class OnmogelijkeTermijn(Exception):
    """Raised when what happened cannot have happened this way; the text says what to change."""


@dataclass(frozen=True)
class Termijnregel:
    """A term: its code in our list, what has to be done, how long, from which event, and where that stands."""

    code: str
    wat: str
    aantal: int
    eenheid: Eenheid
    vanaf: str
    bron: str

    def in_woorden(self) -> str:
        """8 weken, 1 jaar, 6 maanden."""
        return f"{self.aantal} {self.eenheid}"


BESLISSEN = Termijnregel("T01", "beslissen op de aanvraag", 8, Eenheid.WEKEN, "ontvangst aanvraag", "Awb 4:13")
INGEBREKE = Termijnregel(
    "T03", "alsnog beslissen na ingebrekestelling", 2, Eenheid.WEKEN, "ontvangst ingebrekestelling", "Awb 4:17 lid 3"
)
BEZWAAR = Termijnregel("T07", "bezwaar maken", 6, Eenheid.WEKEN, "bekendmaking", "Awb 6:7 en 6:8")
BEROEP = Termijnregel("T08", "beroep instellen", 6, Eenheid.WEKEN, "bekendmaking", "Awb 6:7 en 6:8")
BESLISSEN_OP_BEZWAAR = Termijnregel(
    "T09", "beslissen op het bezwaar", 6, Eenheid.WEKEN, "einde bezwaartermijn", "Awb 7:10 lid 1"
)
MET_COMMISSIE = Termijnregel(
    "T09", "beslissen op het bezwaar", 12, Eenheid.WEKEN, "einde bezwaartermijn", "Awb 7:10 lid 1"
)
KLACHT = Termijnregel("T10", "beslissen op de klacht", 6, Eenheid.WEKEN, "ontvangst klacht", "Awb 9:11")
KLACHT_MET_COMMISSIE = Termijnregel("T10", "beslissen op de klacht", 10, Eenheid.WEKEN, "ontvangst klacht", "Awb 9:11")
ONDERZOEK = Termijnregel("T14", "onderzoek naar de hulpvraag", 6, Eenheid.WEKEN, "melding", "verordening")
HULPPLAN = Termijnregel(
    "T15", "hulpverleningsplan maken", 6, Eenheid.WEKEN, "afzien van een familiegroepsplan", "Jeugdwet 4.1.3 lid 5"
)
ANTWOORD_WOONPLAATS = Termijnregel(
    "T16",
    "antwoorden welke gemeente verantwoordelijk is",
    2,
    Eenheid.WEKEN,
    "ontvangst verzoek",
    "Jeugdwet 8.2.1; Regeling Jeugdwet 1a.1",
)
VOORTZETTEN = Termijnregel(
    "T17", "hulp voortzetten na een verhuizing", 1, Eenheid.JAREN, "wijziging woonplaats", "Jeugdwet 2.7a"
)
HERVATTEN = Termijnregel("T18", "hulp hervatten na 18 jaar", 6, Eenheid.MAANDEN, "einde hulp", "Jeugdwet 1.1")
REGELS = (
    BESLISSEN,
    INGEBREKE,
    BEZWAAR,
    BEROEP,
    BESLISSEN_OP_BEZWAAR,
    MET_COMMISSIE,
    KLACHT,
    KLACHT_MET_COMMISSIE,
    ONDERZOEK,
    HULPPLAN,
    ANTWOORD_WOONPLAATS,
    VOORTZETTEN,
    HERVATTEN,
)
VERDAGEN_WEKEN, KLACHT_VERDAGEN_WEKEN = 6, 4
VERDAGING, KLACHTVERDAGING = "Awb 7:10 lid 3", "Awb 9:11 lid 2"
OPSCHORTING, VERLENGING = "Awb 4:5 en 4:15", "Awb 4:14"


@dataclass(frozen=True)
class Opschorting:
    """
    The term stands still from `van` until `tot` (half-open), for a reason.

    `verwacht`: what was asked for is not there yet; `tot` is then what it comes to when nothing is sent.
    """

    van: date
    tot: date
    bron: str = OPSCHORTING
    verwacht: bool = False

    @classmethod
    def om_aanvulling(cls, gevraagd: date, uiterlijk: date, aangevuld: date | None) -> "Opschorting":
        """
        A request for completion (4:15 lid 1): from the day after it until the day of completion.

        When nothing came by `uiterlijk` (the last day to complete) the suspension ends with that day. Raises
        OnmogelijkeTermijn when the days are in the wrong order.
        """
        if uiterlijk <= gevraagd:
            raise OnmogelijkeTermijn("De laatste dag om aan te vullen ligt niet na de dag van het verzoek.")
        if aangevuld is not None and aangevuld < gevraagd:
            raise OnmogelijkeTermijn("De aanvulling kwam voor het verzoek. Kijk de datum na.")
        begin = gevraagd + timedelta(days=1)
        unused = uiterlijk + timedelta(days=1)
        end = unused if aangevuld is None else min(max(aangevuld, begin), unused)
        return cls(begin, end, verwacht=aangevuld is None)

    @property
    def dagen(self) -> int:
        """How many days the term stands still."""
        return (self.tot - self.van).days


@dataclass(frozen=True)
class Verlenging:
    """On day `op` it was told that the term ends later: on a day (`tot`), or a number of weeks later."""

    op: date
    tot: date | None = None
    weken: int = 0
    bron: str = VERLENGING


Gebeurtenis = Opschorting | Verlenging


@dataclass(frozen=True)
class Stap:
    """One line of the sum: what happened, by which article, and the last day so far."""

    tekst: str
    bron: str
    einde: date


@dataclass(frozen=True)
class Termijn:
    """A term with its sum. `laatste_dag` counts; `kaal` is the end before weekends and holidays are looked at."""

    regel: Termijnregel
    begin: date
    kaal: date
    laatste_dag: date
    stappen: tuple[Stap, ...]
    loopt_stil_tot: date | None = None
    """The term stands still on the day that was asked about; this is the day that it goes on, at the latest."""

    def dagen_over(self, dag: date) -> int:
        """How many days after `dag` are left; negative when the last day is past."""
        return (self.laatste_dag - dag).days

    def verstreken(self, dag: date) -> bool:
        """Whether the last day lies before `dag`."""
        return dag > self.laatste_dag


def termijn(
    regel: Termijnregel,
    begin: date,
    gebeurtenissen: Sequence[Gebeurtenis] = (),
    *,
    peildatum: date | None = None,
) -> Termijn:
    """
    The last day of a term that the event of day `begin` started, after all that happened to it, with the sum.

    Raises OnmogelijkeTermijn when something happened after the term was over, before it began, or twice at a time.
    """
    end = _erbij(begin, regel.aantal, regel.eenheid)
    steps = [Stap(f"{_dag(begin)} ({regel.vanaf}) plus {regel.in_woorden()}", regel.bron, end)]
    quiet: Opschorting | None = None
    still: date | None = None
    for one in sorted(gebeurtenissen, key=_wanneer):
        if _wanneer(one) <= begin:
            raise OnmogelijkeTermijn("Dit ligt voor het begin van de termijn. Kijk de datum na.")
        if isinstance(one, Opschorting):
            _mag_opschorten(one, quiet, end)
            quiet, end = one, end + timedelta(days=one.dagen)
            if peildatum and one.van <= peildatum < one.tot:
                still = one.tot
            steps.append(Stap(_stil(one), one.bron, end))
        else:
            end = _verlengd(one, quiet, end)
            named = f"nieuwe laatste dag {_dag(end)}" if one.tot else f"{one.weken} weken erbij"
            steps.append(Stap(f"Verlengd met een bericht van {_dag(one.op)}: {named}", one.bron, end))
    last = end if not _verschuift(regel) else eerste_werkdag(end)
    if last != end:
        steps.append(Stap(f"{_dag(end)} is {_geen_werkdag(end)}; het wordt de eerste werkdag erna", ATW, last))
    return Termijn(regel, begin, end, last, tuple(steps), still)


def eerste_werkdag(dag: date) -> date:
    """The day itself, or the first working day after it (Algemene termijnenwet art. 1)."""
    return dag if is_werkdag(dag) else werkdagen_na(dag, 1)


def _wanneer(one: Gebeurtenis) -> date:
    return one.van if isinstance(one, Opschorting) else one.op


def _mag_opschorten(one: Opschorting, before: Opschorting | None, end: date) -> None:
    if one.tot < one.van:
        raise OnmogelijkeTermijn("Het einde van de opschorting ligt voor het begin. Kijk de datums na.")
    if before and one.van < before.tot:
        raise OnmogelijkeTermijn("De termijn staat op die dag al stil. Wacht tot die opschorting voorbij is.")
    if one.van > end + timedelta(days=1):
        raise OnmogelijkeTermijn("De termijn was toen al voorbij; die kan niet meer worden opgeschort.")


def _verlengd(one: Verlenging, before: Opschorting | None, end: date) -> date:
    if before and before.van <= one.op < before.tot:
        raise OnmogelijkeTermijn("De termijn staat die dag stil. Verleng pas als de aanvulling er is.")
    if one.op > eerste_werkdag(end):
        raise OnmogelijkeTermijn("De termijn was toen al voorbij; die kan niet meer worden verlengd.")
    new = one.tot or end + timedelta(weeks=one.weken)
    if new <= end:
        raise OnmogelijkeTermijn("De nieuwe laatste dag ligt niet na de laatste dag die er al is.")
    return new


def _verschuift(regel: Termijnregel) -> bool:
    """Whether the Algemene termijnenwet moves the end of this term (article 4: not of long ones)."""
    match regel.eenheid:
        case Eenheid.WEKEN:
            return regel.aantal <= ATW_LANGSTE_WEKEN
        case Eenheid.MAANDEN:
            return regel.aantal <= ATW_LANGSTE_MAANDEN
        case _:
            return False


def _erbij(dag: date, aantal: int, eenheid: Eenheid) -> date:
    """So many weeks, months or years later; the last of the month where the day does not exist."""
    if eenheid is Eenheid.WEKEN:
        return dag + timedelta(weeks=aantal)
    months = dag.year * 12 + dag.month - 1 + aantal * (12 if eenheid is Eenheid.JAREN else 1)
    year, month = months // 12, months % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(dag.day, (first_of_next - timedelta(days=1)).day))


def _stil(one: Opschorting) -> str:
    days = f"{one.dagen} {'dag' if one.dagen == 1 else 'dagen'}"
    last = one.tot - timedelta(days=1)
    if not one.dagen:
        return f"Opgeschort op {_dag(one.van)}: 0 dagen, de aanvulling kwam meteen"
    wait = ", als er niets komt" if one.verwacht else ""
    return f"Opgeschort van {_dag(one.van)} tot en met {_dag(last)}: {days} erbij{wait}"


def _geen_werkdag(day: date) -> str:
    holiday = feestdagen(day.year).get(day)
    return holiday or f"een {_DAGNAMEN[day.weekday()]}"


def _dag(day: date) -> str:
    return f"{day:%d-%m-%Y}"


# --- late: notice of default and penalty -------------------------------------------------------------------------


@dataclass(frozen=True)
class Dwangsomtarief:
    """From `sinds` on: amounts (cents) per day, each for so many days."""

    sinds: date
    stappen: tuple[tuple[int, int], ...]
    bron: str


DWANGSOMMEN = (
    Dwangsomtarief(
        date(2009, 10, 1),
        ((14, 2000), (14, 3000), (14, 4000)),
        "Awb 4:17 lid 2, zoals bij invoering; eigen kennis, niet nagezocht",
    ),
    Dwangsomtarief(
        date(2019, 1, 1),
        ((14, 2300), (14, 3500), (14, 4500)),
        "Awb 4:17 lid 2, geïndexeerd; referentie T04 tot en met T06, begindag eigen kennis",
    ),
)


@dataclass(frozen=True)
class Dwangsom:
    """What is owed for being late up to a day: how many days of the forty-two, and the amount in cents."""

    eerste_dag: date
    dagen: int
    bedrag_cent: int
    stappen: tuple[Stap, ...]

    @property
    def maximum_bereikt(self) -> bool:
        """Whether it grows no more."""
        return self.dagen == DWANGSOM_DAGEN


DWANGSOM_DAGEN = 42


def dwangsom(te_laat_sinds: date, ingebreke: date, tot_en_met: date) -> Dwangsom:
    """
    The penalty for a decision that is late, over the days up to and including `tot_en_met` (Awb 4:17).

    `te_laat_sinds` is the last day of the term, `ingebreke` the day on which the notice of default came. The first day
    owed is the one after two weeks. The two weeks take the Algemene termijnenwet (T11); amounts are those of the first
    day owed. Raises OnmogelijkeTermijn when the notice came before the term was over: then it has no effect.
    """
    if ingebreke <= te_laat_sinds:
        raise OnmogelijkeTermijn(
            f"De termijn liep tot en met {_dag(te_laat_sinds)}; ingebreke stellen op {_dag(ingebreke)} is te vroeg."
        )
    grace = termijn(INGEBREKE, ingebreke)
    first = grace.laatste_dag + timedelta(days=1)
    rate = next(one for one in reversed(DWANGSOMMEN) if one.sinds <= first)
    days = min(max((tot_en_met - first).days + 1, 0), DWANGSOM_DAGEN)
    total, left = 0, days
    steps = list(grace.stappen)
    for number, cent in rate.stappen:
        count = min(left, number)
        total, left = total + count * cent, left - count
        if count:
            steps.append(
                Stap(f"{count} dagen van {cent // 100} euro: {count * cent // 100} euro", rate.bron, tot_en_met)
            )
    return Dwangsom(first, days, total, tuple(steps))


# --- objection ------------------------------------------------------------------------------------------------------


def bezwaartermijn(bekendgemaakt: date) -> Termijn:
    """Until when an objection is in time: six weeks from the day after announcement (6:7 and 6:8)."""
    return termijn(BEZWAAR, bekendgemaakt)


def beroepstermijn(bekendgemaakt: date) -> Termijn:
    """Until when an appeal is in time."""
    return termijn(BEROEP, bekendgemaakt)


def beslistermijn_bezwaar(
    bekendgemaakt: date,
    *,
    commissie: bool,
    gebeurtenissen: Sequence[Gebeurtenis] = (),
    peildatum: date | None = None,
) -> Termijn:
    """
    Until when to decide on an objection: 6 or 12 weeks from the day after the term for objection ended (7:10).

    What happened before that day counts from then on: days that stood still before it move nothing.
    """
    rule = MET_COMMISSIE if commissie else BESLISSEN_OP_BEZWAAR
    begin = bezwaartermijn(bekendgemaakt).laatste_dag
    counted = [later for one in gebeurtenissen if (later := _vanaf(one, begin + timedelta(days=1)))]
    return termijn(rule, begin, counted, peildatum=peildatum)


def _vanaf(one: Gebeurtenis, first: date) -> Gebeurtenis | None:
    """The part of what happened that lies on or after `first`; nothing when it was over by then."""
    if isinstance(one, Verlenging):
        return replace(one, op=max(one.op, first))
    return replace(one, van=max(one.van, first)) if one.tot > first else None


def verdaging(op: date) -> Verlenging:
    """The decision on an objection is put off by six weeks (7:10 lid 3), once, with a notice."""
    return Verlenging(op, weken=VERDAGEN_WEKEN, bron=VERDAGING)


def klachttermijn(
    ontvangen: date, *, commissie: bool, verdaagd_op: date | None = None, peildatum: date | None = None
) -> Termijn:
    """Until when to decide on a complaint: 6 or 10 weeks, and 4 more when it was put off (9:11)."""
    rule = KLACHT_MET_COMMISSIE if commissie else KLACHT
    put_off = (
        [] if verdaagd_op is None else [Verlenging(verdaagd_op, weken=KLACHT_VERDAGEN_WEKEN, bron=KLACHTVERDAGING)]
    )
    return termijn(rule, ontvangen, put_off, peildatum=peildatum)
