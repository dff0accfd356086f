# SPDX-License-Identifier: EUPL-1.2
"""The settlement of a budget year under the four O's: who receives, who bears, and that it sums to zero (S62)."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import actions, queries
from jeugdregio.verevening.pages.formulieren import Slotformulier
from jeugdregio.verevening.pages.verzoeken import BOVEN, doe, kruimels
from jeugdregio.verevening.values import Jaarstand, Sleutel, Verzoek


class Jaarkeuze(Keuzefilter):
    """Which year, shared by what."""

    jaar = forms.ChoiceField(label="Begrotingsjaar", help_text="Een jaar met een verzoek of een afrekening.")
    sleutel = forms.ChoiceField(
        label="Verdeling",
        choices=[(one.value, one.label.capitalize()) for one in Sleutel],
        help_text="Geen bron noemt een verdeling. Kies wat de gemeenten afspraken.",
    )


@vraagt(Recht.VEREVENING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afrekening(request: HttpRequest) -> HttpResponse:
    """The page for a chosen year and key; a POST settles that year by that key."""
    wie = machtiging(request)
    years = queries.slotjaren(on_behalf_of=wie)
    title, trail = "Afrekening onder de vier O's", kruimels(Kruimel("Afrekening"))
    intro = "Aan het eind van een begrotingsjaar dragen alle gemeenten samen wat is toegekend. De som is nul."
    if not years:
        empty = Blad(title, intro, (Deel(tekst=("Er is nog geen verzoek, dus valt er niets te verrekenen.",)),), BOVEN)
        return toon(request, empty, trail)
    first = {"jaar": str(years[0]), "sleutel": Sleutel.BUDGET.value}
    choice = Jaarkeuze(first | request.GET.dict())
    choice.kies("jaar", [(str(one), str(one)) for one in years], alle=False)
    chosen = first | choice.gekozen()
    year, key = int(chosen["jaar"]), Sleutel(chosen["sleutel"])
    form, fault = Slotformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        settle = partial(
            actions.reken_jaar_af,
            year,
            key,
            bron=form.cleaned_data["bron"],
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        fault = doe(request, settle, f"Het jaar {year} is afgerekend.")
        if not fault:
            return redirect(f"{reverse('solidariteitsafrekening')}?jaar={year}")
    now, names = queries.slot(year, key, on_behalf_of=wie), regio.namen()
    asked = queries.verzoeken(jaar=year, on_behalf_of=wie)
    parts = [Deel(filter=choice), Deel(f"Wat is gevraagd over {year}", tabel=_verzoeken(asked, names))]
    if now.missend:
        parts.append(Deel(tekst=(now.missend,)))
    else:
        parts.append(Deel("Wie draagt en wie ontvangt", (_zin(now),), tabel=_tabel(now, names)))
        if wie.mag(Recht.SOLIDARITEIT_BESLUITEN) and not now.vastgesteld_op:
            if timezone.localdate().year > year and not now.open_verzoeken:
                parts.append(Deel("Reken dit jaar af", formulier=form, doe="afrekenen", knop="Reken af"))
            else:
                parts.append(Deel(tekst=("Afrekenen kan na 31 december, als over elk verzoek is besloten.",)))
    page = Blad(title, intro, tuple(parts), boven=BOVEN, cijfers=_cijfers(now, asked), fout=fault)
    return toon(request, page, trail, fout=bool(form.errors))


def _cijfers(now: Jaarstand, asked: list[Verzoek]) -> tuple[Kerncijfer, ...]:
    return (
        Kerncijfer("Toegekend", cent(sum(one.toegekend_cent or 0 for one in asked))),
        Kerncijfer("Som van alle saldo's", cent(now.som_cent), "altijd nul"),
        Kerncijfer("Nog open", getal(now.open_verzoeken), "verzoeken zonder besluit"),
        Kerncijfer("Stand", "Afgerekend" if now.vastgesteld_op else "Nog niet afgerekend"),
    )


def _zin(now: Jaarstand) -> str:
    if now.vastgesteld_op:
        return f"Afgerekend op {datum(now.vastgesteld_op)}, {now.sleutel.label}. Afgesproken in: {now.bron}."
    return f"Zo zou het worden, verdeeld {now.sleutel.label}. Wie vraagt, draagt zelf ook mee."


def _tabel(now: Jaarstand, names: dict[str, str]) -> Tabel:
    rows = tuple(
        (
            names.get(one.gemeente, one.gemeente),
            cent(one.gewicht) if now.sleutel is Sleutel.BUDGET else getal(one.gewicht),
            cent(one.ontvangt_cent),
            cent(one.draagt_cent),
            cent(one.saldo_cent),
        )
        for one in now.aandelen
    )
    received = sum(one.ontvangt_cent for one in now.aandelen)
    borne = sum(one.draagt_cent for one in now.aandelen)
    return Tabel(
        "Per gemeente",
        (
            Kolom("Gemeente"),
            Kolom("Gewicht", "getal", now.sleutel.label),
            Kolom("Ontvangt", "getal"),
            Kolom("Draagt", "getal"),
            Kolom("Saldo", "getal", "boven nul betaalt, onder nul ontvangt"),
        ),
        rows,
        voet=("Samen", "", cent(received), cent(borne), cent(now.som_cent)),
        bijschrift_zichtbaar=False,
    )


def _verzoeken(asked: list[Verzoek], names: dict[str, str]) -> Tabel:
    rows = tuple(
        (
            Cel(one.gegevens.omschrijving, url=reverse("solidariteitsverzoek", args=[one.id])),
            names.get(one.gemeente, one.gemeente),
            one.stand.value.capitalize(),
            cent(one.gegevens.gevraagd_cent),
            cent(one.toegekend_cent),
        )
        for one in asked
    )
    heads = (
        Kolom("Verzoek"),
        Kolom("Gemeente"),
        Kolom("Stand"),
        Kolom("Gevraagd", "getal"),
        Kolom("Toegekend", "getal"),
    )
    return Tabel("Verzoeken", heads, rows, bijschrift_zichtbaar=False)
