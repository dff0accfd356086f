# SPDX-License-Identifier: EUPL-1.2
"""The month reports of the region side by side; a municipality goes straight to its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages.opmaak import definitie_url, gekozen_maand, rapport_url, zonder
from jeugdregio.afsluiting.values import Editie, RegioEditie
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, promille
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer, Lijstblad
from jeugdregio.components.verzoek import wants_part
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


@dataclass(frozen=True)
class MaandrapportenPagina:
    """All municipalities in one month."""

    titel: str
    filter: forms.Form
    maand: str = ""
    definitief: bool = False
    zonder: str = ""
    cijfers: tuple[Kerncijfer, ...] = ()
    lijst: Lijstblad | None = None


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
@vary_on_headers("HX-Request")
def maandrapporten(request: HttpRequest) -> HttpResponse:
    """The overview of the region."""
    wie = machtiging(request)
    if wie.aanbieder:
        raise Http404
    form, maand = gekozen_maand(request, wie)
    if wie.gemeente and maand:
        return redirect(rapport_url(wie.gemeente, maand))
    if maand is None:
        page = MaandrapportenPagina("Maandrapporten", form)
    else:
        region = queries.regiorapport(maand, on_behalf_of=wie)
        every = _list(region, maand)
        if file := every.als_bestand(request):
            return file
        page = MaandrapportenPagina(
            titel="Maandrapporten",
            filter=form,
            maand=maandnaam(maand),
            definitief=region.definitief,
            zonder=zonder(region.zonder),
            cijfers=_figures(region.totaal),
            lijst=every.blad(request),
        )
    part = "#cijfers" if wants_part(request) else ""
    return render(request, f"afsluiting/maandrapporten.html{part}", {"page": page})


def _figures(total: MaandRapport) -> tuple[Kerncijfer, ...]:
    now = total.totaal.nu
    return (
        Kerncijfer("Budget", bedrag_kort(total.budget_cent), "alle gemeenten samen", definitie_url("budget")),
        Kerncijfer(
            "Toegekend",
            bedrag_kort(now.toegekend_cent),
            promille(total.uitputting_promille),
            definitie_url("toegekend"),
        ),
        Kerncijfer("Nog verplicht", bedrag_kort(now.verplicht_cent), "dit jaar", definitie_url("verplicht")),
        Kerncijfer(
            "Verwachte uitputting",
            promille(total.verwacht_promille),
            "toegekend en verplicht",
            definitie_url("verwachte_uitputting"),
            toon="negatief" if total.meer_dan_budget else "positief",
        ),
    )


def _list(region: RegioEditie, maand: Maand) -> Lijst[Editie]:
    def report(one: Editie) -> Cel:
        return Cel(one.rapport.naam, url=rapport_url(one.rapport.gemeente, maand))

    def state(one: Editie) -> Cel:
        return Cel("Vastgesteld", toon="positief") if one.definitief else Cel("Voorlopig", toon="info")

    total = region.totaal
    return Lijst(
        f"Per gemeente, januari tot en met {maandnaam(maand)}",
        (
            Veld("gemeente", "Gemeente", lambda one: one.rapport.naam, cel=report),
            Veld("budget", "Budget", lambda one: one.rapport.budget_cent, "bedrag"),
            Veld("toegekend", "Toegekend", lambda one: one.rapport.totaal.nu.toegekend_cent, "bedrag"),
            _share("uitputting", "Uitputting", lambda one: one.rapport.uitputting_promille),
            Veld("verplicht", "Verplicht", lambda one: one.rapport.totaal.nu.verplicht_cent, "bedrag"),
            _share("verwacht", "Verwacht", lambda one: one.rapport.verwacht_promille),
            Veld("afgewezen", "Afgewezen", lambda one: one.rapport.totaal.nu.afgewezen_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: state(one).tekst, cel=state),
        ),
        region.gemeenten,
        bestand=f"maandrapporten-{maand}",
        van_zelf="gemeente",
        voet=(
            total.naam,
            cent(total.budget_cent),
            cent(total.totaal.nu.toegekend_cent),
            promille(total.uitputting_promille),
            cent(total.totaal.nu.verplicht_cent),
            promille(total.verwacht_promille),
            cent(total.totaal.nu.afgewezen_cent),
            "",
        ),
    )


def _share(key: str, text: str, thousandths: Callable[[Editie], float | None]) -> Veld[Editie]:
    """A column with a percentage, of thousandths."""
    return Veld(
        key,
        text,
        lambda one: None if (found := thousandths(one)) is None else found / 10,
        "getal",
        cel=lambda one: promille(thousandths(one)),
    )
