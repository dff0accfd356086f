# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jeugdregio.components.blad import dagveld, euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.teambudget.models import EERSTE_JAAR
from jeugdregio.teambudget.values import BEREIKT, SOORTEN, VERBANDEN

HULP_REDEN = "Schrijf geen naam of nummer van een kind op. De reden blijft bewaard, met uw naam."
LAATSTE_JAAR = 2100


class Teamformulier(ZonderBsn):
    """A new team."""

    naam = tekstveld("Naam van het team", "Zoals inwoners het team kennen.", 80)
    vanaf = dagveld("Eerste dag", "De dag waarop het team begint, of begon.")


class Budgetformulier(ZonderBsn):
    """The lump sum of a team for a year."""

    team = forms.ChoiceField(label="Team", help_text="Staat het er niet bij? Voeg het eerst toe.")
    jaar = forms.IntegerField(
        label="Jaar", min_value=EERSTE_JAAR, max_value=LAATSTE_JAAR, help_text="Het jaar waarvoor het bedrag is."
    )
    bedrag = euroveld("Bedrag in euro's", "Het vaste bedrag voor het hele jaar, bijvoorbeeld 120000.")
    kinderen = forms.IntegerField(
        label="Aantal kinderen", min_value=1, max_value=100_000, help_text="Voor hoeveel kinderen het is afgesproken."
    )
    termijnen = forms.ChoiceField(
        label="Betaald in",
        required=False,
        choices=[("12", "twaalf maanden"), ("4", "vier kwartalen"), ("2", "twee halve jaren"), ("1", "één keer")],
        help_text="Gelijke delen; elk op de eerste dag van zijn maanden.",
    )
    bron = tekstveld("Bron", "Waar het is afgesproken: besluit en datum.", 200)
    reden = tekstveld("Waarom u dit voorstelt", HULP_REDEN, 400, rijen=2)

    def __init__(self, *args: Any, teams: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(teams)


class Uitgaveformulier(ZonderBsn):
    """What was spent; the child is one of the own caseload, or none."""

    dag = dagveld("Dag", "De dag waarop het geld is uitgegeven.")
    soort = forms.ChoiceField(label="Waarvoor", choices=list(SOORTEN.items()), help_text="Wat voor uitgave het is.")
    bedrag = euroveld("Bedrag in euro's", "Bijvoorbeeld 85,50.")
    kind = forms.ChoiceField(
        label="Voor welk kind", required=False, help_text="Kinderen in uw caseload. Voor een groep: kies niemand."
    )
    omschrijving = tekstveld("Omschrijving", "Zonder naam of nummer van een kind.", 200)

    def __init__(self, *args: Any, kinderen: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bedrag"].localize = True
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "niemand in het bijzonder"), *kinderen]


class Bereiktformulier(ZonderBsn):
    """Whether what the money was for was reached."""

    uitgave = forms.ChoiceField(label="Uitgave", help_text="Kies de uitgave waar het om gaat.")
    bereikt = forms.ChoiceField(label="Is het doel bereikt?", choices=list(BEREIKT.items()), help_text="Zo ver u weet.")

    def __init__(self, *args: Any, uitgaven: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies(self, "uitgave", uitgaven)


class Intrekformulier(ZonderBsn):
    """An amount that was wrong."""

    uitgave = forms.ChoiceField(label="Uitgave", help_text="Kies de uitgave die niet klopt.")
    reden = tekstveld("Waarom u haar intrekt", HULP_REDEN, 400, rijen=2)

    def __init__(self, *args: Any, uitgaven: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies(self, "uitgave", uitgaven)


class Afrekenformulier(ZonderBsn):
    """Which reading of the settlement is proposed."""

    formule = forms.ChoiceField(
        label="Formule", help_text="De bron noemt geen formule. Kies er een die is afgesproken."
    )
    reden = tekstveld("Waarom deze formule", "Noem waar zij is afgesproken. De reden blijft bewaard.", 400, rijen=2)

    def __init__(self, *args: Any, formules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies(self, "formule", formules)


class Drempelformulier(ZonderBsn):
    """A threshold; both empty means that there is none any more."""

    van = dagveld("Geldt vanaf", "Besluiten vanaf deze dag vallen eronder.")
    categorie = forms.RegexField(
        r"^[0-9]{2}$",
        label="Productcategorie",
        required=False,
        help_text="Twee cijfers. Leeg: alle categorieën die geen eigen drempel hebben.",
    )
    bedrag = euroveld("Boven dit bedrag", "In euro's, over de hele looptijd van het besluit. Leeg: geen.", nodig=False)
    maanden = forms.IntegerField(
        label="Boven dit aantal maanden",
        required=False,
        min_value=1,
        max_value=600,
        help_text="De looptijd van het besluit. Leeg: geen.",
    )
    verband = forms.ChoiceField(
        label="Als u beide invult", choices=list(VERBANDEN.items()), help_text="De bron zegt ‘en/of’: u kiest."
    )
    bron = tekstveld("Bron", "Waar de gemeente dit besloot: besluit en datum.", 200)
    reden = tekstveld("Waarom u dit voorstelt", HULP_REDEN, 400, rijen=2)


class Proefformulier(ZonderBsn):
    """Try a decision against the thresholds of a day."""

    bedrag = euroveld("Bedrag van het besluit", "In euro's, over de hele looptijd.", nodig=False)
    maanden = forms.IntegerField(
        label="Looptijd in maanden", required=False, min_value=1, max_value=600, help_text="Leeg: geen einddatum."
    )
    categorie = forms.RegexField(
        r"^[0-9]{2}$", label="Productcategorie", required=False, help_text="Twee cijfers, of leeg."
    )


def kies(form: forms.Form, naam: str, keuzes: Sequence[tuple[str, str]]) -> None:
    """Set the choices of a field."""
    field = form.fields[naam]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(keuzes)


class Betaaldformulier(ZonderBsn):
    """That the municipality paid its team."""

    betaling = forms.ChoiceField(label="Bedrag", help_text="Welk bedrag is betaald, of teruggekomen.")
    dag = dagveld("Dag", "De dag waarop het is betaald: vandaag of eerder.")

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["betaling"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keuzes)
