# SPDX-License-Identifier: EUPL-1.2
"""What the tags in `componenten` show: plain frozen dataclasses, made by a page's view."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.core.paginator import Page

Toon = Literal["neutraal", "info", "positief", "waarschuwing", "negatief"]
Soort = Literal["tekst", "getal", "dag"]


@dataclass(frozen=True)
class MenuItem:
    """One link in the navigation. `icoon` is a name from the icon sprite (scripts/voorkant.py)."""

    tekst: str
    url: str
    actief: bool = False
    icoon: str = ""


@dataclass(frozen=True)
class MenuGroep:
    """Links that belong together, under one word; `open` says whether they show before someone asks."""

    naam: str
    items: tuple[MenuItem, ...]
    open: bool = True


@dataclass(frozen=True)
class Kruimel:
    """One step of the breadcrumb; the last one is the page itself and has no url."""

    tekst: str
    url: str = ""


@dataclass(frozen=True)
class Kolom:
    """
    One column. `getal` aligns right with figures of equal width, `dag` is never broken.

    `uitleg` is read with the heading. `adres` sorts by it; `gesorteerd` says in which direction the rows stand now.
    """

    tekst: str
    soort: Soort = "tekst"
    uitleg: str = ""
    adres: str = ""
    gesorteerd: Literal["", "oplopend", "aflopend"] = ""


@dataclass(frozen=True)
class Cel:
    """One cell: text, perhaps as a link or as a badge with a tone, with small text below."""

    tekst: str
    url: str = ""
    toon: Toon | None = None
    onder: str = ""


@dataclass(frozen=True)
class Tabel:
    """
    A table. A row is a tuple with as many cells (or plain strings) as there are columns.

    The first cell of each row is its heading. `voet` is one row with totals.
    """

    bijschrift: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel | str, ...], ...]
    voet: tuple[Cel | str, ...] = ()
    leeg: str = "Er is nog niets om te tonen."
    bijschrift_zichtbaar: bool = True

    def __post_init__(self) -> None:
        for row in (*self.rijen, *((self.voet,) if self.voet else ())):
            assert len(row) == len(self.kolommen), f"row of {len(row)} cells, {len(self.kolommen)} columns"


@dataclass(frozen=True)
class Lijstblad:
    """One page of a list (`components.lijst`); `bestanden` are (name, address) of the whole selection as a file."""

    tabel: Tabel
    bladen: Page[int]
    parameter: str = "pagina"
    bestanden: tuple[tuple[str, str], ...] = ()

    @property
    def rijen(self) -> tuple[tuple[Cel | str, ...], ...]:
        """The rows that are shown."""
        return self.tabel.rijen


@dataclass(frozen=True)
class Kerncijfer:
    """One key figure, already written out, with a link to its definition."""

    naam: str
    waarde: str
    toelichting: str = ""
    definitie_url: str = ""
    url: str = ""
    toon: Toon = "neutraal"


@dataclass(frozen=True)
class Grafiek:
    """
    A Vega-Lite chart with the table that says the same.

    `spec` has its data inside (`data.values`): a page fetches nothing from elsewhere.
    """

    id: str
    titel: str
    spec: Mapping[str, object] = field(repr=False)
    tabel: Tabel = field(repr=False)


@dataclass(frozen=True)
class Tegel:
    """One municipality on the tile map. `klasse` runs from 0 (lowest) to 4; None means no figure."""

    naam: str
    waarde: str
    klasse: int | None
    rij: int
    kolom: int
    url: str = ""


@dataclass(frozen=True)
class Tegelkaart:
    """The municipalities of the region as tiles in about their place, with a legend."""

    bijschrift: str
    tegels: tuple[Tegel, ...]
    legenda: tuple[str, ...] = ()


@dataclass(frozen=True)
class Geschiedenis:
    """What changed in a record: how many times, and a table of it."""

    aantal: int
    tabel: Tabel


Staafsoort = Literal["toegewezen", "zorg", "geld", "aandacht"]


@dataclass(frozen=True)
class Staaf:
    """A stretch of time on a time line; `tot` is the day after the last, None goes on."""

    soort: Staafsoort
    van: date
    tot: date | None
    tekst: str


@dataclass(frozen=True)
class Tijdbalk:
    """One row of a time line: its name, and what lasted from when to when."""

    naam: str
    staven: tuple[Staaf, ...]
    url: str = ""
    onder: str = ""


@dataclass(frozen=True)
class Tijdlijn:
    """
    Rows with bars from `begin` up to (not including) `tot`; drawn on the server, so it needs no script.

    It is for the eye: `tabel` says the same to whoever reads or listens. `legenda` names the kinds that occur.
    """

    bijschrift: str
    begin: date
    tot: date
    vandaag: date
    balken: tuple[Tijdbalk, ...]
    legenda: tuple[tuple[Staafsoort, str], ...]
    tabel: Tabel


@dataclass(frozen=True)
class Deel:
    """A part of a whole: `promille` of the bar, and what it is in words."""

    naam: str
    waarde: str
    promille: int
    toon: Toon = "neutraal"
    url: str = ""


@dataclass(frozen=True)
class Meter:
    """One bar in parts, with what they are below it; drawn on the server."""

    naam: str
    delen: tuple[Deel, ...]
    definitie_url: str = ""


@dataclass(frozen=True)
class Balk:
    """One thing above or below nought: `promille` (-1000 to 1000) is its length, `tekst` says it in words."""

    naam: str
    waarde: str
    promille: int
    toon: Toon = "info"
    tekst: str = ""
    url: str = ""


@dataclass(frozen=True)
class Balken:
    """
    Bars to both sides of nought, one below the other; drawn on the server, so it prints and needs no script.

    Every bar has its amount and words beside it: it is a list for whoever does not see the bars.
    """

    titel: str
    links: str
    rechts: str
    balken: tuple[Balk, ...]


@dataclass(frozen=True)
class Punt:
    """One thing on a scatter plot, in thousandths of each axis from the lower left; `soort` chooses its colour."""

    x: int
    y: int
    naam: str
    soort: Staafsoort
    tekst: str


@dataclass(frozen=True)
class Puntenkaart:
    """
    Things by two figures, with a line at the middle of each; drawn on the server, so it needs no script.

    It is for the eye: `tabel` says the same to whoever reads or listens. `vakken` names the four quarters, from the
    upper left on with the clock.
    """

    titel: str
    x_as: str
    y_as: str
    punten: tuple[Punt, ...]
    midden_x: int
    midden_y: int
    vakken: tuple[str, str, str, str]
    legenda: tuple[tuple[Staafsoort, str], ...]
    tabel: Tabel
