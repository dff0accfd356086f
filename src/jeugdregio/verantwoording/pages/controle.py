# SPDX-License-Identifier: EUPL-1.2
"""One control: its steps, its sample, and what the sample says."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.pages import bevindingen
from jeugdregio.verantwoording.pages.formulieren import (
    Oordeelformulier,
    Slotformulier,
    Stapformulier,
    Trekformulier,
)
from jeugdregio.verantwoording.pages.plannen import BOVEN, doe, risicolijst, wie_gecontroleerd
from jeugdregio.verantwoording.values import (
    METHODEN,
    ONJUIST,
    OORDELEN,
    STAP,
    STAPPEN,
    Controleregel,
    Stapregel,
    Stapsoort,
    Steekproefregel,
    Trekking,
    schat,
)


@dataclass
class Formulieren:
    """What can be done now; None is not possible at this point."""

    volgende: tuple[Stapsoort, ...]
    stappen: dict[str, Stapformulier]
    slot: Slotformulier | None
    trek: Trekformulier | None
    oordeel: Oordeelformulier | None

    @property
    def fout(self) -> bool:
        """Whether one of them was filled in wrongly."""
        one_of: list[forms.Form | None] = [*self.stappen.values(), self.slot, self.trek, self.oordeel]
        return any(form is not None and bool(form.errors) for form in one_of)


@vraagt(Recht.MATERIELE_CONTROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def controle(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST takes a step, draws the sample, judges a line or closes the control."""
    wie = machtiging(request)
    one = queries.controle(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze controle is er niet, of niet voor u.")
    names = aanbieders.namen()
    found = queries.risicos(one.begin, one.tot, on_behalf_of=wie)
    risks = risicolijst([risk for risk in found if one.aanbieder in ("", risk.aanbieder)], names)
    if file := risks.als_bestand(request):
        return file
    taken = queries.stappen(nummer, on_behalf_of=wie)
    sample = queries.trekking(nummer, on_behalf_of=wie)
    sheets = _forms(request, one, taken, sample)
    told = queries.bevindingen(on_behalf_of=wie, controle=nummer)
    fault = ""
    if request.method == "POST" and not sheets.fout:
        done = bevindingen.verwerk(request, told, wie)
        fault = _handle(request, one, sheets, wie) if done is None else done
        if not fault:
            return redirect(request.path)
    if sample:
        lines = [(one.gemeente, line.bericht_id, line.nr) for line in sample[1]]
        gelezen(request, declaraties.personen(lines, on_behalf_of=wie))
    parts = [
        Deel("Stappen", tabel=_steps(taken)),
        *(
            Deel(step.naam, (f"Regeling Jeugdwet {step.grondslag}.",), formulier=sheets.stappen[step.code],
                 doe=f"stap-{step.code}")
            for step in sheets.volgende
        ),
        *_sample_parts(one, sample, sheets, wie),
        *bevindingen.delen(request, told),
        *([Deel("Het doel is bereikt", ("Sluit de controle zonder dossiers in te zien (6b.3 lid 4).",),
                formulier=sheets.slot, doe="sluit", knop="Sluit de controle")] if sheets.slot else []),
        Deel("Wat opvalt in deze periode", lijst=risks.blad(request)),
    ]  # fmt: skip
    page = Blad(
        f"Controle van {wie_gecontroleerd(one, names)}",
        one.aanleiding,
        tuple(parts),
        boven=BOVEN,
        feiten=_facts(one),
        cijfers=_figures(sample),
        fout=fault,
    )
    return toon(request, page, (Kruimel(BOVEN, reverse("materiele-controle")), Kruimel("Controle")), fout=sheets.fout)


def _forms(
    request: HttpRequest,
    one: Controleregel,
    taken: list[Stapregel],
    sample: tuple[Trekking, list[Steekproefregel]] | None,
) -> Formulieren:
    step, done, today = request.POST.get("doe", ""), {line.code for line in taken}, timezone.localdate()
    if one.gesloten_op is not None:
        return Formulieren((), {}, None, None, None)
    following = tuple(
        kind
        for kind in STAPPEN
        if kind.code not in done and (not kind.eist or kind.eist in done) and not (kind.detail and not one.aanbieder)
    )

    def bound(name: str) -> QueryDict | None:
        return request.POST if step == name else None

    return Formulieren(
        following,
        {
            kind.code: Stapformulier(bound(f"stap-{kind.code}"), soort=kind, vandaag=today, prefix=kind.code)
            for kind in following
        },
        Slotformulier(bound("sluit")) if "algemeen" in done and "detail" not in done else None,
        Trekformulier(bound("trek"), initial={"omvang": 25}) if "risico" in done and sample is None else None,
        Oordeelformulier(bound("oordeel"), regels=sample[1]) if "detail" in done and sample else None,
    )


def _handle(request: HttpRequest, one: Controleregel, sheets: Formulieren, wie: Machtiging) -> str:
    step, now, who = request.POST.get("doe", ""), timezone.now(), request.user.get_username()
    code = step.removeprefix("stap-")
    if code != step and code in sheets.stappen and sheets.stappen[code].is_valid():
        data = sheets.stappen[code].cleaned_data
        day = data.get("uiterlijk")
        take = partial(actions.zet_stap, one.nummer, code, tekst=data["tekst"], uiterlijk=day, moment=now, door=who)
        return doe(request, partial(take, on_behalf_of=wie), f"{STAP[code].naam}: vastgelegd.")
    if step == "sluit" and sheets.slot and sheets.slot.is_valid():
        text = sheets.slot.cleaned_data["uitkomst"]
        close = partial(actions.sluit, one.nummer, uitkomst=text, moment=now, on_behalf_of=wie)
        return doe(request, close, "De controle is gesloten.")
    if step == "trek" and sheets.trek and sheets.trek.is_valid():
        draw = partial(actions.trek_steekproef, one.nummer, **sheets.trek.cleaned_data, moment=now, door=who)
        return doe(request, partial(draw, on_behalf_of=wie), "De steekproef is getrokken.")
    if step == "oordeel" and sheets.oordeel and sheets.oordeel.is_valid():
        data = sheets.oordeel.cleaned_data
        judge = partial(
            actions.beoordeel,
            one.nummer,
            int(data["volgnr"]),
            oordeel=data["oordeel"],
            fout_cent=in_cent(data["bedrag"] or 0),
            toelichting=data["toelichting"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, judge, f"Regel {data['volgnr']} is beoordeeld.")
    return "Dit kan nu niet meer. Kijk hieronder wat er wel kan."


def _sample_parts(
    one: Controleregel,
    sample: tuple[Trekking, list[Steekproefregel]] | None,
    sheets: Formulieren,
    wie: Machtiging,
) -> list[Deel]:
    if sample is None:
        if sheets.trek is None:
            return []
        count, amount, hidden = queries.populatie(one, on_behalf_of=wie)
        text = [f"In deze periode zijn {getal(count)} regels toegekend, samen {cent(amount)}."]
        if hidden:
            text.append(f"{getal(hidden)} regels van afgeschermde dossiers zitten niet in de steekproef.")
        return [Deel("Trek een steekproef", tuple(text), formulier=sheets.trek, doe="trek", knop="Trek")]
    how, lines = sample
    said = queries.opnieuw(one, on_behalf_of=wie)
    again = "Er zijn sindsdien regels bijgekomen of teruggenomen: opnieuw trekken zegt dan niets."
    if said and said[0]:
        again = (
            "Opnieuw getrokken met hetzelfde zaad: dezelfde regels."
            if said[1]
            else "Opnieuw getrokken met hetzelfde zaad komen er andere regels uit. Laat dit onderzoeken."
        )
    origin = (
        f"{METHODEN[how.methode]}. Zaad: {how.zaad}. Getrokken uit {getal(how.aantal)} regels van samen "
        f"{cent(how.bedrag_cent)}, vingerafdruk {how.vingerafdruk[:16]}."
    )
    parts = [Deel("Steekproef", (origin, again), "steekproef", tabel=_lines(lines, one.gemeente))]
    if sheets.oordeel:
        parts.append(Deel("Beoordeel een regel", formulier=sheets.oordeel, doe="oordeel", knop="Leg het oordeel vast"))
    return parts


def _lines(lines: list[Steekproefregel], gemeente: str) -> Tabel:
    return Tabel(
        "Steekproef",
        (
            Kolom("Nr", "getal"),
            Kolom("Regel"),
            Kolom("Bedrag", "getal"),
            Kolom("Oordeel"),
            Kolom("Niet juist", "getal"),
            Kolom("Toelichting"),
        ),
        tuple(
            (
                str(line.volgnr),
                Cel(
                    line.referentie,
                    url=reverse("waarom-bedrag", args=[gemeente, line.bericht_id, line.nr]),
                    onder=f"{line.trekkingen} keer getrokken" if line.trekkingen > 1 else "",
                ),
                cent(line.bedrag_cent),
                Cel(OORDELEN[line.oordeel], toon="negatief" if line.oordeel == ONJUIST else "neutraal")
                if line.oordeel
                else "",
                cent(line.fout_cent) if line.fout_cent else "–",
                line.toelichting,
            )
            for line in lines
        ),
        bijschrift_zichtbaar=False,
    )


def _steps(taken: list[Stapregel]) -> Tabel:
    return Tabel(
        "Stappen",
        (Kolom("Stap"), Kolom("Wanneer"), Kolom("Wat")),
        tuple(
            (
                Cel(STAP[line.code].naam, onder=f"Regeling Jeugdwet {STAP[line.code].grondslag}"),
                Cel(moment_kort(line.gezet_op), onder=line.door),
                Cel(line.tekst, onder=f"reageren tot en met {dag_kort(line.uiterlijk)}" if line.uiterlijk else ""),
            )
            for line in taken
        ),
        leeg="Er is nog geen stap gezet. Begin met de algemene risicoanalyse.",
        bijschrift_zichtbaar=False,
    )


def _facts(one: Controleregel) -> tuple[tuple[str, str, str], ...]:
    found = [
        ("Hulp in", f"{dag_kort(one.begin)} tot en met {dag_kort(one.tot - timedelta(days=1))}", ""),
        ("Onder het plan van", str(one.jaar), reverse("openbaar-controle")),
        ("Begonnen", moment_kort(one.begonnen_op), ""),
    ]
    if one.gesloten_op is not None:
        found += [("Gesloten", moment_kort(one.gesloten_op), ""), ("Uitkomst", one.uitkomst, "")]
    return tuple(found)


def _figures(sample: tuple[Trekking, list[Steekproefregel]] | None) -> tuple[Kerncijfer, ...]:
    if sample is None:
        return ()
    how, lines = sample
    said = schat(lines, how)
    return (
        Kerncijfer("Beoordeeld", f"{said.beoordeeld} van {len(lines)}"),
        Kerncijfer("Onjuist", getal(said.onjuist), f"{said.onbekend} niet vast te stellen"),
        Kerncijfer("Niet juist in de steekproef", cent(said.gevonden_cent)),
        Kerncijfer("Geschat over alles", cent(said.fout_cent), "een schatting: terugvragen kan alleen wat is gevonden"),
    )
