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
