# SPDX-License-Identifier: EUPL-1.2
"""The continuity table of the Jeugdautoriteit over a year, as a picture and as figures, and the risk list (S49)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders.queries import aandeel
from jeugdregio.aanbieders.values import Aandeel, Inschrijfregel
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Deel, Kerncijfer, Kolom, Meter, Tabel
from jeugdregio.components.verzoek import dag_uit
from jeugdregio.continuiteit import queries
from jeugdregio.continuiteit.values import Continuiteitstabel, Klasseregel, Risico
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

ALLEEN_OPENBAAR = (
    "Alleen openbare jaarrekeningen en afspraken uit contracten. De NZa geeft geen bedrijfsgevoelige gegevens van één"
    " aanbieder door."
)


class Jaarkeuze(Keuzefilter):
    """Which year, what was public on which day, and when a provider is at risk."""

    jaar = forms.ChoiceField(label="Boekjaar", required=False, help_text="Het jaar van de jaarrekening.")
    tot = forms.DateField(
        label="Gedeponeerd tot en met",
        required=False,
        help_text="Wat later openbaar werd, telt niet mee.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    gemist = forms.ChoiceField(
        label="Risico vanaf",
        required=False,
        help_text="Zoveel indicatoren niet gehaald. Een aanname: de echte weging is niet gepubliceerd.",
    )


@dataclass(frozen=True)
class ContinuiteitPagina:
    """The choice, the table as figures and as bars, who is at risk, and who is not in it with why."""

    keuze: Jaarkeuze
    jaar: int | None
    cijfers: tuple[Kerncijfer, ...]
    tabel: Tabel
    meters: tuple[tuple[str, tuple[Meter, ...]], ...]
    toezicht: Meter | None
    risico: Tabel
    buiten: Tabel
    indicatoren: Tabel
    bron: str
    inlezen_url: str


@vraagt(Recht.CONTINUITEIT_ZIEN)
@require_safe
def continuiteit(request: HttpRequest) -> HttpResponse:
    """The page; without any accounts it says how they get in."""
    wie = machtiging(request)
    years = queries.jaren(on_behalf_of=wie)
    upload = reverse("continuiteit-inlezen") if wie.mag(Recht.REGISTER_WIJZIGEN) else ""
    if not years:
        return render(request, "continuiteit/leeg.html", {"inlezen_url": upload})
    year, day, missed = _chosen(request, years)
    table, risks, register = queries.continuiteit(settings.REGIO, year, day, gemist=missed, on_behalf_of=wie)
    form = _form({"jaar": year, "tot": day, "gemist": missed}, years)
    page = _page(form, table, risks, register, upload)
    return render(request, "continuiteit/continuiteit.html", {"page": page})


def _chosen(request: HttpRequest, years: list[int]) -> tuple[int, date, int]:
    """The year, the day and the number that are asked; what is not asked, or not possible, is filled in."""
    form = _form(request.GET, years)
    form.is_valid()
    asked = form.cleaned_data
    year = int(asked.get("jaar") or years[0])
    return year, dag_uit(request, "tot", _public(year)), int(asked.get("gemist") or queries.RISICO_GEMIST)


def _form(data: Mapping[str, object], years: list[int]) -> Jaarkeuze:
    form = Jaarkeuze(data)
    whole = len(queries.INDICATOREN)
    form.kies("jaar", [(str(year), str(year)) for year in years], alle=False)
    form.kies("gemist", [(str(one), f"{one} van de {whole}") for one in range(1, whole + 1)], alle=False)
    return form


def _public(year: int) -> date:
    """The day up to which accounts count when none is asked: that of the publication, or today."""
    return queries.PUBLICATIE if year in queries.GEPUBLICEERD else timezone.localdate()


def _page(
    form: Jaarkeuze,
    table: Continuiteitstabel,
    risks: tuple[Risico, ...],
    register: Mapping[str, Inschrijfregel],
    upload: str,
) -> ContinuiteitPagina:
    supervision = aandeel(register[agb].toezicht.aanwezig for agb in table.selectie)
    return ContinuiteitPagina(
        keuze=form,
        jaar=table.jaar,
        cijfers=_figures(table, risks, supervision),
        tabel=_table(table),
        meters=tuple(
            (_title(line), tuple(_meter(score.indicator, score.aandeel) for score in line.scores))
            for line in table.regels
        ),
        toezicht=_meter("Intern toezicht bij de aanbieders in deze tabel", supervision),
        risico=_risks(risks, register),
        buiten=_outside(table, register),
        indicatoren=_indicators(),
        bron=ALLEEN_OPENBAAR,
        inlezen_url=upload,
    )


def _figures(table: Continuiteitstabel, risks: tuple[Risico, ...], supervision: Aandeel) -> tuple[Kerncijfer, ...]:
    count = len(table.selectie)
    whole = "geen telling om mee te vergelijken" if table.noemer is None else f"{count} van {table.noemer} aanbieders"
    return (
        Kerncijfer("Dekking", procent(table.dekking_promille), whole, reverse("telling", args=[queries.NOEMER])),
        Kerncijfer(
            "Risico", getal(len(risks)), "aanbieders", url="#risico", toon="waarschuwing" if risks else "positief"
        ),
        Kerncijfer(
            "Intern toezicht",
            procent(supervision.promille),
            f"van wie het bekend is; van {supervision.onbekend} niet bekend",
            url="#toezicht",
        ),
    )


def procent(promille: int | None) -> str:
    """A share in thousandths, to one decimal."""
    return "niet bekend" if promille is None else f"{getal(Decimal(promille) / 10, 1)} %"


def _title(line: Klasseregel) -> str:
    return f"Jeugdomzet {line.klasse.value} ({line.aantal} aanbieders)"


def _table(table: Continuiteitstabel) -> Tabel:
    heads = (
        Kolom("Jeugdomzet"),
        Kolom("Aanbieders", "getal"),
        *(Kolom(f"% {one.naam}", "getal") for one in queries.INDICATOREN),
    )
    rows = tuple(
        (line.klasse.value, getal(line.aantal), *(_share(score.aandeel) for score in line.scores))
        for line in table.regels
    )
    return Tabel(f"Continuïteitstabel over {table.jaar}", heads, rows)


def _share(share: Aandeel) -> Cel:
    if share.promille is None:
        return Cel("–", onder="niet bekend")
    unknown = f", {share.onbekend} niet bekend" if share.onbekend else ""
    return Cel(getal(Decimal(share.promille) / 10, 1), onder=f"{share.wel} van {share.wel + share.niet}{unknown}")


def _meter(name: str, share: Aandeel) -> Meter:
    whole = share.wel + share.niet + share.onbekend or 1
    parts = (
        Deel("wel", getal(share.wel), share.wel * 1000 // whole, "positief"),
        Deel("niet", getal(share.niet), share.niet * 1000 // whole, "negatief"),
        *((Deel("niet bekend", getal(share.onbekend), share.onbekend * 1000 // whole),) if share.onbekend else ()),
    )
    return Meter(f"{name[0].upper()}{name[1:]}: {procent(share.promille)}", parts)


def _risks(risks: tuple[Risico, ...], register: Mapping[str, Inschrijfregel]) -> Tabel:
    heads = (
        Kolom("Aanbieder"),
        Kolom("Jeugdomzet", "getal"),
        Kolom("Niet gehaald", "getal"),
        Kolom("Welke"),
        Kolom("Eigen vermogen", "getal"),
        Kolom("Als deze stopt"),
    )
    rows = tuple(
        (
            Cel(register[one.cijfers.agb].naam, url=reverse("register-kaart", args=[one.cijfers.agb])),
            cent(one.cijfers.jeugdomzet_cent),
            getal(len(one.gemist)),
            Cel(", ".join(one.gemist), onder=f"niet bekend: {', '.join(one.onbekend)}" if one.onbekend else ""),
            Cel(cent(one.cijfers.eigen_vermogen_cent), toon="negatief" if one.negatief_vermogen else None),
            Cel("Bekijk de gevolgen", url=reverse("radar", args=[one.cijfers.agb])),
        )
        for one in risks
    )
    empty = "Geen aanbieder in de tabel haalt te weinig indicatoren."
    return Tabel("Mogelijk continuïteitsrisico", heads, rows, leeg=empty, bijschrift_zichtbaar=False)


def _outside(table: Continuiteitstabel, register: Mapping[str, Inschrijfregel]) -> Tabel:
    rows = tuple(
        (Cel(register[agb].naam, url=reverse("register-kaart", args=[agb])), why.value) for agb, why in table.buiten
    )
    heads = (Kolom("Aanbieder"), Kolom("Waarom niet"))
    return Tabel("Wel een jaarrekening, niet in de tabel", heads, rows, leeg="Niemand.", bijschrift_zichtbaar=False)


def _indicators() -> Tabel:
    heads = (Kolom("Indicator"), Kolom("Wanneer gehaald"), Kolom("Bron"), Kolom("Zekerheid"))
    rows = tuple((one.naam, one.formule, one.bron, one.zekerheid) for one in queries.INDICATOREN)
    return Tabel("Indicatoren", heads, rows, bijschrift_zichtbaar=False)
