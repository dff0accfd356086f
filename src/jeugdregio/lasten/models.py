# SPDX-License-Identifier: EUPL-1.2
"""
How long an act takes by decision of the region, and what organisations are asked to account for.

Nothing in it tells of a child. Counts of acts are no table: they are counted from the messages (`tellen`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Handelingsnorm(models.Model):
    """
    One row per decision on the time of an act, from the first of a month; only adds (migration 0002).

    Of two for one month the last one given counts. Without a row the assumption of `handelingen` holds.
    """

    partijen: ClassVar = ("iedereen",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    handeling = models.CharField(max_length=40)
    vanaf = models.DateField()
    seconden = models.IntegerField()
    bron = models.CharField(max_length=200, help_text="waar het op rust; aanname als niemand het heeft gemeten")
    reden = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["handeling", "vanaf", "gezet_op", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="handelingsnorm_met_bron_en_reden", condition=~Q(bron="") & ~Q(reden="") & ~Q(door="")
            ),
            models.CheckConstraint(
                name="handelingsnorm_van_nul_tot_een_week",
                condition=Q(seconden__gte=0, seconden__lte=144_000, vanaf__day=1),
            ),
        ]


class Uitvraag(models.Model):
    """
    One row per question for accountability: of whom, for what, by whom; `gemeente` is empty when the region asks.

    It can end, never change: what was asked stays to be seen.
    """

    partijen: ClassVar = ("iedereen",)
    schrijvers: ClassVar = ("gemeente", "regio")

    gemeente = models.CharField(max_length=4, blank=True)
    titel = models.CharField(max_length=120)
    gevraagd_aan = models.CharField(max_length=10)
    doel = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True)
    einde_reden = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["-gezet_op", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "titel", condition=Q(beeindigd_op__isnull=True), name="uitvraag_een_keer"
            ),
            models.CheckConstraint(
                name="uitvraag_aan_iemand_met_doel",
                condition=Q(gevraagd_aan__in=["aanbieder", "gemeente"]) & ~Q(titel="") & ~Q(doel=""),
            ),
            models.CheckConstraint(
                name="uitvraag_einde_met_reden",
                condition=Q(beeindigd_op__isnull=True, einde_reden="")
                | (Q(beeindigd_op__isnull=False) & ~Q(einde_reden="")),
            ),
        ]


class Uitvraagveld(models.Model):
    """
    One row per field that is asked; `elders` says where something like it is known, and then `reden` why it is asked.

    `gemeente` is that of the question. What is known from the primary process never becomes a row (N17).
    """

    partijen: ClassVar = ("iedereen",)
    schrijvers: ClassVar = ("gemeente", "regio")

    gemeente = models.CharField(max_length=4, blank=True)
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="velden")
    naam = models.CharField(max_length=80)
    elders = models.CharField(max_length=400, blank=True)
    reden = models.CharField(max_length=400, blank=True)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["uitvraag", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "uitvraag", "naam", name="uitvraagveld_een_keer"),
            models.CheckConstraint(
                name="uitvraagveld_bekend_dan_reden", condition=~Q(naam="") & (Q(elders="") | ~Q(reden=""))
            ),
        ]
