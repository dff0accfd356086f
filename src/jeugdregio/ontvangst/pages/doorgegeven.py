# SPDX-License-Identifier: EUPL-1.2
"""Claims that passed this house unread, because their municipality invoices itself (S06, S64)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.values import Doorgave, Kenmerk
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.gebruikers.values import Recht, verwerking
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio

PER_PAGINA = 50


@dataclass(frozen=True)
class DoorgegevenPagina:
    """The list."""

    titel: str
    inleiding: str
    samenvatting: str
    tabel: Tabel
    bladen: Page[int]


@vraagt(Recht.GESTUURD_ZIEN)
@require_safe
def doorgegeven(request: HttpRequest) -> HttpResponse:
    """The claims, newest first."""
    wie = machtiging(request)
    number = getal_uit(request, "pagina")
    found, total = verzenden.doorgaven(on_behalf_of=wie, na=(number - 1) * PER_PAGINA, hoogstens=PER_PAGINA)
    page = DoorgegevenPagina(
        titel="Doorgegeven",
        inleiding="Declaraties voor een gemeente die zelf factureert. De regio beoordeelt en boekt ze niet: de "
        "gemeente haalt ze op, antwoordt de aanbieder en betaalt.",
        samenvatting=f"{telwoord(total, 'declaratie', 'declaraties')}, de nieuwste bovenaan.",
        tabel=_table(found),
        bladen=Paginator(range(total), PER_PAGINA).get_page(number),
    )
    return render(request, "ontvangst/doorgegeven.html", {"page": page})


@vraagt(Recht.GESTUURD_ZIEN)
@require_safe
def als_xml(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The message byte for byte; a municipality that gets it here has it."""
    wie = machtiging(request)
    found, _ = verzenden.doorgaven(on_behalf_of=wie, gemeente=gemeente, bericht_id=bericht_id)
    data = berichten.originelen([(gemeente, bericht_id)], on_behalf_of=wie).get((gemeente, bericht_id))
    if not found or data is None:
        raise Http404("Deze declaratie is er niet.")
    gelezen(request, berichten.personen_in(data))
    if request.method == "GET" and wie.gemeente:
        mark = Kenmerk(gemeente, bericht_id, "doorgave")
        region = verwerking(settings.REGIO)
        verzenden.bevestig(mark, ontvanger=wie.gemeente, moment=timezone.now(), on_behalf_of=region)
    response = HttpResponse(data, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="JW323-{gemeente}-{bericht_id}.xml"'
    return response


def _table(found: list[Doorgave]) -> Tabel:
    names, places = aanbieders.namen(), regio.namen()

    def row(one: Doorgave) -> tuple[Cel | str, ...]:
        there = Cel(f"Opgehaald op {datum(one.verzonden_op)}", toon="positief") if one.verzonden_op else None
        return (
            Cel(f"JW323 {one.bericht_id}", url=reverse("doorgegeven-xml", args=[one.gemeente, one.bericht_id])),
            names.get(one.aanbieder, one.aanbieder),
            places.get(one.gemeente, one.gemeente),
            datum(one.gemaakt_op),
            there or Cel("Nog niet opgehaald", toon="waarschuwing"),
        )

    heads = ("Bericht (XML)", "Aanbieder", "Gemeente", "Ontvangen", "Stand")
    return Tabel(
        "Declaraties die de gemeente zelf beoordeelt",
        tuple(map(Kolom, heads)),
        tuple(row(one) for one in found),
        leeg="Er is niets doorgegeven: voor elke gemeente die u ziet beoordeelt de regio de declaraties.",
    )
