# SPDX-License-Identifier: EUPL-1.2
"""The plans of a municipality with its controls, and what stands out per provider."""

from datetime import date, timedelta
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components import blad
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Lijstblad, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.pages.formulieren import Controleformulier, Planformulier
from jeugdregio.verantwoording.values import Controleregel, NietVastTeLeggen, Planregel, Risico

BOVEN = "Materiële controle"
DUIZEND = 1000
OPVALT = (
    "Getallen om een keuze op te maken, geen oordeel: veel afgewezen regels kan ook een fout in een systeem zijn. "
    "Precies vol: toewijzingen waarvan alles is gebruikt, van die met een maximum waarop is gedeclareerd."
)


class Kiesplan(forms.Form):
    """Which plan becomes public."""

    jaar = forms.ChoiceField(label="Plan", help_text="Daarna verandert het niet meer, en kan iedereen het lezen.")


@vraagt(Recht.MATERIELE_CONTROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest) -> HttpResponse:
    """The page; a POST keeps a plan, publishes one or begins a control."""
    wie, today = machtiging(request), timezone.localdate()
    step, names = request.POST.get("doe", ""), aanbieders.namen()
    span = date(today.year, 1, 1), date(today.year + 1, 1, 1)
    risks = risicolijst(queries.risicos(*span, on_behalf_of=wie), names)
    if file := risks.als_bestand(request):
        return file
    plan = Planformulier(request.POST if step == "plan" else None, initial={"jaar": today.year})
    new = Controleformulier(
        request.POST if step == "controle" else None,
        aanbieders=sorted(names.items(), key=lambda one: one[1]),
        initial={"begin": date(today.year, 1, 1), "eind": today},
    )
    fault, to = "", "materiele-controle"
    if step == "plan" and plan.is_valid():
        data = plan.cleaned_data
        keep = partial(actions.leg_plan_vast, data["jaar"], doel=data["doel"], plan=data["plan"], on_behalf_of=wie)
        fault = doe(request, keep, "Het plan is vastgelegd. Publiceer het voor u een controle begint.")
    elif step == "publiceer" and (year := request.POST.get("jaar", "")).isdecimal():
        publish = partial(actions.publiceer, int(year), moment=timezone.now(), on_behalf_of=wie)
        fault = doe(request, publish, "Het plan staat op de openbare pagina.")
    elif step == "controle" and new.is_valid():
        fault = doe(request, partial(_begin, request, new, wie), "De controle is begonnen.")
    if step and not fault and not plan.errors and not new.errors:
        return redirect(to)
    plans = queries.plannen(on_behalf_of=wie)
    controls = queries.controles(on_behalf_of=wie)
    page = _blad(plans, controls, names, plan, new, risks.blad(request), fault)
    return toon(request, page, fout=bool(plan.errors or new.errors))


doe = partial(blad.doe, weigert=(NietVastTeLeggen,))
"""As `components.blad.doe`, with the refusals of this room."""


def _begin(request: HttpRequest, form: Controleformulier, wie: Machtiging) -> int:
    data = form.cleaned_data
    return actions.begin_controle(
        data["begin"].year,
        aanbieder=data["aanbieder"],
        begin=data["begin"],
        tot=data["eind"] + timedelta(days=1),
        aanleiding=data["aanleiding"],
        moment=timezone.now(),
        door=request.user.get_username(),
        on_behalf_of=wie,
    )


def _blad(
    plans: list[Planregel],
    controls: list[Controleregel],
    names: dict[str, str],
    plan: Planformulier,
    new: Controleformulier,
    risks: Lijstblad,
    fault: str,
) -> Blad:
    secret = Kiesplan()
    field = secret.fields["jaar"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(str(one.jaar), str(one.jaar)) for one in plans if one.gepubliceerd_op is None]
    return Blad(
        BOVEN,
        "Is de hulp die is betaald ook gegeven? Eerst met wat de gemeente al heeft, en pas als dat niet genoeg is in "
        "dossiers (Regeling Jeugdwet 6b).",
        (
            Deel("Controles", tabel=_controls(controls, names)),
            Deel("Plannen", tabel=_plans(plans), links=(("De openbare pagina", reverse("openbaar-controle")),)),
            *([Deel(formulier=secret, doe="publiceer", knop="Maak openbaar")] if field.choices else []),
            Deel("Leg een plan vast", formulier=plan, doe="plan"),
            *([Deel("Begin een controle", formulier=new, doe="controle", knop="Begin")] if plans else []),
            Deel(
                f"Wat opvalt in {timezone.localdate().year}",
                (OPVALT,),
                "wat-opvalt",
                lijst=risks,
            ),
        ),
        cijfers=(
            Kerncijfer("Open controles", getal(sum(one.gesloten_op is None for one in controls))),
            Kerncijfer("Gesloten", getal(sum(one.gesloten_op is not None for one in controls))),
        ),
        fout=fault,
    )  # fmt: skip


def _controls(rows: list[Controleregel], names: dict[str, str]) -> Tabel:
    return Tabel(
        "Controles",
        (Kolom("Controle"), Kolom("Hulp in"), Kolom("Aanleiding"), Kolom("Stand")),
        tuple(
            (
                Cel(wie_gecontroleerd(one, names), url=reverse("materiele-controle-een", args=[one.nummer])),
                f"{dag_kort(one.begin)} tot en met {dag_kort(one.tot - timedelta(days=1))}",
                one.aanleiding,
                Cel("Open", toon="info") if one.gesloten_op is None else Cel("Gesloten", toon="neutraal"),
            )
            for one in rows
        ),
        leeg="Er is nog geen controle. Leg een plan vast, publiceer het, en begin er een.",
        bijschrift_zichtbaar=False,
    )


def wie_gecontroleerd(one: Controleregel, names: dict[str, str]) -> str:
    """Whom a control is of."""
    return names.get(one.aanbieder, one.aanbieder) if one.aanbieder else "alle aanbieders"


def _plans(rows: list[Planregel]) -> Tabel:
    return Tabel(
        "Plannen",
        (Kolom("Jaar"), Kolom("Doel"), Kolom("Openbaar")),
        tuple(
            (
                str(one.jaar),
                one.doel,
                dag_kort(timezone.localtime(one.gepubliceerd_op).date())
                if one.gepubliceerd_op
                else Cel("nog niet", toon="waarschuwing"),
            )
            for one in rows
        ),
        leeg="Er is nog geen plan.",
        bijschrift_zichtbaar=False,
    )


def risicolijst(rows: list[Risico], names: dict[str, str]) -> Lijst[Risico]:
    """What stands out per provider, most money first; it sorts, pages and goes out as a file."""

    def share(part: int, whole: int) -> str:
        return f"{getal(part * DUIZEND // whole / 10, 1)} %" if whole else "–"

    def full(one: Risico) -> Cel:
        return Cel(share(one.precies_vol, one.toewijzingen), onder=f"{one.precies_vol} van {one.toewijzingen}")

    return Lijst(
        "Wat opvalt per aanbieder",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("bedrag", "Toegekend", lambda one: one.bedrag_cent, "bedrag"),
            Veld("regels", "Regels", lambda one: one.regels, "getal"),
            Veld(
                "afgewezen",
                "Afgewezen",
                lambda one: one.afgewezen,
                "getal",
                cel=lambda one: Cel(share(one.afgewezen, one.regels), onder=getal(one.afgewezen)),
            ),
            Veld(
                "teruggenomen",
                "Teruggenomen",
                lambda one: one.gecrediteerd,
                "getal",
                cel=lambda one: Cel(share(one.gecrediteerd, one.regels), onder=getal(one.gecrediteerd)),
            ),
            Veld("vol", "Precies vol", lambda one: one.precies_vol, "getal", cel=full),
        ),
        rows,
        bestand="wat-opvalt",
        leeg="In deze periode is nog niets gedeclareerd.",
        bijschrift_zichtbaar=False,
    )
