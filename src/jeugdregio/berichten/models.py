# SPDX-License-Identifier: EUPL-1.2
"""
Everything that came in and everything that went out, byte for byte.

A `Bestand` is stored, with its hash, sender and moment, before anything is parsed. A message of it that
could be recognised becomes a `Bericht`; what could not is a `Weigering` with a Dutch explanation.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Bestand(models.Model):
    """One row per received file. `inhoud` is zstd-compressed unless `codering` says it is stored as it came."""

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("aanbieder", "gemeente", "regio")
    afgeschermd_door: ClassVar = {"bestand": "id"}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "de stand volgt uit de verwerking en staat bij elk bericht"

    class Status(models.TextChoices):
        ONTVANGEN = "ontvangen", "Ontvangen"
        VERWERKT = "verwerkt", "Verwerkt"
        GEWEIGERD = "geweigerd", "Geweigerd aan de deur"
        APART = "apart", "Apart gezet na een fout in het programma"

    afzender = models.CharField(max_length=8)
    aanbieder = models.CharField(max_length=8, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    naam = models.CharField(max_length=200, blank=True)
    kanaal = models.CharField(max_length=20)
    sha256 = models.BinaryField(max_length=32)
    omvang_bytes = models.BigIntegerField()
    codering = models.CharField(max_length=4, default="zstd")
    inhoud = models.BinaryField()
    ontvangen_op = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ONTVANGEN)
    verwerkt_op = models.DateTimeField(null=True)
    vernietigd_op = models.DateTimeField(null=True)
    mislukt = models.SmallIntegerField(db_default=0, help_text="hoe vaak de verwerking van dit bestand alleen misging")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("afzender", "sha256", name="bestand_een_keer"),
            models.CheckConstraint(
                name="bestand_in_een_stand", condition=Q(status__in=["ontvangen", "verwerkt", "geweigerd", "apart"])
            ),
            models.CheckConstraint(name="bestand_omvang_niet_negatief", condition=Q(omvang_bytes__gte=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(status="ontvangen"), name="bestand_openstaand"),
        ]


class Apart(models.Model):
    """
    One row each time a file was set aside because processing it failed on an error of ours; only adds.

    `fout` is the class of the error and the place in our code, never its text: that may quote the message.
    A person gives it one new chance: `vrijgegeven_op`, once.
    """

    partijen: ClassVar = ("regio",)

    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="keren_apart")
    fout = models.CharField(max_length=200)
    pogingen = models.SmallIntegerField()
    gezet_op = models.DateTimeField()
    vrijgegeven_op = models.DateTimeField(null=True)
    vrijgegeven_door = models.CharField(max_length=150, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "bestand", condition=Q(vrijgegeven_op__isnull=True), name="apart_een_keer_tegelijk"
            ),
            models.CheckConstraint(
                name="apart_vrijgegeven_door_iemand",
                condition=Q(vrijgegeven_op__isnull=True, vrijgegeven_door="")
                | (Q(vrijgegeven_op__isnull=False) & ~Q(vrijgegeven_door="")),
            ),
        ]


class Weigering(models.Model):
    """One row per file, or part of a file, that was turned away at the door."""

    partijen: ClassVar = ("aanbieder", "gemeente", "regio")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bestand": "bestand_id"}

    bestand = models.ForeignKey(Bestand, models.PROTECT, related_name="weigeringen")
    aanbieder = models.CharField(max_length=8, blank=True)
    gemeente = models.CharField(max_length=4, blank=True)
    nr = models.IntegerField(help_text="volgnummer van het bericht in het bestand, vanaf 0")
    code = models.CharField(max_length=40)
    uitleg = models.TextField()


class Bericht(models.Model):
    """
    One row per message that passed the door, with the receipt of its judgement.

    `uitkomst` is one of `Uitkomst`; `niveau` the level of control at which it was refused (1-4, IV032);
    `regels` the codes that fired on the message as a whole; `peildatum` and `versie` say under which date
    and which version of the rules it was judged.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "id"}

    class Uitkomst(models.TextChoices):
        GEACCEPTEERD = "geaccepteerd", "Geaccepteerd"
        DEELS = "deels_afgewezen", "Deels afgewezen"
        ALLES = "alles_afgewezen", "Alles afgewezen"
        AFGEKEURD = "afgekeurd", "Afgekeurd"
        GEEN = "geen_retourbericht", "Geen retourbericht"
        DOORGEGEVEN = "doorgegeven", "Doorgegeven aan de gemeente, die zelf factureert"
        HERHALING = "herhaling", "Al eerder ontvangen"

    pk = models.CompositePrimaryKey("gemeente", "id")
    gemeente = models.CharField(max_length=4)
    id = models.BigIntegerField()
    bestand_id = models.BigIntegerField()
    nr = models.IntegerField(help_text="volgnummer in het bestand, vanaf 0")
    soort = models.CharField(max_length=5)
    aanbieder = models.CharField(max_length=8)
    afzender = models.CharField(max_length=8)
    identificatie = models.CharField(max_length=12)
    dagtekening = models.DateField()
    sha256 = models.BinaryField(max_length=32)
    ontvangen_op = models.DateTimeField()
    uitkomst = models.CharField(max_length=20, choices=Uitkomst)
    niveau = models.SmallIntegerField(null=True)
    regels = ArrayField(models.CharField(max_length=6))
    peildatum = models.DateField()
    versie = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "afzender", "sha256", name="bericht_een_keer"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "afzender", "soort", "identificatie"], name="bericht_identificatie"),
            models.Index(fields=["identificatie"], name="bericht_zoek"),
        ]


class Uitgaand(models.Model):
    """One row per answer that we made. Whether it has left says `Verzending`; `verzonden_op` is not used."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    pk = models.CompositePrimaryKey("gemeente", "id")
    gemeente = models.CharField(max_length=4)
    id = models.BigIntegerField()
    bericht_id = models.BigIntegerField(help_text="het bericht waarop dit antwoordt")
    aanbieder = models.CharField(max_length=8)
    soort = models.CharField(max_length=5)
    inhoud = models.BinaryField(help_text="zstd")
    gemaakt_op = models.DateTimeField()
    verzonden_op = models.DateTimeField(null=True)
    vernietigd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "bericht_id", name="uitgaand_een_antwoord_per_bericht"),
        ]


class Verzending(models.Model):
    """
    One row per message that has to leave: an answer of ours, a message of a municipality to a provider, or a claim
    for a municipality that does its own invoicing.

    Made in the transaction that makes what is sent, so nothing is made and not sent. `stuk` says what leaves: the
    answer to the message (`berichten_uitgaand`), or the message itself as it was received. It stays until the
    other side has it: `verzonden_op`; until then the next attempt is at `volgende_op`. `fout` is the class of what
    went wrong last, never a text; an attempt that was begun and not ended is there as `Onderbroken`. A message of a
    municipality waits for a retourbericht until `beantwoord_op` (OP090).

    A message that is held (`Vasthouding`) has no next moment, so nobody takes it; the database lets it go only with
    the decision that says so, once.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "pogingen volgen uit de verwerking; het besluit staat in de vasthouding"

    class Stuk(models.TextChoices):
        ANTWOORD = "antwoord", "Antwoord op het bericht"
        BERICHT = "bericht", "Het bericht zelf"
        DOORGAVE = "doorgave", "Een declaratie, voor de gemeente die zelf factureert"

    class Stand(models.TextChoices):
        VRIJ = "vrij", "Gaat weg, of is weg"
        VASTGEHOUDEN = "vastgehouden", "Wacht op een besluit van de gemeente"
        INGETROKKEN = "ingetrokken", "Gaat niet meer weg"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "stuk")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    stuk = models.CharField(max_length=8, choices=Stuk)
    aanbieder = models.CharField(max_length=8)
    ontvanger = models.CharField(max_length=8, help_text="AGB- of CBS-code van wie het krijgt")
    soort = models.CharField(max_length=5)
    gemaakt_op = models.DateTimeField()
    pogingen = models.IntegerField(db_default=0)
    volgende_op = models.DateTimeField(null=True)
    fout = models.CharField(max_length=40, blank=True, db_default="")
    verzonden_op = models.DateTimeField(null=True)
    beantwoord_op = models.DateTimeField(null=True)
    stand = models.CharField(max_length=12, choices=Stand, db_default="vrij")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="verzending_beantwoord_na_verzenden",
                condition=Q(beantwoord_op__isnull=True) | Q(verzonden_op__isnull=False, stuk="bericht"),
            ),
            models.CheckConstraint(
                name="verzending_wacht_of_is_weg",
                condition=Q(stand="vrij", volgende_op__isnull=False, verzonden_op__isnull=True)
                | Q(stand="vrij", volgende_op__isnull=True, verzonden_op__isnull=False, fout="")
                | Q(
                    stand__in=["vastgehouden", "ingetrokken"],
                    stuk="bericht",
                    volgende_op__isnull=True,
                    verzonden_op__isnull=True,
                    pogingen=0,
                ),
            ),
            models.CheckConstraint(
                name="verzending_fout_na_poging", condition=Q(pogingen__gt=0) | Q(pogingen=0, fout="")
            ),
            models.CheckConstraint(
                name="verzending_is_stuk", condition=Q(stuk__in=["antwoord", "bericht", "doorgave"])
            ),
            models.CheckConstraint(
                name="verzending_doorgave_aan_gemeente",
                condition=~Q(stuk="doorgave") | Q(ontvanger=models.F("gemeente"), soort="JW323"),
            ),
            models.CheckConstraint(
                name="verzending_ontvanger_hoort_erbij",
                condition=Q(ontvanger=models.F("gemeente")) | Q(ontvanger=models.F("aanbieder")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ontvanger", "volgende_op"], condition=Q(verzonden_op__isnull=True), name="verzending_wacht"
            ),
            models.Index(
                fields=["gemeente", "aanbieder"],
                condition=Q(stuk="bericht", beantwoord_op__isnull=True),
                name="verzending_onbeantwoord",
            ),
        ]


class Retour(models.Model):
    """
    One row per message of a municipality that its provider answered; `bericht_id` is that message (IV028).

    `retour_id` is the retourbericht (JW302, JW320), which is a `Bericht` itself. `akkoord`: it found nothing wrong;
    else the codes are in `Retourcode`, and the message counts as not sent (OP286).
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    pk = models.CompositePrimaryKey("gemeente", "bericht_id")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField(help_text="het bericht van de gemeente dat is beantwoord")
    retour_id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    soort = models.CharField(max_length=5)
    akkoord = models.BooleanField()
    ontvangen_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "retour_id", name="retour_op_een_bericht"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "aanbieder"], condition=Q(akkoord=False), name="retour_niet_akkoord"),
        ]


class Retourcode(models.Model):
    """
    One row per code in a retourbericht that refuses: on the header, or on one instance of a class below it.

    `nr` counts the instances of the class from 0; `kenmerk` is the number of the allocation, or the reference.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "retour_id"}

    pk = models.CompositePrimaryKey("gemeente", "retour_id", "klasse", "nr", "code")
    gemeente = models.CharField(max_length=4)
    retour_id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    klasse = models.CharField(max_length=20)
    nr = models.IntegerField()
    code = models.CharField(max_length=4)
    kenmerk = models.CharField(max_length=36, blank=True)


class Vasthouding(models.Model):
    """
    One row per message of a municipality that broke an agreement and waits, before it leaves, for a person there.

    `regels` are the agreements; `besluit` is empty until someone of the municipality itself lets it go or takes it
    back, with a reason. The database refuses a second decision, and one on behalf of anybody else.
    """

    partijen: ClassVar = ("gemeente", "regio")
    schrijvers: ClassVar = ("gemeente", "regio")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    class Besluit(models.TextChoices):
        OPEN = "", "Nog niet besloten"
        VRIJGEGEVEN = "vrijgegeven", "Vrijgegeven"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    regels = ArrayField(models.CharField(max_length=8))
    gehouden_op = models.DateTimeField()
    besluit = models.CharField(max_length=11, choices=Besluit, blank=True, db_default="")
    besloten_op = models.DateTimeField(null=True)
    door = models.CharField(max_length=150, blank=True, db_default="")
    reden = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vasthouding_besluit_door_iemand_met_reden",
                condition=Q(besluit="", besloten_op__isnull=True, door="", reden="")
                | (
                    Q(besluit__in=["vrijgegeven", "ingetrokken"], besloten_op__isnull=False)
                    & ~Q(door="")
                    & ~Q(reden="")
                ),
            ),
            models.CheckConstraint(name="vasthouding_noemt_regels", condition=Q(regels__len__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "gehouden_op"], condition=Q(besluit=""), name="vasthouding_open"),
        ]
