# SPDX-License-Identifier: EUPL-1.2
"""One plan per family: goals with scores, agreements, who helps, school, the way back, the team, and who signed."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from jeugdregio.gezinnen.models.gezin import Gezinslid, VanEenGezin


class Gezinsplan(VanEenGezin):
    """
    One row per plan of a family; one is open at a time (S81).

    `weg_terug` is how help ends, `lichter` what lighter form comes then and `weg_terug_op` when that is looked at
    (S95). `versie` counts up when the plan is made anew, and then everyone signs again. `samengevoegd_in` is the plan
    this one went up in.
    """

    geopend_op = models.DateField()
    gesloten_op = models.DateField(null=True)
    reden = models.CharField(max_length=400, blank=True)
    versie = models.IntegerField(default=1)
    weg_terug = models.CharField(max_length=1000, blank=True)
    lichter = models.CharField(max_length=400, blank=True)
    weg_terug_op = models.DateField(null=True)
    samengevoegd_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("id", "gezin_id", "gemeente", name="gezinsplan_van_een_gezin"),
            models.UniqueConstraint(
                "gemeente", "gezin_id", condition=Q(gesloten_op=None), name="gezinsplan_een_open_per_gezin"
            ),
            models.CheckConstraint(
                name="gezinsplan_dicht_met_reden",
                condition=Q(gesloten_op=None, reden="", samengevoegd_in=None)
                | Q(gesloten_op__isnull=False, gesloten_op__gte=F("geopend_op")) & ~Q(reden=""),
            ),
            models.CheckConstraint(name="gezinsplan_telt_vanaf_een", condition=Q(versie__gt=0)),
        ]


class VanEenPlan(VanEenGezin):
    """What every row of a plan has; `uit_plan` is the plan it came from when two became one."""

    plan = models.ForeignKey(Gezinsplan, models.PROTECT, related_name="+")
    uit_plan = models.ForeignKey(Gezinsplan, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Doel(VanEenPlan):
    """
    One row per goal that can be measured: an indicator on a scale, where it starts, where it should come, by when.

    `lid` is whose goal it is, empty for the whole family. `code` is the product whose result payment hangs on it (N08).
    """

    lid = models.ForeignKey(Gezinslid, models.PROTECT, null=True, related_name="+")
    doel = models.CharField(max_length=400)
    indicator = models.CharField(max_length=200)
    schaal_van = models.IntegerField()
    schaal_tot = models.IntegerField(help_text="de hoogste score die er is; die hoort erbij")
    beginscore = models.IntegerField()
    streefscore = models.IntegerField()
    uiterlijk = models.DateField()
    gesteld_op = models.DateField()
    vervallen_op = models.DateField(null=True)
    reden = models.CharField(max_length=400, blank=True)
    code = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("id", "gezin_id", "gemeente", name="doel_van_een_gezin"),
            models.CheckConstraint(
                name="doel_is_te_meten",
                condition=Q(
                    schaal_van__lt=F("schaal_tot"),
                    beginscore__gte=F("schaal_van"),
                    beginscore__lte=F("schaal_tot"),
                    streefscore__gte=F("schaal_van"),
                    streefscore__lte=F("schaal_tot"),
                )
                & ~Q(beginscore=F("streefscore"))
                & ~Q(doel="")
                & ~Q(indicator=""),
            ),
            models.CheckConstraint(name="doel_binnen_tijd", condition=Q(uiterlijk__gte=F("gesteld_op"))),
            models.CheckConstraint(name="doel_vervalt_met_reden", condition=Q(vervallen_op=None) | ~Q(reden="")),
        ]


class Doelscore(VanEenGezin):
    """One row per time that a goal was scored (`gemeten_op`); `eind`: the score with which the goal is closed."""

    doel = models.ForeignKey(Doel, models.PROTECT, related_name="+")
    gemeten_op = models.DateField()
    score = models.IntegerField()
    eind = models.BooleanField(default=False)
    toelichting = models.CharField(max_length=400, blank=True)
    door = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "doel_id", "gemeten_op", name="doelscore_een_per_dag"),
            models.UniqueConstraint("gemeente", "doel_id", condition=Q(eind=True), name="doelscore_een_eind"),
        ]


class Afspraak(VanEenPlan):
    """One row per agreement: who does what, before when, and when it was done (`klaar_op`)."""

    afspraak = models.CharField(max_length=400)
    wie = models.CharField(max_length=120)
    uiterlijk = models.DateField(null=True)
    klaar_op = models.DateField(null=True)
    gesteld_op = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="afspraak_van_iemand", condition=~Q(afspraak="") & ~Q(wie="")),
        ]


class Netwerklid(VanEenPlan):
    """One row per person around the family who helps, and with what; not a professional."""

    naam = models.CharField(max_length=120)
    relatie = models.CharField(max_length=60)
    hulp = models.CharField(max_length=400)
    gestopt_op = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="netwerklid_doet_iets", condition=~Q(naam="") & ~Q(hulp=""))
        ]


class Schooldeel(VanEenPlan):
    """One row per youth: what school does, in the same plan (S86)."""

    lid = models.ForeignKey(Gezinslid, models.PROTECT, related_name="+")
    school = models.CharField(max_length=120)
    contactpersoon = models.CharField(max_length=120, blank=True)
    afspraken = models.CharField(max_length=1000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "plan_id", "lid_id", name="schooldeel_een_per_jeugdige"),
            models.CheckConstraint(name="schooldeel_met_afspraken", condition=~Q(school="") & ~Q(afspraken="")),
        ]


class Evaluatie(VanEenPlan):
    """One row per day on which the plan is looked at together; `gehouden_op` and `uitkomst` once that happened."""

    gepland_op = models.DateField()
    gehouden_op = models.DateField(null=True)
    uitkomst = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "plan_id", "gepland_op", name="evaluatie_een_per_dag"),
            models.CheckConstraint(
                name="evaluatie_gehouden_met_uitkomst",
                condition=Q(gehouden_op=None, uitkomst="") | Q(gehouden_op__isnull=False) & ~Q(uitkomst=""),
            ),
        ]


class Handtekening(VanEenPlan):
    """
    One row per signature under one version of the plan; `namens` is for whom an institution signs.

    `tekenaar` is who it is and is worked out by the database from the person: the same person cannot sign twice (W5).
    `lid` is empty for someone of an institution, and then `naam` and `instelling` say who.
    """

    versie = models.IntegerField()
    lid = models.ForeignKey(Gezinslid, models.PROTECT, null=True, related_name="+")
    naam = models.CharField(max_length=120, blank=True)
    instelling = models.CharField(max_length=120, blank=True)
    getekend_op = models.DateField()
    tekenaar = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "plan_id", "versie", "tekenaar", name="handtekening_een_per_mens"),
            models.CheckConstraint(
                name="handtekening_van_iemand",
                condition=Q(lid__isnull=False, naam="", instelling="") | Q(lid=None) & ~Q(naam="") & ~Q(instelling=""),
            ),
        ]


class Teamlid(VanEenPlan):
    """
    One row per professional in the team of a plan, from when until when (S82).

    One casusregisseur and one procesregisseur at a time. A generalist is there from the day the plan opens until it
    closes; a specialist comes and goes. Someone of a provider (`aanbieder`, an AGB code) is casusregisseur only with
    the clause of the contract (`clausule`, its number) and where that stands (`bewijs`) (S45).
    """

    class Teamrol(models.TextChoices):
        CASUSREGISSEUR = "casusregisseur", "casusregisseur"
        PROCESREGISSEUR = "procesregisseur", "procesregisseur"
        GENERALIST = "generalist", "generalist"
        SPECIALIST = "specialist", "specialist"

    naam = models.CharField(max_length=120)
    rol = models.CharField(max_length=15, choices=Teamrol)
    organisatie = models.CharField(max_length=120)
    aanbieder = models.CharField(max_length=8, blank=True)
    account = models.BigIntegerField(null=True)
    geldig = DateRangeField()
    clausule = models.CharField(max_length=60, blank=True)
    bewijs = models.CharField(max_length=400, blank=True)
    reden = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="teamlid_een_regisseur_tegelijk",
                expressions=[
                    (F("plan"), RangeOperators.EQUAL),
                    (F("rol"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
                condition=Q(rol__in=["casusregisseur", "procesregisseur"]),
            ),
            models.CheckConstraint(
                name="teamlid_regie_bij_aanbieder_met_clausule",
                condition=~Q(rol="casusregisseur") | Q(aanbieder="") | ~Q(clausule="") & ~Q(bewijs=""),
            ),
            models.CheckConstraint(
                name="teamlid_is_iemand", condition=~Q(naam="") & ~Q(organisatie="") & Q(geldig__isempty=False)
            ),
        ]


class Rolwoord(models.Model):
    """One row per role that a municipality calls otherwise (K14): the work is the same, the word is theirs."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    rol = models.CharField(max_length=15, choices=Teamlid.Teamrol)
    woord = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "rol", name="rolwoord_een_per_rol"),
            models.CheckConstraint(name="rolwoord_is_een_woord", condition=~Q(woord="")),
        ]
