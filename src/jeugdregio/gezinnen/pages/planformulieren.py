# SPDX-License-Identifier: EUPL-1.2
"""The forms of a plan."""

from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.gezinnen.pages.opmaak import dagveld, keuze, tekstveld
from jeugdregio.gezinnen.values import Teamrol


def _score(label: str, hulp: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hulp, min_value=-1000, max_value=1000)


class Openformulier(ZonderBsn):
    """Who is the generalist from the first day."""

    naam = tekstveld("Naam van de generalist", "Wie van begin tot eind bij het gezin blijft.", 120)
    organisatie = tekstveld("Organisatie", "Bijvoorbeeld: CJG of wijkteam.", 120)
    vanaf = dagveld("Vanaf", "De dag waarop het plan begint.")


class Doelformulier(ZonderBsn):
    """A goal that can be measured."""

    doel = tekstveld("Wat wil het gezin bereiken?", "In de woorden van het gezin.", 400, rijen=2)
    lid = keuze("Van wie is dit doel?", "Van één persoon, of van het hele gezin.", nodig=False)
    indicator = tekstveld("Waaraan ziet u dat?", "Wat u telt of meet, bijvoorbeeld: dagen per week op school.", 200)
    schaal_van = _score("Laagste score die er is", "Bijvoorbeeld 0.")
    schaal_tot = _score("Hoogste score die er is", "Bijvoorbeeld 10.")
    beginscore = _score("Score nu", "Waar het gezin begint.")
    streefscore = _score("Streefscore", "Waar het gezin wil uitkomen. Lager dan nu mag ook.")
    uiterlijk = dagveld("Uiterlijk", "Wanneer dat moet zijn bereikt.")
    code = tekstveld(
        "Productcode bij betalen op resultaat",
        "Alleen als een slotdeel aan dit doel hangt; vijf tekens.",
        5,
        nodig=False,
    )


class Scoreformulier(ZonderBsn):
    """A score of a goal."""

    doel = keuze("Welk doel?", "Alleen doelen die nog lopen.")
    score = _score("Score", "Op de schaal van het doel.")
    gemeten_op = dagveld("Gemeten op", "Vandaag of eerder.")
    eind = forms.BooleanField(label="Dit is de eindscore", required=False, help_text="Het doel is dan klaar.")
    toelichting = tekstveld("Toelichting", "Wat het gezin er zelf van zegt.", 400, nodig=False, rijen=2)


class Vervalformulier(ZonderBsn):
    """A goal is given up."""

    doel = keuze("Welk doel?", "Het doel blijft te lezen.")
    reden = tekstveld("Waarom vervalt het?", "In een paar woorden.", 400)


class Afspraakformulier(ZonderBsn):
    """An agreement."""

    afspraak = tekstveld("Afspraak", "Wat er gebeurt.", 400, rijen=2)
    wie = tekstveld("Wie doet het?", "Iemand van het gezin, het netwerk of het team.", 120)
    uiterlijk = dagveld("Uiterlijk", "De laatste dag, als die is afgesproken.", nodig=False)


class Klaarformulier(forms.Form):
    """An agreement was kept."""

    afspraak = keuze("Welke afspraak is klaar?", "De dag van vandaag komt erbij.")


class Netwerkformulier(ZonderBsn):
    """Someone around the family who helps."""

    naam = tekstveld("Naam", "Geen hulpverlener: die hoort in het team.", 120)
    relatie = tekstveld("Relatie", "Bijvoorbeeld: oma, buurvrouw, voetbaltrainer.", 60)
    hulp = tekstveld("Waarmee helpt die?", "Bijvoorbeeld: past op woensdag op.", 400)


class Schoolformulier(ZonderBsn):
    """What school does for a youth."""

    lid = keuze("Voor welke jeugdige?", "Staat school er al, dan vervangt dit wat er stond.")
    school = tekstveld("School", "Naam van de school.", 120)
    contactpersoon = tekstveld(
        "Contactpersoon", "Met wie u spreekt, bijvoorbeeld de intern begeleider.", 120, nodig=False
    )
    afspraken = tekstveld("Wat doet school?", "Het ondersteuningsplan van school, in dit ene plan.", 1000, rijen=3)


class Terugformulier(ZonderBsn):
    """How help ends."""

    weg_terug = tekstveld(
        "Hoe stopt de hulp?", "Waaraan het gezin ziet dat het zelf verder kan, en wat er dan gebeurt.", 1000, rijen=3
    )
    lichter = tekstveld("Welke lichtere vorm komt dan?", "Bijvoorbeeld: CJG belt elke maand.", 400)
    weg_terug_op = dagveld("Wanneer kijkt u daarnaar?", "Een dag voordat de hulp zou eindigen.")


class Evaluatieformulier(ZonderBsn):
    """A day to look at the plan together."""

    gepland_op = dagveld("Wanneer?", "De dag waarop u met gezin en team naar het plan kijkt.")


class Gehoudenformulier(ZonderBsn):
    """What came out of it."""

    evaluatie = keuze("Welke evaluatie?", "Alleen die nog niet zijn gehouden.")
    gehouden_op = dagveld("Gehouden op", "Vandaag of eerder.")
    uitkomst = tekstveld("Wat kwam eruit?", "Wat gaat goed, wat verandert er.", 1000, rijen=3)


class Teamformulier(ZonderBsn):
    """A professional in the team."""

    naam = tekstveld("Naam", "Wie erbij komt.", 120)
    rol = forms.ChoiceField(label="Rol", choices=Teamrol.choices, help_text="Er is één casusregisseur tegelijk.")
    organisatie = tekstveld("Organisatie", "Voor wie die werkt.", 120)
    vanaf = dagveld("Vanaf", "De eerste dag in het team.")
    aanbieder = forms.RegexField(
        r"^[0-9]{8}$",
        label="AGB-code van de aanbieder",
        help_text="Acht cijfers. Laat leeg voor iemand van de gemeente.",
        required=False,
        error_messages={"invalid": "Een AGB-code is acht cijfers. Laat leeg voor iemand van de gemeente."},
    )
    clausule = tekstveld(
        "Contract met de clausule casusregie",
        "Alleen nodig als iemand van een aanbieder casusregisseur wordt: het nummer van het contract.",
        60,
        nodig=False,
    )
    bewijs = tekstveld("Waar staat dat in het contract?", "Artikel of bijlage.", 400, nodig=False)


class Wegformulier(ZonderBsn):
    """Someone leaves the team."""

    teamlid = keuze("Wie gaat uit het team?", "De laatste generalist blijft tot het plan sluit.")
    per = dagveld("Vanaf welke dag niet meer?", "De eerste dag zonder deze persoon.")
    reden = tekstveld("Waarom?", "Bijvoorbeeld: behandeling klaar.", 400)


class Tekenformulier(ZonderBsn):
    """A signature."""

    lid = keuze("Wie tekende?", "Iemand van het gezin. Leeg voor iemand van een instelling.", nodig=False)
    naam = tekstveld(
        "Naam van wie voor de instelling tekende", "Alleen bij een gecertificeerde instelling.", 120, nodig=False
    )
    instelling = tekstveld("Instelling", "Alleen dan.", 120, nodig=False)
    getekend_op = dagveld("Getekend op", "De dag van de handtekening.")

    def clean(self) -> dict[str, Any]:
        """Someone of the family, or someone of an institution; one of the two."""
        data = super().clean()
        if not data.get("lid") and not (data.get("naam") and data.get("instelling")):
            self.add_error("lid", "Kies iemand van het gezin, of vul naam en instelling in.")
        return data


class Nieuwformulier(forms.Form):
    """The plan was made anew; nothing to fill in."""


class Sluitformulier(ZonderBsn):
    """Close the plan."""

    reden = tekstveld("Waarom sluit het plan?", "Bijvoorbeeld: doelen behaald, gezin kan zelf verder.", 400, rijen=2)
