# SPDX-License-Identifier: EUPL-1.2
"""Measurements of providers, and conditions of other regions, from a spreadsheet: all rows or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from jeugdregio.components import inleespagina
from jeugdregio.components.inlezen import JA_NEE, Rijfout, bedrag, cijfers, dag, geheel, keuze, lees_bestand, tekst
from jeugdregio.components.inlezen import Blad as Rekenblad
from jeugdregio.components.inlezen import Kolom as Leeskolom
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.contractbeheer import actions
from jeugdregio.contractbeheer.models import Meting, Regiovoorwaarde
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, Namen, pad, toon
from jeugdregio.core.periode import dag_erna
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

AGB = Leeskolom("agb", cijfers(8), "De AGB-code van de aanbieder, acht cijfers.")
VAN, TOT = (
    Leeskolom("van", dag, "De eerste dag."),
    Leeskolom("tot en met", dag, "De laatste dag. Mag leeg.", nodig=False),
)
BRON = Leeskolom("bron", tekst(200), "Waar het staat, met datum.")


@dataclass(frozen=True)
class Invoer:
    """A kind of import: its sheet, what becomes of a row, where it is seen afterwards."""

    titel: str
    inleiding: str
    blad: Rekenblad
    rij: Callable[[Mapping[str, Any]], Meting | Regiovoorwaarde]
    terug: str


def _meting(row: Mapping[str, Any]) -> Meting:
    return Meting(
        aanbieder=row["agb"],
        indicator=row["indicator"],
        respondent=row["respondent"],
        profiel=row["profiel"],
        periode=DateRange(row["van"], dag_erna(row["tot en met"])),
        teller=row["teller"],
        noemer=row["noemer"],
        bron=row["bron"],
    )


def _voorwaarde(row: Mapping[str, Any]) -> Regiovoorwaarde:
    return Regiovoorwaarde(
        aanbieder=row["agb"],
        jeugdregio=row["regio"],
        onderwerp=row["onderwerp"],
        voorwaarde=row["voorwaarde"],
        bedrag_cent=row["bedrag"],
        eenheid=row["eenheid"],
        accounthouder=row["accounthouder"],
        geldig=DateRange(row["van"], dag_erna(row["tot en met"])),
        bron=row["bron"],
    )


INVOER = {
    "metingen": Invoer(
        "Metingen inlezen",
        "Tevredenheid en doelen, als aantallen per aanbieder en periode. Zet geen kinderen in het bestand.",
        Rekenblad(
            "metingen",
            (
                AGB,
                Leeskolom(
                    "indicator",
                    keuze({value: value for value in Meting.Indicator.values}),
                    "tevredenheid, doelrealisatie of zonder_hulp.",
                ),
                Leeskolom(
                    "respondent",
                    keuze({"jeugdige": "jeugdige", "ouder": "ouder"}),
                    "jeugdige of ouder. Mag leeg.",
                    nodig=False,
                    leeg="",
                ),
                Leeskolom("profiel", tekst(60), "Code van het profiel. Leeg: de hele aanbieder.", nodig=False, leeg=""),
                VAN,
                Leeskolom("tot en met", dag, "De laatste dag van de periode."),
                Leeskolom("teller", geheel, "Som van de cijfers (1 tot 10), of het aantal gehaalde doelen."),
                Leeskolom("noemer", geheel, "Aantal antwoorden, of het aantal afgesproken doelen."),
                BRON,
            ),
            sleutel=("agb", "indicator", "respondent", "profiel", "van"),
        ),
        _meting,
        "uitkomsten",
    ),
    "voorwaarden": Invoer(
        "Voorwaarden van andere regio's inlezen",
        "Wat Twente, Drenthe, Groningen, de Achterhoek, Gelderland of een andere regio met een aanbieder afsprak.",
        Rekenblad(
            "voorwaarden",
            (
                AGB,
                Leeskolom("regio", tekst(60), "De naam van de jeugdregio."),
                Leeskolom("onderwerp", tekst(80), "Bijvoorbeeld Looptijd, Bekostiging, Plafond, of een product."),
                Leeskolom("voorwaarde", tekst(200), "Wat er is afgesproken."),
                Leeskolom("bedrag", bedrag, "In euro. Mag leeg.", nodig=False),
                Leeskolom("eenheid", tekst(20), "Waarvoor het bedrag geldt. Mag leeg.", nodig=False, leeg=""),
                Leeskolom(
                    "accounthouder", JA_NEE, "ja als deze regio namens de andere spreekt.", nodig=False, leeg=False
                ),
                VAN,
                TOT,
                BRON,
            ),
            sleutel=("agb", "regio", "onderwerp", "van"),
        ),
        _voorwaarde,
        "contractbeheer",
    ),
}


@vraagt(Recht.CONTRACTEN_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: HttpRequest, soort: str) -> HttpResponse:
    """The page; `?als=xlsx` gives the empty file, a POST reads a filled one."""
    if soort not in INVOER:
        raise Http404("Dit is niet in te lezen.")
    wie, kind = machtiging(request), INVOER[soort]
    if request.GET.get("als") == "xlsx":
        return inleespagina.sjabloon(kind.blad.naam, [kind.blad])
    faults: Sequence[str] = ()
    if request.method == "POST":
        faults = _read(request, kind, wie)
        if not faults:
            messages.success(request, "Alle rijen zijn ingelezen.")
            return redirect(kind.terug)
    page = Blad(
        kind.titel,
        kind.inleiding,
        (
            *(
                (
                    Deel(
                        "Dit klopt niet",
                        ("Er is niets ingelezen. Herstel deze rijen en lees het bestand opnieuw in.",),
                        tabel=_faults(faults),
                    ),
                )
                if faults
                else ()
            ),
            Deel(
                "Bestand",
                formulier=forms.Form(),
                doe="inlezen",
                knop="Lees in",
                bestand="Kies een bestand",
                hulp="Een .xlsx, of tekst met puntkomma's.",
                links=(("Leeg bestand met de juiste kolommen", "?als=xlsx"),),
            ),
            Deel("Kolommen", tabel=inleespagina.kolommen(kind.blad)),
        ),
    )
    return toon(request, page, pad(kind.titel), fout=bool(faults))


def _read(request: HttpRequest, kind: Invoer, wie: Machtiging) -> Sequence[str]:
    """Store every row, or give every fault."""
    given = request.FILES.get("bestand")
    if given is None:
        return ["Kies een bestand."]
    names = Namen()
    try:
        found = lees_bestand(given.read(), [kind.blad])[kind.blad.naam]
        faults = [str(one) for one in found.fouten]
        faults += [
            str(Rijfout(number, AGB.naam, "deze code staat niet in het register.", kind.blad.naam))
            for number, row in found.rijen
            if not names.kent(row["agb"])
        ]
        if faults:
            return faults
        if not found.rijen:
            return ["Er staat geen rij in het bestand."]
        actions.leg_vast([kind.rij(row) for _, row in found.rijen], on_behalf_of=wie)
    except (OnleesbaarBestand, actions.NietVastTeLeggen) as refusal:
        return [str(refusal)]
    return ()


def _faults(faults: Sequence[str]) -> Tabel:
    return Tabel(
        "Fouten", (Kolom("Wat er is, en wat u doet"),), tuple((one,) for one in faults), bijschrift_zichtbaar=False
    )
