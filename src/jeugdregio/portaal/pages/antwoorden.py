# SPDX-License-Identifier: EUPL-1.2
"""The last messages of a provider and the answers to them: as XML, as PDF and as spreadsheet."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.berichten.values import Kenmerk, Soort
from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Toon
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.portaal.antwoordblad import UITKOMST, Antwoordblad, in_pdf, in_xlsx, maak_blad
from jeugdregio.portaal.pages.toegang import aanbieder, opent_zelf
from jeugdregio.portaal.postvak import bevestig
from jeugdregio.regio import queries as regio

DECLARATIE = "JW323"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOON: dict[str, Toon] = {
    "geaccepteerd": "positief",
    "deels_afgewezen": "waarschuwing",
    "alles_afgewezen": "negatief",
    "afgekeurd": "negatief",
}


@dataclass(frozen=True)
class Antwoordregel:
    """One message with the addresses of its answer; `nieuw` until the provider has opened it."""

    naam: str
    gemeente: str
    ontvangen: str
    stand: str
    toon: Toon
    nieuw: bool
    xml_url: str
    pdf_url: str
    xlsx_url: str


@dataclass(frozen=True)
class AntwoordenPagina:
    """The list."""

    titel: str
    inleiding: str
    regels: tuple[Antwoordregel, ...]


@vraagt(Recht.PORTAAL)
@require_safe
def antwoorden(request: HttpRequest) -> HttpResponse:
    """The last messages that the provider sent, newest first."""
    wie = aanbieder(request)
    places = regio.namen()
    found = berichten.laatste_berichten(on_behalf_of=wie)
    unread = {mark for mark, _, _ in verzenden.te_ontvangen(ontvanger=wie.aanbieder, on_behalf_of=wie, hoogstens=1_000)}
    page = AntwoordenPagina(
        titel="Antwoorden",
        inleiding="Uw laatste vijftig berichten, met het antwoord als XML, als PDF en als rekenblad.",
        regels=tuple(_row(one, places, nieuw=Kenmerk(one.gemeente, one.id, "antwoord") in unread) for one in found),
    )
    return render(request, "portaal/antwoorden.html", {"page": page})


def _row(receipt: Bewijs, places: dict[str, str], *, nieuw: bool) -> Antwoordregel:
    address = [receipt.gemeente, receipt.id]
    return Antwoordregel(
        naam=f"{receipt.soort} {receipt.identificatie}",
        gemeente=places.get(receipt.gemeente, receipt.gemeente),
        ontvangen=datum(receipt.ontvangen_op),
        stand=UITKOMST.get(receipt.uitkomst, receipt.uitkomst),
        toon=TOON.get(receipt.uitkomst, "neutraal"),
        nieuw=nieuw,
        xml_url=reverse("antwoord-xml", args=address),
        pdf_url=reverse("antwoord-pdf", args=address),
        xlsx_url=reverse("antwoord-xlsx", args=address),
    )


@vraagt(Recht.PORTAAL)
@require_safe
def als_xml(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The answer byte for byte."""
    wie = aanbieder(request)
    answer = berichten.antwoord(gemeente, bericht_id, on_behalf_of=wie)
    if answer is None:
        raise Http404("Dit antwoord is er niet.")
    gelezen(request, declaraties.personen_in(gemeente, bericht_id, answer[1], on_behalf_of=wie))
    _fetched(request, gemeente, bericht_id, wie)
    return bestand(answer[1], "application/xml", f"{answer[0]}-{gemeente}-{bericht_id}.xml")


@vraagt(Recht.PORTAAL)
@require_safe
def als_pdf(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The answer as PDF."""
    blad = _sheet(request, gemeente, bericht_id)
    data = in_pdf(blad, moment=timezone.now())
    return bestand(data, PDF, f"antwoord-{gemeente}-{bericht_id}.pdf")


@vraagt(Recht.PORTAAL)
@require_safe
def als_xlsx(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The answer as spreadsheet."""
    blad = _sheet(request, gemeente, bericht_id)
    return bestand(in_xlsx(blad, moment=timezone.now()), XLSX, f"antwoord-{gemeente}-{bericht_id}.xlsx")


def _sheet(request: HttpRequest, gemeente: str, bericht_id: int) -> Antwoordblad:
    wie = aanbieder(request)
    receipt = berichten.bewijs(gemeente, bericht_id, on_behalf_of=wie)
    if receipt is None or Soort(receipt.soort).is_retour:
        raise Http404("Dit antwoord is er niet.")
    _fetched(request, gemeente, bericht_id, wie)
    detail = None
    if receipt.soort == DECLARATIE:
        detail = declaraties.declaratie(gemeente, bericht_id, on_behalf_of=wie)
        shown = [(gemeente, bericht_id, line.nr) for line in detail.regels] if detail else []
        gelezen(request, declaraties.personen(shown, on_behalf_of=wie))
    return maak_blad(receipt, detail, regio.namen().get(gemeente, gemeente))


def _fetched(request: HttpRequest, gemeente: str, bericht_id: int, wie: Machtiging) -> None:
    """Who opens an answer has it: it is not offered again."""
    if opent_zelf(request):
        bevestig(gemeente, bericht_id, "antwoord", wie=wie, regio=settings.REGIO, moment=timezone.now())
