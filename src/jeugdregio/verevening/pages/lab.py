# SPDX-License-Identifier: EUPL-1.2
"""The solidarity laboratory: one year under every reading, for all municipalities, and the arithmetic of each."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import balkhoogte
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Grafiek, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import queries
from jeugdregio.verevening.values import LEZINGEN, Bijdrage, Lab, NietTeVerevenen, Uitkomst

VEGA = "https://vega.github.io/schema/vega-lite/v6.json"
BIJDRAGEN = {
    Bijdrage.SAMEN: "Alle gemeenten dragen samen wat niet is geïnd",
    Bijdrage.ZELF: "Wie niet inde, draagt dat zelf",
}


class Labkeuze(Keuzefilter):
    """Which year, and who bears what was not collected."""

    jaar = forms.ChoiceField(label="Jaar", help_text="Een jaar waarvan de cijfers er zijn.")
    bijdrage = forms.ChoiceField(
        label="Ouderbijdrage", help_text="In 2015 inden niet alle gemeenten haar.", choices=list(BIJDRAGEN.items())
    )


@dataclass(frozen=True)
class LabPagina:
    """One year; `fout` says why it cannot be worked out, `weigering` why it is no settlement."""

    jaar: int
    keuze: Labkeuze
    fout: str = ""
    weigering: str = ""
    bron: str = ""
    verzonnen: bool = False
    cijfers: tuple[Kerncijfer, ...] = ()
    lezingen: Tabel | None = None
    tabel: Tabel | None = None
    grafiek: Grafiek | None = None


@dataclass(frozen=True)
class GemeentePagina:
    """The arithmetic of one municipality under every reading."""

    titel: str
    zin: str
    tabellen: tuple[Tabel, ...]


@vraagt(Recht.VEREVENING_ZIEN)
@require_safe
def solidariteit(request: HttpRequest) -> HttpResponse:
    """The laboratory for a chosen year; without figures it says who gives them."""
    wie = machtiging(request)
    years = queries.jaren(on_behalf_of=wie)
    if not years:
        return render(request, "verevening/leeg.html")
    choice, year, bears = _choice(request, years)
    try:
        found = queries.lab(year, bears, on_behalf_of=wie)
    except NietTeVerevenen as refusal:
        return render(request, "verevening/lab.html", {"page": LabPagina(year, choice, fout=str(refusal))}, status=422)
    names = regio.namen()
    page = LabPagina(
        jaar=year,
        keuze=choice,
        weigering=found.weigering,
        bron=", ".join(sorted({one.bron for one in found.cijfers})),
        verzonnen=any(one.verzonnen for one in found.cijfers),
        cijfers=_figures(found),
        lezingen=_readings(found, names),
        tabel=_table(found, names, bears),
        grafiek=_chart(found, names),
    )
    return render(request, "verevening/lab.html", {"page": page})


@vraagt(Recht.VEREVENING_ZIEN)
@require_safe
def gemeente(request: HttpRequest, jaar: int, gemeente: str) -> HttpResponse:
    """Line by line how the outcome of one municipality comes about, under every reading."""
    wie = machtiging(request)
    choice, _, bears = _choice(request, [jaar])
    known = jaar in queries.jaren(on_behalf_of=wie)
    found = queries.lab(jaar, bears, on_behalf_of=wie) if known else None
    if found is None or gemeente not in {one.cijfers.gemeente for one in found.cijfers}:
        raise Http404("Van deze gemeente zijn er over dit jaar geen cijfers.")
    name = regio.namen().get(gemeente, gemeente)
    page = GemeentePagina(f"{name}, {jaar}", _sentence(found, gemeente, name), _steps(found, gemeente))
    trail = (Kruimel("Solidariteit", f"{reverse('solidariteit')}?jaar={jaar}&bijdrage={bears}"), Kruimel(name))
    return render(request, "verevening/gemeente.html", {"page": page, "keuze": choice, "kruimels": trail})


def _choice(request: HttpRequest, years: list[int]) -> tuple[Labkeuze, int, Bijdrage]:
    """The choice as asked; an unknown value is the newest year that was settled, and all together."""
    first = next((one for one in sorted(years) if one in queries.BEKEND), years[0])
    form = Labkeuze({"jaar": first, "bijdrage": Bijdrage.SAMEN.value} | request.GET.dict())
    form.kies("jaar", [(str(one), str(one)) for one in years], alle=False)
    chosen = form.gekozen()
    return form, int(chosen.get("jaar", first)), Bijdrage(chosen.get("bijdrage", Bijdrage.SAMEN))


def _figures(found: Lab) -> tuple[Kerncijfer, ...]:
    budget = sum(one.cijfers.budget_cent for one in found.cijfers)
    costs = sum(one.cijfers.kosten_cent for one in found.cijfers)
    return (
        Kerncijfer("Budget samen", cent(budget), f"van {getal(len(found.cijfers))} gemeenten"),
        Kerncijfer("Kosten samen", cent(costs)),
        Kerncijfer("Som van alle verrekeningen", cent(sum(one.som_cent for one in found.uitkomsten)), "altijd nul"),
    )


def _readings(found: Lab, names: dict[str, str]) -> Tabel:
    """Each reading in words, what changes hands under it, and whether the sources allow it."""
    rows: list[tuple[Cel | str, ...]] = []
    for one, fits in zip(found.uitkomsten, found.past, strict=True):
        said = LEZINGEN[one.lezing]
        moved = sum(share.verrekening_cent for share in one.aandelen if share.verrekening_cent > 0)
        rows.append((Cel(said.naam, onder=said.uitleg), cent(moved), str(said.bron), _fit(found, names, fits)))
    heads = (Kolom("Lezing"), Kolom("Gaat van hand tot hand", "getal"), Kolom("Bron"), Kolom("Past bij de bronnen"))
    return Tabel("Lezingen", heads, tuple(rows), bijschrift_zichtbaar=False)


def _fit(found: Lab, names: dict[str, str], fits: bool) -> Cel:
    if not found.tekens:
        return Cel("Geen bron zegt er iets over")
    said = "; ".join(
        f"{names.get(one.gemeente, one.gemeente)} {'betaalde mee' if one.teken > 0 else 'kreeg terug'} ({one.bron})"
        for one in found.tekens
    )
    return Cel("Ja", toon="positief", onder=said) if fits else Cel("Nee, onmogelijk", toon="negatief", onder=said)


def _table(found: Lab, names: dict[str, str], bears: Bijdrage) -> Tabel:
    """All municipalities: own costs, and what each pays (or receives, below zero) under each reading."""
    settled = [{share.gemeente: share for share in one.aandelen} for one in found.uitkomsten]
    rows: tuple[tuple[Cel | str, ...], ...] = tuple(
        (
            Cel(
                names.get(one.cijfers.gemeente, one.cijfers.gemeente),
                url=f"{reverse('solidariteit-gemeente', args=[found.jaar, one.cijfers.gemeente])}?bijdrage={bears}",
            ),
            cent(one.cijfers.budget_cent),
            cent(one.cijfers.kosten_cent),
            *(cent(shares[one.cijfers.gemeente].verrekening_cent) for shares in settled),
        )
        for one in found.cijfers
    )
    totals: tuple[Cel | str, ...] = (
        "Samen",
        cent(sum(one.cijfers.budget_cent for one in found.cijfers)),
        cent(sum(one.cijfers.kosten_cent for one in found.cijfers)),
        *(cent(one.som_cent) for one in found.uitkomsten),
    )
    heads = (
        Kolom("Gemeente"),
        Kolom("Budget", "getal"),
        Kolom("Eigen kosten", "getal"),
        *(Kolom(LEZINGEN[one.lezing].naam, "getal", "betaalt; onder nul ontvangt") for one in found.uitkomsten),
    )
    return Tabel("Wat elke gemeente betaalt of ontvangt", heads, rows, voet=totals)


def _chart(found: Lab, names: dict[str, str]) -> Grafiek:
    """Per municipality and reading a bar to the right (pays) or to the left (receives)."""
    values = [
        {
            "gemeente": names.get(share.gemeente, share.gemeente),
            "lezing": LEZINGEN[one.lezing].naam,
            "bedrag": share.verrekening_cent / 100,
        }
        for one in found.uitkomsten
        for share in one.aandelen
    ]
    readings = [LEZINGEN[one.lezing].naam for one in found.uitkomsten]
    spec: dict[str, object] = {
        "$schema": VEGA,
        "height": balkhoogte(len(values)),
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "gemeente", "type": "nominal", "title": None},
            "yOffset": {"field": "lezing", "sort": readings},
            "x": {
                "field": "bedrag",
                "type": "quantitative",
                "title": "Ontvangt (links) of betaalt (rechts), in euro",
                "axis": {"format": ",.0f", "tickCount": 5},
            },
            "color": {"field": "lezing", "type": "nominal", "title": None, "sort": readings},
        },
    }
    rows = tuple(
        (names.get(share.gemeente, share.gemeente), LEZINGEN[one.lezing].naam, cent(share.verrekening_cent))
        for one in found.uitkomsten
        for share in one.aandelen
    )
    heads = (Kolom("Gemeente"), Kolom("Lezing"), Kolom("Betaalt; onder nul ontvangt", "getal"))
    table = Tabel("Wie betaalt en wie ontvangt", heads, rows, bijschrift_zichtbaar=False)
    return Grafiek("verrekening", "Wie betaalt en wie ontvangt", spec, table)


def _steps(found: Lab, code: str) -> tuple[Tabel, ...]:
    heads = (Kolom("Stap"), Kolom("Bedrag", "getal"))
    tables = []
    for one in found.uitkomsten:
        share = next(share for share in one.aandelen if share.gemeente == code)
        rows = (
            *((text, cent(amount)) for text, amount in share.stappen),
            ("draagt na verevening", cent(share.na_cent)),
            ("min eigen kosten", cent(-share.eigen_cent)),
        )
        verb = "betaalt" if share.verrekening_cent >= 0 else "ontvangt"
        foot = (f"{verb} {'aan' if verb == 'betaalt' else 'van'} de andere", cent(abs(share.verrekening_cent)))
        tables.append(Tabel(LEZINGEN[one.lezing].naam, heads, rows, voet=foot))
    return tuple(tables)


def _sentence(found: Lab, code: str, name: str) -> str:
    """What it comes to per child, for who is no accountant."""
    one = regio.gemeente(code)
    amounts = [_of(outcome, code) for outcome in found.uitkomsten]
    low, high = min(amounts), max(amounts)
    if one is None or not one.jeugdigen:
        return (
            f"{name}: tussen {cent(low)} en {cent(high)}, naar de lezing. Boven nul betaalt zij, eronder ontvangt zij."
        )
    each = f"Dat is tussen {cent(low // one.jeugdigen)} en {cent(high // one.jeugdigen)} per inwoner onder de 18."
    return f"Naar de lezing is de verrekening tussen {cent(low)} en {cent(high)}. Boven nul betaalt {name}. {each}"


def _of(outcome: Uitkomst, code: str) -> int:
    return next(share.verrekening_cent for share in outcome.aandelen if share.gemeente == code)
