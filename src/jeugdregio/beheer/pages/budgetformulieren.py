# SPDX-License-Identifier: EUPL-1.2
"""The forms of a budget version and of the circular it comes from."""

from datetime import date
from typing import Any

from django import forms

from jeugdregio.beheer.pages.formulieren import MetReden, codeveld, dagveld
from jeugdregio.core.periode import Maand


def _euro(label: str, hulp: str, *, nodig: bool = True) -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=hulp, required=nodig, min_value=0, max_digits=14, decimal_places=2)


class Budgetformulier(MetReden):
    """A version of the budget of a municipality for a year; with a band when the source rounds."""

    gemeente = forms.ChoiceField(label="Gemeente", help_text="Van wie het budget is.")
    jaar = forms.IntegerField(label="Jaar", help_text="Vier cijfers.", min_value=2015, max_value=2100)
    naam = forms.CharField(
        label="Naam van de versie", required=False, max_length=100, help_text="Leeg: Begroting, met het jaar."
    )
    vanaf = dagveld("Geldt vanaf", nodig=False, hulp="Leeg: vanaf 1 januari van het jaar.")
    circulaire = forms.ChoiceField(
        label="Circulaire", required=False, help_text="Waar het bedrag uit komt. Leeg: een eigen begroting."
    )
    euro = _euro("Bedrag in euro", "Voor het hele jaar.")
    laag = _euro("Laagste bedrag in euro", "Alleen als de bron afrondt: de onderkant van de band.", nodig=False)
    hoog = _euro("Hoogste bedrag in euro", "Alleen als de bron afrondt: de bovenkant van de band.", nodig=False)
    bron = forms.CharField(label="Bron", max_length=200, help_text="Het besluit van de raad, met datum.")

    def __init__(
        self, *args: Any, gemeenten: list[tuple[str, str]], circulaires: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("gemeente", gemeenten), ("circulaire", [("", "Eigen begroting"), *circulaires])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The band is whole and has the amount in it."""
        data = super().clean() or {}
        low, middle, high = data.get("laag"), data.get("euro"), data.get("hoog")
        if (low is None) != (high is None):
            self.add_error("hoog" if high is None else "laag", "Vul van de band beide kanten in, of geen van beide.")
        elif low is not None and high is not None and middle is not None and not low <= middle <= high:
            self.add_error("euro", "Dit bedrag ligt niet in de band. Vul laag, bedrag en hoog oplopend in.")
        if middle == 0:
            self.add_error("euro", "Een budget is meer dan nul.")
        return data

    def inhoud(self) -> dict[str, Any]:
        """What is proposed."""
        data = self.cleaned_data
        cents, about = int(data["euro"] * 100), data["laag"] is not None
        return {
            "gemeente": data["gemeente"],
            "jaar": data["jaar"],
            "vanaf": (data["vanaf"] or date(data["jaar"], 1, 1)).isoformat(),
            "naam": data["naam"] or f"Begroting {data['jaar']}",
            "circulaire": data["circulaire"],
            "bedrag_cent": cents,
            "laag_cent": int(data["laag"] * 100) if about else cents,
            "hoog_cent": int(data["hoog"] * 100) if about else cents,
            "ongeveer": about,
            "bron": data["bron"],
        }


class Circulaireformulier(MetReden):
    """A publication that budgets are taken from."""

    code = codeveld(r"^[a-z0-9-]{3,40}$", "Code", "Kleine letters, cijfers en streepjes, zoals mei-2027.")
    naam = forms.CharField(label="Naam", max_length=100, help_text="Bijvoorbeeld Meicirculaire 2027.")
    maand = forms.CharField(label="Maand", max_length=7, help_text="Wanneer zij uitkwam, zoals 2027-05.")
    grondslag = forms.CharField(
        label="Grondslag", max_length=200, help_text="Waarop is verdeeld: historisch gebruik of het verdeelmodel."
    )
    bron = forms.CharField(label="Bron", max_length=200, help_text="Het document en de plaats daarin.")
    opmerking = forms.CharField(
        label="Opmerking", max_length=400, required=False, help_text="Wat een lezer moet weten. Mag leeg."
    )

    def clean_maand(self) -> str:
        """A month as `2027-05`."""
        try:
            return str(Maand.lees(self.cleaned_data["maand"]))
        except ValueError as refusal:
            raise forms.ValidationError(f"{refusal}.") from refusal

    def inhoud(self) -> dict[str, Any]:
        """What is proposed."""
        return {name: self.cleaned_data[name] for name in ("code", "naam", "maand", "grondslag", "bron", "opmerking")}
