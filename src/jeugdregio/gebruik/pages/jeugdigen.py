# SPDX-License-Identifier: EUPL-1.2
"""The rows under one figure of a municipality: one per jeugdige, without a name."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, telwoord
from jeugdregio.components.values import Cel, Kruimel
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruik import queries
from jeugdregio.gebruik.definities import PER_KEY
from jeugdregio.gebruik.pages.opmaak import BOVEN, adres, halfjaarnaam
from jeugdregio.gebruik.values import Halfjaar, Hulpregel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio

WELKE = {"uitstroom": "de laatste", "eind": "de laatste"}
AFGESCHERMD = "Van dit aantal staan er {} niet in de lijst: waar zij zijn is geheim. Zij tellen wel mee."


@vraagt(Recht.TOEWIJZINGEN_ZIEN)
@require_safe
def jeugdigen(request: HttpRequest) -> HttpResponse:
    """The rows; of another municipality, or of a figure that is not there, there is nothing."""
    wie, today = machtiging(request), queries.peildag(timezone.localdate())
    town, figure = request.GET.get("gemeente", wie.gemeente), request.GET.get("cijfer", "")
    try:
        half = Halfjaar.lees(request.GET.get("halfjaar", ""))
        found = queries.regels(town, half, figure, today, on_behalf_of=wie)
    except (ValueError, queries.NietTeZien) as refusal:
        raise Http404("Dit aantal is er niet voor u.") from refusal

    def told(shown: Sequence[Hulpregel]) -> None:
        gelezen(request, {one.persoon for one in shown})

    sheet = replace(_lijst(found.rijen, town), toont=told)
    if file := sheet.als_bestand(request):
        return file
    definition = PER_KEY[figure]
    name = regio.namen().get(town, town)
    hidden = found.niet_getoond
    many = len(found.rijen) + hidden
    text = [definition.definitie, f"Van ieder staat {WELKE.get(figure, 'de eerste')} hulp van het halfjaar er."]
    page = Blad(
        f"Jeugdigen onder {definition.naam.lower()}",
        f"{telwoord(many, 'jeugdige', 'jeugdigen')} van {name} in het {halfjaarnaam(half, today)}.",
        (Deel(tekst=(*text, *((AFGESCHERMD.format(hidden),) if hidden else ())), lijst=sheet.blad(request)),),
        boven=BOVEN,
    )
    back = adres(town, half) if wie.mag(Recht.MAANDRAPPORT_ZIEN) else ""
    return toon(request, page, (Kruimel(f"{BOVEN} van {name}", back), Kruimel(definition.naam)))


def _lijst(rows: Sequence[Hulpregel], town: str) -> Lijst[Hulpregel]:
    names = aanbieders.namen()

    def allocation(one: Hulpregel) -> Cel | str:
        if one.toewijzing_nummer is None:
            return "niet gemeld"
        return Cel(str(one.toewijzing_nummer), url=reverse("toewijzing-inzien", args=[town, one.toewijzing_nummer]))

    return Lijst(
        "Jeugdigen",
        (
            Veld("toewijzing", "Toewijzing", lambda one: one.toewijzing_nummer, "getal", cel=allocation),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("begin", "Hulp vanaf", lambda one: one.begin, "dag"),
            Veld(
                "einde",
                "Tot en met",
                lambda one: laatste_dag(one.tot),
                "dag",
                cel=lambda one: dag_kort(last) if (last := laatste_dag(one.tot)) else "loopt nog",
            ),
        ),
        rows,
        bestand="jeugdigen-met-hulp",
        van_zelf="begin",
        leeg="Onder dit aantal staat niemand.",
        bijschrift_zichtbaar=False,
    )
