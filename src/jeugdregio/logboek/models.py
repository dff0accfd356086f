# SPDX-License-Identifier: EUPL-1.2
"""
The read log and the change history: both only add.

The rows of one reading are chained: a link holds the hash of those rows and of the link before it, per organisation.
The database makes the link (migration 0002); nobody who writes rows can leave it out, and nobody changes or deletes.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class Inzage(models.Model):
    """
    One row per child that was shown, or one without a child when someone looked and saw none (NEN 7513).

    `account` is who looked, as number; of a program it is the name of its key. `persoon` is `core.bsn.persoon`, never
    the number itself. Rows with one `lezing` were written together. `verzoek` is the number of the request, which the
    answer carries too.
    """

    partijen: ClassVar = ("nazicht",)
    schrijvers: ClassVar = ("namens",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    organisatie = models.CharField(max_length=20, help_text="namens wie er is gekeken")
    lezing = models.UUIDField()
    moment = models.DateTimeField()
    account = models.CharField(max_length=64, blank=True)
    rol = models.CharField(max_length=20)
    doel = models.CharField(max_length=200)
    wat = models.CharField(max_length=60, help_text="de pagina, de download of het adres van de API")
    kenmerk = models.CharField(max_length=200, blank=True)
    persoon = models.CharField(max_length=64, blank=True)
    resultaat = models.CharField(max_length=14)
    verzoek = models.UUIDField()
    bron = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inzage_met_resultaat", condition=Q(resultaat__in=["getoond", "geweigerd", "niets gevonden"])
            ),
            models.CheckConstraint(
                name="inzage_getoond_is_van_iemand", condition=Q(resultaat="getoond") ^ Q(persoon="")
            ),
            models.CheckConstraint(
                name="inzage_persoon_is_een_afdruk", condition=Q(persoon="") | Q(persoon__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="inzage_langs_een_weg", condition=Q(bron__in=["web", "api", "opdracht"])),
            models.CheckConstraint(name="inzage_heeft_een_doel", condition=~Q(doel="") & ~Q(wat="")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["persoon", "organisatie"], name="inzage_persoon", condition=~Q(persoon="")),
            models.Index(fields=["lezing"], name="inzage_lezing"),
            BrinIndex(fields=["moment"], name="inzage_moment"),
        ]


class Schakel(models.Model):
    """
    One link of the chain of an organisation: one reading, of `rijen` rows.

    `afdruk` is the SHA-256 of the rows, `keten` that of this link and the `keten` of the one before. Holds nothing
    about anyone, so everyone of the organisation may read where the chain ends; without that nobody could add to it.
    """

    partijen: ClassVar = ("namens",)
    schrijvers: ClassVar = ("namens",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("organisatie", "nr")
    organisatie = models.CharField(max_length=20)
    nr = models.BigIntegerField()
    lezing = models.UUIDField()
    rijen = models.IntegerField()
    afdruk = models.BinaryField(max_length=32)
    keten = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("organisatie", "lezing", name="schakel_per_lezing"),
        ]


class Anker(models.Model):
    """One row per chain per day on which it was checked: how far it was, and its hash there."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("organisatie", "dag")
    organisatie = models.CharField(max_length=20)
    dag = models.DateField()
    nr = models.BigIntegerField()
    keten = models.BinaryField(max_length=32)


class Wijziging(models.Model):
    """
    One row per row of a table that was changed or deleted: what was there, what came, who did it and why.

    `oud` and `nieuw` hold the columns that differ; of a row that was deleted `oud` holds all and `nieuw` none. Sealed
    numbers, contents of messages and passwords are never in it. Written by triggers that are made from the models
    (`geschiedenis.py`). Who may read the row that it tells of may read this one.
    """

    partijen: ClassVar = ("rij",)
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("handelend",)
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Handeling(models.TextChoices):
        WIJZIGEN = "wijzigen", "Gewijzigd"
        WISSEN = "wissen", "Verwijderd"

    moment = models.DateTimeField()
    tabel = models.CharField(max_length=63)
    sleutel = models.JSONField(help_text="de primaire sleutel van de rij")
    handeling = models.CharField(max_length=8, choices=Handeling)
    oud = models.JSONField()
    nieuw = models.JSONField()
    organisatie = models.CharField(max_length=20, blank=True, help_text="namens wie het gebeurde")
    account = models.CharField(max_length=64, blank=True)
    rol = models.CharField(max_length=20, blank=True)
    reden = models.CharField(max_length=500, blank=True)
    persoon = models.CharField(max_length=64, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    van = models.CharField(max_length=4, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tabel", "sleutel"], name="wijziging_van_rij"),
            models.Index(fields=["persoon"], name="wijziging_persoon", condition=~Q(persoon="")),
            BrinIndex(fields=["moment"], name="wijziging_moment"),
        ]
