# SPDX-License-Identifier: EUPL-1.2
"""Forms of material control."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from jeugdregio.components.blad import dagveld, euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.verantwoording.values import MEESTE_REGELS, METHODEN, OORDELEN, STAP, Stapsoort, Steekproefregel

GEEN_NUMMER = "Zonder namen en zonder burgerservicenummer."


class Planformulier(ZonderBsn):
    """The goal and the general plan of a year."""

    jaar = forms.IntegerField(
        label="Jaar", min_value=2015, max_value=2100, help_text="Een plan per jaar. Zolang het niet openbaar is, kunt "
        "u het wijzigen door het opnieuw vast te leggen.",
    )  # fmt: skip
    doel = tekstveld("Doel", "Wanneer is voldoende zeker dat de hulp geleverd is? (6b.2)", 1000, rijen=3)
    plan = tekstveld(
        "Algemeen plan",
        "Wat u nagaat en waarmee, zonder dossiers in te zien. Dit wordt openbaar (6b.3).",
        4000,
        rijen=6,
    )


class Controleformulier(ZonderBsn):
    """A new control."""

    aanbieder = forms.ChoiceField(
        label="Aanbieder", required=False, help_text="Een detailcontrole kan alleen bij één aanbieder."
    )
    begin = dagveld("Hulp vanaf", "De eerste dag waarover u controleert.")
    eind = dagveld("Hulp tot en met", "De laatste dag waarover u controleert.")
    aanleiding = tekstveld("Aanleiding", f"Waarom deze controle. {GEEN_NUMMER}", 1000, rijen=3)

    def __init__(self, *args: Any, aanbieders: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["aanbieder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Alle aanbieders"), *aanbieders]


class Stapformulier(ZonderBsn):
    """The next step of a control."""

    tekst = tekstveld("Wat is er gedaan of gevonden?", GEEN_NUMMER, 2000, rijen=4)
    uiterlijk = dagveld("De aanbieder kan reageren tot en met", "Een redelijke termijn, bijvoorbeeld vier weken.")

    def __init__(self, *args: Any, soort: Stapsoort, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].help_text = f"{STAP[soort.code].hulp} {GEEN_NUMMER}"
        if not soort.met_dag:
            del self.fields["uiterlijk"]
        self._today = vandaag

    def clean_uiterlijk(self) -> date:
        """A day that is still to come."""
        day: date = self.cleaned_data["uiterlijk"]
        if day <= self._today:
            raise forms.ValidationError("Kies een dag na vandaag.")
        return day


class Slotformulier(ZonderBsn):
    """The outcome of a control that needs no files."""

    uitkomst = tekstveld("Uitkomst", f"Waarom het doel is bereikt. {GEEN_NUMMER}", 2000, rijen=3)


class Trekformulier(forms.Form):
    """How the sample is drawn."""

    methode = forms.ChoiceField(
        label="Manier van trekken", choices=[*METHODEN.items()], help_text="Bij bedragen die ver uiteenlopen vindt de "
        "tweede meer van het geld.",
    )  # fmt: skip
    omvang = forms.IntegerField(
        label="Aantal", min_value=1, max_value=MEESTE_REGELS, help_text=f"Hoeveel regels, hoogstens {MEESTE_REGELS}."
    )
    zaad = forms.CharField(
        label="Zaad", max_length=40, help_text="Een woord of getal. Wie hetzelfde zaad invult, trekt dezelfde regels.",
    )  # fmt: skip


class Oordeelformulier(ZonderBsn):
    """What was found of one line."""

    volgnr = forms.ChoiceField(label="Regel", help_text="Uit de steekproef hierboven.")
    oordeel = forms.ChoiceField(label="Oordeel", choices=[*OORDELEN.items()], help_text="Wat het dossier laat zien.")
    bedrag = euroveld("Wat er niet klopt, in euro's", "Alleen bij een onjuiste regel.", nodig=False)
    toelichting = tekstveld("Toelichting", f"Nodig bij een onjuiste regel. {GEEN_NUMMER}", 500, nodig=False, rijen=2)

    def __init__(self, *args: Any, regels: Sequence[Steekproefregel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["volgnr"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(one.volgnr), f"{one.volgnr}: {one.referentie}{' (beoordeeld)' if one.oordeel else ''}")
            for one in regels
        ]


class Bevindingformulier(forms.Form):
    """Which finding is claimed, or taken back."""

    bevinding = forms.ChoiceField(label="Regel", help_text="Uit de tabel hierboven.")

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bevinding"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes)
