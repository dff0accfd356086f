# SPDX-License-Identifier: EUPL-1.2
"""
The lump sum of an access team, what it spends, its final settlement, and when a decision waits for a second name.

Sources: informatienota 2014, par. 4 (S71), inkoopnotitie 2015, par. 4.5 (S73). What those do not say, the thresholds
and the formula of the settlement, is data with a source. A budget, a threshold and a settlement are of two people:
the database lets a person write them with a confirmed proposal only (migration 0005 of `beheer`).
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

EERSTE_JAAR = 2015
"""No team budget is older: the municipalities got the task on 1 January 2015."""


class Team(models.Model):
    """One row per access team (CJG) of a municipality; `geldig` is half-open."""

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    naam = models.CharField(max_length=80)
    geldig = DateRangeField()

    class Meta:
        ordering: ClassVar = ["naam", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "naam", name="team_een_naam"),
            models.CheckConstraint(name="team_met_naam", condition=~Q(naam="") & Q(geldig__isempty=False)),
        ]


class Teambudget(models.Model):
    """
    One row per team and year: the lump sum in cents and the number of children it was meant for, with the source.

    `kinderen` is an agreed number, not a count; `bron` says where both were agreed.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    team = models.ForeignKey(Team, models.PROTECT, related_name="budgetten")
    jaar = models.SmallIntegerField()
    bedrag_cent = models.BigIntegerField()
    kinderen = models.IntegerField(help_text="het afgesproken aantal kinderen")
    bron = models.CharField(max_length=200)
    vastgesteld_op = models.DateTimeField()
    termijnen = models.SmallIntegerField(default=12, help_text="in hoeveel gelijke delen het jaar wordt betaald")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "team", "jaar", name="teambudget_een_per_jaar"),
            models.CheckConstraint(name="teambudget_termijnen", condition=Q(termijnen__in=[1, 2, 4, 12])),
            models.CheckConstraint(
                name="teambudget_bedrag_aantal_bron",
                condition=Q(bedrag_cent__gt=0, kinderen__gt=0, jaar__gte=EERSTE_JAAR) & ~Q(bron=""),
            ),
        ]


class Uitgave(models.Model):
    """
    One row per amount that a team spent. A wrong one is taken back with a reason, never changed.

    `persoon` is the child it was for (`core.bsn.persoon`), empty for a group; `aanbieder` is who was paid, empty for
    help of the team itself. `bereikt` says whether what it was for was reached; empty: not known yet.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    class Soort(models.TextChoices):
        EIGEN = "eigen", "hulp van het team zelf"
        VRIJ = "vrij", "vrij te besteden bedrag"

    class Bereikt(models.TextChoices):
        JA = "ja", "ja"
        DEELS = "deels", "deels"
        NEE = "nee", "nee"

    gemeente = models.CharField(max_length=4)
    team = models.ForeignKey(Team, models.PROTECT, related_name="uitgaven")
    dag = models.DateField()
    soort = models.CharField(max_length=5, choices=Soort)
    bedrag_cent = models.BigIntegerField()
    persoon = models.CharField(max_length=64, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    omschrijving = models.CharField(max_length=200)
    bereikt = models.CharField(max_length=5, choices=Bereikt, blank=True, db_default="")
    door = models.CharField(max_length=150)
    vastgelegd_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)
    einde_reden = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="uitgave_bedrag_en_omschrijving", condition=Q(bedrag_cent__gt=0) & ~Q(omschrijving="")
            ),
            models.CheckConstraint(
                name="uitgave_persoon_is_hash", condition=Q(persoon="") | Q(persoon__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="uitgave_terug_met_reden",
                condition=Q(ingetrokken_op__isnull=True, einde_reden="")
                | (Q(ingetrokken_op__isnull=False) & ~Q(einde_reden="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "dag"], name="uitgave_van_team")]


class Drempel(models.Model):
    """
    One row per threshold of a municipality, during a half-open period; without a row there is no second check.

    A decision needs a second name when it is over `bedrag_cent` (its whole length), over `maanden`, or both, as
    `verband` says. `categorie` empty holds for every category without a threshold of its own. The sources name no
    figure ("grote financiële gevolgen, en/of langdurige verplichtingen"), so there is no default.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)

    class Verband(models.TextChoices):
        OF = "of", "een van de twee is genoeg"
        EN = "en", "beide moeten gelden"

    gemeente = models.CharField(max_length=4)
    categorie = models.CharField(max_length=2, blank=True, db_default="")
    geldig = DateRangeField()
    bedrag_cent = models.BigIntegerField(null=True)
    maanden = models.SmallIntegerField(null=True)
    verband = models.CharField(max_length=2, choices=Verband)
    bron = models.CharField(max_length=200)
    vastgesteld_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="drempel_een_per_dag",
                expressions=[
                    (F("gemeente"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="drempel_van_iets",
                condition=(Q(bedrag_cent__gt=0) | Q(bedrag_cent__isnull=True))
                & (Q(maanden__gt=0) | Q(maanden__isnull=True))
                & (Q(bedrag_cent__isnull=False) | Q(maanden__isnull=False)),
            ),
            models.CheckConstraint(
                name="drempel_met_bron",
                condition=~Q(bron="") & Q(geldig__isempty=False, geldig__startswith__isnull=False),
            ),
        ]


class Afrekening(models.Model):
    """
    One row per team and year: the final settlement as two people set it; nothing in that year moves afterwards.

    `regels` is the arithmetic line by line, `formule` the code and the text of the formula that was chosen, and
    `uitgaven_sha256` the fingerprint of the rows it was made of: the same rows give the same settlement.
    `uitkomst_cent`: above zero the municipality pays the team more, below zero it gets back.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    team = models.ForeignKey(Team, models.PROTECT, related_name="afrekeningen")
    jaar = models.SmallIntegerField()
    formule = models.CharField(max_length=30)
    formuletekst = models.CharField(max_length=600)
    regels = models.JSONField()
    budget_cent = models.BigIntegerField()
    kosten_cent = models.BigIntegerField()
    kinderen_begroot = models.IntegerField()
    kinderen_werkelijk = models.IntegerField()
    uitkomst_cent = models.BigIntegerField()
    uitgaven_sha256 = models.CharField(max_length=64)
    vastgesteld_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("gemeente", "team", "jaar", name="afrekening_een_per_jaar")]


class Budgetsignaal(models.Model):
    """
    One row per budget that was gone, once a year: the duty to help stays, so nothing stops, and the board is told.

    `soort` says of what; `team` is empty for the youth budget of the municipality. Inkoopnotitie 2015, par. 4.5 (S73).
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente", "regio")

    class Soort(models.TextChoices):
        TEAM = "team", "budget van een team"
        GEMEENTE = "gemeente", "jeugdbudget van de gemeente"

    gemeente = models.CharField(max_length=4)
    soort = models.CharField(max_length=8, choices=Soort)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="signalen")
    jaar = models.SmallIntegerField()
    budget_cent = models.BigIntegerField()
    besteed_cent = models.BigIntegerField()
    aanleiding = models.CharField(max_length=200)
    gemeld_op = models.DateTimeField()
    gezien_op = models.DateTimeField(null=True)
    gezien_door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["-gemeld_op", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "soort", "team", "jaar", name="budgetsignaal_een_keer", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="budgetsignaal_team_bij_team",
                condition=Q(soort="team", team__isnull=False) | Q(soort="gemeente", team__isnull=True),
            ),
            models.CheckConstraint(
                name="budgetsignaal_gezien_door_iemand",
                condition=Q(gezien_op__isnull=True, gezien_door="") | (Q(gezien_op__isnull=False) & ~Q(gezien_door="")),
            ),
        ]


class Lumpsumbetaling(models.Model):
    """
    One row per amount of a lump sum that was booked, with its sign: instalments, or what a settlement came to.

    The municipality pays it to its own team and says when (`betaald_op`); a booking is never changed. The processing of
    the region books what is due.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente", "verwerking")

    class Soort(models.TextChoices):
        TERMIJN = "termijn", "termijn van het vaste bedrag"
        AFREKENING = "afrekening", "afrekening van het jaar"

    gemeente = models.CharField(max_length=4)
    team = models.ForeignKey(Team, models.PROTECT, related_name="betalingen")
    jaar = models.SmallIntegerField()
    nr = models.SmallIntegerField()
    soort = models.CharField(max_length=10, choices=Soort)
    bedrag_cent = models.BigIntegerField()
    boekmaand = models.DateField()
    geboekt_op = models.DateTimeField()
    betaald_op = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "team", "jaar", "nr", name="lumpsumbetaling_nummer"),
            models.CheckConstraint(name="lumpsumbetaling_niet_nul", condition=~Q(bedrag_cent=0)),
        ]
