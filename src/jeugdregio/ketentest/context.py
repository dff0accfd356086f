# SPDX-License-Identifier: EUPL-1.2
"""Bring a test world to the database: municipality, provider, products and tariffs, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.toewijzingen.queries import WACHTERS

REGIO = "KETENTEST"
ALTIJD = (date(2015, 1, 1), None)


@dataclass(frozen=True)
class Tariefregel:
    """One contract line; `cents` per unit, or per hour when `per_uur`; empty for unit 83 and care by task."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str | None
    cents: int | None
    per_uur: bool = False
    variant: str = "inspanning"


@dataclass(frozen=True)
class Context:
    """What is known before the first message."""

    gemeenten: Sequence[str]
    aanbieders: Sequence[str]
    tarieven: Sequence[Tariefregel]
    producten: Sequence[tuple[str, str]] = ()
    """Valid combinations of product code and category, besides those of the tariffs."""


def uit_scenario(context: Mapping[str, Any]) -> Context:
    """Read the `context` of a `scenario.json`."""
    lines = [
        Tariefregel(
            aanbieder=context["aanbieder"],
            categorie=line["productcategorie"],
            code=line["productcode"],
            eenheid=line["eenheid"],
            cents=line["tarief"],
            per_uur=line.get("tariefeenheid") == "04" and line["eenheid"] == "01",
            variant=line["variant"],
        )
        for line in context.get("contract", [])
    ]
    return Context(
        [context["gemeente"]],
        [context["aanbieder"]],
        lines,
        list(context.get("productcodelijst", {}).items()),
    )


def zonder_wachters(gemeenten: Iterable[str]) -> None:
    """What these municipalities offer counts as sent, as in the scenarios: nothing is held for a person."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO toewijzingen_wachter (gemeente, regel, aan, gezet_op, door)"
            " VALUES (%s, %s, false, now(), 'ketentest')",
            [(code, guard.regel) for code in gemeenten for guard in WACHTERS],
        )


def zet_neer(context: Context) -> None:
    """Write this world; the caller works on behalf of the region, in a database or transaction of its own."""
    products = dict.fromkeys(context.producten, "inspanning")
    units = {}
    for line in context.tarieven:
        products[line.code, line.categorie] = line.variant
        units[line.code] = line.eenheid or ""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO regio_gemeente (code, regio, naam, inwoners, jeugdigen, deelname)"
            " VALUES (%s, %s, %s, 0, 0, daterange(%s, %s))",
            [(code, REGIO, f"Gemeente {code}", *ALTIJD) for code in context.gemeenten],
        )
        cursor.executemany(
            "INSERT INTO aanbieders_aanbieder (agb, kvk, naam) VALUES (%s, %s, %s)",
            [(agb, agb, f"Aanbieder {agb}") for agb in context.aanbieders],
        )
        cursor.executemany(
            "INSERT INTO contracten_product (regio, categorie, code, omschrijving, eenheid, variant, profiel)"
            " VALUES (%s, %s, %s, %s, %s, %s, '')",
            [
                (REGIO, category, code, f"Product {code}", units.get(code, ""), variant)
                for (code, category), variant in products.items()
            ],
        )
        cursor.executemany(
            "INSERT INTO contracten_tarief"
            " (regio, aanbieder, categorie, code, eenheid, per_uur, geldig, tarief_cent)"
            " VALUES (%s, %s, %s, %s, %s, %s, daterange(%s, %s), %s)",
            [
                (
                    REGIO,
                    line.aanbieder,
                    line.categorie,
                    line.code,
                    line.eenheid,
                    line.per_uur,
                    *ALTIJD,
                    None if line.eenheid == "83" else line.cents,
                )
                for line in context.tarieven
                if line.eenheid
            ],
        )
    zonder_wachters(context.gemeenten)
