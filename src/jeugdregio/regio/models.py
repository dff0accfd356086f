# SPDX-License-Identifier: EUPL-1.2
"""The municipalities that buy together, and when they take part (S02)."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class Gemeente(models.Model):
    """One row per municipality of the region; `deelname` is half-open, an open end is still taking part."""

    partijen: ClassVar = ("iedereen",)

    code = models.CharField(max_length=4, primary_key=True)
    regio = models.CharField(max_length=20)
    naam = models.CharField(max_length=80)
    inwoners = models.IntegerField()
    jeugdigen = models.IntegerField(help_text="jeugdigen tot 18 jaar")
    deelname = DateRangeField()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.naam
