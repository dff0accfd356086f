# SPDX-License-Identifier: EUPL-1.2
"""The exhaustion of a municipality per segment, part of the budget and product, beside the forecast (S58, S60)."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import Cijfers, Deelregel, Productregel, Verdeling
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, promille
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.prognose import queries
from jeugdregio.prognose.queries import Jaarstand
from jeugdregio.regio import queries as regio

NIET_VERDEELD, ALLES = "Niet verdeeld", "alle"
LEEG = "Er is nog niets geboekt. Zodra declaraties zijn toegekend, staan de cijfers hier."
INLEIDING = (
    "Wat van het budget is toegekend en verplicht, per segment en per product, met wat de prognose van het jaar "
    "verwacht. De cijfers zijn zoals ze nu zijn geboekt."
)
UITLEG = (
    "Verwacht is het midden van de prognose over het hele jaar, met de band eronder. De prognose telt op de maand van "
    "de hulp, toegekend op de maand van boeken."
)


class Keuze(Keuzefilter):
    """Of whom, up to which month, and which segment of the products."""

    gemeente = forms.ChoiceField(label="Gemeente", help_text="Van wie het budget is.")
    maand = forms.ChoiceField(label="Tot en met maand", help_text="Vanaf januari van dat jaar.")
    segment = forms.ChoiceField(label="Producten van", required=False, help_text="Kort de lijst met producten in.")


@vraagt(Recht.PROGNOSE_ZIEN)
@require_safe
def verdeling(request: HttpRequest) -> HttpResponse:
    """The page; of another municipality than one's own there is nothing."""
    wie = machtiging(request)
    months = begroting.geboekte_maanden(on_behalf_of=wie, gemeente=wie.gemeente)
    if not months:
        return toon(request, Blad("Uitputting per product", INLEIDING, (Deel("Nog niets te tonen", (LEEG,)),)))
    names = {code: name for code, name in regio.namen().items() if wie.gemeente in ("", code)}
    first = {"gemeente": next(iter(names), ""), "maand": str(months[0]), "segment": ALLES}
    form = Keuze(first | request.GET.dict())
    form.kies("gemeente", list(names.items()), alle=False)
    form.kies("maand", [(str(month), maandnaam(month)) for month in months], alle=False)
    asked = {name: request.GET.get(name) or value for name, value in first.items()}
    try:
        found = begroting.verdeling(asked["gemeente"], Maand.lees(asked["maand"]), on_behalf_of=wie)
    except (begroting.UnableToShowReport, ValueError) as refusal:
        raise Http404 from refusal
    segments = sorted({one.segment for one in found.producten})
    form.kies("segment", [(ALLES, "alle segmenten"), *((name, name) for name in segments)], alle=False)
    shown = [one for one in found.producten if asked["segment"] in (ALLES, one.segment)]
    parts, products = _delen(found), _producten(replace(found, producten=tuple(shown)))
    for one in (parts, products):
        if file := one.als_bestand(request):
            return file
    page = _blad(found, names, _prognose(found, wie), form)
    return toon(
        request,
        replace(
            page,
            delen=(
                *page.delen,
                Deel("Per deel van het budget", lijst=parts.blad(request), anker="delen"),
                Deel("Per product", lijst=products.blad(request), anker="producten"),
            ),
        ),
    )


def _prognose(found: Verdeling, wie: Machtiging) -> dict[str, Jaarstand]:
    """The newest forecast of that year up to the day after the month, per segment; empty when none was made."""
    days = queries.peildata(on_behalf_of=wie)
    best = next((day for day in days if date(found.maand.jaar, 1, 1) < day <= found.maand.einde), None)
    kept = queries.prognose(best, found.gemeente, on_behalf_of=wie) if best else None
    return {one.segment: one for one in kept.per_segment} if kept else {}


def _blad(found: Verdeling, names: dict[str, str], forecast: dict[str, Jaarstand], form: forms.Form) -> Blad:
    total = sum((one.nu for one in found.delen), Cijfers())
    version = found.versie
    budget = version.bedrag_cent if version else None
    note = "er is geen budget vastgelegd"
    if version:
        note = version.naam
        if version.ongeveer:
            note = f"{note}, tussen {cent(version.laag_cent)} en {cent(version.hoog_cent)}"
    over = budget is not None and total.verwacht_cent > budget
    return Blad(
        f"Uitputting per product, {names[found.gemeente]}",
        INLEIDING,
        (Deel(filter=form), Deel("Per segment", (UITLEG,), tabel=_segmenten(found, forecast), anker="segmenten")),
        boven=f"Januari tot en met {maandnaam(found.maand)}",
        cijfers=(
            Kerncijfer("Budget", bedrag_kort(budget), note, url=reverse("budgetten")),
            Kerncijfer("Toegekend", bedrag_kort(total.toegekend_cent), _aandeel(total.toegekend_cent, budget)),
            Kerncijfer("Verplicht", bedrag_kort(total.verplicht_cent), "wat dit jaar nog kan komen"),
            Kerncijfer(
                "Samen",
                bedrag_kort(total.verwacht_cent),
                _aandeel(total.verwacht_cent, budget),
                toon="negatief" if over else "positief",
            ),
        ),
    )


def _aandeel(amount_cent: int, whole_cent: int | None) -> str:
    return f"{promille(round_half_up(amount_cent * 1000, whole_cent))} van het budget" if whole_cent else ""


def _segmenten(found: Verdeling, forecast: dict[str, Jaarstand]) -> Tabel:
    budgets: defaultdict[str, int] = defaultdict(int)
    used: defaultdict[str, Cijfers] = defaultdict(Cijfers)
    for part in found.delen:
        budgets[part.deel.segment] += part.deel.bedrag_cent
    for product in found.producten:
        used[product.segment] += product.nu
    names = sorted({*budgets, *used, *forecast} - {""})
    rows = [_segment(name, name in budgets, budgets[name], used[name], forecast.get(name), found) for name in names]
    if budgets[""]:
        rows.append((NIET_VERDEELD, cent(budgets[""]), cent(0), cent(0), cent(0), "–", "–", "–"))
    total = sum((one.nu for one in found.delen), Cijfers())
    expected = sum(one.band.midden_cent for one in forecast.values())
    foot = (
        "Samen",
        cent(sum(budgets.values())),
        cent(total.ingediend_cent),
        cent(total.toegekend_cent),
        cent(total.verplicht_cent),
        "",
        cent(expected) if forecast else "–",
        "",
    )
    heads = (
        Kolom("Segment"),
        *(Kolom(name, "getal") for name in ("Budget", "Ingediend", "Toegekend", "Verplicht", "Gebruikt", "Verwacht")),
        Kolom("Stand"),
    )
    return Tabel("Segmenten", heads, tuple(rows), voet=foot, bijschrift_zichtbaar=False)


def _segment(
    name: str, divided: bool, budget: int, used: Cijfers, year: Jaarstand | None, found: Verdeling
) -> tuple[Cel | str, ...]:
    query = urlencode({"gemeente": found.gemeente, "maand": str(found.maand), "segment": name})
    under = f"?{query}#producten"
    expected: Cel | str = "–"
    if year:
        band = year.band
        expected = Cel(cent(band.midden_cent), onder=f"{bedrag_kort(band.laag_cent)} tot {bedrag_kort(band.hoog_cent)}")
    state = Cel("past", toon="positief")
    if not divided:
        state = Cel("geen eigen deel")
    elif used.verwacht_cent > budget:
        state = Cel("verplicht is meer dan het budget", toon="negatief")
    elif year and year.band.midden_cent > budget:
        state = Cel("verwacht meer dan het budget", toon="waarschuwing")
    return (
        Cel(name, url=under),
        cent(budget) if divided else "–",
        Cel(cent(used.ingediend_cent), url=under),
        Cel(cent(used.toegekend_cent), url=under),
        Cel(cent(used.verplicht_cent), url=under),
        promille(round_half_up(used.verwacht_cent * 1000, budget)) if budget else "–",
        expected,
        state,
    )


def _deelnaam(key: tuple[str, str, str]) -> str:
    segment, category, code = key
    if not segment:
        return NIET_VERDEELD
    if code:
        return f"{category} {code}"
    return f"{category} {codelijst('productcategorie').omschrijving(category)}" if category else "heel het segment"


def _delen(found: Verdeling) -> Lijst[Deelregel]:
    def amount(name: str) -> Veld[Deelregel]:
        def value(one: Deelregel) -> int:
            cents: int = getattr(one.nu, f"{name}_cent")
            return cents

        return Veld(name, name.capitalize(), value, "bedrag")

    return Lijst(
        "Delen",
        (
            Veld("segment", "Segment", lambda one: one.deel.segment or NIET_VERDEELD),
            Veld("deel", "Deel", lambda one: _deelnaam(one.deel.sleutel)),
            Veld("budget", "Budget", lambda one: one.deel.bedrag_cent, "bedrag"),
            amount("ingediend"),
            amount("toegekend"),
            amount("verplicht"),
            Veld("over", "Over", lambda one: one.over_cent, "bedrag"),
        ),
        found.delen,
        naam="delen",
        bestand=f"budgetdelen-{found.gemeente}-{found.maand}",
        leeg="Er is geen budget vastgelegd.",
        bijschrift_zichtbaar=False,
    )


def _producten(found: Verdeling) -> Lijst[Productregel]:
    names = contracten.productnamen(settings.REGIO)

    def amount(name: str) -> Veld[Productregel]:
        def value(one: Productregel) -> int:
            cents: int = getattr(one.nu, f"{name}_cent")
            return cents

        return Veld(name, name.capitalize(), value, "bedrag", cel=lambda one: _onder(found, one, name, value(one)))

    return Lijst(
        "Producten",
        (
            Veld("segment", "Segment", lambda one: one.segment),
            Veld(
                "product",
                "Product",
                lambda one: f"{one.categorie} {one.code}".strip() or "niet vooraf bepaald",
                cel=lambda one: Cel(
                    f"{one.categorie} {one.code}".strip() or "niet vooraf bepaald",
                    onder=names.get((one.categorie, one.code), ""),
                ),
            ),
            Veld("deel", "Valt in", lambda one: _deelnaam(one.deel)),
            amount("ingediend"),
            amount("afgewezen"),
            amount("toegekend"),
            amount("verplicht"),
        ),
        found.producten,
        naam="producten",
        bestand=f"uitputting-per-product-{found.gemeente}-{found.maand}",
        leeg="Van dit segment is er niets.",
        bijschrift_zichtbaar=False,
    )


def _onder(found: Verdeling, one: Productregel, figure: str, cents: int) -> Cel:
    """An amount with the rows under it."""
    if not cents or not one.categorie:
        return Cel(cent(cents))
    url = reverse("maandrapport-regels", args=[found.gemeente, found.maand, figure])
    return Cel(cent(cents), url=f"{url}?{urlencode({'categorie': one.categorie, 'code': one.code})}")
