# SPDX-License-Identifier: EUPL-1.2
"""People who log in, and the one organisation each of them works for."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from jeugdregio.gebruikers.values import Machtiging, Rol


class Account(AbstractUser):
    """One row per person. Holds no data of children, so the application itself may read it to log someone in."""

    partijen: ClassVar = ("techniek",)
    schrijvers: ClassVar = ("techniek",)

    rol = models.CharField(max_length=20, choices=[(rol.value, rol.label) for rol in Rol])
    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="account_hoort_bij_een_organisatie",
                condition=(
                    Q(aanbieder="", regio="") & ~Q(gemeente="")
                    | Q(gemeente="", regio="") & ~Q(aanbieder="")
                    | Q(gemeente="", aanbieder="") & ~Q(regio="")
                ),
            )
        ]

    @property
    def machtiging(self) -> Machtiging:
        """What the database needs to know about this person."""
        return Machtiging(
            rol=Rol(self.rol),
            gemeente=self.gemeente,
            aanbieder=self.aanbieder,
            regio=self.regio,
            account=self.pk,
        )
