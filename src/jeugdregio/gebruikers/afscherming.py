# SPDX-License-Identifier: EUPL-1.2
"""Children whose whereabouts are secret, and by which keys their rows are found (ADR 0022)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol
from jeugdregio.gebruikers.zicht import Sleutel


class Afscherming(models.Model):
    """
    One row per period in which a municipality keeps the whereabouts of a child secret; half-open, empty `tot` is now.

    `persoon` is who it is (`core.bsn.persoon`), never the number. Counts for the whole region, at every municipality
    and provider: whoever looks for a child does not stop at a border. Only its municipality sees the row or lifts it.
    """

    partijen: ClassVar = ("gemeente", "verwerking")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "verwerking")
    alleen_rollen: ClassVar = (Rol.TOEGANG_GEHEIM, Rol.VERWERKING)
    gesloten: ClassVar = True
    zonder_geschiedenis: ClassVar = "een rij eindigt een keer en zegt zelf door wie en waarom"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    sinds = models.DateTimeField()
    tot = models.DateTimeField(null=True)
    reden = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    reden_einde = models.CharField(max_length=400, blank=True, db_default="")
    opgeheven_door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "persoon", condition=Q(tot__isnull=True), name="afscherming_een_keer_tegelijk"
            ),
            models.CheckConstraint(
                name="afscherming_persoon_is_een_afdruk", condition=Q(persoon__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="afscherming_door_iemand_met_reden",
                condition=~Q(door="")
                & ~Q(reden="")
                & (
                    Q(tot__isnull=True, opgeheven_door="", reden_einde="")
                    | (Q(tot__gt=F("sinds")) & ~Q(opgeheven_door="") & ~Q(reden_einde=""))
                ),
            ),
        ]


class AfgeschermdeSleutel(models.Model):
    """
    One row per key of rows that are hidden; made from the messages themselves (`ontvangst.afschermen`).

    Numbers without a meaning outside this database. Every policy looks them up in the name of whoever asks, so everyone
    may read them: that some message is hidden is no secret, whose it is and where is.
    """

    partijen: ClassVar = ("iedereen",)
    schrijvers: ClassVar = ("verwerking",)
    zonder_geschiedenis: ClassVar = "volgt uit de berichten en de afschermingen"

    pk = models.CompositePrimaryKey("soort", "sleutel", "nr")
    soort = models.SmallIntegerField(choices=[(one.value, one.name.lower()) for one in Sleutel])
    sleutel = models.BigIntegerField()
    nr = models.IntegerField(db_default=0, help_text="de regel van een declaratie; anders nul")
