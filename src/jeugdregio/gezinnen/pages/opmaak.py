# SPDX-License-Identifier: EUPL-1.2
"""What the pages of this room share: a sheet of parts, fields, and the question why before a family is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Kerncijfer, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging
from jeugdregio.gezinnen import queries
from jeugdregio.gezinnen.values import Doelregel, Gezin
from jeugdregio.logboek.actions import gelezen, leeslijst

BREED = 1000
"""The width of a picture of a goal, in its own units."""


@dataclass(frozen=True)
class Melding:
    """Something to know before the rest, with a tone."""

    kop: str
    tekst: tuple[str, ...]
    toon: Toon = "info"


@dataclass(frozen=True)
class Doelbeeld:
    """A goal as a line: where it started, where it is, where it should come; `x` in thousandths of the scale."""

    wat: str
    onder: str
    begin_x: int
    nu_x: int
    streef_x: int
    tekst: str
    van: int
    tot: int
    anker: str

    @classmethod
    def van_doel(cls, one: Doelregel) -> "Doelbeeld":
        """The picture of this goal, with the same in words."""

        def place(score: int) -> int:
            return round((score - one.schaal_van) * BREED / (one.schaal_tot - one.schaal_van))

        last = f"nu {one.nu}" if one.scores else "nog niet gescoord"
        state = "behaald" if one.behaald else "loopt" if one.is_open else "gestopt"
        return cls(
            one.doel,
            f"{one.wie or 'het hele gezin'}: {one.indicator}",
            place(one.beginscore),
            place(one.nu),
            place(one.streefscore),
            f"begin {one.beginscore}, {last}, streven {one.streefscore} ({state})",
            one.schaal_van,
            one.schaal_tot,
            f"doel-{one.id}",
        )


@dataclass(frozen=True)
class Zoekdeel:
    """A form that is asked by its address."""

    formulier: forms.Form


@dataclass(frozen=True)
class Deel:
    """A part of a page; a form with `open` False is folded until someone wants it, or until it has a fault."""

    titel: str = ""
    tekst: tuple[str, ...] = ()
    anker: str = ""
    tabel: Tabel | None = None
    lijst: Lijstblad | None = None
    zoek: Zoekdeel | None = None
    beelden: tuple[Doelbeeld, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    formulier: forms.Form | None = None
    doe: str = ""
    knop: str = "Leg vast"
    open: bool = True
    uitleg: str = ""


@dataclass(frozen=True)
class Blad:
    """A page: what it is for, its tabs, and its parts."""

    titel: str
    inleiding: str
    delen: tuple[Deel, ...]
    boven: str = "Gezinnen"
    tabs: tuple[tuple[str, str, bool], ...] = ()
    meldingen: tuple[Melding, ...] = ()
    cijfers: tuple[Kerncijfer, ...] = ()
    fout: str = ""


class Redenformulier(ZonderBsn):
    """Why someone opens a family outside the own caseload."""

    reden = forms.CharField(
        label="Waarom opent u dit gezin?",
        help_text="Schrijf in één zin waarvoor u het nodig hebt. Uw reden komt in het logboek, en wie toezicht houdt "
        "leest het mee.",
        min_length=10,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def toon(request: HttpRequest, page: Blad, kruimels: Sequence[Kruimel] = (), *, fout: bool = False) -> HttpResponse:
    """The page; with a fault in what was asked it is a 422."""
    context = {"page": page, "kruimels": tuple(kruimels)}
    return render(request, "gezinnen/blad.html", context, status=422 if fout or page.fout else 200)


def pad(*meer: Kruimel) -> tuple[Kruimel, ...]:
    """Where a page below the list of families is."""
    return (Kruimel("Gezinnen", reverse("gezinnen")), *meer)


def tabs(gezin: int, waar: str) -> tuple[tuple[str, str, bool], ...]:
    """The pages about one family: (text, address, whether it is this one)."""
    names = (("Mensen en gezag", "gezin"), ("Gezinsplan", "gezinsplan"), ("Tijdlijn", "gezin-tijdlijn"))
    return tuple((text, reverse(name, args=[gezin]), name == waar) for text, name in names)


def open_gezin(request: HttpRequest, nummer: int) -> Gezin | HttpResponse:
    """
    The family when it may be shown, and then it is in the read log with everyone in it; otherwise the question why.

    A family is of the own caseload as soon as one of its youths is. Raises `Http404`.
    """
    wie = machtiging(request)
    found = queries.gezin(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Dit gezin is er niet, of niet voor u.")
    asked = _ask_why(request, wie, found)
    if asked is not None:
        return asked
    gelezen(request, found.sporen)
    return found


def _ask_why(request: HttpRequest, wie: Machtiging, gezin: Gezin) -> HttpResponse | None:
    now = timezone.now()
    people = [one.spoor for one in gezin.jeugdigen or gezin.leden]
    if any(caseload.in_caseload(who, moment=now, on_behalf_of=wie) for who in people):
        return None
    said = next(filter(None, (caseload.doel(who, moment=now, on_behalf_of=wie) for who in people)), "")
    if said and request.POST.get("doe") != "reden":
        leeslijst(request).doel = said
        return None
    form = Redenformulier(request.POST if request.POST.get("doe") == "reden" else None)
    if form.is_valid():
        try:
            for who in people:
                caseload.noem_doel(who, reden=form.cleaned_data["reden"], moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            form.add_error("reden", str(refusal))
        else:
            return redirect(request.path)
    page = Blad(
        "Dit gezin zit niet in uw caseload",
        "U kunt het openen als uw werk dat vraagt. Zeg dan eerst waarom; de rest van de dag wordt het niet meer "
        "gevraagd.",
        (
            Deel(formulier=form, doe="reden", knop="Open het gezin"),
            Deel(links=(("Ga terug naar de gezinnen", reverse("gezinnen")),)),
        ),
    )
    return toon(request, page, pad(Kruimel("Waarom?")), fout=form.is_bound)


def noem_gemaakt(nummer: int, wie: Machtiging) -> None:
    """Whoever makes a family is not asked why it is opened: that is the reason, and it is kept as such."""
    found, now = queries.gezin(nummer, on_behalf_of=wie), timezone.now()
    if found is None or not wie.mag(Recht.BUITEN_CASELOAD):
        return
    for one in found.jeugdigen or found.leden:
        if not caseload.heeft_reden(one.spoor, moment=now, on_behalf_of=wie):
            caseload.noem_doel(one.spoor, reden="Het gezin zelf vastgelegd.", moment=now, on_behalf_of=wie)


def dagveld(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=nodig, help_text=hulp, widget=widget)


def tekstveld(label: str, hulp: str, lengte: int, *, nodig: bool = True, rijen: int = 1) -> forms.CharField:
    """Text, on one line or more."""
    widget = forms.Textarea(attrs={"rows": rijen}) if rijen > 1 else forms.TextInput()
    return forms.CharField(label=label, help_text=hulp, max_length=lengte, required=nodig, widget=widget)


def keuze(label: str, hulp: str, *, nodig: bool = True) -> forms.ChoiceField:
    """A choice; the page says which there are."""
    return forms.ChoiceField(label=label, help_text=hulp, required=nodig)


def kies(form: forms.Form, naam: str, keuzes: Sequence[tuple[object, str]], *, leeg: str = "") -> None:
    """Set the choices of a field; `leeg` is the text of choosing nothing."""
    field = form.fields[naam]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", leeg)] if leeg else []), *((str(value), text) for value, text in keuzes)]


def dag(day: date | None, anders: str = "") -> str:
    """A day for in a table, or what stands there without one."""
    return dag_kort(day) if day else anders
