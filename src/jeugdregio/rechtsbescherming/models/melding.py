# SPDX-License-Identifier: EUPL-1.2
"""
Complaints about conduct and calamities: opened, steps by a protocol, and a lesson; the shape of a case (ADR 0038).

What a case in contract management is for a provider, this is for a municipality and a child: its rows are the
municipality's, only for who works with children, and can be kept to who works with shielded files (`besloten`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jeugdregio.rechtsbescherming.models.verzoek import MENSEN

PERSOON_OF_NIEMAND = Q(persoon="") | Q(persoon__regex="^[0-9a-f]{64}$")


class Meldingsoort(models.TextChoices):
    """The kinds; each has its own protocol."""

    KLACHT = "klacht", "Klacht over de gemeente"
    KLACHT_AANBIEDER = "klacht_aanbieder", "Klacht over een aanbieder"
    CALAMITEIT = "calamiteit", "Calamiteit of geweld"


class Afloop(models.TextChoices):
    """How it ended."""

    OPEN = "", "Loopt nog"
    OPGELOST = "opgelost", "In gesprek opgelost"
    GEGROND = "gegrond", "Gegrond"
    DEELS = "deels", "Deels gegrond"
    ONGEGROND = "ongegrond", "Ongegrond"
    NIET = "niet", "Niet in behandeling"
    GELEERD = "geleerd", "Onderzocht en geleerd"


class Meldingprotocol(models.Model):
    """
    One row per step of the protocol of a kind. The term is `uren`, or `weken` with the holidays of the Termijnenwet,
    after step `na` (empty: after it came in); `weken_commissie` with a committee, `weken_verdaagd` more once extended.
    """

    partijen: ClassVar = ("iedereen",)

    soort = models.CharField(max_length=16, choices=Meldingsoort)
    code = models.CharField(max_length=20)
    volgorde = models.IntegerField()
    naam = models.CharField(max_length=80)
    wie = models.CharField(max_length=80)
    uren = models.IntegerField(null=True)
    weken = models.IntegerField(null=True)
    weken_commissie = models.IntegerField(null=True)
    weken_verdaagd = models.IntegerField(null=True)
    na = models.CharField(max_length=20, blank=True)
    eist = models.CharField(max_length=20, blank=True)
    sluit = models.BooleanField(default=False)
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=6)

    class Meta:
        ordering: ClassVar = ["soort", "volgorde"]
        constraints: ClassVar = [
            models.UniqueConstraint("soort", "code", name="meldingprotocol_een_keer"),
            models.CheckConstraint(
                name="meldingprotocol_een_soort_termijn", condition=Q(uren__isnull=True) | Q(weken__isnull=True)
            ),
        ]


class Melding(models.Model):
    """
    One row per complaint or calamity. `persoon` is the child it is about, when it is about one.

    `over_account` is the worker whose conduct it is about: who handles it (`behandelaar`) is another (Awb 9:7).
    """

    partijen: ClassVar = ("besloten",)
    schrijvers: ClassVar = ("besloten",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    alleen_rollen: ClassVar = MENSEN

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64, blank=True)
    kind = models.BigIntegerField(null=True)
    besloten = models.BooleanField(default=False)
    soort = models.CharField(max_length=16, choices=Meldingsoort)
    aanbieder = models.CharField(max_length=8, blank=True)
    melder = models.CharField(max_length=120, blank=True)
    onderwerp = models.CharField(max_length=120)
    toelichting = models.CharField(max_length=2000, blank=True)
    ontvangen_op = models.DateTimeField()
    commissie = models.BooleanField(default=False)
    over_account = models.BigIntegerField(null=True)
    behandelaar = models.BigIntegerField(null=True)
    gesloten_op = models.DateTimeField(null=True)
    afloop = models.CharField(max_length=10, choices=Afloop, blank=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-ontvangen_op", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="melding_persoon_is_hash", condition=PERSOON_OF_NIEMAND),
            models.CheckConstraint(
                name="melding_over_een_aanbieder", condition=~Q(soort="klacht_aanbieder") | ~Q(aanbieder="")
            ),
            models.CheckConstraint(
                name="melding_niet_door_wie_het_gaat",
                condition=Q(over_account__isnull=True)
                | Q(behandelaar__isnull=True)
                | ~Q(behandelaar=F("over_account")),
            ),
            models.CheckConstraint(
                name="melding_dicht_met_afloop",
                condition=Q(gesloten_op__isnull=True, afloop="")
                | (Q(gesloten_op__isnull=False, gesloten_op__gte=F("ontvangen_op")) & ~Q(afloop="")),
            ),
            models.CheckConstraint(name="melding_met_onderwerp", condition=~Q(onderwerp="") & ~Q(door="")),
        ]


class Meldingstap(models.Model):
    """One row per step that was taken; only adds. `gemeente`, `persoon` and `besloten` are those of the melding."""

    partijen: ClassVar = ("besloten",)
    schrijvers: ClassVar = ("besloten",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    alleen_rollen: ClassVar = MENSEN
    zonder_geschiedenis: ClassVar = "alleen erbij"

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="stappen")
    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64, blank=True)
    besloten = models.BooleanField(default=False)
    code = models.CharField(max_length=20)
    moment = models.DateTimeField()
    tekst = models.CharField(max_length=1000)
    afloop = models.CharField(max_length=10, choices=Afloop, blank=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["moment", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="meldingstap_met_tekst_en_naam", condition=~Q(tekst="") & ~Q(door="")),
            models.CheckConstraint(name="meldingstap_persoon_is_hash", condition=PERSOON_OF_NIEMAND),
        ]


class Regelproef(models.Model):
    """
    One row per rule that someone proposes after a calamity, or that none is needed; it tells of no child (N24).

    `voorkomen` says how it would have prevented this, `uren_per_jaar` what it costs. Once it is in force it is looked
    at after a year (`toets_op`): it is kept when it helped, or withdrawn; withdrawing may be earlier.
    """

    partijen: ClassVar = ("gemeenten", "regio")
    schrijvers: ClassVar = ("gemeente",)

    class Stand(models.TextChoices):
        GEEN = "geen", "Geen nieuwe regel nodig"
        VOORGESTELD = "voorgesteld", "Voorgesteld"
        INGEVOERD = "ingevoerd", "Ingevoerd, wordt na een jaar nagekeken"
        GEHOUDEN = "gehouden", "Gehouden: hielp"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    gemeente = models.CharField(max_length=4)
    melding_nr = models.BigIntegerField(help_text="nummer van de calamiteit; wie die mag zien, vindt haar daar")
    geleerd = models.CharField(max_length=1000)
    regel = models.CharField(max_length=300, blank=True)
    voorkomen = models.CharField(max_length=500)
    uren_per_jaar = models.IntegerField(null=True)
    stand = models.CharField(max_length=12, choices=Stand)
    voorgesteld_op = models.DateField()
    ingevoerd_op = models.DateField(null=True)
    toets_op = models.DateField(null=True)
    getoetst_op = models.DateField(null=True)
    hielp = models.BooleanField(null=True)
    bevinding = models.CharField(max_length=500, blank=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-voorgesteld_op", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="regelproef_kost_uren",
                condition=Q(stand="geen", regel="", uren_per_jaar__isnull=True)
                | (~Q(stand="geen") & ~Q(regel="") & Q(uren_per_jaar__isnull=False, uren_per_jaar__gt=0)),
            ),
            models.CheckConstraint(name="regelproef_met_antwoord", condition=~Q(voorkomen="") & ~Q(geleerd="")),
            models.CheckConstraint(
                name="regelproef_ingevoerd_met_toets",
                condition=Q(ingevoerd_op__isnull=True, toets_op__isnull=True, stand__in=["geen", "voorgesteld"])
                | Q(
                    ingevoerd_op__isnull=False,
                    toets_op__isnull=False,
                    toets_op__gt=F("ingevoerd_op"),
                    stand__in=["ingevoerd", "gehouden", "ingetrokken"],
                ),
            ),
            models.CheckConstraint(
                name="regelproef_nagekeken_met_bevinding",
                condition=Q(stand__in=["geen", "voorgesteld", "ingevoerd"], getoetst_op__isnull=True)
                | Q(getoetst_op__isnull=False, hielp__isnull=False)
                & (
                    Q(stand="gehouden", hielp=True, getoetst_op__gte=F("toets_op"))
                    | Q(stand="ingetrokken", getoetst_op__gte=F("ingevoerd_op"))
                )
                & ~Q(bevinding=""),
            ),
        ]


class Klachttelling(models.Model):
    """One row per municipality, provider and year: how many complaints, and nothing of what they were about."""

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "volgt uit de klachten"

    pk = models.CompositePrimaryKey("gemeente", "aanbieder", "jaar")
    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    jaar = models.IntegerField()
    aantal = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="klachttelling_positief", condition=Q(aantal__gt=0))]
