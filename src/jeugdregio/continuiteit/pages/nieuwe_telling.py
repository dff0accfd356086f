# SPDX-License-Identifier: EUPL-1.2
"""A new saved count: which properties a provider has to have, in words, and where the count comes from."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.aanbieders.values import Definitie, Eenheid, Rechtsvorm, Voorwaarde
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.values import Kruimel
from jeugdregio.continuiteit import actions, queries
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

LANGSTE_CODE = 40
EEN_VAN = "Kies niets als het niet uitmaakt; kies er meer en één ervan is genoeg."


def _keuzes(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, help_text=EEN_VAN, widget=forms.CheckboxSelectMultiple
    )


class Telformulier(ZonderBsn):
    """What is counted; a provider has to meet every property that is chosen."""

    naam = forms.CharField(label="Naam", max_length=120, help_text="Bijvoorbeeld: GGZ-aanbieders met toezicht.")
    omschrijving = forms.CharField(
        label="Wat telt mee", max_length=400, help_text="In gewone woorden, voor wie het getal leest."
    )
    eenheid = forms.ChoiceField(label="Wat wordt geteld", choices=Eenheid.choices, help_text="Bepaalt wat één is.")
    lijst = _keuzes("Staat op de lijst")
    contract = _keuzes("Heeft een contract voor")
    rechtsvorm = _keuzes("Rechtsvorm")
    keten = _keuzes("Is in een keten")
    toezicht = _keuzes("Heeft intern toezicht")
    peildatum = forms.DateField(
        label="Peildatum",
        required=False,
        help_text="De dag waar het getal over gaat. Laat leeg voor de dag waarop iemand kijkt.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    bron = forms.CharField(label="Bron", max_length=400, help_text="Waar deze manier van tellen vandaan komt.")

    KENMERKEN = ("lijst", "contract", "rechtsvorm", "keten", "toezicht")

    def __init__(self, *args: object, percelen: list[str], bestaand: set[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._bestaand = bestaand
        choices = {
            "lijst": list(aanbieders.lijsten().items()),
            "contract": [(one, one) for one in percelen],
            "rechtsvorm": Rechtsvorm.choices,
            "keten": [(one, one) for one in aanbieders.KETEN],
            "toezicht": [(one, one) for one in aanbieders.JA_NEE.values()],
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = found

    def clean_naam(self) -> str:
        """A name makes the address of the count, so it is not one that is there."""
        name: str = self.cleaned_data["naam"]
        code = slugify(name)[:LANGSTE_CODE]
        if not code:
            raise forms.ValidationError("Gebruik letters of cijfers in de naam.")
        if code in self._bestaand:
            raise forms.ValidationError("Er is al een telling met deze naam. Kies een andere naam.")
        return name

    def clean(self) -> dict[str, object]:
        """At least one property, or it would count everyone."""
        data = super().clean()
        if not any(data.get(name) for name in self.KENMERKEN):
            raise forms.ValidationError("Kies minstens één kenmerk.")
        return data

    def definitie(self) -> Definitie:
        """What was filled in."""
        data = self.cleaned_data
        conditions = tuple(Voorwaarde(name, tuple(data[name])) for name in self.KENMERKEN if data[name])
        return Definitie(
            slugify(data["naam"])[:LANGSTE_CODE],
            data["naam"],
            data["omschrijving"],
            Eenheid(data["eenheid"]),
            (conditions,),
            data["peildatum"],
            data["bron"],
        )


@dataclass(frozen=True)
class NieuweTellingPagina:
    """The form."""

    titel: str
    formulier: Telformulier


@vraagt(Recht.REGISTER_WIJZIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """The page; a POST saves the count and shows its names."""
    wie = machtiging(request)
    form = Telformulier(
        request.POST if request.method == "POST" else None,
        percelen=queries.percelen(settings.REGIO, _today(), on_behalf_of=wie),
        bestaand={one.code for one in aanbieders.definities()},
    )
    if request.method == "POST" and form.is_valid():
        made = form.definitie()
        actions.leg_telling_vast(made, on_behalf_of=wie)
        messages.success(request, "De telling is vastgelegd.")
        return redirect("telling", code=made.code)
    page = NieuweTellingPagina("Nieuwe telling", form)
    trail = (Kruimel("Tellingen", reverse("tellingen")), Kruimel("Nieuw"))
    context = {"page": page, "kruimels": trail}
    return render(request, "continuiteit/nieuwe_telling.html", context, status=422 if form.errors else 200)


def _today() -> date:
    return timezone.localdate()
