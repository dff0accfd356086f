# SPDX-License-Identifier: EUPL-1.2
"""
What every page does that reads a spreadsheet by declared columns.

The file to fill in, the help, the faults, and what was read as a proposal of two people.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jeugdregio.components.antwoord import bestand
from jeugdregio.components.inlezen import Blad, Rijfout
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.uitvoer import VORMEN
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.components.werkboek import schrijf_werkboek

HOOGSTENS_FOUTEN = 200
"""So many faults are shown at a time."""


Gelezen = TypeVar("Gelezen")


def stel_voor_uit_bestand(
    request: HttpRequest,
    form: forms.Form,
    lees: Callable[[bytes], tuple[Gelezen, list[Rijfout]]],
    stel_voor: Callable[[Gelezen], int],
    *,
    weigert: tuple[type[Exception], ...],
) -> tuple[HttpResponse | None, list[Rijfout], str]:
    """
    Read the file of a POST and propose what is in it: where to go then, the faults in it, and what was refused.

    `stel_voor` gives the number of the proposal, on which another decides; what it refuses is in `weigert`. With a
    fault, or a form that is not filled in, nothing is proposed.
    """
    given = request.FILES.get("bestand")
    if given is None:
        return None, [], "Kies een bestand."
    if not form.is_valid():
        return None, [], ""
    refuses: tuple[type[Exception], ...] = (OnleesbaarBestand, *weigert)
    try:
        found, faults = lees(given.read())
        if faults:
            return None, faults, ""
        number = stel_voor(found)
    except refuses as refusal:
        return None, [], str(refusal)
    messages.success(request, "Het voorstel staat klaar. Een ander moet het bevestigen.")
    return redirect("voorstel", nummer=number), [], ""


def werkboek(data: bytes, naam: str) -> HttpResponse:
    """An .xlsx to keep under this name."""
    return bestand(data, VORMEN["xlsx"].soort, f"{naam}.xlsx")


def sjabloon(naam: str, bladen: Sequence[Blad]) -> HttpResponse:
    """The sheets to fill in, with what each column means."""
    return werkboek(schrijf_werkboek((one, ()) for one in bladen), naam)


def kolommen(blad: Blad) -> Tabel:
    """What the columns of a sheet mean, and which may be empty."""
    heads = (Kolom("Kolom"), Kolom("Nodig"), Kolom("Wat erin staat"))
    rows = tuple((one.naam, "ja" if one.nodig else "mag leeg", one.uitleg) for one in blad.kolommen)
    return Tabel(f"Blad {blad.naam}", heads, rows)


def fouten(gevonden: Sequence[Rijfout]) -> Tabel:
    """Every fault by sheet, row and column, the first of many."""
    heads = (Kolom("Blad"), Kolom("Rij", "getal"), Kolom("Kolom"), Kolom("Wat te doen"))
    rows = tuple((one.blad, getal(one.rij), one.kolom, one.tekst) for one in gevonden[:HOOGSTENS_FOUTEN])
    many = len(gevonden)
    more = f" (de eerste {HOOGSTENS_FOUTEN} van {getal(many)})" if many > HOOGSTENS_FOUTEN else ""
    return Tabel(f"Fouten{more}", heads, rows)
