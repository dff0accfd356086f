# SPDX-License-Identifier: EUPL-1.2
"""What is bought and for how much: products, and a tariff for every day."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from jeugdregio.contracten.models.profiel import Prijsregel


class Product(models.Model):
    """The product code list of the region: which code belongs to which category (TR381, IV075)."""

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    omschrijving = models.CharField(max_length=120)
    eenheid = models.CharField(max_length=2)
    variant = models.CharField(max_length=20)
    profiel = models.CharField(max_length=40, blank=True, help_text="code van het profiel; leeg: geen profiel")

    class Meta:
        ordering: ClassVar = ["categorie", "code"]
        constraints: ClassVar = [models.UniqueConstraint("regio", "code", "categorie", name="product_een_keer")]


class Tarief(models.Model):
    """
    What one unit of a product costs at one provider on a day (TR418).

    `tarief_cent` is per `eenheid`, or per hour when `per_uur` (then minutes and hours may both be
    declared, IV081). It is empty for unit 83, which has no tariff (CD087). `geldig` is half-open; the
    database refuses two tariffs for the same day, and a hole between two while a contract runs (migration 0006).

    `prijsregel` follows from the profile of the product, by a trigger. Where a profile has one price, a tariff that
    differs from that of another provider on a day is refused (S32).
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    eenheid = models.CharField(max_length=2)
    per_uur = models.BooleanField(default=False)
    geldig = DateRangeField()
    tarief_cent = models.BigIntegerField(null=True)
    prijsregel = models.CharField(max_length=13, choices=Prijsregel, db_default=Prijsregel.PXQ)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="tarief_een_per_dag",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),  # first: an index of this kind is split on its first column
                    (F("code"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("eenheid"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="tarief_een_prijs_per_profiel",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("eenheid"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("tarief_cent"), RangeOperators.NOT_EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
                condition=Q(prijsregel="per_profiel"),
            ),
            models.CheckConstraint(
                name="tarief_past_bij_eenheid",
                condition=Q(eenheid="83", tarief_cent__isnull=True) | ~Q(eenheid="83") & Q(tarief_cent__gte=0),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["regio", "aanbieder", "code"], name="tarief_zoek")]


class Maandafspraak(models.Model):
    """
    Which broken months a tariff per month pays for (IV078): one row per product and period; `geldig` is half-open.

    `eerste`: the month in which an allocation begins after its first day counts; `laatste`: the one in which it ends
    before its last day counts. A month that is both counts only when both do. Without a row every month counts. What
    is agreed on the first day of a product period holds for it. For jeugdbescherming and jeugdreclassering the first
    does not count and the last does, whole (Ketenbureau, SAP-GI v1.3, 11-12-2024; TO-27).
    """

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    geldig = DateRangeField()
    eerste = models.BooleanField()
    laatste = models.BooleanField()
    bron = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["categorie", "code", "geldig"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="maandafspraak_een_per_dag",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="maandafspraak_met_bron", condition=~Q(bron="") & Q(geldig__isempty=False)),
        ]
