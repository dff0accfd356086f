# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Declaraties and refused lines as others may see them: without a name, without a BSN."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from jeugdregio.core.periode import Maand

OORZAAK = "prestatie"
"""The kind of cause under which a granted line stands in the ledger."""


@dataclass(frozen=True)
class Uitvalregel:
    """
    One refused line, or the last attempt of several, with the one cause to repair first.

    `bedrag_cent` is signed (a credit is negative); `pogingen` is how often the same care was refused;
    `opgelost` says that it was granted after all.
    """

    gemeente: str
    aanbieder: str
    bericht_id: int
    nr: int
    declaratie: str
    maand: Maand
    referentie: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    tot: date
    dc: str
    bedrag_cent: int
    pogingen: int
    opgelost: bool
    regel: str
    retourcode: str
    uitleg: str
    wat_te_doen: str

    @property
    def einde(self) -> date:
        """Last day of the care, for screens and letters."""
        return self.tot - timedelta(days=1)


@dataclass(frozen=True)
class Oorzaak:
    """How often one rule was the main cause in a month at a provider, and how often that was repaired."""

    regel: str
    retourcode: str
    maand: Maand
    aanbieder: str
    aantal: int
    opgelost: int
    bedrag_cent: int

    @property
    def open(self) -> int:
        """What still waits for the provider."""
        return self.aantal - self.opgelost


@dataclass(frozen=True)
class Groep:
    """The open lines of a letter that share a cause and so a remedy."""

    regel: str
    retourcode: str
    wat_te_doen: str
    regels: tuple[Uitvalregel, ...]


@dataclass(frozen=True)
class Weekbrief:
    """What one provider still has to repair on a day, over all municipalities (S56)."""

    aanbieder: str
    naam: str
    peildatum: date
    regels: tuple[Uitvalregel, ...]

    @property
    def bedrag_cent(self) -> int:
        """What waits for repair."""
        return sum(regel.bedrag_cent for regel in self.regels)

    @property
    def groepen(self) -> tuple[Groep, ...]:
        """The lines per cause, in the order of the lines."""
        return tuple(_groups(self.regels))


def _groups(regels: Iterable[Uitvalregel]) -> Iterable[Groep]:
    for (regel, retourcode, remedy), lines in groupby(
        regels, key=lambda line: (line.regel, line.retourcode, line.wat_te_doen)
    ):
        yield Groep(regel, retourcode, remedy, tuple(lines))


TOEGEKEND, DEELS, ALLES, AFGEKEURD = "toegekend", "deels", "alles", "afgekeurd"
"""What became of a declaratie; the last is refused as a whole."""


@dataclass(frozen=True)
class Keuze:
    """What is asked for; an empty value is all."""

    maand: Maand | None = None
    stand: str = ""
    gemeente: str = ""
    aanbieder: str = ""
    nummer: str = ""


@dataclass(frozen=True)
class Samenvatting:
    """One declaratie in a list. Amounts are signed cents."""

    gemeente: str
    bericht_id: int
    aanbieder: str
    nummer: str
    maand: Maand
    dagtekening: date
    ingediend_cent: int
    toegekend_cent: int
    regels: int
    afgewezen: int
    verwerkt: bool

    @property
    def stand(self) -> str:
        """What became of it."""
        if not self.verwerkt:
            return AFGEKEURD
        if not self.afgewezen:
            return TOEGEKEND
        return ALLES if self.afgewezen == self.regels else DEELS


@dataclass(frozen=True)
class Telling:
    """How many declaraties meet a filter, and what they add up to in cents."""

    aantal: int
    ingediend_cent: int
    toegekend_cent: int


@dataclass(frozen=True)
class Uitleg:
    """Why a rule refused something, in plain Dutch, and what to do about it."""

    regel: str
    retourcode: str
    uitleg: str
    wat_te_doen: str


@dataclass(frozen=True)
class Beoordeeld:
    """One judged line. `client` numbers the children of this declaratie from 1; None is an unknown child."""

    nr: int
    client: int | None
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
    bedrag_cent: int
    toegekend: bool
    gecrediteerd: bool
    uitleg: tuple[Uitleg, ...]


@dataclass(frozen=True)
class Detail:
    """One declaratie with its lines; `uitleg` is about the declaratie as a whole."""

    samenvatting: Samenvatting
    regels: tuple[Beoordeeld, ...]
    uitleg: tuple[Uitleg, ...]


@dataclass(frozen=True)
class Maandtotaal:
    """What was declared over one month and granted of it."""

    maand: Maand
    aantal: int
    ingediend_cent: int
    toegekend_cent: int


@dataclass(frozen=True)
class Productperiode:
    """
    The part of a month in which an allocation holds; both days are included.

    `maximaal` is the most for it (TR321), hours in minutes; empty where only a budget sets one.
    """

    toewijzing_id: int
    maand: Maand
    begin: date
    einde: date
    maximaal: int | None


@dataclass(frozen=True)
class Toegekend:
    """A granted debit line that can still be credited; `einde` is inclusive."""

    gemeente: str
    bericht_id: int
    nr: int
    referentie: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief_cent: int | None
    bedrag_cent: int


@dataclass(frozen=True)
class Kindregel:
    """A judged line of one child; `einde` is inclusive, `bedrag_cent` signed, a credited debit is left out."""

    gemeente: str
    bericht_id: int
    aanbieder: str
    declaratie: str
    referentie: str
    toewijzing_nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    bedrag_cent: int
    toegekend: bool
