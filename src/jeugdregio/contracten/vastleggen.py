# SPDX-License-Identifier: EUPL-1.2
"""Recording contracts, their options and products, many at once, in the transaction of the caller; see `actions`."""

from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten.models import Contract, Contractoptie, Product
from jeugdregio.contracten.values import VELDEN, Contractgegevens, Optiegegevens, Productgegevens


def leg_contracten_vast(regio: str, contracten: Iterable[Contractgegevens]) -> None:
    """Make or update these contracts; again changes nothing."""
    rows = [
        Contract(
            regio=regio, nummer=c.nummer, geldig=DateRange(c.van, c.tot), **{name: getattr(c, name) for name in VELDEN}
        )
        for c in contracten
    ]
    fields = ["regio", "geldig", *VELDEN]
    Contract.objects.bulk_create(rows, update_conflicts=True, unique_fields=["nummer"], update_fields=fields)


def leg_opties_vast(regio: str, opties: Iterable[Optiegegevens]) -> None:
    """Make or update these options, by the number of their contract; again changes nothing."""
    opties = list(opties)
    numbers = dict(Contract.objects.filter(nummer__in={o.contract for o in opties}).values_list("nummer", "pk"))
    rows = [
        Contractoptie(
            regio=regio,
            contract_id=numbers[o.contract],
            aanbieder=o.aanbieder,
            volgnummer=o.volgnummer,
            tot=o.tot,
            besluit_uiterlijk=o.besluit_uiterlijk,
            stand=o.stand,
            besluit=o.besluit,
            bron=o.bron,
            besloten_op=o.besloten_op,
        )
        for o in opties
    ]
    Contractoptie.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["contract", "volgnummer"],
        update_fields=["tot", "besluit_uiterlijk", "stand", "besluit", "besloten_op", "bron"],
    )


def leg_producten_vast(regio: str, producten: Iterable[Productgegevens]) -> None:
    """Make or update these products of the code list of a region; again changes nothing."""
    rows = [
        Product(
            regio=regio,
            categorie=p.categorie,
            code=p.code,
            omschrijving=p.omschrijving,
            eenheid=p.eenheid,
            variant=p.variant,
            profiel=p.profiel,
        )
        for p in producten
    ]
    Product.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["regio", "code", "categorie"],
        update_fields=["omschrijving", "eenheid", "variant", "profiel"],
    )


def gegevens_van(row: Contract) -> Contractgegevens:
    """What a row says; without an end: `date.max`."""
    return Contractgegevens(
        nummer=row.nummer,
        van=row.geldig.lower or date.min,
        tot=row.geldig.upper or date.max,
        **{name: getattr(row, name) for name in VELDEN},
    )


def optie_van(row: Contractoptie) -> Optiegegevens:
    """What a row says."""
    return Optiegegevens(
        contract=row.contract.nummer,
        aanbieder=row.aanbieder,
        volgnummer=row.volgnummer,
        tot=row.tot,
        besluit_uiterlijk=row.besluit_uiterlijk,
        stand=row.stand,
        besluit=row.besluit,
        bron=row.bron,
        besloten_op=row.besloten_op,
    )
