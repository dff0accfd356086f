# SPDX-License-Identifier: EUPL-1.2
"""What care came to as others measured it, on which level a form of care is bought, and what a scale-down costs."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q


class Meting(models.Model):
    """
    One row per figure that a provider measured over a period (S42): counts only, never a child.

    `teller` / `noemer`: the sum of the marks (1 to 10) by the number of answers for `tevredenheid`; goals reached by
    goals agreed for `doelrealisatie`; those who went on without care by answers for `zonder_hulp`. `profiel` empty is
    the whole provider.
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    class Indicator(models.TextChoices):
        TEVREDENHEID = "tevredenheid", "Tevredenheid over nut en effect"
        DOELREALISATIE = "doelrealisatie", "Doelen gerealiseerd"
        ZONDER_HULP = "zonder_hulp", "Zonder hulp verder"

    class Respondent(models.TextChoices):
        GEEN = "", "niet van toepassing"
        JEUGDIGE = "jeugdige", "jeugdige"
        OUDER = "ouder", "ouder"

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    indicator = models.CharField(max_length=14, choices=Indicator)
    respondent = models.CharField(max_length=8, choices=Respondent, blank=True)
    profiel = models.CharField(max_length=60, blank=True)
    periode = DateRangeField()
    teller = models.IntegerField()
    noemer = models.IntegerField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="meting_een_keer",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("indicator"), RangeOperators.EQUAL),
                    (F("respondent"), RangeOperators.EQUAL),
                    (F("profiel"), RangeOperators.EQUAL),
                    (F("regio"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="meting_teller_past_bij_noemer",
                condition=Q(noemer__gt=0)
                & (
                    Q(indicator="tevredenheid", teller__gte=F("noemer"), teller__lte=10 * F("noemer"))
                    | ~Q(indicator="tevredenheid") & Q(teller__gte=0, teller__lte=F("noemer"))
                ),
            ),
        ]


class Zorgvorm(models.Model):
    """
    One row per form of care that is classified by level (S16), with the facts the rule looks at.

    `clienten` is per year in the region, empty when unknown. `besluit` is a level that someone decided against the
    rule, with `reden`.
    """

    partijen: ClassVar = ("iedereen",)

    class Ordening(models.TextChoices):
        ONBEKEND = "", "onbekend"
        LOKAAL = "lokaal", "aanbod in elke gemeente"
        REGIONAAL = "regionaal", "aanbod in de regio"
        BOVENREGIONAAL = "bovenregionaal", "enkele aanbieders voor meer regio's"
        LANDELIJK = "landelijk", "enkele aanbieders voor het hele land"

    class Specialisme(models.TextChoices):
        ONBEKEND = "", "onbekend"
        LICHT = "licht", "preventie en lichte hulp"
        SPECIALISTISCH = "specialistisch", "specialistisch"
        ZEER = "zeer", "zo specialistisch dat het lokaal of regionaal niet rendabel is"

    regio = models.CharField(max_length=20)
    naam = models.CharField(max_length=120)
    clienten = models.IntegerField(null=True)
    ordening = models.CharField(max_length=14, choices=Ordening, blank=True)
    specialisme = models.CharField(max_length=14, choices=Specialisme, blank=True)
    besluit = models.CharField(max_length=14, blank=True)
    reden = models.CharField(max_length=400, blank=True)
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=6)

    class Meta:
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "naam", name="zorgvorm_een_keer"),
            models.CheckConstraint(name="zorgvorm_besluit_met_reden", condition=Q(besluit="") | ~Q(reden="")),
            models.CheckConstraint(name="zorgvorm_clienten_niet_negatief", condition=Q(clienten__gte=0)),
        ]


class Afbouw(models.Model):
    """
    One row per scale-down of places at a provider, with the assumptions of its estimate (S39, S52, S74).

    Amounts are cents: `tarief_cent` per place and day, `vast_cent` fixed costs per place and year, `ontslag_cent` per
    full-time job, `boekwaarde_cent` of the building at once, `vervanging_cent` of other help per child and year.
    `bezetting_promille` is how full the places are. `visie` and `werking` answer in words what no sum answers.
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8)
    naam = models.CharField(max_length=120)
    vanaf = models.DateField()
    plaatsen = models.IntegerField()
    bezetting_promille = models.IntegerField()
    tarief_cent = models.BigIntegerField()
    vast_cent = models.BigIntegerField()
    banen_tiende = models.IntegerField(help_text="banen die vervallen, in tienden van een volledige baan")
    ontslag_cent = models.BigIntegerField()
    boekwaarde_cent = models.BigIntegerField()
    vervanging_cent = models.BigIntegerField()
    beschikbaarheid = models.BooleanField(help_text="de regio betaalt de vaste kosten zolang de plaatsen sluiten")
    maanden = models.IntegerField(help_text="hoe lang de afbouw duurt")
    visie = models.CharField(max_length=400)
    werking = models.CharField(max_length=400)
    bron = models.CharField(max_length=200)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["vanaf", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="afbouw_met_plaatsen",
                condition=Q(plaatsen__gt=0, maanden__gt=0, bezetting_promille__gte=0, bezetting_promille__lte=1000),
            ),
            models.CheckConstraint(
                name="afbouw_niet_negatief",
                condition=Q(
                    tarief_cent__gte=0,
                    vast_cent__gte=0,
                    banen_tiende__gte=0,
                    ontslag_cent__gte=0,
                    boekwaarde_cent__gte=0,
                    vervanging_cent__gte=0,
                ),
            ),
        ]
