# SPDX-License-Identifier: EUPL-1.2
"""The month reports of the region side by side; a municipality goes straight to its own."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages.opmaak import definitie_url, gekozen_maand, rapport_url, zonder
from jeugdregio.afsluiting.values import RegioEditie
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, promille
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.components.verzoek import wants_part
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.verzoek import machtiging


@dataclass(frozen=True)
class MaandrapportenPagina:
    """All municipalities in one month."""

    titel: str
    filter: forms.Form
    maand: str = ""
    definitief: bool = False
    zonder: str = ""
    cijfers: tuple[Kerncijfer, ...] = ()
    tabel: Tabel | None = None


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
        page = MaandrapportenPagina(
            titel="Maandrapporten",
            filter=form,
            maand=maandnaam(maand),
            definitief=region.definitief,
            zonder=zonder(region.zonder),
            cijfers=_figures(region.totaal),
            tabel=_table(region, maand),
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


def _table(region: RegioEditie, maand: Maand) -> Tabel:
    def cells(r: MaandRapport) -> tuple[str, ...]:
        now = r.totaal.nu
        return (
            cent(r.budget_cent),
            cent(now.toegekend_cent),
            promille(r.uitputting_promille),
            cent(now.verplicht_cent),
            promille(r.verwacht_promille),
            cent(now.afgewezen_cent),
        )

    rows: tuple[tuple[Cel | str, ...], ...] = tuple(
        (
            Cel(e.rapport.naam, url=rapport_url(e.rapport.gemeente, maand)),
            *cells(e.rapport),
            Cel("Vastgesteld", toon="positief") if e.definitief else Cel("Voorlopig", toon="info"),
        )
        for e in region.gemeenten
    )
    return Tabel(
        f"Per gemeente, januari tot en met {maandnaam(maand)}",
        (
            Kolom("Gemeente"),
            Kolom("Budget", "getal"),
            Kolom("Toegekend", "getal"),
            Kolom("Uitputting", "getal"),
            Kolom("Verplicht", "getal"),
            Kolom("Verwacht", "getal"),
            Kolom("Afgewezen", "getal"),
            Kolom("Stand"),
        ),
        rows,
        voet=(region.totaal.naam, *cells(region.totaal), ""),
    )
