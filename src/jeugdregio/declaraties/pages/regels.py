# SPDX-License-Identifier: EUPL-1.2
"""Every rule that messages are judged by: what it says, what to do, its source and its condition."""

from dataclasses import dataclass
from textwrap import dedent

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.components.verzoek import wants_part
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import NIVEAUS
from jeugdregio.gebruikers.verzoek import voor_iedereen
from jeugdregio.regels.values import Plaats, Regel

BERICHTEN = {
    "JW301": "JW301 toewijzing",
    "JW305": "JW305 start zorg",
    "JW307": "JW307 stop zorg",
    "JW315": "JW315 verzoek om toewijzing",
    "JW317": "JW317 verzoek om wijziging",
    "JW319": "JW319 antwoord op een verzoek",
    "JW323": "JW323 declaratie",
}

HOOGSTENS = 300
"""Rules on one page: all of them, so that a browser finds a word."""


@dataclass(frozen=True)
class RegelsPagina:
    """The list of rules."""

    titel: str
    filter: forms.Form
    samenvatting: str
    lijst: Lijstblad


@dataclass(frozen=True)
class Plek:
    """Where a rule looks, and its condition as the database reads it."""

    titel: str
    conditie: str


@dataclass(frozen=True)
class RegelPagina:
    """One rule."""

    titel: str
    uitleg: str
    wat_te_doen: str
    feiten: tuple[tuple[str, str], ...]
    plekken: tuple[Plek, ...]
    uitval_url: str


class Filter(Keuzefilter):
    """What the list of rules is narrowed to."""

    bericht = forms.ChoiceField(required=False, choices=[("", "Alle"), *BERICHTEN.items()])
    niveau = forms.ChoiceField(
        required=False,
        choices=[("", "Alle"), *((str(n), f"{n}: {text}") for n, text in NIVEAUS.items() if n > 1)],
    )
    zoek = forms.CharField(
        label="Code of woord",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@voor_iedereen
@require_safe
@vary_on_headers("HX-Request")
def regels(request: HttpRequest) -> HttpResponse:
    """All rules, in order of code."""
    form = Filter(request.GET)
    form.is_valid()
    found = [rule for rule in queries.regels().values() if _meets(rule, form.cleaned_data)]
    rules = _list(found)
    if file := rules.als_bestand(request):
        return file
    page = RegelsPagina(
        titel="Regels",
        filter=form,
        samenvatting=f"{telwoord(len(found), 'regel', 'regels')} van iJw 3.2.",
        lijst=rules.blad(request),
    )
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"declaraties/regels.html{part}", {"page": page})


@voor_iedereen
@require_safe
def regel(request: HttpRequest, code: str) -> HttpResponse:
    """One rule."""
    rule = queries.regels().get(code.upper())
    if rule is None:
        raise Http404
    judged = any(plaats.bericht == "JW323" for plaats in rule.plaatsen) and rule.niveau > 2
    page = RegelPagina(
        titel=f"Regel {rule.code}",
        uitleg=rule.algemeen,
        wat_te_doen=rule.wat_te_doen,
        feiten=(
            ("Bron", str(rule.source)),
            ("Niveau", f"{rule.niveau}: {NIVEAUS[rule.niveau]}"),
            ("Retourcode", f"{rule.retourcode}: {codelijst('retourcode').omschrijving(rule.retourcode)}"),
            ("Geldt voor", ", ".join(BERICHTEN.get(b, b) for b in _messages(rule))),
        ),
        plekken=tuple(_place(plaats) for plaats in rule.plaatsen),
        uitval_url=f"{reverse('uitval')}?regel={rule.code}&toon=alles" if judged else "",
    )
    kruimels = (Kruimel("Regels", reverse("regels")), Kruimel(rule.code))
    return render(request, "declaraties/regel.html", {"page": page, "kruimels": kruimels})


def _messages(rule: Regel) -> list[str]:
    return sorted({plaats.bericht for plaats in rule.plaatsen})


def _meets(rule: Regel, asked: dict[str, str]) -> bool:
    word = asked.get("zoek", "").lower()
    return (
        asked.get("bericht", "") in ("", *_messages(rule))
        and asked.get("niveau", "") in ("", str(rule.niveau))
        and word in f"{rule.code} {rule.retourcode} {rule.uitleg} {rule.wat_te_doen}".lower()
    )


def _list(rules: list[Regel]) -> Lijst[Regel]:
    return Lijst(
        "Regels van iJw 3.2",
        (
            Veld("regel", "Regel", _code, cel=lambda rule: Cel(rule.code, url=reverse("regel", args=[rule.code]))),
            Veld("uitleg", "Wat er mis is", lambda rule: rule.algemeen),
            Veld("doen", "Wat te doen", lambda rule: rule.wat_te_doen, alleen_bestand=True),
            Veld("bericht", "Bericht", lambda rule: ", ".join(_messages(rule))),
            Veld("niveau", "Niveau", lambda rule: rule.niveau, "getal"),
            Veld("retourcode", "Retourcode", lambda rule: rule.retourcode),
        ),
        rules,
        bestand="regels",
        van_zelf="regel",
        per_pagina=HOOGSTENS,
        leeg="Geen regel voldoet aan dit filter. Zoek op een ander woord.",
    )


def _code(rule: Regel) -> str:
    return rule.code


def _place(plaats: Plaats) -> Plek:
    kind = "Een rij overtreedt de regel als" if plaats.schending else "Deze rijen overtreden de regel"
    return Plek(f"{plaats.bericht}, {plaats.klasse}. {kind}:", dedent(plaats.schending or plaats.onder).strip())
