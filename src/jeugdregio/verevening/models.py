# SPDX-License-Identifier: EUPL-1.2
"""
Figures that municipalities settle by, and requests under the four O's: nothing in it tells of a child.

A request (S62, N02; Regionale visie, bijlage 1) is of one municipality, its treatment of the region, a vote of the
municipality of a member. Whose a row is decides who writes it; migration 0002 holds what goes over several tables.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Jaarcijfer(models.Model):
    """
    One row per municipality and year, with its source; every municipality of the region sees all of them.

    `kosten_cent` are net of what parents paid, `misgelopen_cent` what they would have paid where it was not collected
    (S66). `verzonnen`: the figure is made up, to try the arithmetic with.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    gemeente = models.CharField(max_length=4)
    jaar = models.IntegerField()
    budget_cent = models.BigIntegerField()
    kosten_cent = models.BigIntegerField()
    misgelopen_cent = models.BigIntegerField(default=0)
    bron = models.CharField(max_length=200)
    verzonnen = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["jaar", "gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "jaar"], name="jaarcijfer_een_keer"),
            models.CheckConstraint(
                name="jaarcijfer_niet_onder_nul",
                condition=Q(budget_cent__gt=0, kosten_cent__gte=0, misgelopen_cent__gte=0),
            ),
            models.CheckConstraint(name="jaarcijfer_met_bron", condition=~Q(bron="")),
        ]


EERSTE_JAAR = 2017
"""The general settlement ended on 1 January 2017; the four O's came in its place (S61, S62)."""


class Solidariteitsverzoek(models.Model):
    """
    One row per request of a municipality under the four O's, with the facts and a reason per O; it can be withdrawn.

    `jaar` is the budget year. `kosten_cent` is the whole expense, `gevraagd_cent` what the others are asked to share.
    `tekst` is the text that the committee judges by (`vier_o.Tekst`). A fact that is None is not known.
    """

    partijen: ClassVar = ("gemeenten", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    omschrijving = models.CharField(max_length=400)
    kosten_cent = models.BigIntegerField()
    gevraagd_cent = models.BigIntegerField()
    tekst = models.CharField(max_length=13)
    begroot = models.BooleanField(null=True)
    te_voorzien = models.BooleanField(null=True)
    verschuifbaar = models.BooleanField(null=True)
    uitgavegrond = models.CharField(max_length=16, null=True)  # noqa: DJ001 null is not known, as with the other facts
    alternatief = models.BooleanField(null=True)
    eigen_beleid = models.BooleanField(null=True)
    te_veranderen = models.BooleanField(null=True)
    waarom = models.JSONField(help_text="per O waarom de gemeente vindt dat eraan is voldaan")
    ingediend_op = models.DateTimeField()
    ingediend_door = models.CharField(max_length=150)
    ingetrokken_op = models.DateTimeField(null=True)
    einde_reden = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["-ingediend_op", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gemeente", "jaar", "omschrijving"],
                condition=Q(ingetrokken_op__isnull=True),
                name="solidariteitsverzoek_een_keer",
            ),
            models.CheckConstraint(
                name="solidariteitsverzoek_bedragen",
                condition=Q(gevraagd_cent__gt=0, kosten_cent__gte=F("gevraagd_cent"), jaar__gte=EERSTE_JAAR)
                & ~Q(omschrijving=""),
            ),
            models.CheckConstraint(
                name="solidariteitsverzoek_tekst", condition=Q(tekst__in=["raadsvoorstel", "visie", "bijlage"])
            ),
            models.CheckConstraint(
                name="solidariteitsverzoek_terug_met_reden",
                condition=Q(ingetrokken_op__isnull=True, einde_reden="")
                | (Q(ingetrokken_op__gte=F("ingediend_op")) & ~Q(einde_reden="")),
            ),
        ]


class Solidariteitsbehandeling(models.Model):
    """
    One row per request that is being treated: the temporary committee, its advice, the decision; days in this order.

    `aanvrager`, `gevraagd_cent` and `ingediend_op` are those of the request (a key of the database holds that), so
    what must fit them is a constraint of one row. The committee exists from `ingesteld_op` until `advies_op`.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    verzoek = models.OneToOneField(Solidariteitsverzoek, models.PROTECT, related_name="behandeling")
    aanvrager = models.CharField(max_length=4)
    gevraagd_cent = models.BigIntegerField()
    ingediend_op = models.DateTimeField()
    ingesteld_op = models.DateTimeField()
    advies_op = models.DateTimeField(null=True)
    positief = models.BooleanField(null=True)
    motivering = models.CharField(max_length=2000, blank=True, db_default="")
    advies_door = models.CharField(max_length=150, blank=True, db_default="")
    besloten_op = models.DateTimeField(null=True)
    toegekend_cent = models.BigIntegerField(null=True)
    besluit_reden = models.CharField(max_length=400, blank=True, db_default="")
    besloten_door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="solidariteit_comite_na_verzoek", condition=Q(ingesteld_op__gte=F("ingediend_op"))
            ),
            models.CheckConstraint(
                name="solidariteit_advies_na_comite",
                condition=Q(advies_op__isnull=True, positief__isnull=True, motivering="", advies_door="")
                | (
                    Q(advies_op__isnull=False, advies_op__gte=F("ingesteld_op"), positief__isnull=False)
                    & ~Q(motivering="")
                    & ~Q(advies_door="")
                ),
            ),
            models.CheckConstraint(
                name="solidariteit_besluit_na_advies",
                condition=Q(besloten_op__isnull=True, toegekend_cent__isnull=True, besluit_reden="", besloten_door="")
                | (
                    Q(advies_op__isnull=False, besloten_op__isnull=False, besloten_op__gte=F("advies_op"))
                    & Q(toegekend_cent__isnull=False)
                    & ~Q(besluit_reden="")
                    & ~Q(besloten_door="")
                    & ~Q(besloten_door=F("advies_door"))
                ),
            ),
            models.CheckConstraint(
                name="solidariteit_niet_meer_dan_gevraagd",
                condition=Q(toegekend_cent__isnull=True)
                | Q(toegekend_cent=0)
                | Q(toegekend_cent__gt=0, toegekend_cent__lte=F("gevraagd_cent"), positief=True),
            ),
        ]


class Comitelid(models.Model):
    """One row per municipality in the temporary committee of a request; never the one that asks (N02)."""

    partijen: ClassVar = ("gemeenten", "regio")

    gemeente = models.CharField(max_length=4)
    verzoek = models.ForeignKey(Solidariteitsverzoek, models.PROTECT, related_name="leden")
    aanvrager = models.CharField(max_length=4)
    functie = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "verzoek"], name="comitelid_een_keer"),
            models.CheckConstraint(name="comitelid_niet_van_de_aanvrager", condition=~Q(gemeente=F("aanvrager"))),
            models.CheckConstraint(name="comitelid_met_functie", condition=~Q(functie="")),
        ]


class Solidariteitsoordeel(models.Model):
    """One row per member and O: whether it is met, and why. Written once by the member, never changed."""

    partijen: ClassVar = ("gemeenten", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    verzoek = models.ForeignKey(Solidariteitsverzoek, models.PROTECT, related_name="oordelen")
    voorwaarde_o = models.CharField(max_length=15)
    voldaan = models.BooleanField()
    reden = models.CharField(max_length=400)
    gegeven_op = models.DateTimeField()
    gegeven_door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["gemeente", "voorwaarde_o"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gemeente", "verzoek", "voorwaarde_o"], name="solidariteitsoordeel_een_keer"
            ),
            models.CheckConstraint(
                name="solidariteitsoordeel_over_een_o",
                condition=Q(voorwaarde_o__in=["onvoorzien", "onuitstelbaar", "onontkoombaar", "onbeinvloedbaar"]),
            ),
            models.CheckConstraint(name="solidariteitsoordeel_met_reden", condition=~Q(reden="")),
        ]


class Slotverrekening(models.Model):
    """
    One row per budget year that was settled, after its last day (bijlage 1: "aan het eind van het begrotingsjaar").

    No source gives the key; `sleutel` is what was agreed and `bron` says where.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    jaar = models.SmallIntegerField(unique=True)
    sleutel = models.CharField(max_length=10)
    bron = models.CharField(max_length=200)
    vastgesteld_op = models.DateTimeField()
    vastgesteld_door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-jaar"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="slotverrekening_sleutel_en_bron",
                condition=Q(sleutel__in=["budget", "jeugdigen", "gelijk"]) & ~Q(bron=""),
            ),
            models.CheckConstraint(name="slotverrekening_na_het_jaar", condition=Q(vastgesteld_op__year__gt=F("jaar"))),
        ]


class Slotregel(models.Model):
    """
    One row per municipality in a settlement, in cents; all rows come in one statement, that sums to zero or fails.

    `saldo_cent` above zero: pays; below zero: receives.
    """

    partijen: ClassVar = ("gemeenten", "regio")

    verrekening = models.ForeignKey(Slotverrekening, models.PROTECT, related_name="regels")
    gemeente = models.CharField(max_length=4)
    gewicht = models.BigIntegerField()
    ontvangt_cent = models.BigIntegerField()
    draagt_cent = models.BigIntegerField()
    saldo_cent = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["gemeente"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "verrekening"], name="slotregel_een_keer"),
            models.CheckConstraint(
                name="slotregel_saldo_klopt",
                condition=Q(
                    saldo_cent=F("draagt_cent") - F("ontvangt_cent"),
                    gewicht__gt=0,
                    ontvangt_cent__gte=0,
                    draagt_cent__gte=0,
                ),
            ),
        ]
