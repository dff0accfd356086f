# SPDX-License-Identifier: EUPL-1.2
"""
Participation: a paper, who was asked for advice on it, what they said, and what was done with it (S11, N21).

The database refuses that a paper goes to the council while an advice line has no reaction that everyone can read, or
one of the two advice requests (clients, care organisations) is missing. Nothing here tells of a child.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Adviesgroep(models.TextChoices):
    """Who is asked."""

    CLIENTEN = "clienten", "Cliënten: jongeren, ouders en hun raden"
    ZORG = "zorg", "Zorgorganisaties"
    PARTICIPATIERAAD = "raad", "Participatieraden"


class Inspraakstuk(models.Model):
    """One row per plan or paper; `gemeente` is empty when it is of the region. Published once, then to the council."""

    partijen: ClassVar = ("gemeenten", "regio", "gepubliceerd")
    schrijvers: ClassVar = ("regio", "gemeente")

    gemeente = models.CharField(max_length=4, blank=True)
    titel = models.CharField(max_length=160)
    omschrijving = models.CharField(max_length=1000)
    gezet_op = models.DateTimeField()
    gepubliceerd_op = models.DateTimeField(null=True)
    naar_de_raad_op = models.DateField(null=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-gezet_op", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="inspraakstuk_met_titel", condition=~Q(titel="") & ~Q(omschrijving="")),
            models.CheckConstraint(
                name="inspraakstuk_eerst_gepubliceerd",
                condition=Q(naar_de_raad_op__isnull=True) | Q(gepubliceerd_op__isnull=False),
            ),
        ]


class Adviesvraag(models.Model):
    """One row per time that a group was asked for advice on a paper; each group once per paper."""

    partijen: ClassVar = ("gemeenten", "regio", "gepubliceerd")
    schrijvers: ClassVar = ("regio", "gemeente")

    stuk = models.ForeignKey(Inspraakstuk, models.PROTECT, related_name="vragen")
    gemeente = models.CharField(max_length=4, blank=True)
    gepubliceerd_op = models.DateTimeField(null=True)
    groep = models.CharField(max_length=10, choices=Adviesgroep)
    vraag = models.CharField(max_length=500)
    gevraagd_op = models.DateField()
    uiterlijk = models.DateField()

    class Meta:
        ordering: ClassVar = ["gevraagd_op", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "stuk", "groep", name="adviesvraag_een_keer_per_groep"),
            models.CheckConstraint(name="adviesvraag_met_tijd", condition=Q(uiterlijk__gt=F("gevraagd_op"))),
        ]


class Adviesregel(models.Model):
    """
    One row per line of advice, with the reaction and what was done with it.

    That nobody had anything to say is a line too: then silence is something that was written down.
    """

    partijen: ClassVar = ("gemeenten", "regio", "gepubliceerd")
    schrijvers: ClassVar = ("regio", "gemeente")

    class Gedaan(models.TextChoices):
        OPEN = "", "Nog geen reactie"
        OVERGENOMEN = "overgenomen", "Overgenomen"
        DEELS = "deels", "Deels overgenomen"
        NIET = "niet", "Niet overgenomen"
        GEEN_ADVIES = "geen_advies", "Er kwam geen advies"

    vraag = models.ForeignKey(Adviesvraag, models.PROTECT, related_name="regels")
    gemeente = models.CharField(max_length=4, blank=True)
    gepubliceerd_op = models.DateTimeField(null=True)
    van = models.CharField(max_length=120, db_column="van_wie")
    tekst = models.CharField(max_length=1000)
    ontvangen_op = models.DateField()
    reactie = models.CharField(max_length=1000, blank=True)
    gedaan = models.CharField(max_length=12, choices=Gedaan, blank=True)
    gereageerd_op = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["ontvangen_op", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="adviesregel_met_tekst", condition=~Q(tekst="") & ~Q(van="")),
            models.CheckConstraint(
                name="adviesregel_reactie_is_heel",
                condition=Q(reactie="", gedaan="", gereageerd_op__isnull=True)
                | (~Q(reactie="") & ~Q(gedaan="") & Q(gereageerd_op__isnull=False)),
            ),
        ]
