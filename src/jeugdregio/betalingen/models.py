# SPDX-License-Identifier: EUPL-1.2
"""
Bank accounts of providers, payment runs and the files of the bank (S57, S64, W6).

A run that is frozen does not change, whoever asks: triggers (migration 0002) refuse it. What one person proposes or
makes, another confirms; the database compares both with the account of the transaction. Which months are paid by the
region is in `regio` (task `facturatie`).
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from jeugdregio.betalingen.values import TERUGBOEKING, referentie
from jeugdregio.gebruikers.models import Voorgesteld


class Bankrekening(Voorgesteld):
    """
    One row per account of a provider, proposed by one person and confirmed by another.

    `geldig` (half-open) is set when it is confirmed: a change counts only after the days of waiting. The persons are
    account numbers.
    """

    partijen: ClassVar = ("aanbieder", "regio")

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        BEVESTIGD = "bevestigd", "bevestigd"
        AFGEWEZEN = "afgewezen", "afgewezen"

    aanbieder = models.CharField(max_length=8)
    iban = models.CharField(max_length=34)
    tenaamstelling = models.CharField(max_length=70)
    bron = models.CharField(max_length=200, help_text="waar de aanbieder dit nummer doorgaf")
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)
    geldig = DateRangeField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="bankrekening_een_per_dag",
                expressions=[(F("aanbieder"), RangeOperators.EQUAL), (F("geldig"), RangeOperators.OVERLAPS)],
                condition=Q(stand="bevestigd"),
            ),
            models.UniqueConstraint(
                "aanbieder", condition=Q(stand="voorgesteld"), name="bankrekening_een_voorstel_tegelijk"
            ),
            models.CheckConstraint(
                name="bankrekening_vier_ogen",
                condition=Q(besloten_door__isnull=True)
                | ~Q(stand="bevestigd")
                | ~Q(besloten_door=F("voorgesteld_door")),
            ),
            models.CheckConstraint(
                name="bankrekening_stand_past",
                condition=Q(stand="voorgesteld", besloten_door__isnull=True, geldig__isnull=True)
                | Q(stand="afgewezen", besloten_door__isnull=False, geldig__isnull=True)
                | Q(stand="bevestigd", besloten_door__isnull=False, geldig__isnull=False),
            ),
            models.CheckConstraint(
                name="bankrekening_iban_en_naam",
                condition=Q(iban__regex="^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$") & ~Q(tenaamstelling="") & ~Q(bron=""),
            ),
        ]


class Betaalronde(models.Model):
    """One row per payment run; `sha256` is of everything in it at the moment of freezing."""

    partijen: ClassVar = ("regio",)

    class Stand(models.TextChoices):
        CONCEPT = "concept", "concept"
        BEVROREN = "bevroren", "bevroren, wacht op akkoord"
        AKKOORD = "akkoord", "akkoord"
        VERZONDEN = "verzonden", "verzonden aan de bank"
        VERVALLEN = "vervallen", "vervallen"

    regio = models.CharField(max_length=20)
    nummer = models.IntegerField()
    boekmaand = models.DateField(help_text="geboekt tot en met deze maand")
    betaaldag = models.DateField()
    stand = models.CharField(max_length=9, choices=Stand, default=Stand.CONCEPT)
    gemaakt_door = models.BigIntegerField()
    gemaakt_op = models.DateTimeField()
    bevroren_door = models.BigIntegerField(null=True)
    bevroren_op = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, db_default="")
    akkoord_door = models.BigIntegerField(null=True)
    akkoord_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "nummer", name="betaalronde_nummer"),
            models.CheckConstraint(
                name="betaalronde_vier_ogen",
                condition=Q(akkoord_door__isnull=True)
                | (~Q(akkoord_door=F("gemaakt_door")) & ~Q(akkoord_door=F("bevroren_door"))),
            ),
            models.CheckConstraint(
                name="betaalronde_stand_past",
                condition=Q(stand="concept", bevroren_op__isnull=True, sha256="", akkoord_door__isnull=True)
                | Q(stand="bevroren", bevroren_door__isnull=False, sha256__regex="^[0-9a-f]{64}$", akkoord_op=None)
                | Q(stand__in=["akkoord", "verzonden"], akkoord_door__isnull=False, akkoord_op__isnull=False)
                | Q(stand="vervallen", akkoord_door__isnull=True),
            ),
            models.CheckConstraint(name="betaalronde_hele_maand", condition=Q(boekmaand__day=1)),
        ]


class Betaalopdracht(models.Model):
    """
    One row per provider and municipality in a run: one transfer, never below a cent.

    `kenmerk` is the EndToEndId that the bank gives back; `iban` and `tenaamstelling` are of the day it was made.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")

    class Stand(models.TextChoices):
        KLAAR = "klaar", "nog niet betaald"
        AANVAARD = "aanvaard", "aangenomen door de bank"
        BETAALD = "betaald", "betaald"
        AFGEWEZEN = "afgewezen", "afgewezen door de bank"
        TERUG = "terug", "teruggestort"
        VERVALLEN = "vervallen", "vervallen"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    ronde = models.ForeignKey(Betaalronde, models.PROTECT, related_name="opdrachten")
    kenmerk = models.CharField(max_length=35)
    bedrag_cent = models.BigIntegerField()
    iban = models.CharField(max_length=34)
    tenaamstelling = models.CharField(max_length=70)
    stand = models.CharField(max_length=9, choices=Stand, default=Stand.KLAAR)
    betaald_op = models.DateField(null=True)
    terug_op = models.DateField(null=True)
    redencode = models.CharField(max_length=35, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "ronde", name="betaalopdracht_een_per_ronde"),
            models.UniqueConstraint("gemeente", "kenmerk", name="betaalopdracht_kenmerk"),
            models.CheckConstraint(name="betaalopdracht_boven_nul", condition=Q(bedrag_cent__gt=0)),
            models.CheckConstraint(
                name="betaalopdracht_dagen_passen",
                condition=(~Q(stand="betaald") | Q(betaald_op__isnull=False))
                & (~Q(stand="terug") | Q(betaald_op__isnull=False, terug_op__isnull=False)),
            ),
        ]


class Betaalregel(models.Model):
    """
    One row per booking in an order, with its sign. A booking is in at most one order that lives.

    `vervallen`: the order was rejected or returned, so the booking can be paid again, once.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    afgeschermd_door: ClassVar = {"regel": ("oorzaak_id", "oorzaak_nr")}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij; vervallen volgt uit de opdracht"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    opdracht = models.ForeignKey(Betaalopdracht, models.PROTECT, related_name="regels")
    oorzaak = models.CharField(max_length=12)
    oorzaak_id = models.BigIntegerField()
    oorzaak_nr = models.IntegerField()
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    dienstmaand = models.DateField()
    bedrag_cent = models.BigIntegerField()
    vervallen = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente",
                "oorzaak",
                "oorzaak_id",
                "oorzaak_nr",
                condition=Q(vervallen=False),
                name="betaalregel_een_keer",
            ),
        ]


class Bankbestand(models.Model):
    """One row per file to or from the bank, byte for byte. The same bytes twice are one row."""

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Soort(models.TextChoices):
        OPDRACHT = "pain.001", "betaalopdracht aan de bank"
        ANTWOORD = "pain.002", "antwoord van de bank"
        AFSCHRIFT = "camt.053", "rekeningafschrift"

    regio = models.CharField(max_length=20)
    soort = models.CharField(max_length=8, choices=Soort)
    ronde = models.ForeignKey(Betaalronde, models.PROTECT, null=True, related_name="bestanden")
    sha256 = models.CharField(max_length=64)
    inhoud = models.BinaryField()
    vastgelegd_op = models.DateTimeField()
    door = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "sha256", name="bankbestand_een_keer"),
            models.UniqueConstraint(
                "regio", "ronde", condition=Q(soort="pain.001"), name="bankbestand_een_opdracht_per_ronde"
            ),
            models.CheckConstraint(
                name="bankbestand_van_ronde", condition=~Q(soort="pain.001") | Q(ronde__isnull=False)
            ),
        ]


class Bankregel(models.Model):
    """
    One row per transaction that the bank reported, and what became of it; without order or claim it is not ours.

    `verwijzing` tells one transaction of a statement from another, also in a next statement.
    """

    partijen: ClassVar = ("regio",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Uitkomst(models.TextChoices):
        VERWERKT = "verwerkt", "verwerkt"
        BEKEND = "bekend", "was al bekend"
        ONBEKEND = "onbekend", "hoort bij geen betaling"
        ANDERS = "anders", "past niet bij de betaling"

    regio = models.CharField(max_length=20)
    bestand = models.ForeignKey(Bankbestand, models.PROTECT, related_name="bankregels")
    nr = models.IntegerField()
    kenmerk = models.CharField(max_length=35, blank=True)
    gebeurtenis = models.CharField(max_length=9)
    bedrag_cent = models.BigIntegerField(null=True)
    dag = models.DateField(null=True)
    redencode = models.CharField(max_length=35, blank=True)
    verwijzing = models.CharField(max_length=64, blank=True, db_default="")
    opdracht = models.ForeignKey(Betaalopdracht, models.PROTECT, null=True, related_name="bankregels")
    vordering = models.ForeignKey("Vordering", models.PROTECT, null=True, related_name="bankregels")
    uitkomst = models.CharField(max_length=8, choices=Uitkomst)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("regio", "bestand", "nr", name="bankregel_nummer")]


class Voorschot(Voorgesteld):
    """
    One row per advance on claims still to come, agreed in a contract; two people grant it (S57).

    What is left of it is in the ledger (account 1200, with this row as cause): granted, settled, claimed back.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        TOEGEKEND = "toegekend", "toegekend"
        GEVORDERD = "gevorderd", "de rest is teruggevorderd"
        AFGEWEZEN = "afgewezen", "afgewezen"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    bedrag_cent = models.BigIntegerField()
    bron = models.CharField(max_length=200, help_text="de afspraak in het contract")
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)
    gevorderd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="voorschot_bedrag_en_bron", condition=Q(bedrag_cent__gt=0) & ~Q(bron="")),
            models.CheckConstraint(
                name="voorschot_vier_ogen",
                condition=Voorgesteld.ANDER_BESLIST,
            ),
            models.CheckConstraint(
                name="voorschot_gevorderd_met_moment",
                condition=Q(stand="gevorderd", gevorderd_op__isnull=False)
                | (~Q(stand="gevorderd") & Q(gevorderd_op__isnull=True)),
            ),
        ]


class Vordering(models.Model):
    """
    One row per amount that a provider has to pay back, once per cause in the ledger; `kenmerk` is what it says then.

    Or what a municipality (no provider) pays to the others by a settlement, or gets. What it is about is booked by
    whoever claims it on `rekening`: 1310 of a provider, 1610 of a municipality that pays, 1300 of one that gets.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    oorzaak = models.CharField(max_length=12)
    oorzaak_id = models.BigIntegerField()
    bedrag_cent = models.BigIntegerField()
    ontvangen_cent = models.BigIntegerField(default=0)
    gevorderd_op = models.DateTimeField()
    rekening = models.CharField(max_length=4, default="1310", db_default="1310")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "oorzaak", "oorzaak_id", name="vordering_een_keer"),
            models.CheckConstraint(
                name="vordering_van_aanbieder_of_gemeente",
                condition=Q(rekening="1310") & ~Q(aanbieder="") | Q(rekening__in=["1300", "1610"], aanbieder=""),
            ),
            models.CheckConstraint(
                name="vordering_nooit_te_veel_ontvangen",
                condition=Q(bedrag_cent__gt=0, ontvangen_cent__gte=0, ontvangen_cent__lte=F("bedrag_cent")),
            ),
        ]

    @property
    def kenmerk(self) -> str:
        """The creditor reference of ISO 11649, with its check digits."""
        return referentie(self.pk)


class Koppeling(Voorgesteld):
    """
    One row per part of a bank line that fits nothing by itself: what someone says it is, and another confirms.

    `vordering`: it pays that claim back. `terugboeken`: it is not ours and goes back, for a reason; `teruggeboekt`: a
    debit is that going back, which sets `teruggeboekt_op` of the row it names. Triggers (migration 0007) hold that the
    parts of one transaction are never more than it, in whichever statements it stands.
    """

    partijen: ClassVar = ("regio",)

    class Soort(models.TextChoices):
        VORDERING = "vordering", "betaalt een vordering"
        TERUGBOEKEN = "terugboeken", "niet van ons: terug te boeken"
        TERUGGEBOEKT = "teruggeboekt", "is teruggeboekt"

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "wacht op een tweede persoon"
        BEVESTIGD = "bevestigd", "bevestigd"
        AFGEWEZEN = "afgewezen", "afgewezen"

    regio = models.CharField(max_length=20)
    bankregel = models.ForeignKey(Bankregel, models.PROTECT, related_name="koppelingen")
    verwijzing = models.CharField(max_length=64)
    soort = models.CharField(max_length=12, choices=Soort)
    bedrag_cent = models.BigIntegerField()
    vordering = models.ForeignKey(Vordering, models.PROTECT, null=True, related_name="koppelingen")
    terugboeking = models.ForeignKey("self", models.PROTECT, null=True, related_name="afgehandeld_door")
    reden = models.CharField(max_length=200)
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGESTELD)
    teruggeboekt_op = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="koppeling_een_doel",
                condition=Q(soort="vordering", vordering__isnull=False, terugboeking=None)
                | Q(soort="terugboeken", vordering=None, terugboeking=None)
                | Q(soort="teruggeboekt", vordering=None, terugboeking__isnull=False),
            ),
            models.CheckConstraint(
                name="koppeling_bedrag_en_reden",
                condition=Q(bedrag_cent__gt=0, verwijzing__regex="^[0-9a-f]{64}$") & ~Q(reden=""),
            ),
            models.CheckConstraint(
                name="koppeling_terug_na_besluit",
                condition=Q(teruggeboekt_op=None) | Q(soort="terugboeken", stand="bevestigd"),
            ),
            models.CheckConstraint(name="koppeling_vier_ogen", condition=Voorgesteld.ANDER_BESLIST),
            models.UniqueConstraint(
                "regio", "terugboeking", condition=~Q(stand="afgewezen"), name="koppeling_een_keer_terug"
            ),
        ]

    @property
    def kenmerk(self) -> str:
        """What the region says with it when it pays back what was not its own (ISO 11649)."""
        return referentie(self.pk, TERUGBOEKING)


class Ontvangst(models.Model):
    """
    One row per amount that came back, or was paid to a municipality; `verwijzing` tells one transaction of the bank
    from another, so each once.

    `koppeling`: two people found the claim; without one the payer named it. `door`: who recorded it without the bank.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    vordering = models.ForeignKey(Vordering, models.PROTECT, related_name="ontvangsten")
    verwijzing = models.CharField(max_length=64)
    koppeling = models.ForeignKey(Koppeling, models.PROTECT, null=True, related_name="ontvangsten")
    bedrag_cent = models.BigIntegerField()
    dag = models.DateField()
    door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "verwijzing", name="ontvangst_een_keer"),
            models.UniqueConstraint("gemeente", "koppeling", name="ontvangst_een_keer_per_koppeling"),
            models.CheckConstraint(name="ontvangst_boven_nul", condition=Q(bedrag_cent__gt=0)),
        ]
