# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The product code list of a region, and the tariffs of a provider."""

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from jeugdregio.contracten.bestand.inlezen import (
    Voorbeeld,
    contractsjabloon,
    lees_contractbestand,
    schrijf_contractbestand,
    tellingen_van,
)
from jeugdregio.contracten.maandafspraken import maandafspraken
from jeugdregio.contracten.models import Contract, Contractoptie, Product, Profiel, Tarief
from jeugdregio.contracten.overzicht import aanbiederslijst, contract, heeft_clausule, profielnamen
from jeugdregio.contracten.prijsvragen import (
    betalingen,
    financiering_op,
    financieringsvarianten,
    prijsproducten,
    segmenten,
    tariefgaten,
)
from jeugdregio.contracten.values import Contractgegevens, Optiegegevens, Productgegevens, Tariefgegevens
from jeugdregio.contracten.vastleggen import gegevens_van, optie_van
from jeugdregio.contracten.wachttijden import wachttijd, wachttijdcijfers
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = [
    "Voorbeeld",
    "aanbiederslijst",
    "betalingen",
    "contract",
    "contracten",
    "contractsjabloon",
    "financiering_op",
    "financieringsvarianten",
    "heeft_clausule",
    "lees_contractbestand",
    "maandafspraken",
    "opties",
    "prijsproducten",
    "producten",
    "productnamen",
    "profielen_op_code",
    "profielnamen",
    "schrijf_contractbestand",
    "segmenten",
    "segmenten_van_producten",
    "tariefgaten",
    "tarieven",
    "tellingen_van",
    "wachttijd",
    "wachttijdcijfers",
]

Row = TypeVar("Row", Contract, Tarief)


def productnamen(regio: str) -> dict[tuple[str, str], str]:
    """The description of every product of a region, by category and code."""
    rows = Product.objects.filter(regio=regio).values_list("categorie", "code", "omschrijving")
    return {(categorie, code): omschrijving for categorie, code, omschrijving in rows}


def contracten(
    regio: str,
    aanbieder: str = "",
    *,
    on_behalf_of: Machtiging,
    op: date | None = None,
    nummer: str = "",
    hoogstens: int | None = None,
) -> list[Contractgegevens]:
    """
    Every contract, or those of one provider, as far as they exist for the asker; without an end: `date.max`.

    `op` is a day on which it runs, `nummer` what the number begins with.
    """
    with namens(on_behalf_of):
        found = _van(Contract.objects.filter(regio=regio, nummer__istartswith=nummer), aanbieder, op)
        rows = list(found.order_by("nummer")[:hoogstens])
    return [gegevens_van(row) for row in rows]


def tarieven(
    regio: str, aanbieder: str = "", *, on_behalf_of: Machtiging, op: date | None = None, code: str = ""
) -> list[Tariefgegevens]:
    """
    Every tariff, or those of one provider, as far as they exist for the asker; without an end: `date.max`.

    `op` is a day on which it holds.
    """
    with namens(on_behalf_of):
        found = _van(Tarief.objects.filter(regio=regio), aanbieder, op)
        found = found.filter(code=code) if code else found
        rows = list(found.order_by("aanbieder", "code", "categorie", "eenheid", "geldig"))
    return [
        Tariefgegevens(
            aanbieder=row.aanbieder,
            categorie=row.categorie,
            code=row.code,
            eenheid=row.eenheid,
            van=row.geldig.lower or date.min,
            tot=row.geldig.upper or date.max,
            tarief_cent=row.tarief_cent,
            per_uur=row.per_uur,
        )
        for row in rows
    ]


def _van(found: QuerySet[Row], aanbieder: str, op: date | None) -> QuerySet[Row]:
    found = found.filter(aanbieder=aanbieder) if aanbieder else found
    return found.filter(geldig__contains=op) if op else found


def producten(regio: str, tekst: str, *, hoogstens: int = 100) -> list[Productgegevens]:
    """The products of which the code begins with a text, or the description has it in it, by code."""
    found = Product.objects.filter(Q(code__istartswith=tekst) | Q(omschrijving__icontains=tekst), regio=regio)
    return [
        Productgegevens(row.categorie, row.code, row.omschrijving, row.eenheid, row.variant)
        for row in found.order_by("code", "categorie")[:hoogstens]
    ]


def opties(regio: str, aanbieder: str = "", *, on_behalf_of: Machtiging) -> list[Optiegegevens]:
    """Every option on a contract, or those with one provider, as far as they exist for the asker."""
    with namens(on_behalf_of):
        found = Contractoptie.objects.filter(regio=regio).select_related("contract")
        rows = list(found.filter(aanbieder=aanbieder) if aanbieder else found)
    return [optie_van(row) for row in rows]


def segmenten_van_producten(regio: str) -> dict[tuple[str, str], str]:
    """The name of the segment of every product that has a profile, by category and code, in order of segment."""
    names = dict(Profiel.objects.filter(regio=regio).order_by("segment").values_list("code", "segment__naam"))
    rows = Product.objects.filter(regio=regio).exclude(profiel="").values_list("categorie", "code", "profiel")
    order = list(names)
    found = sorted((order.index(profiel), categorie, code) for categorie, code, profiel in rows if profiel in names)
    return {(categorie, code): names[order[place]] for place, categorie, code in found}


def profielen_op_code(regio: str) -> dict[str, str]:
    """The name of each profile with its segment, by the code that a product points at."""
    rows = Profiel.objects.filter(regio=regio).values_list("code", "nummer", "naam", "segment__naam")
    return {code: f"{number} {name}, {segment.lower()}" for code, number, name, segment in rows}
