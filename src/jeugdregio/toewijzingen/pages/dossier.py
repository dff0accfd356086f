# SPDX-License-Identifier: EUPL-1.2
"""
Who looked at the file of a child (N22): a page and a letter that an access worker hands to the person concerned.

Nobody is named. Article 15 AVG gives the dates and the purposes; names of workers only where someone cannot do without
them to use their rights, weighed one by one (HvJ EU 22 June 2023, C-579/21). That weighing is no work of a program.
"""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Kolom, Kruimel, Tabel
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.gebruikers.values import Recht, Rol
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek import queries as logboek
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.values import Gezien
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries
from jeugdregio.toewijzingen.values import Toegewezen

SJABLOON = Path(__file__).resolve().parents[1] / "gezien.typ"
DOEL = "overzicht van inzage geven aan de jeugdige of de ouders"
KOPPEN = ("Datum", "Wie keek", "Waarvoor", "Wat is bekeken")


@dataclass(frozen=True)
class GezienPagina:
    """What the person concerned may know."""

    titel: str
    samenvatting: str
    tabel: Tabel
    pdf_url: str


@vraagt(Recht.KINDEREN_ZIEN)
@require_safe
def gezien(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """The overview as a page."""
    one, found = _found(request, gemeente, nummer)
    place = regio.namen().get(gemeente, gemeente)
    page = GezienPagina(
        titel="Wie heeft dit dossier bekeken",
        samenvatting=f"{one.kind.naam}, geboren {datum(one.kind.geboortedatum)}. "
        f"{telwoord(sum(row.keren for row in found), 'keer', 'keer')} bekeken door medewerkers van {place}.",
        tabel=Tabel(
            "Inzage, de laatste bovenaan",
            tuple(map(Kolom, KOPPEN)),
            tuple(tuple(line) for line in _lines(found)),
            leeg="Niemand van de gemeente keek in dit dossier.",
        ),
        pdf_url=reverse("dossier-gezien-pdf", args=[gemeente, nummer]),
    )
    trail = (
        Kruimel(f"Toewijzing {nummer}", reverse("toewijzing-inzien", args=[gemeente, nummer])),
        Kruimel("Wie heeft dit bekeken"),
    )
    return render(request, "toewijzingen/gezien.html", {"page": page, "kruimels": trail})


@vraagt(Recht.KINDEREN_ZIEN)
@require_safe
def gezien_pdf(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """The overview as a letter to hand over."""
    one, found = _found(request, gemeente, nummer)
    moment = timezone.now()
    data = {
        "naam": one.kind.naam,
        "gemeente": regio.namen().get(gemeente, gemeente),
        "datum": datum(timezone.localdate(moment)),
        "koppen": list(KOPPEN),
        "regels": _lines(found),
    }
    return bestand(maak_pdf(SJABLOON, data, moment=moment), PDF, "wie-heeft-mijn-dossier-bekeken.pdf", tonen=True)


def _found(request: HttpRequest, gemeente: str, nummer: int) -> tuple[Toegewezen, list[Gezien]]:
    wie = machtiging(request)
    if wie.rol is not Rol.TOEGANG:
        raise PermissionDenied("Dit overzicht maakt een medewerker toegang van de gemeente. Vraag het daar.")
    one = queries.toewijzing(gemeente, nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze toewijzing is er niet, of zij is verwijderd.")
    found = logboek.gezien(one.kind.persoon, on_behalf_of=wie)
    gelezen(request, [one.kind.persoon], doel=DOEL)
    return one, found


def _lines(found: list[Gezien]) -> list[list[str]]:
    return [
        [
            datum(row.dag) + (f" ({row.keren} keer)" if row.keren > 1 else ""),
            Rol(row.rol).label,
            row.doel.capitalize(),
            ", ".join(sorted({logboek.woorden(what) for what in row.wat})).capitalize(),
        ]
        for row in found
    ]
