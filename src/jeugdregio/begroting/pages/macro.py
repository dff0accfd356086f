# SPDX-License-Identifier: EUPL-1.2
"""The macro budget of 2015: which circular, which scenarios, and what they do per municipality (S66, S68, S69, S70)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.begroting import macro as rekenen
from jeugdregio.begroting import queries
from jeugdregio.begroting.macro import OUDERBIJDRAGE, Effect, Scenario
from jeugdregio.begroting.values import Budgetversie, Circulairegegevens
from jeugdregio.components.blad import Blad, Deel, euroveld, in_cent, toon
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

JAAR = 2015
EERSTE = "december-2013"
"""Shown when nothing is chosen: the last circular with an amount."""
AANNAME = "In euro's, zonder teken. De bron noemt geen bedrag; wat u invult is uw aanname."
VERDELING = (
    "Wat een bron per gemeente noemt, staat er zo. De rest is verdeeld naar aantal jeugdigen: dat is een keuze van dit "
    "programma, geen bron zegt hoe."
)
ZELF, SAMEN = "zelf", "samen"


class Macrokeuze(forms.Form):
    """A version, scenarios to switch on, and amounts that no source gives."""

    circulaire = forms.ChoiceField(
        label="Versie van het budget",
        required=False,
        help_text="Een circulaire of een eigen begroting. Wat u aanzet, komt op deze versie.",
    )
    aan = forms.MultipleChoiceField(
        label="Scenario's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zet aan wat u wilt zien. Zonder bedrag heeft een scenario geen uitkomst.",
    )
    gestopt = forms.MultipleChoiceField(
        label="Wie stopte met innen van de ouderbijdrage",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Van Zwolle staat het in de bron. Welke andere gemeenten, staat er niet.",
    )
    draagt = forms.ChoiceField(
        label="Wie draagt de gemiste ouderbijdrage",
        required=False,
        choices=((ZELF, "Wie niet int, draagt dat zelf"), (SAMEN, "Alle gemeenten dragen het samen")),
        help_text="De bron laat dit open.",
    )

    def __init__(self, *args: Any, gemeenten: Mapping[str, str], lagen: Mapping[str, "Laag"], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = rekenen.scenarios()
        _choices(self, "circulaire", [(code, one.naam) for code, one in lagen.items()])
        _choices(self, "aan", [(one.code, one.naam) for one in every.values()])
        _choices(self, "gestopt", list(gemeenten.items()))
        for one in every.values():
            if one.regio_cent is None:
                self.fields[one.code] = euroveld(f"{one.naam}, hele regio", AANNAME, nodig=False)
                self.fields[one.code].localize = True
        self.fields["jggz_uitgaven"] = euroveld(
            "Uitgaven jeugd-ggz in 2015", "Voor de splitsing in schadelastjaar en boekjaar. Uw aanname.", nodig=False
        )
        self.fields["jggz_uitgaven"].localize = True


@dataclass(frozen=True)
class Laag:
    """What scenarios are laid over: a circular, or a version that municipalities made themselves."""

    naam: str
    jaar: int
    grondslag: str
    bron: str
    versies: Mapping[str, Budgetversie]


GEEN = Laag("geen versie", JAAR, "er is nog geen versie vastgelegd", "zonder bron", {})


def _lagen(circulars: Mapping[str, Circulairegegevens], versions: Sequence[Budgetversie]) -> dict[str, Laag]:
    """By what stands in the address; circulars first, oldest first."""
    of: defaultdict[str, dict[str, Budgetversie]] = defaultdict(dict)
    for one in reversed(versions):
        of[one.circulaire or f"{one.jaar}-{one.naam}"][one.gemeente] = one
    found = {}
    for code, circular in circulars.items():
        year = max((one.jaar for one in of[code].values()), default=max(circular.maand.jaar, JAAR))
        name = f"{circular.naam} ({circular.maand})"
        found[code] = Laag(name, year, circular.grondslag, circular.bron, of.pop(code))
    for code, own in of.items():
        first = next(iter(own.values()))
        found[code] = Laag(f"{first.naam}, {first.jaar}", first.jaar, "eigen begroting", first.bron, own)
    return found


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def macro(request: HttpRequest) -> HttpResponse:
    """The page; all of the choice is in the address, so it can be kept and shared."""
    wie = machtiging(request)
    circulars = queries.circulaires(on_behalf_of=wie)
    layers = _lagen(circulars, queries.alle_versies(on_behalf_of=wie))
    latest = EERSTE if EERSTE in layers else next(iter(layers), "")
    layer = layers.get(request.GET.get("circulaire", "") or latest, GEEN)
    weights = {code: many for code, many in regio.jeugdigen(date(layer.jaar, 12, 31)).items() if many > 0}
    names = {code: name for code, name in regio.namen().items() if code in weights}
    first = {"circulaire": latest, "draagt": ZELF, "gestopt": list(rekenen.scenarios()[OUDERBIJDRAGE].gestopt)}
    form = Macrokeuze(request.GET or None, gemeenten=names, lagen=layers, initial=first)
    valid = form.is_valid()
    data = form.cleaned_data if valid else {}
    effects, silent = _effects(data, weights)
    parts = [Deel("Kies", (f"Dit overzicht gebruikt: {layer.naam}, {layer.bron}.",), filter=form)]
    if not weights:
        parts.append(Deel(tekst=(f"De regio heeft over {layer.jaar} nog geen gemeenten met een aantal jeugdigen.",)))
    parts.append(
        Deel("Per gemeente", (VERDELING, *silent), tabel=_per_gemeente(layer, effects, names), anker="uitkomst")
    )
    parts.append(Deel("De scenario's", tabel=_scenarios()))
    parts.append(Deel("De circulaires", tabel=_circulaires(circulars, layers)))
    parts.append(_jggz(data))
    parts.append(_pgb(regio.namen()))
    page = Blad(
        "Macrobudget 2015",
        "Wat het budget van 2015 nog kon veranderen, met de bron en de zekerheid van elk bedrag.",
        tuple(parts),
        cijfers=(
            Kerncijfer("Effect van wat aan staat", cent(sum(one.som_cent for one in effects)), "alle gemeenten samen"),
            Kerncijfer("Versie", layer.naam, layer.grondslag),
        ),
    )
    return toon(request, page, fout=form.is_bound and not valid)


def _effects(data: Mapping[str, Any], weights: Mapping[str, int]) -> tuple[list[Effect], list[str]]:
    """What is switched on and has an amount, and a sentence on each that has none."""
    effects, silent = [], []
    for code in data.get("aan", ()) if weights else ():
        one = rekenen.scenarios()[code]
        typed = data.get(code)
        amount = None if typed is None else in_cent(typed)
        if code == OUDERBIJDRAGE and amount is not None:
            shared = data["draagt"] == SAMEN
            made: Effect | None = rekenen.ouderbijdrage(amount, weights, data["gestopt"], samen=shared)
        else:
            made = rekenen.effect(one, amount, weights)
        if made:
            effects.append(made)
        else:
            silent.append(f"{one.naam}: geen bron noemt een bedrag. Vul uw aanname in om een uitkomst te zien.")
    return effects, silent


def _per_gemeente(layer: Laag, effects: list[Effect], names: Mapping[str, str]) -> Tabel:
    def row(code: str, name: str) -> tuple[Cel | str, ...]:
        one = layer.versies.get(code)
        change = sum(effect.per_gemeente[code] for effect in effects)
        return (
            name,
            _met_band(one, 0) if one else "niet bekend",
            *(cent(effect.per_gemeente[code]) for effect in effects),
            cent(change),
            _met_band(one, change) if one else NO_VALUE,
        )

    total = sum(one.som_cent for one in effects)
    heads = (
        Kolom("Gemeente"),
        Kolom("In deze versie", "getal"),
        *(
            Kolom(one.scenario.naam, "getal", "uw aanname" if one.aanname else "ongeveer, uit de bron")
            for one in effects
        ),
        Kolom("Effect samen", "getal", "onder nul gaat eraf"),
        Kolom("Versie met effect", "getal"),
    )
    foot: tuple[Cel | str, ...] = (
        "Samen",
        NO_VALUE,
        *(cent(one.som_cent) for one in effects),
        cent(total),
        NO_VALUE,
    )
    rows = tuple(row(code, name) for code, name in names.items())
    return Tabel("Per gemeente", heads, rows, voet=foot, bijschrift_zichtbaar=False)


def _met_band(one: Budgetversie, change_cent: int) -> Cel:
    """The budget with a change, and its band shifted by as much."""
    about = "ongeveer " if one.ongeveer else ""
    low, high = one.laag_cent + change_cent, one.hoog_cent + change_cent
    band = f"tussen {cent(low)} en {cent(high)}" if one.ongeveer else ""
    return Cel(f"{about}{cent(one.bedrag_cent + change_cent)}", onder=band)


def _said(one: Scenario, names: Mapping[str, str]) -> str:
    said = [f"{name}: {getal(many)}" for name, many in one.feiten]
    said += [f"{names.get(code, code)}: ongeveer {cent(amount)}" for code, amount in one.gegeven.items()]
    if one.regio_cent is not None:
        said.append(f"Regio: ongeveer {cent(one.regio_cent)}")
    if one.landelijk_cent is not None:
        said.append(f"Landelijk: {cent(one.landelijk_cent)}")
    if one.gestopt:
        said.append(f"Stopte met innen: {', '.join(names.get(code, code) for code in one.gestopt)} en enkele andere")
    return "; ".join(said) or "Geen bedrag in de bron"


def _scenarios() -> Tabel:
    names = regio.namen()
    rows = tuple(
        (
            Cel(one.naam, onder=one.uitleg),
            "Erbij" if one.teken > 0 else "Eraf",
            _said(one, names),
            one.zekerheid[0].upper() + one.zekerheid[1:],
            str(one.bron),
        )
        for one in rekenen.scenarios().values()
    )
    heads = (Kolom("Scenario"), Kolom("Richting"), Kolom("Cijfers"), Kolom("Zekerheid"), Kolom("Bron"))
    return Tabel("Scenario's", heads, rows, bijschrift_zichtbaar=False)


def _circulaires(circulars: Mapping[str, Circulairegegevens], layers: Mapping[str, Laag]) -> Tabel:
    names = regio.namen()
    rows = tuple(
        (
            Cel(one.naam, url=f"{reverse('macrobudget')}?circulaire={one.code}", onder=one.opmerking),
            str(one.maand),
            "; ".join(
                f"{names.get(code, code)}: {'ongeveer ' if budget.ongeveer else ''}{cent(budget.bedrag_cent)}"
                for code, budget in layers[one.code].versies.items()
            )
            or "Geen bedrag bekend",
            one.grondslag.capitalize(),
            one.bron,
        )
        for one in circulars.values()
    )
    heads = (Kolom("Versie"), Kolom("Maand", "dag"), Kolom("Budget"), Kolom("Grondslag"), Kolom("Bron"))
    empty = "Er is nog geen circulaire vastgelegd."
    return Tabel("Circulaires", heads, rows, leeg=empty, bijschrift_zichtbaar=False)


def _jggz(data: Mapping[str, Any]) -> Deel:
    """Spending on jGGZ by book year and by claim year."""
    said = (
        "Ongeveer 35 procent van de uitgaven aan jeugd-ggz in 2015 hoort landelijk bij trajecten die in 2014 begonnen "
        f"({rekenen.jggz_bron()}). Naar boekjaar telt alles in 2015, naar schadelastjaar dat deel in 2014."
    )
    spent = data.get("jggz_uitgaven")
    if spent is None:
        return Deel("Schadelastjaar en boekjaar", (said, "Vul hierboven de uitgaven in om ze te splitsen."))
    before, after = rekenen.schadelastjaar(in_cent(spent))
    table = Tabel(
        "Uitgaven jeugd-ggz in 2015",
        (Kolom("Begonnen in"), Kolom("Naar boekjaar 2015", "getal"), Kolom("Naar schadelastjaar 2015", "getal")),
        (("2014, ongeveer", cent(before), cent(0)), ("2015, ongeveer", cent(after), cent(after))),
        voet=("Samen", cent(before + after), cent(after)),
    )
    return Deel("Schadelastjaar en boekjaar", (said,), tabel=table)


def _pgb(names: Mapping[str, str]) -> Deel:
    """The prognosis as given, and apart from it what was worked out."""
    one = rekenen.pgb()
    rows: tuple[tuple[Cel | str, ...], ...] = (
        (f"Houders op {datum(date.fromisoformat(one.peildatum))}", getal(one.houders), "gegeven"),
        ("Lopende verplichtingen", cent(one.lopend_cent), "gegeven"),
        (f"Prognose voor {one.jaar}", cent(one.prognose_cent), "gegeven, niet uitgerekend"),
        ("Lopend per houder", cent(one.gemiddeld_cent), "afgeleid"),
        ("Prognose gedeeld door lopend", one.verhouding, "afgeleid"),
        (
            f"Lopend maal {one.teller}/{one.noemer}",
            cent(one.hypothese_cent),
            f"hypothese over de methode; {cent(one.verschil_cent)} anders dan gegeven",
        ),
    )
    said = (
        f"Van {names.get(one.gemeente, one.gemeente)}, zonder in- en uitstroom. De bron noemt geen methode, dus de "
        f"prognose staat er zoals zij is gegeven ({one.bron})."
    )
    table = Tabel("Pgb", (Kolom("Cijfer"), Kolom("Waarde", "getal"), Kolom("Soort")), rows, bijschrift_zichtbaar=False)
    return Deel("Pgb-prognose", (said,), tabel=table, anker="pgb")
