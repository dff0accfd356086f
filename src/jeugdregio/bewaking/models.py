# SPDX-License-Identifier: EUPL-1.2
"""
What was counted when, and whether money may move.

A stop is open until a person lifts it, with a reason. While it is open the database itself refuses to close a month
(trigger `geen_betaalstop`, migration 0001); whoever moves money later puts the same trigger on its table.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Controle(models.Model):
    """One row per count of the invariants; only adds. `fouten` is {code of the invariant: rows that break it}."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gedaan_op = models.DateTimeField()
    duur_ms = models.IntegerField()
    geteld = models.SmallIntegerField(help_text="hoeveel invarianten zijn geteld")
    fouten = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]


class Betaalstop(models.Model):
    """One row per stop, begun by a count that was red. Municipalities see it too: it is their money that waits."""

    partijen: ClassVar = ("regio", "gemeenten")

    regio = models.CharField(max_length=20)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField()
    opgeheven_op = models.DateTimeField(null=True)
    opgeheven_door = models.CharField(max_length=150, blank=True, db_default="")
    reden = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "regio", condition=Q(opgeheven_op__isnull=True), name="betaalstop_een_keer_tegelijk"
            ),
            models.CheckConstraint(
                name="betaalstop_opgeheven_door_iemand",
                condition=Q(opgeheven_op__isnull=True, opgeheven_door="", reden="")
                | (Q(opgeheven_op__isnull=False) & ~Q(opgeheven_door="") & ~Q(reden="")),
            ),
        ]
