# SPDX-License-Identifier: EUPL-1.2
"""How far the demo was played in this database, and with which settings."""

from typing import ClassVar

from django.db import models


class Opvoering(models.Model):
    """One row per region in which the demo was started; the same three settings give the same traffic."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "hoe ver de demo is"

    regio = models.CharField(max_length=20, primary_key=True)
    schaal = models.CharField(max_length=20)
    seed = models.IntegerField()
    fouten = models.CharField(max_length=20)
    gespeeld = models.IntegerField(default=0, help_text="aantal berichten dat is verwerkt")
    klaar_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="opvoering_gespeeld", condition=models.Q(gespeeld__gte=0))]
