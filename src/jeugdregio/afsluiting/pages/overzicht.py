# SPDX-License-Identifier: EUPL-1.2
"""The start page: exhaustion for region and municipality, own work for a provider."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages import aanbieder
from jeugdregio.afsluiting.pages.opmaak import (
    definitie_url,
    gekozen_maand,
    gemeentetabel,
    rapport_url,
    regels_url,
    stand_van,
    uitputtingsgrafiek,
    uitputtingskaart,
    zonder,
)
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, promille
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Grafiek, Kerncijfer, Tabel, Tegelkaart
from jeugdregio.components.verzoek import wants_part
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen

MAANDEN_PER_JAAR = 12


@dataclass(frozen=True)
class OverzichtPagina:
    """What region and municipality see; without a month nothing was booked yet."""

    titel: str
    filter: forms.Form
    maand: str
    stand: str = ""
    definitief: bool = False
    cijfers: tuple[Kerncijfer, ...] = ()
    te_veel: tuple[tuple[str, str, str], ...] = ()
    grafiek: Grafiek | None = None
    kaart: Tegelkaart | None = None
    tabel: Tabel | None = None


@voor_iedereen
@require_safe
@vary_on_headers("HX-Request")
def overzicht(request: HttpRequest) -> HttpResponse:
    """The start page of whoever is logged in."""
    wie = machtiging(request)
    if wie.mag(Recht.LOGBOEK_NAZIEN):
        return redirect("logboek-nazicht")
    if not wie.mag(Recht.CIJFERS_ZIEN):
        return redirect("mensen" if wie.mag(Recht.MENSEN_BEHEREN) else "begrippen")
    if wie.aanbieder:
        page = aanbieder.startpagina(wie, timezone.localdate())
        return render(request, "afsluiting/overzicht_aanbieder.html", {"page": page})
    form, maand = gekozen_maand(request, wie)
    part = "#cijfers" if wants_part(request) else ""
    return render(request, f"afsluiting/overzicht.html{part}", {"page": _page(wie, form, maand)})


def _page(wie: Machtiging, form: forms.Form, maand: Maand | None) -> OverzichtPagina:
    if maand is None:
        return OverzichtPagina("Overzicht", form, "")
    if wie.gemeente:
        editie = queries.rapport(wie.gemeente, maand, on_behalf_of=wie)
        reports: Sequence[MaandRapport] = [editie.rapport]
        total, final, state = editie.rapport, editie.definitief, stand_van(editie)
    else:
        region = queries.regiorapport(maand, on_behalf_of=wie)
        reports = [editie.rapport for editie in region.gemeenten]
        total, final = region.totaal, region.definitief
        state = "Vastgesteld: de maand is afgesloten." if final else "Voorlopig: de maand is nog open."
        state = f"{state} {zonder(region.zonder)}".strip()
    return OverzichtPagina(
        titel="Overzicht",
        filter=form,
        maand=maandnaam(maand),
        stand=state,
        definitief=final,
        cijfers=_figures(total, wie),
        te_veel=tuple(
            (r.naam, promille(r.verwacht_promille), rapport_url(r.gemeente, maand))
            for r in reports
            if r.meer_dan_budget
        ),
        grafiek=uitputtingsgrafiek(reports, maand),
        kaart=uitputtingskaart(reports, maand),
        tabel=gemeentetabel(reports, maand, None if wie.gemeente else total),
    )


def _figures(rapport: MaandRapport, wie: Machtiging) -> tuple[Kerncijfer, ...]:
    now = rapport.totaal.nu
    passed = rapport.maand.maand * 1000 // MAANDEN_PER_JAAR
    reports = reverse("maandrapporten") + f"?maand={rapport.maand}"
    figures = [
        Kerncijfer(
            "Toegekend",
            bedrag_kort(now.toegekend_cent),
            f"{promille(rapport.uitputting_promille)} van het budget; {promille(passed)} van het jaar is om",
            definitie_url("toegekend"),
            url=regels_url(rapport, "toegekend") or reports,
        ),
        Kerncijfer(
            "Nog verplicht",
            bedrag_kort(now.verplicht_cent),
            "wat lopende toewijzingen dit jaar nog kunnen kosten",
            definitie_url("verplicht"),
            url=regels_url(rapport, "verplicht") or reports,
        ),
        Kerncijfer(
            "Verwachte uitputting",
            promille(rapport.verwacht_promille),
            f"van {bedrag_kort(rapport.budget_cent)} budget",
            definitie_url("verwachte_uitputting"),
            url=rapport_url(rapport.gemeente, rapport.maand) if rapport.gemeente else reports,
            toon="negatief" if rapport.meer_dan_budget else "positief",
        ),
        Kerncijfer(
            "Afgewezen",
            bedrag_kort(now.afgewezen_cent),
            "van wat is ingediend",
            definitie_url("afgewezen"),
            url=regels_url(rapport, "afgewezen") or reports,
        ),
    ]
    if wie.mag(Recht.DECLARATIES_ZIEN):
        waiting = sum(cause.open for cause in declaraties.oorzaken(on_behalf_of=wie))
        figures.append(
            Kerncijfer(
                "Openstaande uitval",
                getal(waiting),
                "afgewezen regels die een aanbieder nog moet herstellen, nu",
                url=reverse("uitval"),
                toon="waarschuwing" if waiting else "positief",
            )
        )
    return tuple(figures)
