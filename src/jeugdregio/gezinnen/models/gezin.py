# SPDX-License-Identifier: EUPL-1.2
"""The people of a family, who has custody over whom and from when, and measures of the children's judge."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol

LEZERS = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM, Rol.TOETSER)
VAN_EEN_KIND = """
    FROM gezinnen_gezinslid l WHERE l.gezin_id = o.{} AND l.bsn IS NOT NULL ORDER BY EXISTS (
        SELECT FROM gebruikers_afgeschermdesleutel s
        WHERE s.soort = 5 AND s.sleutel = ('x' || left(l.persoon, 15))::bit(60)::bigint
    ) DESC, l.soort <> 'jeugdige', l.id LIMIT 1
"""
"""Of whom a history of the family tells: a child that is shielded when there is one, otherwise its first youth."""


class VanEenGezin(models.Model):
    """What every row about a family has; the database holds that `gemeente` is the one of the family."""

    partijen: ClassVar[tuple[str, ...]] = ("gemeente",)
    schrijvers: ClassVar[tuple[str, ...]] = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar[tuple[Rol, ...]] = LEZERS
    afgeschermd_door: ClassVar[dict[str, str]] = {"gezin": "gezin_id"}
    vernietigbaar: ClassVar = True
    bsn_van: ClassVar = VAN_EEN_KIND.format("gezin_id")

    gemeente = models.CharField(max_length=4)
    gezin = models.ForeignKey("gezinnen.Gezin", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Gezin(models.Model):
    """
    One row per family of a municipality (S81).

    `geheim_adres`: the whole family is for the role for shielded files. `samengevoegd_in` is the family it went up in;
    such a row stays, with nobody in it.
    """

    partijen: ClassVar = ("gemeente", "verwerking")
    schrijvers: ClassVar = ("gemeente", "verwerking")
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = (*LEZERS, Rol.VERWERKING)
    afgeschermd_door: ClassVar = {"gezin": "id"}
    vernietigbaar: ClassVar = True
    bsn_van: ClassVar = VAN_EEN_KIND.format("id")

    gemeente = models.CharField(max_length=4)
    naam = models.CharField(max_length=120)
    geheim_adres = models.BooleanField(default=False)
    samengevoegd_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    door = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("id", "gemeente", name="gezin_van_een_gemeente"),
            models.CheckConstraint(name="gezin_heeft_een_naam", condition=~Q(naam="")),
            models.CheckConstraint(
                name="gezin_niet_in_zichzelf", condition=Q(samengevoegd_in=None) | ~Q(samengevoegd_in=F("id"))
            ),
        ]


class Lidsoort(models.TextChoices):
    """What someone is in a family."""

    JEUGDIGE = "jeugdige", "jeugdige"
    OUDER = "ouder", "ouder"
    VERZORGER = "verzorger", "verzorger"
    ANDER = "ander", "ander"


class Gezinslid(VanEenGezin):
    """
    One row per person in a family; without a burgerservicenummer `bsn` and `persoon` are both empty.

    A youth is in one family of a municipality at a time. `relatie` is in words (moeder, pleegvader). `onbekwaam_op`:
    from that day someone cannot weigh the own interest in this (Jeugdwet 7.3.15). `zelfde_als`: after a merge the same
    person stands in the family already, there.
    """

    partijen: ClassVar = ("gemeente", "verwerking")
    schrijvers: ClassVar = ("gemeente", "verwerking")
    alleen_rollen: ClassVar = (*LEZERS, Rol.VERWERKING)
    afgeschermd_door: ClassVar = {"gezin": "gezin_id", "persoon": "persoon"}

    bsn = models.BinaryField(null=True)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001 - without a number there is nobody to look for
    naam = models.CharField(max_length=200)
    geboortedatum = models.DateField(null=True)
    soort = models.CharField(max_length=9, choices=Lidsoort)
    relatie = models.CharField(max_length=60, blank=True)
    woont_elders = models.BooleanField(default=False)
    onbekwaam_op = models.DateField(null=True)
    uit_gezin_op = models.DateField(null=True)
    zelfde_als = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("id", "gezin_id", "gemeente", name="gezinslid_van_een_gezin"),
            models.UniqueConstraint(
                "gemeente",
                "gezin_id",
                "persoon",
                condition=Q(uit_gezin_op=None, zelfde_als=None),
                name="gezinslid_een_keer_in_een_gezin",
            ),
            models.UniqueConstraint(
                "gemeente",
                "persoon",
                condition=Q(soort="jeugdige", uit_gezin_op=None, zelfde_als=None),
                name="gezinslid_jeugdige_in_een_gezin",
            ),
            models.CheckConstraint(
                name="gezinslid_jeugdige_met_geboortedatum",
                condition=~Q(soort="jeugdige") | Q(geboortedatum__isnull=False),
            ),
            models.CheckConstraint(name="gezinslid_heeft_een_naam", condition=~Q(naam="")),
        ]


class Gezag(VanEenGezin):
    """
    One row per period (`geldig`) in which custody over a youth (`lid`) is arranged like this.

    `houder` and `medehouder` are people of the family; they are not the same one (W5). `instelling` is the name of the
    certified institution that is guardian. `bron` says where it was seen: the BRP alone does not show custody.
    """

    class Vorm(models.TextChoices):
        EEN_OUDER = "een_ouder", "één ouder"
        BEIDE_OUDERS = "beide_ouders", "beide ouders"
        OUDER_EN_PARTNER = "ouder_en_partner", "ouder en partner samen"
        VOOGD = "voogd", "voogd (een persoon)"
        TWEE_VOOGDEN = "twee_voogden", "twee voogden samen"
        GI = "gi", "voogd is een gecertificeerde instelling"
        GEEN = "geen", "niemand, of dat is nog niet bekend"

    lid = models.ForeignKey(Gezinslid, models.PROTECT, related_name="+")
    vorm = models.CharField(max_length=16, choices=Vorm)
    houder = models.ForeignKey(Gezinslid, models.PROTECT, null=True, related_name="+")
    medehouder = models.ForeignKey(Gezinslid, models.PROTECT, null=True, related_name="+")
    instelling = models.CharField(max_length=120, blank=True)
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="gezag_een_vorm_tegelijk",
                expressions=[(F("lid"), RangeOperators.EQUAL), (F("geldig"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="gezag_houders_passen_bij_vorm",
                condition=Q(vorm__in=["een_ouder", "voogd"], houder__isnull=False, medehouder=None, instelling="")
                | Q(
                    vorm__in=["beide_ouders", "ouder_en_partner", "twee_voogden"],
                    houder__isnull=False,
                    medehouder__isnull=False,
                    instelling="",
                )
                | Q(vorm="gi", houder=None, medehouder=None) & ~Q(instelling="")
                | Q(vorm="geen", houder=None, medehouder=None, instelling=""),
            ),
            models.CheckConstraint(
                name="gezag_twee_verschillende_mensen",
                condition=(Q(houder=None) | ~Q(houder=F("lid")))
                & (Q(medehouder=None) | ~Q(medehouder=F("lid")) & ~Q(medehouder=F("houder"))),
            ),
            models.CheckConstraint(name="gezag_niet_leeg", condition=Q(geldig__isempty=False) & ~Q(bron="")),
        ]


class Maatregel(VanEenGezin):
    """
    One row per measure of the judge over a youth (`lid`) while it lasts, and the institution that carries it out.

    Under supervision the parents keep custody; `gezagsdeel` is the part of it that the judge gave to the institution
    (BW 1:265e).
    """

    class Maatregelsoort(models.TextChoices):
        ONDERTOEZICHT = "ondertoezicht", "ondertoezichtstelling"
        GEZAGSDEEL = "gezagsdeel", "ondertoezichtstelling met een deel van het gezag bij de instelling"
        RECLASSERING = "reclassering", "jeugdreclassering"

    lid = models.ForeignKey(Gezinslid, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=13, choices=Maatregelsoort)
    instelling = models.CharField(max_length=120)
    geldig = DateRangeField()
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="maatregel_een_tegelijk_per_soort",
                expressions=[
                    (F("lid"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="maatregel_met_instelling",
                condition=Q(geldig__isempty=False) & ~Q(instelling="") & ~Q(bron=""),
            ),
        ]
