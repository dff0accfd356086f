# SPDX-License-Identifier: EUPL-1.2
"""
The register of providers: one row per organisation, whatever the number of its contracts, codes and branches (S51).

What belongs to one agreement (which table, large or small, lokaal or not) is not here but on the contract, or on the
list that says it (`Vermelding`): two sources call the same provider different things (K12). Periods are half-open.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q

from jeugdregio.aanbieders.values import Eenheid, Rechtsvorm


def altijd() -> DateRange:
    """The period without begin or end: what was known before periods were kept."""
    return DateRange(None, None)


class Aanbieder(models.Model):
    """
    One row per provider, known by its main AGB code; a second row with the same KvK number is impossible.

    `gecertificeerd`: a GI, that carries out child protection. `gemeld_op`: when it gave notice that it would begin
    (Jeugdwet 4.0.1); empty is not known, or from before the duty.
    """

    partijen: ClassVar = ("iedereen",)

    agb = models.CharField(max_length=8, primary_key=True)
    kvk = models.CharField(max_length=8, unique=True)
    naam = models.CharField(max_length=120)
    rechtsvorm = models.CharField(
        max_length=12, choices=Rechtsvorm.choices, default=Rechtsvorm.ONBEKEND, db_default=Rechtsvorm.ONBEKEND
    )
    gecertificeerd = models.BooleanField(default=False, db_default=False)
    begonnen_op = models.DateField(null=True, blank=True)
    gemeld_op = models.DateField(null=True, blank=True)
    hoofdaannemers = models.ManyToManyField("self", symmetrical=False, through="Onderaanneming")

    class Meta:
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.CheckConstraint(name="aanbieder_met_kvk", condition=Q(kvk__regex=r"^[0-9]{8}$")),
            models.CheckConstraint(name="aanbieder_met_agb", condition=Q(agb__regex=r"^[0-9]{8}$")),
            models.CheckConstraint(name="aanbieder_met_rechtsvorm", condition=Q(rechtsvorm__in=[*Rechtsvorm.values])),
        ]

    def __str__(self) -> str:
        return self.naam


class Onderaanneming(models.Model):
    """A subcontractor works for a main contractor in a period; only the main contractor is paid (S22)."""

    partijen: ClassVar = ("iedereen",)

    onderaannemer = models.ForeignKey(Aanbieder, models.PROTECT, related_name="werkt_voor")
    hoofdaannemer = models.ForeignKey(Aanbieder, models.PROTECT, related_name="onderaannemingen")
    geldig = DateRangeField(default=altijd)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="onderaanneming_een_per_dag",
                expressions=[
                    (F("onderaannemer"), RangeOperators.EQUAL),
                    (F("hoofdaannemer"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="onderaannemer_is_een_ander", condition=~Q(onderaannemer=F("hoofdaannemer"))),
        ]


class Lidmaatschap(models.Model):
    """A member carries out what its cooperative has a contract for, as care farms do (S25: 41 behind 3)."""

    partijen: ClassVar = ("iedereen",)

    lid = models.ForeignKey(Aanbieder, models.PROTECT, related_name="lid_van")
    cooperatie = models.ForeignKey(Aanbieder, models.PROTECT, related_name="leden")
    geldig = DateRangeField(default=altijd)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="lidmaatschap_een_per_dag",
                expressions=[
                    (F("lid"), RangeOperators.EQUAL),
                    (F("cooperatie"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="lid_is_een_ander", condition=~Q(lid=F("cooperatie"))),
        ]


class Vestiging(models.Model):
    """A branch of a provider; a further AGB code of the same provider is the code of a branch."""

    partijen: ClassVar = ("iedereen",)

    nummer = models.CharField(max_length=12, primary_key=True, help_text="vestigingsnummer in het handelsregister")
    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="vestigingen")
    naam = models.CharField(max_length=120)
    plaats = models.CharField(max_length=80)
    agb = models.CharField(max_length=8, unique=True, null=True, blank=True)
    geldig = DateRangeField(default=altijd)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="vestiging_met_nummer", condition=Q(nummer__regex=r"^[0-9]{12}$")),
            models.CheckConstraint(
                name="vestiging_met_agb", condition=Q(agb__isnull=True) | Q(agb__regex=r"^[0-9]{8}$")
            ),
        ]


class Aanbiederslijst(models.Model):
    """A list that names providers: those at a table of the procurement, or those known to an authority."""

    partijen: ClassVar = ("iedereen",)

    code = models.SlugField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.naam


class Vermelding(models.Model):
    """One line of a list: this provider stands on it in a period, called `aanduiding` there (K12)."""

    partijen: ClassVar = ("iedereen",)

    lijst = models.ForeignKey(Aanbiederslijst, models.PROTECT, related_name="vermeldingen")
    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="vermeldingen")
    aanduiding = models.CharField(max_length=80, blank=True)
    geldig = DateRangeField(default=altijd)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="vermelding_een_per_dag",
                expressions=[
                    (F("aanbieder"), RangeOperators.EQUAL),
                    (F("lijst"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Teldefinitie(models.Model):
    """
    What a number of providers counts (N15): saved, so that "205" and "202" can be laid side by side by name.

    `voorwaarden` is data in the vocabulary of `tellen`. `peildatum`: the day it is about; empty is the day asked for.
    """

    partijen: ClassVar = ("iedereen",)

    code = models.SlugField(max_length=40, primary_key=True)
    naam = models.CharField(max_length=120)
    omschrijving = models.CharField(max_length=400)
    eenheid = models.CharField(max_length=12, choices=Eenheid.choices)
    voorwaarden = models.JSONField()
    peildatum = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [
            models.CheckConstraint(name="teldefinitie_met_eenheid", condition=Q(eenheid__in=[*Eenheid.values])),
            models.CheckConstraint(name="teldefinitie_met_bron", condition=~Q(bron="") & ~Q(naam="")),
        ]


class InternToezicht(models.Model):
    """
    What a source says on a day about the internal supervision of a provider, and about how many work there.

    `aanwezig` and the other two are empty when the source does not say: unknown is not no (S50).
    """

    partijen: ClassVar = ("iedereen",)

    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="intern_toezicht")
    peildatum = models.DateField()
    aanwezig = models.BooleanField(null=True)
    hulpverleners = models.PositiveIntegerField(null=True)
    verblijf = models.BooleanField(null=True)
    bron = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("aanbieder", "peildatum", name="intern_toezicht_een_per_dag"),
            models.CheckConstraint(name="intern_toezicht_met_bron", condition=~Q(bron="")),
        ]


class Jaarrekening(models.Model):
    """
    The public yearly accounts of a provider, in eurocents; what was not published is empty, and empty is not zero.

    Only what was deposited for everyone to read: the NZa passes no figures of one provider on (L03).
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="jaarrekeningen", db_column="aanbieder")
    jaar = models.PositiveSmallIntegerField()
    gedeponeerd_op = models.DateField()
    jeugdomzet_cent = models.BigIntegerField(null=True, blank=True)
    opbrengsten_cent = models.BigIntegerField(null=True, blank=True)
    nettoresultaat_cent = models.BigIntegerField(null=True, blank=True)
    eigen_vermogen_cent = models.BigIntegerField(null=True, blank=True)
    balanstotaal_cent = models.BigIntegerField(null=True, blank=True)
    vlottende_activa_cent = models.BigIntegerField(null=True, blank=True)
    kortlopende_schulden_cent = models.BigIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("aanbieder", "jaar", name="jaarrekening_een_per_jaar"),
            models.CheckConstraint(name="jaarrekening_met_bron", condition=~Q(bron="")),
            models.CheckConstraint(name="jaarrekening_na_het_jaar", condition=Q(gedeponeerd_op__year__gt=F("jaar"))),
            models.CheckConstraint(
                name="jaarrekening_niet_negatief",
                condition=Q(jeugdomzet_cent__isnull=True) | Q(jeugdomzet_cent__gte=0),
            ),
        ]
