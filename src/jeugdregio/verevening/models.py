# SPDX-License-Identifier: EUPL-1.2
"""The figures of a year that municipalities settle by: totals, so nothing in it tells of a child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Jaarcijfer(models.Model):
    """
    One row per municipality and year, with its source; every municipality of the region sees all of them.

    `kosten_cent` are net of what parents paid, `misgelopen_cent` what they would have paid where it was not collected
    (S66). `verzonnen`: the figure is made up, to try the arithmetic with.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    gemeente = models.CharField(max_length=4)
    jaar = models.IntegerField()
    budget_cent = models.BigIntegerField()
    kosten_cent = models.BigIntegerField()
    misgelopen_cent = models.BigIntegerField(default=0)
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["jaar", "gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "jaar"], name="jaarcijfer_een_keer"),
            models.CheckConstraint(
                name="jaarcijfer_niet_onder_nul",
                condition=Q(budget_cent__gt=0, kosten_cent__gte=0, misgelopen_cent__gte=0),
            ),
            models.CheckConstraint(name="jaarcijfer_met_bron", condition=~Q(bron="")),
        ]
