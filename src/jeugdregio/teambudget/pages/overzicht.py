# SPDX-License-Identifier: EUPL-1.2
"""Every team of a municipality with its budget, and the budgets that are gone (S71, S73)."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import dag_kort, promille, telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.pages.formulieren import Budgetformulier, Teamformulier
from jeugdregio.teambudget.pages.opmaak import BOVEN, PLICHT, VOORGESTELD, beeld, doe, jaar_uit
from jeugdregio.teambudget.values import Signaal, Teamstand


class Jaarfilter(Keuzefilter):
    """The year that is looked at."""

    jaar = forms.ChoiceField(label="Jaar", required=False, help_text="Het jaar van budget en uitgaven.")


@vraagt(Recht.TEAMBUDGET_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest) -> HttpResponse:
    """The page; a POST adds a team, proposes a budget, or says that a signal was seen."""
    wie, today = machtiging(request), timezone.localdate()
    year = jaar_uit(request.GET.get("jaar", ""), today.year)
    step = request.POST.get("doe", "")
    teams = [(str(one.id), one.naam) for one in queries.teams(peildatum=today, on_behalf_of=wie)]
    new_team = Teamformulier(request.POST if step == "team" else None)
    budget = Budgetformulier(request.POST if step == "budget" else None, teams=teams, initial={"jaar": year})
    fault = _doe(request, step, wie, new_team, budget)
    if step and not fault and not new_team.errors and not budget.errors:
        return redirect(f"{reverse('teambudget')}?jaar={year}")
    rows = queries.standen(year, on_behalf_of=wie)
    chosen = Jaarfilter({"jaar": str(year)})
    chosen.kies("jaar", [(str(y), str(y)) for y in range(today.year + 1, today.year - 5, -1)], alle=False)
    may = wie.mag(Recht.TEAMBUDGET_VASTSTELLEN)
    page = Blad(
        "Teambudget",
        "Het vaste bedrag van elk toegangsteam (lump sum), wat daarvan is uitgegeven en wat ermee is bereikt.",
        (
            Deel(filter=chosen),
            Deel(
                "Teams",
                tabel=_teams(rows, year),
                meters=tuple(map(beeld, rows)),
                links=(("Wat er van het vaste bedrag is geboekt en betaald", f"{reverse('lumpsum')}?jaar={year}"),),
            ),
            Deel(
                "Budget op, plicht blijft",
                (PLICHT,),
                anker="signalen",
                tabel=_signalen(queries.signalen(on_behalf_of=wie)),
            ),
            *([Deel(formulier=_zien(wie), doe="gezien", knop="Gezien")] if may and _zien(wie) else []),
            *(
                [Deel("Stel een budget voor", formulier=budget, doe="budget", knop="Stel voor")]
                if may and teams
                else []
            ),
            *([Deel("Voeg een team toe", formulier=new_team, doe="team", knop="Voeg toe")] if may else []),
        ),
        boven=BOVEN,
        cijfers=_cijfers(rows, year),
        fout=fault,
    )
    return toon(request, page, fout=bool(new_team.errors or budget.errors))


def _doe(request: HttpRequest, step: str, wie: Machtiging, new_team: Teamformulier, budget: Budgetformulier) -> str:
    now = timezone.now()
    if step == "team" and new_team.is_valid():
        data = new_team.cleaned_data
        make = partial(actions.maak_team, data["naam"], vanaf=data["vanaf"], on_behalf_of=wie)
        return doe(request, make, "Het team is toegevoegd.")
    if step == "budget" and budget.is_valid():
        data = budget.cleaned_data
        what = {
            "team": int(data["team"]),
            "teamnaam": dict(budget.fields["team"].choices)[data["team"]],  # type: ignore[attr-defined]
            "jaar": data["jaar"],
            "bedrag_cent": in_cent(data["bedrag"]),
            "kinderen": data["kinderen"],
            "bron": data["bron"],
            "termijnen": int(data["termijnen"] or 12),
        }
        propose = partial(actions.stel_voor, "teambudget", what, reden=data["reden"], moment=now, on_behalf_of=wie)
        return doe(request, propose, VOORGESTELD)
    if step == "gezien":
        number = request.POST.get("signaal", "")
        if not number.isdecimal():
            return "Kies eerst een melding."
        who = request.user.get_username()
        see = partial(actions.zie_signaal, int(number), door=who, moment=now, on_behalf_of=wie)
        return doe(request, see, "De melding staat als gezien.")
    return ""


class _Gezien(forms.Form):
    """Which signal was seen."""

    signaal = forms.ChoiceField(label="Melding", help_text="Kies welke melding u hebt gezien.")


def _zien(wie: Machtiging) -> forms.Form | None:
    new = queries.signalen(on_behalf_of=wie, alleen_nieuw=True)
    if not new:
        return None
    form = _Gezien()
    field = form.fields["signaal"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(str(one.id), f"{_van(one)}, {one.jaar}") for one in new]
    return form


def _van(one: Signaal) -> str:
    return one.team or f"Jeugdbudget van {regio.namen().get(one.gemeente, one.gemeente)}"


def _teams(rows: list[Teamstand], year: int) -> Tabel:
    def line(one: Teamstand) -> tuple[Cel | str, ...]:
        share = (
            Cel("geen budget", toon="waarschuwing")
            if one.promille is None
            else Cel(promille(one.promille), toon="negatief" if one.op else None)
        )
        return (
            Cel(one.team.naam, url=reverse("team", args=[one.team.id, year])),
            cent(one.budget_cent),
            cent(one.kosten_cent),
            share,
            Cel(getal(one.kinderen), onder=f"afgesproken: {getal(one.kinderen_begroot)}"),
            Cel(f"{getal(one.bereikt)} van {getal(one.bekend)}", onder=f"{getal(one.uitgaven)} uitgaven"),
        )

    return Tabel(
        f"Teams in {year}",
        (
            Kolom("Team"),
            Kolom("Budget", "getal"),
            Kolom("Uitgegeven", "getal"),
            Kolom("Gebruikt", "getal"),
            Kolom("Kinderen", "getal", "verschillende kinderen"),
            Kolom("Doel bereikt", "getal", "van wat is nagegaan"),
        ),
        tuple(map(line, rows)),
        leeg="Er is nog geen team. De controller of bestuurder van de gemeente voegt het hieronder toe.",
    )


def _signalen(rows: object) -> Tabel:
    assert isinstance(rows, list)
    return Tabel(
        "Budgetten die op zijn",
        (
            Kolom("Budget"),
            Kolom("Jaar", "getal"),
            Kolom("Bedrag", "getal"),
            Kolom("Besteed", "getal"),
            Kolom("Gemeld", "dag"),
            Kolom("Gezien"),
        ),
        tuple(
            (
                Cel(_van(one), onder=one.aanleiding),
                str(one.jaar),
                cent(one.budget_cent),
                cent(one.besteed_cent),
                dag_kort(timezone.localtime(one.gemeld_op).date()),
                Cel("gezien", toon="positief") if one.gezien else Cel("nieuw", toon="waarschuwing"),
            )
            for one in rows
        ),
        leeg="Er is geen budget op.",
    )


def _cijfers(rows: list[Teamstand], year: int) -> tuple[Kerncijfer, ...]:
    budget = sum(one.budget_cent or 0 for one in rows)
    spent = sum(one.kosten_cent for one in rows)
    gone = sum(one.op for one in rows)
    return (
        Kerncijfer("Budget van de teams", cent(budget), f"in {year}"),
        Kerncijfer("Uitgegeven", cent(spent), telwoord(len(rows), "team", "teams")),
        Kerncijfer("Budget op", getal(gone), "teams; hun hulp gaat door", toon="negatief" if gone else "neutraal"),
    )
