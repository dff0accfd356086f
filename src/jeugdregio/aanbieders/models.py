# SPDX-License-Identifier: EUPL-1.2
"""The register of providers: one row per organisation, whatever the number of its contracts (S51)."""

from typing import ClassVar

from django.db import models


class Aanbieder(models.Model):
    """One row per provider, known by its AGB code."""

    partijen: ClassVar = ("iedereen",)

    agb = models.CharField(max_length=8, primary_key=True)
    kvk = models.CharField(max_length=8, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=40)
    hoofdaannemers = models.ManyToManyField("self", symmetrical=False, through="Onderaanneming")

    class Meta:
        ordering: ClassVar = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Onderaanneming(models.Model):
    """A subcontractor works for a main contractor; only the main contractor is paid (S22)."""

    partijen: ClassVar = ("iedereen",)

    onderaannemer = models.ForeignKey(Aanbieder, models.PROTECT, related_name="werkt_voor")
    hoofdaannemer = models.ForeignKey(Aanbieder, models.PROTECT, related_name="onderaannemingen")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("onderaannemer", "hoofdaannemer", name="onderaanneming_een_keer"),
            models.CheckConstraint(
                name="onderaannemer_is_een_ander", condition=~models.Q(onderaannemer=models.F("hoofdaannemer"))
            ),
        ]
