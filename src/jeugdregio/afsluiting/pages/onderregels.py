# SPDX-License-Identifier: EUPL-1.2
"""The rows that add up to one figure of a month report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.pages.opmaak import definitie_url, rapport_url, waarde
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.definities import Definitie
from jeugdregio.begroting.values import MaandRapport, Onderregels
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Bron, Lijst, Veld
from jeugdregio.components.schrijfwijze import maand_kort, maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.uitvoer import Waarde
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.components.verzoek import wants_part
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gebruikers.zicht import ZIET_KINDEREN
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toewijzingen import queries as toewijzingen

PER_PAGINA = 50
KOPPEN = {
    "boekmaand": "Boekmaand",
    "dienstmaand": "Maand van de hulp",
    "aanbieder": "Aanbieder",
    "categorie": "Categorie",
    "code": "Product",
    "oorzaak_id": "Bericht",
    "bedrag_cent": "Bedrag",
    "declaratie": "Declaratie",
    "referentie": "Referentie",
    "toewijzing_nummer": "Toewijzing",
    "toegekend": "Stand",
    "regels": "Regels",
    "van": "Vanaf",
    "tot_en_met": "Tot en met",
    "aantal": "Aantal",
    "tarief_cent": "Tarief",
}
"""The columns that are shown, with their headings; any other is only for finding the row."""
DIFFERS = "Het vastgestelde cijfer is {}. Sindsdien is er iets bijgekomen of gecorrigeerd; dit zijn de regels van nu."
NIET_VOOR_U = "Uw rol ziet totalen, geen regels over kinderen. Onder dit cijfer: {}."
AFGESCHERMD = "Van dit hele cijfer staan {} niet in de lijst: waar die kinderen zijn is geheim. Hun geld telt wel mee."
GETALLEN = {"bedrag_cent", "tarief_cent", "aantal"}
MAANDEN = {"boekmaand", "dienstmaand"}


@dataclass(frozen=True)
class OnderregelsPagina:
    """The rows under a figure, their sum, and the figure itself."""

    titel: str
    boven: str
    samenvatting: str
    verschil: str
    niet_getoond: str
    splitsing: str
    alles_url: str
    definitie: Definitie
    definitie_url: str
    lijst: Lijstblad


@vraagt(Recht.CIJFERS_ZIEN)
@require_safe
@vary_on_headers("HX-Request")
def onderregels(request: HttpRequest, gemeente: str, maand: Maand, cijfer: str) -> HttpResponse:
    """The rows; a figure without rows, or one that is not for the asker, is not there."""
    wie = machtiging(request)
    split = {name: request.GET.get(name, "") for name in ("categorie", "code", "aanbieder")}
    try:
        report = queries.rapport(gemeente, maand, on_behalf_of=wie).rapport
        rows = begroting.regels_onder(cijfer, gemeente, maand, on_behalf_of=wie, **split, greep=Greep(aantal=0))
    except (begroting.UnableToShowReport, KeyError) as refusal:
        raise Http404 from refusal

    def piece(greep: Greep) -> list[dict[str, object]]:
        found = begroting.regels_onder(cijfer, gemeente, maand, on_behalf_of=wie, **split, greep=greep)
        return [dict(zip(found.kolommen, values, strict=True)) for values in found.rijen]

    every = replace(_list(rows, gemeente, piece), toont=lambda shown: gelezen(request, _children(shown, gemeente, wie)))
    if file := every.als_bestand(request):
        return file
    page = _page(report, cijfer, rows, split, every.blad(request), wie)
    kruimels = (
        Kruimel(f"{report.naam}, {maandnaam(maand)}", rapport_url(gemeente, maand)),
        Kruimel(page.definitie.naam),
    )
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"afsluiting/onderregels.html{part}", {"page": page, "kruimels": kruimels})


def _children(shown: Sequence[dict[str, Any]], gemeente: str, wie: Machtiging) -> frozenset[str]:
    """Whose allocations and lines these rows are."""
    allocations = [(gemeente, one["toewijzing_nummer"]) for one in shown if one.get("toewijzing_nummer")]
    lines = [(gemeente, one["oorzaak_id"], one["oorzaak_nr"]) for one in shown if one.get("oorzaak") == "prestatie"]
    return toewijzingen.personen(allocations, on_behalf_of=wie) | declaraties.personen(lines, on_behalf_of=wie)


def _page(
    report: MaandRapport, figure: str, rows: Onderregels, split: dict[str, str], blad: Lijstblad, wie: Machtiging
) -> OnderregelsPagina:
    definition = begroting.definities()[figure]
    names = _split_names(split)
    total = next((line.nu for line in begroting.cijferregels(report) if line.definitie.key == figure), None)
    now = rows.aantal if definition.eenheid == "aantal" else rows.som_cent
    differs = not names and not rows.niet_getoond and total is not None and total != now
    return OnderregelsPagina(
        titel=f"Regels onder {definition.naam.lower()}",
        boven=f"{report.naam}, {maandnaam(report.maand)}",
        samenvatting=f"{telwoord(rows.aantal, 'regel', 'regels')}, samen {cent(rows.som_cent)}.",
        verschil=DIFFERS.format(waarde(total, definition.eenheid)) if differs else "",
        niet_getoond=_not_shown(rows, wie),
        splitsing=names,
        alles_url=reverse("maandrapport-regels", args=[report.gemeente, report.maand, figure]) if names else "",
        definitie=definition,
        definitie_url=definitie_url(figure),
        lijst=blad,
    )


def _not_shown(rows: Onderregels, wie: Machtiging) -> str:
    if not rows.niet_getoond:
        return ""
    text = AFGESCHERMD if wie.rol in ZIET_KINDEREN else NIET_VOOR_U
    return text.format(telwoord(rows.niet_getoond, "regel", "regels"))


def _split_names(split: dict[str, str]) -> str:
    names = [codelijst("productcategorie").omschrijving(split["categorie"])] if split["categorie"] else []
    names += [f"product {split['code']}"] if split["code"] else []
    names += [aanbieders.naam(split["aanbieder"])] if split["aanbieder"] else []
    return ", ".join(names)


def _list(
    rows: Onderregels, gemeente: str, piece: Callable[[Greep], Sequence[dict[str, object]]]
) -> Lijst[dict[str, object]]:
    names = aanbieders.namen()

    def field(name: str) -> Veld[dict[str, object]]:
        return Veld(
            name,
            KOPPEN[name],
            lambda record: _value(record[name]),
            "bedrag" if name.endswith("_cent") else "getal" if name in GETALLEN else "tekst",
            cel=lambda record: _cell(name, record, gemeente, names),
        )

    shown = [name for name in rows.kolommen if name in KOPPEN]
    return Lijst(
        "Regels",
        tuple(field(name) for name in shown),
        Bron(rows.aantal, piece, shown),
        bestand="regels-onder-cijfer",
        per_pagina=PER_PAGINA,
        leeg="Er zijn geen regels om te tonen.",
        bijschrift_zichtbaar=False,
    )


def _value(value: object) -> Waarde:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Toegekend" if value else "Afgewezen"
    return value if isinstance(value, int | float | str | date | None) else str(value)


def _cell(name: str, record: dict[str, object], gemeente: str, names: dict[str, str]) -> Cel | str:
    value = record[name]
    if value is None:
        return "–"
    if name.endswith("_cent"):
        return str(cent(int(str(value))))
    if name in MAANDEN and isinstance(value, date):
        return maand_kort(Maand.van(value))
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if name == "aanbieder":
        return names.get(str(value), str(value))
    if name in ("declaratie", "oorzaak_id"):
        return _declaration(str(value), record, gemeente)
    if name == "toegekend":
        return Cel("Toegekend", toon="positief") if value else Cel("Afgewezen", toon="negatief")
    if name == "aantal":
        return str(getal(int(str(value))))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _declaration(text: str, record: dict[str, object], gemeente: str) -> Cel:
    """A link to the declaratie that a row comes from."""
    if "oorzaak" in record:
        if record["oorzaak"] != "prestatie":
            return Cel(str(record["oorzaak"]))
        url = reverse("declaratie", args=[gemeente, record["oorzaak_id"]])
        return Cel(f"{text}, regel {int(str(record['oorzaak_nr'])) + 1}", url=url)
    return Cel(text, url=reverse("declaratie", args=[gemeente, record["bericht_id"]]))
