# SPDX-License-Identifier: EUPL-1.2
"""What was learnt from calamities and which rules are on trial; complaints about providers as a count."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer.pages.opmaak import KLEIN, Blad, Deel, Namen, dagveld, tekstveld, toon
from jeugdregio.core.kleine_aantallen import KLEINST
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.models import Regelproef

BOVEN = "Rechten"
TITEL = "Geleerd van calamiteiten"


class Invoerformulier(ZonderBsn):
    """A rule comes into force."""

    dag = dagveld("Geldt vanaf", "Een jaar later vraagt het programma of de regel hielp.")


class Nakijkformulier(ZonderBsn):
    """Whether a rule helped."""

    hielp = forms.ChoiceField(
        label="Hielp de regel?",
        choices=[("nee", "Nee"), ("ja", "Ja")],
        help_text="Voorkwam hij iets dat zonder de regel was gebeurd?",
    )
    houden = forms.ChoiceField(
        label="Wat gebeurt ermee?",
        choices=[("nee", "Intrekken"), ("ja", "Houden")],
        help_text="Houden kan pas na een jaar, en alleen als hij hielp.",
    )
    bevinding = tekstveld("Waaraan zag u dat?", "In een paar zinnen, zonder namen.", 500, rijen=3)


@vraagt(Recht.KLACHTEN, Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD"])
def geleerd(request: HttpRequest) -> HttpResponse:
    """Every lesson of the region, with the rules on trial."""
    wie, today, names = machtiging(request), timezone.localdate(), Namen()
    found = queries.regelproeven(on_behalf_of=wie)
    rows = tuple(
        (
            Cel(one.geleerd, url=reverse("regelproef", args=[one.pk]), onder=names.gemeente(one.gemeente)),
            one.regel or "geen nieuwe regel nodig",
            getal(one.uren_per_jaar) if one.uren_per_jaar else "",
            stand(one, today.toordinal()),
        )
        for one in found
    )
    running = [one for one in found if one.stand == Regelproef.Stand.INGEVOERD]
    gone = [one for one in found if one.stand == Regelproef.Stand.INGETROKKEN]
    page = Blad(
        TITEL,
        "Na een calamiteit vragen we welke regel haar had voorkomen, wat die regel kost, en na een jaar of hij hielp.",
        (
            Deel(
                tabel=Tabel(
                    TITEL,
                    (Kolom("Geleerd"), Kolom("Regel"), Kolom("Uren per jaar", "getal"), Kolom("Stand")),
                    rows,
                    leeg="Er is nog niets geleerd opgeschreven. Dat gebeurt op de pagina van een calamiteit.",
                    bijschrift_zichtbaar=False,
                )
            ),
        ),
        BOVEN,
        cijfers=(
            Kerncijfer("Regels op proef", getal(len(running))),
            Kerncijfer("Uren per jaar die ze kosten", getal(sum(one.uren_per_jaar or 0 for one in running))),
            Kerncijfer(
                "Ingetrokken",
                getal(len(gone)),
                f"scheelt {getal(sum(one.uren_per_jaar or 0 for one in gone))} uur per jaar",
            ),
        ),
    )
    return toon(request, page)


def stand(one: Regelproef, today: int) -> Cel:
    """How a rule stands."""
    if one.stand == Regelproef.Stand.INGEVOERD:
        due = one.toets_op is not None and one.toets_op.toordinal() <= today
        when = f"nakijken vanaf {dag_kort(one.toets_op)}" if one.toets_op else ""
        return Cel("Nu nakijken" if due else "Op proef", toon="waarschuwing" if due else "info", onder=when)
    tone = {"gehouden": "positief", "ingetrokken": "neutraal"}.get(one.stand, "neutraal")
    return Cel(str(one.get_stand_display()), toon=tone)  # type: ignore[arg-type]


@vraagt(Recht.KLACHTEN, Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def regel(request: HttpRequest, nummer: int) -> HttpResponse:
    """One lesson with its rule; a POST puts it in force, or says whether it helped."""
    wie, today = machtiging(request), timezone.localdate()
    one = next((row for row in queries.regelproeven(on_behalf_of=wie) if row.pk == nummer), None)
    if one is None:
        raise Http404("Deze les is er niet.")
    do, fault = request.POST.get("doe", ""), ""
    start = Invoerformulier(request.POST if do == "invoeren" else None, initial={"dag": today})
    check = Nakijkformulier(request.POST if do == "nakijken" else None)
    asked: forms.Form | None = {"invoeren": start, "nakijken": check}.get(do)
    if request.method == "POST":
        eis(wie, Recht.KLACHTEN)
        if asked is not None and asked.is_valid():
            data = asked.cleaned_data
            try:
                if do == "invoeren":
                    actions.voer_regel_in(nummer, dag=data["dag"], on_behalf_of=wie)
                else:
                    actions.kijk_regel_na(
                        nummer,
                        hielp=data["hielp"] == "ja",
                        houden=data["houden"] == "ja",
                        bevinding=data["bevinding"],
                        dag=today,
                        on_behalf_of=wie,
                    )
            except actions.NietVastTeLeggen as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Vastgelegd.")
                return redirect("regelproef", nummer=nummer)
    parts: list[Deel] = []
    if one.gemeente == wie.gemeente and wie.mag(Recht.KLACHTEN):
        if one.stand == Regelproef.Stand.VOORGESTELD:
            parts.append(Deel("Invoeren", formulier=start, doe="invoeren", knop="Voer in"))
        if one.stand == Regelproef.Stand.INGEVOERD:
            parts.append(Deel("Nakijken of hij hielp", formulier=check, doe="nakijken", knop="Leg vast"))
    page = Blad("Les van een calamiteit", one.geleerd, tuple(parts), BOVEN, feiten=_facts(one), fout=fault)
    trail = (Kruimel(TITEL, reverse("geleerd")), Kruimel("Les"))
    return toon(request, page, trail, fout=bool(start.errors or check.errors))


def _facts(one: Regelproef) -> tuple[tuple[str, str, str], ...]:
    found = [
        ("Gemeente", Namen().gemeente(one.gemeente), ""),
        ("Regel", one.regel or "geen nieuwe regel nodig", ""),
        ("Waarom", one.voorkomen, ""),
        ("Kost per jaar", f"{getal(one.uren_per_jaar)} uur" if one.uren_per_jaar else "", ""),
        ("Voorgesteld", dag_kort(one.voorgesteld_op), ""),
        ("Geldt vanaf", dag_kort(one.ingevoerd_op) if one.ingevoerd_op else "", ""),
        ("Nakijken vanaf", dag_kort(one.toets_op) if one.toets_op else "", ""),
        ("Nagekeken", dag_kort(one.getoetst_op) if one.getoetst_op else "", ""),
        ("Hielp", {True: "ja", False: "nee", None: ""}[one.hielp], ""),
        ("Bevinding", one.bevinding, ""),
        ("Stand", str(one.get_stand_display()), ""),
    ]
    return tuple(fact for fact in found if fact[1])


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD"])
def klachtcijfers(request: HttpRequest) -> HttpResponse:
    """How many complaints about each provider; what they were about stays with the municipality."""
    wie, names = machtiging(request), Namen()
    found = queries.klachtcijfers(on_behalf_of=wie)
    page = Blad(
        "Klachten per aanbieder",
        f"Alleen aantallen. Minder dan {KLEINST} in een jaar staat er niet: dan is te raden wie er klaagde.",
        (
            Deel(
                tabel=Tabel(
                    "Klachten per aanbieder",
                    (Kolom("Aanbieder"), Kolom("Jaar", "dag"), Kolom("Klachten", "getal")),
                    tuple(
                        (
                            names.link(one.aanbieder),
                            str(one.jaar),
                            KLEIN if one.aantal is None else getal(one.aantal),
                        )
                        for one in found
                    ),
                    leeg="Er is nog geen klacht over een aanbieder vastgelegd. Gemeenten leggen die vast onder "
                    "Klachten.",
                    bijschrift_zichtbaar=False,
                )
            ),
        ),
        "Contractbeheer",
    )
    return toon(request, page)
