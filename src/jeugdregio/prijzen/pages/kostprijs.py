# SPDX-License-Identifier: EUPL-1.2
"""Cost prices in the four parts of the real price (L04) beside the tariff, and where a loss is covered (S38)."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components import inleespagina
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kruimel, Lijstblad, Toon
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.prijzen import actions, queries
from jeugdregio.prijzen.actions import UnableToIndex
from jeugdregio.prijzen.inlezen import BLAD, lees_kostprijzen
from jeugdregio.prijzen.pages.formulieren import Bestandsformulier
from jeugdregio.prijzen.values import Marge

GEEN_BESTAND = ("Kies eerst een bestand, dat niet leeg is.",)


@dataclass(frozen=True)
class KostprijsPagina:
    """Cost price and tariff side by side."""

    cijfers: tuple[Kerncijfer, ...]
    lijst: Lijstblad
    formulier: Bestandsformulier | None
    fouten: tuple[str, ...]
    titel: str = "Kostprijzen"


@vraagt(Recht.PRIJZEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def kostprijzen(request: HttpRequest) -> HttpResponse:
    """Margins of today; a POST takes in a spreadsheet, whole or not at all."""
    wie = machtiging(request)
    faults: tuple[str, ...] = ()
    may = wie.mag(Recht.TARIEF_WIJZIGEN)
    form = Bestandsformulier(request.POST or None, request.FILES or None)
    if request.method == "POST":
        eis(wie, Recht.TARIEF_WIJZIGEN)
        faults = _neem_in(request, form.cleaned_data["bestand"].read(), wie) if form.is_valid() else GEEN_BESTAND
        if not faults:
            return redirect("kostprijzen")
    found = queries.marges(timezone.localdate(), on_behalf_of=wie)
    lijst = _lijst(found)
    if file := lijst.als_bestand(request):
        return file
    losses = [one for one in found if (one.marge_cent or 0) < 0]
    tone: Toon = "waarschuwing" if losses else "positief"
    page = KostprijsPagina(
        cijfers=(
            Kerncijfer("Kostprijzen", getal(len(found)), "die vandaag gelden"),
            Kerncijfer("Onder de kostprijs", getal(len(losses)), "tarieven", toon=tone),
        ),
        lijst=lijst.blad(request),
        formulier=form if may else None,
        fouten=faults,
    )
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel("Kostprijzen"))
    context = {"page": page, "kruimels": trail}
    return render(request, "prijzen/kostprijzen.html", context, status=422 if faults else 200)


@vraagt(Recht.TARIEF_WIJZIGEN)
@require_safe
def sjabloon(request: HttpRequest) -> HttpResponse:
    """An empty spreadsheet with the columns that the page reads, and what each means."""
    return inleespagina.sjabloon("kostprijzen", [BLAD])


def _neem_in(request: HttpRequest, data: bytes, wie: Machtiging) -> tuple[str, ...]:
    known = frozenset(contracten.productnamen(settings.REGIO))
    try:
        rows, faults = lees_kostprijzen(data, producten=known, aanbieders=frozenset(aanbieders.namen()))
        if not faults:
            actions.leg_kostprijzen_vast(rows, on_behalf_of=wie)
            messages.success(request, f"{len(rows)} kostprijzen zijn opgeslagen.")
    except (OnleesbaarBestand, UnableToIndex, NietToegestaan) as refusal:
        return (str(refusal),)
    return faults


def _lijst(found: list[Marge]) -> Lijst[Marge]:
    names = aanbieders.namen()

    def product(one: Marge) -> Cel:
        opbouw = one.opbouw
        url = reverse("prijsverloop", args=[opbouw.categorie, opbouw.code])
        return Cel(one.omschrijving or opbouw.code, url=url, onder=f"{opbouw.categorie} {opbouw.code}")

    def parts(one: Marge) -> Cel:
        made = one.opbouw
        four = (made.beroepskrachten_cent, made.clientgebonden_cent, made.overhead_cent, made.indexering_cent)
        text = ", ".join(f"{letter} {cent(value)}" for letter, value in zip("abcd", four, strict=True))
        return Cel(cent(made.kostprijs_cent), onder=text)

    def margin(one: Marge) -> Cel:
        if one.marge_cent is None:
            return Cel("geen tarief", toon="waarschuwing")
        return Cel(cent(one.marge_cent), toon="negatief" if one.marge_cent < 0 else "positief")

    def cover(one: Marge) -> Cel | str:
        return Cel(one.opbouw.dekking, onder=one.opbouw.toelichting) if (one.marge_cent or 0) < 0 else "–"

    return Lijst(
        "Kostprijs en tarief",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.opbouw.aanbieder, one.opbouw.aanbieder)),
            Veld("product", "Product", lambda one: one.omschrijving, cel=product),
            Veld("a", "a. Beroepskrachten", lambda one: one.opbouw.beroepskrachten_cent, "bedrag", alleen_bestand=True),
            Veld("b", "b. Overig cliënt", lambda one: one.opbouw.clientgebonden_cent, "bedrag", alleen_bestand=True),
            Veld("c", "c. Overhead", lambda one: one.opbouw.overhead_cent, "bedrag", alleen_bestand=True),
            Veld("d", "d. Indexering", lambda one: one.opbouw.indexering_cent, "bedrag", alleen_bestand=True),
            Veld("kostprijs", "Kostprijs", lambda one: one.opbouw.kostprijs_cent, "bedrag", cel=parts),
            Veld("tarief", "Tarief", lambda one: one.tarief_cent, "bedrag"),
            Veld("marge", "Marge", lambda one: one.marge_cent, "bedrag", cel=margin),
            Veld("dekking", "Verlies gedekt uit", lambda one: one.opbouw.dekking, cel=cover),
            Veld("tot", "Geldig tot en met", lambda one: laatste_dag(one.opbouw.tot), "dag", alleen_bestand=True),
            Veld("bron", "Bron", lambda one: one.opbouw.bron, alleen_bestand=True),
        ),
        found,
        bestand="kostprijzen",
        van_zelf="marge",
        leeg="Er zijn nog geen kostprijzen. Lees een rekenblad in volgens het sjabloon.",
        bijschrift_zichtbaar=False,
    )
