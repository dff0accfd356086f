# SPDX-License-Identifier: EUPL-1.2
"""The forms about what municipalities settle."""

from django import forms

from jeugdregio.components.blad import dagveld, tekstveld
from jeugdregio.core.periode import Maand
from jeugdregio.verevening.values import LEZINGEN, Bijdrage

BIJDRAGEN = {Bijdrage.SAMEN: "Alle gemeenten samen", Bijdrage.ZELF: "Wie niet inde, zelf"}


class Rondeformulier(forms.Form):
    """Up to when is settled."""

    maand = forms.CharField(
        label="Tot en met maand", max_length=7, help_text="Een maand die voorbij is, zoals 2026-10."
    )
    reden = tekstveld("Waarom nu", "Wie bevestigt, leest dit.", 400, rijen=2)

    def clean_maand(self) -> str:
        """A month, or what to do."""
        try:
            return str(Maand.lees(self.cleaned_data["maand"]))
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class Vereveningsformulier(forms.Form):
    """Which year is booked, and for 2015 and 2016 by which reading."""

    jaar = forms.IntegerField(label="Jaar", min_value=2015, max_value=2099, help_text="Een jaar dat voorbij is.")
    lezing = forms.ChoiceField(
        label="Lezing",
        required=False,
        choices=[("", "Niet van toepassing"), *((one.value, said.naam) for one, said in LEZINGEN.items())],
        help_text="Alleen voor 2015 en 2016: hoe de gemeenten de 85 procent lazen.",
    )
    bijdrage = forms.ChoiceField(
        label="Ouderbijdrage",
        required=False,
        choices=[("", "Niet van toepassing"), *((one.value, said) for one, said in BIJDRAGEN.items())],
        help_text="Alleen voor 2015 en 2016: wie draagt wat niet is geïnd.",
    )
    bron = tekstveld("Waar afgesproken", "Alleen voor 2015 en 2016: het besluit of de vergadering.", 200, nodig=False)
    reden = tekstveld("Waarom", "Wie bevestigt, leest dit.", 400, rijen=2)


class Betaalformulier(forms.Form):
    """That a balance was paid or received."""

    gemeente = forms.ChoiceField(label="Gemeente", help_text="Van wie het saldo is betaald of ontvangen.")
    dag = dagveld("Dag van betalen", "Volgens het afschrift van de bank.")
