# SPDX-License-Identifier: EUPL-1.2
"""
Agreements that are paid in instalments, apart from claims: a task (taakgericht) or a subsidy (L08, S75).

What is agreed is split to the cent over municipalities and days when it is proposed, and never again. Triggers
(migration 0002) hold that another decides than who proposed, and that what was split stays.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jeugdregio.gebruikers.models import Voorgesteld


class Bekostigingsafspraak(Voorgesteld):
    """One row per agreement with a provider for a year; `bron` is the contract or the decision it stands in."""

    partijen: ClassVar = ("aanbieder", "regio", "gemeenten")

    class Soort(models.TextChoices):
        TAAKGERICHT = "taakgericht", "taakgerichte bekostiging"
        SUBSIDIE = "subsidie", "subsidie"

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        BEVESTIGD = "bevestigd", "loopt"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        AFGEWEZEN = "afgewezen", "afgewezen"

    aanbieder = models.CharField(max_length=8)
    soort = models.CharField(max_length=11, choices=Soort)
    jaar = models.SmallIntegerField()
    naam = models.CharField(max_length=120)
    bedrag_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="afspraak_bedrag_naam_bron",
                condition=Q(bedrag_cent__gt=0, jaar__gte=2015) & ~Q(bron="") & ~Q(naam=""),
            ),
            models.CheckConstraint(name="afspraak_vier_ogen", condition=Voorgesteld.ANDER_BESLIST),
        ]


class Afspraakaandeel(models.Model):
    """One row per municipality in an agreement: its weight, and what that comes to in cents."""

    partijen: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    afspraak = models.ForeignKey(Bekostigingsafspraak, models.PROTECT, related_name="aandelen")
    gewicht = models.IntegerField()
    bedrag_cent = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "afspraak", name="afspraakaandeel_een_per_gemeente"),
            models.CheckConstraint(name="afspraakaandeel_boven_nul", condition=Q(gewicht__gt=0, bedrag_cent__gte=0)),
        ]


class Termijn(models.Model):
    """One row per instalment and municipality, due on `dag`; booked once (`boekmaand`)."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    afspraak = models.ForeignKey(Bekostigingsafspraak, models.PROTECT, related_name="termijnen")
    nr = models.SmallIntegerField()
    dag = models.DateField()
    bedrag_cent = models.BigIntegerField()
    boekmaand = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "afspraak", "nr", name="termijn_een_per_gemeente"),
            models.CheckConstraint(name="termijn_boven_nul", condition=Q(bedrag_cent__gt=0, nr__gt=0)),
        ]


class Vaststelling(Voorgesteld):
    """One row per agreement at the end: what it came to, proposed by one and set by another."""

    partijen: ClassVar = ("aanbieder", "regio", "gemeenten")

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        AFGEWEZEN = "afgewezen", "afgewezen"

    aanbieder = models.CharField(max_length=8)
    afspraak = models.ForeignKey(Bekostigingsafspraak, models.PROTECT, related_name="vaststellingen")
    bedrag_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200)
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "aanbieder", "afspraak", condition=~Q(stand="afgewezen"), name="vaststelling_een_per_afspraak"
            ),
            models.CheckConstraint(name="vaststelling_bedrag_bron", condition=Q(bedrag_cent__gte=0) & ~Q(bron="")),
            models.CheckConstraint(name="vaststelling_vier_ogen", condition=Voorgesteld.ANDER_BESLIST),
        ]
