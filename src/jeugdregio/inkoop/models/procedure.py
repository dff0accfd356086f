# SPDX-License-Identifier: EUPL-1.2
"""A procedure: what is asked, when, in which words, and what was answered."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from jeugdregio.components.voorwaarden import Binnen
from jeugdregio.inkoop.soorten import ALLE

MAX_RAAM_MAANDEN = 48
_RAAM = [soort.code for soort in ALLE if soort.contractsoort == "raam"]


class Procedure(models.Model):
    """
    One row per procedure; until `gepubliceerd_op` it is of the region alone.

    `looptijd` is the period of the contracts that come of it, half-open: for a framework 48 months at most, unless
    a decision allows more (S33). The ceiling rule is data, with which year it looks at and how it is read (K11):
    `elk` is a share of each offer, `gemiddeld` a share of all offers together, spread by turnover. `eisen` is a list
    of {code, eis, bewijs}; `prijslijst` one of {categorie, code, eenheid, per_uur, omschrijving, profiel, tarief_cent},
    without an amount where each provider has a price of its own. `limiet` is how many a municipality admits (S30).
    """

    partijen: ClassVar = ("gepubliceerd", "regio")

    class Lezing(models.TextChoices):
        GEEN = "", "Geen plafondregel"
        ELK = "elk", "Deel van elke offerte"
        GEMIDDELD = "gemiddeld", "Gemiddeld over alle offertes, verdeeld naar omzet"

    regio = models.CharField(max_length=20)
    code = models.SlugField(max_length=40, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=20, choices=[(soort.code, soort.naam) for soort in ALLE])
    tafel = models.CharField(max_length=10, blank=True)
    omschrijving = models.TextField()
    perceel = models.CharField(max_length=20)
    bekostiging = models.CharField(max_length=40)
    variant = models.CharField(max_length=20)
    looptijd = DateRangeField()
    verlengingsbesluit = models.CharField(max_length=200, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    limiet = models.SmallIntegerField(null=True, blank=True)
    limiet_bron = models.CharField(max_length=200, blank=True)
    overgangsdag = models.DateField(null=True, blank=True)
    budget_cent = models.BigIntegerField(null=True, blank=True)
    plafond_promille = models.SmallIntegerField(null=True, blank=True)
    plafond_lezing = models.CharField(max_length=10, choices=Lezing, blank=True)
    referentiejaar = models.CharField(max_length=12, blank=True)
    opschortdagen = models.SmallIntegerField(default=0, help_text="kalenderdagen tussen gunning en contract")
    opschort_bron = models.CharField(max_length=200, blank=True)
    bewijzen_nodig = models.SmallIntegerField(default=1, help_text="voor een contract van meer dan een jaar (S28)")
    eisen = models.JSONField(default=list)
    prijslijst = models.JSONField(default=list)
    bron = models.CharField(max_length=300)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-looptijd", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="procedure_hoogstens_vier_jaar",
                condition=~Q(soort__in=_RAAM)
                | ~Q(verlengingsbesluit="")
                | Q(Binnen(F("looptijd"), maanden=MAX_RAAM_MAANDEN)),
            ),
            models.CheckConstraint(
                name="procedure_plafondregel_heel",
                condition=Q(plafond_promille__isnull=True, plafond_lezing="")
                | Q(plafond_promille__range=(1, 1000)) & ~Q(plafond_lezing="") & ~Q(referentiejaar=""),
            ),
            models.CheckConstraint(
                name="procedure_innovatie_met_limiet",
                condition=~Q(soort="innovatie") | ~Q(gemeente="") & Q(limiet__gte=0) & ~Q(limiet_bron=""),
            ),
            models.CheckConstraint(
                name="procedure_opschorting_met_bron", condition=Q(opschortdagen=0) | ~Q(opschort_bron="")
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Ronde(models.Model):
    """
    One row per round: of questions, or one in which to apply. `open` is half-open; an open end goes on.

    Contracts of a round begin on `ingang`. Two rounds of a kind are never open together.
    """

    partijen: ClassVar = ("gepubliceerd", "regio")

    class Soort(models.TextChoices):
        VRAGEN = "vragen", "Vragenronde"
        TOETREDING = "toetreding", "Toetredingsronde"

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="ronden")
    soort = models.CharField(max_length=10, choices=Soort)
    jaar = models.SmallIntegerField()
    volgnummer = models.SmallIntegerField()
    open = DateRangeField()
    ingang = models.DateField(null=True, blank=True)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["procedure", "open"]
        constraints: ClassVar = [
            models.UniqueConstraint("procedure", "soort", "jaar", "volgnummer", name="ronde_een_keer"),
            ExclusionConstraint(
                name="ronde_een_tegelijk",
                expressions=[
                    (F("procedure"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("open"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.volgnummer} van {self.jaar}"


class Tekstversie(models.Model):
    """One row per version of the text of the contract; a version that was published never changes."""

    partijen: ClassVar = ("gepubliceerd", "regio")

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="teksten")
    volgnummer = models.SmallIntegerField()
    tekst = models.TextField()
    aanleiding = models.CharField(max_length=300)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["procedure", "volgnummer"]
        constraints: ClassVar = [
            models.UniqueConstraint("procedure", "volgnummer", name="tekstversie_een_keer"),
        ]


class Vraag(models.Model):
    """
    One row per question, or proposal to change the text (`is_voorstel`), of a provider in a round.

    Another provider never sees it; what all may read of it is in the `Nota`, without a name.
    """

    partijen: ClassVar = ("aanbieder", "regio")
    schrijvers: ClassVar = ("aanbieder", "regio")

    ronde = models.ForeignKey(Ronde, models.PROTECT, related_name="vragen")
    aanbieder = models.CharField(max_length=8)
    is_voorstel = models.BooleanField(default=False)
    tekst = models.TextField()
    gesteld_op = models.DateTimeField()
    antwoord = models.TextField(blank=True)
    openbaar = models.TextField(blank=True, help_text="de vraag zoals iedereen haar leest, zonder naam")

    class Meta:
        ordering: ClassVar = ["gesteld_op", "pk"]
        constraints: ClassVar = [models.CheckConstraint(name="vraag_met_tekst", condition=~Q(tekst=""))]


class Nota(models.Model):
    """
    One row per nota van inlichtingen: the questions of a round as all may read them, with the answers.

    `regels` is a list of {nr, vraag, antwoord, voorstel}; `tekst` is the version of the contract that came of it.
    """

    partijen: ClassVar = ("gepubliceerd", "regio")

    ronde = models.OneToOneField(Ronde, models.PROTECT, related_name="nota")
    regels = models.JSONField()
    tekstversie = models.ForeignKey(Tekstversie, models.PROTECT, null=True, related_name="+")
    gepubliceerd_op = models.DateTimeField(null=True)


class Les(models.Model):
    """One row per lesson of a procurement: what was chosen, what came of it, and what to do next time (S53)."""

    partijen: ClassVar = ("gemeenten", "regio")

    regio = models.CharField(max_length=20)
    jaar = models.SmallIntegerField()
    soort = models.CharField(max_length=20, blank=True, help_text="soort procedure; leeg is elke")
    keuze = models.CharField(max_length=300)
    uitkomst = models.CharField(max_length=600)
    les = models.CharField(max_length=600)
    bron = models.CharField(max_length=200)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-jaar", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="les_met_bron", condition=~Q(les="") & ~Q(bron="")),
            models.UniqueConstraint("regio", "jaar", "soort", "keuze", name="les_een_keer"),
        ]
