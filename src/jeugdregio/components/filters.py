# SPDX-License-Identifier: EUPL-1.2
"""A filter whose choices are what there is to choose."""

from collections.abc import Iterable

from django import forms


class Keuzefilter(forms.Form):
    """A form of which the choices are filled in per request."""

    def kies(self, naam: str, keuzes: Iterable[tuple[str, str]], *, alle: bool = True) -> None:
        """Set the choices of a field; with `alle` it may also be left open."""
        field = self.fields[naam]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*([("", "Alle")] if alle else []), *keuzes]

    def gekozen(self) -> dict[str, str]:
        """The valid part of what was asked: an unknown value is as if it was not given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
