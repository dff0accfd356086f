# SPDX-License-Identifier: EUPL-1.2
"""What a provider sent from the portal: so that a form that arrives twice sends one message."""

from typing import ClassVar

from django.db import models


class Formulier(models.Model):
    """
    One row per form that was sent; `sleutel` stood in the form. `bestand_id` is the file that came of it.

    The row and the file are made in one transaction. A second click waits for the first and finds its file.
    """

    partijen: ClassVar = ("aanbieder", "regio")
    schrijvers: ClassVar = ("aanbieder",)

    pk = models.CompositePrimaryKey("aanbieder", "sleutel")
    aanbieder = models.CharField(max_length=8)
    sleutel = models.CharField(max_length=32)
    bestand_id = models.BigIntegerField(null=True)
    verzonden_op = models.DateTimeField()
