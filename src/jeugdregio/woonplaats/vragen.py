# SPDX-License-Identifier: EUPL-1.2
"""
The questions that lead to the responsible municipality: the next one only when the answers so far leave it open.

Answers are texts by name of the question, as a form gives them; they are not kept. A municipality that nobody knows is
`ONBEKEND`. The facts that the request tells itself (birth, first day of the help) are not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jeugdregio.woonplaats.bepalen import bepaal
from jeugdregio.woonplaats.values import (
    MEERDERJARIG,
    NIEUWE_REGEL,
    Feiten,
    Gezag,
    Hulp,
    Verblijf,
    Verblijfsoort,
    Woonplaats,
)

ONBEKEND = "-"
JA, NEE = "ja", "nee"
JA_NEE = ((JA, "Ja"), (NEE, "Nee"))
THUIS, DEELTIJD, AANTEKENING, BUITENLAND, ZONDER_ADRES = "thuis", "deeltijd", "aantekening", "buitenland", "zonder"


@dataclass(frozen=True)
class Vraag:
    """One question: its name, what to ask, and how it is answered."""

    naam: str
    vraag: str
    soort: Literal["dag", "keuze", "gemeente", "getal"] = "keuze"
    keuzes: tuple[tuple[str, str], ...] = ()
    hulp: str = ""
    kan_onbekend: bool = False


MOMENT = Vraag("moment", "Op welke dag begint de hulp?", "dag")
LEEFTIJD = Vraag("leeftijd", "Hoe oud is de jeugdige op die dag?", "getal")
HULP = Vraag(
    "hulp",
    "Om welke hulp gaat het?",
    keuzes=(
        (Hulp.AMBULANT, "Hulp zonder verblijf"),
        (Hulp.MAATREGEL, "Kinderbeschermingsmaatregel of jeugdreclassering"),
        (Hulp.VERBLIJF, "Verblijf, zoals pleegzorg of een groep"),
    ),
)
VOORTGEZET = Vraag(
    "voortgezet",
    "Loopt de hulp door van voor de 18e verjaardag, of is zij binnen een half jaar hervat?",
    keuzes=JA_NEE,
)
WAAR = Vraag(
    "waar",
    "Waar woont of verblijft de jeugdige op die dag?",
    keuzes=(
        (THUIS, "Op het eigen woonadres in de BRP"),
        (DEELTIJD, "In deeltijd elders of logerend, met een eigen woonadres"),
        (Verblijfsoort.PLEEGZORG, "In een pleeggezin"),
        (Verblijfsoort.JEUGDHULP, "Bij een jeugdhulpaanbieder: groep, gezinshuis of gesloten"),
        (Verblijfsoort.OPVANG, "In de opvang of beschermd wonen (Wmo)"),
        (Verblijfsoort.WLZ, "In een Wlz-instelling"),
        (Verblijfsoort.JUSTITIEEL, "In een justitiële jeugdinrichting"),
        (AANTEKENING, "Op een adres met een aantekening in de BRP (artikel 2.26)"),
        (BUITENLAND, "De woonplaats is buiten Nederland"),
        (ZONDER_ADRES, "Er is geen woonadres bekend"),
    ),
    hulp="Begint met de aangevraagde hulp een verblijf, kies dan dat verblijf.",
)
AANSLUITEND = Vraag(
    "aansluitend",
    "Volgt dit verblijf op een ander verblijf, zonder dat de jeugdige tussendoor naar huis ging?",
    keuzes=JA_NEE,
)
ERVOOR = Vraag("ervoor", "In welke gemeente was het woonadres vlak voor het verblijf?", "gemeente", kan_onbekend=True)
ERVOOR_EERSTE = Vraag(
    "ervoor", "In welke gemeente was het woonadres vlak voor het eerste verblijf?", "gemeente", kan_onbekend=True
)
BRP = Vraag("brp", "In welke gemeente is het woonadres in de BRP?", "gemeente", kan_onbekend=True)
MOEDER = Vraag(
    "moeder", "In welke gemeente stond de moeder ingeschreven bij de geboorte?", "gemeente", kan_onbekend=True
)
WERKELIJK = Vraag("werkelijk", "In welke gemeente verblijft de jeugdige werkelijk?", "gemeente")
GEZAG = Vraag(
    "gezag",
    "Wie had het gezag?",
    keuzes=(
        (Gezag.OUDER, "Een ouder of een andere persoon"),
        (Gezag.GECERTIFICEERDE_INSTELLING, "Een instelling, als voogd"),
    ),
    hulp="Tot 2022 was dat van belang.",
)
GEZAGSDRAGER = Vraag("gezagsdrager", "In welke gemeente woonde wie het gezag had?", "gemeente", kan_onbekend=True)
VRAGEN = (
    MOMENT,
    LEEFTIJD,
    HULP,
    VOORTGEZET,
    WAAR,
    AANSLUITEND,
    ERVOOR,
    BRP,
    MOEDER,
    WERKELIJK,
    GEZAG,
    GEZAGSDRAGER,
)
"""Every question once, by name; in the order in which they can come up."""


class _Open(Exception):
    def __init__(self, vraag: Vraag) -> None:
        super().__init__(vraag.naam)
        self.vraag = vraag


@dataclass(frozen=True)
class _Antwoorden:
    gegeven: Mapping[str, str]

    def op(self, vraag: Vraag) -> str:
        answer = self.gegeven.get(vraag.naam, "")
        if not answer:
            raise _Open(vraag)
        return answer

    def gemeente(self, vraag: Vraag) -> str:
        answer = self.op(vraag)
        return "" if answer == ONBEKEND else answer

    def ja(self, vraag: Vraag) -> bool:
        return self.op(vraag) == JA


def zoek_uit(antwoorden: Mapping[str, str], *, geboren: date | None) -> Vraag | Woonplaats:
    """
    The next question, or the outcome when the answers are enough.

    Raises NietVastTeStellen when they are and nobody is responsible, and ValueError for an answer that is none.
    """
    try:
        return bepaal(_facts(_Antwoorden(antwoorden), geboren))
    except _Open as missing:
        return missing.vraag


def _facts(a: _Antwoorden, geboren: date | None) -> Feiten:
    moment = date.fromisoformat(a.op(MOMENT))
    age = _age(geboren, moment) if geboren else int(a.op(LEEFTIJD))
    if moment < NIEUWE_REGEL:
        return _old(a, moment, age)
    help_ = Hulp(a.op(HULP))
    going_on = age >= MEERDERJARIG and a.ja(VOORTGEZET)
    if age >= MEERDERJARIG and not going_on:
        return Feiten(moment, help_, age)  # the law ends there: no more questions
    return _where(a, Feiten(moment, help_, age, voortgezet=going_on))


def _where(a: _Antwoorden, known: Feiten) -> Feiten:
    where = a.op(WAAR)
    stays: tuple[Verblijf, ...] = ()
    home = ""
    if where in (THUIS, DEELTIJD):
        home = a.gemeente(BRP)
        stays = (Verblijf(Verblijfsoort.JEUGDHULP, deeltijd=True),) if where == DEELTIJD else ()
    elif where not in (AANTEKENING, BUITENLAND, ZONDER_ADRES):
        kind = Verblijfsoort(where)
        chain = a.ja(AANSLUITEND)
        before = a.gemeente(ERVOOR_EERSTE if chain else ERVOOR)
        stays = (Verblijf(kind, before), Verblijf(kind, aansluitend=True)) if chain else (Verblijf(kind, before),)
    found = bool(home or (stays and stays[0].brp_ervoor))
    mother = "" if found or where == BUITENLAND else a.gemeente(MOEDER)
    actual = "" if found or mother else a.gemeente(WERKELIJK)
    return Feiten(
        known.moment,
        known.hulp,
        known.leeftijd,
        brp=home,
        aantekening=where == AANTEKENING,
        buitenland=where == BUITENLAND,
        verblijven=stays,
        moeder_bij_geboorte=mother,
        werkelijk_verblijf=actual,
        voortgezet=known.voortgezet,
    )


def _old(a: _Antwoorden, moment: date, age: int) -> Feiten:
    grown = age >= MEERDERJARIG
    authority = Gezag.OUDER if grown else Gezag(a.op(GEZAG))
    if authority is Gezag.GECERTIFICEERDE_INSTELLING:
        return Feiten(moment, Hulp.AMBULANT, age, gezag=authority, werkelijk_verblijf=a.gemeente(WERKELIJK))
    home = a.gemeente(BRP if grown else GEZAGSDRAGER)
    actual = "" if home else a.gemeente(WERKELIJK)
    return Feiten(
        moment,
        Hulp.AMBULANT,
        age,
        brp=home if grown else "",
        gezagsdrager="" if grown else home,
        werkelijk_verblijf=actual,
    )


def _age(geboren: date, moment: date) -> int:
    return moment.year - geboren.year - ((moment.month, moment.day) < (geboren.month, geboren.day))
