# SPDX-License-Identifier: EUPL-1.2
"""Recording what a region calls its segments, profiles and funding variants; the caller has set on whose behalf."""

from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten.models import (
    Bekostiging,
    Betaaldeel,
    Financieringsvariant,
    Profiel,
    Segment,
    Segmentdefinitie,
)
from jeugdregio.contracten.prijswaarden import Bekostigd, Betaling, Financiering, Profielgegevens, Segmentgegevens


def _segmenten(regio: str, segmenten: Iterable[Segmentgegevens]) -> None:
    """Make or update segments with their definitions."""
    wanted = list(segmenten)
    Segment.objects.bulk_create(
        [Segment(regio=regio, code=one.code, naam=one.naam, prijsregel=one.prijsregel) for one in wanted],
        update_conflicts=True,
        unique_fields=["regio", "code"],
        update_fields=["naam", "prijsregel"],
    )
    ids = dict(Segment.objects.filter(regio=regio).values_list("code", "pk"))
    Segmentdefinitie.objects.bulk_create(
        [
            Segmentdefinitie(
                segment_id=ids[one.code],
                tekst=text.tekst,
                geldig=DateRange(text.van, text.tot),
                bron=text.bron,
                zekerheid=text.zekerheid,
            )
            for one in wanted
            for text in one.definities
        ],
        update_conflicts=True,
        unique_fields=["segment", "bron", "geldig"],
        update_fields=["tekst", "zekerheid"],
    )


def _profielen(regio: str, profielen: Iterable[Profielgegevens]) -> None:
    """Make or update profiles."""
    segments = dict(Segment.objects.filter(regio=regio).values_list("code", "pk"))
    Profiel.objects.bulk_create(
        [
            Profiel(
                regio=regio,
                code=one.code,
                nummer=one.nummer,
                segment_id=segments[one.segment],
                naam=one.naam,
                verzonnen=one.verzonnen,
                soort=one.soort,
                bron=one.bron,
                zekerheid=one.zekerheid,
            )
            for one in profielen
        ],
        update_conflicts=True,
        unique_fields=["regio", "code"],
        update_fields=["naam", "verzonnen", "soort", "bron", "zekerheid"],
    )


def _betalingen(regio: str, delen: Iterable[Betaling]) -> None:
    """Make or update which products pay a part of a profile."""
    profiles = dict(Profiel.objects.filter(regio=regio).values_list("code", "pk"))
    Betaaldeel.objects.bulk_create(
        [
            Betaaldeel(
                profiel_id=profiles[one.profiel],
                categorie=one.categorie,
                code=one.code,
                gewicht=one.gewicht,
                stopreden=one.stopreden,
                bron=one.bron,
            )
            for one in delen
        ],
        update_conflicts=True,
        unique_fields=["categorie", "code", "profiel"],
        update_fields=["gewicht", "stopreden", "bron"],
    )


def _financiering(regio: str, varianten: Iterable[Financiering], producten: Iterable[Bekostigd]) -> None:
    """
    Make or update funding variants, and say which one the euros of a product belong to.

    Where a product has a variant already on one of the days, that one stays.
    """
    Financieringsvariant.objects.bulk_create(
        [
            Financieringsvariant(
                regio=regio,
                code=one.code,
                naam=one.naam,
                variant=one.variant,
                ijw=one.ijw,
                declareren=one.declareren,
                afrekenen=one.afrekenen,
                verantwoorden=one.verantwoorden,
                bron=one.bron,
                zekerheid=one.zekerheid,
            )
            for one in varianten
        ],
        update_conflicts=True,
        unique_fields=["regio", "code"],
        update_fields=[
            "naam",
            "variant",
            "ijw",
            "declareren",
            "afrekenen",
            "verantwoorden",
            "bron",
            "zekerheid",
        ],
    )
    ids = dict(Financieringsvariant.objects.filter(regio=regio).values_list("code", "pk"))
    Bekostiging.objects.bulk_create(
        [
            Bekostiging(
                regio=regio,
                categorie=one.categorie,
                code=one.code,
                financiering_id=ids[one.financiering],
                geldig=DateRange(one.van, one.tot),
                bron=one.bron,
            )
            for one in producten
        ],
        ignore_conflicts=True,
    )


def richt_prijzen_in(
    regio: str,
    *,
    segmenten: Iterable[Segmentgegevens] = (),
    profielen: Iterable[Profielgegevens] = (),
    delen: Iterable[Betaling] = (),
    varianten: Iterable[Financiering] = (),
    producten: Iterable[Bekostigd] = (),
) -> None:
    """
    Make or update what the region calls its segments, profiles, parts of a price and funding variants.

    Profiles come before the products that point at them, parts and variants after. Raises IntegrityError when a
    segment or profile would get another rule of price: that is a new one.
    """
    _segmenten(regio, segmenten)
    _profielen(regio, profielen)
    _betalingen(regio, delen)
    _financiering(regio, varianten, producten)
