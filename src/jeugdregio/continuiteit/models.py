# SPDX-License-Identifier: EUPL-1.2
"""Where children could go when a provider stops: the free places that providers told of (N09)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class VrijePlaatsen(models.Model):
    """How many children a provider can take for one kind of help (`categorie`) on a day; without a row: not known."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")
    schrijvers: ClassVar = ("aanbieder", "regio")

    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    peildatum = models.DateField()
    plaatsen = models.PositiveIntegerField()
    bron = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("aanbieder", "categorie", "peildatum", name="vrije_plaatsen_een_per_dag"),
            models.CheckConstraint(name="vrije_plaatsen_met_bron", condition=~Q(bron="")),
        ]
