# SPDX-License-Identifier: EUPL-1.2
"""
What providers asked a municipality: an allocation (JW315) or a change (JW317), and what was answered (JW319).

Keys start with the municipality. The database holds the states: a trigger refuses every step that the
standard does not know, an exclusion constraint a second open request for a child (TR374), and unique keys a
second use of a reference (TR347) and a second answer of a kind (TR360, TR365). Migration 0002 makes them.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

OPEN = ("in_behandeling", "in_onderzoek")


class Verzoek(models.Model):
    """
    One row per reference of the provider: a requested product of a JW315, or a whole JW317.

    A request does not make a child known (TR304), so what the provider told about the child stands here, with
    a sealed `bsn` (`core.bsn`). `besluit_id` is the message that ended it: a JW301 or a JW319.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    class Status(models.TextChoices):
        IN_BEHANDELING = "in_behandeling", "in behandeling"
        IN_ONDERZOEK = "in_onderzoek", "in onderzoek"
        TOEGEWEZEN = "toegewezen", "toegewezen"
        AFGEWEZEN = "afgewezen", "afgewezen"

    class Soort(models.TextChoices):
        TOEWIJZING = "JW315", "verzoek om toewijzing"
        WIJZIGING = "JW317", "verzoek om wijziging"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    soort = models.CharField(max_length=5, choices=Soort)
    referentie = models.CharField(max_length=36)
    reden_verzoek = models.CharField(max_length=1, blank=True)
    bsn = models.BinaryField()
    geboortedatum = models.DateField(null=True)
    geslacht = models.CharField(max_length=1, blank=True)
    achternaam = models.CharField(max_length=200, blank=True)
    voorvoegsel = models.CharField(max_length=10, blank=True)
    voornamen = models.CharField(max_length=200, blank=True)
    dagtekening = models.DateField()
    ontvangen_op = models.DateTimeField()
    status = models.CharField(max_length=14, choices=Status, default=Status.IN_BEHANDELING)
    besluit_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "referentie", name="verzoek_referentie_een_keer"),
            ExclusionConstraint(
                name="verzoek_een_open_per_kind",
                expressions=[  # the child first: an index of this kind is split on its first column
                    ("bsn", RangeOperators.EQUAL),
                    ("aanbieder", RangeOperators.EQUAL),
                    ("gemeente", RangeOperators.EQUAL),
                    ("bericht_id", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(status__in=OPEN),
            ),
            models.CheckConstraint(
                name="verzoek_besluit_als_het_klaar_is",
                condition=Q(status__in=OPEN, besluit_id__isnull=True)
                | (~Q(status__in=OPEN) & Q(besluit_id__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["gemeente", "aanbieder", "bsn"], condition=Q(status__in=OPEN), name="verzoek_open_van_kind"
            ),
        ]


class GevraagdProduct(models.Model):
    """
    One row per product in a request; `geldig` is half-open and empty for one that stays as it is.

    `verzoek_nr` is the request it belongs to: its own for a JW315, 0 for a JW317.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    class Wat(models.TextChoices):
        AANGEVRAAGD = "aangevraagd", "aangevraagd"
        ONGEWIJZIGD = "ongewijzigd", "blijft zoals het is"
        TE_WIJZIGEN = "te_wijzigen", "te wijzigen"
        NIEUW = "nieuw", "nieuw"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "wat", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    wat = models.CharField(max_length=11, choices=Wat)
    nr = models.IntegerField()
    verzoek_nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    toewijzing_nummer = models.IntegerField(null=True)
    categorie = models.CharField(max_length=2, null=True)  # noqa: DJ001 empty has a meaning of its own (IV075)
    code = models.CharField(max_length=5, null=True)  # noqa: DJ001
    geldig = DateRangeField(null=True)
    volume = models.IntegerField(null=True)
    eenheid = models.CharField(max_length=2, null=True)  # noqa: DJ001
    frequentie = models.CharField(max_length=1, null=True)  # noqa: DJ001
    budget_cent = models.BigIntegerField(null=True)
    verwijzer_type = models.CharField(max_length=2, blank=True)
    verwijzer = models.CharField(max_length=64, blank=True, help_text="AGB-code, of de naam")


class Verwijzing(models.Model):
    """
    One row per requested product that someone referred for under an AGB code: all that this referrer sees of it.

    Follows from the messages (`verwijzingen.werk_bij`). No provider, municipality on a page, money, plan or number of
    the child; `persoon` is for the read log. `toegewezen` is half-open and empty while nothing that left says so;
    `begin` and `einde` are the first and the last day of care; `gemeentestand` is the state of the application that a
    municipality made of it, and nothing of what is in that. A shielded child has no row for a referrer.
    """

    partijen: ClassVar = ("praktijk", "gemeente", "regio")
    schrijvers: ClassVar = ("verwerking",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}
    zonder_geschiedenis: ClassVar = "volgt uit de berichten"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    praktijk = models.CharField(max_length=9, help_text="V en de AGB-code van de verwijzer")
    verwijzer_type = models.CharField(max_length=2)
    persoon = models.CharField(max_length=64)
    geboortedatum = models.DateField(null=True)
    jeugdige = models.CharField(max_length=420)
    categorie = models.CharField(max_length=2, blank=True)
    gevraagd_op = models.DateField()
    toegewezen = DateRangeField(null=True)
    begin = models.DateField(null=True)
    einde = models.DateField(null=True)
    gemeentestand = models.CharField(max_length=18, blank=True, db_default="", help_text="hoe ver de gemeente is")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="verwijzing_van_wie_een_code_heeft",
                condition=Q(praktijk__regex="^V[0-9]{8}$", verwijzer_type__in=["02", "03", "04", "05"]),
            ),
            models.CheckConstraint(name="verwijzing_persoon_is_hash", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="verwijzing_zorg_na_toewijzing",
                condition=(Q(toegewezen__isnull=False) | Q(begin__isnull=True))
                & (Q(begin__isnull=False) | Q(einde__isnull=True)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["praktijk"], name="verwijzing_praktijk")]


class Antwoord(models.Model):
    """One row per accepted JW319: the municipality looks into a request (2) or refuses it (1)."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    class Wat(models.TextChoices):
        AFGEWEZEN = "1", "afgewezen"
        IN_ONDERZOEK = "2", "in onderzoek"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    referentie = models.CharField(max_length=36)
    wat = models.CharField(max_length=1, choices=Wat)
    reden = models.CharField(max_length=1, blank=True)
    woonplaats = models.CharField(max_length=4, blank=True, help_text="de gemeente die wel verantwoordelijk is")
    dagtekening = models.DateField()
    vervallen = models.BooleanField(db_default=False, help_text="afgekeurd door de aanbieder: telt als niet verzonden")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "aanbieder", "referentie", "wat", condition=Q(vervallen=False), name="antwoord_een_keer"
            ),
            models.CheckConstraint(
                name="antwoord_reden_bij_afwijzing",
                condition=Q(wat="2", reden="", woonplaats="") | (Q(wat="1") & ~Q(reden="")),
            ),
            models.CheckConstraint(
                name="antwoord_woonplaats_bij_reden_8",
                condition=(Q(reden="8") & ~Q(woonplaats="")) | (~Q(reden="8") & Q(woonplaats="")),
            ),
        ]


class Overdracht(models.Model):
    """
    One row per request for allocation that a municipality hands over to the one that is responsible.

    `van` received the request, `naar` is who it is for. The row begins as an intention: only `van` sees it, and it
    holds nothing about the child. When the refusal that names `naar` is accepted, in that same transaction,
    `gemeente` becomes `naar`, and what the request told comes along: from then on that municipality sees it too.
    """

    partijen: ClassVar = ("van", "gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("van", "regio")
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    pk = models.CompositePrimaryKey("van", "bericht_id", "nr")
    van = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    naar = models.CharField(max_length=4)
    gemeente = models.CharField(max_length=4, blank=True, default="")
    aanbieder = models.CharField(max_length=8)
    referentie = models.CharField(max_length=36)
    aangeboden_op = models.DateTimeField()
    besluit_id = models.BigIntegerField(null=True)
    bsn = models.BinaryField(null=True)
    geboortedatum = models.DateField(null=True)
    jeugdige = models.CharField(max_length=420, blank=True, default="")
    categorie = models.CharField(max_length=2, blank=True, default="")
    code = models.CharField(max_length=5, blank=True, default="")
    geldig = DateRangeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="overdracht_naar_een_ander", condition=~Q(naar=models.F("van"))),
            models.CheckConstraint(
                name="overdracht_pas_na_het_besluit",
                condition=Q(gemeente="", besluit_id__isnull=True, bsn__isnull=True, jeugdige="")
                | Q(gemeente=models.F("naar"), besluit_id__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente"], name="overdracht_gemeente")]


class Nagezien(models.Model):
    """
    One row per task that someone ticked off: who, when and why; only adds.

    A row is of the one organisation that did it (`gemeente` or `aanbieder`); the database lets nobody write one for
    another. `feit` is the state of affairs that was looked at (`nazien`): when that changes, the task is back.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "aanbieder")
    over_kinderen: ClassVar = True

    gemeente = models.CharField(max_length=4, blank=True, default="")
    aanbieder = models.CharField(max_length=8, blank=True, default="")
    regel = models.CharField(max_length=8)
    nummer = models.BigIntegerField(help_text="van de toewijzing, of van het bestand (OP090x2)")
    feit = models.CharField(max_length=32)
    reden = models.CharField(max_length=500)
    door = models.CharField(max_length=150)
    gezien_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nagezien_door_een_organisatie",
                condition=(Q(gemeente="") & ~Q(aanbieder="")) | (~Q(gemeente="") & Q(aanbieder="")),
            ),
            models.CheckConstraint(
                name="nagezien_door_iemand_met_reden", condition=~Q(door="") & ~Q(reden="") & ~Q(feit="")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "regel", "feit"], name="nagezien_feit")]


class Woonplaatsonderzoek(models.Model):
    """
    One row per time that a municipality found out who is responsible for the child of a request; only adds.

    `verantwoordelijk` is that municipality, `regels` the rows of the decision table that led there, `peildatum` the
    day of the help it was asked for. The answers about the child themselves are not kept.
    """

    partijen: ClassVar = ("gemeente", "regio")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"bericht": "bericht_id"}

    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    verantwoordelijk = models.CharField(max_length=4)
    regels = ArrayField(models.CharField(max_length=4))
    peildatum = models.DateField()
    door = models.CharField(max_length=150)
    vastgesteld_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="woonplaatsonderzoek_door_iemand", condition=~Q(door="") & Q(regels__len__gt=0)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "bericht_id", "nr"], name="woonplaatsonderzoek_verzoek")]
