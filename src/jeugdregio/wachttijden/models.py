# SPDX-License-Identifier: EUPL-1.2
"""Whether waiting harms a child: asked, answered and asked again (S94). Who waits follows from the messages."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jeugdregio.gebruikers.values import Rol


class Wachtvraag(models.Model):
    """
    One row per time that someone asked whether waiting harms a child that waits for an allocation; only adds.

    `gevraagd_aan` is who answered, `overbrugging` what is done while the child waits, empty when nothing is.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM, Rol.TOETSER)
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    class Schaadt(models.TextChoices):
        JA = "ja", "ja, het wachten schaadt"
        NEE = "nee", "nee"
        WEET_NIET = "weet_niet", "dat is nog niet te zeggen"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    toewijzing_nummer = models.IntegerField()
    schaadt = models.CharField(max_length=9, choices=Schaadt)
    gevraagd_aan = models.CharField(max_length=100)
    overbrugging = models.CharField(max_length=400, blank=True)
    toelichting = models.CharField(max_length=400, blank=True)
    door = models.CharField(max_length=150)
    gevraagd_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="wachtvraag_persoon_is_hash", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(name="wachtvraag_van_en_aan_iemand", condition=~Q(door="") & ~Q(gevraagd_aan="")),
            # Whoever says that waiting harms says what is done, or why nothing can be.
            models.CheckConstraint(
                name="wachtvraag_schade_met_antwoord",
                condition=~Q(schaadt="ja") | ~Q(overbrugging="") | ~Q(toelichting=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "toewijzing_nummer"], name="wachtvraag_toewijzing")]
