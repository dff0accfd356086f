# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jeugdregio.bekostiging.queries import SOORTEN
from jeugdregio.components.blad import euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn

GELIJK, JEUGDIGEN = "gelijk", "jeugdigen"
RITMES = {"12": "elke maand", "4": "elk kwartaal", "2": "elk half jaar", "1": "in één keer, op 1 januari"}


class Afspraakformulier(ZonderBsn):
    """A new agreement."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Wie het geld krijgt.")
    soort = forms.ChoiceField(
        label="Soort", choices=list(SOORTEN.items()), help_text="Een taak, of een subsidie voor een project."
    )
    naam = tekstveld("Waarvoor?", "De taak of het project, in een paar woorden. Geen namen van kinderen.", 120)
    jaar = forms.IntegerField(label="Jaar", min_value=2015, max_value=2100, help_text="Het jaar van de afspraak.")
    bedrag = euroveld("Bedrag in euro's", "Alles samen, over het hele jaar en alle gemeenten.")
    ritme = forms.ChoiceField(
        label="Termijnen", choices=list(RITMES.items()), help_text="Gelijke delen, op de eerste dag van elke termijn."
    )
    gemeenten = forms.MultipleChoiceField(
        label="Gemeenten", widget=forms.CheckboxSelectMultiple, help_text="Welke gemeenten het samen betalen."
    )
    sleutel = forms.ChoiceField(
        label="Verdeling",
        choices=[(JEUGDIGEN, "naar het aantal jeugdigen"), (GELIJK, "elk evenveel")],
        help_text="Hoe de gemeenten het verdelen, tot op de cent.",
    )
    bron = tekstveld("Waar is het afgesproken?", "Het contract of de beschikking, met artikel en datum.", 200)

    def __init__(self, *args: Any, aanbieders: Mapping[str, str], gemeenten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider, towns = self.fields["aanbieder"], self.fields["gemeenten"]
        assert isinstance(provider, forms.ChoiceField)
        assert isinstance(towns, forms.MultipleChoiceField)
        provider.choices = [("", "Maak een keuze"), *sorted(aanbieders.items(), key=lambda one: one[1])]
        towns.choices = [(code, name) for name, code in sorted((name, code) for code, name in gemeenten.items())]


class Besluit(ZonderBsn):
    """A second person about what another proposed."""

    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[("ja", "bevestigen"), ("nee", "afwijzen")],
        help_text="Wie iets voorstelde, bevestigt het niet zelf.",
    )


class Vaststellingformulier(ZonderBsn):
    """What an agreement came to."""

    bedrag = euroveld("Vastgesteld bedrag in euro's", "Wat de taak of het project echt mocht kosten, alles samen.")
    bron = tekstveld("Waar staat dat?", "De verantwoording of de beschikking, met de datum.", 200)
