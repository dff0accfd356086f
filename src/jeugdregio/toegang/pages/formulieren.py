# SPDX-License-Identifier: EUPL-1.2
"""The forms of the access. Each says beside every box what belongs in it; what is not needed may stay empty."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.toegang.begeleiding import TREDEN_VAN, Gebied, Oordeel, Plek, Signaalsoort, Stap, Uitkomst
from jeugdregio.toegang.kanalen import EIGEN, MAATREGEL, VERWIJZING, Kanaal
from jeugdregio.toegang.models import Aanmelding, Oproep, Raadsmelding

Keuzes = Iterable[tuple[Any, str]]
GEEN: list[tuple[str, str]] = [("", "Kies …")]
OUD = ("31", "32", "33", "34", "35", "36", "37", "38")
"""Categories of before 2018: not for new help."""


def codes(lijst: str) -> list[tuple[str, str]]:
    """The codes of a list with their descriptions."""
    return [(one.code, one.omschrijving) for one in codelijst(lijst).codes.values()]


def tekst(label: str, hulp: str, *, lengte: int = 600, regels: int = 2, nodig: bool = True) -> forms.CharField:
    """A few words."""
    widget = forms.Textarea(attrs={"rows": regels})
    return forms.CharField(label=label, help_text=hulp, max_length=lengte, required=nodig, widget=widget)


def rondjes(label: str, hulp: str, keuzes: Keuzes, *, nodig: bool = True, eerst: Any = None) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, help_text=hulp, choices=list(keuzes), required=nodig, initial=eerst, widget=forms.RadioSelect
    )


def keuze(label: str, hulp: str, keuzes: Keuzes, *, nodig: bool = True) -> forms.ChoiceField:
    """One of many."""
    return forms.ChoiceField(label=label, help_text=hulp, choices=[*GEEN, *keuzes], required=nodig)


def dag(label: str, hulp: str, *, nodig: bool = True) -> forms.DateField:
    """A day; the browser shows a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hulp, required=nodig, widget=widget)


def moment_van(op: date, now: datetime) -> datetime:
    """A day that was typed as a moment: now when it is today, otherwise the beginning of that day."""
    if op == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(op, time.min))


class BsnFormulier(ZonderBsn):
    """A form that asks for a number of a child; it goes no further than the seal."""

    bsn = forms.CharField(
        label="Burgerservicenummer van het kind",
        help_text="Negen cijfers. Het nummer komt verzegeld in het dossier en staat nergens op het scherm.",
        max_length=11,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_bsn(self) -> str:
        """Nine digits that can be a number."""
        number = str(self.cleaned_data["bsn"]).replace(" ", "").replace(".", "")
        if number and not voldoet_aan_elfproef(number):
            raise forms.ValidationError("Dit is geen geldig burgerservicenummer. Controleer de negen cijfers.")
        return number


class Aanmeldformulier(BsnFormulier):
    """What comes in: who, what about, and for the other channels the proof. Made for one channel (`kanaal`)."""

    onderwerp = keuze("Waar gaat de vraag over?", "Kies wat het meest past.", Aanmelding.Onderwerp.choices)
    vraag = tekst(
        "Wat is de vraag?", "In de woorden van het gezin. Schrijf geen burgerservicenummer op.", lengte=1000, regels=3
    )
    ontvangen = dag("Ontvangen op", "De termijn begint op deze dag.")
    verwijzer_type = keuze("Wie verwees?", "De arts die de brief schreef.", ())
    verwijzer = forms.CharField(
        label="AGB-code of naam van de arts", max_length=64, required=False, help_text="Zoals in de verwijsbrief."
    )
    maatregel = rondjes("Welke maatregel?", "Zoals in de beschikking van de rechter.", Aanmelding.Maatregel.choices)
    gi = keuze("Gecertificeerde instelling", "Die bepaalt de hulp en voert die niet zelf uit.", ())
    naam = forms.CharField(
        label="Naam van het kind", max_length=200, required=False,
        help_text="Alleen als het hier niet bekend is en de BRP het niet kent.",
    )  # fmt: skip
    geboortedatum = dag("Geboortedatum", "Alleen als u de naam invulde.", nodig=False)
    bewijs = rondjes("Waaruit blijkt dat?", "Het stuk dat u hebt gezien.", ())
    bewijs_datum = dag("Datum van het bewijs", "De dag die op het stuk staat.")
    bewijs_kenmerk = forms.CharField(
        label="Kenmerk", max_length=60, required=False, help_text="Nummer of naam op het stuk."
    )
    team = rondjes(
        "Welk team pakt dit op?",
        "Een vraag bij het wijkteam is altijd ook bekend bij het CJG.",
        Aanmelding.Team.choices,
        eerst="cjg",
    )

    def __init__(
        self, *args: Any, kanaal: Kanaal, instellingen: Keuzes = (), bekend: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose = {
            "verwijzer_type": [(code, name) for code, name in codes("type_verwijzer") if code in kanaal.verwijzers],
            "gi": list(instellingen),
        }
        for name, choices in choose.items():
            self.fields[name].choices = [*GEEN, *choices]  # type: ignore[attr-defined]
        self.fields["bewijs"].choices = list(kanaal.bewijzen.items())  # type: ignore[attr-defined]
        self.fields["bewijs"].initial = next(iter(kanaal.bewijzen), "")
        gone = set()
        if kanaal is not VERWIJZING:
            gone |= {"verwijzer_type", "verwijzer"}
        if kanaal is not MAATREGEL:
            gone |= {"maatregel", "gi"}
        if kanaal is EIGEN:
            gone |= {"bewijs", "bewijs_datum", "bewijs_kenmerk"}
        if bekend:
            gone |= {"bsn", "naam", "geboortedatum"}
        if kanaal.zorg_eerst:
            self.fields["bsn"].required = False
            self.fields["bsn"].help_text = "Negen cijfers. Mag leeg zolang u niet weet om welk kind het gaat."
        for name in gone:
            del self.fields[name]


class Overneemformulier(ZonderBsn):
    """What a request of a provider does not say; the rest is taken from it."""

    onderwerp = keuze("Waar gaat de vraag over?", "Kies wat het meest past.", Aanmelding.Onderwerp.choices)
    maatregel = rondjes(
        "Welke maatregel?", "Zoals in de beschikking van de rechter.", Aanmelding.Maatregel.choices, nodig=False
    )
    gi = keuze("Gecertificeerde instelling", "Die de hulp bepaalde.", (), nodig=False)

    def __init__(self, *args: Any, maatregel: bool, gi: bool, instellingen: Keuzes = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gi"].choices = [*GEEN, *instellingen]  # type: ignore[attr-defined]
        self.fields["maatregel"].required, self.fields["gi"].required = maatregel, gi
        for name, wanted in (("maatregel", maatregel), ("gi", gi)):
            if not wanted:
                del self.fields[name]


class Gebiedenformulier(ZonderBsn):
    """Five areas, each with a judgement and words, and which expertise the question asks for."""

    signalen = forms.MultipleChoiceField(
        label="Waar wijst de vraag op?",
        help_text="Kies een of meer. Hiermee vindt u de juiste specialist.",
        choices=Signaalsoort.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area in Gebied:
            self.fields[area.value] = rondjes(
                area.label, "Beoordeel het gebied, of zeg dat het niet is besproken.", Oordeel.choices, nodig=False
            )
            self.fields[f"{area.value}_tekst"] = tekst(
                f"Wat ziet u? ({area.label.lower()})", "Nodig bij ‘Zorgen’.", regels=1, nodig=False
            )
        self.order_fields([name for area in Gebied for name in (area.value, f"{area.value}_tekst")])

    def clean(self) -> dict[str, Any]:
        """A worry has words."""
        data = super().clean()
        for area in Gebied:
            if data.get(area.value) == Oordeel.ZORG and not data.get(f"{area.value}_tekst"):
                self.add_error(f"{area.value}_tekst", "Schrijf op wat u ziet.")
        return data

    @property
    def oordelen(self) -> dict[str, tuple[str, str]]:
        """What was judged: {area: (oordeel, toelichting)}."""
        data = self.cleaned_data
        return {area.value: (data[area.value], data[f"{area.value}_tekst"]) for area in Gebied if data[area.value]}


class Stappenformulier(ZonderBsn):
    """Steps a-b-c where they count, the help that fits, and where the child will live when that is not at home."""

    gewenst = keuze("Welke hulp past?", "De soort hulp; de aanbieder komt bij het besluit.", (), nodig=False)
    plek = rondjes(
        "Waar gaat het kind wonen?",
        "Alleen als het niet thuis kan blijven. Zo dicht mogelijk bij huis.",
        [("", "Thuis"), *Plek.choices],
        nodig=False,
        eerst="",
    )
    netwerk = rondjes(
        "Kan het bij familie of bekenden?",
        "Kijk hier eerst naar.",
        [("", "Niet bekeken"), ("ja", "Ja"), ("nee", "Nee")],
        nodig=False,
        eerst="",
    )
    netwerk_tekst = tekst("Wie is gevraagd, en wat kwam eruit?", "In één zin.", regels=1, nodig=False)
    pleegzorg = rondjes(
        "Kan het in een pleeggezin?",
        "Kijk hier daarna naar.",
        [("", "Niet bekeken"), ("ja", "Ja"), ("nee", "Nee")],
        nodig=False,
        eerst="",
    )
    pleegzorg_tekst = tekst("Welk pleeggezin is bekeken, en wat kwam eruit?", "In één zin.", regels=1, nodig=False)

    def __init__(self, *args: Any, stappen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stappen = stappen
        categories = [(c, f"{c} {n}") for c, n in codes("productcategorie") if c not in OUD]
        self.fields["gewenst"].choices = [("", "Geen individuele hulp"), *categories]  # type: ignore[attr-defined]
        for step in (Stap.A, Stap.B) if stappen else ():
            self.fields[f"{step}_uitkomst"] = rondjes(
                f"Hoe ver komt het gezin met stap {step}?", f"Met {step.label.lower()}.", Uitkomst.choices, nodig=False
            )
            self.fields[f"{step}_tekst"] = tekst(
                f"Wat is besproken bij stap {step}?", "Wie doet wat, of waarom niet.", regels=1, nodig=False
            )
        for step in Stap if stappen else ():
            levels = [(str(level.value), f"{level.value}. {level.label}") for level in TREDEN_VAN[step]]
            usual = levels[0 if step == Stap.C else -1][0]
            self.fields[f"{step}_trede"] = rondjes(
                f"Trede bij stap {step}", "Een van de zes treden van ondersteuning.", levels, eerst=usual, nodig=False
            )
        if stappen:
            self.fields["c_tekst"] = tekst(
                "Waarom is individuele hulp nodig?", "Komt in het besluit.", regels=2, nodig=False
            )
        order = [f"{step}_{part}" for step in "ab" for part in ("uitkomst", "trede", "tekst")]
        self.order_fields([*order, "gewenst", "c_trede", "c_tekst"])

    def clean(self) -> dict[str, Any]:
        """A step with an outcome has words, and a place that was looked at has them too."""
        data = super().clean()
        for name in ("a", "b"):
            if data.get(f"{name}_uitkomst") and not data.get(f"{name}_tekst"):
                self.add_error(f"{name}_tekst", "Schrijf op wat is besproken.")
        if self.stappen and data.get("gewenst") and not data.get("c_tekst"):
            self.add_error("c_tekst", "Schrijf op waarom individuele hulp nodig is.")
        for name in ("netwerk", "pleegzorg"):
            if data.get(name) and not data.get(f"{name}_tekst"):
                self.add_error(f"{name}_tekst", "Schrijf op wat er uitkwam.")
        return data


class Stopformulier(ZonderBsn):
    """The application goes no further, or to another municipality."""

    stand = rondjes(
        "Wat gebeurt ermee?",
        "Wie intrekt of doorstuurt, maakt geen besluit.",
        [("ingetrokken", "Het gezin trekt de vraag in"), ("doorgestuurd", "Een andere gemeente is verantwoordelijk")],
    )
    naar = keuze("Naar welke gemeente?", "Alleen bij doorsturen.", (), nodig=False)
    reden = tekst("Waarom?", "In één zin; dit leest ook een collega later.", lengte=500, regels=2)

    def __init__(self, *args: Any, gemeenten: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [*GEEN, *gemeenten]  # type: ignore[attr-defined]


class Raadformulier(ZonderBsn):
    """A question of the neighbourhood team to the CJG."""

    vraag = tekst("Vraag aan het kernteam van het CJG", "Waarover wilt u raad?", lengte=1000, regels=2)


class Antwoordformulier(ZonderBsn):
    """The answer to it."""

    overleg = forms.IntegerField(widget=forms.HiddenInput)
    antwoord = tekst("Antwoord", "Wat is de raad, of: gezien.", lengte=1000, regels=2)


class Oproepformulier(ZonderBsn):
    """One call to the central number: as little as can be, and one or both exits."""

    beller = keuze("Wie belt?", "Alleen de rol; een naam hoeft niet.", Oproep.Beller.choices)
    situatie = tekst("Wat is er aan de hand?", "Kort. Geen naam en geen burgerservicenummer.", lengte=400, regels=2)
    gevaar = forms.BooleanField(label="Er is nu gevaar", help_text="Laat de beller eerst 112 bellen.", required=False)
    gemeente = keuze("In welke gemeente is het kind?", "Leeg als u dat niet weet.", (), nodig=False)
    terug = forms.CharField(
        label="Nummer om terug te bellen", max_length=20, required=False, help_text="Als de verbinding wegvalt."
    )
    crisisdienst = forms.CharField(
        label="Naar de crisisdienst: wie nam het over?", max_length=100, required=False,
        help_text="Invullen is doorgeven. Er komt meteen een aanmelding met kanaal crisis.",
    )  # fmt: skip
    adviespunt = forms.CharField(
        label="Naar Veilig Thuis: wie nam het over?", max_length=100, required=False,
        help_text="Invullen is doorgeven. Beide tegelijk mag.",
    )  # fmt: skip
    uitkomst = tekst("Anders geëindigd?", "Alleen als geen van beide het overnam.", lengte=300, regels=1, nodig=False)

    def __init__(self, *args: Any, gemeenten: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = [("", "Onbekend"), *gemeenten]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A call goes somewhere."""
        data = super().clean()
        if not any(data.get(name) for name in ("crisisdienst", "adviespunt", "uitkomst")):
            self.add_error(None, "Kies een uitgang, of schrijf op hoe het gesprek eindigde.")
        return data


class Uitgangformulier(ZonderBsn):
    """The other exit, afterwards."""

    uitgang = rondjes("Waarheen?", "De uitgang die nog niet is gekozen.", ())
    overgenomen = forms.CharField(label="Wie nam het over?", max_length=100, help_text="Naam of dienst.")

    def __init__(self, *args: Any, uitgangen: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uitgang"].choices = list(uitgangen)  # type: ignore[attr-defined]


class Raadsmeldingformulier(BsnFormulier):
    """A report to the Raad, whoever made it."""

    melder = rondjes("Wie meldde bij de Raad?", "Wie de melding deed.", Raadsmelding.Melder.choices, eerst="gemeente")
    aanbieder = keuze("Aangewezen aanbieder", "Alleen als een aanbieder meldde.", (), nodig=False)
    gemeld = dag("Gemeld op", "De dag van de melding bij de Raad.")
    bekend = dag("Bij de gemeente bekend op", "Leeg als niemand het u vertelde: dan komt er een signaal.", nodig=False)
    gehoord = forms.CharField(
        label="Van wie hoorde u het?", max_length=200, required=False, help_text="Als de melder het niet zelf vertelde."
    )
    kenmerk = forms.CharField(label="Kenmerk", max_length=60, required=False, help_text="Van de Raad, als dat er is.")
    zorgen = tekst("Welke zorgen?", "Kort. Geen burgerservicenummer.", regels=2)

    def __init__(self, *args: Any, aanbieders: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanbieder"].choices = [*GEEN, *aanbieders]  # type: ignore[attr-defined]


class Afhandelformulier(ZonderBsn):
    """What was done about a signal."""

    wat_gedaan = tekst("Wat hebt u gedaan?", "Wie is gebeld, en wat is afgesproken.", lengte=500, regels=2)


class Aanwijsformulier(ZonderBsn):
    """Appoint a provider that may report to the Raad itself."""

    aanbieder = keuze("Aanbieder", "Die zelf bij de Raad mag melden.", ())
    vanaf = dag("Vanaf", "De eerste dag.")
    grond = forms.CharField(label="Besluit", max_length=200, help_text="Waar dat staat.")

    def __init__(self, *args: Any, aanbieders: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanbieder"].choices = [*GEEN, *aanbieders]  # type: ignore[attr-defined]


class Functieformulier(ZonderBsn):
    """Who carries out a basic function in the own municipality."""

    functie = keuze("Basisfunctie", "Een van de vijf.", ())
    uitvoerder = forms.CharField(label="Wie voert die uit?", max_length=120, help_text="Team of organisatie.")
    toelichting = forms.CharField(
        label="Toelichting", max_length=300, required=False, help_text="Bijvoorbeeld: samen met de GGD."
    )

    def __init__(self, *args: Any, functies: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["functie"].choices = [*GEEN, *functies]  # type: ignore[attr-defined]
