# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jeugdregio.core.bsn import noemt_bsn

LANGSTE_NOTITIE = 20_000
GEEN_BSN = "Er staat een burgerservicenummer in. Laat dat weg: dit dossier hoort bij geen enkel ander gegeven."


class ZonderBsn(forms.CharField):
    """Words without a number of a child."""

    def validate(self, value: str) -> None:
        """Raise `ValidationError` for a text with such a number."""
        super().validate(value)
        if noemt_bsn(value):
            raise forms.ValidationError(GEEN_BSN)


class Dossierformulier(forms.Form):
    """A new file."""

    roepnaam = ZonderBsn(
        label="Hoe wil de jeugdige heten?",
        max_length=80,
        help_text="Een voornaam of een zelf gekozen naam is genoeg.",
    )
    woonplaats = forms.ChoiceField(
        label="Gemeente",
        required=False,
        help_text="Leeg laten mag. Niemand buiten uw organisatie ziet dit.",
    )

    def __init__(self, *args: Any, gemeenten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["woonplaats"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Niet ingevuld"), *gemeenten.items()]


class Notitieformulier(forms.Form):
    """A new note."""

    tekst = ZonderBsn(
        label="Nieuwe notitie",
        max_length=LANGSTE_NOTITIE,
        help_text="Wat u opslaat, kunt u niet meer wijzigen. Klopt er iets niet? Schrijf dat in een volgende notitie.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class Sluitformulier(forms.Form):
    """Say that a file may be closed."""

    zeker = forms.BooleanField(
        label="Ja, ik sluit dit dossier",
        help_text="Zet een vinkje als u het zeker weet. Daarna kan niemand er nog iets in schrijven.",
    )
