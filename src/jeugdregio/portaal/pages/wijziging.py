# SPDX-License-Identifier: EUPL-1.2
"""The pages on which a provider asks for a change of one allocation, or for a product beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Kruimel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.portaal.aanvragen import keuzes, vraag_erbij
from jeugdregio.portaal.invoer import OnleesbaarVolume, lees_volume, schrijf_volume
from jeugdregio.portaal.pages.afzenden import afzending, na_verzenden
from jeugdregio.portaal.pages.productvorm import PER_WEEK, Erbijformulier, codes, datumveld
from jeugdregio.portaal.pages.toegang import aanbieder
from jeugdregio.portaal.verzenden import NietVerstuurd, Verzonden, eerder_verstuurd, nieuwe_sleutel
from jeugdregio.portaal.wijzigen import Wens, alleen_vanaf_begin, is_actueel, vraag_wijziging
from jeugdregio.toewijzingen import queries
from jeugdregio.toewijzingen.pages.opmaak import EURO, eenheid, omvang, periode
from jeugdregio.toewijzingen.values import Toegewezen


@dataclass(frozen=True)
class WijzigingPagina:
    """The form, and what is allocated now."""

    titel: str
    inleiding: str
    feiten: tuple[tuple[str, str], ...]
    formulier: forms.Form
    fout: str


class Wijzigingformulier(forms.Form):
    """The conditions of the standard (TR357, TR373, TR375, TR411, TR412, CD075, CD076), said at the field."""

    reden = forms.ChoiceField(label="Waarom vraagt u dit?", help_text="Kies wat het best past; de gemeente leest dit.")
    ingang = datumveld(
        "Vanaf", hulp="Een dag na vandaag, of de eerste dag van de toewijzing.", leeg="Vul in vanaf wanneer."
    )
    einde = datumveld("Tot en met", verplicht=False, hulp="De laatste dag met zorg. Leeg laten is: zonder einddatum.")
    hoeveel = forms.CharField(
        max_length=20,
        help_text="Het nieuwe aantal of bedrag, niet het verschil.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    sleutel = forms.RegexField(regex=r"[0-9a-f]{32}", widget=forms.HiddenInput, initial=nieuwe_sleutel)

    def __init__(self, *args: Any, toewijzing: Toegewezen, peildatum: date) -> None:
        super().__init__(*args)
        self._one, self._today = toewijzing, peildatum
        reason = self.fields["reden"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [("", "Kies een reden"), *codes("reden_verzoek")]
        self.fields["einde"].initial = toewijzing.einde
        self._size()
        if alleen_vanaf_begin(toewijzing):
            del self.fields["ingang"]

    def _size(self) -> None:
        """A volume in the unit of the allocation, a budget in euros, or neither."""
        one, field = self._one, self.fields["hoeveel"]
        if one.budget_cent is not None:
            field.label, field.initial = "Budget in euro's", schrijf_volume(one.budget_cent, EURO)
        elif one.volume is not None and one.eenheid and one.frequentie and one.code:
            often = codelijst("frequentie").omschrijving(one.frequentie).lower()
            field.label = f"Volume: {eenheid(one.eenheid)}, {often}"
            field.initial = schrijf_volume(one.volume, one.eenheid)
        else:
            del self.fields["hoeveel"]

    def clean_hoeveel(self) -> int:
        """The volume in whole units, or the budget in cents."""
        unit = EURO if self._one.budget_cent is not None else self._one.eenheid or ""
        try:
            return lees_volume(self.cleaned_data["hoeveel"], unit)
        except OnleesbaarVolume as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> dict[str, Any]:
        """The change begins later than today, or with the allocation; it ends after it begins."""
        data = super().clean() or self.cleaned_data
        begin, end = data.get("ingang", self._one.begin), data.get("einde")
        if "ingang" in data and begin <= self._today and begin != self._one.begin:
            self.add_error("ingang", f"Kies een dag na vandaag, of {self._one.begin:%d-%m-%Y}.")
        if "einde" in data and end is None and (self._one.budget_cent is not None or self._one.frequentie == PER_WEEK):
            self.add_error("einde", "Vul de laatste dag in: die is nodig bij een budget en bij een volume per week.")
        if end and end < begin:
            self.add_error("einde", f"De laatste dag ligt voor de eerste ({begin:%d-%m-%Y}). Kies een latere.")
        return data

    @property
    def wens(self) -> Wens:
        """What is asked."""
        data = self.cleaned_data
        return Wens(data["reden"], data.get("ingang", self._one.begin), data["einde"], data.get("hoeveel"))


@dataclass(frozen=True)
class Vraag:
    """What is asked about one allocation, as the page says it; `maak` gives the form, `stuur` sends it."""

    titel: str
    uitleg: str
    feiten: tuple[tuple[str, str], ...]
    gelukt: str
    maak: Callable[..., Any]
    stuur: Callable[[Any, datetime], Verzonden]


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def wijziging(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """The form; a POST sends the request (JW317)."""
    wie = aanbieder(request)
    today = timezone.localdate()
    one = _current(gemeente, nummer, wie, today)
    vraag = Vraag(
        titel="Wijziging vragen",
        uitleg="Andere toewijzingen van dit kind blijven zoals ze zijn.",
        feiten=(("Nu toegewezen", omvang(one)), ("Geldig", periode(one.begin, one.einde))),
        gelukt=f"Het verzoek over toewijzing {one.nummer} is verstuurd. Het wacht nu op de gemeente.",
        maak=partial(Wijzigingformulier, toewijzing=one, peildatum=today),
        stuur=lambda form, moment: vraag_wijziging(
            afzending(form.cleaned_data["sleutel"], wie, moment), one, form.wens
        ),
    )
    return _handle(request, one, wie, vraag)


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def erbij(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """The form for a product beside this allocation; a POST sends the request (JW317)."""
    wie = aanbieder(request)
    today = timezone.localdate()
    one = _current(gemeente, nummer, wie, today)
    with namens(wie):
        found = keuzes(settings.REGIO, dag=today, on_behalf_of=wie)
    vraag = Vraag(
        titel="Product erbij vragen",
        uitleg="De toewijzingen die dit kind bij u heeft blijven zoals ze zijn.",
        feiten=(("Naast toewijzing", str(one.nummer)), ("Nu toegewezen", omvang(one))),
        gelukt=f"Het verzoek om een product naast toewijzing {one.nummer} is verstuurd. Het wacht nu op de gemeente.",
        maak=partial(Erbijformulier, keuzes=found, na=today),
        stuur=lambda form, moment: vraag_erbij(
            afzending(form.cleaned_data["sleutel"], wie, moment), one, form.cleaned_data["reden"], form.gevraagd
        ),
    )
    return _handle(request, one, wie, vraag)


def _current(gemeente: str, nummer: int, wie: Machtiging, today: date) -> Toegewezen:
    one = queries.toewijzing(gemeente, nummer, on_behalf_of=wie)
    if one is None or not is_actueel(one, today):
        raise Http404("Deze toewijzing is er niet, of zij is afgelopen.")
    return one


def _handle(request: HttpRequest, one: Toegewezen, wie: Machtiging, vraag: Vraag) -> HttpResponse:
    """Show the form, or send it: to the open requests when all is well, else to the page that says why not."""
    if request.method != "POST":
        return _show(request, one, wie, vraag, vraag.maak())
    if before := eerder_verstuurd(request.POST.get("sleutel", ""), on_behalf_of=wie):
        return na_verzenden(request, before, wie, gelukt=vraag.gelukt, naar="verzoeken")
    form = vraag.maak(request.POST)
    if not form.is_valid():
        return _show(request, one, wie, vraag, form, status=422)
    try:
        sent = vraag.stuur(form, timezone.now())
    except NietVerstuurd as refusal:
        return _show(request, one, wie, vraag, form, fault=str(refusal), status=422)
    return na_verzenden(request, sent.bestand_id, wie, gelukt=vraag.gelukt, naar="verzoeken")


def _show(
    request: HttpRequest,
    one: Toegewezen,
    wie: Machtiging,
    vraag: Vraag,
    form: Any,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        gelezen(request, [one.kind.persoon])
        page = WijzigingPagina(
            titel=f"{vraag.titel}, toewijzing {one.nummer}",
            inleiding=f"{one.kind.naam}, geboren {datum(one.kind.geboortedatum)}. Uw verzoek gaat als JW317 naar de "
            f"gemeente. {vraag.uitleg}",
            feiten=vraag.feiten,
            formulier=form,
            fout=fault,
        )
        trail = (
            Kruimel("Toewijzingen", reverse("toewijzingen")),
            Kruimel(str(one.nummer), reverse("toewijzing", args=[one.gemeente, one.nummer])),
            Kruimel(vraag.titel),
        )
        return render(request, "portaal/wijziging.html", {"page": page, "kruimels": trail}, status=status)
