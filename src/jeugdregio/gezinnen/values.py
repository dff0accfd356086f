# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Families, who signs, and plans, as pages and rooms above use them."""

from dataclasses import dataclass, field
from datetime import date

from jeugdregio.gezinnen.models.gezin import Gezag as _Gezag
from jeugdregio.gezinnen.models.gezin import Lidsoort
from jeugdregio.gezinnen.models.gezin import Maatregel as _Maatregel
from jeugdregio.gezinnen.models.plan import Teamlid as _Teamlid

__all__ = [
    "Afspraakregel",
    "Doelregel",
    "Evaluatieregel",
    "Gebeurtenis",
    "Gezagsregel",
    "Gezagsvorm",
    "Gezin",
    "Gezinsfout",
    "Gezinslid",
    "Gezinsregel",
    "Handtekeningregel",
    "Lidsoort",
    "Maatregelregel",
    "Maatregelsoort",
    "Netwerkregel",
    "NieuwDoel",
    "NieuwGezag",
    "NieuwLid",
    "NieuwTeamlid",
    "Ondertekenaar",
    "Plan",
    "PlanBestaatAl",
    "Samenvoeging",
    "Schoolregel",
    "Scoreregel",
    "Teamregel",
    "Teamrol",
    "leeftijd",
]

Gezagsvorm = _Gezag.Vorm
Maatregelsoort = _Maatregel.Maatregelsoort
Teamrol = _Teamlid.Teamrol


class Gezinsfout(Exception):
    """Raised when something about a family cannot be recorded; the text says why and what to do."""


class PlanBestaatAl(Gezinsfout):
    """Raised when a family has an open plan already; `plan` is its number."""

    def __init__(self, plan: int, tekst: str) -> None:
        super().__init__(tekst)
        self.plan = plan


def leeftijd(geboortedatum: date, peildatum: date) -> int:
    """Whole years on that day; who was born on 29 February is a year older on 1 March of a common year."""
    before = (peildatum.month, peildatum.day) < (geboortedatum.month, geboortedatum.day)
    return peildatum.year - geboortedatum.year - before


@dataclass(frozen=True)
class Gezinslid:
    """
    One person of a family. `persoon` is who it is (`core.bsn.persoon`), empty without a burgerservicenummer.

    `spoor` is who it is in the read log: `persoon`, or for someone without a number what stands for this row.
    """

    id: int
    gezin: int
    gemeente: str
    persoon: str
    naam: str
    geboortedatum: date | None
    soort: str
    relatie: str
    woont_elders: bool
    onbekwaam_op: date | None
    uit_gezin_op: date | None
    spoor: str = field(repr=False, default="")

    @property
    def is_jeugdige(self) -> bool:
        """Whether it is a youth of the family."""
        return self.soort == Lidsoort.JEUGDIGE

    def leeftijd(self, peildatum: date) -> int | None:
        """Whole years on that day; None when the birth date is not known."""
        return leeftijd(self.geboortedatum, peildatum) if self.geboortedatum else None


@dataclass(frozen=True)
class Gezin:
    """One family with its people, youths first; `samengevoegd_in` is the family it went up in."""

    id: int
    gemeente: str
    naam: str
    leden: tuple[Gezinslid, ...]
    geheim_adres: bool
    samengevoegd_in: int | None = None

    @property
    def jeugdigen(self) -> tuple[Gezinslid, ...]:
        """The youths who are in the family now."""
        return tuple(one for one in self.leden if one.is_jeugdige and one.uit_gezin_op is None)

    @property
    def sporen(self) -> frozenset[str]:
        """Who is looked at when this family is opened."""
        return frozenset(one.spoor for one in self.leden)


@dataclass(frozen=True)
class Gezinsregel:
    """One family in a list."""

    id: int
    naam: str
    jeugdigen: tuple[str, ...]
    personen: frozenset[str]
    plan_sinds: date | None
    casusregisseur: str
    zonder_weg_terug: bool


@dataclass(frozen=True)
class Gezagsregel:
    """How custody over one youth is arranged from `van` up to `tot` (half-open)."""

    id: int
    lid: int
    vorm: str
    houders: tuple[Gezinslid, ...]
    instelling: str
    van: date
    tot: date | None
    bron: str


@dataclass(frozen=True)
class Maatregelregel:
    """A measure over one youth from `van` up to `tot` (half-open)."""

    id: int
    lid: int
    soort: str
    instelling: str
    van: date
    tot: date | None
    bron: str


@dataclass(frozen=True)
class Ondertekenaar:
    """
    Someone who must sign (`moet_tekenen`) or is told, for one youth on one day, with why and the article.

    `lid` is the person of the family; None for someone of an institution, or when nobody is known, and then `naam` says
    what is missing and `bekend` is False. `tot` is the first day on which the answer may be another; None for never.
    """

    lid: int | None
    naam: str
    als: str
    moet_tekenen: bool
    waarom: str
    artikel: str
    tot: date | None = None
    bekend: bool = True


@dataclass(frozen=True)
class Zicht:
    """
    Whether one person may see the file of one youth on a day, with why and the article.

    `deels`: without what the youth keeps back. `tot` is the first day on which the answer may be another.
    """

    ziet: bool
    waarom: str
    artikel: str
    deels: bool = False
    tot: date | None = None


@dataclass(frozen=True)
class NieuwLid:
    """Someone to put in a family; `bsn` are nine digits, or empty; `verzegeld` is the same, sealed already."""

    naam: str
    soort: str
    geboortedatum: date | None = None
    bsn: str = field(repr=False, default="")
    relatie: str = ""
    woont_elders: bool = False
    verzegeld: bytes = field(repr=False, default=b"")


@dataclass(frozen=True)
class NieuwGezag:
    """How custody is arranged from `vanaf` on; `houder` and `medehouder` are numbers of people of the family."""

    vorm: str
    vanaf: date
    bron: str
    houder: int | None = None
    medehouder: int | None = None
    instelling: str = ""


@dataclass(frozen=True)
class NieuwDoel:
    """A goal to set; `lid` is whose it is, None for the family. `code` is the product that is paid by result."""

    doel: str
    indicator: str
    schaal_van: int
    schaal_tot: int
    beginscore: int
    streefscore: int
    uiterlijk: date
    lid: int | None = None
    code: str = ""


@dataclass(frozen=True)
class NieuwTeamlid:
    """
    A professional to put in the team from `vanaf` on.

    `aanbieder` (AGB code) is for whom someone works, empty for the own municipality. Such a one is casusregisseur only
    with `clausule`, the contract that says so, and `bewijs`, where it stands (S45).
    """

    naam: str
    rol: str
    organisatie: str
    vanaf: date
    aanbieder: str = ""
    account: int | None = None
    clausule: str = ""
    bewijs: str = ""


@dataclass(frozen=True)
class Scoreregel:
    """One score of a goal."""

    gemeten_op: date
    score: int
    eind: bool
    toelichting: str


@dataclass(frozen=True)
class Doelregel:
    """A goal with its scores, oldest first; `wie` is the name of whose goal it is, empty for the family."""

    id: int
    lid: int | None
    wie: str
    doel: str
    indicator: str
    schaal_van: int
    schaal_tot: int
    beginscore: int
    streefscore: int
    uiterlijk: date
    gesteld_op: date
    vervallen_op: date | None
    reden: str
    code: str
    uit_plan: int | None
    scores: tuple[Scoreregel, ...]

    @property
    def nu(self) -> int:
        """The last score; the one at the start when it was not scored since."""
        return self.scores[-1].score if self.scores else self.beginscore

    @property
    def is_open(self) -> bool:
        """Whether it still counts: no end score, and not given up."""
        return self.vervallen_op is None and not any(one.eind for one in self.scores)

    @property
    def behaald(self) -> bool:
        """Whether the last score is what was aimed at, or beyond it."""
        up = self.streefscore > self.beginscore
        return self.nu >= self.streefscore if up else self.nu <= self.streefscore


@dataclass(frozen=True)
class Afspraakregel:
    """An agreement."""

    id: int
    afspraak: str
    wie: str
    uiterlijk: date | None
    klaar_op: date | None
    gesteld_op: date


@dataclass(frozen=True)
class Netwerkregel:
    """Someone around the family who helps."""

    id: int
    naam: str
    relatie: str
    hulp: str
    gestopt_op: date | None


@dataclass(frozen=True)
class Schoolregel:
    """What school does for one youth."""

    id: int
    lid: int
    wie: str
    school: str
    contactpersoon: str
    afspraken: str


@dataclass(frozen=True)
class Evaluatieregel:
    """A day on which the plan is looked at together."""

    id: int
    gepland_op: date
    gehouden_op: date | None
    uitkomst: str


@dataclass(frozen=True)
class Handtekeningregel:
    """A signature under one version; `lid` is None for someone of an institution."""

    versie: int
    lid: int | None
    naam: str
    instelling: str
    getekend_op: date


@dataclass(frozen=True)
class Teamregel:
    """A professional of the team from `van` up to `tot` (half-open); `rolwoord` is what the municipality calls it."""

    id: int
    naam: str
    rol: str
    rolwoord: str
    organisatie: str
    aanbieder: str
    account: int | None
    van: date
    tot: date | None
    clausule: str
    bewijs: str
    reden: str

    def loopt(self, peildatum: date) -> bool:
        """Whether this person is in the team on that day."""
        return self.van <= peildatum and (self.tot is None or peildatum < self.tot)


@dataclass(frozen=True)
class Plan:
    """The plan of a family with all that is in it."""

    id: int
    gezin: int
    gemeente: str
    geopend_op: date
    gesloten_op: date | None
    reden: str
    versie: int
    weg_terug: str
    lichter: str
    weg_terug_op: date | None
    samengevoegd_in: int | None
    doelen: tuple[Doelregel, ...]
    afspraken: tuple[Afspraakregel, ...]
    netwerk: tuple[Netwerkregel, ...]
    school: tuple[Schoolregel, ...]
    evaluaties: tuple[Evaluatieregel, ...]
    team: tuple[Teamregel, ...]
    handtekeningen: tuple[Handtekeningregel, ...]

    @property
    def is_open(self) -> bool:
        """Whether work goes on in it."""
        return self.gesloten_op is None

    @property
    def heeft_weg_terug(self) -> bool:
        """Whether it says how help ends and what lighter form comes then (S95)."""
        return bool(self.weg_terug and self.lichter and self.weg_terug_op)

    def rol(self, rol: str, peildatum: date) -> tuple[Teamregel, ...]:
        """Who has this role in the team on that day."""
        return tuple(one for one in self.team if one.rol == rol and one.loopt(peildatum))


@dataclass(frozen=True)
class Samenvoeging:
    """What was brought together: how many people, goals and agreements moved, and the plan that goes on."""

    gezin: int
    plan: int | None
    leden: int
    doelen: int
    afspraken: int


@dataclass(frozen=True)
class Gebeurtenis:
    """Something that happened, or will, on a day, for a time line; `wat` is Dutch, `anker` a place on the plan page."""

    dag: date
    wat: str
    onder: str = ""
    anker: str = ""
    plan: int | None = None
