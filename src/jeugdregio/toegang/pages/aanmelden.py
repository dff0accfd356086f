# SPDX-License-Identifier: EUPL-1.2
"""The first page of the path: a question comes in, by one of four channels; or is taken from a request."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toegang import actions, mensen, queries
from jeugdregio.toegang.kanalen import ALLE, EIGEN, MAATREGEL, PER_CODE, Kanaal, kanaal_van
from jeugdregio.toegang.mensen import Kind
from jeugdregio.toegang.pages.formulieren import Aanmeldformulier, Overneemformulier, moment_van
from jeugdregio.toegang.pages.weergave import GOED, ONJUIST, kruimels
from jeugdregio.toegang.values import Bewijs, NietMogelijk, Nieuw
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.values import OpenVerzoek

EXTRA = ("naam", "geboortedatum", "team")


@dataclass(frozen=True)
class AanmeldPagina:
    """One channel at a time; `tabs` are (name, address, whether it is this one)."""

    titel: str
    kanaal: Kanaal
    tabs: tuple[tuple[str, str, bool], ...]
    regels: tuple[tuple[str, str], ...]
    formulier: Aanmeldformulier
    extra: tuple[Any, ...]
    kern: tuple[Any, ...]
    extra_open: bool
    wie: str
    fout: str


@dataclass(frozen=True)
class OverneemPagina:
    """A request of a provider that becomes an application."""

    titel: str
    kanaal: Kanaal
    feiten: tuple[tuple[str, str], ...]
    formulier: Overneemformulier
    fout: str


def instellingen() -> list[tuple[str, str]]:
    """The certified institutions, by name."""
    return [(one.agb, one.naam) for one in aanbieders.gecertificeerden()]


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def aanmelden(request: HttpRequest) -> HttpResponse:
    """The page; a POST makes the application and goes on to the next step."""
    wie, now = machtiging(request), timezone.now()
    kanaal = PER_CODE.get(request.GET.get("kanaal", ""), EIGEN)
    lid = getal_uit(request, "lid", 0)
    known = mensen.kind_van_lid(lid, on_behalf_of=wie) if lid else None
    if known:
        gelezen(request, [known.persoon])
    form = Aanmeldformulier(
        request.POST if request.method == "POST" else None,
        kanaal=kanaal,
        instellingen=instellingen(),
        bekend=known is not None,
        initial={"ontvangen": timezone.localdate(now)},
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            number = _do(request, form.cleaned_data, kanaal, known, wie)
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "De aanmelding is vastgelegd en staat op uw bord.")
            onward = "aanmelding-gebieden" if kanaal.stappen else "aanmelding-stappen"
            return redirect(onward, nummer=number)
    extra = tuple(form[name] for name in EXTRA if name in form.fields)
    page = AanmeldPagina(
        titel="Aanmelden",
        kanaal=kanaal,
        tabs=tuple((one.naam, _address(one, lid if known else 0), one is kanaal) for one in ALLE),
        regels=regels(kanaal),
        formulier=form,
        kern=tuple(field for field in form if field.name not in EXTRA),
        extra=extra,
        extra_open=any(field.errors for field in extra) or "de BRP kent het niet" in fault,
        wie=known.naam if known else "",
        fout=fault,
    )
    context = {"page": page, "kruimels": kruimels(("Aanmelden", ""))}
    return render(request, "toegang/aanmelden.html", context, status=ONJUIST if fault or form.errors else GOED)


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: HttpRequest, gemeente: str, bericht_id: int, nr: int) -> HttpResponse:
    """What the request says, and what it does not; a POST makes the application."""
    wie, now = machtiging(request), timezone.now()
    if made := queries.van_verzoek(bericht_id, nr, on_behalf_of=wie):
        return redirect("aanmelding", nummer=made.id)
    asked = verzoeken.open_verzoek(gemeente, bericht_id, nr, on_behalf_of=wie) if gemeente == wie.gemeente else None
    if asked is None or asked.soort != "JW315":
        raise Http404("Dit verzoek is er niet, of het is al beantwoord.")
    gelezen(request, [asked.persoon])
    kanaal = kanaal_van(asked.verwijzer_type)
    named = bool(
        asked.producten and asked.producten[0].verwijzer.isdecimal() and len(asked.producten[0].verwijzer) == 8
    )
    form = Overneemformulier(
        request.POST if request.method == "POST" else None,
        maatregel=kanaal is MAATREGEL,
        gi=kanaal is MAATREGEL and not named,
        instellingen=instellingen(),
    )
    fault = ""
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            number = actions.neem_over(
                bericht_id,
                nr,
                onderwerp=data["onderwerp"],
                maatregel=data.get("maatregel", ""),
                gi=data.get("gi", ""),
                moment=now,
                on_behalf_of=wie,
            )
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het verzoek staat als aanmelding op uw bord.")
            return redirect("aanmelding-gebieden" if kanaal.stappen else "aanmelding-akkoord", nummer=number)
    page = OverneemPagina("Verzoek overnemen", kanaal, _facts(asked), form, fault)
    context = {"page": page, "kruimels": kruimels(("Verzoek overnemen", ""))}
    return render(request, "toegang/overnemen.html", context, status=ONJUIST if fault or form.errors else GOED)


def regels(kanaal: Kanaal) -> tuple[tuple[str, str], ...]:
    """The rules of a channel, in words, for beside the form."""
    return (
        ("Beslist", kanaal.beslist.label),
        ("Termijn", f"{kanaal.termijn.tekst}: {kanaal.termijn.status.label}"),
        ("Bewijs", ", ".join(kanaal.bewijzen.values()) if kanaal.bewijs_nodig else "niet nodig"),
        ("Geregeld", kanaal.schaal),
        ("Stap a, b en c", "eerst eigen kracht en vrije hulp" if kanaal.stappen else "niet van toepassing"),
        ("Wet", kanaal.wet),
    )


def _do(request: HttpRequest, data: dict[str, Any], kanaal: Kanaal, known: Kind | None, wie: Machtiging) -> int:
    now = timezone.now()
    child = known
    if child is None and data.get("bsn"):
        child = mensen.zoek_of_maak(
            data["bsn"],
            naam=data.get("naam", ""),
            geboortedatum=data.get("geboortedatum"),
            moment=now,
            on_behalf_of=wie,
        )
        gelezen(request, [child.persoon])
    proof = Bewijs(data["bewijs"], data["bewijs_datum"], data["bewijs_kenmerk"]) if "bewijs" in data else None
    return actions.meld_aan(
        Nieuw(
            kanaal=kanaal.code,
            onderwerp=data["onderwerp"],
            vraag=data["vraag"],
            ontvangen_op=moment_van(data["ontvangen"], now),
            persoon=child.persoon if child else "",
            gezin_id=child.gezin_id if child else None,
            lid_id=child.lid_id if child else None,
            bewijs=proof,
            verwijzer_type=data.get("verwijzer_type", ""),
            verwijzer=data.get("verwijzer", ""),
            maatregel=data.get("maatregel", ""),
            gi=data.get("gi", ""),
            team=data["team"],
        ),
        moment=now,
        on_behalf_of=wie,
    )


def _address(kanaal: Kanaal, lid: int) -> str:
    more = f"&lid={lid}" if lid else ""
    return f"{reverse('aanmelden')}?kanaal={kanaal.code}{more}"


def _facts(asked: OpenVerzoek) -> tuple[tuple[str, str], ...]:
    return (
        ("Jeugdige", asked.jeugdige),
        ("Aanbieder", aanbieders.naam(asked.aanbieder)),
        ("Referentie", asked.referentie),
        ("Ontvangen op", dag_kort(asked.ontvangen_op)),
        ("Antwoord uiterlijk", dag_kort(asked.uiterlijk)),
    )
