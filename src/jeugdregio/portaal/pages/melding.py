# SPDX-License-Identifier: EUPL-1.2
"""The form with which a provider tells that care started or stopped, or that it told so by mistake."""

from datetime import date
from typing import Any

from django import forms

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.portaal.verzenden import nieuwe_sleutel
from jeugdregio.portaal.zorg import Melding
from jeugdregio.toewijzingen.values import TIJDELIJK, Toegewezen

START, STOP, WIS_START, WIS_STOP = "start", "stop", "wis-start", "wis-stop"
TEKST = {
    START: "Start de zorg (JW305)",
    STOP: "Stop de zorg (JW307)",
    WIS_START: "Verwijder de laatste start",
    WIS_STOP: "Verwijder de laatste stop",
}


class Meldingformulier(forms.Form):
    """
    What can be told depends on how the care stands: a running delivery can be stopped, and so on.

    The same conditions as those of the standard (TR071, TR326, TR382, TR413 to TR415), before anything is sent.
    """

    wat = forms.ChoiceField(label="Wat wilt u melden?", help_text="U ziet alleen wat nu kan.", widget=forms.RadioSelect)
    dag = forms.DateField(
        label="Eerste of laatste dag",
        required=False,
        help_text="Bij een start de eerste dag, bij een stop de laatste dag met zorg. Niet nodig bij verwijderen.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": "Vul een datum in als 31-12-2026."},
    )
    reden = forms.ChoiceField(label="Reden van de stop", required=False, help_text="Alleen bij een stop.")
    sleutel = forms.RegexField(regex=r"[0-9a-f]{32}", widget=forms.HiddenInput, initial=nieuwe_sleutel)

    def __init__(self, *args: Any, toewijzing: Toegewezen) -> None:
        super().__init__(*args)
        self._one = toewijzing
        what = self.fields["wat"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [(key, TEKST[key]) for key in _possible(toewijzing)]
        what.error_messages["invalid_choice"] = "Dit kan nu niet meer: de stand van de zorg is veranderd."
        reason = self.fields["reden"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [("", "Kies een reden"), *self.redenen()]

    @staticmethod
    def redenen() -> list[tuple[str, str]]:
        """Code and description of every reason for a stop."""
        return [(code, one.omschrijving) for code, one in codelijst("reden_beeindiging").codes.items()]

    def clean(self) -> dict[str, Any]:
        """A start and a stop have a day within the allocation; a stop has a reason."""
        data = super().clean() or self.cleaned_data
        tells = data.get("wat") in (START, STOP) and "dag" in data
        if tells and (fault := self._day(data["wat"], data["dag"])):
            self.add_error("dag", fault)
        if data.get("wat") == STOP and "reden" in data and not data["reden"]:
            self.add_error("reden", "Kies waarom de zorg stopt.")
        return data

    def _day(self, what: str, day: date | None) -> str:
        one, care = self._one, self._one.levering
        if day is None:
            return "Vul de eerste dag met zorg in." if what == START else "Vul de laatste dag met zorg in."
        if day < one.begin:
            return f"De toewijzing begint op {one.begin:%d-%m-%Y}. Kies die dag of een latere."
        if one.einde and day > one.einde:
            return f"De toewijzing eindigt op {one.einde:%d-%m-%Y}. Kies die dag of een eerdere."
        if what == STOP and care and day < care.begin:
            return f"De zorg begon op {care.begin:%d-%m-%Y}. Kies die dag of een latere."
        if what == STOP and care and care.einde and day < care.einde:
            return f"De zorg stopte tijdelijk op {care.einde:%d-%m-%Y}. Kies die dag of een latere."
        if what == START and care and care.einde and day <= care.einde:
            return f"De vorige zorg liep tot en met {care.einde:%d-%m-%Y}. Kies een latere dag."
        return ""

    @property
    def melding(self) -> Melding:
        """What is told."""
        data, care = self.cleaned_data, self._one.levering
        if data["wat"] == START:
            return Melding(data["dag"])
        assert care is not None, "what is stopped or deleted was started"
        if data["wat"] == STOP:
            return Melding(care.begin, data["dag"], data["reden"])
        if data["wat"] == WIS_START:
            return Melding(care.begin, verwijderen=True)
        return Melding(care.begin, care.einde, care.reden, verwijderen=True)


def _possible(one: Toegewezen) -> tuple[str, ...]:
    care = one.levering
    if care is None:
        return (START,)
    if care.loopt:
        return (STOP, WIS_START)
    return (START, STOP, WIS_STOP) if care.reden == TIJDELIJK else (START, WIS_STOP)
