# SPDX-License-Identifier: EUPL-1.2
"""
Rules of the region per subject and period, and contradictions between the sources.

Sources are kept beside each other, never smoothed over: two readings of one period are two rows, and nothing here
says which is right. A text is never changed (migration 0003): a rule that is open gets an end, and a next one follows.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q


class Onderwerp(models.Model):
    """One row per subject that has had more than one rule; `vraag` is what someone asks about it."""

    partijen: ClassVar = ("iedereen",)

    code = models.CharField(max_length=30, primary_key=True)
    naam = models.CharField(max_length=80)
    vraag = models.CharField(max_length=200)
    volgorde = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["volgorde", "code"]


class Regime(models.Model):
    """
    One row per rule, period and reading; `geldig` is half-open.

    `lezing` is empty when the sources agree, or names how one of them reads it. `waarde` are the figures a settlement
    reckons with, by name. `zekerheid`: how sure the period and the text are.
    """

    partijen: ClassVar = ("iedereen",)

    class Zekerheid(models.TextChoices):
        VAST = "vast", "Staat in de bron"
        AFGELEID = "afgeleid", "Afgeleid uit de bron"
        ONZEKER = "onzeker", "Onzeker"

    onderwerp = models.ForeignKey(Onderwerp, models.PROTECT, db_column="onderwerp", related_name="regimes")
    lezing = models.CharField(max_length=40, blank=True)
    geldig = DateRangeField()
    regel = models.CharField(max_length=600)
    waarde = models.JSONField(default=dict, blank=True)
    bron = models.CharField(max_length=200)
    plaats = models.CharField(max_length=120)
    zekerheid = models.CharField(max_length=8, choices=Zekerheid)
    toelichting = models.CharField(max_length=600, blank=True)
    einde_bron = models.CharField(
        max_length=320, blank=True, db_default="", help_text="waar een later gezet einde op rust"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="regime_met_regel_en_bron",
                condition=~Q(regel="") & ~Q(bron="") & ~Q(plaats="") & Q(geldig__isempty=False),
            ),
            models.CheckConstraint(
                name="regime_zekerheid_bekend", condition=Q(zekerheid__in=["vast", "afgeleid", "onzeker"])
            ),
            ExclusionConstraint(
                name="regime_een_per_dag_en_lezing",
                expressions=[("onderwerp", "="), ("lezing", "="), ("geldig", "&&")],
            ),
        ]


class Tegenspraak(models.Model):
    """One row per place where the sources say different things; `gevolg` is what this program does with it."""

    partijen: ClassVar = ("iedereen",)

    code = models.CharField(max_length=6, primary_key=True)
    naam = models.CharField(max_length=120)
    onderwerp = models.ForeignKey(
        Onderwerp, models.PROTECT, null=True, blank=True, db_column="onderwerp", related_name="tegenspraken"
    )
    gevolg = models.CharField(max_length=600)
    vraag = models.CharField(max_length=300, blank=True, help_text="wat aan de regio is te vragen")

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.CheckConstraint(name="tegenspraak_met_gevolg", condition=~Q(gevolg=""))]


class Uitspraak(models.Model):
    """One row per thing that one source says in a contradiction, in order of `nr`."""

    partijen: ClassVar = ("iedereen",)

    tegenspraak = models.ForeignKey(Tegenspraak, models.PROTECT, db_column="tegenspraak", related_name="uitspraken")
    nr = models.IntegerField()
    tekst = models.CharField(max_length=400)
    bron = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["tegenspraak", "nr"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tegenspraak", "nr"], name="uitspraak_een_keer"),
            models.CheckConstraint(name="uitspraak_met_bron", condition=~Q(tekst="") & ~Q(bron="")),
        ]
