# SPDX-License-Identifier: EUPL-1.2
"""What a provider says of its own waiting times, per profile (W10)."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Kolom, Kruimel, Tabel
from jeugdregio.contracten import actions as contracten
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.wachttijden import queries
from jeugdregio.wachttijden.pages.opmaak import BOVEN, profielnaam, weken

MATEN = ("aanmelding_intake", "intake_start")
VELD = {"min_value": 0, "max_value": 520, "max_digits": 4, "decimal_places": 1, "localize": True, "required": False}


class Opgaveformulier(forms.Form):
    """The weeks of both parts; empty is not known."""

    profiel = forms.ChoiceField(label="Profiel", help_text="Waarvoor een jeugdige bij u wacht.")
    aanmelding_intake = forms.DecimalField(
        label="Weken van aanmelding tot intake",
        help_text="Voor wie zich nu meldt. Leeg: dat weet u niet. Nul: er is geen wachttijd.",
        **VELD,  # type: ignore[arg-type]
    )
    intake_start = forms.DecimalField(
        label="Weken van intake tot start van de hulp",
        help_text="Leeg: dat weet u niet. Nul: de hulp begint meteen.",
        **VELD,  # type: ignore[arg-type]
    )


@vraagt(Recht.WACHTTIJD_OPGEVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def opgave(request: HttpRequest) -> HttpResponse:
    """The page; a POST keeps what the provider says of one profile."""
    wie, today = machtiging(request), timezone.localdate()
    names = queries.profielnamen(settings.REGIO)
    form, fault = Opgaveformulier(request.POST or None), ""
    field = form.fields["profiel"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(code, profielnaam(code, names)) for code in sorted(names, key=lambda code: names[code])]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keep = partial(contracten.geef_wachttijd_op, settings.REGIO, data["profiel"], {one: data[one] for one in MATEN})
        try:
            keep(peildatum=today, door=request.user.get_username(), moment=timezone.now(), on_behalf_of=wie)
        except (contracten.GeenWachttijd, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Uw wachttijd staat op de openbare pagina.")
            return redirect("wachttijdopgave")
    page = Blad(
        "Onze wachttijd",
        "Geef per profiel op hoe lang iemand nu wacht. Gemeenten en gezinnen zien het meteen, met de datum en uw naam.",
        (
            Deel(tabel=_tabel(wie, names), links=(("De openbare pagina", reverse("openbaar-wachttijden")),)),
            Deel("Geef een wachttijd op", formulier=form, doe="opgave", knop="Geef op"),
        ),
        boven=BOVEN,
        fout=fault,
    )
    return toon(request, page, (Kruimel("Onze wachttijd"),), fout=bool(form.errors))


def _tabel(wie: Machtiging, names: dict[str, str]) -> Tabel:
    mine = [
        one
        for one in queries.openbaar(settings.REGIO, peildatum=timezone.localdate())
        if one.aanbieder == wie.aanbieder and one.herkomst == "opgave"
    ]
    return Tabel(
        "Wat u het laatst opgaf",
        (Kolom("Profiel"), Kolom("Maat"), Kolom("Wachttijd", "getal"), Kolom("Opgegeven", "dag")),
        tuple(
            (profielnaam(one.profiel, names), queries.maten()[one.maat].naam, weken(one.weken), dag_kort(one.peildatum))
            for one in mine
        ),
        leeg="U gaf nog geen wachttijd op. Doe dat hieronder, per profiel.",
    )
