# SPDX-License-Identifier: EUPL-1.2
"""Which rule held on a day, with a slider through the years, and where the sources say different things."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import periode, telwoord
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Staaf, Staafsoort, Tabel, Tijdbalk, Tijdlijn, Toon
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen
from jeugdregio.regimes import queries
from jeugdregio.regimes.values import Antwoord, Regel, Tegenspraak

EERSTE_JAAR, LAATSTE_JAAR = 2014, 2026
MAANDEN = 12
TOON: dict[str, Toon] = {"Staat in de bron": "positief", "Afgeleid uit de bron": "info", "Onzeker": "waarschuwing"}
KOLOMMEN = (Kolom("Wat er geldt"), Kolom("Periode"), Kolom("Bron"), Kolom("Hoe zeker"))


class Dagkeuze(forms.Form):
    """The day that is looked at."""

    dag = forms.DateField(
        label="Dag",
        required=False,
        help_text="Bijvoorbeeld 31-12-2016, en daarna 1-1-2017.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Schuif(forms.Form):
    """The same through the years: the number of the month, counted from January 2014."""

    maand = forms.IntegerField(
        label=f"Schuif van {EERSTE_JAAR} naar {LAATSTE_JAAR}",
        required=False,
        min_value=0,
        max_value=(LAATSTE_JAAR - EERSTE_JAAR + 1) * MAANDEN - 1,
        help_text="Per maand, met de muis of de pijltjes.",
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
    )


@dataclass(frozen=True)
class RegimesPagina:
    """All subjects on one day; `vorige` and `volgende` are the days on which something else held."""

    dag: date
    fout: str
    dagkeuze: Dagkeuze
    schuif: Schuif
    vorige: date | None
    volgende: date | None
    antwoorden: tuple[tuple[Antwoord, Tabel], ...]
    lijn: Tijdlijn


@dataclass(frozen=True)
class RegimePagina:
    """One subject through the years."""

    titel: str
    vraag: str
    tabel: Tabel
    tegenspraken: tuple[Tegenspraak, ...]


@voor_iedereen
@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """What held on `dag`, or on the first day of `maand`."""
    today = timezone.localdate()
    day, fault = _day(request, today)
    found = queries.antwoorden(day)
    days = queries.wisseldagen()
    page = RegimesPagina(
        dag=day,
        fout=fault,
        dagkeuze=Dagkeuze(initial={"dag": day}),
        schuif=Schuif(initial={"maand": (day.year - EERSTE_JAAR) * MAANDEN + day.month - 1}),
        vorige=max((one - timedelta(days=1) for one in days if one <= day), default=None),
        volgende=min((one for one in days if one > day), default=None),
        antwoorden=tuple((one, _table(one.onderwerp.naam, one.regels)) for one in found),
        lijn=_line(day, found),
    )
    return render(request, "regimes/regimes.html", {"page": page}, status=422 if fault else 200)


@voor_iedereen
@require_safe
def onderwerp(request: HttpRequest, code: str) -> HttpResponse:
    """Every rule there was about one subject."""
    subject = queries.onderwerp(code)
    if subject is None:
        raise Http404("Dit onderwerp is er niet.")
    clashes = tuple(one for one in queries.tegenspraken() if one.onderwerp == code)
    may = machtiging(request).mag(Recht.TAKEN_VASTLEGGEN)
    page = RegimePagina(subject.naam, subject.vraag, _table(subject.naam, tuple(queries.verloop(code))), clashes)
    trail = (Kruimel("Regels door de tijd", reverse("regimes")), Kruimel(subject.naam))
    return render(request, "regimes/regime.html", {"page": page, "kruimels": trail, "code": code, "mag": may})


@voor_iedereen
@require_safe
def tegenspraken(request: HttpRequest) -> HttpResponse:
    """Every place where the sources say different things."""
    rows = tuple(
        (
            Cel(one.code, url=reverse("tegenspraak", args=[one.code])),
            one.naam,
            telwoord(len(one.uitspraken), "bron", "bronnen"),
            one.gevolg,
            Cel("Te vragen", toon="waarschuwing") if one.vraag else "",
        )
        for one in queries.tegenspraken()
    )
    heads = (Kolom("Nummer"), Kolom("Vraag"), Kolom("Zegt iets"), Kolom("Wat dit programma doet"), Kolom("Open"))
    table = Tabel("Tegenspraken", heads, rows, leeg=LEEG, bijschrift_zichtbaar=False)
    trail = (Kruimel("Regels door de tijd", reverse("regimes")), Kruimel("Tegenspraken"))
    return render(request, "regimes/tegenspraken.html", {"tabel": table, "kruimels": trail})


@voor_iedereen
@require_safe
def tegenspraak(request: HttpRequest, code: str) -> HttpResponse:
    """What each source says, side by side."""
    one = queries.tegenspraak(code)
    if one is None:
        raise Http404("Deze tegenspraak is er niet.")
    trail = (
        Kruimel("Regels door de tijd", reverse("regimes")),
        Kruimel("Tegenspraken", reverse("tegenspraken")),
        Kruimel(one.code),
    )
    return render(request, "regimes/tegenspraak.html", {"page": one, "kruimels": trail})


LEEG = "Er is nog geen register ingelezen. De beheerder leest het in met: jeugdregio regimes BESTAND"


def _day(request: HttpRequest, today: date) -> tuple[date, str]:
    """The day that is asked for, or today with what is wrong with the question."""
    asked, slide = Dagkeuze(request.GET), Schuif(request.GET)
    if not (asked.is_valid() and slide.is_valid()):
        return today, "Dit is geen dag. Kies een dag, bijvoorbeeld 31-12-2016."
    if asked.cleaned_data["dag"]:
        return asked.cleaned_data["dag"], ""
    if slide.cleaned_data["maand"] is not None:
        years, month = divmod(slide.cleaned_data["maand"], MAANDEN)
        return date(EERSTE_JAAR + years, month + 1, 1), ""
    return today, ""


def _table(name: str, rules: tuple[Regel, ...]) -> Tabel:
    rows = tuple(
        (
            Cel(one.regel, onder=f"Lezing: {one.lezing}" if one.lezing else ""),
            periode(one.vanaf, one.tot),
            Cel(one.bron, onder=one.plaats),
            Cel(one.zekerheid, toon=TOON[one.zekerheid], onder=_notes(one)),
        )
        for one in rules
    )
    return Tabel(name, KOLOMMEN, rows, leeg="De bronnen zeggen over deze dag niets.", bijschrift_zichtbaar=False)


def _notes(one: Regel) -> str:
    ended = f"Einde volgens: {one.einde_bron}." if one.einde_bron else ""
    return " ".join(filter(None, (one.toelichting, ended)))


def _line(day: date, found: list[Antwoord]) -> Tijdlijn:
    """Every rule as a bar; a reading beside others is drawn apart, in the colour of attention."""
    begin, end = date(EERSTE_JAAR, 1, 1), date(LAATSTE_JAAR + 1, 1, 1)
    rules = queries.verloop()
    bars, rows = [], []
    for one in found:
        mine = [rule for rule in rules if rule.onderwerp == one.onderwerp.code]
        bars.append(
            Tijdbalk(
                one.onderwerp.naam,
                tuple(Staaf(_kind(rule), rule.vanaf, rule.tot, rule.regel) for rule in mine),
                url=reverse("regime", args=[one.onderwerp.code]),
            )
        )
        link = Cel(one.onderwerp.naam, url=reverse("regime", args=[one.onderwerp.code]))
        rows.append((link, telwoord(len(mine), "regel", "regels"), _days(mine)))
    table = Tabel(
        "Wanneer er iets veranderde",
        (Kolom("Onderwerp"), Kolom("Aantal"), Kolom("Begint op")),
        tuple(rows),
        leeg=LEEG,
        bijschrift_zichtbaar=False,
    )
    legend: tuple[tuple[Staafsoort, str], ...] = (("toegewezen", "regel"), ("aandacht", "lezing of onzeker"))
    return Tijdlijn("Regels door de tijd", begin, end, day, tuple(bars), legend, table)


def _kind(rule: Regel) -> Staafsoort:
    return "aandacht" if rule.lezing or rule.zekerheid == "Onzeker" else "toegewezen"


def _days(rules: list[Regel]) -> str:
    return ", ".join(datum(day) for day in sorted({rule.vanaf for rule in rules}))
