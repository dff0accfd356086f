# SPDX-License-Identifier: EUPL-1.2
"""The forms of procurement. Lists are typed a line each, with semicolons, so that they can be pasted from a sheet."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.inkoop.models import Bewijs, Procedure, Ronde
from jeugdregio.inkoop.soorten import ALLE
from jeugdregio.inkoop.values import Eis, Prijs

NAAMLOOS = "Schrijf geen naam of burgerservicenummer van een kind op."
Keuzes = Iterable[tuple[Any, str]]


def dag(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hulp, required=nodig, widget=widget)


def euro(label: str, hulp: str, *, nodig: bool = False) -> forms.DecimalField:
    """An amount in euros; `in_cent` makes cents of it."""
    return forms.DecimalField(label=label, help_text=hulp, required=nodig, min_value=0, max_digits=14, decimal_places=2)


def in_cent(amount: Decimal | None) -> int | None:
    """Cents of an amount in euros with two decimals."""
    return None if amount is None else int(amount * 100)


def tekst(label: str, hulp: str, *, lengte: int = 600, regels: int = 3, nodig: bool = True) -> forms.CharField:
    """More than a line."""
    widget = forms.Textarea(attrs={"rows": regels})
    return forms.CharField(label=label, help_text=hulp, max_length=lengte, required=nodig, widget=widget)


def keuze(label: str, hulp: str, keuzes: Keuzes, *, nodig: bool = True) -> forms.ChoiceField:
    """One of these."""
    return forms.ChoiceField(label=label, help_text=hulp, choices=list(keuzes), required=nodig)


class Leeg(forms.Form):
    """Nothing to fill in: a button."""


class Procedureformulier(ZonderBsn):
    """A draft of a procedure."""

    code = forms.SlugField(label="Code", max_length=40, help_text="Komt in het adres, bijvoorbeeld ambulant-2027.")
    naam = forms.CharField(label="Naam", max_length=120, help_text="Zoals aanbieders de procedure kennen.")
    soort = keuze("Soort", "De soort bepaalt wat aanbieders kunnen doen.", [(s.code, s.naam) for s in ALLE])
    omschrijving = tekst("Wat wordt er gevraagd?", "Dit leest iedereen, ook zonder inloggen.", lengte=4000, regels=5)
    perceel = forms.CharField(label="Perceel", max_length=20, help_text="Bijvoorbeeld Ambulant.")
    bekostiging = forms.CharField(label="Bekostiging", max_length=40, help_text="Bijvoorbeeld PxQ.")
    variant = keuze(
        "Uitvoeringsvariant",
        "Zoals in de wet.",
        [("inspanning", "inspanningsgericht"), ("output", "outputgericht"), ("taak", "taakgericht")],
    )
    van = dag("Eerste dag", "Van de contracten.")
    laatste_dag = dag("Laatste dag", "Van een raamovereenkomst hoogstens vier jaar later.")
    verlengingsbesluit = forms.CharField(
        label="Besluit voor langer dan vier jaar", required=False, max_length=200, help_text="Waar staat dat besluit?"
    )
    tafel = forms.CharField(label="Tafel", required=False, max_length=10, help_text="Bijvoorbeeld GGZ.")
    budget = euro("Budget in euro", "Voor de hele procedure.")
    gemeente = forms.CharField(
        label="Gemeentecode", required=False, max_length=4, help_text="Alleen bij innovatieruimte. Vier cijfers."
    )
    limiet = forms.IntegerField(
        label="Limiet",
        required=False,
        min_value=0,
        max_value=1000,
        help_text="Hoeveel nieuwe aanbieders er bij kunnen.",
    )
    limiet_bron = forms.CharField(label="Bron van de limiet", required=False, max_length=200, help_text="Het besluit.")
    overgangsdag = dag("Overgangsdag", "Alleen bij contractplicht, bijvoorbeeld 31 december 2014.", nodig=False)
    plafond_promille = forms.IntegerField(
        label="Plafond in promille van de offerte",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="600 is 60 procent. Alleen bij een procedure met plafonds.",
    )
    plafond_lezing = keuze("Lezing van de plafondregel", "Elk of gemiddeld.", Procedure.Lezing.choices, nodig=False)
    referentiejaar = forms.CharField(
        label="Referentiejaar", required=False, max_length=12, help_text="Van de omzet, bijvoorbeeld 2012."
    )
    opschortdagen = forms.IntegerField(
        label="Dagen tussen gunning en contract", initial=0, min_value=0, max_value=90, help_text="Kalenderdagen."
    )
    opschort_bron = forms.CharField(
        label="Bron van die dagen",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld Aanbestedingswet art. 2.127.",
    )
    bewijzen_nodig = forms.IntegerField(
        label="Bewijs nodig voor meer dan een jaar",
        initial=1,
        min_value=1,
        max_value=9,
        help_text="Hoe vaak moet bereidheid tot transformatie zijn aangetoond?",
    )
    eisen = tekst("Eisen", "Per regel: code; eis; bewijs.", lengte=8000, regels=4, nodig=False)
    prijslijst = tekst(
        "Prijslijst",
        "Per regel: categorie; code; eenheid; omschrijving; profiel; euro; uur. Zonder bedrag noemt elk een prijs; "
        "zet ‘uur’ achteraan als het tarief per uur is.",
        lengte=20000,
        regels=5,
        nodig=False,
    )
    bron = forms.CharField(label="Bron", max_length=300, help_text="Het besluit waarmee de procedure begint.")

    def clean_eisen(self) -> tuple[Eis, ...]:
        """Three parts a line."""
        return tuple(Eis(*parts) for parts in self._regels("eisen", (3,)))

    def clean_prijslijst(self) -> tuple[Prijs, ...]:
        """Six or seven parts a line."""
        found = []
        for categorie, code, eenheid, name, profiel, amount, *rest in self._regels("prijslijst", (6, 7)):
            try:
                cents = in_cent(Decimal(amount.replace(",", "."))) if amount else None
            except InvalidOperation as error:
                raise forms.ValidationError(f"‘{amount}’ is geen bedrag.") from error
            found.append(Prijs(categorie, code, eenheid, name, profiel, cents, per_uur=rest == ["uur"]))
        return tuple(found)

    def _regels(self, name: str, sizes: tuple[int, ...]) -> list[list[str]]:
        rows = [
            [part.strip() for part in line.split(";")] for line in self.cleaned_data[name].splitlines() if line.strip()
        ]
        for row in rows:
            if len(row) not in sizes:
                raise forms.ValidationError(f"Deze regel heeft {len(row)} delen: {';'.join(row)}")
        return rows


class Tekstformulier(ZonderBsn):
    """A version of the text of the contract."""

    tekst = tekst("Tekst van het contract", "Elk artikel op een nieuwe regel.", lengte=60000, regels=10)
    aanleiding = forms.CharField(label="Aanleiding", max_length=300, help_text="Waarom deze versie er is.")


class Rondeformulier(forms.Form):
    """A round."""

    soort = keuze("Wat voor ronde?", "Vragen stellen, of meedoen.", Ronde.Soort.choices)
    van = dag("Eerste dag", "Vanaf deze dag is de ronde open.")
    laatste_dag = dag("Laatste dag", "Tot en met deze dag. Leeg: de ronde blijft open.", nodig=False)
    ingang = dag("Contracten beginnen op", "Alleen bij een toetredingsronde.", nodig=False)


class Indeelformulier(ZonderBsn):
    """Large or small."""

    aanbieder = forms.RegexField(r"^[0-9]{8}$", label="AGB-code", help_text="Acht cijfers.")
    omvang = keuze("Indeling", "Alleen een grote aanbieder doet een offerte.", [("groot", "Groot"), ("klein", "Klein")])
    omzet = euro("Omzet in euro", "Waar de indeling op rust.")
    referentiejaar = forms.CharField(label="Jaar", required=False, max_length=12, help_text="Van die omzet.")
    bron = forms.CharField(label="Bron", max_length=200, help_text="Bijvoorbeeld Vektis 2012.")


class Vraagformulier(ZonderBsn):
    """A question or a proposal."""

    tekst = tekst("Vraag of voorstel", f"Anderen lezen dit later zonder uw naam. {NAAMLOOS}", lengte=2000, regels=4)
    is_voorstel = forms.BooleanField(
        label="Dit is een voorstel om de tekst te wijzigen", required=False, help_text="Schrijf de nieuwe zin erbij."
    )


class Antwoordformulier(ZonderBsn):
    """An answer, and the question as all read it."""

    vraag = forms.TypedChoiceField(label="Vraag", coerce=int, help_text="Welke vraag u beantwoordt.")
    openbaar = tekst("De vraag zonder naam", "Leeg: zoals zij is gesteld.", lengte=2000, nodig=False)
    antwoord = tekst("Antwoord", "Dit leest iedereen in de nota.", lengte=4000, regels=4)

    def __init__(self, *args: Any, vragen: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["vraag"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(vragen)


class Notaformulier(ZonderBsn):
    """A nota of a round."""

    ronde = forms.TypedChoiceField(label="Ronde", coerce=int, help_text="Alleen een ronde die dicht is.")
    tekst = tekst("Nieuwe tekst van het contract", "Wat u verandert, ziet iedereen.", lengte=60000, regels=10)

    def __init__(self, *args: Any, ronden: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ronde"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(ronden)


class Aanvraagformulier(ZonderBsn):
    """An application; which questions are asked follows from the kind of procedure."""

    def __init__(self, *args: Any, procedure: Procedure, voor_regio: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = next(one for one in ALLE if one.code == procedure.soort)
        if voor_regio:
            self.fields["aanbieder"] = forms.RegexField(r"^[0-9]{8}$", label="AGB-code", help_text="Acht cijfers.")
            if kind.code == "eenmalig":
                self.fields["kenmerk"] = forms.CharField(
                    label="Kenmerk", max_length=40, help_text=f"Om aanvragen uit elkaar te houden. {NAAMLOOS}"
                )
        if procedure.prijslijst:
            self.fields["producten"] = forms.MultipleChoiceField(
                label="Producten",
                help_text="Wat u wilt leveren.",
                choices=[(line["code"], f"{line['code']} {line['omschrijving']}") for line in procedure.prijslijst],
                widget=forms.CheckboxSelectMultiple,
            )
        if kind.offerte:
            self.fields["offerte"] = euro("Offerte in euro", "Alleen voor grote aanbieders. Leeg: geen offerte.")
        if kind.onderaannemers:
            self.fields["onderaannemers"] = tekst("Onderaannemers", "AGB-codes, elk op een regel.", nodig=False)
        if procedure.overgangsdag:
            self.fields["clienten"] = forms.IntegerField(
                label=f"Kinderen uit de regio in zorg op {procedure.overgangsdag:%d-%m-%Y}",
                min_value=0,
                max_value=100000,
                help_text="Alleen het aantal.",
            )
        if kind.met_reden:
            self.fields["reden"] = tekst("Waarom", f"Waarom dit buiten de gewone procedure om gaat. {NAAMLOOS}")
        if kind.selectie:
            for wanted in procedure.eisen:
                self.fields[f"bewijs_{wanted['code']}"] = tekst(
                    wanted["eis"], f"Laat zien: {wanted['bewijs']}", regels=2
                )
            self.fields[f"bewijs_{Bewijs.TRANSFORMATIE}"] = tekst(
                "Bereidheid tot transformatie",
                "Wat u al doet. Aantoonbaar bewijs telt mee voor een contract van meer dan een jaar.",
                regels=2,
                nodig=False,
            )


class Bewijsformulier(ZonderBsn):
    """More evidence."""

    eis = forms.ChoiceField(label="Waarvoor", help_text="De eis, of bereidheid tot transformatie.")
    tekst = tekst("Bewijs", f"Wat het is en waar het staat. {NAAMLOOS}")

    def __init__(self, *args: Any, eisen: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["eis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(eisen)


class Bewijskeuze(forms.Form):
    """One piece of evidence."""

    bewijs = forms.TypedChoiceField(label="Bewijs", coerce=int, help_text="Welk bewijs.")

    def __init__(self, *args: Any, bewijzen: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bewijs"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(bewijzen)


class Oordeelformulier(Bewijskeuze, ZonderBsn):
    """A judgement of evidence."""

    oordeel = keuze("Oordeel", "Aantoonbaar telt mee.", [c for c in Bewijs.Oordeel.choices if c[0] != "open"])
    toelichting = tekst("Toelichting", "Nodig als het niet overtuigt. De aanbieder leest dit.", lengte=400, nodig=False)


class Gespreksformulier(ZonderBsn):
    """A line in the log."""

    gehouden_op = dag("Dag", "Wanneer het gesprek was.")
    verslag = tekst("Verslag", "Blijft staan. De aanbieder leest dit.", lengte=1000)
    voorstel = euro("Besproken plafond in euro", "Als er een bedrag is genoemd.")


class Gunningsformulier(ZonderBsn):
    """A proposal for a decision: everything a contract is made of."""

    toegelaten = keuze("Besluit", "Een collega bevestigt dit.", [("ja", "Toelaten"), ("nee", "Afwijzen")])
    redenen = tekst("Redenen", "De aanbieder leest deze.", lengte=1000)
    van = dag("Eerste dag", "Van het contract.", nodig=False)
    laatste_dag = dag("Laatste dag", "Langer dan een jaar kan alleen met bewijs.", nodig=False)
    looptijd_reden = tekst("Reden van de looptijd", "Staat in het contract.", lengte=400, nodig=False)
    contractmanager = forms.CharField(label="Contractmanager", max_length=80, help_text="Wie het contract beheert.")

    def __init__(self, *args: Any, producten: Keuzes, plafond: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plafond:
            self.fields["plafond"] = euro("Plafond in euro", "Wat hoogstens wordt betaald.")
        for code, name in producten:
            self.fields[f"tarief_{code}"] = euro(f"Tarief {name}", "Per eenheid. Leeg: dit product gaat niet mee.")
        self.fields["afwijking"] = tekst(
            "Waarom een prijs afwijkt", "Alleen als een tarief niet de prijs van de lijst is.", lengte=400, nodig=False
        )


class Contractformulier(ZonderBsn):
    """Who will manage the contract."""

    contractmanager = forms.CharField(label="Contractmanager", max_length=80, help_text="Wie het contract beheert.")
    reden = tekst("Reden", "Waarom het contract nu gemaakt kan worden.", lengte=400)


class Bezwaarformulier(forms.Form):
    """An objection that came in."""

    op = dag("Ontvangen op", "De dag waarop het bezwaar binnenkwam.")
    met_commissie = forms.BooleanField(
        label="Een commissie adviseert", required=False, help_text="Dan is de termijn 12 weken in plaats van 6."
    )
    verdaagd = forms.BooleanField(
        label="De beslissing is verdaagd", required=False, help_text="Dan komt er 6 weken bij."
    )


class Uitkomstformulier(forms.Form):
    """What became of an objection."""

    uitkomst = keuze(
        "Uitkomst",
        "Bij gegrond komt er geen contract uit dit besluit.",
        [("ongegrond", "Ongegrond"), ("gegrond", "Gegrond"), ("ingetrokken", "Ingetrokken")],
    )


class Toelatingsformulier(ZonderBsn):
    """What a municipality decides about a newcomer."""

    toegelaten = keuze("Besluit", "Binnen de limiet van uw gemeente.", [("ja", "Toelaten"), ("nee", "Niet toelaten")])
    reden = tekst("Reden", "De aanbieder leest deze.", lengte=400)


class Lesformulier(ZonderBsn):
    """A lesson for next time."""

    jaar = forms.IntegerField(label="Jaar", min_value=2014, max_value=2100, help_text="Van de inkoop.")
    soort = keuze(
        "Soort procedure",
        "Leeg: voor elke soort.",
        [("", "Elke soort"), *((s.code, s.naam) for s in ALLE)],
        nodig=False,
    )
    keuze = forms.CharField(label="Wat is er gekozen?", max_length=300, help_text="Eén zin.")
    uitkomst = tekst("Wat kwam ervan?", "Wat goed ging en wat niet.")
    les = tekst("Wat doen we de volgende keer?", "Dit ziet wie een volgende ronde begint.")
    bron = forms.CharField(label="Bron", max_length=200, help_text="Waar het staat.")
