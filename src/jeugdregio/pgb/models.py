# SPDX-License-Identifier: EUPL-1.2
"""
The pgb of municipalities, and the chain municipality → region → SVB of 2015 (S65, L11, K06).

All of it is totals per municipality and month: no holder and no child is in it. What moved is a `Ketenboeking`, one
per booking in the ledger, never changed. Triggers (migration 0002) hold who proposes and who decides, and that a year
that was settled stands still.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.models import Voorgesteld


class Pgbstand(models.Model):
    """One row per municipality and peildatum: how many holders, and what is owed them from then on, in cents."""

    partijen: ClassVar = ("gemeente", "regio")

    gemeente = models.CharField(max_length=4)
    peildatum = models.DateField()
    houders = models.IntegerField()
    verplichting_cent = models.BigIntegerField(help_text="lopende verplichtingen")
    bron = models.CharField(max_length=200)
    vastgelegd_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "peildatum", name="pgbstand_een_per_dag"),
            models.CheckConstraint(
                name="pgbstand_aantal_bedrag_bron",
                condition=Q(houders__gte=0, verplichting_cent__gte=0) & ~Q(bron=""),
            ),
        ]


class Pgbvoorschot(Voorgesteld):
    """One row per advance of a municipality for a month; another than who proposed it says it came in."""

    partijen: ClassVar = ("gemeente", "regio")

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        ONTVANGEN = "ontvangen", "ontvangen van de gemeente"
        DOORBETAALD = "doorbetaald", "doorbetaald aan de SVB"
        TERUG = "terug", "teruggedraaid"
        AFGEWEZEN = "afgewezen", "afgewezen"

    gemeente = models.CharField(max_length=4)
    maand = models.DateField(help_text="eerste dag van de maand waarvoor het is")
    bedrag_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pgbvoorschot_maand_bedrag_bron", condition=Q(bedrag_cent__gt=0, maand__day=1) & ~Q(bron="")
            ),
            models.CheckConstraint(
                name="pgbvoorschot_vier_ogen",
                condition=Voorgesteld.ANDER_BESLIST,
            ),
        ]


class Svboverzicht(models.Model):
    """One row per file of the SVB; the same bytes twice are one row."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    regio = models.CharField(max_length=20)
    naam = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    ingelezen_op = models.DateTimeField()
    door = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("regio", "sha256", name="svboverzicht_een_keer")]


class Svbregel(models.Model):
    """One row per municipality and month in a file: what the SVB paid to holders in that month, all of it, in cents."""

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    overzicht = models.ForeignKey(Svboverzicht, models.PROTECT, related_name="regels")
    maand = models.DateField()
    houders = models.IntegerField()
    betaald_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "overzicht", "maand", name="svbregel_een_per_maand"),
            models.CheckConstraint(
                name="svbregel_aantal_en_bedrag", condition=Q(houders__gte=0, betaald_cent__gte=0, maand__day=1)
            ),
        ]


class Pgbafrekening(Voorgesteld):
    """
    One row per municipality and year: what was left at the SVB, and whether it goes back or along to the next year.

    `over_cent` below nought: the SVB paid more than it had.
    """

    partijen: ClassVar = ("gemeente", "regio")

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        AFGEWEZEN = "afgewezen", "afgewezen"

    class Wijze(models.TextChoices):
        TERUG = "terug", "terug naar de gemeente"
        MEE = "mee", "mee naar het volgende jaar"

    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    wijze = models.CharField(max_length=5, choices=Wijze)
    over_cent = models.BigIntegerField()
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "jaar", condition=~Q(stand="afgewezen"), name="pgbafrekening_een_per_jaar"
            ),
            models.CheckConstraint(
                name="pgbafrekening_vier_ogen",
                condition=~Q(stand="vastgesteld")
                | (Q(besloten_door__isnull=False) & ~Q(besloten_door=F("voorgesteld_door"))),
            ),
        ]


class Ketenboeking(models.Model):
    """
    One row per booking of the chain, with its sign: below nought is one the other way round.

    `maand` is what it is for, `boekmaand` where it stands in the ledger. It comes from an advance, a line of the SVB or
    a settlement, from each once per kind; a reversal names what it takes back (`herstelt`).
    """

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij: een correctie is een tegenboeking"

    class Soort(models.TextChoices):
        STORTING = "storting", "gemeente betaalt voorschot aan de regio"
        DOORBETALING = "doorbetaling", "regio betaalt door aan de SVB"
        VERANTWOORDING = "verantwoord", "SVB verantwoordt wat zij betaalde"
        VAN_SVB = "van_svb", "SVB betaalt de rest terug"
        NAAR_GEMEENTE = "naar_gemeente", "regio betaalt de rest terug aan de gemeente"

    gemeente = models.CharField(max_length=4)
    maand = models.DateField()
    boekmaand = models.DateField()
    soort = models.CharField(max_length=13, choices=Soort)
    bedrag_cent = models.BigIntegerField()
    voorschot = models.ForeignKey(Pgbvoorschot, models.PROTECT, null=True, related_name="boekingen")
    regel = models.ForeignKey(Svbregel, models.PROTECT, null=True, related_name="boekingen")
    afrekening = models.ForeignKey(Pgbafrekening, models.PROTECT, null=True, related_name="boekingen")
    herstelt = models.ForeignKey("self", models.PROTECT, null=True, related_name="hersteld_door")
    geboekt_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ketenboeking_bedrag_en_maanden",
                condition=~Q(bedrag_cent=0) & Q(maand__day=1, boekmaand__day=1),
            ),
            models.CheckConstraint(
                name="ketenboeking_van_een_oorzaak",
                condition=Q(
                    soort__in=["storting", "doorbetaling"], voorschot__isnull=False, regel=None, afrekening=None
                )
                | Q(soort="verantwoord", voorschot=None, regel__isnull=False, afrekening=None, herstelt=None)
                | Q(
                    soort__in=["van_svb", "naar_gemeente"],
                    voorschot=None,
                    regel=None,
                    afrekening__isnull=False,
                    herstelt=None,
                ),
            ),
            models.UniqueConstraint(
                "gemeente", "voorschot", "soort", condition=Q(herstelt=None), name="ketenboeking_voorschot_een_keer"
            ),
            models.UniqueConstraint("gemeente", "herstelt", name="ketenboeking_een_keer_hersteld"),
            models.UniqueConstraint("gemeente", "regel", name="ketenboeking_regel_een_keer"),
            models.UniqueConstraint("gemeente", "afrekening", "soort", name="ketenboeking_afrekening_een_keer"),
        ]
