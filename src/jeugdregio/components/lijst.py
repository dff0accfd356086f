# SPDX-License-Identifier: EUPL-1.2
"""
A list on a page that sorts, pages and goes out as a file; what is asked stands in the address (ADR 0028).

A page says which columns there are and where the rows come from. Without script everything is a link.

| in the address | means |
|---|---|
| `op=maand`, `op=-maand` | in order of that column, or the other way round |
| `pagina=3` | that page |
| `als=xlsx`, `als=csv` | the whole selection as a file |

A second list on a page has a name, and puts it before these words: `ander-op=maand`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.uitvoer import VORMEN, Kop, Waarde
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.components.values import Soort as KolomSoort
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.core.greep import Greep

Rij = TypeVar("Rij")
Row = TypeVar("Row", bound=Model)
Soort = Literal["tekst", "getal", "bedrag", "dag", "moment"]
PER_PAGINA = 25
KOLOM: dict[Soort, KolomSoort] = {"getal": "getal", "bedrag": "getal", "dag": "dag", "moment": "dag"}


@dataclass(frozen=True)
class Veld(Generic[Rij]):
    """
    One column: `waarde` gives what it holds, for sorting and for a file; `cel` how the page shows that.

    `bedrag` is in eurocents. `alleen_bestand` leaves it out of the page: a code beside the name that is shown.
    """

    sleutel: str
    tekst: str
    waarde: Callable[[Rij], Waarde]
    soort: Soort = "tekst"
    cel: Callable[[Rij], Cel | str] | None = None
    uitleg: str = ""
    alleen_bestand: bool = False

    def toon(self, row: Rij) -> Cel | str:
        """The cell of this row."""
        return self.cel(row) if self.cel else schrijf(self.waarde(row), self.soort)


@dataclass(frozen=True)
class Bron(Generic[Rij]):
    """Where rows come from when not all are at hand: how many there are, a piece of them, and what they sort by."""

    aantal: int
    haal: Callable[[Greep], Sequence[Rij]]
    volgorde: Collection[str]


@dataclass(frozen=True)
class Lijst(Generic[Rij]):
    """
    A list: its columns and its rows, all of them or a `Bron` that gives a piece.

    `van_zelf` is the order when none is asked for, as in the address; empty leaves the rows as they come. `bestand`
    is the name of the file, without a dot. `zonder` are words of the address that do not stay when a link is made.
    """

    bijschrift: str
    velden: tuple[Veld[Rij], ...]
    rijen: Bron[Rij] | Sequence[Rij]
    bestand: str
    van_zelf: str = ""
    naam: str = ""
    leeg: str = "Er is niets dat aan dit filter voldoet."
    per_pagina: int = PER_PAGINA
    voet: tuple[Cel | str, ...] = ()
    bijschrift_zichtbaar: bool = True
    toont: Callable[[Sequence[Rij]], None] | None = None
    """Is told which rows are on the page or in the file: for the read log."""

    def als_bestand(self, request: HttpRequest) -> HttpResponse | None:
        """The whole selection as the file that is asked for; None when a page is."""
        form = VORMEN.get(request.GET.get(self._woord("als"), ""))
        if form is None:
            return None
        heads = [Kop(veld.tekst, veld.soort) for veld in self.velden]
        values = ([veld.waarde(row) for veld in self.velden] for row in self._getoond(self._greep(request)))
        response = HttpResponse(form.schrijf(self.bijschrift, heads, values), content_type=form.soort)
        response["Content-Disposition"] = f'attachment; filename="{self.bestand}.{form.achtervoegsel}"'
        return response

    def blad(self, request: HttpRequest) -> Lijstblad:
        """The page that is asked for."""
        total = self.rijen.aantal if isinstance(self.rijen, Bron) else len(self.rijen)
        sheet: Page[int] = Paginator(range(total), self.per_pagina).get_page(getal_uit(request, self._woord("pagina")))
        grip = replace(self._greep(request), vanaf=(sheet.number - 1) * self.per_pagina, aantal=self.per_pagina)
        shown = [veld for veld in self.velden if not veld.alleen_bestand]
        rows = tuple(tuple(veld.toon(row) for veld in shown) for row in self._getoond(grip))
        table = Tabel(
            self.bijschrift,
            tuple(self._kolom(veld, grip, request) for veld in shown),
            rows,
            voet=self.voet,
            leeg=self.leeg,
            bijschrift_zichtbaar=self.bijschrift_zichtbaar,
        )
        files = tuple((form.naam, self._adres(request, als=key)) for key, form in VORMEN.items()) if total else ()
        return Lijstblad(table, sheet, self._woord("pagina"), files)

    def _getoond(self, grip: Greep) -> Sequence[Rij]:
        rows = self._haal(grip)
        if self.toont is not None:
            self.toont(rows)
        return rows

    def _woord(self, word: str) -> str:
        return f"{self.naam}-{word}" if self.naam else word

    def _sorteert(self, key: str) -> bool:
        keys = self.rijen.volgorde if isinstance(self.rijen, Bron) else [veld.sleutel for veld in self.velden]
        return key in keys

    def _greep(self, request: HttpRequest) -> Greep:
        asked = request.GET.get(self._woord("op"), self.van_zelf)
        key = asked.removeprefix("-")
        if not self._sorteert(key):
            asked, key = self.van_zelf, self.van_zelf.removeprefix("-")
        return Greep(op=key, aflopend=asked.startswith("-"))

    def _haal(self, grip: Greep) -> Sequence[Rij]:
        if isinstance(self.rijen, Bron):
            return self.rijen.haal(grip)
        rows = list(self.rijen)
        for veld in self.velden:
            if veld.sleutel == grip.op:
                value = veld.waarde
                rows = [row for row in rows if value(row) is not None] + [row for row in rows if value(row) is None]
                filled = sum(value(row) is not None for row in rows)
                rows[:filled] = sorted(rows[:filled], key=partial(_sorteerwaarde, value), reverse=grip.aflopend)
        return rows[grip.vanaf : grip.tot]

    def _kolom(self, veld: Veld[Rij], grip: Greep, request: HttpRequest) -> Kolom:
        here = veld.sleutel == grip.op
        turned = "-" if here and not grip.aflopend else ""
        return Kolom(
            veld.tekst,
            KOLOM.get(veld.soort, "tekst"),
            veld.uitleg,
            adres=self._adres(request, op=f"{turned}{veld.sleutel}") if self._sorteert(veld.sleutel) else "",
            gesorteerd=("aflopend" if grip.aflopend else "oplopend") if here else "",
        )

    def _adres(self, request: HttpRequest, **words: str) -> str:
        asked = request.GET.copy()
        for word in ("pagina", "als"):
            asked.pop(self._woord(word), None)
        for word, value in words.items():
            asked[self._woord(word)] = value
        return f"?{asked.urlencode()}"


def uit_tabel(
    rows: QuerySet[Row],
    volgorde: Mapping[str, tuple[str, ...]],
    sleutel: tuple[str, ...],
    greep: Greep,
) -> QuerySet[Row]:
    """
    A piece of a table in the order that is asked for.

    `volgorde` gives the fields per column; `sleutel` ends the order and is unique, so a row has one place. What is
    not filled in comes last.
    """
    down = greep.aflopend
    fields = volgorde.get(greep.op, ())
    order = [F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name in fields]
    return rows.order_by(*order, *sleutel)[greep.vanaf : greep.tot]


def sql_volgorde(volgorde: Mapping[str, str], sleutel: str, greep: Greep) -> str:
    """
    The end of a SELECT that gives a piece of its rows; it takes the parameters `vanaf` and `aantal`.

    `volgorde` gives the SQL per column, `sleutel` the SQL that ends the order and is unique.
    """
    down = "DESC" if greep.aflopend else "ASC"
    first = f"{volgorde[greep.op]} {down} NULLS LAST, " if greep.op in volgorde else ""
    return f" ORDER BY {first}{sleutel} LIMIT %(aantal)s::bigint OFFSET %(vanaf)s::bigint"


def schrijf(value: Waarde, soort: Soort) -> str:
    """A value as a page shows it."""
    if value is None or value == "":
        return NO_VALUE
    if soort == "bedrag":
        return cent(int(str(value)))
    if isinstance(value, datetime):
        return moment_kort(timezone.localtime(value))
    if isinstance(value, date):
        return dag_kort(value)
    return getal(value) if soort == "getal" and isinstance(value, int | float) else str(value)


def _sorteerwaarde(value: Callable[[Any], Waarde], row: Any) -> Any:
    found = value(row)
    return found.casefold() if isinstance(found, str) else found
