# SPDX-License-Identifier: EUPL-1.2
"""
What was forecast on a peildatum, kept as it was: rows are only added (migration 0002).

Totals per municipality and segment; nothing in it tells of a child.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Prognose(models.Model):
    """One row per peildatum and version of the method; `invoer` is the SHA-256 of the facts it was made from."""

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    regio = models.CharField(max_length=20)
    peildatum = models.DateField(help_text="eerste dag van een maand; wat daarvoor bekend was telt")
    versie = models.CharField(max_length=8)
    invoer = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "peildatum", "versie", name="prognose_een_keer"),
            models.CheckConstraint(name="prognose_op_eerste_van_maand", condition=Q(peildatum__day=1)),
        ]


class Prognosemaand(models.Model):
    """One row per forecast, municipality, segment and month of care; cents, below nought where more was taken back."""

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "prognose_id", "segment", "maand")
    gemeente = models.CharField(max_length=4)
    prognose = models.ForeignKey(Prognose, models.PROTECT, related_name="maanden")
    segment = models.CharField(max_length=120)
    maand = models.DateField()
    geboekt_cent = models.BigIntegerField()
    nog_te_declareren_cent = models.BigIntegerField()
    nog_te_komen_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="prognosemaand_hele_maand", condition=Q(maand__day=1)),
            models.CheckConstraint(name="prognosemaand_met_segment", condition=~Q(segment="")),
        ]


class Prognosejaar(models.Model):
    """
    The year of a forecast with its band, per municipality and segment; an empty segment is the municipality, an empty
    municipality the region.

    `uitgeput_op` is the day on which the budget of then runs out by the middle of the band, empty when it does not.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "prognose_id", "segment")
    gemeente = models.CharField(max_length=4)
    prognose = models.ForeignKey(Prognose, models.PROTECT, related_name="jaren")
    segment = models.CharField(max_length=120)
    laag_cent = models.BigIntegerField()
    midden_cent = models.BigIntegerField()
    hoog_cent = models.BigIntegerField()
    prijsstap_ppm = models.IntegerField(null=True)
    per_prestatie_cent = models.BigIntegerField(null=True)
    budget_cent = models.BigIntegerField(null=True)
    uitgeput_op = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="prognosejaar_band_in_volgorde",
                condition=Q(laag_cent__lte=F("midden_cent"), midden_cent__lte=F("hoog_cent")),
            ),
            models.CheckConstraint(
                name="prognosejaar_uitgeput_met_budget",
                condition=Q(uitgeput_op__isnull=True) | Q(budget_cent__isnull=False, segment=""),
            ),
        ]
