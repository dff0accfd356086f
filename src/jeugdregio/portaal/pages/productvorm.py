# SPDX-License-Identifier: EUPL-1.2
"""The fields with which a provider says what it asks for, with the conditions of the standard at the field."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from jeugdregio.berichten.actions import Gevraagdproduct
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.portaal.aanvragen import Keuze
from jeugdregio.portaal.invoer import EURO, OnleesbaarVolume, lees_volume
from jeugdregio.portaal.verzenden import nieuwe_sleutel
from jeugdregio.toewijzingen.pages.opmaak import eenheid

PER_WEEK = "2"
DATUMS = ["%Y-%m-%d", "%d-%m-%Y"]
DATUM_FOUT = "Vul een datum in als 31-12-2026."


def datumveld(
    label: str, *, verplicht: bool = True, hulp: str = "", leeg: str = "Vul een datum in."
) -> forms.DateField:
    """A day, with a picker where the browser has one."""
    return forms.DateField(
        label=label,
        required=verplicht,
        input_formats=DATUMS,
        help_text=hulp,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": leeg, "invalid": DATUM_FOUT},
    )


class Productformulier(forms.Form):
    """
    One product (CD041, CD075 to CD080, CS003, CS343): a code has a volume, a category without code a budget.

    `na` is the day that it has to begin after (TR380), empty when any day will do.
    """

    product = forms.ChoiceField(
        label="Product",
        help_text="Wat in uw contract staat en wat deze gemeente toewijst.",
        error_messages={"required": "Kies wat u vraagt."},
    )
    hoeveel = forms.CharField(
        label="Volume, of budget in euro's",
        max_length=20,
        help_text="Bij een product het volume in de eenheid die erbij staat; bij een categorie het budget.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Vul in hoeveel u vraagt."},
    )
    frequentie = forms.ChoiceField(label="Per", required=False, help_text="Alleen bij een volume.")
    begin = datumveld("Vanaf", hulp="De eerste dag met zorg.", leeg="Vul de eerste dag in.")
    einde = datumveld("Tot en met", verplicht=False, hulp="Verplicht bij een budget en bij een volume per week.")

    def __init__(self, *args: Any, keuzes: Sequence[Keuze], na: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices, self._after = {one.sleutel: one for one in keuzes}, na
        often = codes("frequentie")
        for name, choices in (
            ("product", [("", "Kies een product"), *((one.sleutel, _words(one)) for one in keuzes)]),
            ("frequentie", [("", "Kies hoe vaak"), *often]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together."""
        data = super().clean() or self.cleaned_data
        one = self._choices.get(data.get("product", ""))
        if one:
            self._size(one, data)
        begin, end = data.get("begin"), data.get("einde")
        if begin and self._after and begin <= self._after:
            self.add_error("begin", f"Kies een dag na {self._after:%d-%m-%Y}.")
        if begin and end and end < begin:
            self.add_error("einde", "De laatste dag ligt voor de eerste. Kies een latere.")
        return data

    def _size(self, one: Keuze, data: dict[str, Any]) -> None:
        often = data.get("frequentie", "")
        if one.code and one.eenheid and often not in one.frequenties:
            kind = eenheid(one.eenheid)
            self.add_error(
                "frequentie", f"Kies hoe vaak; {kind} kan niet per dag." if often else "Kies hoe vaak u dit vraagt."
            )
        if not one.code and often:
            self.add_error("frequentie", "Een budget geldt voor de hele periode. Laat dit leeg.")
        if (not one.code or often == PER_WEEK) and "einde" in data and data["einde"] is None:
            self.add_error("einde", "Vul de laatste dag in: die is nodig bij een budget en bij een volume per week.")
        if "hoeveel" in data:
            try:
                data["hoeveel"] = lees_volume(data["hoeveel"], one.eenheid if one.code else EURO)
            except OnleesbaarVolume as fault:
                self.add_error("hoeveel", str(fault))

    @property
    def gevraagd(self) -> Gevraagdproduct:
        """What is asked for."""
        data = self.cleaned_data
        one = self._choices[data["product"]]
        return Gevraagdproduct(
            categorie=one.categorie,
            code=one.code,
            begin=data["begin"],
            einde=data["einde"],
            omvang=(data["hoeveel"], one.eenheid, data["frequentie"]) if one.code else None,
            budget_cent=None if one.code else data["hoeveel"],
        )


def _words(one: Keuze) -> str:
    if one.code:
        return f"{one.code} {one.omschrijving}, in {eenheid(one.eenheid)}"
    return f"Categorie {one.categorie} {one.omschrijving}, met een budget"


class Erbijformulier(Productformulier):
    """A product beside what the child has, and why; it begins after today (TR380)."""

    reden = forms.ChoiceField(
        label="Waarom vraagt u dit?",
        help_text="Kies wat het best past; de gemeente leest dit.",
        error_messages={"required": "Kies een reden."},
    )
    sleutel = forms.RegexField(regex=r"[0-9a-f]{32}", widget=forms.HiddenInput, initial=nieuwe_sleutel)
    field_order = ("reden",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reden"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [("", "Kies een reden"), *codes("reden_verzoek")]


def codes(naam: str) -> list[tuple[str, str]]:
    """Code and description of every code in a list."""
    return [(code, one.omschrijving) for code, one in codelijst(naam).codes.items()]
