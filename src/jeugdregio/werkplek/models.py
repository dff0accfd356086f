# SPDX-License-Identifier: EUPL-1.2
"""When people were here last, so that the start page can say what changed since."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Bezoek(models.Model):
    """One row per account: when it was here last, and the time before that. Holds nothing about children."""

    partijen: ClassVar = ("techniek",)
    schrijvers: ClassVar = ("techniek",)
    zonder_geschiedenis: ClassVar = "verandert bij elk bezoek; wie wat zag staat in het leeslogboek"

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    gezien_op = models.DateTimeField()
    vorige_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bezoek_in_volgorde", condition=Q(vorige_op__isnull=True) | Q(vorige_op__lte=F("gezien_op"))
            )
        ]


class Raadsvraag(models.Model):
    """One row per question of the council of a municipality; `nummer` counts per municipality. Only adds."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "nummer")
    gemeente = models.CharField(max_length=4)
    nummer = models.IntegerField()
    fractie = models.CharField(max_length=80)
    vraag = models.CharField(max_length=1000)
    gesteld_op = models.DateField()
    uiterlijk = models.DateField()
    door = models.BigIntegerField()
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="raadsvraag_van_iemand",
                condition=~Q(gemeente="") & ~Q(fractie="") & ~Q(vraag="") & Q(nummer__gt=0),
            ),
            models.CheckConstraint(name="raadsvraag_termijn_na_vraag", condition=Q(uiterlijk__gte=F("gesteld_op"))),
        ]


class Raadsantwoord(models.Model):
    """
    One row per answered question. The program puts the figure in, and it stays as it was: value, source, fingerprint.

    `cijfer` is the key of a definition; `waarde_cent` what it was from January up to `maand`. `sha256` is that of the
    month report it was read from, `definitief` whether that was frozen. Only adds.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "nummer")
    gemeente = models.CharField(max_length=4)
    nummer = models.IntegerField()
    antwoord = models.CharField(max_length=2000)
    cijfer = models.CharField(max_length=30)
    maand = models.DateField()
    waarde_cent = models.BigIntegerField()
    definitief = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    door = models.BigIntegerField()
    beantwoord_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="raadsantwoord_met_bron",
                condition=~Q(antwoord="") & ~Q(cijfer="") & Q(sha256__regex="^[0-9a-f]{64}$", maand__day=1),
            ),
        ]
