# SPDX-License-Identifier: EUPL-1.2
"""The forms of a request under the four O's."""

from collections.abc import Iterable
from typing import Any

from django import forms

from jeugdregio.components.blad import euroveld, tekstveld
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.verevening.values import TEKSTEN, Feiten, Grond, O, Tekst

FEITEN = {
    "begroot": ("Stond het in de begroting?", "Onvoorzien: was op deze uitgave gerekend?"),
    "te_voorzien": ("Was het te voorzien?", "Onvoorzienbaar: had de gemeente het vooraf kunnen bepalen?"),
    "verschuifbaar": ("Kan het later?", "Onuitstelbaar: kan het naar een volgend begrotingsjaar?"),
    "alternatief": ("Is er een aanvaardbaar alternatief?", "Onontkoombaar: kan het op een andere manier?"),
    "eigen_beleid": ("Volgt het uit eigen beleid?", "Onbeïnvloedbaar, in de visie: een gevolg van een eigen keuze?"),
    "te_veranderen": ("Is er nog iets aan te veranderen?", "Onbeïnvloedbaar, in bijlage 1: of is het noodzakelijk?"),
}
GRONDEN = {
    Grond.VERPLICHTING: "een wettelijke verplichting, contract of overeenkomst",
    Grond.AANSPRAKELIJKHEID: "uitstel leidt tot aansprakelijkheid",
    Grond.ONVERMIJDELIJK: "een gebeurtenis die niet te vermijden was",
    Grond.GEEN: "geen van deze drie",
}
NIET_BEKEND = "Niet bekend"
JA_NEE = (("", NIET_BEKEND), ("ja", "Ja"), ("nee", "Nee"))
GEEN_KIND = "Schrijf geen naam of nummer van een kind op."
LENGTE = 400


class Verzoekformulier(ZonderBsn):
    """A request: what it cost, what is known, and per O why it is met."""

    jaar = forms.IntegerField(
        label="Begrotingsjaar", min_value=2017, max_value=2100, help_text="Het jaar waarin de kosten vallen."
    )
    omschrijving = tekstveld("Waar gaat het om?", GEEN_KIND, LENGTE, rijen=2)
    kosten = euroveld("Kosten in euro's", "Wat de uitgave in het hele jaar kost.")
    gevraagd = euroveld("Gevraagd in euro's", "Wat u de gemeenten samen vraagt te dragen; niet meer dan de kosten.")
    tekst = forms.ChoiceField(
        label="Beoordelen volgens",
        choices=[(key.value, f"{one.naam} ({one.bron})") for key, one in TEKSTEN.items()],
        help_text="Drie bronnen leggen de vier O's verschillend uit. Kies de tekst die is afgesproken.",
    )
    grond = forms.ChoiceField(
        label="Waarom was het niet te vermijden?",
        required=False,
        choices=[("", NIET_BEKEND), *((key.value, text) for key, text in GRONDEN.items())],
        help_text="Onontkoombaar, in bijlage 1: een van drie gronden.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kosten"].localize = self.fields["gevraagd"].localize = True
        for name, (label, hulp) in FEITEN.items():
            self.fields[name] = forms.ChoiceField(label=label, help_text=hulp, choices=JA_NEE, required=False)
        for one in O:
            self.fields[f"waarom_{one}"] = tekstveld(f"Waarom {one.label}?", GEEN_KIND, LENGTE, rijen=2)

    def feiten(self) -> Feiten:
        """What was filled in; what was left open is not known."""
        known = {"ja": True, "nee": False}
        data = self.cleaned_data
        return Feiten(
            grond=Grond(data["grond"]) if data["grond"] else None, **{name: known.get(data[name]) for name in FEITEN}
        )

    def waarom(self) -> dict[O, str]:
        """The reason per O."""
        return {one: self.cleaned_data[f"waarom_{one}"] for one in O}


class Redenformulier(ZonderBsn):
    """Only a reason."""

    reden = tekstveld("Waarom", f"De reden blijft bewaard, met uw naam. {GEEN_KIND}", LENGTE, rijen=2)


class Comiteformulier(ZonderBsn):
    """Which municipalities are in the committee; the one that asks cannot be chosen."""

    leden = forms.MultipleChoiceField(
        label="Gemeenten in het comité",
        widget=forms.CheckboxSelectMultiple,
        help_text="De gemeente die vraagt staat er niet bij. Hoeveel leden, zegt geen bron; bij een oneven aantal "
        "kunnen de stemmen niet staken.",
    )
    functie = tekstveld("Functie van de leden", "Wie de gemeente afvaardigt.", 80)

    def __init__(self, *args: Any, gemeenten: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["leden"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(gemeenten)


class Oordeelformulier(ZonderBsn):
    """Met or not, and why, for each O under the text of the request."""

    def __init__(self, *args: Any, tekst: Tekst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in O:
            self.fields[f"voldaan_{one}"] = forms.ChoiceField(
                label=one.label.capitalize(),
                choices=(("", "Kies"), ("ja", "Voldaan"), ("nee", "Niet voldaan")),
                help_text=TEKSTEN[tekst].uitleg[one],
            )
            self.fields[f"reden_{one}"] = tekstveld(f"Waarom ({one.label})", GEEN_KIND, LENGTE, rijen=2)

    def oordelen(self) -> dict[O, tuple[bool, str]]:
        """What was filled in."""
        data = self.cleaned_data
        return {one: (data[f"voldaan_{one}"] == "ja", data[f"reden_{one}"]) for one in O}


class Besluitformulier(ZonderBsn):
    """The decision of the board."""

    toegekend = euroveld("Toegekend in euro's", "Nul is weigeren. Niet meer dan gevraagd.")
    reden = tekstveld("Waarom", f"De reden blijft bewaard, met uw naam. {GEEN_KIND}", LENGTE, rijen=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["toegekend"].localize = True


class Slotformulier(ZonderBsn):
    """Settle the year by the key that is shown."""

    bron = tekstveld("Waar deze verdeling is afgesproken", "Besluit en datum, bijvoorbeeld van het overleg.", 200)
