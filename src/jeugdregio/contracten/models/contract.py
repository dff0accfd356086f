# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with a provider: the contract."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q


class Contract(models.Model):
    """One row per contract; `geldig` is half-open. `plafond_cent` is empty where no ceiling was agreed (S25)."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    regio = models.CharField(max_length=20)
    nummer = models.CharField(max_length=30, unique=True)
    aanbieder = models.CharField(max_length=8, db_index=True)
    perceel = models.CharField(max_length=20)
    variant = models.CharField(max_length=20)
    bekostiging = models.CharField(max_length=40)
    contractmanager = models.CharField(max_length=80)
    geldig = DateRangeField()
    plafond_cent = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["nummer"]
        constraints: ClassVar = [
            models.CheckConstraint(name="plafond_niet_negatief", condition=Q(plafond_cent__gte=0)),
        ]
