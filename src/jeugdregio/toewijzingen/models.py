# SPDX-License-Identifier: EUPL-1.2
"""
What a municipality allocated to a child at a provider, when care started and stopped, and how much is used.

The database holds the steps (migration 0008): an allocation keeps its identity and goes forward only, a delivery is
started and stopped once, and what was reported is deleted, never changed.

Keys start with the municipality, so a region can live in a partition or a database of its own. Foreign
keys between these tables are composite and therefore made in SQL (migration 0002).
"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

VERWIJDERD = "13"
TIJDELIJK = "20"
BSN_VAN = "FROM toewijzingen_client c WHERE c.gemeente = o.gemeente AND c.id = o.client_id"
"""Where the history of a row finds whom it is about."""
DELIVERY = ("gemeente", "client_id", "aanbieder", "toewijzing_nummer", "begin")


class Client(models.Model):
    """
    One row per child, per provider, per municipality: what that municipality told that provider about the child.

    The same child at two providers is two rows, so a provider can only ever reach its own. `bsn` is sealed
    (`core.bsn`), the only column besides the messages themselves that holds it.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"kind": "id"}

    pk = models.CompositePrimaryKey("gemeente", "id")
    gemeente = models.CharField(max_length=4)
    id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    bsn = models.BinaryField()
    geboortedatum = models.DateField(null=True)
    geslacht = models.CharField(max_length=1, blank=True)
    achternaam = models.CharField(max_length=200, blank=True)
    voorvoegsel = models.CharField(max_length=10, blank=True)
    voornamen = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "bsn", name="client_een_keer_per_aanbieder")
        ]


class Toewijzing(models.Model):
    """
    One row per allocated product: the version with the highest moment of decision (IV013).

    `geldig` is half-open. `maximaal` is the most that may be declared over the whole period (TR322: minutes,
    etmalen, dagdelen, stuks; TR369: cents, see `maat`), empty where the standard sets no maximum.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"kind": "client_id"}
    bsn_van: ClassVar = BSN_VAN
    over_kinderen: ClassVar = True

    class Maat(models.TextChoices):
        VOLUME = "volume", "volume (uren in minuten)"
        BEDRAG = "bedrag", "eurocenten"

    pk = models.CompositePrimaryKey("gemeente", "id")
    gemeente = models.CharField(max_length=4)
    id = models.BigIntegerField()
    nummer = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    client_id = models.BigIntegerField()
    categorie = models.CharField(max_length=2, null=True)  # noqa: DJ001 empty has a meaning of its own (IV075)
    code = models.CharField(max_length=5, null=True)  # noqa: DJ001
    geldig = DateRangeField()
    vastgesteld_op = models.DateTimeField(help_text="Toewijzingsdatum en -tijd, plaatselijke tijd zonder zone")
    volume = models.IntegerField(null=True)
    eenheid = models.CharField(max_length=2, null=True)  # noqa: DJ001
    frequentie = models.CharField(max_length=1, null=True)  # noqa: DJ001
    budget_cent = models.BigIntegerField(null=True)
    reden_wijziging = models.CharField(max_length=2, blank=True)
    referentie_aanbieder = models.CharField(max_length=36, blank=True)
    verwijderd = models.BooleanField(default=False)
    maat = models.CharField(max_length=6, choices=Maat)
    maximaal = models.BigIntegerField(null=True)
    bericht_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("nummer", "gemeente", name="toewijzing_nummer_een_keer"),
            models.CheckConstraint(
                name="toewijzing_verwijderd_met_reden_13", condition=Q(verwijderd=Q(reden_wijziging=VERWIJDERD))
            ),
            models.CheckConstraint(
                name="toewijzing_omvang_of_budget", condition=Q(volume__isnull=True) | Q(budget_cent__isnull=True)
            ),
            models.CheckConstraint(
                name="toewijzing_omvang_heel",
                condition=Q(volume__isnull=True, eenheid__isnull=True, frequentie__isnull=True)
                | Q(volume__isnull=False, eenheid__isnull=False, frequentie__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "client_id"], name="toewijzing_client"),
            models.Index(fields=["aanbieder"], name="toewijzing_aanbieder"),
        ]


class ToewijzingVersie(models.Model):
    """Every version of an allocation that was ever accepted, in order of arrival; only adds, but for `ingetrokken`."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nummer")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nummer = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    vastgesteld_op = models.DateTimeField()
    geldig = DateRangeField()
    volume = models.IntegerField(null=True)
    eenheid = models.CharField(max_length=2, null=True)  # noqa: DJ001
    frequentie = models.CharField(max_length=1, null=True)  # noqa: DJ001
    budget_cent = models.BigIntegerField(null=True)
    reden_wijziging = models.CharField(max_length=2, blank=True)
    ingetrokken = models.BooleanField(db_default=False, help_text="het bericht is nooit weggegaan en telt niet")


class Wachter(models.Model):
    """
    Whether a guard holds what a municipality sends: one row per guard that it set differently, last change only.

    No row: the guard is on (`wachters.WACHTERS`).
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente", "regio")

    pk = models.CompositePrimaryKey("gemeente", "regel")
    gemeente = models.CharField(max_length=4)
    regel = models.CharField(max_length=8)
    aan = models.BooleanField()
    gezet_op = models.DateTimeField()
    door = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="wachter_gezet_door_iemand", condition=~Q(door=""))]


class Stand(models.Model):
    """
    How much of an allocation is used: the narrow row that every batch updates.

    `gebruikt` is granted debits minus granted credits in the measure of the allocation. `maximaal` is the limit
    in force; `drempel` is the same, or what was already used when the municipality shortened the allocation.
    The CHECK is the net under every other guard: no two batches can ever overspend.
    """

    partijen: ClassVar = ("gemeente", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "volgt uit de regels die zijn toegekend"

    pk = models.CompositePrimaryKey("gemeente", "toewijzing_id")
    gemeente = models.CharField(max_length=4)
    toewijzing_id = models.BigIntegerField()
    gebruikt = models.BigIntegerField(default=0)
    prestaties = models.IntegerField(default=0, help_text="toegekende debets die niet zijn gecrediteerd (TR385)")
    maximaal = models.BigIntegerField(null=True)
    drempel = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="stand_nooit_overschreden", condition=Q(drempel__isnull=True) | Q(gebruikt__lte=F("drempel"))
            ),
            models.CheckConstraint(
                name="stand_drempel_minstens_maximaal",
                condition=Q(maximaal__isnull=True, drempel__isnull=True) | Q(drempel__gte=F("maximaal")),
            ),
        ]


class Start(models.Model):
    """One row per start of care (JW305). Deleted by a later message with status 3: `verwijderd_door`."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"kind": "client_id"}
    bsn_van: ClassVar = BSN_VAN
    over_kinderen: ClassVar = True

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    client_id = models.BigIntegerField()
    toewijzing_nummer = models.IntegerField(null=True)
    categorie = models.CharField(max_length=2, blank=True)
    code = models.CharField(max_length=5, blank=True)
    begin = models.DateField()
    verwijderd_door = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(  # TR074
                fields=[*DELIVERY, "categorie", "code"],
                condition=Q(verwijderd_door__isnull=True),
                nulls_distinct=False,
                name="start_een_keer",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "client_id"], name="start_client")]


class Stop(models.Model):
    """One row per stop of care (JW307); reason 20 is temporary. `einde` is the last day of care."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"kind": "client_id"}
    bsn_van: ClassVar = BSN_VAN
    over_kinderen: ClassVar = True

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    client_id = models.BigIntegerField()
    toewijzing_nummer = models.IntegerField(null=True)
    categorie = models.CharField(max_length=2, blank=True)
    code = models.CharField(max_length=5, blank=True)
    begin = models.DateField()
    einde = models.DateField()
    reden = models.CharField(max_length=2)
    verwijderd_door = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(  # TR413
                fields=DELIVERY,
                condition=Q(verwijderd_door__isnull=True, reden=TIJDELIJK),
                nulls_distinct=False,
                name="stop_een_keer_tijdelijk",
            ),
            models.UniqueConstraint(  # TR415
                fields=DELIVERY,
                condition=Q(verwijderd_door__isnull=True) & ~Q(reden=TIJDELIJK),
                nulls_distinct=False,
                name="stop_een_keer_definitief",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "client_id"], name="stop_client")]
