# SPDX-License-Identifier: EUPL-1.2
"""What every page shows that reads a spreadsheet by declared columns: the file to fill in, the help, and the faults."""

from collections.abc import Sequence

from django.http import HttpResponse

from jeugdregio.components.inlezen import Blad, Rijfout
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.uitvoer import VORMEN
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.components.werkboek import schrijf_werkboek

HOOGSTENS_FOUTEN = 200
"""So many faults are shown at a time."""


def werkboek(data: bytes, naam: str) -> HttpResponse:
    """An .xlsx to keep under this name."""
    response = HttpResponse(data, content_type=VORMEN["xlsx"].soort)
    response["Content-Disposition"] = f'attachment; filename="{naam}.xlsx"'
    return response


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
