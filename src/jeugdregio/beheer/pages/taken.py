# SPDX-License-Identifier: EUPL-1.2
"""Which tasks of the region each municipality takes on a day, and the decisions behind it (S06)."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.beheer.pages.formulieren import dagveld
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, voor_iedereen
from jeugdregio.regio import actions
from jeugdregio.regio import queries as regio
from jeugdregio.regio.values import Besluit


class Dagkeuze(forms.Form):
    """The day that is looked at."""

    dag = dagveld("Op welke dag?", nodig=False, hulp="Een dag van vroeger of later mag ook.")


class Taakformulier(ZonderBsn):
    """A municipality takes a task from a month on, or does it itself."""

    gemeente = forms.ChoiceField(label="Gemeente", help_text="Wie het besluit nam.")
    taak = forms.ChoiceField(label="Taak", help_text="Het werk van de regio waar het over gaat.")
    wordt = forms.ChoiceField(
        label="Wordt",
        choices=[("zelf", "De gemeente doet het zelf"), ("regio", "De regio doet het")],
        help_text="Wat er vanaf die dag geldt.",
    )
    vanaf = dagveld("Vanaf", hulp="De eerste dag van een maand die nog moet beginnen.")
    besluit = forms.CharField(
        label="Waar staat het besluit?", max_length=400, help_text="Bijvoorbeeld: raad van 3 juni 2026, punt 7."
    )

    def __init__(self, *args: object, gemeenten: dict[str, str], dag: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (
            ("gemeente", list(gemeenten.items())),
            ("taak", [(one.code, one.naam) for one in regio.taken_op(dag)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@dataclass(frozen=True)
class TakenPagina:
    """Municipalities by tasks on a day, what each task means for who does it itself, and what was decided."""

    titel: str
    dagkeuze: Dagkeuze
    tabel: Tabel
    gevolgen: tuple[tuple[str, str, str], ...]
    besluiten: Lijstblad
    formulier: Taakformulier | None
    fout: str


@voor_iedereen
@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: HttpRequest) -> HttpResponse:
    """The page; a POST records a decision."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    chosen = Dagkeuze(request.GET or None)
    day = (chosen.is_valid() and chosen.cleaned_data["dag"]) or today
    if "dag" not in request.GET:
        chosen = Dagkeuze(initial={"dag": today})
    names = regio.deelnemers(settings.REGIO, day)
    form, fault = Taakformulier(request.POST or None, gemeenten=names, dag=today, initial=_next(today)), ""
    if request.method == "POST":
        eis(wie, Recht.TAKEN_VASTLEGGEN)
        if form.is_valid():
            try:
                _record(form, request.user.get_username(), wie)
            except actions.NietVastTeLeggen as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Het besluit is vastgelegd.")
                return redirect("taken")
    decided = _decided(regio.namen())
    if file := decided.als_bestand(request):
        return file
    page = TakenPagina(
        titel="Taken van de regio",
        dagkeuze=chosen,
        tabel=_table(names, day),
        gevolgen=tuple((one.naam, one.gevolg, str(one.source)) for one in regio.taken_op(day)),
        besluiten=decided.blad(request),
        formulier=form if wie.mag(Recht.TAKEN_VASTLEGGEN) else None,
        fout=fault,
    )
    return render(request, "beheer/taken.html", {"page": page}, status=422 if fault or form.errors else 200)


def _next(today: date) -> dict[str, date]:
    return {"vanaf": Maand.van(today).einde}


def _record(form: Taakformulier, door: str, wie: Machtiging) -> None:
    data, now = form.cleaned_data, timezone.now()
    actions.leg_taakbesluit_vast(
        gemeente=data["gemeente"],
        taak=data["taak"],
        vanaf=data["vanaf"],
        neemt_af=data["wordt"] == "regio",
        besluit=data["besluit"],
        door=door,
        moment=now,
        peildatum=timezone.localdate(now),
        on_behalf_of=wie,
    )


def _table(names: dict[str, str], day: date) -> Tabel:
    tasks = regio.taken_op(day)
    own = {one.code: regio.doet_zelf(one.code, day) for one in tasks}

    def cell(town: str, task: str) -> Cel:
        return Cel("Zelf", toon="info") if town in own[task] else Cel("Regio", toon="positief")

    return Tabel(
        f"Wie doet wat op {day:%d-%m-%Y}",
        (Kolom("Gemeente"), *(Kolom(one.naam) for one in tasks)),
        tuple((name, *(cell(code, one.code) for one in tasks)) for code, name in names.items()),
        leeg="Op deze dag deed nog geen gemeente mee.",
    )


def _decided(names: dict[str, str]) -> Lijst[Besluit]:
    tasks = {one.code: one.naam for one in regio.TAKEN}
    return Lijst(
        "Besluiten",
        (
            Veld("gemeente", "Gemeente", lambda one: names.get(one.gemeente, one.gemeente)),
            Veld("taak", "Taak", lambda one: tasks.get(one.taak, one.taak)),
            Veld("wordt", "Wordt gedaan door", lambda one: "regio" if one.neemt_af else "gemeente zelf"),
            Veld("vanaf", "Vanaf", lambda one: one.vanaf, "dag"),
            Veld("besluit", "Besluit", lambda one: one.besluit),
            Veld("door", "Vastgelegd door", lambda one: one.door),
            Veld("op", "Vastgelegd op", lambda one: one.gezet_op, "moment"),
        ),
        regio.besluiten(),
        bestand="taakbesluiten",
        leeg="Elke gemeente neemt elke taak af.",
    )
