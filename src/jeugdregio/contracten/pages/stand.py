# SPDX-License-Identifier: EUPL-1.2
"""The contracts of a day: what they come to, what sources say of that day, and the contracts themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Deel, Kerncijfer, Kolom, Lijstblad, Meter, Tabel, Toon
from jeugdregio.components.verzoek import dag_uit
from jeugdregio.contracten.models import Bronfeit, Contract
from jeugdregio.contracten.situatie import Deelsituatie, Situatie, bronfeiten, budgetsom, leg_naast, situatie
from jeugdregio.contracten.values import Bronregel, Contractgegevens, Feitcontrole
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

KLEUREN: tuple[Toon, ...] = ("info", "positief", "waarschuwing", "neutraal")
SOM_VOLGENS_BRON = "Geen som van contracten. Ten minste: een bron zegt ruim, of van een tafel is er geen bedrag."
GEEN = "geen"
"""In the address: the contracts that belong to no table."""
OORDELEN: dict[bool | None, tuple[str, Toon]] = {
    True: ("klopt", "positief"),
    False: ("wijkt af", "negatief"),
    None: ("niet te tellen", "neutraal"),
}
KEUZES = {
    "soort": dict(Contract.Soort.choices),
    "tafel": dict(Contract.Tafel.choices),
    "omvang": dict(Contract.Omvang.choices),
    "rol": dict(Contract.Aanbiederrol.choices),
    "niveau": dict(Contract.Niveau.choices),
}


class Contractfilter(Keuzefilter):
    """What the contracts are narrowed down to, and the day."""

    dag = forms.DateField(
        label="Dag",
        required=False,
        help_text="De contracten die op deze dag lopen. Leeg is vandaag.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    aanbieder = forms.CharField(
        label="Aanbieder", required=False, max_length=120, help_text="Een deel van de naam, of de hele AGB-code."
    )
    tafel = forms.ChoiceField(label="Tafel", required=False, help_text="De inkooptafel waar het contract bij hoort.")
    perceel = forms.ChoiceField(label="Perceel", required=False, help_text="Welke hulp er is ingekocht.")
    omvang = forms.ChoiceField(label="Omvang", required=False, help_text="Hoe de aanbieder bij de inkoop is ingedeeld.")
    rol = forms.ChoiceField(label="Rol", required=False, help_text="Wat de aanbieder in dit contract is.")
    niveau = forms.ChoiceField(label="Niveau", required=False, help_text="Van lokaal tot landelijk, per contract.")
    bekostiging = forms.ChoiceField(label="Bekostiging", required=False, help_text="Hoe er wordt betaald.")


@dataclass(frozen=True)
class StandPagina:
    """The filter, the days to go to, the picture of the day (not for a provider), and the contracts."""

    titel: str
    inleiding: str
    filter: Contractfilter
    dagen: tuple[tuple[str, str, bool], ...]
    cijfers: tuple[Kerncijfer, ...]
    meter: Meter | None
    tafels: Tabel | None
    bronnen: Tabel | None
    blad: Lijstblad
    bestand: str = ""


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def contracten(request: HttpRequest) -> HttpResponse:
    """The page; `dag=` is another day than today, `als=` gives the contracts as a file."""
    wie, today = machtiging(request), timezone.localdate()
    form, day = Contractfilter(request.GET), dag_uit(request, "dag", today)
    picture, names = situatie(settings.REGIO, day, on_behalf_of=wie), aanbieders.namen()
    _choices(form, picture)
    chosen = {name: value for name, value in form.gekozen().items() if name != "dag"}
    shown = [one for one in picture.alle.contracten if _fits(one, names, chosen)]
    found = _list(shown, names, day)
    if file := found.als_bestand(request):
        return file
    page = _page(form, found.blad(request), picture, names, wie) if not wie.aanbieder else _own(form, found, request)
    return render(request, "contracten/stand.html", {"page": page})


def _choices(form: Contractfilter, picture: Situatie) -> None:
    """Only what occurs that day can be chosen."""
    rows = picture.alle.contracten
    for name in ("omvang", "rol", "niveau"):
        seen = {getattr(one, name) for one in rows} - {""}
        form.kies(name, [(value, text) for value, text in KEUZES[name].items() if value in seen])
    for name in ("perceel", "bekostiging"):
        form.kies(name, [(value, value) for value in sorted({getattr(one, name) for one in rows} - {""})])
    form.kies("tafel", [(part.tafel or GEEN, part.naam) for part in picture.tafels])


def _fits(one: Contractgegevens, names: Mapping[str, str], chosen: Mapping[str, str]) -> bool:
    text = chosen.get("aanbieder", "").casefold()
    return (
        (not text or text == one.aanbieder or text in names.get(one.aanbieder, "").casefold())
        and chosen.get("tafel") in (None, one.tafel or GEEN)
        and all(
            chosen.get(name) in (None, getattr(one, name))
            for name in ("perceel", "omvang", "rol", "niveau", "bekostiging")
        )
    )


def _page(
    form: Contractfilter, sheet: Lijstblad, picture: Situatie, names: Mapping[str, str], wie: Machtiging
) -> StandPagina:
    facts = bronfeiten(settings.REGIO, on_behalf_of=wie)
    of_today = [one for one in facts if one.peildatum == picture.dag]
    return StandPagina(
        titel="Contracten",
        inleiding=f"Wat er op {datum(picture.dag)} met aanbieders is afgesproken. Wat een aanbieder is, staat per "
        "contract: dezelfde aanbieder kan aan de ene tafel groot zijn en aan de andere niet ingedeeld.",
        filter=form,
        dagen=_days(facts, picture.dag),
        cijfers=_figures(picture, names),
        meter=_meter(picture),
        tafels=_tables(picture, of_today, names),
        bronnen=_sources(leg_naast(of_today, picture)) if of_today else None,
        blad=sheet,
        bestand=reverse("contractbestand") if wie.mag(Recht.CONTRACTEN_INLEZEN) else reverse("contractbestand-uitvoer"),
    )


def _own(form: Contractfilter, found: Lijst[Contractgegevens], request: HttpRequest) -> StandPagina:
    text = "De contracten van uw organisatie met de regio."
    return StandPagina("Contracten", text, form, (), (), None, None, None, found.blad(request))


def _days(facts: Sequence[Bronregel], day: date) -> tuple[tuple[str, str, bool], ...]:
    """(text, address, whether it is here): every day that a source speaks of, and today."""
    here = reverse("contracten")
    known = {one.peildatum: one.situatie for one in facts}
    links = [(name, f"{here}?dag={when.isoformat()}", when == day) for when, name in sorted(known.items())]
    return (*links, ("Vandaag", here, day not in known)) if links else ()


def _figures(picture: Situatie, names: Mapping[str, str]) -> tuple[Kerncijfer, ...]:
    every = picture.alle
    twice = sorted(names.get(code, code) for code in picture.aan_meer_tafels)
    load = ", ".join(getal(count) for count in picture.per_contractmanager.values())
    return (
        Kerncijfer("Contracten", getal(len(every.contracten)), f"waarvan {getal(every.met_plafond)} met een plafond"),
        Kerncijfer(
            "Aanbieders",
            getal(len(every.aanbieders)),
            f"elk één keer; aan meer dan één tafel: {', '.join(twice)}" if twice else "elk één keer",
        ),
        Kerncijfer("Plafonds samen", bedrag_kort(every.plafond_cent), "van de contracten die er een hebben"),
        Kerncijfer(
            "Contractmanagers",
            getal(len(picture.per_contractmanager)),
            f"met elk zoveel aanbieders: {load}" if load else "",
        ),
        Kerncijfer("Profielen", getal(len(picture.profielen)), "met een prijs, of in een segment dat een bron noemt"),
    )


def _meter(picture: Situatie) -> Meter | None:
    whole = len(picture.alle.contracten)
    if len(picture.tafels) < 2:
        return None
    return Meter(
        "Contracten per tafel",
        tuple(
            Deel(
                part.naam,
                getal(len(part.contracten)),
                len(part.contracten) * 1000 // whole,
                KLEUREN[number % len(KLEUREN)],
                _narrowed(picture.dag, tafel=part.tafel or GEEN),
            )
            for number, part in enumerate(picture.tafels)
        ),
    )


def _narrowed(day: date, **words: str) -> str:
    asked = "&".join(f"{name}={value.replace('&', '%26')}" for name, value in words.items())
    return f"{reverse('contracten')}?dag={day.isoformat()}&{asked}#contracten"


def _tables(picture: Situatie, facts: Sequence[Bronregel], names: Mapping[str, str]) -> Tabel:
    said = {one.tafel: one for one in facts if one.maat == Bronfeit.Maat.BUDGET and not one.perceel}
    total = budgetsom(facts, [part.tafel for part in picture.tafels])
    every = picture.alle
    heads = (
        Kolom("Tafel"),
        Kolom("Contracten", "getal"),
        Kolom("Aanbieders", "getal", "In het totaal elk één keer."),
        Kolom("Plafonds samen", "getal", "Uit de contracten."),
        Kolom(
            "Budget volgens bron",
            "getal",
            SOM_VOLGENS_BRON,
        ),
        Kolom("Wie erachter staan"),
    )
    return Tabel(
        f"Per tafel op {datum(picture.dag)}",
        heads,
        tuple(
            _table(part, said.get(part.tafel) if part.tafel else None, picture.dag, names) for part in picture.tafels
        ),
        voet=(
            "Samen",
            getal(len(every.contracten)),
            getal(len(every.aanbieders)),
            cent(every.plafond_cent),
            f"{'ten minste ' if total.ten_minste else ''}{cent(total.cent)}" if total else "–",
            _behind(every),
        ),
        leeg="Op deze dag loopt er geen contract. Kies een andere dag, of lees een contractbestand in.",
    )


def _table(part: Deelsituatie, said: Bronregel | None, day: date, names: Mapping[str, str]) -> tuple[Cel, ...]:
    large = sorted(names.get(code, code) for code in {one.aanbieder for one in part.van(omvang="groot")})
    named = f"groot: {', '.join(large)}" if 0 < len(large) <= 12 else telwoord(len(large), "grote", "grote")
    ceilings = f"{getal(part.met_plafond)} van {getal(len(part.contracten))} contracten"
    return (
        Cel(part.naam, url=_narrowed(day, tafel=part.tafel or GEEN), onder=named if large else ""),
        Cel(getal(len(part.contracten)), onder=", ".join(f"{lot} {getal(count)}" for lot, count in part.percelen)),
        Cel(getal(len(part.aanbieders))),
        Cel(cent(part.plafond_cent), onder=ceilings if part.met_plafond else "geen plafonds afgesproken"),
        Cel(f"{'ruim ' if said.meer_dan else ''}{cent(said.waarde)}", onder=said.bron) if said else Cel("–"),
        Cel(_behind(part)),
    )


def _behind(part: Deelsituatie) -> str:
    """The subcontractors and members of whom the contracts are with."""
    found = [
        telwoord(len(part.onderaannemers), "onderaannemer", "onderaannemers") if part.onderaannemers else "",
        telwoord(len(part.leden), "lid van een coöperatie", "leden van coöperaties") if part.leden else "",
    ]
    return ", ".join(filter(None, found)) or "–"


def _sources(checked: Sequence[Feitcontrole]) -> Tabel:
    heads = (
        Kolom("Wat de bron zegt"),
        Kolom("Tafel"),
        Kolom("Volgens de bron", "getal"),
        Kolom("Geteld", "getal", "Uit de contracten die op deze dag lopen."),
        Kolom("Oordeel"),
    )
    return Tabel("Bronnen naast wat er is geteld", heads, tuple(_source(one) for one in checked))


def _source(one: Feitcontrole) -> tuple[Cel, ...]:
    fact = one.feit
    money = fact.maat == Bronfeit.Maat.BUDGET
    write = cent if money else getal
    word, tone = OORDELEN[one.klopt]
    return (
        Cel(fact.tekst, onder=fact.bron),
        Cel(" ".join(filter(None, (fact.tafel, fact.perceel))) or "alle"),
        Cel(f"{'ruim ' if fact.meer_dan else ''}{write(fact.waarde)}"),
        Cel(write(one.geteld)),
        Cel(word, toon=tone),
    )


def _list(rows: Sequence[Contractgegevens], names: Mapping[str, str], day: date) -> Lijst[Contractgegevens]:
    def number(one: Contractgegevens) -> Cel:
        return Cel(one.nummer, url=reverse("contract", args=[one.nummer]), onder=KEUZES["soort"][one.soort])

    def what(one: Contractgegevens) -> str:
        said = [KEUZES[name][getattr(one, name)] for name in ("omvang", "rol", "niveau") if getattr(one, name)]
        return ", ".join(said).lower()

    def word(name: str) -> Veld[Contractgegevens]:
        text = name.capitalize()
        return Veld(name, text, lambda one: KEUZES[name][getattr(one, name)], alleen_bestand=True)

    ceilings = [one.plafond_cent for one in rows if one.plafond_cent is not None]
    total = ("Samen", telwoord(len({one.aanbieder for one in rows}), "aanbieder", "aanbieders"), *[""] * 4)
    return Lijst(
        f"Contracten op {datum(day)}",
        (
            Veld("nummer", "Contract", lambda one: one.nummer, cel=number),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("agb", "AGB-code", lambda one: one.aanbieder, alleen_bestand=True),
            Veld("tafel", "Tafel", lambda one: one.tafel, alleen_bestand=True),
            Veld("perceel", "Perceel", lambda one: one.perceel, cel=lambda one: Cel(one.perceel, onder=one.tafel)),
            Veld(
                "wat",
                "Wat de aanbieder hier is",
                what,
                cel=lambda one: Cel(what(one) or "niet vastgelegd", onder=one.bekostiging),
            ),
            *(word(name) for name in ("soort", "omvang", "rol", "niveau")),
            Veld("bekostiging", "Bekostiging", lambda one: one.bekostiging, alleen_bestand=True),
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("tot", "Tot en met", lambda one: laatste_dag(one.tot), "dag"),
            Veld("offerte", "Offerte", lambda one: one.offerte_cent, "bedrag", alleen_bestand=True),
            Veld("plafond", "Plafond", lambda one: one.plafond_cent, "bedrag"),
            Veld("manager", "Contractmanager", lambda one: one.contractmanager, alleen_bestand=True),
            Veld("bron", "Bron", lambda one: one.bron, alleen_bestand=True),
        ),
        rows,
        bestand=f"contracten-{day.isoformat()}",
        van_zelf="nummer",
        leeg="Geen contract voldoet hieraan. Kies een andere dag of een ander filter.",
        voet=(*total, cent(sum(ceilings) if ceilings else None)) if rows else (),
    )
