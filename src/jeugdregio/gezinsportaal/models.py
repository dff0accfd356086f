# SPDX-License-Identifier: EUPL-1.2
"""
What one person of a family may read of the own file (ADR 0041). Nobody else reads a row, and they read nothing else.

Rows follow from the file (`bijwerken`) and say for which days they may be seen, so that a birthday or the end of
custody needs nobody. At the municipality only who works with shielded files is given a row; others go by the doors of
this room, that first ask whether the family is theirs to see. `Portaalplek` holds what may tell of a place: names of
organisations and people, and the words of a plan. The database hides it while the youth is shielded.
"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol

LEZERS = (Rol.TOEGANG_GEHEIM, Rol.GEZINSLID)
CODE = r"^G[1-9][0-9]{0,10}$"
HASH = "^[0-9a-f]{64}$"


class Regelsoort(models.TextChoices):
    """What a row tells of; also the order on the page."""

    UITLEG = "uitleg", "Wat u hier ziet"
    REGIE = "regie", "Wie regelt het"
    DOEL = "doel", "Doelen"
    AFSPRAAK = "afspraak", "Afspraken"
    BESLUIT = "besluit", "Besluiten"
    TERMIJN = "termijn", "Belangrijke dagen"
    GEKEKEN = "gekeken", "Wie keek in het dossier"


class VanEenGezinslid(models.Model):
    """What every row has: whose it is, and about which youth (`persoon`, as in the read log)."""

    partijen: ClassVar[tuple[str, ...]] = ("gezinslid", "gemeente")
    schrijvers: ClassVar[tuple[str, ...]] = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar[tuple[Rol, ...]] = LEZERS
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "volgt uit het dossier"

    gemeente = models.CharField(max_length=4)
    gezinslid = models.CharField(max_length=12)
    persoon = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Gezinstoegang(VanEenGezinslid):
    """
    One row per time that someone of a family was let in: `lid` is the number of that person, `persoon` who it is.

    Ended once, with a reason; then the appointment of the account has ended too.
    """

    zonder_geschiedenis: ClassVar = "wordt alleen een keer beëindigd"

    lid = models.BigIntegerField()
    account = models.BigIntegerField()
    naam = models.CharField(max_length=200)
    uitgenodigd_op = models.DateTimeField()
    door = models.CharField(max_length=150)
    beeindigd_op = models.DateTimeField(null=True)
    reden = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "lid", condition=Q(beeindigd_op=None), name="gezinstoegang_een_keer"),
            models.CheckConstraint(
                name="gezinstoegang_van_wie", condition=Q(gezinslid__regex=CODE) & Q(persoon__regex=HASH)
            ),
            models.CheckConstraint(
                name="gezinstoegang_einde_met_reden",
                condition=Q(beeindigd_op__isnull=True, reden="")
                | (Q(beeindigd_op__isnull=False, beeindigd_op__gte=F("uitgenodigd_op")) & ~Q(reden="")),
            ),
        ]


class Regel(VanEenGezinslid):
    """What the one who reads may see."""

    jeugdige = models.CharField(max_length=200)
    soort = models.CharField(max_length=9, choices=Regelsoort)
    volgorde = models.IntegerField()
    tekst = models.CharField(max_length=1000)
    onder = models.CharField(max_length=400, blank=True)
    dag = models.DateField(null=True)
    zichtbaar = DateRangeField()

    class Meta:
        abstract = True


class Portaalregel(Regel):
    """One row per sentence that tells of no place and of no one: made by the program itself."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gezinslid"], name="portaalregel_gezinslid")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="portaalregel_van_wie",
                condition=Q(gezinslid__regex=CODE) & Q(persoon__regex=HASH) & Q(zichtbaar__isempty=False),
            )
        ]


class Portaalplek(Regel):
    """One row per sentence with a name of a person or organisation, or with words that people typed."""

    afgeschermd_door: ClassVar = {"persoon": "persoon"}

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gezinslid"], name="portaalplek_gezinslid")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="portaalplek_van_wie",
                condition=Q(gezinslid__regex=CODE) & Q(persoon__regex=HASH) & Q(zichtbaar__isempty=False),
            )
        ]


class Achtergehouden(models.Model):
    """One row per goal that a youth of twelve or older keeps from the parents; a second row takes that back."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM)
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    doel_nr = models.BigIntegerField()
    achter = models.BooleanField()
    gezet_op = models.DateTimeField()
    door = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="achtergehouden_persoon_is_hash", condition=Q(persoon__regex=HASH))
        ]
