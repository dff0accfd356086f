# SPDX-License-Identifier: EUPL-1.2
"""What a provider has to answer: messages of municipalities, accepted in one click or refused with a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.berichten import queries as berichten
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.antwoord import bestand
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Kolom, Kruimel, Tabel, Toon
from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.ontvangst.pages.termijn import in_woorden
from jeugdregio.ontvangst.values import RETOUR_WERKDAGEN
from jeugdregio.portaal.pages.afzenden import afzending
from jeugdregio.portaal.pages.toegang import aanbieder, opent_zelf
from jeugdregio.portaal.postvak import (
    PRODUCT,
    Afkeurcode,
    Post,
    afkeurcodes,
    bevestig,
    keur_af,
    ontvang,
    post,
    toewijzingnummers,
)
from jeugdregio.portaal.verzenden import NietVerstuurd, Verzonden
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen.pages.opmaak import omvang, periode
from jeugdregio.toewijzingen.values import Toegewezen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.values import ONDERZOEKEN, Gegeven

PER_KEER = 50
VERWERKT = "geen_retourbericht"
ONDERDEEL = {
    "Header": "hele bericht",
    "Client": "jeugdige",
    PRODUCT: "toewijzing",
    "Antwoord": "antwoord",
    "Woonplaatsbeginsel": "andere gemeente",
}


@dataclass(frozen=True)
class Poststuk:
    """One message as the list shows it."""

    sleutel: str
    naam: str
    gemeente: str
    termijn: tuple[str, Toon]
    inhoud: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class PostvakPagina:
    """The list, the oldest first."""

    titel: str
    inleiding: str
    samenvatting: str
    stukken: tuple[Poststuk, ...]


@dataclass(frozen=True)
class PostPagina:
    """One message: what it says, and the form to refuse it."""

    titel: str
    inleiding: str
    termijn: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    toewijzingen: Tabel | None
    formulier: "Afkeurformulier"
    xml_url: str
    fout: str


class Afkeurformulier(forms.Form):
    """Why a message is refused: a code of the standard, and of which allocation when there are more."""

    code = forms.ChoiceField(
        label="Wat is er fout?",
        help_text="De gemeente krijgt deze code, met de uitleg erbij.",
        error_messages={"required": "Kies de code die zegt wat er fout is."},
    )
    toewijzing = forms.ChoiceField(
        label="Bij welke toewijzing?", required=False, help_text="Alleen als de fout in één toewijzing zit."
    )

    def __init__(self, *args: Any, codes: Sequence[Afkeurcode], nummers: Sequence[int]) -> None:
        super().__init__(*args)
        self._codes = {one.sleutel: one for one in codes}
        self._numbers = nummers
        for name, choices in (
            ("code", [("", "Kies een code"), *((one.sleutel, _words(one)) for one in codes)]),
            (
                "toewijzing",
                [("", "Kies een toewijzing"), *((str(nr), str(number)) for nr, number in enumerate(nummers))],
            ),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if len(nummers) < 2:
            del self.fields["toewijzing"]

    def clean(self) -> dict[str, Any]:
        """A fault in an allocation is in one of them."""
        data = super().clean() or self.cleaned_data
        one = self._codes.get(data.get("code", ""))
        if one and one.klasse == PRODUCT and "toewijzing" in self.fields and not data.get("toewijzing"):
            self.add_error("toewijzing", "Kies de toewijzing waarin de fout zit.")
        return data

    @property
    def keuze(self) -> tuple[Afkeurcode, int]:
        """The code, and the how-maniest of its class it is about."""
        one = self._codes[self.cleaned_data["code"]]
        return one, int(self.cleaned_data.get("toewijzing") or 0) if one.klasse == PRODUCT else 0


def _words(one: Afkeurcode) -> str:
    return f"{one.code} {one.omschrijving} ({ONDERDEEL.get(one.klasse, one.klasse)})"


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def postvak(request: HttpRequest) -> HttpResponse:
    """The messages that wait; a POST accepts one of them (`een`), or all that the page showed (`bericht`)."""
    wie = aanbieder(request)
    moment = timezone.now()
    waiting = post(on_behalf_of=wie)
    if request.method == "POST":
        chosen = {request.POST["een"]} if "een" in request.POST else set(request.POST.getlist("bericht"))
        return _receive(request, [one for one in waiting if one.sleutel in chosen], wie, moment)
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        gelezen(request, _children(waiting[:PER_KEER], wie))
        places, today = regio.namen(), timezone.localdate(moment)
        number = telwoord(len(waiting), "bericht wacht", "berichten wachten")
        more = f" De oudste {PER_KEER} staan hieronder." if len(waiting) > PER_KEER else ""
        page = PostvakPagina(
            titel="Postvak",
            inleiding="Toewijzingen (JW301) en antwoorden op uw verzoeken (JW319) van gemeenten. U laat binnen drie "
            "werkdagen weten dat u ze heeft. Klopt er iets niet, open het bericht dan en keur het af.",
            samenvatting=f"{number} op uw retourbericht.{more}",
            stukken=tuple(_item(one, places, today) for one in waiting[:PER_KEER]),
        )
        return render(request, "portaal/postvak.html", {"page": page})


def _children(shown: Sequence[Post], wie: Machtiging) -> frozenset[str]:
    """Whose allocations and requests these messages are about."""
    named = frozenset(each.kind.persoon for one in shown for each in one.toewijzingen)
    keys = [(one.bericht.gemeente, one.bericht.bericht_id) for one in shown if one.antwoord]
    return named | verzoeken.personen_van_antwoorden(keys, on_behalf_of=wie)


def _item(one: Post, places: dict[str, str], today: date) -> Poststuk:
    found = one.bericht
    return Poststuk(
        sleutel=one.sleutel,
        naam=f"{found.soort} {found.identificatie}",
        gemeente=places.get(found.gemeente, found.gemeente),
        termijn=_term(one, today),
        inhoud=tuple(_allocation(each) for each in one.toewijzingen) if not one.antwoord else (_answer(one.antwoord),),
        url=reverse("post", args=[found.gemeente, found.bericht_id]),
    )


def _term(one: Post, today: date) -> tuple[str, Toon]:
    return in_woorden(werkdagen_na(timezone.localdate(one.bericht.sinds), RETOUR_WERKDAGEN), today)


def _allocation(one: Toegewezen) -> str:
    product = one.code or (f"categorie {one.categorie}" if one.categorie else "vrij te kiezen product")
    gone = ", verwijderd" if one.verwijderd else ""
    return f"Toewijzing {one.nummer}, {one.kind.naam}: {product}, {omvang(one)}, {periode(one.begin, one.einde)}{gone}"


def _answer(given: Gegeven) -> str:
    if given.wat == ONDERZOEKEN:
        return f"Verzoek {given.referentie} is in onderzoek."
    why = codelijst("reden_afwijzing_verzoek").omschrijving(given.reden).lower()
    elsewhere = f" Verantwoordelijk is {regio.namen().get(given.woonplaats, f'gemeente {given.woonplaats}')}."
    return f"Verzoek {given.referentie} is afgewezen: {why}.{elsewhere if given.woonplaats else ''}"


def _receive(request: HttpRequest, chosen: Sequence[Post], wie: Machtiging, moment: datetime) -> HttpResponse:
    if not chosen:
        messages.info(request, "Er is niets verstuurd: deze berichten waren al beantwoord.")
        return redirect("postvak")
    try:
        sent = ontvang(afzending("", wie, moment), chosen)
    except NietVerstuurd as refusal:
        messages.error(request, str(refusal))
        return redirect("postvak")
    return _tell(request, sent, wie, "als ontvangen gemeld aan de gemeente")


def _tell(request: HttpRequest, sent: Sequence[Verzonden], wie: Machtiging, done: str) -> HttpResponse:
    """Back to the list, with what became of the answers."""
    files = berichten.bestanden([one.bestand_id for one in sent], on_behalf_of=wie)
    good = sum(1 for file in files if VERWERKT in file.per_uitkomst)
    if good:
        messages.success(request, f"{telwoord(good, 'bericht is', 'berichten zijn')} {done}.")
    for why in dict.fromkeys(why for file in files for why in file.uitleg):
        messages.error(request, why)
    if waiting := sum(1 for file in files if file.status in {"ontvangen", "apart"}):
        messages.info(request, f"{telwoord(waiting, 'retourbericht wacht', 'retourberichten wachten')} op verwerking.")
    return redirect("postvak")


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def een(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """One message, which is hereby received; a POST refuses it."""
    wie = aanbieder(request)
    moment = timezone.now()
    waiting = post(on_behalf_of=wie)
    one = next((p for p in waiting if (p.bericht.gemeente, p.bericht.bericht_id) == (gemeente, bericht_id)), None)
    if one is None:
        if berichten.gestuurd_bericht(gemeente, bericht_id, on_behalf_of=wie) is None:
            raise Http404("Dit bericht is er niet.")
        return redirect("gestuurd-bericht", gemeente, bericht_id)
    data = berichten.originelen([(gemeente, bericht_id)], on_behalf_of=wie)[gemeente, bericht_id]
    codes, numbers = afkeurcodes(one, data), toewijzingnummers(data)
    if request.method != "POST":
        if opent_zelf(request):
            bevestig(gemeente, bericht_id, "bericht", wie=wie, regio=settings.REGIO, moment=moment)
        return _show(request, one, wie, Afkeurformulier(codes=codes, nummers=numbers))
    form = Afkeurformulier(request.POST, codes=codes, nummers=numbers)
    if not form.is_valid():
        return _show(request, one, wie, form, status=422)
    try:
        sent = keur_af(afzending("", wie, moment), one, *form.keuze)
    except NietVerstuurd as refusal:
        return _show(request, one, wie, form, fault=str(refusal), status=422)
    return _tell(request, [sent], wie, "afgekeurd; de gemeente hoort waarom en stuurt het opnieuw")


def _show(
    request: HttpRequest, one: Post, wie: Machtiging, form: Afkeurformulier, *, fault: str = "", status: int = 200
) -> HttpResponse:
    with namens(wie):
        gelezen(request, _children([one], wie))
        found = one.bericht
        last = werkdagen_na(timezone.localdate(found.sinds), RETOUR_WERKDAGEN)
        page = PostPagina(
            titel=f"{found.soort} {found.identificatie}",
            inleiding=_answer(one.antwoord) if one.antwoord else "Een toewijzing van een gemeente.",
            termijn=_term(one, timezone.localdate()),
            feiten=(
                ("Gemeente", regio.namen().get(found.gemeente, found.gemeente)),
                ("Klaar sinds", datum(found.sinds)),
                ("Retourbericht uiterlijk", datum(last)),
            ),
            toewijzingen=_table(one.toewijzingen) if one.toewijzingen else None,
            formulier=form,
            xml_url=reverse("post-xml", args=[found.gemeente, found.bericht_id]),
            fout=fault,
        )
        trail = (Kruimel("Postvak", reverse("postvak")), Kruimel(page.titel))
        shown = {"page": page, "kruimels": trail, "sleutel": one.sleutel}
        return render(request, "portaal/post.html", shown, status=status)


def _table(found: Sequence[Toegewezen]) -> Tabel:
    heads = ("Toewijzing", "Jeugdige", "Product", "Toegewezen", "Geldig", "Stand")
    return Tabel(
        "Toewijzingen in dit bericht, zoals ze nu zijn",
        tuple(map(Kolom, heads)),
        tuple(
            (
                str(one.nummer),
                one.kind.naam,
                one.code or (f"categorie {one.categorie}" if one.categorie else "vrij te kiezen"),
                omvang(one),
                periode(one.begin, one.einde),
                "Verwijderd" if one.verwijderd else "Geldig",
            )
            for one in found
        ),
    )


@vraagt(Recht.PORTAAL)
@require_safe
def als_xml(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The message byte for byte, which is hereby received."""
    wie = aanbieder(request)
    found = berichten.gestuurd_bericht(gemeente, bericht_id, on_behalf_of=wie)
    data = berichten.originelen([(gemeente, bericht_id)], on_behalf_of=wie).get((gemeente, bericht_id))
    if found is None or data is None:
        raise Http404("Dit bericht is er niet.")
    answered = verzoeken.personen_van_antwoorden([(gemeente, bericht_id)], on_behalf_of=wie)
    gelezen(request, berichten.personen_in(data) | answered)
    if opent_zelf(request):
        bevestig(gemeente, bericht_id, "bericht", wie=wie, regio=settings.REGIO, moment=timezone.now())
    return bestand(data, "application/xml", f"{found.soort}-{gemeente}-{bericht_id}.xml")
