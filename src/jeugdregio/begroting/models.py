# SPDX-License-Identifier: EUPL-1.2
"""The youth budget of a municipality per year (S58)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Budget(models.Model):
    """One row per municipality and year, with its source."""

    partijen: ClassVar = ("gemeente", "regio")

    pk = models.CompositePrimaryKey("gemeente", "jaar")
    gemeente = models.CharField(max_length=4)
    jaar = models.IntegerField()
    bedrag_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="budget_positief", condition=Q(bedrag_cent__gt=0))]
