# SPDX-License-Identifier: EUPL-1.2
"""The forms of this room. A reason is kept with what was decided, so it names no child."""

from datetime import date, timedelta
from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.core.periode import Maand, dag_erna
from jeugdregio.gebruikers.rechten import FUNCTIES, Recht
from jeugdregio.gebruikers.rollen import ROLLEN_VAN, Rol, Soort

Organisaties = list[tuple[str, list[tuple[str, str]]]]
"""Per kind: (kind and code, name)."""
EEN_DAG = timedelta(days=1)
HULP = "Schrijf geen naam of burgerservicenummer van een kind op. De reden blijft bewaard, met uw naam."


class MetReden(ZonderBsn):
    """Anything with a reason, which comes last."""

    reden = forms.CharField(label="Reden", max_length=400, help_text=HULP, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reden"])


def dagveld(label: str, *, nodig: bool = True, hulp: str = "") -> forms.DateField:
    """A day; the browser shows a calendar."""
    return forms.DateField(
        label=label,
        required=nodig,
        help_text=hulp,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def codeveld(vorm: str, label: str, hulp: str) -> forms.RegexField:
    """A code of a fixed form; who types another reads again what it should be."""
    wrong = f"Zo ziet deze code er niet uit. Vul in: {hulp[0].lower()}{hulp[1:]}"
    return forms.RegexField(vorm, label=label, help_text=hulp, error_messages={"invalid": wrong})


class Aanstelformulier(MetReden):
    """A role from a day on, perhaps until a last day."""

    rol = forms.ChoiceField(label="Rol", help_text="De rol bepaalt welke pagina's iemand ziet.")
    vanaf = dagveld("Eerste dag", hulp="Vanaf deze dag kan iemand in deze rol werken.")
    laatste_dag = dagveld(
        "Laatste dag", nodig=False, hulp="Leeg laten mag. Zonder einddatum komt de rol in het overzicht."
    )

    def __init__(self, *args: Any, soort: Soort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rol"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(rol.value, rol.label) for rol in ROLLEN_VAN[soort]]

    @property
    def tot(self) -> date | None:
        """The first day after it."""
        last: date | None = self.cleaned_data["laatste_dag"]
        return dag_erna(last)


class Mensformulier(Aanstelformulier):
    """A new person with a first role; or the exact user name of someone who has an account at another organisation."""

    naam = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        help_text="Heeft iemand al een account bij een andere organisatie? Vul dan precies die gebruikersnaam in.",
    )
    wie = forms.CharField(label="Naam", max_length=150, help_text="Zoals collega's de medewerker kennen.")
    email = forms.EmailField(label="E-mailadres van het werk", help_text="Iemand heeft één account en één adres.")
    field_order = ("naam", "wie", "email", "rol", "vanaf", "laatste_dag", "reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(list(self.field_order))


class Beheerderformulier(Mensformulier):
    """The first functional manager of another organisation."""

    organisatie = forms.ChoiceField(label="Organisatie", help_text="Voor wie deze persoon de mensen beheert.")
    field_order = ("organisatie", "naam", "wie", "email", "vanaf", "laatste_dag", "reden")

    def __init__(self, *args: Any, organisaties: Organisaties, **kwargs: Any) -> None:
        super().__init__(*args, soort=Soort.GEMEENTE, **kwargs)
        role, where = self.fields["rol"], self.fields["organisatie"]
        assert isinstance(where, forms.ChoiceField)
        role.required, role.widget = False, forms.HiddenInput()
        where.choices = [("", "Kies een organisatie"), *organisaties]

    def clean_rol(self) -> str:
        """Whatever was sent."""
        return Rol.BEHEERDER.value

    @property
    def bij(self) -> dict[str, str]:
        """The column of the organisation with its code."""
        soort, code = self.cleaned_data["organisatie"].split()
        return {soort: code}


class Maandformulier(MetReden):
    """The month to close."""

    maand = forms.CharField(label="Maand", max_length=7, help_text="Bijvoorbeeld 2026-10.")

    def clean_maand(self) -> str:
        """A month as `2026-10`."""
        try:
            return str(Maand.lees(self.cleaned_data["maand"]))
        except ValueError as refusal:
            raise forms.ValidationError(f"{refusal}.") from refusal


class Tariefformulier(MetReden):
    """What a unit of a product costs at a provider."""

    aanbieder = codeveld(r"^[0-9]{8}$", "AGB-code van de aanbieder", "Acht cijfers.")
    categorie = codeveld(r"^[0-9]{2}$", "Productcategorie", "Twee cijfers.")
    code = codeveld(r"^[0-9A-Z]{5}$", "Productcode", "Vijf tekens: cijfers en hoofdletters.")
    eenheid = codeveld(r"^[0-9]{2}$", "Eenheid", "Twee cijfers, bijvoorbeeld 04 voor uur.")
    per_uur = forms.BooleanField(
        label="Het tarief is per uur",
        required=False,
        help_text="Dan mag een aanbieder in minuten en in uren declareren.",
    )
    euro = forms.DecimalField(
        label="Tarief in euro", help_text="Voor één eenheid.", min_value=0, max_digits=10, decimal_places=2
    )
    van = dagveld("Eerste dag", hulp="Vanaf deze dag geldt het tarief.")
    laatste_dag = dagveld("Laatste dag", hulp="Tot en met deze dag geldt het tarief.")

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean() or {}
        if data.get("van") and data.get("laatste_dag") and data["laatste_dag"] < data["van"]:
            self.add_error("laatste_dag", "De laatste dag ligt voor de eerste.")
        return data


class Rechtformulier(MetReden):
    """A role gets a right or loses it."""

    functie = forms.ChoiceField(
        label="Rol",
        help_text="Iedereen met deze rol krijgt of verliest het recht.",
        choices=[(f"{soort.value} {rol.value}", f"{rol.label} bij {soort.label}") for soort, rol in FUNCTIES],
    )
    recht = forms.ChoiceField(
        label="Recht",
        help_text="Wat ermee kan, staat bij Rechten.",
        choices=[(recht.value, recht.label) for recht in Recht],
    )
    wordt = forms.ChoiceField(
        label="Wordt", help_text="Een collega bevestigt dit.", choices=[("ja", "toegestaan"), ("nee", "ingetrokken")]
    )
    vanaf = dagveld("Vanaf", hulp="De eerste dag waarop het zo is.")

    @property
    def gekozen(self) -> tuple[Soort, Rol]:
        """The role that was chosen."""
        soort, rol = self.cleaned_data["functie"].split()
        return Soort(soort), Rol(rol)


class Caseloadformulier(MetReden):
    """A child, by the number of an allocation, for a worker."""

    toewijzing = forms.IntegerField(
        label="Nummer van een toewijzing van dit kind",
        help_text="Eén nummer is genoeg, ook als het kind er meer heeft.",
        min_value=1,
        max_value=2**62,
    )
    aan = forms.TypedChoiceField(label="Medewerker", help_text="Wie het kind begeleidt.", coerce=int)
    vanaf = dagveld("Eerste dag", hulp="Vanaf deze dag hoort het kind bij de medewerker.")

    def __init__(self, *args: Any, collegas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["aan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = collegas


class Overdraagformulier(MetReden):
    """What happens to one line of a caseload: to another, or to nobody."""

    caseload = forms.IntegerField(widget=forms.HiddenInput)
    aan = forms.TypedChoiceField(
        label="Nieuwe medewerker",
        help_text="Wie het kind verder begeleidt.",
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, collegas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["aan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Niemand: de begeleiding stopt"), *collegas]


class Bevindingformulier(ZonderBsn):
    """The statement that the review was done."""

    bevinding = forms.CharField(
        label="Wat hebt u gezien, en wat doet u eraan?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit blijft bewaard met uw naam, de datum en een vingerafdruk van het overzicht.",
    )
    gelezen = forms.CharField(widget=forms.HiddenInput, max_length=64)
