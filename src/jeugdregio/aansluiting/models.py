# SPDX-License-Identifier: EUPL-1.2
"""
Which organisation is connected how, and who may log in as a machine.

A secret or a token is never stored, only its SHA-256: both are 256 bits of chance, so there is nothing to guess that
a slow hash would have to protect. Only the region's processing sees these rows; whoever logs in is looked up by it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.models import Account

EEN_ORGANISATIE = Q(gemeente="") & ~Q(aanbieder="") | Q(aanbieder="") & ~Q(gemeente="")


class Aansluiting(models.Model):
    """
    One row per organisation that is brought its messages by a carrier; without a row it fetches them.

    `beeindigd_op`: from that moment its folder is not read and nothing is brought to it; what waits keeps waiting.
    """

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")

    class Drager(models.TextChoices):
        MAP = "map", "Map"
        DIENST = "dienst", "Berichtendienst van gemeenten"

    organisatie = models.CharField(max_length=8, primary_key=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    drager = models.CharField(max_length=6, choices=Drager)
    gemaakt_op = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="aansluiting_van_een_organisatie", condition=EEN_ORGANISATIE),
            models.CheckConstraint(
                name="aansluiting_draagt_haar_code",
                condition=Q(organisatie=F("aanbieder")) | Q(organisatie=F("gemeente")),
            ),
            models.CheckConstraint(name="aansluiting_drager_bestaat", condition=Q(drager__in=["map", "dienst"])),
        ]


class Toegangssleutel(models.Model):
    """One row per pair of name and secret with which the software of an organisation logs in (OAuth2 client)."""

    partijen: ClassVar = ("regio",)

    code = models.CharField(max_length=32, primary_key=True, help_text="client_id")
    aanbieder = models.CharField(max_length=8, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    geheim = models.BinaryField(max_length=32, help_text="SHA-256 van het geheim")
    rechten = ArrayField(models.CharField(max_length=30))
    certificaat = models.CharField(max_length=64, blank=True, help_text="SHA-256 van het certificaat, hexadecimaal")
    houder = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", help_text="wie de sleutel bewaart; stopt als die vertrekt"
    )
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="toegangssleutel_van_een_organisatie", condition=EEN_ORGANISATIE),
            models.CheckConstraint(name="toegangssleutel_verloopt", condition=Q(verloopt_op__gt=F("gemaakt_op"))),
        ]


class Toegangsbewijs(models.Model):
    """One row per access token that was given out; worth nothing once its key was withdrawn or ran out."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "leeft een kwartier; de sleutel heeft een geschiedenis"

    sha256 = models.BinaryField(max_length=32, primary_key=True)
    toegangssleutel = models.ForeignKey(Toegangssleutel, models.CASCADE, related_name="toegangsbewijzen")
    rechten = ArrayField(models.CharField(max_length=30))
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="toegangsbewijs_verloopt", condition=Q(verloopt_op__gt=F("gemaakt_op"))),
        ]


class Tempo(models.Model):
    """One row per caller of the API: how often in its current minute. `wie` is a keyed hash of a key or address."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "een teller die bij elke aanroep verandert"

    wie = models.CharField(max_length=64, primary_key=True)
    venster = models.DateTimeField(db_index=True, help_text="begin van de minuut")
    aantal = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="tempo_telt", condition=Q(aantal__gte=1)),
        ]
