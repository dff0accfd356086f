# SPDX-License-Identifier: EUPL-1.2
"""One of the region proposes a next rule, a reading or an end, with its source; another confirms. No text changes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, dagveld, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.values import Kruimel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.regimes import queries
from jeugdregio.regimes.models import Regime

SOORT = "regime"
EEN_DAG = timedelta(days=1)
REDEN = "Waarom dit nu wordt vastgelegd. De reden blijft bewaard, met uw naam."


class Regelformulier(ZonderBsn):
    """A rule or a reading, and which rule it replaces."""

    onderwerp = forms.ChoiceField(label="Onderwerp", help_text="Waar de regel over gaat.")
    vervangt = forms.ChoiceField(
        label="Vervangt",
        required=False,
        help_text="Deze regel eindigt de dag ervoor. Leeg: er komt iets bij.",
    )
    lezing = tekstveld("Lezing", "Alleen als bronnen verschillen: een korte naam. Anders leeg.", 40, nodig=False)
    vanaf = dagveld("Vanaf", "De eerste dag waarop dit geldt.")
    laatste_dag = dagveld("Tot en met", "Leeg: het einde is niet bekend.", nodig=False)
    regel = tekstveld("Wat er geldt", "In uw eigen woorden, in één of twee zinnen.", 600, rijen=3)
    bron = tekstveld("Bron", "Het stuk waar het in staat.", 200)
    plaats = tekstveld("Plaats in de bron", "Paragraaf, artikel of bladzijde.", 120)
    zekerheid = forms.ChoiceField(
        label="Hoe zeker", choices=Regime.Zekerheid.choices, help_text="Hoe zeker de periode en de tekst zijn."
    )
    toelichting = tekstveld("Toelichting", "Wat een lezer erbij moet weten.", 600, nodig=False, rijen=2)
    reden = tekstveld("Reden", REDEN, 400, rijen=2)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or {}
        begin, last = data.get("vanaf"), data.get("laatste_dag")
        if begin and last and last < begin:
            self.add_error("laatste_dag", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return data


class Eindeformulier(ZonderBsn):
    """A rule that no longer holds."""

    regime = forms.ChoiceField(label="Regel", help_text="Alleen regels waarvan het einde niet vastligt.")
    laatste_dag = dagveld("Laatste dag", "De laatste dag waarop de regel geldt.")
    bron = tekstveld("Bron", "Waar staat dat de regel eindigt?", 200)
    reden = tekstveld("Reden", REDEN, 400, rijen=2)


@vraagt(Recht.TAKEN_VASTLEGGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """The two forms; a POST proposes."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    about = request.GET.get("onderwerp", "")
    rule = Regelformulier(request.POST if step == "regel" else None, initial={"onderwerp": about})
    end = Eindeformulier(request.POST if step == "einde" else None)
    _keuzes(rule, end)
    fault = ""
    form, content = (rule, _regel) if step == "regel" else (end, _einde)
    if step and form.is_valid():
        try:
            made = _stel_voor(content(form.cleaned_data), form.cleaned_data["reden"], wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het voorstel staat klaar. Een ander moet het bevestigen.")
            return redirect("voorstel", nummer=made)
    page = Blad(
        "Stel een regel voor",
        "Een tekst die er staat verandert niet: er komt een volgende bij, met een bron. Een ander bevestigt.",
        (
            Deel("Een regel of lezing", formulier=rule, doe="regel", knop="Stel voor"),
            Deel("Het einde van een regel", formulier=end, doe="einde", knop="Stel voor"),
        ),
        boven="Regels door de tijd",
        fout=fault,
    )
    trail = (Kruimel("Regels door de tijd", reverse("regimes")), Kruimel("Voorstel"))
    return toon(request, page, trail, fout=bool(rule.errors or end.errors))


def _keuzes(rule: Regelformulier, end: Eindeformulier) -> None:
    subjects = {one.code: one.naam for one in queries.onderwerpen()}
    rules = [
        (str(one.id), f"{subjects[one.onderwerp]}, {periode(one.vanaf, one.tot)}: {one.lezing or one.regel[:60]}")
        for one in queries.verloop()
        if not one.einde_bron
    ]
    for form, name, choices in (
        (rule, "onderwerp", list(subjects.items())),
        (rule, "vervangt", [("", "Niets"), *rules]),
        (end, "regime", rules),
    ):
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _regel(data: dict[str, Any]) -> dict[str, Any]:
    last = data["laatste_dag"]
    texts = ("onderwerp", "lezing", "regel", "bron", "plaats", "zekerheid", "toelichting")
    return {
        "wat": "regel",
        **{name: data[name].strip() for name in texts},
        "vanaf": data["vanaf"].isoformat(),
        "tot": (last + EEN_DAG).isoformat() if last else "",
        "vervangt": int(data["vervangt"] or 0),
    }


def _einde(data: dict[str, Any]) -> dict[str, Any]:
    until = data["laatste_dag"] + EEN_DAG
    return {"wat": "einde", "regime": int(data["regime"]), "tot": until.isoformat(), "bron": data["bron"].strip()}


def _stel_voor(content: dict[str, Any], reden: str, wie: Machtiging) -> int:
    made = stel_voor(SOORT, content, recht=Recht.TAKEN_VASTLEGGEN, reden=reden, moment=timezone.now(), on_behalf_of=wie)
    return int(made.pk)
