# SPDX-License-Identifier: EUPL-1.2
"""The page on which a provider asks a municipality for a first allocation for a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.berichten.actions import Gevraagdproduct, Persoon, Verwijzer
from jeugdregio.components.values import Kruimel
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.portaal.aanvragen import Keuze, keuzes, vraag_toewijzing
from jeugdregio.portaal.pages.afzenden import afzending, na_verzenden
from jeugdregio.portaal.pages.productvorm import Productformulier, codes, datumveld
from jeugdregio.portaal.pages.toegang import aanbieder
from jeugdregio.portaal.verzenden import NietVerstuurd, eerder_verstuurd, nieuwe_sleutel
from jeugdregio.regio import queries as regio

MEESTE_PRODUCTEN = 6
MET_CODE = {"02", "03", "04", "05"}
"""Types of referrer with a code or a name; the others have no code (CD066, CD067, CD068)."""
ZELF = "06"
OUDSTE_JAREN = 120
"""The age above which a date of birth is a mistake (TR002)."""


class Kindformulier(forms.Form):
    """The child, the municipality, and who referred (CS002, TR002, TR134, CD066 to CD068)."""

    gemeente = forms.ChoiceField(
        label="Gemeente",
        help_text="De gemeente die voor de jeugdige verantwoordelijk is.",
        error_messages={"required": "Kies de gemeente."},
    )
    bsn = forms.RegexField(
        label="Burgerservicenummer",
        regex=r"[0-9]{9}",
        strip=True,
        help_text="Negen cijfers.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "9"}),
        error_messages={"required": "Vul het burgerservicenummer in.", "invalid": "Vul precies negen cijfers in."},
    )
    voornamen = forms.CharField(
        label="Voornamen", required=False, max_length=200, help_text="Zoals op het identiteitsbewijs."
    )
    voorvoegsel = forms.CharField(
        label="Voorvoegsel", required=False, max_length=10, help_text="Bijvoorbeeld: van der."
    )
    achternaam = forms.CharField(
        label="Achternaam",
        max_length=200,
        help_text="De geboortenaam, zonder voorvoegsel.",
        error_messages={"required": "Vul de achternaam in."},
    )
    geboortedatum = datumveld("Geboortedatum", hulp="Zoals op het identiteitsbewijs.", leeg="Vul de geboortedatum in.")
    geslacht = forms.ChoiceField(
        label="Geslacht",
        help_text="Zoals het in de Basisregistratie Personen staat.",
        error_messages={"required": "Kies het geslacht."},
    )
    verwijzer_type = forms.ChoiceField(
        label="Wie verwees de jeugdige?",
        help_text="Wie zei dat deze hulp nodig is.",
        error_messages={"required": "Kies wie verwees."},
    )
    verwijzer = forms.CharField(
        label="AGB-code of naam van de verwijzer",
        required=False,
        max_length=64,
        help_text="Acht cijfers is een AGB-code. Verplicht bij huisarts, jeugdarts, gecertificeerde instelling en "
        "medisch specialist.",
    )
    sleutel = forms.RegexField(regex=r"[0-9a-f]{32}", widget=forms.HiddenInput, initial=nieuwe_sleutel)

    def __init__(self, *args: Any, gemeenten: dict[str, str], vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = vandaag
        for name, first, known in (
            ("gemeente", "Kies een gemeente", list(gemeenten.items())),
            ("geslacht", "Kies een geslacht", codes("geslacht")),
            ("verwijzer_type", "Kies een verwijzer", codes("type_verwijzer")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *known]

    def clean_bsn(self) -> str:
        """A number that can exist."""
        number = str(self.cleaned_data["bsn"])
        if not voldoet_aan_elfproef(number):
            raise forms.ValidationError("Dit kan geen burgerservicenummer zijn. Kijk of alle cijfers goed staan.")
        return number

    def clean_geboortedatum(self) -> date:
        """Not after today, and not of an age that nobody has."""
        day: date = self.cleaned_data["geboortedatum"]
        if not 0 <= self._today.year - day.year <= OUDSTE_JAREN or day > self._today:
            raise forms.ValidationError("Deze geboortedatum kan niet. Kijk het jaar na.")
        return day

    def clean(self) -> dict[str, Any]:
        """A referrer has a code, a name or neither, as its type wants."""
        data = super().clean() or self.cleaned_data
        kind, who = data.get("verwijzer_type", ""), data.get("verwijzer", "")
        if kind in MET_CODE and not who:
            self.add_error("verwijzer", "Vul de AGB-code van de verwijzer in, of de naam als u die niet weet.")
        if kind and kind not in MET_CODE and who.isdecimal():
            self.add_error("verwijzer", "Bij deze verwijzer hoort geen AGB-code. Vul een naam in, of laat dit leeg.")
        if kind == ZELF and who and not who.isdecimal():
            self.add_error("verwijzer", "Zonder verwijzer hoort hier geen naam. Laat dit leeg.")
        if kind in MET_CODE and who.isdecimal() and len(who) != 8:
            self.add_error("verwijzer", "Een AGB-code heeft acht cijfers.")
        return data

    @property
    def persoon(self) -> Persoon:
        """The child."""
        names = ("bsn", "geboortedatum", "geslacht", "achternaam", "voorvoegsel", "voornamen")
        return Persoon(**{name: self.cleaned_data[name] for name in names})

    @property
    def door(self) -> Verwijzer:
        """Who referred."""
        kind, who = self.cleaned_data["verwijzer_type"], self.cleaned_data["verwijzer"]
        return Verwijzer(kind, who, "") if who.isdecimal() else Verwijzer(kind, "", who)


if TYPE_CHECKING:
    _Basis = BaseFormSet[Productformulier]
else:
    _Basis = BaseFormSet


class _Producten(_Basis):
    """The products of one request: the same one is asked for once over the same days (TR386)."""

    def initial_form_count(self) -> int:
        """Of what was sent every row but the first may be left empty."""
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def ingevuld(self) -> list[Productformulier]:
        """The rows that are not empty."""
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        """No overlap within a request, said at the row that has it."""
        if any(self.errors):
            return
        seen: list[Gevraagdproduct] = []
        for form in self.ingevuld:
            one = form.gevraagd
            if any(_same(one, other) for other in seen):
                form.add_error("product", "Dit product staat al in uw verzoek, over dezelfde dagen.")
            seen.append(one)


def _same(one: Gevraagdproduct, other: Gevraagdproduct) -> bool:
    """The same code; or, where one has no code, the same category (`berichten.regels.overlap`)."""
    alike = one.code == other.code if one.code and other.code else one.categorie == other.categorie
    if not alike:
        return False
    return one.begin <= (other.einde or date.max) and other.begin <= (one.einde or date.max)


@dataclass(frozen=True)
class AanvraagPagina:
    """The request for a child: one form about the child, one per product."""

    titel: str
    inleiding: str
    kind: Kindformulier
    producten: Any
    kan_meer: bool
    fout: str


def _formset(data: Any, found: Sequence[Keuze], typed: Sequence[dict[str, str]] = (), *, meer: int = 0) -> Any:
    factory = formset_factory(
        Productformulier,
        formset=_Producten,
        extra=meer,
        min_num=1,
        max_num=MEESTE_PRODUCTEN,
        absolute_max=MEESTE_PRODUCTEN,
        validate_min=True,
        validate_max=True,
    )
    options = {"keuzes": found, "use_required_attribute": False}
    return factory(data, prefix="product", initial=list(typed) or None, form_kwargs=options)


def _typed(request: HttpRequest) -> list[dict[str, str]]:
    """The rows as they were typed, not judged."""
    given = request.POST.get("product-TOTAL_FORMS", "")
    number = min(int(given), MEESTE_PRODUCTEN) if given.isascii() and given.isdecimal() and len(given) < 3 else 1
    names = Productformulier.base_fields
    return [{name: request.POST.get(f"product-{row}-{name}", "") for name in names} for row in range(number)]


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def aanvraag(request: HttpRequest) -> HttpResponse:
    """The form; a POST sends the request (JW315), or gives room for one more product."""
    wie = aanbieder(request)
    moment = timezone.now()
    today = timezone.localdate(moment)
    with namens(wie):
        towns, found = regio.deelnemers(settings.REGIO, today), keuzes(settings.REGIO, dag=today, on_behalf_of=wie)
    if request.method != "POST":
        child = Kindformulier(gemeenten=towns, vandaag=today)
        return _show(request, wie, child, _formset(None, found))
    if before := eerder_verstuurd(request.POST.get("sleutel", ""), on_behalf_of=wie):
        return _outcome(request, before, wie)
    if request.POST.get("actie") == "meer":
        child = Kindformulier(gemeenten=towns, vandaag=today, initial=request.POST.dict())
        return _show(request, wie, child, _formset(None, found, _typed(request), meer=1))
    child = Kindformulier(request.POST, gemeenten=towns, vandaag=today)
    products = _formset(request.POST, found)
    if not (child.is_valid() & products.is_valid()):
        return _show(request, wie, child, products, status=422)
    try:
        sent = vraag_toewijzing(
            afzending(child.cleaned_data["sleutel"], wie, moment),
            child.cleaned_data["gemeente"],
            child.persoon,
            [form.gevraagd for form in products.ingevuld],
            child.door,
        )
    except NietVerstuurd as refusal:
        return _show(request, wie, child, products, fault=str(refusal), status=422)
    return _outcome(request, sent.bestand_id, wie)


def _outcome(request: HttpRequest, file_id: int, wie: Machtiging) -> HttpResponse:
    """To the open requests when all is well; else the page that says why not."""
    good = "Uw verzoek om toewijzing is verstuurd. Het wacht nu op de gemeente."
    return na_verzenden(request, file_id, wie, gelukt=good, naar="verzoeken")


def _show(
    request: HttpRequest, wie: Machtiging, child: Kindformulier, products: Any, *, fault: str = "", status: int = 200
) -> HttpResponse:
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        page = AanvraagPagina(
            titel="Toewijzing vragen",
            inleiding="Vraag een gemeente om een toewijzing voor een jeugdige (JW315). Heeft de jeugdige al een "
            "lopende toewijzing bij u, vraag dan vanuit die toewijzing een wijziging of een product erbij.",
            kind=child,
            producten=products,
            kan_meer=len(products.forms) < MEESTE_PRODUCTEN,
            fout=fault,
        )
        trail = (Kruimel("Toewijzingen", reverse("toewijzingen")), Kruimel("Toewijzing vragen"))
        return render(request, "portaal/aanvraag.html", {"page": page, "kruimels": trail}, status=status)
