# SPDX-License-Identifier: EUPL-1.2
"""What the region chose for Iv3; nothing in it tells of a child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Taakveldkeuze(models.Model):
    """
    One row per choice of a taakveld for a category (or an account of the ledger), or for one product of it.

    `sleutel` is the category or account, `code` the product or empty for all of them. The newest for a year counts; a
    row is never changed.
    """

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    regio = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=4)
    code = models.CharField(max_length=5, blank=True, db_default="")
    taakveld = models.CharField(max_length=5)
    vanaf_jaar = models.SmallIntegerField()
    reden = models.CharField(max_length=400)
    gekozen_op = models.DateTimeField()
    gekozen_door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["vanaf_jaar", "gekozen_op", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="taakveldkeuze_met_reden",
                condition=Q(taakveld__regex=r"^6\.[0-9]{1,2}[a-d]?$") & ~Q(reden="") & ~Q(gekozen_door=""),
            ),
        ]
