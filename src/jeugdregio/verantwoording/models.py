# SPDX-License-Identifier: EUPL-1.2
"""
Material control of a municipality: a plan per year, controls with their steps, and samples of lines.

Source: Regeling Jeugdwet 6b.1-6b.7. Triggers (migration 0002) keep the order of the steps and let nobody judge a line
before the detail control began.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Controleplan(models.Model):
    """
    One row per municipality and year: the goal of material control and the general plan, public once published (6b.4).

    What was published stays as it is.
    """

    partijen: ClassVar = ("gemeente", "gepubliceerd")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    doel = models.CharField(max_length=1000)
    plan = models.CharField(max_length=4000)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "jaar", name="controleplan_een_per_jaar"),
            models.CheckConstraint(
                name="controleplan_met_doel_en_plan", condition=Q(jaar__gte=2015) & ~Q(doel="") & ~Q(plan="")
            ),
        ]


class Controle(models.Model):
    """
    One row per control of what was paid for help on days in [begin, tot); `aanbieder` empty: of all providers.

    Closed with an outcome (`uitkomst`), for good.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    plan = models.ForeignKey(Controleplan, models.PROTECT, related_name="controles")
    aanbieder = models.CharField(max_length=8, blank=True)
    begin = models.DateField()
    tot = models.DateField()
    aanleiding = models.CharField(max_length=1000)
    door = models.CharField(max_length=150)
    begonnen_op = models.DateTimeField()
    gesloten_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=2000, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="controle_periode_en_aanleiding", condition=Q(begin__lt=F("tot")) & ~Q(aanleiding="")
            ),
            models.CheckConstraint(
                name="controle_dicht_met_uitkomst",
                condition=Q(gesloten_op=None, uitkomst="")
                | Q(gesloten_op__isnull=False, gesloten_op__gte=F("begonnen_op")) & ~Q(uitkomst=""),
            ),
        ]


class Controlestap(models.Model):
    """One row per step of a control (`values.STAPPEN`), each once; the provider can answer until `uiterlijk`."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "een stap wordt nooit gewijzigd"

    gemeente = models.CharField(max_length=4)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="stappen")
    code = models.CharField(max_length=16)
    gezet_op = models.DateTimeField()
    tekst = models.CharField(max_length=2000)
    uiterlijk = models.DateField(null=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "controle", "code", name="controlestap_een_keer"),
            models.CheckConstraint(
                name="controlestap_tekst_en_dag",
                condition=~Q(tekst="") & (Q(code="voornemen", uiterlijk__isnull=False) | Q(uiterlijk=None)),
            ),
        ]


class Steekproef(models.Model):
    """
    One row per sample: from how many lines and cents it was drawn, the SHA-256 of those, and the seed.

    With the same lines and the same seed the same sample comes out (`steekproef.TREK`).
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "een steekproef wordt nooit gewijzigd"

    gemeente = models.CharField(max_length=4)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="steekproeven")
    methode = models.CharField(max_length=11)
    zaad = models.CharField(max_length=40)
    omvang = models.IntegerField()
    aantal = models.IntegerField()
    bedrag_cent = models.BigIntegerField()
    sha256 = models.BinaryField(max_length=32)
    door = models.CharField(max_length=150)
    getrokken_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "controle", name="steekproef_een_per_controle"),
            models.CheckConstraint(
                name="steekproef_omvang_en_methode",
                condition=Q(omvang__gt=0, omvang__lte=500, aantal__gt=0, bedrag_cent__gt=0)
                & Q(methode__in=("aselect", "geldgewogen"))
                & ~Q(zaad=""),
            ),
        ]


class Steekproefregel(models.Model):
    """
    One row per line of a claim in a sample, with what the control found; amounts in cents.

    A judgement can be made anew until the control is closed; the history keeps the earlier one.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    vernietigbaar: ClassVar = True

    gemeente = models.CharField(max_length=4)
    steekproef = models.ForeignKey(Steekproef, models.PROTECT, related_name="regels")
    volgnr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    referentie = models.CharField(max_length=20)
    bedrag_cent = models.BigIntegerField()
    trekkingen = models.IntegerField()
    oordeel = models.CharField(max_length=8, blank=True, db_default="")
    fout_cent = models.BigIntegerField(db_default=0)
    toelichting = models.CharField(max_length=500, blank=True, db_default="")
    beoordeeld_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["volgnr"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "steekproef", "volgnr", name="steekproefregel_een_plek"),
            models.UniqueConstraint("gemeente", "steekproef", "bericht_id", "nr", name="steekproefregel_een_keer"),
            models.CheckConstraint(
                name="steekproefregel_oordeel_en_bedrag",
                condition=Q(oordeel="onjuist", fout_cent__gt=0, fout_cent__lte=F("bedrag_cent")) & ~Q(toelichting="")
                | Q(oordeel__in=("", "juist", "onbekend"), fout_cent=0),
            ),
            models.CheckConstraint(
                name="steekproefregel_bedrag_en_trekkingen", condition=Q(bedrag_cent__gt=0, trekkingen__gt=0)
            ),
        ]
