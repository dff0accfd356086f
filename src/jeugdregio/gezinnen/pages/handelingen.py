# SPDX-License-Identifier: EUPL-1.2
"""What can be done on a page: a form with what it calls, offered folded, and done by one POST."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gezinnen.pages.opmaak import Deel, kies
from jeugdregio.gezinnen.values import Gezinsfout

Keuzes = Mapping[str, Sequence[tuple[object, str]]]


@dataclass(frozen=True)
class Handeling:
    """
    One thing to do: the form that asks for it, and `voer_uit` with its cleaned data.

    `keuzes` fills its choices and `leeg` says what choosing nothing is called; `begin` is what stands in it already.
    """

    doe: str
    titel: str
    formulier: type[forms.Form]
    voer_uit: Callable[[dict[str, Any]], object]
    knop: str = "Leg vast"
    gedaan: str = "Vastgelegd."
    uitleg: str = ""
    keuzes: Keuzes | None = None
    leeg: Mapping[str, str] | None = None
    begin: Mapping[str, object] | None = None

    def form(self, data: Any = None) -> forms.Form:
        """The form, with or without what was filled in."""
        form = self.formulier(data, prefix=self.doe, initial=dict(self.begin or {}))
        for name, choices in (self.keuzes or {}).items():
            kies(form, name, choices, leeg=(self.leeg or {}).get(name, ""))
        return form

    def deel(self, form: forms.Form | None = None) -> Deel:
        """Folded on the page."""
        return Deel(
            self.titel, formulier=form or self.form(), doe=self.doe, knop=self.knop, open=False, uitleg=self.uitleg
        )


@dataclass(frozen=True)
class Gedaan:
    """What came of a POST: `klaar`, or the form with its faults."""

    klaar: bool = False
    doe: str = ""
    form: forms.Form | None = None
    fout: str = ""

    def deel(self, one: Handeling) -> Deel:
        """This thing to do, with its faults when it was just tried."""
        return one.deel(self.form if one.doe == self.doe else None)


def doe(request: HttpRequest, wie: Machtiging, handelingen: Sequence[Handeling]) -> Gedaan:
    """Do what a POST asks; nothing for another method. Without the right to keep families it is a 403."""
    if request.method != "POST":
        return Gedaan()
    eis(wie, Recht.GEZINNEN_BIJHOUDEN)
    asked = request.POST.get("doe", "")
    one = next((one for one in handelingen if one.doe == asked), None)
    if one is None:
        return Gedaan(fout="Dit kan nu niet (meer). Kijk hieronder wat er kan.")
    form = one.form(request.POST)
    if not form.is_valid():
        return Gedaan(doe=asked, form=form)
    try:
        one.voer_uit(form.cleaned_data)
    except Gezinsfout as refusal:
        return Gedaan(doe=asked, form=form, fout=str(refusal))
    messages.success(request, one.gedaan)
    return Gedaan(klaar=True, doe=asked)
