# SPDX-License-Identifier: EUPL-1.2
"""Where a child belongs: the outcomes of the own municipality, a new one with the BRP, and one with its time line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Tijdlijn
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen, leeslijst
from jeugdregio.personen.queries import is_verzonnen
from jeugdregio.personen.values import PersonenbronFout
from jeugdregio.woonplaats import actions, queries
from jeugdregio.woonplaats.pages import weergave
from jeugdregio.woonplaats.pages.formulieren import (
    NIET_BEKEND,
    Adresformulier,
    Bepalingformulier,
    Gezagformulier,
    Kenmerkenformulier,
    Nieuwformulier,
    Redenformulier,
    Verblijfformulier,
    Werkelijkformulier,
)
from jeugdregio.woonplaats.values import Bepaling, Geschiedenis, NietVastTeLeggen

TITEL = "Woonplaats"
ONJUIST = 422


@dataclass(frozen=True)
class Soort:
    """One kind of fact on the page: which part of the history, what it is called, and its form."""

    deel: str
    naam: str
    knop: str
    formulier: Callable[..., Any]
    leeg: str


SOORTEN = (
    Soort("adressen", "Adressen in de BRP", "Voeg adres toe", Adresformulier, "Er is geen adres. Voeg er een toe."),
    Soort(
        "verblijven",
        "Verblijven",
        "Voeg verblijf toe",
        Verblijfformulier,
        "Er is geen verblijf. Woonde de jeugdige steeds thuis, dan hoeft u niets te doen.",
    ),
    Soort(
        "gezag",
        "Gezag, voor dagen voor 2022",
        "Voeg gezag toe",
        Gezagformulier,
        "Er is geen gezag bekend. Dat is alleen nodig voor dagen voor 2022.",
    ),
    Soort(
        "werkelijk",
        "Werkelijk verblijf",
        "Voeg plaats toe",
        Werkelijkformulier,
        "Niets ingevuld. Dat is alleen nodig als niets anders de gemeente aanwijst.",
    ),
)


@dataclass(frozen=True)
class Feitenblok:
    """The rows of one kind, each with what removes it, and the form for a next one; open when something is wrong."""

    soort: Soort
    rijen: tuple[tuple[str, tuple[str, ...]], ...]
    formulier: forms.Form | None
    open: bool


@dataclass(frozen=True)
class BepalingPagina:
    """One outcome, or a draft with forms."""

    titel: str
    inleiding: str
    feiten: tuple[tuple[str, str], ...]
    tijdlijn: Tijdlijn
    antwoorden: tuple[weergave.Antwoordblok, ...]
    overgangen: tuple[str, ...]
    blokken: tuple[Feitenblok, ...]
    kenmerken: forms.Form | None
    concept: bool
    fout: str
    verzonnen: bool


@dataclass(frozen=True)
class LijstPagina:
    """The outcomes, and the form for a new one."""

    titel: str
    lijst: Lijstblad | None
    formulier: forms.Form
    verzonnen: bool
    inleiding: str


@vraagt(Recht.WOONPLAATS_BEPALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def woonplaatsen(request: HttpRequest) -> HttpResponse:
    """The outcomes of the own municipality; a POST asks the BRP and begins a draft."""
    wie = machtiging(request)
    form = Nieuwformulier(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sealed = zegel(settings.BSN_KEY).verzegel(form.cleaned_data["bsn"])
        if (made := _begin(request, form, sealed, "bsn")) is not None:
            return made
    every = _lijst(request, queries.bepalingen(on_behalf_of=wie))
    if file := every.als_bestand(request):
        return file
    page = LijstPagina(
        TITEL,
        every.blad(request),
        form,
        is_verzonnen(),
        "Zoek uit welke gemeente op welke dag verantwoordelijk was. Adressen, gezag en de inschrijving van de moeder "
        "komen uit de BRP; u vult aan wat daar niet in staat.",
    )
    return render(request, "woonplaats/woonplaatsen.html", {"page": page}, status=ONJUIST if form.errors else 200)


@vraagt(Recht.WOONPLAATS_BEPALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def van_gezinslid(request: HttpRequest, lid: int) -> HttpResponse:
    """Begin a draft for someone of a family; nobody has to type a number."""
    wie = machtiging(request)
    who = gezinnen.lid(lid, on_behalf_of=wie)
    sealed = gezinnen.verzegeld_bsn(lid, on_behalf_of=wie)
    if who is None or sealed is None:
        raise Http404("Deze persoon is er niet, of heeft geen burgerservicenummer.")
    if (asked := _ask_why(request, wie, who.persoon)) is not None:
        return asked
    gelezen(request, [who.persoon])
    form = Bepalingformulier(request.POST if "van" in request.POST else None)
    if form.is_bound and form.is_valid() and (made := _begin(request, form, sealed, "laatste_dag")) is not None:
        return made
    page = LijstPagina(f"{TITEL} van {who.naam}", None, form, is_verzonnen(), "Over welke periode wilt u het weten?")
    trail = (Kruimel(TITEL, reverse("woonplaatsen")), Kruimel(page.titel))
    context = {"page": page, "kruimels": trail}
    return render(request, "woonplaats/woonplaatsen.html", context, status=ONJUIST if form.errors else 200)


def _begin(request: HttpRequest, form: Bepalingformulier, sealed: bytes, field: str) -> HttpResponse | None:
    """Ask the BRP and go to the draft; nothing when that failed, which the form then says."""
    try:
        draft = actions.begin(
            sealed,
            van=form.cleaned_data["van"],
            tot=form.tot,
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=machtiging(request),
        )
    except (PersonenbronFout, NietVastTeLeggen) as refusal:
        form.add_error(field, str(refusal))
        return None
    return redirect("woonplaats-bepaling", nummer=draft.pk)


@vraagt(Recht.WOONPLAATS_BEPALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bepaling(request: HttpRequest, nummer: int) -> HttpResponse:
    """One outcome or draft; a POST adds or removes a fact, keeps the outcome, or throws the draft away."""
    wie = machtiging(request)
    one = queries.bepaling(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze bepaling is er niet, of is van een andere gemeente.")
    if one.door != request.user.get_username() and (asked := _ask_why(request, wie, one.persoon)) is not None:
        return asked
    gelezen(request, [one.persoon])
    wrong: dict[str, forms.Form] = {}
    fault = ""
    if request.method == "POST":
        try:
            if (done := _do(request, one, wie, wrong)) is not None:
                return done
        except NietVastTeLeggen as refusal:
            fault = str(refusal)
    page = _page(one, wrong, fault)
    trail = (Kruimel(TITEL, reverse("woonplaatsen")), Kruimel(page.titel))
    status = ONJUIST if wrong or fault else 200
    return render(request, "woonplaats/bepaling.html", {"page": page, "kruimels": trail}, status=status)


def _do(request: HttpRequest, one: Bepaling, wie: Machtiging, wrong: dict[str, forms.Form]) -> HttpResponse | None:
    """Take the step that was asked; nothing when a form is not right, which then stands in `wrong`."""
    step, _, rest = request.POST.get("doe", "").partition(" ")
    here = redirect("woonplaats-bepaling", nummer=one.nummer)
    history = one.geschiedenis
    kind = next((soort for soort in SOORTEN if soort.deel == rest.partition(" ")[0]), None)
    if step == "vast":
        moment, door = timezone.now(), request.user.get_username()
        actions.stel_vast(one.nummer, door=door, moment=moment, on_behalf_of=wie)
        messages.success(request, "De uitkomst is vastgelegd. Zij verandert niet meer.")
        return here
    if step == "vergeet":
        actions.vergeet(one.nummer, on_behalf_of=wie)
        messages.success(request, "Het concept is weggegooid.")
        return redirect("woonplaatsen")
    if step == "weg" and kind:
        rows = getattr(history, kind.deel)
        place = int(number) if (number := rest.partition(" ")[2]).isdecimal() else len(rows)
        new = _with(history, kind.deel, [row for nr, row in enumerate(rows) if nr != place])
    elif step == "erbij" and kind:
        form = kind.formulier(request.POST, prefix=kind.deel)
        if not form.is_valid():
            wrong[kind.deel] = form
            return None
        rows = sorted((*getattr(history, kind.deel), form.rij()), key=lambda row: row.van)
        new = _with(history, kind.deel, rows)
    elif step == "kenmerken":
        form = Kenmerkenformulier(request.POST, prefix="kenmerken")
        if not form.is_valid():
            wrong["kenmerken"] = form
            return None
        mother = form.cleaned_data["moeder"]
        new = replace(
            history,
            moeder_bij_geboorte="" if mother == NIET_BEKEND else mother,
            voortgezet=form.cleaned_data["voortgezet"],
            maatregel=form.cleaned_data["maatregel"],
        )
    else:
        return here
    actions.leg_feiten_vast(one.nummer, new, on_behalf_of=wie)
    return here


def _with(history: Geschiedenis, part: str, rows: Sequence[Any]) -> Geschiedenis:
    changed: dict[str, Any] = {part: tuple(rows)}
    return replace(history, **changed)


def _page(one: Bepaling, wrong: dict[str, forms.Form], fault: str) -> BepalingPagina:
    draft = one.vastgesteld_op is None
    history = one.geschiedenis
    marks = wrong.get("kenmerken") or Kenmerkenformulier(
        initial={
            "moeder": history.moeder_bij_geboorte or NIET_BEKEND,
            "voortgezet": history.voortgezet,
            "maatregel": history.maatregel,
        },
        prefix="kenmerken",
    )
    when = datum(one.vastgesteld_op) if one.vastgesteld_op else ""
    return BepalingPagina(
        titel=f"{TITEL} van {one.naam}",
        inleiding="Dit is een concept. Controleer de gegevens, vul aan en leg de uitkomst vast."
        if draft
        else f"Vastgelegd door {one.door} op {when}. Klopt er iets niet meer? Begin een nieuwe.",
        feiten=(
            ("Geboren", datum(history.geboren)),
            ("Periode", periode(one.van, one.tot)),
            (
                "Moeder bij de geboorte",
                queries.gemeentenaam(history.moeder_bij_geboorte) if history.moeder_bij_geboorte else "niet bekend",
            ),
        ),
        tijdlijn=weergave.lijn(one, timezone.localdate()),
        antwoorden=weergave.antwoorden(one),
        overgangen=weergave.overgangen(one),
        blokken=tuple(_blok(soort, one, wrong.get(soort.deel)) for soort in SOORTEN),
        kenmerken=marks if draft else None,
        concept=draft,
        fout=fault,
        verzonnen=is_verzonnen(),
    )


def _blok(soort: Soort, one: Bepaling, wrong: forms.Form | None) -> Feitenblok:
    rows = getattr(one.geschiedenis, soort.deel)
    return Feitenblok(
        soort,
        tuple((f"weg {soort.deel} {nr}", weergave.feit(row)) for nr, row in enumerate(rows)),
        (wrong or soort.formulier(prefix=soort.deel)) if one.vastgesteld_op is None else None,
        wrong is not None,
    )


def _lijst(request: HttpRequest, rows: Sequence[Bepaling]) -> Lijst[Bepaling]:
    def named(one: Bepaling) -> Cel:
        return Cel(one.naam, url=reverse("woonplaats-bepaling", args=[one.nummer]))

    def seen(shown: Sequence[Bepaling]) -> None:
        gelezen(request, {one.persoon for one in shown})

    def outcome(one: Bepaling) -> str:
        names = [queries.gemeentenaam(answer.gemeente) if answer.gemeente else "niemand" for answer in one.antwoorden]
        return ", ".join(dict.fromkeys(names))

    return Lijst(
        "Wat uw gemeente heeft uitgezocht",
        (
            Veld("naam", "Jeugdige", lambda one: one.naam, cel=named),
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("uitkomst", "Verantwoordelijk", outcome),
            Veld("door", "Door", lambda one: one.door),
            Veld("vastgelegd", "Vastgelegd", lambda one: one.vastgesteld_op, "moment"),
        ),
        rows,
        bestand="woonplaats",
        leeg="Er is nog niets uitgezocht. Vul hieronder van wie u het wilt weten.",
        toont=seen,
    )


def _ask_why(request: HttpRequest, wie: Machtiging, who: str) -> HttpResponse | None:
    """The question why, when it has to be answered first; nothing when the page may be shown."""
    now = timezone.now()
    if caseload.in_caseload(who, moment=now, on_behalf_of=wie):
        return None
    if said := caseload.doel(who, moment=now, on_behalf_of=wie):
        leeslijst(request).doel = said
        return None
    form = Redenformulier(request.POST if "reden" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            caseload.noem_doel(who, reden=form.cleaned_data["reden"], moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            form.add_error("reden", str(refusal))
        else:
            return redirect(request.path)
    page = {"titel": "Dit dossier zit niet in uw caseload", "formulier": form}
    return render(request, "woonplaats/reden.html", {"page": page}, status=ONJUIST if form.errors else 200)
