# SPDX-License-Identifier: EUPL-1.2
"""The reason that someone gives; it is kept with the decision, so it may not name a child."""

from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn

HULP = "Schrijf geen naam of burgerservicenummer op. De reden blijft bewaard bij het besluit."


class RedenFormulier(ZonderBsn):
    """Why."""

    reden = forms.CharField(label="Reden", max_length=500, help_text=HULP, widget=forms.Textarea(attrs={"rows": 3}))


class BesluitOverBericht(RedenFormulier):
    """Let a message go, or take it back."""

    wat = forms.ChoiceField(
        label="Wat besluit u?",
        help_text="Uw besluit geldt meteen en kan niet terug.",
        widget=forms.RadioSelect,
        choices=[
            ("vrij", "Vrijgeven: het bericht gaat nu naar de aanbieder"),
            ("trek_in", "Intrekken: het bericht gaat niet weg en wat het wijzigde, telt niet"),
        ],
    )
    field_order: Any = ("wat", "reden")
