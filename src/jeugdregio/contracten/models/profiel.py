# SPDX-License-Identifier: EUPL-1.2
"""
Segments, support profiles and how their products are paid: configuration of the region, each row with its source.

The segments are the data on which the rule of a price hangs (S32): one price per profile for every provider, an own
price per provider, or a price per unit. A product of a profile with another kind of price is refused by the database
(migration 0006).
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q


class Prijsregel(models.TextChoices):
    """How a price comes about in a segment."""

    PER_PROFIEL = "per_profiel", "één prijs per profiel"
    PER_AANBIEDER = "per_aanbieder", "eigen prijs per aanbieder"
    PXQ = "pxq", "per eenheid (P×Q)"
    GEEN = "geen", "niet ingekocht"


class Segment(models.Model):
    """One row per segment of the purchase; what it means on a day is in `Segmentdefinitie`."""

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    code = models.CharField(max_length=12)
    naam = models.CharField(max_length=60)
    prijsregel = models.CharField(max_length=13, choices=Prijsregel)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint("regio", "code", name="segment_een_keer")]

    def __str__(self) -> str:
        return self.naam


class Segmentdefinitie(models.Model):
    """
    One row per text that says what a segment is, with its source and the period it speaks of.

    Sources contradict each other (K08): texts of one day stand side by side, none of them wins.
    """

    partijen: ClassVar = ("iedereen",)

    segment = models.ForeignKey(Segment, models.PROTECT, related_name="definities")
    tekst = models.CharField(max_length=400)
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["geldig", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint("segment", "bron", "geldig", name="segmentdefinitie_een_keer_per_bron"),
            models.CheckConstraint(name="segmentdefinitie_met_bron", condition=~Q(bron="") & ~Q(zekerheid="")),
        ]


class Profiel(models.Model):
    """
    One row per support profile in a segment; `code` is what a product points at, such as `5:midden`.

    The sources give twelve profiles without a name: a name is configuration, and `verzonnen` says when it is made up.
    """

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    nummer = models.SmallIntegerField()
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="profielen")
    naam = models.CharField(max_length=80)
    verzonnen = models.BooleanField(help_text="de bron geeft geen naam")
    soort = models.CharField(max_length=10, blank=True, help_text="herstel of duurzaam; leeg: de bron zegt het niet")
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["nummer", "segment"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "code", name="profiel_een_keer"),
            models.UniqueConstraint("regio", "nummer", "segment", name="profiel_een_keer_per_segment"),
        ]

    def __str__(self) -> str:
        return f"Profiel {self.nummer} {self.naam}"


class Betaaldeel(models.Model):
    """
    One row per product that pays a part of the price of a profile: `gewicht` of the total of its parts.

    `stopreden` is empty for a part at the start; filled, the part is due once the help has stopped with that reason
    (TO-25, TO-26).
    """

    partijen: ClassVar = ("iedereen",)

    profiel = models.ForeignKey(Profiel, models.PROTECT, related_name="delen")
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    gewicht = models.SmallIntegerField()
    stopreden = models.CharField(max_length=2, blank=True)
    bron = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["profiel", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint("categorie", "code", "profiel", name="betaaldeel_een_keer"),
            models.CheckConstraint(name="betaaldeel_heeft_gewicht", condition=Q(gewicht__gt=0)),
        ]


class Financieringsvariant(models.Model):
    """
    One row per way to pay for help (S37): how it is claimed, settled and accounted for.

    `variant` is the uitvoeringsvariant of the law; `ijw` says whether the messages of the standard are due (L08).
    """

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=60)
    variant = models.CharField(max_length=20, blank=True)
    ijw = models.BooleanField(null=True, help_text="leeg: de bron zegt het niet")
    declareren = models.CharField(max_length=300)
    afrekenen = models.CharField(max_length=300)
    verantwoorden = models.CharField(max_length=300)
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint("regio", "code", name="financieringsvariant_een_keer")]

    def __str__(self) -> str:
        return self.naam


class Bekostiging(models.Model):
    """
    Which funding variant the euros of a product belong to on a day; `geldig` is half-open.

    A product has at most one on a day: a euro is never in two. That it is in one at all is counted by
    `prijzen.queries.zonder_variant`.
    """

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    financiering = models.ForeignKey(Financieringsvariant, models.PROTECT, related_name="+")
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="bekostiging_een_per_dag",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
