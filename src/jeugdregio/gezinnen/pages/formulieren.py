# SPDX-License-Identifier: EUPL-1.2
"""The forms about the people of a family."""

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.gezinnen.pages.opmaak import dagveld, keuze, tekstveld
from jeugdregio.gezinnen.values import Gezagsvorm, Lidsoort, Maatregelsoort


class Lidformulier(ZonderBsn):
    """Someone new in the family."""

    naam = tekstveld("Naam", "Voornaam en achternaam.", 200)
    soort = forms.ChoiceField(
        label="Wie is het?", choices=Lidsoort.choices, help_text="Van een jeugdige is de leeftijd nodig."
    )
    geboortedatum = dagveld(
        "Geboortedatum", "Nodig bij een jeugdige: uit de leeftijd volgt wie er tekent.", nodig=False
    )
    relatie = tekstveld("Relatie", "Bijvoorbeeld: moeder, stiefvader, oma.", 60, nodig=False)
    bsn = forms.CharField(
        label="Burgerservicenummer",
        help_text="Negen cijfers; wordt verzegeld bewaard. Laat leeg als u het niet hebt.",
        required=False,
        min_length=9,
        max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    woont_elders = forms.BooleanField(
        label="Woont op een ander adres", required=False, help_text="Bijvoorbeeld de andere ouder na een scheiding."
    )


class Wijzigformulier(ZonderBsn):
    """What is known of someone."""

    lid = keuze("Wie?", "Iemand van dit gezin.")
    naam = tekstveld("Naam", "Zoals het hoort te zijn.", 200)
    relatie = tekstveld("Relatie", "Bijvoorbeeld: moeder, pleegvader.", 60, nodig=False)
    woont_elders = forms.BooleanField(
        label="Woont op een ander adres", required=False, help_text="Bijvoorbeeld de andere ouder na een scheiding."
    )
    onbekwaam_op = dagveld(
        "Kan het eigen belang hierin niet afwegen sinds",
        "Alleen invullen als een deskundige dat heeft vastgesteld (Jeugdwet 7.3.15). Dan tekent een ander.",
        nodig=False,
    )


class Uitformulier(ZonderBsn):
    """Someone leaves the family."""

    lid = keuze("Wie?", "De persoon blijft in het dossier staan, met de dag.")
    per = dagveld("Vanaf welke dag niet meer in het gezin?", "De eerste dag zonder deze persoon.")


class Gezagformulier(ZonderBsn):
    """Who has custody over a youth from a day on."""

    lid = keuze("Over welke jeugdige?", "Per jeugdige vastleggen: het kan per kind verschillen.")
    vorm = forms.ChoiceField(
        label="Hoe is het gezag geregeld?", choices=Gezagsvorm.choices, help_text="Zoals in het gezagsregister staat."
    )
    houder = keuze("Wie heeft het gezag?", "Leeg bij een instelling of niemand.", nodig=False)
    medehouder = keuze("En wie nog meer?", "Alleen als twee mensen het samen hebben.", nodig=False)
    instelling = tekstveld("Gecertificeerde instelling", "Alleen als die voogd is.", 120, nodig=False)
    vanaf = dagveld("Vanaf", "De dag van de uitspraak of inschrijving. Wat ervoor gold blijft staan.")
    bron = tekstveld("Waar hebt u dat gezien?", "Bijvoorbeeld: gezagsregister, of de uitspraak met datum.", 200)


class Maatregelformulier(ZonderBsn):
    """A measure of the judge."""

    lid = keuze("Over welke jeugdige?", "Een maatregel gaat over één jeugdige.")
    soort = forms.ChoiceField(
        label="Welke maatregel?", choices=Maatregelsoort.choices, help_text="Voogdij legt u vast bij het gezag."
    )
    instelling = tekstveld("Gecertificeerde instelling", "Wie de maatregel uitvoert.", 120)
    vanaf = dagveld("Vanaf", "De eerste dag van de maatregel.")
    tot_en_met = dagveld("Tot en met", "De laatste dag in de uitspraak. Leeg: nog niet bekend.", nodig=False)
    bron = tekstveld("Waar staat dat?", "De uitspraak, met datum.", 200)


class Samenvoegformulier(ZonderBsn):
    """The other family that is this one."""

    zoek = tekstveld("Zoek het andere gezin", "Een deel van de naam van het gezin of van iemand erin.", 60)


class Samenformulier(ZonderBsn):
    """Which family goes up in this one, and why."""

    van = keuze(
        "Welk gezin gaat op in dit gezin?", "Mensen, doelen, afspraken en netwerk komen mee. Niets gaat verloren."
    )
    reden = tekstveld("Waarom is dit één gezin?", "In een paar woorden; dit blijft staan.", 400, rijen=2)


class Geheimformulier(forms.Form):
    """Whether the whole family is for the role for shielded files."""

    geheim = forms.BooleanField(
        label="Houd het adres geheim",
        required=False,
        help_text="Aan: alleen de rol voor afgeschermde dossiers ziet dit gezin nog.",
    )
