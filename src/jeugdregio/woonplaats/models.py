# SPDX-License-Identifier: EUPL-1.2
"""
What a municipality established about where a child belongs, and what it claims back from another.

What was established never changes; a next one counts from then on (triggers, migration 0002). A claim goes by steps
that the database holds: `voorgesteld`, then `erkend` or `betwist`, at last `verrekend` or `ingetrokken`.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q


class Woonplaatsbepaling(models.Model):
    """
    One row each time a municipality works out where a child belongs. `feiten` is the history as it was told: days,
    municipalities and sources, no name. A draft until `vastgesteld_op`; then it never changes.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    id = models.BigAutoField(primary_key=True)
    gemeente = models.CharField(max_length=4)
    bsn = models.BinaryField()
    persoon = models.CharField(max_length=64)
    naam = models.CharField(max_length=200)
    feiten = models.JSONField()
    periode = DateRangeField()
    door = models.CharField(max_length=150)
    begonnen_op = models.DateTimeField()
    vastgesteld_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bepaling_van_iemand", condition=Q(persoon__regex="^[0-9a-f]{64}$") & ~Q(door="")
            ),
            models.CheckConstraint(name="bepaling_over_een_periode", condition=Q(periode__isempty=False)),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "persoon"], name="bepaling_van_een_kind")]


class Woonplaatsperiode(models.Model):
    """
    Who is responsible in a period, as one `bepaling` established it; no two of one `bepaling` overlap.

    `verantwoordelijk` is empty where the facts were not enough.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    id = models.BigAutoField(primary_key=True)
    gemeente = models.CharField(max_length=4)
    bepaling = models.ForeignKey(Woonplaatsbepaling, on_delete=models.PROTECT, related_name="perioden")
    persoon = models.CharField(max_length=64)
    periode = DateRangeField()
    verantwoordelijk = models.CharField(max_length=4)
    regels = ArrayField(models.CharField(max_length=4))
    toelichting = models.TextField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="woonplaats_een_per_dag",
                expressions=[("gemeente", "="), ("bepaling", "="), ("periode", "&&")],
            ),
            models.CheckConstraint(name="woonplaats_niet_leeg", condition=Q(periode__isempty=False)),
            models.CheckConstraint(
                name="woonplaats_door_een_regel", condition=Q(verantwoordelijk="") ^ Q(regels__len__gt=0)
            ),
        ]


class Woonplaatsvordering(models.Model):
    """
    What `gemeente` paid for a child in a period in which `van` was responsible, and claims back (Jeugdwet 8.2.1).

    `nummer` counts per municipality. (`bericht_id`, `nr`) is the first line in it: a shielded child is shielded by it.
    `extern`: `van` is not in the region, so `gemeente` writes down its answer. The processing of the region settles
    those of its municipalities together (ADR 0048).
    """

    partijen: ClassVar = ("gemeente", "van", "verwerking")
    schrijvers: ClassVar = ("gemeente", "van", "verwerking")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "voorgesteld"
        ERKEND = "erkend", "erkend"
        BETWIST = "betwist", "betwist"
        VERREKEND = "verrekend", "verrekend"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    id = models.BigAutoField(primary_key=True)
    gemeente = models.CharField(max_length=4)
    nummer = models.IntegerField()
    van = models.CharField(max_length=4)
    periode = DateRangeField()
    bedrag_cent = models.BigIntegerField()
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.VOORGESTELD)
    extern = models.BooleanField()
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    grondslag = models.TextField()
    toelichting = models.TextField(blank=True, default="")
    door = models.CharField(max_length=150)
    voorgesteld_op = models.DateTimeField()
    besloten_op = models.DateTimeField(null=True)
    verrekend_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "nummer", name="vordering_nummer"),
            models.CheckConstraint(name="vordering_op_een_ander", condition=~Q(gemeente=F("van")) & ~Q(van="")),
            models.CheckConstraint(name="vordering_boven_nul", condition=Q(bedrag_cent__gt=0)),
            models.CheckConstraint(name="vordering_over_een_periode", condition=Q(periode__isempty=False)),
            models.CheckConstraint(
                name="vordering_betwist_met_reden", condition=~Q(stand="betwist") | ~Q(toelichting="")
            ),
            models.CheckConstraint(
                name="vordering_verrekend_op_een_dag", condition=Q(stand="verrekend") ^ Q(verrekend_op__isnull=True)
            ),
        ]


class Vorderingskind(models.Model):
    """
    Who the child of a claim is. `van` is the debtor when it is responsible for that child now, and empty otherwise:
    then only the creditor sees this row. `telt` until the claim is taken back; per child and day one claim that counts
    is `open`. One that was acknowledged closes when a next claim is made of lines that came later.
    """

    partijen: ClassVar = ("gemeente", "van")
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "volgt de vordering"

    id = models.BigAutoField(primary_key=True)
    gemeente = models.CharField(max_length=4)
    van = models.CharField(max_length=4, blank=True, default="")
    vordering = models.ForeignKey(Woonplaatsvordering, on_delete=models.PROTECT, related_name="kinderen")
    bepaling = models.ForeignKey(Woonplaatsbepaling, on_delete=models.PROTECT, related_name="vorderingen")
    persoon = models.CharField(max_length=64)
    naam = models.CharField(max_length=200)
    periode = DateRangeField()
    telt = models.BooleanField(default=True)
    open = models.BooleanField(default=True, db_default=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="vordering_een_per_kind_en_dag",
                expressions=[("gemeente", "="), ("persoon", "="), ("periode", "&&")],
                condition=Q(telt=True, open=True),
            ),
        ]


class Vorderingsregel(models.Model):
    """
    One line of a claim for payment that was granted and that is claimed back: by it the ledger moves.

    `bedrag_cent` is negative for a line that was credited. A line is in one claim that counts (`telt`). `correctie`
    says what became of a line that was credited after the claim was acknowledged, since `gecorrigeerd_op`.
    """

    class Correctie(models.TextChoices):
        VERLAAGD = "verlaagd", "de andere gemeente betaalt dit niet meer"
        TERUG = "terug", "terug te betalen"
        TERUGBETAALD = "terugbetaald", "terugbetaald"

    partijen: ClassVar = ("gemeente", "van", "verwerking")
    schrijvers: ClassVar = ("gemeente", "verwerking")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    zonder_geschiedenis: ClassVar = "volgt de vordering"

    id = models.BigAutoField(primary_key=True)
    gemeente = models.CharField(max_length=4)
    van = models.CharField(max_length=4)
    vordering = models.ForeignKey(Woonplaatsvordering, on_delete=models.PROTECT, related_name="regels")
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    dienstmaand = models.DateField()
    bedrag_cent = models.BigIntegerField()
    telt = models.BooleanField(default=True)
    correctie = models.CharField(max_length=12, choices=Correctie.choices, blank=True, default="", db_default="")
    gecorrigeerd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vordering_regel_gecorrigeerd_op_een_dag",
                condition=Q(correctie="") ^ Q(gecorrigeerd_op__isnull=False),
            ),
            models.UniqueConstraint(
                "gemeente", "bericht_id", "nr", condition=Q(telt=True), name="vordering_regel_een_keer"
            ),
            models.CheckConstraint(name="vordering_regel_hele_maand", condition=Q(dienstmaand__day=1)),
        ]
