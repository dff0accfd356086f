# SPDX-License-Identifier: EUPL-1.2
"""The form with which a municipality answers a request."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.verzoeken.values import AFWIJZEN, IN_ONDERZOEK, ONDERZOEKEN, WOONPLAATSBEGINSEL, Besluit, OpenVerzoek

VOOR_TOEWIJZING = "JW315"


class BesluitFormulier(forms.Form):
    """
    Looking into it, or refusing with a reason; granting is a JW301.

    The same conditions as those of the standard (CD085, CD086, TR360, TR377, TR409), said at the field that is
    wrong. Reason 8 is for requests for allocation only.
    """

    wat = forms.ChoiceField(
        label="Antwoord",
        help_text="Toewijzen doet u in uw eigen programma, met een JW301 die dit verzoek noemt.",
        widget=forms.RadioSelect,
    )
    reden = forms.ChoiceField(
        label="Reden van afwijzing", required=False, help_text="Alleen bij afwijzen; de aanbieder leest dit."
    )
    woonplaats = forms.ChoiceField(
        label="Gemeente die wel verantwoordelijk is", required=False, help_text="Alleen bij woonplaatsbeginsel."
    )

    def __init__(self, *args: Any, verzoek: OpenVerzoek) -> None:
        super().__init__(*args)
        for_allocation = verzoek.soort == VOOR_TOEWIJZING
        looking = [] if verzoek.status == IN_ONDERZOEK else [(ONDERZOEKEN, "In onderzoek nemen")]
        self._choices("wat", [*looking, (AFWIJZEN, "Afwijzen")])
        reasons = [
            (code, f"{code} {one.omschrijving}")
            for code, one in codelijst("reden_afwijzing_verzoek").codes.items()
            if for_allocation or code != WOONPLAATSBEGINSEL
        ]
        self._choices("reden", [("", "Kies een reden"), *reasons])
        places = [
            (code, one.omschrijving) for code, one in codelijst("gemeente").codes.items() if code != verzoek.gemeente
        ]
        self._choices("woonplaats", [("", "Kies een gemeente"), *sorted(places, key=lambda place: place[1])])
        if not for_allocation:
            del self.fields["woonplaats"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason; residence has a municipality, and only that."""
        data = super().clean() or self.cleaned_data
        if data.get("wat") == AFWIJZEN:
            if not data.get("reden"):
                self.add_error("reden", "Kies de reden van de afwijzing.")
            if data.get("reden") == WOONPLAATSBEGINSEL and not data.get("woonplaats"):
                self.add_error("woonplaats", "Kies de gemeente die volgens het woonplaatsbeginsel verantwoordelijk is.")
        return data

    @property
    def besluit(self) -> Besluit:
        """The answer, without what does not belong to it."""
        data = self.cleaned_data
        refused = data["wat"] == AFWIJZEN
        reason = data["reden"] if refused else ""
        place = data.get("woonplaats", "") if reason == WOONPLAATSBEGINSEL else ""
        return Besluit(data["wat"], reason, place)


class OverdrachtFormulier(forms.Form):
    """To which municipality of the region a request goes; `plaatsen` are their names by code."""

    naar = forms.ChoiceField(
        label="Gemeente in de regio die verantwoordelijk is",
        help_text="Bent u het oneens over de woonplaats, overleg dan eerst: tot de overdracht blijft u aan zet.",
    )

    def __init__(self, *args: Any, verzoek: OpenVerzoek, plaatsen: Mapping[str, str]) -> None:
        super().__init__(*args)
        field = self.fields["naar"]
        assert isinstance(field, forms.ChoiceField)
        others = [(code, name) for code, name in plaatsen.items() if code != verzoek.gemeente]
        field.choices = [("", "Kies een gemeente"), *others]
