# SPDX-License-Identifier: EUPL-1.2
"""
What providers declared, what was granted, and why a line was not.

A line is never changed after its judgement, with one exception: a granted debit that is credited later gets
`gecrediteerd`. The partial unique indexes are the standard's own rules, held by the database. Migration 0005: a
granted credit has its debit, and nothing else of a line ever changes.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Declaratie(models.Model):
    """One row per JW323 that came to a judgement of its lines or was refused as a whole. Amounts are signed."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "totalen volgen uit de regels; een oordeel verandert niet"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    aanbieder = models.CharField(max_length=8)
    nummer = models.CharField(max_length=12)
    maand = models.DateField(help_text="eerste dag van de declaratieperiode")
    dagtekening = models.DateField()
    ingediend_cent = models.BigIntegerField()
    toegekend_cent = models.BigIntegerField()
    regels = models.IntegerField(help_text="aantal prestaties")
    afgewezen = models.IntegerField(help_text="aantal afgewezen prestaties")
    verwerkt = models.BooleanField(help_text="onwaar: als geheel afgekeurd, telt als niet verzonden")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "aanbieder", "nummer", condition=Q(verwerkt=True), name="declaratie_nummer_een_keer"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "maand"], name="declaratie_maand"),
            models.Index(fields=["nummer"], name="declaratie_nummer"),
        ]


class Prestatie(models.Model):
    """
    One row per line of a JW323, judged. `bedrag_cent` and `volume` are positive, `dc` says D or C.

    `oordeel` is the set of rules that fired, one bit each, in the order of the rule list of `release`;
    nought is granted. `afwijzing` holds the same as rule codes for reading.

    Keys begin with the column that tells rows apart best, not with the municipality: a batch looks up every line in
    three of them (ADR 0014). The primary key is (bericht_id, nr, gemeente) in the database (migration 0004).
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij; gecrediteerd volgt uit een latere regel"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    referentie = models.CharField(max_length=20)
    vorige_referentie = models.CharField(max_length=20, null=True)  # noqa: DJ001 part of a partial unique index
    client_id = models.BigIntegerField(null=True)
    toewijzing_nummer = models.IntegerField()
    toewijzing_id = models.BigIntegerField(null=True)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    begin = models.DateField()
    tot = models.DateField(help_text="eerste dag na de productperiode (half-open)")
    volume = models.IntegerField()
    eenheid = models.CharField(max_length=2)
    tarief_cent = models.IntegerField(null=True)
    bedrag_cent = models.BigIntegerField()
    dc = models.CharField(max_length=1)
    toegekend = models.BooleanField()
    dubbel = models.BooleanField(help_text="het referentienummer was al gebruikt (TR314)")
    gecrediteerd = models.BooleanField(default=False)
    oordeel = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            # TR314: a reference counts once for a provider within what this municipality receives.
            models.UniqueConstraint(
                "aanbieder", "referentie", "gemeente", condition=Q(dubbel=False), name="prestatie_referentie_een_keer"
            ),
            # TR390: a line is credited at most once.
            models.UniqueConstraint(
                "gemeente",
                "aanbieder",
                "vorige_referentie",
                condition=Q(dc="C", toegekend=True),
                name="prestatie_een_keer_gecrediteerd",
            ),
            # TR389: one living debit per allocation, product and period.
            models.UniqueConstraint(
                "toewijzing_id",
                "begin",
                "tot",
                "gemeente",
                "code",
                "categorie",
                condition=Q(dc="D", toegekend=True, gecrediteerd=False),
                name="prestatie_een_debet_per_periode",
            ),
            models.CheckConstraint(name="prestatie_toegekend_is_zonder_oordeel", condition=Q(toegekend=Q(oordeel=0))),
            models.CheckConstraint(
                name="prestatie_toegekend_op_toewijzing",
                condition=Q(toegekend=False) | Q(toewijzing_id__isnull=False),
            ),
            models.CheckConstraint(
                name="prestatie_gecrediteerd_is_een_toegekend_debet",
                condition=Q(gecrediteerd=False) | Q(dc="D", toegekend=True),
            ),
            models.CheckConstraint(
                name="prestatie_credit_noemt_een_regel",
                condition=Q(dc="D") | Q(toegekend=False) | Q(vorige_referentie__isnull=False),
            ),
            models.CheckConstraint(name="prestatie_periode_niet_leeg", condition=Q(begin__lt=F("tot"))),
            models.CheckConstraint(name="prestatie_debet_of_credit", condition=Q(dc__in=["D", "C"])),
        ]
        # A few in a hundred lines: what was refused for a child is found, and a batch hardly pays for it.
        indexes: ClassVar = [
            models.Index(fields=["client_id"], condition=Q(toegekend=False), name="prestatie_afgewezen_van_kind")
        ]


class Bevinding(models.Model):
    """One row per rule that fired on a line, with the facts of that moment for the explanation."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    pk = models.CompositePrimaryKey("gemeente", "bericht_id", "nr", "regel")
    gemeente = models.CharField(max_length=4)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField(help_text="volgnummer van de prestatie; -1 voor de declaratie als geheel")
    aanbieder = models.CharField(max_length=8)
    regel = models.CharField(max_length=6)
    retourcode = models.CharField(max_length=4)
    feiten = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gemeente", "regel"], name="bevinding_regel")]


class Overleg(models.Model):
    """
    One row per consultation of a provider with the access of a municipality about a part of a price (TO-26).

    A part that is due at a result is payable without that result once they agreed why; only adds.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    schrijvers: ClassVar = ("gemeente", "verwerking")
    vernietigbaar: ClassVar = True
    afgeschermd_door: ClassVar = {"kind": "client_id"}
    over_kinderen: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    client_id = models.BigIntegerField()
    toewijzing_nummer = models.IntegerField()
    reden = models.CharField(max_length=400)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "toewijzing_nummer", name="overleg_een_keer"),
            models.CheckConstraint(name="overleg_met_reden", condition=~Q(reden="") & ~Q(door="")),
        ]
