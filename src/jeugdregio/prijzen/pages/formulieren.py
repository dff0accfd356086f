# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.prijzen.values import DEFINITIEF, METHODEN, VOORLOPIG

HULP = "Schrijf geen naam of nummer van een kind op. De reden blijft bewaard, met uw naam."


class MetReden(ZonderBsn):
    """Anything with a reason, which comes last."""

    reden = forms.CharField(label="Reden", max_length=400, help_text=HULP, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reden"])


class Indexatieformulier(ZonderBsn):
    """The year, the method and the first day."""

    jaar = forms.IntegerField(
        label="Indexjaar", min_value=2020, max_value=2100, help_text="Het jaar van het voorlopige cijfer."
    )
    methode = forms.ChoiceField(
        label="Nacalculatie",
        choices=list(METHODEN.items()),
        help_text="De contractstandaard gebruikt de verschilmethode. De quotiëntmethode is ook gepubliceerd.",
    )
    ingang = forms.DateField(
        label="Eerste dag van de nieuwe tarieven",
        help_text="De eerste van een maand geeft het minste werk: een periode kost wat zij op haar eerste dag kost.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Cijferformulier(MetReden):
    """A published figure, with what makes it possible to check it."""

    jaar = forms.IntegerField(label="Jaar", min_value=2015, max_value=2100, help_text="Vier cijfers.")
    soort = forms.ChoiceField(
        label="Soort",
        choices=[(VOORLOPIG, "voorlopig"), (DEFINITIEF, "definitief")],
        help_text="Een voorlopig cijfer krijgt een jaar later een definitief cijfer.",
    )
    ova = forms.DecimalField(
        label="OVA in procenten", max_digits=5, decimal_places=2, localize=True, help_text="Bijvoorbeeld 6,36."
    )
    ppc = forms.DecimalField(
        label="PPC in procenten", max_digits=5, decimal_places=2, localize=True, help_text="Bijvoorbeeld 7,02."
    )
    gewogen = forms.DecimalField(
        label="Gewogen cijfer volgens de bron",
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text="Neem dit over uit de bron. Het programma rekent na of uw OVA en PPC daarbij passen.",
    )
    bron = forms.CharField(label="Bron", max_length=200, help_text="Titel en datum van de publicatie.")
    verklaring = forms.CharField(
        label="Waarom het buiten de reeks ligt",
        max_length=300,
        required=False,
        help_text="Alleen als het programma het vraagt.",
    )


class Bestandsformulier(forms.Form):
    """A spreadsheet with cost prices."""

    bestand = forms.FileField(label="Rekenblad", help_text="Een .xlsx of .csv volgens het sjabloon.")


class Overlegformulier(MetReden):
    """Why a last part is due without its result."""
