# SPDX-License-Identifier: EUPL-1.2
"""The calculation model of the RTA: a budget in, an amount and a trace per provider out (S03)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.begroting import queries as begroting
from jeugdregio.components import inleespagina
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, promille
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.overgang import actions, queries
from jeugdregio.overgang.inlezen import OMZET
from jeugdregio.overgang.pages import invoer
from jeugdregio.overgang.rta import Aannames, NietInTeVullen, Regel, Uitkomst, bronnen, toets, vul

STANDAARD = Aannames()
GRENZEN = {
    "innovatie": ("Voor vernieuwing", "Promille van het budget dat apart blijft. Uw aanname."),
    "nieuw": ("Voor nieuwe aanbieders", "Promille van het budget dat apart blijft. Uw aanname."),
    "residentieel": ("Omzet met verblijf telt voor", "Promille van de omzet. Lager is sneller ombouwen. Uw aanname."),
    "ondergrens": ("Niemand onder", "Promille van de eigen omzet. Alleen om te toetsen. Uw aanname."),
    "frictie": ("Niemand daalt meer dan", "Promille van de omzet onder wat iedereen inlevert. Om te toetsen."),
}
INLEIDING = (
    "In 2014 spraken de gemeenten uitgangspunten af voor de inkoop, met een rekenmodel dat een bedrag per aanbieder "
    "geeft zodra het rijksbudget bekend is. Vul het hier met een budget."
)
AANNAME = (
    "De bronnen noemen de uitgangspunten en dat er een model was, niet de formule en geen bedrag. Het model op deze "
    "pagina is van dit programma, en alles wat u kunt invullen is een aanname."
)


class Modelkeuze(forms.Form):
    """A budget, whose turnover counts, and what is assumed; all of it stands in the address."""

    budget = forms.DecimalField(
        label="Budget van de regio in euro's",
        help_text="Zelf invullen, of een versie kiezen. Onder nul is een correctie.",
        required=False,
        max_digits=13,
        decimal_places=2,
        localize=True,
    )
    versie = forms.ChoiceField(
        label="Of een versie", required=False, help_text="De budgetten van alle gemeenten samen, zoals vastgelegd."
    )
    jaar = forms.ChoiceField(label="Omzet van", required=False, help_text="De bron noemt Vektis 2012 en 2011/2012.")

    def __init__(self, *args: Any, jaren: list[int], versies: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("versie", [("", "Zelf ingevuld"), *((key, f"{key}: {cent(sum_)}") for key, sum_ in versies.items())]),
            ("jaar", [(str(year), str(year)) for year in jaren]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for name, (label, help_text) in GRENZEN.items():
            self.fields[name] = forms.IntegerField(
                label=label, help_text=help_text, required=False, min_value=0, max_value=1000
            )

    def aannames(self) -> Aannames:
        """What was filled in, else as it comes."""
        given = {name: self.cleaned_data.get(name) for name in GRENZEN}
        return Aannames(**{name: getattr(STANDAARD, name) if one is None else one for name, one in given.items()})


def _versies(wie: Machtiging) -> dict[str, int]:
    """The sum per name and year of what the asker sees."""
    sums: dict[str, int] = {}
    for one in begroting.alle_versies(on_behalf_of=wie):
        key = f"{one.naam}, {one.jaar}"
        sums[key] = sums.get(key, 0) + one.bedrag_cent
    return sums


def _gevuld(request: HttpRequest, wie: Machtiging) -> tuple[Modelkeuze, Uitkomst | None, str, bool]:
    """The form, the filled model, why it could not be filled, and whether turnover is made up."""
    years, versions = queries.omzetjaren(on_behalf_of=wie), _versies(wie)
    first = {name: getattr(STANDAARD, name) for name in GRENZEN} | {"jaar": str(years[0]) if years else ""}
    asked = {name: value for name, value in request.GET.items() if name in ("budget", "versie", "jaar", *GRENZEN)}
    form = Modelkeuze(first | asked if asked else None, jaren=years, versies=versions, initial=first)
    if not asked or not form.is_valid():
        return form, None, "", False
    data = form.cleaned_data
    budget = in_cent(data["budget"]) if data["budget"] is not None else versions.get(data["versie"])
    if budget is None:
        return form, None, "Vul een budget in, of kies een versie.", False
    turnover = queries.omzetten(int(data["jaar"] or 0), on_behalf_of=wie)
    try:
        return form, vul(budget, turnover, form.aannames()), "", any(one.verzonnen for one in turnover)
    except NietInTeVullen as refusal:
        return form, None, str(refusal), False


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def model(request: HttpRequest) -> HttpResponse:
    """The page; `?als=sjabloon` gives the file to fill in, a POST reads turnover."""
    wie = machtiging(request)
    if request.GET.get("als") == "sjabloon":
        return inleespagina.sjabloon("omzetten", [OMZET.blad])
    faults, said = list[Rijfout](), ""
    if request.method == "POST":
        eis(wie, Recht.BUDGET_WIJZIGEN)
        faults, said = invoer.lees_in(request, OMZET, actions.leg_omzetten_vast, wie)
        if not faults and not said:
            messages.success(request, "Alle omzetten zijn ingelezen.")
            return redirect("rta-model")
    form, outcome, why, invented = _gevuld(request, wie)
    names = aanbieders.namen()
    rows = _lijst(outcome, names, request) if outcome else None
    if rows and (file := rows.als_bestand(request)):
        return file
    principles, announced = bronnen()
    parts = [Deel("Vul het model", (AANNAME,), filter=form)]
    if outcome and rows:
        note = (invoer.VERZONNEN,) if invented else ()
        parts.append(Deel("De uitgangspunten getoetst", tabel=_toetsen(outcome, names), anker="toetsen"))
        parts.append(Deel("Per aanbieder", note, lijst=rows.blad(request), anker="aanbieders"))
    if wie.mag(Recht.BUDGET_WIJZIGEN):
        parts.extend(invoer.deel(OMZET, "Lees omzetten in", faults))
    page = Blad(
        "Rekenmodel van het RTA",
        INLEIDING,
        tuple(parts),
        boven="Budget per aanbieder",
        cijfers=_cijfers(outcome) if outcome else (),
        feiten=(("Uitgangspunten", str(principles), ""), ("Rekenmodel aangekondigd", str(announced), "")),
        fout=said or why,
    )
    return toon(request, page, fout=bool(faults) or (form.is_bound and not form.is_valid()))


def _cijfers(one: Uitkomst) -> tuple[Kerncijfer, ...]:
    return (
        Kerncijfer("Budget", bedrag_kort(one.budget_cent), "van de regio"),
        Kerncijfer("Vernieuwing", bedrag_kort(one.innovatie_cent), "blijft apart"),
        Kerncijfer("Nieuwe aanbieders", bedrag_kort(one.nieuw_cent), "blijft apart"),
        Kerncijfer("Over aanbieders", bedrag_kort(one.te_verdelen_cent), f"{getal(len(one.regels))} aanbieders"),
        Kerncijfer("Samen", bedrag_kort(one.som_cent), "tot op de cent het budget"),
    )


def _toetsen(outcome: Uitkomst, names: Mapping[str, str]) -> Tabel:
    rows = tuple(
        (
            Cel(one.uitgangspunt.naam, onder=one.uitgangspunt.toets),
            Cel("voldaan", toon="positief") if one.voldaan else Cel("niet voldaan", toon="negatief"),
            one.waarom,
            one.uitgangspunt.niet,
        )
        for one in toets(outcome, names)
    )
    heads = (Kolom("Uitgangspunt"), Kolom("Toets"), Kolom("Waarom"), Kolom("Wat het model niet ziet"))
    return Tabel("Uitgangspunten", heads, rows, bijschrift_zichtbaar=False)


def _lijst(outcome: Uitkomst, names: Mapping[str, str], request: HttpRequest) -> Lijst[Regel]:
    asked = {name: value for name, value in request.GET.items() if name in ("budget", "versie", "jaar", *GRENZEN)}

    def provider(one: Regel) -> Cel:
        url = f"{reverse('rta-spoor')}?{urlencode({**asked, 'aanbieder': one.aanbieder})}"
        return Cel(names.get(one.aanbieder, one.aanbieder), url=url, onder="met verblijf" if one.residentieel else "")

    return Lijst(
        "Bedragen",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder), cel=provider),
            Veld("omzet", "Omzet", lambda one: one.omzet_cent, "bedrag"),
            Veld("factor", "Telt voor (promille)", lambda one: one.factor, "getal"),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld(
                "deel",
                "Van de omzet",
                lambda one: one.promille_van_omzet,
                "getal",
                cel=lambda one: promille(one.promille_van_omzet),
                uitleg="promille in het bestand",
            ),
        ),
        outcome.regels,
        van_zelf="-bedrag",
        bestand="rta-model",
        leeg="Er is geen omzet bekend.",
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def spoor(request: HttpRequest) -> HttpResponse:
    """How the amount of one provider came about, line by line."""
    wie = machtiging(request)
    _, outcome, _, invented = _gevuld(request, wie)
    code = request.GET.get("aanbieder", "")
    one = next((line for line in outcome.regels if line.aanbieder == code), None) if outcome else None
    if outcome is None or one is None:
        raise Http404("Van deze aanbieder is er geen bedrag.")
    name = aanbieders.naam(code)
    extra = one.bedrag_cent - one.naar_beneden_cent
    rows = (
        ("1. Budget van de regio", cent(outcome.budget_cent)),
        (f"2. Min vernieuwing ({outcome.aannames.innovatie} promille)", cent(-outcome.innovatie_cent)),
        (f"3. Min nieuwe aanbieders ({outcome.aannames.nieuw} promille)", cent(-outcome.nieuw_cent)),
        ("4. Te verdelen over aanbieders", cent(one.te_verdelen_cent)),
        (f"5. Omzet van {name}", cent(one.omzet_cent)),
        (f"6. Telt voor {one.factor} promille", cent(one.gewicht // 1000)),
        ("7. Alle omzetten zo geteld", cent(one.samen_gewicht // 1000)),
        ("8. Regel 4 maal regel 6 gedeeld door regel 7, op hele centen naar beneden", cent(one.naar_beneden_cent)),
        ("9. Cent van de afronding: naar de grootste resten, zodat de som klopt", cent(extra)),
        ("10. Bedrag", cent(one.bedrag_cent)),
    )
    heads = (Kolom("Regel"), Kolom("Bedrag", "getal"))
    table = Tabel("Spoor", heads, rows, bijschrift_zichtbaar=False)
    query = urlencode({key: value for key, value in request.GET.items() if key != "aanbieder"})
    page = Blad(
        name,
        "Hoe het bedrag van deze aanbieder tot stand komt.",
        (Deel("Spoor", (AANNAME, *((invoer.VERZONNEN,) if invented else ())), tabel=table),),
        boven="Rekenmodel van het RTA",
    )
    return toon(request, page, (Kruimel("Rekenmodel van het RTA", f"{reverse('rta-model')}?{query}"), Kruimel(name)))
