# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room. A number of a child is asked in one field and stands in no address."""

from datetime import date
from typing import Any

from django import forms

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.core.periode import dag_erna
from jeugdregio.woonplaats.uitleg import VERBLIJVEN
from jeugdregio.woonplaats.values import (
    Adresperiode,
    Gezag,
    Gezagsperiode,
    Plaatsperiode,
    Verblijfperiode,
    Verblijfsoort,
)

BUITENLAND, NIET_BEKEND = "buitenland", "-"
EIGEN = "eigen opgave"


def dagveld(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    return forms.DateField(
        label=label,
        required=nodig,
        help_text=hulp,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def gemeenteveld(label: str, hulp: str, *eerst: tuple[str, str], nodig: bool = True) -> forms.ChoiceField:
    """A municipality of the list of CBS, with choices of its own on top."""
    places = sorted(((code, one.omschrijving) for code, one in codelijst("gemeente").codes.items()), key=lambda p: p[1])
    return forms.ChoiceField(
        label=label, help_text=hulp, required=nodig, choices=[("", "Kies een gemeente"), *eerst, *places]
    )


class Periodeformulier(ZonderBsn):
    """From a day up to and including another; open when it still goes on."""

    van = dagveld("Eerste dag", "De eerste dag waarop dit zo was.")
    laatste_dag = dagveld("Laatste dag", "De laatste dag waarop dit zo was. Leeg als het nog zo is.", nodig=False)
    bron = forms.CharField(
        label="Bron",
        required=False,
        max_length=60,
        help_text="Waar u dit vandaan hebt, bijvoorbeeld burgerzaken of een beschikking.",
    )

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean()
        if data.get("van") and data.get("laatste_dag") and data["laatste_dag"] < data["van"]:
            self.add_error("laatste_dag", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return data

    @property
    def periode(self) -> dict[str, Any]:
        """The half-open period and its source, as the values want them."""
        return {
            "van": self.cleaned_data["van"],
            "tot": dag_erna(self.cleaned_data["laatste_dag"]),
            "bron": self.cleaned_data["bron"] or EIGEN,
        }


class Adresformulier(Periodeformulier):
    """An address in the BRP."""

    gemeente = gemeenteveld(
        "Gemeente van het adres", "De gemeente waar de jeugdige stond ingeschreven.", (BUITENLAND, "In het buitenland")
    )
    aantekening = forms.BooleanField(
        label="Met een aantekening",
        required=False,
        help_text="De BRP zegt dat de jeugdige hier niet woont (artikel 2.26 Wet BRP).",
    )
    field_order = ("gemeente", "van", "laatste_dag", "aantekening", "bron")

    def rij(self) -> Adresperiode:
        """The row."""
        place = self.cleaned_data["gemeente"]
        abroad = place == BUITENLAND
        remark = self.cleaned_data["aantekening"]
        return Adresperiode(gemeente="" if abroad else place, buitenland=abroad, aantekening=remark, **self.periode)


class Verblijfformulier(Periodeformulier):
    """A stay away from home."""

    soort = forms.ChoiceField(
        label="Soort verblijf",
        help_text="Waar de jeugdige verbleef.",
        choices=[("", "Kies een soort"), *((kind.value, text) for kind, text in VERBLIJVEN.items())],
    )
    deeltijd = forms.BooleanField(
        label="In deeltijd of logerend",
        required=False,
        help_text="De jeugdige houdt het eigen woonadres.",
    )
    field_order = ("soort", "van", "laatste_dag", "deeltijd", "bron")

    def rij(self) -> Verblijfperiode:
        """The row."""
        kind = Verblijfsoort(self.cleaned_data["soort"])
        return Verblijfperiode(soort=kind, deeltijd=self.cleaned_data["deeltijd"], **self.periode)


class Gezagformulier(Periodeformulier):
    """Who had authority; it counts for days before 2022."""

    gezag = forms.ChoiceField(
        label="Wie had het gezag?",
        help_text="Telt alleen voor dagen voor 1 januari 2022.",
        choices=(
            (Gezag.OUDER.value, "Een ouder of een andere persoon"),
            (Gezag.GECERTIFICEERDE_INSTELLING.value, "Een instelling, als voogd"),
        ),
    )
    gemeente = gemeenteveld(
        "Gemeente waar deze persoon woonde", "Leeg bij een instelling, of als het niet bekend is.", nodig=False
    )
    field_order = ("gezag", "gemeente", "van", "laatste_dag", "bron")

    def rij(self) -> Gezagsperiode:
        """The row."""
        return Gezagsperiode(
            gezag=Gezag(self.cleaned_data["gezag"]), gemeente=self.cleaned_data["gemeente"], **self.periode
        )


class Werkelijkformulier(Periodeformulier):
    """Where a child really is."""

    gemeente = gemeenteveld("Gemeente", "De gemeente waar de jeugdige werkelijk verblijft.")
    field_order = ("gemeente", "van", "laatste_dag", "bron")

    def rij(self) -> Plaatsperiode:
        """The row."""
        return Plaatsperiode(gemeente=self.cleaned_data["gemeente"], **self.periode)


class Kenmerkenformulier(ZonderBsn):
    """What does not change over time."""

    moeder = gemeenteveld(
        "Gemeente waar de moeder stond ingeschreven bij de geboorte",
        "Telt alleen als het woonadres niet is vast te stellen.",
        (NIET_BEKEND, "Niet bekend"),
    )
    voortgezet = forms.BooleanField(
        label="Hulp na de 18e verjaardag loopt door, of is binnen een half jaar hervat",
        required=False,
        help_text="Vanaf 18 jaar geldt de Jeugdwet alleen dan.",
    )
    maatregel = forms.BooleanField(
        label="De hulp voert een maatregel of jeugdreclassering uit",
        required=False,
        help_text="Verandert de gemeente niet, wel de regel die erbij staat.",
    )


class Bepalingformulier(ZonderBsn):
    """Over which period."""

    van = dagveld("Eerste dag", "Vanaf welke dag u wilt weten wie verantwoordelijk is, ook lang geleden.")
    laatste_dag = dagveld("Laatste dag", "Tot en met welke dag.")

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean()
        if data.get("van") and data.get("laatste_dag") and data["laatste_dag"] < data["van"]:
            self.add_error("laatste_dag", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return data

    @property
    def tot(self) -> date:
        """The day after the last."""
        found = dag_erna(self.cleaned_data["laatste_dag"])
        assert found is not None
        return found


class Nieuwformulier(Bepalingformulier):
    """Of whom, and over which period."""

    bsn = forms.CharField(
        label="Burgerservicenummer",
        max_length=9,
        help_text="Negen cijfers. Het nummer wordt verzegeld bewaard en staat op geen enkele pagina.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("bsn", "van", "laatste_dag")

    def clean_bsn(self) -> str:
        """Nine digits that pass the check."""
        text: str = self.cleaned_data["bsn"]
        if not voldoet_aan_elfproef(text):
            raise forms.ValidationError("Dit is geen geldig burgerservicenummer. Controleer de negen cijfers.")
        return text


class Redenformulier(ZonderBsn):
    """Why someone opens a child outside the own caseload."""

    reden = forms.CharField(
        label="Waarom opent u dit dossier?",
        help_text="Schrijf in één zin waarvoor u het nodig hebt. Uw reden komt in het logboek.",
        min_length=10,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
