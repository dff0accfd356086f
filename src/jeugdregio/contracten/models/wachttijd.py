# SPDX-License-Identifier: EUPL-1.2
"""How long one waits for a provider and a profile: what a provider says, and what was measured (S94, W10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Wachttijd(models.Model):
    """
    One row per figure: of one provider, or of all together (`aanbieder` empty), for one profile on one day.

    `maat` says from what to what, `herkomst` whether the provider said it or it was counted in messages. Counted
    figures come here only when enough children are behind them (`core.kleine_aantallen`). A later day replaces an
    earlier one; rows are never changed. Public: nothing in it is of one child.
    """

    partijen: ClassVar = ("openbaar",)
    schrijvers: ClassVar = ("aanbieder", "regio")
    zonder_geschiedenis: ClassVar = "een rij wordt nooit gewijzigd"

    class Maat(models.TextChoices):
        AANMELDING_INTAKE = "aanmelding_intake", "van aanmelding tot intake"
        INTAKE_START = "intake_start", "van intake tot start van de hulp"
        VERZOEK_BESLUIT = "verzoek_besluit", "van verzoek tot besluit"
        BESLUIT_START = "besluit_start", "van besluit tot start van de hulp"
        VERZOEK_START = "verzoek_start", "van verzoek tot start van de hulp"

    class Herkomst(models.TextChoices):
        OPGAVE = "opgave", "opgave van de aanbieder"
        GEMETEN = "gemeten", "geteld in berichten"

    regio = models.CharField(max_length=20)
    aanbieder = models.CharField(max_length=8, blank=True)
    profiel = models.CharField(max_length=40)
    maat = models.CharField(max_length=18, choices=Maat)
    herkomst = models.CharField(max_length=8, choices=Herkomst)
    weken = models.DecimalField(max_digits=5, decimal_places=1, help_text="mediaan, of wat de aanbieder opgeeft")
    weken_p80 = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, help_text="acht van de tien wachten niet langer"
    )
    aantal = models.IntegerField(null=True)
    peildatum = models.DateField()
    bron = models.CharField(max_length=200)
    door = models.CharField(max_length=150, blank=True)
    gepubliceerd_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "aanbieder", "regio", "profiel", "maat", "herkomst", "peildatum", name="wachttijd_een_per_dag"
            ),
            models.CheckConstraint(
                name="wachttijd_niet_negatief",
                condition=Q(weken__gte=0)
                & (Q(weken_p80__isnull=True) | Q(weken_p80__gte=models.F("weken")))
                & ~Q(bron=""),
            ),
            models.CheckConstraint(
                name="wachttijd_opgave_van_iemand",
                condition=Q(herkomst="gemeten", aantal__gte=10)
                | (Q(herkomst="opgave", aantal__isnull=True, weken_p80__isnull=True) & ~Q(aanbieder="")),
            ),
        ]
