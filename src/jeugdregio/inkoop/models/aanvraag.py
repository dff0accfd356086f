# SPDX-License-Identifier: EUPL-1.2
"""What a provider asks for and shows, and what the region decides about it."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from jeugdregio.inkoop.models.procedure import Procedure, Ronde


class Indeling(models.Model):
    """One row per provider in a procedure: large or small, and by which turnover of which year (S24; K11)."""

    partijen: ClassVar = ("aanbieder", "regio")

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="indelingen")
    aanbieder = models.CharField(max_length=8)
    omvang = models.CharField(max_length=6, choices=[("groot", "Groot"), ("klein", "Klein")])
    omzet_cent = models.BigIntegerField(null=True, blank=True)
    referentiejaar = models.CharField(max_length=12, blank=True)
    bron = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("procedure", "aanbieder", name="indeling_een_keer"),
            models.CheckConstraint(name="indeling_omzet_niet_negatief", condition=Q(omzet_cent__gte=0)),
        ]


class Aanvraag(models.Model):
    """
    One row per application of a provider: for which products, with which offer, and why.

    Without a `ronde`, or before it opens, the application waits. `clienten` is how many children of the region were in
    care on the transition day (S26). `kenmerk` tells apart what one provider may ask more than once (S35).
    """

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")
    schrijvers: ClassVar = ("aanbieder", "regio")

    class Stand(models.TextChoices):
        INGEDIEND = "ingediend", "Ingediend"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        BESLOTEN = "besloten", "Besloten"

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="aanvragen")
    ronde = models.ForeignKey(Ronde, models.PROTECT, null=True, blank=True, related_name="aanvragen")
    aanbieder = models.CharField(max_length=8)
    gemeente = models.CharField(max_length=4, blank=True)
    kenmerk = models.CharField(max_length=40, blank=True)
    producten = models.JSONField(default=list, help_text="lijst van productcodes")
    onderaannemers = models.JSONField(default=list, help_text="lijst van AGB-codes")
    offerte_cent = models.BigIntegerField(null=True, blank=True)
    clienten = models.IntegerField(null=True, blank=True)
    reden = models.CharField(max_length=600, blank=True)
    ingediend_op = models.DateTimeField()
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.INGEDIEND)

    class Meta:
        ordering: ClassVar = ["-ingediend_op", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["aanbieder", "procedure", "kenmerk"],
                condition=Q(stand="ingediend"),
                name="aanvraag_een_tegelijk",
            ),
            models.CheckConstraint(name="aanvraag_offerte_niet_negatief", condition=Q(offerte_cent__gte=0)),
            models.CheckConstraint(name="aanvraag_clienten_niet_negatief", condition=Q(clienten__gte=0)),
        ]

    @property
    def toelating(self) -> "Toelating | None":
        """What the municipality decided, when it did; in the context of the caller."""
        return self.toelatingen.first()


class Bewijs(models.Model):
    """
    One row per piece of evidence: for a requirement of the procedure, or for willingness to transform (S28).

    The region judges it; the database lets nobody else.
    """

    partijen: ClassVar = ("aanbieder", "regio")
    schrijvers: ClassVar = ("aanbieder", "regio")

    class Oordeel(models.TextChoices):
        OPEN = "open", "Nog te beoordelen"
        VOLDOET = "voldoet", "Aantoonbaar"
        TWIJFEL = "twijfel", "Twijfelachtig"
        NIET = "niet", "Voldoet niet"

    TRANSFORMATIE: ClassVar = "transformatie"

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="bewijzen")
    aanbieder = models.CharField(max_length=8)
    eis = models.CharField(max_length=30)
    tekst = models.CharField(max_length=600)
    ingediend_op = models.DateTimeField()
    oordeel = models.CharField(max_length=8, choices=Oordeel, default=Oordeel.OPEN)
    toelichting = models.CharField(max_length=400, blank=True)
    vervallen_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["aanvraag", "eis", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="bewijs_met_tekst", condition=~Q(tekst="")),
            models.CheckConstraint(
                name="bewijs_afkeuren_met_toelichting",
                condition=Q(oordeel__in=["open", "voldoet"]) | ~Q(toelichting=""),
            ),
        ]


class Gesprek(models.Model):
    """One row per talk about an offer; only adds. `voorstel_cent` is the ceiling that was spoken of."""

    partijen: ClassVar = ("aanbieder", "regio")

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="gesprekken")
    aanbieder = models.CharField(max_length=8)
    gehouden_op = models.DateField()
    verslag = models.CharField(max_length=1000)
    voorstel_cent = models.BigIntegerField(null=True, blank=True)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["gehouden_op", "pk"]


class Toelating(models.Model):
    """One row per decision of a municipality about a newcomer in its room for innovation; `plek` is 1 to the limit."""

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")
    schrijvers: ClassVar = ("gemeente",)

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="toelatingen")
    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="toelatingen")
    aanbieder = models.CharField(max_length=8)
    gemeente = models.CharField(max_length=4)
    plek = models.SmallIntegerField(null=True, help_text="leeg is niet toegelaten")
    reden = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    besloten_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanvraag", name="toelating_een_keer"),
            models.UniqueConstraint("gemeente", "procedure", "plek", name="toelating_een_per_plek"),
            models.CheckConstraint(name="toelating_met_reden", condition=~Q(reden="") & ~Q(door="")),
            models.CheckConstraint(name="toelating_op_een_plek", condition=Q(plek__isnull=True) | Q(plek__gte=1)),
        ]


class Gunning(models.Model):
    """
    One row per decision about an application, with its reasons; two people made it.

    `geldig` is the period of the contract, half-open; empty when refused. `wacht_tot` is the last day on which the
    contract has to wait (stand-still), `bezwaar_tot` the last day to object. `tarieven` is a list of {categorie, code,
    eenheid, per_uur, tarief_cent}. `contract` is the number of the contract once it is there.
    """

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")

    class Uitkomst(models.TextChoices):
        GEEN = "", "Geen bezwaar"
        OPEN = "open", "In behandeling"
        ONGEGROND = "ongegrond", "Ongegrond"
        GEGROND = "gegrond", "Gegrond"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    aanvraag = models.OneToOneField(Aanvraag, models.PROTECT, related_name="gunning")
    aanbieder = models.CharField(max_length=8)
    gemeente = models.CharField(max_length=4, blank=True)
    toegelaten = models.BooleanField()
    redenen = models.CharField(max_length=1000)
    bekend_op = models.DateField()
    wacht_tot = models.DateField(null=True)
    bezwaar_tot = models.DateField(null=True)
    geldig = DateRangeField(null=True)
    looptijd_reden = models.CharField(max_length=400, blank=True)
    plafond_cent = models.BigIntegerField(null=True)
    tarieven = models.JSONField(default=list)
    afwijking = models.CharField(max_length=400, blank=True, help_text="waarom een prijs afwijkt van het profiel")
    voorstel = models.BigIntegerField(null=True, help_text="het bevestigde voorstel")
    contract = models.CharField(max_length=30, blank=True)
    bezwaar_op = models.DateField(null=True)
    met_commissie = models.BooleanField(default=False)
    verdaagd = models.BooleanField(default=False)
    bezwaar = models.CharField(max_length=12, choices=Uitkomst, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="gunning_met_redenen", condition=~Q(redenen="")),
            models.CheckConstraint(
                name="gunning_met_periode",
                condition=Q(toegelaten=False, geldig__isnull=True) | Q(toegelaten=True, geldig__isnull=False),
            ),
            models.CheckConstraint(
                name="gunning_alleen_toegelaten_krijgt_contract",
                condition=Q(toegelaten=True) | Q(contract=""),
            ),
            models.CheckConstraint(
                name="gunning_bezwaar_met_dag",
                condition=Q(bezwaar="", bezwaar_op__isnull=True) | ~Q(bezwaar="") & Q(bezwaar_op__gte=F("bekend_op")),
            ),
        ]
