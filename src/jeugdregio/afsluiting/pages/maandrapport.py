# SPDX-License-Identifier: EUPL-1.2
"""The month report of one municipality, and the same as a spreadsheet."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages.bijlagen import bijlagen
from jeugdregio.afsluiting.pages.opmaak import (
    VEGA,
    definitie_url,
    gekozen_maand,
    rapport_url,
    regels_url,
    stand_van,
    versie_van,
    waarde,
)
from jeugdregio.afsluiting.values import Editie, Stuk
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import Cijfers, MaandRapport, Regel
from jeugdregio.components.blad import Deel
from jeugdregio.components.schrijfwijze import balkhoogte, bedrag_kort, maandnaam, promille, telwoord
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Grafiek, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

GROOTSTE, ALLE = 15, "alle"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Cijferbeeld:
    """One figure of the report as it is shown."""

    naam: str
    definitie_url: str
    nu: str
    nu_url: str
    vorig: str
    verschil: str


@dataclass(frozen=True)
class MaandrapportPagina:
    """The report."""

    titel: str
    boven: str
    filter: forms.Form
    definitief: bool
    stand: str
    sha256: str
    versie: str
    kern: tuple[Kerncijfer, ...]
    waarschuwing: str
    open_einde: str
    zelf: str
    cijfers: tuple[Cijferbeeld, ...]
    grafiek: Grafiek
    aanbieders: Tabel
    alle_aanbieders_url: str
    xlsx_url: str
    stukken_url: str
    eerder: str
    bijlagen: tuple[Deel, ...]


@vraagt(Recht.CIJFERS_ZIEN)
@require_safe
def maandrapport(request: HttpRequest, gemeente: str, maand: Maand) -> HttpResponse:
    """The report; that of another municipality and one that does not exist give the same 404."""
    wie = machtiging(request)
    editie = _edition(gemeente, maand, wie, keer=getal_uit(request, "editie", 0) or None)
    form, chosen = gekozen_maand(request, wie, gemeente, anders=maand)
    if chosen and chosen != maand:
        return redirect(rapport_url(gemeente, chosen))
    form.data = {"maand": str(maand)}
    report = editie.rapport
    every_provider = request.GET.get("aanbieders") == ALLE
    kruimels = (
        *(() if wie.gemeente else (Kruimel("Maandrapporten", f"{reverse('maandrapporten')}?maand={maand}"),)),
        Kruimel(f"{report.naam}, {maandnaam(maand)}"),
    )
    context = {"page": _page(editie, form, wie, every_provider=every_provider), "kruimels": kruimels}
    return render(request, "afsluiting/maandrapport.html", context)


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def werkblad(request: HttpRequest, gemeente: str, maand: Maand) -> HttpResponse:
    """The report as .xlsx."""
    editie = _edition(gemeente, maand, machtiging(request), keer=getal_uit(request, "editie", 0) or None)
    moment = editie.vastgesteld_op or timezone.now()
    data = begroting.werkblad(editie.rapport, stand=stand_van(editie), moment=timezone.localtime(moment))
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="maandrapport-{gemeente}-{maand}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _edition(gemeente: str, maand: Maand, wie: Machtiging, *, keer: int | None = None) -> Editie:
    """The edition that counts, or the one that is asked for; that of an open month is counted now."""
    if keer is not None:
        earlier = queries.momentopname(gemeente, maand, keer=keer, on_behalf_of=wie)
        if earlier is None:
            raise Http404("Deze editie is er niet.")
        return earlier
    try:
        return queries.rapport(gemeente, maand, on_behalf_of=wie)
    except begroting.UnableToShowReport as refusal:
        raise Http404 from refusal


def _page(editie: Editie, form: forms.Form, wie: Machtiging, *, every_provider: bool) -> MaandrapportPagina:
    report = editie.rapport
    editions = queries.edities_van(report.gemeente, report.maand, on_behalf_of=wie)
    documents = reverse("maandstukken", args=[report.gemeente, report.maand]) if editions else ""
    return MaandrapportPagina(
        titel=f"{report.naam}, {maandnaam(report.maand)}",
        boven="Maandrapport",
        filter=form,
        definitief=editie.definitief,
        stand=stand_van(editie),
        sha256=editie.sha256,
        versie=versie_van(report),
        kern=_key_figures(report),
        waarschuwing=_warning(report),
        open_einde=_open_ended(report),
        zelf=_own_invoicing(report),
        cijfers=tuple(_figures(report)),
        grafiek=_chart(report),
        aanbieders=_split(
            report, "aanbieder", report.per_aanbieder, "Per aanbieder", None if every_provider else GROOTSTE
        ),
        alle_aanbieders_url="" if every_provider or len(report.per_aanbieder) <= GROOTSTE else f"?aanbieders={ALLE}",
        xlsx_url=reverse("maandrapport-xlsx", args=[report.gemeente, report.maand])
        + (f"?editie={editie.keer}" if editie.keer else ""),
        stukken_url=documents if wie.mag(Recht.MAANDRAPPORT_ZIEN) else "",
        eerder=_earlier(editie, editions),
        bijlagen=bijlagen(editie, wie),
    )


def _earlier(editie: Editie, editions: list[Stuk]) -> str:
    """That this is not the only edition, or not the one that counts; empty when there is nothing to say."""
    if not editions:
        return ""
    last = editions[-1]
    if not last.geldig and not editie.definitief:
        return f"Deze maand is heropend na editie {last.keer}. De cijfers hieronder zijn van nu en veranderen nog."
    if editie.keer == last.keer and last.geldig:
        return f"Dit is editie {last.keer}: de maand is eerder heropend." if last.keer > 1 else ""
    return f"Dit is editie {editie.keer}. Daarna is de maand heropend: deze editie telt niet meer."


def _own_invoicing(report: MaandRapport) -> str:
    if regio.neemt_af(regio.FACTURATIE, report.gemeente, report.maand.begin):
        return ""
    return (
        f"{report.naam} beoordeelt en betaalt declaraties over {maandnaam(report.maand)} zelf. "
        "Ze staan niet in dit rapport; alleen wat de regio eerder toekende staat hier."
    )


def _key_figures(report: MaandRapport) -> tuple[Kerncijfer, ...]:
    now, before = report.totaal.nu, report.totaal.vorig
    month = now.toegekend_cent - before.toegekend_cent
    return (
        Kerncijfer(
            "Toegekend",
            bedrag_kort(now.toegekend_cent),
            f"waarvan {bedrag_kort(month)} deze maand",
            definitie_url("toegekend"),
            url=regels_url(report, "toegekend"),
        ),
        Kerncijfer(
            "Uitputting",
            promille(report.uitputting_promille),
            f"van {bedrag_kort(report.budget_cent)} budget",
            definitie_url("uitputting"),
        ),
        Kerncijfer(
            "Nog verplicht",
            bedrag_kort(now.verplicht_cent),
            "wat dit jaar nog kan komen",
            definitie_url("verplicht"),
            url=regels_url(report, "verplicht"),
        ),
        Kerncijfer(
            "Verwachte uitputting",
            promille(report.verwacht_promille),
            "toegekend en verplicht",
            definitie_url("verwachte_uitputting"),
            toon="negatief" if report.meer_dan_budget else "positief",
        ),
    )


def _warning(report: MaandRapport) -> str:
    if not report.meer_dan_budget or report.budget_cent is None:
        return ""
    more = cent(report.totaal.nu.verwacht_cent - report.budget_cent)
    return f"Toegekend en verplicht is samen {more} meer dan het budget."


def _open_ended(report: MaandRapport) -> str:
    opened = report.open_einde
    if not opened.toewijzingen:
        return ""
    text = f"{telwoord(opened.toewijzingen, 'toewijzing heeft', 'toewijzingen hebben')} geen maximum."
    if opened.zonder_waarde:
        text += f" Van {opened.zonder_waarde} daarvan is de waarde niet te bepalen: die tellen voor nul mee."
    return text


def _figures(report: MaandRapport) -> list[Cijferbeeld]:
    lines = []
    for line in begroting.cijferregels(report):
        unit = line.definitie.eenheid
        change = line.verschil
        sign = "+" if change and change > 0 else ""
        lines.append(
            Cijferbeeld(
                naam=line.definitie.naam,
                definitie_url=definitie_url(line.definitie.key),
                nu=waarde(line.nu, unit),
                nu_url=regels_url(report, line.definitie.key) if line.definitie.onder else "",
                vorig=waarde(line.vorig, unit),
                verschil=f"{sign}{waarde(change, unit)}" if change else "–",
            )
        )
    return lines


def _chart(report: MaandRapport) -> Grafiek:
    ordered = sorted(report.per_categorie, key=lambda line: -line.nu.verwacht_cent)
    values = [
        {"categorie": line.naam, "soort": kind, "bedrag": amount / 100}
        for line in ordered
        for kind, amount in (("Toegekend", line.nu.toegekend_cent), ("Nog verplicht", line.nu.verplicht_cent))
    ]
    spec: dict[str, object] = {
        "$schema": VEGA,
        "height": balkhoogte(len(ordered)),
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "categorie", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "bedrag",
                "type": "quantitative",
                "title": "Bedrag in euro",
                "axis": {"format": ",.0f", "tickCount": 4},
            },
            "color": {
                "field": "soort",
                "type": "nominal",
                "title": None,
                "sort": ["Toegekend", "Nog verplicht"],
            },
            "order": {"field": "soort", "type": "nominal", "sort": "descending"},
        },
    }
    table = _split(report, "categorie", tuple(ordered), "Per productcategorie")
    return Grafiek("categorieen", "Toegekend en verplicht per productcategorie", spec, table)


def _split(report: MaandRapport, name: str, lines: tuple[Regel, ...], caption: str, most: int | None = None) -> Tabel:
    def cell(line: Regel, figure: str) -> Cel:
        url = regels_url(report, figure, **{name: line.sleutel}) if line.sleutel else ""
        amount = getattr(line.nu, f"{figure}_cent")
        return Cel(cent(amount), url=url if amount else "")

    ordered = sorted(lines, key=lambda line: -line.nu.verwacht_cent)
    total = report.totaal.nu
    rest = sum((line.nu for line in ordered[most:]), Cijfers()) if most is not None else Cijfers()
    others = len(ordered) - len(ordered[:most])
    return Tabel(
        caption,
        (
            Kolom(name.capitalize()),
            Kolom("Toegekend", "getal"),
            Kolom("Verplicht", "getal"),
            Kolom("Afgewezen", "getal"),
        ),
        tuple(
            (line.naam, cell(line, "toegekend"), cell(line, "verplicht"), cell(line, "afgewezen"))
            for line in ordered[:most]
        )
        + (((f"{others} andere", *_amounts(rest)),) if others else ()),
        voet=("Totaal", *_amounts(total)),
    )


def _amounts(figures: Cijfers) -> tuple[str, str, str]:
    return cent(figures.toegekend_cent), cent(figures.verplicht_cent), cent(figures.afgewezen_cent)
