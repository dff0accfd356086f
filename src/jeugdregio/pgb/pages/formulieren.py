# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jeugdregio.components.blad import dagveld, euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn


class _MetGemeente(ZonderBsn):
    gemeente = forms.ChoiceField(label="Gemeente", help_text="Van wie het pgb-geld is.")

    def __init__(self, *args: Any, gemeenten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gemeente"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Maak een keuze"), *sorted(gemeenten.items(), key=lambda one: one[1])]


class Houdersformulier(_MetGemeente):
    """How many holders there are on a day."""

    peildatum = dagveld("Peildatum", "De dag waarop er is geteld.")
    houders = forms.IntegerField(
        label="Budgethouders", min_value=0, max_value=1_000_000, help_text="Hoeveel jongeren een pgb hebben."
    )
    verplichting = euroveld("Lopende verplichtingen in euro's", "Wat er vanaf die dag nog uit moet, alles samen.")
    bron = tekstveld("Waar staat dat?", "Het overzicht, met de datum. Geen namen van budgethouders.", 200)


class Voorschotformulier(_MetGemeente):
    """A new advance of a municipality."""

    maand = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$",
        label="Maand",
        help_text="De maand waarvoor het is, bijvoorbeeld 2015-03.",
    )
    bedrag = euroveld("Bedrag in euro's", "Wat de gemeente aan de regio betaalt.")
    bron = tekstveld("Waar is het afgesproken?", "Het besluit of de brief, met de datum.", 200)


class Voorschotbesluit(ZonderBsn):
    """A second person about an advance."""

    voorschot = forms.ChoiceField(label="Voorschot", help_text="Over welk voorschot u besluit.")
    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[
            ("ontvangen", "het geld van de gemeente is binnen"),
            ("door", "betaald aan de SVB"),
            ("terug", "terugdraaien"),
            ("afwijzen", "het voorstel afwijzen"),
        ],
        help_text="Terugdraaien boekt alles van dit voorschot andersom, één keer.",
    )

    def __init__(self, *args: Any, keuzes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voorschot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes.items())


class Afrekenvoorstel(ZonderBsn):
    """How the rest of a year is settled."""

    wijze = forms.ChoiceField(
        label="De rest gaat",
        choices=[("terug", "terug naar de gemeente"), ("mee", "mee naar het volgende jaar")],
        help_text="Mee kan alleen als ook dat jaar langs de regio gaat.",
    )


class Afrekenbesluit(ZonderBsn):
    """A second person about the settlement."""

    besluit = forms.ChoiceField(
        label="Besluit",
        choices=[("vaststellen", "vaststellen"), ("afwijzen", "afwijzen")],
        help_text="Na vaststellen verandert er in dit jaar niets meer.",
    )
