# SPDX-License-Identifier: EUPL-1.2
"""The municipalities that buy together, when they take part (S02), and which tasks of the region they take (S06)."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from jeugdregio.regio.taken import TAKEN


class Gemeente(models.Model):
    """One row per municipality of the region; `deelname` is half-open, an open end is still taking part."""

    partijen: ClassVar = ("openbaar",)

    code = models.CharField(max_length=4, primary_key=True)
    regio = models.CharField(max_length=20)
    naam = models.CharField(max_length=80)
    inwoners = models.IntegerField()
    jeugdigen = models.IntegerField(help_text="jeugdigen tot 18 jaar")
    deelname = DateRangeField()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.naam


class Taakbesluit(models.Model):
    """
    One row per decision of a municipality to take a task of the region or to do it itself; only adds.

    It holds from `vanaf` until the next decision about that task; of two for one day the last one given counts. A
    task without a decision is taken, as long as the municipality takes part (view `regio_v_taak`).
    """

    partijen: ClassVar = ("iedereen",)

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, db_column="gemeente", related_name="+")
    taak = models.CharField(max_length=20)
    vanaf = models.DateField()
    neemt_af = models.BooleanField()
    besluit = models.CharField(max_length=400, help_text="waar het besluit staat")
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="taakbesluit_met_besluit_en_naam", condition=~Q(besluit="") & ~Q(door="")),
            models.CheckConstraint(name="taakbesluit_over_een_taak", condition=Q(taak__in=[t.code for t in TAKEN])),
            models.CheckConstraint(name="taakbesluit_begint_op_de_eerste", condition=Q(vanaf__day=1)),
        ]
