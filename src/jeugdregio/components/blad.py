# SPDX-License-Identifier: EUPL-1.2
"""A page that is a sheet of parts: text, tables, lists, pictures and forms, one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jeugdregio.components.values import Balken, Grafiek, Kerncijfer, Kruimel, Lijstblad, Meter, Tabel


@dataclass(frozen=True)
class Deel:
    """A part of a page: a heading with text, and a table, a list, links or a form."""

    titel: str = ""
    tekst: tuple[str, ...] = ()
    anker: str = ""
    tabel: Tabel | None = None
    lijst: Lijstblad | None = None
    filter: forms.Form | None = None
    links: tuple[tuple[str, str], ...] = ()
    formulier: forms.Form | None = None
    doe: str = ""
    knop: str = "Leg vast"
    bestand: str = ""
    hulp: str = ""
    soorten: str = ".xlsx,.csv"
    meters: tuple[Meter, ...] = ()
    grafiek: Grafiek | None = None
    balken: Balken | None = None


@dataclass(frozen=True)
class Blad:
    """A page: what it is for, figures, and its parts."""

    titel: str
    inleiding: str
    delen: tuple[Deel, ...]
    boven: str = ""
    cijfers: tuple[Kerncijfer, ...] = ()
    feiten: tuple[tuple[str, str, str], ...] = ()
    fout: str = ""


def toon(request: HttpRequest, page: Blad, kruimels: Sequence[Kruimel] = (), *, fout: bool = False) -> HttpResponse:
    """The page; with a fault in what was asked it is a 422."""
    context = {"page": page, "kruimels": tuple(kruimels)}
    return render(request, "components/blad.html", context, status=422 if fout or page.fout else 200)


def doe(request: HttpRequest, wat: Callable[[], object], gelukt: str, *, weigert: tuple[type[Exception], ...]) -> str:
    """Do something; the fault in Dutch when it is one of `weigert`, or empty and a message that it was done."""
    try:
        wat()
    except weigert as refusal:
        return str(refusal)
    messages.success(request, gelukt)
    return ""


def dagveld(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=nodig, help_text=hulp, widget=widget)


def euroveld(label: str, hulp: str, *, nodig: bool = True) -> forms.DecimalField:
    """An amount in euros; `in_cent` makes cents of it."""
    return forms.DecimalField(label=label, help_text=hulp, required=nodig, min_value=0, max_digits=10, decimal_places=2)


def in_euro(cents: int) -> str:
    """An amount of nought or more as a field for euros holds it, with two decimals."""
    return f"{cents // 100}.{cents % 100:02}"


def in_cent(amount: Any) -> int:
    """Whole cents of an amount in euros with two decimals."""
    return int(amount * 100)


def tekstveld(label: str, hulp: str, lengte: int, *, nodig: bool = True, rijen: int = 1) -> forms.CharField:
    """Text, on one line or more."""
    widget = forms.Textarea(attrs={"rows": rijen}) if rijen > 1 else forms.TextInput()
    return forms.CharField(label=label, help_text=hulp, max_length=lengte, required=nodig, widget=widget)
