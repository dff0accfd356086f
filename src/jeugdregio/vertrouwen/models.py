# SPDX-License-Identifier: EUPL-1.2
"""
What a trust person writes down about a youth. Only trust persons of the same organisation read or write a row.

No column refers to a child, a message or an account elsewhere, and words are sealed (`zegel`). `gesloten`: no role
that reads for supervision, figures, a batch or destruction gets a row. There is no history: that would be a second
place with what was said.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol


class Dossier(models.Model):
    """
    One row per youth whom an organisation of trust persons stands by; `nummer` counts per organisation.

    `roepnaam` (how the youth wants to be called) and `woonplaats` (code of a municipality, or nothing) are sealed.
    Closed once, and then nothing is added.
    """

    partijen: ClassVar = ("vertrouwen",)
    schrijvers: ClassVar = ("vertrouwen",)
    alleen_rollen: ClassVar = (Rol.VERTROUWENSPERSOON,)
    gesloten: ClassVar = True
    zonder_geschiedenis: ClassVar = "wordt alleen een keer gesloten; een geschiedenis zou een tweede vindplaats zijn"

    pk = models.CompositePrimaryKey("vertrouwen", "nummer")
    vertrouwen = models.CharField(max_length=20)
    nummer = models.IntegerField()
    roepnaam = models.BinaryField()
    woonplaats = models.BinaryField()
    geopend_op = models.DateTimeField()
    gesloten_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="dossier_van_een_organisatie", condition=~Q(vertrouwen="") & Q(nummer__gt=0)),
            models.CheckConstraint(
                name="dossier_dicht_na_open",
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("geopend_op")),
            ),
        ]


class Notitie(models.Model):
    """
    One row per note in a file, in order of `nr`; never changed. `door` is the account that wrote it.

    What was wrong is said in a next note.
    """

    partijen: ClassVar = ("vertrouwen",)
    schrijvers: ClassVar = ("vertrouwen",)
    alleen_rollen: ClassVar = (Rol.VERTROUWENSPERSOON,)
    gesloten: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("vertrouwen", "nummer", "nr")
    vertrouwen = models.CharField(max_length=20)
    nummer = models.IntegerField()
    nr = models.IntegerField()
    tekst = models.BinaryField()
    door = models.BigIntegerField()
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="notitie_telt_vanaf_een", condition=Q(nr__gt=0))]
