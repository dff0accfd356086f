# SPDX-License-Identifier: EUPL-1.2
"""Questions of the council: the list and a new one, one question with its answer, and the list for the council."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.begroting import queries as begroting
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Toon
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.werkplek import raad
from jeugdregio.werkplek.raad import Raadsvraagstand

TITEL, LIJST = "Raadsvragen", "Antwoorden voor de raad"
GEEN_KIND = "Schrijf niets op waaraan een kind te herkennen is."
GOED, ONJUIST = 200, 422
TERMIJN = timedelta(days=30)


def _dag(label: str, hulp: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hulp, widget=widget)


class Vraagformulier(ZonderBsn):
    """A new question."""

    fractie = forms.CharField(label="Fractie", max_length=80, help_text="Van wie de vraag is.")
    vraag = forms.CharField(
        label="Vraag", max_length=1000, help_text=GEEN_KIND, widget=forms.Textarea(attrs={"rows": 3})
    )
    gesteld_op = _dag("Gesteld op", "De dag waarop de raad de vraag stelde.")
    uiterlijk = _dag("Antwoord uiterlijk", "De dag waarop het antwoord er moet zijn.")

    def clean(self) -> dict[str, Any]:
        """The term does not end before the question."""
        data = super().clean()
        first, last = data.get("gesteld_op"), data.get("uiterlijk")
        if first and last and last < first:
            self.add_error("uiterlijk", "Deze dag ligt voor de dag van de vraag.")
        return data


class Antwoordformulier(ZonderBsn):
    """The answer: words, and which figure goes with them."""

    antwoord = forms.CharField(
        label="Antwoord",
        max_length=2000,
        help_text=f"Het bedrag zet het programma er zelf bij. {GEEN_KIND}",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cijfer = forms.ChoiceField(label="Cijfer", help_text="Een bedrag van de hele gemeente, uit het maandrapport.")
    maand = forms.ChoiceField(label="Tot en met maand", help_text="Het bedrag telt vanaf januari van dat jaar.")

    def __init__(self, *args: Any, maanden: list[Maand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = begroting.definities()
        for name, choices in (
            ("cijfer", [(key, known[key].naam) for key in raad.CIJFERS]),
            ("maand", [(str(month), maandnaam(month)) for month in maanden]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@dataclass(frozen=True)
class RaadPagina:
    """The questions, and the form for a new one."""

    titel: str
    lijst: Lijstblad
    formulier: Vraagformulier


@dataclass(frozen=True)
class RaadsvraagPagina:
    """One question; `formulier` is None when it is answered."""

    titel: str
    vraag: Raadsvraagstand
    beeld: "Antwoordbeeld | None"
    formulier: Antwoordformulier | None


@dataclass(frozen=True)
class Antwoordbeeld:
    """A question and its answer, as the council gets them."""

    vraag: Raadsvraagstand
    periode: str
    definitie_url: str
    rapport_url: str


@dataclass(frozen=True)
class AntwoordenPagina:
    """Every answer of a municipality."""

    titel: str
    gemeente: str
    antwoorden: tuple[Antwoordbeeld, ...]


@vraagt(Recht.RAADSVRAGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def raadsvragen(request: HttpRequest) -> HttpResponse:
    """The questions of the own council; a POST writes one down."""
    wie, today = _van_gemeente(request), timezone.localdate()
    form = Vraagformulier(
        request.POST if request.method == "POST" else None,
        initial={"gesteld_op": today, "uiterlijk": today + TERMIJN},
    )
    if request.method == "POST" and form.is_valid():
        number = raad.leg_vast(**form.cleaned_data, moment=timezone.now(), on_behalf_of=wie)
        return redirect("raadsvraag", nummer=number)
    shown = _lijst(raad.vragen(on_behalf_of=wie))
    if file := shown.als_bestand(request):
        return file
    page = RaadPagina(TITEL, shown.blad(request), form)
    return render(request, "werkplek/raadsvragen.html", {"page": page}, status=ONJUIST if form.errors else GOED)


@vraagt(Recht.RAADSVRAGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def raadsvraag(request: HttpRequest, nummer: int) -> HttpResponse:
    """One question; a POST answers it."""
    wie = _van_gemeente(request)
    found = next(iter(raad.vragen(on_behalf_of=wie, nummer=nummer)), None)
    if found is None:
        raise Http404("Deze vraag is er niet.")
    months = afsluiting.rapportmaanden(on_behalf_of=wie, gemeente=wie.gemeente)
    form = Antwoordformulier(request.POST if request.method == "POST" else None, maanden=months)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            raad.beantwoord(
                nummer,
                data["antwoord"],
                cijfer=data["cijfer"],
                maand=Maand.lees(data["maand"]),
                moment=timezone.now(),
                on_behalf_of=wie,
            )
        except raad.GeenAntwoord as refusal:
            form.add_error("cijfer", str(refusal))
        else:
            messages.success(request, "Het antwoord staat in de lijst voor de raad.")
            return redirect("raadsvraag", nummer=nummer)
    shown = _beeld(found, wie) if found.antwoord else None
    page = RaadsvraagPagina(
        f"Vraag {found.nummer} van {found.fractie}", found, shown, form if not found.antwoord or form.errors else None
    )
    context = {"page": page, "kruimels": (Kruimel(TITEL, reverse("raadsvragen")), Kruimel(page.titel))}
    return render(request, "werkplek/raadsvraag.html", context, status=ONJUIST if form.errors else GOED)


@vraagt(Recht.RAADSVRAGEN)
@require_safe
def antwoorden(request: HttpRequest) -> HttpResponse:
    """What was answered, to print or hand over: without anything about a child."""
    wie = _van_gemeente(request)
    town = regio.gemeente(wie.gemeente)
    answered = tuple(_beeld(one, wie) for one in raad.vragen(on_behalf_of=wie) if one.antwoord)
    page = AntwoordenPagina(LIJST, town.naam if town else wie.gemeente, answered)
    context = {"page": page, "kruimels": (Kruimel(TITEL, reverse("raadsvragen")), Kruimel(LIJST))}
    return render(request, "werkplek/raadsantwoorden.html", context)


def _van_gemeente(request: HttpRequest) -> Machtiging:
    wie = machtiging(request)
    if not wie.gemeente:
        raise PermissionDenied("Raadsvragen zijn van een gemeente.")
    return wie


def _beeld(een: Raadsvraagstand, wie: Machtiging) -> Antwoordbeeld:
    assert een.antwoord is not None
    month = een.antwoord.maand
    return Antwoordbeeld(
        een,
        f"januari t/m {maandnaam(month)}",
        f"{reverse('begrippen')}#{een.antwoord.definitie.key}",
        reverse("maandrapport", args=[wie.gemeente, month]),
    )


def _stand(een: Raadsvraagstand) -> tuple[str, str, Toon]:
    if een.antwoord:
        return ("Cijfer nu anders", "", "waarschuwing") if een.antwoord.anders else ("Beantwoord", "", "positief")
    late = een.uiterlijk < timezone.localdate()
    return ("Te laat", "", "negatief") if late else ("Open", "", "info")


def _lijst(rows: list[Raadsvraagstand]) -> Lijst[Raadsvraagstand]:
    def numbered(one: Raadsvraagstand) -> Cel:
        return Cel(f"Vraag {one.nummer}", url=reverse("raadsvraag", args=[one.nummer]))

    return Lijst(
        "Vragen van de raad",
        (
            Veld("nummer", "Nummer", lambda one: one.nummer, "getal", cel=numbered),
            Veld("vraag", "Vraag", lambda one: one.vraag),
            Veld("fractie", "Fractie", lambda one: one.fractie),
            Veld("gesteld", "Gesteld", lambda one: one.gesteld_op, "dag"),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
            Veld("stand", "Stand", lambda one: _stand(one)[0], cel=lambda one: Cel(*_stand(one))),
        ),
        rows,
        bestand="raadsvragen",
        van_zelf="-nummer",
        leeg="Er is nog geen vraag van de raad.",
    )
