# SPDX-License-Identifier: EUPL-1.2
"""The forms of who decides: one screen for a decision, small ones for what moves a term."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from jeugdregio.besluiten import voorwaarden
from jeugdregio.besluiten.briefteksten import omvang
from jeugdregio.besluiten.dossier import kosten, sleutel_van
from jeugdregio.besluiten.models import Besluit, Bezwaar
from jeugdregio.besluiten.pages.opmaak import dagveld, kies, tekstveld
from jeugdregio.besluiten.values import (
    AFWIJZING,
    GEDEELTELIJK,
    HERZIENING,
    INTREKKING,
    INZET,
    PGB,
    TOEKENNING,
    ZIN,
    Keuze,
    Pgbproduct,
    Voorziening,
)
from jeugdregio.besluiten.vervangen import wijzigredenen
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.core.periode import dag_erna

UIT_DE_DAGEN = ("04", "05")
SOORTEN = [(TOEKENNING, "Toekennen"), (GEDEELTELIJK, "Voor een deel toekennen"), (AFWIJZING, "Afwijzen")]
NA_18 = [
    ("", "Niet van toepassing: de hulp stopt op of voor de 18e verjaardag"),
    ("liep", "De hulp liep al voor de 18e verjaardag"),
    ("bepaald", "Voor de 18e verjaardag was al bepaald dat deze hulp nodig is"),
    ("hervat", "De hulp stopte na de 18e verjaardag en begint binnen een half jaar opnieuw"),
]
EENHEDEN = {
    "01": "minuten",
    "04": "uren",
    "14": "etmalen",
    "16": "dagdelen",
    "82": "stuks",
    "83": "euro's",
    "84": "stuks",
}


class Besluitformulier(ZonderBsn):
    """A decision on one screen; what does not go with the choice may stay empty."""

    soort = forms.ChoiceField(
        label="Wat besluit u?", choices=SOORTEN, help_text="Bij afwijzen vult u alleen waarom in."
    )
    vorm = forms.ChoiceField(
        label="Hoe krijgt het gezin de hulp?",
        required=False,
        choices=[(ZIN, "In natura, van een aanbieder"), (PGB, "Met een persoonsgebonden budget (pgb)")],
        help_text="Een pgb vraagt om een budgetplan van het gezin.",
    )
    keuze = forms.ChoiceField(
        label="Hulp en aanbieder",
        required=False,
        help_text="Kortste wachttijd bovenaan. Typ de eerste letters van een aanbieder om er snel te zijn.",
    )
    hoeveel = forms.IntegerField(
        label="Hoeveel", required=False, min_value=1, max_value=99_999_999, help_text="In de eenheid van de hulp."
    )
    frequentie = forms.ChoiceField(
        label="Hoe vaak", required=False, help_text="Per week, per maand, of in totaal over de hele periode."
    )
    begin = dagveld("Vanaf", "De eerste dag met hulp.", nodig=False)
    einde = dagveld("Tot en met", "De laatste dag met hulp. Nodig bij een pgb en bij hulp per week.", nodig=False)
    pgb_product = forms.ChoiceField(
        label="Pgb: met welke hulp in natura is het te vergelijken?",
        required=False,
        help_text="Bepaalt hoe hoog het pgb mag zijn: hoeveel maal hoe vaak maal het tarief dat erbij staat.",
    )
    pgb_hulp = tekstveld("Pgb: welke hulp", "Bijvoorbeeld: begeleiding na school.", lengte=200, nodig=False, rijen=1)
    pgb_bedrag = forms.DecimalField(
        label="Pgb: bedrag in euro's over de hele periode",
        required=False,
        min_value=1,
        max_digits=9,
        decimal_places=2,
        help_text="Niet meer dan dezelfde hulp in natura kost (Jeugdwet 8.1.1 lid 4).",
    )
    pgb_beheer = forms.BooleanField(
        label="Pgb: iemand kan het budget beheren", required=False, help_text="Nodig voor een pgb (Jeugdwet 8.1.1)."
    )
    pgb_waarom = forms.BooleanField(
        label="Pgb: het gezin legde uit waarom natura niet past",
        required=False,
        help_text="Nodig voor een pgb (Jeugdwet 8.1.1).",
    )
    pgb_kwaliteit = forms.BooleanField(
        label="Pgb: de hulp is van goede kwaliteit", required=False, help_text="Nodig voor een pgb (Jeugdwet 8.1.1)."
    )
    pgb_informeel = tekstveld(
        "Pgb: hulp door iemand uit het eigen netwerk",
        "Alleen invullen als dat zo is: waarom deze hulp beter is, of even goed en goedkoper.",
        lengte=400,
        nodig=False,
        rijen=2,
    )
    na_18 = forms.ChoiceField(
        label="Hulp na de 18e verjaardag", required=False, choices=NA_18, help_text="Alleen als de hulp dan doorloopt."
    )
    motivering = tekstveld(
        "Waarom besluit u dit?",
        "Dit staat woord voor woord in de brief. Schrijf aan het gezin, in korte zinnen, zonder vaktaal.",
        lengte=3000,
        rijen=6,
    )
    grondslag = tekstveld("Regels waarop dit steunt", "Wetsartikelen en verordening.", lengte=400, rijen=1)

    def __init__(
        self,
        *args: Any,
        keuzes: Sequence[Keuze],
        producten: Sequence[Pgbproduct],
        inzet: bool,
        loopt: str = "",
        **kwargs: Any,
    ) -> None:
        """`loopt` is the key of what this child has already: that stays possible when the provider is full."""
        super().__init__(*args, **kwargs)
        self._keuzes = {sleutel_van(one): one for one in keuzes if one.mag or sleutel_van(one) == loopt}
        self._producten = {productsleutel(one): one for one in producten}
        can = [(key, keuzewoorden(one)) for key, one in self._keuzes.items()]
        measures = [(key, productwoorden(one)) for key, one in self._producten.items()]
        kies(self, "pgb_product", [("", "Kies de hulp om mee te vergelijken"), *measures])
        kies(self, "keuze", [("", "Kies hulp en aanbieder"), *can])
        often = codelijst("frequentie")
        kies(self, "frequentie", [("", "Kies hoe vaak"), *((c, one.omschrijving) for c, one in often.codes.items())])
        if inzet:
            kies(self, "soort", [(INZET, "Inzetten wat is bepaald")])
            for name in [name for name in self.fields if name.startswith("pgb_")] + ["vorm"]:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together."""
        data = super().clean()
        if data.get("soort") == AFWIJZING:
            return data
        if not data.get("begin") and "begin" not in self.errors:
            self.add_error("begin", "Vul de eerste dag in.")
        begin, end = data.get("begin"), data.get("einde")
        if begin and end and end < begin:
            self.add_error("einde", "De laatste dag ligt voor de eerste. Kies een latere.")
        if self._is_pgb(data):
            self._pgb(data)
            for name, said in (("pgb_hulp", "Vul in welke hulp."), ("pgb_bedrag", "Vul een bedrag in.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, said)
            if not end and "einde" not in self.errors:
                self.add_error("einde", "Een pgb heeft een laatste dag.")
        else:
            self._natura(data, end)
        return data

    def _pgb(self, data: dict[str, Any]) -> None:
        """How much of which help the budget is for: that gives the most that it may be."""
        one = self._producten.get(data.get("pgb_product", ""))
        if one is None:
            if "pgb_product" not in self.errors:
                self.add_error("pgb_product", "Kies de hulp om mee te vergelijken: die bepaalt hoe hoog het mag zijn.")
            return
        self._hoeveel(data, one.eenheid)

    def _hoeveel(self, data: dict[str, Any], unit: str) -> str:
        if not data.get("hoeveel") and "hoeveel" not in self.errors:
            self.add_error("hoeveel", f"Vul in hoeveel {EENHEDEN.get(unit, 'eenheden')}.")
        often: str = data.get("frequentie", "")
        allowed = codelijst("eenheid").codes[unit].kenmerken["frequenties"].split()
        if often not in allowed:
            self.add_error("frequentie", "Kies hoe vaak; deze eenheid kan niet per dag." if often else "Kies hoe vaak.")
        return often

    def _natura(self, data: dict[str, Any], end: date | None) -> None:
        chosen = self._keuzes.get(data.get("keuze", ""))
        if chosen is None:
            if "keuze" not in self.errors:
                self.add_error("keuze", "Kies hulp en aanbieder.")
            return
        often = self._hoeveel(data, chosen.eenheid)
        if often in ("2", "6") and not end and "einde" not in self.errors:
            self.add_error("einde", "Vul de laatste dag in: die is nodig bij hulp per week of in totaal.")

    @staticmethod
    def _is_pgb(data: dict[str, Any]) -> bool:
        return data.get("vorm") == PGB

    @property
    def gekozen(self) -> Keuze | None:
        """The chosen help in kind."""
        return None if self._is_pgb(self.cleaned_data) else self._keuzes.get(self.cleaned_data.get("keuze", ""))

    @property
    def voorziening(self) -> Voorziening | None:
        """What is granted; nothing with a refusal."""
        data = self.cleaned_data
        if data["soort"] == AFWIJZING:
            return None
        period = {"van": data["begin"], "tot": dag_erna(data["einde"])}
        if self._is_pgb(data):
            measure = self._producten[data["pgb_product"]]
            return Voorziening(
                vorm=PGB,
                categorie=measure.categorie,
                code=measure.code,
                omschrijving=data["pgb_hulp"],
                volume=data["hoeveel"],
                eenheid=measure.eenheid,
                frequentie=data["frequentie"],
                budget_cent=int(data["pgb_bedrag"] * 100),
                informeel=bool(data["pgb_informeel"]),
                **period,
            )
        one = self.gekozen
        assert one is not None
        return Voorziening(
            vorm=ZIN,
            categorie=one.categorie,
            omschrijving=one.omschrijving,
            aanbieder=one.aanbieder,
            code=one.code,
            profiel=one.profiel[:60],
            volume=data["hoeveel"],
            eenheid=one.eenheid,
            frequentie=data["frequentie"],
            wachttijd_weken=one.wachttijd_weken,
            **period,
        )

    def pgbvraag(self, *, maatregel: bool) -> voorwaarden.Pgbvraag | None:
        """What the family said about a budget of its own."""
        data = self.cleaned_data
        own = self.voorziening
        if not self._is_pgb(data) or own is None:
            return None
        measure = self._producten[data["pgb_product"]]
        unit = codelijst("eenheid").omschrijving(measure.eenheid).lower()
        cost = kosten(replace(own, budget_cent=None), measure.tarief_cent)
        return voorwaarden.Pgbvraag(
            maatregel=maatregel,
            plan=data["pgb_waarom"],
            kan_beheren=data["pgb_beheer"],
            motivering=data["pgb_waarom"],
            kwaliteit=data["pgb_kwaliteit"],
            budget_cent=int(data["pgb_bedrag"] * 100),
            natura_cent=cost,
            natura_uitleg=f"{omvang(own)}, {cent(measure.tarief_cent)} per {unit}, {measure.bron}",
            informeel=bool(data["pgb_informeel"]),
            informeel_beter=data["pgb_informeel"],
        )

    @property
    def doorgang(self) -> voorwaarden.Doorgang | None:
        """Why help goes on after eighteen."""
        why = self.cleaned_data["na_18"]
        return voorwaarden.Doorgang(why == "liep", why == "bepaald", why == "hervat") if why else None


def keuzewoorden(one: Keuze) -> str:
    """A provider and product in a list of choices."""
    unit = codelijst("eenheid").omschrijving(one.eenheid).lower()
    price = f", {cent(one.tarief_cent)} per {unit}" if one.tarief_cent is not None else f", in {unit}"
    wait = "wachttijd onbekend" if one.wachttijd_weken is None else f"wacht {one.wachttijd_weken} weken"
    profile = f", {one.profiel}" if one.profiel else ""
    return f"{one.naam}: {one.code} {one.omschrijving}{profile}{price}, {wait}"


def productsleutel(one: Pgbproduct) -> str:
    """How the form names a product to lay a budget beside."""
    return f"{one.categorie}-{one.code}-{one.eenheid}"


def productwoorden(one: Pgbproduct) -> str:
    """A product with the most that a unit of it may cost, and where that stands."""
    unit = codelijst("eenheid").omschrijving(one.eenheid).lower()
    return f"{one.code} {one.omschrijving}: ten hoogste {cent(one.tarief_cent)} per {unit} ({one.bron})"


class Herzienformulier(Besluitformulier):
    """A revision: the same form, filled in with what holds now, and why the allocation changes."""

    wijzigreden = forms.ChoiceField(
        label="Waarom verandert de toewijzing?",
        required=False,
        help_text="Deze reden gaat in het bericht naar de aanbieder (codelijst reden wijziging).",
    )
    field_order = ("soort", "wijzigreden")

    def __init__(self, *args: Any, bericht: bool, **kwargs: Any) -> None:
        """`bericht`: what it replaces was allocated; without one there is no reason to give."""
        super().__init__(*args, inzet=False, **kwargs)
        kies(self, "soort", [(HERZIENING, "Herzien: dit besluit komt in plaats van het oude")])
        if bericht:
            codes = wijzigredenen(HERZIENING)
            other = [(code, words) for code, words in codes.items() if code not in UIT_DE_DAGEN]
            kies(self, "wijzigreden", [("", "De hulp wordt langer of korter: dat volgt uit de dagen"), *other])
        else:
            del self.fields["wijzigreden"]
        self.fields["soort"].help_text = "Het oude besluit blijft staan zoals het was."
        self.fields["begin"].help_text = (
            "Verandert alleen de laatste dag? Laat deze dag staan. Verandert de hulp zelf? Kies de eerste dag van de "
            "nieuwe hulp; de oude loopt tot en met de dag ervoor."
        )


class Verstuurformulier(forms.Form):
    """How the provider reaches the family."""

    telefoon = forms.RegexField(
        label="Telefoonnummer van het gezin",
        regex=r"[0-9]{10,15}",
        required=False,
        help_text="Gaat mee naar de aanbieder. Nodig als er geen adres is dat de aanbieder mag hebben.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"invalid": "Vul alleen cijfers in, bijvoorbeeld 0612345678."},
    )


class Zoekformulier(forms.Form):
    """Narrow the choices of help and provider."""

    zoek = forms.CharField(label="Zoek hulp of aanbieder", required=False, help_text="Een deel van een naam of code.")


class Opschortformulier(ZonderBsn):
    """A request for completion."""

    op = dagveld("Dag van de brief", "De termijn staat stil vanaf de dag erna.")
    uiterlijk = dagveld("Uiterlijk aanvullen op", "De laatste dag waarop het gezin kan aanvullen.")
    reden = tekstveld("Wat hebt u nodig?", "Dit staat woord voor woord in de brief.")


class Aanvulformulier(ZonderBsn):
    """What was asked for came."""

    op = dagveld("Aangevuld op", "De dag waarop de gegevens kwamen.")


class Verlengformulier(ZonderBsn):
    """A later last day."""

    op = dagveld("Dag van de brief", "Voor de laatste dag die er nu is.")
    naar = dagveld("Nieuwe laatste dag", "Een werkdag.")
    reden = tekstveld("Waarom duurt het langer?", "Dit staat woord voor woord in de brief.")


class Dagformulier(ZonderBsn):
    """A day and why."""

    op = dagveld("Dag", "Wanneer dit gebeurde.")
    reden = tekstveld("Toelichting", "In een paar woorden.", rijen=2)


class Intrekformulier(ZonderBsn):
    """A withdrawal."""

    ingang = dagveld("Eerste dag zonder hulp", "De hulp loopt tot en met de dag ervoor.")
    wijzigreden = forms.ChoiceField(
        label="Reden in het bericht",
        help_text="Deze reden gaat naar de aanbieder (codelijst reden wijziging).",
        required=False,
    )
    motivering = tekstveld("Waarom stopt de hulp?", "Dit staat woord voor woord in de brief.", lengte=3000, rijen=5)
    grondslag = tekstveld("Regels waarop dit steunt", "Wetsartikelen en verordening.", lengte=400, rijen=1)

    def __init__(self, *args: Any, bericht: bool, **kwargs: Any) -> None:
        """`bericht`: a provider is told; without one there is no reason to give."""
        super().__init__(*args, **kwargs)
        if bericht:
            kies(self, "wijzigreden", list(wijzigredenen(INTREKKING).items()))
            self.fields["wijzigreden"].required = True
        else:
            del self.fields["wijzigreden"]


class Toetsformulier(ZonderBsn):
    """What the second checker finds."""

    gelezen = forms.CharField(widget=forms.HiddenInput)
    oordeel = forms.ChoiceField(
        label="Uw oordeel",
        choices=[("goed", "Akkoord: het besluit kan door"), ("terug", "Terug naar de maker")],
        widget=forms.RadioSelect,
        help_text="U wijzigt zelf niets: de maker past aan en legt het opnieuw voor.",
    )
    toelichting = tekstveld("Toelichting", "Nodig als u het besluit teruggeeft.", nodig=False)


class Bezwaarformulier(ZonderBsn):
    """An objection that came in."""

    van_wie = tekstveld("Wie maakt bezwaar?", "De naam zoals die in de brief staat.", lengte=200, rijen=1)
    verzonden_op = dagveld("Verzonden op", "Datum van het poststempel, of van de brief.")
    ontvangen_op = dagveld("Ontvangen op", "De dag waarop het bij de gemeente kwam.")
    gronden = tekstveld("Waarom?", "Kort, wat de indiener vindt.", lengte=3000, rijen=4)
    commissie = forms.BooleanField(
        label="Een commissie adviseert", required=False, help_text="Dan is de termijn 12 weken in plaats van 6."
    )


class Beslisformulier(ZonderBsn):
    """The decision on an objection."""

    gehoord_op = dagveld("Gehoord op", "De dag van het gesprek met de indiener.", nodig=False)
    uitkomst = forms.ChoiceField(
        label="Uitkomst", choices=Bezwaar.Uitkomst.choices, help_text="Bij gegrond volgt een nieuw besluit."
    )
    verschoonbaar = tekstveld(
        "Waarom is te laat te verontschuldigen?",
        "Alleen bij een bezwaar dat te laat kwam.",
        lengte=400,
        nodig=False,
        rijen=1,
    )
    motivering = tekstveld("Waarom?", "De reden van deze uitkomst.", lengte=3000, rijen=4)
    op = dagveld("Dag van de beslissing", "Vandaag, of eerder.")


class Beroepformulier(ZonderBsn):
    """An appeal at the court."""

    op = dagveld("Ingesteld op", "De dag waarop het beroep bij de rechtbank kwam.")
    rechtbank = tekstveld("Rechtbank", "Bijvoorbeeld: Overijssel.", lengte=80, rijen=1)
    zaaknummer = tekstveld("Zaaknummer", "Van de rechtbank.", lengte=40, nodig=False, rijen=1)


STANDEN = Besluit.Stand
