# SPDX-License-Identifier: EUPL-1.2
"""Who speaks with a provider, what everyone says to it, and what other regions agreed with it."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q


class Portefeuille(models.Model):
    """
    One row per period (`geldig`, half-open) in which a provider is in the portfolio of one contract manager (S40).

    `account` is the number of the account this person logs in with, empty for someone without one. The database
    refuses two managers at once, and a takeover that leaves days of a contract without a manager (migration 0001).
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    beheerder = models.CharField(max_length=80)
    account = models.BigIntegerField(null=True)
    geldig = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="portefeuille_een_beheerder",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="portefeuille_van_iemand", condition=~Q(beheerder="")),
            models.CheckConstraint(name="portefeuille_niet_leeg", condition=Q(geldig__isempty=False)),
        ]


class Lijn(models.Model):
    """
    One row per line that the region and all its municipalities keep to towards a provider, or all of them (S41).

    `toets` is how a deviation is seen in the allocations; empty: only when someone records one. `code` narrows it to
    one product.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    class Toets(models.TextChoices):
        GEEN = "", "niet na te gaan in de toewijzingen"
        STOP = "opnamestop", "geen nieuwe toewijzing bij deze aanbieder"
        CONTRACT = "met_contract", "geen nieuwe toewijzing bij een aanbieder zonder contract"

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8, blank=True)
    onderwerp = models.CharField(max_length=120)
    lijn = models.CharField(max_length=1000)
    toets = models.CharField(max_length=12, choices=Toets, blank=True)
    code = models.CharField(max_length=5, blank=True)
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="lijn_met_tekst_en_bron", condition=~Q(lijn="") & ~Q(bron="")),
            models.CheckConstraint(
                name="lijn_stop_van_een_aanbieder", condition=~Q(toets="opnamestop") | ~Q(aanbieder="")
            ),
            models.CheckConstraint(
                name="lijn_met_contract_van_allen", condition=~Q(toets="met_contract") | Q(aanbieder="", code="")
            ),
        ]


class Regiovoorwaarde(models.Model):
    """
    One row per condition that another youth region has in its contract with a provider (S17), typed over or imported.

    `bedrag_cent` is per `eenheid` and empty where the condition is no price. `accounthouder`: that region speaks with
    this provider on behalf of the others.
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    jeugdregio = models.CharField(max_length=60)
    onderwerp = models.CharField(max_length=80)
    voorwaarde = models.CharField(max_length=200)
    bedrag_cent = models.BigIntegerField(null=True)
    eenheid = models.CharField(max_length=20, blank=True)
    accounthouder = models.BooleanField(default=False)
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="regiovoorwaarde_een_per_dag",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("jeugdregio"), RangeOperators.EQUAL),
                    (F("onderwerp"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="regiovoorwaarde_een_accounthouder",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
                condition=Q(accounthouder=True),
            ),
            models.CheckConstraint(name="regiovoorwaarde_met_bron", condition=~Q(bron="") & ~Q(voorwaarde="")),
            models.CheckConstraint(name="regiovoorwaarde_niet_negatief", condition=Q(bedrag_cent__gte=0)),
        ]
