# SPDX-License-Identifier: EUPL-1.2
"""
What the region chose for Iv3, and what municipalities settle among themselves; nothing in it tells of a child.

What municipalities settle is frozen when it is set: rows only come, and migration 0004 holds that they sum to zero.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


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


class Verevening(models.Model):
    """
    One row per year that municipalities settled by solidarity and that was booked, once (S61, S62).

    `soort` is `solidariteit` (2015 and 2016) or `vier-o`; `grondslag` the reading or key, and who agreed on it where.
    """

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    regio = models.CharField(max_length=20)
    soort = models.CharField(max_length=12)
    jaar = models.SmallIntegerField()
    grondslag = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    geboekt_op = models.DateTimeField()
    geboekt_door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-jaar", "soort"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "soort", "jaar", name="verevening_een_keer"),
            models.CheckConstraint(
                name="verevening_soort_en_jaar",
                condition=Q(soort="solidariteit", jaar__in=[2015, 2016]) | Q(soort="vier-o", jaar__gte=2017),
            ),
            models.CheckConstraint(
                name="verevening_met_grondslag", condition=~Q(grondslag="") & Q(sha256__regex="^[0-9a-f]{64}$")
            ),
        ]


class Vereveningsdeel(models.Model):
    """What one municipality receives (above zero) or pays in it, in cents."""

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    verevening = models.ForeignKey(Verevening, models.PROTECT, related_name="delen")
    bedrag_cent = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "verevening", name="vereveningsdeel_een_keer"),
        ]


class Verrekenronde(models.Model):
    """One row per settlement among municipalities; `sha256` is of every entry in it."""

    partijen: ClassVar = ("gemeenten", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    regio = models.CharField(max_length=20)
    nummer = models.IntegerField()
    tot_en_met = models.DateField(help_text="eerste dag van de laatste maand die meetelt")
    sha256 = models.CharField(max_length=64)
    vastgesteld_op = models.DateTimeField()
    vastgesteld_door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-nummer"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "nummer", name="verrekenronde_nummer"),
            models.CheckConstraint(
                name="verrekenronde_hele_maand",
                condition=Q(tot_en_met__day=1) & Q(sha256__regex="^[0-9a-f]{64}$") & ~Q(vastgesteld_door=""),
            ),
        ]


class Verrekenpost(models.Model):
    """
    One row per side of what is settled: what `gemeente` receives (above zero) or pays, and of whom (`tegen`).

    `bron` is the number of the claim or the year; the other side is a row too, so a round sums to zero. `rekening` is
    where it stood in the ledger.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Soort(models.TextChoices):
        VORDERING = "vordering", "vordering"
        CORRECTIE = "correctie", "correctie na verrekenen"
        SOLIDARITEIT = "solidariteit", "solidariteit"
        VIER_O = "vier-o", "de vier O's"

    gemeente = models.CharField(max_length=4)
    ronde = models.ForeignKey(Verrekenronde, models.PROTECT, related_name="posten")
    soort = models.CharField(max_length=12, choices=Soort)
    bron = models.BigIntegerField()
    kenmerk = models.CharField(max_length=20)
    tegen = models.CharField(max_length=4, blank=True, db_default="")
    rekening = models.CharField(max_length=4)
    bedrag_cent = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["kenmerk", "soort"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "soort", "bron", condition=~Q(soort="correctie"), name="verrekenpost_een_keer"
            ),
            models.UniqueConstraint("gemeente", "ronde", "soort", "bron", name="verrekenpost_een_keer_per_ronde"),
            models.CheckConstraint(
                name="verrekenpost_rekening", condition=Q(rekening__in=["1300", "1610"]) & ~Q(tegen=F("gemeente"))
            ),
        ]


class Verrekensaldo(models.Model):
    """
    One row per municipality in a round: what it receives in all (above zero) or pays.

    `vordering` has its reference and what was paid of it; a round of before there were references has `betaald_op`.
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen betaald_op komt erbij, met door wie"

    gemeente = models.CharField(max_length=4)
    ronde = models.ForeignKey(Verrekenronde, models.PROTECT, related_name="saldi")
    te_vorderen_cent = models.BigIntegerField()
    te_betalen_cent = models.BigIntegerField()
    saldo_cent = models.BigIntegerField()
    vordering = models.ForeignKey("betalingen.Vordering", models.PROTECT, null=True, related_name="+")
    betaald_op = models.DateField(null=True)
    betaald_door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "ronde", name="verrekensaldo_een_keer"),
            models.CheckConstraint(
                name="verrekensaldo_klopt",
                condition=Q(saldo_cent=F("te_vorderen_cent") - F("te_betalen_cent")),
            ),
            models.CheckConstraint(name="verrekensaldo_een_waarheid", condition=Q(vordering=None) | Q(betaald_op=None)),
            models.UniqueConstraint("gemeente", "vordering", name="verrekensaldo_een_vordering"),
            models.CheckConstraint(
                name="verrekensaldo_betaald_door",
                condition=Q(betaald_op__isnull=True, betaald_door="")
                | (Q(betaald_op__isnull=False) & ~Q(betaald_door="")),
            ),
        ]
