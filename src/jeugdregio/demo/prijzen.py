# SPDX-License-Identifier: EUPL-1.2
"""
The price half of the demo region: segments and what sources say they are, profiles, parts of a price, funding.

Facts carry their source; amounts that start with "demo:" are invented.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import (
    Bekostigd,
    Betaling,
    Financiering,
    Maandafspraakgegevens,
    Profielgegevens,
    Segmentgegevens,
    Segmenttekst,
)
from jeugdregio.demo.regio import PRIJSPEIL_2026, Product, Profiel, Regio, rijen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.prijzen import actions as prijzen
from jeugdregio.prijzen import queries
from jeugdregio.prijzen.values import VERSCHIL, VOORLOPIG, Cijfer, Prijsopbouw

SINDS = date(2018, 1, 1)
START, SLOT = 70, 30
"""RSJ IJsselland, veelgestelde vragen 2018: 70 per cent at the start, 30 at the result."""
VOLGENS_PLAN = "31"
BRON_DELEN = "RSJ IJsselland, veelgestelde vragen 2018 (profiel 5); andere profielen naar dat patroon verzonnen"
MAATREGELEN = ("47", "48")
"""Jeugdreclassering and jeugdbescherming: a tariff per month."""
GEBROKEN_MAAND_VANAF = date(2027, 1, 1)
BRON_MAAND = "Ketenbureau i-Sociaal Domein, SAP-GI v1.3 (11-12-2024); demo: de ingangsdag is verzonnen"
PER_SEGMENT = {"midden": "profiel", "top": "aanbieder"}
PER_PERCEEL = {"GI": "subsidie", "JZ+": "aanbieder", "GGZ": "inspanning"}
"""As `financiering` in contracten.csv; what is in no list is paid per unit."""
JA_NEE = {"ja": True, "nee": False, "": None}


def laad_profielen(regio: Regio, code: str) -> None:
    """Segments and profiles, before the products that point at them."""
    texts: dict[str, list[Segmenttekst]] = {}
    for row in rijen("segmentdefinities.csv"):
        texts.setdefault(row["segment"], []).append(
            Segmenttekst(row["tekst"], _dag(row["geldig_van"]), _dag(row["geldig_tot"]), row["bron"], row["zekerheid"])
        )
    contracten.richt_prijzen_in(
        code,
        segmenten=[
            Segmentgegevens(row["code"], row["naam"], row["prijsregel"], tuple(texts.get(row["code"], ())))
            for row in rijen("segmenten.csv")
        ],
        profielen=[_profiel(one, segment) for one in regio.profielen for segment in PER_SEGMENT],
    )


def laad_financiering(regio: Regio, code: str) -> None:
    """The parts of a price, the ten funding variants, and which of them the euros of each product belong to."""
    contracten.richt_prijzen_in(
        code,
        delen=[part for one in regio.profielen for part in _delen(one)],
        varianten=[_variant(row) for row in rijen("financieringsvarianten.csv")],
        producten=[
            Bekostigd(one.categorie, one.code, _financiering(one), SINDS, None, "demo: naar het perceel en het profiel")
            for one in regio.producten
        ],
    )
    contracten.leg_maandafspraken_vast(
        code,
        [
            Maandafspraakgegevens(
                one.categorie, one.code, GEBROKEN_MAAND_VANAF, None, eerste=False, laatste=True, bron=BRON_MAAND
            )
            for one in regio.producten
            if one.categorie in MAATREGELEN
        ],
    )


def laad_cijfers(regio: Regio, code: str) -> None:
    """The published index series, with invented figures where none was found, and some invented cost prices."""
    prijzen.leg_cijfers_vast(
        [
            Cijfer(
                jaar=int(row["jaar"]),
                soort=row["soort"],
                ova=Decimal(row["ova"]),
                ppc=Decimal(row["ppc"]),
                gewogen=Decimal(row["gewogen"]),
                bron=row["bron"],
                zekerheid=row["zekerheid"],
            )
            for row in rijen("indexcijfers.csv")
        ],
        on_behalf_of=verwerking(code),
    )
    agb = {one.nummer: one.agb for one in regio.aanbieders}
    if not queries.kostprijzen(on_behalf_of=verwerking(code)):
        prijzen.leg_kostprijzen_vast(
            [_kostprijs(row, agb, regio.product) for row in rijen("kostprijzen.csv")], on_behalf_of=verwerking(code)
        )


def stel_indexatie_op(code: str, *, moment: datetime, vandaag: date) -> None:
    """Lay down the indexation of next year, with its effect on what was played; nobody proposed it yet."""
    manager = Machtiging(rol=Rol.CONTRACTMANAGER, regio=code)
    year = vandaag.year + 1
    known = {(one.jaar, one.soort) for one in queries.reeks(on_behalf_of=manager)}
    if (year, VOORLOPIG) not in known or queries.lijst_indexaties(on_behalf_of=manager):
        return
    prijzen.stel_indexatie_op(
        jaar=year,
        methode=VERSCHIL,
        ingang=date(year, 1, 1),
        moment=moment,
        peildatum=vandaag,
        door="demo",
        on_behalf_of=manager,
    )


def _kostprijs(row: Mapping[str, str], agb: Mapping[int, str], producten: Mapping[str, Product]) -> Prijsopbouw:
    product = producten[row["product"]]
    return Prijsopbouw(
        aanbieder=agb[int(row["aanbieder"])],
        categorie=product.categorie,
        code=product.code,
        eenheid=product.eenheid,
        van=PRIJSPEIL_2026[0],
        tot=None,
        beroepskrachten_cent=int(row["beroepskrachten_cent"]),
        clientgebonden_cent=int(row["clientgebonden_cent"]),
        overhead_cent=int(row["overhead_cent"]),
        indexering_cent=int(row["indexering_cent"]),
        dekking=row["dekking"],
        toelichting=row["toelichting"],
        bron=row["bron"],
    )


def _profiel(one: Profiel, segment: str) -> Profielgegevens:
    return Profielgegevens(
        code=f"{one.nummer}:{segment}",
        nummer=one.nummer,
        segment=segment,
        naam=one.naam,
        verzonnen=one.naam_verzonnen,
        soort=one.type,
        bron=one.bron,
        zekerheid="hoog (aantal en prijsregel); naam niet gevonden",
    )


def _delen(one: Profiel) -> list[Betaling]:
    """Products that pay a part; a profile with one product pays it whole."""
    if len(one.producten_midden) < len((START, SLOT)):
        return []
    return [
        Betaling(f"{one.nummer}:midden", "50", product, weight, reason, BRON_DELEN)
        for product, weight, reason in zip(one.producten_midden, (START, SLOT), ("", VOLGENS_PLAN), strict=True)
    ]


def _financiering(one: Product) -> str:
    segment = one.profiel.partition(":")[2]
    return PER_SEGMENT.get(segment) or PER_PERCEEL.get(one.perceel, "pxq")


def _variant(row: Mapping[str, str]) -> Financiering:
    text = {name: value for name, value in row.items() if name != "ijw"}
    return Financiering(**text, ijw=JA_NEE[row["ijw"]])


def _dag(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
