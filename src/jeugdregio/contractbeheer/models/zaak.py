# SPDX-License-Identifier: EUPL-1.2
"""
Cases with dated steps: agreements, complaints, escalations, deviations, talks, ceilings, obstacles.

They have one shape: a case is opened, steps are added, and a protocol says which step comes after which, and how long
it may take. The database holds the order (migration 0001): no formal step before a dialogue (S48), no judgement before
evidence (S44).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Zaaksoort(models.TextChoices):
    """The kinds of case."""

    AFSPRAAK = "afspraak", "Afspraak uit de ontwikkelagenda"
    TRANSFORMATIE = "transformatie", "Transformatieplan"
    GESPREK = "gesprek", "Contractgesprek"
    PLAFOND = "plafond", "Plafond komt in zicht"
    KLACHT = "klacht", "Klacht of geschil"
    ESCALATIE = "escalatie", "Escalatie"
    AFWIJKING = "afwijking", "Gemeente wijkt af van regionale lijn"
    BELEMMERING = "belemmering", "Belemmering voor werken over domeinen heen"


class Kring(models.TextChoices):
    """Who may see a case; row-level security holds it (`gebruikers.isolatie`)."""

    OPEN = "open", "De regio, de gemeenten en de aanbieder zelf"
    VERTROUWELIJK = "vertrouwelijk", "De regio, en bij gemeenten contractmanagers en bestuurders"
    GEHEIM = "geheim", "Alleen contractmanagers van de regio en bestuurders"


class Uitkomst(models.TextChoices):
    """What a judgement says of an agreement."""

    GEEN = "", "Geen oordeel"
    NAGEKOMEN = "nagekomen", "Nagekomen"
    DEELS = "deels", "Deels nagekomen"
    NIET = "niet", "Niet nagekomen"


class Protocolstap(models.Model):
    """
    One row per step of the protocol for a kind of case.

    `uren` is how long after `na` (a step; empty: after opening) it has to be done, empty for no term. `eist` is the
    step that must come before it. `sluit`: this step closes the case. `oordeel`: it says whether an agreement was kept.
    """

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    soort = models.CharField(max_length=14, choices=Zaaksoort)
    code = models.CharField(max_length=20)
    volgorde = models.IntegerField()
    naam = models.CharField(max_length=80)
    wie = models.CharField(max_length=80)
    uren = models.IntegerField(null=True)
    na = models.CharField(max_length=20, blank=True)
    eist = models.CharField(max_length=20, blank=True)
    oordeel = models.BooleanField(default=False)
    sluit = models.BooleanField(default=False)
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=6)

    class Meta:
        ordering: ClassVar = ["soort", "volgorde"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "soort", "code", name="protocolstap_een_keer"),
            models.UniqueConstraint("regio", "soort", "volgorde", name="protocolstap_op_volgorde"),
            models.CheckConstraint(name="protocolstap_na_een_andere", condition=~Q(eist=F("code")) & ~Q(na=F("code"))),
            models.CheckConstraint(name="protocolstap_uren_positief", condition=Q(uren__gt=0)),
        ]


class Aanspreekpunt(models.Model):
    """One row per municipality whose wethouder takes turns as the contact for an escalation, in order (S47)."""

    partijen: ClassVar = ("iedereen",)

    regio = models.CharField(max_length=20)
    volgorde = models.IntegerField()
    gemeente = models.CharField(max_length=4)
    bron = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["volgorde"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "gemeente", name="aanspreekpunt_een_keer"),
            models.UniqueConstraint("regio", "volgorde", name="aanspreekpunt_op_volgorde"),
        ]


class Zaak(models.Model):
    """
    One row per case. `geopend_op` is empty only for what the sources name without a date (`historisch`).

    `gemeente` is the one that a deviation or complaint is about; `aanspreekpunt` the municipality of the wethouder
    who is the contact of an escalation. `uiterlijk` is the last day on which an agreement has to be kept.
    """

    partijen: ClassVar = ("kring",)

    regio = models.CharField(max_length=20)
    soort = models.CharField(max_length=14, choices=Zaaksoort)
    kring = models.CharField(max_length=14, choices=Kring)
    aanbieder = models.CharField(max_length=8, blank=True)
    contract = models.ForeignKey("contracten.Contract", models.PROTECT, to_field="nummer", null=True, related_name="+")
    gemeente = models.CharField(max_length=4, blank=True)
    aanspreekpunt = models.CharField(max_length=4, blank=True)
    onderwerp = models.CharField(max_length=120)
    toelichting = models.CharField(max_length=1000, blank=True)
    geopend_op = models.DateTimeField(null=True)
    uiterlijk = models.DateField(null=True)
    historisch = models.BooleanField(default=False)
    gesloten_op = models.DateTimeField(null=True)
    bron = models.CharField(max_length=200)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["-geopend_op", "-id"]
        indexes: ClassVar = [models.Index(fields=["aanbieder", "soort"], name="zaak_aanbieder")]
        constraints: ClassVar = [
            models.UniqueConstraint("id", "aanbieder", "kring", name="zaak_met_kring"),
            models.CheckConstraint(name="zaak_gedateerd_of_historisch", condition=Q(historisch=Q(geopend_op=None))),
            models.CheckConstraint(name="zaak_dicht_na_open", condition=Q(gesloten_op__gte=F("geopend_op"))),
            models.CheckConstraint(name="zaak_met_onderwerp_en_bron", condition=~Q(onderwerp="") & ~Q(bron="")),
            models.CheckConstraint(
                name="zaak_afspraak_bij_een_contract",
                condition=~Q(soort__in=["afspraak", "transformatie", "plafond"]) | Q(contract__isnull=False),
            ),
            models.CheckConstraint(
                name="zaak_escalatie_met_aanspreekpunt",
                condition=~Q(soort="escalatie") | Q(historisch=True) | ~Q(aanspreekpunt=""),
            ),
            models.CheckConstraint(
                name="zaak_afwijking_van_een_gemeente", condition=~Q(soort="afwijking") | ~Q(gemeente="")
            ),
        ]


class Stap(models.Model):
    """
    One row per step that was taken in a case; only adds. `uitkomst` is filled by a step that judges.

    `aanbieder` and `kring` are those of the case (a composite key holds it), so the same people see both.
    """

    partijen: ClassVar = ("kring",)
    zonder_geschiedenis: ClassVar = "alleen erbij"

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="stappen")
    aanbieder = models.CharField(max_length=8, blank=True)
    kring = models.CharField(max_length=14, choices=Kring)
    code = models.CharField(max_length=20)
    moment = models.DateTimeField()
    tekst = models.CharField(max_length=1000)
    uitkomst = models.CharField(max_length=10, choices=Uitkomst, blank=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["moment", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="stap_met_tekst_en_naam", condition=~Q(tekst="") & ~Q(door="")),
        ]
