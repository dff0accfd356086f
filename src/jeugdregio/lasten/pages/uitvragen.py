# SPDX-License-Identifier: EUPL-1.2
"""What providers and municipalities are asked to account for; what is known already is not asked again (S77, N17)."""

from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import moment_kort
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.lasten import actions, queries
from jeugdregio.lasten.pages.normen import doe
from jeugdregio.lasten.values import Uitvraag
from jeugdregio.lasten.velden import BEKEND, beoordeel
from jeugdregio.regio import queries as regio

AAN = {"aanbieder": "Aanbieders", "gemeente": "Gemeenten"}
BOVEN = "Uitvragen"


class Proefformulier(forms.Form):
    """Is this known already?"""

    veld = forms.CharField(
        label="Is dit al bekend?",
        required=False,
        max_length=80,
        help_text="Bijvoorbeeld: begindatum van de hulp, reden einde, wachttijd, reistijd.",
    )


class Uitvraagformulier(ZonderBsn):
    """A new question."""

    titel = tekstveld("Titel", "Hoe de vraag heet.", 120)
    gevraagd_aan = forms.ChoiceField(
        label="Gevraagd aan", choices=list(AAN.items()), help_text="Wie dit moet aanleveren."
    )
    doel = tekstveld("Waarvoor", "Welk besluit of welk toezicht dit nodig heeft.", 400, rijen=2)


class Veldformulier(ZonderBsn):
    """One field more."""

    naam = tekstveld("Gegeven", "Eén gegeven per keer, zoals u het zou vragen.", 80)
    reden = tekstveld(
        "Waarom is wat er al is niet genoeg?", "Alleen nodig als iets erop lijkt.", 400, nodig=False, rijen=2
    )


class Eindeformulier(ZonderBsn):
    """Why it ends."""

    reden = tekstveld("Waarom", "De vraag blijft te lezen, met deze reden.", 400, rijen=2)


@vraagt(Recht.LASTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def uitvragen(request: HttpRequest) -> HttpResponse:
    """The register; a POST opens a question, `?veld=` only looks whether something is known."""
    wie = machtiging(request)
    rows = _lijst(queries.uitvragen(on_behalf_of=wie))
    if file := rows.als_bestand(request):
        return file
    form, fault = Uitvraagformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        open_it = partial(
            actions.open_uitvraag,
            data["titel"],
            data["gevraagd_aan"],
            data["doel"],
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        fault = doe(request, open_it, "De vraag staat in het register. Voeg nu de gegevens toe.")
        if not fault:
            return redirect("uitvragen")
    asked = Proefformulier(request.GET or None)
    field = asked.cleaned_data["veld"] if asked.is_valid() else ""
    page = Blad(
        "Uitvragen",
        "Wat aanbieders en gemeenten moeten verantwoorden. Wat uit het werk zelf bekend is, vraagt niemand nog eens.",
        (
            Deel(filter=Proefformulier(initial={"veld": field}), tekst=_antwoord(field)),
            Deel("Wat nu wordt gevraagd", lijst=rows.blad(request)),
            *(
                (Deel("Stel een nieuwe vraag", formulier=form, doe="uitvraag"),)
                if wie.mag(Recht.LASTEN_BEHEREN)
                else ()
            ),
            Deel("Wat al bekend is", tabel=_bekend()),
        ),
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


@vraagt(Recht.LASTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def uitvraag(request: HttpRequest, nummer: int) -> HttpResponse:
    """One question with its fields; a POST asks one more, or ends it."""
    wie, now = machtiging(request), timezone.now()
    one = queries.uitvraag(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze vraag is er niet.")
    step, who = request.POST.get("doe", ""), request.user.get_username()
    field = Veldformulier(request.POST if step == "veld" else None)
    end = Eindeformulier(request.POST if step == "einde" else None)
    fault = ""
    if step == "veld" and field.is_valid():
        name, why = field.cleaned_data["naam"], field.cleaned_data["reden"]
        add = partial(actions.vraag_veld, nummer, name, reden=why, door=who, moment=now, on_behalf_of=wie)
        fault = doe(request, add, "Het gegeven staat in de vraag.")
    elif step == "einde" and end.is_valid():
        stop = partial(actions.beeindig_uitvraag, nummer, reden=end.cleaned_data["reden"], moment=now, on_behalf_of=wie)
        fault = doe(request, stop, "De vraag is beëindigd.")
    if step and not fault and not field.errors and not end.errors:
        return redirect("uitvraag", nummer=nummer)
    own = wie.mag(Recht.LASTEN_BEHEREN) and one.gemeente == wie.gemeente and not one.beeindigd_op and not wie.aanbieder
    forms_ = (
        Deel("Vraag nog een gegeven", formulier=field, doe="veld", knop="Voeg toe"),
        Deel("Beëindig deze vraag", formulier=end, doe="einde", knop="Beëindig"),
    )
    page = Blad(
        one.titel,
        one.doel,
        (Deel("Gegevens", tabel=_velden(one)), *(forms_ if own else ())),
        boven=BOVEN,
        feiten=_feiten(one),
        fout=fault,
    )
    trail = (Kruimel(BOVEN, reverse("uitvragen")), Kruimel(one.titel))
    return toon(request, page, trail, fout=bool(field.errors or end.errors))


def _antwoord(veld: str) -> tuple[str, ...]:
    """What is known of a field, in words."""
    if not veld:
        return ()
    judged = beoordeel(veld)
    if judged.bekend:
        return (judged.weigering,)
    if judged.lijkt:
        return (f"‘{veld}’ is zo niet bekend. Iets dat erop lijkt is er wel: {judged.elders}.",)
    return (f"‘{veld}’ is niet bekend uit het werk zelf. Dat kan worden gevraagd.",)


def _van(one: Uitvraag) -> str:
    return regio.namen().get(one.gemeente, one.gemeente) if one.gemeente else "De regio"


def _lijst(rows: list[Uitvraag]) -> Lijst[Uitvraag]:
    return Lijst(
        "Uitvragen",
        (
            Veld(
                "titel",
                "Vraag",
                lambda one: one.titel,
                cel=lambda one: Cel(one.titel, reverse("uitvraag", args=[one.id])),
            ),
            Veld("aan", "Gevraagd aan", lambda one: AAN[one.gevraagd_aan]),
            Veld("van", "Door", _van),
            Veld("velden", "Gegevens", lambda one: len(one.velden), "getal"),
            Veld(
                "stand",
                "Stand",
                lambda one: "Beëindigd" if one.beeindigd_op else "Open",
                cel=lambda one: Cel("Beëindigd", toon="neutraal") if one.beeindigd_op else Cel("Open", toon="info"),
            ),
        ),
        rows,
        bestand="uitvragen",
        leeg="Er wordt nu niets extra gevraagd.",
        bijschrift_zichtbaar=False,
    )


def _velden(one: Uitvraag) -> Tabel:
    return Tabel(
        "Gegevens",
        (Kolom("Gegeven"), Kolom("Bestaat elders"), Kolom("Toch nodig, omdat")),
        tuple(
            (
                field.naam,
                Cel("Lijkt op iets bekends", toon="waarschuwing", onder=field.elders)
                if field.elders
                else Cel("Nee", toon="positief"),
                field.reden,
            )
            for field in one.velden
        ),
        leeg="Er staat nog geen gegeven in deze vraag.",
        bijschrift_zichtbaar=False,
    )


def _feiten(one: Uitvraag) -> tuple[tuple[str, str, str], ...]:
    rows = [
        ("Gevraagd aan", AAN[one.gevraagd_aan], ""),
        ("Door", f"{_van(one)} ({one.door})", ""),
        ("Gesteld op", moment_kort(timezone.localtime(one.gezet_op)), ""),
    ]
    if one.beeindigd_op:
        ended = moment_kort(timezone.localtime(one.beeindigd_op))
        rows.append(("Beëindigd op", f"{ended}: {one.einde_reden}", ""))
    return tuple(rows)


def _bekend() -> Tabel:
    rows = tuple((one.naam.capitalize(), one.vindplaats, ", ".join(one.woorden[1:])) for one in BEKEND)
    heads = (Kolom("Gegeven"), Kolom("Bekend uit"), Kolom("Ook gevraagd als"))
    return Tabel("Wat al bekend is", heads, rows, bijschrift_zichtbaar=False)
