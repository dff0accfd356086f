# SPDX-License-Identifier: EUPL-1.2
"""
What prices are made of and how they move: cost prices, the published index series, and indexations.

An indexation is laid down whole before anyone decides: its new tariffs and what they would have cost over the last
twelve months. What is confirmed is what was read.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q


class Dekking(models.TextChoices):
    """Where a loss on a product is covered, in the words of the providers (S38)."""

    ONBEKEND = "onbekend", "onbekend"
    ANDER_PRODUCT = "ander_product", "een ander product, zoals verblijf of ambulant"
    WLZ = "wlz", "de Wlz"
    ANDERE_REGIO = "andere_regio", "een andere regio"
    EIGEN_MIDDELEN = "eigen_middelen", "eigen middelen"
    NIET = "niet", "niet gedekt"


class Kostprijs(models.Model):
    """
    What one unit of a product costs a provider, in the four parts of the real price (L04); `geldig` is half-open.

    Business-sensitive: for the provider itself and the region.
    """

    partijen: ClassVar = ("aanbieder", "regio")

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    eenheid = models.CharField(max_length=2)
    geldig = DateRangeField()
    beroepskrachten_cent = models.BigIntegerField()
    clientgebonden_cent = models.BigIntegerField()
    overhead_cent = models.BigIntegerField()
    indexering_cent = models.BigIntegerField()
    dekking = models.CharField(max_length=14, choices=Dekking, default=Dekking.ONBEKEND)
    toelichting = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="kostprijs_een_per_dag",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("eenheid"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="kostprijs_niet_negatief",
                condition=Q(
                    beroepskrachten_cent__gte=0,
                    clientgebonden_cent__gte=0,
                    overhead_cent__gte=0,
                    indexering_cent__gte=0,
                ),
            ),
            models.CheckConstraint(name="kostprijs_met_bron", condition=~Q(bron="")),
        ]


class Indexcijfer(models.Model):
    """One row per published figure: OVA and PPC of a year, provisional or definite, in per cent, with the source."""

    partijen: ClassVar = ("iedereen",)

    class Soort(models.TextChoices):
        """How final a figure is."""

        VOORLOPIG = "voorlopig", "voorlopig"
        DEFINITIEF = "definitief", "definitief"

    jaar = models.SmallIntegerField()
    soort = models.CharField(max_length=10, choices=Soort)
    ova = models.DecimalField(max_digits=5, decimal_places=2)
    ppc = models.DecimalField(max_digits=5, decimal_places=2)
    gewogen = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="zoals gepubliceerd")
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["jaar", "-soort"]
        constraints: ClassVar = [
            models.UniqueConstraint("jaar", "soort", name="indexcijfer_een_keer"),
            models.CheckConstraint(name="indexcijfer_met_bron", condition=~Q(bron="")),
        ]


class Indexatie(models.Model):
    """
    One row per indexation: the percentage, how it was worked out, and the first day of the new tariffs.

    It is carried out by a proposal that another confirms, and taken back the same way, as long as nothing was judged
    with its tariffs.
    """

    partijen: ClassVar = ("iedereen",)
    zonder_geschiedenis: ClassVar = "wordt een keer uitgevoerd en een keer teruggedraaid, en zegt zelf wanneer"

    class Methode(models.TextChoices):
        """The two published ways to correct the provisional figure of the year before."""

        VERSCHIL = "verschil", "verschilmethode"
        QUOTIENT = "quotient", "quotiëntmethode"

    regio = models.CharField(max_length=20)
    jaar = models.SmallIntegerField()
    methode = models.CharField(max_length=8, choices=Methode)
    procent = models.DecimalField(max_digits=7, decimal_places=3)
    ingang = models.DateField(help_text="de eerste dag van de nieuwe tarieven")
    tot = models.DateField(help_text="de eerste dag waarop een tarief zonder opvolger ophoudt")
    berekening = models.JSONField(help_text="de stappen, met cijfers en bronnen")
    sha256 = models.CharField(max_length=64)
    gezet_op = models.DateTimeField()
    door = models.CharField(max_length=150)
    uitgevoerd_op = models.DateTimeField(null=True)
    teruggedraaid_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-gezet_op", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="indexatie_ingang_voor_einde", condition=Q(ingang__lt=F("tot"))),
            models.CheckConstraint(
                name="indexatie_terug_na_uitvoering",
                condition=Q(teruggedraaid_op__isnull=True) | Q(uitgevoerd_op__isnull=False),
            ),
        ]


class Indexatieregel(models.Model):
    """
    One row per tariff that an indexation renews: from `ingang` until `tot` at `nieuw_cent` per unit, now `oud_cent`.

    `eerder_tot` is where the tariff of now ends by itself; empty: nowhere.
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "verandert niet"

    indexatie = models.ForeignKey(Indexatie, models.PROTECT, related_name="regels")
    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    eenheid = models.CharField(max_length=2)
    per_uur = models.BooleanField()
    tot = models.DateField(null=True)
    eerder_tot = models.DateField(null=True)
    oud_cent = models.BigIntegerField()
    nieuw_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "aanbieder", "code", "categorie", "eenheid", "indexatie", name="indexatieregel_een_keer"
            ),
        ]


class Indexatiegevolg(models.Model):
    """One row per municipality and provider: what the lines of twelve months cost, and at the new tariffs."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    zonder_geschiedenis: ClassVar = "verandert niet"

    indexatie = models.ForeignKey(Indexatie, models.PROTECT, related_name="gevolgen")
    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    oud_cent = models.BigIntegerField()
    nieuw_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "indexatie", name="indexatiegevolg_een_keer"),
        ]
