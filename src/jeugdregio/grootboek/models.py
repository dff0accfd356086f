# SPDX-License-Identifier: EUPL-1.2
"""
The ledger: whole eurocents, append-only, balanced by its shape.

A `Boeking` moves one positive amount from one account to another, so it cannot be out of balance: the
sum over all accounts is zero for every row (ADR 0004). A correction is a row the other way round. Triggers
(migration 0002) refuse every update and delete, and every row in a closed month.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q


class Rekening(models.Model):
    """An account of the ledger."""

    partijen: ClassVar = ("iedereen",)

    code = models.CharField(max_length=4, primary_key=True)
    naam = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["code"]


class Boeking(models.Model):
    """One row per movement; (`oorzaak`, `oorzaak_id`, `oorzaak_nr`) names its cause and makes it unique."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    afgeschermd_door: ClassVar = {"regel": ("oorzaak_id", "oorzaak_nr")}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij: een correctie is een tegenboeking"

    pk = models.CompositePrimaryKey("gemeente", "oorzaak", "oorzaak_id", "oorzaak_nr")
    gemeente = models.CharField(max_length=4)
    oorzaak = models.CharField(max_length=12)
    oorzaak_id = models.BigIntegerField()
    oorzaak_nr = models.IntegerField()
    debet = models.CharField(max_length=4)
    credit = models.CharField(max_length=4)
    bedrag_cent = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    boekmaand = models.DateField(help_text="eerste dag van de maand waarin is geboekt")
    dienstmaand = models.DateField(help_text="eerste dag van de maand waarin de hulp is geleverd")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="boeking_positief", condition=Q(bedrag_cent__gte=0)),
            models.CheckConstraint(name="boeking_van_en_naar", condition=~Q(debet=F("credit"))),
            models.CheckConstraint(name="boeking_hele_maanden", condition=Q(boekmaand__day=1) & Q(dienstmaand__day=1)),
        ]
        # Rows come in the order of time, so a summary per range of pages finds a month as well as a tree does, and
        # costs a batch nothing (ADR 0014).
        indexes: ClassVar = [
            BrinIndex(fields=["boekmaand"], pages_per_range=16, autosummarize=True, name="boeking_maand")
        ]


class GeslotenMaand(models.Model):
    """
    One row per municipality, month and time (`keer`, from 1) that it was closed: nothing is booked in it any more.

    A month is closed when its last closing was not re-opened: view `grootboek_v_gesloten` says so, and nothing else.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "maand", "keer")
    gemeente = models.CharField(max_length=4)
    maand = models.DateField()
    keer = models.SmallIntegerField(default=1, db_default=1)
    gesloten_op = models.DateTimeField()
    gesloten_door = models.CharField(max_length=80)


class Heropening(models.Model):
    """
    One row per closing that was undone, by two persons (account numbers) and for a reason (ADR 0046).

    Triggers (migration 0006) hold the order: the last closed month first, and never a month of a closed year.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "maand", "keer")
    gemeente = models.CharField(max_length=4)
    maand = models.DateField()
    keer = models.SmallIntegerField()
    reden = models.CharField(max_length=400)
    voorgesteld_door = models.BigIntegerField()
    bevestigd_door = models.BigIntegerField()
    heropend_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="heropening_vier_ogen", condition=~Q(voorgesteld_door=F("bevestigd_door")) & ~Q(reden="")
            )
        ]


class GeslotenJaar(models.Model):
    """One row per municipality and year that is closed, for good: its months are not re-opened or booked in."""

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "jaar")
    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    gesloten_op = models.DateTimeField()
    gesloten_door = models.CharField(max_length=80)
