# SPDX-License-Identifier: EUPL-1.2
"""Month end: the figures as they were when the month was closed."""

from typing import ClassVar

from django.db import models


class Momentopname(models.Model):
    """
    One row per document that was frozen at month or year end; `inhoud` gives the same figures for ever (S58).

    `keer` is that of the closing it belongs to: closing a re-opened month makes a new edition, the earlier one stays
    (ADR 0046). The report of a year stands at its last month.
    """

    partijen: ClassVar = ("gemeente", "regio")

    pk = models.CompositePrimaryKey("gemeente", "soort", "maand", "keer")
    gemeente = models.CharField(max_length=4)
    soort = models.CharField(max_length=20)
    maand = models.DateField()
    keer = models.SmallIntegerField(default=1, db_default=1)
    inhoud = models.JSONField()
    sha256 = models.BinaryField(max_length=32)
    gemaakt_op = models.DateTimeField()
