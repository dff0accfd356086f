# SPDX-License-Identifier: EUPL-1.2
"""The solidarity laboratory: one year under every reading, for all municipalities, and the arithmetic of each."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import bedrag_kort
from jeugdregio.components.templatetags.componenten import cent, getal, procent
from jeugdregio.components.values import Balken, Cel, Geschiedenis, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.pages.geschiedenis import geschiedenis
from jeugdregio.verevening import queries
from jeugdregio.verevening.pages.vergelijken import (
    EENHEDEN,
    Eenheid,
    Maat,
    beeld,
    eigen_en_gedeeld,
    naast_elkaar,
    zin,
)
from jeugdregio.verevening.values import (
    LEZINGEN,
    Bijdrage,
    Jaarstand,
    Lab,
    Lezing,
    NietTeVerevenen,
    Regime,
    Sleutel,
)

REGIMES = (
    *((one.value, LEZINGEN[one].naam) for one in Lezing),
    ("vier-o", "Vier O's"),
    ("geen", "Geen verevening"),
)
BIJDRAGEN = {
    Bijdrage.SAMEN: "Alle gemeenten dragen samen wat niet is geïnd",
    Bijdrage.ZELF: "Wie niet inde, draagt dat zelf",
}


class Labkeuze(Keuzefilter):
    """Which year, under which regime, who bears what was not collected, and in what it is told."""

    jaar = forms.ChoiceField(label="Jaar", help_text="Een jaar waarvan de cijfers er zijn.")
    regime = forms.ChoiceField(label="Regeling", help_text="Ook als zij toen niet gold: dan is het een vergelijking.")
    bijdrage = forms.ChoiceField(
        label="Ouderbijdrage", help_text="In 2015 inden niet alle gemeenten haar.", choices=list(BIJDRAGEN.items())
    )
    eenheid = forms.ChoiceField(
        label="In", help_text="Jeugdigen: inwoners onder de 18, zoals nu bekend.", choices=list(EENHEDEN.items())
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
    regime: Regime | None = None
    onmogelijk: str = ""
    beeld: Balken | None = None
    lezingen: Tabel | None = None
    eigen: Tabel | None = None
    tabel: Tabel | None = None


@dataclass(frozen=True)
class GemeentePagina:
    """The arithmetic of one municipality under every regime."""

    titel: str
    zinnen: tuple[tuple[str, str], ...]
    tabellen: tuple[Tabel, ...]
    geschiedenis: Geschiedenis


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
    schemes = queries.regimes_over(found, on_behalf_of=wie)
    chosen = choice.gekozen()
    scheme = next((one for one in schemes if one.code == chosen.get("regime")), schemes[0])
    scale = Maat.van(found, Eenheid(chosen.get("eenheid", Eenheid.BEDRAG)))
    page = LabPagina(
        jaar=year,
        keuze=choice,
        weigering=found.weigering,
        bron=", ".join(sorted({one.bron for one in found.cijfers})),
        verzonnen=any(one.verzonnen for one in found.cijfers),
        cijfers=_figures(found),
        regime=scheme,
        onmogelijk=_impossible(found, scheme, scale.namen),
        beeld=beeld(scale, scheme, year),
        lezingen=_readings(found, scale.namen),
        eigen=eigen_en_gedeeld(scale, found, scheme),
        tabel=naast_elkaar(scale, schemes, year, bears),
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
    scale = Maat.van(found, Eenheid.BEDRAG)
    name = scale.namen[gemeente]
    schemes = queries.regimes_over(found, on_behalf_of=wie)
    said = tuple((one.naam, zin(scale, gemeente, one.verrekening[gemeente])) for one in schemes)
    slot = queries.slot(jaar, Sleutel.BUDGET, on_behalf_of=wie)
    number = next(one.id for one in found.cijfers if one.cijfers.gemeente == gemeente)
    changed = geschiedenis("verevening_jaarcijfer", {"id": number}, wie)
    page = GemeentePagina(f"{name}, {jaar}", said, (*_steps(found, gemeente), *_slot(slot, gemeente)), changed)
    trail = (Kruimel("Solidariteit", f"{reverse('solidariteit')}?jaar={jaar}&bijdrage={bears}"), Kruimel(name))
    return render(request, "verevening/gemeente.html", {"page": page, "keuze": choice, "kruimels": trail})


def _choice(request: HttpRequest, years: list[int]) -> tuple[Labkeuze, int, Bijdrage]:
    """The choice as asked; an unknown value is the newest year that was settled, and all together."""
    first = next((one for one in sorted(years) if one in queries.BEKEND), years[0])
    given = {"jaar": first, "regime": Lezing.EIGEN_DEEL, "bijdrage": Bijdrage.SAMEN, "eenheid": Eenheid.BEDRAG}
    form = Labkeuze(given | request.GET.dict())
    form.kies("jaar", [(str(one), str(one)) for one in years], alle=False)
    form.kies("regime", REGIMES, alle=False)
    chosen = form.gekozen()
    return form, int(chosen.get("jaar", first)), Bijdrage(chosen.get("bijdrage", Bijdrage.SAMEN))


def _impossible(found: Lab, scheme: Regime, names: dict[str, str]) -> str:
    """Why this cannot be how it was settled: a source says the other sign of a municipality."""
    wrong = [
        f"{names.get(one.gemeente, one.gemeente)} {'betaalde mee' if one.teken > 0 else 'kreeg terug'} ({one.bron})"
        for one in found.tekens
        if scheme.verrekening.get(one.gemeente, 0) * one.teken <= 0
    ]
    return f"Zo kan het over {found.jaar} niet zijn gegaan: {'; '.join(wrong)}." if wrong else ""


def _figures(found: Lab) -> tuple[Kerncijfer, ...]:
    budget = sum(one.cijfers.budget_cent for one in found.cijfers)
    costs = sum(one.cijfers.kosten_cent for one in found.cijfers)
    return (
        Kerncijfer("Budget samen", bedrag_kort(budget), f"van {getal(len(found.cijfers))} gemeenten"),
        Kerncijfer("Kosten samen", bedrag_kort(costs)),
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


def _steps(found: Lab, code: str) -> tuple[Tabel, ...]:
    tables = []
    for one in found.uitkomsten:
        share = next(share for share in one.aandelen if share.gemeente == code)
        rows = (
            *((text, cent(amount)) for text, amount in share.stappen),
            ("draagt na verevening", cent(share.na_cent)),
            ("min eigen kosten", cent(-share.eigen_cent)),
        )
        tables.append(_optelling(LEZINGEN[one.lezing].naam, rows, share.verrekening_cent))
    return tuple(tables)


def _slot(slot: Jaarstand, code: str) -> tuple[Tabel, ...]:
    """How the settlement under the four O's of that year comes about for one municipality."""
    share = next((one for one in slot.aandelen if one.gemeente == code), None)
    granted = sum(one.ontvangt_cent for one in slot.aandelen)
    if share is None or not granted:
        return ()
    weights = sum(one.gewicht for one in slot.aandelen)
    rows = (
        ("toegekend aan alle gemeenten samen", cent(granted)),
        (f"aandeel van deze gemeente, {slot.sleutel.label}", procent(share.gewicht / weights, 4)),
        ("draagt", cent(share.draagt_cent)),
        ("min wat zij zelf ontvangt", cent(-share.ontvangt_cent)),
    )
    return (_optelling("Vier O's", rows, share.saldo_cent),)


def _optelling(name: str, rows: tuple[tuple[str, str], ...], amount: int) -> Tabel:
    """Lines of arithmetic, with what comes out."""
    pays = amount >= 0
    foot = (f"{'betaalt' if pays else 'ontvangt'} {'aan' if pays else 'van'} de andere", cent(abs(amount)))
    return Tabel(name, (Kolom("Stap"), Kolom("Bedrag", "getal")), rows, voet=foot)
