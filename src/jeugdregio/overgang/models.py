# SPDX-License-Identifier: EUPL-1.2
"""
Figures of the transition of 2015: what providers earned before, and youth mental care that began before (S03, S69).

Totals per provider; nothing in it tells of a child. `verzonnen`: the figure is made up, to try the arithmetic with. An
agreement is only added, on a proposal that another confirmed (`gebruikers_vier_ogen`). Amounts are cents.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Omzet(models.Model):
    """What a provider earned in the region in a year; `residentieel` when most of it was care with a stay."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    aanbieder = models.CharField(max_length=8)
    jaar = models.SmallIntegerField()
    omzet_cent = models.BigIntegerField()
    residentieel = models.BooleanField(default=False)
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aanbieder", "jaar"], name="omzet_een_keer"),
            models.CheckConstraint(name="omzet_met_bron", condition=Q(omzet_cent__gte=0) & ~Q(bron="")),
        ]


class Instroom(models.Model):
    """
    How many trajectories of youth mental care began at a provider in the second half of a year.

    `verklaard` is how many of them the provider explained, with the explanation.
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    aanbieder = models.CharField(max_length=8)
    jaar = models.SmallIntegerField()
    aantal = models.IntegerField()
    verklaard = models.IntegerField(default=0)
    toelichting = models.CharField(max_length=400, blank=True, db_default="")
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aanbieder", "jaar"], name="instroom_een_keer"),
            models.CheckConstraint(
                name="instroom_verklaard_met_toelichting",
                condition=Q(aantal__gte=F("verklaard"), verklaard__gte=0)
                & (Q(verklaard=0) | ~Q(toelichting=""))
                & ~Q(bron=""),
            ),
        ]


class Overgangsuitgave(models.Model):
    """Spending of a book year on youth mental care at a provider; `eerder_cent` of it began in the year before."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    aanbieder = models.CharField(max_length=8)
    jaar = models.SmallIntegerField()
    uitgaven_cent = models.BigIntegerField()
    eerder_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aanbieder", "jaar"], name="overgangsuitgave_een_keer"),
            models.CheckConstraint(
                name="overgangsuitgave_deel_van_het_geheel",
                condition=Q(eerder_cent__gte=0, uitgaven_cent__gte=F("eerder_cent")) & ~Q(bron=""),
            ),
        ]


class Jeugdaandeel(models.Model):
    """What curative mental care cost in a year, and how much of that was for young people."""

    partijen: ClassVar = ("gemeenten", "regio")

    jaar = models.SmallIntegerField(unique=True)
    cggz_cent = models.BigIntegerField()
    jeugd_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="jeugdaandeel_deel_van_het_geheel",
                condition=Q(jeugd_cent__gte=0, cggz_cent__gte=F("jeugd_cent"), cggz_cent__gt=0) & ~Q(bron=""),
            ),
        ]


class Overgangsafspraak(models.Model):
    """The most that the region pays a provider in a book year for what began in the year before (003 §4.1 point 3)."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    aanbieder = models.CharField(max_length=8)
    jaar = models.SmallIntegerField()
    maximum_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aanbieder", "jaar"], name="overgangsafspraak_een_keer"),
            models.CheckConstraint(name="overgangsafspraak_met_bron", condition=Q(maximum_cent__gte=0) & ~Q(bron="")),
        ]
