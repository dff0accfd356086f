# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jeugdregio.components.blad import dagveld, euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn


class Rondeformulier(ZonderBsn):
    """A new payment run."""

    maand = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$",
        label="Geboekt tot en met",
        help_text="Jaar en maand, bijvoorbeeld 2026-09. Wat tot en met die maand is geboekt, komt in de ronde.",
    )
    betaaldag = dagveld("Betaaldag", "De dag waarop de bank betaalt: vandaag of later, binnen zestig dagen.")


class Rekeningformulier(ZonderBsn):
    """The account of a provider."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Van wie de rekening is.")
    iban = tekstveld("IBAN", "Zoals het op de brief van de aanbieder staat, met of zonder spaties.", 42)
    tenaamstelling = tekstveld("Op naam van", "De naam bij de rekening, zoals de bank hem kent.", 70)
    bron = tekstveld("Waar staat dat?", "De brief of het formulier, met de datum. Niet een e-mail alleen.", 200)

    def __init__(self, *args: Any, aanbieders: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["aanbieder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Kies een aanbieder"), *sorted(aanbieders.items(), key=lambda one: one[1])]


class Bevestigformulier(ZonderBsn):
    """A second person about a proposed account."""

    rekening = forms.ChoiceField(label="Voorstel", help_text="Over welk voorstel u besluit.")
    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[("bevestig", "bevestigen"), ("wijs_af", "afwijzen")],
        help_text="Bel de aanbieder eerst, op een nummer dat al bekend was.",
    )
    iban = tekstveld(
        "IBAN, overgetypt", "Typ over wat de aanbieder u noemde. Niet nodig om af te wijzen.", 42, nodig=False
    )

    def __init__(self, *args: Any, voorstellen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rekening"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(voorstellen.items())


class Voorschotformulier(ZonderBsn):
    """A new advance."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Wie het voorschot krijgt.")
    gemeente = forms.ChoiceField(label="Gemeente", help_text="Welke gemeente het betaalt.")
    bedrag = euroveld("Bedrag in euro's", "Declaraties worden ermee verrekend tot het op is.")
    bron = tekstveld("Waar is het afgesproken?", "Het artikel in het contract, of het besluit met de datum.", 200)

    def __init__(self, *args: Any, aanbieders: Mapping[str, str], gemeenten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("aanbieder", aanbieders), ("gemeente", gemeenten)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Maak een keuze"), *sorted(choices.items(), key=lambda one: one[1])]


class Voorschotbesluit(ZonderBsn):
    """A second person about an advance."""

    voorschot = forms.ChoiceField(label="Voorschot", help_text="Over welk voorschot u besluit.")
    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[("toekennen", "toekennen"), ("afwijzen", "afwijzen"), ("terugvorderen", "de rest terugvorderen")],
        help_text="Terugvorderen kan als het is uitbetaald en er iets over is; dat gebeurt één keer.",
    )

    def __init__(self, *args: Any, keuzes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voorschot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes.items())


class Koppelformulier(ZonderBsn):
    """What (a part of) a bank line is."""

    doel = forms.ChoiceField(label="Waar hoort dit bij?", help_text="Bovenaan staat wat evenveel open heeft.")
    bedrag = euroveld("Bedrag in euro's", "Hoogstens wat van deze regel over is. De rest koppelt u apart.")
    reden = tekstveld("Waaraan ziet u dat?", "De tekst van de betaler, een brief, of waarom het niet van ons is.", 200)

    def __init__(self, *args: Any, doelen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["doel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Maak een keuze"), *doelen.items()]


class Koppelbesluit(ZonderBsn):
    """A second person about what a bank line is."""

    koppeling = forms.ChoiceField(label="Voorstel", help_text="Over welk voorstel u besluit.")
    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[("bevestig", "bevestigen"), ("wijs_af", "afwijzen")],
        help_text="Bevestigen boekt het, één keer. Uw eigen voorstel kunt u alleen afwijzen.",
    )

    def __init__(self, *args: Any, voorstellen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["koppeling"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(voorstellen.items())


class Leesformulier(forms.Form):
    """That someone read what is frozen."""

    gelezen = forms.CharField(
        label="Vingerafdruk",
        max_length=64,
        help_text="Van wat u hierboven ziet. Verandert er iets, dan past hij niet meer.",
        widget=forms.TextInput(attrs={"readonly": True}),
    )
