# SPDX-License-Identifier: EUPL-1.2
"""Forms of production statements and of the control protocol."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jeugdregio.components.blad import dagveld, euroveld, tekstveld
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.verantwoording.productiewaarden import ANTWOORDEN, VERKLARINGEN
from jeugdregio.verantwoording.protocol import PROMILLE, ZEKERHEDEN

GEEN_NAMEN = "Zonder namen en zonder burgerservicenummer."


class Jaarfilter(Keuzefilter):
    """Which year is shown."""

    jaar = forms.ChoiceField(label="Jaar", required=False)


class Rondeformulier(forms.Form):
    """Up to and including which month a round counts."""

    maand = forms.ChoiceField(
        label="Geboekt tot en met",
        help_text="December is het hele jaar. Een eerdere maand is een tussenstand; die wordt later vervangen.",
    )

    def __init__(self, *args: Any, maanden: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["maand"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(maanden)


class Bevestigformulier(forms.Form):
    """Which edition was read."""

    vingerafdruk = forms.CharField(max_length=64, widget=forms.HiddenInput)


class Betwistformulier(ZonderBsn):
    """A line the provider does not agree with."""

    regel = forms.ChoiceField(label="Regel", help_text="Kies wat niet klopt, of dat er iets ontbreekt.")
    eigen = forms.DecimalField(
        label="Wat het volgens u is, in euro's",
        help_text="Het hele bedrag van de regel. Bij iets dat ontbreekt: het bedrag daarvan. Onder nul kan ook.",
        max_digits=12,
        decimal_places=2,
    )
    reden = tekstveld("Waarom", f"Noem referenties of declaratienummers. {GEEN_NAMEN}", 1000, rijen=3)

    def __init__(self, *args: Any, regels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["regel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*regels, ("0", "Er ontbreekt iets")]


class Antwoordformulier(ZonderBsn):
    """The answer of the municipality."""

    betwisting = forms.ChoiceField(label="Betwisting", help_text="Wat hierboven nog geen antwoord heeft.")
    antwoord = forms.ChoiceField(
        label="Antwoord",
        choices=[*ANTWOORDEN.items()],
        help_text="Gegrond: de aanbieder crediteert of declareert opnieuw, en een volgende editie telt dat mee.",
    )
    toelichting = tekstveld("Toelichting", f"De aanbieder leest dit. {GEEN_NAMEN}", 1000, rijen=3)

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["betwisting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes)


class Verklaringformulier(ZonderBsn):
    """What an accountant said."""

    soort = forms.ChoiceField(label="Soort", choices=[*VERKLARINGEN.items()], help_text="Zoals het oordeel luidt.")
    accountant = tekstveld("Accountant", "De naam van het kantoor. Bij een eigen verklaring: wie tekende.", 120)
    afgegeven_op = dagveld("Afgegeven op", "De dag onder de verklaring.")
    fouten = euroveld("Fouten, in euro's", "Wat niet goed is en niet is hersteld. Niets: 0.")
    onzekerheden = euroveld("Onzekerheden, in euro's", "Wat niet kon worden vastgesteld. Niets: 0.")


class Protocolformulier(ZonderBsn):
    """What a municipality agreed for a year."""

    aanbieder = forms.ChoiceField(
        label="Voor", required=False, help_text="Een afspraak met één aanbieder gaat voor de algemene."
    )
    grens = euroveld("Verklaring van een accountant vanaf, in euro's", "Per aanbieder, bij deze gemeente in dit jaar.")
    fout = forms.DecimalField(
        label="Fouten toegestaan, in procenten",
        help_text="Van het totaal van de verantwoording.",
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
    )
    onzeker = forms.DecimalField(
        label="Onzekerheden toegestaan, in procenten",
        help_text="Van het totaal van de verantwoording.",
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
    )
    reageren_voor = dagveld("De aanbieder reageert voor", "Daarna kan de gemeente vaststellen zonder reactie.")
    verklaring_voor = dagveld("De verklaring is er voor", "De dag waarop de gemeente haar wil hebben.")
    antwoord_dagen = forms.IntegerField(
        label="Dagen om te antwoorden",
        min_value=1,
        max_value=366,
        help_text="Zo lang heeft de gemeente voor een betwisting, en een aanbieder minstens voor een editie.",
    )
    bron = tekstveld("Bron", "Waar het is afgesproken: contract, besluit of protocol.", 300)
    zekerheid = forms.ChoiceField(
        label="Zekerheid", choices=[*ZEKERHEDEN.items()], help_text="Een aanname blijft zichtbaar als aanname."
    )

    def __init__(self, *args: Any, aanbieders: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["aanbieder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Alle aanbieders"), *aanbieders]

    @staticmethod
    def promille(percent: Any) -> int:
        """Thousandths of a percentage with one decimal."""
        return int(percent * PROMILLE / 100)
