# SPDX-License-Identifier: EUPL-1.2
"""What the pages of this room share: a sheet of parts, a term with its sum and picture, and who may open a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jeugdregio.besluiten.briefteksten import omvang
from jeugdregio.besluiten.dossier import Dossier
from jeugdregio.besluiten.models import Besluit as Besluitrij
from jeugdregio.besluiten.models import Brief as Briefrij
from jeugdregio.besluiten.values import Besluit, Brief, Keuze, Opschorting, Termijn, Termijnfeit, Voorziening
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort, periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Staaf, Tabel, Tijdbalk, Tijdlijn, Toon
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek.actions import gelezen, leeslijst

SOORTEN = dict(Besluitrij.Soort.choices)
BRIEVEN = dict(Briefrij.Soort.choices)
STANDEN = dict(Besluitrij.Stand.choices)
TOON: dict[str, Toon] = {"bekend": "positief", "tweede": "waarschuwing", "verzenden": "negatief", "akkoord": "info"}


@dataclass(frozen=True)
class Deel:
    """A part of a page: a heading with text, and facts, a picture, a table, links or a form with its button."""

    titel: str = ""
    tekst: tuple[str, ...] = ()
    anker: str = ""
    feiten: tuple[tuple[str, str], ...] = ()
    tijdlijn: Tijdlijn | None = None
    tabel: Tabel | None = None
    links: tuple[tuple[str, str], ...] = ()
    zoek: forms.Form | None = None
    formulier: forms.Form | None = None
    doe: str = ""
    knop: str = ""
    tweede: bool = False


@dataclass(frozen=True)
class Blad:
    """A page: what it is for, what went wrong, facts, and its parts."""

    titel: str
    inleiding: str
    delen: tuple[Deel, ...]
    boven: str = "Besluiten"
    feiten: tuple[tuple[str, str, str], ...] = ()
    fout: str = ""
    foutkop: str = "Niet gelukt"
    meldingen: tuple[tuple[str, str, str], ...] = ()


class Redenformulier(ZonderBsn):
    """Why someone opens a child outside the own caseload."""

    reden = forms.CharField(
        label="Waarom opent u dit dossier?",
        help_text="Schrijf in één zin waarvoor u het nodig hebt. Uw reden komt in het logboek.",
        min_length=10,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def toon(
    request: HttpRequest, wie: Machtiging, page: Blad, kruimels: Sequence[Kruimel] = (), *, fout: bool = False
) -> HttpResponse:
    """The page; with a fault in what was asked it is a 422."""
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        context = {"page": page, "kruimels": (Kruimel("Besluiten", reverse("besluiten")), *kruimels)}
        return render(request, "besluiten/blad.html", context, status=422 if fout or page.fout else 200)


def open_kind(request: HttpRequest, wie: Machtiging, persoon: str, *, doel: str = "") -> HttpResponse | None:
    """
    Write down that this child is opened; outside the own caseload ask why first.

    `doel` is why when the work itself says so. Gives the page with the question, or nothing when it may be shown.
    """
    now = timezone.now()
    if not doel and not caseload.in_caseload(persoon, moment=now, on_behalf_of=wie):
        doel = caseload.doel(persoon, moment=now, on_behalf_of=wie)
        if not doel:
            return _vraag(request, wie, persoon)
    if doel:
        leeslijst(request).doel = doel
    gelezen(request, [persoon])
    return None


def _vraag(request: HttpRequest, wie: Machtiging, persoon: str) -> HttpResponse:
    form = Redenformulier(request.POST if request.POST.get("doe") == "reden" else None)
    if form.is_valid():
        try:
            caseload.noem_doel(persoon, reden=form.cleaned_data["reden"], moment=timezone.now(), on_behalf_of=wie)
        except NietToegestaan as refusal:
            form.add_error("reden", str(refusal))
        else:
            return redirect(request.get_full_path())
    part = Deel(formulier=form, doe="reden", knop="Open het dossier")
    return toon(request, wie, Blad("Dit dossier zit niet in uw caseload", "", (part,)), fout=form.is_bound)


def dagveld(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    return forms.DateField(
        label=label,
        required=nodig,
        help_text=hulp,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Vul een datum in als 31-12-2026.", "required": "Vul een datum in."},
    )


def tekstveld(label: str, hulp: str, *, lengte: int = 1000, nodig: bool = True, rijen: int = 3) -> forms.CharField:
    """Text in some lines."""
    return forms.CharField(
        label=label,
        help_text=hulp,
        max_length=lengte,
        required=nodig,
        widget=forms.Textarea(attrs={"rows": rijen}) if rijen > 1 else forms.TextInput(),
        error_messages={"required": "Vul dit in."},
    )


def kies(form: forms.Form, naam: str, keuzes: Sequence[tuple[str, Any]]) -> None:
    """Set the choices of a field."""
    field = form.fields[naam]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(keuzes)


def stand_van(one: Besluit) -> Cel:
    """How far a decision is."""
    return Cel(str(STANDEN[one.stand]), toon=TOON.get(one.stand, "neutraal"))


def soort_van(one: Besluit) -> str:
    """What kind of decision."""
    return str(SOORTEN[one.soort])


def hulp_van(one: Voorziening, namen: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A provision as facts."""
    own = one.vorm == "pgb"
    found = [
        ("Hulp", f"{one.omschrijving} ({one.categorie}{', ' + one.code if one.code else ''})"),
        ("Hoe", "Persoonsgebonden budget (pgb)" if own else namen.get(one.aanbieder, one.aanbieder)),
        ("Hoeveel", cent(one.budget_cent) if own else omvang(one)),
        ("Periode", periode(one.van, one.tot)),
    ]
    if own and one.volume is not None:
        found.insert(3, ("Om mee te vergelijken", f"{omvang(one)} in natura"))
    if one.profiel:
        found.append(("Profiel", one.profiel))
    if one.wachttijd_weken is not None:
        found.append(("Wachttijd", f"ongeveer {one.wachttijd_weken} weken"))
    if one.toewijzing_nummer:
        found.append(("Toewijzing", str(one.toewijzing_nummer)))
    return tuple(found)


def brievendeel(letters: Sequence[Brief]) -> list[Deel]:
    """Every letter of a case, each as a link to its PDF."""
    if not letters:
        return []
    rows = tuple(
        (
            Cel(f"{BRIEVEN[one.soort]} aan {one.naam} (pdf)", url=reverse("besluit-brief", args=[one.id])),
            f"besluit B{one.besluit_id:05d}" if one.besluit_id else "de aanvraag",
            moment_kort(timezone.localtime(one.gemaakt_op)),
        )
        for one in letters
    )
    return [Deel(tabel=Tabel("Brieven", (Kolom("Brief"), Kolom("Over"), Kolom("Gemaakt", "dag")), rows))]


def termijndelen(
    term: Termijn, feiten: Sequence[Termijnfeit], vandaag: date, *, klaar: date | None
) -> tuple[Deel, ...]:
    """A term as a sentence, a picture, and the sum line by line."""
    if klaar:
        words = f"Klaar op {datum(klaar)}. De laatste dag was {datum(term.laatste_dag)}."
    elif term.loopt_stil_tot:
        words = (
            f"De tijd staat stil. Als er niets komt, loopt zij weer vanaf {datum(term.loopt_stil_tot)}; "
            f"de laatste dag is dan {datum(term.laatste_dag)}."
        )
    elif term.verstreken(vandaag):
        words = f"Te laat: de laatste dag was {datum(term.laatste_dag)}, {-term.dagen_over(vandaag)} dagen geleden."
    else:
        words = f"Laatste dag om te {term.regel.wat}: {datum(term.laatste_dag)}. Nog {term.dagen_over(vandaag)} dagen."
    table = Tabel(
        "Zo is het uitgerekend",
        (Kolom("Stap"), Kolom("Regel"), Kolom("Laatste dag", "dag")),
        tuple((one.tekst, one.bron, dag_kort(one.einde)) for one in term.stappen),
    )
    return (Deel("Termijn", (words,), "termijn", tijdlijn=_lijn(term, feiten, vandaag)), Deel(tabel=table))


def _lijn(term: Termijn, feiten: Sequence[Termijnfeit], vandaag: date) -> Tijdlijn:
    day = timedelta(days=1)
    still = [
        Opschorting.om_aanvulling(one.op, one.uiterlijk, one.aangevuld_op)
        for one in feiten
        if one.soort == "opschorting" and one.uiterlijk
    ]
    bars = (
        Staaf(
            "toegewezen",
            term.begin,
            term.laatste_dag + day,
            f"{dag_kort(term.begin)} tot en met {dag_kort(term.laatste_dag)}",
        ),
    )
    quiet = tuple(Staaf("aandacht", one.van, one.tot, f"staat stil, {one.dagen} dagen") for one in still if one.dagen)
    rows = [Tijdbalk("Termijn", bars), *([Tijdbalk("Staat stil", quiet)] if quiet else [])]
    legend: list[tuple[Any, str]] = [("toegewezen", "de termijn"), *([("aandacht", "stilstand")] if quiet else [])]
    table = Tabel(
        "De termijn in dagen",
        (Kolom("Wat"), Kolom("Van", "dag"), Kolom("Tot en met", "dag")),
        (
            ("Termijn", dag_kort(term.begin), dag_kort(term.laatste_dag)),
            *(("Staat stil", dag_kort(one.van), dag_kort(one.tot - day)) for one in still if one.dagen),
        ),
    )
    end = max(term.laatste_dag, vandaag) + timedelta(days=8)
    return Tijdlijn("De termijn", term.begin - timedelta(days=3), end, vandaag, tuple(rows), tuple(legend), table)


def wat_mist(known: Dossier) -> tuple[Deel, ...]:
    """What has to be done before someone can decide."""
    open_points = [*known.mist, *(f"{one.naam} heeft nog niet getekend: {one.waarom}" for one in known.ongetekend)]
    if not open_points or known.zonder_besluit:
        return ()
    table = Tabel("Wat nog ontbreekt", (Kolom("Eerst doen"),), tuple((point,) for point in open_points))
    return (Deel(tabel=table),)


def niet_te_kiezen(choices: list[Keuze]) -> tuple[Deel, ...]:
    """Providers that cannot be chosen now, and why."""
    cannot = [one for one in choices if not one.mag][:50]
    if not cannot:
        return ()
    rows = tuple((one.naam, f"{one.code} {one.omschrijving}", one.uitleg) for one in cannot)
    return (
        Deel(
            tekst=("De gemeente moet hulp geven, ook als een aanbieder vol is (Jeugdwet 2.3).",),
            tabel=Tabel("Nu niet te kiezen", (Kolom("Aanbieder"), Kolom("Hulp"), Kolom("Waarom")), rows),
        ),
    )
