# SPDX-License-Identifier: EUPL-1.2
"""
Lists of what may be destroyed, what is kept longer, and the tombstones of what was destroyed.

Nothing about a child goes without a list that one person made and another confirmed (`gebruikers.Voorstel`): the
database role that can delete is refused by a trigger without such a proposal (migration 0001).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jeugdregio.bewaren.klassen import Klasse


class Vernietigingslijst(models.Model):
    """
    One row per list: what of a class is past its term on `peildatum`. `gemeente` is empty for a list of the region.

    `sha256` is the fingerprint of the posts, in order of key; what is carried out is what was confirmed.
    """

    partijen: ClassVar = ("gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "een lijst wordt een keer uitgevoerd en zegt zelf wanneer"

    gemeente = models.CharField(max_length=4, blank=True)
    klasse = models.CharField(max_length=10, choices=[(klasse.value, klasse.value) for klasse in Klasse])
    peildatum = models.DateField()
    aantal = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    uitgevoerd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="vernietigingslijst_niet_leeg", condition=Q(aantal__gt=0)),
        ]


class Vernietigingspost(models.Model):
    """
    One row per thing on a list: `sleutel` is the person (`core.bsn.persoon`), or the number of a file.

    Once destroyed, `sleutel` is the SHA-256 of what it was: whoever asks whether his was destroyed can still be told.
    """

    partijen: ClassVar = ("gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "wie erop stond mag nergens blijven staan"

    lijst = models.ForeignKey(Vernietigingslijst, models.PROTECT, related_name="posten")
    gemeente = models.CharField(max_length=4, blank=True)
    sleutel = models.CharField(max_length=64)
    laatste_dag = models.DateField(help_text="de laatste dag waarop er iets gebeurde")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "lijst", "sleutel", name="vernietigingspost_een_keer"),
        ]


class Grafsteen(models.Model):
    """One row per table of which a list took rows, or emptied columns: how many."""

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    lijst = models.ForeignKey(Vernietigingslijst, models.PROTECT, related_name="stenen")
    gemeente = models.CharField(max_length=4, blank=True)
    tabel = models.CharField(max_length=60)
    aantal = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("gemeente", "lijst", "tabel", name="grafsteen_per_tabel")]


class Langer(models.Model):
    """One row per time that a municipality decides to keep a dossier longer, until `tot`: an objection, a case."""

    partijen: ClassVar = ("gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    tot = models.DateField(help_text="de eerste dag waarop het weer weg mag")
    reden = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="langer_met_reden_en_naam", condition=~Q(reden="") & ~Q(door="")),
            models.CheckConstraint(name="langer_persoon_is_afdruk", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "persoon"], name="langer_persoon")]
