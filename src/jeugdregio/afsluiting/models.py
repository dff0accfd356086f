# SPDX-License-Identifier: EUPL-1.2
"""Month end: the figures as they were when the month was closed."""

from typing import ClassVar

from django.db import models


class Momentopname(models.Model):
    """One row per report that was frozen at month end; `inhoud` gives the same figures for ever (S58)."""

    partijen: ClassVar = ("gemeente", "regio")

    pk = models.CompositePrimaryKey("gemeente", "soort", "maand")
    gemeente = models.CharField(max_length=4)
    soort = models.CharField(max_length=20)
    maand = models.DateField()
    inhoud = models.JSONField()
    sha256 = models.BinaryField(max_length=32)
    gemaakt_op = models.DateTimeField()
