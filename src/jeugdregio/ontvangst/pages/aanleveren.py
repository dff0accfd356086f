# SPDX-License-Identifier: EUPL-1.2
"""Deliver messages with the browser, and see per file what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.actions import GRENZEN
from jeugdregio.berichten.queries import Bestandstand
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.values import Kruimel
from jeugdregio.components.verzoek import wants_part
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.pages.nummers import lees_nummers, schrijf_nummers
from jeugdregio.ontvangst.pages.opmaak import Bestandbeeld, beeld
from jeugdregio.ontvangst.values import Aanlevering

METEEN_BYTES = 4 * 1024 * 1024
METEEN_BESTANDEN = 50
"""Up to here the sender waits a few seconds for the outcome; above it the page follows the worker."""
HOOGSTENS_BESTANDEN = 1_000
HOOGSTENS_BYTES = 100 * 1024 * 1024
TE_VEEL = f"Dit zijn {{}} bestanden. Lever er hoogstens {HOOGSTENS_BESTANDEN} tegelijk aan."
TE_GROOT = "Een van de bestanden is groter dan 25 MB. Verdeel de berichten daarvan over meer bestanden."
GETOOND = 200
VAN_AANBIEDER = "declaraties (JW323), start zorg (JW305), stop zorg (JW307) en verzoeken (JW315, JW317)"
VAN_GEMEENTE = "toewijzingen (JW301) en antwoorden op verzoeken (JW319)"
WACHTEND = "ontvangen"


@dataclass(frozen=True)
class AanleverPagina:
    """The form, what was wrong with it, and the last deliveries."""

    titel: str
    inleiding: str
    fouten: tuple[str, ...]
    laatste: tuple[Bestandbeeld, ...]
    uitkomst_url: str


@dataclass(frozen=True)
class UitkomstPagina:
    """What became of the files of one delivery; `wacht` counts those that are not processed yet."""

    titel: str
    inleiding: str
    wacht: int
    klaar: int
    totaal: int
    bestanden: tuple[Bestandbeeld, ...]
    niet_getoond: int
    ververs_url: str


@vraagt(Recht.AANLEVEREN)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def aanleveren(request: HttpRequest) -> HttpResponse:
    """
    The form; a POST stores the files, and waits a moment for their outcome when there are few.

    Nothing of them is read here: that is for the worker. What was stored stays, whatever goes wrong later.
    """
    wie = machtiging(request)
    _check(wie)
    if request.method != "POST":
        return _form(request, wie, ())
    files = request.FILES.getlist("bestanden")
    faults = _faults(files)
    if faults:
        return _form(request, wie, faults, status=422)
    moment = timezone.now()
    deliveries = [Aanlevering(f.name or "", f.read(), wie.organisatie) for f in files]
    receipts = actions.leg_vast(deliveries, moment=moment, on_behalf_of=wie)
    if len(files) <= METEEN_BESTANDEN and sum(len(d.data) for d in deliveries) <= METEEN_BYTES:
        stored = [receipt.bestand_id for receipt in receipts]
        actions.laat_verwerken(stored, regio=settings.REGIO, peildatum=timezone.localdate(moment), moment=moment)
    new = schrijf_nummers(r.bestand_id for r in receipts if not r.herhaling)
    again = schrijf_nummers(r.bestand_id for r in receipts if r.herhaling)
    address = f"{reverse('aanleveren-uitkomst')}?bestanden={new}" + (f"&herhaling={again}" if again else "")
    return redirect(address)


@vraagt(Recht.AANLEVEREN)
@require_safe
@vary_on_headers("HX-Request")
def uitkomst(request: HttpRequest) -> HttpResponse:
    """What became of the files in the address; those of someone else are not there."""
    wie = machtiging(request)
    _check(wie)
    new, again = (
        lees_nummers(request.GET.get("bestanden", "")),
        lees_nummers(request.GET.get("herhaling", "")),
    )
    found = berichten.bestanden([*new, *again], on_behalf_of=wie)
    waiting = sum(1 for f in found if f.status == WACHTEND)
    page = UitkomstPagina(
        titel="Uitkomst van de aanlevering",
        inleiding=_intro(found, waiting),
        wacht=waiting,
        klaar=len(found) - waiting,
        totaal=len(found),
        bestanden=tuple(beeld(f, herhaling=f.id in again, wie=wie) for f in found[:GETOOND]),
        niet_getoond=max(len(found) - GETOOND, 0),
        ververs_url=request.get_full_path(),
    )
    kruimels = (Kruimel("Aanleveren", reverse("aanleveren")), Kruimel("Uitkomst"))
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"ontvangst/uitkomst.html{part}", {"page": page, "kruimels": kruimels})


def _check(wie: Machtiging) -> None:
    if wie.regio:
        raise PermissionDenied(
            "De regio stuurt zelf geen berichten. Laat de aanbieder of de gemeente het bericht aanleveren."
        )


def _faults(files: Sequence["UploadedFile[Any]"]) -> tuple[str, ...]:
    if not files:
        return ("Kies minstens één bestand.",)
    if len(files) > HOOGSTENS_BESTANDEN:
        return (TE_VEEL.format(len(files)),)
    if any((f.size or 0) > GRENZEN.bestand_bytes for f in files):
        return (TE_GROOT,)
    if sum(f.size or 0 for f in files) > HOOGSTENS_BYTES:
        return ("Samen zijn de bestanden groter dan 100 MB. Verdeel ze over meer aanleveringen.",)
    return ()


def _form(request: HttpRequest, wie: Machtiging, faults: tuple[str, ...], status: int = 200) -> HttpResponse:
    last = berichten.laatste_bestanden(on_behalf_of=wie)
    found = sorted(berichten.bestanden(last, on_behalf_of=wie), key=lambda f: -f.id)
    kinds = VAN_AANBIEDER if wie.aanbieder else VAN_GEMEENTE
    page = AanleverPagina(
        titel="Aanleveren",
        inleiding=f"Lever {kinds} aan. U krijgt een ontvangstbewijs en van elk bericht de uitkomst.",
        fouten=faults,
        laatste=tuple(beeld(f, herhaling=False, wie=wie) for f in found),
        uitkomst_url=f"{reverse('aanleveren-uitkomst')}?bestanden={schrijf_nummers(last)}" if last else "",
    )
    return render(request, "ontvangst/aanleveren.html", {"page": page}, status=status)


def _intro(found: list[Bestandstand], waiting: int) -> str:
    if not found:
        return "Er is geen bestand van uw organisatie met dit nummer."
    messages = sum(f.per_uitkomst.total() + f.geweigerd for f in found)
    text = f"{telwoord(len(found), 'bestand', 'bestanden')} ontvangen en bewaard"
    return f"{text}, {telwoord(messages, 'bericht', 'berichten')} beoordeeld." if not waiting else f"{text}."
