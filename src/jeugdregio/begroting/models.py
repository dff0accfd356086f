# SPDX-License-Identifier: EUPL-1.2
"""
The youth budget of a municipality per year, in versions, and the parts of a version (S58, S68, K11).

Rows are only added, on a proposal that another confirmed (`gebruikers_vier_ogen`); migration 0003 holds that the parts
of a version add up to it. Amounts are cents.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Circulaire(models.Model):
    """A publication that budgets are taken from; `maand` is its first day, for the sources give no day."""

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    code = models.CharField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=100)
    maand = models.DateField()
    grondslag = models.CharField(max_length=200)
    bron = models.CharField(max_length=200)
    opmerking = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["maand", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="circulaire_hele_maand", condition=Q(maand__day=1)),
            models.CheckConstraint(
                name="circulaire_met_naam_en_bron", condition=~Q(code="") & ~Q(naam="") & ~Q(grondslag="") & ~Q(bron="")
            ),
        ]


class Budget(models.Model):
    """
    One row per version: on a day the newest `vanaf` that is not after it counts.

    `ongeveer`: the source rounds, and `laag_cent` to `hoog_cent` is its band; else all three are the same.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "jaar", "vanaf")
    gemeente = models.CharField(max_length=4)
    jaar = models.IntegerField()
    vanaf = models.DateField()
    naam = models.CharField(max_length=100)
    circulaire = models.ForeignKey(Circulaire, models.PROTECT, null=True)
    bedrag_cent = models.BigIntegerField()
    laag_cent = models.BigIntegerField()
    hoog_cent = models.BigIntegerField()
    ongeveer = models.BooleanField(default=False)
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="budget_positief", condition=Q(bedrag_cent__gt=0)),
            models.CheckConstraint(name="budget_met_naam", condition=~Q(naam="")),
            models.CheckConstraint(
                name="budget_in_zijn_band",
                condition=Q(ongeveer=True, laag_cent__lte=F("bedrag_cent"), hoog_cent__gte=F("bedrag_cent"))
                | Q(ongeveer=False, laag_cent=F("bedrag_cent"), hoog_cent=F("bedrag_cent")),
            ),
        ]


class Budgetdeel(models.Model):
    """
    A part of a version: of a segment, a product category in it, or one product; all empty is what was not divided.

    All parts of a version come in one statement, that adds up to it or fails.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "jaar", "vanaf", "segment", "categorie", "code")
    gemeente = models.CharField(max_length=4)
    jaar = models.IntegerField()
    vanaf = models.DateField()
    segment = models.CharField(max_length=120)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    bedrag_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="budgetdeel_niet_onder_nul", condition=Q(bedrag_cent__gte=0)),
            models.CheckConstraint(
                name="budgetdeel_van_grof_naar_fijn",
                condition=(~Q(segment="") | Q(categorie="")) & (~Q(categorie="") | Q(code="")),
            ),
        ]
